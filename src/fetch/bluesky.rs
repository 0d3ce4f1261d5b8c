//! Bluesky, by the public view of the network (formats/apis.md, 8).

use serde_json::Value;

use super::http::Reply;
use super::judge::Said;
use super::pages::{Next, Page, follow};
use super::reading::Kept;
use super::session::{Ask, Session, text};
use super::sieve;
use super::trouble::Trouble;

/// The most that the server gives at once.
const LIMIT: &str = "100";

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    let profile = profile(session).await?;
    let feed = Ask::new("/xrpc/app.bsky.feed.getAuthorFeed", posts)
        .with("actor", text(&profile.body, "did")?)
        .with("limit", LIMIT)
        .with("filter", "posts_no_replies");
    follow(session, feed, |answer| page(session, answer)).await
}

pub async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let profile = Ask::new("/xrpc/app.bsky.actor.getProfile", |body| {
        sieve::keep(body, &["did", "handle", "followersCount", "postsCount"])
    });
    let profile = session
        .ask(&profile.with("actor", &session.errand.handle))
        .await?;
    text(&profile.body, "did")?;
    Ok(profile)
}

/// An unknown or closed account is a request that the server calls wrong, and not a 404.
pub fn manner(reply: &Reply, body: Option<&Value>) -> Option<Said> {
    let field = |name| body?.get(name)?.as_str();
    let is_closed = matches!(
        field("error"),
        Some("AccountDeactivated" | "AccountTakedown" | "BlockedActor" | "BlockedByActor")
    ) || field("message") == Some("Profile not found");
    (reply.status == 400 && is_closed).then_some(Said::Stop(Trouble::Gone))
}

/// Without what the account passes on of others.
fn posts(mut body: Value) -> Value {
    if let Some(feed) = body.get_mut("feed").and_then(Value::as_array_mut) {
        feed.retain(|item| item.get("reason").is_none());
    }
    sieve::keep(
        body,
        &[
            "cursor",
            "feed.post.uri",
            "feed.post.indexedAt",
            "feed.post.replyCount",
            "feed.post.repostCount",
            "feed.post.likeCount",
            "feed.post.quoteCount",
            "feed.post.bookmarkCount",
            "feed.post.record.text",
            "feed.post.record.langs",
            "feed.post.record.embed.$type",
            // Only how many they are.
            "feed.post.record.embed.images.aspectRatio",
        ],
    )
}

fn page(session: &Session<'_>, answer: &Kept) -> Result<Page, Trouble> {
    let feed = answer.body.get("feed").and_then(Value::as_array);
    let feed = feed.ok_or(Trouble::Lacks("feed"))?;
    let of = |item: &Value, name: &str| {
        let text = item.get("post")?.get(name)?.as_str()?;
        Some(text.to_owned())
    };
    let cursor = answer.body.get("cursor").and_then(Value::as_str);
    let oldest = feed.last().and_then(|item| of(item, "indexedAt"));
    Ok(Page {
        ids: feed.iter().filter_map(|item| of(item, "uri")).collect(),
        next: cursor.map_or(Next::End, |cursor| Next::Told("cursor", cursor.to_owned())),
        is_past: oldest.is_some_and(|instant| session.is_before(&instant)),
    })
}
