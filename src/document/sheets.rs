//! Sheets of workbooks, whatever wrote them.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Ods, Range, Reader, Xls, Xlsx, XlsxError};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::table::{Body, Cell, Table};
use super::{Container, Error, Limits, ods_extent, weight, xls_extent};

/// No export has more; a cell put on purpose in the last column of a sheet must not cost a
/// gigabyte of empty ones.
const MAX_COLUMNS: u32 = 4096;
/// What a spreadsheet can number.
const MAX_ROWS: u32 = 1_048_576;

type Bytes = Cursor<Vec<u8>>;

pub(super) fn open(
    container: Container,
    bytes: Vec<u8>,
    limits: &Limits,
) -> Result<Vec<Table>, Error> {
    // A damaged workbook must give a sentence, even where the reader has a bug.
    let opened = catch_unwind(AssertUnwindSafe(|| match container {
        Container::Xlsx => {
            weight::check(&bytes, limits)?;
            xlsx(Cursor::new(bytes), limits)
        }
        Container::Xls => {
            xls_extent::check(&bytes, limits)?;
            let book = Xls::new(Cursor::new(bytes)).map_err(refused)?;
            ranges(book)
        }
        Container::Ods
        | Container::Csv
        | Container::SpreadsheetMl
        | Container::Json
        | Container::Calendar => {
            weight::check(&bytes, limits)?;
            ods_extent::check(&bytes, limits)?;
            let book = Ods::new(Cursor::new(bytes)).map_err(refused)?;
            ranges(book)
        }
    }));
    opened.unwrap_or_else(|_| Err(Error::Workbook("contenu abîmé".to_owned())))
}

fn refused(error: impl std::fmt::Display) -> Error {
    Error::Workbook(error.to_string())
}

/// Read cell by cell: the whole rectangle of a sheet may be much larger than what it holds.
fn xlsx(bytes: Bytes, limits: &Limits) -> Result<Vec<Table>, Error> {
    let mut book: Xlsx<Bytes> = Xlsx::new(bytes).map_err(refused)?;
    let mut tables = Vec::new();
    let (mut kept, mut texts) = (0, 0);
    for name in book.sheet_names() {
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(refused(error)),
        };
        let mut rows = Rows::default();
        while let Some(cell) = cells.next_cell().map_err(refused)? {
            let (row, column) = cell.get_position();
            let value = owned(cell.get_value());
            // One long text may stand in a million cells.
            if let Data::String(text) = &value {
                texts += text.len() as u64;
            }
            rows.put(row, column, value);
            if kept + rows.cells > limits.cells {
                return Err(limits.too_many_cells());
            }
            if texts > limits.inflated() {
                return Err(limits.too_inflated());
            }
        }
        kept += rows.cells;
        tables.extend(rows.into_table(name));
    }
    Ok(tables)
}

fn owned(value: &DataRef<'_>) -> Data {
    match value {
        DataRef::SharedString(text) => Data::String((*text).to_owned()),
        other => other.clone().into(),
    }
}

fn ranges<R>(mut book: R) -> Result<Vec<Table>, Error>
where
    R: Reader<Bytes>,
    R::Error: std::fmt::Display,
{
    let mut tables = Vec::new();
    for name in book.sheet_names() {
        let range: Range<Data> = book.worksheet_range(&name).map_err(refused)?;
        let Some((first_row, _)) = range.start() else {
            continue;
        };
        let rows: Vec<Vec<Data>> = range.rows().map(trimmed).collect();
        if rows.iter().any(|row| !row.is_empty()) {
            tables.push(Table::new(
                Some(name),
                Body::Sheet {
                    rows,
                    first_row: first_row + 1,
                },
            ));
        }
    }
    Ok(tables)
}

fn trimmed(row: &[Data]) -> Vec<Data> {
    let used = row
        .iter()
        .rposition(|cell| *cell != Data::Empty)
        .map_or(0, |place| place + 1);
    row[..used].to_vec()
}

/// Rows of a sheet as they come, from the first that holds something.
#[derive(Default)]
pub(super) struct Rows {
    first: Option<u32>,
    lines: Vec<Vec<Data>>,
    /// Cells kept, empty ones included.
    pub(super) cells: usize,
}

impl Rows {
    pub(super) fn put(&mut self, row: u32, column: u32, value: Data) {
        if value == Data::Empty || column >= MAX_COLUMNS || row >= MAX_ROWS {
            return;
        }
        let first = *self.first.get_or_insert(row);
        // Cells come in the order of rows; a file that says otherwise is not a spreadsheet's.
        let Some(place) = row
            .checked_sub(first)
            .and_then(|place| usize::try_from(place).ok())
        else {
            return;
        };
        let column = column as usize;
        if self.lines.len() <= place {
            self.lines.resize_with(place + 1, Vec::new);
        }
        let cells = &mut self.lines[place];
        if cells.len() <= column {
            self.cells += column + 1 - cells.len();
            cells.resize(column + 1, Data::Empty);
        }
        cells[column] = value;
    }

