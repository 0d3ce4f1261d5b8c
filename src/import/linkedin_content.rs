//! The content export of a LinkedIn page (formats/linkedin.md, LI-C): one sheet of days, one of posts.
//!
//! The two measure different things: what happened on a day, old posts included; and what became of
//! the posts created in the period. The name of the person who posted is never read.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::UTC;

use crate::document::{Cell, Document, Row, Table};
use crate::import::by_content::{is_column, is_link, may_be_column};
use crate::import::claim::Claim;
use crate::import::day::Days;
use crate::import::field::{Columns, Field, Kind, To};
use crate::import::post::{Close, Draft, Posts, When, link, title};
use crate::import::{
    About, Format, Group, Settings, by_path, instant, linkedin_others, number, period, stamp,
};
use crate::model::{Batch, Metric, Network, PostFormat, Severity};
use crate::words::fold::fold;

pub struct LinkedinContent;

/// Sheet 2. No French file was ever seen: the French names are guesses (§8).
const POSTS: &[Field] = &[
    Field::text(&["Post title", "Titre du post", "Update title"], To::Text),
    Field::text(&["Post link", "Lien du post", "Update link"], To::Permalink),
    Field::date(&["Created date", "Date de création"]),
    Field::text(&["Post type", "Type de post"], To::Paid),
    Field::text(&["Content Type", "Type de contenu"], To::Type),
    Field::net(&["Impressions"], Metric::Impressions),
    Field::net(&["Views", "Vues"], Metric::Views),
    Field::net(&["Clicks", "Clics"], Metric::Clicks),
    Field::net(
        &[
            "Likes",
            "J’aime",
            "Mentions J’aime",
            "Reactions",
            "Réactions",
        ],
        Metric::Reactions,
    ),
    Field::net(&["Comments", "Commentaires"], Metric::Comments),
    Field::net(
        &["Reposts", "Shares", "Republications", "Partages"],
        Metric::Shares,
    ),
    Field::net(&["Follows", "Abonnés"], Metric::FollowersGained),
];

/// Sheet 1. Counts may be negative: a withdrawn reaction (§2). Unique impressions are the people of
/// one day: reach, never added up.
const DAYS: &[Field] = &[
    Field::date(&["Date"]),
    Field::net(&["Impressions (total)"], Metric::Impressions),
    Field::net(
        &[
            "Unique impressions (organic)",
            "Impressions uniques (organiques)",
        ],
        Metric::Reach,
    ),
    Field::net(&["Clicks (total)", "Clics (total)"], Metric::Clicks),
    Field::net(
        &["Reactions (total)", "Réactions (total)"],
        Metric::Reactions,
    ),
    Field::net(
        &["Comments (total)", "Commentaires (total)"],
        Metric::Comments,
    ),
    Field::net(
        &[
            "Reposts (total)",
            "Shares (total)",
            "Republications (total)",
            "Partages (total)",
        ],
        Metric::Shares,
    ),
];

/// Both sheets have twenty columns, in one order in every file seen (§8).
const WIDTH: usize = 20;
const POST_PLACES: &[(To, Kind, usize)] = &[
    (To::Text, Kind::Text, 0),
    (To::Permalink, Kind::Text, 1),
    (To::Paid, Kind::Text, 2),
    (To::Date, Kind::Date, 5),
    (To::Metric(Metric::Impressions), Kind::Net, 9),
    (To::Metric(Metric::Views), Kind::Net, 10),
    (To::Metric(Metric::Clicks), Kind::Net, 12),
    (To::Metric(Metric::Reactions), Kind::Net, 14),
    (To::Metric(Metric::Comments), Kind::Net, 15),
    (To::Metric(Metric::Shares), Kind::Net, 16),
    (To::Metric(Metric::FollowersGained), Kind::Net, 17),
];
const DAY_PLACES: &[(To, Kind, usize)] = &[
    (To::Date, Kind::Date, 0),
    (To::Metric(Metric::Impressions), Kind::Net, 3),
    (To::Metric(Metric::Reach), Kind::Net, 4),
    (To::Metric(Metric::Clicks), Kind::Net, 7),
    (To::Metric(Metric::Reactions), Kind::Net, 10),
    (To::Metric(Metric::Comments), Kind::Net, 13),
    (To::Metric(Metric::Shares), Kind::Net, 16),
];
/// The last day that an export tells (§7).
const LATE: chrono::Days = chrono::Days::new(2);

