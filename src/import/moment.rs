//! Days and moments, typed or written by hand, in French order (timesheets.md §8.4).

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use chrono_tz::Tz;

use crate::document::Cell;
use crate::import::{clock, english_date, month, weekday};
use crate::model::Moment;
use crate::words::fold::fold;

/// What a date cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    Empty,
    Given(Dated),
    Unreadable,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dated {
    pub moment: Moment,
    /// `13/05/25-14/05/25`: the first day was taken.
    pub is_range: bool,
    /// « mardi 03/09/2025 » is a Wednesday.
    pub wrong_weekday: bool,
}

/// How the dates of a column are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writing {
    /// `09/25/2025`: only when the column proves it.
    pub month_first: bool,
    /// The year of dates that have none, when the sheet or the file names one.
    pub year: Option<i32>,
    pub zone: Tz,
}

impl Writing {
    /// French unless a second part above 12 proves the contrary and no first part does.
    pub fn of<'a>(texts: impl Iterator<Item = &'a str>, year: Option<i32>, zone: Tz) -> Self {
        let (mut day_first, mut month_first) = (false, false);
        for text in texts {
            if let Some([first, second, _]) = three_numbers(&fold(text)) {
                day_first |= first > 12 && first <= 31;
                month_first |= second > 12 && first <= 12;
            }
        }
        Writing {
            month_first: month_first && !day_first,
            year,
            zone,
        }
    }
}

/// Reads a cell as a local moment.
pub fn read(cell: Cell, writing: Writing) -> Reading {
    match cell {
        Cell::Empty => Reading::Empty,
        Cell::DateTime(at) => given(at),
        Cell::Number(serial) => serial_day(serial).map_or(Reading::Unreadable, given),
        // A day under a time format.
        Cell::Duration(seconds) => {
            serial_day(seconds as f64 / clock::DAY as f64).map_or(Reading::Unreadable, given)
        }
        Cell::Text(text) => parse(text, writing),
        Cell::Bool(_) | Cell::Error => Reading::Unreadable,
    }
}

/// Reads a text.
pub fn parse(text: &str, writing: Writing) -> Reading {
    let folded = fold(text);
    if matches!(folded.as_str(), "" | "-" | "--" | "/" | "?" | "nc" | "n/a") {
        return Reading::Empty;
    }
    if let Ok(instant) = DateTime::parse_from_rfc3339(text.trim()) {
        return given(instant.with_timezone(&writing.zone).naive_local());
    }
    if let Some(serial) = digits(&folded).and_then(serial_day) {
        return given(serial);
    }
    // « April 23, 2024 → May 22, 2024 » in Notion.
    let (folded, is_arrow) = match folded.split_once('→') {
        Some((first, _)) => (first.trim().to_owned(), true),
        None => (folded, false),
    };
    let folded = english_date::day_first(&folded).unwrap_or(folded);
    let (words, weekday) = without_weekday(&folded);
    let Some((day, is_range, rest)) = day(words, writing) else {
        return Reading::Unreadable;
    };
    let Some(time) = time_after(rest) else {
        return Reading::Unreadable;
    };
    if !(1900..=2200).contains(&day.year()) {
        return Reading::Unreadable;
    }
    let moment = moment(clock::on(day, time.unwrap_or(0)));
    Reading::Given(Dated {
        moment,
        is_range: is_range || is_arrow,
        wrong_weekday: weekday.is_some_and(|weekday| weekday != day.weekday()),
    })
}

fn given(at: NaiveDateTime) -> Reading {
    if !(1900..=2200).contains(&at.year()) {
        return Reading::Unreadable;
    }
    Reading::Given(Dated {
        moment: moment(at),
        is_range: false,
        wrong_weekday: false,
    })
}

/// Midnight means that no time was given: a typed day and its text are the same.
fn moment(at: NaiveDateTime) -> Moment {
    Moment {
        at,
        has_time: at.time() != NaiveTime::MIN,
    }
}

