//! The iceberg: one upright stack, heights in proportion, a water line, labels beside.

use crate::report::block::{Stack, StackPart};

use super::super::draw::{area, at, filled, ground, line, polygon, stroked};
use super::super::piece::{Piece, Setter, Style, height_of, rows, total_height};
use super::super::sheet::{Area, ElementId, Face, Mark, Owner, Point};
use super::super::text::TextLines;
use super::super::theme::Ink;
use super::{caption_piece, figure, part, patch};

/// White between two labels, and between a label and the water line under it.
const BETWEEN: f64 = 4.0;
/// White between the water line and the first label under it.
const UNDER_LINE: f64 = 6.0;

struct Label {
    name: TextLines,
    value: TextLines,
    /// How far right of the name the value stands, on the same line; below it otherwise.
    beside: Option<f64>,
    /// The middle of the part that it names, and the middle where it stands.
    aim: f64,
    middle: f64,
    height: f64,
}

pub fn pieces(setter: &mut Setter<'_>, stack: &Stack, width: f64, parent: ElementId) -> Vec<Piece> {
    let mut pieces = caption_piece(setter, &stack.caption, width, parent);
    let owner = figure(setter, &stack.alt, &stack.caption, parent);
    let tallest = setter.tallest - total_height(&pieces);
    pieces.push(drawing(setter, stack, width, tallest, owner));
    pieces
}

/// No higher than `tallest`, if the labels allow it.
fn drawing(setter: &Setter<'_>, stack: &Stack, width: f64, tallest: f64, owner: Owner) -> Piece {
    let strong = setter.strong();
    let value_style = Style {
        ink: setter.theme.text,
        ..setter.body()
    };
    let column = (width * 0.17).clamp(46.0, 104.0);
    let left = (width * 0.30).min(150.0);
    let right = left + column;
    let label_left = right + 30.0;
    let label_width = (width - label_left).max(50.0);

    let side_style = Style {
        ink: setter.theme.navy,
        size: setter.theme.format.body_pt,
        leading: setter.theme.format.body_pt * 1.22,
        face: Face::SemiBold,
    };
    let above_lines = setter.lines(&stack.above_label, side_style, (left - 24.0).max(40.0));
    let below_lines = setter.lines(&stack.below_label, side_style, (left - 24.0).max(40.0));

    let (sky, depth) = (setter.eased(26.0, 40.0), setter.eased(14.0, 24.0));
    let limit = tallest - sky - depth;
    let set = |is_short| -> Vec<Label> {
        let parts = stack.parts.iter();
        parts
            .map(|part| label(setter, part, label_width, strong, value_style, is_short))
            .collect()
    };
    let height = |labels: &[Label]| {
        labels
            .iter()
            .map(|label| label.height + BETWEEN)
            .sum::<f64>()
    };
    let mut labels = set(false);
    if height(&labels) > limit {
        labels = set(true);
    }
    let sum = |parts: &[StackPart]| parts.iter().map(|part| u128::from(part.size)).sum::<u128>();
    let whole = sum(&stack.parts);
    let above = stack.above.min(stack.parts.len());
    let emerged = sum(&stack.parts[..above]);
    // The line no lower than where the labels of what is under it still find room.
    let dry = (tallest - sky - UNDER_LINE - height(&labels[above..])) / part(emerged, whole);
    let stack_height = setter
        .eased(190.0, 340.0)
        .min(limit)
        .min(dry)
        .max(height(&labels));
    // Sky for the tip of the silhouette, and for the label above the line.
    let sky_needed = height_of(&above_lines, side_style) + 8.0;
    let top = (sky_needed - part(emerged, whole) * stack_height).max(sky);
    let water = top + part(emerged, whole) * stack_height;
    let bottom = top + stack_height;

    let mut y = top;
    let patches: Vec<Area> = stack
        .parts
        .iter()
        .map(|one| {
            let height = part(one.size, whole) * stack_height;
            let patch = area(left, y, column, height);
            y += height;
            patch
        })
        .collect();
    for (label, patch) in labels.iter_mut().zip(&patches) {
        label.aim = f64::midpoint(patch.top, patch.bottom);
    }
    let (dry_labels, wet_labels) = labels.split_at_mut(above);
    let reached = settle(dry_labels, 0.0, water - BETWEEN);
    settle(wet_labels, reached.max(water + UNDER_LINE), bottom + depth);
    let reach = labels
        .last()
        .map_or(0.0, |label| label.middle + label.height / 2.0);
    // The water goes down as far as what is said of it.
    let floor = (bottom + depth).max(reach);

    let mut marks = vec![ground(
        Owner::Decoration,
        area(0.0, water, width, floor - water),
        setter.theme.pale,
    )];
    let beside = (width * 0.22).min(96.0);
    let berg = Area {
        left: left - beside,
        top: top - setter.eased(24.0, 36.0),
        right: right + beside,
        bottom: bottom + depth,
    };
    marks.extend(silhouette(setter, berg, water, width));

    // A white rim: the light blue must stand out from the silhouette.
    let rim = area(left - 2.5, top - 2.5, column + 5.0, stack_height + 5.0);
    if whole > 0 {
        marks.push(ground(Owner::Decoration, rim, Ink::WHITE));
    }
    let last = stack.parts.len().saturating_sub(1);
    for (rank, (one, room)) in stack.parts.iter().zip(&patches).enumerate() {
        let height = room.bottom - room.top;
        let white = if height > 4.0 { 0.9 } else { 0.0 };
        let (above, below) = (
            if rank == 0 { 0.0 } else { white },
            if rank == last { 0.0 } else { white },
        );
        marks.extend(patch(
            owner,
            area(left, room.top + above, column, height - above - below),
            one.hue,
            setter.theme,
        ));
    }
    marks.push(line(
        owner,
        at(0.0, water),
        at(width, water),
        setter.theme.navy,
        1.6,
    ));
    marks.extend(rows(
        &above_lines,
        9.0,
        water - 5.0 - height_of(&above_lines, side_style),
        side_style,
        owner,
    ));
    marks.extend(rows(&below_lines, 9.0, water + 9.0, side_style, owner));

    let below_end = water + 9.0 + height_of(&below_lines, side_style);
    for label in &labels {
        marks.extend(leader(setter, owner, right + 3.0, label_left - 6.0, label));
        let top = label.middle - label.height / 2.0;
        marks.extend(rows(&label.name, label_left, top, strong, owner));
        let (dx, dy) = match label.beside {
            Some(dx) => (dx, 0.0),
            None => (0.0, height_of(&label.name, strong)),
        };
        let (x, top) = (label_left + dx, top + dy);
        marks.extend(rows(&label.value, x, top, value_style, owner));
    }
    Piece {
        height: floor.max(below_end),
        marks,
        ..Piece::default()
    }
}

