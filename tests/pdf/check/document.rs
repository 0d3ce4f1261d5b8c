//! The file as a whole: header, trailer, catalogue, metadata, colours, annotations.

use lopdf::{Dictionary, Document, Object};

use super::{Fault, catalog, dictionary, entry, fault, name};

pub fn faults(bytes: &[u8], document: &Document) -> Vec<Fault> {
    let catalog = catalog(document);
    let mut faults = file(bytes, document);
    faults.extend(entries(document, &catalog));
    faults.extend(metadata(document, &catalog));
    faults.extend(intent(document, &catalog));
    for (rank, page) in document.get_pages().into_values().enumerate() {
        if let Ok(page) = document.get_dictionary(page) {
            faults.extend(self::page(document, page, rank));
        }
    }
    faults
}

fn file(bytes: &[u8], document: &Document) -> Vec<Fault> {
    let mut faults = Vec::new();
    if !bytes.starts_with(b"%PDF-1.7\n") {
        faults.push(fault("6.1-1", "the header is not that of PDF 1.7"));
    }
    let second = bytes
        .split(|byte| *byte == b'\n')
        .nth(1)
        .unwrap_or_default();
    if second.first() != Some(&b'%')
        || second
            .iter()
            .skip(1)
            .take(4)
            .filter(|byte| **byte > 127)
            .count()
            < 4
    {
        faults.push(fault("A-6.1.2-2", "no binary comment after the header"));
    }
    let identified = document
        .trailer
        .get(b"ID")
        .and_then(Object::as_array)
        .is_ok_and(|id| id.len() == 2);
    if !identified {
        faults.push(fault("A-6.1.3-1", "no identifier in the trailer"));
    }
    if document.trailer.has(b"Encrypt") {
        faults.push(fault("7.16-1", "the file is encrypted"));
    }
    faults
}

fn entries(document: &Document, catalog: &Dictionary) -> Vec<Fault> {
    let mut faults = Vec::new();
    let is_true = |from: Option<&Dictionary>, key: &[u8]| {
        from.and_then(|from| entry(document, from, key)?.as_bool().ok()) == Some(true)
    };
    let mark_info = dictionary(document, catalog, b"MarkInfo");
    if !is_true(mark_info, b"Marked") {
        faults.push(fault("6.2-1", "the file is not marked as tagged"));
    }
    if is_true(mark_info, b"Suspects") {
        faults.push(fault("7.1-4", "the tags are said to be suspect"));
    }
    if !is_true(
        dictionary(document, catalog, b"ViewerPreferences"),
        b"DisplayDocTitle",
    ) {
        faults.push(fault("7.1-10", "the title is not displayed"));
    }
    let language = entry(document, catalog, b"Lang").and_then(|lang| lang.as_str().ok());
    if language.is_none_or(<[u8]>::is_empty) {
        faults.push(fault("7.2-34", "the document has no language"));
    }
    if !catalog.has(b"StructTreeRoot") {
        faults.push(fault("7.1-11", "the document has no structure tree"));
    }
    if catalog.has(b"AcroForm") || catalog.has(b"OCProperties") || catalog.has(b"OpenAction") {
        faults.push(fault(
            "7.10-1",
            "a report has no forms, no layers and no actions",
        ));
    }
    faults
}

fn metadata(document: &Document, catalog: &Dictionary) -> Vec<Fault> {
    let Some(stream) =
        entry(document, catalog, b"Metadata").and_then(|metadata| metadata.as_stream().ok())
    else {
        return vec![fault("7.1-8", "the document has no metadata")];
    };
    let mut faults = Vec::new();
    if stream.dict.has(b"Filter") {
        faults.push(fault("A-6.6.2.1-1", "the metadata are compressed"));
    }
    let words = String::from_utf8_lossy(&stream.content);
    let title = between(&words, "<dc:title>", "</dc:title>")
        .and_then(|title| between(title, "\">", "</rdf:li>"));
    if title.is_none_or(str::is_empty) {
        faults.push(fault("7.1-9", "the metadata have no title"));
    }
    if between(&words, "<pdfuaid:part>", "<") != Some("1") {
        faults.push(fault(
            "5-1",
            "the file does not say that it follows PDF/UA-1",
        ));
    }
    let archive = (
        between(&words, "<pdfaid:part>", "<"),
        between(&words, "<pdfaid:conformance>", "<"),
    );
    if archive != (Some("2"), Some("A")) {
        faults.push(fault(
            "A-6.6.4-1",
            "the file does not say that it follows PDF/A-2a",
        ));
    }
    if !words.contains("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>") {
        faults.push(fault(
            "A-6.6.2.3.1-1",
            "the words of PDF/UA are not described",
        ));
    }
    faults
}

fn between<'a>(words: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = &words[words.find(before)? + before.len()..];
    Some(&rest[..rest.find(after)?])
}

fn intent(document: &Document, catalog: &Dictionary) -> Vec<Fault> {
    let intents =
        entry(document, catalog, b"OutputIntents").and_then(|intents| intents.as_array().ok());
    let intent = intents
        .and_then(|intents| intents.first())
        .and_then(|intent| super::whole(document, intent).as_dict().ok());
    let Some(intent) = intent else {
        return vec![fault("A-6.2.4.3-2", "colours without an output intent")];
    };
    let profile =
        entry(document, intent, b"DestOutputProfile").and_then(|profile| profile.as_stream().ok());
    let content = profile.map(|profile| {
        profile
            .decompressed_content()
            .unwrap_or_else(|_| profile.content.clone())
    });
    let good = content.is_some_and(|content| {
        let size = content
            .get(..4)
            .map(|size| u32::from_be_bytes(size.try_into().unwrap()) as usize);
        size == Some(content.len())
            && content.get(12..20) == Some(b"mntrRGB ")
            && content.get(36..40) == Some(b"acsp")
    });
    if name(document, intent, b"S") != Some("GTS_PDFA1") || !good {
        return vec![fault(
            "A-6.2.3-1",
            "the output intent is not a good RGB profile",
        )];
    }
    Vec::new()
}

fn page(document: &Document, page: &Dictionary, rank: usize) -> Vec<Fault> {
    let mut faults = Vec::new();
    let annotations = entry(document, page, b"Annots")
        .and_then(|annots| annots.as_array().ok())
        .cloned()
        .unwrap_or_default();
    if name(document, page, b"Tabs") != Some("S") {
        faults.push(fault(
            "7.18.3-1",
            format!("page {rank} does not follow the structure with the tab key"),
        ));
    }
    for annotation in &annotations {
        let Ok(annotation) = super::whole(document, annotation).as_dict() else {
            continue;
        };
        if !annotation.has(b"StructParent") {
            faults.push(fault(
                "7.18.1-1",
                format!("page {rank}: an annotation is not tagged"),
            ));
        }
        if name(document, annotation, b"Subtype") == Some("Link") && !annotation.has(b"Contents") {
            faults.push(fault(
                "7.18.5-2",
                format!("page {rank}: a link without words"),
            ));
        }
    }
    faults
}
