//! The posts of the older Insights tab of Facebook (formats/facebook.md §7, FB-OP), as text or as a workbook.

use std::collections::BTreeMap;

use chrono_tz::America::Los_Angeles;

use crate::document::{Document, Row, Table};
use crate::import::by_content::is_digits;
use crate::import::claim::Claim;
use crate::import::field::{Columns, Field, To, locate};
use crate::import::post::{Close, Draft, Posts, When, link, title};
use crate::import::x_content::unescape;
use crate::import::{About, Format, Group, Settings, period, stamp};
use crate::model::{Batch, Metric, Metrics, Network, PostFormat, Severity};
use crate::words::fold::fold;

pub struct FacebookOldPosts;

/// `Stories by action type` counts actions; `Talking About This`, which is not read, counts people. For a
/// time in 2017 the labels were the names of the programming interface.
const FIELDS: &[Field] = &[
    Field::text(&["Post ID"], To::Id),
    Field::text(&["Permalink"], To::Permalink),
    Field::text(&["Post Message"], To::Text),
    Field::text(&["Type"], To::Type),
    Field::date(&["Posted"]),
    Field::count(
        &[
            "Lifetime Post Total Impressions",
            "post_impressions:lifetime",
        ],
        Metric::Impressions,
    ),
    Field::count(
        &[
            "Lifetime Post Total Reach",
            "post_impressions_unique:lifetime",
        ],
        Metric::Reach,
    ),
    Field::count(
        &["Lifetime Post Stories by action type - like"],
        Metric::Reactions,
    ),
    Field::count(
        &["Lifetime Post Stories by action type - comment"],
        Metric::Comments,
    ),
    Field::count(
        &["Lifetime Post Stories by action type - share"],
        Metric::Shares,
    ),
    Field::count(&["Lifetime Post Consumptions"], Metric::Clicks),
    Field::count(
        &["Lifetime Post Consumptions by type - link clicks"],
        Metric::LinkClicks,
    ),
];

/// The workbook has one sheet by breakdown, whose columns are the actions. Names are cut to 31 characters.
const ACTIONS: &[Field] = &[
    Field::text(&["Post ID"], To::Id),
    Field::count(&["like"], Metric::Reactions),
    Field::count(&["comment"], Metric::Comments),
    Field::count(&["share"], Metric::Shares),
    Field::count(&["link clicks"], Metric::LinkClicks),
];
const BREAKDOWNS: [&str; 2] = [
    "lifetime post stories by act",
    "lifetime post consumptions b",
];

impl Format for FacebookOldPosts {
    fn name(&self) -> &'static str {
        "facebook-old-posts"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "Facebook, ancien export des publications",
            menus: "ancienne page Statistiques de Facebook › Exporter les données › Données de publication (jusqu’en 2021)",
            gives: "publications, impressions, couverture, réactions, commentaires, partages, clics",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        Claim::when(table(document).is_some())
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        let Some((table, mut columns)) = table(document) else {
            return batch;
        };
        skip_descriptions(table, &mut columns, To::Id);
        let named = period::facebook_insights(&document.name);
        let page = named.map_or("", |(page, _)| page);
        let mut posts = Posts::new(document, settings, Network::Facebook);
        let actions = actions(document, &mut posts);
        posts.told.table.clone_from(&table.title);
        columns.for_each(table, |row| {
            read(&row, &columns, page, &actions, &mut posts);
        });
        let as_of = named.and_then(|(_, exported)| exported);
        posts.finish(
            batch,
            Close {
                period: as_of
                    .and_then(|to| Some((to.checked_sub_days(chrono::Days::new(400))?, to))),
                as_of,
                ..Close::in_zone(Los_Angeles)
            },
        )
    }
}

fn table(document: &Document) -> Option<(&Table, Columns)> {
    locate(document, FIELDS, |columns| {
        let has_measure =
            columns.has(To::Metric(Metric::Reach)) || columns.has(To::Metric(Metric::Impressions));
        columns.has(To::Id) && columns.has(To::Text) && columns.has(To::Date) && has_measure
    })
}

