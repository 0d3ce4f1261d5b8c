//! The structure tree: each element with its role, its attributes and the content that it owns.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::super::paint::{runs, tag};
use super::super::sheet::{Area, ElementId, Layout, Mark, Marker, Owner, Role};
use super::annotations::Annotation;
use super::{count, real, text};
use crate::words::voice::Said;

/// One marked content: its sheet and its number there.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Content {
    sheet: usize,
    number: i64,
}

/// The elements that have something to say, each with its marked contents. A cell is kept when empty,
/// so that its row stays whole.
struct Kept(BTreeMap<ElementId, Vec<Content>>);

impl Kept {
    fn of(layout: &Layout) -> Self {
        let mut kept: BTreeMap<ElementId, Vec<Content>> = BTreeMap::new();
        for (sheet, marks) in layout.sheets.iter().enumerate() {
            for run in runs(marks) {
                if let (Owner::Element(id), Some(number)) = (run.owner, run.number) {
                    kept.entry(id).or_default().push(Content { sheet, number });
                }
            }
        }
        for (id, element) in layout.elements.all() {
            if matches!(
                element.role,
                Role::ColumnHeader | Role::RowHeader | Role::Cell
            ) {
                kept.entry(id).or_default();
            }
        }
        let mut parents: Vec<ElementId> = kept.keys().copied().collect();
        while let Some(id) = parents.pop() {
            if let Some(parent) = layout.elements.get(id).parent
                && !kept.contains_key(&parent)
            {
                kept.insert(parent, Vec::new());
                parents.push(parent);
            }
        }
        Self(kept)
    }

    /// The first content of each element, its own or that of what it holds.
    fn begins(&self, layout: &Layout) -> BTreeMap<ElementId, Content> {
        let mut begins: BTreeMap<ElementId, Content> = BTreeMap::new();
        // What an element holds comes after it.
        for (id, contents) in self.0.iter().rev() {
            let first = [contents.first(), begins.get(id)]
                .into_iter()
                .flatten()
                .min()
                .copied();
            let Some(first) = first else { continue };
            begins.insert(*id, first);
            if let Some(parent) = layout.elements.get(*id).parent {
                let known = begins.entry(parent).or_insert(first);
                *known = first.min(*known);
            }
        }
        begins
    }
}

/// Writes the tree and gives its root.
pub fn structure(
    document: &mut Document,
    layout: &Layout,
    pages: &[ObjectId],
    links: &BTreeMap<ElementId, Annotation>,
) -> ObjectId {
    let kept = Kept::of(layout);
    let objects: BTreeMap<ElementId, ObjectId> = kept
        .0
        .keys()
        .map(|id| (*id, document.new_object_id()))
        .collect();
    let root = document.new_object_id();
    let mut children: BTreeMap<ElementId, Vec<ElementId>> = BTreeMap::new();
    let mut top = Vec::new();
    for (id, object) in &objects {
        match layout.elements.get(*id).parent {
            Some(parent) => children.entry(parent).or_default().push(*id),
            None => top.push(Object::Reference(*object)),
        }
    }
    let begins = kept.begins(layout);
    for (id, contents) in &kept.0 {
        let parent = layout
            .elements
            .get(*id)
            .parent
            .and_then(|parent| objects.get(&parent))
            .copied()
            .unwrap_or(root);
        let mut entry = dictionary! {
            "Type" => "StructElem",
            "S" => tag(&layout.elements.get(*id).role),
            "P" => parent,
        };
        let own = contents.first().map(|first| first.sheet);
        if let Some(sheet) = own {
            entry.set("Pg", pages[sheet]);
        }
        let content = |content: &Content| -> Object {
            if Some(content.sheet) == own {
                return Object::Integer(content.number);
            }
            dictionary! { "Type" => "MCR", "Pg" => pages[content.sheet], "MCID" => content.number }
                .into()
        };
        // A link stands among the words of its note, in the order in which they are read.
        let mut kids = Vec::new();
        let mut own_contents = contents.iter().peekable();
        let mut inside = children.remove(id).unwrap_or_default();
        if inside
            .iter()
            .any(|child| layout.elements.block_of(*child) != *child)
        {
            inside.sort_by_key(|child| begins.get(child).copied());
        }
        for child in inside {
            let begins = begins.get(&child);
            while let Some(before) =
                own_contents.next_if(|own| begins.is_none_or(|begins| *own < begins))
            {
                kids.push(content(before));
            }
            kids.push(Object::Reference(objects[&child]));
        }
        kids.extend(own_contents.map(content));
        if let Some(link) = links.get(id) {
            kids.push(
                dictionary! { "Type" => "OBJR", "Obj" => link.object, "Pg" => pages[link.sheet] }
                    .into(),
            );
        }
        if !kids.is_empty() {
            entry.set("K", kids);
        }
        describe(&mut entry, layout, *id, contents);
        document.set_object(objects[id], entry);
    }
    let parents = parent_tree(document, layout, &objects, links);
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => top,
            "ParentTree" => parents,
            "ParentTreeNextKey" => count(layout.sheets.len() + links.len()),
        },
    );
    root
}

