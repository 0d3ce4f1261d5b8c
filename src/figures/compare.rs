//! This month beside the month before, the same month last year, and the twelve months before
//! (report-content.md, section 8).

use super::{Figures, Thresholds, few};
use crate::model::{Calendar, Figure, Month, Spent, Value};
use crate::words::{duration, number};

/// One line of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub code: &'static str,
    /// « par jour ouvré » for a total of hours divided by the working days of each month.
    pub per_working_day: bool,
    pub current: Option<Value>,
    pub previous: Option<Value>,
    pub last_year: Option<Value>,
    /// Median of the twelve months before, if at least six of them have the figure.
    pub usual: Option<Value>,
    pub change: Change,
}

/// From the month before to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Rise(Gap),
    Fall(Gap),
    Stable,
    /// One of the two is absent.
    Unknown,
    /// One of the two is partial: both are shown, nothing is subtracted.
    Partial,
}

/// How far apart two months are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    pub by: Measure,
    /// In whole per cent of the month before, when it is at least twenty units or twenty hours.
    pub per_cent: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Time(Spent),
    Count(i64),
    Points(i64),
    WorkingDays { spent: Spent, day: Spent },
}

/// Codes that are compared, in the order of the table.
pub const COMPARED: [&str; 9] = [
    "ES1", "ES2", "ES3", "ES4", "VA1", "DE2", "MO1", "MO6", "CH2",
];
/// Codes that are medians.
const MEDIANS: [&str; 2] = ["ES3", "VA1"];
/// Months needed to speak of a usual value.
const USUAL_FROM: usize = 6;
/// Cases needed at both dates to call the gap between two medians notable.
const MEDIAN_CASES: u64 = 10;

pub fn compare(figures: &Figures, calendar: &Calendar, thresholds: &Thresholds) -> Vec<Comparison> {
    let mut lines = Vec::new();
    for code in COMPARED {
        lines.push(line(figures, thresholds, code, |value, _| Some(value)));
        if code == "ES1" {
            let mut daily = line(figures, thresholds, code, |value, month| {
                per_working_day(&value, month, calendar)
            });
            daily.per_working_day = true;
            lines.push(daily);
        }
    }
    lines
}

fn line(
    figures: &Figures,
    thresholds: &Thresholds,
    code: &'static str,
    read: impl Fn(Value, Month) -> Option<Value>,
) -> Comparison {
    let month = figures.month;
    let at = |month: Month| figures.history.get(&month).map(|earlier| earlier.get(code));
    let shown =
        |figure: Option<&Figure>, month: Month| read(central(figure?.value()?.clone())?, month);
    let (current, previous, last_year) =
        (figures.get(code), at(month.previous()), at(month.minus(12)));
    let history: Vec<Value> = figures
        .history
        .iter()
        .filter_map(|(month, earlier)| shown(Some(&earlier.get(code)), *month))
        .filter(|value| !is_few(value, thresholds))
        .collect();
    let now = shown(Some(&current), month);
    let before = shown(previous.as_ref(), month.previous());
    let partial = current.is_partial() || previous.as_ref().is_some_and(Figure::is_partial);
    // A partial share or a median of entered data is still a figure of the same kind at both dates.
    let partial = partial
        && matches!(
            now,
            Some(Value::Time { .. } | Value::Count { .. } | Value::Load { .. })
        )
        && !MEDIANS.contains(&code);
    let few_cases = MEDIANS.contains(&code)
        && [Some(&current), previous.as_ref()]
            .into_iter()
            .flatten()
            .any(|figure| figure.n < MEDIAN_CASES);
    let change = match (&now, &before) {
        (Some(_), Some(_)) if partial => Change::Partial,
        (Some(_), Some(_)) if few_cases => Change::Stable,
        (Some(now), Some(before)) if is_few(now, thresholds) || is_few(before, thresholds) => {
            Change::Unknown
        }
        (Some(now), Some(before)) => change(now, before),
        _ => Change::Unknown,
    };
    Comparison {
        code,
        per_working_day: false,
        change,
        usual: (history.len() >= USUAL_FROM)
            .then(|| usual(&history))
            .flatten(),
        last_year: shown(last_year.as_ref(), month.minus(12)),
        previous: before,
        current: now,
    }
}

/// A share of few cases is shown, and compared with nothing.
fn is_few(value: &Value, thresholds: &Thresholds) -> bool {
    matches!(value, Value::Share { whole, .. } if whole.unsigned_abs() < thresholds.percent_from)
}

/// The one value that stands for a figure: the median of a spread, itself otherwise.
fn central(value: Value) -> Option<Value> {
    match value {
        Value::Spread { middle, .. } => Some(Value::Time { spent: middle }),
        Value::WorkingDays { of, day } => Some(Value::WorkingDays {
            of: Box::new(central(*of)?),
            day,
        }),
        Value::Each { .. } | Value::Between { .. } | Value::TimeShare { per_cent: None, .. } => {
            None
        }
        other => Some(other),
    }
}

