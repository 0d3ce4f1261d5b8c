//! The year of days written without one: found in what is known beside them, never guessed
//! (formats/tiktok.md, « The missing year »).

use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, Days, NaiveDate};

use crate::import::month_day::MonthDay;
use crate::import::{Settings, month, period};

/// Years that the first row may be of.
const YEARS: RangeInclusive<i32> = 2016..=2099;
const LEAP_DAY: (u32, u32) = (2, 29);
/// TikTok Studio gave no file before.
const FIRST_LEAP_YEAR: i32 = 2024;
/// The last row is the eve of the download; figures come with a day or two of delay.
const DOWNLOAD_LAG: i64 = 3;
/// A download covers a year at most.
const LONGEST: u64 = 366;
/// The name of a file and of the folders close to it speak of it; those further up, of something else.
const NEAR: usize = 4;

/// Something known that a year may be found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clue {
    /// The archive is named after the first day of the period.
    FirstDay(NaiveDate),
    /// Two days that hold all the others.
    Period(NaiveDate, NaiveDate),
    /// A day of the name, without a word of what it is: the first, the last, or that of the download.
    Named(NaiveDate),
    /// A month of the name.
    Month(i32, u32),
    /// The day of the download, to the second or told by another file of it.
    Download(NaiveDate),
}

impl Clue {
    /// The last day that it names.
    fn day(self) -> Option<NaiveDate> {
        match self {
            Clue::FirstDay(day) | Clue::Period(_, day) | Clue::Named(day) | Clue::Download(day) => {
                Some(day)
            }
            Clue::Month(year, month) => NaiveDate::from_ymd_opt(year, month, 1),
        }
    }
}

/// Days of a column with their years.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// In the order of the rows.
    pub days: Vec<NaiveDate>,
    /// The year of the 29th of February, when nothing else gave one.
    pub leap_year: Option<i32>,
}

/// Rows are days that follow each other, a year at most: one year settles them all. `None` when nothing
/// gives it, when two clues disagree, or when the rows are in no order.
pub fn settle(rows: &[MonthDay], clues: &[Clue]) -> Option<Dated> {
    let turns = turns(rows)?;
    let possible: Vec<Span> = YEARS
        .filter_map(|year| Span::of(rows, &turns, year))
        .collect();
    let mut left = possible.clone();
    let mut is_told = false;
    // What TikTok wrote itself is surer than the names that people give.
    let is_sure = |clue: &&Clue| matches!(clue, Clue::FirstDay(_) | Clue::Download(_));
    let has_first_day = clues.iter().any(|clue| matches!(clue, Clue::FirstDay(_)));
    for clue in clues.iter().filter(|clue| !has_first_day || is_sure(clue)) {
        let agree: Vec<Span> = possible
            .iter()
            .copied()
            .filter(|span| span.agrees(*clue))
            .collect();
        // A day that suits no year speaks of something else.
        if !agree.is_empty() {
            is_told = true;
            left.retain(|span| agree.contains(span));
        } else if matches!(clue, Clue::FirstDay(_)) {
            return None;
        }
        if let Clue::Download(day) = clue {
            left.retain(|span| span.last <= *day);
        }
    }
    let has_leap_day = rows.iter().any(|row| (row.month, row.day) == LEAP_DAY);
    if !is_told && has_leap_day {
        // The first leap year, unless something speaks of a day after the next one.
        let known = clues.iter().filter_map(|clue| clue.day()).max();
        left = left
            .into_iter()
            .filter(|span| span.last.year() >= FIRST_LEAP_YEAR)
            .enumerate()
            .filter(|(place, span)| *place == 0 || known.is_some_and(|day| span.last <= day))
            .map(|(_, span)| span)
            .collect();
    }
    let [span] = left[..] else { return None };
    let days: Vec<NaiveDate> = rows
        .iter()
        .zip(&turns)
        .map(|(row, turn)| row.of(span.year + turn))
        .collect::<Option<_>>()?;
    let leap_day = days.iter().find(|day| (day.month(), day.day()) == LEAP_DAY);
    Some(Dated {
        leap_year: leap_day.map(Datelike::year).filter(|_| !is_told),
        days,
    })
}

/// How many times the year has turned before each row; rows may come the latest first. `None` when they are in
/// no order, or when they cannot be those of one download.
fn turns(rows: &[MonthDay]) -> Option<Vec<i32>> {
    let forward = counted(rows.iter());
    let mut backward = counted(rows.iter().rev());
    backward.reverse();
    let length = |turns: &Vec<i32>| {
        let places = || {
            rows.iter().zip(turns).map(|(row, turn)| {
                i32::try_from(row.month * 31 + row.day).unwrap_or(0) + turn * 12 * 31
            })
        };
        Some(places().max()? - places().min()?)
    };
    [forward, backward]
        .into_iter()
        .filter(|turns| length(turns).is_some_and(|length| length <= 12 * 31))
        .min_by_key(length)
}

