//! Tables: thin rules, a header that is drawn again on the next sheet.

use std::borrow::Cow;

use crate::report::block::{Align, Grid};

use super::draw::{area, at, ground, line};
use super::piece::{Piece, Repeated, Setter, Style, flowing, height_of, rows, rows_to_the_right};
use super::sheet::{ElementId, Face, Mark, Owner, Role};
use super::text::{Line, TextLines};

/// White at each side of a column.
const SIDE: f64 = 7.0;
/// A cell longer than that, or than most of a sheet, runs over on the next sheet.
const LINES_TOGETHER: usize = 20;

/// A table without columns is no table: what it says is printed all the same.
fn without_columns(
    setter: &mut Setter<'_>,
    grid: &Grid,
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    let style = setter.body();
    let texts =
        std::iter::once(grid.caption.clone()).chain(grid.rows.iter().map(|row| row.join(" · ")));
    texts
        .flat_map(|words| {
            let owner = setter.elements.add(parent, Role::Paragraph);
            flowing(&setter.lines(&words, style, width), style, 0.0, owner)
        })
        .collect()
}

struct Columns {
    lefts: Vec<f64>,
    widths: Vec<f64>,
    aligns: Vec<Align>,
}

pub fn pieces(setter: &mut Setter<'_>, grid: &Grid, width: f64, parent: ElementId) -> Vec<Piece> {
    let count = grid.columns.len();
    if count == 0 {
        return without_columns(setter, grid, width, parent);
    }
    parts_of(setter, grid, width)
        .iter()
        .enumerate()
        .flat_map(|(rank, part)| {
            let table = setter.elements.add(parent, Role::Table);
            if rank > 0 {
                setter.elements.go_on(table);
            }
            let mut pieces = table_pieces(setter, part, width, table);
            if let (true, Some(first)) = (rank > 0, pieces.first_mut()) {
                first.before = setter.gap();
            }
            pieces
        })
        .collect()
}

/// A table whose words are wider than the sheet goes on below with its next columns, each part beginning with the first
/// column.
fn parts_of<'a>(setter: &Setter<'_>, grid: &'a Grid, width: f64) -> Vec<Cow<'a, Grid>> {
    if needs(setter, grid, width, true).iter().sum::<f64>() <= width {
        return vec![Cow::Borrowed(grid)];
    }
    let needs = needs(setter, grid, width, false);
    let mut groups: Vec<Vec<usize>> = vec![Vec::new()];
    let mut reached = needs[0];
    for rank in 1..needs.len() {
        let group = groups.last_mut().expect("there is a first group");
        if reached + needs[rank] > width && !group.is_empty() {
            groups.push(vec![rank]);
            reached = needs[0] + needs[rank];
        } else {
            group.push(rank);
            reached += needs[rank];
        }
    }
    let part = |(rank, group): (usize, &Vec<usize>)| {
        let kept = || std::iter::once(0).chain(group.iter().copied());
        Grid {
            caption: match rank {
                0 => grid.caption.clone(),
                _ => format!("{} (suite)", grid.caption).trim().to_owned(),
            },
            columns: kept().map(|rank| grid.columns[rank].clone()).collect(),
            rows: grid
                .rows
                .iter()
                .map(|row| kept().filter_map(|rank| row.get(rank).cloned()).collect())
                .collect(),
        }
    };
    match groups.len() {
        1 => vec![Cow::Borrowed(grid)],
        _ => groups
            .iter()
            .enumerate()
            .map(part)
            .map(Cow::Owned)
            .collect(),
    }
}

fn table_pieces(setter: &mut Setter<'_>, grid: &Grid, width: f64, table: ElementId) -> Vec<Piece> {
    let columns = columns(setter, grid, width);
    let mut pieces = Vec::new();
    let caption = setter.elements.add(table, Role::Caption);
    let (marks, height) =
        super::blocks::caption(setter, &grid.caption, width, Owner::Element(caption));
    pieces.push(Piece {
        height,
        with_next: true,
        marks,
        ..Piece::default()
    });

    // A head asks for a body: the lone header of an empty table is its body.
    let part = if grid.rows.is_empty() {
        Role::TableBody
    } else {
        Role::TableHead
    };
    let head = setter.elements.add(table, part);
    let header = header(setter, grid, &columns, width, head);
    let repeated = repeated(setter, &grid.caption, width, &header);
    pieces.push(header);
    if grid.rows.is_empty() {
        return pieces;
    }
    let body = setter.elements.add(table, Role::TableBody);
    let last = grid.rows.len() - 1;
    for (rank, cells) in grid.rows.iter().enumerate() {
        let mut row = body_row(setter, cells, &columns, width, body);
        for (part, piece) in row.iter_mut().enumerate() {
            piece.repeated = Some(repeated.clone());
            // The last row does not cross alone, nor does the first stay alone.
            piece.with_next =
                part == 0 && last > 1 && (rank == 0 || rank + 1 == last) && piece.height < 60.0;
        }
        pieces.extend(row);
    }
    pieces
}

