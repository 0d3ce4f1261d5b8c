//! An account of Threads (formats/apis.md, 3).

use serde_json::Value;

use super::meta;
use super::reading::Kept;
use super::session::{Ask, Session, text};
use super::sieve;
use super::trouble::Trouble;

/// Without `shares`, which counts another gesture, and which some versions refuse.
const OF_A_POST: [&str; 5] = ["views", "likes", "replies", "reposts", "quotes"];

const FIELDS: &str = "id,permalink,timestamp,text,media_type";

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    profile(session).await?;
    let path = |after| meta::path(session, &format!("{}/{after}", session.errand.handle));
    let followers = Ask::new(path("threads_insights"), |body| {
        sieve::keep(body, &["data.name", "data.total_value.value"])
    });
    session
        .ask_if_alive(&followers.with("metric", "followers_count"))
        .await?;
    let posts = Ask::new(path("threads"), posts)
        .with("limit", "50")
        .with("fields", FIELDS);
    for id in meta::of_the_month(session, posts, "timestamp").await? {
        meta::figures(session, &id, &OF_A_POST).await?;
    }
    Ok(())
}

pub async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let account = Ask::new(meta::path(session, &session.errand.handle), |body| {
        sieve::keep(body, &["id"])
    });
    let profile = session.ask(&account.with("fields", "id")).await?;
    text(&profile.body, "id")?;
    Ok(profile)
}

/// Of a post of somebody else that was passed on, only that it was: its date is not that of the passing on.
fn posts(mut body: Value) -> Value {
    if let Some(items) = body.get_mut("data").and_then(Value::as_array_mut) {
        for item in items {
            if item.get("media_type").and_then(Value::as_str) == Some("REPOST_FACADE") {
                *item = sieve::keep(item.take(), &["id", "media_type"]);
            }
        }
    }
    let fields: Vec<&str> = FIELDS.split(',').collect();
    meta::list(body, &fields)
}
