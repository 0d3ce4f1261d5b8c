//! Hours in piles: those of a month that say the same of themselves lie together, so that every question on the
//! hours of a month adds up a few piles.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::*;

use crate::ledger::day_of;
use crate::model::columns::{DAY, FAMILY, MONTH, NATURE, REASON, SECONDS, STEP};
use crate::model::{Month, Spent};
use crate::relate::Linked;
use crate::relate::columns::HEAD;

/// A sum of hours: seconds, and the entries it comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub spent: Spent,
    pub entries: u64,
}

impl std::ops::AddAssign for Sum {
    fn add_assign(&mut self, other: Sum) {
        self.spent += other.spent;
        self.entries += other.entries;
    }
}

/// Hours of one month with the same family, step, nature, and reason for what they are tied to.
#[derive(Clone, Debug)]
pub struct Pile {
    /// Key of `StepFamily`.
    pub family: Option<String>,
    /// Key of `Step`.
    pub step: Option<String>,
    /// Key of `Reason`.
    pub reason: Option<String>,
    /// Key of `Nature`.
    pub nature: Option<String>,
    pub sum: Sum,
}

/// The hours of every month.
#[derive(Debug, Default)]
pub struct Piles {
    months: BTreeMap<i32, Vec<Pile>>,
    /// Days with an entry, in order.
    days: BTreeMap<i32, Vec<NaiveDate>>,
}

impl Piles {
    pub fn of(linked: &Linked) -> PolarsResult<Piles> {
        let mut piles = Piles::default();
        let Some(hours) = &linked.hours else {
            return Ok(piles);
        };
        let keys = [MONTH, FAMILY, STEP, REASON, NATURE];
        let sums = hours
            .clone()
            .lazy()
            .group_by(keys.map(col))
            .agg([col(SECONDS).sum(), col(HEAD).cast(DataType::UInt64).sum()])
            .sort(keys, SortMultipleOptions::default())
            .collect()?;
        let text = |name: &str| -> PolarsResult<_> { Ok(sums.column(name)?.str()?.iter()) };
        let words = text(FAMILY)?.zip(text(STEP)?);
        let words = words.zip(text(REASON)?.zip(text(NATURE)?));
        let (seconds, entries) = (sums.column(SECONDS)?.i64()?, sums.column(HEAD)?.u64()?);
        let months = sums.column(MONTH)?.i32()?.iter();
        let rows = months.zip(words).zip(seconds.iter().zip(entries.iter()));
        for ((month, ((family, step), (reason, nature))), (seconds, entries)) in rows {
            let owned = |text: Option<&str>| text.map(str::to_owned);
            let pile = Pile {
                family: owned(family),
                step: owned(step),
                reason: owned(reason),
                nature: owned(nature),
                sum: Sum {
                    spent: Spent::seconds(seconds.unwrap_or(0)),
                    entries: entries.unwrap_or(0),
                },
            };
            if let Some(month) = month {
                piles.months.entry(month).or_default().push(pile);
            }
        }
        let days = hours
            .select([DAY])?
            .unique_stable(None, UniqueKeepStrategy::Any, None)?;
        let mut days: Vec<NaiveDate> = days
            .column(DAY)?
            .i32()?
            .iter()
            .filter_map(|day| day_of(day?))
            .collect();
        days.sort_unstable();
        for day in days {
            let of_month = piles.days.entry(Month::of(day).index()).or_default();
            of_month.push(day);
        }
        Ok(piles)
    }

    /// The piles of a month, by family, step, reason and nature.
    pub fn of_month(&self, month: Month) -> &[Pile] {
        self.months.get(&month.index()).map_or(&[], Vec::as_slice)
    }

    /// The days of a month with an entry, in order.
    pub fn days_of(&self, month: Month) -> &[NaiveDate] {
        self.days.get(&month.index()).map_or(&[], Vec::as_slice)
    }
}

/// Some piles together.
pub fn total<'a>(piles: impl IntoIterator<Item = &'a Pile>) -> Sum {
    let mut sum = Sum::default();
    for pile in piles {
        sum += pile.sum;
    }
    sum
}

/// Piles together by what they say of something; `None` for those that say nothing of it.
pub fn total_by<'a>(
    piles: &'a [Pile],
    what: impl Fn(&'a Pile) -> &'a Option<String>,
) -> BTreeMap<Option<&'a str>, Sum> {
    let mut sums = BTreeMap::new();
    for pile in piles {
        let sum: &mut Sum = sums.entry(what(pile).as_deref()).or_default();
        *sum += pile.sum;
    }
    sums
}
