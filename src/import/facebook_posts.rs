//! The posts export of a Facebook Page (formats/facebook.md, FB-P and FB-P26).

use chrono_tz::America::Los_Angeles;

use crate::document::{Cell, Document, Row, Table};
use crate::import::by_content::{column_of_days, column_where, is_column, is_digits, is_link};
use crate::import::claim::Claim;
use crate::import::field::{Columns, Field, Kind, To, locate};
use crate::import::post::{Close, Draft, Posts, When, link, title};
use crate::import::post_id::digits_id;
use crate::import::{
    About, Format, Group, Settings, by_path, facebook_others, false_views, instagram_posts, number,
    period, stamp,
};
use crate::model::{Batch, Finding, Metric, Network, PostFormat, Severity};
use crate::words::fold::fold;

pub struct FacebookPosts;

const PAGE_ID: &[&str] = &["Page ID", "ID de la Page", "Identifiant de la Page"];
const PAGE_NAME: &[&str] = &["Page name", "Nom de la page"];

/// French names come from one parser only (§9); those of the second line and below of a field are guesses.
const FIELDS: &[Field] = &[
    Field::text(
        &[
            "Post ID",
            "Identifiant de la publication",
            "Identifiant de publication",
            "ID de la publication",
            "ID de publication",
        ],
        To::Id,
    ),
    Field::text(PAGE_ID, To::Account),
    Field::text(PAGE_NAME, To::AccountName),
    Field::text(&["Title", "Titre"], To::Title),
    Field::text(&["Description"], To::Text),
    Field::date(&[
        "Publish time",
        "Heure de publication",
        "Date de publication",
    ]),
    Field::text(&["Permalink", "Permalien", "Lien permanent"], To::Permalink),
    Field::text(&["Is share", "Est un partage"], To::Relay),
    // The total holds them already: read only to say so.
    Field::new(
        &[
            "Views from Boosted posts",
            "Vues de Publications boostées",
            "Reach from Boosted posts",
            "Couverture de Publications boostées",
        ],
        To::Paid,
        Kind::Count,
    ),
    Field::text(&["Post type", "Type de publication"], To::Type),
    Field::text(&["Date"], To::Span),
    Field::count(&["Impressions"], Metric::Impressions),
    Field::count(&["Views", "Vues"], Metric::Views),
    // The layout of 2026 has `Viewers` in the place of `Reach`: both are distinct people of one post (§3).
    // They are not the same measure (§6.5), but no file has both, and reach is never added up.
    Field::count(
        &["Reach", "Couverture", "Portée", "Viewers", "Spectateurs"],
        Metric::Reach,
    ),
    Field::count(&["Reactions", "Réactions"], Metric::Reactions),
    Field::count(&["Comments", "Commentaires"], Metric::Comments),
    Field::count(&["Shares", "Partages"], Metric::Shares),
    Field::count(&["Saves", "Enregistrements"], Metric::Saves),
    Field::count(
        &[
            "Total clicks",
            "Total des clics",
            "Total de clics",
            "Nombre total de clics",
        ],
        Metric::Clicks,
    ),
    Field::count(
        &[
            "Link Clicks",
            "Clics sur un lien",
            "Clics sur le lien",
            "Clics sur les liens",
        ],
        Metric::LinkClicks,
    ),
    Field::count(
        &[
            "Reactions, Comments and Shares",
            "Réactions, commentaires et partages",
            "Interactions",
        ],
        Metric::Interactions,
    ),
    Field::seconds(
        &[
            "Seconds viewed",
            "Secondes regardées",
            "Nombre de secondes regardées",
            "Secondes visionnées",
        ],
        Metric::WatchSeconds,
    ),
];

