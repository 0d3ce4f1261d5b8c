//! How many cells the sheets of an Excel 97 workbook make: the reader writes the whole rectangle between the
//! first and the last, and makes room for the one that each sheet announces.

use std::io::{Cursor, Read};

use cfb::OpenOptions;

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
    let mut cells = 0_usize;
    // Sheets do not overlap: what is walked is not much more than the stream.
    let mut steps = 2 * stream.len();
    for start in sheets(&stream) {
        let (area, walked) = extent(stream.get(start..).unwrap_or_default());
        cells = cells.saturating_add(area);
        if cells > limits.cells {
            return Err(limits.too_many_cells());
        }
        steps = steps.checked_sub(walked).ok_or_else(damaged)?;
    }
    Ok(())
}

/// The records of a stream: number and content.
fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
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

/// Cells of the rectangle of a sheet, the announced or the true one, and how many bytes it takes.
fn extent(sheet: &[u8]) -> (usize, usize) {
    let (mut announced, mut found) = (0, Rectangle::default());
    let (mut depth, mut walked) = (0_usize, 0);
    for (number, content) in records(sheet) {
        walked += content.len() + 4;
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
    (announced.max(found.area()), walked)
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

fn short(content: &[u8], at: usize) -> Option<usize> {
    let bytes = content.get(at..at + 2)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(bytes)))
}

fn long(content: &[u8], at: usize) -> Option<usize> {
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

    /// A workbook of one sheet: its dimensions, and one number in each of these cells.
    fn book(dimensions: [u32; 2], cells: &[[u16; 2]]) -> Vec<u8> {
        let record = |number: u16, content: &[u8]| {
            let size = u16::try_from(content.len()).unwrap();
            [&number.to_le_bytes()[..], &size.to_le_bytes(), content].concat()
        };
        let sheet_at = 20 + 4 + 4 + 6 + 4_u32;
        let bof = [0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let name = [0, 0, 1, 0, b'a', 0];
        let mut stream = record(record::BOF, &bof);
        stream.extend(record(
            record::BOUND_SHEET,
            &[&sheet_at.to_le_bytes()[..], &name].concat(),
        ));
        stream.extend(record(record::EOF, &[]));
        assert_eq!(stream.len(), sheet_at as usize);
        stream.extend(record(record::BOF, &bof));
        let [rows, columns] = dimensions.map(u32::to_le_bytes);
        stream.extend(record(
            record::DIMENSIONS,
            &[&[0; 4][..], &rows, &[0; 2], &columns[..2], &[0; 2]].concat(),
        ));
        for [row, column] in cells {
            let number = [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat();
            stream.extend(record(0x0203, &number));
        }
        stream.extend(record(record::EOF, &[]));
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let mut inside = file.create_stream("/Workbook").unwrap();
        inside.write_all(&stream).unwrap();
        drop(inside);
        file.into_inner().into_inner()
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
