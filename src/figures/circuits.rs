//! VA: how long contents wait between the first sending and the last approval.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, NaiveTime};
use polars::prelude::*;

use super::{Facts, few};
use crate::model::columns::{
    DECIDED, DECIDED_HAS_TIME, DECISION, REFERENCE, SUBMITTED, SUBMITTED_HAS_TIME,
};
use crate::model::{Decision, Figure, Moment, Month, Spent, State, Value};

/// One step, as far as dates go.
#[derive(Clone, Copy, Debug)]
struct Step {
    submitted: Option<Moment>,
    decided: Option<Moment>,
    is_approval: bool,
}

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let circuits = circuits(facts)?;
    let mut figures = vec![duration("VA1", facts, &circuits)];
    figures.extend(waiting(facts, &circuits));
    Ok(figures)
}

/// How long do finished circuits last? The same figure is ES5.
pub fn duration_of_a_circuit(code: &'static str, facts: &Facts) -> PolarsResult<Figure> {
    Ok(duration(code, facts, &circuits(facts)?))
}

fn duration(code: &'static str, facts: &Facts, circuits: &Circuits) -> Figure {
    let cases = circuits
        .values()
        .filter_map(|steps| finished(steps, facts.month))
        // An approval before its sending is a slip of the pen: it says no duration.
        .filter(|(sent, approved)| approved.at >= sent.at)
        .map(|(sent, approved)| wait(facts, sent, approved))
        .collect();
    let figure = few::spread(code, cases, &facts.settings.thresholds);
    let state = match figure.state {
        State::Measured { value } => State::Measured {
            value: facts.in_working_days(value),
        },
        other => other,
    };
    Figure { state, ..figure }
}

/// VA5: steps sent before the end of the month and not decided by then; and how long the oldest has waited.
fn waiting(facts: &Facts, circuits: &Circuits) -> Vec<Figure> {
    let after = |moment: Moment| Month::of(moment.at.date()) > facts.month;
    let waiting: Vec<Moment> = circuits
        .values()
        .flatten()
        .filter(|step| step.decided.is_none_or(after))
        .filter_map(|step| step.submitted)
        .filter(|sent| !after(*sent))
        .collect();
    let count = waiting.len() as u64;
    if circuits.is_empty() {
        return vec![Figure::new("VA5", 0, State::NotMeasured)];
    }
    let value = Value::Count {
        count: i64::try_from(count).unwrap_or(i64::MAX),
    };
    let mut figures = vec![Figure::measured("VA5", count, value)];
    let closing = Moment {
        at: facts.month.last_day().and_time(NaiveTime::MIN),
        has_time: false,
    };
    figures.extend(
        waiting
            .into_iter()
            .min_by_key(|sent| sent.at)
            .map(|oldest| {
                let spent = wait(facts, oldest, closing);
                Figure::measured("VA5", 1, facts.in_working_days(Value::Time { spent }))
                    .about("oldest")
            }),
    );
    figures
}

/// Steps by content.
type Circuits = BTreeMap<String, Vec<Step>>;

fn circuits(facts: &Facts) -> PolarsResult<Circuits> {
    let mut circuits = Circuits::new();
    let Some(approvals) = &facts.linked.approvals else {
        return Ok(circuits);
    };
    let (references, decisions) = (
        approvals.column(REFERENCE)?.str()?,
        approvals.column(DECISION)?.str()?,
    );
    let submitted = moments(approvals, SUBMITTED, SUBMITTED_HAS_TIME)?;
    let decided = moments(approvals, DECIDED, DECIDED_HAS_TIME)?;
    let steps = references
        .iter()
        .zip(decisions.iter())
        .zip(submitted.into_iter().zip(decided));
    for ((reference, decision), (submitted, decided)) in steps {
        let Some(reference) = reference else { continue };
        circuits
            .entry(reference.to_owned())
            .or_default()
            .push(Step {
                submitted,
                decided,
                is_approval: decision == Some(Decision::Approved.key()),
            });
    }
    Ok(circuits)
}

