//! A life on an axis of days: one lane a stage, work as filled blocks, waits as dashed bars, moments as dots.

use crate::report::block::{Hue, Lane, LaneMark, Timeline};

use super::super::draw::{area, at, circle, dashed, filled, ground, line, rectangle};
use super::super::piece::{Piece, Setter, Style, height_of, rows, rows_around};
use super::super::sheet::{ElementId, Mark, Owner};
use super::super::text::TextLines;
use super::super::theme::Ink;
use super::{caption_piece, figure_part, floors, part, patch, together};

/// A day is never drawn wider: a life of one day does not fill the sheet.
const WIDEST_DAY: f64 = 46.0;
const DAY: u64 = 24 * 60;
/// Under this width of a day, greyed days would only be noise.
const GREYED_FROM: f64 = 4.0;
/// The thinnest and the lowest block that still shows.
const LEAST: f64 = 2.4;
/// The shortest bar whose dashes are still seen as such.
const SHORTEST_WAIT: f64 = 7.0;

struct Measures {
    label: f64,
    start: f64,
    scale: f64,
    value: f64,
    length: u64,
    /// The tallest block.
    most: u64,
}

impl Measures {
    fn of(setter: &Setter<'_>, timeline: &Timeline, width: f64) -> Self {
        let widest = |words: fn(&Lane) -> &str, style: Style| {
            timeline
                .lanes
                .iter()
                .map(|lane| setter.width(words(lane), style))
                .fold(0.0, f64::max)
                + 2.0
        };
        let label = widest(|lane| &lane.label, setter.body()).min(width * 0.27);
        let value = widest(|lane| &lane.value, value_style(setter)).min(width * 0.25);
        let start = label + 14.0;
        let room = (width - start - value - 12.0).max(20.0);
        let days = (timeline.length as f64 / DAY as f64).max(1.0);
        let sizes = timeline.lanes.iter().flat_map(|lane| &lane.marks);
        let size = |mark: &LaneMark| match mark {
            LaneMark::Work { size, .. } => *size,
            LaneMark::Wait { .. } | LaneMark::Point { .. } => 0,
        };
        Self {
            label,
            start,
            scale: room.min(days * WIDEST_DAY),
            value,
            length: timeline.length,
            most: sizes.map(size).max().unwrap_or(0),
        }
    }

    fn x(&self, at: u64) -> f64 {
        self.start + part(at, self.length) * self.scale
    }

    fn end(&self) -> f64 {
        self.start + self.scale
    }

    fn day(&self) -> f64 {
        part(DAY, self.length.max(DAY)) * self.scale
    }
}

fn value_style(setter: &Setter<'_>) -> Style {
    Style {
        ink: setter.theme.text,
        ..setter.strong()
    }
}

pub fn pieces(
    setter: &mut Setter<'_>,
    timeline: &Timeline,
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    let mut pieces = caption_piece(setter, &timeline.caption, width, parent);
    let measures = Measures::of(setter, timeline, width);
    let height = |lane: &Lane| Words::of(setter, lane, &measures).height;
    for (rank, some) in together(&timeline.lanes, height, setter.tallest - 60.0)
        .into_iter()
        .enumerate()
    {
        let owner = figure_part(setter, (&timeline.alt, &timeline.caption), rank, parent);
        pieces.push(drawing(setter, timeline, some, &measures, owner));
    }
    pieces
}

/// The words of a lane, and the height that they need.
struct Words {
    label: TextLines,
    value: TextLines,
    height: f64,
}

impl Words {
    fn of(setter: &Setter<'_>, lane: &Lane, measures: &Measures) -> Self {
        let (plain, strong) = (setter.body(), value_style(setter));
        let label = setter.lines(&lane.label, plain, measures.label);
        let value = setter.lines(&lane.value, strong, measures.value);
        let height = setter
            .eased(17.0, 25.0)
            .max(height_of(&label, plain) + 2.0)
            .max(height_of(&value, strong) + 2.0);
        Self {
            label,
            value,
            height,
        }
    }
}

