//! The sheets of every month of the fixtures, and what they say, held to rules.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use estran::render::pdf::{Format, Theme, layout, render};
use estran::report::block::Block;
use estran::report::deck::{shown, slides};
use lopdf::Document;
use lopdf::content::Content;
use serde_json::Value;
use tempfile::TempDir;

use crate::months::{ALL, Case, made};
use crate::pdf::check;
use crate::pdf::layout::lost;
use crate::pdf::sheets::{self, Paper, SOFT_HYPHEN};
use crate::quantities::strangers;

/// The faults of every month, together: one look tells all.
fn none(faults_of: impl Fn(&Case) -> Vec<String>) {
    let all: Vec<String> = ALL
        .iter()
        .flat_map(|case| {
            let faults = faults_of(case);
            faults
                .into_iter()
                .map(|fault| format!("{}, {fault}", case.name))
        })
        .collect();
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n"));
}

#[test]
fn every_sheet_is_well_laid_out() {
    none(|case| sheets::faults(case.layout(), Paper::of(case.layout())));
}

#[test]
fn every_slide_is_well_laid_out() {
    none(|case| sheets::faults(case.slides(), Paper::of(case.slides())));
}

#[test]
fn no_word_is_lost_or_cut() {
    none(|case| {
        lost(&case.made.report, case.layout())
            .into_iter()
            .map(|words| format!("lost « {words} »"))
            .collect()
    });
}

#[test]
fn every_pdf_passes_the_checker() {
    none(|case| {
        let (_, pdf) = &case.made.files[0];
        check::check(pdf)
    });
}

#[test]
fn the_slides_of_every_month_pass_the_checker() {
    none(|case| {
        let report = &case.made.report;
        let theme = Theme::default().on(Format::SLIDES);
        check::check(&render(&shown(report, &slides(report)), &theme).unwrap())
    });
}

