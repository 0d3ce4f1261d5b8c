//! QT: how much of the month the data cover.

use polars::prelude::PolarsResult;

use super::Facts;
use super::piles::{self, Pile};
use crate::model::{Figure, Nature, Spent, State, StepFamily, Value};
use crate::relate::Reason;

#[expect(
    clippy::unnecessary_wraps,
    reason = "one of the families, which all may fail"
)]
pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let total = facts.total();
    let given = facts.linked.hours.is_some();
    let or_not_measured = |given: bool, value: Value| {
        if given {
            State::Measured { value }
        } else {
            State::NotMeasured
        }
    };
    let mut figures = Vec::new();

    let days = Value::out_of(facts.days_entered, facts.days_expected);
    figures.push(Figure::new(
        "QT1",
        facts.days_expected,
        or_not_measured(given && total.entries > 0, days),
    ));

    let stepless = facts.by_family().get(&None).copied().unwrap_or_default();
    let stepped = time_share(facts, total.spent - stepless.spent, total.spent);
    figures.push(Figure::new(
        "QT2",
        total.entries,
        or_not_measured(total.entries > 0, stepped),
    ));

    let state = tied(facts).map_or(State::NotMeasured, |(part, whole)| State::Measured {
        value: time_share(facts, part, whole),
    });
    figures.push(Figure::new("QT3", total.entries, state));

    let read = facts.readings.values().filter(|read| **read).count() as u64;
    let followed = facts.readings.len() as u64;
    let accounts = Value::out_of(read, followed);
    figures.push(Figure::new(
        "QT4",
        followed,
        or_not_measured(followed > 0, accounts),
    ));
    for (account, read) in &facts.readings {
        let value = Value::count(i64::from(*read));
        figures.push(Figure::measured("QT4", 1, value).about(account.clone()));
    }

    let all = facts.contents.len() as u64;
    let timed = facts
        .contents
        .iter()
        .filter(|content| content.spent.is_some())
        .count() as u64;
    let contents = Value::out_of(timed, all);
    figures.push(Figure::new("QT5", all, or_not_measured(all > 0, contents)));

    let circuits = Value::out_of(facts.traced() as u64, all);
    let given = all > 0 && !facts.circuits.is_empty();
    figures.push(Figure::new("QT6", all, or_not_measured(given, circuits)));

    figures.extend(by_reason(facts));
    figures.extend(by_nature(facts));
    Ok(figures)
}

/// Hours of content work tied to a content, an account or a service, and all hours of content work.
pub fn tied(facts: &Facts) -> Option<(Spent, Spent)> {
    let common = StepFamily::Common.key();
    let is_work = |pile: &&Pile| pile.family.as_ref().is_some_and(|family| family != common);
    let is_tied = |pile: &&Pile| pile.reason.as_deref() != Some(Reason::Loose.key());
    let work = facts.hours()?.iter().filter(is_work);
    let whole = piles::total(work.clone()).spent;
    let part = piles::total(work.filter(is_tied)).spent;
    (!whole.is_zero()).then_some((part, whole))
}

/// QT8: how many hours are tied by which reason.
fn by_reason(facts: &Facts) -> Vec<Figure> {
    let Some(hours) = facts.hours() else {
        return Vec::new();
    };
    let sums = piles::total_by(hours, |pile| &pile.reason);
    let entries = facts.total().entries;
    Reason::ALL
        .into_iter()
        .map(|reason| {
            let sum = sums.get(&Some(reason.key())).copied().unwrap_or_default();
            let state = facts.time_state(entries, Value::Time { spent: sum.spent });
            Figure::new("QT8", sum.entries, state).about(reason.key())
        })
        .collect()
}

/// QT9: hours measured, declared and estimated.
fn by_nature(facts: &Facts) -> Vec<Figure> {
    let Some(hours) = facts.hours() else {
        return Vec::new();
    };
    let sums = piles::total_by(hours, |pile| &pile.nature);
    let natures = [Nature::Measured, Nature::Declared, Nature::Estimated];
    let sums = natures.map(|nature| sums.get(&Some(nature.key())).copied().unwrap_or_default());
    let whole: Spent = sums.iter().map(|sum| sum.spent).sum();
    let per_cents = crate::words::number::shares(&sums.map(|sum| sum.spent.as_seconds()));
    natures
        .into_iter()
        .enumerate()
        .map(|(place, nature)| {
            let value = Value::TimeShare {
                part: sums[place].spent,
                whole,
                per_cent: facts.is_shared(whole).then_some(per_cents[place]),
            };
            let state = if whole.is_zero() {
                State::NotMeasured
            } else {
                State::Measured { value }
            };
            Figure::new("QT9", sums[place].entries, state).about(nature.key())
        })
        .collect()
}

/// No per cent of a few hours.
fn time_share(facts: &Facts, part: Spent, whole: Spent) -> Value {
    let per_cent = facts
        .is_shared(whole)
        .then(|| crate::words::number::per_cent_of(part.as_seconds(), whole.as_seconds()))
        .flatten();
    Value::TimeShare {
        part,
        whole,
        per_cent,
    }
}
