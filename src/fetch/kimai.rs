//! Kimai, on the server of the body (timesheets.md §3.5).

use std::cell::Cell;

use reqwest::header::HeaderMap;
use serde_json::Value;

use super::pages::{Next, Page, follow};
use super::reading::Kept;
use super::session::{Ask, Session};
use super::sieve;
use super::timesheet;
use super::trouble::Trouble;

/// The most that the server gives at once.
const SIZE: usize = 500;

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    let (from, to) = timesheet::window(session.month);
    let sheets = Ask::new("/api/timesheets", entries)
        .with("user", "all")
        .with("begin", format!("{from}T00:00:00"))
        .with("end", format!("{to}T23:59:59"))
        // With the names of projects and activities, which are numbers otherwise.
        .with("full", "true")
        .with("orderBy", "begin")
        .with("order", "ASC")
        .with("size", SIZE.to_string())
        .with("page", "1");
    let (read, is_uncounted) = (Cell::new(0), Cell::new(false));
    let listed = follow(session, sheets, |answer| {
        read.set(read.get() + 1);
        is_uncounted.set(answer.next.is_none());
        page(answer, read.get())
    });
    match listed.await {
        // An old server does not count its pages, and has none after a last one that is full.
        Err(Trouble::NoTimesheet) if is_uncounted.get() => Ok(()),
        other => other,
    }
}

pub async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let myself = Ask::new("/api/users/me", |body| sieve::keep(body, &["id"]));
    let myself = session.ask(&myself).await?;
    myself.body.get("id").ok_or(Trouble::Lacks("id"))?;
    Ok(myself)
}

/// The page after this one, as the server counts them; empty after the last.
pub fn next(headers: &HeaderMap) -> Option<String> {
    let number = |name| headers.get(name)?.to_str().ok()?.parse::<u32>().ok();
    let (page, pages) = (number("x-page")?, number("x-total-pages")?);
    Some(if page < pages {
        (page + 1).to_string()
    } else {
        String::new()
    })
}

/// Without names, addresses and rates; a person is a number.
fn entries(body: Value) -> Value {
    sieve::keep(
        body,
        &[
            "id",
            "begin",
            "end",
            "duration",
            "break",
            "description",
            "tags",
            "category",
            "user.id",
            "project.name",
            "activity.name",
            "metaFields.value",
        ],
    )
}

fn page(answer: &Kept, number: usize) -> Result<Page, Trouble> {
    let entries = answer.body.as_array().ok_or(Trouble::Lacks("timesheets"))?;
    Ok(Page {
        ids: timesheet::ids(entries, "id"),
        next: match answer.next.as_deref() {
            Some("") => Next::End,
            Some(page) => Next::Told("page", page.to_owned()),
            None if entries.len() < SIZE => Next::End,
            None => Next::Told("page", (number + 1).to_string()),
        },
        is_past: false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_told_by_the_count_of_pages() {
        let mut headers = HeaderMap::new();
        assert_eq!(next(&headers), None);
        headers.insert("x-page", "1".parse().unwrap());
        headers.insert("x-total-pages", "2".parse().unwrap());
        assert_eq!(next(&headers).as_deref(), Some("2"));
        headers.insert("x-page", "2".parse().unwrap());
        assert_eq!(next(&headers).as_deref(), Some(""));
    }
}
