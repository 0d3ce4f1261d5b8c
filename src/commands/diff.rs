//! A month as it was released beside what today's files would give, figure by figure.

pub mod figures;
pub mod table;

use std::path::Path;

use anyhow::{Context, bail};
use serde::Serialize;

use crate::commands::journal::Journal;
use crate::commands::study::{Study, gather};
use crate::commands::versions::{self, Released};
use crate::commands::{Verdict, screen};
use crate::config::{Config, cause};
use crate::model::Month;
use crate::render::FIGURES;
use crate::report::Version;
use crate::words::date;
use crate::words::number::{NBSP, THIN};

use figures::{Differences, Figures};

/// What is asked on the command line.
#[derive(Clone, Debug)]
pub struct Order {
    pub month: Month,
    /// The last released version by default; the draft when nothing is released.
    pub from: Option<u32>,
    /// Today's files by default.
    pub to: Option<u32>,
    pub json: bool,
}

#[derive(Serialize)]
struct Answer<'a> {
    month: Month,
    from: &'a str,
    to: &'a str,
    #[serde(flatten)]
    differences: &'a Differences,
}

/// [`Verdict::WithFindings`] when anything differs.
pub fn run(config: &Config, order: &Order) -> anyhow::Result<Verdict> {
    let month = order.month;
    let folder = config.folders.reports.join(month.to_string());
    let (from, before) = first(&folder, order)?;
    let (to, after) = if let Some(number) = order.to {
        let version = version(&folder, month, number)?;
        (said(&version), of_folder(&version.folder)?)
    } else {
        let study = Study::of(config, month, gather(config, month)?)?;
        ("aujourd’hui".to_owned(), of_study(&study)?)
    };
    let differences = before.compared_with(&after);
    if order.json {
        let answer = Answer {
            month,
            from: &from,
            to: &to,
            differences: &differences,
        };
        screen::say(&format!("{}\n", serde_json::to_string_pretty(&answer)?))?;
    } else {
        let rows = if differences.changes.is_empty() {
            String::new()
        } else {
            let heads = [from.clone(), to.clone()];
            format!("{}\n", table::table(month, &heads, &differences))
        };
        let count = table::count(&differences);
        let month = date::month(month);
        screen::say(&format!("{rows}{month}, {from} et {to}{NBSP}: {count}\n"))?;
    }
    Ok(if differences.changes.is_empty() {
        Verdict::Clean
    } else {
        Verdict::WithFindings
    })
}

/// The figures of a month as today's files give them.
pub(super) fn of_study(study: &Study) -> anyhow::Result<Figures> {
    // The day is not in this file.
    let day = study.month.last_day();
    let made = study.print(&Version::Draft, day, std::slice::from_ref(FIGURES))?;
    let (_, bytes) = &made.files[0];
    Ok(Figures::read(bytes)?)
}

/// The figures that a folder keeps.
#[expect(clippy::disallowed_methods, reason = "a door of the reports")]
pub(super) fn of_folder(folder: &Path) -> anyhow::Result<Figures> {
    let path = folder.join(FIGURES.file);
    let shown = path.display().to_string();
    let bytes = std::fs::read(&path).map_err(|error| {
        anyhow::anyhow!(
            "«{NBSP}{shown}{NBSP}» ne s’ouvre pas ({}){THIN}; le remettre d’après une sauvegarde",
            cause(&error)
        )
    })?;
    Figures::read(&bytes).with_context(|| {
        format!("«{NBSP}{shown}{NBSP}» n’est plus celui qu’Estran a écrit{THIN}; le remettre d’après une sauvegarde")
    })
}

fn first(folder: &Path, order: &Order) -> anyhow::Result<(String, Figures)> {
    if let Some(number) = order.from {
        let version = version(folder, order.month, number)?;
        return Ok((said(&version), of_folder(&version.folder)?));
    }
    if let Some(last) = versions::latest(folder)? {
        return Ok((said(&last), of_folder(&last.folder)?));
    }
    let Some(draft) = Journal::read(folder) else {
        bail!(
            "{} n’a ni version définitive ni version provisoire à comparer{THIN}; «{NBSP}estran report --month {}{NBSP}» en fait une",
            date::month(order.month),
            order.month
        );
    };
    let said = format!("version provisoire du {}", date::day(draft.date));
    Ok((said, of_folder(folder)?))
}

fn version(folder: &Path, month: Month, number: u32) -> anyhow::Result<Released> {
    let versions = versions::released(folder)?;
    let known: Vec<String> = versions
        .iter()
        .map(|version| version.number.to_string())
        .collect();
    let found = versions
        .into_iter()
        .find(|version| version.number == number);
    found.with_context(|| match known.as_slice() {
        [] => format!("{} n’a aucune version définitive", date::month(month)),
        _ => format!(
            "{} n’a pas de version {number}{THIN}; versions publiées{NBSP}: {}",
            date::month(month),
            known.join(", ")
        ),
    })
}

/// « version 1 ».
fn said(version: &Released) -> String {
    format!("version{NBSP}{}", version.number)
}
