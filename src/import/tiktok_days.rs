//! The days of a TikTok account (formats/tiktok.md, S1, S3, S4, B1, B3), whose years may have to be found.

use chrono::{Datelike, NaiveDate};

use crate::document::{Cell, Document, Row, Table};
use crate::import::by_content::is_column;
use crate::import::date_column::{self, Hints};
use crate::import::day::Days;
use crate::import::field::{Columns, Field, Kind, To};
use crate::import::month_day::{self, MonthDay};
use crate::import::number;
use crate::import::stamp::{self, Written};
use crate::import::x_days::net_gain;
use crate::import::year::{self, Clue};
use crate::import::{Settings, date_order};
use crate::model::{Batch, Metric, Metrics, Network, Severity};

pub const UNKNOWN_YEAR: &str = "unknown-year";

/// What was gained on a day, on all posts: comments deleted make a negative number. The visits of the profile
/// have no place here; the Swedish names come from one project that read real files, French was never seen.
const FIELDS: &[Field] = &[
    Field::date(&["Date", "Datum"]),
    Field::net(
        &[
            "Video Views",
            "Videovisningar",
            "Vues de la vidéo",
            "Vues de vidéos",
        ],
        Metric::Views,
    ),
    Field::count(
        &[
            "Reached audience",
            "Målgrupp som nåtts",
            "Audience atteinte",
            "Total Viewers",
        ],
        Metric::Reach,
    ),
    Field::net(
        &["Likes", "Gilla-markeringar", "J’aime", "Mentions J’aime"],
        Metric::Reactions,
    ),
    Field::net(
        &["Comments", "Kommentarer", "Commentaires"],
        Metric::Comments,
    ),
    Field::net(&["Shares", "Delningar", "Partages"], Metric::Shares),
    Field::count(&["Website clicks"], Metric::LinkClicks),
    Field::count(&["Followers", "Total followers"], Metric::Followers),
    Field::net(
        &[
            "Net growth",
            "Nettotillväxt",
            "Difference in followers from previous day",
            "New followers",
            "Nya följare",
        ],
        Metric::FollowersGained,
    ),
    Field::new(
        &["Lost followers", "Tappade följare"],
        To::Lost,
        Kind::Count,
    ),
];

/// The order of the Overview of the Studio, in any language: likes, comments, shares.
const OVERVIEW: &[(To, Kind, usize)] = &[
    (To::Date, Kind::Date, 0),
    (To::Metric(Metric::Views), Kind::Net, 1),
    (To::Metric(Metric::Reactions), Kind::Net, 3),
    (To::Metric(Metric::Comments), Kind::Net, 4),
    (To::Metric(Metric::Shares), Kind::Net, 5),
];
const OVERVIEW_WIDTH: usize = 6;

const FOLLOWERS: &[(To, Kind, usize)] = &[
    (To::Date, Kind::Date, 0),
    (To::Metric(Metric::Followers), Kind::Count, 1),
    (To::Metric(Metric::FollowersGained), Kind::Net, 2),
];
const FOLLOWERS_WIDTH: usize = 3;

/// The Business Suite, in any language: shares before comments; more columns follow, and the net growth, the
/// followers gained and those lost end the row.
const BUSINESS: &[(To, Kind, usize)] = &[
    (To::Date, Kind::Date, 0),
    (To::Metric(Metric::Views), Kind::Net, 1),
    (To::Metric(Metric::Reach), Kind::Count, 2),
    (To::Metric(Metric::Reactions), Kind::Net, 4),
    (To::Metric(Metric::Shares), Kind::Net, 5),
    (To::Metric(Metric::Comments), Kind::Net, 6),
];
const BUSINESS_WIDTHS: std::ops::RangeInclusive<usize> = 10..=20;

pub fn columns(table: &Table) -> Option<Columns> {
    Columns::locate(table, FIELDS, by_name).or_else(|| by_content(table))
}

fn by_name(columns: &Columns) -> bool {
    let is_overview = columns.has(To::Metric(Metric::Views))
        && (columns.named("Profile Views") || columns.named("Profilvisningar"));
    let is_followers = columns.named("Difference in followers from previous day");
    let is_viewers = columns.named("Total Viewers") && columns.named("Returning Viewers");
    let is_audience = columns.named("Total followers") && columns.named("Engaged audience");
    columns.has(To::Date)
        && (is_overview || is_business(columns) || is_followers || is_viewers || is_audience)
}

