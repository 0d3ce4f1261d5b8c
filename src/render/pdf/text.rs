//! Words to lines, each word shaped and each text set once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::breaks::{bits_between, breaks_anyhow, breaks_well};
use super::lines::{Breaks, even_lines, full_lines, set};
use super::printable::printable;
use super::sheet::{Face, Glyph};
use super::theme::Ink;
use super::units::{Unit, units};
use crate::words::number::NBSP;

/// Part of a paragraph, in one face and one ink.
#[derive(Clone, Debug)]
pub struct Span<'a> {
    pub words: &'a str,
    pub face: Face,
    pub ink: Ink,
}

/// One line; the parts keep their distance from its left end.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub parts: Vec<Part>,
    pub width: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub offset: f64,
    pub face: Face,
    pub ink: Ink,
    pub words: Arc<str>,
    pub glyphs: Arc<[Glyph]>,
    pub width: f64,
    /// The line ends inside a word.
    pub cut: bool,
}

/// The lines of a text; many marks and several trials share them.
pub type TextLines = Arc<[Line]>;

/// Measures and breaks; each word is shaped once for a whole report.
#[derive(Default)]
pub struct Typesetter {
    widths: RefCell<BTreeMap<(Face, String), i32>>,
    set: RefCell<BTreeMap<Key, TextLines>>,
    shaped: RefCell<BTreeMap<(Face, String), Shaped>>,
}

pub type Shaped = Arc<Vec<Glyph>>;

/// All that the lines of a text depend on.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    spans: Vec<(String, Face, Ink)>,
    size: u64,
    width: u64,
    balanced: bool,
}

impl Typesetter {
    /// The width of a text on one line.
    pub fn width(&self, words: &str, face: Face, size: f64) -> f64 {
        let key = (face, words.to_string());
        let known = self.widths.borrow().get(&key).copied();
        let advance = known.unwrap_or_else(|| {
            let advance = advance_of(&self.glyphs(&printable(words), face));
            self.widths.borrow_mut().insert(key, advance);
            advance
        });
        f64::from(advance) * size / 1000.0
    }

    /// The width of the widest bit that is not broken: as set with room enough, or only when a line is too
    /// short for what holds together.
    pub fn widest_bit(&self, words: &str, face: Face, size: f64, held: bool) -> f64 {
        let rule = if held { breaks_well } else { breaks_anyhow };
        let letters: Vec<char> = printable(words).chars().collect();
        let pairs: Vec<(char, usize)> = letters.iter().map(|letter| (*letter, 0)).collect();
        bits_between(&pairs, rule)
            .map(|bit| {
                let words: String = bit.iter().map(|(letter, _)| letter).collect();
                self.width(words.trim_end_matches([' ', NBSP]), face, size)
            })
            .fold(0.0, f64::max)
    }

    /// Lines no wider than `width`, as full as possible, without a lone short word at the end.
    pub fn wrap(&self, spans: &[Span<'_>], size: f64, width: f64) -> TextLines {
        self.known_or(spans, size, width, false, full_lines)
    }

    /// Lines of about the same length, for headings.
    pub fn balance(&self, spans: &[Span<'_>], size: f64, width: f64) -> TextLines {
        self.known_or(spans, size, width, true, even_lines)
    }

    fn known_or(
        &self,
        spans: &[Span<'_>],
        size: f64,
        width: f64,
        balanced: bool,
        lines: fn(&[Unit], f64) -> Breaks,
    ) -> TextLines {
        let words = spans
            .iter()
            .map(|span| (span.words.to_string(), span.face, span.ink))
            .collect();
        let key = Key {
            spans: words,
            size: size.to_bits(),
            width: width.to_bits(),
            balanced,
        };
        if let Some(known) = self.set.borrow().get(&key) {
            return Arc::clone(known);
        }
        let units = units(self, spans, size, width);
        let set: TextLines = set(&units, &lines(&units, width)).into();
        self.set.borrow_mut().insert(key, Arc::clone(&set));
        set
    }

    pub fn glyphs(&self, words: &str, face: Face) -> Shaped {
        let key = (face, words.to_string());
        if let Some(known) = self.shaped.borrow().get(&key) {
            return Arc::clone(known);
        }
        let glyphs = Arc::new(face.shape(words));
        self.shaped.borrow_mut().insert(key, Arc::clone(&glyphs));
        glyphs
    }
}

pub fn advance_of(glyphs: &[Glyph]) -> i32 {
    glyphs.iter().map(|glyph| glyph.advance).sum()
}
