//! Charts: numbers to marks. Every chart is a figure with its alternative text; its labels stay text.

pub mod bars;
pub mod circuit;
pub mod lines;
pub mod range;
pub mod stack;
pub mod timeline;

use crate::report::block::Hue;

use super::blocks;
use super::draw::{at, dashed, ground, polygon, rectangle, stroked};
use super::piece::{Piece, Setter};
use super::printable::printable;
use super::sheet::{Area, ElementId, Mark, Owner, Role};
use super::theme::{Ink, Theme};

/// The caption, which stays with the drawing.
fn caption_piece(
    setter: &mut Setter<'_>,
    caption: &str,
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    if caption.is_empty() {
        return Vec::new();
    }
    let owner = setter.elements.add(parent, Role::Paragraph);
    let (marks, height) = blocks::caption(setter, caption, width, Owner::Element(owner));
    vec![Piece {
        height,
        with_next: true,
        marks,
        ..Piece::default()
    }]
}

/// An area of a chart: plain, hatched and outlined, or with a dashed outline only.
fn patch(owner: Owner, room: Area, hue: Hue, theme: &Theme) -> Vec<Mark> {
    if room.right - room.left < 0.05 || room.bottom - room.top < 0.05 {
        return Vec::new();
    }
    match hue {
        Hue::Rust => vec![ground(owner, room, theme.rust)],
        Hue::Navy => vec![ground(owner, room, theme.navy)],
        Hue::Blue => vec![ground(owner, room, theme.blue)],
        Hue::Hatched => hatched(owner, room, theme.navy),
        Hue::Dashed => {
            let inner = inset(room, 0.6);
            vec![
                ground(owner, room, Ink::WHITE),
                dashed(owner, rectangle(inner), theme.navy, 1.2, (4.0, 2.6)),
            ]
        }
    }
}

/// Slanted lines, cut to the rectangle here so that the file needs no clipping.
fn hatched(owner: Owner, room: Area, ink: Ink) -> Vec<Mark> {
    let mut marks = vec![ground(owner, room, Ink::WHITE)];
    let (width, height) = (room.right - room.left, room.bottom - room.top);
    let pitch = 5.0;
    let mut rings = Vec::new();
    let mut reach = pitch;
    while reach < width + height {
        let from = if reach <= height {
            at(room.left, room.top + reach)
        } else {
            at(room.left + reach - height, room.bottom)
        };
        let to = if reach <= width {
            at(room.left + reach, room.top)
        } else {
            at(room.right, room.top + reach - width)
        };
        rings.extend(polygon(&[from, to], false));
        reach += pitch;
    }
    if !rings.is_empty() {
        marks.push(stroked(owner, rings, ink, 1.0));
    }
    marks.push(stroked(owner, rectangle(inset(room, 0.5)), ink, 1.0));
    marks
}

fn inset(room: Area, by: f64) -> Area {
    let by = by
        .min((room.right - room.left) / 2.0)
        .min((room.bottom - room.top) / 2.0);
    Area {
        left: room.left + by,
        top: room.top + by,
        right: room.right - by,
        bottom: room.bottom - by,
    }
}

/// The figure, with what is read in its place; never nothing.
fn figure(setter: &mut Setter<'_>, alt: &str, caption: &str, parent: ElementId) -> Owner {
    Owner::Element(element(setter, alt, caption, parent))
}

/// A part of a chart in several figures.
fn figure_part(
    setter: &mut Setter<'_>,
    (alt, caption): (&str, &str),
    rank: usize,
    parent: ElementId,
) -> Owner {
    if rank == 0 {
        return figure(setter, alt, caption, parent);
    }
    let element = element(setter, &format!("Suite. {alt}"), caption, parent);
    setter.elements.go_on(element);
    Owner::Element(element)
}

fn element(setter: &mut Setter<'_>, alt: &str, caption: &str, parent: ElementId) -> ElementId {
    let words = [alt, caption]
        .into_iter()
        .map(printable)
        .find(|words| !words.is_empty());
    let alt = words.unwrap_or_else(|| "Graphique".to_string());
    setter.elements.add(parent, Role::Figure(alt))
}

/// Rows that stand together on one sheet; the figure goes on in another one when they are too many, each part about
/// as high as the others.
fn together<T>(rows: &[T], height: impl Fn(&T) -> f64, tallest: f64) -> Vec<&[T]> {
    let greedy = grouped(rows, &height, tallest);
    if greedy.len() < 2 {
        return greedy;
    }
    let whole: f64 = rows.iter().map(&height).sum();
    let even = whole / greedy.len() as f64;
    let limits = (0..20).map(|step| even + (tallest - even) * f64::from(step) / 20.0);
    limits
        .map(|limit| grouped(rows, &height, limit))
        .find(|groups| groups.len() <= greedy.len())
        .unwrap_or(greedy)
}

fn grouped<T>(rows: &[T], height: impl Fn(&T) -> f64, tallest: f64) -> Vec<&[T]> {
    let mut groups = Vec::new();
    let (mut start, mut reached) = (0, 0.0);
    for (rank, row) in rows.iter().enumerate() {
        let height = height(row);
        if rank > start && reached + height > tallest {
            groups.push(&rows[start..rank]);
            (start, reached) = (rank, 0.0);
        }
        reached += height;
    }
    groups.push(&rows[start..]);
    groups
}

/// A part of a whole, from 0 to 1; zero when the whole is nothing.
fn part(size: impl Into<u128>, whole: impl Into<u128>) -> f64 {
    let (size, whole) = (size.into(), whole.into());
    if whole == 0 {
        0.0
    } else {
        size.min(whole) as f64 / whole as f64
    }
}

/// Labels under an axis: those that would touch the one before go one line lower.
fn floors(spans: &[(f64, f64)]) -> Vec<usize> {
    let mut ends: Vec<f64> = Vec::new();
    spans
        .iter()
        .map(|&(left, right)| {
            let floor = ends
                .iter()
                .position(|end| *end + 4.0 <= left)
                .unwrap_or(ends.len());
            if floor == ends.len() {
                ends.push(right);
            } else {
                ends[floor] = right;
            }
            floor
        })
        .collect()
}
