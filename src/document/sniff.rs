//! What a file is, told by its first bytes: names and extensions lie.

use super::{Container, Error};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Json,
    Calendar,
    Workbook(Container),
    /// A ZIP that is no document by itself.
    Archive,
}

/// How many bytes are looked at to tell text from rubbish.
const SAMPLE: usize = 4096;

pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Error> {
    if bytes
        .iter()
        .all(|byte| byte.is_ascii_whitespace() || *byte == 0)
        || matches!(bytes, [0xEF, 0xBB, 0xBF] | [0xFF, 0xFE] | [0xFE, 0xFF])
    {
        return Err(Error::Empty);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return archive(bytes);
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Ok(Kind::Workbook(Container::Xls));
    }
    for (start, name) in [
        (&b"%PDF"[..], "un PDF"),
        (b"\x89PNG", "une image"),
        (b"\xFF\xD8\xFF", "une image"),
        (b"GIF8", "une image"),
        (b"\x1F\x8B", "une archive compressée"),
        (b"7z\xBC\xAF", "une archive compressée"),
        (b"Rar!", "une archive compressée"),
        (b"{\\rtf", "un document de traitement de texte"),
    ] {
        if bytes.starts_with(start) {
            return Err(Error::NotATable(name));
        }
    }
    if is_spreadsheetml(bytes) {
        return Ok(Kind::Workbook(Container::SpreadsheetMl));
    }
    if let Some(name) = markup(bytes) {
        return Err(Error::NotATable(name));
    }
    if is_json(bytes) {
        return Ok(Kind::Json);
    }
    if begins(bytes, b"begin:vcalendar") {
        return Ok(Kind::Calendar);
    }
    if begins(bytes, b"begin:vcard") {
        return Err(Error::NotATable("un carnet d’adresses"));
    }
    if is_rubbish(bytes) {
        Err(Error::Encoding)
    } else {
        Ok(Kind::Text)
    }
}

/// The names of an archive's members stand in clear in its bytes, whatever the compression.
fn archive(bytes: &[u8]) -> Result<Kind, Error> {
    // A workbook that an archive holds as it is would show its own members.
    if first_member(bytes).is_some_and(|name| {
        [&b".csv"[..], b".xlsx", b".xls", b".ods", b".ics", b".zip"]
            .iter()
            .any(|end| name.to_ascii_lowercase().ends_with(end))
    }) {
        return Ok(Kind::Archive);
    }
    if contains(bytes, b"xl/workbook") || contains(bytes, b"xl/worksheets/") {
        Ok(Kind::Workbook(Container::Xlsx))
    } else if contains(bytes, b"application/vnd.oasis.opendocument.spreadsheet") {
        Ok(Kind::Workbook(Container::Ods))
    } else if contains(bytes, b"word/document")
        || contains(bytes, b"application/vnd.oasis.opendocument.text")
    {
        Err(Error::NotATable("un document de traitement de texte"))
    } else if contains(bytes, b"ppt/presentation") {
        Err(Error::NotATable("un diaporama"))
    } else if [&b".csv"[..], b".CSV", b".xls", b".ics", b".zip"]
        .iter()
        .any(|end| contains(bytes, end))
    {
        Ok(Kind::Archive)
    } else {
        Err(Error::NotATable("une archive ZIP"))
    }
}

fn is_spreadsheetml(bytes: &[u8]) -> bool {
    let start = start(bytes);
    start.starts_with(b"<?xml") && contains(&start, b"urn:schemas-microsoft-com:office:spreadsheet")
}

/// The first bytes of a text, in lower case.
fn start(bytes: &[u8]) -> Vec<u8> {
    let text = bytes
        .strip_prefix(&[0xEF, 0xBB, 0xBF])
        .unwrap_or(bytes)
        .trim_ascii_start();
    text[..text.len().min(SAMPLE)].to_ascii_lowercase()
}

