//! Workbooks in the XML of Excel 2003, which the older exports of Facebook name `.xls`.

use calamine::{CellErrorType, Data};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::sheets::Rows;
use super::table::Table;
use super::{Error, Limits, Remark, decode};

/// A cell stands six elements deep; text in bold, a few more.
const MAX_DEPTH: usize = 64;

pub(super) fn open(bytes: Vec<u8>, limits: &Limits) -> Result<(Vec<Table>, Vec<Remark>), Error> {
    // Bytes that are no text are met in the names of places: the rest is read all the same.
    let is_utf8 = bytes[..bytes.len().min(100)]
        .to_ascii_lowercase()
        .windows(7)
        .any(|part| part == b"\"utf-8\"");
    let (text, remarks) = if is_utf8 {
        decode::utf8(bytes)
    } else {
        decode::text(bytes)
    };
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut book = Book::default();
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| refused("contenu abîmé"))?;
        match event {
            Event::Start(element) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(refused("éléments trop imbriqués"));
                }
                book.start(&element);
            }
            Event::Empty(element) => {
                book.start(&element);
                book.end(element.local_name().as_ref());
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                book.end(element.local_name().as_ref());
            }
            Event::Text(part) => book.text(&part),
            Event::CData(part) => book.text(&part),
            Event::GeneralRef(reference) => book.reference(&reference),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
        if book.kept + book.rows.cells > limits.cells {
            return Err(limits.too_many_cells());
        }
    }
    // Half a table must not pass for a whole one.
    if depth > 0 {
        return Err(refused("la fin manque"));
    }
    Ok((book.tables, remarks))
}

fn refused(reason: &str) -> Error {
    Error::Workbook(reason.to_owned())
}

/// The sheet, the row and the cell that are open, and the sheets that are whole.
#[derive(Default)]
struct Book {
    tables: Vec<Table>,
    title: String,
    rows: Rows,
    /// Cells of the sheets that are whole.
    kept: usize,
    /// Places from 0; a row or a cell may say its own, from 1.
    next_row: u32,
    row: u32,
    next_column: u32,
    column: u32,
    is_in_comment: bool,
    /// Kind and text of the value that is open.
    value: Option<(String, String)>,
}

impl Book {
    fn start(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "Worksheet" => {
                self.title = attribute(element, "Name").unwrap_or_default();
                self.rows = Rows::default();
                self.next_row = 0;
            }
            "Row" => {
                self.row = place(element, self.next_row);
                self.next_row = self.row.saturating_add(1);
                self.next_column = 0;
            }
            "Cell" => {
                self.column = place(element, self.next_column);
                let merged = attribute(element, "MergeAcross")
                    .and_then(|across| across.parse::<u32>().ok())
                    .unwrap_or(0);
                self.next_column = self.column.saturating_add(1).saturating_add(merged);
            }
            "Comment" => self.is_in_comment = true,
            "Data" if !self.is_in_comment => {
                let kind = attribute(element, "Type").unwrap_or_default();
                self.value = Some((kind, String::new()));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Worksheet" => {
                let rows = std::mem::take(&mut self.rows);
                self.kept += rows.cells;
                self.tables
                    .extend(rows.into_table(std::mem::take(&mut self.title)));
            }
            "Comment" => self.is_in_comment = false,
            "Data" => {
                if let Some((kind, text)) = self.value.take() {
                    self.rows.put(self.row, self.column, value(&kind, text));
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, part: &str) {
        if let Some((_, text)) = &mut self.value {
            text.push_str(part);
        }
    }

    /// The five entities of XML and numbered characters; those that a file declares itself are not expanded.
    fn reference(&mut self, reference: &BytesRef<'_>) {
        let character = match &**reference {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            _ => reference.resolve_char_ref().ok().flatten(),
        };
        if let (Some((_, text)), Some(character)) = (&mut self.value, character) {
            text.push(character);
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|attribute| attribute.key.local_name().as_ref() == name)
        .map(|attribute| attribute.value.into_owned())
}

fn place(element: &BytesStart<'_>, next: u32) -> u32 {
    attribute(element, "Index")
        .and_then(|index| index.parse::<u32>().ok()?.checked_sub(1))
        .unwrap_or(next)
}

fn value(kind: &str, text: String) -> Data {
    match kind {
        _ if text.is_empty() => Data::Empty,
        "Number" => text.trim().parse().map_or(Data::String(text), Data::Float),
        "DateTime" => Data::DateTimeIso(text),
        "Boolean" => Data::Bool(text.trim() == "1"),
        "Error" => Data::Error(CellErrorType::Value),
        _ => Data::String(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Cell;

    fn book(cells: &str) -> Vec<u8> {
        format!("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"Key Metrics\"><Table>{cells}</Table></Worksheet></Workbook>").into_bytes()
    }

    fn open_all(bytes: Vec<u8>) -> Result<(Vec<Table>, Vec<Remark>), Error> {
        open(bytes, &Limits::default())
    }

    #[test]
    fn cells_stand_where_they_say() {
        let (tables, _) = open_all(book("<Row><Cell><Data ss:Type=\"String\">a &amp; &#233;</Data></Cell><Cell ss:Index=\"3\"><Data ss:Type=\"Number\">12</Data><Comment><Data>no</Data></Comment></Cell></Row><Row ss:Index=\"4\"><Cell><Data ss:Type=\"DateTime\">2017-09-30T10:00:00.000</Data></Cell></Row>")).unwrap();
        let mut seen = Vec::new();
        tables[0].for_each(|row| {
            for column in 0..row.len() {
                if row.cell(column) != Cell::Empty {
                    seen.push((row.number, column, row.text_at(column).into_owned()));
                }
            }
        });
        assert_eq!(
            seen,
            [
                (1, 0, "a & é".to_owned()),
                (1, 2, "12".to_owned()),
                (4, 0, "2017-09-30 10:00:00".to_owned()),
            ]
        );
    }

    #[test]
    fn deep_or_cut_xml_is_turned_back() {
        assert!(open_all(book(&"<a>".repeat(100_000))).is_err());
        let mut cut = book("<Row><Cell><Data ss:Type=\"Number\">1</Data></Cell></Row>");
        cut.truncate(cut.len() - 20);
        assert!(open_all(cut).is_err());
    }

    #[test]
    fn entities_that_a_file_declares_are_not_expanded() {
        let bomb = [
            b"<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]>".to_vec(),
            book("<Row><Cell><Data ss:Type=\"String\">x&b;</Data></Cell></Row>"),
        ]
        .concat();
        let (tables, _) = open_all(bomb).unwrap();
        assert_eq!(tables[0].head(1), [["x"]]);
    }
}
