//! Marks on the pages, and the tree that answers for them.

use lopdf::{Object, dictionary};

use super::Seed;
use super::edit::{decorate, element, form, page, page_id, paint};

pub const SEEDS: &[Seed] = &[
    ("7.1-1", "decoration inside a content", |document| {
        paint(document, "/P <</MCID 0>> BDC /Artifact BMC EMC EMC");
    }),
    ("7.1-2", "a content inside decoration", |document| {
        decorate(document, "/P <</MCID 900>> BDC EMC");
    }),
    ("7.1-3", "a text outside of any mark", |document| {
        paint(document, "BT (a) Tj ET");
    }),
    ("7.1-3", "a path outside of any mark", |document| {
        paint(document, "0 0 9 9 re f");
    }),
    (
        "7.1-3",
        "a path inside a mark that says nothing",
        |document| paint(document, "/Oc BMC 0 0 9 9 re f EMC"),
    ),
    ("7.1-3", "an image outside of any mark", |document| {
        paint(document, "BI /W 1 /H 1 /CS /G /BPC 8 ID \0 EI");
    }),
    ("marques-1", "a mark that stays open", |document| {
        paint(document, "/Artifact BMC");
    }),
    ("marques-1", "a mark closed twice", |document| {
        paint(document, "EMC");
    }),
    ("arbre-1", "a content that no element owns", |document| {
        element(document, "H1").set("K", Vec::<Object>::new());
    }),
    (
        "arbre-1",
        "a page that the parent tree does not know",
        |document| drop(page(document).remove(b"StructParents")),
    ),
    (
        "arbre-2",
        "an element that owns what is not there",
        |document| {
            let at = page_id(document);
            let content = dictionary! { "Type" => "MCR", "Pg" => at, "MCID" => 9_000 };
            element(document, "H1").set("K", vec![Object::from(content)]);
        },
    ),
    ("page-1", "a page that cannot be read", |document| {
        paint(document, "((((");
    }),
    ("6.1.13-8", "settings piled up", |document| {
        paint(document, &"q ".repeat(30));
    }),
    ("6.2.2-1", "an instruction that nobody knows", |document| {
        paint(document, "zz");
    }),
    ("6.2.2-2", "a page that borrows its resources", |document| {
        let resources = page(document).remove(b"Resources").unwrap();
        let holder = page(document)
            .get(b"Parent")
            .unwrap()
            .as_reference()
            .unwrap();
        document
            .get_dictionary_mut(holder)
            .unwrap()
            .set("Resources", resources);
    }),
    (
        "7.20-2",
        "tagged contents in a form used twice",
        |document| {
            form(document, &dictionary! {}, b"/P <</MCID 0>> BDC EMC", 2);
        },
    ),
];
