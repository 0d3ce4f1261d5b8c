//! IC: what is seen of the work, and what is not.

use polars::prelude::PolarsResult;

use super::Facts;
use super::piles::{self, Sum};
use crate::model::{Figure, Spent, State, StepFamily, Value};
use crate::words::number::{self, shares_of};

/// The four families and the hours without a step, in the order of the picture.
const PARTS: [(&str, Option<StepFamily>); 5] = [
    ("IC1", Some(StepFamily::Visible)),
    ("IC2", Some(StepFamily::Upstream)),
    ("IC3", Some(StepFamily::Downstream)),
    ("IC4", Some(StepFamily::Common)),
    ("IC6", None),
];

/// Under this much visible time, « for one visible hour » would be a fraction of chance (IC7).
const VISIBLE_ENOUGH: Spent = Spent::hours(2);

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let sums = parts(facts);
    let total = facts.total();
    let per_cents = per_cents(facts, &sums);
    let mut figures = Vec::new();
    for (place, (code, _)) in PARTS.iter().enumerate() {
        let sum = sums[place];
        figures.push(Figure::new(
            code,
            sum.entries,
            facts.time_state(total.entries, Value::Time { spent: sum.spent }),
        ));
        let share = Value::TimeShare {
            part: sum.spent,
            whole: total.spent,
            per_cent: per_cents.map(|all| all[place]),
        };
        figures.push(
            Figure::new(code, sum.entries, share_state(facts, total.entries, share)).about("share"),
        );
    }
    figures.push(Figure::new(
        "IC5",
        total.entries,
        facts.time_state(total.entries, Value::Time { spent: total.spent }),
    ));
    figures.extend(for_one_visible_hour(facts, &sums, total));
    figures.extend(by_step(facts, total));
    Ok(figures)
}

/// ES4: upstream, downstream and common time, over all of it. Hours without a step are never counted as unseen.
pub fn unseen_share(facts: &Facts) -> Figure {
    let sums = parts(facts);
    let total = facts.total();
    let unseen = sums[1].spent + sums[2].spent + sums[3].spent;
    let stepped = total.spent - sums[4].spent;
    let publishable = i64::from(facts.settings.thresholds.publishable);
    let per_cent = per_cents(facts, &sums)
        .map(|[_, upstream, downstream, common, _]| upstream + downstream + common);
    let value = Value::TimeShare {
        part: unseen,
        whole: total.spent,
        per_cent,
    };
    let state = if total.entries > 0
        && stepped.as_seconds() * 100 < publishable * total.spent.as_seconds()
    {
        State::Unreliable
    } else {
        at_least(share_state(facts, total.entries, value), &sums)
    };
    Figure::new("ES4", total.entries, state)
}

fn parts(facts: &Facts) -> [Sum; 5] {
    let sums = facts.by_family();
    PARTS.map(|(_, family)| {
        sums.get(&family.map(StepFamily::key))
            .copied()
            .unwrap_or_default()
    })
}

/// Whole per cents that add up to 100, those of what is not seen to ES4; none under twenty hours.
fn per_cents(facts: &Facts, sums: &[Sum; 5]) -> Option<[i64; 5]> {
    let total: Spent = sums.iter().map(|sum| sum.spent).sum();
    if !facts.is_shared(total) {
        return None;
    }
    let [visible, upstream, downstream, common, stepless] = sums.map(|sum| sum.spent.as_seconds());
    let unseen = [upstream, downstream, common];
    // Rounded alone: « au moins 91 % » for 90.4 % would be untrue.
    let of_unseen = number::per_cent_of(unseen.iter().sum(), total.as_seconds())?;
    let [upstream, downstream, common] = shares_of(of_unseen, &unseen).try_into().ok()?;
    let [visible, stepless] = shares_of(100 - of_unseen, &[visible, stepless])
        .try_into()
        .ok()?;
    Some([visible, upstream, downstream, common, stepless])
}

/// A share of entered hours is not a minimum: partial days make it « sur les données saisies ».
fn share_state(facts: &Facts, entries: u64, value: Value) -> State {
    facts.time_state(entries, value)
}

/// « Au moins », as soon as some hours have no step.
fn at_least(state: State, sums: &[Sum; 5]) -> State {
    match state {
        State::Measured { value } if !sums[4].spent.is_zero() => State::Partial { value },
        other => other,
    }
}

/// IC7: work that nobody sees, for one hour that everybody sees.
fn for_one_visible_hour(facts: &Facts, sums: &[Sum; 5], total: Sum) -> Option<Figure> {
    if sums[0].spent < VISIBLE_ENOUGH {
        return None;
    }
    let unseen = sums[1].spent + sums[2].spent + sums[3].spent;
    let spent = Spent::hours(1).portion(unseen.as_seconds(), sums[0].spent.as_seconds())?;
    let state = at_least(facts.time_state(total.entries, Value::Time { spent }), sums);
    Some(Figure::new("IC7", total.entries, state))
}

/// Steps that page 3 names; the others are put together.
pub const NAMED_STEPS: usize = 5;

/// IC8: hours of the month by step; IC9: those of all steps but the longest, with how many they are.
fn by_step(facts: &Facts, total: Sum) -> Vec<Figure> {
    let steps = piles::total_by(facts.hours().unwrap_or_default(), |pile| &pile.step);
    let state = |spent| facts.time_state(total.entries, Value::Time { spent });
    let mut figures = Vec::new();
    let mut lengths = Vec::new();
    for (step, sum) in steps {
        let Some(step) = step else { continue };
        lengths.push(sum.spent);
        figures.push(Figure::new("IC8", sum.entries, state(sum.spent)).about(step));
    }
    lengths.sort_unstable_by(|one, other| other.cmp(one));
    if let Some(rest) = lengths.get(NAMED_STEPS..).filter(|rest| !rest.is_empty()) {
        let spent = rest.iter().copied().sum();
        figures.push(Figure::new("IC9", rest.len() as u64, state(spent)));
    }
    figures
}
