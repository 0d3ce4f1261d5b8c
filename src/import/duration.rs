//! Durations as people type them (timesheets.md §8.3).

use crate::document::Cell;
use crate::import::clock;
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

/// Longest duration that is not a slip of the keyboard: a year.
const MOST: i64 = 366 * 86_400;

/// Reads a cell; `working_day` is what « 1 jour » is worth.
pub fn read(cell: Cell, working_day: Spent) -> Reading {
    match cell {
        Cell::Empty => Reading::Empty,
        Cell::Text(text) => parse(text, working_day),
        Cell::Number(value) if value.is_finite() => Reading::Plain { value, estimated: false },
        Cell::Duration(seconds) if seconds.abs() <= MOST => Reading::given(seconds),
        Cell::DateTime(at) => clock::seconds_of_early_serial(at).map_or(Reading::Date, Reading::given),
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
        "" | "-" | "--" | "---" | "/" | "x" | "nc" | "n.c." | "n/a" | "na" | "neant" | "aucun" | "aucune" | "sans"
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
    match total(words, working_day) {
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
    for mark in ["?", " environ", " env.", " env", "(environ)", "(env.)", "(estime)"] {
        if let Some(rest) = words.strip_suffix(mark) {
            (words, doubt) = (rest.trim(), true);
        }
    }
    (words, doubt)
}

/// Digits with at most one decimal mark: `90`, `1,5`, `-0.25`.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let marks = digits.chars().filter(|character| matches!(character, ',' | '.')).count();
    let plain = digits
        .chars()
        .all(|character| character.is_ascii_digit() || matches!(character, ',' | '.'));
    if !plain || marks > 1 || digits.len() > 18 || !digits.starts_with(|first: char| first.is_ascii_digit() || first == ',') {
        return None;
    }
    text.replace(',', ".").parse().ok()
}

/// Sums (`1h + 30min`), products (`2 x 45 min`), signs.
fn total(text: &str, working_day: Spent) -> Option<i64> {
    if let Some(rest) = text.strip_prefix('-') {
        return total(rest.trim(), working_day)
            .filter(|seconds| *seconds >= 0)
            .map(|seconds| -seconds);
    }
    text.split('+')
        .map(|part| product(part.trim(), working_day))
        .try_fold(0_i64, |sum, part| sum.checked_add(part?))
}

fn product(text: &str, working_day: Spent) -> Option<i64> {
    if let Some((left, right)) = text.split_once(['x', '*']) {
        let (left, right) = (left.trim(), right.trim());
        let (times, each) = match (left.parse::<u16>(), right.parse::<u16>()) {
            (Ok(times), Err(_)) => (times, right),
            (Err(_), Ok(times)) => (times, left),
            _ => return None,
        };
        return one(each, working_day)?.checked_mul(i64::from(times));
    }
    one(text, working_day)
}

fn one(text: &str, working_day: Spent) -> Option<i64> {
    let day = working_day.as_seconds();
    match text {
        "demi-journee" | "demi journee" | "une demi-journee" | "1 demi-journee" | "1/2 journee" | "matinee" => {
            return Some(day / 2);
        }
        "journee" | "une journee" | "un jour" | "jour" => return Some(day),
        "demi-heure" | "demi heure" | "une demi-heure" | "une demi heure" => return Some(1800),
        "quart d'heure" | "un quart d'heure" | "1 quart d'heure" => return Some(900),
        "trois quarts d'heure" | "3 quarts d'heure" => return Some(2700),
        "une heure" => return Some(3600),
        _ => {}
    }
    if text.contains(':') {
        return colons(text);
    }
    if let Some(rest) = text.strip_prefix("pt") {
        // In ISO 8601 every number has its unit: `PT1H30` is cut.
        return if rest.ends_with(['h', 'm', 's']) {
            units(rest, day)
        } else {
            None
        };
    }
    let text = text
        .replace(" et demie", " 1/2")
        .replace(" et demi", " 1/2")
        .replace(" et ", " ");
    units(&text, day)
}

/// `1:30`, `01:30:00`; hours may pass 24.
fn colons(text: &str) -> Option<i64> {
    let text = text.trim_end_matches(['h', ' ']);
    let parts: Vec<&str> = text.split(':').map(str::trim).collect();
    let seconds = match parts.as_slice() {
        [_, _] => "0",
        // Trackers and calamine may add thousandths: cut.
        [_, _, seconds] => seconds.split(['.', ',']).next().unwrap_or("0"),
        _ => return None,
    };
    let whole = |part: &str| {
        if part.is_empty() || part.len() > 5 {
            None
        } else {
            part.parse::<u32>().ok().map(i64::from)
        }
    };
    let (hours, minutes, seconds) = (whole(parts[0])?, whole(parts[1])?, whole(seconds)?);
    (minutes < 60 && seconds < 60).then_some(hours * 3600 + minutes * 60 + seconds)
}

#[derive(Clone, Copy, PartialEq, PartialOrd)]
enum Unit {
    Day,
    Hour,
    Minute,
    Second,
}

/// Numbers each followed by a unit, from the larger to the smaller; after hours, a bare number is minutes.
fn units(text: &str, day: i64) -> Option<i64> {
    let mut rest = text.trim();
    let mut last: Option<Unit> = None;
    let mut sum: f64 = 0.0;
    while !rest.is_empty() {
        let (value, after) = quantity(rest)?;
        let (unit, after) = match unit(after) {
            Some(found) => found,
            // `1h30`; « 1 j 1/2 » and « 1 h 1/2 » are halves of what came before.
            None => match last? {
                Unit::Hour if value < 1.0 && value > 0.0 => (Unit::Hour, after),
                Unit::Hour if value < 60.0 && value.fract() == 0.0 => (Unit::Minute, after),
                Unit::Day if value < 1.0 => (Unit::Day, after),
                Unit::Minute if value < 60.0 && value.fract() == 0.0 => (Unit::Second, after),
                Unit::Day | Unit::Hour | Unit::Minute | Unit::Second => return None,
            },
        };
        let halves_again = last == Some(unit) && value < 1.0 && after.trim().is_empty();
        if last.is_some_and(|last| unit <= last) && !halves_again {
            return None;
        }
        sum += value * seconds_of(unit, day);
        (last, rest) = (Some(unit), after.trim_start_matches([' ', ',']).trim_start());
    }
    last?;
    whole_seconds(sum)
}

fn seconds_of(unit: Unit, day: i64) -> f64 {
    match unit {
        Unit::Day => day as f64,
        Unit::Hour => 3600.0,
        Unit::Minute => 60.0,
        Unit::Second => 1.0,
    }
}

/// The nearest second; `None` when it is beyond reason.
pub fn whole_seconds(seconds: f64) -> Option<i64> {
    if !seconds.is_finite() || seconds.abs() > MOST as f64 {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "bounded just above")]
    Some(seconds.round() as i64)
}

