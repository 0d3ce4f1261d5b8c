//! Durations as people type them (timesheets.md §8.3).

use crate::document::Cell;
use crate::import::length::MOST;
use crate::import::{clock, length};
use crate::model::Spent;
use crate::words::fold::fold;

/// What one cell says, before the column has decided the unit of its plain numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reading {
    /// Nothing, or a sign that stands for nothing: `-`, `nc`.
    Empty,
    /// `en cours`.
    Running,
    Given(Duration),
    /// A number without a unit: the column decides (`import::unit`).
    Plain {
        value: f64,
        estimated: bool,
    },
    /// A day: Excel turned what was typed into a date.
    Date,
    Unreadable,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duration {
    pub spent: Spent,
    /// `~1h`, `env. 1h`, `1h ?`.
    pub estimated: bool,
    /// `9h-10h30`: start and end, in seconds since midnight; the second may be past midnight.
    pub range: Option<(i64, i64)>,
}

/// Reads a cell; `working_day` is what « 1 jour » is worth.
pub fn read(cell: Cell, working_day: Spent) -> Reading {
    match cell {
        Cell::Empty => Reading::Empty,
        Cell::Text(text) => parse(text, working_day),
        Cell::Number(value) if value.is_finite() => Reading::Plain {
            value,
            estimated: false,
        },
        Cell::Duration(seconds) if seconds.abs() <= MOST => Reading::given(seconds),
        Cell::DateTime(at) => {
            clock::seconds_of_early_serial(at).map_or(Reading::Date, Reading::given)
        }
        Cell::Duration(_) => Reading::Date,
        Cell::Number(_) | Cell::Bool(_) | Cell::Error => Reading::Unreadable,
    }
}

/// Reads a text.
pub fn parse(text: &str, working_day: Spent) -> Reading {
    // Halves and quarters first: folded, « 1½ » would become « 11/2 ».
    let spelled = text
        .replace('½', " 1/2")
        .replace('¼', " 1/4")
        .replace('¾', " 3/4")
        .replace('×', "x");
    let folded = fold(&spelled).replace('⁄', "/");
    let (words, estimated) = without_doubt(&folded);
    if matches!(
        words,
        "" | "-"
            | "--"
            | "---"
            | "/"
            | "x"
            | "nc"
            | "n.c."
            | "n/a"
            | "na"
            | "neant"
            | "aucun"
            | "aucune"
            | "sans"
    ) {
        return Reading::Empty;
    }
    if matches!(words, "en cours" | "running" | "en cours...") {
        return Reading::Running;
    }
    if let Some(value) = number(words) {
        return Reading::Plain { value, estimated };
    }
    if let Some((start, end)) = clock::range(words) {
        let given = Duration {
            spent: Spent::seconds(end - start),
            estimated,
            range: Some((start, end)),
        };
        return Reading::Given(given);
    }
    match length::of(words, working_day) {
        Some(seconds) if seconds.abs() <= MOST => Reading::Given(Duration {
            spent: Spent::seconds(seconds),
            estimated,
            range: None,
        }),
        _ => Reading::Unreadable,
    }
}

impl Reading {
    fn given(seconds: i64) -> Reading {
        Reading::Given(Duration {
            spent: Spent::seconds(seconds),
            estimated: false,
            range: None,
        })
    }
}

/// The words without the marks of an estimate, and whether there were any.
fn without_doubt(text: &str) -> (&str, bool) {
    let mut words = text.trim();
    let mut doubt = false;
    for mark in [
        "~",
        "≈",
        "±",
        "environ ",
        "env. ",
        "env.",
        "env ",
        "approx. ",
        "approx ",
        "a peu pres ",
    ] {
        if let Some(rest) = words.strip_prefix(mark) {
            (words, doubt) = (rest.trim(), true);
        }
    }
    for mark in [
        "?",
        " environ",
        " env.",
        " env",
        "(environ)",
        "(env.)",
        "(estime)",
    ] {
        if let Some(rest) = words.strip_suffix(mark) {
            (words, doubt) = (rest.trim(), true);
        }
    }
    (words, doubt)
}

