//! Faults put on purpose into a good file: the checker must see each of them.

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use estran::render::pdf::{Theme, render};

use super::check::check;
use super::sample;

/// The sample with one edit.
fn spoiled(edit: impl FnOnce(&mut Document)) -> Vec<u8> {
    let good = render(&sample::report(), &Theme::default()).unwrap();
    let mut document = Document::load_mem(&good).unwrap();
    edit(&mut document);
    let mut bytes = Vec::new();
    document.save_modern(&mut bytes).unwrap();
    bytes
}

fn must_break(rule: &str, edit: impl FnOnce(&mut Document)) {
    let faults = check(&spoiled(edit));
    assert!(
        faults.iter().any(|fault| fault.rule == rule),
        "{rule} was not seen: {faults:?}"
    );
}

fn catalog(document: &mut Document) -> &mut Dictionary {
    let root = document
        .trailer
        .get(b"Root")
        .unwrap()
        .as_reference()
        .unwrap();
    document.get_dictionary_mut(root).unwrap()
}

/// The first element with this role.
fn element<'a>(document: &'a mut Document, role: &str) -> &'a mut Dictionary {
    let is_it = |object: &Object| {
        object.as_dict().is_ok_and(|entry| {
            entry.has_type(b"StructElem")
                && entry.get(b"S").unwrap().as_name().unwrap() == role.as_bytes()
        })
    };
    document
        .objects
        .values_mut()
        .find(|object| is_it(object))
        .unwrap()
        .as_dict_mut()
        .unwrap()
}

fn second_page(document: &Document) -> ObjectId {
    document.get_pages()[&2]
}

fn edit_content(document: &mut Document, edit: impl FnOnce(&mut Vec<Operation>)) {
    let page = second_page(document);
    let mut operations = document
        .get_and_decode_page_content(page)
        .unwrap()
        .operations;
    edit(&mut operations);
    document
        .change_page_content(page, Content { operations }.encode().unwrap())
        .unwrap();
}

fn edit_metadata(document: &mut Document, from: &str, to: &str) {
    let id = catalog(document)
        .get(b"Metadata")
        .unwrap()
        .as_reference()
        .unwrap();
    let stream = document
        .get_object_mut(id)
        .unwrap()
        .as_stream_mut()
        .unwrap();
    let words = String::from_utf8(stream.content.clone()).unwrap();
    assert!(words.contains(from));
    stream.set_plain_content(words.replace(from, to).into_bytes());
}

/// The first dictionary with a given key.
fn with_key<'a>(document: &'a mut Document, key: &[u8]) -> &'a mut Dictionary {
    document
        .objects
        .values_mut()
        .filter_map(|object| object.as_dict_mut().ok())
        .find(|entry| entry.has(key))
        .unwrap()
}

fn operation(operator: &str, operands: Vec<Object>) -> Operation {
    Operation::new(operator, operands)
}

#[test]
fn the_unspoiled_file_has_no_fault() {
    assert_eq!(check(&spoiled(|_| {})), []);
}

#[test]
fn no_language() {
    must_break("7.2-34", |document| drop(catalog(document).remove(b"Lang")));
}

#[test]
fn not_marked_as_tagged() {
    must_break("6.2-1", |document| {
        drop(catalog(document).remove(b"MarkInfo"));
    });
}

#[test]
fn title_not_displayed() {
    must_break("7.1-10", |document| {
        drop(catalog(document).remove(b"ViewerPreferences"));
    });
}

#[test]
fn not_declared_as_accessible() {
    must_break("5-1", |document| {
        edit_metadata(document, "<pdfuaid:part>1</pdfuaid:part>", "");
    });
}

#[test]
fn no_title_in_the_metadata() {
    must_break("7.1-9", |document| {
        edit_metadata(document, "dc:title>", "dc:subject>");
    });
}

#[test]
fn a_figure_without_words() {
    must_break("7.3-1", |document| {
        drop(element(document, "Figure").remove(b"Alt"));
    });
}

#[test]
fn a_header_cell_without_scope() {
    must_break("7.5-1", |document| {
        drop(element(document, "TH").remove(b"A"));
    });
}

#[test]
fn a_heading_that_skips_a_level() {
    must_break("7.4.2-1", |document| element(document, "H2").set("S", "H5"));
}

