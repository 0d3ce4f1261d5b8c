//! Sprout Social, Post Performance (formats/suites.md §2).

use crate::document::{Cell, Document, Row, Table};
use crate::import::by_content::is_column;
use crate::import::claim::Claim;
use crate::import::field::{Columns, Field, Kind, To, locate};
use crate::import::figures_column::Marks;
use crate::import::post::{Close, Draft, When, link, title};
use crate::import::post_id::digits_id;
use crate::import::stamp;
use crate::import::suite::{self, Likes, Suite};
use crate::import::{About, Format, Group, Settings, account_cell};
use crate::model::{Batch, Metric, Network};
use crate::words::fold::fold;

pub struct SproutPosts;

const FIELDS: &[Field] = &[
    Field::date(&["Date"]),
    Field::text(&["Post ID"], To::Id),
    Field::text(&["Network"], To::Network),
    Field::text(&["Post Type"], To::Place),
    Field::text(&["Content Type"], To::Type),
    Field::text(&["Profile"], To::AccountName),
    Field::text(&["Link"], To::Permalink),
    Field::text(&["Post"], To::Text),
    Field::count(&["Impressions"], Metric::Impressions),
    Field::count(&["Reach"], Metric::Reach),
    Field::count(&["Reactions"], Metric::Reactions),
    Field::count(&["Comments"], Metric::Comments),
    Field::count(&["Shares"], Metric::Shares),
    Field::count(&["Saves"], Metric::Saves),
    Field::count(&["Post Link Clicks"], Metric::LinkClicks),
    Field::count(&["Post Clicks (All)"], Metric::Clicks),
    Field::count(&["Video Views"], Metric::Views),
];

/// The columns of a whole export, in any language.
const PLACES: &[(To, Kind, usize)] = &[
    (To::Date, Kind::Date, DATE),
    (To::Id, Kind::Text, 1),
    (To::Network, Kind::Text, NETWORK),
    (To::Place, Kind::Text, 3),
    (To::Type, Kind::Text, 4),
    (To::AccountName, Kind::Text, 5),
    (To::Permalink, Kind::Text, 7),
    (To::Text, Kind::Text, 8),
    (To::Metric(Metric::Impressions), Kind::Count, 10),
    (To::Metric(Metric::Reach), Kind::Count, 13),
    (To::Metric(Metric::Reactions), Kind::Count, 19),
    (To::Metric(Metric::Comments), Kind::Count, 26),
    (To::Metric(Metric::Shares), Kind::Count, 27),
    (To::Metric(Metric::Saves), Kind::Count, 28),
    (To::Metric(Metric::LinkClicks), Kind::Count, 29),
    (To::Metric(Metric::Clicks), Kind::Count, 31),
    (To::Metric(Metric::Views), Kind::Count, 34),
];
const DATE: usize = 0;
const NETWORK: usize = 2;
const LIKES: usize = 20;
/// Counters that stand between rates, and those after them.
const WIDTH: usize = 43;

impl Format for SproutPosts {
    fn name(&self) -> &'static str {
        "sprout-posts"
    }

    fn about(&self) -> About {
        About {
            group: Group::Suites,
            title: "Sprout Social, publications (Post Performance)",
            menus: "Sprout Social › Reports › Post Performance › Export › CSV",
            gives: "publications, impressions, portée, vues, réactions, commentaires, partages, clics",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        Claim::when(table(document).is_some())
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        let Some((table, mut columns, mut likes)) = table(document) else {
            return batch;
        };
        columns.learn_marks(table, Marks::ENGLISH);
        likes.learn_marks(table, Marks::ENGLISH);
        let mut suite = Suite::new(document, settings, &columns);
        columns.for_each(table, |row| read(&row, &columns, &likes, &mut suite));
        columns.tell_unknown(&mut suite.told);
        suite.finish(batch, Close::in_zone(settings.zone))
    }
}

/// With the column of likes apart.
fn table(document: &Document) -> Option<(&Table, Columns, Likes)> {
    let named = locate(document, FIELDS, |columns| {
        [To::Date, To::Network, To::AccountName, To::Text]
            .into_iter()
            .all(|to| columns.has(to))
            && (columns.has(To::Id) || columns.named("Engagements"))
            && columns.has_metrics()
    });
    if let Some((table, columns)) = named {
        let likes = Likes::of(&columns);
        return Some((table, columns, likes));
    }
    document.tables.iter().find_map(by_place)
}

fn by_place(table: &Table) -> Option<(&Table, Columns, Likes)> {
    let mut columns = Columns::locate(table, FIELDS, |columns| columns.width() >= WIDTH)?;
    let sample = columns.sample(table);
    let is_date = |cell: &str| stamp::read(Cell::Text(cell)).is_some();
    let is_ours = is_column(&sample, DATE, is_date)
        && is_column(&sample, NETWORK, |cell| {
            account_cell::network(cell).is_some()
        });
    if !is_ours {
        return None;
    }
    let likes = Likes::of(&columns).or_at(LIKES);
    columns.complete(PLACES);
    Some((table, columns, likes))
}

fn read(row: &Row<'_>, columns: &Columns, likes: &Likes, suite: &mut Suite<'_>) {
    let permalink = link(&columns.text(row, To::Permalink));
    let Some(network) = suite::network(&columns.text(row, To::Network), permalink.as_deref())
    else {
        return suite::on_no_network(&mut suite.told, row.number);
    };
    let posts = suite.on(network);
    posts.told.met();
    let mut metrics = columns.metrics(row, &mut posts.told);
    likes.complete(&mut metrics, network, row, &mut posts.told);
    let name = columns.text(row, To::AccountName);
    let place = columns.text(row, To::Place);
    let draft = Draft {
        row: row.number,
        id: suite::id(network, permalink.as_deref())
            .or_else(|| id(network, columns.cell(row, To::Id))),
        account: posts.account(&[&name], Some(&name)),
        when: When::Day(stamp::read(columns.cell(row, To::Date))),
        instant: None,
        format: suite::format(&place).or_else(|| suite::format(&columns.text(row, To::Type))),
        title: title(&columns.text(row, To::Text)),
        is_reply: fold(&place).contains("reply"),
        metrics,
        permalink,
    };
    posts.drafts.push(suite::dated(draft, network));
}

/// `<page>_<post>` on Facebook, `urn:li:share:<post>` on LinkedIn.
fn id(network: Network, cell: Cell<'_>) -> Option<String> {
    let Cell::Text(text) = cell else {
        return digits_id(cell);
    };
    let last = match network {
        Network::Facebook => text.rsplit('_').next(),
        Network::LinkedIn => text.rsplit(':').next(),
        _ => None,
    };
    digits_id(Cell::Text(last.unwrap_or(text)))
}
