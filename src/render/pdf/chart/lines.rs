//! A small curve over the months: one axis, gaps where a month has no data.

use crate::report::block::{LinePoint, Lines, Tick};

use super::super::draw::{area, at, circle, filled, ground, line, polygon, stroked};
use super::super::piece::{Piece, Setter, Style, height_of, rows_around, rows_to_the_right};
use super::super::sheet::{Area, ElementId, Face, Mark, Owner, Point};
use super::super::text::TextLines;
use super::super::theme::Ink;
use super::{caption_piece, figure, part};

pub fn pieces(setter: &mut Setter<'_>, lines: &Lines, width: f64, parent: ElementId) -> Vec<Piece> {
    let mut pieces = caption_piece(setter, &lines.caption, width, parent);
    let owner = figure(setter, &lines.alt, &lines.caption, parent);
    pieces.push(drawing(setter, lines, width, owner));
    pieces
}

struct Plot {
    room: Area,
    most: u64,
    count: usize,
}

impl Plot {
    fn x(&self, rank: usize) -> f64 {
        let pitch = (self.room.right - self.room.left) / self.count.max(1) as f64;
        self.room.left + pitch * (rank as f64 + 0.5)
    }

    fn y(&self, value: u64) -> f64 {
        self.room.bottom - part(value, self.most) * (self.room.bottom - self.room.top)
    }
}

fn drawing(setter: &Setter<'_>, lines: &Lines, width: f64, owner: Owner) -> Piece {
    let small = setter.note();
    let ticks = kept_ticks(&lines.ticks);
    let gutter = ticks
        .iter()
        .map(|tick| setter.width(&tick.label, small))
        .fold(0.0, f64::max)
        .min(width * 0.25);
    let height = setter.eased(56.0, 150.0).max(ticks.len() as f64 * 12.0);
    let most = lines
        .points
        .iter()
        .filter_map(|point| point.at)
        .chain(ticks.iter().map(|tick| tick.at))
        .max()
        .unwrap_or(0);
    let room = Area {
        left: gutter + 8.0,
        top: 22.0,
        right: width,
        bottom: 22.0 + height,
    };
    let plot = Plot {
        room,
        most,
        count: lines.points.len(),
    };

    let mut marks = Vec::new();
    let mut lowest = f64::INFINITY;
    for tick in ticks {
        let y = plot.y(tick.at);
        // All but the axis only help the eye.
        let (owner_of_line, ink) = if tick.at == 0 {
            (owner, setter.theme.navy)
        } else {
            (Owner::Decoration, setter.theme.hairline)
        };
        marks.push(line(
            owner_of_line,
            at(room.left, y),
            at(room.right, y),
            ink,
            0.8,
        ));
        let label = setter.lines(&tick.label, small, gutter + 1.0);
        let top = (y - height_of(&label, small) / 2.0).min(lowest - height_of(&label, small));
        lowest = top;
        marks.extend(rows_to_the_right(&label, gutter, top, small, owner));
    }
    let values = values(setter, lines, &plot, owner);
    // A white ground keeps the grid out of the figures, but never covers the curve.
    let grounds = values
        .iter()
        .map(|value| ground(Owner::Decoration, halo(value.area()), Ink::WHITE));
    marks.extend(grounds);
    marks.extend(curve(setter, lines, &plot, owner));
    marks.extend(values);

    let pitch = ((room.right - room.left) / lines.points.len().max(1) as f64 - 3.0).max(8.0);
    let small = narrowed(setter, lines, small, pitch);
    let labels = month_labels(setter, lines, small, pitch);
    let foot = labels
        .iter()
        .map(|label| height_of(label, small))
        .fold(0.0, f64::max);
    for (rank, label) in labels.iter().enumerate() {
        marks.extend(rows_around(
            label,
            plot.x(rank),
            room.bottom + 5.0,
            small,
            owner,
        ));
    }
    Piece {
        height: room.bottom + 5.0 + foot,
        marks,
        ..Piece::default()
    }
}

/// Smaller when the longest word of a month would not hold under its point.
fn narrowed(setter: &Setter<'_>, lines: &Lines, style: Style, pitch: f64) -> Style {
    let feet: Vec<String> = lines.points.iter().map(LinePoint::foot).collect();
    let words = feet.iter().flat_map(|foot| foot.split_whitespace());
    let widest = words
        .map(|word| setter.width(word, style))
        .fold(0.0, f64::max);
    let least = setter.theme.format.smallest_pt() / style.size;
    let share = (pitch / (widest + 0.5)).clamp(least.min(1.0), 1.0);
    Style {
        size: style.size * share,
        leading: style.leading * share,
        ..style
    }
}

