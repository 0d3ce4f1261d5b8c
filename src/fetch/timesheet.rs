//! What the tools that keep time have in common.

use chrono::{Days, NaiveDate};
use serde_json::Value;

use super::http::Reply;
use super::judge::Said;
use super::trouble::Trouble;
use crate::model::Month;

/// The days to ask for: a day more on each side, since each tool cuts days in a zone of its own (timesheets.md §2.3).
/// What is of another month is left at customs.
pub fn window(month: Month) -> (NaiveDate, NaiveDate) {
    let (first, last) = (month.first_day(), month.last_day());
    (
        first.checked_sub_days(Days::new(1)).unwrap_or(first),
        last.checked_add_days(Days::new(1)).unwrap_or(last),
    )
}

/// A tool is no account: what a refusal asks for is said in its own words.
pub fn manner(reply: &Reply, _: Option<&Value>) -> Option<Said> {
    match reply.status {
        403 => Some(Said::Stop(Trouble::HoursForbidden(403))),
        404 => Some(Said::Stop(Trouble::NoTimesheet)),
        _ => None,
    }
}

/// The ids of entries, texts or numbers.
pub fn ids<'v>(entries: impl IntoIterator<Item = &'v Value>, name: &str) -> Vec<String> {
    let id = |entry: &Value| match entry.get(name)? {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    };
    entries.into_iter().filter_map(id).collect()
}
