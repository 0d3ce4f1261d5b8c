//! solidtime: the detailed report (timesheets.md §4).

use crate::document::Document;
use crate::import::tracker_columns::{Column, Header, Names};
use crate::import::tracker_table::{self, Manner};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::Batch;

pub struct Solidtime;

/// Headers are never translated; `Start` and `End` hold their day.
const NAMES: Names = &[
    (Column::Start, &["start"]),
    (Column::End, &["end"]),
    (Column::Duration, &["duration"]),
    (Column::Decimal, &["duration (decimal)"]),
    (Column::Person, &["user"]),
    (Column::Activity, &["task"]),
    (Column::Tags, &["tags"]),
    (Column::Project, &["project"]),
    (Column::Description, &["description"]),
];

/// In workbooks `Duration` is a text for people (`1,50 h`): the number is exact.
const MANNER: Manner = Manner {
    tool: "solidtime",
    is_decimal_exact: true,
    is_typed: false,
};

fn suits(header: &Header) -> bool {
    header.has_all(&[
        Column::Start,
        Column::End,
        Column::Decimal,
        Column::Description,
    ])
}

/// `time_entries.csv` of the whole export: its projects and tasks are numbers, explained in other files.
fn is_archive(header: &Header) -> bool {
    [
        "organization_id",
        "member_id",
        "project_id",
        "start",
        "description",
    ]
    .iter()
    .all(|name| header.named(&[*name]))
}

impl Format for Solidtime {
    fn name(&self) -> &'static str {
        "solidtime"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "solidtime",
            menus: "Reporting › Detailed › Export › CSV ou Excel",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        if Header::find(document, NAMES, suits).is_some() {
            return Claim::Yes;
        }
        match Header::find(document, NAMES, is_archive) {
            Some(_) => Claim::Refuse(
                "c’est un morceau de l’archive de solidtime, où projets et tâches sont des numéros ; prendre Reporting › Detailed › Export › CSV",
            ),
            None => Claim::No,
        }
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        let Some((table, header)) = Header::find(document, NAMES, suits) else {
            return batch;
        };
        tracker_table::read(document, (table, &header), MANNER, settings, batch)
    }
}
