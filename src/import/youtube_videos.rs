//! The per-video table of YouTube Studio, advanced mode (formats/youtube.md, A), in any language.
//!
//! Its rows are the videos watched in the period, whenever they were published, and its counters are
//! those of the period.

use chrono_tz::UTC;

use crate::document::{Cell, Document, Row, Table};
use crate::import::by_content::{is_column, is_digits};
use crate::import::claim::Claim;
use crate::import::field::{Columns, Field, Kind, To, locate};
use crate::import::post::{Close, Draft, Posts, When, link, title};
use crate::import::{
    About, Format, Group, Settings, by_path, period, stamp, youtube_labels, youtube_others,
};
use crate::model::{Batch, Finding, Network, Severity};

pub struct YoutubeVideos;

/// Labels are translated and in no order. The French ones come from projects that read real files.
const FIELDS: &[Field] = &[
    Field::text(
        &[
            "Content",
            "Contenu",
            "Conteúdo",
            "Video",
            "Vidéo",
            "Videos",
            "Inhalte",
            "Contenido",
            "Contenuti",
            "コンテンツ",
        ],
        To::Id,
    ),
    Field::text(
        &[
            "Video title",
            "Titre de la vidéo",
            "Título do vídeo",
            "Título del vídeo",
            "Videotitel",
            "Titolo video",
            "動画のタイトル",
        ],
        To::Title,
    ),
    Field::date(&[
        "Video publish time",
        "Heure de publication de la vidéo",
        "Horário de publicação do vídeo",
        "Hora de publicación del vídeo",
        "Tiempo de publicación del video",
        "Veröffentlichungszeitpunkt des Videos",
        "動画公開時刻",
    ]),
    youtube_labels::VIEWS,
    youtube_labels::WATCHED,
    youtube_labels::SUBSCRIBERS,
    youtube_labels::IMPRESSIONS,
    youtube_labels::LIKES,
    youtube_labels::COMMENTS,
    youtube_labels::SHARES,
];

impl Format for YoutubeVideos {
    fn name(&self) -> &'static str {
        "youtube-videos"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "YouTube, tableau des vidéos",
            menus: "YouTube Studio › Données analytiques › Mode avancé › Contenu › Exporter › CSV",
            gives: "vidéos, vues, durée de visionnage, mentions J’aime, commentaires, partages",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        if let Some((_, columns)) = table(document) {
            return columns.claim();
        }
        youtube_others::claim(document).unwrap_or(Claim::No)
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let Some((table, columns)) = table(document) else {
            return batch;
        };
        if !columns.has_metrics() {
            let message = format!(
                "aucune colonne de chiffres n’est connue ; colonnes trouvées : « {} » ; exporter à nouveau avec l’interface en français ou en anglais",
                columns.names.join(" », « ")
            );
            return batch.refused(Finding::error("unknown-metrics", &document.name, message));
        }
        let folder = period::folder(&document.name).unwrap_or_default();
        let account = by_path::account(
            document,
            settings,
            Network::YouTube,
            channel(folder),
            &mut batch,
        );
        let mut posts = Posts::new(document, settings, Network::YouTube);
        columns.for_each(table, |row| read(&row, &columns, &account, &mut posts));
        columns.tell_unknown(&mut posts.told);
        let period = period::days(folder).or_else(|| period::days(period::stem(&document.name)));
        if period.is_none() {
            let message = "rien ne dit la période que couvrent ces chiffres, qui n’est pas toute la vie des vidéos\u{a0}; donner l’archive ZIP telle que téléchargée, dont le nom la porte";
            posts
                .told
                .say(Severity::Check, "unknown-period", None, message);
        }
        posts.finish(
            batch,
            Close {
                since: period.map(|(from, _)| from),
                as_of: period.map(|(_, to)| to),
                ..Close::in_zone(UTC)
            },
        )
    }
}

/// Only the folder says which channel it is: `Content 2026-10-01_2026-10-31 Département des Abers`.
pub fn channel(folder: &str) -> Option<&str> {
    period::days(folder)?;
    let (_, name) = folder.split_once('_')?.1.split_once(' ')?;
    Some(without_copy_number(name.trim())).filter(|name| !name.is_empty())
}

/// Browsers add ` (1)` to the name of what was downloaded before.
fn without_copy_number(name: &str) -> &str {
    name.strip_suffix(')')
        .and_then(|name| name.rsplit_once(" ("))
        .filter(|(_, copy)| is_digits(copy, 1..=2))
        .map_or(name, |(name, _)| name)
}

fn table(document: &Document) -> Option<(&Table, Columns)> {
    let by_name =
        |columns: &Columns| columns.has(To::Id) && columns.has(To::Title) && columns.has(To::Date);
    locate(document, FIELDS, by_name)
        .filter(|(table, columns)| !youtube_others::is_chart(&columns.sample(table)))
        .or_else(|| document.tables.iter().find_map(by_content))
}

