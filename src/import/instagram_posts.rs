//! The posts export of an Instagram account (formats/instagram.md, IG-P). Stories have their own.

use chrono_tz::America::Los_Angeles;

use crate::document::{Cell, Document, Row, Table};
use crate::import::by_content::{column_of_days, column_where, is_column, is_digits, is_link};
use crate::import::claim::Claim;
use crate::import::field::{Columns, Field, Kind, To, locate};
use crate::import::post::{Close, Draft, Posts, When, link, title};
use crate::import::post_id::digits_id;
use crate::import::{
    About, Format, Group, Settings, by_path, facebook_posts, false_views, instant, period, stamp,
};
use crate::model::{Batch, Finding, Metric, Network, PostFormat};
use crate::words::fold::fold;

pub struct InstagramPosts;

const ACCOUNT_ID: &[&str] = &[
    "Account ID",
    "Identifiant du compte",
    "Identifiant de compte",
    "ID du compte",
];
const HANDLE: &[&str] = &[
    "Account username",
    "Nom d’utilisateur du compte",
    "Nom d’utilisateur",
];

/// No French file was ever seen: the French names are guesses (§7).
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
    Field::text(ACCOUNT_ID, To::Account),
    Field::text(HANDLE, To::Handle),
    Field::text(&["Account name", "Nom du compte"], To::AccountName),
    Field::text(&["Description"], To::Text),
    Field::date(&[
        "Publish time",
        "Heure de publication",
        "Date de publication",
    ]),
    Field::text(&["Permalink", "Permalien", "Lien permanent"], To::Permalink),
    Field::text(&["Post type", "Type de publication"], To::Type),
    Field::text(&["Date"], To::Span),
    Field::count(&["Impressions"], Metric::Impressions),
    Field::count(&["Views", "Vues"], Metric::Views),
    Field::count(&["Reach", "Couverture", "Portée"], Metric::Reach),
    Field::count(&["Likes", "J’aime", "Mentions J’aime"], Metric::Reactions),
    Field::count(
        &["Comments", "Commentaires", "Replies", "Réponses"],
        Metric::Comments,
    ),
    Field::count(&["Shares", "Partages"], Metric::Shares),
    Field::count(&["Saves", "Enregistrements"], Metric::Saves),
    Field::count(
        &[
            "Link clicks",
            "Clics sur un lien",
            "Clics sur le lien",
            "Clics sur les liens",
        ],
        Metric::LinkClicks,
    ),
    Field::net(
        &["Follows", "Followers", "Abonnements", "Nouveaux followers"],
        Metric::FollowersGained,
    ),
];

impl Format for InstagramPosts {
    fn name(&self) -> &'static str {
        "instagram-posts"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "Instagram, publications",
            menus: "Meta Business Suite › Statistiques › Contenu › Exporter les données, compte Instagram coché",
            gives: "publications, vues, couverture, mentions J’aime, commentaires, partages, enregistrements",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        match table(document) {
            Some((table, columns)) if !are_stories(table, &columns) => columns.claim(),
            _ => Claim::No,
        }
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        extract(document, settings, batch)
    }
}

