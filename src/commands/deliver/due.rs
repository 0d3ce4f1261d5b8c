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

/// The last version that was released, else the draft: once the team has released a month, nobody waits for its draft.
pub fn of_month(config: &Config, month: Month) -> Option<Due> {
    let folder = config.folders.reports.join(month.to_string());
    let (stage, folder) = match last_version(&folder) {
        Some(version) => (Stage::Release, version),
        None => (Stage::Draft, folder),
    };
    Parcel::is_in(&folder).then_some(Due {
        month,
        stage,
        folder,
    })
}

/// `version-2`, where `estran release` puts the second one.
fn last_version(folder: &Path) -> Option<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let numbers = entries.filter_map(|entry| {
        let name = entry.file_name();
        name.to_str()?.strip_prefix(VERSION)?.parse::<u32>().ok()
    });
    Some(folder.join(format!("{VERSION}{}", numbers.max()?)))
}

const VERSION: &str = "version-";

/// What waits, or is in doubt, in any month.
pub fn waiting(config: &Config) -> Result<Vec<Due>, record::Error> {
    let reports = &config.folders.reports;
    let names = std::fs::read_dir(reports).into_iter().flatten().flatten();
    let mut months: Vec<Month> = names
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    months.sort();
    let mut waiting = Vec::new();
    for month in months {
        let entries = record::look(&reports.join(month.to_string()))?;
        let due = of_month(config, month).filter(|due| {
            let waits = |entry: &Entry| matches!(entry.state, State::Queued | State::Leaving);
            entries
                .iter()
                .any(|entry| entry.stage == due.stage && waits(entry))
        });
        waiting.extend(due);
    }
    Ok(waiting)
}
