//! The bytes of the file: where it begins and ends, and how its objects are laid.

use lopdf::xref::XrefEntry;
use lopdf::{Dictionary, Object, Permissions};

use super::fault::{Faults, Place};
use super::pdf::Pdf;
use super::rule::{Rule, a, own, rules, ua};

rules! {
    HEADER: [ua("6.1-1"), a("6.1.2-1")]
        "le fichier commence par %PDF-1.0 à %PDF-1.7, puis une fin de ligne", "";
    BINARY: [a("6.1.2-2")]
        "la seconde ligne est un commentaire d’au moins quatre octets au-dessus de 127", "";
    IDENTIFIER: [a("6.1.3-1")]
        "le fichier a un identifiant (ID)", "";
    ENCRYPTED: [a("6.1.3-2")]
        "le fichier n’est pas chiffré", "l’enregistrer sans protection";
    PERMISSION: [ua("7.16-1")]
        "un fichier protégé laisse les aides techniques lire son texte",
        "permettre l’extraction du texte pour l’accessibilité, ou ôter la protection";
    TAIL: [a("6.1.3-3")]
        "rien ne suit la marque de fin, sauf une fin de ligne", "";
    SPACING: [a("6.1.9-1")]
        "le numéro d’un objet et les mots obj et endobj sont séparés comme il faut", "";
    STREAM_LENGTH: [a("6.1.7.1-1")]
        "la longueur annoncée d’un flux est la sienne", "";
    STREAM_LINES: [a("6.1.7.1-2")]
        "les mots stream et endstream sont sur leurs lignes", "";
    LOST: [own("objet-1")]
        "chaque objet annoncé peut être lu", "produire ou copier à nouveau le fichier";
}

pub fn check(pdf: &Pdf, faults: &mut Faults) {
    header(pdf.bytes, faults);
    tail(pdf.bytes, faults);
    let identified = pdf.array(&pdf.document.trailer, b"ID");
    let is_identifier = |id: &Object| id.as_str().is_ok_and(|id| !id.is_empty());
    if identified.len() != 2 || !identified.iter().all(is_identifier) {
        faults.whole(&IDENTIFIER, "le fichier n’a pas d’identifiant");
    }
    if let Some(protection) = &pdf.document.encryption_state {
        faults.whole(&ENCRYPTED, "le fichier est chiffré");
        let allowed = protection.permissions();
        if !allowed.contains(Permissions::COPYABLE_FOR_ACCESSIBILITY) {
            faults.whole(
                &PERMISSION,
                "la protection cache le texte aux aides techniques",
            );
        }
    } else {
        objects(pdf, faults);
    }
    lost(pdf, faults);
}

fn header(bytes: &[u8], faults: &mut Faults) {
    let version = bytes.strip_prefix(b"%PDF-1.").and_then(<[u8]>::split_first);
    let Some((b'0'..=b'7', after)) = version else {
        faults.whole(
            &HEADER,
            "le fichier ne commence pas par %PDF-1.0 à %PDF-1.7",
        );
        return;
    };
    let Some(next) = after_line(after) else {
        faults.whole(
            &HEADER,
            "la première ligne contient autre chose que la version",
        );
        return;
    };
    let marks = next.strip_prefix(b"%").unwrap_or_default();
    if marks.len() < 4 || marks[..4].iter().any(|byte| *byte <= 127) {
        faults.whole(&BINARY, "la seconde ligne n’annonce pas un fichier binaire");
    }
}

/// What follows one end of line.
fn after_line(bytes: &[u8]) -> Option<&[u8]> {
    bytes
        .strip_prefix(b"\r\n")
        .or_else(|| bytes.strip_prefix(b"\n"))
        .or_else(|| bytes.strip_prefix(b"\r"))
}

fn tail(bytes: &[u8], faults: &mut Faults) {
    let Some(end) = bytes.windows(5).rposition(|five| five == b"%%EOF") else {
        return;
    };
    let after = &bytes[end + 5..];
    let left = after_line(after).unwrap_or(after);
    if !left.is_empty() {
        faults.whole(
            &TAIL,
            format!("{} octets après la marque de fin", left.len()),
        );
    }
}

