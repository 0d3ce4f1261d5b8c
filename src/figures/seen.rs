//! What each account shows of itself, month by month: which of its months were read, and when it last published.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::*;

use crate::ledger::{day_number, day_of};
use crate::model::Month;
use crate::model::columns::{ACCOUNT, AS_OF, DAY, MONTH};
use crate::relate::Linked;

/// Every account of the files.
#[derive(Debug, Default)]
pub struct Seen {
    /// The last day of each month that has records, and the last day that those records can speak of. One map per
    /// table: a reading of posts says nothing of a table of days.
    tables: Vec<BTreeMap<String, Account>>,
    /// The last publication of each month.
    last: BTreeMap<String, BTreeMap<i32, i32>>,
}

#[derive(Debug, Default)]
struct Account {
    /// Months with records.
    months: Vec<i32>,
    /// The last day that its readings can speak of.
    read_to: i32,
}

impl Seen {
    /// `posts` are the publications of the perimeter.
    pub fn of(linked: &Linked, posts: Option<&DataFrame>) -> PolarsResult<Seen> {
        let mut seen = Seen::default();
        for table in [&linked.posts, &linked.account_stats].into_iter().flatten() {
            let mut accounts: BTreeMap<String, Account> = BTreeMap::new();
            for (account, month, read_to) in latest(table, AS_OF)? {
                let account = accounts.entry(account).or_default();
                account.read_to = if account.months.is_empty() {
                    read_to
                } else {
                    account.read_to.max(read_to)
                };
                account.months.push(month);
            }
            seen.tables.push(accounts);
        }
        if let Some(posts) = posts {
            for (account, month, day) in latest(posts, DAY)? {
                seen.last.entry(account).or_default().insert(month, day);
            }
        }
        Ok(seen)
    }

    /// An account is read when it has posts or days of the month, or when a reading of it goes to the month's end.
    pub fn is_read(&self, account: &str, month: Month) -> bool {
        let end = day_number(month.last_day());
        self.tables.iter().any(|table| {
            table.get(account).is_some_and(|known| {
                let first = known.months.first();
                let spans =
                    first.is_some_and(|first| *first <= month.index()) && known.read_to >= end;
                spans || known.months.binary_search(&month.index()).is_ok()
            })
        })
    }

    /// The last publication of an account, up to the end of a month.
    pub fn last_post(&self, account: &str, month: Month) -> Option<NaiveDate> {
        let months = self.last.get(account)?;
        let (_, day) = months.range(..=month.index()).next_back()?;
        day_of(*day)
    }
}

/// The greatest value of a column of days, by account and month, in this order.
fn latest(table: &DataFrame, column: &str) -> PolarsResult<Vec<(String, i32, i32)>> {
    let latest = table
        .clone()
        .lazy()
        .group_by([col(ACCOUNT), col(MONTH)])
        .agg([col(column).max()])
        .sort([ACCOUNT, MONTH], SortMultipleOptions::default())
        .collect()?;
    let accounts = latest.column(ACCOUNT)?.str()?.iter();
    let months = latest.column(MONTH)?.i32()?.iter();
    let days = latest.column(column)?.i32()?.iter();
    Ok(accounts
        .zip(months)
        .zip(days)
        .filter_map(|((account, month), day)| Some((account?.to_owned(), month?, day?)))
        .collect())
}
