//! What the document says of itself.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::Seed;
use super::edit::{catalog, page, text};

fn layers(document: &mut Document, settings: Dictionary) {
    let layers = dictionary! { "OCGs" => Vec::<Object>::new(), "D" => settings };
    catalog(document).set("OCProperties", layers);
}

fn xfa(document: &mut Document) {
    let packet = b"<xdp><dynamicRender>required</dynamicRender></xdp>".to_vec();
    let packet = document.add_object(Stream::new(dictionary! {}, packet));
    catalog(document).set("AcroForm", dictionary! { "XFA" => packet });
}

pub const SEEDS: &[Seed] = &[
    ("6.2-1", "not marked as tagged", |document| {
        drop(catalog(document).remove(b"MarkInfo"));
    }),
    ("7.1-4", "tags said to be suspect", |document| {
        catalog(document).set(
            "MarkInfo",
            dictionary! { "Marked" => true, "Suspects" => true },
        );
    }),
    ("7.1-10", "title not displayed", |document| {
        drop(catalog(document).remove(b"ViewerPreferences"));
    }),
    ("langue-1", "no language", |document| {
        drop(catalog(document).remove(b"Lang"));
    }),
    ("7.10-1", "layers without a name", |document| {
        layers(document, dictionary! {});
    }),
    ("7.10-2", "layers that show themselves", |document| {
        layers(
            document,
            dictionary! { "Name" => text("a"), "AS" => Vec::<Object>::new() },
        );
    }),
    ("6.9-2", "two settings of one name", |document| {
        let settings = dictionary! { "Name" => text("a") };
        let layers =
            dictionary! { "D" => settings.clone(), "Configs" => vec![Object::from(settings)] };
        catalog(document).set("OCProperties", layers);
    }),
    ("6.9-3", "a layer that the list leaves out", |document| {
        let layer = document.add_object(dictionary! { "Type" => "OCG", "Name" => text("calque") });
        let settings = dictionary! { "Name" => text("a"), "Order" => Vec::<Object>::new() };
        catalog(document).set(
            "OCProperties",
            dictionary! { "OCGs" => vec![layer.into()], "D" => settings },
        );
    }),
    ("6.5.2-1", "a document that acts", |document| {
        catalog(document).set("AA", dictionary! {});
    }),
    ("6.5.2-2", "a page that acts", |document| {
        page(document).set("AA", dictionary! {});
    }),
    ("7.15-1", "a form that composes itself", xfa),
    ("6.4.2-1", "a form in XML", xfa),
    ("6.4.2-2", "a document that composes itself", |document| {
        catalog(document).set("NeedsRendering", true);
    }),
    ("6.4.1-3", "fields without a look", |document| {
        catalog(document).set("AcroForm", dictionary! { "NeedAppearances" => true });
    }),
    ("6.1.12-1", "an unknown right", |document| {
        catalog(document).set("Perms", dictionary! { "Autre" => dictionary! {} });
    }),
    ("6.11-1", "demands on the reader", |document| {
        catalog(document).set("Requirements", Vec::<Object>::new());
    }),
    ("6.10-1", "another presentation", |document| {
        catalog(document).set(
            "Names",
            dictionary! { "AlternatePresentations" => dictionary! {} },
        );
    }),
    ("6.10-2", "steps of a presentation", |document| {
        page(document).set("PresSteps", dictionary! {});
    }),
    ("6.1.13-11", "a page as large as a field", |document| {
        page(document).set(
            "MediaBox",
            vec![0.into(), 0.into(), 20_000.into(), 500.into()],
        );
    }),
];
