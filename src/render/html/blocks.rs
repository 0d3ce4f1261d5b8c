//! A block of the report, as elements that mean the same.

use maud::{Markup, html};

use super::{chart, notices, table, tiles, words};
use crate::report::block::{Block, Column, Definition};

/// Blocks under a heading of the level before `level`.
pub fn blocks(blocks: &[Block], level: u8) -> Markup {
    html! {
        @for one in blocks { (block(one, level)) }
    }
}

fn block(block: &Block, level: u8) -> Markup {
    match block {
        Block::Lead { text } => html! { p class="lead" { (words::said(text)) } },
        Block::Heading { text } => heading(text, level),
        Block::Paragraph { text } => html! { p { (words::said(text)) } },
        Block::List { items, numbered } => list(items, *numbered),
        Block::Banner(banner) => notices::banner(banner),
        Block::Tiles { rows } => tiles::tiles(rows, level),
        Block::Grid(grid) => table::table(grid),
        Block::Note(note) => notices::note(note),
        Block::Definitions { items } => definitions(items),
        Block::Frame { title, blocks } => html! {
            div class="frame" {
                (heading(title, level))
                (self::blocks(blocks, level + 1))
            }
        },
        Block::Columns { columns } => html! {
            div class="columns" {
                @for column in columns { (self::column(column, level)) }
            }
        },
        Block::Stack(_)
        | Block::Bars(_)
        | Block::Range(_)
        | Block::Timeline(_)
        | Block::Lines(_)
        | Block::Circuit(_) => chart::figure(block),
    }
}

/// Nothing when there is nothing to read: an empty heading is an obstacle.
pub fn heading(text: &str, level: u8) -> Markup {
    let text = words::said(text);
    html! {
        @if !text.0.trim().is_empty() {
            @match level {
                0..=2 => h2 class="inner" { (text) },
                3 => h3 { (text) },
                4 => h4 { (text) },
                5.. => h5 { (text) },
            }
        }
    }
}

fn list(items: &[String], numbered: bool) -> Markup {
    let items = html! {
        @for item in items { li { (words::said(item)) } }
    };
    html! {
        @if numbered { ol { (items) } } @else { ul { (items) } }
    }
}

fn definitions(items: &[Definition]) -> Markup {
    html! {
        dl {
            @for item in items {
                dt { (words::said(&item.word)) }
                dd { (words::said(&item.meaning)) }
            }
        }
    }
}

fn column(column: &Column, level: u8) -> Markup {
    html! {
        div style={ "flex-grow:" (column.weight) } {
            (blocks(&column.blocks, level))
        }
    }
}
