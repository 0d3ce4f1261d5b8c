//! Key figures; the name of each leads to its definition and to what else is known of it.

use maud::{Markup, html};

use super::{blocks, words};
use crate::report::block::{Tile, TileRow};

pub fn tiles(rows: &[TileRow], level: u8) -> Markup {
    html! {
        @for row in rows {
            (blocks::heading(&row.heading, level))
            @if !row.tiles.is_empty() {
                ul class="tiles" {
                    @for one in &row.tiles { (tile(one)) }
                }
            }
        }
    }
}

fn tile(tile: &Tile) -> Markup {
    let class = if tile.measured { "value" } else { "unknown" };
    html! {
        li {
            p class="label" { a href={ "#" (tile.code) } { (words::said(&tile.label)) } }
            p class=(class) { (words::said(&tile.value)) }
            @if !tile.detail.is_empty() {
                p class="detail" { (words::said(&tile.detail)) }
            }
            @if let Some(comparison) = &tile.comparison {
                p class="comparison" { (words::said(comparison)) }
            }
        }
    }
}
