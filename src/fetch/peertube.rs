//! A channel of PeerTube, on its own instance (formats/apis.md, 9).

use serde_json::Value;

use super::pages::{Next, Page, follow};
use super::reading::Kept;
use super::session::{Ask, Session};
use super::sieve;
use super::trouble::Trouble;

/// The most that the server gives at once.
const LIMIT: usize = 100;

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    profile(session).await?;
    let videos = Ask::new(format!("{}/videos", channel(session)), |body| {
        sieve::keep(
            body,
            &[
                "total",
                "data.uuid",
                "data.name",
                "data.publishedAt",
                "data.duration",
                "data.isLive",
                "data.url",
                "data.views",
                "data.likes",
                "data.comments",
            ],
        )
    })
    .with("start", "0")
    .with("count", LIMIT.to_string())
    .with("sort", "-publishedAt");
    follow(session, videos, |answer| page(session, answer)).await
}

pub async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let profile = Ask::new(channel(session), |body| {
        sieve::keep(body, &["id", "name", "followersCount"])
    });
    let profile = session.ask(&profile).await?;
    profile.body.get("id").ok_or(Trouble::Lacks("id"))?;
    Ok(profile)
}

fn channel(session: &Session<'_>) -> String {
    format!("/api/v1/video-channels/{}", session.errand.handle)
}

fn page(session: &Session<'_>, answer: &Kept) -> Result<Page, Trouble> {
    let videos = answer.body.get("data").and_then(Value::as_array);
    let videos = videos.ok_or(Trouble::Lacks("data"))?;
    let of = |video: &Value, name: &str| Some(video.get(name)?.as_str()?.to_owned());
    // Where the list begins is ours to say: it is in the question.
    let start = answer
        .asked
        .split_once("start=")
        .and_then(|(_, rest)| rest.split('&').next()?.parse().ok())
        .unwrap_or(0);
    let (read, total) = (start + videos.len(), answer.body.get("total"));
    let is_last = total
        .and_then(Value::as_u64)
        .is_some_and(|total| read as u64 >= total);
    let is_older =
        |video: &Value| of(video, "publishedAt").is_some_and(|instant| session.is_before(&instant));
    Ok(Page {
        ids: videos
            .iter()
            .filter_map(|video| of(video, "uuid"))
            .collect(),
        next: if is_last || videos.is_empty() {
            Next::End
        } else {
            Next::Told("start", read.to_string())
        },
        is_past: !videos.is_empty() && videos.iter().all(is_older),
    })
}
