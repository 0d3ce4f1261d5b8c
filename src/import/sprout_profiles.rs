//! Sprout Social, Profile Performance: one row per day and profile (formats/suites.md §2).

use crate::document::{Document, Table};
use crate::import::claim::Claim;
use crate::import::field::{Columns, Field, To, locate};
use crate::import::figures_column::Marks;
use crate::import::suite_days::SuiteDays;
use crate::import::{About, Format, Group, Settings, account_cell, suite};
use crate::model::{Batch, Metric};

pub struct SproutProfiles;

/// `Engagements` mixes clicks and reactions, `Published Posts` is counted from the posts.
const FIELDS: &[Field] = &[
    Field::date(&["Date"]),
    Field::text(&["Network"], To::Network),
    Field::text(&["Profile"], To::AccountName),
    Field::count(&["Audience"], Metric::Followers),
    Field::net(&["Net Audience Growth"], Metric::FollowersGained),
    Field::count(&["Impressions"], Metric::Impressions),
    Field::count(&["Video Views"], Metric::Views),
    Field::net(&["Reactions"], Metric::Reactions),
    Field::net(&["Comments"], Metric::Comments),
    Field::net(&["Shares"], Metric::Shares),
    Field::net(&["Saves"], Metric::Saves),
    Field::count(&["Post Link Clicks"], Metric::LinkClicks),
    Field::count(&["Post Clicks (All)"], Metric::Clicks),
];

impl Format for SproutProfiles {
    fn name(&self) -> &'static str {
        "sprout-profiles"
    }

    fn about(&self) -> About {
        About {
            group: Group::Suites,
            title: "Sprout Social, profils jour par jour (Profile Performance)",
            menus: "Sprout Social › Reports › Profile Performance › Export › CSV",
            gives: "abonnés, gains d’abonnés, impressions, par compte et par jour",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        Claim::when(table(document).is_some())
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        let Some((table, mut columns)) = table(document) else {
            return batch;
        };
        columns.learn_marks(table, Marks::ENGLISH);
        let mut days = SuiteDays::new(document, settings);
        columns.for_each(table, |row| {
            let Some(network) = account_cell::network(&columns.text(&row, To::Network)) else {
                return suite::on_no_network(&mut days.told, row.number);
            };
            let name = columns.text(&row, To::AccountName);
            days.push(&row, network, &[&name], &columns);
        });
        days.finish(batch, None)
    }
}

fn table(document: &Document) -> Option<(&Table, Columns)> {
    locate(document, FIELDS, |columns| {
        let of_a_day = [To::Date, To::Network, To::AccountName];
        of_a_day.into_iter().all(|to| columns.has(to))
            && (columns.named("Audience") || columns.named("Net Audience Growth"))
    })
}
