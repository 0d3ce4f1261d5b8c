//! Super Productivity: the worklog in CSV, and the backup in JSON (timesheets.md §6.3).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::Value;

use crate::document::{Document, Table};
use crate::import::length::whole_seconds;
use crate::import::tracker::{Entries, Entry};
use crate::import::tracker_columns::{Column, Header, Names};
use crate::import::tracker_table::{self, Manner};
use crate::import::{About, Claim, Format, Group, Settings, notes, tracker_json};
use crate::model::{Batch, Finding, Nature, Spent};

pub struct SuperProductivity;

/// `Start` and `End` are those of the day, not of the entry: they are not read.
const NAMES: Names = &[
    (Column::Date, &["date"]),
    (Column::Duration, &["worked"]),
    (Column::Tags, &["tags"]),
    (Column::Project, &["projects"]),
    (Column::Description, &["titles", "parent titles"]),
];

const MANNER: Manner = Manner {
    tool: "superproductivity",
    is_decimal_exact: false,
    is_typed: true,
};

/// Where tasks are: today, archived lately, archived long ago, and in older backups.
const TASKS: [&str; 8] = [
    "/data/task",
    "/data/archiveYoung/task",
    "/data/archiveOld/task",
    "/data/taskArchive",
    "/task",
    "/archiveYoung/task",
    "/archiveOld/task",
    "/taskArchive",
];

fn suits(header: &Header) -> bool {
    header.has_all(&[Column::Date, Column::Duration])
        && (header.has(Column::Description) || header.has(Column::Project))
}

impl Format for SuperProductivity {
    fn name(&self) -> &'static str {
        "super-productivity"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "Super Productivity",
            menus: "Journal de travail › Exporter (CSV), ou la sauvegarde JSON",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        let is_backup = document.json.as_deref().is_some_and(|text| {
            text.trim_start().starts_with('{')
                && text.contains("\"timeSpentOnDay\"")
                && text.contains("\"entities\"")
        });
        if is_backup || Header::find(document, NAMES, suits).is_some() {
            Claim::Yes
        } else {
            Claim::No
        }
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        if let Some((table, header)) = Header::find(document, NAMES, suits) {
            let mut batch =
                tracker_table::read(document, (table, &header), MANNER, settings, batch);
            if is_by_day(table, &header) {
                let message = "une ligne regroupe toutes les tâches d’un jour : le temps ne peut pas être réparti entre elles ; dans l’export du Worklog, choisir « Group by : worklog » avec Date, Titles, Projects, Tags et Time";
                batch.findings.push(Finding::warning(
                    "grouped-report",
                    &document.name,
                    notes::typeset(message),
                ));
            }
            return batch;
        }
        match tracker_json::parse(document) {
            Ok(backup) => read(&backup, settings, batch),
            Err(finding) => batch.refused(finding),
        }
    }
}

/// All the titles of a day in one cell.
fn is_by_day(table: &Table, header: &Header) -> bool {
    let mut found = false;
    table.walk(|row| {
        found = row.number > header.row && header.text(&row, Column::Description).contains(" | ");
        !found
    });
    found
}

/// Time of tasks, day by day. The time of a parent includes its sub-tasks: leaves only.
fn read(backup: &Value, settings: &Settings, batch: Batch) -> Batch {
    let mut entries = Entries::new(&batch, None, settings);
    let mut seen = BTreeSet::new();
    let mut row = 0;
    for place in TASKS {
        let tasks = backup
            .pointer(place)
            .and_then(|tasks| tasks.get("entities")?.as_object());
        let Some(tasks) = tasks else { continue };
        for (id, task) in tasks {
            let is_parent = task
                .get("subTaskIds")
                .and_then(Value::as_array)
                .is_some_and(|ids| !ids.is_empty());
            if is_parent || !seen.insert(id.as_str()) {
                continue;
            }
            let parent = task
                .get("parentId")
                .and_then(Value::as_str)
                .and_then(|parent| tasks.get(parent));
            let days = task.get("timeSpentOnDay").and_then(Value::as_object);
            for (day, spent) in days.into_iter().flatten() {
                // Zero is written on the days a task was only looked at.
                if spent.as_f64() == Some(0.0) {
                    continue;
                }
                row += 1;
                entries.add(&Entry {
                    row,
                    source_id: Some(format!("superproductivity:{id}:{day}")),
                    day: NaiveDate::parse_from_str(day, "%Y-%m-%d").ok(),
                    spent: spent
                        .as_f64()
                        .and_then(|thousandths| whole_seconds(thousandths / 1000.0))
                        .map(Spent::seconds),
                    ..described(backup, task, parent)
                });
            }
        }
    }
    entries.into_batch(batch)
}

fn described(backup: &Value, task: &Value, parent: Option<&Value>) -> Entry {
    let title = |of: &Value| text(of.get("title")).unwrap_or_default();
    let named = |kind: &str, id: &str| {
        ["/data", ""].iter().find_map(|root| {
            let found = backup.pointer(&format!("{root}/{kind}"))?;
            text(found.get("entities")?.get(id)?.get("title"))
        })
    };
    // A sub-task may leave its project and tags to its parent.
    let held = |key: &str| {
        task.get(key)
            .filter(|value| {
                !value.is_null() && value.as_array().is_none_or(|list| !list.is_empty())
            })
            .or_else(|| parent?.get(key))
    };
    let tags = held("tagIds").and_then(Value::as_array);
    Entry {
        project: held("projectId")
            .and_then(Value::as_str)
            .and_then(|id| named("project", id))
            .unwrap_or_default(),
        tags: tags
            .into_iter()
            .flatten()
            .filter_map(|id| named("tag", id.as_str()?))
            .collect(),
        description: title(task),
        others: parent.map(title).into_iter().collect(),
        nature: Some(Nature::Declared),
        ..Entry::default()
    }
}

fn text(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_str).map(str::to_owned)
}