fn is_business(columns: &Columns) -> bool {
    columns.has(To::Metric(Metric::Views)) && columns.has(To::Metric(Metric::Reach))
}

/// Whether the export writes its years.
fn has_years(columns: &Columns) -> bool {
    is_business(columns) || columns.named("Engaged audience")
}

/// Days in words without their year are TikTok's; days that start with their year are, when the row ends with
/// a net growth that agrees.
fn by_content(table: &Table) -> Option<Columns> {
    let mut columns = Columns::locate(table, &[], |columns| columns.width() >= FOLLOWERS_WIDTH)?;
    let sample = columns.sample(table);
    let width = columns.width();
    let number = |row: &Vec<String>, place: usize| {
        row.get(place)
            .and_then(|cell| number::net(Cell::Text(cell)).ok().flatten())
    };
    let are_numbers = (1..width).all(|column| {
        is_column(&sample, column, |cell| {
            number::net(Cell::Text(cell)).is_ok()
        })
    });
    let is_yearless = is_column(&sample, 0, |cell| month_day::read_text(cell).is_some());
    let is_year_first = is_column(&sample, 0, |cell| {
        cell.get(4..5).is_some_and(|mark| matches!(mark, "/" | "-"))
            && matches!(stamp::read(Cell::Text(cell)), Some(Written::Known { .. }))
    });
    let is_net = |row: &Vec<String>| {
        let [net, gained, lost] = [3, 2, 1].map(|from_end| number(row, width - from_end));
        net.zip(gained.zip(lost))
            .is_some_and(|(net, (gained, lost))| net == gained - lost)
    };
    let grows = |pair: &[Vec<String>]| {
        let [before, after] = [0, 1].map(|place| number(&pair[place], 1));
        number(&pair[1], 2) == before.zip(after).map(|(before, after)| after - before)
    };
    let places = if !are_numbers {
        return None;
    } else if is_yearless && width == OVERVIEW_WIDTH {
        OVERVIEW
    } else if is_yearless
        && width == FOLLOWERS_WIDTH
        && sample.windows(2).all(grows)
        && sample.len() > 1
    {
        FOLLOWERS
    } else if is_year_first && BUSINESS_WIDTHS.contains(&width) && sample.iter().all(is_net) {
        BUSINESS
    } else {
        return None;
    };
    for (to, kind, place) in places {
        columns.put(*to, *kind, *place);
    }
    if width > OVERVIEW_WIDTH {
        columns.put(To::Metric(Metric::FollowersGained), Kind::Net, width - 3);
    }
    Some(columns)
}

/// One table of days. Nothing of it is counted when nothing gives the year.
pub fn read(
    document: &Document,
    settings: &Settings,
    (table, columns): (&Table, &Columns),
    account: &str,
    clues: &[Clue],
    batch: Batch,
) -> Batch {
    let mut days = Days::new(document, settings, Network::TikTok, account);
    days.told.table.clone_from(&table.title);
    columns.tell_unknown(&mut days.told);
    let (mut rows, mut before) = (Vec::new(), None);
    columns.for_each(table, |row| {
        let mut metrics = columns.metrics(&row, &mut days.told);
        mend(&mut metrics, &row, columns, &mut before);
        let day = Day::read(columns.cell(&row, To::Date), has_years(columns));
        rows.push((row.number, day, metrics));
    });
    if !has_years(columns) {
        let asked = date_order::asked(settings, &batch);
        forget_opened_year(&mut rows, clues, asked);
    }
    let yearless: Vec<MonthDay> = rows
        .iter()
        .filter_map(|(_, day, _)| day.yearless())
        .collect();
    let dated = year::settle(&yearless, clues);
    if dated.is_none() && !yearless.is_empty() {
        let first = rows.first().map_or(columns.header, |(row, ..)| *row);
        days.told.lost_together(
            rows.len(),
            Severity::Error,
            UNKNOWN_YEAR,
            first,
            WITHOUT_YEAR,
        );
        return days.told.into_batch(batch);
    }
    if let Some(year) = dated.as_ref().and_then(|dated| dated.leap_year) {
        let message = format!(
            "les dates n’ont pas d’année\u{a0}; le 29\u{a0}février a été pris pour celui de {year}, la première année bissextile des exports de TikTok\u{a0}: la vérifier"
        );
        days.told
            .say(Severity::Check, "year-by-leap-day", None, message);
    }
    let mut found = dated.into_iter().flat_map(|dated| dated.days);
    for (row, day, metrics) in rows {
        days.told.met();
        let written = match day {
            Day::Unreadable => None,
            Day::Written(written) => Some(written),
            Day::Yearless(_) => found.next().map(|day| Written::Known { day, time: None }),
        };
        days.push(row, written, metrics);
    }
    days.finish(batch, None)
}

