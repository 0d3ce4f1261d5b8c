//! Toggl Track, by `estran fetch` (timesheets.md §1.4).

use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Reading, Source};
use crate::import::answers::{self, list, text};
use crate::import::hours_api::{self, Told, id, word, words};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::Batch;

pub struct TogglApi;

impl Format for TogglApi {
    fn name(&self) -> &'static str {
        "toggl-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "Toggl Track, sans export",
            menus: "lu par «\u{a0}estran fetch\u{a0}», avec un jeton",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::Toggl)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        hours_api::read(document, settings, batch, entries)
    }
}

/// What entries share is said once, around them.
fn entries(reading: &Reading) -> Vec<Told<'_>> {
    let groups = reading.answers.iter();
    let groups = groups.filter_map(|answer| answer.body.as_array()).flatten();
    groups
        .flat_map(|group| list(group, "time_entries").map(move |entry| told(group, entry)))
        .collect()
}

/// A timer that runs has a duration below zero, or none and no end.
fn told<'v>(group: &'v Value, entry: &'v Value) -> Told<'v> {
    let seconds = entry.get("seconds").and_then(Value::as_i64);
    let end = text(entry, "stop");
    let is_over =
        seconds.is_some_and(|seconds| seconds > 0) || (end.is_some() && seconds != Some(-1));
    Told {
        id: id(entry, "id"),
        person: id(group, "user_id"),
        start: text(entry, "start"),
        end,
        seconds,
        activity: word(group, "/task_name"),
        tags: words(group, "tag_names", ""),
        project: word(group, "/project_name"),
        description: word(group, "/description"),
        is_running: !is_over,
        ..Told::default()
    }
}
