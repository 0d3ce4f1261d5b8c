//! Mastodon and the servers that speak like it, by `estran fetch` (formats/apis.md, 7).

use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Kept, Source};
use crate::import::answers::{self, Answers, Published, count, sum, text};
use crate::import::{About, Claim, Format, Group, Settings, html};
use crate::model::{Batch, Metric, Metrics, PostFormat};

pub struct MastodonApi;

impl Format for MastodonApi {
    fn name(&self) -> &'static str {
        "mastodon-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "Mastodon (et GoToSocial, Pleroma, Pixelfed, snac)",
            menus: "lu par «\u{a0}estran fetch\u{a0}», sans jeton",
            gives: "publications, favoris, partages, réponses\u{202f}; abonnés du jour de la lecture",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::Mastodon)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        answers::read(document, settings, batch, read)
    }
}

fn read(answer: &Kept, answers: &mut Answers<'_>) {
    match &answer.body {
        Value::Array(statuses) => statuses.iter().for_each(|status| post(status, answers)),
        // Some servers write 0 for an account that does not publish the number.
        profile => answers.followers(count(profile, "followers_count").filter(|count| *count > 0)),
    }
}

/// A quote is a way of passing on. The continuation of a thread is a reply: the thread counts once.
fn post(status: &Value, answers: &mut Answers<'_>) {
    let mut metrics = Metrics::default();
    metrics[Metric::Reactions] = count(status, "favourites_count");
    metrics[Metric::Comments] = count(status, "replies_count");
    metrics[Metric::Shares] = sum(&[
        count(status, "reblogs_count"),
        count(status, "quotes_count"),
    ]);
    answers.post(&Published {
        id: text(status, "id"),
        at: text(status, "created_at"),
        link: text(status, "url"),
        text: &html::text(text(status, "content").unwrap_or_default()),
        format: Some(format(status)),
        is_reply: status.get("in_reply_to_id").is_some_and(|id| !id.is_null()),
        metrics,
    });
}

fn format(status: &Value) -> PostFormat {
    let media = status.get("media_attachments").and_then(Value::as_array);
    let kinds: Vec<&str> = media
        .into_iter()
        .flatten()
        .filter_map(|item| text(item, "type"))
        .collect();
    match kinds.as_slice() {
        [] if status.pointer("/poll/id").is_some() => PostFormat::Poll,
        [] if status.pointer("/card/type").is_some() => PostFormat::Link,
        [] => PostFormat::Text,
        [kind] if matches!(*kind, "video" | "gifv") => PostFormat::LongVideo,
        [_] => PostFormat::Image,
        [..] => PostFormat::Carousel,
    }
}
