//! Days and months in full letters.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::number::NBSP;
use crate::model::Month;

pub const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SHORT: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];

/// « 1er octobre 2026 ».
pub fn day(day: NaiveDate) -> String {
    let number = day_number(day);
    format!("{number}{NBSP}{} {}", name(Month::of(day)), day.year())
}

/// « du 1er au 31 octobre 2026 », « du 30 septembre au 2 octobre 2026 », « le 14 octobre 2026 ».
pub fn period(first: NaiveDate, last: NaiveDate) -> String {
    let from = if Month::of(first) == Month::of(last) {
        day_number(first)
    } else if first.year() == last.year() {
        format!("{}{NBSP}{}", day_number(first), name(Month::of(first)))
    } else {
        day(first)
    };
    if first == last {
        format!("le {}", day(first))
    } else {
        format!("du {from} au {}", day(last))
    }
}

/// « 12 oct. »: a day of a life of some weeks, whose caption says the year.
pub fn short_day(day: NaiveDate) -> String {
    let number = day_number(day);
    format!("{number}{NBSP}{}", SHORT[index(Month::of(day))])
}

fn day_number(day: NaiveDate) -> String {
    if day.day() == 1 {
        "1er".to_owned()
    } else {
        day.day().to_string()
    }
}

/// « octobre 2026 ».
pub fn month(month: Month) -> String {
    format!("{} {}", name(month), month.year())
}

/// « octobre ».
pub fn name(month: Month) -> &'static str {
    MONTHS[index(month)]
}

/// « d’octobre 2026 », « de mars 2026 ».
pub fn of_month(month: Month) -> String {
    let name = self::month(month);
    if matches!(month.number(), 4 | 8 | 10) {
        format!("d’{name}")
    } else {
        format!("de {name}")
    }
}

/// « 9 h », « 12 h 30 ».
pub fn time(time: NaiveTime) -> String {
    match time.minute() {
        0 => format!("{}{NBSP}h", time.hour()),
        minute => format!("{}{NBSP}h{NBSP}{minute:02}", time.hour()),
    }
}

/// « oct. 26 ».
pub fn short(month: Month) -> String {
    format!(
        "{}{NBSP}{:02}",
        SHORT[index(month)],
        month.year().rem_euclid(100)
    )
}

fn index(month: Month) -> usize {
    usize::try_from(month.number() - 1).expect("a month is between 1 and 12")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_elide_before_a_vowel() {
        let of = |text: &str| of_month(text.parse().unwrap());
        assert_eq!(of("2026-04"), "d’avril 2026");
        assert_eq!(of("2026-08"), "d’août 2026");
        assert_eq!(of("2026-10"), "d’octobre 2026");
        assert_eq!(of("2026-03"), "de mars 2026");
    }

    #[test]
    fn a_period_says_its_month_and_its_year_once() {
        let period = |first: &str, last: &str| {
            period(first.parse().unwrap(), last.parse().unwrap()).replace(NBSP, " ")
        };
        assert_eq!(
            period("2026-10-01", "2026-10-31"),
            "du 1er au 31 octobre 2026"
        );
        assert_eq!(
            period("2026-09-30", "2026-10-02"),
            "du 30 septembre au 2 octobre 2026"
        );
        assert_eq!(
            period("2025-12-30", "2026-01-02"),
            "du 30 décembre 2025 au 2 janvier 2026"
        );
        assert_eq!(period("2026-10-14", "2026-10-14"), "le 14 octobre 2026");
    }

    #[test]
    fn the_first_of_a_month_is_an_ordinal() {
        assert_eq!(
            day("2026-11-01".parse().unwrap()).replace(NBSP, " "),
            "1er novembre 2026"
        );
        assert_eq!(
            day("2026-11-05".parse().unwrap()).replace(NBSP, " "),
            "5 novembre 2026"
        );
        assert_eq!(
            short("2026-10".parse().unwrap()).replace(NBSP, " "),
            "oct. 26"
        );
    }
}
