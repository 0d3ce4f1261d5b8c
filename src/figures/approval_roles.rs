//! VA9: how long each role takes to decide. A role is a function of the published list, never a person.

use std::collections::BTreeMap;

use super::{Facts, circuits, shield};
use crate::model::{Figure, Month, Role, Spent, State};

/// Steps whose role was not entered.
pub const NO_ROLE: &str = "no-role";

/// One figure a role for the steps decided in the month, those with few steps put together.
pub fn figures(facts: &Facts) -> Vec<Figure> {
    let waits = waits(facts);
    let sizes: Vec<(Option<Role>, u64)> = waits
        .iter()
        .map(|(role, cases)| (*role, cases.len() as u64))
        .collect();
    let shown = shield::group(&sizes, facts.settings.thresholds.group_under);
    let mut cells: BTreeMap<&str, Vec<Spent>> = BTreeMap::new();
    for (role, cases) in waits {
        let cell = if shown.together.contains(&role) {
            shield::TOGETHER
        } else {
            role.map_or(NO_ROLE, Role::key)
        };
        cells.entry(cell).or_default().extend(cases);
    }
    cells
        .into_iter()
        .map(|(cell, cases)| cell_figure(facts, cell, cases))
        .collect()
}

/// A single group that is still too small says nothing.
fn cell_figure(facts: &Facts, cell: &str, cases: Vec<Spent>) -> Figure {
    let n = cases.len() as u64;
    if n < facts.settings.thresholds.group_under {
        return Figure::new("VA9", n, State::Protected).about(cell);
    }
    facts.spread_in_working_days("VA9", cases).about(cell)
}

fn waits(facts: &Facts) -> BTreeMap<Option<Role>, Vec<Spent>> {
    let mut waits: BTreeMap<Option<Role>, Vec<Spent>> = BTreeMap::new();
    for step in facts.circuits.all() {
        let (Some(sent), Some(decided)) = (step.submitted, step.decided) else {
            continue;
        };
        if Month::of(decided.at.date()) == facts.month && decided.at >= sent.at {
            let wait = circuits::wait(facts.calendar, sent, decided);
            waits.entry(step.role).or_default().push(wait);
        }
    }
    waits
}
