//! Toggl Track, by its detailed report (timesheets.md §1.4).

use reqwest::header::HeaderMap;
use serde_json::{Value, json};

use super::http::Reply;
use super::judge::Said;
use super::pages::{Next, Page, follow};
use super::reading::Kept;
use super::session::{Ask, Session};
use super::sieve;
use super::timesheet;
use super::trouble::Trouble;

/// The most that the server gives at once.
const SIZE: usize = 200;

const RESETS_IN: &str = "x-toggl-quota-resets-in";

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    let (from, to) = timesheet::window(session.month);
    let workspace = &session.errand.handle;
    let report = format!("/reports/api/v3/workspace/{workspace}/search/time_entries");
    let entries = Ask::new(report, entries).posting(json!({
        "start_date": from, "end_date": to, "order_by": "date", "order_dir": "ASC",
        // With the names of projects, tasks and tags, which are numbers otherwise.
        "enrich_response": true, "hide_amounts": true,
        // Alone: with the id that the server gives beside it, the next page comes back empty.
        "page_size": SIZE, "first_row_number": 1,
    }));
    follow(session, entries, page).await
}

pub async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let workspace = &session.errand.handle;
    let workspace = Ask::new(format!("/api/v9/workspaces/{workspace}"), |body| {
        sieve::keep(body, &["id"])
    });
    let workspace = session.ask(&workspace).await?;
    workspace.body.get("id").ok_or(Trouble::Lacks("id"))?;
    Ok(workspace)
}

/// The row that the next page begins with; empty after the last.
pub fn next(headers: &HeaderMap) -> String {
    let row = headers.get("x-next-row-number");
    let row = row.and_then(|row| row.to_str().ok()).unwrap_or_default();
    row.trim().to_owned()
}

/// A used-up hour is a 402, which a plan that has not the feature is too; a token that is refused is a 403.
pub fn manner(reply: &Reply, body: Option<&Value>) -> Option<Said> {
    match reply.status {
        402 if reply.headers.contains_key(RESETS_IN) => Some(Said::Again(Trouble::Exhausted)),
        402 => Some(Said::Stop(Trouble::NotInPlan)),
        410 => Some(Said::Stop(Trouble::Refused(410))),
        _ => timesheet::manner(reply, body),
    }
}

fn entries(body: Value) -> Value {
    sieve::keep(
        body,
        &[
            "user_id",
            "description",
            "project_name",
            "task_name",
            "tag_names",
            "time_entries.id",
            "time_entries.seconds",
            "time_entries.start",
            "time_entries.stop",
        ],
    )
}

/// A month without an entry is nothing at all.
fn page(answer: &Kept) -> Result<Page, Trouble> {
    let groups = match &answer.body {
        Value::Array(groups) => groups.as_slice(),
        Value::Null => &[],
        _ => return Err(Trouble::Lacks("time_entries")),
    };
    let entries = groups
        .iter()
        .filter_map(|group| group.get("time_entries")?.as_array())
        .flatten();
    Ok(Page {
        ids: timesheet::ids(entries, "id"),
        next: match answer.next.as_deref() {
            None | Some("") => Next::End,
            Some(row) => Next::Told("/first_row_number", row.to_owned()),
        },
        is_past: false,
    })
}
