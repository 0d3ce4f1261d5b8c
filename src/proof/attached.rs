//! Files that travel inside the file.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Object, ObjectId};

use super::fault::{Faults, Place};
use super::pdf::Pdf;
use super::rule::{Rule, a, a2, a3, own, rules, ua};
use super::tree::list;
use super::xmp::{PDF_A, Packet};

rules! {
    NAMED: [ua("7.11-1"), a("6.8-2")]
        "un fichier joint dit son nom deux fois (F et UF)", "";
    ARCHIVE: [a2("6.8-5")]
        "dans un PDF/A-2, un fichier joint est lui-même un PDF/A", "choisir PDF/A-3, ou ne pas joindre le fichier";
    MIME: [a3("6.8-1")]
        "un fichier joint dit de quelle sorte il est (Subtype)", "";
    RELATION: [a3("6.8-3")]
        "un fichier joint dit son lien avec le document (AFRelationship)", "";
    ASSOCIATED: [a3("6.8-4")]
        "un fichier joint est rattaché au document ou à une de ses parties (AF)", "";
    LISTED: [own("pièce-1")]
        "un fichier joint est dans la liste des pièces jointes", "";
    DATED: [own("pièce-2")]
        "un fichier joint porte sa date et sa taille", "";
}

const RELATIONS: [&str; 6] = [
    "Source",
    "Data",
    "Alternative",
    "Supplement",
    "EncryptedPayload",
    "Unspecified",
];

pub fn check(pdf: &Pdf, faults: &mut Faults) {
    let mut associated: BTreeSet<ObjectId> = BTreeSet::new();
    for entries in pdf
        .document
        .objects
        .values()
        .filter_map(|object| pdf.as_dictionary(object))
    {
        let files = list(pdf.entry(entries, b"AF")).iter();
        associated.extend(files.filter_map(|file| file.as_reference().ok()));
        associated.extend(entries.get(b"AF").and_then(Object::as_reference));
    }
    let listed: BTreeSet<ObjectId> = pdf
        .dictionary(pdf.catalog(), b"Names")
        .and_then(|names| pdf.dictionary(names, b"EmbeddedFiles"))
        .map(|names| pdf.leaves(names, b"Names"))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|pair| pair[1].as_reference().ok())
        .collect();
    for (id, object) in &pdf.document.objects {
        let Ok(file) = object.as_dict() else {
            continue;
        };
        if let Some(inside) = pdf.dictionary(file, b"EF") {
            one(pdf, *id, file, inside, [&associated, &listed], faults);
        }
    }
}

fn one(
    pdf: &Pdf,
    id: ObjectId,
    file: &Dictionary,
    inside: &Dictionary,
    known: [&BTreeSet<ObjectId>; 2],
    faults: &mut Faults,
) {
    let name = pdf.words(file, b"UF").or_else(|| pdf.words(file, b"F"));
    let place = || {
        Place::element(format!(
            "pièce « {} »",
            name.as_deref().unwrap_or("sans nom")
        ))
    };
    let content = pdf
        .stream(inside, b"UF")
        .or_else(|| pdf.stream(inside, b"F"));
    let details = content.and_then(|content| pdf.dictionary(&content.dict, b"Params"));
    let is_dated = details.is_some_and(|details| {
        pdf.has_words(details, b"ModDate") && pdf.integer(details, b"Size").is_some()
    });
    let is_archive = || {
        content
            .and_then(|content| pdf.unpacked(content))
            .is_some_and(|bytes| is_archive(&bytes))
    };
    let has_kind = content.is_some_and(|content| {
        pdf.name(&content.dict, b"Subtype")
            .is_some_and(|kind| kind.contains('/'))
    });
    let relation = pdf.name(file, b"AFRelationship");
    let broken: [(&Rule, bool, &str); 7] = [
        (
            &NAMED,
            !pdf.has_words(file, b"F") || !pdf.has_words(file, b"UF"),
            "le nom manque, ou n’est dit qu’une fois",
        ),
        (&ARCHIVE, !is_archive(), "ce n’est pas un PDF/A"),
        (&MIME, !has_kind, "sa sorte n’est pas dite"),
        (
            &RELATION,
            !relation.is_some_and(|relation| RELATIONS.contains(&relation)),
            "son lien avec le document n’est pas dit",
        ),
        (
            &ASSOCIATED,
            !known[0].contains(&id),
            "elle n’est rattachée à rien",
        ),
        (
            &LISTED,
            !known[1].contains(&id),
            "elle n’est pas dans la liste des pièces jointes",
        ),
        (&DATED, !is_dated, "sa date ou sa taille manque"),
    ];
    for (rule, _, what) in broken.into_iter().filter(|(_, is_broken, _)| *is_broken) {
        faults.add(rule, place(), what);
    }
}

/// A PDF that claims PDF/A-1 or PDF/A-2. What it holds is not checked: that is another file.
fn is_archive(bytes: &[u8]) -> bool {
    let part = || {
        let pdf = Pdf::open(bytes).ok()?;
        let packet = super::metadata::packet(&pdf)?;
        let packet = Packet::read(std::str::from_utf8(&packet).ok()?)?;
        packet.text(PDF_A, "part").map(str::to_owned)
    };
    matches!(part().as_deref(), Some("1" | "2"))
}
