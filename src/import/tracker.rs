//! From an entry of a time tracker to a record: one way for all tools (timesheets.md §0, §9.3, §9.4).

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::import::duration::Reading;
use crate::import::hours_bounds::Bounds;
use crate::import::hours_checks::{self, Totals};
use crate::import::hours_record::link;
use crate::import::notes::Notes;
use crate::import::{Settings, account_cell, hours_rows, reference, step};
use crate::model::{Batch, Hour, Nature, Severity, Spent, Step};
use crate::words::text;

/// Longest title kept.
const TITLE: usize = 100;
/// A tracker rounds the start, the end and the duration each on its own.
const ROUNDING: Spent = Spent::minutes(1);

/// One entry as a tool wrote it. What the tool does not say stays empty.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// Line, row, or place in a list.
    pub row: u32,
    /// The tool's own id, prefixed: `toggl:123`.
    pub source_id: Option<String>,
    /// Already a number.
    pub agent: Option<u64>,
    pub day: Option<NaiveDate>,
    /// Wall clock of the body.
    pub start: Option<NaiveDateTime>,
    pub end: Option<NaiveDateTime>,
    /// The duration the tool gives: it wins over the clock.
    pub spent: Option<Spent>,
    /// Activity or task.
    pub activity: String,
    pub tags: Vec<String>,
    pub project: String,
    pub description: String,
    /// Custom fields: only references and links are looked for in them.
    pub others: Vec<String>,
    pub is_running: bool,
    pub is_absence: bool,
    /// When the tool settles it; otherwise an entry with a start was measured, and one without was typed.
    pub nature: Option<Nature>,
}

/// The records of a file as they are made, and what is told of them.
pub struct Entries<'a> {
    settings: &'a Settings,
    pub notes: Notes,
    /// Whether the duration is the time between the start and the end: not when pauses are taken out.
    pub has_breaks: bool,
    hours: Vec<Hour>,
    running: usize,
    absences: u64,
    totals: Totals,
    /// Rows whose duration is not the time between their start and end.
    apart: Vec<u32>,
}

impl<'a> Entries<'a> {
    pub fn new(batch: &Batch, table: Option<&str>, settings: &'a Settings) -> Self {
        Entries {
            settings,
            notes: Notes::new(&batch.file, table),
            has_breaks: false,
            hours: Vec::new(),
            running: 0,
            absences: 0,
            totals: Totals::default(),
            apart: Vec::new(),
        }
    }

    pub fn add(&mut self, entry: &Entry) {
        if entry.is_absence || is_about_absence(entry) {
            self.absences += 1;
            return;
        }
        self.notes.rows_in += 1;
        if entry.is_running {
            self.running += 1;
            self.notes.told(
                entry.row,
                "running-entry",
                "saisie en cours au moment de l’export : elle n’a pas de fin et n’est pas comptée",
            );
            return;
        }
        let Some(day) = entry.day.or_else(|| entry.start.map(|start| start.date())) else {
            self.notes.told_alike(
                entry.row,
                "unreadable-date",
                "la date manque ou ne se lit pas ; cette durée n’est pas comptée : refaire l’export sans l’ouvrir dans un tableur",
            );
            return;
        };
        let (start, end) = self.in_order(entry);
        let elapsed = Bounds { start, end }.elapsed(self.settings.zone);
        let Some(spent) = self.spent(entry, elapsed) else {
            return;
        };
        if let Some(elapsed) = elapsed.filter(|_| entry.spent.is_some() && !self.has_breaks)
            && (elapsed - spent).abs() > ROUNDING
        {
            self.apart.push(entry.row);
        }
        self.totals.add(spent);
        let hour = self.record(entry, day, (start, end), spent);
        self.hours.push(hour);
    }

    /// An end before the start, where the end has its own date, is an error of the file.
    fn in_order(&mut self, entry: &Entry) -> (Option<NaiveDateTime>, Option<NaiveDateTime>) {
        if let (Some(start), Some(end)) = (entry.start, entry.end)
            && end < start
        {
            self.notes.doubt(
                entry.row,
                "end-before-start",
                "la fin vient avant le début ; elle est laissée de côté : vérifier la date de fin",
            );
            return (entry.start, None);
        }
        (entry.start, entry.end)
    }

    /// Told when there is none, or none to count.
    fn spent(&mut self, entry: &Entry, elapsed: Option<Spent>) -> Option<Spent> {
        let (code, message) = match entry.spent.or(elapsed) {
            Some(spent) if spent > Spent::ZERO => return Some(spent),
            Some(spent) if spent.is_zero() => (
                "zero-duration",
                "la durée est nulle ; elle n’est pas comptée",
            ),
            Some(_) => (
                "negative-duration",
                "la durée est négative ; elle n’est pas comptée : vérifier le début et la fin",
            ),
            None => (
                "no-duration",
                "la durée manque ou ne se lit pas ; la ligne n’est pas comptée : refaire l’export avec la colonne de durée, au format heures et minutes",
            ),
        };
        self.notes.told_alike(entry.row, code, message);
        None
    }

