//! Which of the followed accounts had their statistics of the month read.

use std::collections::BTreeMap;

use super::Facts;
use crate::model::Month;

impl Facts<'_> {
    /// The followed accounts open in a month, with whether they were read.
    pub(super) fn read_accounts(&self, month: Month) -> BTreeMap<String, bool> {
        let (from, to) = (month.first_day(), month.last_day());
        self.accounts
            .0
            .iter()
            .filter(|account| account.is_open_between(from, to))
            .map(|account| (account.id.clone(), self.seen.is_read(&account.id, month)))
            .collect()
    }
}