/// Short: the value on the line of the name, if it fits there.
fn label(
    setter: &Setter<'_>,
    part: &StackPart,
    width: f64,
    strong: Style,
    plain: Style,
    is_short: bool,
) -> Label {
    let name = setter.lines(&part.label, strong, width);
    let value = setter.lines(&part.value, plain, width);
    let beside = setter.width(&part.label, strong) + 8.0;
    let fits = beside + setter.width(&part.value, plain) <= width;
    let beside = (is_short && fits).then_some(beside);
    let height = match beside {
        Some(_) => strong.leading,
        None => height_of(&name, strong) + height_of(&value, plain),
    };
    Label {
        name,
        value,
        beside,
        aim: 0.0,
        middle: 0.0,
        height,
    }
}

/// Each label beside its part, pushed down, then up again, where two would touch; gives where a label
/// after them may begin.
fn settle(labels: &mut [Label], top: f64, bottom: f64) -> f64 {
    for label in labels.iter_mut() {
        label.middle = label.aim;
    }
    pushed_down(labels, top);
    let mut limit = bottom;
    for label in labels.iter_mut().rev() {
        label.middle = label.middle.min(limit - label.height / 2.0);
        limit = label.middle - label.height / 2.0 - BETWEEN;
    }
    pushed_down(labels, top)
}

fn pushed_down(labels: &mut [Label], top: f64) -> f64 {
    let mut reached = top;
    for label in labels {
        label.middle = label.middle.max(reached + label.height / 2.0);
        reached = label.middle + label.height / 2.0 + BETWEEN;
    }
    reached
}

fn leader(setter: &Setter<'_>, owner: Owner, from: f64, to: f64, label: &Label) -> Vec<Mark> {
    let bend = from + (to - from) * 0.5;
    // A straight line when it meets the label anyway.
    let meets = (label.aim - label.middle).abs() < label.height / 2.0 - 3.0;
    let end = if meets { label.aim } else { label.middle };
    let points = [
        at(from, label.aim),
        at(bend, label.aim),
        at(bend, end),
        at(to, end),
    ];
    vec![stroked(
        owner,
        polygon(&points, false),
        setter.theme.navy,
        0.8,
    )]
}

/// A shape without scale behind the stack: the tip in the air, the mass in the water.
fn silhouette(setter: &Setter<'_>, room: Area, water: f64, width: f64) -> [Mark; 3] {
    const TIP: [(f64, f64); 7] = [
        (0.20, 0.0),
        (0.27, 0.42),
        (0.38, 0.58),
        (0.47, 1.0),
        (0.60, 0.80),
        (0.70, 0.36),
        (0.82, 0.0),
    ];
    const MASS: [(f64, f64); 12] = [
        (0.06, 0.0),
        (0.94, 0.0),
        (1.0, 0.16),
        (0.95, 0.38),
        (0.90, 0.60),
        (0.78, 0.80),
        (0.66, 0.93),
        (0.50, 1.0),
        (0.34, 0.92),
        (0.20, 0.76),
        (0.09, 0.52),
        (0.0, 0.22),
    ];
    const FACET: [(f64, f64); 6] = [
        (0.06, 0.0),
        (0.0, 0.22),
        (0.09, 0.52),
        (0.20, 0.76),
        (0.24, 0.40),
        (0.18, 0.14),
    ];
    let (left, right) = (room.left.max(0.0), room.right.min(width));
    let x = |share: f64| left + (right - left) * share;
    let tip = TIP.map(|(along, up)| at(x(along), water - (water - room.top) * up));
    let sunk = |&(along, down): &(f64, f64)| at(x(along), water + (room.bottom - water) * down);
    let mass: Vec<Point> = MASS.iter().map(sunk).collect();
    let facet: Vec<Point> = FACET.iter().map(sunk).collect();
    [
        filled(Owner::Decoration, polygon(&tip, true), setter.theme.mist),
        filled(Owner::Decoration, polygon(&mass, true), setter.theme.mist),
        filled(
            Owner::Decoration,
            polygon(&facet, true),
            Ink(0xD3, 0xE0, 0xED),
        ),
    ]
}
