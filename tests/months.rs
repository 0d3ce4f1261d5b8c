//! The months of `fixtures/months`, made from their settings and their inbox; each has its snapshot, the
//! report as data. `ESTRAN_BLESS=1 cargo test months` writes them again, for a person to read the difference.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, OnceLock};

use chrono::NaiveDate;
use estran::commands::report::Made;
use estran::commands::{manual, report};
use estran::config::Config;
use estran::model::Month;
use estran::render::REPORT;
use estran::render::pdf::{Format, Layout, Theme, layout};
use estran::report::deck::{shown, slides};
use serde_json::Value;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A month, made.
pub struct Case {
    /// Its folder.
    pub name: String,
    /// Its settings and its month; none for the run of one file.
    settings: Option<(PathBuf, Month)>,
    /// What was read, but for the months that others share.
    pub inbox: Option<PathBuf>,
    pub made: Made,
    layout: OnceLock<Layout>,
    slides: OnceLock<Layout>,
}

impl Case {
    fn of(name: &str, settings: PathBuf, month: Month, inbox: Option<PathBuf>) -> Case {
        Case {
            name: name.to_owned(),
            made: made(&settings, month),
            settings: Some((settings, month)),
            inbox,
            layout: OnceLock::new(),
            slides: OnceLock::new(),
        }
    }

    pub fn layout(&self) -> &Layout {
        self.layout
            .get_or_init(|| layout(&self.made.report, &Theme::default()))
    }

    /// The same report, on slides.
    pub fn slides(&self) -> &Layout {
        self.slides.get_or_init(|| {
            let report = &self.made.report;
            let theme = Theme::default().on(Format::SLIDES);
            layout(&shown(report, &slides(report)), &theme)
        })
    }

    /// The same month, made another time.
    pub fn again(&self) -> Option<Made> {
        let (settings, month) = self.settings.as_ref()?;
        self.inbox.is_some().then(|| made(settings, *month))
    }

    /// One of its files, as text.
    pub fn file(&self, name: &str) -> &str {
        let (_, bytes) = self
            .made
            .files
            .iter()
            .find(|(file, _)| *file == name)
            .unwrap();
        std::str::from_utf8(bytes).unwrap()
    }

    /// The rows of chiffres.csv, without their header.
    pub fn figures(&self) -> Vec<Vec<String>> {
        let text = self.file("chiffres.csv").strip_prefix('\u{feff}').unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(text.as_bytes());
        reader
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }
}

/// Every month of the fixtures, the demonstration one, and the run of one file without settings.
pub static ALL: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut cases: Vec<Case> = folders().iter().map(|folder| of_folder(folder)).collect();
    let october: Month = "2026-10".parse().unwrap();
    let demonstration = Path::new(ROOT).join("config.toml");
    cases.push(Case::of("abers", demonstration, october, None));
    let export = PathBuf::from(ROOT).join("fixtures/exports/one.csv");
    cases.push(Case {
        name: "manual".to_owned(),
        settings: None,
        inbox: None,
        layout: OnceLock::new(),
        slides: OnceLock::new(),
        made: manual::compose(&[export], None, Some(after(october))).unwrap(),
    });
    cases
});

/// Those that have settings of their own, in the order of their names.
fn folders() -> Vec<PathBuf> {
    let months = Path::new(ROOT).join("fixtures/months");
    let mut folders: Vec<PathBuf> = fs::read_dir(months)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.join("config.toml").exists())
        .collect();
    folders.sort();
    folders
}

/// The month that the settings of a folder have notes for.
fn of_folder(folder: &Path) -> Case {
    let settings = folder.join("config.toml");
    let text = fs::read_to_string(&settings).unwrap();
    let (_, month) = text.split_once("[month.\"").expect("a month to report");
    let name = folder.file_name().unwrap().to_string_lossy().into_owned();
    let month = month[..7].parse().unwrap();
    Case::of(&name, settings, month, Some(folder.join("inbox")))
}

pub fn made(settings: &Path, month: Month) -> Made {
    let config = Config::load(settings).unwrap_or_else(|error| panic!("{error}"));
    report::compose(&config, month, after(month), REPORT)
        .unwrap_or_else(|error| panic!("{}: {error:#}", settings.display()))
}

/// A report is made on the 5th of the next month.
fn after(month: Month) -> NaiveDate {
    month.last_day() + chrono::Days::new(5)
}

