//! Units to lines: as full as possible, or of about the same length.

use super::text::{Line, Part};
use super::units::{Bit, End, Unit};

/// The first and the last unit of each line.
pub type Breaks = Vec<(usize, usize)>;

pub fn full_lines(units: &[Unit], width: f64) -> Breaks {
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

pub fn even_lines(units: &[Unit], width: f64) -> Breaks {
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
        if at > start && reached + unit.last_width() > width + 0.01 {
            lines.push((start, at - 1));
            (start, reached) = (at, 0.0);
        }
        reached += unit.width + unit.space();
    }
    if start < units.len() {
        lines.push((start, units.len() - 1));
    }
    lines
}

fn measure(units: &[Unit], &(from, to): &(usize, usize)) -> f64 {
    let spaces: f64 = units[from..to].iter().map(Unit::space).sum();
    let words: f64 = units[from..to].iter().map(|unit| unit.width).sum();
    spaces + (words + units[to].last_width())
}

pub fn set(units: &[Unit], lines: &[(usize, usize)]) -> Vec<Line> {
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
            let after = match &unit.end {
                End::Space(space) => Some((space, rank < last)),
                End::Hyphen(hyphen) if rank == last => Some((hyphen, true)),
                End::Nothing | End::Hyphen(_) | End::Cut => None,
            };
            unit.bits.iter().map(|bit| (bit, true)).chain(after)
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
        part.cut = units[last].parts_a_word();
    }
    parts
}
