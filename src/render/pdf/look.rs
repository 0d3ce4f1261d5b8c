//! `[look]`: the colours of the service, as long as everybody can read them.

use std::path::PathBuf;

use serde::Deserialize;

use super::theme::{Ink, Theme};
use crate::words::number;

/// What text needs on its ground, and what an area that carries meaning needs (WCAG 2.1, 1.4.3 and 1.4.11).
const OF_TEXT: f64 = 4.5;
const OF_AREAS: f64 = 3.0;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Look {
    /// Titles, the work before, the ground of the cover.
    pub dark: Ink,
    /// What is seen; the accent.
    pub warm: Ink,
    /// The work after; never text.
    pub light: Ink,
    /// A PNG, relative to the folder of the configuration.
    pub logo: Option<PathBuf>,
}

impl Default for Look {
    fn default() -> Self {
        let theme = Theme::default();
        Look {
            dark: theme.navy,
            warm: theme.rust,
            light: theme.blue,
            logo: None,
        }
    }
}

impl Look {
    pub fn theme(&self) -> Theme {
        Theme {
            navy: self.dark,
            rust: self.warm,
            blue: self.light,
            ..Theme::default()
        }
    }

    /// The key of a colour that some could not read, and why.
    pub fn fault(&self) -> Option<(&'static str, String)> {
        let pale = Theme::default().pale;
        let readable = |ink: Ink| ink.contrast(Ink::WHITE).min(ink.contrast(pale));
        let needs = [
            ("dark", self.dark, readable(self.dark), OF_TEXT),
            ("warm", self.warm, readable(self.warm), OF_TEXT),
            (
                "light",
                self.light,
                self.light.contrast(Ink::WHITE),
                OF_AREAS,
            ),
        ];
        needs
            .into_iter()
            .find(|(_, _, found, needed)| found < needed)
            .map(|(key, ink, found, needed)| {
                let message = format!(
                    "« {key} » : {ink} n’a qu’un contraste de {} avec le fond clair des pages ; il en faut {} : choisir une teinte plus sombre",
                    tenths(found),
                    tenths(needed)
                );
                (key, message)
            })
    }
}

/// « 4,4 », cut and not rounded: 4,49 is not enough, and must not read as 4,5.
fn tenths(ratio: f64) -> String {
    #[expect(clippy::cast_possible_truncation, reason = "a contrast is at most 21")]
    let tenths = (ratio * 10.0).floor() as i64;
    number::tenths(tenths, 10).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A grey: its contrast with white falls as it grows lighter.
    fn grey(part: u8) -> Ink {
        Ink(part, part, part)
    }

    #[test]
    fn the_colours_of_the_charter_can_be_read() {
        assert_eq!(Look::default().fault(), None);
    }

    #[test]
    fn a_colour_under_four_and_a_half_is_refused_with_its_contrast() {
        let look = |dark| Look {
            dark,
            ..Look::default()
        };
        // On #F1F5F9: 4.51 and 4.46.
        let edge = (0..=255)
            .rev()
            .find(|part| look(grey(*part)).fault().is_none())
            .unwrap();
        let found = |part| grey(part).contrast(Theme::default().pale);
        assert!(found(edge) >= 4.5 && found(edge + 1) < 4.5);
        let (key, message) = look(grey(edge + 1)).fault().unwrap();
        assert_eq!(key, "dark");
        assert!(
            message.contains("contraste de 4,4") && message.contains("4,5"),
            "{message}"
        );
    }

    #[test]
    fn a_light_colour_needs_three_against_white() {
        let look = |light| Look {
            light,
            ..Look::default()
        };
        assert_eq!(look(grey(0x90)).fault(), None);
        assert_eq!(look(grey(0xA0)).fault().unwrap().0, "light");
    }

    #[test]
    fn a_colour_is_written_in_six_figures() {
        let ink = |text: &str| Ink::try_from(text.to_owned());
        assert_eq!(ink("#12355B"), Ok(Ink(0x12, 0x35, 0x5B)));
        assert_eq!(ink("#12355b").unwrap().to_string(), "#12355B");
        for wrong in ["12355B", "#123", "#12355G", "bleu", "#éé355B"] {
            assert!(ink(wrong).unwrap_err().contains(wrong), "{wrong}");
        }
    }
}
