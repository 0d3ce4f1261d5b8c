//! Elements to a structure tree, and all that makes the file accessible and lasting.
//!
//! The only file that knows lopdf. PDF/UA-1 and PDF/A-2a ask for every entry that is set here.

mod annotations;
mod attachments;
mod outline;
mod structure;

use lopdf::{Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::report::block::Report;

use self::annotations::annotations;
use self::attachments::attach;
use self::outline::outlines;
use self::structure::structure;
use super::attachment::Attachment;
use super::printable::printable;
use super::sheet::Layout;
use super::xmp::{self, title};
use super::{Error, icc};

/// Tags, describes and saves a painted document.
pub fn finish(
    mut document: Document,
    layout: &Layout,
    report: &Report,
    attachments: &[Attachment],
) -> Result<Vec<u8>, Error> {
    document.version = "1.7".to_string();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let identity = identity(&document, report);
    prepare_pages(&mut document, &pages)?;
    let links = annotations(&mut document, layout, &pages)?;
    let tree = structure(&mut document, layout, &pages, &links);
    prepare_fonts(&mut document);
    let outlines = outlines(&mut document, layout, &pages);
    let intent = output_intent(&mut document);
    let metadata = metadata(&mut document, report, attachments);

    let root = document
        .trailer
        .get(b"Root")
        .and_then(Object::as_reference)?;
    let mut catalog = document.get_dictionary(root)?.clone();
    attach(&mut document, &mut catalog, attachments, &day(report));
    catalog.set("Lang", Object::string_literal("fr"));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", tree);
    catalog.set(
        "ViewerPreferences",
        dictionary! { "DisplayDocTitle" => true },
    );
    catalog.set("PageMode", "UseOutlines");
    catalog.set("PageLayout", "SinglePage");
    catalog.set("Outlines", outlines);
    catalog.set("OutputIntents", vec![Object::Reference(intent)]);
    catalog.set("Metadata", metadata);
    document.set_object(root, catalog);
    let information = information(&mut document, report);
    document.trailer.set("Info", information);
    let identity = Object::String(identity, StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![identity.clone(), identity]);

    document.prune_objects();
    document.renumber_objects();
    document.compress();
    let mut bytes = Vec::new();
    document.save_modern(&mut bytes)?;
    Ok(bytes)
}

/// Sixteen bytes that depend on what is printed and on nothing else.
fn identity(document: &Document, report: &Report) -> Vec<u8> {
    let mut hash = Sha256::new();
    hash.update(format!("{report:?}"));
    for object in document.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    hash.finalize().as_slice()[..16].to_vec()
}

fn prepare_pages(document: &mut Document, pages: &[ObjectId]) -> Result<(), Error> {
    for (rank, page) in pages.iter().enumerate() {
        let page = document.get_dictionary_mut(*page)?;
        page.remove(b"Annots");
        page.set("StructParents", count(rank));
        page.set("Tabs", "S");
    }
    Ok(())
}

/// The painter does not know the height of the capitals; both faces have the same.
fn prepare_fonts(document: &mut Document) {
    for object in document.objects.values_mut() {
        if let Ok(descriptor) = object.as_dict_mut()
            && descriptor.has_type(b"FontDescriptor")
        {
            descriptor.set("CapHeight", 660);
        }
    }
}

fn output_intent(document: &mut Document) -> ObjectId {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    document.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB IEC61966-2.1"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    })
}

/// Left uncompressed: archives read it without opening the file.
fn metadata(document: &mut Document, report: &Report, attachments: &[Attachment]) -> ObjectId {
    // Only the third part of PDF/A takes files of any kind.
    let part = if attachments.is_empty() { 2 } else { 3 };
    let entry = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    document.add_object(
        Stream::new(entry, xmp::packet(report, part).into_bytes()).with_compression(false),
    )
}

fn information(document: &mut Document, report: &Report) -> ObjectId {
    let day = day(report);
    document.add_object(dictionary! {
        "Title" => text(&title(report)),
        "Author" => text(&printable(&report.organisation)),
        "Subject" => text(&printable(&report.subtitle)),
        "Creator" => Object::string_literal("Estran"),
        "Producer" => Object::string_literal("Estran"),
        "CreationDate" => day.clone(),
        "ModDate" => day,
    })
}

fn day(report: &Report) -> Object {
    Object::string_literal(format!("D:{}000000Z", report.produced_on.format("%Y%m%d")))
}

/// Plain letters as they are, everything else in UTF-16 with its mark.
fn text(words: &str) -> Object {
    if words.is_ascii() {
        return Object::string_literal(words);
    }
    let bytes = [0xFE, 0xFF]
        .into_iter()
        .chain(words.encode_utf16().flat_map(u16::to_be_bytes))
        .collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "lengths of a sheet, far within the reach of f32"
)]
fn real(value: f64) -> Object {
    Object::Real(((value * 100.0).round() / 100.0) as f32)
}

fn count(value: usize) -> i64 {
    i64::try_from(value).expect("a report has fewer pages than that")
}