fn per_working_day(value: &Value, month: Month, calendar: &Calendar) -> Option<Value> {
    let days = i64::try_from(calendar.working_days(month.first_day(), month.last_day())).ok()?;
    match value {
        Value::Time { spent } => spent.portion(1, days).map(|spent| Value::Time { spent }),
        _ => None,
    }
}

/// A number that orders values of one kind: seconds, counts or per cents.
fn scale(value: &Value) -> Option<i64> {
    match value {
        Value::Time { spent } => Some(spent.as_seconds()),
        Value::Count { count } => Some(*count),
        Value::TimeShare { per_cent, .. } => *per_cent,
        Value::WorkingDays { of, .. } => scale(of),
        Value::Share { part, whole } => number::per_cent_of(*part, *whole),
        Value::Load { part, whole } => number::per_cent_of(part.as_seconds(), whole.as_seconds()),
        _ => None,
    }
}

/// Times as printed: 247 h after 211 h is a rise of 36 h, whatever the minutes were.
fn printed_scale(value: &Value) -> Option<i64> {
    match value {
        Value::Time { spent } => Some(duration::as_printed(*spent).as_seconds()),
        // Tenths of a working day, in seconds.
        Value::WorkingDays { of, day } => {
            let tenth = day.as_seconds() / 10;
            let spent = scale(of)?;
            Some((2 * spent + tenth).div_euclid(2 * tenth.max(1)) * tenth)
        }
        other => scale(other),
    }
}

/// Notable from 10 % **and** 5 h, 5 units, 5 points or half a working day on; stable otherwise.
fn change(now: &Value, before: &Value) -> Change {
    let (Some(to), Some(from)) = (printed_scale(now), printed_scale(before)) else {
        return Change::Unknown;
    };
    let gap = to - from;
    let tenth = gap.abs() * 10 >= from.abs();
    let (by, enough, per_cent) = match now {
        Value::Time { .. } => {
            let whole = (from >= 20 * 3600)
                .then(|| number::per_cent_of(gap, from))
                .flatten();
            (
                Measure::Time(Spent::seconds(gap).abs()),
                gap.abs() >= 5 * 3600,
                whole,
            )
        }
        Value::Count { .. } => {
            let whole = (from >= 20)
                .then(|| number::per_cent_of(gap, from))
                .flatten();
            (Measure::Count(gap.abs()), gap.abs() >= 5, whole)
        }
        Value::WorkingDays { day, .. } => (
            Measure::WorkingDays {
                spent: Spent::seconds(gap).abs(),
                day: *day,
            },
            2 * gap.abs() >= day.as_seconds(),
            None,
        ),
        _ => (Measure::Points(gap.abs()), gap.abs() >= 5, None),
    };
    let gap_said = Gap {
        by,
        per_cent: per_cent.map(i64::abs),
    };
    match gap {
        _ if !enough || !tenth => Change::Stable,
        gap if gap > 0 => Change::Rise(gap_said),
        _ => Change::Fall(gap_said),
    }
}

fn usual(history: &[Value]) -> Option<Value> {
    let mut scales: Vec<Spent> = history
        .iter()
        .filter_map(scale)
        .map(Spent::seconds)
        .collect();
    if scales.len() < USUAL_FROM {
        return None;
    }
    scales.sort_unstable();
    let middle = few::median(&scales);
    match history.first()? {
        Value::Time { .. } => Some(Value::Time { spent: middle }),
        Value::Count { .. } => Some(Value::Count {
            count: middle.as_seconds(),
        }),
        Value::WorkingDays { day, .. } => Some(Value::WorkingDays {
            of: Box::new(Value::Time { spent: middle }),
            day: *day,
        }),
        _ => Some(Value::Load {
            part: middle,
            whole: Spent::seconds(100),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(hours: i64) -> Value {
        Value::Time {
            spent: Spent::hours(hours),
        }
    }

    #[test]
    fn a_gap_needs_both_a_tenth_and_five_hours_to_be_notable() {
        assert_eq!(change(&time(104), &time(100)), Change::Stable);
        assert_eq!(change(&time(109), &time(100)), Change::Stable);
        assert_eq!(change(&time(14), &time(10)), Change::Stable);
        let gap = Gap {
            by: Measure::Time(Spent::hours(10)),
            per_cent: Some(10),
        };
        assert_eq!(change(&time(110), &time(100)), Change::Rise(gap));
        assert_eq!(change(&time(90), &time(100)), Change::Fall(gap));
    }

    #[test]
    fn a_small_base_has_no_percentage() {
        let count = |count| Value::Count { count };
        assert_eq!(
            change(&count(20), &count(10)),
            Change::Rise(Gap {
                by: Measure::Count(10),
                per_cent: None
            })
        );
    }
}
