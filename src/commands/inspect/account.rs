//! What one file gave.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use crate::model::{Batch, Dataset, Finding, FoundAccount, Severity, Status, Tables};

#[derive(Debug, Serialize)]
pub struct FileAccount {
    pub file: String,
    pub format: Option<&'static str>,
    pub status: Status,
    pub datasets: Vec<Dataset>,
    /// Records kept, all tables together.
    pub rows: usize,
    /// Rows that gave no record, each covered by a finding.
    #[serde(rename = "told")]
    pub rows_told: usize,
    #[serde(rename = "findings", serialize_with = "in_short")]
    pub told: Vec<Finding>,
    /// A block of config.toml for a table that no format knows.
    pub proposal: Option<String>,
    #[serde(skip)]
    pub accounts: Vec<FoundAccount>,
    #[serde(skip)]
    pub period: Option<(NaiveDate, NaiveDate)>,
}

#[derive(Serialize)]
struct ShortFinding<'a> {
    code: &'static str,
    severity: Severity,
    row: Option<u32>,
    message: &'a str,
}

fn in_short<S: Serializer>(findings: &[Finding], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(findings.iter().map(|finding| ShortFinding {
        code: finding.code,
        severity: finding.severity,
        row: finding.at.row,
        message: &finding.message,
    }))
}

impl FileAccount {
    pub fn of(batch: &Batch) -> FileAccount {
        FileAccount {
            file: batch.file.to_string(),
            format: batch.format,
            status: batch.status,
            datasets: batch.tables.given(),
            rows: batch.tables.len(),
            rows_told: batch.rows_told,
            told: batch.findings.clone(),
            proposal: batch.proposal.clone(),
            accounts: batch.accounts.clone(),
            period: period(&batch.tables),
        }
    }
}

/// What gathering the files showed (the same file twice, a record read twice) goes to the file it names.
pub fn add_findings(files: &mut [FileAccount], gathered: &[Finding]) {
    for finding in gathered {
        let names = |file: &FileAccount| *file.file == *finding.at.file;
        if files
            .iter()
            .any(|file| names(file) && file.told.contains(finding))
        {
            continue;
        }
        // The same name given twice: the second time is the one in excess.
        if let Some(file) = files.iter_mut().rev().find(|file| names(file)) {
            file.told.push(finding.clone());
        }
    }
}

/// First and last day of what happened: posts, days of statistics, hours, messages.
fn period(tables: &Tables) -> Option<(NaiveDate, NaiveDate)> {
    let posts = tables
        .posts
        .iter()
        .flatten()
        .map(|post| post.published.date());
    let stats = tables.account_stats.iter().flatten().map(|stats| stats.day);
    let hours = tables.hours.iter().flatten().map(|hour| hour.day);
    let messages = tables.messages.iter().flatten();
    posts
        .chain(stats)
        .chain(hours)
        .chain(messages.map(|message| message.received.at.date()))
        .fold(None, |period, day| match period {
            None => Some((day, day)),
            Some((first, last)) => Some((first.min(day), last.max(day))),
        })
}
