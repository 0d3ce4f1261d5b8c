//! The way of a content: stops down a line, what is measured beside each.

use crate::report::block::{Circuit, Stop};

use super::super::draw::{at, circle, dashed, filled, line, polygon};
use super::super::piece::{Piece, Setter, Style, first_baseline, height_of, rows};
use super::super::sheet::{ElementId, Mark, Owner};
use super::super::theme::Ink;
use super::{caption_piece, figure};

const RADIUS: f64 = 6.0;
/// Between the name of a stop, its value and what the value is.
const GUTTER: f64 = 8.0;

pub fn pieces(
    setter: &mut Setter<'_>,
    circuit: &Circuit,
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    let mut pieces = caption_piece(setter, &circuit.caption, width, parent);
    let owner = figure(setter, &circuit.alt, &circuit.caption, parent);
    pieces.push(drawing(setter, &circuit.stops, width, owner));
    pieces
}

fn drawing(setter: &Setter<'_>, stops: &[Stop], width: f64, owner: Owner) -> Piece {
    let theme = setter.theme;
    let (strong, note) = (setter.strong(), setter.note());
    let ink = |stop: &Stop| if stop.waits { theme.rust } else { theme.navy };
    let value_style = |stop: &Stop| Style {
        size: theme.format.heading_pt * 1.2,
        ink: ink(stop),
        ..strong
    };
    let names = stops.iter().map(|stop| setter.width(&stop.name, strong));
    let name_left = RADIUS * 2.0 + 10.0;
    let value_left = name_left + names.fold(0.0, f64::max).min(width * 0.4) + 2.0 * GUTTER;
    let mut marks = Vec::new();
    let (mut top, mut last) = (0.0, None);
    for stop in stops {
        let style = value_style(stop);
        let name = setter.lines(&stop.name, strong, value_left - name_left - GUTTER);
        let value = setter.lines(&stop.value, style, (width - value_left) * 0.6);
        let wide = value.iter().map(|line| line.width).fold(0.0, f64::max);
        let detail_left = value_left + wide + GUTTER;
        let detail = setter.lines(&stop.detail, note, (width - detail_left).max(70.0));
        let height = setter
            .eased(20.0, 36.0)
            .max(height_of(&name, strong) + 4.0)
            .max(height_of(&value, style) + 4.0)
            .max(height_of(&detail, note) + 4.0);
        let axis = top + height / 2.0;
        if let Some(last) = last {
            marks.extend(way(
                setter,
                stop,
                last + RADIUS + 2.0,
                axis - RADIUS - 2.0,
                owner,
            ));
        }
        marks.push(filled(owner, circle(at(RADIUS, axis), RADIUS), ink(stop)));
        if stop.waits {
            let hole = circle(at(RADIUS, axis), RADIUS - 2.5);
            marks.push(filled(owner, hole, Ink::WHITE));
        }
        let name_top = axis - height_of(&name, strong) / 2.0;
        marks.extend(rows(&name, name_left, name_top, strong, owner));
        // A value on one line stands on the line of its name.
        let baseline = axis - strong.leading / 2.0 + first_baseline(strong);
        let value_top = match value.len() {
            1 => baseline - first_baseline(style),
            _ => axis - height_of(&value, style) / 2.0,
        };
        marks.extend(rows(&value, value_left, value_top, style, owner));
        let detail_top = match detail.len() {
            1 => baseline - first_baseline(note),
            _ => axis - height_of(&detail, note) / 2.0,
        };
        marks.extend(rows(&detail, detail_left, detail_top, note, owner));
        (top, last) = (top + height, Some(axis));
    }
    Piece {
        height: top,
        marks,
        ..Piece::default()
    }
}

/// From one stop to the next: dashed where a content waits.
fn way(setter: &Setter<'_>, stop: &Stop, from: f64, to: f64, owner: Owner) -> Vec<Mark> {
    let (start, end) = (at(RADIUS, from), at(RADIUS, to));
    if stop.waits {
        let track = polygon(&[start, end], false);
        return vec![dashed(owner, track, setter.theme.rust, 1.6, (3.0, 2.2))];
    }
    vec![line(owner, start, end, setter.theme.navy, 1.6)]
}