const WITHOUT_YEAR: &str = "les dates de TikTok n’ont pas d’année et rien ne la donne avec certitude\u{a0}; aucun de ces jours n’est compté\u{a0}: donner l’archive telle que téléchargée (Overview_2026-10-01_….zip), ou écrire la période dans le nom du fichier ou de son dossier, par exemple «\u{a0}Overview 2026-10-01_2026-10-31.csv\u{a0}»";

/// The cell of a day.
enum Day {
    Unreadable,
    Written(Written),
    Yearless(MonthDay),
}

impl Day {
    /// The year of a typed cell is that in which a spreadsheet opened the file, unless the export wrote years.
    fn read(cell: Cell<'_>, has_years: bool) -> Day {
        let yearless = match cell {
            Cell::DateTime(at) if !has_years => Some(MonthDay::of_day(at.date())),
            cell => month_day::read(cell),
        };
        yearless.map_or_else(
            || stamp::read(cell).map_or(Day::Unreadable, Day::Written),
            Day::Yearless,
        )
    }

    fn written(&self) -> Option<Written> {
        match self {
            Day::Written(written) => Some(*written),
            Day::Unreadable | Day::Yearless(_) => None,
        }
    }

    fn yearless(&self) -> Option<MonthDay> {
        match self {
            Day::Yearless(day) => Some(*day),
            Day::Unreadable | Day::Written(_) => None,
        }
    }
}

/// A spreadsheet makes of a day without a year one of the year it is opened in, and saves it so. What TikTok
/// wrote in the name is surer, as is the period; and a year that stays the same after December is no year.
fn forget_opened_year(
    rows: &mut [(u32, Day, Metrics)],
    clues: &[Clue],
    asked: Option<stamp::Order>,
) {
    let written: Vec<_> = rows
        .iter()
        .filter_map(|(_, day, _)| Some((day.written()?, None)))
        .collect();
    let hints = Hints {
        period: None,
        is_daily: true,
        asked,
    };
    let understood = date_column::understand(&written, hints);
    let resolve = |written: Written| Some(understood.resolve(written)?.0);
    let days: Vec<NaiveDate> = written
        .iter()
        .filter_map(|(written, _)| resolve(*written))
        .collect();
    let sure: Vec<Clue> = clues
        .iter()
        .copied()
        .filter(|clue| {
            matches!(
                clue,
                Clue::FirstDay(_) | Clue::Download(_) | Clue::Period(..)
            )
        })
        .collect();
    let yearless: Vec<MonthDay> = days.iter().copied().map(MonthDay::of_day).collect();
    let is_otherwise = year::settle(&yearless, &sure)
        .is_some_and(|dated| dated.leap_year.is_none() && dated.days != days);
    let is_unturned = days.windows(2).any(|pair| {
        let (before, after) = (pair[0].min(pair[1]), pair[0].max(pair[1]));
        before.year() == after.year()
            && before.ordinal() == 1
            && after.succ_opt().is_some_and(|day| day.ordinal() == 1)
    });
    if is_otherwise || is_unturned {
        for (_, day, _) in rows {
            if let Some(date) = day.written().and_then(resolve) {
                *day = Day::Yearless(MonthDay::of_day(date));
            }
        }
    }
}

/// The gain is net of those lost, when the file has both; the first difference of a list of totals is zero
/// for want of a day before it, and is no gain.
fn mend(metrics: &mut Metrics, row: &Row<'_>, columns: &Columns, before: &mut Option<i64>) {
    if !columns.named("Net growth") && !columns.named("Nettotillväxt") && columns.has(To::Lost) {
        net_gain(metrics, row, columns);
    }
    if columns.named("Total followers") && !columns.has(To::Lost) {
        metrics[Metric::FollowersGained] = None;
    }
    if columns.has(To::Metric(Metric::Followers)) {
        let is_first = before.is_none() && metrics[Metric::FollowersGained] == Some(0);
        if is_first {
            metrics[Metric::FollowersGained] = None;
        }
        *before = metrics[Metric::Followers];
    }
}