/// Days since 1899-12-30, between 1954 and 2119: smaller numbers are no dates of a team.
fn serial_day(serial: f64) -> Option<NaiveDateTime> {
    if !(20_000.0..80_000.0).contains(&serial) {
        return None;
    }
    let days = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_time(NaiveTime::MIN)
        + Duration::days(whole_days(serial));
    let seconds = super::length::whole_seconds(serial.fract() * clock::DAY as f64)?;
    days.checked_add_signed(Duration::seconds(seconds))
}

fn whole_days(serial: f64) -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the caller keeps serials under 80 000"
    )]
    let days = serial.trunc() as i64;
    days
}

/// A serial that lost its format on the way to a CSV: `45901`, `45901,6667`.
fn digits(text: &str) -> Option<f64> {
    let whole = text.split([',', '.']).next()?;
    (whole.len() == 5 && text.len() <= 18)
        .then(|| text.replace(',', ".").parse().ok())
        .flatten()
}

/// `lundi 1 septembre`, `lun. 1/09`, `mar. 3 sept.`
fn without_weekday(text: &str) -> (&str, Option<Weekday>) {
    let letters = text
        .find(|character: char| !character.is_alphabetic())
        .unwrap_or(text.len());
    let Some(weekday) = weekday::named(&text[..letters]) else {
        return (text, None);
    };
    let rest = text[letters..].trim_start_matches(['.', ',', ' ']);
    (rest.strip_prefix("le ").unwrap_or(rest), Some(weekday))
}

/// A day at the start of the text, whether it is the first of a range, and what follows.
fn day(text: &str, writing: Writing) -> Option<(NaiveDate, bool, &str)> {
    let text = text.strip_prefix("le ").unwrap_or(text);
    let text = text.strip_prefix("du ").unwrap_or(text);
    let (first, rest) = number(text)?;
    // « 27-28/4/25 »: two days before one month.
    if let Some((second, after)) = rest.strip_prefix(['-', '/']).and_then(number) {
        let is_day_range = rest.starts_with('-') && after.starts_with('/') && first.1 <= 2;
        if is_day_range {
            let (day, _, rest) = day_month_year(second, after, writing)?;
            return Some((day.with_day(u32::try_from(first.0).ok()?)?, true, rest));
        }
    }
    let (day, complete, rest) = day_month_year(first, rest, writing)?;
    if !complete {
        return Some((day, false, rest));
    }
    // « 13/05/25-14/05/25 », « du 13/05/25 au 14/05/25 »
    for mark in ["-", " - ", " au "] {
        if let Some(second) = rest.strip_prefix(mark) {
            let another =
                number(second).and_then(|(start, after)| day_month_year(start, after, writing));
            if let Some((_, _, rest)) = another {
                return Some((day, true, rest));
            }
        }
    }
    Some((day, false, rest))
}

/// The value and the number of its digits.
type Digits = (i32, usize);

/// The rest of a date whose first number is read; `false` when the year came from elsewhere.
fn day_month_year(first: Digits, rest: &str, writing: Writing) -> Option<(NaiveDate, bool, &str)> {
    let mark = rest.chars().next()?;
    if matches!(mark, '/' | '-' | '.') && rest[1..].starts_with(|next: char| next.is_ascii_digit())
    {
        let (second, rest) = number(&rest[1..])?;
        let third = rest.strip_prefix(mark).and_then(number);
        let Some((third, rest)) = third else {
            // `3/9`: the year is the one of the sheet or of the file.
            let day = ymd(writing.year?, second.0, first.0)?;
            return Some((day, false, rest.strip_prefix('.').unwrap_or(rest)));
        };
        if first.1 == 4 {
            return Some((ymd(first.0, second.0, third.0)?, true, rest));
        }
        let (day, month) = if writing.month_first {
            (second.0, first.0)
        } else {
            (first.0, second.0)
        };
        return Some((ymd(full_year(third)?, month, day)?, true, rest));
    }
    // « 1er sept. 2025 », « 3-sept-25 »
    let rest = rest.strip_prefix("er").unwrap_or(rest);
    let rest = rest.trim_start_matches([' ', '-', '.']);
    let letters = rest
        .find(|character: char| !character.is_alphabetic())
        .unwrap_or(rest.len());
    let month = i32::try_from(month::by_hand(&rest[..letters])?).ok()?;
    let rest = &rest[letters..];
    let after = rest.trim_start_matches(['.', ' ', '-', ',']);
    match number(after) {
        Some((year, rest))
            if (year.1 == 4 || year.1 == 2)
                && !rest.starts_with(['h', ':'])
                && !rest.starts_with(" h") =>
        {
            Some((ymd(full_year(year)?, month, first.0)?, true, rest))
        }
        _ => Some((
            ymd(writing.year?, month, first.0)?,
            false,
            rest.strip_prefix('.').unwrap_or(rest),
        )),
    }
}

