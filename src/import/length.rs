//! Lengths in words and units: `1h30`, `2 x 45 min`, `0,5 j`, `PT1H30M` (timesheets.md §8.3). Texts are folded.

use crate::model::Spent;

/// Longest duration that is not a slip of the keyboard: a year.
pub const MOST: i64 = 366 * 86_400;

/// Sums (`1h + 30min`), products (`2 x 45 min`), signs.
pub fn of(text: &str, working_day: Spent) -> Option<i64> {
    if let Some(rest) = text.strip_prefix('-') {
        return of(rest.trim(), working_day)
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
        "demi-journee" | "demi journee" | "une demi-journee" | "1 demi-journee" | "1/2 journee"
        | "matinee" => {
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
        (last, rest) = (
            Some(unit),
            after.trim_start_matches([' ', ',']).trim_start(),
        );
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
    if let Some((over, after)) = rest.strip_prefix(' ').and_then(decimal)
        && let Some((under, after)) = after.strip_prefix('/').and_then(decimal)
    {
        return (under != 0.0).then_some((value + over / under, after));
    }
    Some((value, rest))
}

fn decimal(text: &str) -> Option<(f64, &str)> {
    let digits = text
        .find(|character: char| !character.is_ascii_digit())
        .unwrap_or(text.len());
    if digits == 0 || digits > 9 {
        return None;
    }
    let mut end = digits;
    if let Some(rest) = text[digits..].strip_prefix([',', '.']) {
        let decimals = rest
            .find(|character: char| !character.is_ascii_digit())
            .unwrap_or(rest.len());
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
