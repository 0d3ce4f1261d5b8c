//! Words to lines, each word shaped and each text set once.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use compact_str::CompactString;

use super::breaks::{Letter, Rule, bits_between, breaks_anyhow, breaks_well, end_of};
use super::lines::{even_lines, full_lines, set};
use super::printable::printable;
use super::sheet::{Face, Glyph};
use super::theme::Ink;
use super::units::units;

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

/// Measures and breaks; each word is shaped, and each text set, once for a whole report.
#[derive(Default)]
pub struct Typesetter {
    shaped: Memory<Shaped>,
    widths: Memory<Widths>,
    loose_widths: Memory<i32>,
    set: RefCell<BTreeMap<String, Vec<(Setting, TextLines)>>>,
}

pub type Shaped = Arc<[Glyph]>;

/// Of a text on one line, and of the widest part of it that holds together; thousandths of the size.
#[derive(Clone, Copy)]
struct Widths {
    whole: i32,
    held: i32,
}

/// What was found of some words, in each face.
struct Memory<T>(RefCell<BTreeMap<Face, BTreeMap<String, T>>>);

/// All that the lines of a text depend on, but its words.
#[derive(PartialEq)]
struct Setting {
    /// The length of each span, its face and its ink.
    spans: Vec<(usize, Face, Ink)>,
    size: u64,
    width: u64,
    manner: Manner,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    Full,
    Even,
}

impl<T> Default for Memory<T> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<T: Clone> Memory<T> {
    fn of(&self, words: &str, face: Face, find: impl FnOnce() -> T) -> T {
        let known = self
            .0
            .borrow()
            .get(&face)
            .and_then(|of_face| of_face.get(words).cloned());
        known.unwrap_or_else(|| {
            let found = find();
            let mut faces = self.0.borrow_mut();
            faces
                .entry(face)
                .or_default()
                .insert(words.to_string(), found.clone());
            found
        })
    }
}

impl Typesetter {
    /// The width of a text on one line.
    pub fn width(&self, words: &str, face: Face, size: f64) -> f64 {
        f64::from(self.widths(words, face).whole) * size / 1000.0
    }

    /// The width of the widest bit that is not broken: as set with room enough, or only when a line is too
    /// short for what holds together.
    pub fn widest_bit(&self, words: &str, face: Face, size: f64, held: bool) -> f64 {
        let widest = if held {
            self.widths(words, face).held
        } else {
            self.loose_widths.of(words, face, || {
                let bits = self.bits(words, face, breaks_anyhow);
                bits.into_iter().map(|(word, _)| word).max().unwrap_or(0)
            })
        };
        f64::from(widest) * size / 1000.0
    }

    fn widths(&self, words: &str, face: Face) -> Widths {
        self.widths.of(words, face, || {
            let mut widths = Widths { whole: 0, held: 0 };
            for (word, spaces) in self.bits(words, face, breaks_well) {
                widths.whole += word + spaces;
                widths.held = widths.held.max(word);
            }
            widths
        })
    }

    /// The widths of the parts of a text, each with that of the spaces after it.
    fn bits(&self, words: &str, face: Face, rule: Rule) -> Vec<(i32, i32)> {
        let letters: Vec<Letter> = printable(words).chars().map(|letter| (letter, 0)).collect();
        let advance = |letters: &[Letter]| {
            let words: CompactString = letters.iter().map(|(letter, _)| letter).collect();
            advance_of(&self.glyphs(&words, face))
        };
        let parts = bits_between(&letters, rule).map(|bit| bit.split_at(end_of(bit)));
        parts
            .map(|(word, spaces)| (advance(word), advance(spaces)))
            .collect()
    }

