//! Delimited text: which separator, where it was cut, and its records with their line numbers.

use std::collections::BTreeMap;
use std::ops::Range;

use ::csv::{Reader, ReaderBuilder, StringRecord, WriterBuilder};

use super::table::{Body, Row, Table};
use super::{Error, Limits, Remark, decode};

const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];
/// Records looked at to find the separator.
const SAMPLE: usize = 20;

pub(super) fn open(bytes: Vec<u8>, limits: &Limits) -> Result<(Table, Vec<Remark>), Error> {
    let (mut text, mut remarks) = decode::text(bytes);
    let (start, declared) = directive(&text);
    let first_line = if start > 0 { 2 } else { 1 };
    text.drain(..start);
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    if has_endless_line(&text, limits.cells) {
        return Err(limits.too_many_cells());
    }
    let mut delimiter = declared.unwrap_or_else(|| separator(&text));
    if let Some(unwrapped) = unwrap_lines(&text, delimiter)? {
        text = unwrapped;
        delimiter = separator(&text);
        remarks.push(Remark {
            code: "double-quoted",
            row: None,
            message: "chaque ligne était entre guillemets, sans doute après un passage par un tableur ; elles ont été lues une à une, mais mieux vaut donner l’export d’origine".to_owned(),
        });
    }
    if let Some((offset, remark)) = cut(&text, delimiter, first_line) {
        text.truncate(offset);
        remarks.push(remark);
    }
    Ok((
        Table::new(
            None,
            Body::Csv {
                text,
                delimiter,
                first_line,
            },
        ),
        remarks,
    ))
}

/// A line of nothing but separators makes more cells than the reader may keep.
fn has_endless_line(text: &str, cells: usize) -> bool {
    text.split('\n')
        .filter(|line| line.len() > cells)
        .any(|line| {
            let separators = line.bytes().filter(|byte| SEPARATORS.contains(byte));
            separators.count() > cells
        })
}

/// Calls `each` on every record until it says stop. Blank lines are no records.
pub(super) fn walk(
    text: &str,
    delimiter: u8,
    first_line: u32,
    mut each: impl FnMut(Row<'_>) -> bool,
) {
    records(text, delimiter, first_line, |number, record, _| {
        each(Row::text(number, record))
    });
}

/// The same, each record with its line and its bytes, the break at its end included or not.
fn records(
    text: &str,
    delimiter: u8,
    first_line: u32,
    mut each: impl FnMut(u32, &StringRecord, Range<usize>) -> bool,
) {
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    let mut lines = Lines {
        text,
        offset: 0,
        number: first_line,
    };
    let place = |byte: u64| usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
    loop {
        let start = reader.position().byte();
        // Reading from memory, with flexible records of valid UTF-8, cannot fail.
        if !matches!(reader.read_record(&mut record), Ok(true)) {
            return;
        }
        let number = lines.reach(place(start));
        let bytes = lines.offset..place(reader.position().byte()).max(lines.offset);
        if !each(number, &record, bytes) {
            return;
        }
    }
}

/// Writes one record anew with other cells; the records after it keep their line numbers.
pub(super) fn rename(
    text: &mut String,
    delimiter: u8,
    first_line: u32,
    row: u32,
    names: &BTreeMap<usize, String>,
) {
    let mut found = None;
    records(text, delimiter, first_line, |number, record, bytes| {
        if number == row {
            let cells = record.iter().enumerate();
            let renamed: StringRecord = cells
                .map(|(place, cell)| names.get(&place).map_or(cell, String::as_str))
                .collect();
            found = Some((renamed, bytes));
        }
        number < row
    });
    let Some((record, bytes)) = found else { return };
    let length = text[bytes.clone()].trim_end_matches(['\r', '\n']).len();
    let bytes = bytes.start..bytes.start + length;
    let mut written = written(&record, delimiter);
    let lost = breaks(&text.as_bytes()[bytes.clone()]).saturating_sub(breaks(written.as_bytes()));
    written.extend((0..lost).map(|_| '\n'));
    text.replace_range(bytes, &written);
}

/// A record as text, without a break at its end.
fn written(record: &StringRecord, delimiter: u8) -> String {
    let mut writer = WriterBuilder::new()
        .delimiter(delimiter)
        .from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(record);
    let bytes = writer.into_inner().unwrap_or_default();
    let mut text = String::from_utf8(bytes).unwrap_or_default();
    text.truncate(text.trim_end_matches('\n').len());
    text
}

fn reader(text: &str, delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes())
}

