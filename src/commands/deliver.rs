//! Sends the reports to those that config.toml names. Nothing leaves twice; what did not leave waits, and is told.

mod drop;
mod due;
mod office;
mod outcome;
mod parcel;
mod record;
mod way;
mod wording;

use std::path::Path;

use anyhow::bail;
use chrono::Utc;

use crate::commands::{Verdict, screen, secrets, today};
use crate::config::Config;
use crate::fetch;
use crate::model::Month;
use crate::send::{self, Stage};
use crate::words::date;
use crate::words::number::{NBSP, THIN};

use due::Due;
pub use office::Office;
pub use outcome::{Outcome, Went};
use parcel::Parcel;
use record::{Record, State};
use way::{Way, of_stage, ways};

/// What is asked on the command line.
#[derive(Clone, Debug, Default)]
pub struct Order {
    /// The previous one by default, and those where something waits.
    pub month: Option<Month>,
    /// What is in doubt or was refused leaves once more.
    pub again: bool,
    /// What is in doubt has arrived: it is noted so.
    pub received: bool,
}

/// Sends a report that was just made, then what waits of other months. Nothing when nothing is set.
///
/// What did not go is an outcome, not an error: an error says that the record of deliveries cannot be kept.
/// `folder` holds the files of the report: that of the month for a draft, that of the version for a release.
pub fn announce(
    config: &Config,
    month: Month,
    stage: Stage,
    folder: &Path,
) -> anyhow::Result<Vec<Outcome>> {
    with_this_machine(|office| announce_by(office, config, month, stage, folder))
}

/// The same, with another clock and other limits.
pub fn announce_by(
    office: &Office,
    config: &Config,
    month: Month,
    stage: Stage,
    folder: &Path,
) -> anyhow::Result<Vec<Outcome>> {
    let own = Due {
        month,
        stage,
        folder: folder.to_owned(),
    };
    let mut outcomes = send_one(office, config, &own, false)?;
    outcomes.extend(catch_up_by(office, config, Some(month))?);
    Ok(outcomes)
}

/// Says to those who receive drafts, and to the webhook, that a report could not be made: once for one cause.
pub fn alarm(config: &Config, month: Month, why: &str) -> anyhow::Result<Vec<Outcome>> {
    with_this_machine(|office| alarm_by(office, config, month, why))
}

/// The same, with another clock and other limits.
pub fn alarm_by(
    office: &Office,
    config: &Config,
    month: Month,
    why: &str,
) -> anyhow::Result<Vec<Outcome>> {
    let folder = config.folders.reports.join(month.to_string());
    let parcel = Parcel::alarm(month, &folder, why);
    if ways(config, &parcel).is_empty() {
        return Ok(Vec::new());
    }
    let mut record = Record::open(&folder)?;
    office.send(config, &parcel, &mut record, false)
}

/// Sends what waits of any month: for a run that has nothing new to send.
pub fn catch_up(config: &Config) -> anyhow::Result<Vec<Outcome>> {
    with_this_machine(|office| catch_up_by(office, config, None))
}

fn catch_up_by(
    office: &Office,
    config: &Config,
    but: Option<Month>,
) -> anyhow::Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    for due in due::waiting(config)? {
        if Some(due.month) != but {
            outcomes.extend(send_one(office, config, &due, false)?);
        }
    }
    Ok(outcomes)
}

/// `estran deliver`.
pub fn run(config: &Config, order: &Order) -> anyhow::Result<Verdict> {
    refuse_without_delivery(config)?;
    let outcomes = with_this_machine(|office| run_by(office, config, order))?;
    for outcome in &outcomes {
        screen::say(&outcome.line(config.import.zone))?;
    }
    Ok(verdict(&outcomes))
}

/// The same, with another clock and other limits, and without a screen.
pub fn run_by(office: &Office, config: &Config, order: &Order) -> anyhow::Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    for due in asked(config, order)? {
        if order.received {
            settle(office, config, due.month)?;
        }
        outcomes.extend(send_one(office, config, &due, order.again)?);
    }
    Ok(outcomes)
}

