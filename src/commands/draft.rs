//! The draft of a month: what the team looks at before anything is released.

use std::path::Path;

use chrono::NaiveDate;

use crate::commands::journal::{self, Journal};
use crate::commands::log::{Log, Step};
use crate::commands::shelf;
use crate::commands::study::{Gathered, Made, Study, gather};
use crate::config::Config;
use crate::model::{Month, Severity};
use crate::render::REPORT;
use crate::report::Version;
use crate::words::text;

/// The day that a report bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// The clock's: a report that comes out the same keeps the day that it had.
    Today(NaiveDate),
    /// One that a person wants printed.
    Asked(NaiveDate),
}

impl Day {
    pub fn day(self) -> NaiveDate {
        match self {
            Day::Today(day) | Day::Asked(day) => day,
        }
    }
}

/// A draft in its place.
pub struct Drafted {
    pub made: Made,
    pub journal: Journal,
    /// Whether anything had to be written.
    pub is_new: bool,
}

/// Makes the draft and puts it in the folder of the month, its journal last. The reports are taken by the caller.
pub fn make(config: &Config, month: Month, day: Day, log: &Log) -> anyhow::Result<Drafted> {
    let folder = config.folders.reports.join(month.to_string());
    let gathered = log.step(Step::Read, || gather(config, month), files_read)?;
    let study = log.step(
        Step::Compute,
        || Study::of(config, month, gathered),
        remarks,
    )?;
    let made = log.step(
        Step::Print,
        || print(&study, day, Journal::read(&folder).as_ref()),
        |made| made.report.version.clone(),
    )?;
    let journal = Journal::of(&study, &made);
    let is_new = log.step(
        Step::Write,
        || put(&folder, &made, &journal),
        |is_new| what_was_written(*is_new, &folder),
    )?;
    if is_new {
        log.keep(&folder);
    }
    Ok(Drafted {
        made,
        journal,
        is_new,
    })
}

/// With the day of the former draft when everything else of it is the same: what changed nothing changes no byte. Once the
/// month is over, a day before its end is no longer true of it.
fn print(study: &Study, day: Day, former: Option<&Journal>) -> anyhow::Result<Made> {
    let end = study.month.last_day();
    let still_holds = |former: &&Journal| former.date > end || day.day() <= end;
    if let (Day::Today(_), Some(former)) = (day, former.filter(still_holds)) {
        let again = study.print(&Version::Draft, former.date, REPORT)?;
        if former.is_what(&again) {
            return Ok(again);
        }
    }
    study.print(&Version::Draft, day.day(), REPORT)
}

fn put(folder: &Path, made: &Made, journal: &Journal) -> anyhow::Result<bool> {
    let mut files: Vec<(&str, Vec<u8>)> = made.files.clone();
    files.push((journal::NAME, journal.to_bytes()));
    Ok(shelf::write(folder, &files)?)
}

pub(super) fn files_read(gathered: &Gathered) -> String {
    let files = gathered.inputs.len() as u64;
    let kept: usize = gathered.inputs.iter().map(|input| input.kept).sum();
    format!(
        "{}, {}",
        text::count(files, "fichier", "fichiers"),
        text::count(kept as u64, "enregistrement", "enregistrements")
    )
}

pub(super) fn remarks(study: &Study) -> String {
    let grave = study.findings.iter();
    let grave = grave.filter(|finding| finding.severity > Severity::Info);
    match grave.count() {
        0 => "rien à vérifier sur les données du mois".to_owned(),
        count => format!(
            "{} sur les données du mois, dans a-verifier.txt et journal.json",
            text::count(count as u64, "remarque", "remarques")
        ),
    }
}

fn what_was_written(is_new: bool, folder: &Path) -> String {
    if is_new {
        folder.display().to_string()
    } else {
        "rien n’a changé, rien n’est réécrit".to_owned()
    }
}
