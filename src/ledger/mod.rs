//! Every record, once, whatever the order of the files and however often they are given.

mod doubles;
mod fetched;
mod frames;
mod lost_ids;
mod merge;
mod suites;
mod totals;
mod whole_months;

use std::sync::Arc;

use polars::prelude::*;

use crate::document;
use crate::model::columns::{
    ACCOUNT, AS_OF, COPY, DAY, ID, IS_FROM_PLAN, KEY, MONTH, NETWORK, PERMALINK, REFERENCE,
};
use crate::model::{Batch, Finding, FoundAccount, Month, Source};

pub use frames::{day_number, day_of};
pub use totals::Totals;

/// The tables of all files together. An absent table is not an empty one.
#[derive(Debug, Default)]
pub struct Ledger {
    pub posts: Option<DataFrame>,
    pub account_stats: Option<DataFrame>,
    pub hours: Option<DataFrame>,
    pub contents: Option<DataFrame>,
    pub approvals: Option<DataFrame>,
    pub requests: Option<DataFrame>,
    pub messages: Option<DataFrame>,
    /// Every link a post was ever given, with its network and id: the tokens of Facebook's links
    /// change from one export to the next (facebook.md §2).
    pub links: Option<DataFrame>,
    /// Accounts met, by network and identifier.
    pub accounts: Vec<FoundAccount>,
    /// Names of the files, at the place that the column `file` gives.
    pub files: Vec<Arc<str>>,
    /// Entries of time that had not ended.
    pub running: usize,
    /// What the files said, then what gathering them showed.
    pub findings: Vec<Finding>,
    fingerprints: Vec<String>,
}