    fn record(
        &mut self,
        entry: &Entry,
        day: NaiveDate,
        (start, end): (Option<NaiveDateTime>, Option<NaiveDateTime>),
        spent: Spent,
    ) -> Hour {
        let step = step_of(entry);
        if step.is_none() {
            self.notes.share(
                Severity::Info,
                entry.row,
                "unknown-step",
                "ni l’activité, ni les étiquettes, ni le projet, ni la description ne nomment une tâche connue ; les heures sont comptées sans étape",
            );
        }
        let mut refs = Vec::new();
        for found in texts(entry).flat_map(reference::find) {
            if !refs.contains(&found) {
                refs.push(found);
            }
        }
        let permalink = texts(entry).find_map(link);
        let has_title = refs.is_empty() && link(&entry.description).is_none();
        let title = entry.description.lines().next().filter(|_| has_title);
        let accounts = &self.settings.accounts;
        let account = std::iter::once(&entry.project)
            .chain(&entry.tags)
            .find_map(|label| account_cell::known(label, accounts));
        let nature = entry.nature.unwrap_or(if start.is_some() {
            Nature::Measured
        } else {
            Nature::Declared
        });
        Hour {
            source_id: entry.source_id.clone(),
            agent: entry.agent,
            day,
            start,
            end,
            spent,
            step,
            account,
            refs,
            permalink,
            title: title
                .map(|title| text::shortened(title, TITLE))
                .filter(|title| !title.is_empty()),
            service: None,
            outside: None,
            nature,
            row: entry.row,
        }
    }

    /// A row of totals: compared with the rows above, never counted.
    pub fn total(&mut self, row: u32, told: Reading) {
        let told = match told {
            // A formula that was saved without its value reads as nothing.
            Reading::Plain { value: 0.0, .. } => Reading::Empty,
            Reading::Given(given) if given.spent.is_zero() => Reading::Empty,
            other => other,
        };
        let working_day = self.settings.working_day;
        self.totals.compare(row, told, working_day, &mut self.notes);
    }

    /// What only the whole file can tell, and the batch.
    pub fn into_batch(mut self, mut batch: Batch) -> Batch {
        if self.absences > 0 {
            let message = text::count(
                self.absences,
                "ligne d’absence ou de pause écartée, sans détail",
                "lignes d’absence ou de pause écartées, sans détail",
            );
            self.notes
                .sheet(Severity::Info, "absences-dropped", &message);
        }
        self.rounded();
        for row in &self.apart {
            self.notes.share(
                Severity::Warning,
                *row,
                "duration-differs",
                "la durée et l’écart entre le début et la fin diffèrent de plus d’une minute ; la durée de l’outil est retenue",
            );
        }
        hours_checks::check_entries(&self.hours, &mut self.notes);
        self.duplicates();
        batch.running += self.running;
        batch.rows_in += self.notes.rows_in;
        batch.rows_told += self.notes.rows_told;
        batch.findings.extend(self.notes.into_findings());
        batch
            .tables
            .hours
            .get_or_insert_default()
            .extend(self.hours);
        batch
    }

    /// A workspace may round what it reports: more than half of the durations are round, their clocks are not.
    fn rounded(&mut self) {
        let is_round = |spent: Spent| spent.as_seconds() % 300 == 0;
        let zone = self.settings.zone;
        let bounded = |hour: &Hour| {
            Bounds {
                start: hour.start,
                end: hour.end,
            }
            .elapsed(zone)
        };
        let timed: Vec<(Spent, Spent)> = self
            .hours
            .iter()
            .filter_map(|hour| Some((hour.spent, bounded(hour)?)))
            .collect();
        let rounded = timed
            .iter()
            .filter(|(spent, elapsed)| is_round(*spent) && !is_round(*elapsed))
            .count();
        if timed.len() < 3 || rounded * 2 <= timed.len() || self.apart.is_empty() {
            return;
        }
        self.apart.clear();
        for hour in self.hours.iter_mut().filter(|hour| hour.start.is_some()) {
            hour.nature = Nature::Estimated;
        }
        self.notes.sheet(
            Severity::Warning,
            "rounded-durations",
            "les durées sont arrondies par l’outil et ne suivent pas les heures de début et de fin ; elles sont comptées comme estimées : retirer l’arrondi du rapport avant de l’exporter",
        );
    }

    /// Two identical rows are both kept when the tool gives no id.
    fn duplicates(&mut self) {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        for hour in self.hours.iter().filter(|hour| hour.source_id.is_none()) {
            let same = Hour {
                row: 0,
                ..hour.clone()
            };
            let first = *seen.entry(format!("{same:?}")).or_insert(hour.row);
            if first != hour.row {
                self.notes.share(
                    Severity::Warning,
                    hour.row,
                    "duplicate-row",
                    "saisie identique à une autre plus haut ; les deux sont comptées : en retirer une si c’est un doublon",
                );
            }
        }
    }
}

/// Everything an entry says, the surest first.
fn texts(entry: &Entry) -> impl Iterator<Item = &str> {
    [&entry.description, &entry.activity, &entry.project]
        .into_iter()
        .chain(&entry.tags)
        .chain(&entry.others)
        .map(String::as_str)
}

/// Activity, then tags, then project, then description: the first that names a step.
fn step_of(entry: &Entry) -> Option<Step> {
    std::iter::once(&entry.activity)
        .chain(&entry.tags)
        .chain([&entry.project, &entry.description])
        .find_map(|label| step::named(label))
}

/// Leave, sickness, in the words of the service. A project may be about holidays: only a label that says
/// nothing else counts there.
fn is_about_absence(entry: &Entry) -> bool {
    let is_whole = |label: &String| {
        hours_rows::is_leave(label)
            || (hours_rows::is_absence_label(label) && label.split_whitespace().count() == 1)
    };
    hours_rows::is_absence_label(&entry.activity)
        || is_whole(&entry.activity)
        || is_whole(&entry.project)
        || entry.tags.iter().any(is_whole)
        || is_whole(&entry.description)
}