    pub(super) fn into_table(mut self, name: String) -> Option<Table> {
        let first_row = self.first? + 1;
        let margin = self
            .lines
            .iter()
            .filter_map(|row| row.iter().position(|cell| *cell != Data::Empty))
            .min()?;
        for row in &mut self.lines {
            row.drain(..margin.min(row.len()));
        }
        Some(Table::new(
            Some(name),
            Body::Sheet {
                rows: self.lines,
                first_row,
            },
        ))
    }
}

pub(super) fn cell(data: &Data) -> Cell<'_> {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) if text.trim().is_empty() => Cell::Empty,
        Data::String(text) => Cell::Text(text),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(at) => {
            let days = at.as_f64();
            // A serial below 1 is a time of day: spreadsheets write durations so.
            if at.is_duration() || (0.0..1.0).contains(&days) {
                Cell::Duration(seconds(days))
            } else {
                at.as_datetime()
                    .map_or(Cell::Number(days), |at| Cell::DateTime(to_second(at)))
            }
        }
        Data::DateTimeIso(text) => iso(text).map_or(Cell::Text(text), Cell::DateTime),
        Data::DurationIso(text) => iso_duration(text).map_or(Cell::Text(text), Cell::Duration),
        Data::Error(_) => Cell::Error,
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a saturated duration is still absurd enough to be told"
)]
fn seconds(days: f64) -> i64 {
    (days * 86_400.0).round() as i64
}

/// To the nearest second: serials are binary fractions of a day.
fn to_second(at: NaiveDateTime) -> NaiveDateTime {
    use chrono::Timelike;
    at.checked_add_signed(TimeDelta::milliseconds(500))
        .and_then(|at| at.with_nanosecond(0))
        .unwrap_or(at)
}

fn iso(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    if let Ok(at) = text.parse::<NaiveDateTime>() {
        return Some(to_second(at));
    }
    text.parse::<NaiveDate>()
        .ok()
        .map(|day| day.and_time(NaiveTime::MIN))
}

/// `PT01H30M00S`, also with days, a fraction of a second or a sign.
fn iso_duration(text: &str) -> Option<i64> {
    let (sign, text) = text
        .strip_prefix('-')
        .map_or((1.0, text), |rest| (-1.0, rest));
    let (days, time) = text
        .strip_prefix('P')?
        .split_once('T')
        .unwrap_or((text.strip_prefix('P')?, ""));
    let mut total = 0.0;
    for (part, units) in [
        (days, &[('D', 86_400.0)][..]),
        (time, &[('H', 3600.0), ('M', 60.0), ('S', 1.0)]),
    ] {
        let mut rest = part;
        while !rest.is_empty() {
            let end = rest.find(|character: char| character.is_ascii_alphabetic())?;
            let unit = rest[end..].chars().next()?;
            let worth = units.iter().find(|(name, _)| *name == unit)?.1;
            total += rest[..end].replace(',', ".").parse::<f64>().ok()? * worth;
            rest = &rest[end + 1..];
        }
    }
    Some(seconds(sign * total / 86_400.0))
}

/// Without a decimal part when it has none: an id read from a sheet stays an id.
pub(super) fn number_text(number: f64) -> String {
    if number.fract() == 0.0 && number.abs() < 1e18 {
        format!("{number:.0}")
    } else {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The readers of `.xls` and `.ods` hold a rectangle, and give a copy of it.
    #[test]
    fn the_rectangles_of_a_workbook_fit_in_a_small_machine() {
        let twice = 2 * size_of::<Data>() * Limits::default().cells;
        assert!(twice <= 1_400_000_000, "{twice} bytes");
    }

    #[test]
    fn a_duration_of_an_ods_cell_is_seconds() {
        for (text, expected) in [
            ("PT01H30M00S", Some(5400)),
            ("PT0S", Some(0)),
            ("P1DT1H", Some(90_000)),
            ("-PT30M", Some(-1800)),
            ("PT26H05M00.4S", Some(93_900)),
            ("P", Some(0)),
            ("1h30", None),
            ("PT1X", None),
        ] {
            assert_eq!(iso_duration(text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_is_written_as_a_person_would() {
        assert_eq!(number_text(1938.0), "1938");
        assert_eq!(number_text(-0.5), "-0.5");
        assert_eq!(number_text(1_096_263_115_194_030.0), "1096263115194030");
    }

    #[test]
    fn rows_keep_their_numbers_and_lose_the_empty_margin() {
        let mut rows = Rows::default();
        rows.put(2, 1, Data::String("a".to_owned()));
        rows.put(5, 2, Data::Int(1));
        rows.put(5, 16_000, Data::Int(1));
        let table = rows.into_table("Feuille".to_owned()).unwrap();
        let mut read = Vec::new();
        table.for_each(|row| {
            read.push((
                row.number,
                row.text_at(0).into_owned(),
                row.text_at(1).into_owned(),
            ));
        });
        let expected = [(3, "a", ""), (4, "", ""), (5, "", ""), (6, "", "1")];
        assert_eq!(
            read,
            expected.map(|(number, one, two)| (number, one.to_owned(), two.to_owned()))
        );
    }
}
