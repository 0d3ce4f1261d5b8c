//! Files cut, scratched or made to harm: the checker answers, in little time, and never panics.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use estran::proof::{self, Unreadable};
use estran::render::pdf::{Theme, render};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use proptest::prelude::*;

use super::sample;

/// The sample as it is made, and with nothing compressed: scratches then reach every word of it.
static FILES: LazyLock<[Vec<u8>; 2]> = LazyLock::new(|| {
    let mut report = sample::report();
    report.pages.truncate(3);
    let made = render(&report, &Theme::default()).unwrap();
    let mut plain = Document::load_mem(&made).unwrap();
    plain.decompress();
    let mut bytes = Vec::new();
    plain.save_to(&mut bytes).unwrap();
    [made, bytes]
});

fn answers(bytes: &[u8]) {
    if let Ok(proof) = proof::check(bytes, &[]) {
        for fault in proof.faults {
            assert!(!fault.what.is_empty());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn a_file_cut_anywhere_is_answered(file in 0..2_usize, place in 0.0..1.0_f64) {
        let whole = &FILES[file];
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the file")]
        let place = (place * whole.len() as f64) as usize;
        answers(&whole[..place]);
    }

    #[test]
    fn a_file_scratched_anywhere_is_answered(
        file in 0..2_usize,
        scratches in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
    ) {
        let mut bytes = FILES[file].clone();
        for (place, byte) in scratches {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        answers(&bytes);
    }

    #[test]
    fn a_file_whose_words_change_place_is_answered(
        swaps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), 1..30_usize), 1..12),
    ) {
        let mut bytes = FILES[1].clone();
        for (from, to, length) in swaps {
            let (from, to) = (from.index(bytes.len() - length), to.index(bytes.len() - length));
            let words = bytes[from..from + length].to_vec();
            bytes[to..to + length].copy_from_slice(&words);
        }
        answers(&bytes);
    }

    #[test]
    fn any_bytes_after_the_header_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        answers(&[b"%PDF-1.7\n".to_vec(), bytes].concat());
    }
}

/// Why the file is turned back.
fn refused(bytes: &[u8]) -> Unreadable {
    proof::check(bytes, &[]).unwrap_err()
}

#[test]
fn what_cannot_be_checked_says_why() {
    let [made, _] = &*FILES;
    assert_eq!(refused(b""), Unreadable::NotPdf);
    assert_eq!(refused(b"bonjour"), Unreadable::NotPdf);
    assert_eq!(refused(&made[..made.len() / 2]), Unreadable::Cut);
    assert_eq!(
        refused(b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"),
        Unreadable::Broken
    );
}

/// The sample made to harm is answered within seconds.
fn harmed(edit: impl FnOnce(&mut Document)) {
    let mut document = Document::load_mem(&FILES[0]).unwrap();
    edit(&mut document);
    let mut bytes = Vec::new();
    document.save_modern(&mut bytes).unwrap();
    let start = Instant::now();
    answers(&bytes);
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
}

fn root(document: &mut Document) -> &mut Dictionary {
    let root = document
        .catalog()
        .unwrap()
        .get(b"StructTreeRoot")
        .unwrap()
        .as_reference()
        .unwrap();
    document.get_dictionary_mut(root).unwrap()
}

fn first_page(document: &Document) -> ObjectId {
    document.get_pages()[&1]
}

#[test]
fn a_tree_of_a_hundred_thousand_elements_one_inside_another() {
    harmed(|document| {
        let mut inside: Option<ObjectId> = None;
        for _ in 0..100_000 {
            let mut element = dictionary! { "Type" => "StructElem", "S" => "Div" };
            if let Some(inside) = inside {
                element.set("K", inside);
            }
            inside = Some(document.add_object(element));
        }
        root(document).set("K", inside.unwrap());
    });
}

#[test]
fn a_tree_whose_elements_all_hold_all_of_them() {
    harmed(|document| {
        let all = document.new_object_id();
        let page = first_page(document);
        let elements = (0..500).map(|_| {
            let element =
                dictionary! { "Type" => "StructElem", "S" => "P", "K" => all, "Pg" => page };
            Object::from(document.add_object(element))
        });
        let numbers = (0..20_000).map(Object::Integer);
        let held: Vec<Object> = elements
            .collect::<Vec<_>>()
            .into_iter()
            .chain(numbers)
            .collect();
        document.set_object(all, held);
        root(document).set("K", all);
    });
}

#[test]
fn parents_pages_forms_and_types_that_turn_in_circles() {
    harmed(|document| {
        let page = first_page(document);
        let pages = document
            .catalog()
            .unwrap()
            .get(b"Pages")
            .unwrap()
            .as_reference()
            .unwrap();
        document
            .get_dictionary_mut(pages)
            .unwrap()
            .set("Parent", page);
        document
            .get_dictionary_mut(page)
            .unwrap()
            .remove(b"MediaBox");
        document
            .get_dictionary_mut(page)
            .unwrap()
            .remove(b"Resources");
        let form = document.new_object_id();
        let resources = dictionary! { "XObject" => dictionary! { "F" => form } };
        let entries = dictionary! { "Subtype" => "Form", "Resources" => resources.clone() };
        document.set_object(form, Stream::new(entries, b"/F Do /F Do".to_vec()));
        document
            .get_dictionary_mut(page)
            .unwrap()
            .set("Resources", resources);
        document
            .change_page_content(page, b"/F Do".to_vec())
            .unwrap();
        let types: Dictionary = (0..5_000)
            .map(|at| {
                (
                    format!("T{at}").into_bytes(),
                    Object::from(format!("T{}", (at + 1) % 5_000).as_str()),
                )
            })
            .collect();
        root(document).set("RoleMap", types);
        let numbers = document.new_object_id();
        document.set_object(
            numbers,
            dictionary! { "Kids" => vec![Object::from(numbers), numbers.into()] },
        );
        root(document).set("ParentTree", numbers);
    });
}

#[test]
fn streams_that_swell() {
    harmed(|document| {
        let page = first_page(document);
        let mut stream = Stream::new(dictionary! {}, b"q ".repeat(10 << 20));
        stream.compress().unwrap();
        let stream = document.add_object(stream);
        document
            .get_dictionary_mut(page)
            .unwrap()
            .set("Contents", stream);
        let font = document
            .objects
            .values_mut()
            .filter_map(|object| object.as_dict_mut().ok());
        for font in font.filter(|font| font.has_type(b"Font") && font.has(b"W")) {
            font.set(
                "W",
                [0, 65_535, 1]
                    .repeat(20_000)
                    .into_iter()
                    .map(Object::Integer)
                    .collect::<Vec<_>>(),
            );
        }
    });
}
