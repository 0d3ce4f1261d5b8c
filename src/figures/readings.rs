//! Which of the followed accounts had their statistics of the month read.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::Facts;
use crate::ledger::day_number;
use crate::model::columns::{ACCOUNT, AS_OF, MONTH};

const FIRST_MONTH: &str = "first_month";
const RECORDS: &str = "records";

impl Facts<'_> {
    /// An account is read when it has posts or days of the month, or when a reading of it goes to the month's end.
    pub(super) fn read_accounts(&self) -> PolarsResult<BTreeMap<String, bool>> {
        let (from, to) = (self.month.first_day(), self.month.last_day());
        let mut readings: BTreeMap<String, bool> = self
            .accounts
            .0
            .iter()
            .filter(|account| account.is_open_between(from, to))
            .map(|account| (account.id.clone(), false))
            .collect();
        let index = self.month.index();
        for table in [&self.linked.posts, &self.linked.account_stats]
            .into_iter()
            .flatten()
        {
            let seen = table
                .clone()
                .lazy()
                .group_by([col(ACCOUNT)])
                .agg([
                    col(MONTH)
                        .eq(lit(index))
                        .cast(DataType::UInt32)
                        .sum()
                        .alias(RECORDS),
                    col(MONTH).min().alias(FIRST_MONTH),
                    col(AS_OF).max(),
                ])
                .collect()?;
            let (accounts, counts) = (seen.column(ACCOUNT)?.str()?, seen.column(RECORDS)?.u32()?);
            let (firsts, reads) = (seen.column(FIRST_MONTH)?.i32()?, seen.column(AS_OF)?.i32()?);
            for row in 0..seen.height() {
                let in_month = counts.get(row).unwrap_or(0) > 0;
                let spans = firsts.get(row).is_some_and(|first| first <= index)
                    && reads.get(row).is_some_and(|read| read >= day_number(to));
                if let Some(reading) = accounts
                    .get(row)
                    .and_then(|account| readings.get_mut(account))
                {
                    *reading |= in_month || spans;
                }
            }
        }
        Ok(readings)
    }
}
