//! A professional account of Instagram, by `estran fetch` (formats/apis.md, 2).

use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Kept, Source};
use crate::import::answers::{self, Answers, Published, count, list, number, text};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::{Batch, Metric, Metrics, PostFormat};

pub struct InstagramApi;

impl Format for InstagramApi {
    fn name(&self) -> &'static str {
        "instagram-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "Instagram, compte professionnel",
            menus: "lu par «\u{a0}estran fetch\u{a0}», avec le jeton de la page Facebook liée",
            gives: "publications, vues, portée, mentions J’aime, commentaires, partages, enregistrements\u{202f}; abonnés du jour de la lecture",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::Instagram)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        answers::read(document, settings, batch, read)
    }
}

fn read(answer: &Kept, answers: &mut Answers<'_>) {
    for item in list(&answer.body, "data") {
        if item.get("timestamp").is_some() {
            post(item, answers);
        } else if let Some(media) = media_of(&answer.asked) {
            insight(media, item, answers);
        }
    }
    if let Some(followers) = count(&answer.body, "followers_count") {
        answers.followers(Some(followers));
    }
}

/// `/v26.0/<media>/insights?metric=views`: the answer itself does not say which post it is of.
pub fn media_of(asked: &str) -> Option<&str> {
    asked.split_once("/insights")?.0.rsplit('/').next()
}

fn insight(media: &str, item: &Value, answers: &mut Answers<'_>) {
    let metric = match text(item, "name") {
        Some("views") => Metric::Views,
        Some("reach") => Metric::Reach,
        Some("saved") => Metric::Saves,
        Some("shares") => Metric::Shares,
        _ => return,
    };
    if let Some(count) = value(item) {
        answers.add(media, metric, count);
    }
}

/// Of a measure: its total, else the last of its values.
pub fn value(item: &Value) -> Option<i64> {
    let value = item
        .pointer("/total_value/value")
        .or_else(|| list(item, "values").last()?.get("value"));
    value.and_then(number)
}

fn post(item: &Value, answers: &mut Answers<'_>) {
    let mut metrics = Metrics::default();
    // Absent when the account hides it.
    metrics[Metric::Reactions] = count(item, "like_count");
    metrics[Metric::Comments] = count(item, "comments_count");
    answers.post(&Published {
        id: text(item, "id"),
        at: text(item, "timestamp"),
        link: text(item, "permalink"),
        text: text(item, "caption").unwrap_or_default(),
        format: format(item),
        is_reply: false,
        metrics,
    });
}

fn format(item: &Value) -> Option<PostFormat> {
    match (text(item, "media_product_type"), text(item, "media_type")) {
        (Some("REELS"), _) => Some(PostFormat::ShortVideo),
        (Some("STORY"), _) => Some(PostFormat::Story),
        (_, Some("IMAGE")) => Some(PostFormat::Image),
        (_, Some("VIDEO")) => Some(PostFormat::LongVideo),
        (_, Some("CAROUSEL_ALBUM")) => Some(PostFormat::Carousel),
        (_, _) => None,
    }
}
