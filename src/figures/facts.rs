//! What the families ask their questions of: the records of the perimeter, and the month's coverage.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use polars::prelude::*;

use super::circuits::{self, Circuits};
use super::contents::{self, Times};
use super::few;
use super::messages::{self, Received};
use super::requests::{self, Request};
use super::{ContentTime, Settings};
use crate::import::Accounts;
use crate::ledger::day_of;
use crate::model::columns::{ACCOUNT, DAY, FAMILY, FORMAT, IS_REPLY, MONTH, SECONDS};
use crate::model::{Calendar, Figure, Moment, Month, PostFormat, Spent, State, Value};
use crate::relate::Linked;
use crate::relate::columns::HEAD;

/// The month under study, and the records of the perimeter.
pub struct Facts<'a> {
    pub linked: &'a Linked,
    pub month: Month,
    pub calendar: &'a Calendar,
    pub accounts: &'a Accounts,
    pub settings: &'a Settings,
    /// Publications of the followed accounts, all months, replies and stories left out.
    pub posts: Option<DataFrame>,
    /// Contents first published in the month.
    pub contents: Vec<ContentTime>,
    /// Circuits of approval and requests, all months.
    pub circuits: Arc<Circuits>,
    pub requests: Arc<Vec<Request>>,
    /// Messages received, all months.
    pub messages: Arc<Vec<Received>>,
    /// When each content was wished for, and all its hours by step.
    pub wanted: Arc<BTreeMap<String, Moment>>,
    pub times: Arc<Times>,
    /// Working days of the month with an entry, and working days of the month.
    pub days_entered: u64,
    pub days_expected: u64,
    /// Followed accounts open in the month, with whether their statistics of the month were read.
    pub readings: BTreeMap<String, bool>,
}

/// A sum of hours: seconds, and the entries it comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    pub spent: Spent,
    pub entries: u64,
}

impl<'a> Facts<'a> {
    pub fn new(
        linked: &'a Linked,
        month: Month,
        calendar: &'a Calendar,
        accounts: &'a Accounts,
        settings: &'a Settings,
    ) -> PolarsResult<Self> {
        let posts = linked
            .posts
            .as_ref()
            .map(|posts| in_perimeter(posts, accounts))
            .transpose()?;
        let requests = requests::read(linked)?;
        let wanted = contents::wanted(linked, &requests)?;
        let bare = Facts {
            linked,
            month,
            calendar,
            accounts,
            settings,
            posts,
            contents: Vec::new(),
            circuits: Arc::new(circuits::read(linked)?),
            requests: Arc::new(requests),
            messages: Arc::new(messages::read(linked)?),
            wanted: Arc::new(wanted),
            times: Arc::new(contents::times(linked)?),
            days_entered: 0,
            days_expected: 0,
            readings: BTreeMap::new(),
        };
        bare.at(month)
    }

