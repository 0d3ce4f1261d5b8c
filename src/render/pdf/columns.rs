//! Blocks side by side, read one column after the other.

use crate::report::block::{Block, Column};

use super::blocks::pieces;
use super::piece::{Piece, Setter, glued, total_height};
use super::sheet::ElementId;

/// White between two columns.
const GUTTER: f64 = 28.0;
/// A column narrower than that cannot be read.
const NARROWEST: f64 = 90.0;

/// Side by side in one piece; one after the other over the whole width when a sheet is not enough.
pub fn columns_pieces(
    setter: &mut Setter<'_>,
    columns: &[Column],
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    let shares: f64 = columns
        .iter()
        .map(|column| f64::from(column.weight.max(1)))
        .sum();
    let room = width - GUTTER * (columns.len().saturating_sub(1)) as f64;
    let known = setter.elements.len();
    let widths: Vec<f64> = columns
        .iter()
        .map(|column| room * f64::from(column.weight.max(1)) / shares)
        .collect();
    if !columns.is_empty() && widths.iter().all(|width| *width > NARROWEST) {
        let set = side_by_side(setter, columns, &widths, parent);
        if set.height <= setter.tallest {
            if setter.is_trial {
                return vec![set];
            }
            setter.elements.truncate(known);
            return vec![beside(setter, columns, &widths, set.height, parent)];
        }
    }
    setter.elements.truncate(known);
    columns
        .iter()
        .flat_map(|column| pieces(setter, &column.blocks, width, parent))
        .collect()
}

/// As tall as the tallest column; nothing stands at its place yet.
fn side_by_side(
    setter: &mut Setter<'_>,
    columns: &[Column],
    widths: &[f64],
    parent: ElementId,
) -> Piece {
    let mut set = Piece::default();
    for (column, width) in columns.iter().zip(widths) {
        let inner = pieces(setter, &column.blocks, *width, parent);
        set.height = set.height.max(total_height(&inner));
        set.marks
            .extend(inner.into_iter().flat_map(|piece| piece.marks));
    }
    set
}

/// Each column is set as generously as its neighbour's height allows, so that they end together.
fn beside(
    setter: &mut Setter<'_>,
    columns: &[Column],
    widths: &[f64],
    height: f64,
    parent: ElementId,
) -> Piece {
    let mut marks = Vec::new();
    let mut x = 0.0;
    for (column, width) in columns.iter().zip(widths) {
        let usual = setter.ease;
        // A frame alone in its column is as high as its neighbours.
        if matches!(column.blocks.as_slice(), [Block::Frame { .. }]) {
            setter.at_least = height;
        } else {
            setter.ease = ease_to_fill(setter, column, *width, height, parent);
        }
        let inner = glued(pieces(setter, &column.blocks, *width, parent));
        setter.ease = usual;
        marks.extend(inner.marks.into_iter().map(|mark| mark.shifted(x, 0.0)));
        x += width + GUTTER;
    }
    Piece {
        height,
        marks,
        ..Piece::default()
    }
}

fn ease_to_fill(
    setter: &mut Setter<'_>,
    column: &Column,
    width: f64,
    height: f64,
    parent: ElementId,
) -> f64 {
    let (known, usual) = (setter.elements.len(), setter.ease);
    setter.is_trial = true;
    let (mut fits, mut over) = (usual, usual + 1.2);
    for _ in 0..7 {
        setter.ease = f64::midpoint(fits, over);
        let reached = total_height(&pieces(setter, &column.blocks, width, parent));
        setter.elements.truncate(known);
        if reached <= height {
            fits = setter.ease;
        } else {
            over = setter.ease;
        }
    }
    setter.ease = usual;
    setter.is_trial = false;
    fits
}