/// Posts or stories: only the last columns differ.
pub fn extract(document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
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
    let stories = are_stories(table, &columns);
    let mut posts = Posts::new(document, settings, Network::Instagram);
    // The columns of the account may have been taken out of the file.
    let names_it = [To::Account, To::Handle, To::AccountName]
        .iter()
        .any(|to| columns.has(*to));
    let elsewhere = (!names_it)
        .then(|| by_path::account(document, settings, Network::Instagram, None, &mut batch));
    let mut daily = None;
    columns.for_each(table, |row| {
        let is_daily = columns
            .text(&row, To::Span)
            .bytes()
            .any(|byte| byte.is_ascii_digit());
        daily = daily.or(is_daily.then_some(row.number));
        read(&row, &columns, elsewhere.as_deref(), stories, &mut posts);
    });
    if let Some(row) = daily {
        let message = "la colonne « Date » contient un jour au lieu de « Lifetime » : ce fichier a une ligne par publication et par jour, qu’on ne peut pas additionner sans erreur ; exporter le total depuis la publication";
        return batch.refused(Finding::error("daily-rows", &document.name, message).at_row(row));
    }
    false_views::set_aside(&columns, &mut posts);
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

/// By its names, else by what its columns hold.
pub fn table(document: &Document) -> Option<(&Table, Columns)> {
    let by_name = |columns: &Columns| {
        columns.has(To::Id)
            && (columns.has(To::Account) || columns.has(To::Handle))
            && (columns.has(To::Permalink) || columns.has(To::Date))
            && !facebook_posts::names_a_page(columns)
    };
    locate(document, FIELDS, by_name)
        .or_else(|| document.tables.iter().find_map(by_links))
        .or_else(|| document.tables.iter().find_map(by_content))
}

/// Whether a table, of whatever format, has a column of accounts.
pub fn names_an_account(columns: &Columns) -> bool {
    let mut names = ACCOUNT_ID.iter().chain(HANDLE);
    names.any(|name| columns.named(name))
}

/// Without the ids or without the account, which somebody took out: known names, and links to instagram.com.
fn by_links(table: &Table) -> Option<(&Table, Columns)> {
    let columns = Columns::locate(table, FIELDS, |columns| {
        columns.has(To::Date)
            && columns.has_metrics()
            && !facebook_posts::names_a_page(columns)
            && (columns.has(To::Id) || names_an_account(columns))
    })?;
    let links = columns.place(To::Permalink)?;
    let is_ours = is_column(&columns.sample(table), links, |cell| {
        is_link(cell, "instagram.com")
    });
    is_ours.then_some((table, columns))
}

/// Ids of 17 digits, the second starting 1784, links to instagram.com, a column of times (§7).
fn by_content(table: &Table) -> Option<(&Table, Columns)> {
    let mut columns = Columns::locate(table, FIELDS, |columns| columns.width() >= 11)?;
    let sample = columns.sample(table);
    let links = column_where(&sample, |cell| is_link(cell, "instagram.com"))?;
    let times = column_where(&sample, |cell| {
        stamp::read(Cell::Text(cell)).is_some() && cell.contains(':')
    })?;
    let is_account = |cell: &str| is_digits(cell, 17..=17) && cell.starts_with("1784");
    if !is_column(&sample, 0, |cell| is_digits(cell, 15..=20)) || !is_column(&sample, 1, is_account)
    {
        return None;
    }
    for (to, kind, place) in [
        (To::Id, Kind::Text, 0),
        (To::Account, Kind::Text, 1),
        (To::Handle, Kind::Text, 2),
        (To::AccountName, Kind::Text, 3),
        (To::Text, Kind::Text, 4),
        (To::Date, Kind::Date, times),
        (To::Permalink, Kind::Text, links),
    ] {
        columns.put(to, kind, place);
    }
    if let Some(days) = column_of_days(&columns, &sample, times) {
        columns.put(To::Span, Kind::Text, days);
    }
    Some((table, columns))
}

/// Told by the links of the rows; by the columns when there is no row.
pub fn are_stories(table: &Table, columns: &Columns) -> bool {
    let sample = columns.sample(table);
    let is_story = |cell: &str| is_link(cell, "instagram.com") && cell.contains("/stories/");
    let by_link = columns
        .place(To::Permalink)
        .is_some_and(|place| is_column(&sample, place, is_story));
    let by_type = columns
        .place(To::Type)
        .is_some_and(|place| is_column(&sample, place, |cell| fold(cell).contains("story")));
    by_link
        || by_type
        || (sample.is_empty() && columns.named("Navigation") && !columns.named("Saves"))
}

fn read(
    row: &Row<'_>,
    columns: &Columns,
    elsewhere: Option<&str>,
    stories: bool,
    posts: &mut Posts<'_>,
) {
    posts.told.met();
    let [handle, id, name] =
        [To::Handle, To::Account, To::AccountName].map(|to| columns.text(row, to));
    let account = elsewhere.map_or_else(
        || posts.account(&[&handle, &id, &name], Some(&name)),
        str::to_owned,
    );
    let metrics = columns.metrics(row, &mut posts.told);
    let permalink = link(&columns.text(row, To::Permalink));
    posts.drafts.push(Draft {
        row: row.number,
        id: digits_id(columns.cell(row, To::Id)),
        instant: permalink
            .as_deref()
            .and_then(|link| instant::of_instagram(link.strip_prefix("instagram:")?)),
        permalink,
        account,
        when: When::Written(stamp::read(columns.cell(row, To::Date))),
        format: if stories {
            Some(PostFormat::Story)
        } else {
            format(&columns.text(row, To::Type))
        },
        title: title(&columns.text(row, To::Text)),
        is_reply: false,
        metrics,
    });
}

fn format(kind: &str) -> Option<PostFormat> {
    let kind = fold(kind).replace("instagram", "").replace("ig ", "");
    match kind.trim_end_matches(" ig").trim() {
        "image" | "photo" => Some(PostFormat::Image),
        "carousel" | "carrousel" => Some(PostFormat::Carousel),
        "reel" => Some(PostFormat::ShortVideo),
        "video" => Some(PostFormat::LongVideo),
        "story" => Some(PostFormat::Story),
        _ => None,
    }
}
