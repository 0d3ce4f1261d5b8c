//! One sheet of the workbook: its header is found, its lines are owned.

use std::borrow::Cow;

use chrono::NaiveDateTime;

use crate::document::{Cell, Row, Table};
use crate::import::column_names::{Field, Kind};
use crate::import::columns::Columns;

/// The header is looked for in the first rows: titles and a logo may come before it.
const HEADER_WITHIN: usize = 20;

/// A table of one of the four kinds. Teams' tables are small: they are held whole, since the unit of a
/// column or the order of its dates is decided on all of it.
#[derive(Debug)]
pub struct Sheet {
    pub title: Option<String>,
    pub columns: Columns,
    /// The header as it is typed.
    header: Vec<String>,
    /// Lines that hold something, before the header: titles.
    pub above: Vec<Line>,
    /// Lines that hold something, after the header.
    pub lines: Vec<Line>,
}

#[derive(Debug)]
pub struct Line {
    /// As the spreadsheet numbers it.
    pub number: u32,
    cells: Vec<Value>,
}

/// A cell that outlives its row.
#[derive(Debug, Clone)]
enum Value {
    Empty,
    Text(String),
    Number(f64),
    Bool(bool),
    DateTime(NaiveDateTime),
    Duration(i64),
    Error,
}

/// The header of a table and the row it is on, when it is one of the four.
pub fn recognise(table: &Table) -> Option<(u32, Vec<String>, Columns)> {
    let named = table.title.as_deref().and_then(Kind::of_title);
    let mut best: Option<(u32, Vec<String>, Columns)> = None;
    let mut seen = 0;
    table.walk(|row| {
        seen += 1;
        let header: Vec<String> = (0..row.len())
            .map(|place| row.text_at(place).into_owned())
            .collect();
        for kind in Kind::ALL {
            let columns = Columns::of(kind, &header);
            if columns.fits()
                && best
                    .as_ref()
                    .is_none_or(|(_, _, best)| better(&columns, best, named))
            {
                best = Some((row.number, header.clone(), columns));
            }
        }
        seen < HEADER_WITHIN
    });
    best
}

/// The kind that the name of the sheet says, then the one with the most columns of the model.
fn better(one: &Columns, other: &Columns, named: Option<Kind>) -> bool {
    let rank = |columns: &Columns| {
        (
            Some(columns.kind) == named,
            columns.strength(),
            columns.places.len(),
        )
    };
    rank(one) > rank(other)
}

impl Sheet {
    /// Holds a table, when it is one of the four.
    pub fn of(table: &Table) -> Option<Sheet> {
        let (header_row, header, columns) = recognise(table)?;
        let (mut above, mut lines) = (Vec::new(), Vec::new());
        table.for_each(|row| {
            if row.is_empty() || row.number == header_row {
                return;
            }
            let side = if row.number < header_row {
                &mut above
            } else {
                &mut lines
            };
            side.push(Line::of(&row));
        });
        Some(Sheet {
            title: table.title.clone(),
            columns,
            header,
            above,
            lines,
        })
    }

    pub fn cell<'a>(&self, line: &'a Line, field: Field) -> Cell<'a> {
        self.columns
            .place(field)
            .map_or(Cell::Empty, |place| line.cell(place))
    }

    /// Trimmed; empty when there is no such column.
    pub fn text<'a>(&self, line: &'a Line, field: Field) -> Cow<'a, str> {
        match self.cell(line, field).to_text() {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        }
    }

    /// `None` when empty.
    pub fn given(&self, line: &Line, field: Field) -> Option<String> {
        let text = self.text(line, field);
        (!text.is_empty()).then(|| text.into_owned())
    }

    /// The header of a column as it is typed.
    pub fn header(&self, field: Field) -> &str {
        self.columns
            .place(field)
            .and_then(|place| self.header.get(place))
            .map_or("", |name| name.trim())
    }

    /// Fields of a line that hold something.
    pub fn filled(&self, line: &Line) -> Vec<Field> {
        self.columns
            .places
            .iter()
            .filter(|(_, place)| !line.cell(*place).is_empty())
            .map(|(field, _)| *field)
            .collect()
    }
}

impl Line {
    fn of(row: &Row) -> Line {
        Line {
            number: row.number,
            cells: (0..row.len())
                .map(|place| Value::of(row.cell(place)))
                .collect(),
        }
    }

    pub fn cell(&self, place: usize) -> Cell<'_> {
        self.cells.get(place).map_or(Cell::Empty, Value::cell)
    }

    /// Every cell as text, trimmed.
    pub fn texts(&self) -> Vec<String> {
        self.cells
            .iter()
            .map(|value| value.cell().to_text().trim().to_owned())
            .collect()
    }

    /// How many cells hold something, columns without a name included.
    pub fn cells_filled(&self) -> usize {
        self.cells
            .iter()
            .filter(|value| !value.cell().is_empty())
            .count()
    }
}

impl Value {
    fn of(cell: Cell) -> Value {
        match cell {
            Cell::Empty => Value::Empty,
            Cell::Text(text) => Value::Text(text.to_owned()),
            Cell::Number(number) => Value::Number(number),
            Cell::Bool(value) => Value::Bool(value),
            Cell::DateTime(at) => Value::DateTime(at),
            Cell::Duration(seconds) => Value::Duration(seconds),
            Cell::Error => Value::Error,
        }
    }

    fn cell(&self) -> Cell<'_> {
        match self {
            Value::Empty => Cell::Empty,
            Value::Text(text) => Cell::Text(text),
            Value::Number(number) => Cell::Number(*number),
            Value::Bool(value) => Cell::Bool(*value),
            Value::DateTime(at) => Cell::DateTime(*at),
            Value::Duration(seconds) => Cell::Duration(*seconds),
            Value::Error => Cell::Error,
        }
    }
}
