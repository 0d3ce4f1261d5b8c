//! Files that travel with the document (ISO 19005-3): archives read them in thirty years.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::super::attachment::Attachment;
use super::{count, text};

/// Embeds the files, and names them in the catalog. `day` is that of the document.
pub fn attach(
    document: &mut Document,
    catalog: &mut Dictionary,
    attachments: &[Attachment],
    day: &Object,
) {
    if attachments.is_empty() {
        return;
    }
    let mut names = Vec::new();
    let mut associated = Vec::new();
    for attachment in attachments {
        let file = document.add_object(Stream::new(
            dictionary! {
                "Type" => "EmbeddedFile",
                "Subtype" => attachment.media_type,
                "Params" => dictionary! { "Size" => count(attachment.bytes.len()), "ModDate" => day.clone() },
            },
            attachment.bytes.clone(),
        ));
        let specification = document.add_object(dictionary! {
            "Type" => "Filespec",
            "F" => Object::string_literal(attachment.name),
            "UF" => Object::string_literal(attachment.name),
            "Desc" => text(attachment.says),
            // The figures that the pages print.
            "AFRelationship" => "Data",
            "EF" => dictionary! { "F" => file, "UF" => file },
        });
        names.push(Object::string_literal(attachment.name));
        names.push(Object::Reference(specification));
        associated.push(Object::Reference(specification));
    }
    catalog.set("AF", associated);
    catalog.set(
        "Names",
        dictionary! { "EmbeddedFiles" => dictionary! { "Names" => names } },
    );
}
