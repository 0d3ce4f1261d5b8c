//! One sheet of the workbook: its header is found, its lines are owned.

use std::borrow::Cow;

use chrono::NaiveDateTime;

use crate::document::{Cell, Row, Table};
use crate::import::column_names::{Field, Kind};
use crate::import::columns::{self, Columns};
use crate::import::networks_across::{self, Cut};
use crate::import::{number, relation};

/// The header is looked for in the first rows: titles and a logo may come before it.
const HEADER_WITHIN: usize = 20;

/// A table of one of the five kinds. Teams' tables are small: they are held whole, since the unit of a
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

/// The header of a table and the row it is on, when it is one of the five.
pub fn recognise(table: &Table) -> Option<(u32, Vec<String>, Columns)> {
    let titled = table.title.as_deref().and_then(Kind::of_title);
    let mut best: Option<(u32, Vec<String>, Columns)> = None;
    let mut seen = 0;
    table.walk(|row| {
        seen += 1;
        let header: Vec<String> = (0..row.len())
            .map(|place| row.text_at(place).into_owned())
            .collect();
        let names = columns::normal_names(&header);
        let planning = Columns::named(Kind::Plan, &names);
        for kind in Kind::ALL {
            let columns = Columns::named(kind, &names);
            if (columns.fits() || columns.is_hand_kept())
                && !columns.is_rather(&planning)
                && best
                    .as_ref()
                    .is_none_or(|(_, _, best)| better(&columns, best, titled))
            {
                best = Some((row.number, header.clone(), columns));
            }
        }
        seen < HEADER_WITHIN
    });
    best.filter(|(row, _, columns)| columns.fits() || !holds_figures(table, *row, columns))
}

/// Whether the columns of networks hold numbers: a table of results, not a planning.
fn holds_figures(table: &Table, header: u32, columns: &Columns) -> bool {
    let networks = columns.networks();
    if networks.len() < 2 {
        return false;
    }
    let (mut figures, mut given, mut seen) = (0, 0, 0);
    table.walk(|row| {
        if row.number > header {
            seen += 1;
            for (place, _) in &networks {
                let cell = row.cell(*place);
                given += usize::from(!cell.is_empty());
                figures += usize::from(matches!(number::count(cell), Ok(Some(_))));
            }
        }
        seen < HEADER_WITHIN
    });
    figures * 2 > given
}

/// The kind that the name of the sheet says, then the one with the most columns of the model.
fn better(one: &Columns, other: &Columns, named: Option<Kind>) -> bool {
    let rank = |columns: &Columns| {
        (
            Some(columns.kind) == named,
            columns.fits(),
            columns.strength(),
            columns.places.len(),
        )
    };
    rank(one) > rank(other)
}

impl Sheet {
    /// Holds a table, when it is one of the five.
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
        let sheet = Sheet {
            title: table.title.clone(),
            columns,
            header,
            above,
            lines,
        };
        Some(if sheet.is_across() {
            sheet.unfolded()
        } else {
            sheet
        })
    }

    /// One column per network instead of one column of networks.
    fn is_across(&self) -> bool {
        let columns = &self.columns;
        columns.is_hand_kept() && !columns.has(Field::Account) && columns.networks().len() >= 2
    }

    /// One line per publication: its account, and its text and time when the row has no title.
    fn unfolded(mut self) -> Sheet {
        let networks: Vec<(usize, String)> = self
            .columns
            .networks()
            .into_iter()
            .map(|(place, _)| (place, self.header[place].trim().to_owned()))
            .collect();
        let has_title = self.columns.has(Field::Title) || self.columns.has(Field::Text);
        let width = self
            .lines
            .iter()
            .map(|line| line.cells.len())
            .chain([self.header.len()])
            .max()
            .unwrap_or_default();
        let mut lines = Vec::new();
        for line in std::mem::take(&mut self.lines) {
            let cells: Vec<(&str, String)> = networks
                .iter()
                .map(|(place, name)| (name.as_str(), line.cell(*place).to_text().trim().to_owned()))
                .collect();
            if has_title {
                lines.push(line.with(width, &networks_across::ticked(&cells)));
                continue;
            }
            let posts = networks_across::posts(&cells);
            if posts.is_empty() {
                lines.push(line);
            } else {
                lines.extend(posts.iter().map(|cut| line.with(width, cut)));
            }
        }
        self.lines = lines;
        self.header.resize(width, String::new());
        self.columns = self.columns.with(Field::Account, width);
        if !has_title {
            self.columns = self.columns.with(Field::Text, width + 1);
            if !self.columns.has(Field::PlannedTime) {
                self.columns = self.columns.with(Field::PlannedTime, width + 2);
            }
        }
        self
    }

    /// What stands above the header: a title, a legend.
    pub fn preamble(&self) -> Vec<String> {
        self.above.iter().flat_map(Line::texts).collect()
    }

    /// A planning without a column of references: they are made.
    pub fn is_without_references(&self) -> bool {
        !self.columns.has(Field::Reference)
    }

    pub fn cell<'a>(&self, line: &'a Line, field: Field) -> Cell<'a> {
        self.columns
            .place(field)
            .map_or(Cell::Empty, |place| line.cell(place))
    }

    /// Trimmed; empty when there is no such column.
    pub fn text<'a>(&self, line: &'a Line, field: Field) -> Cow<'a, str> {
        match relation::titles(self.cell(line, field).to_text()) {
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

    /// The line, with what one column per network says of one publication put after its cells.
    fn with(&self, width: usize, cut: &Cut) -> Line {
        let mut cells = self.cells.clone();
        cells.resize(width, Value::Empty);
        cells.extend([&cut.account, &cut.text, &cut.time].map(|text| {
            if text.is_empty() {
                Value::Empty
            } else {
                Value::Text(text.clone())
            }
        }));
        Line {
            number: self.number,
            cells,
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
