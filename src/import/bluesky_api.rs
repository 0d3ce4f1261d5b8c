//! Bluesky, by `estran fetch` (formats/apis.md, 8).

use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Kept, Source};
use crate::import::answers::{self, Answers, Published, count, sum, text};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::{Batch, Metric, Metrics, PostFormat};

pub struct BlueskyApi;

impl Format for BlueskyApi {
    fn name(&self) -> &'static str {
        "bluesky-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "Bluesky",
            menus: "lu par «\u{a0}estran fetch\u{a0}», sans jeton",
            gives: "publications, mentions J’aime, reposts et citations, réponses, signets\u{202f}; abonnés du jour de la lecture",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::Bluesky)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        answers::read(document, settings, batch, read)
    }
}

fn read(answer: &Kept, answers: &mut Answers<'_>) {
    match answer.body.get("feed").and_then(Value::as_array) {
        Some(feed) => {
            let posts = feed.iter().filter_map(|item| item.get("post"));
            posts.for_each(|item| post(item, answers));
        }
        None => answers.followers(count(&answer.body, "followersCount")),
    }
}

/// `indexedAt` is the earlier of the date that the author wrote and that of the server, in UTC.
fn post(post: &Value, answers: &mut Answers<'_>) {
    let mut metrics = Metrics::default();
    metrics[Metric::Reactions] = count(post, "likeCount");
    metrics[Metric::Comments] = count(post, "replyCount");
    metrics[Metric::Shares] = sum(&[count(post, "repostCount"), count(post, "quoteCount")]);
    metrics[Metric::Saves] = count(post, "bookmarkCount");
    let record = post.get("record").unwrap_or(&Value::Null);
    let uri = text(post, "uri");
    answers.post(&Published {
        id: uri,
        at: text(post, "indexedAt"),
        link: uri.and_then(link).as_deref(),
        text: text(record, "text").unwrap_or_default(),
        format: format(record),
        is_reply: false,
        metrics,
    });
}

/// `at://did:plc:b/app.bsky.feed.post/3n2y` → `https://bsky.app/profile/did:plc:b/post/3n2y`.
fn link(uri: &str) -> Option<String> {
    let (account, key) = uri
        .strip_prefix("at://")?
        .split_once("/app.bsky.feed.post/")?;
    Some(format!("https://bsky.app/profile/{account}/post/{key}"))
}

fn format(record: &Value) -> Option<PostFormat> {
    let images = record.pointer("/embed/images").and_then(Value::as_array);
    if images.is_some_and(|images| images.len() > 1) {
        return Some(PostFormat::Carousel);
    }
    match record.pointer("/embed/$type").and_then(Value::as_str) {
        None => Some(PostFormat::Text),
        Some("app.bsky.embed.images" | "app.bsky.embed.gallery") => Some(PostFormat::Image),
        Some("app.bsky.embed.external") => Some(PostFormat::Link),
        Some("app.bsky.embed.video") => Some(PostFormat::LongVideo),
        // A quote, with or without media: none of the known kinds.
        Some(_) => None,
    }
}
