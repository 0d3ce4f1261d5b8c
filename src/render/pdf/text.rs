//! Words to lines: where a line may break, how wide it is.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::printable::printable;
use super::sheet::{Face, Glyph};
use super::theme::Ink;

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

type Shaped = Arc<Vec<Glyph>>;

/// The first and the last unit of each line.
type Breaks = Vec<(usize, usize)>;

/// All that the lines of a text depend on.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    spans: Vec<(String, Face, Ink)>,
    size: u64,
    width: u64,
    balanced: bool,
}

/// Letters that stay together, and the spaces that may follow them.
struct Unit {
    bits: Vec<Bit>,
    width: f64,
    space: Option<Bit>,
}

#[derive(Clone)]
struct Bit {
    face: Face,
    ink: Ink,
    words: String,
    glyphs: Shaped,
    width: f64,
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
        let units = self.units(spans, size, width);
        let set: TextLines = set(&units, &lines(&units, width)).into();
        self.set.borrow_mut().insert(key, Arc::clone(&set));
        set
    }

    fn glyphs(&self, words: &str, face: Face) -> Shaped {
        let key = (face, words.to_string());
        if let Some(known) = self.shaped.borrow().get(&key) {
            return Arc::clone(known);
        }
        let glyphs = Arc::new(face.shape(words));
        self.shaped.borrow_mut().insert(key, Arc::clone(&glyphs));
        glyphs
    }

    fn bit(&self, words: &str, span: &Span<'_>, size: f64) -> Bit {
        let glyphs = self.glyphs(words, span.face);
        let width = width_of(&glyphs, size);
        Bit {
            face: span.face,
            ink: span.ink,
            words: words.to_string(),
            glyphs,
            width,
        }
    }

    /// Cuts at the places where a line may break; a word wider than the column is cut between letters.
    fn units(&self, spans: &[Span<'_>], size: f64, width: f64) -> Vec<Unit> {
        let letters: Vec<(char, usize)> = spans
            .iter()
            .enumerate()
            .flat_map(|(rank, span)| {
                printable_inside(span.words)
                    .chars()
                    .map(move |letter| (letter, rank))
                    .collect::<Vec<_>>()
            })
            .collect();
        let mut units = Vec::new();
        let mut start = 0;
        for at in 0..letters.len() {
            if at + 1 == letters.len() || may_break_after(&letters, at) {
                self.push_unit(&letters[start..=at], spans, size, width, &mut units);
                start = at + 1;
            }
        }
        units
    }

    fn push_unit(
        &self,
        letters: &[(char, usize)],
        spans: &[Span<'_>],
        size: f64,
        width: f64,
        units: &mut Vec<Unit>,
    ) {
        let end = letters
            .iter()
            .rposition(|(letter, _)| *letter != ' ')
            .map_or(0, |at| at + 1);
        let space = letters
            .get(end)
            .map(|&(_, rank)| self.bit(" ", &spans[rank], size));
        let bits = self.bits(&letters[..end], spans, size);
        let unit = Unit {
            width: bits.iter().map(|bit| bit.width).sum(),
            bits,
            space,
        };
        if unit.width <= width || end < 2 {
            units.push(unit);
            return;
        }
        let space = unit.space;
        let mut from = 0;
        while from < end {
            let mut to = from + 1;
            while to < end && self.row_width(&letters[from..=to], spans, size) <= width {
                to += 1;
            }
            let bits = self.bits(&letters[from..to], spans, size);
            let width = bits.iter().map(|bit| bit.width).sum();
            units.push(Unit {
                bits,
                width,
                space: if to == end { space.clone() } else { None },
            });
            from = to;
        }
    }

    fn row_width(&self, letters: &[(char, usize)], spans: &[Span<'_>], size: f64) -> f64 {
        self.bits(letters, spans, size)
            .iter()
            .map(|bit| bit.width)
            .sum()
    }

    fn bits(&self, letters: &[(char, usize)], spans: &[Span<'_>], size: f64) -> Vec<Bit> {
        letters
            .chunk_by(|one, two| one.1 == two.1)
            .map(|same| {
                let words: String = same.iter().map(|(letter, _)| letter).collect();
                self.bit(&words, &spans[same[0].1], size)
            })
            .collect()
    }
}

/// As `printable`, keeping the spaces at both ends: a span may begin or end with one.
fn printable_inside(words: &str) -> String {
    let inside = printable(words);
    let before = if words.starts_with(' ') { " " } else { "" };
    let after = if words.ends_with(' ') && !inside.is_empty() {
        " "
    } else {
        ""
    };
    format!("{before}{inside}{after}")
}

fn width_of(glyphs: &[Glyph], size: f64) -> f64 {
    f64::from(advance_of(glyphs)) * size / 1000.0
}

fn advance_of(glyphs: &[Glyph]) -> i32 {
    glyphs.iter().map(|glyph| glyph.advance).sum()
}

/// After a space, except beside the French signs that hold to their word; after a hyphen between letters.
fn may_break_after(letters: &[(char, usize)], at: usize) -> bool {
    let (letter, next) = (letters[at].0, letters[at + 1].0);
    let before = at.checked_sub(1).map(|before| letters[before].0);
    match letter {
        ' ' => !matches!(next, ' ' | ':' | ';' | '!' | '?' | '»' | '%') && before != Some('«'),
        '-' | '/' => before.is_some_and(char::is_alphabetic) && next.is_alphabetic(),
        _ => false,
    }
}

fn full_lines(units: &[Unit], width: f64) -> Breaks {
    let full = fill(units, width);
    if full.len() < 2 || !ends_short(&full) {
        return full;
    }
    // A narrower measure moves a word down; the number of lines must stay the same.
    let better = (1..=12)
        .map(|step| fill(units, width * (1.0 - f64::from(step) * 0.015)))
        .take_while(|lines| lines.len() == full.len())
        .find(|lines| !ends_short(lines));
    better.unwrap_or(full)
}

fn even_lines(units: &[Unit], width: f64) -> Breaks {
    let full = fill(units, width).len();
    let (mut narrow, mut wide) = (0.0, width);
    for _ in 0..12 {
        let middle = f64::midpoint(narrow, wide);
        let lines = fill(units, middle);
        if lines.len() <= full && lines.iter().all(|line| measure(units, line) <= middle) {
            wide = middle;
        } else {
            narrow = middle;
        }
    }
    fill(units, wide)
}

fn fill(units: &[Unit], width: f64) -> Breaks {
    let mut lines = Vec::new();
    let (mut start, mut reached) = (0, 0.0);
    for (at, unit) in units.iter().enumerate() {
        if at > start && reached + unit.width > width + 0.01 {
            lines.push((start, at - 1));
            (start, reached) = (at, 0.0);
        }
        reached += unit.width + unit.space.as_ref().map_or(0.0, |space| space.width);
    }
    if start < units.len() {
        lines.push((start, units.len() - 1));
    }
    lines
}

fn measure(units: &[Unit], &(from, to): &(usize, usize)) -> f64 {
    let spaces: f64 = units[from..to]
        .iter()
        .filter_map(|unit| unit.space.as_ref())
        .map(|space| space.width)
        .sum();
    spaces + units[from..=to].iter().map(|unit| unit.width).sum::<f64>()
}

/// A word alone on the last line.
fn ends_short(lines: &[(usize, usize)]) -> bool {
    lines.last().is_some_and(|last| last.0 == last.1)
}

fn set(units: &[Unit], lines: &[(usize, usize)]) -> Vec<Line> {
    lines
        .iter()
        .map(|line| Line {
            parts: parts(&units[line.0..=line.1]),
            width: measure(units, line),
        })
        .collect()
}

/// Joins what has the same face and ink. The space at the end of the line is kept for the screen
/// readers, but takes no room.
fn parts(units: &[Unit]) -> Vec<Part> {
    let last = units.len() - 1;
    let bits: Vec<(&Bit, bool)> = units
        .iter()
        .enumerate()
        .flat_map(|(rank, unit)| {
            let space = unit.space.iter().map(move |bit| (bit, rank < last));
            unit.bits.iter().map(|bit| (bit, true)).chain(space)
        })
        .collect();
    let mut x = 0.0;
    bits.chunk_by(|(one, _), (two, _)| one.face == two.face && one.ink == two.ink)
        .map(|same| {
            let offset = x;
            x += same.iter().map(|(bit, _)| bit.width).sum::<f64>();
            Part {
                offset,
                face: same[0].0.face,
                ink: same[0].0.ink,
                words: same
                    .iter()
                    .map(|(bit, _)| bit.words.as_str())
                    .collect::<String>()
                    .into(),
                glyphs: same
                    .iter()
                    .flat_map(|(bit, _)| bit.glyphs.iter().cloned())
                    .collect(),
                width: same
                    .iter()
                    .filter(|(_, visible)| *visible)
                    .map(|(bit, _)| bit.width)
                    .sum(),
            }
        })
        .collect()
}
