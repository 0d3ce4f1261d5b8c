//! Kimai, by `estran fetch` (timesheets.md §3.5).

use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Reading, Source};
use crate::import::answers::{self, text};
use crate::import::hours_api::{self, Told, id, word, words};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::Batch;

pub struct KimaiApi;

impl Format for KimaiApi {
    fn name(&self) -> &'static str {
        "kimai-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "Kimai, sans export",
            menus: "lu par «\u{a0}estran fetch\u{a0}», avec un jeton",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::Kimai)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        hours_api::read(document, settings, batch, entries)
    }
}

fn entries(reading: &Reading) -> Vec<Told<'_>> {
    let sheets = reading.answers.iter();
    let sheets = sheets.filter_map(|answer| answer.body.as_array());
    sheets.flatten().map(entry).collect()
}

/// A timer that runs may have a duration already.
fn entry(sheet: &Value) -> Told<'_> {
    let number = |name: &str| sheet.get(name).and_then(Value::as_i64);
    Told {
        id: id(sheet, "id"),
        person: sheet.get("user").and_then(|user| id(user, "id")),
        start: text(sheet, "begin"),
        end: text(sheet, "end"),
        seconds: number("duration"),
        has_break: number("break").is_some_and(|pause| pause > 0),
        activity: word(sheet, "/activity/name"),
        tags: words(sheet, "tags", ""),
        project: word(sheet, "/project/name"),
        description: word(sheet, "/description"),
        others: words(sheet, "metaFields", "/value"),
        kind: word(sheet, "/category"),
        is_running: text(sheet, "end").is_none(),
    }
}
