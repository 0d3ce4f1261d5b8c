//! Circuits of approval as dates: what was sent when, decided when, and by which role.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use polars::prelude::*;

use super::moments::moments;
use crate::model::columns::{
    DECIDED, DECIDED_HAS_TIME, DECISION, REFERENCE, ROLE, SUBMITTED, SUBMITTED_HAS_TIME,
};
use crate::model::{Calendar, Decision, Moment, Month, Role, Spent};
use crate::relate::Linked;

/// One step, as far as dates go.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub role: Option<Role>,
    pub submitted: Option<Moment>,
    /// `None` when the step waits, or when its decision bears no date.
    pub decided: Option<Moment>,
    pub decision: Decision,
}

/// The circuits of every month.
#[derive(Debug, Default)]
pub struct Circuits {
    steps: BTreeMap<String, Vec<Step>>,
    /// Contents whose last approval is of the month, in order.
    ended: BTreeMap<Month, Vec<Ended>>,
}

/// A circuit that ended.
#[derive(Debug)]
struct Ended {
    content: String,
    sent: Moment,
    approved: Moment,
}

/// A circuit whose last approval is of a month.
#[derive(Clone, Copy)]
pub struct Finished<'a> {
    pub content: &'a str,
    pub steps: &'a [Step],
    pub sent: Moment,
    pub approved: Moment,
}

impl Circuits {
    fn new(steps: BTreeMap<String, Vec<Step>>) -> Circuits {
        let mut ended: BTreeMap<Month, Vec<Ended>> = BTreeMap::new();
        for (content, steps) in &steps {
            if let Some((sent, approved)) = finished(steps) {
                let month = Month::of(approved.at.date());
                ended.entry(month).or_default().push(Ended {
                    content: content.clone(),
                    sent,
                    approved,
                });
            }
        }
        Circuits { steps, ended }
    }

    /// Whether no circuit was given at all.
    pub fn is_empty(&self) -> bool {
        self.steps.is_empty()
    }

    /// The steps of a content, in the order of the table.
    pub fn of(&self, content: &str) -> &[Step] {
        self.steps.get(content).map_or(&[], Vec::as_slice)
    }

    /// Every step of every content.
    pub fn all(&self) -> impl Iterator<Item = &Step> {
        self.steps.values().flatten()
    }

    /// The circuits that ended in a month, in the order of their contents.
    pub fn finished(&self, month: Month) -> impl Iterator<Item = Finished<'_>> {
        let ended = self.ended.get(&month).into_iter().flatten();
        ended.map(|ended| Finished {
            content: &ended.content,
            steps: self.of(&ended.content),
            sent: ended.sent,
            approved: ended.approved,
        })
    }
}

/// The circuits of every month.
pub fn read(linked: &Linked) -> PolarsResult<Circuits> {
    let Some(approvals) = &linked.approvals else {
        return Ok(Circuits::default());
    };
    let mut circuits: BTreeMap<String, Vec<Step>> = BTreeMap::new();
    let references = approvals.column(REFERENCE)?.str()?;
    let decisions = approvals.column(DECISION)?.str()?;
    let roles = approvals.column(ROLE)?.str()?.iter();
    let words = references.iter().zip(decisions.iter()).zip(roles);
    let submitted = moments(approvals, SUBMITTED, SUBMITTED_HAS_TIME)?;
    let decided = moments(approvals, DECIDED, DECIDED_HAS_TIME)?;
    let dates = submitted.into_iter().zip(decided);
    for (((reference, decision), role), (submitted, decided)) in words.zip(dates) {
        let decision = decision.and_then(Decision::from_key);
        if let (Some(reference), Some(decision)) = (reference, decision) {
            let steps = circuits.entry(reference.to_owned()).or_default();
            steps.push(Step {
                role: role.and_then(Role::from_key),
                submitted,
                decided: decided.filter(|_| decision != Decision::Pending),
                decision,
            });
        }
    }
    Ok(Circuits::new(circuits))
}

impl Step {
    pub fn is_waiting(self) -> bool {
        self.decision == Decision::Pending
    }

    /// Whether anything is known of when it was sent or decided.
    pub fn is_dated(self) -> bool {
        self.submitted.is_some() || self.decided.is_some()
    }
}

/// The first sending and the last approval of a circuit that ended: every step is decided on a known day, and the last
/// word is an approval.
fn finished(steps: &[Step]) -> Option<(Moment, Moment)> {
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
    let (_, step) = last;
    (step.decision == Decision::Approved).then_some((sent, step.decided?))
}

/// Opening time from one to the other. Where a time is missing, whole working days: none from a day to itself.
pub fn wait(calendar: &Calendar, from: Moment, to: Moment) -> Spent {
    if from.has_time && to.has_time {
        return calendar.working_time(from.at, to.at);
    }
    let (first, last) = (from.at.date(), to.at.date());
    let days = match first.succ_opt() {
        Some(next) if next <= last => calendar.working_days(next, last),
        _ => 0,
    };
    let day = calendar.working_day().as_seconds();
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
            role: None,
            submitted,
            decided,
            decision: decided.map_or(Decision::Pending, |_| word),
        }
    }

    fn october(steps: &[Step]) -> Option<String> {
        let steps = BTreeMap::from([("ABR-2026-0001".to_owned(), steps.to_vec())]);
        let circuits = Circuits::new(steps);
        let found = circuits.finished("2026-10".parse().unwrap()).next()?;
        Some(format!("{} {}", found.sent.at, found.approved.at))
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
