//! Mastodon and the servers that speak like it (formats/apis.md, 7).

use reqwest::Url;
use serde_json::Value;

use super::pages::{Next, Page, follow};
use super::reading::Kept;
use super::session::{Ask, Session, text};
use super::sieve;
use super::trouble::Trouble;

/// The most that the server gives at once.
const LIMIT: &str = "40";

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    let profile = profile(session).await?;
    let id = text(&profile.body, "id")?;
    let statuses = Ask::new(format!("/api/v1/accounts/{id}/statuses"), |body| {
        posts(body, id)
    })
    .with("limit", LIMIT)
    .with("exclude_replies", "true")
    .with("exclude_reblogs", "true");
    follow(session, statuses, |answer| page(session, answer)).await
}

pub async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let lookup = Ask::new("/api/v1/accounts/lookup", |body| {
        sieve::keep(
            body,
            &[
                "id",
                "acct",
                "followers_count",
                "statuses_count",
                "created_at",
            ],
        )
    });
    let profile = session
        .ask(&lookup.with("acct", &session.errand.handle))
        .await?;
    text(&profile.body, "id")?;
    Ok(profile)
}

/// The account's own posts, that anybody may read; without the people they name.
fn posts(body: Value, account: &str) -> Value {
    let Value::Array(statuses) = body else {
        return Value::Null;
    };
    let own = statuses
        .into_iter()
        .filter_map(|status| own(status, account));
    sieve::keep(
        own.collect(),
        &[
            "id",
            "created_at",
            "in_reply_to_id",
            "url",
            "language",
            "content",
            "replies_count",
            "reblogs_count",
            "favourites_count",
            "quotes_count",
            "media_attachments.type",
            "poll.id",
            "card.type",
        ],
    )
}

/// What is passed on of others is theirs. A post of the account that somebody passed on is its own: snac wraps it so.
fn own(mut status: Value, account: &str) -> Option<Value> {
    match status.get_mut("reblog").map(Value::take) {
        None | Some(Value::Null) => {}
        Some(inside)
            if inside
                .pointer("/account/id")
                .is_some_and(|id| id == account) =>
        {
            status = inside;
        }
        Some(_) => return None,
    }
    let visibility = status.get("visibility").and_then(Value::as_str);
    matches!(visibility, Some("public" | "unlisted") | None).then_some(status)
}

fn page(session: &Session<'_>, answer: &Kept) -> Result<Page, Trouble> {
    let statuses = answer.body.as_array().ok_or(Trouble::Lacks("statuses"))?;
    let ids: Vec<String> = statuses
        .iter()
        .filter_map(|status| Some(status.get("id")?.as_str()?.to_owned()))
        .collect();
    let oldest = statuses
        .last()
        .and_then(|status| status.get("created_at")?.as_str());
    let next = match (&answer.next, ids.last()) {
        // The link carries the public name of the server: only its mark is taken.
        (Some(link), _) => {
            parameter(link, "max_id").map_or(Next::End, |id| Next::Told("max_id", id))
        }
        // Some servers page without saying so, others give everything at once.
        (None, Some(last)) => Next::Guessed("max_id", last.clone()),
        (None, None) => Next::End,
    };
    Ok(Page {
        ids,
        next,
        is_past: oldest.is_some_and(|instant| session.is_before(instant)),
    })
}

fn parameter(link: &str, name: &str) -> Option<String> {
    let url = Url::parse(link).ok()?;
    url.query_pairs()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.into_owned())
}
