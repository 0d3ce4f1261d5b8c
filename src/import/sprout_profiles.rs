//! Sprout Social, Profile Performance: one row per day and profile (formats/suites.md §2).

use std::collections::BTreeMap;

use crate::document::{Document, Table};
use crate::import::claim::Claim;
use crate::import::day::Days;
use crate::import::field::{Columns, Field, To, locate};
use crate::import::figures_column::Marks;
use crate::import::post::{FoundAccounts, tell_order};
use crate::import::stamp::{self, Hints};
use crate::import::told::Told;
use crate::import::{About, Format, Group, Settings, account_cell, date_order, suite};
use crate::model::{Batch, Metric, Network, Source};

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

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let Some((table, mut columns)) = table(document) else {
            return batch;
        };
        columns.learn_marks(table, Marks::ENGLISH);
        let mut accounts = BTreeMap::<Network, FoundAccounts<'_>>::new();
        let mut by_account = BTreeMap::<(Network, String), Days<'_>>::new();
        let mut nowhere = Told::new(document);
        columns.for_each(table, |row| {
            let Some(network) = account_cell::network(&columns.text(&row, To::Network)) else {
                return suite::on_no_network(&mut nowhere, row.number);
            };
            let name = columns.text(&row, To::AccountName);
            let account = accounts
                .entry(network)
                .or_insert_with(|| FoundAccounts::new(network, settings))
                .identify(&[&name], Some(&name));
            let days = by_account
                .entry((network, account))
                .or_insert_with_key(|(_, account)| Days::new(document, settings, network, account));
            days.told.met();
            let metrics = columns.metrics(&row, &mut days.told);
            let day = stamp::read(columns.cell(&row, To::Date));
            days.push(row.number, day, metrics);
        });
        let hints = Hints {
            is_daily: true,
            asked: date_order::asked(settings, &batch),
            ..Hints::default()
        };
        let written: Vec<_> = by_account.values().flat_map(Days::written).collect();
        let understood = stamp::understand(&written, hints);
        if understood.is_in_doubt() {
            return date_order::refused(document, batch);
        }
        tell_order(understood, &mut nowhere);
        batch.tables.account_stats.get_or_insert_default();
        batch = nowhere.into_batch(batch);
        for mut days in by_account.into_values() {
            days.source = Source::Suite;
            batch = days.finish_understood(batch, None, understood);
        }
        let found = accounts.into_values().flat_map(FoundAccounts::into_vec);
        batch.accounts.extend(found);
        batch
    }
}

fn table(document: &Document) -> Option<(&Table, Columns)> {
    locate(document, FIELDS, |columns| {
        let of_a_day = [To::Date, To::Network, To::AccountName];
        of_a_day.into_iter().all(|to| columns.has(to))
            && (columns.named("Audience") || columns.named("Net Audience Growth"))
    })
}