    /// The same records, another month.
    pub fn at(&self, month: Month) -> PolarsResult<Facts<'a>> {
        let mut facts = self.coverage_at(month)?;
        facts.contents = facts.contents_of_month()?;
        facts.readings = facts.read_accounts()?;
        Ok(facts)
    }

    /// The same records, another month, without its contents and accounts: enough for questions on hours.
    pub fn coverage_at(&self, month: Month) -> PolarsResult<Facts<'a>> {
        let mut facts = Facts {
            month,
            posts: self.posts.clone(),
            contents: Vec::new(),
            circuits: Arc::clone(&self.circuits),
            requests: Arc::clone(&self.requests),
            messages: Arc::clone(&self.messages),
            wanted: Arc::clone(&self.wanted),
            times: Arc::clone(&self.times),
            readings: BTreeMap::new(),
            ..*self
        };
        let (first, last) = (month.first_day(), month.last_day());
        facts.days_expected = self.days_expected(self.calendar.working_days(first, last) as u64);
        let entered = facts
            .days_with_entries()?
            .into_iter()
            .filter(|day| self.calendar.is_working_day(*day))
            .count() as u64;
        // A team at two days a week that enters three has entered them all.
        facts.days_entered = entered.min(facts.days_expected);
        Ok(facts)
    }

    /// Working days on which an entry is expected: in proportion for a team that is not there every day, at least
    /// one.
    fn days_expected(&self, working_days: u64) -> u64 {
        match self.settings.team.days_per_week {
            Some(days) if working_days > 0 => (working_days * u64::from(days) / 5).max(1),
            _ => working_days,
        }
    }

    /// Whether the month has any publication or any hour.
    pub fn has_data(&self) -> bool {
        let any = |table: Option<&DataFrame>| {
            let index = self.month.index();
            table.and_then(|table| {
                table
                    .column(MONTH)
                    .ok()?
                    .i32()
                    .ok()
                    .map(|months| months.iter().any(|month| month == Some(index)))
            })
        };
        any(self.posts.as_ref()).unwrap_or(false)
            || any(self.linked.hours.as_ref()).unwrap_or(false)
    }

    /// Publications of the month; `None` when no statistics were given at all.
    pub fn posts_of_month(&self) -> Option<LazyFrame> {
        self.posts.as_ref().map(|posts| {
            posts
                .clone()
                .lazy()
                .filter(col(MONTH).eq(lit(self.month.index())))
        })
    }

    /// Hours spent *during* the month, whatever they were for.
    pub fn hours_of_month(&self) -> Option<LazyFrame> {
        self.linked.hours.as_ref().map(|hours| {
            hours
                .clone()
                .lazy()
                .filter(col(MONTH).eq(lit(self.month.index())))
        })
    }

    /// How much time, and from how many entries.
    pub fn total(&self, hours: LazyFrame) -> PolarsResult<Sum> {
        let sums = hours
            .select([col(SECONDS).sum(), col(HEAD).cast(DataType::UInt64).sum()])
            .collect()?;
        Ok(Sum {
            spent: Spent::seconds(sums.column(SECONDS)?.i64()?.get(0).unwrap_or(0)),
            entries: sums.column(HEAD)?.u64()?.get(0).unwrap_or(0),
        })
    }

    /// How much time for each value of a column; `None` for the hours that have none.
    pub fn total_by(
        &self,
        hours: LazyFrame,
        column: &str,
    ) -> PolarsResult<BTreeMap<Option<String>, Sum>> {
        let sums = hours
            .group_by([col(column)])
            .agg([col(SECONDS).sum(), col(HEAD).cast(DataType::UInt64).sum()])
            .sort([column], SortMultipleOptions::default())
            .collect()?;
        let (names, seconds, entries) = (
            sums.column(column)?.str()?,
            sums.column(SECONDS)?.i64()?,
            sums.column(HEAD)?.u64()?,
        );
        Ok(names
            .iter()
            .zip(seconds.iter())
            .zip(entries.iter())
            .map(|((name, seconds), entries)| {
                let sum = Sum {
                    spent: Spent::seconds(seconds.unwrap_or(0)),
                    entries: entries.unwrap_or(0),
                };
                (name.map(str::to_owned), sum)
            })
            .collect())
    }

    /// Hours of the month by family of steps.
    pub fn by_family(&self) -> PolarsResult<BTreeMap<Option<String>, Sum>> {
        self.hours_of_month()
            .map_or_else(|| Ok(BTreeMap::new()), |hours| self.total_by(hours, FAMILY))
    }

    /// A total of hours, in the state that the coverage of the month allows.
    pub fn time_state(&self, entries: u64, value: Value) -> State {
        let thresholds = &self.settings.thresholds;
        if self.linked.hours.is_none() || entries == 0 {
            State::NotMeasured
        } else if self.days_below(thresholds.publishable) {
            State::Unreliable
        } else if self.days_below(thresholds.complete) {
            State::Partial { value }
        } else {
            State::Measured { value }
        }
    }

    /// Whether a total of hours is large enough to be shared in per cent.
    pub fn is_shared(&self, total: Spent) -> bool {
        total >= Spent::hours(i64::from(self.settings.thresholds.time_share_from_hours))
    }

    /// Whether fewer than this share of the days expected have an entry, and the team does not say that the month
    /// is complete.
    pub fn days_below(&self, per_cent: u8) -> bool {
        !self.settings.of_month(self.month).is_complete
            && self.days_entered * 100 < u64::from(per_cent) * self.days_expected
    }

    fn days_with_entries(&self) -> PolarsResult<Vec<NaiveDate>> {
        let Some(hours) = self.hours_of_month() else {
            return Ok(Vec::new());
        };
        let days = hours.select([col(DAY).unique()]).collect()?;
        Ok(days
            .column(DAY)?
            .i32()?
            .iter()
            .flatten()
            .filter_map(day_of)
            .collect())
    }

    /// A duration in opening time, to be printed in working days.
    pub fn in_working_days(&self, value: Value) -> Value {
        Value::WorkingDays {
            of: Box::new(value),
            day: self.calendar.working_day(),
        }
    }

    /// The median of some opening times, in working days; see [`few::spread`].
    pub fn spread_in_working_days(&self, code: &'static str, cases: Vec<Spent>) -> Figure {
        few::spread(code, cases, &self.settings.thresholds).graded(|value| State::Measured {
            value: self.in_working_days(value),
        })
    }

    /// How many contents of the month have a traced circuit.
    pub fn traced(&self) -> usize {
        self.traced_contents().count()
    }

    /// Contents of the month, a step of whose circuit bears a date.
    pub fn traced_contents(&self) -> impl Iterator<Item = &ContentTime> {
        let contents = self.contents.iter();
        contents.filter(|content| {
            let steps = self.circuits.get(&content.key).into_iter().flatten();
            steps.copied().any(circuits::Step::is_dated)
        })
    }

    /// What is said of circuits, as long as enough of the contents published have one (QT6). A content may need
    /// no approval: one without a circuit does not make the others partial.
    pub fn traced_state(&self, value: Value) -> State {
        let (traced, all) = (self.traced() as u64, self.contents.len() as u64);
        if traced * 100 < u64::from(self.settings.thresholds.publishable) * all {
            State::Unreliable
        } else {
            State::Measured { value }
        }
    }

    /// Whether every followed account was read.
    pub fn all_read(&self) -> bool {
        self.readings.values().all(|read| *read)
    }
}

fn in_perimeter(posts: &DataFrame, accounts: &Accounts) -> PolarsResult<DataFrame> {
    let followed: Vec<&str> = accounts
        .0
        .iter()
        .map(|account| account.id.as_str())
        .collect();
    let followed = lit(Series::new(ACCOUNT.into(), followed)).implode(true);
    let is_story = col(FORMAT)
        .eq(lit(PostFormat::Story.key()))
        .fill_null(lit(false));
    posts
        .clone()
        .lazy()
        .filter(col(ACCOUNT).is_in(followed, false))
        .filter(col(IS_REPLY).not().and(is_story.not()))
        .collect()
}
