//! The demonstration month, whole: made from the root configuration, read back file by file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::pdf::check;

/// What a run writes.
struct Made {
    pdf: Vec<u8>,
    summary: String,
    figures: String,
    data: String,
}

/// One run for all the tests of this file.
static MADE: LazyLock<Made> = LazyLock::new(make);

fn make() -> Made {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = TempDir::new().unwrap();
    let month = root.join("fixtures/months/abers").display().to_string();
    let config = fs::read_to_string(root.join("config.toml")).unwrap();
    let config = config.replace("fixtures/months/abers", &month);
    fs::write(folder.path().join("config.toml"), config).unwrap();
    let ended = Command::new(env!("CARGO_BIN_EXE_estran"))
        .args(["report", "--month", "2026-10", "--date", "2026-11-05"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ended.stderr).into_owned();
    assert_eq!(ended.status.code(), Some(0), "{said}");
    let shelf = folder.path().join("reports/2026-10");
    let text = |name: &str| fs::read_to_string(shelf.join(name)).unwrap();
    Made {
        pdf: fs::read(shelf.join("rapport.pdf")).unwrap(),
        summary: text("resume.txt"),
        figures: text("chiffres.csv"),
        data: text("rapport.json"),
    }
}

fn rows() -> Vec<Vec<String>> {
    let text = MADE
        .figures
        .strip_prefix('\u{feff}')
        .expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(text.as_bytes());
    reader
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

fn values<'a>(value: &'a Value, key: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, inner)| {
            if name == key {
                found.push(inner);
            }
            values(inner, key, found);
        }),
        Value::Array(items) => items.iter().for_each(|inner| values(inner, key, found)),
        _ => {}
    }
}

#[test]
fn its_pdf_passes_every_rule_of_the_checker() {
    let faults = check::check(&MADE.pdf);
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn its_tiles_say_what_chiffres_csv_says() {
    let data: Value = serde_json::from_str(&MADE.data).unwrap();
    let printed: BTreeSet<String> = rows().into_iter().map(|row| row[8].clone()).collect();
    let mut tiles = Vec::new();
    values(&data["report"], "tiles", &mut tiles);
    let tiles: Vec<&Value> = tiles
        .into_iter()
        .flat_map(|tiles| tiles.as_array().unwrap())
        .collect();
    assert_eq!(tiles.len(), 8);
    for tile in tiles {
        let value = tile["value"].as_str().unwrap();
        let reserved = format!("{value} sur les données saisies");
        assert!(
            printed.contains(value) || printed.contains(&reserved),
            "« {value} »"
        );
        assert!(MADE.summary.contains(value), "« {value} » is in resume.txt");
    }
}

#[test]
fn its_accounts_say_what_chiffres_csv_says() {
    let data: Value = serde_json::from_str(&MADE.data).unwrap();
    let printed: BTreeSet<String> = rows().into_iter().map(|row| row[8].clone()).collect();
    let results = data["report"]["pages"]
        .as_array()
        .unwrap()
        .iter()
        .find(|page| page["id"] == "results")
        .unwrap();
    let mut tables = Vec::new();
    values(results, "rows", &mut tables);
    let accounts = tables[0].as_array().unwrap();
    assert_eq!(accounts.len(), 9);
    for cell in accounts
        .iter()
        .flat_map(|row| &row.as_array().unwrap()[1..])
    {
        // « 2 011 (vues) »: the name of the measure is added on the page.
        let cell = cell.as_str().unwrap();
        let figure = cell.split(" (").next().unwrap();
        assert!(printed.contains(figure), "« {cell} »");
    }
}

#[test]
fn every_row_of_chiffres_csv_has_a_state_and_says_something() {
    let rows = rows();
    assert!(rows.len() > 150, "{}", rows.len());
    for row in rows {
        assert_eq!(row.len(), 9);
        assert!(
            !row[0].is_empty() && !row[2].is_empty() && !row[6].is_empty() && !row[8].is_empty(),
            "{row:?}"
        );
        assert_eq!(
            row[3].is_empty(),
            row[4].is_empty(),
            "a value has its unit: {row:?}"
        );
    }
}

#[test]
fn nobody_is_in_it() {
    for (name, text) in [
        ("resume.txt", &MADE.summary),
        ("chiffres.csv", &MADE.figures),
        ("rapport.json", &MADE.data),
    ] {
        for person in ["AG1", "AG2", "AG3", "(agent)"] {
            assert!(!text.contains(person), "« {person} » is in {name}");
        }
    }
}

#[test]
fn no_path_of_the_machine_is_in_it() {
    let root = env!("CARGO_MANIFEST_DIR");
    let temporary = std::env::temp_dir().display().to_string();
    for text in [&MADE.summary, &MADE.figures, &MADE.data] {
        assert!(!text.contains(root) && !text.contains(&temporary));
    }
}