/// Counts lines as an editor does: the reader's own count forgets the blank lines it skips.
struct Lines<'a> {
    text: &'a str,
    offset: usize,
    number: u32,
}

impl Lines<'_> {
    /// The line of the record that the reader meets from this offset on.
    fn reach(&mut self, offset: usize) -> u32 {
        let bytes = self.text.as_bytes();
        let mut end = offset.min(bytes.len());
        while bytes
            .get(end)
            .is_some_and(|byte| matches!(byte, b'\r' | b'\n'))
        {
            end += 1;
        }
        self.number += breaks(&bytes[self.offset.min(end)..end]);
        self.offset = end;
        self.number
    }
}

/// Line breaks: LF, CRLF, or CR alone as old Macs wrote.
fn breaks(bytes: &[u8]) -> u32 {
    let count = bytes.iter().enumerate().filter(|(place, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(place + 1) != Some(&b'\n'),
        _ => false,
    });
    u32::try_from(count.count()).unwrap_or(u32::MAX)
}

/// `sep=;`, a line that Meta and Excel put before the table: where the table starts, and its separator.
fn directive(text: &str) -> (usize, Option<u8>) {
    let line_end = text.find('\n').map_or(text.len(), |place| place + 1);
    let line = text[..line_end].trim_end_matches(['\r', '\n']);
    // A spreadsheet saves the directive as a cell: quoted, or followed by separators.
    let Some(start) = line.get(..4).or_else(|| line.get(..5)) else {
        return (0, None);
    };
    if !start
        .trim_start_matches('"')
        .to_ascii_lowercase()
        .starts_with("sep")
    {
        return (0, None);
    }
    match line.trim_matches('"').as_bytes() {
        [
            b's' | b'S',
            b'e' | b'E',
            b'p' | b'P',
            b'=',
            separator,
            rest @ ..,
        ] if rest
            .iter()
            .all(|byte| matches!(byte, b',' | b';' | b'\t' | b'"')) =>
        {
            let known = SEPARATORS.contains(separator) || *separator == b'|';
            (line_end, (known && rest.is_empty()).then_some(*separator))
        }
        _ => (0, None),
    }
}

/// The separator that cuts the first records most evenly, and into most cells.
fn separator(text: &str) -> u8 {
    let mut best = (b',', 0.0);
    for delimiter in SEPARATORS {
        let mut widths = Vec::with_capacity(SAMPLE);
        walk(text, delimiter, 1, |row| {
            widths.push(row.len());
            widths.len() < SAMPLE
        });
        let score = widths
            .iter()
            .filter(|width| **width > 1)
            .map(|width| {
                widths.iter().filter(|other| *other == width).count() as f64 * (*width as f64).ln()
            })
            .fold(0.0, f64::max);
        if score > best.1 {
            best = (delimiter, score);
        }
    }
    best.0
}

/// A spreadsheet that took each line for one cell quotes it once more: `"Post ID,""Page ID"",…"`.
/// `None` when this is not the case; an error when captions were cut over several lines, for then
/// nothing says which piece belongs to which post.
fn unwrap_lines(text: &str, delimiter: u8) -> Result<Option<String>, Error> {
    if !text.starts_with('"') {
        return Ok(None);
    }
    let mut header = None;
    walk(text, delimiter, 1, |row| {
        header = wrapped(row).map(|line| (columns(&line), line));
        false
    });
    let Some((Some(width), _)) = header
        .filter(|(width, line)| width.is_some_and(|width| width >= 4) && line.contains(['"', ',']))
    else {
        return Ok(None);
    };
    let mut unwrapped = String::with_capacity(text.len());
    let mut is_whole = true;
    walk(text, delimiter, 1, |row| {
        let line = wrapped(row).filter(|line| columns(line) == Some(width) && !line.contains('\n'));
        is_whole = line.is_some();
        unwrapped.extend(line);
        unwrapped.push('\n');
        is_whole
    });
    if is_whole {
        Ok(Some(unwrapped))
    } else {
        Err(Error::DoubleQuoted)
    }
}

/// The only cell of a record, if it has but one.
fn wrapped(row: Row<'_>) -> Option<String> {
    (1..row.len())
        .all(|column| row.cell(column).is_empty())
        .then(|| row.text_at(0).into_owned())
}

