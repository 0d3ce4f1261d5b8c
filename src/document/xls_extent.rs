//! How many cells the sheets of an Excel 97 workbook make: the reader writes the whole rectangle between the
//! first and the last, makes room for the one that each sheet announces, and copies each text that a cell shows.

use std::io::{Cursor, Read};

use cfb::OpenOptions;

use super::xls_texts::Texts;
use super::{Error, Limits};

/// Records of the workbook stream ([MS-XLS] 2.3), by their numbers.
mod record {
    pub const EOF: u16 = 0x000A;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const DIMENSIONS: u16 = 0x0200;
    pub const BOF: u16 = 0x0809;
    /// Formula, MulRk, RString, LabelSst, Number, Label, BoolErr, Rk: each starts with its row and column.
    pub const CELLS: [u16; 8] = [
        0x0006, 0x00BD, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E,
    ];
    pub const MUL_RK: u16 = 0x00BD;
}

pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Error> {
    let damaged = || Error::Workbook("contenu abîmé".to_owned());
    let mut file = OpenOptions::new()
        .open_with(Cursor::new(bytes))
        .map_err(|_| damaged())?;
    let mut stream = Vec::new();
    ["/Workbook", "/Book"]
        .iter()
        .find_map(|name| file.open_stream(name).ok())
        .ok_or_else(damaged)?
        .read_to_end(&mut stream)
        .map_err(|_| damaged())?;
    let shared = Texts::of(&stream);
    let (mut cells, mut texts) = (0_usize, 0_usize);
    // Sheets do not overlap: what is walked is not much more than the stream.
    let mut steps = 2 * stream.len();
    for start in sheets(&stream) {
        let sheet = extent(stream.get(start..).unwrap_or_default(), &shared);
        cells = cells.saturating_add(sheet.area);
        if cells > limits.cells {
            return Err(limits.too_many_cells());
        }
        texts = texts.saturating_add(sheet.texts);
        if texts as u64 > limits.inflated() {
            return Err(limits.too_inflated());
        }
        steps = steps.checked_sub(sheet.walked).ok_or_else(damaged)?;
    }
    Ok(())
}

/// The records of a stream: number and content.
pub(super) fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let (head, rest) = stream.split_at_checked(4)?;
        let size = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (content, rest) = rest.split_at_checked(size)?;
        stream = rest;
        Some((u16::from_le_bytes([head[0], head[1]]), content))
    })
}

/// Where each sheet starts.
fn sheets(stream: &[u8]) -> Vec<usize> {
    records(stream)
        .take_while(|(number, _)| *number != record::EOF)
        .filter(|(number, _)| *number == record::BOUND_SHEET)
        .filter_map(|(_, content)| long(content, 0))
        .collect()
}

/// What a sheet costs.
struct Extent {
    /// Cells of its rectangle, the announced or the true one.
    area: usize,
    /// Bytes of the texts that its cells show.
    texts: usize,
    /// Bytes that it takes.
    walked: usize,
}

fn extent(sheet: &[u8], shared: &Texts) -> Extent {
    let (mut announced, mut found) = (0, Rectangle::default());
    let (mut depth, mut walked, mut texts) = (0_usize, 0, 0_usize);
    for (number, content) in records(sheet) {
        walked += content.len() + 4;
        texts = texts.saturating_add(shared.shown(number, content));
        match number {
            record::BOF => depth += 1,
            // A chart inside the sheet ends before the sheet does.
            record::EOF if depth > 1 => depth -= 1,
            record::EOF => break,
            record::DIMENSIONS => announced = announced.max(dimensions(content).unwrap_or(0)),
            number if record::CELLS.contains(&number) && depth <= 1 => {
                if let (Some(row), Some(column)) = (short(content, 0), short(content, 2)) {
                    let last = match number {
                        // Row, first column, six bytes a cell, last column.
                        record::MUL_RK => column + content.len() / 6,
                        _ => column,
                    };
                    found.add(row, column, last);
                }
            }
            _ => {}
        }
    }
    Extent {
        area: announced.max(found.area()),
        texts,
        walked,
    }
}

/// First and past the last row, first and past the last column; rows take four bytes since Excel 97.
fn dimensions(content: &[u8]) -> Option<usize> {
    let (rows, columns) = if content.len() >= 14 {
        (
            (long(content, 0)?, long(content, 4)?),
            (short(content, 8)?, short(content, 10)?),
        )
    } else {
        (
            (short(content, 0)?, short(content, 2)?),
            (short(content, 4)?, short(content, 6)?),
        )
    };
    let span = |(first, past): (usize, usize)| past.saturating_sub(first).max(1);
    Some(span(rows).saturating_mul(span(columns)))
}