/// A first row whose second and third cells are empty, the totals, unless somebody took it out; then ids of
/// eleven characters, titles, and English dates or nothing.
fn by_content(table: &Table) -> Option<(&Table, Columns)> {
    let mut columns = Columns::locate(table, FIELDS, |columns| columns.width() >= 4)?;
    let sample = columns.sample(table);
    let cell = |row: &[String], place: usize| row.get(place).cloned().unwrap_or_default();
    let is_totals = |row: &[String]| {
        !cell(row, 0).is_empty() && cell(row, 1).is_empty() && cell(row, 2).is_empty()
    };
    let videos = match sample.split_first()? {
        (totals, videos) if is_totals(totals) => videos,
        _ => &sample[..],
    };
    let is_video = |row: &Vec<String>| {
        let date = cell(row, 2);
        is_video_id(&cell(row, 0))
            && (date.is_empty()
                || matches!(
                    stamp::read(Cell::Text(&date)),
                    Some(stamp::Written::Known { .. })
                ))
    };
    let dated = videos
        .iter()
        .any(|row| is_video(row) && !cell(row, 2).is_empty());
    if !dated
        || !videos
            .iter()
            .filter(|row| row.iter().filter(|cell| !cell.is_empty()).count() > 1)
            .all(is_video)
    {
        return None;
    }
    columns.put(To::Id, Kind::Text, 0);
    columns.put(To::Title, Kind::Text, 1);
    columns.put(To::Date, Kind::Date, 2);
    if !columns.has_metrics() {
        put_usual_metrics(&mut columns, &sample);
    }
    Some((table, columns))
}

/// No label is known, but the table has the columns that Studio shows when nobody chose others, each in its own
/// form: views, hours with four decimals, subscribers, impressions, a percentage; before them, from 2025 on, a
/// duration in seconds.
fn put_usual_metrics(columns: &mut Columns, sample: &[Vec<String>]) {
    let first = match columns.width() {
        8 => 3,
        9 => 4,
        _ => return,
    };
    let is_whole = |place| is_column(sample, place, |cell| cell.parse::<i64>().is_ok());
    let decimals = |cell: &str| {
        let places = cell
            .split_once('.')
            .map_or(0, |(_, decimals)| decimals.len());
        cell.parse::<f64>().ok().map(|_| places)
    };
    let is_decimal = |place, most| {
        is_column(sample, place, |cell| {
            decimals(cell).is_some_and(|n| n <= most)
        })
    };
    let is_usual = (3..=first).all(is_whole)
        && is_decimal(first + 1, 4)
        && !is_decimal(first + 1, 2)
        && is_whole(first + 2)
        && is_whole(first + 3)
        && is_decimal(first + 4, 2)
        && !is_whole(first + 4);
    if is_usual {
        for (place, field) in [
            youtube_labels::VIEWS,
            youtube_labels::WATCHED,
            youtube_labels::SUBSCRIBERS,
            youtube_labels::IMPRESSIONS,
        ]
        .iter()
        .enumerate()
        {
            columns.put(field.to, field.kind, first + place);
        }
    }
}

/// An id that starts with a dash has a space before it, against formulas: it is trimmed.
pub fn is_video_id(text: &str) -> bool {
    text.len() == 11
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

fn read(row: &Row<'_>, columns: &Columns, account: &str, posts: &mut Posts<'_>) {
    posts.told.met();
    let [id, name, date] = [To::Id, To::Title, To::Date].map(|to| columns.text(row, to));
    if !is_video_id(&id) {
        let (severity, code, message) = no_video(row, columns, &id, &name);
        posts.told.lost(severity, code, row.number, message);
        return;
    }
    if date.is_empty() {
        let message = "vidéo sans date de publication (non répertoriée, privée ou programmée) ; la ligne n’a pas été comptée";
        posts
            .told
            .lost(Severity::Info, "unpublished-video", row.number, message);
        return;
    }
    let metrics = columns.metrics(row, &mut posts.told);
    posts.drafts.push(Draft {
        row: row.number,
        permalink: link(&format!("https://www.youtube.com/watch?v={id}")),
        id: Some(id.into_owned()),
        account: account.to_owned(),
        when: When::Written(stamp::read(columns.cell(row, To::Date))),
        instant: None,
        format: None,
        title: title(&name),
        is_reply: false,
        metrics,
    });
}

/// Why a row is not a video.
fn no_video(
    row: &Row<'_>,
    columns: &Columns,
    id: &str,
    name: &str,
) -> (Severity, &'static str, &'static str) {
    let filled = (0..row.len())
        .filter(|column| !row.cell(*column).is_empty())
        .count();
    if filled == 1 && id.contains("500") {
        let message = "l’export s’arrête aux 500 premières vidéos ; les suivantes manquent : exporter des périodes plus courtes";
        return (Severity::Warning, "truncated-list", message);
    }
    if name.is_empty() && columns.cell(row, To::Date).is_empty() && !id.starts_with('#') {
        return (
            Severity::Info,
            "totals-row",
            "la ligne de total n’est pas comptée avec les vidéos",
        );
    }
    let message = "l’identifiant n’est pas celui d’une vidéo, sans doute abîmé par un tableur ; la ligne n’a pas été comptée : donner l’export d’origine";
    (Severity::Warning, "missing-id", message)
}
