//! Frames: blocks on a pale ground, beside a thick rule.

use crate::report::block::Block;

use super::blocks::{heading, pieces};
use super::draw::{area, ground};
use super::piece::{Piece, Repeated, Setter, glued, total_height};
use super::sheet::{ElementId, Mark, Owner, Role};
use super::theme::Ink;

/// White inside a frame.
pub const PADDING: f64 = 14.0;
/// The thick rule of a banner or a frame.
const RULE: f64 = 4.0;

pub fn frame(
    setter: &mut Setter<'_>,
    title: &str,
    blocks: &[Block],
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    let at_least = std::mem::take(&mut setter.at_least);
    let section = setter.elements.add(parent, Role::Section);
    let inside = (width - PADDING * 2.0 - RULE).max(60.0);
    let mut inner = heading(setter, title, inside, section);
    let deeper = u8::from(!inner.is_empty());
    setter.level += deeper;
    inner.extend(pieces(setter, blocks, inside, section));
    setter.level -= deeper;
    let (first_rank, last_rank) = (0, inner.len().saturating_sub(1));
    let padded = inner
        .into_iter()
        .enumerate()
        .map(|(rank, mut piece)| {
            let above = if rank == first_rank {
                PADDING - 2.0
            } else {
                0.0
            };
            piece.marks = piece
                .marks
                .into_iter()
                .map(|mark| mark.shifted(PADDING + RULE, above))
                .collect();
            piece.height += above
                + if rank == last_rank {
                    PADDING - 2.0
                } else {
                    0.0
                };
            piece.repeated = piece.repeated.map(|mut repeated| {
                repeated.marks = repeated
                    .marks
                    .into_iter()
                    .map(|mark| mark.shifted(PADDING + RULE, 0.0))
                    .collect();
                repeated
            });
            piece
        })
        .collect();
    let mut panels = panelled(setter, padded, width, setter.theme.navy);
    if let [panel] = panels.as_mut_slice() {
        raise(setter, panel, width, at_least);
    }
    panels
}

/// Draws the ground and the rule of a panel, its first two marks, down to a given height.
fn raise(setter: &Setter<'_>, panel: &mut Piece, width: f64, height: f64) {
    if panel.height < height {
        panel.height = height;
        panel
            .marks
            .splice(..2, panel_marks(setter, width, height, setter.theme.navy));
    }
}

/// A pale ground and a thick rule at the left, in one piece when it fits a sheet.
pub fn panelled(setter: &Setter<'_>, pieces: Vec<Piece>, width: f64, ink: Ink) -> Vec<Piece> {
    if pieces.is_empty() {
        return pieces;
    }
    if total_height(&pieces) <= setter.tallest {
        return vec![panel(setter, glued(pieces), width, ink)];
    }
    pieces
        .into_iter()
        .enumerate()
        .map(|(rank, mut piece)| {
            // The white between two pieces becomes part of the panel.
            let above = if rank == 0 { 0.0 } else { piece.before };
            piece.marks = piece
                .marks
                .into_iter()
                .map(|mark| mark.shifted(0.0, above))
                .collect();
            piece.height += above;
            piece.before -= above;
            if rank > 0 && piece.repeated.is_none() {
                let marks = panel_marks(setter, width, PADDING / 2.0, ink).to_vec();
                piece.repeated = Some(Repeated {
                    height: PADDING / 2.0,
                    marks,
                });
            }
            panel(setter, piece, width, ink)
        })
        .collect()
}

fn panel(setter: &Setter<'_>, mut piece: Piece, width: f64, ink: Ink) -> Piece {
    let mut marks = panel_marks(setter, width, piece.height, ink).to_vec();
    marks.append(&mut piece.marks);
    Piece { marks, ..piece }
}

fn panel_marks(setter: &Setter<'_>, width: f64, height: f64, ink: Ink) -> [Mark; 2] {
    [
        ground(
            Owner::Decoration,
            area(0.0, 0.0, width, height),
            setter.theme.pale,
        ),
        ground(Owner::Decoration, area(0.0, 0.0, RULE, height), ink),
    ]
}
