//! What is placed: nothing cut, nothing covered, nothing lost, whatever the report.

use estran::render::pdf::sheet::{Area, Layout, Mark, Owner, Path, Role, Shape, Step, Text};
use estran::render::pdf::{Format, Ink, Theme, layout, printable, render};
use estran::report::block::{Block, NoteKind, Report};
use estran::report::deck::{shown, slides};

use super::nasty;
use super::sample;

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

fn texts(marks: &[Mark]) -> impl Iterator<Item = (&Mark, &Text)> {
    marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(text) => Some((mark, text)),
        Shape::Path(_) => None,
    })
}

#[test]
fn no_mark_leaves_its_sheet() {
    each_report(|name, _, layout| {
        for (rank, sheet) in layout.sheets.iter().enumerate() {
            for mark in &sheet.marks {
                let Area {
                    left,
                    top,
                    right,
                    bottom,
                } = mark.area();
                let inside = left >= -1.4
                    && top >= -1.4
                    && right <= layout.page.width + 1.4
                    && bottom <= layout.page.height + 1.4;
                assert!(inside, "{name}, sheet {rank}: {mark:?}");
            }
        }
    });
}

#[test]
fn no_text_enters_the_margins_or_the_foot() {
    each_report(|name, _, layout| {
        for (rank, sheet) in layout.sheets.iter().enumerate() {
            for (mark, text) in texts(&sheet.marks) {
                let room = mark.area();
                assert!(
                    room.left >= 41.0 && room.right <= layout.page.width - 41.0,
                    "{name}, sheet {rank}: {}",
                    text.words
                );
                assert!(
                    mark.owner == Owner::Running || room.bottom <= layout.page.height - 42.0,
                    "{name}, sheet {rank}: {}",
                    text.words
                );
            }
        }
    });
}

#[test]
fn no_two_texts_overlap() {
    each_report(|name, _, layout| {
        for (rank, sheet) in layout.sheets.iter().enumerate() {
            let all: Vec<(Area, &str)> = texts(&sheet.marks)
                .filter(|(_, text)| text.width > 0.0)
                .map(|(mark, text)| (mark.area(), &*text.words))
                .collect();
            for (at, (one, words)) in all.iter().enumerate() {
                for (two, others) in &all[at + 1..] {
                    let across = one.right.min(two.right) - one.left.max(two.left);
                    let down = one.bottom.min(two.bottom) - one.top.max(two.top);
                    assert!(
                        across < 0.2 || down < 0.2,
                        "{name}, sheet {rank}: « {words} » and « {others} »"
                    );
                }
            }
        }
    });
}

#[test]
fn all_the_words_of_the_report_are_placed() {
    each_report(|name, report, layout| {
        let placed = words_by_element(layout);
        for page in &report.pages {
            let mut expected = vec![page.title.clone()];
            words_of(&page.blocks, &mut expected);
            for words in expected {
                let words = squeezed(&printable(&words));
                assert!(
                    placed.iter().any(|placed| placed.contains(&words)),
                    "{name}: lost « {words} »"
                );
            }
        }
    });
}

/// Spaces are left out: a line may break there.
fn squeezed(words: &str) -> String {
    words
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

fn words_by_element(layout: &Layout) -> Vec<String> {
    let mut placed = vec![String::new(); layout.elements.len()];
    for (mark, text) in layout.sheets.iter().flat_map(|sheet| texts(&sheet.marks)) {
        if let Owner::Element(id) = mark.owner {
            placed[id.0].push_str(&squeezed(&text.words));
        }
    }
    placed
}

fn words_of(blocks: &[Block], all: &mut Vec<String>) {
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
                layout.elements.get(id).role,
                Role::Cell | Role::RowHeader | Role::ItemBody | Role::Label
            )
        {
            assert!(text.size >= 11.0, "{}", text.words);
        }
    }
}

#[test]
fn every_text_stands_out_from_its_ground() {
    each_report(|name, _, layout| {
        for sheet in &layout.sheets {
            for (rank, mark) in sheet.marks.iter().enumerate() {
                let Shape::Text(text) = &mark.shape else {
                    continue;
                };
                let room = mark.area();
                let ground = sheet.marks[..rank]
                    .iter()
                    .rev()
                    .find_map(|under| covers(under, room))
                    .unwrap_or(Ink::WHITE);
                assert!(
                    text.ink.contrast(ground) >= 4.5,
                    "{name}: « {} » on {ground:?}",
                    text.words
                );
            }
        }
    });
}

fn covers(mark: &Mark, room: Area) -> Option<Ink> {
    let Shape::Path(Path {
        fill: Some(ink),
        rings,
        ..
    }) = &mark.shape
    else {
        return None;
    };
    let rectangle = matches!(rings.as_slice(), [ring] if ring.steps.len() == 3 && ring.steps.iter().all(|step| matches!(step, Step::Line(_))));
    let under = mark.area();
    let touches = under.left < room.right
        && room.left < under.right
        && under.top < room.bottom
        && room.top < under.bottom;
    (rectangle && touches).then_some(*ink)
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
            let role = last.map(|id| &layout.elements.get(id).role);
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
