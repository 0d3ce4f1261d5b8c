//! Links and notes.

use lopdf::dictionary;

use super::Seed;
use super::edit::{catalog, comment, laid_down, link, page, text};

pub const SEEDS: &[Seed] = &[
    ("7.2-24", "a link described in no language", |document| {
        link(document, |_| {});
        catalog(document).remove(b"Lang");
    }),
    ("7.18.1-1", "a note that is not tagged", |document| {
        comment(document, |note| drop(note.remove(b"StructParent")));
    }),
    ("7.18.1-2", "a note without words", |document| {
        comment(document, |note| drop(note.remove(b"Contents")));
    }),
    ("7.18.1-3", "a field without a name", |document| {
        laid_down(document, "Widget", "Form", |_| {});
    }),
    ("7.18.2-1", "a note for the printer", |document| {
        laid_down(document, "TrapNet", "Annot", |_| {});
    }),
    ("7.18.3-1", "no order for the tab key", |document| {
        link(document, |_| {});
        page(document).remove(b"Tabs");
    }),
    ("7.18.4-1", "a field that is not tagged", |document| {
        laid_down(document, "Widget", "Annot", |field| {
            field.set("TU", text("nom"));
        });
    }),
    ("7.18.5-1", "a link that is not tagged", |document| {
        link(document, |link| drop(link.remove(b"StructParent")));
    }),
    ("7.18.5-2", "a link without words", |document| {
        link(document, |link| drop(link.remove(b"Contents")));
    }),
    (
        "7.18.8-1",
        "a mark of the printer that is tagged",
        |document| {
            laid_down(document, "PrinterMark", "Annot", |_| {});
        },
    ),
    ("6.3.1-1", "a film", |document| {
        comment(document, |note| note.set("Subtype", "Movie"));
    }),
    ("6.3.2-1", "a link without flags", |document| {
        link(document, |link| drop(link.remove(b"F")));
    }),
    ("6.3.2-2", "a link that is not printed", |document| {
        link(document, |link| link.set("F", 0));
    }),
    ("6.3.3-1", "a note without a look", |document| {
        comment(document, |note| drop(note.remove(b"AP")));
    }),
    ("6.3.3-2", "a note of two looks", |document| {
        comment(document, |note| {
            let look = note
                .get(b"AP")
                .unwrap()
                .as_dict()
                .unwrap()
                .get(b"N")
                .unwrap()
                .clone();
            note.set("AP", dictionary! { "N" => look.clone(), "D" => look });
        });
    }),
    ("6.4.1-1", "a field that acts", |document| {
        laid_down(document, "Widget", "Form", |field| {
            field.set("A", dictionary! { "S" => "URI" });
        });
    }),
    ("lien-1", "an element that does not lead back", |document| {
        link(document, |_| {});
        super::edit::element(document, "Link").remove(b"K");
    }),
];
