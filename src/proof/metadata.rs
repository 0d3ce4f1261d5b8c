//! The metadata of the file: title, standards claimed, words that are described.

use super::fault::Faults;
use super::pdf::Pdf;
use super::profile::Profile;
use super::rule::{Rule, a, own, rules, ua};
use super::xmp::{DC, Element, PDF_A, PDF_UA, Packet};

rules! {
    METADATA: [ua("7.1-8"), a("6.6.2.1-1")]
        "le fichier porte des métadonnées XMP", "";
    TITLE: [ua("7.1-9")]
        "les métadonnées donnent le titre du document", "donner un titre au document";
    SAME_TITLE: [own("titre-1")]
        "le titre est le même partout où le fichier le dit", "";
    CLAIMS_UA: [ua("5-1")]
        "le fichier dit suivre PDF/UA", "";
    PART_UA: [ua("5-2")]
        "le fichier dit suivre PDF/UA-1", "";
    PREFIX_UA: [ua("5-3")]
        "cette mention porte le préfixe pdfuaid", "";
    CLAIMS_A: [a("6.6.4-1")]
        "le fichier dit suivre PDF/A", "";
    PART_A: [a("6.6.4-2")]
        "le fichier dit suivre cette partie de PDF/A", "";
    LEVEL_A: [a("6.6.4-3")]
        "le fichier dit suivre ce niveau de PDF/A", "";
    PREFIX_PART: [a("6.6.4-4")]
        "la mention de la partie porte le préfixe pdfaid", "";
    PREFIX_LEVEL: [a("6.6.4-5")]
        "la mention du niveau porte le préfixe pdfaid", "";
    PACKET_BYTES: [a("6.6.2.1-2")]
        "l’en-tête des métadonnées ne compte pas ses octets", "";
    PACKET_ENCODING: [a("6.6.2.1-3")]
        "l’en-tête des métadonnées ne dit pas son codage", "";
    XML: [a("6.6.2.1-4")]
        "les métadonnées sont du XML bien formé", "";
    PACKET_UTF8: [a("6.6.2.1-5")]
        "les métadonnées sont en UTF-8", "";
    UNKNOWN: [a("6.6.2.3.1-1")]
        "chaque mot des métadonnées est de la norme ou décrit dans le fichier", "décrire le mot, ou l’ôter";
    SCHEMAS: [a("6.6.2.3.3-1")]
        "les descriptions de mots sont une liste du préfixe pdfaExtension", "";
    SCHEMA_TITLE: [a("6.6.2.3.3-2")]
        "une description de mots a un nom", "";
    SCHEMA_SPACE: [a("6.6.2.3.3-3")]
        "une description de mots dit son espace de noms", "";
    SCHEMA_PREFIX: [a("6.6.2.3.3-4")]
        "une description de mots dit son préfixe", "";
    SCHEMA_WORDS: [a("6.6.2.3.3-5")]
        "une description de mots en contient la liste", "";
    WORD_NAME: [a("6.6.2.3.3-7")]
        "un mot décrit a un nom", "";
    WORD_TYPE: [a("6.6.2.3.3-8")]
        "un mot décrit a un type", "";
    WORD_CATEGORY: [a("6.6.2.3.3-9")]
        "un mot décrit est interne ou externe", "";
    WORD_MEANING: [a("6.6.2.3.3-10")]
        "un mot décrit est expliqué", "";
    TITLE_LANGUAGE: [ua("7.2-33")]
        "la langue des métadonnées peut être connue", "indiquer la langue du document";
}

const EXTENSION: &str = "http://www.aiim.org/pdfa/ns/extension/";
const SCHEMA: &str = "http://www.aiim.org/pdfa/ns/schema#";
const WORD: &str = "http://www.aiim.org/pdfa/ns/property#";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const PDF: &str = "http://ns.adobe.com/pdf/1.3/";

