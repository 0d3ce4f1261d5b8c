//! AN: the life of one content of the month, from the request to the follow-up. Waiting is not work: the two
//! never add up.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::*;

use super::moments::moments;
use super::{ContentTime, Facts, approval_roles, circuits, few};
use crate::ledger::day_of;
use crate::model::columns::{ACCOUNT, CONTENT, DAY, HAS_TIME, PUBLISHED, REQUESTED, SECONDS, STEP};
use crate::model::{Figure, Moment, Role, Spent, Step, Value};

/// Hours whose step was not entered.
pub const NO_STEP: &str = "no-step";
/// A role that the month has too few steps of to name it.
pub const OTHER_ROLE: &str = "other-role";

const ENTRIES: &str = "entries";

/// One content, stage by stage.
#[derive(Clone, Debug, PartialEq)]
pub struct Anatomy {
    /// Its reference.
    pub content: String,
    pub choice: Choice,
    pub requested: Option<Moment>,
    pub work: Vec<Work>,
    pub approvals: Vec<Wait>,
    /// By their moments, then their accounts.
    pub posts: Vec<Posted>,
}

/// How it was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    Service,
    /// Nearest to the median time of the month, among so many contents.
    Median {
        among: u64,
        /// Whether these are only those with a dated approval or a request.
        are_dated: bool,
    },
}

/// The hours of a step.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    pub step: Option<Step>,
    pub spent: Spent,
    pub entries: u64,
    /// Day by day; empty where that would show the days of one person.
    pub days: BTreeMap<NaiveDate, Spent>,
}

/// A step of the circuit.
#[derive(Clone, Debug, PartialEq)]
pub struct Wait {
    /// Key of a role, or what stands for one.
    pub role: &'static str,
    pub sent: Option<Moment>,
    pub decided: Option<Moment>,
    pub is_pending: bool,
    /// Opening time from the sending to the decision.
    pub spent: Option<Spent>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posted {
    pub at: Moment,
    pub account: String,
}

/// `None` when no content of the month has hours and none was chosen.
pub fn anatomy(facts: &Facts) -> PolarsResult<Option<Anatomy>> {
    let Some((content, choice)) = choose(facts) else {
        return Ok(None);
    };
    Ok(Some(Anatomy {
        requested: requested(facts, &content.key)?,
        work: work(facts, &content.key)?,
        approvals: approvals(facts, &content.key),
        posts: posts(facts, &content.key)?,
        content: content.key.clone(),
        choice,
    }))
}

/// The content that the service named, else the one whose time is nearest to the median of the month: the first
/// published of equals. One whose circuit or request is known says more than one without.
fn choose<'a>(facts: &'a Facts) -> Option<(&'a ContentTime, Choice)> {
    let named = facts.settings.of_month(facts.month).anatomy;
    let mut contents = facts.contents.iter();
    if let Some(content) = contents.find(|content| named.as_ref() == Some(&content.key)) {
        return Some((content, Choice::Service));
    }
    let timed: Vec<(&ContentTime, Spent)> = facts
        .contents
        .iter()
        .filter_map(|content| Some((content, content.spent?)))
        .collect();
    let mut cases: Vec<Spent> = timed.iter().map(|(_, spent)| *spent).collect();
    if cases.is_empty() {
        return None;
    }
    cases.sort_unstable();
    let median = few::median(&cases);
    let is_dated = |content: &ContentTime| {
        let circuit = facts.circuits.of(&content.key).iter();
        circuit.copied().any(circuits::Step::is_dated)
            || facts
                .requests
                .iter()
                .any(|request| request.reference.as_ref() == Some(&content.key))
    };
    let dated: Vec<_> = timed
        .iter()
        .copied()
        .filter(|(content, _)| is_dated(content))
        .collect();
    let are_dated = !dated.is_empty();
    let pool = if are_dated { dated } else { timed };
    let choice = Choice::Median {
        among: pool.len() as u64,
        are_dated,
    };
    let (content, _) = pool.into_iter().min_by_key(|(content, spent)| {
        ((*spent - median).abs(), content.published.at, &content.key)
    })?;
    Some((content, choice))
}

/// When it was first asked for: what the requests say, else the editorial table.
fn requested(facts: &Facts, content: &str) -> PolarsResult<Option<Moment>> {
    let requests = facts.requests.iter();
    let asked = requests.filter(|request| request.reference.as_deref() == Some(content));
    if let Some(first) = asked.map(|request| request.received).min() {
        return Ok(Some(first));
    }
    let Some(plans) = &facts.linked.plans else {
        return Ok(None);
    };
    let references = plans.column(crate::model::columns::REFERENCE)?.str()?;
    let dates = plans.column(REQUESTED)?.i64()?;
    let first = references
        .iter()
        .zip(dates.iter())
        .filter(|(reference, _)| *reference == Some(content))
        .filter_map(|(_, at)| at)
        .min();
    Ok(first.and_then(|at| {
        Some(Moment {
            at: chrono::DateTime::from_timestamp(at, 0)?.naive_utc(),
            has_time: false,
        })
    }))
}

