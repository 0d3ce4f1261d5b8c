//! ActivityWatch: the stopwatch alone. Titles of windows and addresses of pages show private lives and
//! other people's data: they never enter (timesheets.md §6.2).

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;

use crate::document::Document;
use crate::import::length::whole_seconds;
use crate::import::notes;
use crate::import::tracker::{Entries, Entry};
use crate::import::tracker_columns::{Header, Names};
use crate::import::{About, Claim, Format, Group, Settings, tracker_json};
use crate::model::{Batch, Finding, Spent};

pub struct ActivityWatch;

const REASON: &str = "les titres de fenêtres et les adresses visitées montrent la vie privée des agents et les données d’autres personnes : Estran ne les lit pas ; mesurer le temps avec le chronomètre (Stopwatch) d’ActivityWatch, puis Raw Data › Export all buckets as JSON";

#[derive(Deserialize)]
struct Export {
    buckets: BTreeMap<String, Bucket>,
}

/// Of the events of any bucket, only the label that a stopwatch has is kept: the rest is skipped unread.
#[derive(Deserialize)]
struct Bucket {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    timestamp: DateTime<Utc>,
    duration: f64,
    #[serde(default)]
    data: Named,
}

#[derive(Default, Deserialize)]
struct Named {
    #[serde(default)]
    label: String,
    #[serde(default)]
    running: bool,
}

const NAMES: Names = &[];

/// Tables that ActivityWatch saves: buckets, the report and the bill.
fn is_table(header: &Header) -> bool {
    let is_bucket = header.named(&["timestamp"])
        && header.named(&["duration"])
        && header.named(&["app", "title", "url", "status", "label", "category"]);
    is_bucket || (header.named(&["category"]) && header.named(&["rate ($/h)"]))
}

impl Format for ActivityWatch {
    fn name(&self) -> &'static str {
        "activitywatch"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "ActivityWatch, chronomètre seul",
            menus: "Raw Data › compartiment «\u{a0}stopwatch\u{a0}» › Export as JSON\u{202f}; titres de fenêtres et adresses sont refusés",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        let is_export = document.json.as_deref().is_some_and(|text| {
            let head: String = text
                .chars()
                .take(200)
                .filter(|character| !character.is_whitespace())
                .collect();
            head.starts_with("{\"buckets\":{")
        });
        if is_export {
            Claim::Yes
        } else if Header::find(document, NAMES, is_table).is_some() {
            Claim::Refuse(
                "c’est un tableau d’ActivityWatch, qui peut porter les titres de fenêtres et les adresses visitées\u{a0}: ils montrent la vie privée des agents, et Estran ne les lit pas\u{202f}; mesurer le temps avec le chronomètre (Stopwatch), puis Raw Data › Export all buckets as JSON",
            )
        } else {
            Claim::No
        }
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let export: Export = match tracker_json::parse(document) {
            Ok(export) => export,
            Err(finding) => return batch.refused(finding),
        };
        let (watches, others): (Vec<Bucket>, Vec<Bucket>) = export
            .buckets
            .into_values()
            .partition(|bucket| bucket.kind == "general.stopwatch");
        if watches.is_empty() {
            let message = notes::typeset(REASON);
            return batch.refused(Finding::error("private-data", &document.name, message));
        }
        if !others.is_empty() {
            let message = notes::typeset(&format!(
                "seul le chronomètre est lu ; le reste du fichier est laissé de côté : {REASON}"
            ));
            batch
                .findings
                .push(Finding::warning("private-data", &document.name, message));
        }
        let mut entries = Entries::new(&batch, None, settings);
        let mut events: Vec<Event> = watches
            .into_iter()
            .flat_map(|bucket| bucket.events)
            .collect();
        // Newest first in the file.
        events.sort_by_key(|event| event.timestamp);
        for (event, row) in events.into_iter().zip(1_u32..) {
            entries.add(&entry(event, row, settings));
        }
        entries.into_batch(batch)
    }
}

fn entry(event: Event, row: u32, settings: &Settings) -> Entry {
    let seconds = whole_seconds(event.duration);
    let end = seconds.and_then(|seconds| {
        event
            .timestamp
            .checked_add_signed(TimeDelta::try_seconds(seconds)?)
    });
    Entry {
        row,
        start: tracker_json::local(event.timestamp, settings),
        end: end.and_then(|end| tracker_json::local(end, settings)),
        spent: seconds.map(Spent::seconds),
        description: event.data.label,
        is_running: event.data.running,
        ..Entry::default()
    }
}