/// Whether a text begins with these letters, in lower case, after its mark and blanks; in UTF-16 as well.
fn begins(bytes: &[u8], letters: &[u8]) -> bool {
    let shown = bytes
        .iter()
        .filter(|byte| !matches!(byte, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF))
        .skip_while(|byte| byte.is_ascii_whitespace())
        .map(u8::to_ascii_lowercase);
    shown.take(letters.len()).eq(letters.iter().copied())
}

fn first_member(bytes: &[u8]) -> Option<&[u8]> {
    let length = usize::from(u16::from_le_bytes([*bytes.get(26)?, *bytes.get(27)?]));
    bytes.get(30..30 + length)
}

/// HTML and XML, which are text, but no table that we read.
fn markup(bytes: &[u8]) -> Option<&'static str> {
    let start = start(bytes);
    if start.starts_with(b"<!doctype html")
        || start.starts_with(b"<html")
        || start.starts_with(b"<table")
        || start.starts_with(b"<head")
    {
        return Some("une page web");
    }
    if start.starts_with(b"<?xml") || start.starts_with(b"<svg") {
        return Some("un fichier XML");
    }
    None
}

fn is_json(bytes: &[u8]) -> bool {
    let start = bytes
        .strip_prefix(&[0xEF, 0xBB, 0xBF])
        .unwrap_or(bytes)
        .trim_ascii_start();
    match start.first() {
        Some(b'{') => start[1..]
            .trim_ascii_start()
            .first()
            .is_some_and(|next| matches!(next, b'"' | b'}')),
        Some(b'[') => start[1..]
            .trim_ascii_start()
            .first()
            .is_some_and(|next| matches!(next, b'{' | b'[' | b']')),
        _ => false,
    }
}

/// More control characters than any text holds. NUL bytes alone prove nothing: they are met in
/// UTF-16 and in damaged exports.
fn is_rubbish(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let odd = sample
        .iter()
        .filter(|byte| matches!(byte, 1..=8 | 14..=31 | 127))
        .count();
    odd * 10 > sample.len()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(bytes: &[u8]) -> String {
        match kind(bytes) {
            Ok(kind) => format!("{kind:?}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_file_is_told_by_its_content() {
        for (bytes, expected) in [
            (&b"a,b\n1,2\n"[..], "Text"),
            (b"\xEF\xBB\xBFa,b", "Text"),
            (b"\xFF\xFEa\0,\0b\0", "Text"),
            (b"[{\"id\":1}]", "Json"),
            (b"\xEF\xBB\xBF\r\nBegin:VCalendar\r\n", "Calendar"),
            (b"\xFF\xFEB\0E\0G\0I\0N\0:\0V\0C\0A\0L\0E\0N\0D\0A\0R\0", "Calendar"),
            (b"PK\x03\x04..Takeout/agenda.ics", "Archive"),
            (b"\xD0\xCF\x11\xE0\xA1\xB1", "Workbook(Xls)"),
            (b"PK\x03\x04....xl/workbook.xml", "Workbook(Xlsx)"),
            (b"PK\x03\x04..Table data.csv", "Archive"),
            (
                b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
                "Workbook(Ods)",
            ),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                "Workbook(SpreadsheetMl)",
            ),
        ] {
            assert_eq!(named(bytes), expected);
        }
        for (bytes, words) in [
            (&b""[..], "vide"),
            (b"  \r\n", "vide"),
            (b"\xEF\xBB\xBF", "vide"),
            (b"%PDF-1.7", "un PDF"),
            (b"\x89PNG\r\n", "une image"),
            (b"PK\x03\x04..photo.raw", "une archive ZIP"),
            (b" <!DOCTYPE html><html>", "une page web"),
            (b"\x01\x02\x03\x04\x05abc", "codage"),
        ] {
            assert!(named(bytes).contains(words), "{}", named(bytes));
        }
    }

    #[test]
    fn a_bracket_does_not_make_json_of_a_table() {
        assert_eq!(named(b"[ref],date\n1,2\n"), "Text");
    }
}
