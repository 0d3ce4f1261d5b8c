//! Clockify, by `estran fetch` (timesheets.md §2.3).

use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Reading, Source};
use crate::import::answers::{self, list};
use crate::import::hours_api::{self, Told, id, word, words};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::Batch;

pub struct ClockifyApi;

impl Format for ClockifyApi {
    fn name(&self) -> &'static str {
        "clockify-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "Clockify, sans export",
            menus: "lu par «\u{a0}estran fetch\u{a0}», avec une clé d’API",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::Clockify)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        hours_api::read(document, settings, batch, entries)
    }
}

fn entries(reading: &Reading) -> Vec<Told<'_>> {
    let reports = reading.answers.iter();
    reports
        .flat_map(|answer| list(&answer.body, "timeentries"))
        .map(entry)
        .collect()
}

/// Of leave and pauses, only the kind was kept: they neither have times nor run.
fn entry(entry: &Value) -> Told<'_> {
    let moment = |name: &str| entry.pointer(name).and_then(Value::as_str);
    let (start, end) = (moment("/timeInterval/start"), moment("/timeInterval/end"));
    Told {
        id: id(entry, "_id"),
        person: id(entry, "userId"),
        start,
        end,
        seconds: entry
            .pointer("/timeInterval/duration")
            .and_then(Value::as_i64),
        activity: word(entry, "/taskName"),
        tags: words(entry, "tags", "/name"),
        project: word(entry, "/projectName"),
        description: word(entry, "/description"),
        others: words(entry, "customFields", "/value"),
        kind: word(entry, "/type"),
        is_running: start.is_some() && end.is_none(),
        ..Told::default()
    }
}