fn full_year(year: Digits) -> Option<i32> {
    match year {
        (year, 4) => Some(year),
        (year, 2) => Some(2000 + year),
        _ => None,
    }
}

fn ymd(year: i32, month: i32, day: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

fn number(text: &str) -> Option<(Digits, &str)> {
    let end = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    if end == 0 || end > 4 {
        return None;
    }
    Some(((text[..end].parse().ok()?, end), &text[end..]))
}

/// Nothing, or a time of day: `16:00`, `à 16h`, `T10:00:00`. `None` when there is something else.
#[expect(
    clippy::option_option,
    reason = "nothing and something else are two different answers"
)]
fn time_after(rest: &str) -> Option<Option<i64>> {
    let rest = rest.trim_start_matches([' ', ',', '.', '-', 't']);
    let rest = rest
        .strip_prefix("a ")
        .unwrap_or(rest)
        .trim_end_matches('z')
        .trim();
    if rest.is_empty() {
        return Some(None);
    }
    // Thousandths of a second are of no use.
    let rest = if rest.contains(':') {
        rest.split('.').next().unwrap_or(rest)
    } else {
        rest
    };
    clock::parse(&english_date::clock(rest)?).map(Some)
}

/// Numbers apart by the same mark, day and month in an unknown order.
fn three_numbers(text: &str) -> Option<[i32; 3]> {
    let (first, rest) = number(text)?;
    let mark = rest
        .chars()
        .next()
        .filter(|mark| matches!(mark, '/' | '-' | '.'))?;
    let (second, rest) = number(&rest[1..])?;
    let (third, _) = number(rest.strip_prefix(mark)?)?;
    (first.1 <= 2).then_some([first.0, second.0, third.0])
}

