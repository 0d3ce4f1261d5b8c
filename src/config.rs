//! config.toml under one roof: each room brings its own settings, this file reads them together.
//!
//! The settings of a room never come from here by themselves: `commands` hands each room its own.

mod cause;
mod check;
mod fault;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use crate::model::{Calendar, Month, Territory};
use crate::render::pdf::Look;
use crate::report::Highlight;
use crate::{document, fetch, figures, import, relate, send};

pub use cause::cause;
pub use fault::Error;
use fault::Fault;

/// Everything a service sets, checked.
#[derive(Clone, Debug)]
pub struct Config {
    pub organisation: Organisation,
    /// Who may receive the report, as printed on its cover.
    pub diffusion: String,
    /// Whether the annexes follow the report.
    pub annexes: bool,
    /// Whether the figures travel inside the PDF of the report.
    pub attach_figures: bool,
    pub folders: Folders,
    pub release: Release,
    pub retention: Retention,
    pub calendar: Calendar,
    pub import: import::Settings,
    pub relate: relate::Rules,
    pub figures: figures::Settings,
    /// What `estran fetch` reads, in the order of the accounts; then the tools that keep time, by name.
    pub fetch: Vec<fetch::Errand>,
    /// Where a report goes once it is made.
    pub delivery: send::Delivery,
    /// The colours of the service.
    pub look: Look,
    /// SHA-256 of the file that all this was read from, in hexadecimal.
    pub fingerprint: String,
    months: BTreeMap<Month, MonthNotes>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    pub name: String,
    #[serde(default)]
    pub service: Option<String>,
}

/// Where files are read and reports written, relative to the folder of the configuration.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Folders {
    pub inbox: PathBuf,
    pub reports: PathBuf,
    /// One file per token, closed to others.
    pub secrets: PathBuf,
}

impl Default for Folders {
    fn default() -> Self {
        Folders {
            inbox: PathBuf::from("inbox"),
            reports: PathBuf::from("reports"),
            secrets: PathBuf::from("secrets"),
        }
    }
}

/// When a month may become definitive.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Release {
    /// Days after the end of the month during which late entries are still awaited.
    pub grace_days: u16,
}

/// How long files are kept in the inbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Retention {
    /// Whole months before the current one; without it, nothing is ever removed.
    pub months: Option<u16>,
}

impl Default for Release {
    fn default() -> Self {
        Release { grace_days: 5 }
    }
}

impl Release {
    /// The last day on which entries of a month are awaited.
    pub fn entries_until(&self, month: Month) -> NaiveDate {
        month.last_day() + Days::new(u64::from(self.grace_days))
    }
}

