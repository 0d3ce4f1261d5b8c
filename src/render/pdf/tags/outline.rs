//! The bookmarks: the pages, and folded under each the headings inside it.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::super::sheet::{Bookmark, ElementId, Layout, Owner};
use super::{count, real, text};

/// The pages, and folded under each the headings inside it.
pub fn outlines(document: &mut Document, layout: &Layout, pages: &[ObjectId]) -> ObjectId {
    let root = document.new_object_id();
    let mut groups: Vec<(&Bookmark, Vec<&Bookmark>)> = Vec::new();
    for bookmark in &layout.bookmarks {
        match groups.last_mut() {
            Some((_, inside)) if bookmark.depth > 0 => inside.push(bookmark),
            Some(_) | None => groups.push((bookmark, Vec::new())),
        }
    }
    let mut top = Vec::new();
    for (page, inside) in &groups {
        let id = document.new_object_id();
        let mut entry = outline_entry(layout, pages, page, root);
        let within: Vec<(ObjectId, Dictionary)> = inside
            .iter()
            .map(|heading| {
                (
                    document.new_object_id(),
                    outline_entry(layout, pages, heading, id),
                )
            })
            .collect();
        if let (Some(first), Some(last)) = (within.first(), within.last()) {
            entry.set("First", first.0);
            entry.set("Last", last.0);
            entry.set("Count", -count(within.len()));
        }
        chain(document, within);
        top.push((id, entry));
    }
    let mut outlines = dictionary! { "Type" => "Outlines", "Count" => count(top.len()) };
    if let (Some(first), Some(last)) = (top.first(), top.last()) {
        outlines.set("First", first.0);
        outlines.set("Last", last.0);
    }
    chain(document, top);
    document.set_object(root, outlines);
    root
}

fn chain(document: &mut Document, entries: Vec<(ObjectId, Dictionary)>) {
    let ids: Vec<ObjectId> = entries.iter().map(|(id, _)| *id).collect();
    for (rank, (id, mut entry)) in entries.into_iter().enumerate() {
        if rank > 0 {
            entry.set("Prev", ids[rank - 1]);
        }
        if let Some(next) = ids.get(rank + 1) {
            entry.set("Next", *next);
        }
        document.set_object(id, entry);
    }
}

fn outline_entry(
    layout: &Layout,
    pages: &[ObjectId],
    bookmark: &Bookmark,
    parent: ObjectId,
) -> Dictionary {
    let target = destination(layout, pages, bookmark.element);
    dictionary! { "Title" => text(&bookmark.title), "Parent" => parent, "Dest" => target }
}

/// The place of an element, at the size that the reader has chosen.
pub fn destination(layout: &Layout, pages: &[ObjectId], element: ElementId) -> Vec<Object> {
    let (sheet, top) = place(layout, element);
    vec![
        pages[sheet].into(),
        "XYZ".into(),
        real(0.0),
        real(layout.page.height - top),
        Object::Null,
    ]
}

/// The sheet of an element, and a little above its first mark.
fn place(layout: &Layout, id: ElementId) -> (usize, f64) {
    layout
        .sheets
        .iter()
        .enumerate()
        .find_map(|(rank, sheet)| {
            let first = sheet
                .marks
                .iter()
                .find(|mark| mark.owner == Owner::Element(id))?;
            Some((rank, (first.area().top - 16.0).max(0.0)))
        })
        .unwrap_or((0, 0.0))
}
