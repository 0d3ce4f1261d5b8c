//! The slides and the poster: the figures of the report, on other pages.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use estran::commands::report::{Made, compose};
use estran::config::Config;
use estran::render::pdf::sheet::{Layout, Owner, Role, Shape, Text};
use estran::render::pdf::{Format, Theme, layout};
use estran::render::{POSTER, SLIDES};
use estran::report::block::{Block, Page, Report};
use estran::report::deck::{Slide, shown, slides};

use crate::pdf::check::check;
use crate::pdf::nasty;

fn made(outputs: &'static [estran::render::Output]) -> Made {
    let config = Config::load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("config.toml")).unwrap();
    let day = "2026-11-30".parse().unwrap();
    compose(&config, "2026-10".parse().unwrap(), day, outputs).unwrap()
}

static DECK: LazyLock<Made> = LazyLock::new(|| made(SLIDES));
static SHEET: LazyLock<Made> = LazyLock::new(|| made(POSTER));

fn file<'a>(made: &'a Made, name: &str) -> &'a [u8] {
    let found = made.files.iter().find(|(file, _)| *file == name);
    &found.unwrap_or_else(|| panic!("no {name}")).1
}

fn on_slides(report: &Report) -> (Vec<Slide>, Layout) {
    let slides = slides(report);
    let theme = Theme::default().on(Format::SLIDES);
    let layout = layout(&shown(report, &slides), &theme);
    (slides, layout)
}

fn texts(layout: &Layout) -> impl Iterator<Item = (Owner, &Text)> {
    let marks = layout.sheets.iter().flat_map(|sheet| &sheet.marks);
    marks.filter_map(|mark| match &mark.shape {
        Shape::Text(text) => Some((mark.owner, text)),
        Shape::Path(_) | Shape::Picture { .. } => None,
    })
}

/// The widths and heights of the pages of a file.
fn pages(bytes: &[u8]) -> Vec<String> {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let page = |id| {
        let media = document.get_dictionary(id).unwrap().get(b"MediaBox");
        let corners = media.unwrap().as_array().unwrap();
        format!(
            "{} x {}",
            corners[2].as_float().unwrap(),
            corners[3].as_float().unwrap()
        )
    };
    document.get_pages().into_values().map(page).collect()
}

#[test]
fn slides_are_wide_and_the_poster_is_one_sheet_of_a3() {
    let slides = pages(file(&DECK, "diaporama.pdf"));
    assert!(slides.len() > 10);
    assert!(slides.iter().all(|page| page == "960 x 540"));
    assert_eq!(pages(file(&SHEET, "affiche.pdf")), ["1190.55 x 841.89"]);
}

