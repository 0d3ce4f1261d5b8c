//! Rows below the start of a real export, so that what is fuzzed reaches its reader.
//!
//! The first two bytes choose a sample, the third how many of its lines are kept, the fourth the name
//! of the file; with 0 lines, the rest of the input is the whole file.
#![no_main]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use estran_fuzz::holds;
use libfuzzer_sys::fuzz_target;

const TEXTS: &[&str] = &["csv", "json", "ics", "txt"];

/// Names say the year, the account, the period and the order of dates: `seeds.py` chooses among them.
const NAMES: [&str; 6] = [
    "any.csv",
    "Overview_2026-10-01_1793707200_abers/Overview.csv",
    "Content 2026-10-01_2026-10-31 Abers/Table data.csv",
    "departement-abers_content_1793707200000.csv",
    "Oct-01-2026_Oct-31-2026_900000000000001.csv",
    "tweet_activity_metrics_abers_20261001_20261101_fr.csv",
];

static SAMPLES: OnceLock<Vec<Vec<u8>>> = OnceLock::new();

fuzz_target!(init: { SAMPLES.get_or_init(samples); }, |bytes: &[u8]| {
    let [low, high, lines, name, rest @ ..] = bytes else {
        return;
    };
    let samples = SAMPLES.get_or_init(samples);
    let sample = &samples[usize::from(u16::from_le_bytes([*low, *high])) % samples.len()];
    let start = sample.split_inclusive(|byte| *byte == b'\n').take(usize::from(*lines));
    let mut file: Vec<u8> = start.flatten().copied().collect();
    file.extend_from_slice(rest);
    holds(NAMES[usize::from(*name) % NAMES.len()], file);
});

/// The text samples, in the order of their paths: `seeds.py` counts them the same way.
fn samples() -> Vec<Vec<u8>> {
    let mut paths = Vec::new();
    walk(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../fixtures/formats")),
        &mut paths,
    );
    paths.sort();
    paths
        .iter()
        .map(|path| fs::read(path).expect("a sample is readable"))
        .collect()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the samples are there") {
        let path = entry.expect("a folder is readable").path();
        if path.is_dir() {
            walk(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| TEXTS.iter().any(|text| extension == *text))
        {
            found.push(path);
        }
    }
}