impl Format for LinkedinContent {
    fn name(&self) -> &'static str {
        "linkedin-content"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "LinkedIn, contenu de la page",
            menus: "page LinkedIn, vue administrateur › Statistiques › Contenu › Exporter",
            gives: "publications et jours\u{a0}: impressions, clics, réactions, commentaires, republications",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        if let Some(claim) = linkedin_others::claim(document) {
            return claim;
        }
        let sheets = Sheets::of(document);
        let claims = [&sheets.posts, &sheets.days]
            .into_iter()
            .flatten()
            .map(|(_, columns)| columns.claim());
        claims
            .max_by_key(|claim| *claim == Claim::Yes)
            .unwrap_or(Claim::No)
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let sheets = Sheets::of(document);
        let name = period::linkedin(&document.name);
        let exported = name.and_then(|(_, exported)| exported);
        let slug = name.map(|(slug, _)| slug);
        let account = by_path::account(document, settings, Network::LinkedIn, slug, &mut batch);
        let as_of = exported.and_then(told_until);
        if let Some((table, columns)) = &sheets.days {
            let mut days = Days::new(document, settings, Network::LinkedIn, &account);
            days.told.table.clone_from(&table.title);
            days.read(table, columns, |_, _| {});
            columns.tell_unknown(&mut days.told);
            batch = days.finish(batch, as_of);
        }
        if let Some((table, columns)) = &sheets.posts {
            let mut posts = Posts::new(document, settings, Network::LinkedIn);
            posts.told.table.clone_from(&table.title);
            let is_twin = without_promoted_twins(table, columns);
            columns.for_each(table, |row| {
                if is_twin(&row) {
                    posts.told.met();
                    let message = "seconde ligne d’une publication sponsorisée\u{a0}: ce que la publicité a apporté n’est pas ajouté à la publication";
                    posts
                        .told
                        .lost(Severity::Warning, "promoted-row", row.number, message);
                } else {
                    read(&row, columns, &account, &mut posts);
                }
            });
            columns.tell_unknown(&mut posts.told);
            batch = posts.finish(
                batch,
                Close {
                    period: around(as_of),
                    as_of,
                    ..Close::in_zone(UTC)
                },
            );
        }
        batch
    }
}

type Sheet<'a> = (&'a Table, Columns);

struct Sheets<'a> {
    days: Option<Sheet<'a>>,
    posts: Option<Sheet<'a>>,
}

impl<'a> Sheets<'a> {
    /// By the names of the columns; those whose name is not known, in a table that has its twenty columns,
    /// by what they hold.
    fn of(document: &'a Document) -> Self {
        let find = |fields: &[Field],
                    suits: fn(&Columns) -> bool,
                    by_content: fn(&Table, &mut Columns) -> bool| {
            let named = document
                .tables
                .iter()
                .find_map(|table| Some((table, Columns::locate(table, fields, suits)?)));
            // Other tools name their columns so, for links to other networks.
            let is_linkedins = |(table, columns): &(&Table, Columns)| {
                let links = columns.place(To::Permalink);
                may_be_column(&columns.sample(table), links, |cell| {
                    is_link(cell, "linkedin.com")
                })
            };
            if let Some((table, mut columns)) = named.filter(is_linkedins) {
                by_content(table, &mut columns);
                return Some((table, columns));
            }
            document.tables.iter().find_map(|table| {
                let mut columns =
                    Columns::locate(table, fields, |columns| columns.width() == WIDTH)?;
                by_content(table, &mut columns).then_some((table, columns))
            })
        };
        Sheets {
            days: find(
                DAYS,
                |columns| columns.has(To::Date) && columns.has(To::Metric(Metric::Impressions)),
                days_by_content,
            ),
            posts: find(
                POSTS,
                |columns| {
                    columns.has(To::Permalink)
                        && columns.has(To::Metric(Metric::Impressions))
                        && columns.has(To::Text)
                },
                posts_by_content,
            ),
        }
    }
}