/// Spaces of names that PDF/A knows without being told, with the names of those that are short.
const KNOWN: &[(&str, &[&str])] = &[
    (
        DC,
        &[
            "contributor",
            "coverage",
            "creator",
            "date",
            "description",
            "format",
            "identifier",
            "language",
            "publisher",
            "relation",
            "rights",
            "source",
            "subject",
            "title",
            "type",
        ],
    ),
    (
        XMP,
        &[
            "Advisory",
            "BaseURL",
            "CreateDate",
            "CreatorTool",
            "Identifier",
            "Label",
            "MetadataDate",
            "ModifyDate",
            "Nickname",
            "Rating",
            "Thumbnails",
        ],
    ),
    (PDF, &["Keywords", "PDFVersion", "Producer"]),
    (PDF_A, &["part", "amd", "corr", "conformance"]),
    (EXTENSION, &["schemas"]),
    ("http://ns.adobe.com/xap/1.0/rights/", &[]),
    ("http://ns.adobe.com/xap/1.0/mm/", &[]),
    ("http://ns.adobe.com/xap/1.0/bj/", &[]),
    ("http://ns.adobe.com/xap/1.0/t/pg/", &[]),
    ("http://ns.adobe.com/xmp/1.0/DynamicMedia/", &[]),
    ("http://ns.adobe.com/photoshop/1.0/", &[]),
    ("http://ns.adobe.com/camera-raw-settings/1.0/", &[]),
    ("http://ns.adobe.com/tiff/1.0/", &[]),
    ("http://ns.adobe.com/exif/1.0/", &[]),
];

/// The profiles that a file claims, and the others that Estran does not know, as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    pub known: Vec<Profile>,
    pub others: Vec<String>,
}

impl Claims {
    pub fn of(packet: &Packet) -> Claims {
        let mut claims = Claims::default();
        match packet.text(PDF_UA, "part") {
            Some("1") => claims.known.push(Profile::Accessible),
            Some(other) => claims.others.push(format!("PDF/UA-{other}")),
            None => {}
        }
        if let Some(part) = packet.text(PDF_A, "part") {
            let level = packet.text(PDF_A, "conformance").unwrap_or_default();
            match Profile::archive(part, level) {
                Some(profile) => claims.known.push(profile),
                None => claims
                    .others
                    .push(format!("PDF/A-{part}{}", level.to_lowercase())),
            }
        }
        claims
    }
}

/// The packet as text, when the file has one.
pub fn packet(pdf: &Pdf) -> Option<Vec<u8>> {
    pdf.unpacked(pdf.stream(pdf.catalog(), b"Metadata")?)
}

pub fn check(pdf: &Pdf, asked: &[Profile], faults: &mut Faults) {
    let Some(bytes) = packet(pdf) else {
        faults.whole(&METADATA, "le fichier n’a pas de métadonnées");
        return;
    };
    let Ok(text) = std::str::from_utf8(&bytes) else {
        faults.whole(&PACKET_UTF8, "les métadonnées ne sont pas en UTF-8");
        return;
    };
    let header = text.split_once("?>").map_or("", |(header, _)| header);
    if header.contains("<?xpacket") {
        if header.contains(" bytes=") {
            faults.whole(&PACKET_BYTES, "l’en-tête des métadonnées compte ses octets");
        }
        if header.contains(" encoding=") {
            faults.whole(&PACKET_ENCODING, "l’en-tête des métadonnées dit son codage");
        }
    }
    let Some(packet) = Packet::read(text) else {
        faults.whole(&XML, "les métadonnées ne sont pas du XML bien formé");
        return;
    };
    title(pdf, &packet, faults);
    identity(&packet, asked, faults);
    let described = descriptions(&packet, faults);
    for property in &packet.properties {
        let name = &property.name;
        let is_known = |(space, names): &(&str, &[&str])| {
            *space == name.space && (names.is_empty() || names.contains(&name.local.as_str()))
        };
        let is_described = described.iter().any(|(space, local)| name.is(space, local));
        if !KNOWN.iter().any(is_known) && !is_described {
            faults.whole(
                &UNKNOWN,
                format!(
                    "« {}:{} » n’est ni de la norme ni décrit",
                    name.prefix, name.local
                ),
            );
        }
    }
}

fn title(pdf: &Pdf, packet: &Packet, faults: &mut Faults) {
    let titles: Vec<&Element> = packet
        .property(DC, "title")
        .into_iter()
        .flat_map(Element::items)
        .collect();
    let title = titles.first().map(|title| title.text.trim());
    if title.is_none_or(str::is_empty) {
        faults.whole(&TITLE, "les métadonnées n’ont pas de titre");
    }
    let information = pdf.dictionary(&pdf.document.trailer, b"Info");
    let other = information.and_then(|information| pdf.words(information, b"Title"));
    if let (Some(title), Some(other)) = (title, other)
        && title != other.trim()
    {
        faults.whole(&SAME_TITLE, format!("« {title} » et « {} »", other.trim()));
    }
    let is_default = |item: &Element| {
        item.attributes
            .iter()
            .any(|(name, value)| name.local == "lang" && value == "x-default")
    };
    let has_default = packet
        .properties
        .iter()
        .flat_map(Element::items)
        .any(is_default);
    if has_default && !pdf.has_words(pdf.catalog(), b"Lang") {
        faults.whole(
            &TITLE_LANGUAGE,
            "la langue des métadonnées n’est pas connue",
        );
    }
}

