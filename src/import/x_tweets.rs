//! The old export by tweet of analytics.twitter.com (formats/x.md, L-T).

use chrono_tz::UTC;

use crate::document::{Document, Row, Table};
use crate::import::by_content::is_column;
use crate::import::claim::Claim;
use crate::import::field::{Columns, Field, Kind, To, locate};
use crate::import::post::{Close, Posts, When};
use crate::import::x_content::{account_elsewhere, is_post_link, post_id, push, tell_no_id};
use crate::import::{About, Format, Group, Settings, number, period, stamp};
use crate::model::{Batch, Metric, Network, Severity};

pub struct XTweets;

/// The French names after the first four come from one script that read real files.
const FIELDS: &[Field] = &[
    Field::text(&["Tweet id"], To::Id),
    Field::text(&["Tweet permalink"], To::Permalink),
    Field::text(&["Tweet text"], To::Text),
    Field::date(&["time", "heure"]),
    Field::count(&["impressions"], Metric::Impressions),
    Field::count(&["retweets"], Metric::Shares),
    Field::count(&["replies", "réponses"], Metric::Comments),
    // `favorites` until about 2015.
    Field::count(&["likes", "favorites", "J’aime"], Metric::Reactions),
    Field::count(&["url clicks", "clics sur l’URL"], Metric::LinkClicks),
    Field::net(&["follows"], Metric::FollowersGained),
    Field::new(&["promoted impressions"], To::Paid, Kind::Count),
];

/// Forty columns in one order, in every language seen.
const WIDTH: usize = 40;
const PLACES: &[(To, Kind, usize)] = &[
    (To::Id, Kind::Text, 0),
    (To::Permalink, Kind::Text, 1),
    (To::Text, Kind::Text, 2),
    (To::Date, Kind::Date, 3),
    (To::Metric(Metric::Impressions), Kind::Count, 4),
    (To::Metric(Metric::Shares), Kind::Count, 7),
    (To::Metric(Metric::Comments), Kind::Count, 8),
    (To::Metric(Metric::Reactions), Kind::Count, 9),
    (To::Metric(Metric::LinkClicks), Kind::Count, 11),
    (To::Metric(Metric::FollowersGained), Kind::Net, 17),
    (To::Paid, Kind::Count, 22),
];

impl Format for XTweets {
    fn name(&self) -> &'static str {
        "x-tweets"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "X, ancien export par tweet",
            menus: "analytics.x.com › Tweets › Exporter les données › Par Tweet (jusqu’en 2024)",
            gives: "publications, impressions, mentions J’aime, réponses, retweets, clics",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        table(document).map_or(Claim::No, |(_, columns)| columns.claim())
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let Some((table, columns)) = table(document) else {
            return batch;
        };
        let mut posts = Posts::new(document, settings, Network::X);
        let elsewhere = account_elsewhere(
            (table, &columns),
            document,
            settings,
            &mut posts,
            &mut batch,
        );
        let mut promoted = 0_usize;
        columns.for_each(table, |row| {
            let paid = number::count(columns.cell(&row, To::Paid));
            promoted += usize::from(matches!(paid, Ok(Some(1..))));
            read(&row, &columns, elsewhere.as_deref(), &mut posts);
        });
        if promoted > 0 {
            let message = format!(
                "tweets sponsorisés\u{a0}: {promoted}\u{a0}; ce que la publicité leur a apporté est dans des colonnes à part («\u{a0}promoted…\u{a0}»), qui ne sont pas ajoutées"
            );
            posts
                .told
                .say(Severity::Info, "paid-not-included", None, message);
        }
        columns.tell_unknown(&mut posts.told);
        let period = period::days(period::stem(&document.name));
        // The second day of the name is the first that is not in the file.
        let as_of = period.and_then(|(_, to)| to.pred_opt());
        posts.finish(
            batch,
            Close {
                period,
                as_of,
                ..Close::in_zone(UTC)
            },
        )
    }
}

fn table(document: &Document) -> Option<(&Table, Columns)> {
    locate(document, FIELDS, |columns| {
        columns.has(To::Id)
            && (columns.has(To::Permalink) || columns.has(To::Text))
            && columns.has_metrics()
    })
    .map(|(table, mut columns)| {
        if columns.width() == WIDTH {
            columns.complete(PLACES);
        }
        (table, columns)
    })
    .or_else(|| document.tables.iter().find_map(by_content))
}

fn by_content(table: &Table) -> Option<(&Table, Columns)> {
    let mut columns = Columns::locate(table, FIELDS, |columns| columns.width() == WIDTH)?;
    columns.complete(PLACES);
    is_column(&columns.sample(table), 1, is_post_link).then_some((table, columns))
}

fn read(row: &Row<'_>, columns: &Columns, elsewhere: Option<&str>, posts: &mut Posts<'_>) {
    posts.told.met();
    let Some(id) = post_id(row, columns) else {
        tell_no_id(row, posts);
        return;
    };
    // Always UTC, to the minute; a spreadsheet may have spoiled it, never the id of the link.
    let written = stamp::read(columns.cell(row, To::Date));
    let when = match written {
        Some(stamp::Written::Known { .. }) => When::Written(written),
        _ => When::Day(written),
    };
    push(row, columns, elsewhere, posts, id, when);
}