fn posts_by_content(table: &Table, columns: &mut Columns) -> bool {
    let is_ours = columns.width() == WIDTH
        && is_column(&columns.sample(table), 1, |cell| {
            is_link(cell, "linkedin.com")
        });
    if is_ours {
        columns.complete(POST_PLACES);
    }
    is_ours
}

/// A day, sixteen counts, three rates within 0 and 1.
fn days_by_content(table: &Table, columns: &mut Columns) -> bool {
    let sample = columns.sample(table);
    let is_rate =
        |cell: &str| cell.ends_with('%') || decimal(cell).is_some_and(|rate| rate.abs() <= 1.0);
    let is_count = |cell: &str| decimal(cell).is_some_and(|count| count.fract() == 0.0);
    let is_ours = columns.width() == WIDTH
        && is_column(&sample, 0, |cell| stamp::read(Cell::Text(cell)).is_some())
        && (1..17).all(|column| is_column(&sample, column, is_count))
        && (17..WIDTH).all(|column| is_column(&sample, column, is_rate));
    if is_ours {
        columns.complete(DAY_PLACES);
    }
    is_ours
}

fn decimal(cell: &str) -> Option<f64> {
    number::decimal(Cell::Text(cell)).ok().flatten()
}

/// A post that was also promoted has a second line: its figures are those of the advertising, and nothing says
/// whether they are in the first.
fn without_promoted_twins(table: &Table, columns: &Columns) -> impl Fn(&Row<'_>) -> bool + use<> {
    let mut organic = BTreeSet::new();
    columns.for_each(table, |row| {
        if !is_sponsored(&columns.text(&row, To::Paid)) {
            organic.extend(link(&columns.text(&row, To::Permalink)));
        }
    });
    let columns = columns.clone();
    move |row| {
        is_sponsored(&columns.text(row, To::Paid))
            && link(&columns.text(row, To::Permalink)).is_some_and(|link| organic.contains(&link))
    }
}

/// `Organic` was seen; the words for the other are not verified.
fn is_sponsored(kind: &str) -> bool {
    let kind = fold(kind);
    ["sponsor", "patrocin", "gesponsert"]
        .iter()
        .any(|start| kind.starts_with(start))
}

fn read(row: &Row<'_>, columns: &Columns, account: &str, posts: &mut Posts<'_>) {
    posts.told.met();
    posts.paid += usize::from(is_sponsored(&columns.text(row, To::Paid)));
    let metrics = columns.metrics(row, &mut posts.told);
    let permalink = link(&columns.text(row, To::Permalink));
    let id = permalink
        .as_deref()
        .and_then(|link| link.strip_prefix("linkedin:"))
        .map(str::to_owned);
    // The sheet gives the UTC day only; the id holds the instant (§6).
    let instant = id.as_deref().and_then(instant::of_linkedin);
    posts.drafts.push(Draft {
        row: row.number,
        when: When::Day(stamp::read(columns.cell(row, To::Date))),
        id,
        permalink,
        account: account.to_owned(),
        instant,
        format: format(&columns.text(row, To::Type)),
        title: title(&columns.text(row, To::Text)),
        is_reply: false,
        metrics,
    });
}

/// Empty in every file seen; these words are not verified.
fn format(kind: &str) -> Option<PostFormat> {
    match fold(kind).as_str() {
        "video" => Some(PostFormat::LongVideo),
        "image" | "photo" => Some(PostFormat::Image),
        "article" | "link" | "lien" => Some(PostFormat::Link),
        "document" | "carousel" | "carrousel" => Some(PostFormat::Carousel),
        "poll" | "sondage" => Some(PostFormat::Poll),
        "event" | "evenement" => Some(PostFormat::Event),
        "text" | "texte" => Some(PostFormat::Text),
        _ => None,
    }
}

/// A month is whole only in an export made on the 2nd or later.
pub fn told_until(exported: DateTime<Utc>) -> Option<NaiveDate> {
    exported.date_naive().checked_sub_days(LATE)
}

/// An export covers a year at most.
fn around(as_of: Option<NaiveDate>) -> Option<(NaiveDate, NaiveDate)> {
    as_of.and_then(|to| Some((to.checked_sub_days(chrono::Days::new(400))?, to)))
}
