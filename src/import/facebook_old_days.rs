//! The days of a page from the older Insights tab of Facebook (formats/facebook.md §7, FB-OD).
//!
//! Hundreds of columns: those named `Daily …` only, since `Weekly` and `28 Days` roll; and the stock of fans,
//! the size of the audience in those years.

use crate::document::{Document, Table};
use crate::import::claim::Claim;
use crate::import::day::Days;
use crate::import::facebook_old_posts::skip_descriptions;
use crate::import::field::{Columns, Field, Kind, To, locate};
use crate::import::{About, Format, Group, Settings, by_path, period, x_days};
use crate::model::{Batch, Metric, Network};

pub struct FacebookOldDays;

const FIELDS: &[Field] = &[
    Field::date(&["Date"]),
    Field::count(
        &["Lifetime Total Likes", "page_fans:lifetime"],
        Metric::Followers,
    ),
    Field::count(
        &["Daily New Likes", "page_fan_adds_unique:day"],
        Metric::FollowersGained,
    ),
    Field::new(
        &["Daily Unlikes", "page_fan_removes_unique:day"],
        To::Lost,
        Kind::Count,
    ),
    Field::count(
        &["Daily Total Reach", "page_impressions_unique:day"],
        Metric::Reach,
    ),
    Field::count(
        &["Daily Total Impressions", "page_impressions:day"],
        Metric::Impressions,
    ),
];

impl Format for FacebookOldDays {
    fn name(&self) -> &'static str {
        "facebook-old-days"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "Facebook, ancien export des jours de la page",
            menus: "ancienne page Statistiques de Facebook › Exporter les données › Données de la page (jusqu’en 2021)",
            gives: "par jour\u{a0}: abonnés, gain net, impressions, couverture",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        Claim::when(table(document).is_some())
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let Some((table, mut columns)) = table(document) else {
            return batch;
        };
        skip_descriptions(table, &mut columns, To::Date);
        let named = period::facebook_insights(&document.name);
        let page = named.map(|(page, _)| page);
        let account = by_path::account(document, settings, Network::Facebook, page, &mut batch);
        let mut days = Days::new(document, settings, Network::Facebook, &account);
        days.told.table.clone_from(&table.title);
        days.read(table, &columns, |metrics, row| {
            x_days::net_gain(metrics, row, &columns);
        });
        days.finish(batch, named.and_then(|(_, exported)| exported))
    }
}

fn table(document: &Document) -> Option<(&Table, Columns)> {
    locate(document, FIELDS, |columns| {
        columns.place(To::Date) == Some(0) && columns.has_metrics()
    })
}
