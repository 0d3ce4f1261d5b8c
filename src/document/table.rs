//! A table of cells, whatever it was stored in. Rows know their place in the file.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use calamine::Data;

/// One table of a document: the whole of a CSV file, or one sheet of a workbook.
#[derive(Debug)]
pub struct Table {
    /// Name of the sheet; `None` for a CSV file.
    pub title: Option<String>,
    pub(super) body: Body,
    /// Kept once read: every format looks at them.
    first: OnceLock<Vec<(u32, Vec<String>)>>,
}

/// Headers are looked for in so many rows, and samples taken of as many more.
const FIRST_ROWS: usize = 40;

#[derive(Debug)]
pub(super) enum Body {
    /// Decoded text, separator, and the line number of its first character.
    Csv {
        text: String,
        delimiter: u8,
        first_line: u32,
    },
    /// Cells of a sheet from its first used row and column, and the number of that row.
    Sheet {
        rows: Vec<Vec<Data>>,
        first_row: u32,
    },
}

impl Table {
    pub(super) fn new(title: Option<String>, body: Body) -> Table {
        Table {
            title,
            body,
            first: OnceLock::new(),
        }
    }

    /// The first rows that hold something, forty at most, with their numbers: their cells as text, trimmed.
    pub fn first_rows(&self, n: usize) -> &[(u32, Vec<String>)] {
        let first = self.first.get_or_init(|| {
            let mut rows = Vec::new();
            self.walk(|row| {
                if !row.is_empty() {
                    let cells = (0..row.len()).map(|column| row.text_at(column).trim().to_owned());
                    rows.push((row.number, cells.collect()));
                }
                rows.len() < FIRST_ROWS
            });
            rows
        });
        &first[..n.min(first.len())]
    }

    /// Calls `each` on every row, in file order. Blank lines of a text are no rows; blank rows of a sheet are.
    pub fn for_each(&self, mut each: impl FnMut(Row<'_>)) {
        self.walk(|row| {
            each(row);
            true
        });
    }

    /// Calls `each` on every row until it says stop.
    pub fn walk(&self, mut each: impl FnMut(Row<'_>) -> bool) {
        match &self.body {
            Body::Csv {
                text,
                delimiter,
                first_line,
            } => super::csv::walk(text, *delimiter, *first_line, each),
            Body::Sheet { rows, first_row } => {
                for (cells, number) in rows.iter().zip(*first_row..) {
                    if !each(Row::sheet(number, cells)) {
                        return;
                    }
                }
            }
        }
    }

    /// Gives other names to cells of a row, by place.
    pub fn rename(&mut self, row: u32, names: &BTreeMap<usize, String>) {
        self.first = OnceLock::new();
        match &mut self.body {
            Body::Csv {
                text,
                delimiter,
                first_line,
            } => super::csv::rename(text, *delimiter, *first_line, row, names),
            Body::Sheet { rows, first_row } => {
                let place = row.checked_sub(*first_row).map(|place| place as usize);
                let Some(cells) = place.and_then(|place| rows.get_mut(place)) else {
                    return;
                };
                for (place, name) in names {
                    if let Some(cell) = cells.get_mut(*place) {
                        *cell = Data::String(name.clone());
                    }
                }
            }
        }
    }

    /// The first rows, as text.
    pub fn head(&self, n: usize) -> Vec<Vec<String>> {
        let mut head = Vec::new();
        self.walk(|row| {
            if head.len() < n {
                head.push(
                    (0..row.len())
                        .map(|column| row.text_at(column).into_owned())
                        .collect(),
                );
            }
            head.len() < n
        });
        head
    }
}

/// One row. A cell past its end is empty: trailing cells are often cut off.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// Line of the file or row of the sheet, from 1. A CSV record that spans several lines has that of its first.
    pub number: u32,
    cells: Cells<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Cells<'a> {
    Text(&'a csv::StringRecord),
    Sheet(&'a [Data]),
}

impl<'a> Row<'a> {
    pub(super) fn text(number: u32, record: &'a csv::StringRecord) -> Self {
        Row {
            number,
            cells: Cells::Text(record),
        }
    }

    pub(super) fn sheet(number: u32, cells: &'a [Data]) -> Self {
        Row {
            number,
            cells: Cells::Sheet(cells),
        }
    }

    pub fn len(&self) -> usize {
        match self.cells {
            Cells::Text(record) => record.len(),
            Cells::Sheet(cells) => cells.len(),
        }
    }

    /// No cell holds anything but blanks.
    pub fn is_empty(&self) -> bool {
        (0..self.len()).all(|column| self.text_at(column).trim().is_empty())
    }

    /// The cell as its type; text when the file has no types.
    pub fn cell(&self, column: usize) -> Cell<'a> {
        match self.cells {
            Cells::Text(record) => record.get(column).map_or(Cell::Empty, Cell::of_text),
            Cells::Sheet(cells) => cells.get(column).map_or(Cell::Empty, Cell::of_data),
        }
    }

    /// The cell as text, untrimmed; numbers without a decimal part are written without one.
    pub fn text_at(&self, column: usize) -> Cow<'a, str> {
        self.cell(column).to_text()
    }
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell<'a> {
    Empty,
    Text(&'a str),
    Number(f64),
    Bool(bool),
    /// A day, with or without a time of day.
    DateTime(chrono::NaiveDateTime),
    /// A number under a time format, or a duration of an ODS cell, in seconds.
    Duration(i64),
    /// `#REF!`, `#N/A`…
    Error,
}

impl<'a> Cell<'a> {
    fn of_text(text: &'a str) -> Self {
        if text.trim().is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text)
        }
    }

    fn of_data(data: &'a Data) -> Self {
        super::sheets::cell(data)
    }

    pub fn is_empty(&self) -> bool {
        matches!(self, Cell::Empty)
    }

    pub fn to_text(self) -> Cow<'a, str> {
        match self {
            Cell::Empty => Cow::Borrowed(""),
            Cell::Text(text) => Cow::Borrowed(text),
            Cell::Number(number) => Cow::Owned(super::sheets::number_text(number)),
            Cell::Bool(value) => Cow::Borrowed(if value { "oui" } else { "non" }),
            Cell::DateTime(at) => Cow::Owned(at.format("%Y-%m-%d %H:%M:%S").to_string()),
            Cell::Duration(seconds) => Cow::Owned(format!(
                "{}:{:02}:{:02}",
                seconds / 3600,
                seconds / 60 % 60,
                seconds % 60
            )),
            Cell::Error => Cow::Borrowed("#ERREUR"),
        }
    }
}
