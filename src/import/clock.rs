//! Times of day, in seconds since midnight: they may reach or pass 24 h.

use chrono::{
    DateTime, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike,
};
use chrono_tz::Tz;

use crate::document::Cell;
use crate::words::fold::fold;

pub const DAY: i64 = 86_400;

/// A time of day in a cell of its own: `9h`, `9h30`, `09:30:00`, a time format, a fraction of a day.
pub fn read(cell: Cell) -> Option<i64> {
    match cell {
        Cell::Duration(seconds) => (0..=DAY).contains(&seconds).then_some(seconds),
        Cell::DateTime(at) => Some(i64::from(at.time().num_seconds_from_midnight())),
        Cell::Number(part) if (0.0..1.0).contains(&part) => {
            super::length::whole_seconds(part * DAY as f64)
        }
        Cell::Number(hour) if hour.fract() == 0.0 => {
            super::length::whole_seconds(hour * 3600.0).filter(|at| *at <= DAY)
        }
        Cell::Text(text) => parse(&fold(text)),
        Cell::Empty | Cell::Number(_) | Cell::Bool(_) | Cell::Error => None,
    }
}

/// A folded text: `9h`, `9 h 30`, `09:30`, `9:30:15`, `24:00`, `midi`. A bare number of hours too.
pub fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    if !text.is_empty()
        && text.len() <= 2
        && text.chars().all(|character| character.is_ascii_digit())
    {
        return text
            .parse::<i64>()
            .ok()
            .filter(|hour| *hour <= 24)
            .map(|hour| hour * 3600);
    }
    marked(text)
}

/// The same, but an hour must show its mark (`h` or `:`).
fn marked(text: &str) -> Option<i64> {
    if text == "midi" {
        return Some(12 * 3600);
    }
    if text == "minuit" {
        return Some(DAY);
    }
    let text = text
        .trim_end_matches(" heures")
        .trim_end_matches("min")
        .trim_end_matches("mn")
        .trim_end();
    let parts: Vec<&str> = if text.contains(':') {
        text.split(':').collect()
    } else {
        text.splitn(2, 'h').collect()
    };
    let whole = |part: &str| {
        let part = part.trim();
        (part.len() <= 2 && part.chars().all(|character| character.is_ascii_digit()))
            .then(|| part.parse::<i64>().unwrap_or(0))
    };
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] => (hour, *minute, "0"),
        [hour, minute, second] => (hour, *minute, *second),
        _ => return None,
    };
    if hour.trim().is_empty() {
        return None;
    }
    let (hour, minute, second) = (whole(hour)?, whole(minute)?, whole(second)?);
    let at = hour * 3600 + minute * 60 + second;
    (hour <= 24 && minute < 60 && second < 60 && at <= DAY).then_some(at)
}

/// A folded text with two times: `9h-10h30`, `9h00 a 10h30`, `14:00-16:00`. An end before the start is past midnight.
pub fn range(text: &str) -> Option<(i64, i64)> {
    let text = text.strip_prefix("de ").unwrap_or(text);
    let (from, to) = ["-", " a ", "→", ">"]
        .iter()
        .find_map(|mark| text.split_once(mark))?;
    let (from, to) = (from.trim(), to.trim().trim_start_matches(['>', '-']).trim());
    // « 9-10h30 » borrows its mark; « 9-10 » could be anything, and « 2-3 h » is a hesitation.
    let (start, end) = match (marked(from), marked(to)) {
        (Some(start), Some(end)) => (start, end),
        (None, Some(end)) => (parse(from).filter(|start| *start >= 7 * 3600)?, end),
        (Some(start), None) => (start, parse(to)?),
        (None, None) => return None,
    };
    Some((start, if end < start { end + DAY } else { end }))
}

/// The length under a time format that was given as a day: serials of the first year of spreadsheets
/// are lengths (`[h]:mm`), later ones are days.
pub fn seconds_of_early_serial(at: NaiveDateTime) -> Option<i64> {
    let zero = NaiveDate::from_ymd_opt(1899, 12, 31)?.and_time(NaiveTime::MIN);
    let seconds = (at - zero).num_seconds();
    let seconds = if seconds < 0 { seconds + DAY } else { seconds };
    (0..366 * DAY).contains(&seconds).then_some(seconds)
}

/// The local instant of a time of day; past 24 h it falls on the next day.
pub fn on(day: NaiveDate, seconds: i64) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + Duration::seconds(seconds)
}

/// Seconds really elapsed between two wall-clock times: the nights of clock changes have 23 or 25 hours.
/// Where the wall clock reads the same hour twice, the closest to the clocks is taken.
pub fn elapsed(zone: Tz, start: NaiveDateTime, end: NaiveDateTime) -> i64 {
    let shown = (end - start).num_seconds();
    let mut found: Option<i64> = None;
    for from in instants(zone, start) {
        for to in instants(zone, end) {
            let real = (to - from).num_seconds();
            if found.is_none_or(|best| (real - shown).abs() < (best - shown).abs()) {
                found = Some(real);
            }
        }
    }
    found.unwrap_or(shown)
}

/// The instant of a wall-clock time. In the repeated hour of autumn the first reading; in the hour that spring
/// takes away, as if the clock had not been moved yet.
pub fn instant(zone: Tz, local: NaiveDateTime) -> Option<DateTime<Tz>> {
    let later = || local.checked_add_signed(Duration::hours(1));
    let at = |local| zone.from_local_datetime(&local).earliest();
    at(local).or_else(|| at(later()?))
}

fn instants(zone: Tz, local: NaiveDateTime) -> Vec<DateTime<Tz>> {
    match zone.from_local_datetime(&local) {
        LocalResult::Ambiguous(first, second) => vec![first, second],
        LocalResult::Single(_) | LocalResult::None => instant(zone, local).into_iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[test]
    fn times_of_day_are_read() {
        for (text, minutes) in [
            ("9h", 540),
            ("9h30", 570),
            ("09:30", 570),
            ("9 h 30", 570),
            ("09:30:00", 570),
            ("24:00", 1440),
            ("8", 480),
            ("midi", 720),
        ] {
            assert_eq!(parse(text), Some(minutes * 60), "{text}");
        }
        for text in ["", "matin", "25h", "9h75", ":30", "h", "9-10", "123"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_hour_that_the_clock_skips_is_one_hour_later() {
        let zone = chrono_tz::Europe::Paris;
        let shown = |text: &str| instant(zone, at(text)).unwrap().to_rfc3339();
        assert_eq!(shown("2025-03-30 02:30"), "2025-03-30T03:30:00+02:00");
        assert_eq!(shown("2025-10-26 02:30"), "2025-10-26T02:30:00+02:00");
    }

    #[test]
    fn the_nights_of_clock_changes_have_their_real_length() {
        let zone = chrono_tz::Europe::Paris;
        assert_eq!(
            elapsed(zone, at("2025-10-26 01:30"), at("2025-10-26 03:30")),
            3 * 3600
        );
        assert_eq!(
            elapsed(zone, at("2025-03-30 01:30"), at("2025-03-30 03:30")),
            3600
        );
        assert_eq!(
            elapsed(zone, at("2025-10-26 02:15"), at("2025-10-26 02:45")),
            1800
        );
        assert_eq!(
            elapsed(
                chrono_tz::Indian::Reunion,
                at("2025-10-26 01:30"),
                at("2025-10-26 03:30")
            ),
            2 * 3600
        );
    }
}
