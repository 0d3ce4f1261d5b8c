//! Files attached.

use super::Seed;
use super::edit::{attach, catalog};

pub const SEEDS: &[Seed] = &[
    ("7.11-1", "a name said once", |document| {
        attach(document, |file, _| drop(file.remove(b"UF")));
    }),
    ("6.8-5", "a table in a PDF/A-2", |document| {
        attach(document, |_, content| {
            content.set_plain_content(b"a;b".to_vec());
        });
    }),
    ("6.8-1", "a file of no kind", |document| {
        attach(document, |_, content| drop(content.dict.remove(b"Subtype")));
    }),
    ("6.8-3", "a file without relation", |document| {
        attach(document, |file, _| drop(file.remove(b"AFRelationship")));
    }),
    ("6.8-4", "a file tied to nothing", |document| {
        attach(document, |_, _| {});
        catalog(document).remove(b"AF");
    }),
    ("pièce-1", "a file that is not listed", |document| {
        attach(document, |_, _| {});
        catalog(document).remove(b"Names");
    }),
    ("pièce-2", "a file without a date", |document| {
        attach(document, |_, content| drop(content.dict.remove(b"Params")));
    }),
];