/// How many cells one line makes; `None` when a quote is left open in it.
fn columns(line: &str) -> Option<usize> {
    let delimiter = separator(line);
    if open_quote(line, delimiter).is_some() {
        return None;
    }
    let mut width = 0;
    walk(line, delimiter, 1, |row| {
        width = row.len();
        false
    });
    Some(width)
}

/// Where the last record starts, if the file stops in the middle of it.
fn cut(text: &str, delimiter: u8, first_line: u32) -> Option<(usize, Remark)> {
    let at_line = |offset: usize| first_line.saturating_add(breaks(&text.as_bytes()[..offset]));
    if let Some((record, quote)) = open_quote(text, delimiter) {
        let message = format!(
            "le fichier s’arrête au milieu d’une ligne : un guillemet ouvert ligne {} n’est jamais fermé ; rien n’a été lu à partir de là : télécharger l’export à nouveau",
            at_line(quote)
        );
        return Some((
            record,
            Remark {
                code: "truncated-file",
                row: Some(at_line(record)),
                message,
            },
        ));
    }
    let last = cut_short(text, delimiter)?;
    let message =
        "le fichier s’arrête au milieu de cette ligne, qui n’a pas été comptée : télécharger l’export à nouveau".to_owned();
    Some((
        last,
        Remark {
            code: "truncated-file",
            row: Some(at_line(last)),
            message,
        },
    ))
}

/// Start of the last record when it has no line end and fewer cells than all the others, which have as many.
fn cut_short(text: &str, delimiter: u8) -> Option<usize> {
    if text.ends_with(['\n', '\r']) {
        return None;
    }
    let mut reader = reader(text, delimiter);
    let mut record = StringRecord::new();
    let (mut width, mut last, mut count) = (0, (0, 0), 0_usize);
    loop {
        let start = reader.position().byte();
        if !matches!(reader.read_record(&mut record), Ok(true)) {
            break;
        }
        if count == 1 {
            width = last.1;
        } else if count > 1 && last.1 != width {
            return None;
        }
        last = (start, record.len());
        count += 1;
    }
    let blank = |offset: usize| {
        text.as_bytes()[offset..]
            .iter()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count()
    };
    let start = usize::try_from(last.0).ok()?;
    (count > 2 && last.1 < width).then(|| start + blank(start))
}

