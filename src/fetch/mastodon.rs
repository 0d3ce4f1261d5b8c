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
    let statuses = Ask::new(format!("/api/v1/accounts/{id}/statuses"), posts)
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
fn posts(body: Value) -> Value {
    let Value::Array(mut statuses) = body else {
        return Value::Null;
    };
    statuses.retain(|status| {
        let is_own = status.get("reblog").is_none_or(Value::is_null);
        let visibility = status.get("visibility").and_then(Value::as_str);
        is_own && matches!(visibility, Some("public" | "unlisted") | None)
    });
    sieve::keep(
        Value::Array(statuses),
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
