//! Clockify, by its detailed report (timesheets.md §2.3).

use std::cell::Cell;

use chrono::{Days, NaiveDate};
use serde_json::{Map, Value, json};

use super::pages::{Next, Page, follow};
use super::reading::Kept;
use super::session::{Ask, Session};
use super::sieve;
use super::timesheet;
use super::trouble::Trouble;

/// The most that the server gives at once.
const SIZE: usize = 200;

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    for (from, to) in halves(session) {
        let entries = report(session, (from, to), SIZE);
        let (read, pages) = (Cell::new(0), Cell::new(1));
        follow(session, entries, |answer| {
            let (sofar, next) = (read.get(), pages.get() + 1);
            let page = page(answer, sofar, next)?;
            read.set(sofar + page.ids.len());
            pages.set(next);
            Ok(page)
        })
        .await?;
    }
    Ok(())
}

/// One entry of the month's first day: the server of the reports gives nothing lighter.
pub async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let first = session.month.first_day();
    let report = session.ask(&report(session, (first, first), 1)).await?;
    list(&report)?;
    Ok(report)
}

/// A free plan gives 31 days at most in one report, and the days asked for are more.
fn halves(session: &Session<'_>) -> [(NaiveDate, NaiveDate); 2] {
    let (from, to) = timesheet::window(session.month);
    let middle = from + Days::new(15);
    [(from, middle), (middle + Days::new(1), to)]
}

fn report(session: &Session<'_>, (from, to): (NaiveDate, NaiveDate), size: usize) -> Ask<'static> {
    let path = format!("/v1/workspaces/{}/reports/detailed", session.errand.handle);
    Ask::new(path, entries).posting(json!({
        "dateRangeStart": format!("{from}T00:00:00.000"),
        "dateRangeEnd": format!("{to}T23:59:59.999"),
        "timeZone": session.zone.name(),
        "exportType": "JSON",
        "amountShown": "HIDE_AMOUNT",
        "sortOrder": "ASCENDING",
        "detailedFilter": {"page": 1, "pageSize": size, "sortColumn": "DATE"},
    }))
}

/// Leave and sickness are nobody's business: only that there was an entry is kept.
fn entries(mut body: Value) -> Value {
    let entries = body.get_mut("timeentries").and_then(Value::as_array_mut);
    for entry in entries.into_iter().flatten() {
        let kind = entry.get("type").and_then(Value::as_str);
        if kind.is_some_and(|kind| kind != "REGULAR") {
            let kept = ["_id", "type"].map(|name| (name.to_owned(), entry[name].take()));
            *entry = Value::Object(Map::from_iter(kept));
        }
    }
    sieve::keep(
        body,
        &[
            "totals.entriesCount",
            "timeentries._id",
            "timeentries.type",
            "timeentries.userId",
            "timeentries.description",
            "timeentries.projectName",
            "timeentries.taskName",
            "timeentries.tags.name",
            "timeentries.customFields.value",
            "timeentries.timeInterval",
        ],
    )
}

fn list(answer: &Kept) -> Result<&Vec<Value>, Trouble> {
    let entries = answer.body.get("timeentries").and_then(Value::as_array);
    entries.ok_or(Trouble::Lacks("timeentries"))
}

/// Where the count of entries is not told, an empty page is the end.
fn page(answer: &Kept, read: usize, next: usize) -> Result<Page, Trouble> {
    let entries = list(answer)?;
    let ids = timesheet::ids(entries, "_id");
    let total = answer.body.pointer("/totals/0/entriesCount");
    let total = total.and_then(Value::as_u64);
    let next = next.to_string();
    Ok(Page {
        next: match total {
            _ if entries.is_empty() => Next::End,
            Some(total) if (read + ids.len()) as u64 >= total => Next::End,
            Some(_) => Next::Told(PAGE, next),
            None => Next::Guessed(PAGE, next),
        },
        ids,
        is_past: false,
    })
}

const PAGE: &str = "/detailedFilter/page";
