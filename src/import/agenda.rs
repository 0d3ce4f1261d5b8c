//! From the events of a calendar to entries of time: what is told of those that give none
//! (timesheets.md §7).

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use crate::document::Document;
use crate::import::calendar_rules::{self, CalendarRule, Labels};
use crate::import::hours_record::link;
use crate::import::notes;
use crate::import::tracker::{Entries, Entry};
use crate::import::{Settings, reference};
use crate::model::{Batch, Finding, Nature, Severity, Spent};
use crate::words::text;

/// Beyond this, an event is a fair or a week, not the time that was spent there.
const LONG: Spent = Spent::hours(12);

/// Why an event gives no time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aside {
    NotChosen,
    Private,
    Cancelled,
    Declined,
    Free,
    AllDay,
    Replaced,
    NeverHappens,
    Endless,
    Unreadable,
}

impl Aside {
    /// Severity, code, and the end of « 3 événements … ». No title, no category, no name: counts only.
    fn told(self) -> (Severity, &'static str, [&'static str; 2]) {
        match self {
            Aside::NotChosen => (
                Severity::Info,
                "event-not-chosen",
                [
                    "que les réglages ne désignent pas est laissé de côté",
                    "que les réglages ne désignent pas sont laissés de côté",
                ],
            ),
            Aside::Private => (
                Severity::Info,
                "private-event",
                ["privé est laissé de côté", "privés sont laissés de côté"],
            ),
            Aside::Cancelled => (
                Severity::Info,
                "cancelled-event",
                ["annulé n’est pas compté", "annulés ne sont pas comptés"],
            ),
            Aside::Declined => (
                Severity::Info,
                "declined-event",
                ["refusé n’est pas compté", "refusés ne sont pas comptés"],
            ),
            Aside::Free => (
                Severity::Info,
                "free-event",
                [
                    "marqué libre, absent ou provisoire n’est pas compté",
                    "marqués libre, absent ou provisoire ne sont pas comptés",
                ],
            ),
            Aside::AllDay => (
                Severity::Info,
                "all-day-event",
                [
                    "d’une journée entière n’est pas compté : lui donner des heures si c’est du travail",
                    "d’une journée entière ne sont pas comptés : leur donner des heures si c’est du travail",
                ],
            ),
            Aside::Replaced => (
                Severity::Info,
                "replaced-event",
                [
                    "qu’une version plus récente remplace n’est pas compté",
                    "que des versions plus récentes remplacent ne sont pas comptés",
                ],
            ),
            Aside::NeverHappens => (
                Severity::Info,
                "event-without-occurrence",
                [
                    "dont aucune répétition n’a lieu n’est pas compté",
                    "dont aucune répétition n’a lieu ne sont pas comptés",
                ],
            ),
            Aside::Endless => (
                Severity::Warning,
                "endless-event",
                [
                    "qui se répète trop souvent n’est pas compté : vérifier sa règle de répétition",
                    "qui se répètent trop souvent ne sont pas comptés : vérifier leur règle de répétition",
                ],
            ),
            Aside::Unreadable => (
                Severity::Warning,
                "unreadable-date",
                [
                    "dont la date, la répétition ou la fin manque ou ne se lit pas n’est pas compté : refaire l’export de l’agenda",
                    "dont la date, la répétition ou la fin manque ou ne se lit pas ne sont pas comptés : refaire l’export de l’agenda",
                ],
            ),
        }
    }
}

/// One event that takes place, on the wall clock of the body.
#[derive(Clone, Debug)]
pub struct Meeting {
    pub row: u32,
    pub source_id: Option<String>,
    pub start: NaiveDateTime,
    pub end: Option<NaiveDateTime>,
    /// What has really elapsed.
    pub spent: Spent,
}

/// What an event says of the work, without its words.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    pub categories: Vec<String>,
    /// The name of the calendar, where a rule names it: « Calendrier » says nothing.
    pub calendar: String,
    /// From `traces`.
    pub traces: Vec<String>,
}

/// All that is kept of the texts of an event: its references, and its first link.
pub fn traces(texts: &[&str]) -> Vec<String> {
    let references = texts.iter().flat_map(|text| reference::find(text));
    let first_link = texts
        .iter()
        .flat_map(|text| text.split_whitespace())
        .find(|word| link(word).is_some())
        .map(str::to_owned);
    references.chain(first_link).collect()
}

/// The events of a file as they are read.
pub struct Agenda<'a> {
    rules: &'a [CalendarRule],
    pub entries: Entries<'a>,
    aside: BTreeMap<Aside, usize>,
}

impl<'a> Agenda<'a> {
    pub fn new(batch: &Batch, settings: &'a Settings) -> Self {
        Agenda {
            rules: &settings.reading.calendars,
            entries: Entries::new(batch, None, settings),
            aside: BTreeMap::new(),
        }
    }

    pub fn rule(&self, labels: Labels) -> Option<&'a CalendarRule> {
        calendar_rules::chosen(self.rules, labels)
    }

    /// One event gives nothing.
    pub fn leave(&mut self, why: Aside) {
        *self.aside.entry(why).or_default() += 1;
        let notes = &mut self.entries.notes;
        notes.rows_in += 1;
        notes.rows_told += 1;
    }

    pub fn add(&mut self, meeting: Meeting, subject: &Subject, rule: &CalendarRule) {
        if meeting.spent > LONG {
            let notes = &mut self.entries.notes;
            notes.rows_in += 1;
            notes.on(Some(meeting.start.date()));
            notes.told_alike(
                meeting.row,
                "long-event",
                "un événement dure plus de 12 heures ; il n’est pas compté : le découper en séances de travail",
            );
            notes.on(None);
            return;
        }
        self.entries.add(&Entry {
            row: meeting.row,
            source_id: meeting.source_id,
            start: Some(meeting.start),
            end: meeting.end,
            spent: Some(meeting.spent),
            activity: rule
                .step
                .map_or_else(String::new, |step| step.label().to_owned()),
            tags: subject.categories.clone(),
            project: subject.calendar.clone(),
            others: subject.traces.clone(),
            nature: Some(if rule.is_log {
                Nature::Declared
            } else {
                Nature::Estimated
            }),
            ..Entry::default()
        });
    }

    pub fn into_batch(mut self, batch: Batch) -> Batch {
        for (why, count) in std::mem::take(&mut self.aside) {
            let (severity, code, [one, many]) = why.told();
            let message = text::count(
                count as u64,
                &format!("événement {one}"),
                &format!("événements {many}"),
            );
            self.entries.notes.sheet(severity, code, &message);
        }
        self.entries.into_batch(batch)
    }
}

/// A calendar is read only once the service has said what counts in it.
pub fn unasked(document: &Document, events: usize, batch: Batch) -> Batch {
    let count = text::count(events as u64, "événement", "événements");
    let message = notes::typeset(&format!(
        "c’est un agenda ({count}) ; rien n’en est compté tant que les réglages ne disent pas ce qui est du travail : dans config.toml, ajouter un bloc [[import.calendars]] avec par exemple category = \"Réseaux sociaux\", calendar = \"Publication\" ou title = \"[RS]\""
    ));
    batch.refused(Finding::error(
        "calendar-not-chosen",
        &document.name,
        message,
    ))
}
