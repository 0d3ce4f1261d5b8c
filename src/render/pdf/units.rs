//! Words to units: the parts of a text that a line never parts.

use compact_str::{CompactString, ToCompactString};

use super::breaks::{Letter, RULES, Rule, bits_between, end_of};
use super::hyphens::{SOFT_HYPHEN, divisions};
use super::printable::printable;
use super::sheet::{Face, Glyph};
use super::text::{Shaped, Span, Typesetter, advance_of};
use super::theme::Ink;

/// Letters that stay together, and what follows them.
pub struct Unit {
    pub bits: Vec<Bit>,
    pub width: f64,
    pub end: End,
}

/// What follows a unit: inside a line, or at its end.
pub enum End {
    Nothing,
    /// Takes room inside a line only.
    Space(Bit),
    /// In a word too long for a line, drawn at the end of a line only.
    Hyphen(Bit),
    /// In a word too long for a line that no hyphen may divide.
    Cut,
}

#[derive(Clone)]
pub struct Bit {
    pub face: Face,
    pub ink: Ink,
    pub words: CompactString,
    pub glyphs: Shaped,
    pub width: f64,
}

impl Unit {
    /// The width of what follows, when another unit does.
    pub fn space(&self) -> f64 {
        match &self.end {
            End::Space(space) => space.width,
            End::Nothing | End::Hyphen(_) | End::Cut => 0.0,
        }
    }

    /// The width when a line ends here.
    pub fn last_width(&self) -> f64 {
        match &self.end {
            End::Hyphen(hyphen) => self.width + hyphen.width,
            End::Nothing | End::Space(_) | End::Cut => self.width,
        }
    }

    /// A line that ends here ends inside a word.
    pub fn parts_a_word(&self) -> bool {
        matches!(self.end, End::Hyphen(_) | End::Cut)
    }
}

/// Cuts a text where a line of that width may end.
pub fn units(typesetter: &Typesetter, spans: &[Span<'_>], size: f64, width: f64) -> Vec<Unit> {
    let letters: Vec<Letter> = spans
        .iter()
        .enumerate()
        .flat_map(|(rank, span)| {
            printable_inside(span.words)
                .chars()
                .map(move |letter| (letter, rank))
                .collect::<Vec<_>>()
        })
        .collect();
    let cutter = Cutter {
        typesetter,
        spans,
        size,
        width,
    };
    let mut units = Vec::new();
    cutter.push_units(&letters, &RULES, &mut units);
    units
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

struct Cutter<'a> {
    typesetter: &'a Typesetter,
    spans: &'a [Span<'a>],
    size: f64,
    width: f64,
}

impl Cutter<'_> {
    /// Breaks by the first rule; what is then wider than the line, by the next one, and at last inside words.
    fn push_units(&self, letters: &[Letter], rules: &[Rule], units: &mut Vec<Unit>) {
        let Some((rule, others)) = rules.split_first() else {
            let divided = self.divided(letters);
            units.extend(divided.unwrap_or_else(|| self.by_letter(letters)));
            return;
        };
        for bit in bits_between(letters, rule) {
            let unit = self.unit(bit);
            if unit.width <= self.width {
                units.push(unit);
            } else {
                self.push_units(bit, others, units);
            }
        }
    }

    fn unit(&self, letters: &[Letter]) -> Unit {
        let end = end_of(letters);
        let space = letters.get(end).map(|&(_, rank)| self.bit(" ", rank));
        let bits = self.bits(&letters[..end]);
        Unit {
            width: bits.iter().map(|bit| bit.width).sum(),
            bits,
            end: space.map_or(End::Nothing, End::Space),
        }
    }

    /// The syllables of a word longer than a line; none if it may not be divided, or not enough.
    fn divided(&self, letters: &[Letter]) -> Option<Vec<Unit>> {
        let divisions = divisions(letters);
        let mut units: Vec<Unit> = bits_between(letters, |_, at| divisions.contains(&at))
            .map(|bit| self.unit(bit))
            .collect();
        for (unit, at) in units.iter_mut().zip(divisions) {
            unit.end = End::Hyphen(self.hyphen(letters[at].1));
        }
        let holds = |unit: &Unit| unit.last_width() <= self.width;
        units.iter().all(holds).then_some(units)
    }

    /// As many letters as a line holds, several times.
    fn by_letter(&self, letters: &[Letter]) -> Vec<Unit> {
        let end = end_of(letters);
        let mut units = Vec::new();
        let mut from = 0;
        while from < end {
            let mut to = from + 1;
            while to < end && self.unit(&letters[from..=to]).width <= self.width {
                to += 1;
            }
            let whole = if to == end { letters.len() } else { to };
            let mut unit = self.unit(&letters[from..whole]);
            if to < end {
                unit.end = End::Cut;
            }
            units.push(unit);
            from = to;
        }
        units
    }

    fn bits(&self, letters: &[Letter]) -> Vec<Bit> {
        letters
            .chunk_by(|one, two| one.1 == two.1)
            .map(|same| {
                let words: CompactString = same.iter().map(|(letter, _)| letter).collect();
                self.bit(&words, same[0].1)
            })
            .collect()
    }

    /// Words of the span of that rank.
    fn bit(&self, words: &str, rank: usize) -> Bit {
        let span = &self.spans[rank];
        let glyphs = self.typesetter.glyphs(words, span.face);
        let width = width_of(&glyphs, self.size);
        Bit {
            face: span.face,
            ink: span.ink,
            words: words.into(),
            glyphs,
            width,
        }
    }

    /// Drawn as any hyphen, but no letter of the word.
    fn hyphen(&self, rank: usize) -> Bit {
        let drawn = self.bit("-", rank);
        let said = |glyph: &Glyph| Glyph {
            letters: SOFT_HYPHEN.to_compact_string(),
            ..glyph.clone()
        };
        Bit {
            glyphs: drawn.glyphs.iter().map(said).collect(),
            words: SOFT_HYPHEN.to_compact_string(),
            ..drawn
        }
    }
}

fn width_of(glyphs: &[Glyph], size: f64) -> f64 {
    f64::from(advance_of(glyphs)) * size / 1000.0
}
