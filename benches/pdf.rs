//! What the file costs once the report is composed: `cargo bench --bench pdf`.
//!
//! The first ten pages of the demonstration month, one sheet each. With `document FILE COUNT`, as
//! `bench/pdf` asks: the file, and for each of the documents made its milliseconds of processor and of clock.

#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a bench writes its file and its figures"
)]

use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

use cpu_time::ProcessTime;
use divan::Bencher;
use estran::commands::look;
use estran::commands::report::compose;
use estran::config::Config;
use estran::render::pdf::{self, Theme};
use estran::report::block::Report;

/// From the cover to « Nos comptes »: neither the method nor the annexes.
const PAGES: usize = 10;

static MONTH: LazyLock<(Report, Theme)> = LazyLock::new(|| {
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("config.toml");
    let config = Config::load(&settings).unwrap();
    let (month, day) = ("2026-10".parse().unwrap(), "2026-11-30".parse().unwrap());
    let mut report = compose(&config, month, day, &[]).unwrap().report;
    report.pages.truncate(PAGES);
    (report, look::theme(&config.look).unwrap())
});

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [word, file, count] = &arguments[..]
        && word == "document"
    {
        documents(Path::new(file), count.parse().unwrap());
    } else {
        LazyLock::force(&MONTH);
        divan::main();
    }
}

fn documents(file: &Path, count: usize) {
    let (report, theme) = &*MONTH;
    for _ in 0..count {
        let (processor, clock) = (ProcessTime::now(), Instant::now());
        std::fs::write(file, pdf::render(report, theme).unwrap()).unwrap();
        let (processor, clock) = (processor.elapsed(), clock.elapsed());
        println!(
            "{:.3} {:.3}",
            processor.as_secs_f64() * 1e3,
            clock.as_secs_f64() * 1e3
        );
    }
}

#[divan::bench]
fn document() -> Vec<u8> {
    let (report, theme) = &*MONTH;
    pdf::render(report, theme).unwrap()
}

#[divan::bench]
fn layout() -> pdf::Layout {
    let (report, theme) = &*MONTH;
    pdf::layout(report, theme)
}

/// Fonts and page operations, down to the objects of the file.
#[divan::bench]
fn paint(bencher: Bencher) {
    let (report, theme) = &*MONTH;
    let layout = pdf::layout(report, theme);
    bencher.bench(|| pdf::paint(&layout).unwrap());
}

/// Tags and metadata, then the bytes: compressed and saved.
#[divan::bench]
fn finish(bencher: Bencher) {
    let (report, theme) = &*MONTH;
    let layout = pdf::layout(report, theme);
    let painted = pdf::paint(&layout).unwrap();
    bencher
        .with_inputs(|| painted.clone())
        .bench_values(|painted| pdf::finish(painted, &layout, report, &[]).unwrap());
}
