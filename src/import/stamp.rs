//! Dates as exports write them: read here, understood once the whole column is known (`date_column`).

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::document::Cell;
use crate::import::{clock, month, weekday};

/// A date as written, before the column has told which number is the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    Known {
        day: NaiveDate,
        time: Option<NaiveTime>,
    },
    /// A typed cell: the spreadsheet has already chosen, by the custom of its user's country.
    Typed(NaiveDateTime),
    /// `10/1/2024`
    Numbers {
        first: u32,
        second: u32,
        year: i32,
        time: Option<NaiveTime>,
    },
}

/// `"day-first"` in config.toml.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    MonthFirst,
    DayFirst,
}

pub fn read(cell: Cell<'_>) -> Option<Written> {
    match cell {
        Cell::DateTime(at) => Some(Written::Typed(at)),
        Cell::Text(text) => read_text(text.trim()),
        Cell::Empty | Cell::Number(_) | Cell::Bool(_) | Cell::Duration(_) | Cell::Error => None,
    }
}

fn read_text(text: &str) -> Option<Written> {
    if text.len() > 64 {
        return None;
    }
    numbers(text).or_else(|| words(text))
}

/// `2026-10-01`, `10/01/2026 03:30`, `1.10.2026 3:30:00 PM`, `2018-05-01 12:30 +0000`.
fn numbers(text: &str) -> Option<Written> {
    let end = text
        .find([' ', 'T', ',', '\u{a0}', '\u{202f}'])
        .unwrap_or(text.len());
    let (date, rest) = text.split_at(end);
    let rest = rest.trim_start_matches([' ', 'T', ',', '\u{a0}', '\u{202f}']);
    let time = if rest.is_empty() {
        None
    } else {
        Some(time(rest)?)
    };
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let [one, two, three] = parts[..] else {
        return None;
    };
    let short = |part: &str| {
        (1..=2)
            .contains(&part.len())
            .then(|| part.parse::<u32>().ok())
            .flatten()
    };
    if one.len() == 4 {
        let day = NaiveDate::from_ymd_opt(one.parse().ok()?, short(two)?, short(three)?)?;
        return Some(Written::Known { day, time });
    }
    let (first, second, year) = (short(one)?, short(two)?, year(three)?);
    let possible =
        (1..=31).contains(&first) && (1..=31).contains(&second) && (first <= 12 || second <= 12);
    possible.then_some(Written::Numbers {
        first,
        second,
        year,
        time,
    })
}

/// `Mon, Oct 6, 2025`, `Thu Mar 20 2025`, `27-Jul-20`, `28 sept. 2026`.
fn words(text: &str) -> Option<Written> {
    let (mut month, mut figures, mut clock) = (None, Vec::new(), None);
    for token in text
        .split([' ', ',', '-', '/', '.', '\u{a0}', '\u{202f}'])
        .filter(|token| !token.is_empty())
    {
        if token.contains(':') {
            clock = Some(time(token)?);
        } else if token.bytes().all(|byte| byte.is_ascii_digit()) {
            figures.push(token);
        } else if let Some(number) = month::of_export(token) {
            // Of « mar. 3 sept. », the first is a Tuesday.
            month = Some(number);
        } else if !weekday::stands_in_export(token) {
            return None;
        }
    }
    let [day, last] = figures[..] else {
        return None;
    };
    let day = NaiveDate::from_ymd_opt(year(last)?, month?, day.parse().ok()?)?;
    Some(Written::Known { day, time: clock })
}

fn year(text: &str) -> Option<i32> {
    let number: i32 = text.parse().ok()?;
    match text.len() {
        4 => (1990..=2200).contains(&number).then_some(number),
        2 => Some(2000 + number),
        _ => None,
    }
}

/// `03:30`, `3:30:15`, `3:30 PM`; a zone after it is left to the one who knows the export.
pub fn time(text: &str) -> Option<NaiveTime> {
    let mut tokens = text.split([' ', '\u{a0}', '\u{202f}']);
    let clock = tokens.next()?.trim_end_matches('Z');
    let clock = clock.split(['+', '.']).next()?;
    let mut parts = clock.split(':');
    let mut hour: u32 = parts.next()?.parse().ok()?;
    let minute: u32 = parts.next()?.parse().ok()?;
    let second: u32 = parts.next().map_or(Some(0), |part| part.parse().ok())?;
    match tokens.next().map(str::to_ascii_uppercase).as_deref() {
        Some("PM") if hour < 12 => hour += 12,
        Some("AM") if hour == 12 => hour = 0,
        _ => {}
    }
    NaiveTime::from_hms_opt(hour, minute, second)
}

impl Written {
    pub fn in_order(self, order: Order) -> Option<(NaiveDate, Option<NaiveTime>)> {
        match self {
            Written::Known { day, time } => Some((day, time)),
            Written::Typed(at) => Some((at.date(), Some(at.time()))),
            Written::Numbers {
                first,
                second,
                year,
                time,
            } => {
                let (month, day) = match order {
                    Order::MonthFirst => (first, second),
                    Order::DayFirst => (second, first),
                };
                NaiveDate::from_ymd_opt(year, month, day).map(|day| (day, time))
            }
        }
    }
}

/// A wall-clock time of one zone in another. In the repeated hour of autumn the first reading; in the
/// hour that spring skips, one hour later.
pub fn convert(at: NaiveDateTime, from: Tz, to: Tz) -> NaiveDateTime {
    clock::instant(from, at).map_or(at, |instant| instant.with_timezone(&to).naive_local())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::{America::Los_Angeles, Europe::Paris};

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn dates_are_read_in_the_words_of_every_export() {
        for text in [
            "2026-10-06",
            "2026-10-06T00:00:00",
            "Tue, Oct 6, 2026",
            "Tue Oct 06 2026",
            "Oct 6, 2026",
            "6-Oct-26",
            "6 oct. 2026",
            "mar. 6 oct. 2026",
            "martes, 6 oct. 2026",
            "6 ott 2026",
            "2026-10-06 07:30 +0000",
        ] {
            let Some(Written::Known { day: read, .. }) = read(Cell::Text(text)) else {
                panic!("{text}")
            };
            assert_eq!(read, day(2026, 10, 6), "{text}");
        }
        for text in [
            "",
            "Lifetime",
            "13/13/2026",
            "0/1/2026",
            "hier",
            "Oct 2026",
            "Marché 6, 2026",
            "12:30",
            "1/2",
            "99999-1-1",
        ] {
            assert_eq!(read(Cell::Text(text)), None, "{text}");
        }
        let afternoon = Written::Numbers {
            first: 10,
            second: 1,
            year: 2024,
            time: NaiveTime::from_hms_opt(15, 30, 0),
        };
        for text in [
            "10/1/2024 15:30",
            "10/01/2024 3:30 PM",
            "10/1/2024 3:30:00\u{202f}PM",
        ] {
            assert_eq!(read(Cell::Text(text)), Some(afternoon), "{text}");
        }
    }

    #[test]
    fn late_evening_in_california_is_the_next_month_in_paris() {
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap();
        for (pacific, paris) in [
            ("2025-11-30 22:40", "2025-12-01 07:40"),
            ("2025-10-31 23:15", "2025-11-01 07:15"), // Paris has left summer time, California not yet.
            ("2025-11-02 01:30", "2025-11-02 09:30"), // Said twice: the first one.
            ("2026-03-08 02:30", "2026-03-08 11:30"), // Never said: an hour later.
        ] {
            assert_eq!(
                convert(at(pacific), Los_Angeles, Paris),
                at(paris),
                "{pacific}"
            );
        }
    }
}
