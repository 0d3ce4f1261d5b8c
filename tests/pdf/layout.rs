//! What is placed: nothing cut, nothing covered, nothing lost, whatever the report.

use estran::render::pdf::sheet::{Mark, Owner, Role};
use estran::render::pdf::{Format, Layout, Theme, layout, printable, render};
use estran::report::block::{Block, NoteKind, Report};
use estran::report::deck::{shown, slides};

use super::nasty;
use super::sample;
use super::sheets::{self, Paper, SOFT_HYPHEN, texts};

/// As a report, then as slides.
fn each_report(check: impl Fn(&str, &Report, &Layout)) {
    let theme = Theme::default();
    for (name, report) in nasty::reports() {
        check(name, &report, &layout(&report, &theme));
        // The axis of a slide holds the few ticks that our pages give.
        if name == "ticks that touch" {
            continue;
        }
        let slides = shown(&report, &slides(&report));
        let name = format!("{name}, on slides");
        check(&name, &slides, &layout(&slides, &theme.on(Format::SLIDES)));
    }
}

/// No sheet of any report has such a fault.
fn none(faults_of: impl Fn(&[Mark], &Layout) -> Vec<String>) {
    each_report(|name, _, layout| {
        for (rank, sheet) in layout.sheets.iter().enumerate() {
            let faults = faults_of(&sheet.marks, layout);
            assert!(faults.is_empty(), "{name}, sheet {rank}: {faults:?}");
        }
    });
}

#[test]
fn no_mark_leaves_its_sheet() {
    none(|marks, layout| sheets::out_of_paper(marks, Paper::of(layout)));
}

#[test]
fn no_text_enters_the_margins_or_the_foot() {
    none(|marks, layout| sheets::in_the_margins(marks, Paper::of(layout)));
}

#[test]
fn no_two_texts_overlap() {
    none(|marks, _| sheets::overlapping(marks));
}

/// Parts of nothing stand where the water is: their labels go under it, with the others of their side.
#[test]
fn no_label_of_an_iceberg_crosses_the_water() {
    for seen in 0..=100 {
        let report = nasty::report(vec![nasty::page("Iceberg", vec![nasty::iceberg(seen)])]);
        let theme = Theme::default();
        for theme in [theme.on(Format::SLIDES), theme] {
            let layout = layout(&report, &theme);
            let paper = Paper::of(&layout);
            for sheet in &layout.sheets {
                let marks = &sheet.marks;
                let faults = [
                    sheets::across_an_edge(marks),
                    sheets::overlapping(marks),
                    sheets::out_of_paper(marks, paper),
                    sheets::in_the_margins(marks, paper),
                ];
                assert!(faults.concat().is_empty(), "{seen} % seen: {faults:?}");
            }
        }
    }
}

#[test]
fn all_the_words_of_the_report_are_placed() {
    each_report(|name, report, layout| {
        let lost = lost(report, layout);
        assert!(lost.is_empty(), "{name}: lost {lost:?}");
    });
}

/// Words of a report that stand whole in no element of its layout.
pub fn lost(report: &Report, layout: &Layout) -> Vec<String> {
    let placed = words_by_element(layout);
    let mut expected = Vec::new();
    for page in &report.pages {
        expected.push(page.title.clone());
        words_of(&page.blocks, &mut expected);
    }
    expected.retain(|words| {
        let words = squeezed(&printable(words));
        !placed.iter().any(|placed| placed.contains(&words))
    });
    expected
}

/// Spaces and the hyphens of divided words are left out: a line may break there.
fn squeezed(words: &str) -> String {
    words
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != SOFT_HYPHEN)
        .collect()
}

fn words_by_element(layout: &Layout) -> Vec<String> {
    let mut placed = vec![String::new(); layout.elements.len()];
    for (mark, text) in layout.sheets.iter().flat_map(|sheet| texts(&sheet.marks)) {
        if let Owner::Element(id) = mark.owner {
            placed[layout.elements.block_of(id).0].push_str(&squeezed(&text.words));
        }
    }
    placed
}

pub fn words_of(blocks: &[Block], all: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Lead { text } | Block::Heading { text } | Block::Paragraph { text } => {
                all.push(text.clone());
            }
            Block::List { items, .. } => all.extend(items.iter().cloned()),
            Block::Banner(banner) => all.push(banner.text.clone()),
            Block::Tiles { rows } => {
                for row in rows {
                    all.push(row.heading.clone());
                    for tile in &row.tiles {
                        all.extend([&tile.label, &tile.value, &tile.detail].map(Clone::clone));
                        all.extend(tile.comparison.clone());
                    }
                }
            }
            Block::Grid(grid) => {
                all.push(grid.caption.clone());
                all.extend(grid.columns.iter().map(|column| column.title.clone()));
                all.extend(grid.rows.iter().flatten().cloned());
            }
            Block::Stack(stack) => {
                all.extend(
                    [&stack.caption, &stack.above_label, &stack.below_label].map(Clone::clone),
                );
                all.extend(
                    stack
                        .parts
                        .iter()
                        .flat_map(|part| [part.label.clone(), part.value.clone()]),
                );
            }
            Block::Bars(bars) => {
                all.push(bars.caption.clone());
                all.extend(
                    bars.bars
                        .iter()
                        .flat_map(|bar| [bar.label.clone(), bar.value.clone()]),
                );
            }
            Block::Range(range) => {
                all.push(range.caption.clone());
                all.extend(
                    range
                        .rows
                        .iter()
                        .flat_map(|row| [row.label.clone(), row.value.clone()]),
                );
                if !range.rows.is_empty() {
                    all.extend(range.ticks.iter().map(|tick| tick.label.clone()));
                }
            }
            Block::Timeline(timeline) => {
                all.push(timeline.caption.clone());
                let lanes = timeline.lanes.iter();
                all.extend(lanes.flat_map(|lane| [lane.label.clone(), lane.value.clone()]));
                all.extend(timeline.ticks.iter().map(|tick| tick.label.clone()));
            }
            Block::Lines(lines) => {
                all.push(lines.caption.clone());
                all.extend(lines.ticks.iter().map(|tick| tick.label.clone()));
                all.extend(lines.points.iter().map(|point| point.label.clone()));
                all.extend(
                    lines
                        .points
                        .iter()
                        .filter(|point| point.is_labelled && point.at.is_some())
                        .filter_map(|point| point.value.clone()),
                );
            }
            Block::Circuit(circuit) => {
                all.push(circuit.caption.clone());
                for stop in &circuit.stops {
                    all.extend([&stop.name, &stop.value, &stop.detail].map(Clone::clone));
                }
            }
            Block::Note(note) => {
                all.push(note.text.clone());
                match note.kind {
                    NoteKind::HowToRead => all.push("Comment lire".into()),
                    NoteKind::Source => all.push("Source et effectif".into()),
                    NoteKind::Caveat | NoteKind::Plain => {}
                }
            }
            Block::Definitions { items } => all.extend(
                items
                    .iter()
                    .flat_map(|item| [item.word.clone(), item.meaning.clone()]),
            ),
            Block::Frame { title, blocks } => {
                all.push(title.clone());
                words_of(blocks, all);
            }
            Block::Columns { columns } => columns
                .iter()
                .for_each(|column| words_of(&column.blocks, all)),
        }
    }
}