/// All on one line, or all with the year below the month.
fn month_labels(setter: &Setter<'_>, lines: &Lines, style: Style, pitch: f64) -> Vec<TextLines> {
    let feet: Vec<String> = lines.points.iter().map(LinePoint::foot).collect();
    let words = || feet.iter().map(String::as_str);
    let fit = words().all(|label| setter.width(label, style) <= pitch);
    let widest = words()
        .flat_map(str::split_whitespace)
        .map(|word| setter.width(word, style))
        .fold(0.0, f64::max);
    let measure = if fit {
        pitch
    } else {
        (widest + 0.5).min(pitch)
    };
    words()
        .map(|label| setter.lines(label, style, measure))
        .collect()
}

fn halo(room: Area) -> Area {
    Area {
        left: room.left - 1.5,
        top: room.top - 0.5,
        right: room.right + 1.5,
        bottom: room.bottom + 0.5,
    }
}

/// The ticks from low to high.
fn kept_ticks(ticks: &[Tick]) -> Vec<&Tick> {
    let mut sorted: Vec<&Tick> = ticks.iter().collect();
    sorted.sort_by_key(|tick| tick.at);
    sorted
}

/// Months that follow each other are joined; a month without data leaves a hole, and so does a change of what is
/// counted.
fn curve(setter: &Setter<'_>, lines: &Lines, plot: &Plot, owner: Owner) -> Vec<Mark> {
    let placed: Vec<Option<Point>> = lines
        .points
        .iter()
        .enumerate()
        .map(|(rank, point)| point.at.map(|value| at(plot.x(rank), plot.y(value))))
        .collect();
    let ranks: Vec<usize> = (0..placed.len()).collect();
    let mut marks: Vec<Mark> = ranks
        .chunk_by(|before, after| {
            placed[*before].is_some() && placed[*after].is_some() && !lines.points[*after].is_cut
        })
        .filter(|run| run.len() > 1)
        .map(|run| {
            let points: Vec<Point> = run.iter().filter_map(|rank| placed[*rank]).collect();
            stroked(owner, polygon(&points, false), setter.theme.navy, 2.0)
        })
        .collect();
    let last = placed.iter().rposition(Option::is_some);
    for (rank, point) in placed.iter().enumerate() {
        let Some(point) = *point else { continue };
        let (ink, radius) = if Some(rank) == last {
            (setter.theme.rust, 4.2)
        } else {
            (setter.theme.navy, 2.8)
        };
        marks.push(filled(owner, circle(point, radius + 1.2), Ink::WHITE));
        marks.push(filled(owner, circle(point, radius), ink));
    }
    marks
}

/// The few printed values, above their points, or higher when two would touch.
fn values(setter: &Setter<'_>, lines: &Lines, plot: &Plot, owner: Owner) -> Vec<Mark> {
    let style = Style {
        face: Face::SemiBold,
        size: setter.theme.format.note_pt + 0.5,
        ink: setter.theme.text,
        leading: (setter.theme.format.note_pt + 0.5) * 1.2,
    };
    let mut taken: Vec<Area> = Vec::new();
    let mut marks = Vec::new();
    for (rank, point) in lines.points.iter().enumerate() {
        if !point.is_labelled {
            continue;
        }
        let (Some(value), Some(words)) = (point.at, point.value.as_deref()) else {
            continue;
        };
        let set = setter.lines(words, style, plot.room.right - plot.room.left);
        let wide = set.iter().map(|line| line.width).fold(0.0, f64::max);
        let tall = height_of(&set, style);
        let middle = plot
            .x(rank)
            .max(plot.room.left + wide / 2.0)
            .min(plot.room.right - wide / 2.0);
        let y = plot.y(value);
        let free = |top: f64| {
            let room = area(middle - wide / 2.0 - 2.0, top, wide + 4.0, tall);
            let inside = top >= 0.0 && room.bottom <= plot.room.bottom + 2.0;
            inside && !taken.iter().any(|other| touches(room, *other))
        };
        let heights = (0..=40).map(|step| f64::from(step) * 3.0);
        let above = heights.clone().map(|more| y - 7.0 - tall - more);
        let below = heights.map(|more| y + 7.0 + more);
        // Nearest first, on the side where the curve does not go.
        let dip = is_a_dip(lines, rank, value);
        let top = above
            .zip(below)
            .flat_map(|(above, below)| if dip { [below, above] } else { [above, below] })
            .find(|top| free(*top));
        let Some(top) = top else { continue };
        taken.push(area(middle - wide / 2.0 - 2.0, top, wide + 4.0, tall));
        marks.extend(rows_around(&set, middle, top, style, owner));
    }
    marks
}

/// Whether the months beside stand higher.
fn is_a_dip(lines: &Lines, rank: usize, value: u64) -> bool {
    let beside = [rank.checked_sub(1), Some(rank + 1)];
    let higher = |at: Option<usize>| {
        at.and_then(|at| lines.points.get(at)?.at)
            .map_or(0_i32, |other| if other > value { 1 } else { -1 })
    };
    beside.into_iter().map(higher).sum::<i32>() > 0
}

fn touches(one: Area, two: Area) -> bool {
    one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom
}