#[test]
fn slides_and_poster_break_no_rule_of_accessible_files() {
    for (made, name) in [(&DECK, "diaporama.pdf"), (&SHEET, "affiche.pdf")] {
        let faults = check(file(made, name));
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

#[test]
fn the_same_month_gives_the_same_slides_and_the_same_poster() {
    assert!(made(SLIDES).files == DECK.files);
    assert!(made(POSTER).files == SHEET.files);
}

/// What is looked at on a slide; words about it do not count.
fn ideas(page: &Page) -> usize {
    let is_idea = |block: &&Block| {
        !matches!(
            block,
            Block::Note(_) | Block::Heading { .. } | Block::Banner(_)
        )
    };
    page.blocks.iter().filter(is_idea).count()
}

#[test]
fn a_slide_holds_one_idea_on_one_sheet() {
    let (slides, layout) = on_slides(&DECK.report);
    let begins = layout.first_sheets();
    assert_eq!(begins.len(), slides.len());
    let ends = begins[1..].iter().copied().chain([layout.sheets.len()]);
    for ((slide, begin), end) in slides.iter().zip(&begins).zip(ends) {
        // The life of a publication is as long as it is; its next sheet says that it goes on.
        let is_long = matches!(slide.page.blocks.first(), Some(Block::Timeline(_)));
        assert!(end == begin + 1 || is_long, "{}", slide.page.title);
    }
    for slide in &slides[1..] {
        assert_eq!(ideas(&slide.page), 1, "{}", slide.page.title);
    }
}

#[test]
fn whatever_the_report_a_slide_shows_one_idea_and_few_rows() {
    for (name, report) in nasty::reports() {
        for slide in slides(&report) {
            assert!(ideas(&slide.page) <= 2, "{name}: {:?}", slide.page.title);
            for block in &slide.page.blocks {
                match block {
                    Block::Grid(grid) => assert!(grid.rows.len() <= 7, "{name}"),
                    Block::List { items, .. } => assert!(items.len() <= 4, "{name}"),
                    Block::Frame { .. } | Block::Columns { .. } => panic!("{name}: two ideas"),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn slides_are_read_from_the_back_of_a_room() {
    let (_, layout) = on_slides(&DECK.report);
    for (owner, text) in texts(&layout) {
        let least = if owner == Owner::Running { 13.0 } else { 18.0 };
        assert!(text.size >= least, "{} points: {}", text.size, text.words);
    }
}

#[test]
fn the_notes_have_a_section_for_each_slide_under_its_number() {
    let notes = std::str::from_utf8(file(&DECK, "notes.txt")).unwrap();
    let (slides, layout) = on_slides(&DECK.report);
    let begins = layout.first_sheets();
    let ends = begins[1..].iter().copied().chain([layout.sheets.len()]);
    for ((slide, begin), end) in slides.iter().zip(&begins).zip(ends) {
        let number = if end > begin + 1 {
            format!("Diapositives {} à {end}", begin + 1)
        } else {
            format!("Diapositive {end}")
        };
        let title = format!("{number}\u{a0}: {}\n", slide.page.title);
        assert!(notes.contains(&title), "{title}");
        assert!(!slide.said.is_empty(), "{title}");
    }
    assert!(!notes.contains("n\u{a0}=\u{a0}"), "nobody says « n = »");
}

#[test]
fn the_notes_end_their_sentences() {
    for slide in slides(&DECK.report) {
        for said in slide.said {
            assert!(said.ends_with(['.', '!', '?', '…']), "{said}");
        }
    }
}

/// Numbers, as they are printed.
fn numbers(words: &str) -> BTreeSet<String> {
    let parts = words.split(|letter: char| !letter.is_ascii_digit() && letter != ',');
    let parts = parts.map(|part| part.trim_matches(',').to_owned());
    parts.filter(|part| !part.is_empty()).collect()
}

#[test]
fn slides_and_poster_print_no_number_that_the_report_does_not() {
    let said = serde_json::to_string(&DECK.report).unwrap();
    let known = numbers(&said);
    let (_, deck) = on_slides(&DECK.report);
    let owned = |layout: &Layout| -> String {
        let texts = texts(layout).filter(|(owner, _)| *owner != Owner::Running);
        let words: Vec<&str> = texts.map(|(_, text)| &*text.words).collect();
        words.join(" ")
    };
    for number in numbers(&owned(&deck)) {
        assert!(known.contains(&number), "{number} is only on the slides");
    }
    let text = poster_words();
    for number in numbers(&text) {
        assert!(known.contains(&number), "{number} is only on the poster");
    }
}

fn poster_words() -> String {
    let document = lopdf::Document::load_mem(file(&SHEET, "affiche.pdf")).unwrap();
    document.extract_text(&[1]).unwrap_or_default()
}

#[test]
fn charts_of_the_slides_keep_their_alternative_text() {
    let (_, layout) = on_slides(&DECK.report);
    let figures = layout.elements.all().filter(
        |(_, element)| matches!(&element.role, Role::Figure(alt) if alt.contains("ce qui se voit")),
    );
    assert_eq!(figures.count(), 1);
}

#[test]
fn method_and_annexes_are_left_to_the_report() {
    let shown = slides(&DECK.report);
    assert!(DECK.report.pages.iter().any(|page| page.id == "method"));
    assert!(shown.iter().all(|slide| slide.page.id != "method"));
}
