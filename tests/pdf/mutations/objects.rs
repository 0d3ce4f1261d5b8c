//! Limits, filters, names and actions.

use lopdf::{Object, Stream, dictionary};

use super::Seed;
use super::edit::{catalog, metadata, text, with_key};

pub const SEEDS: &[Seed] = &[
    ("6.1.13-1", "an integer of more than 32 bits", |document| {
        catalog(document).set("X", 3_000_000_000_i64);
    }),
    ("6.1.13-3", "a text of 40 000 bytes", |document| {
        catalog(document).set("X", text(&"x".repeat(40_000)));
    }),
    ("6.1.13-4", "a name of 200 bytes", |document| {
        catalog(document).set("X", "x".repeat(200).as_str());
    }),
    ("6.1.13-5", "a number almost zero", |document| {
        catalog(document).set("X", Object::Real(1e-40));
    }),
    ("6.1.7.1-3", "a stream in another file", |document| {
        metadata(document).dict.set("F", text("ailleurs"));
    }),
    ("6.1.7.2-1", "a stream compressed by LZW", |document| {
        document.add_object(Stream::new(
            dictionary! { "Filter" => "LZWDecode" },
            vec![0x80, 0x0B],
        ));
    }),
    ("6.1.8-1", "a font whose name is no text", |document| {
        with_key(document, b"FontName").set("FontName", Object::Name(vec![0xFF, 0xFE]));
    }),
    (
        "6.5.1-1",
        "a program that runs when the file opens",
        |document| {
            catalog(document).set(
                "OpenAction",
                dictionary! { "S" => "JavaScript", "JS" => text("app.alert(1)") },
            );
        },
    ),
    ("6.5.1-1", "a program beside the pages", |document| {
        let names =
            dictionary! { "Names" => vec![text("a"), dictionary! { "S" => "JavaScript" }.into()] };
        catalog(document).set("Names", dictionary! { "JavaScript" => names });
    }),
    ("6.5.1-1", "a sound when a page is closed", |document| {
        let actions = dictionary! { "C" => dictionary! { "S" => "Sound" } };
        document.add_object(dictionary! { "AA" => actions });
    }),
    ("6.5.1-2", "a file that prints itself", |document| {
        catalog(document).set("OpenAction", dictionary! { "S" => "Named", "N" => "Print" });
    }),
];
