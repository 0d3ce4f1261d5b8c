//! VA: where time goes between « ready » and « published ». Waiting is not work: the two never add up.

use chrono::{NaiveTime, TimeDelta};
use polars::prelude::PolarsResult;

use super::circuits::{self, Finished};
use super::{Facts, approval_roles, few};
use crate::model::{self, Decision, Figure, Moment, Month, Spent, State, Value};

/// A ninth decile needs as many cases as a percentage (report-content.md, section 4).
const DECILE: (usize, usize) = (9, 10);

#[expect(
    clippy::unnecessary_wraps,
    reason = "a family may fail, this one never does"
)]
pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let finished: Vec<Finished> = facts.circuits.finished(facts.month).collect();
    let mut figures = vec![duration("VA1", facts)];
    figures.extend(longest(facts));
    figures.push(corrections(facts, &finished));
    figures.push(work_meanwhile(facts, &finished));
    figures.extend(waiting(facts));
    figures.push(in_time(facts, &finished));
    figures.push(postponed(facts));
    figures.push(untraced(facts));
    figures.extend(approval_roles::figures(facts));
    Ok(figures)
}

/// How long do finished circuits last? ES5 is VA1.
pub fn duration(code: &'static str, facts: &Facts) -> Figure {
    facts
        .spread_in_working_days(code, waits(facts))
        .graded(|value| facts.traced_state(value))
}

/// In no order.
fn waits(facts: &Facts) -> Vec<Spent> {
    let finished = facts.circuits.finished(facts.month);
    finished
        // An approval before its sending is a slip of the pen: it says no duration.
        .filter(|circuit| circuit.approved.at >= circuit.sent.at)
        .map(|circuit| circuits::wait(facts.calendar, circuit.sent, circuit.approved))
        .collect()
}

/// VA2: the ninth decile from twenty circuits on; the longest one below.
fn longest(facts: &Facts) -> Option<Figure> {
    let thresholds = &facts.settings.thresholds;
    let mut cases = waits(facts);
    cases.sort_unstable();
    let n = cases.len() as u64;
    let state = |spent: Spent| facts.traced_state(facts.in_working_days(Value::Time { spent }));
    if n >= thresholds.percent_from {
        let spent = few::rank(&cases, DECILE.0, DECILE.1);
        return Some(Figure::new("VA2", n, state(spent)));
    }
    let longest = cases.pop()?;
    Some(Figure::new("VA2", n, state(longest)).about("longest"))
}

/// VA3: corrections asked for, for one finished circuit.
fn corrections(facts: &Facts, finished: &[Finished]) -> Figure {
    let n = finished.len() as u64;
    let corrections = finished
        .iter()
        .flat_map(|circuit| circuit.steps)
        .filter(|step| step.decision == Decision::Corrections)
        .count();
    let state = if n == 0 {
        State::NotMeasured
    } else if n < facts.settings.thresholds.median_from {
        State::TooFew
    } else {
        facts.traced_state(Value::ratio(corrections, finished.len()))
    };
    Figure::new("VA3", n, state)
}

/// VA4: the team's own work on the circuits that ended, over all their hours.
fn work_meanwhile(facts: &Facts, finished: &[Finished]) -> Figure {
    let step = Some(model::Step::Approval.key().to_owned());
    let cases = finished
        .iter()
        .filter_map(|circuit| facts.times.get(circuit.content)?.get(&step).copied())
        .collect();
    few::spread("VA4", cases, &facts.settings.thresholds)
}

/// VA5: steps sent before the end of the month and not decided by then; and how long the oldest has waited.
fn waiting(facts: &Facts) -> Vec<Figure> {
    let after = |moment: Moment| Month::of(moment.at.date()) > facts.month;
    let waiting: Vec<Moment> = facts
        .circuits
        .all()
        .filter(|step| step.is_waiting() || step.decided.is_some_and(after))
        .filter_map(|step| step.submitted)
        .filter(|sent| !after(*sent))
        .collect();
    if facts.circuits.is_empty() {
        return vec![Figure::new("VA5", 0, State::NotMeasured)];
    }
    let count = waiting.len();
    let mut figures = vec![Figure::measured("VA5", count as u64, Value::count(count))];
    let closing = Moment {
        at: facts.month.last_day().and_time(NaiveTime::MIN),
        has_time: false,
    };
    let oldest = waiting.into_iter().min_by_key(|sent| sent.at);
    figures.extend(oldest.map(|oldest| {
        let spent = circuits::wait(facts.calendar, oldest, closing);
        Figure::measured("VA5", 1, facts.in_working_days(Value::Time { spent })).about("oldest")
    }));
    figures
}

/// VA6: circuits that ended by the date wished for.
fn in_time(facts: &Facts, finished: &[Finished]) -> Figure {
    let dated = finished
        .iter()
        .filter_map(|circuit| Some((circuit.approved, facts.wanted.get(circuit.content)?)));
    few::share(
        "VA6",
        dated.map(|(approved, wanted)| approved.at <= wanted.latest()),
    )
}

/// VA7: contents published more than a day after the date wished for.
fn postponed(facts: &Facts) -> Figure {
    let dated = facts
        .contents
        .iter()
        .filter_map(|content| Some((content.published, facts.wanted.get(&content.key)?)));
    let day = TimeDelta::days(1);
    few::share(
        "VA7",
        dated.map(|(published, wanted)| published.at > wanted.latest() + day),
    )
}

/// VA8: contents published in the month, no step of which bears a date.
fn untraced(facts: &Facts) -> Figure {
    let all = facts.contents.len();
    let state = if facts.circuits.is_empty() || facts.posts.is_none() {
        State::NotMeasured
    } else if all == 0 {
        State::TooFew
    } else {
        State::Measured {
            value: Value::out_of(all - facts.traced(), all),
        }
    };
    Figure::new("VA8", all as u64, state)
}
