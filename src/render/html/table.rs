//! A table with its caption and its headers. A wide one scrolls by itself, with the keyboard too.

use maud::{Markup, html};

use super::words;
use crate::report::block::{Align, Grid};

/// From so many columns on, a telephone does not show a table whole.
const WIDE: usize = 4;

pub fn table(grid: &Grid) -> Markup {
    let table = bare(grid);
    html! {
        @if grid.columns.len() < WIDE {
            (table)
        } @else {
            div class="scroll" role="region" tabindex="0" aria-label=(words::shown(&grid.caption)) { (table) }
        }
    }
}

fn bare(grid: &Grid) -> Markup {
    let class = |rank: usize| match grid.columns.get(rank).map(|column| column.align) {
        Some(Align::Right) => Some("right"),
        Some(Align::Left) | None => None,
    };
    html! {
        table {
            caption { (words::said(&grid.caption)) }
            thead {
                tr {
                    @for (rank, column) in grid.columns.iter().enumerate() {
                        th scope="col" class=[class(rank)] { (words::said(&column.title)) }
                    }
                }
            }
            tbody {
                @for row in &grid.rows {
                    tr {
                        @for (rank, cell) in row.iter().enumerate() {
                            @if rank == 0 {
                                th scope="row" { (words::said(cell)) }
                            } @else {
                                td class=[class(rank)] { (words::said(cell)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
