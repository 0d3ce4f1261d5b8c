//! The manual run: one export, dropped on the program or named after it, and no configuration.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::commands::inbox::{self, Entry};
use crate::commands::study::{Made, Study};
use crate::commands::{Verdict, report, shelf, today, versions};
use crate::config::Config;
use crate::import::{Account, Accounts};
use crate::ledger::{self, Ledger};
use crate::model::Month;
use crate::render::REPORT;
use crate::report::Version;

/// The report of the last whole month of these files, unless a month is given. It goes in
/// `estran-<month>`, beside the first file, unless a folder is given.
pub fn run(
    paths: &[PathBuf],
    month: Option<Month>,
    output: Option<PathBuf>,
    date: Option<NaiveDate>,
) -> anyhow::Result<Verdict> {
    let made = compose(paths, month, date)?;
    let folder = output.unwrap_or_else(|| beside(&paths[0]).join(format!("estran-{}", made.month)));
    versions::refuse_a_version(&folder)?;
    shelf::write(&folder, &made.files)?;
    report::say(&folder, &made)
}

/// The same report and its files, before they are put anywhere.
pub fn compose(
    paths: &[PathBuf],
    month: Option<Month>,
    date: Option<NaiveDate>,
) -> anyhow::Result<Made> {
    let entries = named_alone(inbox::given(paths)?);
    let mut config = Config::without_file("");
    let ledger = ledger::gather(inbox::read(&entries, &config.import))?;
    let month = month
        .or_else(|| ledger.last_whole_month())
        .or_else(|| ledger.months().map(|(_, last)| last))
        .or_else(|| date.map(Month::of));
    let today = today(date, config.import.zone);
    let month = month.unwrap_or_else(|| Month::of(today).previous());
    config.organisation.name = organisation(&ledger);
    config.import.accounts = accounts(&ledger);
    Study::manual(&config, month, ledger)?.print(&Version::Draft, today, REPORT)
}

/// Files called by their own name: where they lie on this machine is nobody's business in a report.
fn named_alone(entries: Vec<Entry>) -> Vec<Entry> {
    let alone = |entry: Entry| {
        let name = entry
            .path
            .file_name()
            .map_or(entry.name, |name| name.to_string_lossy().into_owned());
        Entry {
            name,
            path: entry.path,
        }
    };
    entries.into_iter().map(alone).collect()
}

fn beside(path: &Path) -> &Path {
    path.parent().unwrap_or(Path::new(""))
}

/// The accounts of the files stand for those of a configuration.
fn accounts(ledger: &Ledger) -> Accounts {
    let found = ledger.accounts.iter().map(|account| Account {
        id: account.account.clone(),
        network: account.network,
        name: account
            .name
            .clone()
            .unwrap_or_else(|| account.account.clone()),
        keys: Vec::new(),
        direction: None,
        opened: None,
        closed: None,
    });
    Accounts::new(found.collect())
}

/// The name of the only account, when there is only one; a report says who it speaks of.
fn organisation(ledger: &Ledger) -> String {
    match ledger.accounts.as_slice() {
        [account] => account
            .name
            .clone()
            .unwrap_or_else(|| account.account.clone()),
        _ => "Nos comptes".to_owned(),
    }
}
