//! Days of several accounts in one file, as suites export them.

use std::collections::BTreeMap;

use crate::document::{Document, Row};
use crate::import::date_column::Hints;
use crate::import::day::Days;
use crate::import::field::{Columns, To};
use crate::import::found_accounts::FoundAccounts;
use crate::import::stamp::{self, Order};
use crate::import::told::Told;
use crate::import::{Settings, date_order};
use crate::model::{Batch, Network, Source};

pub struct SuiteDays<'a> {
    document: &'a Document,
    settings: &'a Settings,
    accounts: BTreeMap<Network, FoundAccounts<'a>>,
    by_account: BTreeMap<(Network, String), Days<'a>>,
    /// Of the rows that are of no network.
    pub told: Told<'a>,
}

impl<'a> SuiteDays<'a> {
    pub fn new(document: &'a Document, settings: &'a Settings) -> Self {
        SuiteDays {
            document,
            settings,
            accounts: BTreeMap::new(),
            by_account: BTreeMap::new(),
            told: Told::new(document),
        }
    }

    /// A day of the account that one of the keys names, the surest first; the last is its name.
    pub fn push(&mut self, row: &Row<'_>, network: Network, keys: &[&str], columns: &Columns) {
        let account = self
            .accounts
            .entry(network)
            .or_insert_with(|| FoundAccounts::new(network, self.settings))
            .identify(keys, keys.last().copied());
        let days = self
            .by_account
            .entry((network, account))
            .or_insert_with_key(|(_, account)| {
                Days::new(self.document, self.settings, network, account)
            });
        days.told.met();
        let metrics = columns.metrics(row, &mut days.told);
        let day = stamp::read(columns.cell(row, To::Date));
        days.push(row.number, day, metrics);
    }

    /// The order of days and months is that of the whole file; `asked` is what the settings say of this table.
    pub fn finish(mut self, mut batch: Batch, asked: Option<Order>) -> Batch {
        let hints = Hints {
            is_daily: true,
            asked: asked.or_else(|| date_order::asked(self.settings, &batch)),
            ..Hints::default()
        };
        let written: Vec<_> = self.by_account.values().flat_map(Days::written).collect();
        let Some(understood) = date_order::settle(&written, hints, &mut self.told) else {
            return date_order::refused(self.document, batch);
        };
        batch.tables.account_stats.get_or_insert_default();
        batch = self.told.into_batch(batch);
        for mut days in self.by_account.into_values() {
            days.source = Source::Suite;
            batch = days.finish_understood(batch, None, understood);
        }
        let found = self.accounts.into_values();
        batch
            .accounts
            .extend(found.flat_map(FoundAccounts::into_vec));
        batch
    }
}