/// What the service wants to say in one month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MonthNotes {
    /// Printed on the cover, 400 characters at most.
    pub word: Option<String>,
    /// What the service asks for, three at most.
    pub proposals: Vec<String>,
    /// Codes of the sentences to print on page 2, or sentences of the service, three at most.
    pub facts: Vec<String>,
    /// What the curves of later months explain.
    pub highlights: Vec<Highlight>,
    /// The team has entered all that it had to.
    pub complete: bool,
    /// Absences of the whole team, « 35:00 ».
    pub absences: Option<String>,
    /// Reference of the content whose life is drawn.
    pub anatomy: Option<String>,
    /// What is counted otherwise from this month on, and why.
    pub changed: figures::Changed,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    organisation: Organisation,
    #[serde(default)]
    zone: Option<Spanned<String>>,
    #[serde(default)]
    diffusion: Option<String>,
    #[serde(default = "yes")]
    annexes: bool,
    #[serde(default)]
    attach_figures: bool,
    #[serde(default)]
    folders: Folders,
    #[serde(default)]
    release: Release,
    #[serde(default)]
    retention: Retention,
    #[serde(default)]
    calendar: RawCalendar,
    #[serde(default)]
    capacity: figures::Capacity,
    #[serde(default)]
    team: figures::Team,
    #[serde(default)]
    moderation: figures::Moderation,
    #[serde(default)]
    thresholds: figures::Thresholds,
    #[serde(default)]
    look: Look,
    #[serde(default)]
    charter: figures::Charter,
    #[serde(default)]
    import: import::Reading,
    #[serde(default)]
    relate: relate::Rules,
    #[serde(default)]
    month: BTreeMap<Month, Spanned<MonthNotes>>,
    #[serde(default)]
    accounts: Vec<Spanned<import::Account>>,
    #[serde(default)]
    fetch: BTreeMap<String, Spanned<fetch::Target>>,
    #[serde(default)]
    fetch_time: BTreeMap<String, Spanned<fetch::TimeTarget>>,
    #[serde(default)]
    delivery: RawDelivery,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawDelivery {
    email: Option<Spanned<send::EmailKeys>>,
    folder: Option<Spanned<send::FolderKeys>>,
    webhook: Option<Spanned<send::WebhookKeys>>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct RawCalendar {
    opening: Option<Spanned<Vec<String>>>,
    territory: Territory,
    closed: Vec<NaiveDate>,
    working_day: Option<Spanned<String>>,
}

const DIFFUSION: &str = "Document de travail interne";

impl Config {
    /// Reads and checks a configuration; its folders become relative to where it lies.
    #[expect(
        clippy::disallowed_methods,
        reason = "the configuration is a door, with commands/"
    )]
    pub fn load(path: &Path) -> Result<Config, Error> {
        let shown = path.display().to_string();
        let bytes = std::fs::read(path).map_err(|error| Error::unreadable(&shown, &error))?;
        let fingerprint = document::fingerprint(&bytes);
        let text = String::from_utf8(bytes).map_err(|_| Error::NotText {
            path: shown.clone(),
        })?;
        let mut config = Config::parse(&shown, &text)?;
        config.fingerprint = fingerprint;
        let base = path.parent().unwrap_or(Path::new(""));
        config.folders.inbox = base.join(&config.folders.inbox);
        config.folders.reports = base.join(&config.folders.reports);
        config.folders.secrets = base.join(&config.folders.secrets);
        config.look.logo = config.look.logo.map(|logo| base.join(logo));
        config.delivery = config.delivery.based_on(base);
        Ok(config)
    }

    /// Reads a configuration; `path` only serves for messages.
    pub fn parse(path: &str, text: &str) -> Result<Config, Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let raw =
            read(text).map_err(|error| fault::translated(text, &error).in_file(path, text))?;
        Config::check(raw).map_err(|fault| fault.in_file(path, text))
    }

    /// What a manual run takes: every default, and a body that the export names.
    pub fn without_file(organisation: &str) -> Config {
        let organisation = Organisation {
            name: organisation.to_owned(),
            service: None,
        };
        let calendar = check::calendar(RawCalendar::default())
            .expect("the default opening hours are well written");
        Config {
            organisation,
            diffusion: DIFFUSION.to_owned(),
            annexes: true,
            attach_figures: false,
            folders: Folders::default(),
            release: Release::default(),
            retention: Retention::default(),
            fingerprint: String::new(),
            calendar,
            import: import::Settings::default(),
            relate: relate::Rules::default(),
            figures: figures::Settings::default(),
            fetch: Vec::new(),
            delivery: send::Delivery::default(),
            look: Look::default(),
            months: BTreeMap::new(),
        }
    }

    /// The word and the proposals of a month, if the service wrote any.
    pub fn notes(&self, month: Month) -> MonthNotes {
        self.months.get(&month).cloned().unwrap_or_default()
    }

    /// What happened in the months of a curve, in the order of time.
    pub fn highlights(&self, from: Month, to: Month) -> Vec<Highlight> {
        let months = self.months.range(from..=to);
        let mut highlights: Vec<Highlight> = months
            .flat_map(|(_, notes)| notes.highlights.iter().cloned())
            .collect();
        highlights.sort_by_key(|highlight| highlight.day);
        highlights
    }

    fn check(raw: Raw) -> Result<Config, Fault> {
        if raw.organisation.name.trim().is_empty() {
            return Err(Fault::at_key(
                "name",
                "« organisation.name » est vide ; écrire le nom de l’organisme",
            ));
        }
        let zone = match &raw.zone {
            Some(name) => check::zone(name)?,
            None => import::Settings::default().zone,
        };
        let calendar = check::calendar(raw.calendar)?;
        check::capacity(&raw.capacity)?;
        check::team(&raw.team)?;
        check::look(&raw.look)?;
        let accounts = check::accounts(raw.accounts)?;
        check::tables(&raw.import, &accounts)?;
        let mut errands = check::errands(raw.fetch, &accounts)?;
        errands.extend(check::time_errands(raw.fetch_time, &accounts)?);
        let months = raw
            .month
            .into_iter()
            .map(|(month, notes)| Ok((month, check::month_notes(month, notes)?)))
            .collect::<Result<BTreeMap<_, _>, _>>()?;
        Ok(Config {
            organisation: raw.organisation,
            diffusion: raw.diffusion.unwrap_or_else(|| DIFFUSION.to_owned()),
            annexes: raw.annexes,
            attach_figures: raw.attach_figures,
            folders: raw.folders,
            release: raw.release,
            retention: check::retention(raw.retention)?,
            fingerprint: String::new(),
            import: import::Settings {
                zone,
                accounts,
                working_day: calendar.working_day(),
                reading: raw.import,
                until: None,
            },
            calendar,
            relate: raw.relate,
            fetch: errands,
            delivery: check::delivery(raw.delivery)?,
            look: raw.look,
            figures: figures::Settings {
                capacity: raw.capacity,
                thresholds: raw.thresholds,
                team: raw.team,
                months: check::month_facts(&months),
                moderation: raw.moderation,
                charter: raw.charter,
            },
            months,
        })
    }
}

fn read(text: &str) -> Result<Raw, toml::de::Error> {
    let mut document = DeTable::parse(text)?;
    for (_, value) in document.get_mut().iter_mut() {
        dates_as_text(value.get_mut());
    }
    Raw::deserialize(Deserializer::from(document))
}

/// TOML writes dates without quotes, chrono reads them from text: `opened = 2011-03-07`.
fn dates_as_text(value: &mut DeValue) {
    match value {
        DeValue::Datetime(date) => *value = DeValue::String(date.to_string().into()),
        DeValue::Array(items) => items
            .iter_mut()
            .for_each(|item| dates_as_text(item.get_mut())),
        DeValue::Table(table) => table
            .iter_mut()
            .for_each(|(_, item)| dates_as_text(item.get_mut())),
        DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) => {}
    }
}

#[cfg(test)]
mod tests;
