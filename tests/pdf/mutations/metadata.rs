//! What the metadata say.

use super::Seed;
use super::edit::{catalog, forget, metadata, reword, text, with_key};

pub const SEEDS: &[Seed] = &[
    ("7.1-8", "no metadata", |document| {
        drop(catalog(document).remove(b"Metadata"));
    }),
    ("7.1-9", "no title", |document| {
        reword(document, "dc:title>", "dc:subject>");
    }),
    ("titre-1", "two titles", |document| {
        with_key(document, b"Producer").set("Title", text("Autre"));
    }),
    ("5-1", "not declared as accessible", |document| {
        forget(document, "pdfuaid:part");
    }),
    ("5-2", "another part of PDF/UA", |document| {
        reword(document, "<pdfuaid:part>1", "<pdfuaid:part>2");
    }),
    ("5-3", "a prefix of one’s own for PDF/UA", |document| {
        reword(document, "xmlns:pdfuaid", "xmlns:autre");
        reword(document, "pdfuaid:part>", "autre:part>");
    }),
    ("6.6.4-1", "not declared as an archive", |document| {
        forget(document, "pdfaid:part");
    }),
    ("6.6.4-2", "another part of PDF/A", |document| {
        reword(document, "<pdfaid:part>2", "<pdfaid:part>4");
    }),
    ("6.6.4-3", "another level of PDF/A", |document| {
        reword(document, "conformance>A", "conformance>B");
    }),
    ("6.6.4-3", "no level of PDF/A", |document| {
        forget(document, "pdfaid:conformance");
    }),
    (
        "6.6.4-4",
        "a prefix of one’s own for the part",
        |document| reword(document, "pdfaid", "autre"),
    ),
    (
        "6.6.4-5",
        "a prefix of one’s own for the level",
        |document| reword(document, "pdfaid", "autre"),
    ),
    ("6.6.2.1-2", "a packet that counts its bytes", |document| {
        reword(document, " id=\"W5", " bytes=\"9\" id=\"W5");
    }),
    ("6.6.2.1-3", "a packet that says its encoding", |document| {
        reword(document, " id=\"W5", " encoding=\"UTF-8\" id=\"W5");
    }),
    ("6.6.2.1-4", "XML cut", |document| {
        reword(document, "</x:xmpmeta>", "");
    }),
    ("6.6.2.1-4", "XML without its names", |document| {
        reword(document, "xmlns:dc=", "xmlns:cd=");
    }),
    ("6.6.2.1-5", "Latin letters", |document| {
        let words = metadata(document).content.clone();
        metadata(document).set_plain_content([&words[..60], &[0xE9], &words[60..]].concat());
    }),
    ("6.6.2.3.1-1", "a word that nobody knows", |document| {
        reword(
            document,
            "<pdf:Producer>",
            "<pdf:Couleur>bleu</pdf:Couleur><pdf:Producer>",
        );
    }),
    (
        "6.6.2.3.1-1",
        "words of PDF/UA that are not described",
        |document| forget(document, "pdfaExtension:schemas"),
    ),
    (
        "6.6.2.3.3-1",
        "descriptions under another prefix",
        |document| reword(document, "pdfaExtension", "autre"),
    ),
    ("6.6.2.3.3-2", "a description without a name", |document| {
        forget(document, "pdfaSchema:schema");
    }),
    (
        "6.6.2.3.3-3",
        "a description without its space",
        |document| forget(document, "pdfaSchema:namespaceURI"),
    ),
    (
        "6.6.2.3.3-4",
        "a description without a prefix",
        |document| forget(document, "pdfaSchema:prefix"),
    ),
    ("6.6.2.3.3-5", "a description of no word", |document| {
        forget(document, "pdfaSchema:property");
    }),
    ("6.6.2.3.3-7", "a word without a name", |document| {
        forget(document, "pdfaProperty:name");
    }),
    ("6.6.2.3.3-8", "a word without a type", |document| {
        forget(document, "pdfaProperty:valueType");
    }),
    (
        "6.6.2.3.3-9",
        "a word neither internal nor external",
        |document| reword(document, ">internal<", ">autre<"),
    ),
    ("6.6.2.3.3-10", "a word without its meaning", |document| {
        forget(document, "pdfaProperty:description");
    }),
    ("7.2-33", "metadata of an unknown language", |document| {
        drop(catalog(document).remove(b"Lang"));
    }),
];