/// To whom what would be sent, without sending anything.
pub fn rehearse(config: &Config, order: &Order) -> anyhow::Result<Verdict> {
    refuse_without_delivery(config)?;
    let mut lines = vec![format!("sans rien envoyer{NBSP}:\n")];
    let mut is_ready = true;
    for due in asked(config, order)? {
        let parcel = Parcel::read(&due.folder, due.month, due.stage)?;
        let known = record::look(&due.month_folder(config))?;
        let heading = format!("{}, {}", date::month(due.month), due.stage.said());
        for way in ways(config, &parcel) {
            let entry = known.iter().find(|entry| entry.key == way.key(&parcel));
            let line = match entry {
                Some(entry) if entry.state != State::Queued && entry.state != State::Replaced => {
                    Outcome::of(due.month, entry).line(config.import.zone)
                }
                _ => {
                    let (is_good, how) = how(config, &way);
                    is_ready &= is_good;
                    format!("{heading}, {}{NBSP}: à envoyer{how}\n", way.said())
                }
            };
            lines.push(line);
        }
    }
    screen::say(&lines.concat())?;
    Ok(if is_ready {
        Verdict::Clean
    } else {
        Verdict::WithFindings
    })
}

/// Whether any was not sent.
pub fn verdict(outcomes: &[Outcome]) -> Verdict {
    if outcomes.iter().all(Outcome::is_done) {
        Verdict::Clean
    } else {
        Verdict::WithFindings
    }
}

fn with_this_machine<T>(work: impl FnOnce(&Office) -> T) -> T {
    #[expect(clippy::disallowed_methods, reason = "commands read the clock")]
    let now = || Utc::now();
    work(&Office {
        now: &now,
        rest: &std::thread::sleep,
        limits: send::Limits::default(),
        webhook: fetch::Limits::default(),
        news: &screen::remark,
    })
}

fn refuse_without_delivery(config: &Config) -> anyhow::Result<()> {
    if !config.delivery.is_set() {
        bail!(
            "aucun envoi n’est réglé{THIN}; ajouter à la configuration [delivery.email], [delivery.folder] ou [delivery.webhook]"
        );
    }
    Ok(())
}

/// The reports that the command is about: at least one.
fn asked(config: &Config, order: &Order) -> anyhow::Result<Vec<Due>> {
    let previous = Month::of(today(None, config.import.zone)).previous();
    let month = order.month.unwrap_or(previous);
    let mut asked: Vec<Due> = due::of_month(config, month).into_iter().collect();
    if order.month.is_none() {
        let others = due::waiting(config)?;
        asked.extend(others.into_iter().filter(|due| due.month != month));
    }
    if asked.is_empty() {
        bail!(
            "aucun rapport {} dans «{NBSP}{}{NBSP}»{THIN}; le faire d’abord avec «{NBSP}estran report --month {month}{NBSP}»",
            date::of_month(month),
            config.folders.reports.display()
        );
    }
    asked.sort();
    Ok(asked)
}

fn send_one(
    office: &Office,
    config: &Config,
    due: &Due,
    again: bool,
) -> anyhow::Result<Vec<Outcome>> {
    if of_stage(config, due.stage).is_empty() {
        return Ok(Vec::new());
    }
    let parcel = Parcel::read(&due.folder, due.month, due.stage)?;
    let mut record = Record::open(&due.month_folder(config))?;
    office.send(config, &parcel, &mut record, again)
}

/// A person has looked: what was in doubt has arrived.
fn settle(office: &Office, config: &Config, month: Month) -> anyhow::Result<()> {
    let mut record = Record::open(&config.folders.reports.join(month.to_string()))?;
    let doubtful = |entry: &&record::Entry| entry.state == State::Leaving;
    let entries: Vec<_> = record.entries().iter().filter(doubtful).cloned().collect();
    for entry in entries {
        record.put(record::Entry {
            state: State::Sent,
            at: (office.now)(),
            why: None,
            ..entry
        })?;
    }
    Ok(())
}

/// « par smtp.abers.example, mot de passe trouvé », and whether all is there.
fn how(config: &Config, way: &Way) -> (bool, String) {
    let secrets = &config.folders.secrets;
    let (name, found) = match way {
        Way::Email(email, _) => {
            let relay = &email.relay;
            let found = relay
                .secret
                .as_ref()
                .map(|name| secrets::password(name, secrets));
            (format!(" par {}", relay.host), found)
        }
        Way::Folder(folder, _) => (format!(" ({})", folder.files.join(", ")), None),
        Way::Webhook(webhook) => {
            let found = webhook
                .secret
                .as_ref()
                .map(|name| secrets::find(name, secrets));
            (String::new(), found)
        }
    };
    match found {
        None => (true, name),
        Some(Ok(_)) => (true, format!("{name}, mot de passe trouvé")),
        Some(Err(error)) => (false, format!("{name}{THIN}; {error}")),
    }
}
