//! What the charts and the tables of each page show, page by page.

use super::cell::Cell;
use super::sheet::{Named, Sheet};
use crate::report::block::{Block, Grid, Page, PageLayout, Report};
use crate::report::twin;

pub fn tables(report: &Report) -> Vec<Named> {
    // The annexes say again what the pages say, or define words.
    let pages = report
        .pages
        .iter()
        .filter(|page| page.layout != PageLayout::Annex);
    pages
        .map(|page| (page.bookmark.clone(), of_page(page)))
        .filter(|(_, tables)| !tables.is_empty())
        .collect()
}

fn of_page(page: &Page) -> Vec<Sheet> {
    page.blocks.iter().flat_map(of_block).collect()
}

fn of_block(block: &Block) -> Vec<Sheet> {
    match block {
        Block::Grid(grid) => vec![sheet(grid)],
        Block::Frame { blocks, .. } => blocks.iter().flat_map(of_block).collect(),
        Block::Columns { columns } => {
            let blocks = columns.iter().flat_map(|column| &column.blocks);
            blocks.flat_map(of_block).collect()
        }
        chart => twin(chart).iter().map(sheet).collect(),
    }
}

fn sheet(grid: &Grid) -> Sheet {
    let width = |rank: usize| if rank == 0 { 44.0 } else { 24.0 };
    let columns = grid.columns.iter().enumerate();
    Sheet {
        caption: grid.caption.clone(),
        columns: columns
            .map(|(rank, column)| (column.title.clone(), width(rank)))
            .collect(),
        rows: grid
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| Cell::printed(cell)).collect())
            .collect(),
    }
}
