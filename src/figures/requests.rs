//! DE: the requests received in the month, and how long beforehand they come.

use polars::prelude::*;

use super::Facts;
use super::moments::moments;
use crate::model::columns::{HAS_TIME, RECEIVED, WANTED, WANTED_HAS_TIME};
use crate::model::{Calendar, Figure, Moment, Month, State, Value};
use crate::relate::Linked;

#[expect(
    clippy::unnecessary_wraps,
    reason = "a family may fail, this one never does"
)]
pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    Ok(vec![received(facts), last_minute("DE2", facts)])
}

/// The day a request came, and the day it is wanted for.
pub type Dates = (Moment, Option<Moment>);

/// The requests of every month.
pub fn read(linked: &Linked) -> PolarsResult<Vec<Dates>> {
    let Some(requests) = &linked.requests else {
        return Ok(Vec::new());
    };
    let received = moments(requests, RECEIVED, HAS_TIME)?;
    let wanted = moments(requests, WANTED, WANTED_HAS_TIME)?;
    let dates = received.into_iter().zip(wanted);
    Ok(dates
        .filter_map(|(received, wanted)| Some((received?, wanted)))
        .collect())
}

/// Those received in the month; none when none was entered, which is no zero.
fn of_month(facts: &Facts) -> impl Iterator<Item = Dates> {
    let month = facts.month;
    let requests = facts.requests.iter().copied();
    requests.filter(move |(received, _)| Month::of(received.at.date()) == month)
}

fn received(facts: &Facts) -> Figure {
    let count = of_month(facts).count() as u64;
    let state = if count == 0 {
        State::NotMeasured
    } else {
        State::Measured {
            value: Value::Count {
                count: i64::try_from(count).unwrap_or(i64::MAX),
            },
        }
    };
    Figure::new("DE1", count, state)
}

/// Requests that come less than a working day before the date they are wanted for, or after it. The same figure
/// is ES6.
pub fn last_minute(code: &'static str, facts: &Facts) -> Figure {
    let dated: Vec<(Moment, Moment)> = of_month(facts)
        .filter_map(|(received, wanted)| Some((received, wanted?)))
        .collect();
    let late = dated
        .iter()
        .filter(|(received, wanted)| is_late(*received, *wanted, facts.calendar))
        .count();
    let (part, whole) = (
        i64::try_from(late).unwrap_or(i64::MAX),
        i64::try_from(dated.len()).unwrap_or(i64::MAX),
    );
    let state = if dated.is_empty() {
        State::NotMeasured
    } else {
        State::Measured {
            value: Value::Share { part, whole },
        }
    };
    Figure::new(code, dated.len() as u64, state)
}

/// A date without a time gives the most notice that it may: wanted by the end of its day, received at its start.
/// Received and wanted on one day is never a working day of notice.
fn is_late(received: Moment, wanted: Moment, calendar: &Calendar) -> bool {
    let due = if wanted.has_time {
        wanted.at
    } else {
        wanted
            .at
            .date()
            .and_hms_opt(23, 59, 59)
            .unwrap_or(wanted.at)
    };
    received.at.date() >= wanted.at.date()
        || calendar.working_time(received.at, due) < calendar.working_day()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::moments::at;
    use crate::model::{Spent, Territory};

    #[test]
    fn less_than_a_working_day_of_notice_is_the_last_minute() {
        let opening = ["09:00-12:30".to_owned(), "13:30-17:00".to_owned()];
        let calendar = Calendar::new(&opening, Territory::Metropole, [], Spent::hours(7)).unwrap();
        for (received, wanted, expected) in [
            // A Friday at five for the Monday at nine.
            ("2026-10-02 17:00", "2026-10-05 09:00", true),
            ("2026-10-02 17:00", "2026-10-05", false),
            ("2026-10-02 17:00", "2026-10-06 09:00", false),
            ("2026-10-05", "2026-10-05", true),
            ("2026-10-05", "2026-10-06", false),
            ("2026-10-05 10:00", "2026-10-06 09:59", true),
            ("2026-10-05 10:00", "2026-10-06 10:00", false),
            ("2026-10-06 10:00", "2026-10-05", true),
            // All Saints' Day is a Sunday in 2026; the armistice a Wednesday.
            ("2026-11-10 17:00", "2026-11-11", true),
        ] {
            assert_eq!(
                is_late(at(received), at(wanted), &calendar),
                expected,
                "{received} {wanted}"
            );
        }
    }
}
