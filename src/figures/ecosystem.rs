//! EC: the accounts that are followed, those that publish nothing any more, and the time that these still take.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use polars::prelude::PolarsResult;

use super::{Facts, capacity};
use crate::import::Account;
use crate::model::{Figure, Month, Spent, State, Value};

/// Of EC1, those whose dates are of the month.
pub const OPENED: &str = "opened";
pub const CLOSED: &str = "closed";

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let watch = Watch::of(facts);
    let mut figures = followed(facts);
    let mut dormant = Vec::new();
    let mut judged = 0;
    for account in open_accounts(facts) {
        figures.push(last_publication(facts, &watch, account));
        let Some(is_dormant) = watch.is_dormant(facts, account) else {
            continue;
        };
        judged += 1;
        if is_dormant {
            dormant.push(account.id.as_str());
        }
        let flag = Figure::measured("EC2", 1, Value::count(u64::from(is_dormant)));
        figures.push(flag.about(account.id.clone()));
    }
    let state = if judged == 0 {
        State::NotMeasured
    } else {
        State::Measured {
            value: Value::out_of(dormant.len(), judged),
        }
    };
    figures.push(Figure::new("EC2", judged, state));
    if !dormant.is_empty() {
        figures.push(time_of(facts, &dormant)?);
    }
    Ok(figures)
}

fn open_accounts<'a>(facts: &'a Facts) -> impl Iterator<Item = &'a Account> {
    let accounts = facts.accounts.0.iter();
    accounts.filter(|account| facts.readings.contains_key(&account.id))
}

/// EC1: the accounts open at least one day of the month, those opened in it and those closed in it.
fn followed(facts: &Facts) -> Vec<Figure> {
    let is_of_month = |day: Option<NaiveDate>| day.is_some_and(|day| Month::of(day) == facts.month);
    let all = facts.readings.len() as u64;
    let some = |date: fn(&Account) -> Option<NaiveDate>| {
        let accounts = open_accounts(facts);
        accounts
            .filter(|account| is_of_month(date(account)))
            .count() as u64
    };
    vec![
        Figure::measured("EC1", all, Value::count(all)),
        Figure::measured("EC1", all, Value::count(some(|account| account.opened))).about(OPENED),
        Figure::measured("EC1", all, Value::count(some(|account| account.closed))).about(CLOSED),
    ]
}

/// What the days before the end of the month hold.
struct Watch {
    /// Whether each account was read, for each month of the days without which it is dormant.
    readings: Vec<BTreeMap<String, bool>>,
    /// The first of these days.
    first: NaiveDate,
    end: NaiveDate,
}

impl Watch {
    fn of(facts: &Facts) -> Watch {
        let end = facts.month.last_day();
        let days = u64::from(facts.settings.thresholds.dormant_days).saturating_sub(1);
        let first = end
            .checked_sub_days(Days::new(days))
            .unwrap_or(NaiveDate::MIN);
        let mut readings = vec![facts.readings.clone()];
        let mut month = facts.month;
        while month > Month::of(first) {
            month = month.previous();
            readings.push(facts.read_accounts(month));
        }
        Watch {
            readings,
            first,
            end,
        }
    }

    /// `None` when the readings do not say, and for an account that is closed.
    fn is_dormant(&self, facts: &Facts, account: &Account) -> Option<bool> {
        let is_closed = account.closed.is_some_and(|closed| closed <= self.end);
        if is_closed || facts.readings.get(&account.id) != Some(&true) {
            return None;
        }
        let last = facts.seen.last_post(&account.id, facts.month);
        let is_new = account.opened.is_some_and(|opened| opened >= self.first);
        if is_new || last.is_some_and(|last| last >= self.first) {
            return Some(false);
        }
        let is_read = |month: &BTreeMap<String, bool>| month.get(&account.id) == Some(&true);
        self.readings.iter().all(is_read).then_some(true)
    }
}

/// EC4: days since the last publication, at the end of the month.
fn last_publication(facts: &Facts, watch: &Watch, account: &Account) -> Figure {
    let is_read = facts.readings.get(&account.id) == Some(&true);
    let last = facts.seen.last_post(&account.id, facts.month);
    let state = match last {
        _ if !is_read => State::NotMeasured,
        None => State::TooFew,
        Some(last) => State::Measured {
            value: Value::count((watch.end - last).num_days()),
        },
    };
    let n = u64::from(last.is_some());
    Figure::new("EC4", n, state).about(account.id.clone())
}

/// EC3: hours of three months tied to the dormant accounts, where enough of all hours are tied.
fn time_of(facts: &Facts, accounts: &[&str]) -> PolarsResult<Figure> {
    let n = accounts.len() as u64;
    let Some(months) = capacity::tied_months(facts) else {
        return Ok(Figure::new("EC3", n, State::TooFew));
    };
    let times = capacity::time_of_accounts(facts, &months)?;
    let spent: Spent = accounts
        .iter()
        .filter_map(|account| times.get(*account))
        .copied()
        .sum();
    let entries = facts.total().entries;
    let state = facts.time_state(entries, Value::Time { spent });
    Ok(Figure::new("EC3", n, state))
}
