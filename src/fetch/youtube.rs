//! A channel of YouTube, by its public figures (formats/apis.md, 4.1).

use std::cell::RefCell;

use serde_json::Value;

use super::http::Reply;
use super::judge::Said;
use super::pages::{Next, Page, follow};
use super::reading::Kept;
use super::session::{Ask, Session};
use super::sieve;
use super::trouble::Trouble;

/// The most that the server gives at once, and the most videos asked together.
const LIMIT: usize = 50;

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    let channel = profile(session).await?;
    let uploads = channel
        .body
        .pointer("/items/0/contentDetails/relatedPlaylists/uploads")
        .and_then(Value::as_str)
        .ok_or(Trouble::Lacks("uploads"))?;
    let videos = RefCell::new(Vec::new());
    let list = Ask::new("/youtube/v3/playlistItems", |body| {
        sieve::keep(
            body,
            &[
                "nextPageToken",
                "items.contentDetails.videoId",
                "items.contentDetails.videoPublishedAt",
            ],
        )
    })
    .with("part", "contentDetails")
    .with("playlistId", uploads)
    .with("maxResults", LIMIT.to_string());
    let listed = follow(session, list, |answer| {
        let page = page(session, answer);
        videos.borrow_mut().extend(page.ids.iter().cloned());
        Ok(page)
    });
    match listed.await {
        // A channel without a video has no list of them.
        Ok(()) | Err(Trouble::Gone) => {}
        Err(trouble) => return Err(trouble),
    }
    for some in videos.into_inner().chunks(LIMIT) {
        let figures = Ask::new("/youtube/v3/videos", videos_of);
        session
            .ask(
                &figures
                    .with("part", "snippet,statistics,contentDetails,status")
                    .with("id", some.join(",")),
            )
            .await?;
    }
    Ok(())
}

/// By its number (`UC…`) or by its name. One that is unknown is a list without items.
pub async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let handle = &session.errand.handle;
    let is_number = handle.starts_with("UC") && handle.len() == 24;
    let channel = Ask::new("/youtube/v3/channels", |body| {
        sieve::keep(
            body,
            &[
                "items.id",
                "items.statistics",
                "items.contentDetails.relatedPlaylists.uploads",
            ],
        )
    })
    .with("part", "statistics,contentDetails");
    let channel = if is_number {
        channel.with("id", handle)
    } else {
        channel.with("forHandle", format!("@{handle}"))
    };
    let answer = session.ask(&channel).await?;
    match answer.body.pointer("/items/0") {
        Some(_) => Ok(answer),
        None => Err(Trouble::Gone),
    }
}

/// What a 403 is for is inside.
pub fn manner(reply: &Reply, body: Option<&Value>) -> Option<Said> {
    let error = body?.get("error")?;
    let reason = error.pointer("/errors/0/reason").and_then(Value::as_str);
    let message = error
        .get("message")
        .and_then(Value::as_str)
        .unwrap_or_default();
    match reason? {
        "quotaExceeded" | "dailyLimitExceeded" => Some(Said::Stop(Trouble::QuotaOfTheDay)),
        "rateLimitExceeded" | "userRateLimitExceeded" => Some(Said::Again(Trouble::Exhausted)),
        "keyInvalid" | "keyExpired" => Some(Said::Stop(Trouble::TokenRefused(reply.status))),
        "badRequest" if message.contains("API key") => {
            Some(Said::Stop(Trouble::TokenRefused(reply.status)))
        }
        _ => None,
    }
}

/// What anybody can see.
fn videos_of(mut body: Value) -> Value {
    if let Some(items) = body.get_mut("items").and_then(Value::as_array_mut) {
        items.retain(|item| {
            item.pointer("/status/privacyStatus")
                .is_some_and(|is| is != "private")
        });
    }
    sieve::keep(
        body,
        &[
            "items.id",
            "items.snippet.publishedAt",
            "items.snippet.title",
            "items.snippet.liveBroadcastContent",
            "items.contentDetails.duration",
            "items.statistics",
        ],
    )
}

/// The list is close to the order of publication, and not quite: it is left after a whole page of older videos.
fn page(session: &Session<'_>, answer: &Kept) -> Page {
    let items = answer.body.get("items").and_then(Value::as_array);
    let of = |item: &Value, name: &str| {
        let text = item.get("contentDetails")?.get(name)?.as_str()?;
        Some(text.to_owned())
    };
    let items = items.map_or(&[][..], Vec::as_slice);
    let is_older = |item: &Value| {
        of(item, "videoPublishedAt").is_some_and(|instant| session.is_before(&instant))
    };
    let next = answer.body.get("nextPageToken").and_then(Value::as_str);
    Page {
        ids: items
            .iter()
            .filter_map(|item| of(item, "videoId"))
            .collect(),
        next: next.map_or(Next::End, |mark| Next::Told("pageToken", mark.to_owned())),
        is_past: !items.is_empty() && items.iter().all(is_older),
    }
}
