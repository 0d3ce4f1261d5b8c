//! The words of the metadata: those of the standards, and those that the file describes itself.

use super::fault::Faults;
use super::rule::{Rule, a, rules};
use super::xmp::{DC, Element, PDF_A, Packet, RDF};

rules! {
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

pub fn check(packet: &Packet, faults: &mut Faults) {
    let described = descriptions(packet, faults);
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
    item.child(RDF, "Description").unwrap_or(item)
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
