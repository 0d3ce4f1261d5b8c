//! How many cells the sheets of an OpenDocument workbook make: a cell, a row or a space may say that it is
//! repeated a million times, and the reader would write each one.

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{Error, Limits};

/// What a spreadsheet can number.
const MAX_ROWS: usize = 1_048_576;
const MAX_COLUMNS: usize = 16_384;

pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Error> {
    let damaged = || Error::Workbook("contenu abîmé".to_owned());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let content = archive.by_name("content.xml").map_err(|_| damaged())?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let mut buffer = Vec::new();
    let mut sheet = Sheet::default();
    let (mut cells, mut texts) = (0_usize, 0_usize);
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| damaged())? {
            Event::Start(element) => sheet.open(&element, false),
            Event::Empty(element) => sheet.open(&element, true),
            Event::Text(text) => sheet.text += text.len(),
            Event::GeneralRef(letter) => sheet.text += letter.len(),
            Event::End(element) => match element.name().as_ref() {
                "table:table-cell" | "table:covered-table-cell" => sheet.close_cell(),
                "table:table-row" => sheet.close_row(),
                "table:table" => {
                    let whole = std::mem::take(&mut sheet);
                    cells = cells.saturating_add(whole.cells());
                    texts = texts.saturating_add(whole.texts);
                }
                _ => {}
            },
            Event::Eof => return Ok(()),
            _ => {}
        }
        if cells.saturating_add(sheet.cells()) > limits.cells {
            return Err(limits.too_many_cells());
        }
        if texts.saturating_add(sheet.texts()) as u64 > limits.inflated() {
            return Err(limits.too_inflated());
        }
        buffer.clear();
    }
}

/// The rectangle that a sheet fills, as far as it is read, the cells it writes on the way, and the texts it repeats.
#[derive(Default)]
struct Sheet {
    rows: usize,
    /// Rows up to the last one that holds something.
    used_rows: usize,
    used_columns: usize,
    row_repeats: usize,
    /// Cells of the row that are written: empty ones are, as soon as another cell follows.
    columns: usize,
    empty_before: usize,
    used_in_row: usize,
    cell_repeats: usize,
    /// Cells written, each row once.
    written: usize,
    /// Bytes of the cell that is open, and of all the repeated ones.
    text: usize,
    row_texts: usize,
    texts: usize,
}

impl Sheet {
    fn open(&mut self, element: &BytesStart<'_>, is_empty: bool) {
        match element.name().as_ref() {
            "table:table-row" => {
                self.row_repeats = repeats(element, "table:number-rows-repeated");
                (self.columns, self.empty_before) = (0, 0);
                (self.used_in_row, self.row_texts) = (0, 0);
                if is_empty {
                    self.close_row();
                }
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.cell_repeats = repeats(element, "table:number-columns-repeated");
                self.text = value(element);
                self.write(self.empty_before);
                self.empty_before = 0;
                if is_empty {
                    self.close_cell();
                }
            }
            "text:s" => self.text = self.text.saturating_add(repeats(element, "text:c")),
            "text:p" | "text:tab" | "text:line-break" => self.text += 1,
            _ => {}
        }
    }

    fn close_cell(&mut self) {
        if self.text > 0 {
            let written = self.write(self.cell_repeats);
            self.used_in_row = self.columns;
            self.row_texts = self
                .row_texts
                .saturating_add(self.text.saturating_mul(written));
        } else {
            self.empty_before = self.cell_repeats;
        }
        self.text = 0;
    }

    /// As many cells of one row, as far as a row goes.
    fn write(&mut self, cells: usize) -> usize {
        let cells = cells.min(MAX_COLUMNS.saturating_sub(self.columns));
        self.columns += cells;
        self.written = self.written.saturating_add(cells);
        cells
    }

    fn close_row(&mut self) {
        let repeats = self.row_repeats.min(MAX_ROWS.saturating_sub(self.rows));
        self.rows += repeats;
        if self.used_in_row > 0 {
            self.used_rows = self.rows;
            self.used_columns = self.used_columns.max(self.used_in_row);
            self.texts = self
                .texts
                .saturating_add(self.row_texts.saturating_mul(repeats));
        }
        self.row_texts = 0;
    }