#[test]
fn a_cell_outside_a_row() {
    must_break("7.2-9", |document| {
        let row = element(document, "TD")
            .get(b"P")
            .unwrap()
            .as_reference()
            .unwrap();
        document.get_dictionary_mut(row).unwrap().set("S", "Div");
    });
}

#[test]
fn a_row_with_a_cell_too_few() {
    must_break("7.2-42", |document| {
        let Ok(Object::Array(cells)) = element(document, "TR").get_mut(b"K") else {
            panic!("a row holds cells")
        };
        cells.pop();
    });
}

#[test]
fn a_type_that_nobody_knows() {
    must_break("7.1-5", |document| {
        element(document, "P").set("S", "Paragraphe");
    });
}

#[test]
fn text_outside_of_any_tag() {
    must_break("7.1-3", |document| {
        edit_content(document, |operations| {
            let text = operations
                .iter()
                .find(|operation| operation.operator == "TJ")
                .unwrap()
                .clone();
            operations.push(text);
        });
    });
}

#[test]
fn a_path_outside_of_any_tag() {
    must_break("7.1-3", |document| {
        edit_content(document, |operations| {
            operations.push(operation(
                "re",
                vec![0.into(), 0.into(), 9.into(), 9.into()],
            ));
            operations.push(operation("f", vec![]));
        });
    });
}

#[test]
fn an_artifact_inside_tagged_content() {
    must_break("7.1-1", |document| {
        edit_content(document, |operations| {
            let tagged = |operation: &Operation| {
                operation.operator == "BDC" && format!("{:?}", operation.operands).contains("MCID")
            };
            let at = operations.iter().position(tagged).unwrap();
            operations.insert(at + 1, operation("BMC", vec!["Artifact".into()]));
            operations.insert(at + 2, operation("EMC", vec![]));
        });
    });
}

fn add_link(document: &mut Document, link: Dictionary) {
    let link = document.add_object(link);
    let page = second_page(document);
    document
        .get_dictionary_mut(page)
        .unwrap()
        .set("Annots", vec![Object::Reference(link)]);
}

#[test]
fn a_link_without_words() {
    must_break("7.18.5-2", |document| {
        add_link(
            document,
            dictionary! { "Type" => "Annot", "Subtype" => "Link", "F" => 4, "StructParent" => 99 },
        );
    });
}

#[test]
fn a_link_that_is_not_tagged() {
    must_break("7.18.1-1", |document| {
        let contents = Object::string_literal("un lien");
        add_link(
            document,
            dictionary! { "Type" => "Annot", "Subtype" => "Link", "F" => 4, "Contents" => contents },
        );
    });
}

#[test]
fn no_order_for_the_tab_key() {
    must_break("7.18.3-1", |document| {
        let page = second_page(document);
        document.get_dictionary_mut(page).unwrap().remove(b"Tabs");
    });
}

#[test]
fn a_font_that_is_not_embedded() {
    must_break("7.21.4.1-1", |document| {
        drop(with_key(document, b"FontFile2").remove(b"FontFile2"));
    });
}

#[test]
fn a_font_without_letters() {
    must_break("7.21.7-1", |document| {
        drop(with_key(document, b"ToUnicode").remove(b"ToUnicode"));
    });
}

#[test]
fn a_width_that_is_not_that_of_the_font() {
    must_break("7.21.5-1", |document| {
        let font = with_key(document, b"DescendantFonts");
        let Ok(Object::Array(inner)) = font.get_mut(b"DescendantFonts") else {
            panic!("a font holds glyphs")
        };
        inner[0].as_dict_mut().unwrap().set(
            "W",
            vec![Object::Integer(1), Object::Array(vec![1.into(); 30])],
        );
    });
}

#[test]
fn the_glyph_of_a_missing_letter() {
    must_break("7.21.8-1", |document| {
        edit_content(document, |operations| {
            let text = operations
                .iter_mut()
                .find(|operation| operation.operator == "TJ")
                .unwrap();
            text.operands = vec![Object::Array(vec![Object::String(
                vec![0, 0],
                lopdf::StringFormat::Hexadecimal,
            )])];
        });
    });
}

#[test]
fn content_that_the_tree_does_not_know() {
    must_break("tree", |document| {
        element(document, "H1").set("K", Vec::<Object>::new());
    });
}