/// A number at the start: `1`, `1,5`, `1/2`, `1 1/2`. And what follows.
fn quantity(text: &str) -> Option<(f64, &str)> {
    let (value, rest) = decimal(text)?;
    if let Some((under, after)) = rest.strip_prefix('/').and_then(decimal) {
        return (under != 0.0).then_some((value / under, after));
    }
    // « 1 1/2 h »
    if let Some((over, after)) = rest.strip_prefix(' ').and_then(decimal) {
        if let Some((under, after)) = after.strip_prefix('/').and_then(decimal) {
            return (under != 0.0).then_some((value + over / under, after));
        }
    }
    Some((value, rest))
}

fn decimal(text: &str) -> Option<(f64, &str)> {
    let digits = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    if digits == 0 || digits > 9 {
        return None;
    }
    let mut end = digits;
    if let Some(rest) = text[digits..].strip_prefix([',', '.']) {
        let decimals = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
        if decimals > 9 {
            return None;
        }
        if decimals > 0 {
            end = digits + 1 + decimals;
        }
    }
    let value = text[..end].replace(',', ".").parse().ok()?;
    Some((value, &text[end..]))
}

/// A unit at the start, longest spelling first, and what follows.
fn unit(text: &str) -> Option<(Unit, &str)> {
    const NAMES: [(&str, Unit); 30] = [
        ("journees", Unit::Day),
        ("journee", Unit::Day),
        ("heures", Unit::Hour),
        ("heure", Unit::Hour),
        ("hours", Unit::Hour),
        ("hour", Unit::Hour),
        ("minutes", Unit::Minute),
        ("minute", Unit::Minute),
        ("secondes", Unit::Second),
        ("seconde", Unit::Second),
        ("seconds", Unit::Second),
        ("second", Unit::Second),
        ("jours", Unit::Day),
        ("jour", Unit::Day),
        ("mins", Unit::Minute),
        ("min", Unit::Minute),
        ("mn", Unit::Minute),
        ("hrs", Unit::Hour),
        ("hr", Unit::Hour),
        ("jrs", Unit::Day),
        ("jr", Unit::Day),
        ("sec", Unit::Second),
        ("h", Unit::Hour),
        ("m", Unit::Minute),
        ("s", Unit::Second),
        ("j", Unit::Day),
        ("''", Unit::Second),
        ("\"", Unit::Second),
        ("'", Unit::Minute),
        ("′", Unit::Minute),
    ];
    let text = text.trim_start();
    let (name, unit) = NAMES.into_iter().find(|(name, _)| text.starts_with(name))?;
    let rest = &text[name.len()..];
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    // `hier` is no unit: a letter may not follow.
    (!rest.starts_with(char::is_alphabetic)).then_some((unit, rest))
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
        for (text, value) in [("1,5", 1.5), ("1.30", 1.3), ("90", 90.0), ("-2", -2.0), (",5", 0.5)] {
            assert_eq!(
                parse(text, Spent::hours(7)),
                Reading::Plain { value, estimated: false },
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
        let at = |text: &str| Cell::DateTime(chrono::NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap());
        assert_eq!(read(at("1899-12-31 01:30"), day), Reading::given(5400));
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
