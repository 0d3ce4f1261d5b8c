//! Makes a month definitive once the team has looked at its draft; then, when it was wrong, a corrected version.

mod gates;

use std::path::Path;

use anyhow::bail;
use chrono::NaiveDate;

use crate::commands::diff::figures::{Change, Differences};
use crate::commands::diff::{self, table};
use crate::commands::draft;
use crate::commands::journal::{self, Journal};
use crate::commands::lock::Lock;
use crate::commands::log::{Log, Step};
use crate::commands::study::{Made, Study, gather};
use crate::commands::versions::{self, Released};
use crate::commands::{Verdict, deliver, screen, shelf, today};
use crate::config::Config;
use crate::model::Month;
use crate::render::{REPORT, everything};
use crate::report::{Correction, Version};
use crate::send::Stage;
use crate::words::number::{NBSP, THIN};
use crate::words::{date, text};

/// Characters of the reason of a correction: the foot of a sheet holds no more.
pub const REASON: usize = 80;

/// Beside a corrected version: figure by figure, what it changes.
const CHANGES: &str = "changements.txt";

/// What is asked on the command line.
#[derive(Clone, Debug)]
pub struct Order {
    pub month: Month,
    /// What the version before got wrong.
    pub correction: Option<String>,
    /// The team knows that entries are still awaited, or that nobody looked at these figures.
    pub yes: bool,
    pub date: Option<NaiveDate>,
}

/// A version about to be put on the shelf.
struct Fresh {
    number: u32,
    version: Version,
    /// Of a correction, with the version before.
    differences: Option<Differences>,
}

pub fn run(config: &Config, order: &Order) -> anyhow::Result<Verdict> {
    let month = order.month;
    let today = today(order.date, config.import.zone);
    let _lock = Lock::take(&config.folders.reports)?;
    let folder = config.folders.reports.join(month.to_string());
    let replaced = match (versions::latest(&folder)?, &order.correction) {
        (None, None) => None,
        (Some(last), Some(reason)) => Some((last, reason)),
        (Some(last), None) => {
            versions::tidy(&folder);
            screen::say(&already(month, &last))?;
            return Ok(Verdict::Clean);
        }
        (None, Some(_)) => bail!(
            "{} n’a pas encore de version définitive à corriger{THIN}; «{NBSP}estran release --month {month}{NBSP}» la fait",
            date::month(month)
        ),
    };
    gates::refuse_too_early(config, order, today)?;
    let log = Log::quiet("release");
    let gathered = log.step(Step::Read, || gather(config, month), draft::files_read)?;
    let study = log.step(
        Step::Compute,
        || Study::of(config, month, gathered),
        draft::remarks,
    )?;
    let fresh = match &replaced {
        None => {
            gates::refuse_unread_draft(&folder, &study, order)?;
            Fresh {
                number: 1,
                version: Version::Released,
                differences: None,
            }
        }
        Some((last, reason)) => {
            gates::refuse_clock_gone_back(last, today)?;
            if says_the_same(&study, last)? {
                versions::tidy(&folder);
                screen::say(&format!(
                    "{} dit déjà ce que donnent les fichiers et les réglages d’aujourd’hui{THIN}; rien n’est refait\n",
                    text::capitalised(&last.said())
                ))?;
                return Ok(Verdict::Clean);
            }
            corrected(&study, last, reason)?
        }
    };
    let made = log.step(
        Step::Print,
        || study.print(&fresh.version, today, everything()),
        |made| made.report.version.clone(),
    )?;
    let place = folder.join(versions::name(fresh.number));
    log.step(
        Step::Write,
        || put(&folder, &study, &made, &fresh),
        |()| place.display().to_string(),
    )?;
    versions::tidy(&folder);
    log.keep(&folder);
    screen::remark(&screen::findings(&made.findings));
    screen::say(&said(&place, &made, &fresh))?;
    let outcomes = deliver::announce(config, month, Stage::Release, &place)?;
    for outcome in &outcomes {
        screen::say(&outcome.line(config.import.zone))?;
    }
    Ok(Verdict::of(&made.findings).gravest(deliver::verdict(&outcomes)))
}

