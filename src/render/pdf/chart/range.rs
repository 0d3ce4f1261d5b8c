//! One horizontal line per row: the spread as a line, the median as a dot, few cases as small dots.

use crate::report::block::{Range, RangeRow, RangeSpread};

use super::super::draw::{at, circle, filled, line};
use super::super::piece::{Piece, Setter, Style, height_of, rows, rows_around, total_height};
use super::super::sheet::{ElementId, Mark, Owner};
use super::super::text::TextLines;
use super::super::theme::Ink;
use super::{caption_piece, figure_part, floors, part, together};

struct Measures {
    label: f64,
    start: f64,
    scale: f64,
    value: f64,
    most: u64,
}

pub fn pieces(setter: &mut Setter<'_>, range: &Range, width: f64, parent: ElementId) -> Vec<Piece> {
    let mut pieces = caption_piece(setter, &range.caption, width, parent);
    let measures = measures(setter, range, width);
    let height = |row: &RangeRow| Words::of(setter, row, &measures).height;
    // The caption, and an axis with its labels on two lines.
    let reserve = total_height(&pieces) + setter.note().leading * 2.0 + 10.0;
    for (rank, some) in together(&range.rows, height, setter.tallest - reserve)
        .into_iter()
        .enumerate()
    {
        let owner = figure_part(setter, (&range.alt, &range.caption), rank, parent);
        pieces.push(drawing(setter, range, some, &measures, owner));
    }
    pieces
}

fn measures(setter: &Setter<'_>, range: &Range, width: f64) -> Measures {
    let widest = |words: fn(&RangeRow) -> &str| {
        range
            .rows
            .iter()
            .map(|row| setter.width(words(row), setter.body()))
            .fold(0.0, f64::max)
            + 2.0
    };
    let label = widest(|row| &row.label).min(width * 0.26);
    let value = widest(|row| &row.value).min(width * 0.34);
    let start = label + 18.0;
    let most_drawn = range
        .rows
        .iter()
        .map(|row| furthest(&row.spread))
        .max()
        .unwrap_or(0);
    let most = range
        .ticks
        .iter()
        .map(|tick| tick.at)
        .max()
        .unwrap_or(0)
        .max(most_drawn);
    Measures {
        label,
        start,
        scale: (width - start - value - 22.0).max(20.0),
        value,
        most,
    }
}

fn furthest(spread: &RangeSpread) -> u64 {
    match spread {
        RangeSpread::Points { at } => at.iter().copied().max().unwrap_or(0),
        RangeSpread::Median { low, middle, high } => (*low).max(*middle).max(*high),
    }
}

/// The words of a row, and the height that they need.
struct Words {
    label: TextLines,
    value: TextLines,
    height: f64,
}

impl Words {
    fn of(setter: &Setter<'_>, row: &RangeRow, measures: &Measures) -> Self {
        let style = setter.body();
        let label = setter.lines(&row.label, style, measures.label);
        let value = setter.lines(&row.value, style, measures.value);
        let pitch = setter.eased(24.0, 42.0);
        let height = pitch
            .max(height_of(&label, style) + 4.0)
            .max(height_of(&value, style) + 4.0);
        Self {
            label,
            value,
            height,
        }
    }
}

fn drawing(
    setter: &Setter<'_>,
    range: &Range,
    some: &[RangeRow],
    measures: &Measures,
    owner: Owner,
) -> Piece {
    let style = setter.body();
    let x = |value: u64| measures.start + part(value, measures.most) * measures.scale;
    let mut marks = Vec::new();
    let mut text = Vec::new();
    let mut y = 2.0;
    for (rank, row) in some.iter().enumerate() {
        let Words {
            label,
            value,
            height,
        } = Words::of(setter, row, measures);
        let middle = y + height / 2.0;
        if rank > 0 {
            text.push(line(
                Owner::Decoration,
                at(0.0, y),
                at(measures.start + measures.scale + 22.0 + measures.value, y),
                setter.theme.mist,
                0.8,
            ));
        }
        text.extend(rows(
            &label,
            0.0,
            middle - height_of(&label, style) / 2.0,
            style,
            owner,
        ));
        text.extend(spread(setter, &row.spread, x, middle, owner));
        let right = measures.start + measures.scale + 22.0;
        text.extend(rows(
            &value,
            right,
            middle - height_of(&value, style) / 2.0,
            style,
            owner,
        ));
        y += height;
    }
    let axis_style = Style {
        ink: setter.theme.soft,
        ..setter.note()
    };
    let foot = axis(setter, range, x, y, axis_style, owner, &mut marks);
    marks.extend(text);
    Piece {
        height: foot,
        marks,
        ..Piece::default()
    }
}

fn spread(
    setter: &Setter<'_>,
    spread: &RangeSpread,
    x: impl Fn(u64) -> f64,
    y: f64,
    owner: Owner,
) -> Vec<Mark> {
    match spread {
        RangeSpread::Points { at: cases } => cases
            .iter()
            .flat_map(|case| dot(setter.theme.navy, at(x(*case), y), 3.2, owner))
            .collect(),
        RangeSpread::Median { low, middle, high } => {
            let mut marks = vec![line(
                owner,
                at(x(*low), y),
                at(x(*high), y),
                setter.theme.navy,
                5.0,
            )];
            marks.extend(dot(setter.theme.rust, at(x(*middle), y), 4.0, owner));
            marks
        }
    }
}

/// A dot with a white rim, so that two that touch stay apart.
fn dot(ink: Ink, middle: super::super::sheet::Point, radius: f64, owner: Owner) -> Vec<Mark> {
    vec![
        filled(owner, circle(middle, radius + 1.2), Ink::WHITE),
        filled(owner, circle(middle, radius), ink),
    ]
}

fn axis(
    setter: &Setter<'_>,
    range: &Range,
    x: impl Fn(u64) -> f64,
    y: f64,
    style: Style,
    owner: Owner,
    marks: &mut Vec<Mark>,
) -> f64 {
    let labels: Vec<_> = range
        .ticks
        .iter()
        .map(|tick| (tick.at, setter.lines(&tick.label, style, 120.0)))
        .collect();
    let spans: Vec<(f64, f64)> = labels
        .iter()
        .map(|(value, lines)| {
            let half = lines.iter().map(|line| line.width).fold(0.0, f64::max) / 2.0;
            (x(*value) - half, x(*value) + half)
        })
        .collect();
    let tallest = labels
        .iter()
        .map(|(_, lines)| height_of(lines, style))
        .fold(0.0, f64::max);
    let mut foot = y + 4.0;
    for ((value, lines), floor) in labels.iter().zip(floors(&spans)) {
        // It only helps the eye.
        marks.push(line(
            Owner::Decoration,
            at(x(*value), 0.0),
            at(x(*value), y + 3.0),
            setter.theme.hairline,
            0.8,
        ));
        let top = y + 4.0 + floor as f64 * tallest;
        marks.extend(rows_around(lines, x(*value), top, style, owner));
        foot = foot.max(top + height_of(lines, style));
    }
    let end = x(u64::MAX);
    marks.push(line(owner, at(x(0), y), at(end, y), setter.theme.navy, 1.0));
    foot
}