    fn cells(&self) -> usize {
        let area = self.used_rows.saturating_mul(self.used_columns);
        area.max(self.written)
    }

    /// Those of the open row and cell included: they are written before their end is met, if it ever is.
    fn texts(&self) -> usize {
        self.texts
            .saturating_add(self.row_texts)
            .saturating_add(self.text)
    }
}

/// Once when nothing is said; without bound when what is said does not read.
fn repeats(element: &BytesStart<'_>, name: &str) -> usize {
    let mut attributes = element.attributes();
    attributes
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref() == name)
        .map_or(1, |count| {
            let count = unescape(&count.value).ok();
            count
                .and_then(|count| count.trim().parse().ok())
                .unwrap_or(usize::MAX)
        })
}

/// Bytes of the value that stands in the attributes of a cell; a formula is one.
fn value(element: &BytesStart<'_>) -> usize {
    element
        .attributes()
        .flatten()
        .filter(|attribute| {
            let name = attribute.key.as_ref();
            name.starts_with("office:") || name == "table:formula"
        })
        .map(|attribute| attribute.value.len())
        .sum()
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn told(rows: &str) -> Result<(), String> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .start_file("content.xml", SimpleFileOptions::default())
            .unwrap();
        let content = format!("<office:body><table:table>{rows}</table:table></office:body>");
        writer.write_all(content.as_bytes()).unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        check(&bytes, &Limits::default()).map_err(|error| error.to_string())
    }

    #[test]
    fn a_million_empty_rows_cost_nothing() {
        let empty = "<table:table-row table:number-rows-repeated=\"1048575\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
        let used = "<table:table-row><table:table-cell office:value=\"1\"/></table:table-row>";
        assert_eq!(told(&format!("{used}{empty}")), Ok(()));
        // One cell at the very end is a column of a million.
        assert_eq!(told(&format!("{used}{empty}{used}")), Ok(()));
    }

    #[test]
    fn a_cell_repeated_a_million_times_is_turned_back() {
        let wide = "<table:table-row table:number-rows-repeated=\"100000\"><table:table-cell office:value=\"1\" table:number-columns-repeated=\"1000\"/></table:table-row>";
        assert!(told(wide).unwrap_err().contains("cells"));
    }

    #[test]
    fn a_long_text_repeated_is_turned_back() {
        let text = "x".repeat(100_000);
        let tall = format!(
            "<table:table-row table:number-rows-repeated=\"100000\"><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"
        );
        assert!(told(&tall).unwrap_err().contains("inflated_mb"));
    }

    #[test]
    fn spaces_that_are_only_counted_are_turned_back() {
        let text = |spaces: &str| {
            format!(
                "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>a{spaces}b</text:p></table:table-cell></table:table-row>"
            )
        };
        assert_eq!(told(&text("<text:s text:c=\"40\"/>")), Ok(()));
        for spaces in [
            "<text:s text:c=\"2000000000\"/>",
            "<text:s text:c=\"&#50;000000000\"></text:s>",
        ] {
            assert!(told(&text(spaces)).unwrap_err().contains("inflated_mb"));
        }
    }

    #[test]
    fn letters_written_as_entities_are_letters() {
        let text = "&#120;".repeat(100_000);
        let tall = format!(
            "<table:table-row table:number-rows-repeated=\"100000\"><table:table-cell><text:p>{text}</text:p></table:table-cell></table:table-row>"
        );
        assert!(told(&tall).unwrap_err().contains("inflated_mb"));
    }

    #[test]
    fn empty_cells_before_another_cell_are_written() {
        let row = "<table:table-row><table:table-cell table:number-columns-repeated=\"16383\"/><table:table-cell/></table:table-row>";
        assert_eq!(told(&row.repeat(100)), Ok(()));
        assert!(told(&row.repeat(2000)).unwrap_err().contains("cells"));
        // The last ones of a row are not, however many rows there are.
        let usual = "<table:table-row><table:table-cell/><table:table-cell table:number-columns-repeated=\"16383\"/></table:table-row>";
        assert_eq!(told(&usual.repeat(20_000)), Ok(()));
    }
}
