//! A Page of Facebook (formats/apis.md, 1).

use super::meta;
use super::pages::follow;
use super::reading::Kept;
use super::session::{Ask, Session, text};
use super::sieve;
use super::trouble::Trouble;

/// Of the page, day by day. Each may be refused by a version, and costs one question.
const OF_THE_PAGE: [&str; 4] = [
    "page_media_view",
    "page_follows",
    "page_daily_follows_unique",
    "page_daily_unfollows_unique",
];

const PLAIN: &str =
    "id,created_time,message,permalink_url,status_type,shares,attachments{media_type}";
const SUMMARIES: &str =
    "reactions.limit(0).summary(total_count),comments.limit(0).summary(total_count)";
const INSIGHTS: &str = "insights.metric(post_media_view,post_total_media_view_unique,post_clicks)";

/// Items a page: fewer when the server finds them too heavy.
const SIZES: [&str; 3] = ["50", "20", "5"];

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    profile(session).await?;
    let (from, to) = (session.month.first_day(), session.month.next().first_day());
    for metric in OF_THE_PAGE {
        let days = meta::insights(session, &session.errand.handle, metric)
            .with("period", "day")
            .with("since", from.to_string())
            // A value is dated the morning after its day.
            .with("until", (to + chrono::Days::new(1)).to_string());
        session.ask_if_alive(&days).await?;
    }
    posts(session).await
}

pub async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let page = Ask::new(meta::path(session, &session.errand.handle), |body| {
        sieve::keep(body, &["id", "followers_count"])
    });
    let profile = session
        .ask(&page.with("fields", "id,followers_count"))
        .await?;
    text(&profile.body, "id")?;
    Ok(profile)
}

/// With all their counters, else with those that this version and this token give.
async fn posts(session: &Session<'_>) -> Result<(), Trouble> {
    let sets = [
        format!("{PLAIN},{SUMMARIES},{INSIGHTS}"),
        format!("{PLAIN},{SUMMARIES}"),
        PLAIN.to_owned(),
    ];
    let (mut fields, mut sizes) = (sets.iter(), SIZES.iter());
    let (mut asked, mut size) = (fields.next(), sizes.next());
    loop {
        let (Some(set), Some(limit)) = (asked, size) else {
            return Err(Trouble::TooMuch);
        };
        match list(session, set, limit).await {
            Err(Trouble::TooMuch) if sizes.len() > 0 => size = sizes.next(),
            Err(Trouble::DeadMetric | Trouble::Forbidden(_)) if fields.len() > 0 => {
                asked = fields.next();
            }
            other => return other,
        }
    }
}

async fn list(session: &Session<'_>, fields: &str, limit: &str) -> Result<(), Trouble> {
    let path = meta::path(
        session,
        &format!("{}/published_posts", session.errand.handle),
    );
    let kept = |body| {
        meta::list(
            body,
            &[
                "id",
                "created_time",
                "message",
                "permalink_url",
                "status_type",
                "shares.count",
                "attachments.data.media_type",
                "reactions.summary.total_count",
                "comments.summary.total_count",
                "insights.data.name",
                "insights.data.values.value",
            ],
        )
    };
    let posts = Ask::new(path, kept)
        .with("limit", limit)
        .with("fields", fields);
    follow(session, posts, |answer| {
        meta::page(session, answer, "created_time")
    })
    .await
}
