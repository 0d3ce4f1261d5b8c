//! Images, forms and settings of drawing.

use lopdf::{Dictionary, dictionary};

use super::Seed;
use super::edit::{decorate, form, image, settings, text};

pub const SEEDS: &[Seed] = &[
    ("6.2.5-1", "colours changed afterwards", |document| {
        settings(document, dictionary! { "TR" => "Identity" });
    }),
    (
        "6.2.5-2",
        "colours changed afterwards, otherwise",
        |document| settings(document, dictionary! { "TR2" => "Identity" }),
    ),
    ("6.2.5-3", "a halftone moved", |document| {
        settings(document, dictionary! { "HTP" => vec![0.into(), 0.into()] });
    }),
    ("6.2.5-4", "a halftone of another type", |document| {
        settings(
            document,
            dictionary! { "HT" => dictionary! { "HalftoneType" => 6 } },
        );
    }),
    ("6.2.5-5", "a halftone with a name", |document| {
        settings(
            document,
            dictionary! { "HT" => dictionary! { "HalftoneType" => 1, "HalftoneName" => text("a") } },
        );
    }),
    (
        "6.2.6-1",
        "an unknown way to render, in settings",
        |document| settings(document, dictionary! { "RI" => "Joli" }),
    ),
    (
        "6.2.6-1",
        "an unknown way to render, on the page",
        |document| decorate(document, "/Joli ri"),
    ),
    (
        "6.2.6-1",
        "an unknown way to render, in an image",
        |document| image(document, &dictionary! { "Intent" => "Joli" }),
    ),
    ("6.2.8-1", "an image behind another", |document| {
        image(document, &dictionary! { "Alternates" => vec![0.into()] });
    }),
    (
        "6.2.8-2",
        "an image that waits for its original",
        |document| image(document, &dictionary! { "OPI" => Dictionary::new() }),
    ),
    ("6.2.8-3", "an image made smooth", |document| {
        image(document, &dictionary! { "Interpolate" => true });
    }),
    ("6.2.8-3", "an inline image made smooth", |document| {
        decorate(
            document,
            "BI /W 1 /H 1 /CS /DeviceGray /BPC 8 /I true ID \0 EI",
        );
    }),
    ("6.2.8-4", "an image of 3 bits", |document| {
        image(document, &dictionary! { "BitsPerComponent" => 3 });
    }),
    ("6.2.8-5", "a mask of 8 bits", |document| {
        image(document, &dictionary! { "ImageMask" => true });
    }),
    ("6.2.9-1", "PostScript in a form", |document| {
        form(document, &dictionary! { "Subtype2" => "PS" }, b"", 1);
    }),
    ("7.20-1", "a form of another file", |document| {
        form(
            document,
            &dictionary! { "Ref" => Dictionary::new() },
            b"",
            1,
        );
    }),
    ("6.2.9-3", "PostScript", |document| {
        form(document, &dictionary! { "Subtype" => "PS" }, b"", 1);
    }),
    ("6.2.10-1", "an unknown way to blend", |document| {
        settings(document, dictionary! { "BM" => "Joli" });
    }),
];