/// What a next sheet begins with: which table goes on, and its header. Both were read already.
fn repeated(setter: &Setter<'_>, caption: &str, width: f64, header: &Piece) -> Repeated {
    let (mut marks, above) = if caption.is_empty() {
        (Vec::new(), 0.0)
    } else {
        super::blocks::caption(setter, &format!("{caption} (suite)"), width, Owner::Running)
    };
    let again = header.marks.iter().map(|mark| {
        let owner = match mark.owner {
            Owner::Element(_) => Owner::Running,
            other => other,
        };
        Mark {
            owner,
            ..mark.clone()
        }
        .shifted(0.0, above)
    });
    marks.extend(again);
    Repeated {
        height: above + header.height,
        marks,
    }
}

/// A column that needs less than its share gives the rest to the others; none is narrower than its
/// longest word, if the sheet is wide enough.
fn columns(setter: &Setter<'_>, grid: &Grid, width: f64) -> Columns {
    let weights: Vec<f64> = grid
        .columns
        .iter()
        .map(|column| f64::from(column.weight.max(1)))
        .collect();
    let naturals: Vec<f64> = (0..weights.len())
        .map(|rank| {
            widest(setter, grid, rank, |cell, style| setter.width(cell, style)) + 2.0 * SIDE
        })
        .collect();
    let held = needs(setter, grid, width, true);
    let needs = if held.iter().sum::<f64>() <= width {
        held
    } else {
        needs(setter, grid, width, false)
    };
    let widths = widened(shares(&weights, &naturals, width), &needs, width);
    let lefts = widths.iter().scan(0.0, |x, width| {
        let left = *x;
        *x += width;
        Some(left)
    });
    Columns {
        lefts: lefts.collect(),
        aligns: grid.columns.iter().map(|column| column.align).collect(),
        widths,
    }
}

/// The narrowest that each column may be.
fn needs(setter: &Setter<'_>, grid: &Grid, width: f64, held: bool) -> Vec<f64> {
    let narrowest = |cell: &str, style: Style| setter.narrowest(cell, style, held);
    (0..grid.columns.len())
        .map(|rank| widest(setter, grid, rank, narrowest).min(width * 0.5) + 2.0 * SIDE)
        .collect()
}

fn shares(weights: &[f64], naturals: &[f64], width: f64) -> Vec<f64> {
    let mut widths = vec![0.0; weights.len()];
    let mut open: Vec<usize> = (0..weights.len()).collect();
    let (mut left, mut whole) = (width, weights.iter().sum::<f64>());
    while let Some(at) = open
        .iter()
        .position(|&rank| naturals[rank] < left * weights[rank] / whole)
    {
        let rank = open.remove(at);
        widths[rank] = naturals[rank];
        left -= naturals[rank];
        whole -= weights[rank];
    }
    if open.is_empty() {
        let whole: f64 = weights.iter().sum();
        return widths
            .iter()
            .zip(weights)
            .map(|(width, weight)| width + left * weight / whole)
            .collect();
    }
    for rank in open {
        widths[rank] = left * weights[rank] / whole;
    }
    widths
}

fn widened(mut widths: Vec<f64>, needs: &[f64], width: f64) -> Vec<f64> {
    if needs.iter().sum::<f64>() > width {
        return widths;
    }
    let missing: f64 = widths
        .iter()
        .zip(needs)
        .map(|(has, need)| (need - has).max(0.0))
        .sum();
    let spare: f64 = widths
        .iter()
        .zip(needs)
        .map(|(has, need)| (has - need).max(0.0))
        .sum();
    for (has, need) in widths.iter_mut().zip(needs) {
        *has = if *has < *need {
            *need
        } else {
            *has - (*has - *need) * missing / spare.max(missing).max(1.0)
        };
    }
    widths
}

/// The widest of a column, its header included.
fn widest(
    setter: &Setter<'_>,
    grid: &Grid,
    rank: usize,
    width: impl Fn(&str, Style) -> f64,
) -> f64 {
    let body = if rank == 0 {
        setter.strong()
    } else {
        setter.body()
    };
    let cells = grid
        .rows
        .iter()
        .filter_map(|row| row.get(rank))
        .map(|cell| width(cell, body));
    cells.fold(
        width(&grid.columns[rank].title, header_style(setter)),
        f64::max,
    ) + 0.5
}