/// Its hours, in the order of the published list of steps; those without a step last.
fn work(facts: &Facts, content: &str) -> PolarsResult<Vec<Work>> {
    let Some(hours) = &facts.linked.hours else {
        return Ok(Vec::new());
    };
    let sums = hours
        .clone()
        .lazy()
        .filter(col(CONTENT).eq(lit(content)))
        .group_by([col(STEP), col(DAY)])
        .agg([
            col(SECONDS).sum(),
            len().cast(DataType::UInt64).alias(ENTRIES),
        ])
        .sort([STEP, DAY], SortMultipleOptions::default())
        .collect()?;
    let (steps, days) = (sums.column(STEP)?.str()?, sums.column(DAY)?.i32()?);
    let (seconds, entries) = (sums.column(SECONDS)?.i64()?, sums.column(ENTRIES)?.u64()?);
    let is_shown_by_day = facts.settings.team.may_be_detailed();
    let mut found: BTreeMap<(bool, Option<Step>), Work> = BTreeMap::new();
    for row in 0..sums.height() {
        let step = steps.get(row).and_then(Step::from_key);
        let spent = Spent::seconds(seconds.get(row).unwrap_or_default());
        let work = found.entry((step.is_none(), step)).or_insert(Work {
            step,
            spent: Spent::ZERO,
            entries: 0,
            days: BTreeMap::new(),
        });
        work.spent += spent;
        work.entries += entries.get(row).unwrap_or_default();
        let day = days.get(row).and_then(day_of);
        if let Some(day) = day.filter(|_| is_shown_by_day) {
            *work.days.entry(day).or_default() += spent;
        }
    }
    Ok(found.into_values().collect())
}

/// The steps of its circuit by their dates. A role is named where the month has enough of its steps to name it.
fn approvals(facts: &Facts, content: &str) -> Vec<Wait> {
    let cells = approval_roles::figures(facts);
    let named = |role: &str| {
        let mut cells = cells.iter();
        cells.any(|cell| cell.key.about.as_deref() == Some(role) && cell.value().is_some())
    };
    let mut steps: Vec<circuits::Step> = facts
        .circuits
        .of(content)
        .iter()
        .copied()
        .filter(|step| step.is_dated())
        .collect();
    steps.sort_by_key(|step| (step.submitted.or(step.decided), step.decided));
    let wait = |step: circuits::Step| {
        let role = step.role.map_or(approval_roles::NO_ROLE, Role::key);
        Wait {
            role: if named(role) { role } else { OTHER_ROLE },
            sent: step.submitted,
            decided: step.decided,
            is_pending: step.is_waiting(),
            spent: waited(facts, step),
        }
    };
    steps.into_iter().map(wait).collect()
}

/// A decision before its sending is a slip of the pen: it says no wait.
fn waited(facts: &Facts, step: circuits::Step) -> Option<Spent> {
    let (sent, decided) = (step.submitted?, step.decided?);
    (decided.at >= sent.at).then(|| circuits::wait(facts.calendar, sent, decided))
}

fn posts(facts: &Facts, content: &str) -> PolarsResult<Vec<Posted>> {
    let Some(posts) = &facts.posts else {
        return Ok(Vec::new());
    };
    let own = posts
        .clone()
        .lazy()
        .filter(col(CONTENT).eq(lit(content)))
        .collect()?;
    let accounts = own.column(ACCOUNT)?.str()?;
    let mut found: Vec<Posted> = accounts
        .iter()
        .zip(moments(&own, PUBLISHED, HAS_TIME)?)
        .filter_map(|(account, at)| {
            Some(Posted {
                at: at?,
                account: account?.to_owned(),
            })
        })
        .collect();
    found.sort_unstable();
    Ok(found)
}

impl Anatomy {
    /// AN1 to AN5.
    pub fn figures(&self, facts: &Facts) -> Vec<Figure> {
        let time = |spent| Value::Time { spent };
        let entries = self.work.iter().map(|work| work.entries).sum();
        let mut figures = Vec::new();
        if entries > 0 {
            let spent = self.work.iter().map(|work| work.spent).sum();
            figures.push(Figure::measured("AN1", entries, time(spent)));
        }
        figures.extend(self.work.iter().map(|work| {
            let step = work.step.map_or(NO_STEP, Step::key);
            Figure::measured("AN2", work.entries, time(work.spent)).about(step)
        }));
        figures.extend(self.waits().into_iter().map(|(role, cases)| {
            let n = cases.len() as u64;
            let value = match cases.as_slice() {
                [spent] => time(*spent),
                _ => Value::Each { cases },
            };
            Figure::measured("AN3", n, facts.in_working_days(value)).about(role)
        }));
        figures.extend(
            self.until_published(facts)
                .map(|spent| Figure::measured("AN4", 1, facts.in_working_days(time(spent)))),
        );
        let count = self.posts.len();
        figures.push(Figure::measured("AN5", count as u64, Value::count(count)));
        figures
    }

    /// The waits of each role, the shortest first.
    fn waits(&self) -> BTreeMap<&'static str, Vec<Spent>> {
        let mut waits: BTreeMap<&str, Vec<Spent>> = BTreeMap::new();
        for step in &self.approvals {
            if let Some(spent) = step.spent {
                waits.entry(step.role).or_default().push(spent);
            }
        }
        for cases in waits.values_mut() {
            cases.sort_unstable();
        }
        waits
    }

    fn until_published(&self, facts: &Facts) -> Option<Spent> {
        let (asked, first) = (self.requested?, self.posts.first()?.at);
        (asked.at <= first.at).then(|| circuits::wait(facts.calendar, asked, first))
    }
}
