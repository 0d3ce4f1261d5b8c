//! The fonts: embedded, with the widths of their programs, and every glyph that is shown has its letters.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object};
use rustybuzz::ttf_parser::{Face, GlyphId};

use super::{Fault, dictionary, entry, fault, name, whole};

pub fn faults(document: &Document) -> Vec<Fault> {
    let mut shown: BTreeMap<Vec<u8>, BTreeSet<u16>> = BTreeMap::new();
    let mut fonts: BTreeMap<Vec<u8>, Dictionary> = BTreeMap::new();
    for page in document.get_pages().into_values() {
        fonts.extend(
            document
                .get_page_fonts(page)
                .unwrap_or_default()
                .into_iter()
                .map(|(name, font)| (name, font.clone())),
        );
        for (font, codes) in shown_on(document, page) {
            shown.entry(font).or_default().extend(codes);
        }
    }
    let unknown = shown
        .keys()
        .filter(|name| !fonts.contains_key(*name))
        .map(|_| fault("7.21.4.1-1", "a font that is not there"));
    let mut faults: Vec<Fault> = unknown.collect();
    for (name, font) in &fonts {
        faults.extend(font_faults(
            document,
            font,
            shown.get(name).unwrap_or(&BTreeSet::new()),
        ));
    }
    faults
}

/// The two-byte codes that each font of a page shows.
fn shown_on(document: &Document, page: lopdf::ObjectId) -> BTreeMap<Vec<u8>, BTreeSet<u16>> {
    let mut shown: BTreeMap<Vec<u8>, BTreeSet<u16>> = BTreeMap::new();
    let mut font = Vec::new();
    for operation in document
        .get_and_decode_page_content(page)
        .map(|content| content.operations)
        .unwrap_or_default()
    {
        match (operation.operator.as_str(), operation.operands.first()) {
            ("Tf", Some(Object::Name(name))) => font.clone_from(name),
            ("Tj", Some(Object::String(codes, _))) => shown
                .entry(font.clone())
                .or_default()
                .extend(codes_of(codes)),
            ("TJ", Some(Object::Array(items))) => {
                let strings = items.iter().filter_map(|item| item.as_str().ok());
                shown
                    .entry(font.clone())
                    .or_default()
                    .extend(strings.flat_map(codes_of));
            }
            _ => {}
        }
    }
    shown
}

fn codes_of(codes: &[u8]) -> impl Iterator<Item = u16> + '_ {
    codes
        .chunks(2)
        .map(|code| u16::from_be_bytes([code[0], code.get(1).copied().unwrap_or(0)]))
}

fn font_faults(document: &Document, font: &Dictionary, shown: &BTreeSet<u16>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let letters = letters_of(document, font);
    for code in shown {
        match letters.get(code).map(Vec::as_slice) {
            None | Some([]) => {
                faults.push(fault("7.21.7-1", format!("glyph {code} without letters")));
            }
            Some(letters)
                if letters
                    .iter()
                    .any(|unit| matches!(unit, 0 | 0xFEFF | 0xFFFE)) =>
            {
                faults.push(fault(
                    "7.21.7-2",
                    format!("glyph {code} with a sign that is no letter"),
                ));
            }
            Some(letters) if letters.iter().any(|unit| (0xE000..=0xF8FF).contains(unit)) => {
                faults.push(fault(
                    "A-6.2.11.7.3-1",
                    format!("glyph {code} with a private sign"),
                ));
            }
            Some(_) => {}
        }
    }
    if shown.contains(&0) {
        faults.push(fault("7.21.8-1", "the glyph of a missing letter is shown"));
    }
    let descendants =
        entry(document, font, b"DescendantFonts").and_then(|fonts| fonts.as_array().ok());
    let Some(inner) = descendants
        .and_then(|fonts| fonts.first())
        .and_then(|inner| whole(document, inner).as_dict().ok())
    else {
        faults.push(fault("7.21.3.1-1", "a font without its glyphs"));
        return faults;
    };
    if name(document, inner, b"CIDToGIDMap") != Some("Identity") {
        faults.push(fault(
            "7.21.3.2-1",
            "glyph numbers are not those of the font",
        ));
    }
    if name(document, font, b"Encoding") != Some("Identity-H") {
        faults.push(fault("7.21.3.3-1", "an encoding that is not known"));
    }
    faults.extend(program(document, inner, shown));
    faults
}

fn program(document: &Document, inner: &Dictionary, shown: &BTreeSet<u16>) -> Vec<Fault> {
    let descriptor = dictionary(document, inner, b"FontDescriptor");
    let stream = descriptor
        .and_then(|descriptor| entry(document, descriptor, b"FontFile2")?.as_stream().ok());
    let Some(program) = stream.map(|stream| {
        stream
            .decompressed_content()
            .unwrap_or_else(|_| stream.content.clone())
    }) else {
        return vec![fault("7.21.4.1-1", "a font that is not embedded")];
    };
    let Ok(face) = Face::parse(&program, 0) else {
        return vec![fault("7.21.4.1-1", "a font program that cannot be read")];
    };
    let widths = widths_of(document, inner);
    let scale = 1000.0 / f64::from(face.units_per_em());
    let mut faults = Vec::new();
    for &code in shown {
        match face.glyph_hor_advance(GlyphId(code)) {
            None => faults.push(fault(
                "7.21.4.1-2",
                format!("glyph {code} is not in the font"),
            )),
            Some(advance) => {
                let said = widths.get(&code).copied().unwrap_or(1000.0);
                if (said - f64::from(advance) * scale).abs() > 1.0 {
                    faults.push(fault(
                        "7.21.5-1",
                        format!("glyph {code}: {said} is not its width"),
                    ));
                }
            }
        }
    }
    faults
}

fn widths_of(document: &Document, inner: &Dictionary) -> BTreeMap<u16, f64> {
    let mut widths = BTreeMap::new();
    let list = entry(document, inner, b"W")
        .and_then(|list| list.as_array().ok())
        .cloned()
        .unwrap_or_default();
    for pair in list.chunks(2) {
        let (Ok(first), Some(Ok(row))) = (
            pair[0].as_i64(),
            pair.get(1).map(|row| whole(document, row).as_array()),
        ) else {
            continue;
        };
        for (code, width) in (first..).zip(row) {
            let width = width
                .as_float()
                .map(f64::from)
                .or_else(|_| width.as_i64().map(|width| width as f64));
            if let (Ok(code), Ok(width)) = (u16::try_from(code), width) {
                widths.insert(code, width);
            }
        }
    }
    widths
}

/// From `beginbfchar` lines, the UTF-16 units of each code.
fn letters_of(document: &Document, font: &Dictionary) -> BTreeMap<u16, Vec<u16>> {
    let stream = entry(document, font, b"ToUnicode").and_then(|map| map.as_stream().ok());
    let content = stream
        .map(|stream| {
            stream
                .decompressed_content()
                .unwrap_or_else(|_| stream.content.clone())
        })
        .unwrap_or_default();
    let words = String::from_utf8_lossy(&content).into_owned();
    let hex = |text: &str| u16::from_str_radix(text, 16).ok();
    words
        .lines()
        .filter_map(|line| {
            let (code, letters) = line
                .strip_prefix('<')?
                .strip_suffix('>')?
                .split_once("> <")?;
            let units = letters
                .as_bytes()
                .chunks(4)
                .filter_map(|unit| hex(std::str::from_utf8(unit).ok()?))
                .collect();
            Some((hex(code)?, units))
        })
        .collect()
}
