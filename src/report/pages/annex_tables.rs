//! Annex A: what each chart shows, as a table, and the lists that pages cut short.

use super::{ecosystem, requests, results};
use crate::report::Desk;
use crate::report::block::{
    Align, Bars, Block, Circuit, Grid, GridColumn, Lines, Page, PageLayout, Range, Stack, Timeline,
};

/// `None` when the report has no chart and cuts no list.
pub fn page(desk: &Desk, printed: &[Page]) -> Option<Page> {
    let mut grids: Vec<Grid> = printed
        .iter()
        .flat_map(|page| tables(&page.blocks))
        .collect();
    grids.extend(requests::all_directions(desk));
    let mut blocks = two_a_row(grids);
    blocks.extend(ecosystem::all_accounts(desk).map(Block::Grid));
    blocks.extend(results::all_accounts(desk).map(Block::Grid));
    (!blocks.is_empty()).then(|| Page {
        id: "annex-tables",
        title: "Annexe A. Les tableaux des graphiques".to_owned(),
        bookmark: "Annexe A, tableaux".to_owned(),
        layout: PageLayout::Annex,
        blocks,
    })
}

fn two_a_row(grids: Vec<Grid>) -> Vec<Block> {
    let mut grids = grids.into_iter();
    let mut blocks = Vec::new();
    while let Some(left) = grids.next() {
        let left = vec![Block::Grid(left)];
        match grids.next() {
            Some(right) => {
                blocks.push(super::side_by_side([1, 1], left, vec![Block::Grid(right)]));
            }
            None => blocks.extend(left),
        }
    }
    blocks
}

/// One table a chart, in reading order.
fn tables(blocks: &[Block]) -> Vec<Grid> {
    blocks.iter().flat_map(table).collect()
}

fn table(block: &Block) -> Vec<Grid> {
    match block {
        Block::Frame { blocks, .. } => tables(blocks),
        Block::Columns { columns } => {
            let blocks = columns.iter().map(|column| &column.blocks);
            blocks.flat_map(|blocks| tables(blocks)).collect()
        }
        chart => twin(chart).into_iter().collect(),
    }
}

/// What a chart shows, as a table.
pub fn twin(block: &Block) -> Option<Grid> {
    let grid = match block {
        Block::Stack(stack) => of_stack(stack),
        Block::Bars(bars) => of_bars(bars),
        Block::Range(range) => of_range(range),
        Block::Timeline(timeline) => of_timeline(timeline),
        Block::Lines(lines) => of_lines(lines),
        Block::Circuit(circuit) => of_circuit(circuit),
        Block::Frame { .. }
        | Block::Columns { .. }
        | Block::Lead { .. }
        | Block::Heading { .. }
        | Block::Paragraph { .. }
        | Block::List { .. }
        | Block::Banner(_)
        | Block::Tiles { .. }
        | Block::Grid(_)
        | Block::Note(_)
        | Block::Definitions { .. } => return None,
    };
    Some(grid)
}

/// The parts of a stack, one a row.
pub fn of_stack(stack: &Stack) -> Grid {
    let parts = stack.parts.iter();
    let rows = parts.map(|part| vec![part.label.clone(), part.value.clone()]);
    grid(&stack.caption, "Famille", rows.collect())
}

fn of_circuit(circuit: &Circuit) -> Grid {
    let stops = circuit.stops.iter().filter(|stop| !stop.value.is_empty());
    let rows = stops.map(|stop| vec![stop.name.clone(), format!("{} {}", stop.value, stop.detail)]);
    grid(&circuit.caption, "Étape", rows.collect())
}

fn of_bars(bars: &Bars) -> Grid {
    let rows = bars.bars.iter();
    let rows = rows.map(|bar| vec![bar.label.clone(), bar.value.clone()]);
    grid(&bars.caption, "Rubrique", rows.collect())
}

fn of_range(range: &Range) -> Grid {
    let rows = range.rows.iter();
    let rows = rows.map(|row| vec![row.label.clone(), row.value.clone()]);
    grid(&range.caption, "Rubrique", rows.collect())
}

fn of_timeline(timeline: &Timeline) -> Grid {
    let lanes = timeline.lanes.iter();
    let rows = lanes.map(|lane| {
        // The value of an event is its day.
        let value = if lane.value == lane.when {
            "Événement"
        } else {
            &lane.value
        };
        vec![lane.label.clone(), lane.when.clone(), value.to_owned()]
    });
    let mut grid = grid(&timeline.caption, "Étape", rows.collect());
    let when = GridColumn {
        title: "Quand".to_owned(),
        align: Align::Left,
        weight: 1,
    };
    grid.columns.insert(1, when);
    grid
}

fn of_lines(lines: &Lines) -> Grid {
    let rows = lines.points.iter().map(|point| {
        let said = point.value.as_deref().unwrap_or("Pas de donnée");
        vec![point.label.clone(), said.to_owned()]
    });
    grid(&lines.caption, "Mois", rows.collect())
}

fn grid(caption: &str, first: &str, rows: Vec<Vec<String>>) -> Grid {
    let column = |title: &str, align| GridColumn {
        title: title.to_owned(),
        align,
        weight: 1,
    };
    Grid {
        caption: caption.to_owned(),
        columns: vec![column(first, Align::Left), column("Valeur", Align::Right)],
        rows,
    }
}
