//! A channel of YouTube, by `estran fetch` (formats/apis.md, 4.1).

use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Kept, Source};
use crate::import::answers::{self, Answers, Published, count, list, text};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::{Batch, Metric, Metrics, PostFormat};

pub struct YoutubeApi;

impl Format for YoutubeApi {
    fn name(&self) -> &'static str {
        "youtube-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "YouTube, chaîne",
            menus: "lu par «\u{a0}estran fetch\u{a0}», avec une clé d’API",
            gives: "vidéos, vues, mentions J’aime, commentaires depuis leur publication\u{202f}; abonnés jusqu’à 1000",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::YouTube)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        answers::read(document, settings, batch, read)
    }
}

fn read(answer: &Kept, answers: &mut Answers<'_>) {
    for item in list(&answer.body, "items") {
        if item.get("snippet").is_some() {
            video(item, answers);
        } else if let Some(figures) = item.get("statistics") {
            subscribers(figures, answers);
        }
    }
}

/// Beyond, only the first three figures are given: the difference of two such numbers says nothing.
const EXACT: i64 = 1000;

fn subscribers(figures: &Value, answers: &mut Answers<'_>) {
    let count = count(figures, "subscriberCount");
    if count.is_some_and(|count| count >= EXACT) {
        let message = "YouTube n’affiche le nombre d’abonnés qu’arrondi\u{a0}; il n’est pas repris, car la différence de deux nombres arrondis ne dit rien\u{a0}: l’export de YouTube Studio le donne";
        answers.say("rounded-followers", message);
    } else {
        answers.followers(count);
    }
}

fn video(item: &Value, answers: &mut Answers<'_>) {
    let nothing = Value::Null;
    let part = |name| item.get(name).unwrap_or(&nothing);
    let (snippet, figures) = (part("snippet"), part("statistics"));
    let mut metrics = Metrics::default();
    metrics[Metric::Views] = count(figures, "viewCount");
    metrics[Metric::Reactions] = count(figures, "likeCount");
    metrics[Metric::Comments] = count(figures, "commentCount");
    let id = text(item, "id");
    let link = id.map(|id| format!("https://www.youtube.com/watch?v={id}"));
    answers.post(&Published {
        id,
        at: text(snippet, "publishedAt"),
        link: link.as_deref(),
        text: text(snippet, "title").unwrap_or_default(),
        format: format(
            snippet,
            text(part("contentDetails"), "duration").unwrap_or_default(),
        ),
        is_reply: false,
        metrics,
    });
}

/// A short lasts three minutes at most, but so may another video: only the longer ones are told.
fn format(snippet: &Value, duration: &str) -> Option<PostFormat> {
    if matches!(
        text(snippet, "liveBroadcastContent"),
        Some("live" | "upcoming")
    ) {
        return Some(PostFormat::Live);
    }
    let minutes = duration
        .strip_prefix("PT")
        .and_then(|rest| rest.split_once('M'))
        .and_then(|(minutes, _)| minutes.parse::<u32>().ok());
    let is_long = duration.contains('H') || minutes.is_some_and(|minutes| minutes > 3);
    is_long.then_some(PostFormat::LongVideo)
}
