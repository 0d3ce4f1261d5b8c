//! The content export of X Premium (formats/x.md, P-C1 and P-C2), in any language of the interface.

use std::collections::BTreeMap;

use chrono_tz::UTC;

use crate::document::{Document, Row, Table};
use crate::import::by_content::{is_column, is_digits, is_link, may_be_column};
use crate::import::claim::Claim;
use crate::import::field::{Columns, Field, Kind, To, locate};
use crate::import::post::{Close, Draft, Posts, When, link, title};
use crate::import::post_id::digits_id;
use crate::import::{
    About, Format, Group, Settings, by_path, instant, period, stamp, x_days, x_others,
};
use crate::model::{Batch, Metric, Network, Severity};

pub struct XContent;

/// Two spellings of the same seventeen columns. `Shares` is the share menu, `Engagements` mixes clicks
/// and reactions: neither has a place here.
const FIELDS: &[Field] = &[
    Field::text(&["Post id"], To::Id),
    Field::date(&["Date"]),
    Field::text(&["Post text"], To::Text),
    Field::text(&["Post Link", "Link"], To::Permalink),
    Field::count(&["Impressions"], Metric::Impressions),
    Field::count(&["Likes"], Metric::Reactions),
    Field::count(&["Bookmarks"], Metric::Saves),
    Field::net(&["New follows"], Metric::FollowersGained),
    Field::count(&["Replies"], Metric::Comments),
    Field::count(&["Reposts"], Metric::Shares),
    Field::count(&["URL Clicks"], Metric::LinkClicks),
];

/// The order is the same in every language seen.
const PLACES: &[(To, Kind, usize)] = &[
    (To::Id, Kind::Text, 0),
    (To::Date, Kind::Date, 1),
    (To::Text, Kind::Text, 2),
    (To::Permalink, Kind::Text, 3),
    (To::Metric(Metric::Impressions), Kind::Count, 4),
    (To::Metric(Metric::Reactions), Kind::Count, 5),
    (To::Metric(Metric::Saves), Kind::Count, 7),
    (To::Metric(Metric::FollowersGained), Kind::Net, 9),
    (To::Metric(Metric::Comments), Kind::Count, 10),
    (To::Metric(Metric::Shares), Kind::Count, 11),
    (To::Metric(Metric::LinkClicks), Kind::Count, 14),
];

impl Format for XContent {
    fn name(&self) -> &'static str {
        "x-content"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "X, contenu (comptes Premium)",
            menus: "X › Statistiques › Contenu › icône de téléchargement",
            gives: "publications, impressions, mentions J’aime, réponses, republications, signets",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        if let Some((_, columns)) = table(document) {
            return columns.claim();
        }
        x_others::claim(document).unwrap_or(Claim::No)
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
        columns.for_each(table, |row| {
            read(&row, &columns, elsewhere.as_deref(), &mut posts);
        });
        columns.tell_unknown(&mut posts.told);
        let period = period::days(period::stem(&document.name));
        posts.finish(
            batch,
            Close {
                period,
                as_of: period.map(|(_, to)| to),
                ..Close::in_zone(UTC)
            },
        )
    }
}

fn table(document: &Document) -> Option<(&Table, Columns)> {
    locate(document, FIELDS, |columns| {
        let is_without_links =
            columns.has(To::Id) && columns.named("Bookmarks") && columns.named("Profile visits");
        columns.has(To::Text)
            && !columns.named("Social network")
            && (columns.has(To::Permalink) || is_without_links)
            && columns.has_metrics()
    })
    // Other tools name their columns so, for links to other networks.
    .filter(|(table, columns)| {
        let links = columns.place(To::Permalink);
        may_be_column(&columns.sample(table), links, is_post_link)
    })
    .or_else(|| document.tables.iter().find_map(by_content))
}

/// Seventeen columns: an id or nothing, a link to a post in the fourth, counters from the fifth on.
fn by_content(table: &Table) -> Option<(&Table, Columns)> {
    let mut columns = Columns::locate(table, FIELDS, |columns| columns.width() == 17)?;
    let sample = columns.sample(table);
    let is_ours = is_column(&sample, 3, is_post_link)
        && (4..17).all(|column| is_column(&sample, column, |cell| is_digits(cell, 1..=12)));
    columns.complete(PLACES);
    is_ours.then_some((table, columns))
}

