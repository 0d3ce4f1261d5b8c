//! Harvest: the detailed time report (timesheets.md §5).

use crate::document::Document;
use crate::import::tracker_columns::{Column, Header, Names};
use crate::import::tracker_table::{self, Manner};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::Batch;

pub struct Harvest;

/// The person stands in two columns. `Hours Rounded` is left aside: it says less than `Hours`.
const NAMES: Names = &[
    (Column::Date, &["date"]),
    (Column::Decimal, &["hours"]),
    (Column::Person, &["first name"]),
    (Column::LastName, &["last name"]),
    (Column::Activity, &["task"]),
    (Column::Project, &["project"]),
    (Column::Description, &["notes"]),
];

/// The file never tells whether a timer ran.
const MANNER: Manner = Manner {
    tool: "harvest",
    is_decimal_exact: false,
    is_typed: true,
};

fn suits(header: &Header) -> bool {
    header.has_all(&[
        Column::Date,
        Column::Decimal,
        Column::Project,
        Column::Activity,
    ]) && (header.has(Column::Description) || header.has(Column::Person))
}

impl Format for Harvest {
    fn name(&self) -> &'static str {
        "harvest"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "Harvest",
            menus: "Reports › Detailed time › Export › CSV ou Excel",
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