/// The settings and the exports of a month, with other words in the place of some of theirs.
fn rewritten(month: &str, words: &str, others: &str) -> TempDir {
    let from = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/months")
        .join(month);
    let folder = tempfile::tempdir().unwrap();
    let mut left = vec![from.clone()];
    while let Some(path) = left.pop() {
        if path.is_dir() {
            left.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        let to = folder.path().join(path.strip_prefix(&from).unwrap());
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        let text = fs::read_to_string(path).unwrap();
        fs::write(to, text.replace(words, others)).unwrap();
    }
    folder
}

#[test]
fn a_word_that_no_line_of_a_slide_holds_is_divided_and_read_whole() {
    let word = "Interdépartementalisationnellement";
    let folder = rewritten("15-caracteres", "L’Île-aux-Œillets", word);
    let month = "2026-10".parse().unwrap();
    let report = made(&folder.path().join("config.toml"), month).report;
    let report = shown(&report, &slides(&report));
    let theme = Theme::default().on(Format::SLIDES);
    let layout = layout(&report, &theme);

    let texts = || {
        layout
            .sheets
            .iter()
            .flat_map(|sheet| sheets::texts(&sheet.marks))
    };
    let divided: Vec<_> = texts()
        .map(|(_, text)| text)
        .filter(|text| text.words.ends_with(SOFT_HYPHEN))
        .collect();
    assert!(!divided.is_empty(), "no line ends inside the word");
    for text in divided {
        assert!(text.words.ends_with("Interdé\u{AD}"), "{}", text.words);
    }
    let faults = sheets::faults(&layout, Paper::of(&layout));
    assert!(faults.is_empty(), "{faults:#?}");
    let lost = lost(&report, &layout);
    assert!(lost.is_empty(), "lost {lost:?}");

    let bytes = render(&report, &theme).unwrap();
    let faults = check::check(&bytes);
    assert!(faults.is_empty(), "{faults:#?}");
    // Each hyphen is drawn, and said to be none of the letters.
    let document = Document::load_mem(&bytes).unwrap();
    let said = document.get_pages().into_values().flat_map(|page| {
        let content = document.get_page_content(page);
        Content::decode(&content).unwrap().operations
    });
    let said: Vec<_> = said
        .filter(|operation| operation.operator == "BDC")
        .filter_map(|operation| {
            let properties = operation.operands[1].as_dict().unwrap().clone();
            Some(
                properties
                    .get(b"ActualText")
                    .ok()?
                    .as_str()
                    .unwrap()
                    .to_vec(),
            )
        })
        .collect();
    assert!(!said.is_empty());
    assert!(
        said.iter().all(|text| text == &[0xFE, 0xFF, 0, 0xAD]),
        "{said:?}"
    );
}

#[test]
fn every_quantity_of_a_page_is_one_of_chiffres_csv() {
    none(|case| {
        let data: Value = serde_json::from_str(case.file("rapport.json")).unwrap();
        strangers(&data["report"], &case.figures())
    });
}

#[test]
fn a_value_has_its_unit_and_every_row_says_something() {
    none(|case| {
        let odd = case.figures().into_iter().filter(|row| {
            row[3].is_empty() != row[4].is_empty() || row[6].is_empty() || row[8].is_empty()
        });
        odd.map(|row| format!("{row:?}")).collect()
    });
}

#[test]
fn every_number_of_a_table_is_one_of_chiffres_csv() {
    none(|case| {
        let printed: BTreeSet<String> = case
            .figures()
            .into_iter()
            .flat_map(|row| {
                let bare = row[8].trim_start_matches("au moins ").to_owned();
                [row[8].clone(), bare, row[5].clone()]
            })
            .collect();
        let mut faults = Vec::new();
        for page in &case.made.report.pages {
            let mut cells = Vec::new();
            numbers(&page.blocks, &mut cells);
            // « 2 011 (vues) »: the name of the measure is added on the page.
            cells.retain(|cell| {
                let number = cell.split(" (").next().unwrap_or_default();
                !printed.contains(number)
            });
            faults.extend(
                cells
                    .into_iter()
                    .map(|cell| format!("page {}: {cell}", page.id)),
            );
        }
        faults
    });
}

/// Cells, tiles and bars that are a number without unit.
fn numbers(blocks: &[Block], found: &mut Vec<String>) {
    let is_number = |text: &&String| {
        let number = text.split(" (").next().unwrap_or_default();
        !number.is_empty()
            && number
                .chars()
                .all(|letter| letter.is_ascii_digit() || letter == '\u{202f}')
    };
    for block in blocks {
        match block {
            Block::Grid(grid) => {
                let cells = grid.rows.iter().flat_map(|row| row.iter().skip(1));
                found.extend(cells.filter(is_number).cloned());
            }
            Block::Tiles { rows } => {
                let values = rows
                    .iter()
                    .flat_map(|row| &row.tiles)
                    .map(|tile| &tile.value);
                found.extend(values.filter(is_number).cloned());
            }
            Block::Bars(bars) => {
                let values = bars.bars.iter().map(|bar| &bar.value);
                found.extend(values.filter(is_number).cloned());
            }
            Block::Frame { blocks, .. } => numbers(blocks, found),
            Block::Columns { columns } => columns
                .iter()
                .for_each(|column| numbers(&column.blocks, found)),
            _ => {}
        }
    }
}

#[test]
fn the_parts_of_the_iceberg_add_up_to_a_hundred() {
    none(|case| {
        let shares: Vec<f64> = case
            .figures()
            .iter()
            .filter(|row| row[0].starts_with("IC") && row[1] == "part")
            .filter_map(|row| {
                let (per_cent, _) = row[8].split_once("\u{202f}%")?;
                per_cent.parse().ok()
            })
            .collect();
        let whole: f64 = shares.iter().sum();
        let is_whole = shares.is_empty() || (whole - 100.0).abs() < 0.1;
        (!is_whole)
            .then(|| format!("{shares:?}"))
            .into_iter()
            .collect()
    });
}

/// What every name of a person begins with, in the inputs.
const MARK: &str = "zzmarque";

#[test]
fn nobody_is_named_anywhere() {
    none(|case| {
        let mut told = Vec::new();
        for (name, bytes) in &case.made.files {
            told.push((*name, String::from_utf8_lossy(bytes).into_owned()));
        }
        let placed = case.layout();
        let words = placed
            .sheets
            .iter()
            .flat_map(|sheet| sheets::texts(&sheet.marks).map(|(_, text)| text.words.to_string()));
        told.push(("the sheets", words.collect::<Vec<_>>().join(" ")));
        told.push(("the elements", format!("{:?}", placed.elements)));
        told.push(("the findings", format!("{:?}", case.made.findings)));
        let named = told
            .into_iter()
            .filter(|(_, text)| text.to_lowercase().contains(MARK));
        named.map(|(name, _)| format!("a name in {name}")).collect()
    });
}

#[test]
fn nobody_is_named_on_the_screen() {
    let inputs: Vec<_> = ALL
        .iter()
        .filter_map(|case| Some((case, case.inbox.as_ref()?)))
        .collect();
    assert!(inputs.len() > 30);
    for (case, inbox) in inputs {
        let named = std::fs::read_dir(inbox)
            .unwrap()
            .filter_map(|entry| std::fs::read(entry.unwrap().path()).ok())
            .any(|bytes| {
                String::from_utf8_lossy(&bytes)
                    .to_lowercase()
                    .contains(MARK)
            });
        let has_sheets = inbox.join("Temps.csv").exists();
        assert!(named || !has_sheets, "{} names nobody", case.name);
        for options in [&["inspect"][..], &["inspect", "--json"]] {
            let output = std::process::Command::new(env!("CARGO_BIN_EXE_estran"))
                .args(options)
                .arg(inbox)
                .output()
                .unwrap();
            for bytes in [output.stdout, output.stderr] {
                let said = String::from_utf8_lossy(&bytes).to_lowercase();
                assert!(!said.contains(MARK), "{}: {said}", case.name);
            }
        }
    }
}

#[test]
fn a_month_made_twice_gives_the_same_files() {
    none(|case| {
        let Some(again) = case.again() else {
            return Vec::new();
        };
        let pairs = case.made.files.iter().zip(&again.files);
        pairs
            .filter(|(one, other)| one != other)
            .map(|((name, _), _)| format!("{name} differs"))
            .collect()
    });
}
