//! What one file gave: tables that are there, and what was odd.

use std::sync::Arc;

use chrono::NaiveDate;
use chrono::{DateTime, Utc};
use serde::Serialize;

use crate::model::{
    AccountDay, Approval, Finding, FoundAccount, Hour, Message, Moment, Month, Plan, Post, Request,
};

/// The tables Estran knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dataset {
    Posts,
    AccountStats,
    Hours,
    Contents,
    Approvals,
    Requests,
    Messages,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    Read,
    /// Cannot or must not be read; a finding says why and what to do.
    Refused,
    /// Recognised, and of no use to the report.
    Ignored,
}

/// Tables that are there. An absent one is not an empty one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tables {
    pub posts: Option<Vec<Post>>,
    pub account_stats: Option<Vec<AccountDay>>,
    pub hours: Option<Vec<Hour>>,
    pub contents: Option<Vec<Plan>>,
    pub approvals: Option<Vec<Approval>>,
    pub requests: Option<Vec<Request>>,
    pub messages: Option<Vec<Message>>,
}

impl Tables {
    /// Which tables are there, in the order of [`Dataset`].
    pub fn given(&self) -> Vec<Dataset> {
        let all = [
            (Dataset::Posts, self.posts.is_some()),
            (Dataset::AccountStats, self.account_stats.is_some()),
            (Dataset::Hours, self.hours.is_some()),
            (Dataset::Contents, self.contents.is_some()),
            (Dataset::Approvals, self.approvals.is_some()),
            (Dataset::Requests, self.requests.is_some()),
            (Dataset::Messages, self.messages.is_some()),
        ];
        all.into_iter()
            .filter_map(|(dataset, given)| given.then_some(dataset))
            .collect()
    }

    /// Records of all tables together.
    pub fn len(&self) -> usize {
        fn count<T>(table: Option<&Vec<T>>) -> usize {
            table.map_or(0, Vec::len)
        }
        count(self.posts.as_ref())
            + count(self.account_stats.as_ref())
            + count(self.hours.as_ref())
            + count(self.contents.as_ref())
            + count(self.approvals.as_ref())
            + count(self.requests.as_ref())
            + count(self.messages.as_ref())
    }

    /// The first and the last day that any record speaks of: when it was published, worked, asked for, sent, decided,
    /// received or dealt with. `None` when no record bears a date.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        fn each<T>(table: Option<&Vec<T>>) -> impl Iterator<Item = &T> {
            table.into_iter().flatten()
        }
        let of = |moment: Moment| moment.at.date();
        let posts = each(self.posts.as_ref()).map(|post| post.published.date());
        let stats = each(self.account_stats.as_ref()).map(|day| day.day);
        let hours = each(self.hours.as_ref()).map(|hour| hour.day);
        let plans = each(self.contents.as_ref())
            .flat_map(|plan| [plan.planned, plan.requested, plan.wanted, plan.published]);
        let steps = each(self.approvals.as_ref()).flat_map(|step| [step.submitted, step.decided]);
        let requests = each(self.requests.as_ref())
            .flat_map(|request| [Some(request.received), request.wanted]);
        let messages = each(self.messages.as_ref())
            .flat_map(|message| [Some(message.received), message.handled]);
        let moments = plans.chain(steps).chain(requests).chain(messages);
        let days = posts.chain(stats).chain(hours);
        days.chain(moments.flatten().map(of))
            .fold(None, |span, day| match span {
                None => Some((day, day)),
                Some((first, last)) => Some((day.min(first), day.max(last))),
            })
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// All the hours that a tool has of a month, as of an instant: a later reading takes the place of an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeMonth {
    /// The tool by its key, also the name of the format of its exports.
    pub tool: &'static str,
    /// What config.toml calls it.
    pub name: String,
    pub month: Month,
    pub read: DateTime<Utc>,
}

/// One file, read.
#[derive(Clone, Debug, PartialEq)]
pub struct Batch {
    /// As it was named on the command line, or relative to the inbox.
    pub file: Arc<str>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub fingerprint: String,
    /// Length of the file, in bytes; of a file that does not open, zero.
    pub size: u64,
    /// The name of the format that claimed it, `None` when none did.
    pub format: Option<&'static str>,
    pub status: Status,
    pub tables: Tables,
    pub accounts: Vec<FoundAccount>,
    /// Data rows met. `rows_in = tables.len() + rows_told`.
    pub rows_in: usize,
    /// Data rows that gave no record, each covered by a finding.
    pub rows_told: usize,
    /// Entries of time that had not ended; told, not counted.
    pub running: usize,
    /// Told when the file gives all the hours that a tool has of a month.
    pub whole_month: Option<WholeMonth>,
    pub findings: Vec<Finding>,
    /// What to write in config.toml to have it read, for a table that no format knows.
    pub proposal: Option<String>,
}

impl Batch {
    pub fn new(file: &Arc<str>, fingerprint: &str) -> Self {
        Batch {
            file: Arc::clone(file),
            fingerprint: fingerprint.to_owned(),
            size: 0,
            format: None,
            status: Status::Read,
            tables: Tables::default(),
            accounts: Vec::new(),
            rows_in: 0,
            rows_told: 0,
            running: 0,
            whole_month: None,
            findings: Vec::new(),
            proposal: None,
        }
    }

    /// Nothing could be read: the finding says why.
    #[must_use]
    pub fn refused(mut self, finding: Finding) -> Self {
        self.status = Status::Refused;
        self.findings.push(finding);
        self
    }
}
