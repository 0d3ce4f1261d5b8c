//! Fonts, their glyphs and their letters.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::Seed;
use super::edit::{
    FACE, decorate, font, inner, resource, set_all, simple_font, simple_font_with, text, with_key,
};

/// The letters of the first font, with an edit.
fn letters(document: &mut Document, edit: impl FnOnce(String) -> String) {
    let id = font(document)
        .get(b"ToUnicode")
        .unwrap()
        .as_reference()
        .unwrap();
    let stream = document
        .get_object_mut(id)
        .unwrap()
        .as_stream_mut()
        .unwrap();
    let map = String::from_utf8(stream.get_plain_content().unwrap()).unwrap();
    stream.set_plain_content(edit(map).into_bytes());
}

/// All that the font shows has these letters.
fn all_letters(document: &mut Document, units: &str) {
    letters(document, |_| {
        format!(
            "1 beginbfrange\n<0000> <FFFF> [{}]\nendbfrange",
            format!("<{units}> ").repeat(2_000)
        )
    });
}

/// A table of codes carried by the file.
fn codes(document: &mut Document, more: &Dictionary) {
    let collection = dictionary! { "Registry" => text("Adobe"), "Ordering" => text("Identity"), "Supplement" => 0 };
    let mut entries =
        dictionary! { "Type" => "CMap", "CMapName" => "Essai", "CIDSystemInfo" => collection };
    set_all(&mut entries, more);
    let map = document.add_object(Stream::new(entries, b"/WMode 0 def".to_vec()));
    font(document).set("Encoding", map);
}

/// A simple font whose flags say that it is one of symbols.
fn symbols(document: &mut Document, edit: impl FnOnce(&mut Dictionary)) {
    simple_font_with(document, 4, FACE.to_vec(), edit);
}

/// The program of the first composed font, that has no table of codes.
fn bare_program(document: &mut Document) -> Vec<u8> {
    let program = with_key(document, b"FontFile2")
        .get(b"FontFile2")
        .unwrap()
        .as_reference()
        .unwrap();
    let program = document.get_object(program).unwrap().as_stream().unwrap();
    program.get_plain_content().unwrap()
}

pub const SEEDS: &[Seed] = &[
    (
        "police-1",
        "a font that the page does not know",
        |document| decorate(document, "BT /Rien 12 Tf (a) Tj ET"),
    ),
    (
        "6.2.11.2-1",
        "a font that does not say what it is",
        |document| drop(font(document).remove(b"Type")),
    ),
    ("6.2.11.2-2", "a font of no kind", |document| {
        font(document).set("Subtype", "Plume");
    }),
    ("6.2.11.2-3", "a font without a name", |document| {
        drop(font(document).remove(b"BaseFont"));
    }),
    ("6.2.11.2-4", "no first code", |document| {
        simple_font(document, |font| drop(font.remove(b"FirstChar")));
    }),
    ("6.2.11.2-5", "no last code", |document| {
        simple_font(document, |font| drop(font.remove(b"LastChar")));
    }),
    ("6.2.11.2-6", "too few widths", |document| {
        simple_font(document, |font| font.set("LastChar", 70));
    }),
    ("7.21.3.2-1", "glyphs without numbers", |document| {
        drop(inner(document).remove(b"CIDToGIDMap"));
    }),
    ("7.21.4.1-1", "a font that is not embedded", |document| {
        drop(with_key(document, b"FontFile2").remove(b"FontFile2"));
    }),
    ("7.21.4.1-1", "a program that cannot be read", |document| {
        let nothing = document.add_object(Stream::new(dictionary! {}, b"rien".to_vec()));
        with_key(document, b"FontFile2").set("FontFile2", nothing);
    }),
    ("7.21.4.1-1", "one of the fourteen fonts", |document| {
        let font =
            dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" };
        resource(document, "Font", "FtX", font);
        decorate(document, "BT /FtX 12 Tf (A) Tj ET");
    }),
    ("7.21.4.1-2", "a glyph beyond the last", |document| {
        let all = document.add_object(Stream::new(dictionary! {}, vec![0xEE; 131_072]));
        inner(document).set("CIDToGIDMap", all);
    }),
    ("7.21.4.2-2", "a list of glyphs that is empty", |document| {
        let set = document.add_object(Stream::new(dictionary! {}, vec![0; 4]));
        with_key(document, b"FontFile2").set("CIDSet", set);
    }),
    ("7.21.5-1", "widths of no glyph", |document| {
        inner(document).set("W", vec![1.into(), 3000.into(), 1.into()]);
    }),
    (
        "7.21.5-1",
        "a width of no glyph, in a simple font",
        |document| {
            simple_font(document, |font| {
                font.set("Widths", vec![Object::Integer(1)]);
            });
        },
    ),
    ("7.21.6-1", "a font of letters without codes", |document| {
        let program = bare_program(document);
        simple_font_with(document, 32, program, |_| {});
    }),
    (
        "7.21.6-2",
        "a font of letters without encoding",
        |document| {
            simple_font(document, |font| drop(font.remove(b"Encoding")));
        },
    ),
    (
        "7.21.6-3",
        "an encoding of letters for symbols",
        |document| symbols(document, |_| {}),
    ),
    ("7.21.6-4", "several tables for symbols", |document| {
        symbols(document, |font| drop(font.remove(b"Encoding")));
    }),
    ("7.21.7-1", "a font without letters", |document| {
        drop(font(document).remove(b"ToUnicode"));
    }),
    ("7.21.7-1", "a font without some letters", |document| {
        letters(document, |_| {
            "1 beginbfchar <0001> <0041> endbfchar".to_owned()
        });
    }),
    ("7.21.7-2", "letters that are none", |document| {
        all_letters(document, "FEFF");
    }),
    ("7.21.7-2", "letters that are zero", |document| {
        all_letters(document, "0000");
    }),
    ("6.2.11.7.3-1", "private letters", |document| {
        all_letters(document, "E123");
    }),
    ("7.21.8-1", "the glyph of a missing letter", |document| {
        let nothing = document.add_object(Stream::new(dictionary! {}, vec![0; 131_072]));
        inner(document).set("CIDToGIDMap", nothing);
    }),
    ("7.21.3.1-1", "two collections", |document| {
        let other = dictionary! { "Registry" => text("Adobe"), "Ordering" => text("Japan1"), "Supplement" => 0 };
        codes(document, &dictionary! { "CIDSystemInfo" => other });
    }),
    ("7.21.3.3-1", "a table of codes elsewhere", |document| {
        font(document).set("Encoding", "Ailleurs-H");
    }),
    ("7.21.3.3-2", "two directions", |document| {
        codes(document, &dictionary! { "WMode" => 1 });
    }),
    (
        "7.21.3.3-3",
        "a table of codes that leans elsewhere",
        |document| codes(document, &dictionary! { "UseCMap" => "Ailleurs-H" }),
    ),
];
