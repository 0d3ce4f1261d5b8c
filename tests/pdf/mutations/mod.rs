//! Faults put on purpose into a good file: the checker must see each of them, and each of its rules must
//! have one that only it can see.

mod annotations;
mod attached;
mod colours;
mod document;
mod drawing;
mod edit;
mod elements;
mod file;
mod fonts;
mod language;
mod marks;
mod metadata;
mod objects;
mod structure;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use estran::proof::{self, Profile};
use estran::render::pdf::{Theme, render};
use lopdf::Document;

use super::sample;

/// The number of a rule, what is wrong, and the edit that makes it so.
pub type Seed = (&'static str, &'static str, fn(&mut Document));

/// The same, by an edit of the bytes.
pub type RawSeed = (&'static str, &'static str, fn(&mut Vec<u8>));

/// Seeds by subject.
const SEEDS: [&[Seed]; 13] = [
    annotations::SEEDS,
    attached::SEEDS,
    colours::SEEDS,
    document::SEEDS,
    drawing::SEEDS,
    elements::SEEDS,
    file::SEEDS,
    fonts::SEEDS,
    language::SEEDS,
    marks::SEEDS,
    metadata::SEEDS,
    objects::SEEDS,
    structure::SEEDS,
];

static GOOD: LazyLock<Document> = LazyLock::new(|| {
    let good = render(&sample::report(), &Theme::default()).unwrap();
    Document::load_mem(&good).unwrap()
});

/// The numbers of the rules that a file breaks.
fn broken(bytes: &[u8]) -> BTreeSet<&'static str> {
    let asked = ["ua-1", "a-2a", "a-3a"].map(|code| code.parse::<Profile>().unwrap());
    let Ok(proof) = proof::check(bytes, &asked) else {
        return BTreeSet::from(["not readable"]);
    };
    let rules = proof.faults.iter().map(|fault| fault.rule);
    rules
        .flat_map(|rule| rule.ids)
        .map(|id| id.number)
        .collect()
}

/// The sample with one edit.
fn spoiled(edit: impl FnOnce(&mut Document)) -> Vec<u8> {
    let mut document = GOOD.clone();
    edit(&mut document);
    let mut bytes = Vec::new();
    if document.is_encrypted() {
        document.save_to(&mut bytes).unwrap();
    } else {
        document.save_modern(&mut bytes).unwrap();
    }
    bytes
}

/// The sample with each object at its own place, and one edit of the bytes.
fn spoiled_bytes(edit: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut document = edit::with_room(&GOOD);
    document.save_to(&mut bytes).unwrap();
    edit(&mut bytes);
    bytes
}

#[test]
fn the_unspoiled_file_has_no_fault() {
    assert_eq!(broken(&spoiled(|_| {})), BTreeSet::new());
    assert_eq!(broken(&spoiled_bytes(|_| {})), BTreeSet::new());
}

#[test]
fn what_is_added_well_has_no_fault() {
    for (what, edit) in edit::GOOD {
        assert_eq!(broken(&spoiled(edit)), BTreeSet::new(), "{what}");
    }
}

#[test]
fn each_seeded_fault_is_seen_under_its_rule() {
    let mut unseen = Vec::new();
    std::thread::scope(|scope| {
        let threads: Vec<_> = SEEDS
            .iter()
            .map(|seeds| {
                scope.spawn(|| {
                    let seen = seeds
                        .iter()
                        .map(|(rule, what, edit)| (*rule, *what, broken(&spoiled(edit))));
                    seen.filter(|(rule, _, seen)| !seen.contains(rule))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        for thread in threads {
            unseen.extend(thread.join().unwrap());
        }
    });
    let raw = file::RAW_SEEDS.iter();
    let raw = raw.map(|(rule, what, edit)| (*rule, *what, broken(&spoiled_bytes(edit))));
    unseen.extend(raw.filter(|(rule, _, seen)| !seen.contains(rule)));
    assert!(unseen.is_empty(), "{unseen:#?}");
}

#[test]
fn each_rule_has_a_seeded_fault() {
    let seeded = SEEDS
        .iter()
        .flat_map(|seeds| seeds.iter().map(|seed| seed.0));
    let seeded: BTreeSet<&str> = seeded
        .chain(file::RAW_SEEDS.iter().map(|seed| seed.0))
        .collect();
    let without: Vec<_> = proof::rules()
        .filter(|rule| !rule.ids.iter().any(|id| seeded.contains(id.number)))
        .map(|rule| (rule.ids[0].number, rule.asks))
        .collect();
    assert!(without.is_empty(), "{without:#?}");
}

#[test]
fn no_number_is_that_of_two_rules() {
    let mut seen = BTreeSet::new();
    for id in proof::rules().flat_map(|rule| rule.ids) {
        assert!(seen.insert((id.standard(), id.number)), "{id:?}");
    }
}