/// Digits with at most one decimal mark: `90`, `1,5`, `-0.25`.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let marks = digits
        .chars()
        .filter(|character| matches!(character, ',' | '.'))
        .count();
    let plain = digits
        .chars()
        .all(|character| character.is_ascii_digit() || matches!(character, ',' | '.'));
    if !plain
        || marks > 1
        || digits.len() > 18
        || !digits.starts_with(|first: char| first.is_ascii_digit() || first == ',')
    {
        return None;
    }
    text.replace(',', ".").parse().ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn minutes(text: &str) -> Option<i64> {
        match parse(text, Spent::hours(7)) {
            Reading::Given(duration) => Some(duration.spent.as_seconds())
                .filter(|seconds| seconds % 60 == 0)
                .map(|seconds| seconds / 60),
            _ => None,
        }
    }

    #[test]
    fn every_way_of_typing_ninety_minutes_is_read() {
        for text in [
            "1h30",
            "1 h 30",
            "1H30",
            "1h30min",
            "1 h 30 mn",
            "01h30",
            "1:30",
            "01:30",
            "1:30:00",
            "90 min",
            "90mn",
            "90'",
            "90’",
            "90 minutes",
            "1,5 h",
            "1.5h",
            "1h + 30min",
            "2 x 45 min",
            "2×45min",
            "PT1H30M",
            "PT01H30M00S",
            "1 heure 30",
            "1h et 30 min",
            "1 h 1/2",
            "1 h ½",
            "1½ h",
            "1 heure et demie",
            "1\u{a0}h\u{202f}30",
            " 1h30 ",
            "9h-10h30",
            "9h00 à 10h30",
            "14:00–15:30",
            "de 9h à 10h30",
            "1h30'",
            "0:30 + 1h",
        ] {
            assert_eq!(minutes(text), Some(90), "{text}");
        }
    }

    #[test]
    fn other_lengths_are_read() {
        for (text, expected) in [
            ("1h", 60),
            ("3h", 180),
            ("0:45", 45),
            ("25:30", 1530),
            ("0,5 j", 210),
            ("½ j", 210),
            ("1/2 j", 210),
            ("demi-journée", 210),
            ("1 jour", 420),
            ("1 j 1/2", 630),
            ("2 jours", 840),
            ("3/4 h", 45),
            ("23h-1h", 120),
            ("-1h", -60),
            ("-1:30", -90),
            ("0 min", 0),
            ("16h–16h", 0),
            ("1h05", 65),
            ("1h5", 65),
            ("45 m", 45),
            ("3600 s", 60),
            ("2h00", 120),
        ] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn an_estimate_is_marked() {
        for text in ["~1h", "env. 1h", "1h ?", "environ 1 h", "≈1h"] {
            let Reading::Given(given) = parse(text, Spent::hours(7)) else {
                panic!("{text}")
            };
            assert!(given.estimated && given.spent == Spent::hours(1), "{text}");
        }
        assert_eq!(
            parse("~1,5", Spent::hours(7)),
            Reading::Plain {
                value: 1.5,
                estimated: true
            }
        );
    }

    #[test]
    fn a_number_alone_waits_for_its_column() {
        for (text, value) in [
            ("1,5", 1.5),
            ("1.30", 1.3),
            ("90", 90.0),
            ("-2", -2.0),
            (",5", 0.5),
        ] {
            assert_eq!(
                parse(text, Spent::hours(7)),
                Reading::Plain {
                    value,
                    estimated: false
                },
                "{text}"
            );
        }
    }

    #[test]
    fn nothing_is_not_an_error_and_words_are_not_durations() {
        for text in ["", "  ", "-", "–", "/", "x", "nc", "?"] {
            assert_eq!(parse(text, Spent::hours(7)), Reading::Empty, "{text}");
        }
        assert_eq!(parse("En cours", Spent::hours(7)), Reading::Running);
        for text in [
            "hier",
            "1h75",
            "1:75",
            "1h30h",
            "bientôt",
            "1 30",
            "1,2,3",
            "12/2025",
            "1h 2h",
            "9999999999h",
            "PT1H30",
            "∞",
            "1e3",
        ] {
            assert_eq!(parse(text, Spent::hours(7)), Reading::Unreadable, "{text}");
        }
    }

    #[test]
    fn a_time_format_gives_a_length_and_a_day_gives_none() {
        let day = Spent::hours(7);
        assert_eq!(read(Cell::Duration(5400), day), Reading::given(5400));
        let at = |text: &str| {
            Cell::DateTime(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap())
        };
        assert_eq!(read(at("1899-12-31 01:30"), day), Reading::given(5400));
        assert_eq!(
            read(at("1900-01-01 01:30"), day),
            Reading::given(86_400 + 5400)
        );
        assert_eq!(read(at("2025-09-03 00:00"), day), Reading::Date);
        assert_eq!(read(Cell::Error, day), Reading::Unreadable);
    }

    proptest! {
        #[test]
        fn no_text_is_fatal(text in "\\PC*") {
            let _ = parse(&text, Spent::hours(7));
        }

        #[test]
        fn close_to_a_duration_is_not_fatal(text in "[0-9hHmnjsx:,./'+~ ?é½-]{0,14}") {
            let _ = parse(&text, Spent::hours(7));
        }

        #[test]
        fn what_is_written_reads_back(hours in 0_i64..200, rest in 0_i64..60) {
            let total = Some(hours * 60 + rest);
            prop_assert_eq!(minutes(&format!("{hours}\u{a0}h\u{a0}{rest:02}")), total);
            prop_assert_eq!(minutes(&format!("{hours}:{rest:02}")), total);
            prop_assert_eq!(minutes(&format!("{hours}:{rest:02}:00")), total);
            prop_assert_eq!(minutes(&format!("{}\u{a0}min", hours * 60 + rest)), total);
        }
    }
}
