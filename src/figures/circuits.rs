//! VA: how long contents wait between the first sending and the last approval.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, NaiveTime};
use polars::prelude::*;

use super::moments::moments;
use super::{Facts, few};
use crate::model::columns::{
    DECIDED, DECIDED_HAS_TIME, DECISION, REFERENCE, SUBMITTED, SUBMITTED_HAS_TIME,
};
use crate::model::{Decision, Figure, Moment, Month, Spent, State, Value};
use crate::relate::Linked;

/// One step, as far as dates go.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    submitted: Option<Moment>,
    /// `None` when the step waits, or when its decision bears no date.
    decided: Option<Moment>,
    decision: Decision,
}

/// Steps by content.
pub type Circuits = BTreeMap<String, Vec<Step>>;

#[expect(
    clippy::unnecessary_wraps,
    reason = "a family may fail, this one never does"
)]
pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let mut figures = vec![duration("VA1", facts)];
    figures.extend(waiting(facts));
    Ok(figures)
}

/// How long do finished circuits last? ES5 is VA1.
pub fn duration(code: &'static str, facts: &Facts) -> Figure {
    let cases = facts
        .circuits
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
fn waiting(facts: &Facts) -> Vec<Figure> {
    let after = |moment: Moment| Month::of(moment.at.date()) > facts.month;
    let waiting: Vec<Moment> = facts
        .circuits
        .values()
        .flatten()
        .filter(|step| step.is_waiting() || step.decided.is_some_and(after))
        .filter_map(|step| step.submitted)
        .filter(|sent| !after(*sent))
        .collect();
    let count = waiting.len() as u64;
    if facts.circuits.is_empty() {
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

/// The circuits of every month.
pub fn read(linked: &Linked) -> PolarsResult<Circuits> {
    let mut circuits = Circuits::new();
    let Some(approvals) = &linked.approvals else {
        return Ok(circuits);
    };
    let references = approvals.column(REFERENCE)?.str()?;
    let decisions = approvals.column(DECISION)?.str()?;
    let words = references.iter().zip(decisions.iter());
    let submitted = moments(approvals, SUBMITTED, SUBMITTED_HAS_TIME)?;
    let decided = moments(approvals, DECIDED, DECIDED_HAS_TIME)?;
    let dates = submitted.into_iter().zip(decided);
    for ((reference, decision), (submitted, decided)) in words.zip(dates) {
        let decision = decision.and_then(Decision::from_key);
        if let (Some(reference), Some(decision)) = (reference, decision) {
            let steps = circuits.entry(reference.to_owned()).or_default();
            steps.push(Step {
                submitted,
                decided: decided.filter(|_| decision != Decision::Pending),
                decision,
            });
        }
    }
    Ok(circuits)
}

impl Step {
    fn is_waiting(self) -> bool {
        self.decision == Decision::Pending
    }
}

/// The first sending and the last approval of a circuit that ended in the month: every step is decided on a known
/// day, and the last word is an approval.
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
    (step.decision == Decision::Approved && Month::of(at.date()) == month)
        .then_some((sent, step.decided?))
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
    use crate::figures::moments::at;

    fn step(submitted: Option<Moment>, decided: Option<Moment>, is_approval: bool) -> Step {
        let word = if is_approval {
            Decision::Approved
        } else {
            Decision::Corrections
        };
        Step {
            submitted,
            decided,
            decision: decided.map_or(Decision::Pending, |_| word),
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

    #[test]
    fn a_decision_without_a_day_neither_waits_nor_ends_a_circuit() {
        let approved = step(
            Some(at("2026-10-01 10:00")),
            Some(at("2026-10-01 11:00")),
            true,
        );
        let undated = Step {
            decided: None,
            ..approved
        };
        assert!(!undated.is_waiting());
        assert_eq!(october(&[approved, undated]), None);
    }
}
