//! The list of posts of TikTok Studio (formats/tiktok.md, S2) and of the Business Suite (B2).
//!
//! It holds the posts that the page showed, not all of them: lists of 7, 28 and 60 days overlap, and the
//! ledger keeps each post once.

use std::borrow::Cow;

use chrono::{DateTime, Days, NaiveDate, Utc};

use crate::document::{Cell, Document, Row, Table};
use crate::import::by_content::is_column;
use crate::import::field::{Columns, Field, Kind, To};
use crate::import::month_day::{self, MonthDay};
use crate::import::number;
use crate::import::post::{Close, Draft, Posts, When, link, title};
use crate::import::{Settings, instant, stamp};
use crate::model::{Batch, Metric, Network, PostFormat, Severity};

/// Totals since publication. The Swedish names come from one project that read real files.
const FIELDS: &[Field] = &[
    Field::text(&["Time"], To::Span),
    Field::text(
        &["Video title", "Videotitel", "Titre de la vidéo"],
        To::Title,
    ),
    Field::text(
        &["Video link", "Videolänk", "Lien de la vidéo"],
        To::Permalink,
    ),
    Field::date(&["Post time", "Publiceringstid"]),
    Field::count(
        &["Total views", "Video views", "Videovisningar"],
        Metric::Views,
    ),
    Field::count(
        &["Total likes", "Likes", "Gilla-markeringar"],
        Metric::Reactions,
    ),
    Field::count(
        &["Total comments", "Comments", "Kommentarer"],
        Metric::Comments,
    ),
    Field::count(&["Total shares", "Shares", "Delningar"], Metric::Shares),
    Field::count(
        &["Add to Favorites", "Lägg till i Favoriter"],
        Metric::Saves,
    ),
];

/// The list of the Studio, in any language.
const PLACES: &[(To, Kind, usize)] = &[
    (To::Span, Kind::Text, 0),
    (To::Title, Kind::Text, 1),
    (To::Permalink, Kind::Text, 2),
    (To::Date, Kind::Date, 3),
    (To::Metric(Metric::Reactions), Kind::Count, 4),
    (To::Metric(Metric::Comments), Kind::Count, 5),
    (To::Metric(Metric::Shares), Kind::Count, 6),
    (To::Metric(Metric::Views), Kind::Count, 7),
];
const WIDTH: usize = 8;

pub fn columns(table: &Table) -> Option<Columns> {
    Columns::locate(table, FIELDS, |columns| {
        columns.has(To::Title) && columns.has(To::Permalink) && columns.has_metrics()
    })
    .or_else(|| by_content(table))
}

fn by_content(table: &Table) -> Option<Columns> {
    let mut columns = Columns::locate(table, &[], |columns| columns.width() == WIDTH)?;
    let sample = columns.sample(table);
    let is_ours = is_column(&sample, 2, |cell| address(cell).is_some())
        && (4..WIDTH).all(|column| {
            is_column(&sample, column, |cell| {
                number::count(Cell::Text(cell)).is_ok()
            })
        });
    for (to, kind, place) in PLACES {
        columns.put(*to, *kind, *place);
    }
    is_ours.then_some(columns)
}

/// A list, and the day it was taken.
pub struct List<'a> {
    table: &'a Table,
    columns: &'a Columns,
    pub downloaded: Option<NaiveDate>,
}

impl<'a> List<'a> {
    /// `Time` is the day of the export without its year: the first such day from the latest post on.
    pub fn of(table: &'a Table, columns: &'a Columns, settings: &Settings) -> Self {
        let (mut latest, mut taken): (Option<DateTime<Utc>>, Option<MonthDay>) = (None, None);
        columns.for_each(table, |row| {
            latest = latest.max(Post::of(&row, columns).and_then(|post| post.instant));
            taken = taken.or_else(|| match columns.cell(&row, To::Span) {
                Cell::DateTime(at) => Some(MonthDay::of_day(at.date())),
                cell => month_day::read(cell),
            });
        });
        let downloaded = latest.zip(taken).and_then(|(latest, taken)| {
            // The zone of the person who exported is not known.
            let eve = latest.with_timezone(&settings.zone).date_naive() - Days::new(1);
            taken.from(eve)
        });
        List {
            table,
            columns,
            downloaded,
        }
    }

