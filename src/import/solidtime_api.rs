//! solidtime, by `estran fetch` (timesheets.md §4).

use std::collections::BTreeMap;

use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Reading, Source};
use crate::import::answers::{self, list, text};
use crate::import::hours_api::{self, Told, id, word};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::Batch;

pub struct SolidtimeApi;

impl Format for SolidtimeApi {
    fn name(&self) -> &'static str {
        "solidtime-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "solidtime, sans export",
            menus: "lu par «\u{a0}estran fetch\u{a0}», avec un jeton",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::Solidtime)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        hours_api::read(document, settings, batch, entries)
    }
}

/// Entries name their project, task and tags by numbers that other answers explain.
fn entries(reading: &Reading) -> Vec<Told<'_>> {
    let names = names(reading);
    let entries = items(reading).filter(|(list, _)| *list == "time-entries");
    entries.map(|(_, entry)| told(entry, &names)).collect()
}

fn told<'v>(entry: &'v Value, names: &BTreeMap<&'v str, &'v str>) -> Told<'v> {
    let meant = |id: &str| names.get(id).copied().unwrap_or_default();
    let tags = list(entry, "tags").filter_map(Value::as_str);
    Told {
        id: id(entry, "id"),
        person: id(entry, "user_id"),
        start: text(entry, "start"),
        end: text(entry, "end"),
        seconds: entry.get("duration").and_then(Value::as_i64),
        activity: meant(word(entry, "/task_id")),
        tags: tags.map(meant).filter(|tag| !tag.is_empty()).collect(),
        project: meant(word(entry, "/project_id")),
        description: word(entry, "/description"),
        is_running: text(entry, "end").is_none(),
        ..Told::default()
    }
}

/// Of projects, tasks and tags, which share no number.
fn names(reading: &Reading) -> BTreeMap<&str, &str> {
    let named = items(reading).filter(|(list, _)| *list != "time-entries");
    named
        .filter_map(|(_, item)| text(item, "id").zip(text(item, "name")))
        .collect()
}

/// What the answers hold, with the list that each thing is of: `projects`.
fn items(reading: &Reading) -> impl Iterator<Item = (&str, &Value)> {
    reading.answers.iter().flat_map(|answer| {
        let path = answer.asked.split('?').next().unwrap_or_default();
        let of = path.rsplit('/').next().unwrap_or_default();
        list(&answer.body, "data").map(move |item| (of, item))
    })
}
