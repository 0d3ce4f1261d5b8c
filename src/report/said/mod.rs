//! A figure in words: its value, or the sentence of its state. Pages, sentences and `chiffres.csv`
//! all say a figure through here.

mod state;
mod subject;

use super::Desk;
use crate::figures::catalog;
use crate::figures::compare::Cell;
use crate::model::{Figure, Spent, State, Value};
use crate::words::number::{self, NBSP};
use crate::words::{duration, text};

pub use state::state;
pub use subject::{
    content_title, format_group, handled, nature, slot, subject, subject_of_code, tie,
};

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A tile, a table: quarters of an hour.
    Detail,
    /// Running text: hours.
    Sentence,
}

/// The value with its reserve, or the sentence of its state.
pub fn figure(desk: &Desk, figure: &Figure, place: Place) -> String {
    match &figure.state {
        State::Measured { value } => self::value(desk, value, place),
        State::Partial { value } if is_total(desk, figure) => {
            format!("au moins {}", self::value(desk, value, place))
        }
        State::Partial { value } => format!(
            "{} sur les données saisies",
            self::value(desk, value, place)
        ),
        State::Unreliable
        | State::NotMeasured
        | State::NotProvided
        | State::TooFew
        | State::FirstMonth
        | State::Protected => state(desk, figure),
    }
}

/// A value of the comparison.
pub fn cell(desk: &Desk, cell: &Cell, place: Place) -> String {
    let value = self::value(desk, &cell.value, place);
    if cell.is_minimum {
        format!("au moins {value}")
    } else {
        value
    }
}

/// The bare value.
pub fn value(desk: &Desk, value: &Value, place: Place) -> String {
    match value {
        Value::WorkingDays { of, day } => match &**of {
            Value::Each { cases } => {
                duration::each_in_working_days(cases, *day).unwrap_or_default()
            }
            of => timed(desk, of, |spent| {
                duration::working_days(spent, *day).unwrap_or_default()
            }),
        },
        other => timed(desk, other, |spent| match place {
            Place::Detail => duration::detail(spent),
            Place::Sentence => duration::sentence(spent),
        }),
    }
}

/// The same, in the words of `time` for durations.
fn timed(desk: &Desk, value: &Value, time: impl Fn(Spent) -> String) -> String {
    match value {
        Value::Count { count } => number::whole(*count),
        Value::Time { spent } => time(*spent),
        Value::Share { part, whole } => {
            let enough = u64::try_from(*whole)
                .is_ok_and(|whole| whole >= desk.settings.thresholds.percent_from);
            match number::per_cent_of(*part, *whole) {
                Some(per_cent) if enough => number::per_cent(per_cent),
                _ => number::out_of(*part, *whole),
            }
        }
        Value::TimeShare {
            per_cent: Some(per_cent),
            ..
        } => number::per_cent(*per_cent),
        Value::TimeShare {
            part,
            whole,
            per_cent: None,
        } => format!("{} sur {}", time(*part), time(*whole)),
        Value::Load { part, whole } => number::per_cent_of(part.as_seconds(), whole.as_seconds())
            .map_or_else(|| time(*part), number::per_cent),
        Value::OutOf { part, whole } => number::out_of(*part, *whole),
        Value::Gain { count, base } => number::gain(*count, *base),
        Value::Ratio { part, whole } => number::tenths(*part, *whole).unwrap_or_default(),
        Value::Rate { part, whole } => number::rate(*part, *whole).unwrap_or_default(),
        Value::Fte { spent, full_time } => {
            duration::full_time(*spent, *full_time).unwrap_or_default()
        }
        Value::Each { cases } => {
            text::list(&cases.iter().map(|spent| time(*spent)).collect::<Vec<_>>())
        }
        Value::Spread { middle, .. } => time(*middle),
        Value::WorkingDays { of, .. } => timed(desk, of, time),
        Value::Between { low, high, .. } => format!("{} à {}", time(*low), time(*high)),
    }
}

