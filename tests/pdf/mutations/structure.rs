//! Where elements stand, what they hold, and tables.

use lopdf::{Dictionary, Object, dictionary};

use super::Seed;
use super::edit::{catalog, element, element_id, grow, span, text, tree};

pub const SEEDS: &[Seed] = &[
    ("7.1-11", "no tree", |document| {
        drop(catalog(document).remove(b"StructTreeRoot"));
    }),
    ("7.1-12", "an element without its parent", |document| {
        drop(element(document, "P").remove(b"P"));
    }),
    (
        "6.7.3.3-2",
        "an element that does not say what it is",
        |document| drop(element(document, "P").remove(b"Type")),
    ),
    ("arbre-3", "an element inside itself", |document| {
        let whole = element_id(document, "Document");
        element(document, "P").set("K", vec![Object::from(whole)]);
    }),
    ("7.1-5", "a type that nobody knows", |document| {
        element(document, "P").set("S", "Paragraphe");
    }),
    ("7.1-6", "a type that leads to itself", |document| {
        tree(document).set("RoleMap", dictionary! { "A" => "B", "B" => "A" });
        element(document, "P").set("S", "A");
    }),
    ("7.1-7", "a known type with another meaning", |document| {
        tree(document).set("RoleMap", dictionary! { "P" => "Span" });
    }),
    ("7.2-4", "a row outside of a table", |document| {
        grow(document, "Sect(TR(TD))");
    }),
    ("7.2-5", "a head outside of a table", |document| {
        grow(document, "Sect(THead)");
    }),
    ("7.2-6", "a body outside of a table", |document| {
        grow(document, "Sect(TBody)");
    }),
    ("7.2-7", "a foot outside of a table", |document| {
        grow(document, "Sect(TFoot)");
    }),
    ("7.2-8", "a header cell outside of a row", |document| {
        grow(document, "Sect(TH)");
    }),
    ("7.2-9", "a cell outside of a row", |document| {
        grow(document, "Sect(TD)");
    }),
    ("7.2-17", "an item outside of a list", |document| {
        grow(document, "Sect(LI)");
    }),
    ("7.2-18", "the body of no item", |document| {
        grow(document, "L(LBody)");
    }),
    (
        "7.2-26",
        "an entry outside of a table of contents",
        |document| grow(document, "Sect(TOCI)"),
    ),
    ("7.2-3", "a paragraph between the rows", |document| {
        grow(document, "Table(P TR(TD))");
    }),
    ("7.2-10", "a paragraph between the cells", |document| {
        grow(document, "Table(TR(TD P))");
    }),
    ("7.2-36", "a cell in a head", |document| {
        grow(document, "Table(THead(TD)TBody)");
    }),
    ("7.2-37", "a cell in a body", |document| {
        grow(document, "Table(TBody(TD))");
    }),
    ("7.2-38", "a cell in a foot", |document| {
        grow(document, "Table(TBody TFoot(TD))");
    }),
    ("7.2-19", "a paragraph between the items", |document| {
        grow(document, "L(P LI(LBody))");
    }),
    ("7.2-20", "a paragraph in an item", |document| {
        grow(document, "L(LI(P))");
    }),
    ("7.2-27", "a paragraph between the entries", |document| {
        grow(document, "TOC(P TOCI)");
    }),
    ("7.2-28", "the caption after the entries", |document| {
        grow(document, "TOC(TOCI Caption)");
    }),
    ("7.2-40", "the caption after the items", |document| {
        grow(document, "L(LI(LBody)Caption)");
    }),
    ("7.2-11", "two heads", |document| {
        grow(document, "Table(THead THead TBody)");
    }),
    ("7.2-11", "two heads, one in a group", |document| {
        grow(document, "Table(THead Div(THead)TBody)");
    }),
    ("7.2-12", "two feet", |document| {
        grow(document, "Table(TBody TFoot TFoot)");
    }),
    ("7.2-13", "a foot without a body", |document| {
        grow(document, "Table(TR(TD)TFoot(TR(TD)))");
    }),
    ("7.2-14", "a head without a body", |document| {
        grow(document, "Table(THead(TR(TH)))");
    }),
    ("7.2-16", "a caption between the rows", |document| {
        grow(document, "Table(TR(TD)Caption TR(TD))");
    }),
    ("7.2-39", "two captions", |document| {
        grow(document, "Table(Caption TR(TD)Caption)");
    }),
    ("tableau-1", "the foot before the body", |document| {
        grow(document, "Table(TFoot TBody)");
    }),
    ("tableau-1", "the head after the body", |document| {
        grow(document, "Table(TBody THead)");
    }),
    ("7.2-15", "two cells at one place", |document| {
        grow(document, "Table(TR(TD TD TD)TR(TD TD))");
        // The second cell of the first row goes down, the first of the second row goes across it.
        let rows: Vec<_> = document.objects.keys().rev().take(6).copied().collect();
        document
            .get_dictionary_mut(rows[4])
            .unwrap()
            .set("A", spans(1, 2));
        document
            .get_dictionary_mut(rows[1])
            .unwrap()
            .set("A", spans(2, 1));
    }),
    ("7.2-41", "a cell that goes below the table", |document| {
        grow(document, "Table(TR(TD TD)TR(TD TD))");
        span(document, "TD", &dictionary! { "RowSpan" => 3 });
    }),
    ("7.2-42", "a row too long", |document| {
        grow(document, "Table(TR(TD)TR(TD TD))");
    }),
    ("7.2-42", "a cell too wide", |document| {
        grow(document, "Table(TR(TD TD)TR(TD TD))");
        span(document, "TD", &dictionary! { "ColSpan" => 9 });
    }),
    ("7.2-42", "a table out of all measure", |document| {
        grow(document, "Table(TR(TD))");
        span(document, "TD", &dictionary! { "ColSpan" => 2_000_000_000 });
    }),
    ("7.2-43", "a row too short", |document| {
        grow(document, "Table(TR(TD TD)TR(TD))");
    }),
    (
        "7.2-42",
        "a cell too few in the first row of a table of the report",
        |document| {
            let Ok(Object::Array(cells)) = element(document, "TR").get_mut(b"K") else {
                panic!("a row holds cells")
            };
            cells.remove(0);
        },
    ),
    ("7.5-1", "a header cell without direction", |document| {
        drop(element(document, "TH").remove(b"A"));
    }),
    (
        "7.5-2",
        "a header that the table does not have",
        |document| {
            grow(document, "Table(TR(TH)TR(TD))");
            span(
                document,
                "TD",
                &dictionary! { "Headers" => vec![text("ailleurs")] },
            );
        },
    ),
];

fn spans(columns: i64, rows: i64) -> Dictionary {
    dictionary! { "O" => "Table", "ColSpan" => columns, "RowSpan" => rows }
}
