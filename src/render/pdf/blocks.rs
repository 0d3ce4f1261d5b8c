//! Blocks to pieces: who sets what, and the white between two blocks.

use crate::report::block::Block;

use super::piece::{Piece, Setter, Style, flowing, height_of, rows};
use super::sheet::{ElementId, Face, Mark, Owner, Role};
use super::{chart, columns, lists, notices, panels, table, tiles};

/// The pieces of several blocks, one below the other.
pub fn pieces(
    setter: &mut Setter<'_>,
    blocks: &[Block],
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    let mut after_heading = false;
    for block in blocks {
        let mut pieces = block_pieces(setter, block, width, parent);
        if let Some(first) = pieces.first_mut() {
            let white = if after_heading {
                setter.eased(3.0, 6.0).min(6.0)
            } else {
                white_above(setter, block)
            };
            first.before = first.before.max(white);
        }
        after_heading = matches!(block, Block::Heading { .. });
        all.extend(pieces);
    }
    all
}

/// A note holds to what it explains; a heading stands off from what comes before it.
fn white_above(setter: &Setter<'_>, block: &Block) -> f64 {
    match block {
        Block::Note(_) => setter.eased(6.0, 10.0),
        Block::Heading { .. } => setter.eased(13.0, 22.0),
        Block::Paragraph { .. } | Block::List { .. } | Block::Definitions { .. } => {
            setter.eased(6.0, 10.0)
        }
        Block::Lead { .. }
        | Block::Banner(_)
        | Block::Tiles { .. }
        | Block::Grid(_)
        | Block::Stack(_)
        | Block::Bars(_)
        | Block::Range(_)
        | Block::Timeline(_)
        | Block::Lines(_)
        | Block::Circuit(_)
        | Block::Frame { .. }
        | Block::Columns { .. } => setter.gap(),
    }
}

fn block_pieces(
    setter: &mut Setter<'_>,
    block: &Block,
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    match block {
        Block::Lead { text } => lead(setter, text, width, parent),
        Block::Heading { text } => heading(setter, text, width, parent),
        Block::Paragraph { text } => paragraph(setter, text, width, parent),
        Block::List { items, numbered } => lists::list(setter, items, *numbered, width, parent),
        Block::Banner(banner) => notices::banner_pieces(setter, banner, width, parent),
        Block::Tiles { rows } => tiles::pieces(setter, rows, width, parent),
        Block::Grid(grid) => table::pieces(setter, grid, width, parent),
        Block::Stack(stack) => chart::stack::pieces(setter, stack, width, parent),
        Block::Bars(bars) => chart::bars::pieces(setter, bars, width, parent),
        Block::Range(range) => chart::range::pieces(setter, range, width, parent),
        Block::Timeline(timeline) => chart::timeline::pieces(setter, timeline, width, parent),
        Block::Lines(lines) => chart::lines::pieces(setter, lines, width, parent),
        Block::Circuit(circuit) => chart::circuit::pieces(setter, circuit, width, parent),
        Block::Note(note) => notices::note_pieces(setter, note, width, parent),
        Block::Definitions { items } => lists::definitions(setter, items, width, parent),
        Block::Frame { title, blocks } => panels::frame(setter, title, blocks, width, parent),
        Block::Columns { columns } => columns::columns_pieces(setter, columns, width, parent),
    }
}

fn lead(setter: &mut Setter<'_>, text: &str, width: f64, parent: ElementId) -> Vec<Piece> {
    let size = setter.theme.format.lead_pt;
    let style = Style {
        face: Face::SemiBold,
        size,
        ink: setter.theme.navy,
        leading: size * 1.3,
    };
    let owner = setter.elements.add(parent, Role::Paragraph);
    flowing(&setter.balanced(text, style, width), style, 0.0, owner)
}

/// A heading stays with the block below it.
pub fn heading(setter: &mut Setter<'_>, text: &str, width: f64, parent: ElementId) -> Vec<Piece> {
    let size = setter.theme.format.heading_pt;
    let style = Style {
        face: Face::SemiBold,
        size,
        ink: setter.theme.navy,
        leading: size * 1.22,
    };
    let lines = setter.balanced(text, style, width);
    if lines.is_empty() {
        return Vec::new();
    }
    let owner = setter.elements.add(parent, Role::Heading(setter.level));
    let mut pieces = flowing(&lines, style, 0.0, owner);
    for piece in &mut pieces {
        piece.with_next = true;
    }
    if let Some(last) = pieces.last_mut() {
        last.height += 3.0;
    }
    pieces
}

fn paragraph(setter: &mut Setter<'_>, text: &str, width: f64, parent: ElementId) -> Vec<Piece> {
    let style = setter.body();
    let owner = setter.elements.add(parent, Role::Paragraph);
    flowing(
        &setter.lines(text, style, width.min(620.0)),
        style,
        0.0,
        owner,
    )
}

/// The lines of a caption above a figure, and the white below it.
pub fn caption(setter: &Setter<'_>, words: &str, width: f64, owner: Owner) -> (Vec<Mark>, f64) {
    let style = setter.strong();
    let lines = setter.lines(words, style, width);
    let height = height_of(&lines, style);
    let marks = rows(&lines, 0.0, 0.0, style, owner);
    (
        marks,
        if lines.is_empty() {
            0.0
        } else {
            height + setter.eased(5.0, 8.0)
        },
    )
}