fn counted<'a>(rows: impl Iterator<Item = &'a MonthDay>) -> Vec<i32> {
    let (mut turn, mut before) = (0, None);
    rows.map(|row| {
        turn += i32::from(before.is_some_and(|before| row < before));
        before = Some(row);
        turn
    })
    .collect()
}

/// The days between which the rows stand, if their first is of this year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    year: i32,
    first: NaiveDate,
    last: NaiveDate,
}

impl Span {
    fn of(rows: &[MonthDay], turns: &[i32], year: i32) -> Option<Span> {
        let days: Option<Vec<NaiveDate>> = rows
            .iter()
            .zip(turns)
            .map(|(row, turn)| row.of(year + turn))
            .collect();
        let days = days?;
        Some(Span {
            year,
            first: *days.iter().min()?,
            last: *days.iter().max()?,
        })
    }

    fn agrees(self, clue: Clue) -> bool {
        match clue {
            // The first rows may have been cut off.
            Clue::FirstDay(day) => day <= self.first && self.first < day + Days::new(LONGEST - 1),
            Clue::Period(from, to) => {
                from <= self.first + Days::new(1) && self.last <= to + Days::new(1)
            }
            Clue::Named(day) => {
                day == self.first || day == self.last || day == self.last + Days::new(1)
            }
            Clue::Month(year, month) => {
                let index = |day: NaiveDate| (day.year(), day.month());
                (index(self.first)..=index(self.last)).contains(&(year, month))
            }
            Clue::Download(day) => (0..=DOWNLOAD_LAG).contains(&(day - self.last).num_days()),
        }
    }
}

impl MonthDay {
    pub fn of(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }

    /// The first such day, from a day on.
    pub fn from(self, day: NaiveDate) -> Option<NaiveDate> {
        (day.year()..=day.year() + 8)
            .filter_map(|year| self.of(year))
            .find(|found| *found >= day)
    }
}

/// What the name of the file, of its archive and of the folders close by say.
pub fn clues(name: &str, settings: &Settings) -> Vec<Clue> {
    std::iter::once(period::stem(name))
        .chain(period::folders(name))
        .take(NEAR)
        .flat_map(|part| of_part(part, settings))
        .collect()
}

fn of_part(part: &str, settings: &Settings) -> Vec<Clue> {
    let (mut days, mut months, mut clues) = (Vec::new(), Vec::new(), Vec::new());
    let tokens: Vec<&str> = part
        .split(|character: char| !character.is_alphanumeric() && character != '-')
        .filter(|token| !token.is_empty())
        .collect();
    for (place, token) in tokens.iter().enumerate() {
        let year_after = || tokens.get(place + 1).and_then(|next| year(next));
        if let Some(day) = day(token) {
            days.push(day);
        } else if let Some(instant) = epoch(token) {
            clues.push(Clue::Download(
                instant.with_timezone(&settings.zone).date_naive(),
            ));
        } else if let Some((year, month)) = year_and_month(token) {
            months.push(Clue::Month(year, month));
        } else if let Some((month, year)) = month::by_hand(token).zip(year_after()) {
            months.push(Clue::Month(year, month));
        }
    }
    match days[..] {
        [first, ..] if is_studio_archive(part) => clues.push(Clue::FirstDay(first)),
        [from, to] if from <= to => clues.push(Clue::Period(from, to)),
        _ => clues.extend(days.into_iter().map(Clue::Named)),
    }
    clues.extend(months);
    clues
}

/// `Overview_2026-10-01_1793707200_abers`.
fn is_studio_archive(part: &str) -> bool {
    let mut parts = part.split('_');
    let is_section = parts
        .next()
        .is_some_and(|section| section.chars().all(char::is_alphabetic));
    is_section
        && parts.next().is_some_and(|token| day(token).is_some())
        && parts.next().is_some_and(|token| epoch(token).is_some())
}

/// People write `31-10-2026` too; a day taken from it by mistake suits no row.
fn day(token: &str) -> Option<NaiveDate> {
    let day_first = || {
        let day = NaiveDate::parse_from_str(token, "%d-%m-%Y").ok();
        day.filter(|_| token.len() == 10)
    };
    period::day(token)
        .or_else(day_first)
        .filter(|day| YEARS.contains(&day.year()))
}

fn year_and_month(token: &str) -> Option<(i32, u32)> {
    let (one, other) = token.split_once('-')?;
    let month = |text: &str| {
        let number = text.parse().ok().filter(|number| (1..=12).contains(number));
        number
            .filter(|_| text.len() == 2)
            .or_else(|| month::by_hand(text))
    };
    let year_first = || Some((year(one)?, month(other)?));
    year_first().or_else(|| Some((year(other)?, month(one)?)))
}

fn year(token: &str) -> Option<i32> {
    let number = token.parse().ok().filter(|_| token.len() == 4)?;
    YEARS.contains(&number).then_some(number)
}