/// Start of the record and place of the quote that is never closed. Quotes count as the reader counts them:
/// only at the start of a cell.
fn open_quote(text: &str, delimiter: u8) -> Option<(usize, usize)> {
    enum At {
        CellStart,
        Bare,
        Quoted,
        AfterQuote,
    }
    let (mut at, mut record, mut quote) = (At::CellStart, 0, 0);
    for (place, byte) in text.bytes().enumerate() {
        at = match (at, byte) {
            (At::CellStart, b'"') => {
                quote = place;
                At::Quoted
            }
            (At::Quoted, b'"') => At::AfterQuote,
            (At::Quoted, _) | (At::AfterQuote, b'"') => At::Quoted,
            (_, byte) if byte == delimiter => At::CellStart,
            (_, b'\n' | b'\r') => {
                record = place + 1;
                At::CellStart
            }
            (At::CellStart | At::Bare | At::AfterQuote, _) => At::Bare,
        };
    }
    matches!(at, At::Quoted).then_some((record, quote))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_renamed_row_leaves_the_others_where_they_are() {
        let text =
            "Titre\r\n\r\n\"Heure\nde publication\";b;\"c;d\"\r\n1;\"deux\nlignes\";3\r\n4;5;6\r\n";
        let (mut table, _) = open(text.as_bytes().to_vec(), &Limits::default()).unwrap();
        let names = BTreeMap::from([(0, "Date".to_owned()), (1, "L\"en;t".to_owned())]);
        table.rename(3, &names);
        let mut rows = Vec::new();
        table.for_each(|row| {
            rows.push((
                row.number,
                row.text_at(0).into_owned(),
                row.text_at(1).into_owned(),
                row.text_at(2).into_owned(),
            ));
        });
        let row = |number, cells: [&str; 3]| {
            let [a, b, c] = cells.map(str::to_owned);
            (number, a, b, c)
        };
        assert_eq!(
            rows,
            [
                row(1, ["Titre", "", ""]),
                row(3, ["Date", "L\"en;t", "c;d"]),
                row(5, ["1", "deux\nlignes", "3"]),
                row(7, ["4", "5", "6"]),
            ]
        );
    }

    type Records = Vec<(u32, Vec<String>)>;
    type Codes = Vec<(&'static str, Option<u32>)>;

    /// Records as lists of cells with their line numbers, and the codes of the remarks.
    fn read(text: &str) -> (Records, Codes) {
        let (table, remarks) = open(text.as_bytes().to_vec(), &Limits::default()).unwrap();
        let mut rows = Vec::new();
        table.for_each(|row| {
            let cells = (0..row.len())
                .map(|column| row.text_at(column).into_owned())
                .collect();
            rows.push((row.number, cells));
        });
        (
            rows,
            remarks
                .into_iter()
                .map(|remark| (remark.code, remark.row))
                .collect(),
        )
    }

    fn lines(text: &str) -> Vec<u32> {
        read(text).0.into_iter().map(|(number, _)| number).collect()
    }

    #[test]
    fn a_record_has_the_line_an_editor_shows() {
        assert_eq!(lines("a,b\n1,2\n3,4\n"), [1, 2, 3]);
        assert_eq!(lines("a,b\r\n1,2\r\n3,4\r\n"), [1, 2, 3]);
        assert_eq!(lines("\n\na,b\n\n1,\"x\ny\nz\"\n3,4\n"), [3, 5, 8]);
        assert_eq!(lines("sep=;\na;b\n1;2\n"), [2, 3]);
        assert_eq!(lines("a,b\r\n\r\n1,\"x\r\ny\"\r\n3,4"), [1, 3, 5]);
    }

    #[test]
    fn the_separator_is_the_one_that_cuts_evenly() {
        for (text, width) in [
            ("a;b;c\n1,5;2;3\n2,5;2;3\n", 3),
            ("a,b,c\n\"x; y; z\",2,3\n", 3),
            ("a\tb\n1,5\t2\n", 2),
            ("sep=,\n\"Vues\"\n\"Date\",\"Primary\"\n", 1),
            ("seul\nun\n", 1),
        ] {
            assert_eq!(read(text).0[0].1.len(), width, "{text}");
        }
    }

    #[test]
    fn a_file_cut_inside_a_caption_loses_that_record_only() {
        let (rows, remarks) = read("a,b\n1,x\n2,\"le début\nd’une");
        assert_eq!(rows.len(), 2);
        assert_eq!(remarks, [("truncated-file", Some(3))]);
    }

    #[test]
    fn a_file_cut_between_two_cells_loses_that_record_only() {
        let (rows, remarks) = read("a,b,c\n1,x,3\n2,y");
        assert_eq!(rows.len(), 2);
        assert_eq!(remarks, [("truncated-file", Some(3))]);
    }

    #[test]
    fn ragged_rows_and_a_missing_last_line_end_are_usual() {
        for text in [
            "a,b,c\n1,x\n2,y,3\n3,z",
            "a,b\n1,2\n3,4",
            "a,b,c\n1,2,3\n4,5\n",
        ] {
            assert!(read(text).1.is_empty(), "{text}");
            assert_eq!(read(text).0.len(), text.split_terminator('\n').count());
        }
    }

    #[test]
    fn lines_quoted_once_more_are_read_when_whole() {
        let (rows, remarks) =
            read("\"Post ID,\"\"Page ID\"\",Title,Date\"\n\"1,2,\"\"un, deux\"\",Lifetime\"\n");
        assert_eq!(rows[1].1, ["1", "2", "un, deux", "Lifetime"]);
        assert_eq!(remarks, [("double-quoted", None)]);
    }

    #[test]
    fn lines_quoted_once_more_with_cut_captions_are_refused() {
        let text = "\"Post ID,\"\"Page ID\"\",Title,Date\"\n\"1,2,\"\"un\"\nsuite\n\"deux\"\",Lifetime\"\n";
        assert!(matches!(
            open(text.as_bytes().to_vec(), &Limits::default()),
            Err(Error::DoubleQuoted)
        ));
    }

    #[test]
    fn a_directive_alone_is_an_empty_file() {
        assert!(matches!(
            open(b"sep=,\n".to_vec(), &Limits::default()),
            Err(Error::Empty)
        ));
    }

    #[test]
    fn a_line_of_nothing_but_separators_is_turned_back() {
        let limits = Limits {
            cells: 100,
            ..Limits::default()
        };
        assert!(open([b"a,b\n".to_vec(), vec![b','; 101]].concat(), &limits).is_err());
        assert!(open([b"a,b\n".to_vec(), vec![b'x'; 500]].concat(), &limits).is_ok());
    }
}