/// The only year between 2000 and 2099 that a name holds: `Septembre 2025`, `suivi-abers-2026.xlsx`.
pub fn year_in(name: &str) -> Option<i32> {
    let mut years = name
        .split(|character: char| !character.is_ascii_digit())
        .filter(|digits| digits.len() == 4 && digits.starts_with("20"))
        .filter_map(|digits| digits.parse::<i32>().ok());
    let year = years.next()?;
    years.all(|other| other == year).then_some(year)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const FRENCH: Writing = Writing {
        month_first: false,
        year: None,
        zone: chrono_tz::Europe::Paris,
    };

    fn check(text: &str, expected: &str) {
        let Reading::Given(dated) = parse(text, FRENCH) else {
            panic!("{text}")
        };
        let pattern = if dated.moment.has_time {
            "%Y-%m-%d %H:%M"
        } else {
            "%Y-%m-%d"
        };
        assert_eq!(
            dated.moment.at.format(pattern).to_string(),
            expected,
            "{text}"
        );
    }

    #[test]
    fn days_are_read_in_french_order() {
        for text in [
            "03/09/2025",
            "3/9/25",
            "03.09.2025",
            "3-9-2025",
            "2025-09-03",
            "2025/09/03",
            "3 septembre 2025",
            "3 sept. 2025",
            "3-sept-25",
            "mercredi 3 septembre 2025",
            "mer. 3/09/2025",
            "Mercredi 03/09/2025",
            "45903",
            "2025-09-03T00:00:00",
            "3 SEPT 2025",
            "le 3/09/2025",
            "03/09/2025 00:00:00",
        ] {
            check(text, "2025-09-03");
        }
        check("1er sept. 2025", "2025-09-01");
        check("1er\u{a0}août 2025", "2025-08-01");
        check("mardi 4 mars 2025", "2025-03-04");
        check("29.01.26", "2026-01-29");
    }

    #[test]
    fn a_time_of_day_is_kept() {
        for text in [
            "01/09/2025 16:00",
            "01/09/2025 à 16h",
            "1er sept. 2025 16h00",
            "2025-09-01T16:00:00",
            "2025-09-01T14:00:00Z",
            "2025-09-01 16:00:00.000",
            "45901,6666667",
            "September 1, 2025 4:00 PM",
            "1 septembre 2025 16:00",
            "01/09/2025 4:00 PM",
            "2025-09-01 04:00 pm",
        ] {
            check(text, "2025-09-01 16:00");
        }
    }

    #[test]
    fn a_date_without_year_needs_a_year_from_the_sheet() {
        assert_eq!(parse("3/9", FRENCH), Reading::Unreadable);
        let known = Writing {
            year: year_in("Septembre 2025"),
            ..FRENCH
        };
        for text in ["3/9", "mer. 3 sept.", "3 septembre", "3-sept"] {
            let Reading::Given(dated) = parse(text, known) else {
                panic!("{text}")
            };
            assert_eq!(dated.moment.at.date().to_string(), "2025-09-03", "{text}");
        }
        assert_eq!(year_in("temps-2025-2026.csv"), None);
    }

    #[test]
    fn a_range_gives_its_first_day() {
        for (text, first) in [
            ("13/05/25-14/05/25", "2025-05-13"),
            ("27-28/4/25", "2025-04-27"),
            ("du 13/05/25 au 14/05/25", "2025-05-13"),
            ("April 23, 2024 → May 22, 2024", "2024-04-23"),
            ("23 avril 2024 → 22 mai 2024", "2024-04-23"),
            ("23/04/2024 → 22/05/2024", "2024-04-23"),
        ] {
            let Reading::Given(dated) = parse(text, FRENCH) else {
                panic!("{text}")
            };
            assert!(dated.is_range, "{text}");
            assert_eq!(dated.moment.at.date().to_string(), first, "{text}");
        }
    }

    #[test]
    fn a_wrong_weekday_is_told() {
        let Reading::Given(dated) = parse("mardi 03/09/2025", FRENCH) else {
            panic!()
        };
        assert!(dated.wrong_weekday);
    }

    #[test]
    fn the_american_order_must_be_proven() {
        let order = |texts: &[&str]| {
            Writing::of(texts.iter().copied(), None, chrono_tz::Europe::Paris).month_first
        };
        assert!(order(&["09/03/2025", "09/25/2025"]));
        assert!(!order(&["09/03/2025", "10/04/2025"]));
        assert!(!order(&["25/09/2025", "09/25/2025"]));
        assert_eq!(parse("09/25/2025", FRENCH), Reading::Unreadable);
    }

    #[test]
    fn what_is_not_a_day_is_not_read() {
        for text in [
            "hier",
            "31/02/2025",
            "32/01/2025",
            "2025",
            "1/1/20255",
            "03/09/0205",
            "S36",
            "12",
            "3/9/2025 bientôt",
            "1,5",
            "99999",
        ] {
            assert_eq!(parse(text, FRENCH), Reading::Unreadable, "{text}");
        }
        assert_eq!(parse(" ", FRENCH), Reading::Empty);
    }

    proptest! {
        #[test]
        fn no_text_is_fatal(text in "\\PC*") {
            let _ = parse(&text, FRENCH);
        }

        #[test]
        fn close_to_a_date_is_not_fatal(text in "[0-9/.: T-]{0,16}|(lun|mar)\\.? [0-9]{1,4}(er)? ?(mars|sept)[-. 0-9h]{0,8}") {
            let _ = parse(&text, Writing { year: Some(2024), ..FRENCH });
        }

        #[test]
        fn every_day_reads_back(number in 0_u64..40_000) {
            let day = NaiveDate::from_ymd_opt(1990, 1, 1).unwrap() + chrono::Days::new(number);
            for pattern in ["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"] {
                let Reading::Given(dated) = parse(&day.format(pattern).to_string(), FRENCH) else { panic!("{day}") };
                prop_assert_eq!(dated.moment, Moment { at: day.and_time(NaiveTime::MIN), has_time: false });
            }
        }
    }
}
