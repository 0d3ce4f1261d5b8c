//! Small exports written in the tests: read as files are, then added up as a report does.

use estran::import::{Settings, import};
use estran::ledger::gather;
use estran::model::{Batch, Post, Status};
use serde_json::Value;

/// Any file: no row is lost in silence, and what is refused says why.
pub fn open(name: &str, bytes: &[u8]) -> Batch {
    let batch = import(name, bytes.to_vec(), &Settings::default());
    assert_eq!(
        batch.rows_in,
        batch.tables.len() + batch.rows_told,
        "{name}"
    );
    if batch.status != Status::Read {
        assert!(!batch.findings.is_empty() && batch.tables.is_empty());
    }
    batch
}

/// A file that must be read.
pub fn read(name: &str, text: &str) -> Batch {
    let batch = open(name, text.as_bytes());
    assert_eq!(batch.status, Status::Read, "{name}: {:?}", batch.findings);
    batch
}

/// A file that must be turned back, and the sentence that says so.
pub fn turned_back(name: &str, text: &str) -> String {
    let batch = open(name, text.as_bytes());
    assert_ne!(batch.status, Status::Read, "{name}");
    batch.findings[0].message.clone()
}

/// The `merged` part of `estran inspect --json`.
pub fn merged(batches: Vec<Batch>) -> Value {
    Value::Object(gather(batches).unwrap().totals().unwrap().0)
}

/// One counter of all posts of one file, added up.
pub fn posts(batch: &Batch, counter: &str) -> Value {
    merged(vec![batch.clone()])["posts"]["total"][counter].clone()
}

/// One counter of all days of one file, added up.
pub fn days(batch: &Batch, counter: &str) -> Value {
    merged(vec![batch.clone()])["account_stats"]["total"][counter].clone()
}

pub fn only_post(batch: &Batch) -> &Post {
    let posts = batch.tables.posts.as_deref().unwrap_or_default();
    assert_eq!(posts.len(), 1);
    &posts[0]
}

/// Local dates and times, in the order of the file.
pub fn published(batch: &Batch) -> Vec<String> {
    let posts = batch.tables.posts.iter().flatten();
    posts
        .map(|post| post.published.format("%Y-%m-%d %H:%M").to_string())
        .collect()
}

pub fn says(batch: &Batch, code: &str) -> bool {
    batch.findings.iter().any(|finding| finding.code == code)
}