/// The account is in the links only, and not in all of them (`x.com/i/status/…`): that of posts whose link
/// lacks it, if there are any, is the only one that the others name, else the one that the path says.
pub fn account_elsewhere(
    (table, columns): (&Table, &Columns),
    document: &Document,
    settings: &Settings,
    posts: &mut Posts<'_>,
    batch: &mut Batch,
) -> Option<String> {
    let (mut handles, mut is_needed) = (BTreeMap::new(), false);
    columns.for_each(table, |row| {
        let address = columns.text(&row, To::Permalink);
        if let Some(handle) = handle(&address) {
            handles
                .entry(handle.to_lowercase())
                .or_insert_with(|| handle.to_owned());
        } else {
            is_needed |= post_id(&row, columns).is_some();
        }
    });
    let mut handles = handles.into_values();
    match (handles.next(), handles.next()) {
        _ if !is_needed => None,
        (Some(only), None) => Some(posts.account(&[&only], None)),
        _ => {
            let handle = x_days::handle(period::stem(&document.name));
            Some(by_path::account(
                document,
                settings,
                Network::X,
                handle,
                batch,
            ))
        }
    }
}

/// `https://x.com/<handle>/status/…`
fn handle(address: &str) -> Option<&str> {
    let mut parts = address.split_once("/status/")?.0.rsplit('/');
    let (handle, host) = (parts.next()?, parts.next()?);
    (host.contains('.') && !matches!(handle, "" | "i")).then_some(handle)
}

pub fn is_post_link(cell: &str) -> bool {
    (is_link(cell, "x.com") || is_link(cell, "twitter.com")) && cell.contains("/status/")
}

fn read(row: &Row<'_>, columns: &Columns, elsewhere: Option<&str>, posts: &mut Posts<'_>) {
    posts.told.met();
    let address = columns.text(row, To::Permalink);
    if address.ends_with("/undefined") {
        let message =
            "ligne fantôme de l’export (ni identifiant, ni texte) ; elle n’est pas une publication";
        posts
            .told
            .lost(Severity::Info, "phantom-row", row.number, message);
        return;
    }
    let Some(id) = post_id(row, columns) else {
        tell_no_id(row, posts);
        return;
    };
    // The date is that of UTC in one layout, that of the person who exported in the other, without a
    // time in both: the instant inside the id is better.
    let when = When::Day(stamp::read(columns.cell(row, To::Date)));
    push(row, columns, elsewhere, posts, id, when);
}

/// The id of the link is exact where a spreadsheet has rounded that of the cell.
pub fn post_id(row: &Row<'_>, columns: &Columns) -> Option<String> {
    let address = columns.text(row, To::Permalink);
    let in_link = address.split_once("/status/").map(|(_, rest)| {
        rest.chars()
            .take_while(char::is_ascii_digit)
            .collect::<String>()
    });
    in_link
        .filter(|id| id.len() >= 5)
        .or_else(|| digits_id(columns.cell(row, To::Id)))
}

pub fn tell_no_id(row: &Row<'_>, posts: &mut Posts<'_>) {
    let message = "le post n’a ni identifiant ni lien lisible ; la ligne n’a pas été comptée : donner l’export d’origine";
    posts
        .told
        .lost(Severity::Warning, "missing-id", row.number, message);
}

/// What both exports of X have in common.
pub fn push(
    row: &Row<'_>,
    columns: &Columns,
    elsewhere: Option<&str>,
    posts: &mut Posts<'_>,
    id: String,
    when: When,
) {
    let address = columns.text(row, To::Permalink);
    let account = match (handle(&address), elsewhere) {
        (None, Some(account)) => account.to_owned(),
        (handle, _) => posts.account(&[handle.unwrap_or_default()], None),
    };
    let metrics = columns.metrics(row, &mut posts.told);
    let text = unescape(&columns.text(row, To::Text));
    posts.drafts.push(Draft {
        row: row.number,
        instant: instant::of_x(&id),
        id: Some(id),
        permalink: link(&address),
        account,
        when,
        format: None,
        title: title(&text),
        is_reply: text.starts_with('@'),
        metrics,
    });
}

/// Texts keep the entities of HTML.
pub fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::{handle, unescape};

    #[test]
    fn a_link_may_name_no_account() {
        for (address, expected) in [
            ("https://x.com/Abers/status/1", Some("Abers")),
            ("https://twitter.com/web/status/1", Some("web")),
            ("https://x.com/i/status/1", None),
            ("https://x.com/i/web/status/1", None),
            ("https://x.com/status/1", None),
            ("", None),
        ] {
            assert_eq!(handle(address), expected, "{address}");
        }
    }

    #[test]
    fn entities_are_decoded_once() {
        assert_eq!(unescape("quai &amp; pont"), "quai & pont");
        assert_eq!(unescape("&amp;lt; &lt;"), "&lt; <");
    }
}
