//! A professional account of Instagram, by the door of Facebook (formats/apis.md, 2).

use super::meta;
use super::reading::Kept;
use super::session::{Ask, Session, text};
use super::sieve;
use super::trouble::Trouble;

/// Of a post or a reel. The likes and comments are in the list already.
const OF_A_POST: [&str; 4] = ["views", "reach", "saved", "shares"];

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    profile(session).await?;
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
    for id in meta::of_the_month(session, media, "timestamp").await? {
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
