//! The drawings of the letters: the font program that a font carries.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};
use ttf_parser::{Face, GlyphId, PlatformId, cff};

use super::pdf::Pdf;

/// The bytes of the program, and how they are to be read.
pub struct Carried {
    bytes: Vec<u8>,
    is_bare_cff: bool,
}

pub enum Program<'a> {
    Outlines(Box<Face<'a>>),
    Cff(Box<cff::Table<'a>>),
}

/// What a font says of its program: nothing carried, something that is not read here (Type 1), or bytes.
pub enum Source {
    Missing,
    Opaque,
    Carried(Carried),
}

impl Source {
    pub fn of(pdf: &Pdf, descriptor: &Dictionary) -> Self {
        if let Some(program) = pdf.stream(descriptor, b"FontFile2") {
            return pdf.unpacked(program).map_or(Source::Missing, |bytes| {
                Source::Carried(Carried {
                    bytes,
                    is_bare_cff: false,
                })
            });
        }
        if let Some(program) = pdf.stream(descriptor, b"FontFile3") {
            let is_bare_cff = pdf.name(&program.dict, b"Subtype") != Some("OpenType");
            return pdf.unpacked(program).map_or(Source::Missing, |bytes| {
                Source::Carried(Carried { bytes, is_bare_cff })
            });
        }
        match pdf.stream(descriptor, b"FontFile") {
            Some(_) => Source::Opaque,
            None => Source::Missing,
        }
    }
}

impl Carried {
    pub fn program(&self) -> Option<Program<'_>> {
        if self.is_bare_cff {
            return Some(Program::Cff(Box::new(cff::Table::parse(&self.bytes)?)));
        }
        let face = Face::parse(&self.bytes, 0).ok()?;
        Some(Program::Outlines(Box::new(face)))
    }
}

impl Program<'_> {
    pub fn count(&self) -> u16 {
        match self {
            Program::Outlines(face) => face.number_of_glyphs(),
            Program::Cff(table) => table.number_of_glyphs(),
        }
    }

    /// In thousandths of the size of the letters.
    pub fn width(&self, glyph: u16) -> Option<f64> {
        match self {
            Program::Outlines(face) => {
                let width = face.glyph_hor_advance(GlyphId(glyph))?;
                Some(f64::from(width) * 1000.0 / f64::from(face.units_per_em()))
            }
            Program::Cff(table) => {
                let width = table.glyph_width(GlyphId(glyph))?;
                Some(f64::from(width) * f64::from(table.matrix().sx) * 1000.0)
            }
        }
    }

    /// For a program whose glyphs bear numbers of their own, the glyph of each.
    pub fn by_number(&self) -> Option<BTreeMap<u16, u16>> {
        let table = match self {
            Program::Cff(table) => table,
            Program::Outlines(face) => return face.tables().cff.as_ref().and_then(numbers),
        };
        numbers(table)
    }

    /// The tables of codes: how many, and whether one is for symbols.
    pub fn tables_of_codes(&self) -> Option<(usize, bool)> {
        let Program::Outlines(face) = self else {
            return None;
        };
        let tables = || {
            face.tables()
                .cmap
                .iter()
                .flat_map(|cmap| cmap.subtables.into_iter())
        };
        let is_symbol = |table: ttf_parser::cmap::Subtable| {
            table.platform_id == PlatformId::Windows && table.encoding_id == 0
        };
        Some((tables().count(), tables().any(is_symbol)))
    }

    /// The glyph of a one-byte code of a TrueType font, when one of its tables has it. `letter`: what the
    /// code stands for, if the font is one of letters.
    pub fn of_code(&self, code: u8, letter: Option<char>) -> Option<u16> {
        let Program::Outlines(face) = self else {
            return None;
        };
        let tables = face.tables().cmap?.subtables;
        for table in tables {
            let glyph = match (table.platform_id, table.encoding_id, letter) {
                (PlatformId::Windows, 1, Some(letter)) => table.glyph_index(u32::from(letter)),
                (PlatformId::Windows, 0, None) => table
                    .glyph_index(0xF000 + u32::from(code))
                    .or_else(|| table.glyph_index(u32::from(code))),
                (PlatformId::Macintosh, 0, None) => table.glyph_index(u32::from(code)),
                _ => None,
            };
            if let Some(glyph) = glyph {
                return Some(glyph.0);
            }
        }
        None
    }
}

fn numbers(table: &cff::Table) -> Option<BTreeMap<u16, u16>> {
    table.glyph_cid(GlyphId(0))?;
    let pairs = (0..table.number_of_glyphs())
        .filter_map(|glyph| Some((table.glyph_cid(GlyphId(glyph))?, glyph)));
    Some(pairs.collect())
}

/// Widths that a font gives its glyphs, by number; the others have the last.
pub fn widths(pdf: &Pdf, font: &Dictionary) -> (BTreeMap<u16, f64>, f64) {
    let mut widths = BTreeMap::new();
    let default = pdf.number(font, b"DW").unwrap_or(1000.0);
    let number = |object: &Object| pdf.whole(object).as_float().ok().map(f64::from);
    let mut left = pdf.array(font, b"W");
    // Ranges may overlap; an honest list does not say all the numbers several times.
    let mut said = 0;
    while let [first, second, rest @ ..] = left {
        if said > 4 * usize::from(u16::MAX) {
            break;
        }
        let first = pdf
            .whole(first)
            .as_i64()
            .ok()
            .and_then(|code| u16::try_from(code).ok());
        match (first, pdf.whole(second)) {
            (Some(first), Object::Array(row)) => {
                widths.extend(
                    (first..=u16::MAX)
                        .zip(row)
                        .filter_map(|(code, width)| Some((code, number(width)?))),
                );
                left = rest;
            }
            (Some(first), Object::Integer(last)) => {
                let [width, rest @ ..] = rest else {
                    break;
                };
                let last = u16::try_from(*last).unwrap_or(first);
                said += usize::from(last.saturating_sub(first)) + 1;
                widths.extend(
                    number(width)
                        .into_iter()
                        .flat_map(|width| (first..=last).map(move |code| (code, width))),
                );
                left = rest;
            }
            _ => break,
        }
    }
    (widths, default)
}