    pub fn read(self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        let mut posts = Posts::new(document, settings, Network::TikTok);
        posts.told.table.clone_from(&self.table.title);
        self.columns.tell_unknown(&mut posts.told);
        self.columns
            .for_each(self.table, |row| read(&row, self.columns, &mut posts));
        posts.finish(
            batch,
            Close {
                as_of: self.downloaded,
                ..Close::in_zone(settings.zone)
            },
        )
    }
}

/// What the link of a row says: the account, the post, and when it was published.
struct Post {
    /// Where the link stands.
    place: usize,
    address: String,
    handle: String,
    id: String,
    instant: Option<DateTime<Utc>>,
}

impl Post {
    /// The last link of the row: captions may hold others, and quotes that were not escaped push cells right.
    fn of(row: &Row<'_>, columns: &Columns) -> Option<Post> {
        let from = columns.place(To::Permalink)?;
        let (place, address) = (from..row.len())
            .rev()
            .find_map(|place| Some((place, address(&row.text_at(place))?.to_owned())))?;
        let (handle, rest) = address.split_once("/@")?.1.split_once('/')?;
        let handle = handle.to_owned();
        let id: String = rest
            .split_once('/')?
            .1
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        (id.len() >= 5).then(|| Post {
            place,
            handle,
            instant: instant::of_tiktok(&id),
            id,
            address,
        })
    }
}

/// `https://www.tiktok.com/@abers/video/7592928372684908721`, or a photo.
fn address(cell: &str) -> Option<&str> {
    let link = &cell[cell.rfind("https://www.tiktok.com/@")?..];
    (link.contains("/video/") || link.contains("/photo/")).then(|| link.trim_end_matches('"'))
}

fn read(row: &Row<'_>, columns: &Columns, posts: &mut Posts<'_>) {
    posts.told.met();
    let Some(post) = Post::of(row, columns) else {
        let message = "la ligne n’a pas de lien vers une publication de TikTok, qui en porte l’identifiant et la date\u{a0}; elle n’a pas été comptée\u{a0}: donner l’export d’origine";
        posts
            .told
            .lost(Severity::Warning, "missing-id", row.number, message);
        return;
    };
    let usual = columns.place(To::Permalink).unwrap_or(post.place);
    let columns: Cow<'_, Columns> = match post.place - usual {
        0 => Cow::Borrowed(columns),
        by => Cow::Owned(columns.moved(usual, by)),
    };
    let caption = columns.place(To::Title).map_or_else(String::new, |from| {
        let pieces: Vec<Cow<'_, str>> = (from..post.place.max(from + 1))
            .map(|place| row.text_at(place))
            .collect();
        pieces.join(",")
    });
    let metrics = columns.metrics(row, &mut posts.told);
    // Without a year, or with that in which a spreadsheet opened it, the day says less than the id.
    let written = stamp::read(columns.cell(row, To::Date));
    let is_sure = !columns.has(To::Span) || post.instant.is_none();
    let account = posts.account(&[&post.handle], None);
    posts.drafts.push(Draft {
        row: row.number,
        when: When::Day(written.filter(|_| is_sure)),
        permalink: link(&post.address),
        id: Some(post.id),
        account,
        instant: post.instant,
        format: Some(if post.address.contains("/photo/") {
            PostFormat::Image
        } else {
            PostFormat::ShortVideo
        }),
        title: title(without_stray_quote(&caption)),
        is_reply: false,
        metrics,
    });
}

/// Where quotes were not escaped, the first is read as the end of the cell, and that end as a letter.
fn without_stray_quote(caption: &str) -> &str {
    let closes_first = caption
        .split_once('"')
        .is_some_and(|(before, _)| before.ends_with(char::is_alphanumeric));
    match caption.trim_end().strip_suffix('"') {
        Some(rest) if closes_first => rest,
        _ => caption,
    }
}
