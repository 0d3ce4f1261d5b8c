//! An account of X, by `estran fetch` (formats/apis.md, 6).

use chrono::TimeDelta;
use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Kept, Source};
use crate::import::answers::{self, Answers, Published, count, instant, list, sum, text};
use crate::import::x_content::unescape;
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::{Batch, Metric, Metrics};

pub struct XApi;

impl Format for XApi {
    fn name(&self) -> &'static str {
        "x-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "X, par son API payante",
            menus: "lu par «\u{a0}estran fetch\u{a0}», qui dit d’abord ce que la lecture coûtera",
            gives: "publications du mois, impressions, mentions J’aime, réponses, republications et citations, signets\u{202f}; abonnés du jour de la lecture",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::X)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        answers::read(document, settings, batch, read)
    }
}

fn read(answer: &Kept, answers: &mut Answers<'_>) {
    let is_account = answer.asked.starts_with("/2/users/by");
    for item in list(&answer.body, "data") {
        if is_account {
            let figures = item.get("public_metrics").unwrap_or(&Value::Null);
            answers.followers(count(figures, "followers_count"));
        } else {
            post(item, answers);
        }
    }
    if is_late(answer) {
        let message = "X ne donne que les dernières publications d’un compte (800 à 3200, réponses comprises)\u{a0}; il peut en manquer à un mois lu si tard\u{a0}: l’export de X les a toutes";
        answers.say("read-late", message);
    }
    for refusal in list(&answer.body, "errors") {
        let what = text(refusal, "field").or_else(|| text(refusal, "title"));
        let message = format!(
            "X refuse une partie de ce qui lui est demandé («\u{a0}{}\u{a0}»)\u{a0}; elle manque, le reste est lu",
            what.unwrap_or("?")
        );
        answers.say("refused-part", message);
    }
}

/// A list that ends where the server stops looks like one that ends where the month begins: past a season, it is said.
const SEASON: TimeDelta = TimeDelta::days(92);

fn is_late(answer: &Kept) -> bool {
    let parameter = |name: &str| {
        let (_, query) = answer.asked.split_once('?')?;
        let mut pairs = query.split('&');
        pairs.find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    };
    // Once, on the first page.
    let end = parameter("end_time").filter(|_| parameter("pagination_token").is_none());
    end.and_then(instant)
        .is_some_and(|end| answer.read - end.to_utc() > SEASON)
}

/// Each counter has two names, of which one is going (apis.md, 6.1). A quote is a way of passing on.
fn post(item: &Value, answers: &mut Answers<'_>) {
    let figures = item.get("public_metrics").unwrap_or(&Value::Null);
    let passed_on = count(figures, "retweet_count").or_else(|| count(figures, "repost_count"));
    let mut metrics = Metrics::default();
    metrics[Metric::Impressions] = count(figures, "impression_count");
    metrics[Metric::Reactions] = count(figures, "like_count");
    metrics[Metric::Comments] = count(figures, "reply_count");
    metrics[Metric::Shares] = sum(&[passed_on, count(figures, "quote_count")]);
    metrics[Metric::Saves] = count(figures, "bookmark_count");
    let id = text(item, "id");
    let link = id.map(|id| format!("https://x.com/i/status/{id}"));
    answers.post(&Published {
        id,
        at: text(item, "created_at"),
        link: link.as_deref(),
        text: &unescape(text(item, "text").unwrap_or_default()),
        format: None,
        is_reply: is_reply(item),
        metrics,
    });
}

fn is_reply(item: &Value) -> bool {
    ["referenced_tweets", "referenced_posts"]
        .iter()
        .flat_map(|name| list(item, name))
        .any(|reference| text(reference, "type") == Some("replied_to"))
}
