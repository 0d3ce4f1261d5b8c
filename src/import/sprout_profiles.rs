//! Sprout Social, Profile Performance: one row per day and profile (formats/suites.md §2).

use std::collections::BTreeMap;

use crate::document::{Document, Table};
use crate::import::claim::Claim;
use crate::import::day::Days;
use crate::import::field::{Columns, Field, Kind, To, locate};
use crate::import::figures_column::Marks;
use crate::import::post::FoundAccounts;
use crate::import::stamp::{self, Order};
use crate::import::told::Told;
use crate::import::{About, Format, Group, Settings, account_cell, suite};
use crate::model::{Batch, Metric, Network, Source};

pub struct SproutProfiles;

/// `Engagements` mixes clicks and reactions, `Published Posts` is counted from the posts.
const FIELDS: &[Field] = &[
    Field {
        from: &["Date"],
        to: To::Date,
        kind: Kind::Date,
    },
    Field {
        from: &["Network"],
        to: To::Network,
        kind: Kind::Text,
    },
    Field {
        from: &["Profile"],
        to: To::AccountName,
        kind: Kind::Text,
    },
    Field {
        from: &["Audience"],
        to: To::Metric(Metric::Followers),
        kind: Kind::Count,
    },
    Field {
        from: &["Net Audience Growth"],
        to: To::Metric(Metric::FollowersGained),
        kind: Kind::Net,
    },
    Field {
        from: &["Impressions"],
        to: To::Metric(Metric::Impressions),
        kind: Kind::Count,
    },
    Field {
        from: &["Video Views"],
        to: To::Metric(Metric::Views),
        kind: Kind::Count,
    },
    Field {
        from: &["Reactions"],
        to: To::Metric(Metric::Reactions),
        kind: Kind::Net,
    },
    Field {
        from: &["Comments"],
        to: To::Metric(Metric::Comments),
        kind: Kind::Net,
    },
    Field {
        from: &["Shares"],
        to: To::Metric(Metric::Shares),
        kind: Kind::Net,
    },
    Field {
        from: &["Saves"],
        to: To::Metric(Metric::Saves),
        kind: Kind::Net,
    },
    Field {
        from: &["Post Link Clicks"],
        to: To::Metric(Metric::LinkClicks),
        kind: Kind::Count,
    },
    Field {
        from: &["Post Clicks (All)"],
        to: To::Metric(Metric::Clicks),
        kind: Kind::Count,
    },
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
        if table(document).is_some() {
            Claim::Yes
        } else {
            Claim::No
        }
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
        batch.tables.account_stats.get_or_insert_default();
        batch = nowhere.into_batch(batch);
        for mut days in by_account.into_values() {
            days.source = Source::Suite;
            days.usual_order = Some(Order::MonthFirst);
            batch = days.finish(batch, None);
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