fn already(month: Month, last: &Released) -> String {
    format!(
        "{} est déjà publié ({}), dans {}{THIN}; rien n’est refait{THIN}; «{NBSP}estran diff --month {month}{NBSP}» dit ce qui a changé depuis, «{NBSP}--correction MOTIF{NBSP}» en fait une nouvelle version\n",
        date::month(month),
        last.said(),
        last.folder.display()
    )
}

/// Whether today's files and settings still give the last version, byte for byte.
fn says_the_same(study: &Study, last: &Released) -> anyhow::Result<bool> {
    let Some(journal) = &last.journal else {
        return Ok(false);
    };
    Ok(journal.is_what(&study.print(&journal.printed(), journal.date, everything())?))
}

fn corrected(study: &Study, last: &Released, reason: &str) -> anyhow::Result<Fresh> {
    let day = study.month.last_day();
    let differences = diff::of_folder(&last.folder)?.compared_with(&diff::of_study(study)?);
    let replaces = last.journal.as_ref().map_or(day, |journal| journal.date);
    Ok(Fresh {
        number: last.number + 1,
        version: Version::Corrected(Correction {
            reason: reason.to_owned(),
            replaces,
            changes: told_in_the_report(study.month, &differences.changes),
        }),
        differences: Some(differences),
    })
}

/// The figures of the month itself, whole figures before their details.
fn told_in_the_report(month: Month, changes: &[Change]) -> Vec<[String; 3]> {
    let of_the_month = month.to_string();
    let mut told: Vec<&Change> = changes
        .iter()
        .filter(|change| change.month == of_the_month)
        .collect();
    told.sort_by_key(|change| !change.object.is_empty());
    let row = |change: &Change| {
        let [before, after] = change.said();
        [table::label(change, month), before, after]
    };
    told.into_iter().map(row).collect()
}

/// The files, what they change, and the journal, in a folder that appears whole.
fn put(folder: &Path, study: &Study, made: &Made, fresh: &Fresh) -> anyhow::Result<()> {
    let journal = Journal {
        version: Some(fresh.number),
        correction: match &fresh.version {
            Version::Corrected(correction) => Some(correction.clone()),
            Version::Draft | Version::Released => None,
        },
        ..Journal::of(study, made)
    };
    let mut files: Vec<(&str, Vec<u8>)> = made.files.clone();
    if let Some(differences) = &fresh.differences {
        let told = changes(study.month, made, fresh.number, differences);
        files.push((CHANGES, told.into_bytes()));
    }
    files.push((journal::NAME, journal.to_bytes()));
    Ok(shelf::write_once(
        folder,
        &versions::name(fresh.number),
        &files,
    )?)
}

fn changes(month: Month, made: &Made, number: u32, differences: &Differences) -> String {
    let before = number - 1;
    let heads = [
        format!("version{NBSP}{before}"),
        format!("version{NBSP}{number}"),
    ];
    let mut out = format!(
        "{}, {}\n{}\nVersion {number} comparée à la version {before}{NBSP}: {}\n",
        made.report.organisation,
        date::month(month),
        made.report.version,
        table::count(differences)
    );
    if !differences.changes.is_empty() {
        out.push('\n');
        out.push_str(&table::table(month, &heads, differences));
    }
    out
}

fn said(place: &Path, made: &Made, fresh: &Fresh) -> String {
    let changed = fresh
        .differences
        .as_ref()
        .map_or_else(String::new, |differences| {
            format!("{THIN}; {} (changements.txt)", table::count(differences))
        });
    format!(
        "{}{NBSP}: {}{changed}\n",
        made.report.version,
        place.join(REPORT[0].file).display()
    )
}
