//! Removes what has been kept long enough: files of the inbox whose every line is older, and the lists for the team of
//! reports that old. Reports, their figures and their journals stay.
#![expect(
    clippy::disallowed_methods,
    reason = "a door of the inbox and of the reports: the only one that removes what people put there"
)]

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::bail;
use chrono::NaiveDate;
use serde::Serialize;

use crate::commands::lock::Lock;
use crate::commands::{Verdict, closed, screen, study, today, versions};
use crate::config::{Config, cause};
use crate::model::{Batch, Month};
use crate::render::TO_CHECK;
use crate::words::number::{NBSP, THIN};
use crate::words::{date, text};

/// Months that a report compares: its own and the twelve before it (report-content.md, section 8).
pub const COMPARED: u16 = 13;

/// Beside the reports: when what was forgotten, for the register of treatments.
const REGISTER: &str = "effacements.jsonl";

/// What is asked on the command line.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// Else what `[retention]` says.
    pub before: Option<Month>,
    pub dry_run: bool,
    pub yes: bool,
    pub date: Option<NaiveDate>,
}

/// What is old enough, and what stays though a part of it is.
#[derive(Debug, Default)]
struct Old {
    files: Vec<OldFile>,
    /// Lists of things to check, of drafts.
    lists: Vec<PathBuf>,
    /// Files that speak of older months and of others.
    mixed: Vec<OldFile>,
    /// Files that are old as far as they could be read: some of their lines could not.
    unsure: Vec<OldFile>,
}

#[derive(Debug)]
struct OldFile {
    /// As the inbox names it.
    name: String,
    path: PathBuf,
    first: NaiveDate,
    last: NaiveDate,
    rows: usize,
}

#[derive(Serialize)]
struct Entry {
    on: NaiveDate,
    before: String,
    files: usize,
    rows: usize,
    lists: usize,
}

pub fn run(config: &Config, order: &Order) -> anyhow::Result<Verdict> {
    let today = today(order.date, config.import.zone);
    let Some(before) = order.before.or_else(|| limit(config, today)) else {
        bail!(
            "aucune durée n’est réglée{THIN}; donner --before MOIS, ou «{NBSP}months{NBSP}» dans la section [retention] de la configuration"
        );
    };
    if before > Month::of(today) {
        bail!(
            "«{NBSP}{before}{NBSP}» est à venir{THIN}; donner à --before le premier mois à garder"
        );
    }
    let _inbox = Lock::take(&config.folders.inbox)?;
    let _reports = Lock::take(&config.folders.reports)?;
    let old = look(config, before)?;
    screen::say(&told(&old, before, today))?;
    if old.files.is_empty() && old.lists.is_empty() {
        return Ok(Verdict::Clean);
    }
    if order.dry_run {
        screen::say("rien n’a été effacé (--dry-run)\n")?;
        return Ok(Verdict::Clean);
    }
    let question = format!("Effacer pour toujours{NBSP}? [o/N] ");
    if !order.yes && !screen::agrees(&question) {
        bail!("rien n’a été effacé{THIN}; répondre «{NBSP}o{NBSP}», ou ajouter --yes");
    }
    let kept = remove(config, &old, before, today)?;
    screen::remark(&kept.concat());
    screen::say(&format!("{}\n", done(&old, before)))?;
    Ok(if kept.is_empty() {
        Verdict::Clean
    } else {
        Verdict::WithFindings
    })
}

/// What `[retention]` asks for, at the end of a run that holds the reports; in a sentence, when it removed anything.
pub fn as_set(config: &Config, today: NaiveDate) -> anyhow::Result<Option<String>> {
    let Some(before) = limit(config, today) else {
        return Ok(None);
    };
    let _inbox = Lock::take(&config.folders.inbox)?;
    let old = look(config, before)?;
    if old.files.is_empty() && old.lists.is_empty() {
        return Ok(None);
    }
    let kept = remove(config, &old, before, today)?;
    if let Some(why) = kept.first() {
        bail!("{}", why.trim_end());
    }
    Ok(Some(done(&old, before)))
}

/// The first month that is kept.
fn limit(config: &Config, today: NaiveDate) -> Option<Month> {
    let months = config.retention.months?;
    // The month that is not over is kept beside them.
    Some(Month::of(today).minus(u32::from(months)))
}

