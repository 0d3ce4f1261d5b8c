//! Words whose language is not known.

use lopdf::Document;

use super::Seed;
use super::edit::{catalog, element, paint, text};

fn without_language(document: &mut Document) {
    catalog(document).remove(b"Lang");
}

pub const SEEDS: &[Seed] = &[
    ("7.2-2", "bookmarks", without_language),
    ("7.2-21", "a text put in place of another", |document| {
        without_language(document);
        element(document, "P").set("ActualText", text("texte"));
    }),
    ("7.2-22", "the words of a figure", without_language),
    ("7.2-23", "the meaning of an abbreviation", |document| {
        without_language(document);
        element(document, "P").set("E", text("équivalent temps plein"));
    }),
    ("7.2-29", "a language by its name", |document| {
        catalog(document).set("Lang", text("français"));
    }),
    (
        "7.2-29",
        "an element of a language that is none",
        |document| element(document, "P").set("Lang", text("fr_FR")),
    ),
    (
        "7.2-29",
        "a passage of a language that is none",
        |document| {
            paint(document, "/Artifact <</Lang (le français)>> BDC EMC");
        },
    ),
    ("7.2-30", "a text put in place of a passage", |document| {
        without_language(document);
        paint(document, "/Span <</ActualText (texte)>> BDC EMC");
    }),
    ("7.2-31", "the words of a passage", |document| {
        without_language(document);
        paint(document, "/Span <</Alt (texte)>> BDC EMC");
    }),
    ("7.2-32", "the meaning of a passage", |document| {
        without_language(document);
        paint(document, "/Span <</E (texte)>> BDC EMC");
    }),
    ("7.2-34", "the text of the pages", without_language),
];
