//! The days of an X account (formats/x.md): the Premium overview (P-O) and the legacy export by day (L-D).
//!
//! What happened on a day, on all posts, old ones included: never to be added to the counters of posts.

use chrono::NaiveDate;

use crate::document::{Cell, Document, Row, Table};
use crate::import::by_content::{is_column, is_digits};
use crate::import::claim::Claim;
use crate::import::day::Days;
use crate::import::field::{Columns, Field, Kind, To, locate};
use crate::import::{About, Format, Group, Settings, by_path, number, period, stamp};
use crate::model::{Batch, Metric, Metrics, Network};

pub struct XDays;

/// `Shares` is the share menu, `Engagements` mixes clicks and reactions: neither has a place here. The
/// `follows` of the older export have no counterpart, so no net gain comes out of them.
const FIELDS: &[Field] = &[
    Field::date(&["Date"]),
    Field::count(&["Impressions"], Metric::Impressions),
    Field::count(&["Likes", "favorites"], Metric::Reactions),
    Field::count(&["Bookmarks"], Metric::Saves),
    Field::count(&["New follows"], Metric::FollowersGained),
    Field::new(&["Unfollows"], To::Lost, Kind::Count),
    Field::count(&["Replies"], Metric::Comments),
    Field::count(&["Reposts", "retweets"], Metric::Shares),
    Field::count(&["URL clicks"], Metric::LinkClicks),
];

/// The overview, in any language: a day and thirteen counts.
const OVERVIEW: &[(To, Kind, usize)] = &[
    (To::Date, Kind::Date, 0),
    (To::Metric(Metric::Impressions), Kind::Count, 1),
    (To::Metric(Metric::Reactions), Kind::Count, 2),
    (To::Metric(Metric::Saves), Kind::Count, 4),
    (To::Metric(Metric::FollowersGained), Kind::Count, 6),
    (To::Lost, Kind::Count, 7),
    (To::Metric(Metric::Comments), Kind::Count, 8),
    (To::Metric(Metric::Shares), Kind::Count, 9),
];
const OVERVIEW_WIDTH: usize = 14;

/// The older export by day, in any language: a day, nineteen figures, the same eighteen of promotion.
const BY_DAY: &[(To, Kind, usize)] = &[
    (To::Date, Kind::Date, 0),
    (To::Metric(Metric::Impressions), Kind::Count, 2),
    (To::Metric(Metric::Shares), Kind::Count, 5),
    (To::Metric(Metric::Comments), Kind::Count, 6),
    (To::Metric(Metric::Reactions), Kind::Count, 7),
    (To::Metric(Metric::LinkClicks), Kind::Count, 9),
];
const BY_DAY_WIDTH: usize = 38;

impl Format for XDays {
    fn name(&self) -> &'static str {
        "x-days"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "X, jours du compte",
            menus: "X › Statistiques › Aperçu › icône de téléchargement, ou l’ancien export «\u{a0}Par jour\u{a0}»",
            gives: "par jour\u{a0}: impressions, mentions J’aime, réponses, republications, gain net d’abonnés",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        table(document).map_or(Claim::No, |(_, columns)| columns.claim())
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let Some((table, columns)) = table(document) else {
            return batch;
        };
        let stem = period::stem(&document.name);
        let account = by_path::account(document, settings, Network::X, handle(stem), &mut batch);
        let mut days = Days::new(document, settings, Network::X, &account);
        days.read(table, &columns, |metrics, row| {
            net_gain(metrics, row, &columns);
        });
        columns.tell_unknown(&mut days.told);
        days.finish(batch, None)
    }
}

/// Those who came less those who left; nothing when either is missing, since a gross gain is not a net one.
pub fn net_gain(metrics: &mut Metrics, row: &Row<'_>, columns: &Columns) {
    let lost = number::count(columns.cell(row, To::Lost)).unwrap_or(None);
    metrics[Metric::FollowersGained] = metrics[Metric::FollowersGained]
        .zip(lost)
        .map(|(gained, lost)| gained - lost);
}

fn table(document: &Document) -> Option<(&Table, Columns)> {
    let by_name = |columns: &Columns| {
        let is_overview = columns.named("Unfollows") && columns.named("Create Post");
        let is_by_day = columns.named("Tweets published");
        columns.has(To::Date) && columns.has_metrics() && (is_overview || is_by_day)
    };
    locate(document, FIELDS, by_name).or_else(|| document.tables.iter().find_map(by_content))
}

/// A day, then counters that are never empty.
fn by_content(table: &Table) -> Option<(&Table, Columns)> {
    let mut columns = Columns::locate(table, &[], |columns| {
        matches!(columns.width(), OVERVIEW_WIDTH | BY_DAY_WIDTH)
    })?;
    let (places, counts) = match columns.width() {
        OVERVIEW_WIDTH => (OVERVIEW, 1..OVERVIEW_WIDTH),
        _ => (BY_DAY, 1..4),
    };
    let sample = columns.sample(table);
    let is_day = |cell: &str| {
        cell.starts_with(|first: char| first.is_ascii_alphanumeric())
            && stamp::read(Cell::Text(cell)).is_some()
    };
    // Impressions, engagements, likes: each is among the one before.
    let count = |row: &Vec<String>, place: usize| {
        number::count(row.get(place).map_or(Cell::Empty, |cell| Cell::Text(cell))).ok()
    };
    let is_plausible = columns.width() != OVERVIEW_WIDTH
        || sample
            .iter()
            .all(|row| count(row, 1) >= count(row, 3) && count(row, 3) >= count(row, 2));
    let is_ours = is_plausible
        && is_column(&sample, 0, is_day)
        && counts
            .into_iter()
            .all(|column| is_column(&sample, column, |cell| is_digits(cell, 1..=12)));
    for (to, kind, place) in places {
        columns.put(*to, *kind, *place);
    }
    is_ours.then_some((table, columns))
}

/// `daily_tweet_activity_metrics_<handle>_20210801_20210901_en`: only the older export names its account.
pub fn handle(stem: &str) -> Option<&str> {
    let (_, rest) = stem.split_once("tweet_activity_metrics_")?;
    let is_day =
        |token: &&str| token.len() == 8 && NaiveDate::parse_from_str(token, "%Y%m%d").is_ok();
    let day = rest.split('_').find(is_day)?;
    let (handle, _) = rest.split_once(&format!("_{day}"))?;
    (!handle.is_empty()).then_some(handle)
}

#[cfg(test)]
mod tests {
    use super::handle;

    #[test]
    fn a_handle_may_hold_underscores() {
        for (stem, expected) in [
            (
                "daily_tweet_activity_metrics_ville_abers_20210801_20210901_en",
                Some("ville_abers"),
            ),
            ("daily_tweet_activity_metrics__20210801_20210901_en", None),
            ("account_overview_analytics", None),
        ] {
            assert_eq!(handle(stem), expected);
        }
    }
}
