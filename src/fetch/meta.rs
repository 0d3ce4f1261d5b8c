//! What Facebook, Instagram and Threads have in common: the Graph API (formats/apis.md, 1 to 3).

use std::cell::RefCell;

use serde_json::Value;

use super::http::Reply;
use super::judge::Said;
use super::pages::{Next, Page, follow};
use super::reading::Kept;
use super::session::{Ask, Session, text};
use super::sieve;
use super::trouble::Trouble;

/// A path of the version that is asked.
pub fn path(session: &Session<'_>, after: &str) -> String {
    format!("/{}/{after}", session.errand.version)
}

/// One figure of an object, its measures asked one by one: one that is dead would take the others with it.
pub fn insights<'a>(session: &Session<'_>, of: &str, metric: &str) -> Ask<'a> {
    let kept = |body| {
        sieve::keep(
            body,
            &[
                "data.name",
                "data.period",
                "data.values.value",
                "data.values.end_time",
                "data.total_value.value",
            ],
        )
    };
    Ask::new(path(session, &format!("{of}/insights")), kept).with("metric", metric)
}

/// Measures of one post: all at once, and one by one when one of them is refused.
pub async fn figures(session: &Session<'_>, of: &str, metrics: &[&str]) -> Result<(), Trouble> {
    match session
        .ask(&insights(session, of, &metrics.join(",")))
        .await
    {
        Err(Trouble::DeadMetric) => {
            for metric in metrics {
                session.ask_if_alive(&insights(session, of, metric)).await?;
            }
            Ok(())
        }
        other => other.map(|_| ()),
    }
}

/// The items of a list, and where it goes on. The address of the next page holds the token: only its mark is kept, and
/// only where there is one, since Meta gives a mark to the last page too.
pub fn list(body: Value, fields: &[&str]) -> Value {
    let after = body
        .pointer("/paging/next")
        .and(body.pointer("/paging/cursors/after"))
        .cloned();
    let fields: Vec<String> = fields.iter().map(|field| format!("data.{field}")).collect();
    let fields: Vec<&str> = fields.iter().map(String::as_str).collect();
    let mut kept = sieve::keep(body, &fields);
    if let (Some(after), Some(kept)) = (after, kept.as_object_mut()) {
        kept.insert("after".to_owned(), after);
    }
    kept
}

/// Follows a list back to the month, and gives the numbers of its posts of the month.
pub async fn of_the_month(
    session: &Session<'_>,
    list: Ask<'_>,
    created: &str,
) -> Result<Vec<String>, Trouble> {
    let ids = RefCell::new(Vec::new());
    follow(session, list, |answer| {
        for item in items(&answer.body)? {
            let at = item.get(created).and_then(Value::as_str);
            if at.is_some_and(|at| session.is_within(at)) {
                ids.borrow_mut().push(text(item, "id")?.to_owned());
            }
        }
        page(session, answer, created)
    })
    .await?;
    Ok(ids.into_inner())
}

/// `created` is the field of the date: `created_time`, `timestamp`.
pub fn page(session: &Session<'_>, answer: &Kept, created: &str) -> Result<Page, Trouble> {
    let items = items(&answer.body)?;
    let of = |item: &Value, name: &str| Some(item.get(name)?.as_str()?.to_owned());
    let after = answer.body.get("after").and_then(Value::as_str);
    // Those of others have no date of their own.
    let oldest = items.iter().rev().find_map(|item| of(item, created));
    Ok(Page {
        ids: items.iter().filter_map(|item| of(item, "id")).collect(),
        next: after.map_or(Next::End, |after| Next::Told("after", after.to_owned())),
        is_past: oldest.is_some_and(|instant| session.is_before(&instant)),
    })
}

pub fn items(body: &Value) -> Result<&Vec<Value>, Trouble> {
    body.get("data")
        .and_then(Value::as_array)
        .ok_or(Trouble::Lacks("data"))
}

/// Limits, passing faults and dead measures all come as a request that would be wrong.
pub fn manner(reply: &Reply, body: Option<&Value>) -> Option<Said> {
    let error = body?.get("error")?;
    let number = |name| error.get(name).and_then(Value::as_i64);
    let message = error
        .get("message")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let is_transient = error.get("is_transient").and_then(Value::as_bool) == Some(true);
    let says = |words: &str| message.contains(words);
    let said = match number("code")? {
        1 if says("reduce the amount of data") => Said::Stop(Trouble::TooMuch),
        4 | 17 | 32 | 341 | 613 | 80_000..=80_009 => Said::Again(Trouble::Exhausted),
        102 | 190 => Said::Stop(Trouble::TokenRefused(reply.status)),
        // Too few people saw it for a figure, or it was published before there were any.
        10 if says("Not enough viewers") => Said::Stop(Trouble::DeadMetric),
        100 if number("error_subcode") == Some(2_108_006) => Said::Stop(Trouble::DeadMetric),
        10 | 200..=299 => Said::Stop(Trouble::Forbidden(reply.status)),
        100 if says("valid insights metric")
            || says("nonexisting field")
            || says("must be one of the following values") =>
        {
            Said::Stop(Trouble::DeadMetric)
        }
        100 if number("error_subcode") == Some(33) => Said::Stop(Trouble::Gone),
        803 => Said::Stop(Trouble::Gone),
        2635 => Said::Stop(Trouble::OldVersion),
        1 | 2 => Said::Again(Trouble::Down(reply.status)),
        _ if is_transient => Said::Again(Trouble::Down(reply.status)),
        _ => return None,
    };
    Some(said)
}
