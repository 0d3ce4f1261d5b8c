//! Key figures in rows, on common baselines.

use crate::report::block::{Tile, TileRow};

use super::blocks;
use super::draw::{area, ground};
use super::piece::{Piece, Setter, Style, first_baseline, height_of, rows};
use super::sheet::{ElementId, Face, Mark, Marker, Owner, Role};
use super::text::{Line, TextLines};

const GUTTER: f64 = 14.0;
const INSIDE: f64 = 12.0;

pub fn pieces(
    setter: &mut Setter<'_>,
    tile_rows: &[TileRow],
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    let mut all = Vec::new();
    let per_row = setter.theme.format.tiles_per_row;
    for (rank, tile_row) in tile_rows.iter().enumerate() {
        let mut pieces = blocks::heading(setter, &tile_row.heading, width, parent);
        if !tile_row.tiles.is_empty() {
            let list = setter.elements.add(parent, Role::List(Marker::None));
            for (line_rank, some) in tile_row.tiles.chunks(per_row).enumerate() {
                let before = if line_rank == 0 {
                    setter.eased(2.0, 5.0)
                } else {
                    GUTTER
                };
                let row = row_of_tiles(setter, some, width, list);
                pieces.push(Piece { before, ..row });
            }
        }
        if rank > 0
            && let Some(first) = pieces.first_mut()
        {
            first.before = setter.eased(12.0, 22.0);
        }
        all.extend(pieces);
    }
    all
}

/// The four texts of a tile, already in lines.
struct Set {
    label: TextLines,
    value: TextLines,
    value_style: Style,
    detail: TextLines,
    comparison: TextLines,
}

fn row_of_tiles(setter: &mut Setter<'_>, tiles: &[Tile], width: f64, list: ElementId) -> Piece {
    let per_row = setter.theme.format.tiles_per_row;
    let tile_width = (width - GUTTER * (per_row - 1) as f64) / per_row as f64;
    let (label, detail) = (setter.strong(), setter.note());
    let comparison = Style {
        face: Face::SemiBold,
        ink: setter.theme.text,
        ..detail
    };
    let sets: Vec<Set> = tiles
        .iter()
        .map(|tile| {
            set(
                setter,
                tile,
                tile_width - 2.0 * INSIDE,
                label,
                detail,
                comparison,
            )
        })
        .collect();

    let pad = setter.eased(8.0, 13.0);
    let tallest = |height: fn(&Set) -> usize, leading: f64| {
        sets.iter().map(height).max().unwrap_or(0) as f64 * leading
    };
    let label_height = tallest(|set| set.label.len(), label.leading);
    let value_height = sets
        .iter()
        .map(|set| height_of(&set.value, set.value_style))
        .fold(0.0, f64::max);
    let numbers = || {
        sets.iter()
            .filter(|set| set.value.len() == 1)
            .map(|set| first_baseline(set.value_style))
    };
    let baseline = numbers().fold(0.0, f64::max);
    let detail_height = tallest(|set| set.detail.len(), detail.leading);
    let comparison_height = tallest(|set| set.comparison.len(), comparison.leading);
    let value_top = pad + label_height + setter.eased(1.0, 5.0);
    let detail_top = value_top + value_height + setter.eased(1.0, 4.0);
    let comparison_top = detail_top + detail_height + 2.0;
    let height = comparison_top + comparison_height + pad;

    let mut marks = Vec::new();
    for (rank, set) in sets.iter().enumerate() {
        let left = rank as f64 * (tile_width + GUTTER);
        let x = left + INSIDE;
        let item = setter.elements.add(list, Role::Item);
        let body = setter.elements.add(item, Role::ItemBody);
        marks.push(ground(
            Owner::Decoration,
            area(left, 0.0, tile_width, height),
            setter.theme.pale,
        ));
        marks.push(ground(
            Owner::Decoration,
            area(left, 0.0, tile_width, 3.0),
            setter.theme.blue,
        ));
        // Numbers stand on the same line; a sentence of state begins at the top of the same room.
        let lower = if set.value.len() == 1 {
            baseline - first_baseline(set.value_style)
        } else {
            0.0
        };
        let mut text = |lines: &[Line], top: f64, style: Style| -> Vec<Mark> {
            if lines.is_empty() {
                return Vec::new();
            }
            let owner = setter.elements.add(body, Role::Paragraph);
            rows(lines, x, top, style, Owner::Element(owner))
        };
        marks.extend(text(&set.label, pad, label));
        marks.extend(text(&set.value, value_top + lower, set.value_style));
        marks.extend(text(&set.detail, detail_top, detail));
        marks.extend(text(&set.comparison, comparison_top, comparison));
    }
    Piece {
        height,
        marks,
        ..Piece::default()
    }
}

fn set(
    setter: &Setter<'_>,
    tile: &Tile,
    width: f64,
    label: Style,
    detail: Style,
    comparison: Style,
) -> Set {
    let value_style = if tile.measured {
        number_style(setter, &tile.value, width)
    } else {
        state_style(setter)
    };
    Set {
        label: setter.lines(&tile.label, label, width),
        value: setter.balanced(&tile.value, value_style, width),
        value_style,
        detail: setter.balanced(&tile.detail, detail, width),
        comparison: tile
            .comparison
            .as_deref()
            .map_or_else(TextLines::default, |words| {
                setter.balanced(words, comparison, width)
            }),
    }
}

/// A big number on one line if it can be; a long one is printed smaller before it is broken.
fn number_style(setter: &Setter<'_>, value: &str, width: f64) -> Style {
    let style = |size: f64| Style {
        face: Face::SemiBold,
        size,
        ink: setter.theme.navy,
        leading: size * 1.2,
    };
    // Where room is short, the numbers give some.
    let whole = setter.theme.format.value_pt * setter.eased(0.78, 1.0).min(1.0);
    [1.0, 0.85, 0.72, 0.62]
        .map(|share| style(whole * share))
        .into_iter()
        .find(|style| setter.width(value, *style) <= width)
        .unwrap_or(style(whole * 0.55))
}

fn state_style(setter: &Setter<'_>) -> Style {
    Style {
        face: Face::Regular,
        size: setter.theme.format.body_pt + 1.0,
        ink: setter.theme.text,
        leading: (setter.theme.format.body_pt + 1.0) * 1.3,
    }
}
