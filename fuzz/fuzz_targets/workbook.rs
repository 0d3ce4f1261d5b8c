//! Containers: raw, or sound ones around fuzzed parts, which a mutated ZIP would never reach.
//!
//! The first byte chooses the container, the rest is its part.
#![no_main]

use std::io::{Cursor, Write};

use estran_fuzz::{holds, stand_panics_that_are_caught};
use libfuzzer_sys::fuzz_target;
use zip::write::SimpleFileOptions;

const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const WORKBOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Temps" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STRINGS: &str = r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>Date</t></si><si><t>Agent</t></si><si><t>Durée</t></si></sst>"#;
const STYLES: &str = r#"<?xml version="1.0"?><styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs></styleSheet>"#;
const SHEET: &str = r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row></sheetData></worksheet>"#;
const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

fuzz_target!(init: stand_panics_that_are_caught(), |bytes: &[u8]| {
    let [container, part @ ..] = bytes else {
        return;
    };
    let file = match container {
        b'x' => xlsx("xl/worksheets/sheet1.xml", part),
        b's' => xlsx("xl/sharedStrings.xml", part),
        b'f' => xlsx("xl/styles.xml", part),
        b'w' => xlsx("xl/workbook.xml", part),
        b'r' => xlsx("xl/_rels/workbook.xml.rels", part),
        b'o' => zip(&[("mimetype", ODS), ("content.xml", part)]),
        b'z' => zip(&[("Table data.csv", part), ("autre.csv", part)]),
        _ => Some(part.to_vec()),
    };
    if let Some(file) = file {
        holds("any.xlsx", file);
    }
});

fn xlsx(fuzzed: &str, part: &[u8]) -> Option<Vec<u8>> {
    let sound = [
        ("[Content_Types].xml", TYPES),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", STRINGS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", SHEET),
    ];
    zip(&sound.map(|(name, text)| {
        (
            name,
            if name == fuzzed {
                part
            } else {
                text.as_bytes()
            },
        )
    }))
}

fn zip(members: &[(&str, &[u8])]) -> Option<Vec<u8>> {
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut file = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        file.start_file(*name, stored).ok()?;
        file.write_all(content).ok()?;
    }
    Some(file.finish().ok()?.into_inner())
}