#[test]
fn no_text_is_smaller_than_nine_points() {
    each_report(|name, _, layout| {
        for (_, text) in layout.sheets.iter().flat_map(|sheet| texts(&sheet.marks)) {
            assert!(text.size >= 9.0, "{name}: {}", text.words);
        }
    });
}

#[test]
fn paragraphs_lists_and_cells_are_at_least_eleven_points() {
    let layout = layout(&sample::report(), &Theme::default());
    for (mark, text) in layout.sheets.iter().flat_map(|sheet| texts(&sheet.marks)) {
        if let Owner::Element(id) = mark.owner
            && matches!(
                layout.elements.get(layout.elements.block_of(id)).role,
                Role::Cell | Role::RowHeader | Role::ItemBody | Role::Label
            )
        {
            assert!(text.size >= 11.0, "{}", text.words);
        }
    }
}

#[test]
fn every_text_stands_out_from_its_ground() {
    none(|marks, _| sheets::faint_texts(marks));
}

#[test]
fn a_heading_is_never_the_last_thing_of_a_sheet() {
    each_report(|name, report, layout| {
        if report.pages.iter().all(|page| page.blocks.is_empty()) {
            return;
        }
        for (rank, sheet) in layout.sheets.iter().enumerate() {
            let last = sheet.marks.iter().rev().find_map(|mark| match mark.owner {
                Owner::Element(id) => Some(id),
                Owner::Decoration | Owner::Running => None,
            });
            let role = last.map(|id| &layout.elements.get(layout.elements.block_of(id)).role);
            let ends_with_heading = matches!(role, Some(Role::Heading(_)))
                && layout.sheets.len() > 1
                && rank + 1 < layout.sheets.len();
            assert!(!ends_with_heading, "{name}, sheet {rank}");
        }
    });
}

#[test]
fn a_table_that_crosses_sheets_repeats_its_header() {
    let reports = nasty::reports();
    let (_, report) = reports
        .iter()
        .find(|(name, _)| *name == "a table of 45 rows")
        .unwrap();
    let layout = layout(report, &Theme::default());
    assert!(layout.sheets.len() > 1);
    for sheet in &layout.sheets[1..] {
        let again = texts(&sheet.marks)
            .any(|(mark, text)| mark.owner == Owner::Running && text.words.contains("numéro"));
        assert!(again, "no header on the next sheet");
        let title = texts(&sheet.marks)
            .any(|(mark, text)| mark.owner == Owner::Running && text.words.contains("(suite)"));
        assert!(title, "no title on the next sheet");
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    each_report(|name, _, layout| {
        let mut last = 0;
        for (_, element) in layout.elements.all() {
            if let Role::Heading(level) = element.role {
                assert!(level <= last + 1, "{name}: {level} after {last}");
                last = level;
            }
        }
    });
}

#[test]
fn the_sample_takes_one_sheet_a_page() {
    let report = sample::report();
    assert_eq!(
        layout(&report, &Theme::default()).sheets.len(),
        report.pages.len()
    );
}

#[test]
fn the_same_report_gives_the_same_bytes_in_every_thread() {
    let report = sample::report();
    let first = render(&report, &Theme::default()).unwrap();
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let report = report.clone();
            std::thread::spawn(move || render(&report, &Theme::default()).unwrap())
        })
        .collect();
    for thread in threads {
        assert!(thread.join().unwrap() == first, "bytes differ");
    }
}

#[test]
fn emoji_go_and_letters_made_of_symbols_become_letters() {
    assert_eq!(
        printable("Bravo 🎉 à tous 👩🏽‍💻\u{A0}!"),
        "Bravo à tous\u{A0}!"
    );
    assert_eq!(printable("\u{1D5D5}\u{1D5F2}\u{1D5EE}\u{1D602}"), "Beau");
    assert_eq!(printable("e\u{301}te\u{301} 1\u{FE0F}\u{20E3}"), "été 1");
    assert_eq!(printable("ligne\nsuivante\u{200B}"), "ligne suivante");
}

#[test]
fn what_has_no_drawing_leaves_a_sign() {
    let shown = printable("日本");
    assert!(shown == "\u{25A1}\u{25A1}" || shown == "??", "{shown}");
}
