//! The days of a YouTube channel (formats/youtube.md, B by date and D): the totals beside the table of
//! videos, one measure only, or the table of the dimension Date.

use crate::document::{Cell, Document, Table};
use crate::import::by_content::is_column;
use crate::import::claim::Claim;
use crate::import::day::Days;
use crate::import::field::{Columns, Field, To};
use crate::import::stamp::{self, Written};
use crate::import::{
    About, Format, Group, Settings, by_path, period, youtube_labels, youtube_videos,
};
use crate::model::{Batch, Metric, Network, Severity};
use crate::words::fold::fold;

pub struct YoutubeDays;

/// The totals of the channel, of a day.
const FIELDS: &[Field] = &[
    Field::date(&["Date", "Datum", "Data", "Fecha", "日付", "Дата"]),
    youtube_labels::VIEWS,
    youtube_labels::WATCHED,
    youtube_labels::SUBSCRIBERS,
    youtube_labels::IMPRESSIONS,
    youtube_labels::LIKES,
    youtube_labels::COMMENTS,
    youtube_labels::SHARES,
];

impl Format for YoutubeDays {
    fn name(&self) -> &'static str {
        "youtube-days"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "YouTube, jours de la chaîne",
            menus: "le fichier «\u{a0}Totals\u{a0}» du même téléchargement, ou la dimension «\u{a0}Date\u{a0}» du mode avancé",
            gives: "par jour\u{a0}: vues, durée de visionnage, gain net d’abonnés",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        Claim::when(table(document).is_some())
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let Some((table, columns)) = table(document) else {
            return batch;
        };
        let folder = period::folder(&document.name).unwrap_or_default();
        let channel = youtube_videos::channel(folder);
        let account = by_path::account(document, settings, Network::YouTube, channel, &mut batch);
        let mut days = Days::new(document, settings, Network::YouTube, &account);
        let mut is_first = true;
        columns.for_each(table, |row| {
            days.told.met();
            let day = stamp::read(columns.cell(&row, To::Date));
            if std::mem::take(&mut is_first) && day.is_none() {
                let message = "la ligne de total n’est pas comptée avec les jours";
                days.told
                    .lost(Severity::Info, "totals-row", row.number, message);
                return;
            }
            let metrics = columns.metrics(&row, &mut days.told);
            days.push(row.number, day, metrics);
        });
        let period = period::days(folder).or_else(|| period::days(period::stem(&document.name)));
        days.finish(batch, period.map(|(_, to)| to))
    }
}

/// Two columns, a day and one measure that only YouTube names so, or any in a folder that Studio named; or
/// more, with its hours of watching.
fn table(document: &Document) -> Option<(&Table, Columns)> {
    let [table] = &document.tables[..] else {
        return None;
    };
    let folder = period::folder(&document.name).unwrap_or_default();
    let is_studios = youtube_videos::channel(folder).is_some();
    let suits = |columns: &Columns| {
        let named = |metric| columns.has(To::Metric(metric));
        let is_one = columns.width() == 2
            && (named(Metric::Views)
                || named(Metric::WatchSeconds)
                || named(Metric::FollowersGained)
                || is_studios && columns.has_metrics());
        let is_several = columns.width() > 2 && named(Metric::WatchSeconds);
        columns.place(To::Date) == Some(0) && (is_one || is_several)
    };
    let columns = Columns::locate(table, FIELDS, suits)?;
    let sample = columns.sample(table);
    let is_total = |cell: &str| youtube_labels::TOTAL.contains(&fold(cell).as_str());
    let is_day = |cell: &str| {
        matches!(
            stamp::read(Cell::Text(cell)),
            Some(Written::Known { .. } | Written::Numbers { .. })
        )
    };
    let has_video = sample.iter().any(|row| {
        row.get(1)
            .is_some_and(|cell| youtube_videos::is_video_id(cell))
    });
    let is_ours = !has_video && is_column(&sample, 0, |cell| is_day(cell) || is_total(cell));
    is_ours.then_some((table, columns))
}