/// A row of descriptions follows the labels; it has nothing under the first of them.
pub fn skip_descriptions(table: &Table, columns: &mut Columns, key: To) {
    let mut descriptions = None;
    let header = columns.header;
    table.walk(|row| {
        let is_next = row.number > header && !row.is_empty();
        if is_next && columns.text(&row, key).is_empty() {
            descriptions = Some(row.number);
        }
        !is_next
    });
    columns.header = descriptions.unwrap_or(header);
}

/// What the sheets of the breakdowns say of each post.
fn actions(document: &Document, posts: &mut Posts<'_>) -> BTreeMap<String, Metrics> {
    let mut actions = BTreeMap::<String, Metrics>::new();
    for table in &document.tables {
        let title = table.title.as_deref().map(fold).unwrap_or_default();
        if !BREAKDOWNS.iter().any(|start| title.starts_with(start)) {
            continue;
        }
        let suits = |columns: &Columns| columns.has(To::Id) && columns.has_metrics();
        let Some(columns) = Columns::locate(table, ACTIONS, suits) else {
            continue;
        };
        posts.told.table.clone_from(&table.title);
        columns.for_each(table, |row| {
            let mut metrics = columns.metrics(&row, &mut posts.told);
            zero_untaken(&mut metrics, &row, &columns);
            let known = actions
                .entry(columns.text(&row, To::Id).into_owned())
                .or_default();
            fill(known, &metrics);
        });
    }
    actions
}

/// A column of the breakdown is there because somebody took the action in the period: an empty cell of it
/// says that nobody did on this post (§7), unless a sheet of a breakdown gave how many did.
fn zero_untaken(metrics: &mut Metrics, row: &Row<'_>, columns: &Columns) {
    for metric in [
        Metric::Reactions,
        Metric::Comments,
        Metric::Shares,
        Metric::LinkClicks,
    ] {
        let to = To::Metric(metric);
        if columns.has(to) && columns.cell(row, to).is_empty() {
            metrics[metric] = metrics[metric].or(Some(0));
        }
    }
}

/// What is missing in one is taken from the other.
fn fill(metrics: &mut Metrics, other: &Metrics) {
    for metric in Metric::ALL {
        metrics[metric] = metrics[metric].or(other[metric]);
    }
}

fn read(
    row: &Row<'_>,
    columns: &Columns,
    page_name: &str,
    actions: &BTreeMap<String, Metrics>,
    posts: &mut Posts<'_>,
) {
    posts.told.met();
    let key = columns.text(row, To::Id);
    let mut metrics = columns.metrics(row, &mut posts.told);
    if let Some(more) = actions.get(&*key) {
        fill(&mut metrics, more);
    }
    let kind = columns.text(row, To::Type);
    if kind.is_empty() && metrics == Metrics::default() {
        let message = "publication d’une autre page qui mentionne celle-ci, sans chiffres\u{a0}; elle n’est pas comptée";
        posts
            .told
            .lost(Severity::Info, "mention-by-others", row.number, message);
        return;
    }
    zero_untaken(&mut metrics, row, columns);
    // `<page>_<post>`: the second part is the id of the newer exports.
    let (page, post) = key
        .split_once('_')
        .filter(|(page, post)| is_digits(page, 5..=25) && is_digits(post, 5..=25))
        .unzip();
    let account = posts.account(&[page.unwrap_or_default(), page_name], Some(page_name));
    posts.drafts.push(Draft {
        row: row.number,
        id: post.map(str::to_owned),
        permalink: link(&columns.text(row, To::Permalink)),
        account,
        when: When::Written(stamp::read(columns.cell(row, To::Date))),
        instant: None,
        format: format(&kind),
        title: title(&unescape(&columns.text(row, To::Text))),
        is_reply: false,
        metrics,
    });
}

fn format(kind: &str) -> Option<PostFormat> {
    match fold(kind).as_str() {
        "photo" => Some(PostFormat::Image),
        "video" => Some(PostFormat::LongVideo),
        "sharedvideo" => Some(PostFormat::Relay),
        "link" => Some(PostFormat::Link),
        "status" => Some(PostFormat::Text),
        _ => None,
    }
}