fn drawing(
    setter: &Setter<'_>,
    timeline: &Timeline,
    some: &[Lane],
    measures: &Measures,
    owner: Owner,
) -> Piece {
    let (plain, strong) = (setter.body(), value_style(setter));
    let mut marks = Vec::new();
    let mut y = 0.0;
    for (rank, lane) in some.iter().enumerate() {
        let Words {
            label,
            value,
            height,
        } = Words::of(setter, lane, measures);
        let middle = y + height / 2.0;
        if rank > 0 {
            let right = measures.end() + 12.0 + measures.value;
            let ink = setter.theme.hairline;
            marks.push(line(Owner::Decoration, at(0.0, y), at(right, y), ink, 0.5));
        }
        let top = middle - height_of(&label, plain) / 2.0;
        marks.extend(rows(&label, 0.0, top, plain, owner));
        for mark in &lane.marks {
            marks.extend(drawn(setter, mark, measures, (y, height), owner));
        }
        let top = middle - height_of(&value, strong) / 2.0;
        marks.extend(rows(&value, measures.end() + 12.0, top, strong, owner));
        y += height;
    }
    let mut behind = greyed(setter, timeline, measures, y);
    let foot = axis(setter, timeline, measures, y, owner, &mut behind);
    behind.extend(marks);
    Piece {
        height: foot,
        marks: behind,
        ..Piece::default()
    }
}

/// A mark in its lane, given by its top and its height.
fn drawn(
    setter: &Setter<'_>,
    mark: &LaneMark,
    measures: &Measures,
    (top, height): (f64, f64),
    owner: Owner,
) -> Vec<Mark> {
    let middle = top + height / 2.0;
    match mark {
        LaneMark::Work { over, size, hue } => {
            let left = measures.x(over.from);
            // A white hair between two days of work.
            let width = (measures.x(over.to) - left - 0.6).max(LEAST);
            let tall = (part(*size, measures.most) * (height - 5.0)).max(LEAST);
            let room = area(left, top + height - 2.0 - tall, width, tall);
            // A white edge keeps the hue apart from the grey of a day off.
            let edge = area(left - 0.6, room.top - 0.6, width + 1.2, tall + 1.2);
            let mut marks = vec![ground(Owner::Decoration, edge, Ink::WHITE)];
            marks.extend(patch(owner, room, *hue, setter.theme));
            marks
        }
        LaneMark::Wait { over } => {
            let left = measures.x(over.from);
            let width = (measures.x(over.to) - left).max(SHORTEST_WAIT);
            let room = area(left + 0.5, middle - 4.0, width - 1.0, 8.0);
            vec![
                ground(owner, room, Ink::WHITE),
                dashed(owner, rectangle(room), setter.theme.navy, 1.1, (3.0, 2.0)),
            ]
        }
        LaneMark::Point { at: moment, hue } => {
            let point = at(measures.x(*moment), middle);
            let ink = match hue {
                Hue::Rust => setter.theme.rust,
                Hue::Navy | Hue::Blue | Hue::Hatched | Hue::Dashed => setter.theme.navy,
            };
            vec![
                filled(owner, circle(point, 5.2), Ink::WHITE),
                filled(owner, circle(point, 4.2), ink),
            ]
        }
    }
}

fn greyed(setter: &Setter<'_>, timeline: &Timeline, measures: &Measures, bottom: f64) -> Vec<Mark> {
    if measures.day() < GREYED_FROM {
        return Vec::new();
    }
    let days = timeline.off.iter();
    days.map(|day| {
        let left = measures.x(day.from);
        let room = area(left, 0.0, (measures.x(day.to) - left).max(0.0), bottom);
        ground(Owner::Decoration, room, setter.theme.mist)
    })
    .collect()
}

/// The days below the lanes; where it ends.
fn axis(
    setter: &Setter<'_>,
    timeline: &Timeline,
    measures: &Measures,
    y: f64,
    owner: Owner,
    marks: &mut Vec<Mark>,
) -> f64 {
    let style = Style {
        ink: setter.theme.soft,
        ..setter.note()
    };
    let labels: Vec<_> = timeline
        .ticks
        .iter()
        .map(|tick| (measures.x(tick.at), setter.lines(&tick.label, style, 120.0)))
        .collect();
    let spans: Vec<(f64, f64)> = labels
        .iter()
        .map(|(x, lines)| {
            let half = lines.iter().map(|line| line.width).fold(0.0, f64::max) / 2.0;
            (x - half, x + half)
        })
        .collect();
    let mut foot = y + 4.0;
    for ((x, lines), floor) in labels.iter().zip(floors(&spans)) {
        let ink = setter.theme.hairline;
        marks.push(line(
            Owner::Decoration,
            at(*x, 0.0),
            at(*x, y + 3.0),
            ink,
            0.8,
        ));
        let top = y + 4.0 + floor as f64 * style.leading;
        marks.extend(rows_around(lines, *x, top, style, owner));
        foot = foot.max(top + height_of(lines, style));
    }
    let (left, right) = (at(measures.start, y), at(measures.end(), y));
    marks.push(line(owner, left, right, setter.theme.navy, 1.0));
    foot
}
