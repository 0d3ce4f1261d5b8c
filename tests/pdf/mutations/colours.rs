//! Colours and their profiles.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::Seed;
use super::edit::{catalog, decorate, resource, settings, with_key};

fn intent(document: &mut Document) -> &mut Dictionary {
    with_key(document, b"DestOutputProfile")
}

fn without_intent(document: &mut Document) {
    catalog(document).remove(b"OutputIntents");
}

/// A stream that says it is a profile.
fn profile(document: &mut Document) -> Object {
    document
        .add_object(Stream::new(dictionary! { "N" => 3 }, b"un profil".to_vec()))
        .into()
}

pub const SEEDS: &[Seed] = &[
    ("6.2.3-1", "an intent whose profile is none", |document| {
        let profile = profile(document);
        intent(document).set("DestOutputProfile", profile);
    }),
    ("6.2.3-2", "two intents", |document| {
        let profile = profile(document);
        let other = dictionary! { "S" => "GTS_PDFX", "DestOutputProfile" => profile };
        let first = catalog(document)
            .get(b"OutputIntents")
            .unwrap()
            .as_array()
            .unwrap()[0]
            .clone();
        catalog(document).set("OutputIntents", vec![first, other.into()]);
    }),
    ("6.2.3-3", "an intent elsewhere", |document| {
        intent(document).set("DestOutputProfileRef", dictionary! {});
    }),
    ("6.2.4.2-1", "a space whose profile is none", |document| {
        let profile = profile(document);
        resource(
            document,
            "ColorSpace",
            "CsX",
            vec!["ICCBased".into(), profile],
        );
        decorate(document, "/CsX cs 1 0 0 sc 0 0 9 9 re f");
    }),
    (
        "6.2.4.3-2",
        "red, green and blue without a profile",
        |document| {
            without_intent(document);
            decorate(document, "1 0 0 rg 0 0 9 9 re f");
        },
    ),
    (
        "6.2.4.3-2",
        "red, green and blue inside another space",
        |document| {
            without_intent(document);
            let space: Vec<Object> = vec![
                "Indexed".into(),
                "DeviceRGB".into(),
                0.into(),
                super::edit::text("abc"),
            ];
            resource(document, "ColorSpace", "CsX", space);
            decorate(document, "/CsX cs 0 sc 0 0 9 9 re f");
        },
    ),
    (
        "6.2.4.3-3",
        "printing inks with a profile of screens",
        |document| decorate(document, "0 1 0 0 k 0 0 9 9 re f"),
    ),
    ("6.2.4.3-4", "grey without a profile", |document| {
        without_intent(document);
        decorate(document, "0.5 g 0 0 9 9 re f");
    }),
    (
        "6.2.10-2",
        "transparency without colours to mix in",
        |document| {
            without_intent(document);
            super::edit::page(document).remove(b"Group");
            settings(document, dictionary! { "ca" => 0.5 });
        },
    ),
];
