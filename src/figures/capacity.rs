//! CH: the time spent beside the time available, and what one more account would ask for.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::*;

use super::facts::between;
use super::piles::Sum;
use super::{Facts, few, quality};
use crate::model::columns::{ACCOUNT, CONTENT, SECONDS};
use crate::model::{Figure, Month, Spent, State, Value};
use crate::relate::Linked;

/// Months over which the time of an account is averaged (CH5, CH6).
const MONTHS: u32 = 3;
/// Accounts needed to say what one more would ask for, and to say it by quartiles.
const ACCOUNTS_FROM: usize = 3;
const QUARTILES_FROM: usize = 5;

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let total = facts.total();
    let full_time = facts.settings.capacity.full_time_month();
    let available = facts.settings.available(facts.month, facts.calendar);
    let mut figures = vec![match available {
        Some(spent) => Figure::measured("CH1", 1, Value::Time { spent }),
        None => Figure::new("CH1", 0, State::NotMeasured),
    }];
    figures.push(load("CH2", facts));
    let jobs = Value::Fte {
        spent: total.spent,
        full_time,
    };
    figures.push(Figure::new(
        "CH3",
        total.entries,
        facts.time_state(total.entries, jobs),
    ));
    if let Some(available) = available {
        let gap = total.spent - available;
        figures.push(Figure::new(
            "CH4",
            total.entries,
            facts.time_state(total.entries, Value::Time { spent: gap }),
        ));
        let jobs = Value::Fte {
            spent: gap,
            full_time,
        };
        figures.push(
            Figure::new("CH4", total.entries, facts.time_state(total.entries, jobs)).about("fte"),
        );
    }
    figures.extend(by_account(facts)?);
    Ok(figures)
}

/// The time spent over the time available. The same figure is ES8.
pub fn load(code: &'static str, facts: &Facts) -> Figure {
    let Sum { spent, entries } = facts.total();
    let Some(whole) = facts
        .settings
        .available(facts.month, facts.calendar)
        .filter(|whole| !whole.is_zero())
    else {
        return Figure::new(code, 0, State::NotMeasured);
    };
    let state = facts.time_state(entries, Value::Load { part: spent, whole });
    Figure::new(code, entries, state)
}

/// CH5 and its mean over three months for each account open all that time, then CH6.
fn by_account(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let first = facts.month.minus(MONTHS - 1).first_day();
    let followed: Vec<&str> = facts
        .accounts
        .0
        .iter()
        .filter(|account| account.opened.is_none_or(|opened| opened <= first))
        .filter(|account| {
            account
                .closed
                .is_none_or(|closed| closed >= facts.month.last_day())
        })
        .map(|account| account.id.as_str())
        .collect();
    let n = followed.len() as u64;
    let Some(months) = tied_months(facts) else {
        return Ok(vec![Figure::new("CH6", n, State::TooFew)]);
    };
    let entries = facts.total().entries;
    let this_month = time_of_accounts(facts, &months[months.len() - 1..])?;
    let times = time_of_accounts(facts, &months)?;
    let mut figures = Vec::new();
    let mut cases = Vec::new();
    for account in followed {
        let spent = times
            .get(account)
            .copied()
            .unwrap_or_default()
            .portion(1, i64::from(MONTHS))
            .unwrap_or_default();
        let now = this_month.get(account).copied().unwrap_or_default();
        let state = facts.time_state(entries, Value::Time { spent: now });
        figures.push(Figure::new("CH5", 1, state).about(account));
        figures
            .push(Figure::measured("CH7", u64::from(MONTHS), Value::Time { spent }).about(account));
        cases.push(spent);
    }
    if cases.len() < ACCOUNTS_FROM {
        figures.push(Figure::new("CH6", n, State::TooFew));
        return Ok(figures);
    }
    cases.sort_unstable();
    let quartiles = cases.len() >= QUARTILES_FROM;
    let (low, high) = if quartiles {
        (few::rank(&cases, 1, 4), few::rank(&cases, 3, 4))
    } else {
        (cases[0], cases[cases.len() - 1])
    };
    figures.push(Figure::measured(
        "CH6",
        n,
        Value::Between {
            low,
            high,
            quartiles,
        },
    ));
    Ok(figures)
}

/// The month and the two before it, when enough of the hours of each are tied to speak of those of an account.
pub fn tied_months(facts: &Facts) -> Option<Vec<Month>> {
    let months = (0..MONTHS).rev().map(|back| facts.month.minus(back));
    let months: Vec<Month> = months.collect();
    let is_known = months.iter().all(|month| tied_enough(facts, *month));
    is_known.then_some(months)
}

/// Whether enough of the month's hours are tied, and enough of its days entered.
fn tied_enough(facts: &Facts, month: Month) -> bool {
    let earlier = facts.coverage_at(month);
    if earlier.days_below(facts.settings.thresholds.publishable) {
        return false;
    }
    let tied = quality::tied(&earlier);
    let needed = i64::from(facts.settings.thresholds.tied_for_accounts);
    tied.is_some_and(|(part, whole)| part.as_seconds() * 100 >= needed * whole.as_seconds())
}

/// Hours of some months by account: those tied to the account alone, and those of contents in
/// proportion to their publications on it.
pub fn time_of_accounts(facts: &Facts, months: &[Month]) -> PolarsResult<BTreeMap<String, Spent>> {
    let Some(hours) = &facts.linked.hours else {
        return Ok(BTreeMap::new());
    };
    let sums = between(hours, months[0], facts.month)?
        .lazy()
        .group_by([col(CONTENT), col(ACCOUNT)])
        .agg([col(SECONDS).sum()])
        .sort([CONTENT, ACCOUNT], SortMultipleOptions::default())
        .collect()?;
    let (contents, accounts, seconds) = (
        sums.column(CONTENT)?.str()?,
        sums.column(ACCOUNT)?.str()?,
        sums.column(SECONDS)?.i64()?,
    );
    let mut times: BTreeMap<String, Spent> = BTreeMap::new();
    for row in 0..sums.height() {
        let spent = Spent::seconds(seconds.get(row).unwrap_or(0));
        match contents
            .get(row)
            .and_then(|content| facts.placed.get(content))
        {
            Some(posts) => {
                let all: i64 = posts.values().sum();
                for (account, count) in posts {
                    *times.entry(account.clone()).or_default() +=
                        spent.portion(*count, all).unwrap_or_default();
                }
            }
            None => {
                if let Some(account) = accounts.get(row) {
                    *times.entry(account.to_owned()).or_default() += spent;
                }
            }
        }
    }
    Ok(times)
}

/// Publications of each content on each account.
pub type Placed = BTreeMap<String, BTreeMap<String, i64>>;

/// How many publications each content with hours had on each account, all months together.
pub fn placed(linked: &Linked, posts: Option<&DataFrame>) -> PolarsResult<Placed> {
    let (Some(posts), Some(hours)) = (posts, &linked.hours) else {
        return Ok(Placed::new());
    };
    let timed: BTreeSet<&str> = hours.column(CONTENT)?.str()?.iter().flatten().collect();
    let rows = posts.column(CONTENT)?.str()?.iter();
    let mut placed = Placed::new();
    for (content, account) in rows.zip(posts.column(ACCOUNT)?.str()?.iter()) {
        if let (Some(content), Some(account)) = (content, account)
            && timed.contains(content)
        {
            let accounts = placed.entry(content.to_owned()).or_default();
            *accounts.entry(account.to_owned()).or_default() += 1;
        }
    }
    Ok(placed)
}