pub(super) fn short(content: &[u8], at: usize) -> Option<usize> {
    let bytes = content.get(at..at + 2)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(bytes)))
}

pub(super) fn long(content: &[u8], at: usize) -> Option<usize> {
    let bytes = content.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}

#[derive(Default)]
struct Rectangle {
    /// First and last row, first and last column.
    sides: Option<(usize, usize, usize, usize)>,
}

impl Rectangle {
    fn add(&mut self, row: usize, first: usize, last: usize) {
        self.sides = Some(match self.sides {
            None => (row, row, first, last),
            Some((top, bottom, left, right)) => (
                top.min(row),
                bottom.max(row),
                left.min(first),
                right.max(last),
            ),
        });
    }

    fn area(&self) -> usize {
        self.sides.map_or(0, |(top, bottom, left, right)| {
            (bottom + 1 - top) * (right + 1 - left)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn record(number: u16, content: &[u8]) -> Vec<u8> {
        let size = u16::try_from(content.len()).unwrap();
        [&number.to_le_bytes()[..], &size.to_le_bytes(), content].concat()
    }

    const BOF: [u8; 16] = [0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

    /// A workbook of one sheet: records of the whole, then of the sheet.
    fn book_of(whole: &[u8], sheet: &[u8]) -> Vec<u8> {
        let sheet_at = u32::try_from(whole.len()).unwrap() + 20 + 4 + 4 + 6 + 4;
        let name = [0, 0, 1, 0, b'a', 0];
        let mut stream = record(record::BOF, &BOF);
        stream.extend(record(
            record::BOUND_SHEET,
            &[&sheet_at.to_le_bytes()[..], &name].concat(),
        ));
        stream.extend(whole);
        stream.extend(record(record::EOF, &[]));
        assert_eq!(stream.len(), sheet_at as usize);
        stream.extend(record(record::BOF, &BOF));
        stream.extend(sheet);
        stream.extend(record(record::EOF, &[]));
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let mut inside = file.create_stream("/Workbook").unwrap();
        inside.write_all(&stream).unwrap();
        drop(inside);
        file.into_inner().into_inner()
    }

    /// Its dimensions, and one number in each of these cells.
    fn book([rows, columns]: [u32; 2], cells: &[[u16; 2]]) -> Vec<u8> {
        let [rows, columns] = [rows, columns].map(u32::to_le_bytes);
        let mut sheet = record(
            record::DIMENSIONS,
            &[&[0; 4][..], &rows, &[0; 2], &columns[..2], &[0; 2]].concat(),
        );
        for [row, column] in cells {
            let number = [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat();
            sheet.extend(record(0x0203, &number));
        }
        book_of(&[], &sheet)
    }

    #[test]
    fn one_long_text_in_many_cells_is_turned_back() {
        let long = 8000_u16;
        let mut texts = vec![0; 8];
        texts.extend(long.to_le_bytes());
        texts.push(0);
        texts.extend(vec![b'x'; usize::from(long)]);
        let cells = |count: u16| -> Vec<u8> {
            let cell = |row: u16| [&row.to_le_bytes()[..], &[0; 8]].concat();
            (0..count)
                .flat_map(|row| record(0x00FD, &cell(row)))
                .collect()
        };
        let limits = Limits {
            inflated_mb: 1,
            ..Limits::default()
        };
        let told = |count| {
            check(&book_of(&record(0x00FC, &texts), &cells(count)), &limits)
                .map_err(|error| error.to_string())
        };
        assert_eq!(told(100), Ok(()));
        assert!(told(200).unwrap_err().contains("inflated_mb"));
    }

    #[test]
    fn a_rectangle_larger_than_the_limit_is_turned_back() {
        let told = |bytes: &[u8]| check(bytes, &Limits::default()).map_err(|e| e.to_string());
        assert_eq!(told(&book([2, 2], &[[0, 0], [1, 1]])), Ok(()));
        assert_eq!(told(&book([65_536, 256], &[[0, 0]])), Ok(()));
        let announced = book([4_000_000_000, 60_000], &[[0, 0]]);
        let far = book([1, 1], &[[0, 0], [65_535, 65_535]]);
        for bytes in [announced, far] {
            assert!(told(&bytes).unwrap_err().contains("cells"));
        }
    }

    #[test]
    fn bytes_that_are_no_compound_file_are_damaged() {
        let bytes = [
            &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1][..],
            &[7; 900],
        ]
        .concat();
        assert!(check(&bytes, &Limits::default()).is_err());
    }
}
