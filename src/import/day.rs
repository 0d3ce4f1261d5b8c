//! Days of one account: gathered row by row, understood together.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use crate::document::{Document, Row, Table};
use crate::import::date_column::{Hints, Understood};
use crate::import::field::{Columns, To};
use crate::import::stamp::{self, Written};
use crate::import::told::Told;
use crate::import::{Settings, date_order};
use crate::model::{AccountDay, Batch, Metrics, Network, Severity, Source};

#[derive(Debug)]
pub struct Days<'a> {
    settings: &'a Settings,
    network: Network,
    account: String,
    pub told: Told<'a>,
    pub source: Source,
    drafts: Vec<(u32, Option<Written>, Metrics)>,
}

impl<'a> Days<'a> {
    pub fn new(
        document: &'a Document,
        settings: &'a Settings,
        network: Network,
        account: &str,
    ) -> Self {
        Days {
            settings,
            network,
            account: account.to_owned(),
            told: Told::new(document),
            source: Source::Network,
            drafts: Vec::new(),
        }
    }

    pub fn push(&mut self, row: u32, day: Option<Written>, metrics: Metrics) {
        self.drafts.push((row, day, metrics));
    }

    /// Every data row of a table, one day each; `mend` has the last word on its counters.
    pub fn read(
        &mut self,
        table: &Table,
        columns: &Columns,
        mend: impl Fn(&mut Metrics, &Row<'_>),
    ) {
        columns.for_each(table, |row| {
            self.told.met();
            let mut metrics = columns.metrics(&row, &mut self.told);
            mend(&mut metrics, &row);
            let day = stamp::read(columns.cell(&row, To::Date));
            self.push(row.number, day, metrics);
        });
    }

    /// Every date of the account.
    pub fn written(&self) -> impl Iterator<Item = (Written, Option<DateTime<Utc>>)> {
        self.drafts
            .iter()
            .filter_map(|(_, written, _)| Some(((*written)?, None)))
    }

    pub fn finish(mut self, batch: Batch, as_of: Option<NaiveDate>) -> Batch {
        let period = as_of.and_then(|to| Some((to.checked_sub_signed(TimeDelta::days(400))?, to)));
        let hints = Hints {
            period,
            is_daily: true,
            asked: date_order::asked(self.settings, &batch),
        };
        let written: Vec<_> = self.written().collect();
        let Some(understood) = date_order::settle(&written, hints, &mut self.told) else {
            return date_order::refused(self.told.document(), batch);
        };
        self.finish_understood(batch, as_of, understood)
    }

    /// The same, when the dates were understood with those of other accounts of the file.
    pub fn finish_understood(
        mut self,
        mut batch: Batch,
        as_of: Option<NaiveDate>,
        understood: Understood,
    ) -> Batch {
        let mut days = Vec::with_capacity(self.drafts.len());
        for (row, written, metrics) in std::mem::take(&mut self.drafts) {
            let Some((day, _)) = written.and_then(|written| understood.resolve(written)) else {
                let message = "la date du jour est absente ou illisible ; la ligne n’a pas été comptée : la vérifier dans l’export d’origine";
                self.told
                    .lost(Severity::Warning, "unreadable-date", row, message);
                continue;
            };
            days.push(AccountDay {
                network: self.network,
                account: self.account.clone(),
                day,
                metrics,
                source: self.source,
                as_of: day,
                row,
            });
        }
        let last = days.iter().map(|day| day.day).max();
        if let Some(as_of) = as_of.or(last) {
            for day in &mut days {
                day.as_of = as_of;
            }
        }
        batch
            .tables
            .account_stats
            .get_or_insert_default()
            .extend(days);
        self.told.into_batch(batch)
    }
}
