//! Which reports there are to send.
#![expect(clippy::disallowed_methods, reason = "a door of the shelf")]

use std::path::{Path, PathBuf};

use super::parcel::Parcel;
use super::record::{self, Entry, State};
use crate::config::Config;
use crate::model::Month;
use crate::send::Stage;

/// A report on the shelf.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Due {
    pub month: Month,
    pub stage: Stage,
    pub folder: PathBuf,
}

impl Due {
    pub fn month_folder(&self, config: &Config) -> PathBuf {
        config.folders.reports.join(self.month.to_string())
    }
}

/// The draft of a month, and what its record knows.
pub fn of_month(config: &Config, month: Month) -> Result<Vec<Due>, record::Error> {
    let folder = config.folders.reports.join(month.to_string());
    let mut found = recorded(month, &folder, |_| true)?;
    let draft = Due {
        month,
        stage: Stage::Draft,
        folder: folder.clone(),
    };
    let has_draft = found.iter().any(|due| due.stage == Stage::Draft);
    if !has_draft && Parcel::is_in(&folder) {
        found.push(draft);
    }
    Ok(found)
}

/// What waits, or is in doubt, in any month.
pub fn waiting(config: &Config) -> Result<Vec<Due>, record::Error> {
    let reports = &config.folders.reports;
    let names = std::fs::read_dir(reports).into_iter().flatten().flatten();
    let mut months: Vec<Month> = names
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    months.sort();
    let mut due = Vec::new();
    for month in months {
        let waits = |entry: &Entry| matches!(entry.state, State::Queued | State::Leaving);
        due.extend(recorded(month, &reports.join(month.to_string()), waits)?);
    }
    Ok(due)
}

/// The folders of a record whose report is still there; of each stage, the last one written.
fn recorded(
    month: Month,
    folder: &Path,
    is_wanted: impl Fn(&Entry) -> bool,
) -> Result<Vec<Due>, record::Error> {
    let entries = record::look(folder)?;
    let last = |stage: Stage| {
        let of_stage = entries.iter().filter(|entry| entry.stage == stage);
        let wanted = of_stage.filter(|entry| is_wanted(entry));
        let place = folder.join(&wanted.max_by_key(|entry| entry.at)?.folder);
        Parcel::is_in(&place).then_some(Due {
            month,
            stage,
            folder: place,
        })
    };
    Ok([Stage::Draft, Stage::Release]
        .into_iter()
        .filter_map(last)
        .collect())
}