/// The objects that stand by themselves in the file, each at the place that the file announces.
fn objects(pdf: &Pdf, faults: &mut Faults) {
    for (number, entry) in &pdf.document.reference_table.entries {
        let XrefEntry::Normal { offset, generation } = entry else {
            continue;
        };
        let place = || Place::element(format!("objet n° {number}"));
        let start = *offset as usize;
        let Some(object) = pdf.document.objects.get(&(*number, *generation)) else {
            // A stream whose length is wrong cannot be read.
            if opens_well(pdf.bytes, start) && stream_of(pdf.bytes, start).is_some() {
                let what = "la longueur annoncée n’est pas celle du flux";
                faults.add(&STREAM_LENGTH, place(), what);
            }
            continue;
        };
        if !opens_well(pdf.bytes, start) {
            faults.add(&SPACING, place(), "l’annonce de l’objet est mal espacée");
        }
        // Streams of objects are unpacked when they are read: their length is no longer that of the file.
        let entries = pdf.as_dictionary(object);
        let is_kept =
            |entries: &&Dictionary| entries.has(b"Length") && !entries.has_type(b"ObjStm");
        let Some(entries) = entries.filter(is_kept) else {
            continue;
        };
        let Some(begin) = stream_of(pdf.bytes, start) else {
            continue;
        };
        let Some(content) = line_feed(&pdf.bytes[begin..]) else {
            let what = "le mot stream n’est pas suivi d’une fin de ligne";
            faults.add(&STREAM_LINES, place(), what);
            continue;
        };
        let length = pdf.integer(entries, b"Length");
        let length = length.and_then(|length| usize::try_from(length).ok());
        match length.and_then(|length| content.get(length..)) {
            Some(after) if after_line(after).is_some_and(|rest| rest.starts_with(b"endstream")) => {
            }
            Some(after) if after.starts_with(b"endstream") => {
                let what = "le mot endstream n’est pas seul sur sa ligne";
                faults.add(&STREAM_LINES, place(), what);
            }
            _ => {
                let what = "la longueur annoncée n’est pas celle du flux";
                faults.add(&STREAM_LENGTH, place(), what);
            }
        }
    }
}

/// Where the word that opens a stream ends, in the object that begins here.
fn stream_of(bytes: &[u8], start: usize) -> Option<usize> {
    let object = bytes.get(start..)?;
    let end = object.windows(6).position(|six| six == b"endobj");
    let object = &object[..end.unwrap_or(object.len())];
    let opens = |at: &usize| {
        object[*at..].starts_with(b"stream") && object[..*at].trim_ascii_end().ends_with(b">>")
    };
    let found = (0..object.len()).find(opens)?;
    Some(start + found + b"stream".len())
}

/// What follows a line feed, alone or after a carriage return.
fn line_feed(bytes: &[u8]) -> Option<&[u8]> {
    bytes
        .strip_prefix(b"\n")
        .or_else(|| bytes.strip_prefix(b"\r\n"))
}

/// « 12 0 obj » on its own, single spaces between.
fn opens_well(bytes: &[u8], start: usize) -> bool {
    let line_before = start == 0 || matches!(bytes.get(start - 1), Some(b'\n' | b'\r'));
    let digits = |bytes: &[u8]| {
        bytes
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count()
    };
    let spelled = || {
        let rest = bytes.get(start..)?;
        let rest = rest.get(digits(rest)..)?.strip_prefix(b" ")?;
        let rest = rest.get(digits(rest)..)?.strip_prefix(b" obj")?;
        after_line(rest)
    };
    line_before && spelled().is_some()
}

fn lost(pdf: &Pdf, faults: &mut Faults) {
    for (number, entry) in &pdf.document.reference_table.entries {
        let id = match entry {
            XrefEntry::Normal { generation, .. } => (*number, *generation),
            XrefEntry::Compressed { .. } => (*number, 0),
            XrefEntry::Free | XrefEntry::UnusableFree => continue,
        };
        // The dictionary of the protection is taken away once it has been used.
        let is_protection = pdf.document.encryption_state.is_some();
        if !pdf.document.objects.contains_key(&id) && !is_protection {
            let place = Place::element(format!("objet n° {number}"));
            faults.add(&LOST, place, "l’objet est annoncé et ne peut pas être lu");
        }
    }
}