impl Format for FacebookPosts {
    fn name(&self) -> &'static str {
        "facebook-posts"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "Facebook, publications de la page",
            menus: "Meta Business Suite › Statistiques › Contenu › Exporter les données › Niveau publication",
            gives: "publications, vues, couverture, réactions, commentaires, partages, clics",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        if let Some(claim) = facebook_others::claim(document) {
            return claim;
        }
        table(document).map_or(Claim::No, |(_, columns)| columns.claim())
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let Some((table, columns)) = table(document) else {
            return batch;
        };
        if !columns.has_metrics() {
            let message = format!(
                "aucune colonne de chiffres n’est connue ; colonnes trouvées : « {} » ; exporter à nouveau avec l’interface en anglais ou en français",
                columns.names.join(" », « ")
            );
            return batch.refused(Finding::error("unknown-metrics", &document.name, message));
        }
        let mut posts = Posts::new(document, settings, Network::Facebook);
        // The columns of the page may have been taken out of the file.
        let names_it = columns.has(To::Account) || columns.has(To::AccountName);
        let elsewhere = (!names_it)
            .then(|| by_path::account(document, settings, Network::Facebook, None, &mut batch));
        let mut daily = None;
        columns.for_each(table, |row| {
            let is_daily = columns
                .text(&row, To::Span)
                .bytes()
                .any(|byte| byte.is_ascii_digit());
            daily = daily.or(is_daily.then_some(row.number));
            read(&row, &columns, elsewhere.as_deref(), &mut posts);
        });
        if let Some(row) = daily {
            let message = "la colonne « Date » contient un jour au lieu de « Lifetime » : ce fichier a une ligne par publication et par jour, qu’on ne peut pas additionner sans erreur ; exporter le niveau Publications, total depuis la publication";
            return batch
                .refused(Finding::error("daily-rows", &document.name, message).at_row(row));
        }
        false_views::set_aside(&columns, &mut posts);
        tell_viewers(&columns, &mut posts);
        columns.tell_unknown(&mut posts.told);
        let period = period::days(period::stem(&document.name));
        posts.finish(
            batch,
            Close {
                period,
                as_of: period.map(|(_, to)| to),
                ..Close::in_zone(Los_Angeles)
            },
        )
    }
}

/// By its names, else by what its columns hold: no French file was ever seen.
fn table(document: &Document) -> Option<(&Table, Columns)> {
    let by_name = |columns: &Columns| {
        columns.has(To::Id)
            && names_a_page(columns)
            && (columns.has(To::Permalink) || columns.has(To::Date))
            && !instagram_posts::names_an_account(columns)
    };
    locate(document, FIELDS, by_name)
        .or_else(|| document.tables.iter().find_map(by_links))
        .or_else(|| document.tables.iter().find_map(by_content))
}

/// Whether a table, of whatever format, has a column of pages.
pub fn names_a_page(columns: &Columns) -> bool {
    let mut names = PAGE_ID.iter().chain(PAGE_NAME);
    names.any(|name| columns.named(name))
}

/// Without the ids or without the page, which somebody took out: known names, and links to facebook.com.
fn by_links(table: &Table) -> Option<(&Table, Columns)> {
    let columns = Columns::locate(table, FIELDS, |columns| {
        columns.has(To::Date)
            && columns.has_metrics()
            && !instagram_posts::names_an_account(columns)
            && (columns.has(To::Id) || names_a_page(columns))
    })?;
    let links = columns.place(To::Permalink)?;
    let is_ours = is_column(&columns.sample(table), links, |cell| {
        is_link(cell, "facebook.com")
    });
    is_ours.then_some((table, columns))
}

/// Ids in the first column, links to facebook.com, a column of times; the leading columns never move (§2).
fn by_content(table: &Table) -> Option<(&Table, Columns)> {
    let mut columns = Columns::locate(table, FIELDS, |columns| columns.width() >= 12)?;
    let sample = columns.sample(table);
    let links = column_where(&sample, |cell| is_link(cell, "facebook.com"))?;
    let times = column_where(&sample, |cell| {
        stamp::read(Cell::Text(cell)).is_some() && cell.contains(':')
    })?;
    let is_page = is_column(&sample, 0, |cell| is_digits(cell, 12..=20))
        && is_column(&sample, 1, |cell| is_digits(cell, 5..=20));
    if !is_page
        || is_column(&sample, 1, |cell| {
            is_digits(cell, 17..=17) && cell.starts_with("1784")
        })
    {
        return None;
    }
    for (to, kind, place) in [
        (To::Id, Kind::Text, 0),
        (To::Account, Kind::Text, 1),
        (To::AccountName, Kind::Text, 2),
        (To::Title, Kind::Text, 3),
        (To::Date, Kind::Date, times),
        (To::Permalink, Kind::Text, links),
    ] {
        columns.put(to, kind, place);
    }
    // Two columns of 0 and 1, crosspost and share, are found in the older layout only.
    let is_flag = |place| is_column(&sample, place, |cell| matches!(cell, "0" | "1"));
    if is_flag(9) && is_flag(10) {
        columns.put(To::Text, Kind::Text, 4);
        columns.put(To::Relay, Kind::Text, 10);
        columns.put(To::Type, Kind::Text, 11);
    }
    if let Some(days) = column_of_days(&columns, &sample, times) {
        columns.put(To::Span, Kind::Text, days);
    }
    Some((table, columns))
}