/// Seconds or milliseconds since 1970.
fn epoch(token: &str) -> Option<DateTime<chrono::Utc>> {
    let number: i64 = token.parse().ok()?;
    let seconds = match token.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    DateTime::from_timestamp(seconds, 0).filter(|instant| YEARS.contains(&instant.year()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::month_day;

    fn ymd(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn rows(texts: &[&str]) -> Vec<MonthDay> {
        texts
            .iter()
            .map(|text| month_day::read_text(text).unwrap())
            .collect()
    }

    /// First and last day, for days and the name of a file.
    fn check(texts: &[&str], name: &str, expected: Option<(&str, &str)>) {
        let dated = settle(&rows(texts), &clues(name, &Settings::default()));
        let found = dated.map(|dated| (dated.days[0], dated.days[dated.days.len() - 1]));
        assert_eq!(
            found,
            expected.map(|(first, last)| (ymd(first), ymd(last))),
            "{name}"
        );
    }

    #[test]
    fn the_archive_is_named_after_the_first_day_of_the_period() {
        let turn = ["30 décembre", "31 décembre", "1 janvier"];
        check(
            &turn,
            "in/Overview_2025-12-30_1767312000_abers/Overview.csv",
            Some(("2025-12-30", "2026-01-01")),
        );
        check(
            &["31 décembre", "1 janvier"],
            "in/Overview_2025-12-30_1767312000_abers.csv",
            Some(("2025-12-31", "2026-01-01")),
        );
    }

    #[test]
    fn a_year_starts_on_march_15_and_ends_on_march_14() {
        let year = ["15 mars", "31 décembre", "1 janvier", "14 mars"];
        for name in [
            "Overview_2025-03-15_1773532800_abers/Overview.csv",
            "2025-03-15_2026-03-14/Overview.csv",
            "temp_1773532800442/Overview.csv",
        ] {
            check(&year, name, Some(("2025-03-15", "2026-03-14")));
        }
        // The first day, or that of the download: two years suit.
        check(&year, "Overview 2025-03-15.csv", None);
    }

    #[test]
    fn the_name_that_a_person_gives_may_hold_the_period() {
        let october = ["1 octobre", "31 octobre"];
        for name in [
            "Overview 2026-10-01_2026-10-31.csv",
            "Overview 2026-11-01.csv",
            "2026-10/tiktok/Overview (3).csv",
            "TikTok octobre 2026.csv",
            "TikTok Oct-2026/Overview.csv",
            "20261031 tiktok.csv",
            "TikTok 01-10-2026 31-10-2026.csv",
            "TikTok_Oct-01-2026_Oct-31-2026.csv",
        ] {
            check(&october, name, Some(("2026-10-01", "2026-10-31")));
        }
    }

    #[test]
    fn never_silently_this_year() {
        let october = ["1 octobre", "31 octobre"];
        for name in [
            "Overview.csv",
            "TikTok Apr 25.csv",
            "Outils 2026/Overview.csv",
            "Octroi 2026/Overview.csv",
            "2026-12/Overview.csv",
            "2026/Overview.csv",
            "Overview 2026-06-03.csv",
            "a_1780000000/Overview.csv",
        ] {
            check(&october, name, None);
        }
    }

    #[test]
    fn a_date_in_the_future_is_a_sure_sign_of_error() {
        check(
            &["1 octobre", "31 octobre"],
            "Overview_2026-10-01_1790000000_abers/Overview.csv",
            None,
        );
    }

    #[test]
    fn february_29_fixes_the_year() {
        let leap = ["28 février", "29 février", "1 mars"];
        check(&leap, "Overview.csv", Some(("2024-02-28", "2024-03-01")));
        check(
            &leap,
            "2028-02/Overview.csv",
            Some(("2028-02-28", "2028-03-01")),
        );
        check(
            &leap,
            "Overview_2027-02-28_1803945600_abers/Overview.csv",
            None,
        );
        let dated = settle(&rows(&leap), &[]).unwrap();
        assert_eq!(dated.leap_year, Some(2024));
    }

    #[test]
    fn february_29_gives_no_year_once_two_have_had_one() {
        let leap = ["28 février", "29 février"];
        check(
            &leap,
            "2027-06/Overview.csv",
            Some(("2024-02-28", "2024-02-29")),
        );
        for name in [
            "2028-06/Overview.csv",
            "Overview 2030-01-15.csv",
            "temp_1875000000/Overview.csv",
        ] {
            check(&leap, name, None);
        }
    }

    #[test]
    fn rows_may_come_the_latest_first_but_in_some_order() {
        check(
            &["1 janvier", "31 décembre", "30 décembre"],
            "2026-01/Overview.csv",
            Some(("2026-01-01", "2025-12-30")),
        );
        check(
            &["3 mai", "1 mai", "4 mai", "2 mai", "5 mai"],
            "2026-05/Overview.csv",
            None,
        );
    }
}
