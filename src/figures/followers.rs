//! RE1 and RE2: who follows each account at the end of the month, and what changed. Never added across accounts:
//! one person follows several.
//!
//! Exports count every day; what is fetched counts on the day it is fetched, often early in the next month. The count
//! closest to the end of the month stands for it, and its day is said.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::*;

use super::Facts;
use super::facts::between;
use crate::ledger::day_of;
use crate::model::columns::{ACCOUNT, DAY};
use crate::model::{Figure, Metric, Month, State, Value};

/// What one account's days say of its followers.
#[derive(Default)]
struct Read {
    /// The count closest to the end of the month, and its day.
    now: Option<(NaiveDate, i64)>,
    /// The same of the month before.
    before: Option<(NaiveDate, i64)>,
    /// Net gains of the month, and how many days give one.
    gained: (i64, usize),
}

/// The day on which the followers of each account were counted, the last of the month.
pub fn days(facts: &Facts) -> PolarsResult<BTreeMap<String, NaiveDate>> {
    let days = read(facts)?.into_iter();
    Ok(days
        .filter_map(|(account, read)| Some((account, read.now?.0)))
        .collect())
}

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let accounts = read(facts)?;
    let nothing = Read::default();
    let mut figures = Vec::new();
    for (account, is_read) in &facts.readings {
        let read = accounts.get(account).unwrap_or(&nothing);
        let absent = if *is_read {
            State::NotProvided
        } else {
            State::NotMeasured
        };
        let count = read.now.map(|(_, count)| State::Measured {
            value: Value::Count { count },
        });
        let followers = Figure::new("RE1", 1, count.unwrap_or_else(|| absent.clone()));
        figures.push(followers.about(account.clone()));
        let change = Figure::new("RE2", 1, change(facts.month, read).unwrap_or(absent));
        figures.push(change.about(account.clone()));
    }
    Ok(figures)
}

/// From one count to the next, or the sum of the gains of each day.
fn change(month: Month, read: &Read) -> Option<State> {
    if let (Some((day, now)), Some((day_before, before))) = (read.now, read.before)
        && day > day_before
    {
        let value = Value::Gain {
            count: now - before,
            base: Some(before),
        };
        return Some(State::Measured { value });
    }
    let (count, days) = read.gained;
    let value = Value::Gain { count, base: None };
    match days {
        0 => read.now.map(|_| State::FirstMonth),
        days if days < month.days().count() => Some(State::Partial { value }),
        _ => Some(State::Measured { value }),
    }
}

fn read(facts: &Facts) -> PolarsResult<BTreeMap<String, Read>> {
    let mut accounts: BTreeMap<String, Read> = BTreeMap::new();
    let Some(days) = &facts.linked.account_stats else {
        return Ok(accounts);
    };
    let (followers, gained) = (Metric::Followers.key(), Metric::FollowersGained.key());
    let (now, before) = (facts.month, facts.month.previous());
    let days = between(days, before, now.next())?
        .select([ACCOUNT, DAY, followers, gained])?
        .sort([ACCOUNT, DAY], SortMultipleOptions::default())?;
    let (names, numbers) = (days.column(ACCOUNT)?.str()?, days.column(DAY)?.i32()?);
    let (counts, gains) = (days.column(followers)?.i64()?, days.column(gained)?.i64()?);
    for row in 0..days.height() {
        let (Some(name), Some(day)) = (names.get(row), numbers.get(row).and_then(day_of)) else {
            continue;
        };
        let read = accounts.entry(name.to_owned()).or_default();
        if let Some(count) = counts.get(row) {
            keep_closest(&mut read.now, now, (day, count));
            keep_closest(&mut read.before, before, (day, count));
        }
        if let (true, Some(gain)) = (now.contains(day), gains.get(row)) {
            read.gained.0 += gain;
            read.gained.1 += 1;
        }
    }
    Ok(accounts)
}

/// A count of the next month stands for the end of this one for so many days.
const AFTER: i64 = 10;

/// Days come in order: of two as close, the earlier stays.
fn keep_closest(kept: &mut Option<(NaiveDate, i64)>, month: Month, (day, count): (NaiveDate, i64)) {
    let off = |day: NaiveDate| (day - month.last_day()).num_days();
    let is_closer = kept.is_none_or(|(known, _)| off(day).abs() < off(known).abs());
    if day >= month.first_day() && off(day) <= AFTER && is_closer {
        *kept = Some((day, count));
    }
}