fn header_style(setter: &Setter<'_>) -> Style {
    Style {
        face: Face::SemiBold,
        size: setter.theme.format.body_pt,
        ink: setter.theme.navy,
        leading: setter.theme.format.body_pt * 1.255,
    }
}

fn header(
    setter: &mut Setter<'_>,
    grid: &Grid,
    columns: &Columns,
    width: f64,
    head: ElementId,
) -> Piece {
    let style = header_style(setter);
    let row = setter.elements.add(head, Role::Row);
    let cells: Vec<TextLines> = grid
        .columns
        .iter()
        .zip(&columns.widths)
        .map(|(column, width)| setter.balanced(&column.title, style, width - 2.0 * SIDE))
        .collect();
    let text = cells
        .iter()
        .map(|lines| height_of(lines, style))
        .fold(0.0, f64::max);
    let pad = setter.eased(4.0, 6.0);
    let height = text + 2.0 * pad;
    let mut marks = vec![ground(
        Owner::Decoration,
        area(0.0, 0.0, width, height),
        setter.theme.mist,
    )];
    for (rank, lines) in cells.iter().enumerate() {
        let owner = setter.elements.add(row, Role::ColumnHeader);
        let top = height - pad - height_of(lines, style);
        marks.extend(cell(lines, columns, rank, top, style, owner));
    }
    marks.push(line(
        Owner::Decoration,
        at(0.0, height),
        at(width, height),
        setter.theme.navy,
        1.0,
    ));
    Piece {
        height,
        with_next: true,
        marks,
        ..Piece::default()
    }
}

fn cell(
    lines: &[Line],
    columns: &Columns,
    rank: usize,
    top: f64,
    style: Style,
    owner: ElementId,
) -> Vec<Mark> {
    let (left, width) = (columns.lefts[rank], columns.widths[rank]);
    match columns.aligns[rank] {
        Align::Left => rows(lines, left + SIDE, top, style, Owner::Element(owner)),
        Align::Right => rows_to_the_right(
            lines,
            left + width - SIDE,
            top,
            style,
            Owner::Element(owner),
        ),
    }
}

/// One piece, or several when a cell is very long.
fn body_row(
    setter: &mut Setter<'_>,
    cells: &[String],
    columns: &Columns,
    width: f64,
    body: ElementId,
) -> Vec<Piece> {
    let count = columns.widths.len();
    let row = setter.elements.add(body, Role::Row);
    let (plain, strong) = (setter.body(), setter.strong());
    let set: Vec<(TextLines, Style, ElementId)> = (0..count)
        .map(|rank| {
            let (style, role) = if rank == 0 {
                (strong, Role::RowHeader)
            } else {
                (plain, Role::Cell)
            };
            let words = words_of(cells, rank, count);
            let lines = setter.lines(&words, style, columns.widths[rank] - 2.0 * SIDE);
            (lines, style, setter.elements.add(row, role))
        })
        .collect();
    let most = set
        .iter()
        .map(|(lines, _, _)| lines.len())
        .max()
        .unwrap_or(0)
        .max(1);
    let pad = setter.eased(3.2, 6.5);
    let step = lines_together(setter, plain);
    (0..most)
        .step_by(step)
        .map(|from| {
            let to = (from + step).min(most);
            let height = (to - from) as f64 * plain.leading + 2.0 * pad;
            let mut marks = Vec::new();
            for (rank, (lines, style, owner)) in set.iter().enumerate() {
                let shown = lines
                    .get(from.min(lines.len())..to.min(lines.len()))
                    .unwrap_or_default();
                marks.extend(cell(shown, columns, rank, pad, *style, *owner));
            }
            if to == most {
                marks.push(line(
                    Owner::Decoration,
                    at(0.0, height - 0.4),
                    at(width, height - 0.4),
                    setter.theme.hairline,
                    0.6,
                ));
            }
            Piece {
                height,
                marks,
                ..Piece::default()
            }
        })
        .collect()
}

fn lines_together(setter: &Setter<'_>, style: Style) -> usize {
    let fits = |lines: &usize| *lines as f64 * style.leading <= setter.tallest * 0.6;
    (2..=LINES_TOGETHER).rev().find(fits).unwrap_or(1)
}

/// A row that is too short gets empty cells; one that is too long keeps its words in the last cell.
fn words_of(cells: &[String], rank: usize, count: usize) -> String {
    if rank + 1 == count && cells.len() > count {
        return cells[rank..].join(" · ");
    }
    cells.get(rank).cloned().unwrap_or_default()
}
