//! How far a figure is from what it was, and whether that is worth saying (report-content.md, sections 8.1 and 8.2).

use crate::model::{Spent, Value};
use crate::words::{duration, number};

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
    /// Accounts came or went in between: the line of the same accounts says what changed.
    OtherAccounts,
    /// It is counted otherwise since.
    NotComparable,
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

/// Five hours (report-content.md, section 8.2).
pub const NOTABLE: Spent = Spent::hours(5);

/// A value as a fraction that orders values of one kind: seconds and counts over one, shares over their whole.
pub fn amount(value: &Value) -> Option<(i64, i64)> {
    let fraction = match value {
        Value::Share { part, whole } => (*part, *whole),
        Value::TimeShare { part, whole, .. } | Value::Load { part, whole } => {
            (part.as_seconds(), whole.as_seconds())
        }
        other => (scale(other)?, 1),
    };
    (fraction.1 > 0).then_some(fraction)
}

/// Seconds, counts or whole per cents.
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

/// Notable from 10 % **and** 5 h, 5 units, 5 points or half a working day on; stable otherwise. `least` stands for the
/// five hours.
pub fn change(now: &Value, before: &Value, least: Spent) -> Change {
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
                gap.abs() >= least.as_seconds(),
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
        assert_eq!(change(&time(104), &time(100), NOTABLE), Change::Stable);
        assert_eq!(change(&time(109), &time(100), NOTABLE), Change::Stable);
        assert_eq!(change(&time(14), &time(10), NOTABLE), Change::Stable);
        let gap = Gap {
            by: Measure::Time(Spent::hours(10)),
            per_cent: Some(10),
        };
        assert_eq!(change(&time(110), &time(100), NOTABLE), Change::Rise(gap));
        assert_eq!(change(&time(90), &time(100), NOTABLE), Change::Fall(gap));
    }

    #[test]
    fn a_small_base_has_no_percentage() {
        let count = |count| Value::Count { count };
        assert_eq!(
            change(&count(20), &count(10), NOTABLE),
            Change::Rise(Gap {
                by: Measure::Count(10),
                per_cent: None
            })
        );
    }
}
