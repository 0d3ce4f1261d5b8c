//! Small edits of a document, from which the seeded faults are made.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

/// A typeface with all its tables, as another program may embed it.
pub const FACE: &[u8] = include_bytes!("../../../assets/fonts/SourceSans3-Regular.ttf");

type Edit = fn(&mut Document);

/// Things added as they should be: no rule may complain.
pub const GOOD: [(&str, Edit); 8] = [
    ("a link", |document| link(document, |_| {})),
    ("a comment", |document| comment(document, |_| {})),
    ("an attached file", |document| attach(document, |_, _| {})),
    ("a simple font", |document| simple_font(document, |_| {})),
    ("a table with spans", |document| {
        grow(
            document,
            "Table(Caption THead(TR(TH TH))TBody(TR(TD TD))TFoot(TR(TD TD)))",
        );
    }),
    ("nested lists, a table of contents, a note", |document| {
        grow(
            document,
            "Sect(L(Caption LI(Lbl LBody(L(LI(LBody)))))TOC(Caption TOCI TOC(TOCI))Note)",
        );
    }),
    ("rows inside a group", |document| {
        grow(document, "Table(Div(TR(TH TD)TR(TH TD)))");
    }),
    ("a form used twice", |document| {
        form(document, &dictionary! {}, b"0 0 9 9 re f", 2);
    }),
];

pub fn text(words: &str) -> Object {
    Object::String(words.as_bytes().to_vec(), StringFormat::Literal)
}

/// Each entry in the place of the former.
pub fn set_all(entries: &mut Dictionary, more: &Dictionary) {
    for (key, value) in more {
        entries.set(key.clone(), value.clone());
    }
}

pub fn catalog(document: &mut Document) -> &mut Dictionary {
    document.catalog_mut().unwrap()
}

pub fn tree(document: &mut Document) -> &mut Dictionary {
    let root = catalog(document)
        .get(b"StructTreeRoot")
        .unwrap()
        .as_reference()
        .unwrap();
    document.get_dictionary_mut(root).unwrap()
}

pub fn page(document: &mut Document) -> &mut Dictionary {
    let second = page_id(document);
    document.get_dictionary_mut(second).unwrap()
}

pub fn page_id(document: &Document) -> ObjectId {
    document.get_pages()[&2]
}

/// The first element with this role.
pub fn element_id(document: &Document, role: &str) -> ObjectId {
    let is_it = |object: &Object| {
        object.as_dict().is_ok_and(|entry| {
            entry.has_type(b"StructElem")
                && entry.get(b"S").unwrap().as_name().unwrap() == role.as_bytes()
        })
    };
    *document
        .objects
        .iter()
        .find(|(_, object)| is_it(object))
        .unwrap()
        .0
}

pub fn element<'a>(document: &'a mut Document, role: &str) -> &'a mut Dictionary {
    let id = element_id(document, role);
    document.get_dictionary_mut(id).unwrap()
}

/// The first dictionary with a given key.
pub fn with_key<'a>(document: &'a mut Document, key: &[u8]) -> &'a mut Dictionary {
    let dictionaries = document
        .objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok());
    dictionaries
        .into_iter()
        .find(|entry| entry.has(key))
        .unwrap()
}

pub fn metadata(document: &mut Document) -> &mut Stream {
    let id = catalog(document)
        .get(b"Metadata")
        .unwrap()
        .as_reference()
        .unwrap();
    document
        .get_object_mut(id)
        .unwrap()
        .as_stream_mut()
        .unwrap()
}

pub fn reword(document: &mut Document, from: &str, to: &str) {
    let stream = metadata(document);
    let words = String::from_utf8(stream.content.clone()).unwrap();
    assert!(words.contains(from), "{from}");
    stream.set_plain_content(words.replace(from, to).into_bytes());
}

/// Takes a property out of the metadata, element and all.
pub fn forget(document: &mut Document, name: &str) {
    let stream = metadata(document);
    let words = String::from_utf8(stream.content.clone()).unwrap();
    let (start, end) = (
        words.find(&format!("<{name}>")).unwrap(),
        format!("</{name}>"),
    );
    let stop = words[start..].find(&end).unwrap() + start + end.len();
    stream.set_plain_content([&words[..start], &words[stop..]].concat().into_bytes());
}

/// Adds to what the second page paints.
pub fn paint(document: &mut Document, operations: &str) {
    let page = page_id(document);
    let content = document.get_page_content(page);
    let content = [content, b"\n".to_vec(), operations.as_bytes().to_vec()].concat();
    document.change_page_content(page, content).unwrap();
}

/// The same, as decoration.
pub fn decorate(document: &mut Document, operations: &str) {
    paint(document, &format!("/Artifact BMC q {operations} Q EMC"));
}

