//! What holds of every sample of every format, whatever it is of.

use std::path::Path;

use estran::document::{Document, members};
use estran::import::{Settings, import};
use estran::ledger::gather;
use estran::model::{Batch, Metric, Metrics};

use crate::formats::{ROOT, samples, settings};

/// Each sample with its name and its reading.
fn readings(settings: &Settings) -> Vec<(String, Vec<u8>, Batch)> {
    let mut read = Vec::new();
    for sample in samples(Path::new(ROOT)) {
        let name = sample
            .strip_prefix(ROOT)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let bytes = std::fs::read(&sample).unwrap();
        let batch = import(&name, bytes.clone(), settings);
        read.push((name, bytes, batch));
    }
    read
}

/// Whether a cell says nought, in figures.
fn is_nought(text: &str) -> bool {
    let figures: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    !figures.is_empty() && figures.iter().all(|figure| *figure == '0') && text.len() < 12
}

/// The rows of a document that hold a nought, by number.
fn rows_with_a_nought(document: &Document) -> Vec<u32> {
    let mut rows = Vec::new();
    for table in &document.tables {
        table.for_each(|row| {
            if (0..row.len()).any(|place| is_nought(&row.text_at(place))) {
                rows.push(row.number);
            }
        });
    }
    rows
}

/// A net gain is a difference, and two equal figures give 0.
fn is_nought_somewhere(metrics: &Metrics) -> bool {
    Metric::ALL
        .into_iter()
        .any(|metric| metric != Metric::FollowersGained && metrics[metric] == Some(0))
}

#[test]
fn no_metric_is_nought_where_the_file_said_nothing() {
    let mut noughts = 0;
    let mut faults = Vec::new();
    for (name, bytes, batch) in readings(&settings()) {
        // An action that nobody made is left empty there, beside those that were (formats/facebook.md §7).
        if batch.format == Some("facebook-old-posts") {
            continue;
        }
        if members(&bytes, &settings().reading.limits).is_some() {
            continue;
        }
        let Ok(document) = Document::open(&name, bytes) else {
            continue;
        };
        // The counters of an API are numbers, read where they are given: each connector has its own tests.
        if document.json.is_some() {
            continue;
        }
        let said = rows_with_a_nought(&document);
        let posts = batch.tables.posts.iter().flatten();
        let days = batch.tables.account_stats.iter().flatten();
        let records = posts
            .map(|post| (post.row, &post.metrics))
            .chain(days.map(|day| (day.row, &day.metrics)));
        for (row, metrics) in records.filter(|(_, metrics)| is_nought_somewhere(metrics)) {
            noughts += 1;
            if !said.contains(&row) {
                faults.push(format!("{name}, row {row}: {metrics:?}"));
            }
        }
    }
    assert!(noughts > 20, "the samples hold noughts: {noughts}");
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn any_order_and_any_repetition_of_the_samples_gives_the_same_totals() {
    let read: Vec<Batch> = readings(&settings())
        .into_iter()
        .map(|(_, _, batch)| batch)
        .collect();
    let totals = |batches: Vec<&Batch>| {
        let batches = batches.into_iter().cloned().collect();
        gather(batches).unwrap().totals().unwrap().0
    };
    let expected = totals(read.iter().collect());
    let posts = expected["posts"]["n"].as_i64().unwrap();
    assert!(posts > 50, "{posts} posts");
    assert_eq!(expected, totals(read.iter().rev().collect()));
    let (first, last) = read.split_at(read.len() / 3);
    assert_eq!(expected, totals(last.iter().chain(first).collect()));
    assert_eq!(
        expected,
        totals(read.iter().chain(read.iter().rev()).collect())
    );
}
