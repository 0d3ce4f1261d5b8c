//! A professional account of Instagram, by the door of Facebook (formats/apis.md, 2).

use std::cell::RefCell;

use serde_json::Value;

use super::meta;
use super::pages::follow;
use super::reading::Kept;
use super::session::{Ask, Session, text};
use super::sieve;
use super::trouble::Trouble;

/// Of a post or a reel. The likes and comments are in the list already.
const OF_A_POST: [&str; 4] = ["views", "reach", "saved", "shares"];

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    profile(session).await?;
    let of_the_month = RefCell::new(Vec::new());
    let kept = |body| {
        meta::list(
            body,
            &[
                "id",
                "caption",
                "media_type",
                "media_product_type",
                "permalink",
                "timestamp",
                "like_count",
                "comments_count",
            ],
        )
    };
    let path = meta::path(session, &format!("{}/media", session.errand.handle));
    let media = Ask::new(path, kept).with("limit", "50").with(
        "fields",
        "id,caption,media_type,media_product_type,permalink,timestamp,like_count,comments_count",
    );
    follow(session, media, |answer| {
        for item in meta::items(&answer.body)? {
            let at = item
                .get("timestamp")
                .and_then(Value::as_str)
                .unwrap_or_default();
            if session.is_within(at) {
                of_the_month.borrow_mut().push(text(item, "id")?.to_owned());
            }
        }
        meta::page(session, answer, "timestamp")
    })
    .await?;
    for id in of_the_month.into_inner() {
        meta::figures(session, &id, &OF_A_POST).await?;
    }
    Ok(())
}

pub async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let account = Ask::new(meta::path(session, &session.errand.handle), |body| {
        sieve::keep(body, &["id", "followers_count"])
    });
    let profile = session
        .ask(&account.with("fields", "id,followers_count"))
        .await?;
    text(&profile.body, "id")?;
    Ok(profile)
}