/// Puts a resource at the hand of the second page.
pub fn resource(document: &mut Document, kind: &str, name: &str, value: impl Into<Object>) {
    let value = document.add_object(value);
    let resources = page(document).get(b"Resources").unwrap().clone();
    let mut resources = match resources {
        Object::Reference(id) => document.get_dictionary(id).unwrap().clone(),
        other => other.as_dict().unwrap().clone(),
    };
    let mut named = match resources.get(kind.as_bytes()) {
        Ok(Object::Reference(id)) => document.get_dictionary(*id).unwrap().clone(),
        Ok(Object::Dictionary(named)) => named.clone(),
        _ => Dictionary::new(),
    };
    named.set(name, value);
    resources.set(kind, named);
    page(document).set("Resources", resources);
}

/// Settings of drawing in force on the second page.
pub fn settings(document: &mut Document, settings: Dictionary) {
    resource(document, "ExtGState", "GsX", settings);
    decorate(document, "/GsX gs 0 0 9 9 re f");
}

/// An image of one point on the second page.
pub fn image(document: &mut Document, more: &Dictionary) {
    let mut entries = dictionary! {
        "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1,
        "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
    };
    set_all(&mut entries, more);
    resource(document, "XObject", "ImX", Stream::new(entries, vec![0]));
    decorate(document, "/ImX Do");
}

/// A form, painted as decoration so many times.
pub fn form(document: &mut Document, more: &Dictionary, content: &[u8], times: usize) {
    let mut entries = dictionary! {
        "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        "Resources" => Dictionary::new(),
    };
    set_all(&mut entries, more);
    resource(
        document,
        "XObject",
        "FmX",
        Stream::new(entries, content.to_vec()),
    );
    decorate(document, &"/FmX Do ".repeat(times));
}

/// Adds elements under the first section, from « Table(TR(TH TD)) ». Each is given all that it needs: a
/// direction to headers, an identifier to notes, words and a place to figures.
pub fn grow(document: &mut Document, spec: &str) {
    let mut holders = vec![element_id(document, "Document")];
    let mut count = 0;
    let mut rest = spec;
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '(' | ' ' => 1,
            ')' => {
                holders.pop();
                1
            }
            _ => {
                let end = rest.find(['(', ')', ' ']).unwrap_or(rest.len());
                count += 1;
                let holder = *holders.last().unwrap();
                let grown = add(document, holder, &rest[..end], count);
                if rest[end..].starts_with('(') {
                    holders.push(grown);
                }
                end
            }
        };
        rest = &rest[taken..];
    }
}

fn add(document: &mut Document, holder: ObjectId, role: &str, count: usize) -> ObjectId {
    let mut entry = dictionary! { "Type" => "StructElem", "S" => role, "P" => holder };
    match role {
        "TH" => entry.set("A", dictionary! { "O" => "Table", "Scope" => "Column" }),
        "Note" => entry.set("ID", text(&format!("note-{count}"))),
        "Figure" => {
            entry.set("Alt", text("un dessin"));
            entry.set("A", dictionary! { "O" => "Layout", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()] });
        }
        _ => {}
    }
    let id = document.add_object(entry);
    let holder = document.get_dictionary_mut(holder).unwrap();
    match holder.get_mut(b"K") {
        Ok(Object::Array(kids)) => kids.push(id.into()),
        Ok(kid) => *kid = vec![kid.clone(), id.into()].into(),
        Err(_) => holder.set("K", vec![Object::from(id)]),
    }
    id
}

/// Puts spans or other attributes of tables on the last element of a kind.
pub fn span(document: &mut Document, role: &str, attributes: &Dictionary) {
    let is_it = |object: &Object| {
        object.as_dict().is_ok_and(|entry| {
            entry
                .get(b"S")
                .and_then(Object::as_name)
                .is_ok_and(|name| name == role.as_bytes())
        })
    };
    let id = *document
        .objects
        .iter()
        .rev()
        .find(|(_, object)| is_it(object))
        .unwrap()
        .0;
    let mut all = dictionary! { "O" => "Table" };
    set_all(&mut all, attributes);
    document.get_dictionary_mut(id).unwrap().set("A", all);
}

/// An annotation on the second page, tied to a new element of this role.
fn annotate(document: &mut Document, role: &str, annotation: Dictionary) {
    let annotation = document.add_object(annotation);
    page(document).set("Annots", vec![Object::from(annotation)]);
    let holder = element_id(document, "Document");
    let element = add(document, holder, role, 0);
    let at = page_id(document);
    let back = dictionary! { "Type" => "OBJR", "Obj" => annotation, "Pg" => at };
    document
        .get_dictionary_mut(element)
        .unwrap()
        .set("K", vec![Object::from(back)]);
    let numbers = tree(document)
        .get(b"ParentTree")
        .unwrap()
        .as_reference()
        .unwrap();
    let Ok(Object::Array(numbers)) = document
        .get_dictionary_mut(numbers)
        .unwrap()
        .get_mut(b"Nums")
    else {
        panic!("the parent tree is one leaf")
    };
    numbers.extend([Object::Integer(900), element.into()]);
}

