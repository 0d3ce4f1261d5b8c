//! What is known of a month: gathered once, then printed as a draft or a version, of one day or of another.

mod refusals;

use chrono::NaiveDate;

use crate::commands::{inbox, look, screen};
use crate::config::{Config, MonthNotes};
use crate::figures::compare::{Comparison, compare};
use crate::figures::{Figures, HISTORY, figures};
use crate::import;
use crate::ledger::{self, Ledger};
use crate::model::{Batch, Finding, Month, Status};
use crate::relate::{Linked, relate};
use crate::render::pdf::Theme;
use crate::render::{Edition, Output};
use crate::report::block::Report;
use crate::report::{Desk, Highlight, Version, report};

use refusals::{
    refuse_a_month_without_data, refuse_without_accounts, unknown_accounts, unknown_anatomy,
};

/// A file that was read, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Input {
    /// Its name, relative to the inbox.
    pub file: String,
    pub bytes: u64,
    pub sha256: String,
    /// The format that knew it.
    pub format: Option<String>,
    /// `read`, `refused` or `ignored`.
    pub status: String,
    pub rows: usize,
    pub kept: usize,
    pub told: usize,
}

/// A month, gathered and computed.
pub struct Study<'a> {
    pub config: &'a Config,
    pub month: Month,
    /// One export without a configuration: the report says what it cannot tell.
    manual: bool,
    linked: Linked,
    figures: Figures,
    comparison: Vec<Comparison>,
    notes: MonthNotes,
    highlights: Vec<Highlight>,
    theme: Theme,
    is_first_month: bool,
    pub inputs: Vec<Input>,
    /// About this month.
    pub findings: Vec<Finding>,
    /// How many are about other months.
    pub elsewhere: usize,
}

