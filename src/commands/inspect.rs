//! What is in these files, without writing anything: one line per file, then the merged totals.

mod account;
mod table;

use std::path::PathBuf;

use serde::Serialize;

use crate::commands::{Verdict, inbox, screen};
use crate::config::Config;
use crate::import;
use crate::ledger::{self, Totals};
use crate::model::Finding;

use account::FileAccount;

/// The form of `--json`, described in docs/inspect.md. Other tools rely on it.
#[derive(Debug, Serialize)]
struct Inspection {
    files: Vec<FileAccount>,
    merged: Totals,
}

/// Reads the files as a report would, and says what was found. Needs no configuration; with one,
/// the accounts are recognised and months are cut in its zone.
pub fn run(paths: &[PathBuf], config: Option<&Config>, json: bool) -> anyhow::Result<Verdict> {
    let settings = config.map_or_else(import::Settings::default, |config| config.import.clone());
    let entries = inbox::given(paths)?;
    let batches = inbox::read(&entries, &settings);
    let mut files: Vec<FileAccount> = batches.iter().map(FileAccount::of).collect();
    let ledger = ledger::gather(batches)?;
    account::add_findings(&mut files, &ledger.findings);
    let merged = ledger.totals()?;
    let all: Vec<Finding> = files
        .iter()
        .flat_map(|file| file.told.iter().cloned())
        .collect();
    let inspection = Inspection { files, merged };
    if json {
        screen::say(&format!("{}\n", serde_json::to_string_pretty(&inspection)?))?;
    } else {
        screen::say(&table::lines(&inspection.files, &inspection.merged))?;
    }
    Ok(Verdict::of(&all))
}
