//! A month by hand: its draft, its slides, its poster.

use std::path::Path;

use chrono::NaiveDate;

use crate::commands::draft::{self, Day};
use crate::commands::journal::Journal;
use crate::commands::lock::Lock;
use crate::commands::log::Log;
use crate::commands::study::{Study, gather};
use crate::commands::{Verdict, screen, shelf, today, versions};
use crate::config::Config;
use crate::model::{Month, Severity};
use crate::render::{Output, REPORT};
use crate::report::Version;
use crate::words::{number::NBSP, text};

pub use crate::commands::study::Made;

/// The draft of a month, the previous one unless said otherwise, from the inbox of the configuration.
pub fn run(
    config: &Config,
    month: Option<Month>,
    date: Option<NaiveDate>,
) -> anyhow::Result<Verdict> {
    let (month, day) = asked(config, month, date);
    let _lock = Lock::take(&config.folders.reports)?;
    let folder = config.folders.reports.join(month.to_string());
    versions::refuse_released(&folder, month)?;
    let log = Log::quiet("report");
    let drafted = draft::make(config, month, day, &log)?;
    say(&folder, &drafted.made)
}

/// Slides or poster of a month, beside its draft.
pub fn beside(
    config: &Config,
    month: Option<Month>,
    date: Option<NaiveDate>,
    outputs: &'static [Output],
) -> anyhow::Result<Verdict> {
    let (month, day) = asked(config, month, date);
    let _lock = Lock::take(&config.folders.reports)?;
    let folder = config.folders.reports.join(month.to_string());
    versions::refuse_released(&folder, month)?;
    let study = Study::of(config, month, gather(config, month)?)?;
    // Of the same data as the draft, they bear its day.
    let day = match (Journal::read(&folder), day) {
        (Some(draft), Day::Today(_)) if draft.is_of(&study) => draft.date,
        (_, day) => day.day(),
    };
    let made = study.print(&Version::Draft, day, outputs)?;
    shelf::write(&folder, &made.files)?;
    say(&folder, &made)
}

fn asked(config: &Config, month: Option<Month>, date: Option<NaiveDate>) -> (Month, Day) {
    let today = today(date, config.import.zone);
    let day = date.map_or(Day::Today(today), Day::Asked);
    (month.unwrap_or_else(|| Month::of(today).previous()), day)
}

/// The draft of a month and the files asked for, before they are put anywhere.
pub fn compose(
    config: &Config,
    month: Month,
    today: NaiveDate,
    outputs: &'static [Output],
) -> anyhow::Result<Made> {
    Study::of(config, month, gather(config, month)?)?.print(&Version::Draft, today, outputs)
}

/// Says where the files are, and what was seen.
pub(super) fn say(folder: &Path, made: &Made) -> anyhow::Result<Verdict> {
    screen::remark(&screen::findings(&made.findings));
    screen::remark(&elsewhere(made.elsewhere));
    screen::say(&last_line(folder, made))?;
    Ok(Verdict::of(&made.findings))
}

/// Where the files are, and what to look at in a report.
fn last_line(folder: &Path, made: &Made) -> String {
    let written = made.outputs.iter().filter_map(|output| {
        let place = folder.join(output.file);
        Some(format!("{}{NBSP}: {}", output.said?, place.display()))
    });
    let written = written.collect::<Vec<_>>().join(" ; ");
    let is_read = |output: &&Output| output.file == REPORT[0].file;
    if !made.outputs.iter().any(is_read) {
        return format!("{written}\n");
    }
    let grave = made
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
        .count();
    let look = match grave {
        0 => "lire d’abord la page 2".to_owned(),
        _ => format!(
            "lire d’abord la page 2, puis la page de méthode{NBSP}: {}",
            text::count(
                grave as u64,
                "remarque sur les données",
                "remarques sur les données"
            )
        ),
    };
    format!("{written} ; {look}\n")
}

/// What is odd in other months was told in their time.
fn elsewhere(count: usize) -> String {
    if count == 0 {
        return String::new();
    }
    let remarks = text::count(count as u64, "autre remarque", "autres remarques");
    format!("{remarks} sur d’autres mois ; « estran inspect » les donne toutes\n")
}