/// A report, its files by name, and what is told of its data.
pub struct Made {
    pub month: Month,
    pub report: Report,
    pub files: Vec<(&'static str, Vec<u8>)>,
    pub(super) outputs: Vec<&'static Output>,
    /// About this month.
    pub findings: Vec<Finding>,
    /// How many are about other months.
    pub(super) elsewhere: usize,
}

/// What the files of the inbox hold, before anything is computed.
pub struct Gathered {
    ledger: Ledger,
    pub inputs: Vec<Input>,
}

/// Reads the inbox of the configuration.
pub fn gather(config: &Config, month: Month) -> anyhow::Result<Gathered> {
    let batches = batches(config, Some(month))?;
    let inputs = batches.iter().map(Input::of).collect();
    let mut ledger = ledger::gather(batches)?;
    refuse_without_accounts(config, month, &ledger)?;
    let unknown = unknown_accounts(&ledger);
    ledger.findings.extend(unknown);
    Ok(Gathered { ledger, inputs })
}

/// Each file of the inbox; events that repeat without end are followed until the end of the month, if one is given.
pub fn batches(config: &Config, until: Option<Month>) -> anyhow::Result<Vec<Batch>> {
    let entries = inbox::list(&config.folders.inbox)?;
    let settings = import::Settings {
        until: until.map(Month::last_day),
        ..config.import.clone()
    };
    Ok(inbox::read(&entries, &settings))
}

impl Input {
    fn of(batch: &Batch) -> Input {
        let status = match batch.status {
            Status::Read => "read",
            Status::Refused => "refused",
            Status::Ignored => "ignored",
        };
        Input {
            file: batch.file.to_string(),
            bytes: batch.size,
            sha256: batch.fingerprint.clone(),
            format: batch.format.map(str::to_owned),
            status: status.to_owned(),
            rows: batch.rows_in,
            kept: batch.tables.len(),
            told: batch.rows_told,
        }
    }
}

impl<'a> Study<'a> {
    /// From what was gathered to the figures.
    pub fn of(config: &'a Config, month: Month, gathered: Gathered) -> anyhow::Result<Study<'a>> {
        Study::new(config, month, false, gathered)
    }

    /// The same, for files without a configuration.
    pub fn manual(config: &'a Config, month: Month, ledger: Ledger) -> anyhow::Result<Study<'a>> {
        let inputs = Vec::new();
        Study::new(config, month, true, Gathered { ledger, inputs })
    }

    fn new(
        config: &'a Config,
        month: Month,
        manual: bool,
        gathered: Gathered,
    ) -> anyhow::Result<Study<'a>> {
        let Gathered { ledger, inputs } = gathered;
        refuse_a_month_without_data(&ledger, month)?;
        let is_first_month = ledger.months().is_some_and(|(first, _)| first == month);
        let linked = relate(ledger, &config.relate)?;
        let figures = figures(
            &linked,
            month,
            &config.calendar,
            &config.import.accounts,
            &config.figures,
        )?;
        let mut findings: Vec<Finding> = linked
            .findings
            .iter()
            .filter(|finding| finding.concerns(month))
            .cloned()
            .collect();
        let elsewhere = linked.findings.len() - findings.len();
        findings.extend(unknown_anatomy(config, &figures));
        Ok(Study {
            config,
            month,
            manual,
            comparison: compare(&figures, &config.calendar, &config.figures),
            notes: config.notes(month),
            highlights: config.highlights(month.minus(HISTORY), month),
            theme: look::theme(&config.look)?,
            is_first_month,
            linked,
            figures,
            inputs,
            findings,
            elsewhere,
        })
    }

    /// Fingerprint of the records that were counted.
    pub fn fingerprint(&self) -> &str {
        &self.linked.fingerprint
    }

    /// The files asked for, of this version and this day.
    pub fn print(
        &self,
        version: &Version,
        day: NaiveDate,
        outputs: impl IntoIterator<Item = &'static Output>,
    ) -> anyhow::Result<Made> {
        let outputs: Vec<&'static Output> = outputs.into_iter().collect();
        let (config, linked) = (self.config, &self.linked);
        let desk = Desk {
            month: self.month,
            today: day,
            version,
            figures: &self.figures,
            comparison: &self.comparison,
            findings: &self.findings,
            accounts: &config.import.accounts,
            settings: &config.figures,
            organisation: &config.organisation.name,
            word: self.notes.word.as_deref(),
            proposals: &self.notes.proposals,
            facts: &self.notes.facts,
            highlights: &self.highlights,
            diffusion: &config.diffusion,
            annexes: config.annexes,
            manual: self.manual,
            working_day: config.calendar.working_day(),
            opening: config.calendar.opening(),
            working_days: working_days(config, &self.figures),
            has_hours: linked.hours.is_some(),
            has_contents: linked.plans.is_some(),
            has_approvals: linked.approvals.is_some(),
            has_requests: linked.requests.is_some(),
            has_messages: linked.messages.is_some(),
            is_first_month: self.is_first_month,
            fingerprint: &linked.fingerprint,
        };
        let report = report(&desk);
        let edition = Edition {
            desk: &desk,
            report: &report,
            theme: &self.theme,
            attach_figures: config.attach_figures,
        };
        let bar = screen::progress(outputs.len(), "mise en pages");
        let mut files = Vec::with_capacity(outputs.len());
        for output in &outputs {
            files.push((output.file, (output.render)(&edition)?));
            bar.inc(1);
        }
        bar.finish_and_clear();
        Ok(Made {
            month: self.month,
            report,
            files,
            outputs,
            findings: self.findings.clone(),
            elsewhere: self.elsewhere,
        })
    }
}

fn working_days(config: &Config, figures: &Figures) -> (u64, Option<u64>) {
    let calendar = &config.calendar;
    let count = |month: Month| calendar.working_days(month.first_day(), month.last_day()) as u64;
    let previous = figures.month.previous();
    let is_known = figures.history.contains_key(&previous);
    (count(figures.month), is_known.then(|| count(previous)))
}
