//! A channel of PeerTube, by `estran fetch` (formats/apis.md, 9).

use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Kept, Source};
use crate::import::answers::{self, Answers, Published, count, list, text};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::{Batch, Metric, Metrics, PostFormat};

pub struct PeertubeApi;

impl Format for PeertubeApi {
    fn name(&self) -> &'static str {
        "peertube-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "PeerTube, chaîne",
            menus: "lu par «\u{a0}estran fetch\u{a0}», sans jeton",
            gives: "vidéos, vues, mentions J’aime, commentaires\u{202f}; abonnés du jour de la lecture",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::PeerTube)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        answers::read(document, settings, batch, read)
    }
}

fn read(answer: &Kept, answers: &mut Answers<'_>) {
    list(&answer.body, "data").for_each(|item| video(item, answers));
    if answer.body.get("data").is_none() {
        answers.followers(count(&answer.body, "followersCount"));
    }
}

fn video(item: &Value, answers: &mut Answers<'_>) {
    let mut metrics = Metrics::default();
    metrics[Metric::Views] = count(item, "views");
    metrics[Metric::Reactions] = count(item, "likes");
    metrics[Metric::Comments] = count(item, "comments");
    let is_live = item.get("isLive").and_then(Value::as_bool) == Some(true);
    answers.post(&Published {
        id: text(item, "uuid"),
        at: text(item, "publishedAt"),
        link: text(item, "url"),
        text: text(item, "name").unwrap_or_default(),
        format: Some(if is_live {
            PostFormat::Live
        } else {
            PostFormat::LongVideo
        }),
        is_reply: false,
        metrics,
    });
}
