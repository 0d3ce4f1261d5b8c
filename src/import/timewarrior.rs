//! Timewarrior: `timew export` (timesheets.md §6.1).

use chrono::NaiveDateTime;
use serde::Deserialize;

use crate::document::Document;
use crate::import::tracker::{Entries, Entry};
use crate::import::{About, Claim, Format, Group, Settings, tracker_json};
use crate::model::{Batch, Spent};

pub struct Timewarrior;

/// One interval. Its `id` is a place in the list, and changes: it is not read.
#[derive(Deserialize)]
struct Interval {
    start: String,
    end: Option<String>,
    /// A set without order; a tag may hold commas and spaces.
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    annotation: String,
}

const BASIC: &str = "%Y%m%dT%H%M%SZ";

impl Format for Timewarrior {
    fn name(&self) -> &'static str {
        "timewarrior"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "Timewarrior",
            menus: "la commande «\u{a0}timew export\u{a0}», dans un fichier .json",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        if document.json.as_deref().is_some_and(is_export) {
            return Claim::Yes;
        }
        let is_instant = |cell: &String| {
            NaiveDateTime::parse_from_str(cell.trim_end_matches('Z'), "%Y%m%dT%H%M%S").is_ok()
        };
        let rows = document
            .tables
            .first()
            .map(|table| table.first_rows(1))
            .unwrap_or_default();
        let is_other = rows.first().is_some_and(|(_, cells)| {
            let data = cells
                .first()
                .and_then(|cell| cell.strip_prefix("inc "))
                .and_then(|rest| rest.split(' ').next())
                .is_some_and(|start| is_instant(&start.to_owned()));
            data || (cells.len() >= 2 && cells[..2].iter().all(is_instant))
        });
        if is_other {
            Claim::Refuse(
                "ce sont des intervalles de Timewarrior, sous une forme sans titres de colonnes\u{202f}; donner le résultat de «\u{a0}timew export > temps.json\u{a0}»",
            )
        } else {
            Claim::No
        }
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        let intervals: Vec<Interval> = match tracker_json::parse(document) {
            Ok(intervals) => intervals,
            Err(finding) => return batch.refused(finding),
        };
        let mut entries = Entries::new(&batch, None, settings);
        let instant = |text: &str| {
            let at = NaiveDateTime::parse_from_str(text, BASIC).ok()?.and_utc();
            Some((at, tracker_json::local(at, settings)?))
        };
        for (interval, row) in intervals.into_iter().zip(1_u32..) {
            let start = instant(&interval.start);
            let end = interval.end.as_deref().and_then(instant);
            // Between instants: the wall clock reads one hour twice in autumn.
            let spent = start
                .zip(end)
                .map(|((start, _), (end, _))| Spent::seconds((end - start).num_seconds()));
            let start = start.map(|(_, local)| local);
            let end = end
                .map(|(_, local)| local)
                .filter(|end| start.is_none_or(|start| *end >= start));
            entries.add(&Entry {
                row,
                start,
                end,
                spent,
                tags: interval.tags,
                description: interval.annotation,
                is_running: start.is_some() && interval.end.is_none(),
                ..Entry::default()
            });
        }
        entries.into_batch(batch)
    }
}

/// A list whose first object begins an interval.
fn is_export(text: &str) -> bool {
    let text = text.trim_start();
    let head: String = text
        .chars()
        .take(400)
        .filter(|character| !character.is_whitespace())
        .collect();
    let start = head
        .split_once("\"start\":\"")
        .and_then(|(_, rest)| rest.get(..BASIC_LENGTH));
    text.starts_with('[')
        && start.is_some_and(|start| NaiveDateTime::parse_from_str(start, BASIC).is_ok())
}

const BASIC_LENGTH: usize = "20260902T070000Z".len();