    /// Lines no wider than `width`, as full as possible, without a lone short word at the end.
    pub fn wrap(&self, spans: &[Span<'_>], size: f64, width: f64) -> TextLines {
        self.known_or(spans, size, width, Manner::Full)
    }

    /// Lines of about the same length, for headings.
    pub fn balance(&self, spans: &[Span<'_>], size: f64, width: f64) -> TextLines {
        self.known_or(spans, size, width, Manner::Even)
    }

    fn known_or(&self, spans: &[Span<'_>], size: f64, width: f64, manner: Manner) -> TextLines {
        let words: Cow<'_, str> = match spans {
            [only] => only.words.into(),
            _ => spans.iter().map(|span| span.words).collect(),
        };
        let setting = Setting {
            spans: spans
                .iter()
                .map(|span| (span.words.len(), span.face, span.ink))
                .collect(),
            size: size.to_bits(),
            width: width.to_bits(),
            manner,
        };
        let known = self.set.borrow().get(&*words).and_then(|known| {
            let same = known.iter().find(|(known, _)| *known == setting);
            same.map(|(_, lines)| Arc::clone(lines))
        });
        known.unwrap_or_else(|| {
            let units = units(self, spans, size, width);
            let breaks = match manner {
                Manner::Full => full_lines(&units, width),
                Manner::Even => even_lines(&units, width),
            };
            let lines: TextLines = set(&units, &breaks).into();
            let mut memory = self.set.borrow_mut();
            let settings = memory.entry(words.into_owned()).or_default();
            settings.push((setting, Arc::clone(&lines)));
            lines
        })
    }

    pub fn glyphs(&self, words: &str, face: Face) -> Shaped {
        self.shaped.of(words, face, || face.shape(words).into())
    }
}

pub fn advance_of(glyphs: &[Glyph]) -> i32 {
    glyphs.iter().map(|glyph| glyph.advance).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: f64 = 11.0;

    /// The lines of a text in a column of that width, none of them wider.
    fn lines(words: &str, width: f64) -> Vec<String> {
        let span = Span {
            words,
            face: Face::Regular,
            ink: Ink(0, 0, 0),
        };
        let lines = Typesetter::default().wrap(&[span], SIZE, width);
        let words = |line: &Line| -> String {
            assert!(line.width <= width + 0.01, "{line:?}");
            line.parts.iter().map(|part| &*part.words).collect()
        };
        lines.iter().map(words).collect()
    }

    #[test]
    fn a_word_that_no_line_holds_is_divided_between_syllables() {
        assert_eq!(
            lines("Agir anticonstitutionnellement, ici", 70.0),
            ["Agir anticonsti\u{AD}", "tutionnelle\u{AD}", "ment, ici"]
        );
    }

    #[test]
    fn a_word_that_fits_a_line_is_never_divided() {
        assert_eq!(
            lines("La communication départementale", 85.0),
            ["La ", "communication ", "départementale"]
        );
    }

    #[test]
    fn a_hyphen_is_drawn_and_is_no_letter() {
        let typesetter = Typesetter::default();
        let span = Span {
            words: "anticonstitutionnellement",
            face: Face::SemiBold,
            ink: Ink(0, 0, 0),
        };
        let lines = typesetter.wrap(&[span], SIZE, 70.0);
        let (last, divided) = lines.split_last().unwrap();
        assert!(!divided.is_empty() && !last.parts[0].cut);
        let drawn = typesetter.glyphs("-", Face::SemiBold);
        for line in divided {
            let part = &line.parts[0];
            let hyphen = part.glyphs.last().unwrap();
            assert!(part.cut && part.words.ends_with('\u{AD}'));
            assert_eq!((hyphen.id, &*hyphen.letters), (drawn[0].id, "\u{AD}"));
        }
        let whole: String = lines.iter().map(|line| &*line.parts[0].words).collect();
        assert_eq!(whole.replace('\u{AD}', ""), "anticonstitutionnellement");
    }

    #[test]
    fn an_address_is_cut_without_a_hyphen() {
        let lines = lines("communication@departement-des-abers.example", 70.0);
        assert!(lines.len() > 2);
        assert!(!lines.concat().contains('\u{AD}'), "{lines:?}");
    }

    #[test]
    fn a_syllable_wider_than_a_line_is_cut_by_letter() {
        let lines = lines("anticonstitutionnellement", 12.0);
        assert_eq!(lines.concat(), "anticonstitutionnellement");
    }
}
