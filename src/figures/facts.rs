//! What the families ask their questions of: the records of the perimeter, and the month's coverage.

use std::collections::BTreeMap;
use std::sync::Arc;

use polars::prelude::*;

use super::capacity::{self, Placed};
use super::circuits::{self, Circuits};
use super::contents::{self, Times};
use super::few;
use super::messages::{self, Received};
use super::piles::{self, Pile, Piles, Sum};
use super::requests::{self, Request};
use super::seen::Seen;
use super::{ContentTime, Settings};
use crate::import::Accounts;
use crate::model::columns::{ACCOUNT, FORMAT, IS_REPLY, MONTH};
use crate::model::{Calendar, Figure, Moment, Month, PostFormat, Spent, State, Value};
use crate::relate::Linked;

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
    /// Contents by the month of their first publication.
    pub firsts: Option<DataFrame>,
    /// Hours of all months, in piles, and what all accounts show of themselves.
    pub piles: Arc<Piles>,
    pub seen: Arc<Seen>,
    /// How many publications each content had on each account, all months together.
    pub placed: Arc<Placed>,
    /// Working days of the month with an entry, and working days of the month.
    pub days_entered: u64,
    pub days_expected: u64,
    /// Followed accounts open in the month, with whether their statistics of the month were read.
    pub readings: BTreeMap<String, bool>,
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
        let firsts = contents::firsts(linked, posts.as_ref())?;
        let seen = Seen::of(linked, posts.as_ref())?;
        let placed = capacity::placed(linked, posts.as_ref())?;
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
            firsts,
            piles: Arc::new(Piles::of(linked)?),
            seen: Arc::new(seen),
            placed: Arc::new(placed),
            days_entered: 0,
            days_expected: 0,
            readings: BTreeMap::new(),
        };
        bare.at(month)
    }

    /// The same records, another month.
    pub fn at(&self, month: Month) -> PolarsResult<Facts<'a>> {
        let mut facts = self.coverage_at(month);
        facts.contents = facts.contents_of_month()?;
        facts.readings = facts.read_accounts(month);
        Ok(facts)
    }

    /// The same records, another month, without its contents and accounts: enough for questions on hours.
    #[must_use]
    pub fn coverage_at(&self, month: Month) -> Facts<'a> {
        let mut facts = Facts {
            month,
            posts: self.posts.clone(),
            contents: Vec::new(),
            circuits: Arc::clone(&self.circuits),
            requests: Arc::clone(&self.requests),
            messages: Arc::clone(&self.messages),
            wanted: Arc::clone(&self.wanted),
            times: Arc::clone(&self.times),
            firsts: self.firsts.clone(),
            piles: Arc::clone(&self.piles),
            seen: Arc::clone(&self.seen),
            placed: Arc::clone(&self.placed),
            readings: BTreeMap::new(),
            ..*self
        };
        let (first, last) = (month.first_day(), month.last_day());
        facts.days_expected = self.days_expected(self.calendar.working_days(first, last) as u64);
        let days = facts.piles.days_of(month).iter();
        let entered = days
            .filter(|day| self.calendar.is_working_day(**day))
            .count() as u64;
        // A team at two days a week that enters three has entered them all.
        facts.days_entered = entered.min(facts.days_expected);
        facts
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
        let has_posts = |posts: &DataFrame| {
            between(posts, self.month, self.month).is_ok_and(|posts| posts.height() > 0)
        };
        self.posts.as_ref().is_some_and(has_posts) || self.total().entries > 0
    }

    /// Publications of the month; `None` when no statistics were given at all.
    pub fn posts_of_month(&self) -> PolarsResult<Option<DataFrame>> {
        let posts = self.posts.as_ref();
        posts
            .map(|posts| between(posts, self.month, self.month))
            .transpose()
    }

    /// Entries of time of the month.
    pub fn hours_of_month(&self) -> PolarsResult<Option<DataFrame>> {
        let hours = self.linked.hours.as_ref();
        hours
            .map(|hours| between(hours, self.month, self.month))
            .transpose()
    }

    /// The hours spent *during* the month, whatever they were for, in piles; `None` when no hours were given at all.
    pub fn hours(&self) -> Option<&[Pile]> {
        self.linked
            .hours
            .as_ref()
            .map(|_| self.piles.of_month(self.month))
    }

    /// How much time during the month, and from how many entries.
    pub fn total(&self) -> Sum {
        piles::total(self.hours().unwrap_or_default())
    }

    /// Hours of the month by family of steps.
    pub fn by_family(&self) -> BTreeMap<Option<&str>, Sum> {
        piles::total_by(self.hours().unwrap_or_default(), |pile| &pile.family)
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
            let steps = self.circuits.of(&content.key).iter();
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

/// The rows of some months, of a table in order of months.
pub(super) fn between(table: &DataFrame, first: Month, last: Month) -> PolarsResult<DataFrame> {
    let months = table.column(MONTH)?.i32()?.cont_slice()?;
    let start = months.partition_point(|month| *month < first.index());
    let length = months[start..].partition_point(|month| *month <= last.index());
    // A table has fewer rows than an i64 can count.
    Ok(table.slice(i64::try_from(start).unwrap_or(i64::MAX), length))
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
        .map(|mut posts| {
            posts.rechunk_mut();
            posts
        })
}
