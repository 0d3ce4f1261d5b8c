//! The per-video table of YouTube Studio, advanced mode (formats/youtube.md, A), in any language.
//!
//! Its rows are the videos watched in the period, whenever they were published, and its counters are
//! those of the period.

use chrono_tz::UTC;

use crate::document::{Cell, Document, Row, Table};
use crate::import::claim::Claim;
use crate::import::field::{Columns, Field, Kind, To, locate};
use crate::import::post::{Close, Draft, FoundAccounts, Posts, When, link, title};
use crate::import::{About, Format, Group, Settings, period, stamp, youtube_others};
use crate::model::{Batch, Finding, Metric, Network, Severity};

pub struct YoutubeVideos;

/// Labels are translated and in no order. The French ones come from projects that read real files.
const FIELDS: &[Field] = &[
    Field {
        from: &["Content", "Contenu", "Conteúdo", "Video", "Vidéo"],
        to: To::Id,
        kind: Kind::Text,
    },
    Field {
        from: &[
            "Video title",
            "Titre de la vidéo",
            "Título do vídeo",
            "Videotitel",
        ],
        to: To::Title,
        kind: Kind::Text,
    },
    Field {
        from: &[
            "Video publish time",
            "Heure de publication de la vidéo",
            "Horário de publicação do vídeo",
        ],
        to: To::Date,
        kind: Kind::Date,
    },
    Field {
        from: &["Views", "Vues", "Visualizações", "Aufrufe"],
        to: To::Metric(Metric::Views),
        kind: Kind::Count,
    },
    Field {
        from: &["Watch time (hours)", "Durée de visionnage (heures)"],
        to: To::Metric(Metric::WatchSeconds),
        kind: Kind::Hours,
    },
    Field {
        from: &["Subscribers", "Abonnés"],
        to: To::Metric(Metric::FollowersGained),
        kind: Kind::Net,
    },
    Field {
        from: &["Impressions"],
        to: To::Metric(Metric::Impressions),
        kind: Kind::Count,
    },
    Field {
        from: &["Likes", "J’aime"],
        to: To::Metric(Metric::Reactions),
        kind: Kind::Count,
    },
    Field {
        from: &["Comments added", "Commentaires ajoutés"],
        to: To::Metric(Metric::Comments),
        kind: Kind::Count,
    },
    Field {
        from: &["Shares", "Partages"],
        to: To::Metric(Metric::Shares),
        kind: Kind::Count,
    },
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
        if table(document).is_some() {
            return Claim::Yes;
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
        let mut accounts = FoundAccounts::new(Network::YouTube, settings);
        let account = accounts.identify_by_path(
            channel(folder),
            &period::folders(&document.name).collect::<Vec<_>>(),
            Some(folder),
        );
        batch.accounts = accounts.into_vec();
        let mut posts = Posts::new(document, settings, Network::YouTube);
        columns.for_each(table, |row| read(&row, &columns, &account, &mut posts));
        columns.tell_unknown(&mut posts.told);
        let period = period::days(folder).or_else(|| period::days(period::stem(&document.name)));
        posts.finish(
            batch,
            Close {
                zone: UTC,
                period: None,
                as_of: period.map(|(_, to)| to),
            },
        )
    }
}

/// Only the folder says which channel it is: `Content 2026-10-01_2026-10-31 Département des Abers`.
pub fn channel(folder: &str) -> Option<&str> {
    period::days(folder)?;
    let (_, name) = folder.split_once('_')?.1.split_once(' ')?;
    Some(name.trim()).filter(|name| !name.is_empty())
}

fn table(document: &Document) -> Option<(&Table, Columns)> {
    let by_name = |columns: &Columns| {
        columns.place(To::Id) == Some(0) && columns.has(To::Title) && columns.has(To::Date)
    };
    locate(document, FIELDS, by_name).or_else(|| document.tables.iter().find_map(by_content))
}

/// A first row whose second and third cells are empty, the totals; then ids of eleven characters, titles,
/// and English dates or nothing.
fn by_content(table: &Table) -> Option<(&Table, Columns)> {
    let mut columns = Columns::locate(table, FIELDS, |columns| columns.width() >= 4)?;
    let sample = columns.sample(table);
    let (totals, videos) = sample.split_first()?;
    let cell = |row: &[String], place: usize| row.get(place).cloned().unwrap_or_default();
    let is_totals =
        !cell(totals, 0).is_empty() && cell(totals, 1).is_empty() && cell(totals, 2).is_empty();
    let is_video = |row: &Vec<String>| {
        let date = cell(row, 2);
        is_video_id(&cell(row, 0))
            && (date.is_empty()
                || matches!(
                    stamp::read(Cell::Text(&date)),
                    Some(stamp::Written::Known { .. })
                ))
    };
    let dated = videos.iter().any(|row| !cell(row, 2).is_empty());
    if !is_totals
        || !dated
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
    Some((table, columns))
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
    if filled == 1 && !id.is_empty() {
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