/// The report as data: what each page says, every figure as printed, and what is told of the data.
fn snapshot(case: &Case) -> String {
    let data: Value = serde_json::from_str(case.file("rapport.json")).unwrap();
    let mut text = String::new();
    for page in data["report"]["pages"].as_array().unwrap() {
        let _ = writeln!(
            text,
            "# {}: {}",
            page["id"].as_str().unwrap(),
            page["title"].as_str().unwrap()
        );
        // What never changes from a month to the other is kept once.
        if is_reference(case) || !page["id"].as_str().unwrap().starts_with("annex") {
            blocks(&page["blocks"], 0, &mut text);
        }
    }
    if !is_reference(case) {
        // The glossary.
        if let Some((before, _)) = text.split_once("heading: Les mots utilisés") {
            text = before.to_owned();
        }
    }
    text.push_str("\n# figures: code, about, n, state, month, printed\n");
    // Those without a value stand together, by what is printed instead.
    let mut absent: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in case.figures() {
        let [code, label, value, n, state, month, printed] =
            [0, 2, 3, 5, 6, 7, 8].map(|column| &*row[column]);
        if value.is_empty() {
            let same = absent
                .entry(format!("{month} | {state} | {printed}"))
                .or_default();
            same.push(label.split_once(':').map_or(code.to_owned(), |(_, about)| {
                format!("{code}{}", about.replace('\u{a0}', " "))
            }));
            continue;
        }
        // One line a figure: its parts (« médiane », « q1 ») share what is printed.
        let line = format!("{code} | {label} | {n} | {state} | {month} | {printed}");
        if !text.ends_with(&format!("{line}\n")) {
            let _ = writeln!(text, "{line}");
        }
    }
    for (printed, codes) in absent {
        let _ = writeln!(text, "{printed} | {}", codes.join(", "));
    }
    text.push_str("\n# findings\n");
    for finding in &case.made.findings {
        let at = &finding.at;
        let row = at.row.map_or(String::new(), |row| format!(" row {row}"));
        let _ = writeln!(
            text,
            "{:?} {} {}{row}: {}",
            finding.severity, finding.code, at.file, finding.message
        );
    }
    text.replace('\u{a0}', "~").replace('\u{202f}', "_")
}

fn is_reference(case: &Case) -> bool {
    ["01-complet", "abers"].contains(&&*case.name)
}

fn blocks(blocks: &Value, depth: usize, text: &mut String) {
    for block in blocks.as_array().unwrap() {
        let kind = block["block"].as_str().unwrap();
        line(depth, kind, block, text);
    }
}

/// What says nothing to a reader.
const SKIPPED: [&str; 7] = [
    "above", "align", "at", "block", "measured", "size", "weight",
];

/// A block or a part of one: its words on one line, then its parts, further in.
fn line(depth: usize, kind: &str, value: &Value, text: &mut String) {
    let Value::Object(fields) = value else {
        unreachable!("a part is an object: {value}");
    };
    let _ = write!(text, "{}{kind}:", "  ".repeat(depth));
    let words = fields.iter().filter(|(name, value)| {
        !SKIPPED.contains(&name.as_str()) && !value.is_array() && !value.is_object()
    });
    for (name, value) in words {
        match value {
            Value::String(words)
                if ["text", "title", "caption", "label", "value"].contains(&&**name) =>
            {
                let _ = write!(text, " {words} |");
            }
            Value::String(words) => {
                let _ = write!(text, " {name} {words} |");
            }
            Value::Null => {}
            other => {
                let _ = write!(text, " {name} {other} |");
            }
        }
    }
    let kept = text.trim_end_matches(" |").len();
    text.truncate(kept);
    text.push('\n');
    for (name, value) in fields {
        let Value::Array(parts) = value else { continue };
        for part in parts {
            match part {
                Value::Object(part) if part.contains_key("blocks") => {
                    let _ = writeln!(text, "{}{name}", "  ".repeat(depth + 1));
                    blocks(&part["blocks"], depth + 2, text);
                }
                Value::Object(inner) if inner.contains_key("block") => {
                    line(depth + 1, inner["block"].as_str().unwrap(), part, text);
                }
                Value::Object(_) => line(depth + 1, name, part, text),
                Value::Array(cells) => {
                    let cells: Vec<&str> = cells.iter().filter_map(Value::as_str).collect();
                    let _ = writeln!(text, "{}{}", "  ".repeat(depth + 1), cells.join(" | "));
                }
                Value::String(words) => {
                    let _ = writeln!(text, "{}{words}", "  ".repeat(depth + 1));
                }
                other => {
                    let _ = writeln!(text, "{}{other}", "  ".repeat(depth + 1));
                }
            }
        }
    }
}

#[test]
fn each_month_says_what_its_snapshot_says() {
    let mut faults = Vec::new();
    for case in ALL.iter() {
        let shown = snapshot(case);
        let path = Path::new(ROOT).join(format!("fixtures/months/{}/rapport.snap", case.name));
        if case.name == "manual" {
            continue;
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        if kept != shown {
            faults.push(case.name.clone());
            if std::env::var_os("ESTRAN_BLESS").is_some() {
                fs::write(&path, &shown).unwrap();
            }
        }
    }
    assert!(faults.is_empty(), "differ from rapport.snap: {faults:?}");
}
