//! Who belongs to whom, and why we think so.
//!
//! Each post gets a content; each part of an hour gets a content, an account, a service, or nothing,
//! with the reason. Hours are conserved: tied and loose parts add up to what was declared.

mod contents;
mod hours;
mod known;
mod similarity;
mod tables;

use std::sync::Arc;

use polars::prelude::*;
use serde::Deserialize;

use crate::ledger::Ledger;
use crate::model::columns::MONTH;
use crate::model::{Finding, FoundAccount};

pub use hours::Reason;

/// Columns that relating adds, besides those of the ledger.
pub mod columns {
    /// Which entry of time a part comes from.
    pub const ENTRY: &str = "entry";
    /// Exactly one part of each entry is its head: counting heads counts entries.
    pub const HEAD: &str = "head";
    /// Day of the first publication of a content.
    pub const FIRST: &str = "first";
    /// How many publications a content had.
    pub const POSTS: &str = "posts";
    /// Whether the editorial table knows the content.
    pub const IS_PLANNED: &str = "is_planned";
    /// Interactions of a post: the reactions, comments, shares and saves that the network gives.
    pub const INTERACTIONS_GIVEN: &str = "interactions_given";
}

/// How far a guess may go (editorial-tables.md §8, timesheets.md §9.4).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rules {
    /// Two titles are alike from this many per cent of likeness on.
    pub similarity: u8,
    /// Days a post may come before its planned day.
    pub days_before_plan: i32,
    /// Days a post may come after its planned day.
    pub days_after_plan: i32,
    /// Work before a publication is looked for this many days ahead of it.
    pub upstream_days: i32,
    /// Work after a publication is looked for this many days behind it.
    pub downstream_days: i32,
}

impl Default for Rules {
    fn default() -> Self {
        Rules {
            similarity: 60,
            days_before_plan: 1,
            days_after_plan: 3,
            upstream_days: 45,
            downstream_days: 30,
        }
    }
}

/// The ledger, tied. Tables that were not given stay absent.
#[derive(Debug)]
pub struct Linked {
    /// The ledger's posts, each with its content, in order of months.
    pub posts: Option<DataFrame>,
    /// One row per content published or planned.
    pub contents: Option<DataFrame>,
    /// Lines of the editorial table, as in the ledger.
    pub plans: Option<DataFrame>,
    /// Parts of entries of time, each tied or loose, in order of months.
    pub hours: Option<DataFrame>,
    /// Days of accounts, in order of months.
    pub account_stats: Option<DataFrame>,
    pub approvals: Option<DataFrame>,
    pub requests: Option<DataFrame>,
    pub messages: Option<DataFrame>,
    pub accounts: Vec<FoundAccount>,
    pub files: Vec<Arc<str>>,
    pub running: usize,
    pub findings: Vec<Finding>,
    pub fingerprint: String,
}

#[derive(Debug, thiserror::Error)]
#[error("les données lues ne se relient pas : {0}")]
pub struct Error(#[from] PolarsError);

/// Each month in one piece, its rows in the order they had: what is asked of a month reads that month alone.
fn in_order_of_months(table: &DataFrame) -> PolarsResult<DataFrame> {
    let in_order = SortMultipleOptions::default().with_maintain_order(true);
    table.sort([MONTH], in_order)
}

/// Ties everything the ledger holds. The month is chosen later: hours may be tied across months.
pub fn relate(mut ledger: Ledger, rules: &Rules) -> Result<Linked, Error> {
    let fingerprint = ledger.fingerprint();
    let mut findings = std::mem::take(&mut ledger.findings);
    let tied = contents::tie(&ledger, rules, &mut findings)?;
    let hours = ledger
        .hours
        .as_ref()
        .map(|table| in_order_of_months(&hours::tie(table, &tied, rules)?))
        .transpose()?;
    let posts = ledger
        .posts
        .as_ref()
        .map(|posts| in_order_of_months(&tables::with_contents(posts.clone(), &tied)?))
        .transpose()?;
    let known = ledger.posts.is_some() || ledger.contents.is_some();
    let contents = known.then(|| tables::table(&tied)).transpose()?;
    Ok(Linked {
        posts,
        contents,
        plans: ledger.contents,
        hours,
        account_stats: ledger
            .account_stats
            .as_ref()
            .map(in_order_of_months)
            .transpose()?,
        approvals: ledger.approvals,
        requests: ledger.requests,
        messages: ledger.messages,
        accounts: ledger.accounts,
        files: ledger.files,
        running: ledger.running,
        findings,
        fingerprint,
    })
}
