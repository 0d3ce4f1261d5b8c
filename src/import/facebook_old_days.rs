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
    Field {
        from: &["Date"],
        to: To::Date,
        kind: Kind::Date,
    },
    Field {
        from: &["Lifetime Total Likes", "page_fans:lifetime"],
        to: To::Metric(Metric::Followers),
        kind: Kind::Count,
    },
    Field {
        from: &["Daily New Likes", "page_fan_adds_unique:day"],
        to: To::Metric(Metric::FollowersGained),
        kind: Kind::Count,
    },
    Field {
        from: &["Daily Unlikes", "page_fan_removes_unique:day"],
        to: To::Lost,
        kind: Kind::Count,
    },
    Field {
        from: &["Daily Total Reach", "page_impressions_unique:day"],
        to: To::Metric(Metric::Reach),
        kind: Kind::Count,
    },
    Field {
        from: &["Daily Total Impressions", "page_impressions:day"],
        to: To::Metric(Metric::Impressions),
        kind: Kind::Count,
    },
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
