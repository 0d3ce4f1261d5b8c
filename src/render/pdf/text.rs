//! Words to lines: where a line may break, how wide it is.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::breaks::{RULES, Rule, bits_between, breaks_anyhow, breaks_well, end_of};
use super::printable::printable;
use super::sheet::{Face, Glyph};
use super::theme::Ink;
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
    /// It ends inside a word, which was too long for a line.
    cut: bool,
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
        self.push_units(&letters, spans, size, width, &RULES, &mut units);
        units
    }

    /// Breaks by the first rule; what is then wider than the line, by the next one, and at last between two letters.
    fn push_units(
        &self,
        letters: &[(char, usize)],
        spans: &[Span<'_>],
        size: f64,
        width: f64,
        rules: &[Rule],
        units: &mut Vec<Unit>,
    ) {
        let Some((rule, others)) = rules.split_first() else {
            self.push_letters(letters, spans, size, width, units);
            return;
        };
        for bit in bits_between(letters, *rule) {
            let unit = self.unit(bit, spans, size);
            if unit.width <= width {
                units.push(unit);
            } else {
                self.push_units(bit, spans, size, width, others, units);
            }
        }
    }

    fn unit(&self, letters: &[(char, usize)], spans: &[Span<'_>], size: f64) -> Unit {
        let end = end_of(letters);
        let space = letters
            .get(end)
            .map(|&(_, rank)| self.bit(" ", &spans[rank], size));
        let bits = self.bits(&letters[..end], spans, size);
        Unit {
            width: bits.iter().map(|bit| bit.width).sum(),
            bits,
            space,
            cut: false,
        }
    }

    /// A word longer than a line: as many letters as a line holds, several times.
    fn push_letters(
        &self,
        letters: &[(char, usize)],
        spans: &[Span<'_>],
        size: f64,
        width: f64,
        units: &mut Vec<Unit>,
    ) {
        let end = end_of(letters);
        let mut from = 0;
        while from < end {
            let mut to = from + 1;
            while to < end && self.row_width(&letters[from..=to], spans, size) <= width {
                to += 1;
            }
            let whole = if to == end { letters.len() } else { to };
            let unit = self.unit(&letters[from..whole], spans, size);
            units.push(Unit {
                cut: to < end,
                ..unit
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

fn full_lines(units: &[Unit], width: f64) -> Breaks {
    let full = fill(units, width);
    // A narrower measure moves words down; the number of lines must stay the same.
    let narrower = || {
        (1..=24)
            .map(|step| fill(units, width * (1.0 - f64::from(step) * 0.015)))
            .take_while(|lines| lines.len() == full.len())
    };
    let is_alone = |lines: &Breaks| lines.last().is_some_and(|last| last.0 == last.1);
    let is_short = |lines: &Breaks| {
        let last = lines.last().map_or(0.0, |last| measure(units, last));
        is_alone(lines) || last < width * SHORT_LINE
    };
    if full.len() < 2 || !is_short(&full) {
        return full;
    }
    let better = narrower().find(|lines| !is_short(lines));
    better
        .or_else(|| narrower().find(|lines| !is_alone(lines)))
        .unwrap_or(full)
}

/// A last line shorter than this part of the others looks lost.
const SHORT_LINE: f64 = 0.14;

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
    let mut parts: Vec<Part> = bits
        .chunk_by(|(one, _), (two, _)| one.face == two.face && one.ink == two.ink)
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
                cut: false,
            }
        })
        .collect();
    if let Some(part) = parts.last_mut() {
        part.cut = units[last].cut;
    }
    parts
}
