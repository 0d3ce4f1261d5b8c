//! Toggl Track: the detailed report, old layout and new (timesheets.md §1).

use crate::document::Document;
use crate::import::tracker_columns::{Column, Header, Names};
use crate::import::tracker_table::{self, Manner};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::Batch;

pub struct Toggl;

/// Since 2024 `Member` replaces `User`, `Stop` replaces `End`, and the columns are chosen on screen.
const NAMES: Names = &[
    (Column::Date, &["start date"]),
    (Column::Start, &["start time"]),
    (Column::EndDate, &["stop date", "end date"]),
    (Column::End, &["stop time", "end time"]),
    (Column::Duration, &["duration"]),
    (Column::Person, &["member", "user"]),
    (Column::Login, &["email"]),
    (Column::Activity, &["task"]),
    (Column::Tags, &["tags"]),
    (Column::Project, &["project"]),
    (Column::Description, &["description"]),
];

const MANNER: Manner = Manner {
    tool: "toggl",
    is_decimal_exact: false,
    is_typed: false,
};

fn suits(header: &Header) -> bool {
    let about = [
        Column::Project,
        Column::Description,
        Column::Person,
        Column::Tags,
    ];
    header.has_all(&[Column::Date, Column::Duration])
        && about.iter().filter(|column| header.has(**column)).count() >= 2
}

impl Format for Toggl {
    fn name(&self) -> &'static str {
        "toggl"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "Toggl Track",
            menus: "Reports › Detailed › Export › CSV ou Excel",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        match Header::find(document, NAMES, suits) {
            Some(_) => Claim::Yes,
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
