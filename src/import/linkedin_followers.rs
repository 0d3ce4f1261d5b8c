//! The followers export of a LinkedIn page (formats/linkedin.md, LI-F).
//!
//! `Total followers` is what was gained that day; the size of the audience is nowhere in the file.

use crate::document::{Cell, Document, Table};
use crate::import::by_content::is_column;
use crate::import::claim::Claim;
use crate::import::day::Days;
use crate::import::field::{Columns, Field, Kind, To, locate};
use crate::import::linkedin_content::told_until;
use crate::import::{About, Format, Group, Settings, by_path, number, period, stamp};
use crate::model::{Batch, Metric, Network};
use crate::words::fold::fold;

pub struct LinkedinFollowers;

/// No French file was ever seen: the French names are guesses (§8).
const FIELDS: &[Field] = &[
    Field::date(&["Date"]),
    Field::net(
        &[
            "Total followers",
            "Nombre total d’abonnés",
            "Total des abonnés",
            "Total d’abonnés",
            "Abonnés (total)",
        ],
        Metric::FollowersGained,
    ),
];

impl Format for LinkedinFollowers {
    fn name(&self) -> &'static str {
        "linkedin-followers"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "LinkedIn, abonnés de la page",
            menus: "page LinkedIn, vue administrateur › Statistiques › Abonnés › Exporter",
            gives: "par jour\u{a0}: abonnés, gain net",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        table(document).map_or(Claim::No, |(_, columns)| columns.claim())
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let Some((table, columns)) = table(document) else {
            return batch;
        };
        let name = period::linkedin(&document.name);
        let slug = name.map(|(slug, _)| slug);
        let account = by_path::account(document, settings, Network::LinkedIn, slug, &mut batch);
        let mut days = Days::new(document, settings, Network::LinkedIn, &account);
        days.told.table.clone_from(&table.title);
        days.read(table, &columns, |_, _| {});
        columns.tell_unknown(&mut days.told);
        let exported = name.and_then(|(_, exported)| exported);
        days.finish(batch, exported.and_then(told_until))
    }
}

fn table(document: &Document) -> Option<(&Table, Columns)> {
    let by_name = |columns: &Columns| {
        let has_kinds = columns.named("Organic followers")
            || columns.named("Sponsored followers")
            || columns.named("Abonnés organiques")
            || columns.named("Abonnés sponsorisés");
        columns.has(To::Date) && columns.has_metrics() && has_kinds
    };
    locate(document, FIELDS, by_name).or_else(|| by_content(document))
}

/// In any language: days whose last count is the sum of the others, all of followers, or in a file that LinkedIn
/// named, or in a folder of that name, or beside sheets of two columns whose second has the same name as that last count.
fn by_content(document: &Document) -> Option<(&Table, Columns)> {
    let table = document.tables.first()?;
    let mut columns = Columns::locate(table, &[], |columns| matches!(columns.width(), 4 | 5))?;
    let last = columns.width() - 1;
    let total = fold(&columns.names[last]);
    let says_the_same = |other: &Table| {
        other
            .first_rows(1)
            .first()
            .is_some_and(|(_, names)| names.len() == 2 && fold(&names[1]) == total)
    };
    let is_linkedins = document.name.contains("_followers_")
        && period::linkedin(&document.name).is_some_and(|(_, instant)| instant.is_some())
        || by_path::parts(&document.name)
            .iter()
            .any(|part| fold(part).contains("linkedin"))
        || columns.names[1..].iter().all(|name| {
            let name = fold(name);
            name.contains("follower") || name.contains("abonne")
        });
    if !is_linkedins && !document.tables[1..].iter().any(says_the_same) {
        return None;
    }
    let sample = columns.sample(table);
    let count = |row: &Vec<String>, place: usize| {
        let cell = row.get(place)?;
        number::decimal(Cell::Text(cell)).ok().flatten()
    };
    let adds_up = |row: &Vec<String>| {
        let parts: Option<f64> = (1..last).map(|place| count(row, place)).sum();
        parts
            .zip(count(row, last))
            .is_some_and(|(parts, total)| (parts - total).abs() < 0.5)
    };
    let is_ours = is_column(&sample, 0, |cell| stamp::read(Cell::Text(cell)).is_some())
        && sample.iter().all(adds_up);
    columns.put(To::Date, Kind::Date, 0);
    columns.put(To::Metric(Metric::FollowersGained), Kind::Net, last);
    is_ours.then_some((table, columns))
}
