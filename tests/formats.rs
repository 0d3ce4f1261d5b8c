//! Every sample of `fixtures/formats/<format>/` is claimed by that format alone, loses no row in
//! silence, and reads as the golden file beside it says.
//!
//! A golden file that is missing is written, and the test fails: read it, then run again.
//! `ESTRAN_BLESS=1` writes them all anew.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use estran::document::Document;
use estran::import::{Claim, FORMATS, Settings, import};
use estran::model::{Batch, Metric, Metrics, Status};

pub const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/formats");

#[test]
fn every_sample_reads_as_its_golden_file_says() {
    let mut faults = Vec::new();
    let samples = samples(Path::new(ROOT));
    assert!(!samples.is_empty(), "no sample under {ROOT}");
    for sample in samples {
        if let Err(fault) = check(&sample) {
            faults.push(fault);
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// Samples in order: whatever is neither golden, nor a script, nor a note.
pub fn samples(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let extension = path
            .extension()
            .and_then(|extension| extension.to_str())
            .unwrap_or_default();
        if path.is_dir() {
            found.extend(samples(&path));
        } else if !matches!(extension, "snap" | "py" | "md" | "pyc") {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn check(sample: &Path) -> Result<(), String> {
    let inside = sample
        .strip_prefix(ROOT)
        .unwrap()
        .to_str()
        .unwrap()
        .replace('\\', "/");
    let (format, name) = inside
        .split_once('/')
        .ok_or_else(|| format!("{inside}: samples go in the folder of their format"))?;
    let bytes = fs::read(sample).unwrap();
    if let Ok(document) = Document::open(name, bytes.clone()) {
        let claimed: Vec<&str> = FORMATS
            .iter()
            .filter(|format| format.claims(&document) == Claim::Yes)
            .map(|format| format.name())
            .collect();
        if claimed.len() > 1 {
            return Err(format!("{inside}: claimed by {}", claimed.join(" and ")));
        }
    }
    let batch = import(name, bytes, &settings());
    let expected = if format == "unreadable" {
        None
    } else {
        Some(format)
    };
    if batch.format != expected {
        return Err(format!(
            "{inside}: claimed by {:?}\n{}",
            batch.format,
            golden(&batch)
        ));
    }
    if batch.rows_in != batch.tables.len() + batch.rows_told {
        return Err(format!(
            "{inside}: {} rows in, {} kept, {} told",
            batch.rows_in,
            batch.tables.len(),
            batch.rows_told
        ));
    }
    if batch.status != Status::Read && (batch.findings.is_empty() || !batch.tables.is_empty()) {
        return Err(format!(
            "{inside}: not read, but without a reason or with records"
        ));
    }
    compare(sample, &golden(&batch))
}

/// The defaults, and what calendars, tables of unknown tools and columns of other names need.
pub fn settings() -> Settings {
    Settings {
        reading: toml::from_str(include_str!("../fixtures/import.toml")).unwrap(),
        ..Settings::default()
    }
}

fn compare(sample: &Path, read: &str) -> Result<(), String> {
    let path = sample.with_extension(format!(
        "{}.snap",
        sample.extension().unwrap().to_str().unwrap()
    ));
    let bless = std::env::var_os("ESTRAN_BLESS").is_some();
    match fs::read_to_string(&path) {
        Ok(expected) if expected == read => Ok(()),
        Ok(expected) if !bless => Err(format!(
            "{}: reads otherwise\n--- expected\n{expected}\n--- read\n{read}",
            path.display()
        )),
        _ => {
            fs::write(&path, read).unwrap();
            Err(format!(
                "{}: written; read it, then run again",
                path.display()
            ))
        }
    }
}

fn golden(batch: &Batch) -> String {
    let mut text = String::new();
    let datasets: Vec<String> = batch
        .tables
        .given()
        .iter()
        .map(|dataset| format!("{dataset:?}"))
        .collect();
    let _ = writeln!(text, "{:?}: {}", batch.status, datasets.join(", "));
    let _ = writeln!(
        text,
        "rows: {} in, {} kept, {} told",
        batch.rows_in,
        batch.tables.len(),
        batch.rows_told
    );
    if batch.running > 0 {
        let _ = writeln!(text, "running: {}", batch.running);
    }
    for account in &batch.accounts {
        let _ = writeln!(
            text,
            "account: {} {} {:?} known={}",
            account.network, account.account, account.name, account.known
        );
    }
    for finding in &batch.findings {
        let place = finding
            .at
            .table
            .as_ref()
            .map_or(String::new(), |table| format!(" [{table}]"));
        let row = finding
            .at
            .row
            .map_or(String::new(), |row| format!(" row {row}"));
        let _ = writeln!(
            text,
            "{:?} {}{place}{row}: {}",
            finding.severity, finding.code, finding.message
        );
    }
    for post in batch.tables.posts.iter().flatten() {
        let _ = write!(
            text,
            "\npost {} row {}: {} {}",
            post.id, post.row, post.network, post.account
        );
        let published = if post.has_time {
            post.published.to_string()
        } else {
            post.published.date().to_string()
        };
        let format = post.format.map_or("?", |format| format.key());
        let reply = if post.is_reply { " reply" } else { "" };
        let _ = writeln!(text, ", {published}, {format}{reply}, as of {}", post.as_of);
        let _ = writeln!(
            text,
            "  {}\n  {}\n  {}",
            post.title,
            post.permalink.as_deref().unwrap_or("no link"),
            metrics(&post.metrics)
        );
    }
    for day in batch.tables.account_stats.iter().flatten() {
        let _ = writeln!(
            text,
            "\nday {} row {}: {} {}, as of {}\n  {}",
            day.day,
            day.row,
            day.network,
            day.account,
            day.as_of,
            metrics(&day.metrics)
        );
    }
    for record in batch.tables.hours.iter().flatten() {
        let _ = writeln!(text, "\n{record:#?}");
    }
    for record in batch.tables.contents.iter().flatten() {
        let _ = writeln!(text, "\n{record:#?}");
    }
    for record in batch.tables.approvals.iter().flatten() {
        let _ = writeln!(text, "\n{record:#?}");
    }
    for record in batch.tables.requests.iter().flatten() {
        let _ = writeln!(text, "\n{record:#?}");
    }
    for record in batch.tables.messages.iter().flatten() {
        let _ = writeln!(text, "\n{record:#?}");
    }
    text
}

/// Only what is given.
fn metrics(metrics: &Metrics) -> String {
    let given = Metric::ALL
        .into_iter()
        .filter_map(|metric| Some(format!("{}={}", metric.key(), metrics[metric]?)));
    given.collect::<Vec<_>>().join(" ")
}