fn read(row: &Row<'_>, columns: &Columns, elsewhere: Option<&str>, posts: &mut Posts<'_>) {
    posts.told.met();
    let (page, name) = (
        columns.text(row, To::Account),
        columns.text(row, To::AccountName),
    );
    // A page id that a spreadsheet spoiled would be another account: the name is surer.
    let page = if is_digits(&page, 5..=20) {
        page
    } else {
        "".into()
    };
    let account = elsewhere.map_or_else(
        || posts.account(&[&page, &name], Some(&name)),
        str::to_owned,
    );
    let paid = number::count(columns.cell(row, To::Paid));
    posts.paid += usize::from(matches!(paid, Ok(Some(1..))));
    let metrics = columns.metrics(row, &mut posts.told);
    posts.drafts.push(Draft {
        row: row.number,
        id: digits_id(columns.cell(row, To::Id)),
        permalink: link(&columns.text(row, To::Permalink)),
        account,
        when: When::Written(stamp::read(columns.cell(row, To::Date))),
        instant: None,
        format: format(&columns.text(row, To::Type), &columns.text(row, To::Relay)),
        title: words(&columns.text(row, To::Title), &columns.text(row, To::Text)),
        is_reply: false,
        metrics,
    });
}

/// The longer of the two; the caption is in one, in the other or in both (§2).
fn words(one: &str, other: &str) -> String {
    let longer = if other.chars().count() > one.chars().count() {
        other
    } else {
        one
    };
    if matches!(longer, "Your reel" | "Votre reel") {
        String::new()
    } else {
        title(&without_mentions(longer))
    }
}

/// `@[<id>:<n>:<name>]` as it is read on the page: `<name>`.
fn without_mentions(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("@[") {
        let (before, mention) = rest.split_at(start);
        plain.push_str(before);
        let name = mention
            .find(']')
            .and_then(|end| Some((mention[2..end].splitn(3, ':').nth(2)?, end)));
        if let Some((name, end)) = name {
            plain.push_str(name);
            rest = &mention[end + 1..];
        } else {
            plain.push_str("@[");
            rest = &mention[2..];
        }
    }
    plain + rest
}

fn format(kind: &str, relay: &str) -> Option<PostFormat> {
    if relay == "1" {
        return Some(PostFormat::Relay);
    }
    match fold(kind).trim_end_matches('s') {
        "photo" => Some(PostFormat::Image),
        "album" => Some(PostFormat::Carousel),
        "video" => Some(PostFormat::LongVideo),
        "reel" => Some(PostFormat::ShortVideo),
        "link" | "lien" => Some(PostFormat::Link),
        "text" | "texte" | "statu" => Some(PostFormat::Text),
        "live" | "direct" | "en direct" => Some(PostFormat::Live),
        "event" | "evenement" => Some(PostFormat::Event),
        _ => None,
    }
}

/// The layout of 2026 counts viewers where the others count the people reached (§6.5).
fn tell_viewers(columns: &Columns, posts: &mut Posts<'_>) {
    let has_any = |names: &[&str]| names.iter().any(|name| columns.named(name));
    if has_any(&["Viewers", "Spectateurs"]) && !has_any(&["Reach", "Couverture", "Portée"]) {
        let message = "l’export compte les spectateurs («\u{a0}Viewers\u{a0}») et non plus les personnes touchées («\u{a0}Reach\u{a0}»)\u{a0}: ils sont lus comme couverture, et ne se comparent pas à celle des exports plus anciens";
        posts
            .told
            .say(Severity::Info, "viewers-as-reach", None, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mention_is_read_as_on_the_page() {
        assert_eq!(
            without_mentions("avec @[123:274:Les Amis du port] !"),
            "avec Les Amis du port !"
        );
        assert_eq!(
            without_mentions("@[mal fermé et @[1:2]"),
            "@[mal fermé et @[1:2]"
        );
        assert_eq!(without_mentions("rien"), "rien");
    }

    #[test]
    fn the_longer_text_wins_and_a_placeholder_is_none() {
        assert_eq!(
            words("Conseil en direct", "Conseil en direct, ordre du jour"),
            "Conseil en direct, ordre du jour"
        );
        assert_eq!(words("Marché", ""), "Marché");
        assert_eq!(words("Your reel", "Your reel"), "");
    }

    #[test]
    fn types_are_read_in_both_numbers_and_languages() {
        for (kind, expected) in [
            ("Photos", Some(PostFormat::Image)),
            ("Photo", Some(PostFormat::Image)),
            ("Vidéos", Some(PostFormat::LongVideo)),
            ("Reel", Some(PostFormat::ShortVideo)),
            ("Content", None),
        ] {
            assert_eq!(format(kind, "0"), expected, "{kind}");
        }
        assert_eq!(format("Photos", "1"), Some(PostFormat::Relay));
    }
}
