//! solidtime, in the cloud or on the server of the body (timesheets.md §4).

use std::cell::Cell;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde_json::Value;

use super::pages::{Next, Page, follow};
use super::reading::Kept;
use super::session::{Ask, Session};
use super::sieve;
use super::timesheet;
use super::trouble::Trouble;

/// The most that the server gives at once.
const LIMIT: &str = "500";

/// Entries name their project, task and tags by numbers: the lists that explain them are read too.
pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    let (from, to) = timesheet::window(session.month);
    let entries = Ask::new(within(session, "/time-entries"), entries)
        .with("start", instant(from, NaiveTime::MIN))
        .with("end", instant(to, LAST))
        .with("limit", LIMIT)
        .with("offset", "0");
    let read = Cell::new(0);
    follow(session, entries, |answer| page(answer, &read)).await?;
    for (list, parameter) in [("/projects", "archived"), ("/tasks", "done")] {
        let names = Ask::new(within(session, list), names)
            .with(parameter, "all")
            .with("page", "1");
        follow(session, names, names_page).await?;
    }
    let tags = Ask::new(within(session, "/tags"), names);
    session.ask(&tags).await?;
    Ok(())
}

pub async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let organisation = Ask::new(within(session, ""), |body| sieve::keep(body, &["data.id"]));
    let organisation = session.ask(&organisation).await?;
    let id = organisation.body.pointer("/data/id");
    id.ok_or(Trouble::Lacks("data.id"))?;
    Ok(organisation)
}

const LAST: NaiveTime = NaiveTime::from_hms_opt(23, 59, 59).expect("it is a time of day");

/// In universal time, as the server wants it.
fn instant(day: NaiveDate, time: NaiveTime) -> String {
    let at: DateTime<Utc> = day.and_time(time).and_utc();
    at.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

fn within(session: &Session<'_>, path: &str) -> String {
    format!("/api/v1/organizations/{}{path}", session.errand.handle)
}

fn entries(body: Value) -> Value {
    sieve::keep(
        body,
        &[
            "meta.total",
            "data.id",
            "data.start",
            "data.end",
            "data.duration",
            "data.description",
            "data.task_id",
            "data.project_id",
            "data.user_id",
            "data.tags",
        ],
    )
}

fn names(body: Value) -> Value {
    sieve::keep(
        body,
        &[
            "meta.current_page",
            "meta.last_page",
            "data.id",
            "data.name",
        ],
    )
}

fn page(answer: &Kept, read: &Cell<usize>) -> Result<Page, Trouble> {
    let entries = answer.body.get("data").and_then(Value::as_array);
    let entries = entries.ok_or(Trouble::Lacks("data"))?;
    read.set(read.get() + entries.len());
    let total = answer.body.pointer("/meta/total").and_then(Value::as_u64);
    let is_last = total.is_some_and(|total| read.get() as u64 >= total);
    Ok(Page {
        ids: timesheet::ids(entries, "id"),
        next: if is_last || entries.is_empty() {
            Next::End
        } else {
            Next::Told("offset", read.get().to_string())
        },
        is_past: false,
    })
}

/// A list that is not cut in pages does not say how many there are.
fn names_page(answer: &Kept) -> Result<Page, Trouble> {
    let names = answer.body.get("data").and_then(Value::as_array);
    let names = names.ok_or(Trouble::Lacks("data"))?;
    let number = |name: &str| answer.body.pointer(name).and_then(Value::as_u64);
    let place = number("/meta/current_page").zip(number("/meta/last_page"));
    Ok(Page {
        ids: timesheet::ids(names, "id"),
        next: match place {
            Some((page, last)) if page < last => Next::Told("page", (page + 1).to_string()),
            Some(_) | None => Next::End,
        },
        is_past: false,
    })
}