#[derive(Debug, thiserror::Error)]
#[error("les tables lues ne se rassemblent pas : {0}")]
pub struct Error(#[from] PolarsError);

/// Puts the batches together.
pub fn gather(mut batches: Vec<Batch>) -> Result<Ledger, Error> {
    batches.sort_by(|one, other| {
        (&one.fingerprint, &one.file).cmp(&(&other.fingerprint, &other.file))
    });
    lost_ids::mend(&mut batches);
    fetched::recognise(&mut batches);
    suites::recognise(&mut batches);
    let mut ledger = Ledger::default();
    let mut frames = Frames::default();
    for batch in whole_months::settle(batches, &mut ledger.findings) {
        if ledger.fingerprints.last() == Some(&batch.fingerprint) {
            let first = ledger.files.last().map_or("", |name| name);
            let message =
                format!("ce fichier est identique à « {first} » ; il n’est compté qu’une fois");
            ledger
                .findings
                .push(Finding::info("same-file", &batch.file, message));
            continue;
        }
        let number = u32::try_from(ledger.files.len()).unwrap_or(u32::MAX);
        ledger.files.push(Arc::clone(&batch.file));
        ledger.fingerprints.push(batch.fingerprint.clone());
        ledger.running += batch.running;
        ledger.accounts.extend(batch.accounts.iter().cloned());
        ledger.findings.extend(batch.findings.iter().cloned());
        frames.add(&batch, number)?;
    }
    ledger.accounts.sort();
    ledger
        .accounts
        .dedup_by(|one, other| one.network == other.network && one.account == other.account);
    ledger.settle(frames)?;
    Ok(ledger)
}

/// Tables of each file, before they are merged.
#[derive(Default)]
struct Frames {
    posts: Vec<DataFrame>,
    has_suites: bool,
    account_stats: Vec<DataFrame>,
    hours: Vec<DataFrame>,
    contents: Vec<DataFrame>,
    approvals: Vec<DataFrame>,
    requests: Vec<DataFrame>,
    messages: Vec<DataFrame>,
}

impl Frames {
    fn add(&mut self, batch: &Batch, number: u32) -> PolarsResult<()> {
        let tables = &batch.tables;
        let mut posts = tables.posts.iter().flatten();
        self.has_suites |= posts.any(|post| post.source == Source::Suite);
        self.posts.extend(
            tables
                .posts
                .as_deref()
                .map(|rows| frames::posts(rows, number))
                .transpose()?,
        );
        self.account_stats.extend(
            tables
                .account_stats
                .as_deref()
                .map(|rows| frames::account_stats(rows, number))
                .transpose()?,
        );
        self.hours.extend(
            tables
                .hours
                .as_deref()
                .map(|rows| frames::hours(rows, number))
                .transpose()?,
        );
        self.contents.extend(
            tables
                .contents
                .as_deref()
                .map(|rows| frames::contents(rows, number))
                .transpose()?,
        );
        self.approvals.extend(
            tables
                .approvals
                .as_deref()
                .map(|rows| frames::approvals(rows, number))
                .transpose()?,
        );
        self.requests.extend(
            tables
                .requests
                .as_deref()
                .map(|rows| frames::requests(rows, number))
                .transpose()?,
        );
        self.messages.extend(
            tables
                .messages
                .as_deref()
                .map(|rows| frames::messages(rows, number))
                .transpose()?,
        );
        Ok(())
    }
}

/// A content that the sheet of approvals follows is not followed by the planning too, even when the
/// two are separate files (editorial-tables.md §7.1).
fn without_plain_steps(approvals: DataFrame) -> PolarsResult<DataFrame> {
    let traced = col(IS_FROM_PLAN).not().any(true).over([col(REFERENCE)])?;
    approvals
        .lazy()
        .filter(col(IS_FROM_PLAN).not().or(traced.not()))
        .collect()
}

fn links(posts: &[DataFrame]) -> PolarsResult<Option<DataFrame>> {
    let given = posts
        .iter()
        .map(|table| {
            table
                .clone()
                .lazy()
                .select([col(PERMALINK), col(NETWORK), col(ID)])
        })
        .collect::<Vec<_>>();
    let all = concat(given, UnionArgs::default())?.filter(col(PERMALINK).is_not_null());
    let distinct = all
        .group_by([col(PERMALINK), col(NETWORK), col(ID)])
        .agg([]);
    distinct
        .sort([PERMALINK, NETWORK, ID], SortMultipleOptions::default())
        .collect()
        .map(Some)
}

impl Ledger {
    fn settle(&mut self, frames: Frames) -> PolarsResult<()> {
        let row = [KEY, COPY];
        let readings = frames.posts.clone();
        let posts = if frames.has_suites {
            self.without_doubles_of_suites(frames.posts)?
        } else {
            frames.posts
        };
        self.posts = self.merged(posts, &[NETWORK, ID], "publications")?;
        self.links = self.earlier_links(&readings)?;
        self.account_stats = self.merged(
            frames.account_stats,
            &[NETWORK, ACCOUNT, DAY],
            "jours de statistiques",
        )?;
        self.hours = self.merged(frames.hours, &row, "saisies de temps")?;
        self.contents = self.merged(frames.contents, &row, "lignes du planning")?;
        self.approvals = self
            .merged(frames.approvals, &row, "étapes de validation")?
            .map(without_plain_steps)
            .transpose()?;
        self.requests = self.merged(frames.requests, &row, "demandes")?;
        self.messages = self.merged(frames.messages, &row, "messages")?;
        Ok(())
    }

    /// The links of posts that were read more than once.
    fn earlier_links(&self, readings: &[DataFrame]) -> PolarsResult<Option<DataFrame>> {
        let all: usize = readings.iter().map(DataFrame::height).sum();
        match &self.posts {
            Some(posts) if posts.height() < all => links(readings),
            _ => Ok(None),
        }
    }

    fn without_doubles_of_suites(&mut self, posts: Vec<DataFrame>) -> PolarsResult<Vec<DataFrame>> {
        if posts.len() < 2 {
            return Ok(posts);
        }
        let parted = doubles::part(posts)?;
        for (file, doubles) in parted.doubles {
            let Some(name) = self.files.get(file as usize) else {
                continue;
            };
            let message = format!(
                "publications que l’export du réseau donne aussi\u{a0}: {doubles}\u{a0}; ses chiffres sont gardés, ceux de l’outil de publication ne sont ni ajoutés ni pris à leur place"
            );
            self.findings
                .push(Finding::info("also-native", name, message));
        }
        Ok(vec![parted.kept])
    }

    fn merged(
        &mut self,
        frames: Vec<DataFrame>,
        key: &[&str],
        what: &str,
    ) -> PolarsResult<Option<DataFrame>> {
        if frames.is_empty() {
            return Ok(None);
        }
        let merged = merge::merge(frames, key)?;
        for (file, records, changed) in merged.won {
            let Some(name) = self.files.get(file as usize) else {
                continue;
            };
            let message = format!(
                "{what} aussi lues dans un autre fichier : {records}, dont {changed} avec d’autres valeurs ; la lecture la plus récente est gardée"
            );
            self.findings
                .push(Finding::info("read-twice", name, message));
        }
        Ok(Some(merged.table))
    }

    /// First and last month with any post, day of statistics or hour.
    pub fn months(&self) -> Option<(Month, Month)> {
        let tables = [&self.posts, &self.account_stats, &self.hours];
        let indexes: Vec<i32> = tables
            .into_iter()
            .flatten()
            .filter_map(|table| table.column(MONTH).ok()?.i32().ok().cloned())
            .flat_map(|months| [months.min(), months.max()])
            .flatten()
            .collect();
        let first = indexes.iter().min().copied().and_then(Month::from_index)?;
        let last = indexes.iter().max().copied().and_then(Month::from_index)?;
        Some((first, last))
    }

    /// Whether any record is of this month, or a reading of an account spans it: then a month
    /// without a post is a true zero, and not a missing export.
    pub fn covers(&self, month: Month) -> bool {
        let index = month.index();
        let holds = |table: &DataFrame| {
            let months = table
                .column(MONTH)
                .ok()
                .and_then(|column| column.i32().ok());
            months.is_some_and(|months| months.iter().any(|of| of == Some(index)))
        };
        let spans = |table: &DataFrame| {
            let first = table.column(MONTH).ok()?.i32().ok()?.min()?;
            let read_to = table.column(AS_OF).ok()?.i32().ok()?.max()?;
            Some(first <= index && read_to >= day_number(month.last_day()))
        };
        let statistics = [&self.posts, &self.account_stats];
        statistics
            .into_iter()
            .flatten()
            .any(|table| holds(table) || spans(table).unwrap_or(false))
            || self.hours.as_ref().is_some_and(holds)
    }

    /// The last month that the readings cover to its last day and that has posts; when there is
    /// none, the last month with posts.
    pub fn last_whole_month(&self) -> Option<Month> {
        let posts = self.posts.as_ref()?;
        let months = posts.column(MONTH).ok()?.i32().ok()?;
        let read_to = posts
            .column(AS_OF)
            .ok()?
            .i32()
            .ok()?
            .max()
            .and_then(day_of)?;
        let whole = Month::of(read_to + chrono::Days::new(1)).previous();
        let covered = months
            .iter()
            .flatten()
            .filter(|month| *month <= whole.index())
            .max();
        covered.or_else(|| months.max()).and_then(Month::from_index)
    }

    /// One fingerprint for all files, whatever their names and order.
    pub fn fingerprint(&self) -> String {
        document::fingerprint(self.fingerprints.join("\n").as_bytes())
    }

    /// Sums of everything, for checking against the files (`inspect`).
    pub fn totals(&self) -> Result<Totals, Error> {
        Ok(totals::totals(self)?)
    }
}