/// « 2 h 10 (moitié centrale : 1 h 15 à 4 h 05) », « 2 h 10 (de 1 h à 5 h) » between extremes: the median and what is
/// around it.
pub fn spread(desk: &Desk, value: &Value) -> String {
    around(desk, value, &format!("moitié centrale{NBSP}: "))
}

/// The same beside a chart, whose thick line is the middle half: « 2 h 10 (1 h 15 à 4 h 05) ».
pub fn spread_of_chart(desk: &Desk, value: &Value) -> String {
    around(desk, value, "")
}

fn around(desk: &Desk, value: &Value, middle_half: &str) -> String {
    let (spread, day) = match value {
        Value::WorkingDays { of, day } => (&**of, Some(*day)),
        other => (other, None),
    };
    let Value::Spread {
        middle,
        low,
        high,
        quartiles,
    } = spread
    else {
        return self::value(desk, value, Place::Detail);
    };
    let bare = |spent: Spent| match day {
        Some(day) => number::tenths(spent.as_seconds(), day.as_seconds()).unwrap_or_default(),
        None => duration::detail(spent),
    };
    let said = self::value(desk, value, Place::Detail);
    let (first, last) = (bare(*low), bare(*high));
    match (quartiles, first == last && first == bare(*middle)) {
        (false, true) => format!("toujours {said}"),
        (false, false) => format!("{said} (de {first} à {last})"),
        (true, true) if middle_half.is_empty() => said,
        (true, true) => format!("{said} ({middle_half}{first})"),
        (true, false) => format!("{said} ({middle_half}{first} à {last})"),
    }
}

/// A share is never alone: « 12 sur 23 (52 %) », « 3 sur 8 » when they are few.
pub fn share(desk: &Desk, figure: &Figure) -> String {
    let said = self::figure(desk, figure, Place::Detail);
    match figure.value() {
        Some(value @ Value::Share { part, whole }) => {
            let cases = number::out_of(*part, *whole);
            if self::value(desk, value, Place::Detail) == cases {
                said
            } else {
                format!("{cases} ({said})")
            }
        }
        _ => said,
    }
}

/// « n = 37 contenus ».
pub fn n(count: u64, one: &str, many: &str) -> String {
    format!("n{NBSP}={NBSP}{}", text::count(count, one, many))
}

/// « Au moins » is for totals, and for ES4 and IC7 when it is steps that are missing (report-content.md, section 5):
/// the share of what was entered on some of the days is no minimum. Nor is a gap below zero.
pub fn is_total(desk: &Desk, figure: &Figure) -> bool {
    match figure.key.code {
        "MO2" => figure.key.about.is_some(),
        "ES4" | "IC7" => !desk.figures.get("ES1").is_partial(),
        "CH4" => {
            matches!(desk.figures.value("CH4"), Some(Value::Time { spent }) if spent >= Spent::ZERO)
        }
        "ES1" | "ES2" | "ES8" | "IC1" | "IC2" | "IC3" | "IC4" | "IC5" | "IC6" | "IC8" | "IC9"
        | "EC3" | "QT8" | "MO1" | "MO3" | "MO6" | "MO7" | "CH2" | "CH3" | "DE7" | "RE3" | "RE4"
        | "RE5" => figure.key.about.as_deref() != Some("share"),
        _ => false,
    }
}

/// Whether no time at all was entered for what is seen.
pub fn is_all_unseen(desk: &Desk) -> bool {
    matches!(desk.figures.value("IC1"), Some(Value::Time { spent }) if spent.is_zero())
        && matches!(desk.figures.get("IC6").value(), Some(Value::Time { spent }) if spent.is_zero())
}

/// The printed label of a figure, with what it is about.
pub fn label(desk: &Desk, figure: &Figure) -> String {
    let label = catalog::find(figure.key.code).map_or(figure.key.code, |entry| entry.label);
    match figure.key.about.as_deref() {
        None => label.to_owned(),
        Some("share") => format!("{label} (part)"),
        Some("fte") => format!("{label} (équivalent temps plein)"),
        Some(about) => format!("{label}{NBSP}: {}", subject(desk, figure.key.code, about)),
    }
}
