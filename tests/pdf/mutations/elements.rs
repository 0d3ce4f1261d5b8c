//! What headings, figures and notes say.

use super::Seed;
use super::edit::{element, grow, text};

pub const SEEDS: &[Seed] = &[
    ("7.3-1", "a figure without words", |document| {
        drop(element(document, "Figure").remove(b"Alt"));
    }),
    ("7.3-1", "a figure of blank words", |document| {
        element(document, "Figure").set("Alt", text("  "));
    }),
    ("figure-1", "a figure without its place", |document| {
        drop(element(document, "Figure").remove(b"A"));
    }),
    ("7.7-1", "a formula without words", |document| {
        grow(document, "Formula");
    }),
    ("7.4.2-1", "a heading that skips a level", |document| {
        element(document, "H2").set("S", "H5");
    }),
    ("7.4.2-1", "no heading of level 1 first", |document| {
        element(document, "H1").set("S", "H2");
    }),
    ("7.4.4-1", "two headings without a level", |document| {
        grow(document, "Sect(H H)");
    }),
    (
        "7.4.4-2",
        "a heading without a level beside others",
        |document| grow(document, "Sect(H)"),
    ),
    (
        "7.4.4-3",
        "headings with levels beside another",
        |document| grow(document, "Sect(H)"),
    ),
    ("7.9-1", "a note without an identifier", |document| {
        grow(document, "Note");
        element(document, "Note").remove(b"ID");
    }),
    ("7.9-2", "two notes of one identifier", |document| {
        grow(document, "Note Note");
        element(document, "Note").set("ID", text("note-2"));
    }),
];
