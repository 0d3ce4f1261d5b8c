//! Elements to a structure tree, and all that makes the file accessible and lasting.
//!
//! The only file that knows lopdf. PDF/UA-1 and PDF/A-2a ask for every entry that is set here.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::report::block::Report;

use super::paint::{runs, tag};
use super::sheet::{Area, Bookmark, ElementId, HEIGHT, Layout, Marker, Owner, Role};
use super::xmp::{self, title};
use super::{Error, icc};

/// One marked content: its sheet and its number there.
#[derive(Clone, Copy)]
struct Content {
    sheet: usize,
    number: i64,
}

/// Tags, describes and saves a painted document.
pub fn finish(mut document: Document, layout: &Layout, report: &Report) -> Result<Vec<u8>, Error> {
    document.version = "1.7".to_string();
    let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
    let identity = identity(&document, report);
    let kept = Kept::of(layout);
    let objects: BTreeMap<ElementId, ObjectId> = kept
        .0
        .keys()
        .map(|id| (*id, document.new_object_id()))
        .collect();
    let tree = structure(&mut document, layout, &kept, &objects, &pages);
    prepare_pages(&mut document, &pages)?;
    prepare_fonts(&mut document);
    let outlines = outlines(&mut document, layout, &pages);
    let intent = output_intent(&mut document);
    let metadata = metadata(&mut document, report);

    let root = document
        .trailer
        .get(b"Root")
        .and_then(Object::as_reference)?;
    let catalog = document.get_dictionary_mut(root)?;
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
}

fn structure(
    document: &mut Document,
    layout: &Layout,
    kept: &Kept,
    objects: &BTreeMap<ElementId, ObjectId>,
    pages: &[ObjectId],
) -> ObjectId {
    let root = document.new_object_id();
    let mut children: BTreeMap<ElementId, Vec<Object>> = BTreeMap::new();
    let mut top = Vec::new();
    for (id, object) in objects {
        match layout.elements.get(*id).parent {
            Some(parent) => children
                .entry(parent)
                .or_default()
                .push(Object::Reference(*object)),
            None => top.push(Object::Reference(*object)),
        }
    }
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
        let mut kids: Vec<Object> = contents
            .iter()
            .map(|content| {
                if Some(content.sheet) == own {
                    return Object::Integer(content.number);
                }
                dictionary! { "Type" => "MCR", "Pg" => pages[content.sheet], "MCID" => content.number }.into()
            })
            .collect();
        kids.extend(children.remove(id).unwrap_or_default());
        entry.set("K", kids);
        describe(&mut entry, layout, *id, contents);
        document.set_object(objects[id], entry);
    }
    let parents = parent_tree(document, layout, objects);
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => top,
            "ParentTree" => parents,
            "ParentTreeNextKey" => count(layout.sheets.len()),
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
        Role::Document
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
    let room = marks.map(super::sheet::Mark::area).reduce(Area::with)?;
    Some(
        [
            room.left,
            HEIGHT - room.bottom,
            room.right,
            HEIGHT - room.top,
        ]
        .map(real)
        .to_vec(),
    )
}

/// For each sheet, the element of each of its marked contents.
fn parent_tree(
    document: &mut Document,
    layout: &Layout,
    objects: &BTreeMap<ElementId, ObjectId>,
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
    document.add_object(dictionary! { "Nums" => numbers })
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

/// The pages, and folded under each the headings inside it.
fn outlines(document: &mut Document, layout: &Layout, pages: &[ObjectId]) -> ObjectId {
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
    let (sheet, top) = place(layout, bookmark.element);
    let target = vec![
        pages[sheet].into(),
        "XYZ".into(),
        real(0.0),
        real(HEIGHT - top),
        Object::Null,
    ];
    dictionary! { "Title" => text(&bookmark.title), "Parent" => parent, "Dest" => target }
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
fn metadata(document: &mut Document, report: &Report) -> ObjectId {
    let entry = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    document
        .add_object(Stream::new(entry, xmp::packet(report).into_bytes()).with_compression(false))
}

fn information(document: &mut Document, report: &Report) -> ObjectId {
    let day = Object::string_literal(format!("D:{}000000Z", report.produced_on.format("%Y%m%d")));
    document.add_object(dictionary! {
        "Title" => text(&title(report)),
        "Author" => text(&report.organisation),
        "Subject" => text(&report.subtitle),
        "Creator" => Object::string_literal("Estran"),
        "Producer" => Object::string_literal("Estran"),
        "CreationDate" => day.clone(),
        "ModDate" => day,
    })
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
