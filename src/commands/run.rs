//! The scheduled run: fetch, then the draft, then who has to know. Safe to start twice, to kill, to start again.

mod notify;

use std::path::Path;

use chrono::NaiveDate;

use crate::commands::draft::{self, Day, Drafted};
use crate::commands::fetch::{self, Lines, Outcome, SystemClock};
use crate::commands::journal::Journal;
use crate::commands::lock::Lock;
use crate::commands::log::{Log, Step};
use crate::commands::{Verdict, forget, today, versions};
use crate::config::Config;
use crate::fetch::Limits;
use crate::model::Month;
use crate::render::REPORT;
use crate::words::number::{NBSP, THIN};
use crate::words::{date, text};

use notify::notify;

/// What is asked on the command line.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// The previous one by default.
    pub month: Option<Month>,
    /// Nothing to do when the month already has a report of complete data.
    pub if_missing: bool,
    /// Readings that cost money are paid for.
    pub pays: bool,
    /// The day that it is, for the body.
    pub date: Option<NaiveDate>,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub verdict: Verdict,
    /// One sentence.
    pub said: String,
}

/// One body, from its accounts to its draft, then to those who have to know.
pub fn run(config: &Config, order: &Order, log: &Log) -> anyhow::Result<Ended> {
    let today = today(order.date, config.import.zone);
    let month = order.month.unwrap_or_else(|| Month::of(today).previous());
    let _lock = Lock::take(&config.folders.reports)?;
    let folder = config.folders.reports.join(month.to_string());
    let made = draft_of(config, month, today, &folder, order, log);
    let told = notify(config, month, &folder, &made, log);
    let made = made?;
    let forgotten = forget_what_is_old(config, today, log);
    Ok(Ended {
        verdict: made.verdict.gravest(told).gravest(forgotten),
        ..made
    })
}

/// What `[retention]` asks for. The report is made whether it could be done or not; the next run tries again.
fn forget_what_is_old(config: &Config, today: NaiveDate, log: &Log) -> Verdict {
    if config.retention.months.is_none() {
        return Verdict::Clean;
    }
    let said = |removed: &Option<String>| {
        let nothing = || "rien d’assez vieux".to_owned();
        removed.clone().unwrap_or_else(nothing)
    };
    let removed = log.step(Step::Forget, || forget::as_set(config, today), said);
    if removed.is_ok() {
        Verdict::Clean
    } else {
        Verdict::WithFindings
    }
}

fn draft_of(
    config: &Config,
    month: Month,
    today: NaiveDate,
    folder: &Path,
    order: &Order,
    log: &Log,
) -> anyhow::Result<Ended> {
    if let Some(reason) = nothing_to_do(folder, month, order)? {
        return Ok(Ended {
            verdict: Verdict::Clean,
            said: reason,
        });
    }
    let unread = read_accounts(config, month, order.pays, log)?;
    let former = Journal::read(folder);
    let drafted = draft::make(config, month, Day::Today(today), log)?;
    warn_of_the_clock(former.as_ref(), &drafted, log);
    tell_of_late_entries(config, month, today, log);
    let verdict = if unread == 0 {
        Verdict::of(&drafted.made.findings)
    } else {
        Verdict::WithFindings
    };
    Ok(Ended {
        verdict,
        said: said(folder, month, &drafted),
    })
}

/// Why there is nothing to do, in a sentence.
fn nothing_to_do(folder: &Path, month: Month, order: &Order) -> anyhow::Result<Option<String>> {
    if let Some(last) = versions::latest(folder)? {
        versions::tidy(folder);
        return Ok(Some(format!(
            "{} est publié ({}){THIN}; il n’est plus réécrit",
            date::month(month),
            last.said()
        )));
    }
    if !order.if_missing {
        return Ok(None);
    }
    let draft = Journal::read(folder).filter(|draft| draft.is_complete && draft.is_whole(folder));
    Ok(draft.map(|draft| {
        format!(
            "le rapport {} est déjà fait, le {}, et ses données étaient complètes{THIN}; rien à faire (--if-missing)",
            date::of_month(month),
            date::day(draft.date)
        )
    }))
}

/// Asks the accounts that the configuration says how to read; how many did not answer. A report can be made of what is
/// already there, so that none of them stops the run.
fn read_accounts(config: &Config, month: Month, pays: bool, log: &Log) -> anyhow::Result<usize> {
    if config.fetch.is_empty() {
        return Ok(0);
    }
    let order = fetch::Order {
        month: Some(month),
        pays,
        ..fetch::Order::default()
    };
    let tell = |line: &str| log.tell(Step::Fetch, line);
    let lines = Lines::told_to(&tell, config.import.zone);
    let is_unread = |outcome: &Outcome| matches!(outcome, Outcome::NotRead(_));
    let count = |outcomes: &Vec<(String, Outcome)>| {
        let unread = outcomes.iter().filter(|(_, outcome)| is_unread(outcome));
        unread.count()
    };
    let outcomes = log.step(
        Step::Fetch,
        || fetch::read(config, &order, &SystemClock, Limits::default(), &lines),
        |outcomes| {
            let unread = count(outcomes);
            let read = (outcomes.len() - unread) as u64;
            let read = text::count(read, "compte lu", "comptes lus");
            match unread {
                0 => read,
                _ => format!(
                    "{read}, {}{THIN}; une nouvelle exécution ne redemande que ce qui manque",
                    text::count(unread as u64, "non lu", "non lus")
                ),
            }
        },
    )?;
    Ok(count(&outcomes))
}

/// A report of today that is older than the one it replaces: somebody should look at the clock.
fn warn_of_the_clock(former: Option<&Journal>, drafted: &Drafted, log: &Log) {
    if let Some(former) = former
        && drafted.journal.date < former.date
    {
        log.tell(
            Step::Write,
            &format!(
                "le rapport est daté du {}, avant celui qu’il remplace (du {}){THIN}; vérifier l’horloge de la machine",
                date::day(drafted.journal.date),
                date::day(former.date)
            ),
        );
    }
}

fn tell_of_late_entries(config: &Config, month: Month, today: NaiveDate, log: &Log) {
    let until = config.release.entries_until(month);
    if today <= until {
        log.tell(
            Step::Write,
            &format!(
                "des saisies {} sont encore attendues jusqu’au {}{NBSP}: la version provisoire peut changer",
                date::of_month(month),
                date::day(until)
            ),
        );
    }
}

fn said(folder: &Path, month: Month, drafted: &Drafted) -> String {
    let place = folder.join(REPORT[0].file);
    let what = if drafted.is_new {
        "version provisoire faite"
    } else {
        "version provisoire inchangée"
    };
    format!("{}{NBSP}: {what}, {}", date::month(month), place.display())
}
