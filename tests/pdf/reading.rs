//! What a screen reader goes through: the order of ideas, what it says of some words, where its links lead.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use estran::render::pdf::sheet::{ElementId, Owner, Role, Shape};
use estran::render::pdf::{Layout, Theme, layout, render};

use super::sample;
use crate::months;

/// The elements that are read, one a line: their role, their words.
fn reading(layout: &Layout) -> String {
    let mut read = String::new();
    read_from(layout, None, 0, &mut read);
    read
}

fn read_from(layout: &Layout, parent: Option<ElementId>, depth: usize, read: &mut String) {
    for (id, element) in layout
        .elements
        .all()
        .filter(|(_, element)| element.parent == parent)
    {
        if matches!(element.role, Role::Link | Role::Span(_)) {
            continue;
        }
        let words = match &element.role {
            Role::Figure(alt) => alt.clone(),
            _ => words(layout, id),
        };
        let _ = writeln!(
            read,
            "{}{:?} {}",
            "  ".repeat(depth),
            element.role,
            visible(&words)
        );
        read_from(layout, Some(id), depth + 1, read);
    }
}

/// The words of an element and of what stands in it, in the order of the sheets.
fn words(layout: &Layout, id: ElementId) -> String {
    let marks = layout.sheets.iter().flat_map(|sheet| &sheet.marks);
    marks
        .filter(|mark| matches!(mark.owner, Owner::Element(owner) if layout.elements.block_of(owner) == id))
        .filter_map(|mark| match &mark.shape {
            Shape::Text(text) => Some(&*text.words),
            Shape::Path(_) | Shape::Picture { .. } => None,
        })
        .collect()
}

fn visible(words: &str) -> String {
    words.replace('\u{a0}', "~").replace('\u{202f}', "_")
}

/// Each kind of page, as it is read aloud. `ESTRAN_BLESS=1` writes the file anew: read it before it is kept.
#[test]
fn pages_are_read_in_the_order_of_their_ideas() {
    let case = months::ALL
        .iter()
        .find(|case| case.name == "abers")
        .unwrap();
    let read = reading(case.layout());
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/months/abers/lecture.txt");
    if std::env::var_os("ESTRAN_BLESS").is_some() {
        std::fs::write(&golden, &read).unwrap();
    }
    let expected = std::fs::read_to_string(&golden).unwrap_or_default();
    let differ = read
        .lines()
        .zip(expected.lines())
        .find(|(read, expected)| read != expected);
    assert!(read == expected, "{differ:?}");
}

/// Poppler goes through the tree of the file and finds the words of the layout, in its order.
#[test]
fn another_reader_finds_the_same_words_in_the_same_order() {
    if Command::new("pdfinfo").arg("-v").output().is_err() {
        let _ = std::io::stderr()
            .write_all(b"poppler is not there: nothing was read by another reader\n");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("rapport.pdf");
    for case in months::ALL.iter() {
        std::fs::write(&file, render(&case.made.report, &Theme::default()).unwrap()).unwrap();
        let output = Command::new("pdfinfo")
            .arg("-struct-text")
            .arg(&file)
            .output()
            .unwrap();
        let found = String::from_utf8_lossy(&output.stdout);
        let found: String = found
            .lines()
            .map(str::trim)
            .filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'))
            .collect();
        let expected: String = in_order(case.layout());
        let (found, expected) = (squeezed(&found), squeezed(&expected));
        let place = found
            .chars()
            .zip(expected.chars())
            .position(|(one, two)| one != two);
        let around = |text: &str| {
            text.chars()
                .skip(place.unwrap_or(0).saturating_sub(40))
                .take(90)
                .collect::<String>()
        };
        assert!(
            found == expected,
            "{}: found …{}…, expected …{}…",
            case.name,
            around(&found),
            around(&expected)
        );
    }
}

/// All the words of the elements, parents before what they hold.
fn in_order(layout: &Layout) -> String {
    fn of(layout: &Layout, parent: Option<ElementId>, all: &mut String) {
        for (id, _) in layout
            .elements
            .all()
            .filter(|(_, element)| element.parent == parent)
        {
            if layout.elements.block_of(id) == id {
                all.push_str(&words(layout, id));
                of(layout, Some(id), all);
            }
        }
    }
    let mut all = String::new();
    of(layout, None, &mut all);
    all
}

fn squeezed(words: &str) -> String {
    words
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

#[test]
fn words_of_the_notes_lead_to_their_definition() {
    let case = months::ALL
        .iter()
        .find(|case| case.name == "abers")
        .unwrap();
    let layout = case.layout();
    assert!(layout.links.len() > 20, "{} links", layout.links.len());
    for link in &layout.links {
        let target = &layout.elements.get(link.target).role;
        assert_eq!(*target, Role::Label, "{}", link.words);
        let label = words(layout, link.target).to_lowercase();
        let begins: String = label
            .trim_matches(['«', '»', '\u{a0}'])
            .chars()
            .take(4)
            .collect();
        assert!(
            link.words.to_lowercase().starts_with(begins.trim()),
            "« {} » leads to « {label} »",
            link.words
        );
    }
    // Once a page for each word.
    let begins = layout.first_sheets();
    let mut once = BTreeSet::new();
    for link in &layout.links {
        let page = begins.iter().filter(|begin| **begin <= link.sheet).count();
        assert!(
            once.insert((page, link.target)),
            "« {} » twice on page {page}",
            link.words
        );
    }
}

#[test]
fn a_voice_says_abbreviations_whole_and_foreign_words_in_their_language() {
    let layout = layout(&sample::report(), &Theme::default());
    let said = |wanted: &str| {
        layout
            .elements
            .all()
            .filter(|(_, element)| matches!(element.role, Role::Span(_)))
            .filter(|(id, _)| {
                layout
                    .sheets
                    .iter()
                    .flat_map(|sheet| &sheet.marks)
                    .any(|mark| {
                        mark.owner == Owner::Element(*id)
                            && matches!(&mark.shape, Shape::Text(text) if &*text.words == wanted)
                    })
            })
            .map(|(_, element)| format!("{:?}", element.role))
            .next()
            .unwrap_or_default()
    };
    assert!(said("ETP").contains("équivalent temps plein"));
    assert!(said("n").contains("nombre de cas"));
}