fn look(config: &Config, before: Month) -> anyhow::Result<Old> {
    let mut old = Old::default();
    for batch in study::batches(config, None)? {
        let Some(file) = dated(&batch, &config.folders.inbox) else {
            continue;
        };
        if file.last < before.first_day() && batch.rows_told > 0 {
            old.unsure.push(file);
        } else if file.last < before.first_day() {
            old.files.push(file);
        } else if file.first < before.first_day() {
            old.mixed.push(file);
        }
    }
    let reports = fs::read_dir(&config.folders.reports)
        .into_iter()
        .flatten()
        .flatten();
    let mut months: Vec<(Month, PathBuf)> = reports
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path())))
        .filter(|(month, _)| *month < before)
        .collect();
    months.sort();
    let drafts = months.into_iter().flat_map(|(_, folder)| {
        [
            folder.join(TO_CHECK),
            folder.join(versions::DRAFTS).join(TO_CHECK),
        ]
    });
    old.lists = drafts.filter(|list| list.is_file()).collect();
    Ok(old)
}

/// A file that speaks of days. One that was not read, or bears no date, is left to a person.
fn dated(batch: &Batch, inbox: &Path) -> Option<OldFile> {
    let (first, last) = batch.tables.days()?;
    Some(OldFile {
        name: batch.file.to_string(),
        path: inbox.join(&*batch.file),
        first,
        last,
        rows: batch.rows_in,
    })
}

/// Notes what is about to go, then removes it; why a file is still there, in lines.
fn remove(
    config: &Config,
    old: &Old,
    before: Month,
    today: NaiveDate,
) -> anyhow::Result<Vec<String>> {
    note(config, old, before, today)?;
    let files = old.files.iter().map(|file| &file.path);
    let removed = files.chain(&old.lists).filter_map(|path| {
        let error = fs::remove_file(path).err()?;
        Some(format!(
            "«{NBSP}{}{NBSP}» n’a pas pu être effacé ({}){THIN}; le fermer dans les autres logiciels, puis relancer\n",
            path.display(),
            cause(&error)
        ))
    });
    Ok(removed.collect())
}

fn note(config: &Config, old: &Old, before: Month, today: NaiveDate) -> anyhow::Result<()> {
    let path = config.folders.reports.join(REGISTER);
    let entry = Entry {
        on: today,
        before: before.to_string(),
        files: old.files.len(),
        rows: old.files.iter().map(|file| file.rows).sum(),
        lists: old.lists.len(),
    };
    let mut line = serde_json::to_vec(&entry)?;
    line.push(b'\n');
    closed::append(&path)
        .and_then(|mut file| file.write_all(&line))
        .map_err(|error| {
            anyhow::anyhow!(
                "«{NBSP}{}{NBSP}» ne peut pas être complété ({}){THIN}; rien n’a été effacé",
                path.display(),
                cause(&error)
            )
        })
}

fn told(old: &Old, before: Month, today: NaiveDate) -> String {
    let mut lines = Vec::new();
    for file in &old.files {
        lines.push(format!(
            "à effacer{NBSP}: {} (jusqu’au {}, {})\n",
            file.name,
            date::day(file.last),
            text::count(file.rows as u64, "ligne", "lignes")
        ));
    }
    for list in &old.lists {
        lines.push(format!("à effacer{NBSP}: {}\n", list.display()));
    }
    for file in &old.mixed {
        lines.push(format!(
            "reste{NBSP}: {} va du {} au {}{THIN}; en ôter soi-même les lignes d’avant {}\n",
            file.name,
            date::day(file.first),
            date::day(file.last),
            date::month(before)
        ));
    }
    for file in &old.unsure {
        lines.push(format!(
            "reste{NBSP}: {} s’arrête au {}, mais des lignes n’ont pas pu être lues{THIN}; le regarder, puis l’effacer soi-même\n",
            file.name,
            date::day(file.last)
        ));
    }
    if lines.is_empty() {
        lines.push(format!(
            "aucun fichier n’est tout entier d’avant {}\n",
            date::month(before)
        ));
    }
    if !old.files.is_empty() && before > Month::of(today).minus(u32::from(COMPARED)) {
        lines.push(format!(
            "les rapports à venir ne pourront plus se comparer aux mois d’avant {}\n",
            date::month(before)
        ));
    }
    lines.concat()
}

fn done(old: &Old, before: Month) -> String {
    let rows: usize = old.files.iter().map(|file| file.rows).sum();
    format!(
        "{} d’avant {} ({}){THIN}; les rapports et leurs chiffres restent",
        text::count(
            (old.files.len() + old.lists.len()) as u64,
            "fichier effacé",
            "fichiers effacés"
        ),
        date::month(before),
        text::count(rows as u64, "ligne", "lignes"),
    )
}
