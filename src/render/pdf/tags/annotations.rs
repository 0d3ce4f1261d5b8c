//! Where the mouse and the keyboard find the links.

use std::collections::BTreeMap;

use lopdf::{Document, Object, ObjectId, dictionary};

use super::super::Error;
use super::super::sheet::{ElementId, Layout};
use super::outline::destination;
use super::{count, real, text};

/// The annotation of a link, and its page.
#[derive(Clone, Copy)]
pub struct Annotation {
    pub object: ObjectId,
    pub sheet: usize,
    /// Its key in the parent tree.
    pub key: i64,
}

/// Puts the links on their pages. Keys in the parent tree follow those of the pages.
pub fn annotations(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
) -> Result<BTreeMap<ElementId, Annotation>, Error> {
    let height = layout.page.height;
    let mut links = BTreeMap::new();
    let mut on_pages: BTreeMap<usize, Vec<Object>> = BTreeMap::new();
    for (rank, link) in layout.links.iter().enumerate() {
        let (room, sheet) = (link.room, link.sheet);
        let key = count(layout.sheets.len() + rank);
        let rectangle = [
            room.left,
            height - room.bottom,
            room.right,
            height - room.top,
        ];
        let object = document.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => rectangle.map(real).to_vec(),
            "Border" => vec![Object::Integer(0); 3],
            // It is printed as it is seen.
            "F" => 4,
            "Contents" => text(&format!("{}, dans le glossaire", link.words)),
            "StructParent" => key,
            "P" => pages[sheet],
            "Dest" => destination(layout, pages, link.target),
        });
        on_pages
            .entry(sheet)
            .or_default()
            .push(Object::Reference(object));
        links.insert(link.element, Annotation { object, sheet, key });
    }
    for (sheet, annotations) in on_pages {
        let page = document.get_dictionary_mut(pages[sheet])?;
        page.set("Annots", annotations);
    }
    Ok(links)
}
