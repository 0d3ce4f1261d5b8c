//! An account of Threads, by `estran fetch` (formats/apis.md, 3).

use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Kept, Source};
use crate::import::answers::{self, Answers, Published, list, text};
use crate::import::instagram_api::{media_of, value};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::{Batch, Metric, Metrics, PostFormat};

pub struct ThreadsApi;

impl Format for ThreadsApi {
    fn name(&self) -> &'static str {
        "threads-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "Threads",
            menus: "lu par «\u{a0}estran fetch\u{a0}», avec un jeton du compte, de 60\u{a0}jours",
            gives: "publications, vues, mentions J’aime, réponses, republications et citations\u{202f}; abonnés du jour de la lecture",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::Threads)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        answers::read(document, settings, batch, read)
    }
}

fn read(answer: &Kept, answers: &mut Answers<'_>) {
    for item in list(&answer.body, "data") {
        match (text(item, "name"), media_of(&answer.asked)) {
            (Some("followers_count"), _) => answers.followers(value(item)),
            (Some(name), Some(media)) => insight(media, name, item, answers),
            (Some(_), None) => {}
            (None, _) => post(item, answers),
        }
    }
}

/// A quote is a way of passing on. Of a post of somebody else, nothing is told.
fn insight(media: &str, name: &str, item: &Value, answers: &mut Answers<'_>) {
    let Some(count) = value(item) else { return };
    match name {
        "views" => answers.add(media, Metric::Views, count),
        "likes" => answers.add(media, Metric::Reactions, count),
        "replies" => answers.add(media, Metric::Comments, count),
        "reposts" | "quotes" => answers.raise(media, Metric::Shares, count),
        _ => {}
    }
}

fn post(item: &Value, answers: &mut Answers<'_>) {
    let media = text(item, "media_type");
    if media == Some("REPOST_FACADE") {
        return;
    }
    answers.post(&Published {
        id: text(item, "id"),
        at: text(item, "timestamp"),
        link: text(item, "permalink"),
        text: text(item, "text").unwrap_or_default(),
        format: format(media),
        is_reply: false,
        metrics: Metrics::default(),
    });
}

fn format(media: Option<&str>) -> Option<PostFormat> {
    match media? {
        "TEXT_POST" => Some(PostFormat::Text),
        "IMAGE" => Some(PostFormat::Image),
        "VIDEO" => Some(PostFormat::LongVideo),
        "CAROUSEL_ALBUM" => Some(PostFormat::Carousel),
        _ => None,
    }
}