/// The attributes that a role asks for.
fn describe(entry: &mut Dictionary, layout: &Layout, id: ElementId, contents: &[Content]) {
    match &layout.elements.get(id).role {
        Role::ColumnHeader => entry.set("A", dictionary! { "O" => "Table", "Scope" => "Column" }),
        Role::RowHeader => entry.set("A", dictionary! { "O" => "Table", "Scope" => "Row" }),
        Role::List(Marker::Disc) => entry.set(
            "A",
            dictionary! { "O" => "List", "ListNumbering" => "Disc" },
        ),
        Role::List(Marker::Decimal) => entry.set(
            "A",
            dictionary! { "O" => "List", "ListNumbering" => "Decimal" },
        ),
        Role::Figure(alt) => {
            entry.set("Alt", text(alt));
            if let Some(box_) = bounding_box(layout, id, contents) {
                entry.set(
                    "A",
                    dictionary! { "O" => "Layout", "Placement" => "Block", "BBox" => box_ },
                );
            }
        }
        // Two notes never have the same name.
        Role::Note => entry.set("ID", Object::string_literal(format!("note-{}", id.0))),
        Role::Span(Said::Whole(words)) => entry.set("E", text(words)),
        Role::Span(Said::Language(code)) => entry.set("Lang", Object::string_literal(*code)),
        Role::Document
        | Role::Link
        | Role::Section
        | Role::Heading(_)
        | Role::Paragraph
        | Role::List(Marker::None)
        | Role::Item
        | Role::Label
        | Role::ItemBody
        | Role::Table
        | Role::Caption
        | Role::TableHead
        | Role::TableBody
        | Role::Row
        | Role::Cell => {}
    }
}

fn bounding_box(layout: &Layout, id: ElementId, contents: &[Content]) -> Option<Vec<Object>> {
    let sheet = contents.first()?.sheet;
    let marks = layout.sheets[sheet]
        .marks
        .iter()
        .filter(|mark| mark.owner == Owner::Element(id));
    let room = marks.map(Mark::area).reduce(Area::with)?;
    let height = layout.page.height;
    Some(
        [
            room.left,
            height - room.bottom,
            room.right,
            height - room.top,
        ]
        .map(real)
        .to_vec(),
    )
}

/// For each sheet, the element of each of its marked contents; for each link, its own.
fn parent_tree(
    document: &mut Document,
    layout: &Layout,
    objects: &BTreeMap<ElementId, ObjectId>,
    links: &BTreeMap<ElementId, Annotation>,
) -> ObjectId {
    let mut numbers = Vec::new();
    for (rank, sheet) in layout.sheets.iter().enumerate() {
        let owners: Vec<Object> = runs(sheet)
            .iter()
            .filter_map(|run| match run.owner {
                Owner::Element(id) => Some(Object::Reference(objects[&id])),
                Owner::Decoration | Owner::Running => None,
            })
            .collect();
        let owners = document.add_object(owners);
        numbers.push(Object::Integer(count(rank)));
        numbers.push(Object::Reference(owners));
    }
    // In the order of the keys.
    for (id, link) in links {
        numbers.push(Object::Integer(link.key));
        numbers.push(Object::Reference(objects[id]));
    }
    document.add_object(dictionary! { "Nums" => numbers })
}