fn laid(kind: &str) -> Dictionary {
    dictionary! {
        "Type" => "Annot", "Subtype" => kind, "F" => 4, "StructParent" => 900, "Contents" => text("la page 1"),
        "Rect" => vec![100.into(), 100.into(), 200.into(), 120.into()],
    }
}

pub fn link(document: &mut Document, edit: impl FnOnce(&mut Dictionary)) {
    let mut link = laid("Link");
    edit(&mut link);
    annotate(document, "Link", link);
}

/// A note with its look.
pub fn comment(document: &mut Document, edit: impl FnOnce(&mut Dictionary)) {
    laid_down(document, "Square", "Annot", edit);
}

pub fn laid_down(
    document: &mut Document,
    kind: &str,
    role: &str,
    edit: impl FnOnce(&mut Dictionary),
) {
    let look = dictionary! { "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 9.into(), 9.into()], "Resources" => Dictionary::new() };
    let look = document.add_object(Stream::new(look, b"0 0 9 9 re f".to_vec()));
    let mut comment = laid(kind);
    comment.set("AP", dictionary! { "N" => look });
    edit(&mut comment);
    annotate(document, role, comment);
}

/// A PDF attached as PDF/A-2 and PDF/A-3 both want it: an archive itself, dated, related, listed.
pub fn attach(document: &mut Document, edit: impl FnOnce(&mut Dictionary, &mut Stream)) {
    let mut inside = Vec::new();
    document.clone().save_modern(&mut inside).unwrap();
    let details = dictionary! { "ModDate" => text("D:20261105000000Z"), "Size" => i64::try_from(inside.len()).unwrap() };
    let mut content = Stream::new(
        dictionary! { "Type" => "EmbeddedFile", "Subtype" => "application/pdf", "Params" => details },
        inside,
    );
    let mut file = dictionary! {
        "Type" => "Filespec", "F" => text("a.pdf"), "UF" => text("a.pdf"), "AFRelationship" => "Data",
    };
    edit(&mut file, &mut content);
    let content = document.add_object(content);
    file.set("EF", dictionary! { "F" => content, "UF" => content });
    let file = document.add_object(file);
    let names = dictionary! { "Names" => vec![text("a.pdf"), file.into()] };
    catalog(document).set("Names", dictionary! { "EmbeddedFiles" => names });
    catalog(document).set("AF", vec![Object::from(file)]);
}

/// The font of the second page, its glyphs and what it says of them.
pub fn font(document: &mut Document) -> &mut Dictionary {
    with_key(document, b"DescendantFonts")
}

pub fn inner(document: &mut Document) -> &mut Dictionary {
    let held = font(document)
        .get(b"DescendantFonts")
        .unwrap()
        .as_array()
        .unwrap()[0]
        .clone();
    match held {
        Object::Reference(id) => document.get_dictionary_mut(id).unwrap(),
        _ => match font(document).get_mut(b"DescendantFonts") {
            Ok(Object::Array(inner)) => inner[0].as_dict_mut().unwrap(),
            _ => unreachable!(),
        },
    }
}

/// A TrueType font of one letter, « A », shown on the second page.
pub fn simple_font(document: &mut Document, edit: impl FnOnce(&mut Dictionary)) {
    simple_font_with(document, 32, FACE.to_vec(), edit);
}

pub fn simple_font_with(
    document: &mut Document,
    flags: i64,
    program: Vec<u8>,
    edit: impl FnOnce(&mut Dictionary),
) {
    let program = document.add_object(Stream::new(dictionary! {}, program));
    let descriptor = document.add_object(dictionary! { "Type" => "FontDescriptor", "FontName" => "Essai", "Flags" => flags, "FontFile2" => program });
    let face = rustybuzz::ttf_parser::Face::parse(FACE, 0).unwrap();
    let glyph = face.glyph_index('A').unwrap();
    let width =
        i64::from(face.glyph_hor_advance(glyph).unwrap()) * 1000 / i64::from(face.units_per_em());
    let mut font = dictionary! {
        "Type" => "Font", "Subtype" => "TrueType", "BaseFont" => "Essai", "FirstChar" => 65, "LastChar" => 65,
        "Widths" => vec![Object::Integer(width)], "Encoding" => "WinAnsiEncoding", "FontDescriptor" => descriptor,
    };
    edit(&mut font);
    resource(document, "Font", "FtX", font);
    decorate(document, "BT /FtX 12 Tf (A) Tj ET");
}

/// A copy whose catalogue holds a word of 50 letters, to be replaced in the bytes.
pub fn with_room(document: &Document) -> Document {
    let mut document = document.clone();
    catalog(&mut document).set("Place", text(&"x".repeat(50)));
    document
}

/// Replaces bytes by as many.
pub fn swap(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    assert_eq!(from.len(), to.len());
    let at = bytes
        .windows(from.len())
        .position(|some| some == from)
        .unwrap();
    bytes[at..at + to.len()].copy_from_slice(to);
}