fn identity(packet: &Packet, asked: &[Profile], faults: &mut Faults) {
    match packet.property(PDF_UA, "part") {
        None => faults.whole(&CLAIMS_UA, "le fichier ne dit pas suivre PDF/UA"),
        Some(part) => {
            if part.text.trim() != "1" {
                faults.whole(
                    &PART_UA,
                    format!("le fichier dit suivre PDF/UA-{}", part.text.trim()),
                );
            }
            if part.name.prefix != "pdfuaid" {
                faults.whole(
                    &PREFIX_UA,
                    format!("le préfixe est « {} »", part.name.prefix),
                );
            }
        }
    }
    let (part, level) = (
        packet.property(PDF_A, "part"),
        packet.property(PDF_A, "conformance"),
    );
    let archive = asked
        .iter()
        .find(|profile| matches!(profile, Profile::Archive(..)));
    let wanted = archive.map_or("", |profile| profile.code());
    let is = |element: &Element, place: usize| {
        let said = element.text.trim().to_ascii_lowercase();
        wanted
            .get(place..=place)
            .is_none_or(|letter| letter == said)
    };
    match part {
        None => faults.whole(&CLAIMS_A, "le fichier ne dit pas suivre PDF/A"),
        Some(part) => {
            if !is(part, 2) {
                faults.whole(
                    &PART_A,
                    format!("le fichier dit suivre PDF/A-{}", part.text.trim()),
                );
            }
            if part.name.prefix != "pdfaid" {
                faults.whole(
                    &PREFIX_PART,
                    format!("le préfixe est « {} »", part.name.prefix),
                );
            }
        }
    }
    match level {
        None if part.is_some() => faults.whole(&LEVEL_A, "le fichier ne dit pas son niveau"),
        None => {}
        Some(level) => {
            if !is(level, 3) {
                faults.whole(
                    &LEVEL_A,
                    format!("le fichier se dit de niveau {}", level.text.trim()),
                );
            }
            if level.name.prefix != "pdfaid" {
                faults.whole(
                    &PREFIX_LEVEL,
                    format!("le préfixe est « {} »", level.name.prefix),
                );
            }
        }
    }
}

/// The words that the file describes, each with its space of names.
fn descriptions(packet: &Packet, faults: &mut Faults) -> Vec<(String, String)> {
    let mut described = Vec::new();
    for schemas in packet
        .properties
        .iter()
        .filter(|property| property.name.is(EXTENSION, "schemas"))
    {
        if schemas.name.prefix != "pdfaExtension" || schemas.items().next().is_none() {
            faults.whole(&SCHEMAS, "les descriptions de mots ne sont pas une liste");
        }
        for schema in schemas.items() {
            let schema = inner(schema);
            let space = field(schema, SCHEMA, "namespaceURI", &SCHEMA_SPACE, faults);
            field(schema, SCHEMA, "schema", &SCHEMA_TITLE, faults);
            field(schema, SCHEMA, "prefix", &SCHEMA_PREFIX, faults);
            let words: Vec<&Element> = schema
                .child(SCHEMA, "property")
                .into_iter()
                .flat_map(Element::items)
                .collect();
            if words.is_empty() {
                faults.whole(&SCHEMA_WORDS, "une description sans aucun mot");
            }
            for word in words {
                let word = inner(word);
                let name = field(word, WORD, "name", &WORD_NAME, faults);
                field(word, WORD, "valueType", &WORD_TYPE, faults);
                field(word, WORD, "description", &WORD_MEANING, faults);
                let category = word
                    .child(WORD, "category")
                    .map(|category| category.text.trim());
                if !matches!(category, Some("internal" | "external")) {
                    faults.whole(&WORD_CATEGORY, "un mot qui n’est ni interne ni externe");
                }
                described.push((space.clone(), name));
            }
        }
    }
    described
}

/// An item holds its fields, or a description that holds them.
fn inner(item: &Element) -> &Element {
    item.child(super::xmp::RDF, "Description").unwrap_or(item)
}

fn field(
    of: &Element,
    space: &str,
    local: &str,
    rule: &'static Rule,
    faults: &mut Faults,
) -> String {
    let text = of
        .child(space, local)
        .map(|field| field.text.trim().to_owned());
    if text.as_deref().is_none_or(str::is_empty) {
        faults.whole(rule, format!("« {local} » manque"));
    }
    text.unwrap_or_default()
}
