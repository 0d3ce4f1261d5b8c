//! What `estran fetch` put in the inbox of a tool that keeps time, read as its export is.

use std::collections::BTreeSet;

use chrono::{NaiveDateTime, Utc};
use serde_json::Value;

use crate::document::Document;
use crate::fetch::Reading;
use crate::import::tracker::{Entries, Entry};
use crate::import::tracker_table::{self, Kind, kind};
use crate::import::{Settings, answers, tracker_json, veil};
use crate::model::{Batch, Severity, Spent, WholeMonth};
use crate::words::text;

/// An entry, as the tool gives it; empty or `None` where it says nothing.
#[derive(Clone, Debug, Default)]
pub struct Told<'v> {
    pub id: Option<String>,
    /// A number: names never came this far.
    pub person: Option<String>,
    /// In RFC 3339, the colon of the offset left out or not.
    pub start: Option<&'v str>,
    pub end: Option<&'v str>,
    pub seconds: Option<i64>,
    /// Pauses are taken out of the duration.
    pub has_break: bool,
    pub activity: &'v str,
    pub tags: Vec<&'v str>,
    pub project: &'v str,
    pub description: &'v str,
    /// Fields of the body's own.
    pub others: Vec<&'v str>,
    /// `BREAK`, `TIME_OFF`…
    pub kind: &'v str,
    pub is_running: bool,
}

/// Reads a raw file: the entries of the month that was asked for, each once.
pub fn read(
    document: &Document,
    settings: &Settings,
    mut batch: Batch,
    entries_of: for<'v> fn(&'v Reading) -> Vec<Told<'v>>,
) -> Batch {
    let Some(reading) = answers::reading(document) else {
        return answers::broken(document, batch);
    };
    let tool = reading.source.key();
    let told = entries_of(&reading);
    let mut entries = Entries::new(&batch, None, settings);
    entries.has_breaks = told.iter().any(|told| told.has_break);
    let (mut ids, mut people) = (BTreeSet::new(), BTreeSet::new());
    let (mut aside, mut unknown) = (0_u64, 0_u64);
    for (told, row) in told.iter().zip(1_u32..) {
        let entry = entry(told, (tool, row), settings);
        // A list that moves while it is read gives some twice.
        if entry
            .source_id
            .as_ref()
            .is_some_and(|id| !ids.insert(id.clone()))
        {
            continue;
        }
        if entry.day.is_some_and(|day| !reading.month.contains(day)) {
            aside += 1;
            continue;
        }
        unknown += u64::from(kind(told.kind) == Kind::Unknown);
        people.extend(entry.agent);
        entries.add(&entry);
    }
    tracker_table::tell_unknown(unknown, &mut entries.notes);
    if aside > 0 {
        // They were asked for so that none of the month is missed, whatever the zone of the server.
        let message = text::count(
            aside,
            "saisie de la veille ou du lendemain du mois laissée de côté",
            "saisies de la veille ou du lendemain du mois laissées de côté",
        );
        let notes = &mut entries.notes;
        notes.sheet(Severity::Info, "outside-month", &message);
    }
    if people.len() == 1 {
        entries.notes.sheet(
            Severity::Check,
            "one-person",
            "toutes ces saisies sont d’une seule personne ; si l’équipe en compte d’autres, donner à Estran le jeton de quelqu’un qui voit le temps de tous",
        );
    }
    batch.whole_month = Some(WholeMonth {
        tool,
        name: reading.account.clone(),
        month: reading.month,
        read: reading.read,
    });
    entries.into_batch(batch)
}

fn entry(told: &Told<'_>, (tool, row): (&str, u32), settings: &Settings) -> Entry {
    let local = |written: Option<&str>| -> Option<NaiveDateTime> {
        let at = answers::instant(written?)?.with_timezone(&Utc);
        tracker_json::local(at, settings)
    };
    let plain = |text: &str| text.trim().to_owned();
    let all = |texts: &[&str]| texts.iter().map(|text| plain(text)).collect();
    let start = local(told.start);
    Entry {
        row,
        source_id: told.id.as_ref().map(|id| format!("{tool}:{id}")),
        agent: told
            .person
            .as_ref()
            .and_then(|person| veil::person(&format!("{tool}:{person}"))),
        day: start.map(|start| start.date()),
        start,
        end: local(told.end),
        spent: told.seconds.map(Spent::seconds),
        activity: plain(told.activity),
        tags: all(&told.tags),
        project: plain(told.project),
        description: plain(told.description),
        others: all(&told.others),
        is_running: told.is_running,
        is_absence: kind(told.kind) == Kind::Absence,
        nature: None,
    }
}

/// A number or a text that names something.
pub fn id(of: &Value, name: &str) -> Option<String> {
    match of.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A text inside, by its path (`/project/name`); empty where there is none.
pub fn word<'v>(of: &'v Value, path: &str) -> &'v str {
    of.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

/// The texts of a list, or of one field of its items.
pub fn words<'v>(of: &'v Value, list: &str, name: &str) -> Vec<&'v str> {
    answers::list(of, list)
        .map(|item| word(item, name))
        .filter(|text| !text.is_empty())
        .collect()
}