/// The moments of a column, with whether their time is known.
pub fn moments(table: &DataFrame, at: &str, has_time: &str) -> PolarsResult<Vec<Option<Moment>>> {
    let (at, has_time) = (table.column(at)?.i64()?, table.column(has_time)?.bool()?);
    let moment = |(at, has_time): (Option<i64>, Option<bool>)| {
        Some(Moment {
            at: DateTime::from_timestamp(at?, 0)?.naive_utc(),
            has_time: has_time.unwrap_or(false),
        })
    };
    Ok(at.iter().zip(has_time.iter()).map(moment).collect())
}

/// The first sending and the last approval of a circuit that ended in the month: no step waits, and the last word
/// is an approval.
fn finished(steps: &[Step], month: Month) -> Option<(Moment, Moment)> {
    let sent = steps.iter().filter_map(|step| step.submitted);
    let sent = sent.min_by_key(|moment| moment.at)?;
    let last = steps
        .iter()
        .try_fold(None::<(NaiveDateTime, &Step)>, |last, step| {
            let at = step.decided?.at;
            // Of steps decided on one day without a time, the last of the sheet has the last word.
            let is_later = last.is_none_or(|(before, _)| at >= before);
            Some(if is_later { Some((at, step)) } else { last })
        })??;
    let (at, step) = last;
    (step.is_approval && Month::of(at.date()) == month).then_some((sent, step.decided?))
}

/// Opening time from one to the other. Where a time is missing, whole working days: none from a day to itself.
fn wait(facts: &Facts, from: Moment, to: Moment) -> Spent {
    if from.has_time && to.has_time {
        return facts.calendar.working_time(from.at, to.at);
    }
    let (first, last) = (from.at.date(), to.at.date());
    let days = match first.succ_opt() {
        Some(next) if next <= last => facts.calendar.working_days(next, last),
        _ => 0,
    };
    let day = facts.calendar.working_day().as_seconds();
    Spent::seconds(day.saturating_mul(i64::try_from(days).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Moment {
        let has_time = text.len() > 10;
        let text = if has_time {
            text.to_owned()
        } else {
            format!("{text} 00:00")
        };
        let at = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").unwrap();
        Moment { at, has_time }
    }

    fn step(submitted: Option<Moment>, decided: Option<Moment>, is_approval: bool) -> Step {
        Step {
            submitted,
            decided,
            is_approval,
        }
    }

    fn october(steps: &[Step]) -> Option<String> {
        let (sent, approved) = finished(steps, "2026-10".parse().unwrap())?;
        Some(format!("{} {}", sent.at, approved.at))
    }

    #[test]
    fn a_circuit_runs_from_the_first_sending_to_the_last_approval() {
        let corrected = [
            step(
                Some(at("2026-09-30 10:00")),
                Some(at("2026-10-01 11:00")),
                false,
            ),
            step(
                Some(at("2026-10-01 15:00")),
                Some(at("2026-10-02 09:30")),
                true,
            ),
        ];
        assert_eq!(
            october(&corrected).as_deref(),
            Some("2026-09-30 10:00:00 2026-10-02 09:30:00")
        );
    }

    #[test]
    fn a_circuit_that_waits_or_was_refused_or_ends_in_another_month_is_not_finished() {
        let approved = step(
            Some(at("2026-10-01 10:00")),
            Some(at("2026-10-01 11:00")),
            true,
        );
        for other in [
            step(Some(at("2026-10-01 12:00")), None, false),
            step(
                Some(at("2026-10-01 12:00")),
                Some(at("2026-10-02 12:00")),
                false,
            ),
            step(
                Some(at("2026-10-01 12:00")),
                Some(at("2026-11-02 12:00")),
                true,
            ),
        ] {
            assert_eq!(october(&[approved, other]), None);
        }
        assert_eq!(october(&[]), None);
        assert_eq!(october(&[step(None, Some(at("2026-10-01")), true)]), None);
    }
}
