//! The charter: three hues and a few inks, on a page of a given format.

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;

use super::format::Format;
use super::picture::Picture;

/// A colour, each part from 0 to 255.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct Ink(pub u8, pub u8, pub u8);

impl TryFrom<String> for Ink {
    type Error = String;

    /// `#12355B`.
    fn try_from(text: String) -> Result<Self, String> {
        let parts = text
            .strip_prefix('#')
            .filter(|figures| figures.len() == 6 && figures.is_ascii());
        let part = |at: usize| u8::from_str_radix(parts?.get(at..at + 2)?, 16).ok();
        match (part(0), part(2), part(4)) {
            (Some(red), Some(green), Some(blue)) => Ok(Ink(red, green, blue)),
            _ => Err(format!(
                "« {text} » n’est pas une couleur ; écrire par exemple « #12355B »"
            )),
        }
    }
}

impl fmt::Display for Ink {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

impl Ink {
    pub const WHITE: Self = Self(255, 255, 255);

    /// How much two inks differ in light, from 1 to 21, as the accessibility rules count it.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.light(), other.light());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    fn light(self) -> f64 {
        let part = |value: u8| {
            let share = f64::from(value) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * part(self.0) + 0.7152 * part(self.1) + 0.0722 * part(self.2)
    }
}

/// Colours, and the page that they are put on. The defaults are those of the charter and the report.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// Titles, rules that carry meaning, the ground of the cover.
    pub navy: Ink,
    /// What is seen; the accent.
    pub rust: Ink,
    /// Areas only, never text: too light to be read.
    pub blue: Ink,
    /// Running text.
    pub text: Ink,
    /// Details and notes.
    pub soft: Ink,
    /// Ground of tiles and frames.
    pub pale: Ink,
    /// Decorative silhouettes.
    pub mist: Ink,
    /// Hairlines that only help the eye.
    pub hairline: Ink,
    /// On the first sheet.
    pub logo: Option<Arc<Picture>>,
    pub format: Format,
}

impl Theme {
    /// The same colours on another page.
    #[must_use]
    pub fn on(&self, format: Format) -> Self {
        Self {
            format,
            ..self.clone()
        }
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self {
            navy: Ink(0x12, 0x35, 0x5B),
            rust: Ink(0xA8, 0x43, 0x0A),
            blue: Ink(0x6C, 0x93, 0xBF),
            text: Ink(0x1C, 0x2A, 0x39),
            soft: Ink(0x3F, 0x4F, 0x61),
            pale: Ink(0xF1, 0xF5, 0xF9),
            mist: Ink(0xE1, 0xEA, 0xF3),
            hairline: Ink(0xC3, 0xD0, 0xDE),
            logo: None,
            format: Format::REPORT,
        }
    }
}
