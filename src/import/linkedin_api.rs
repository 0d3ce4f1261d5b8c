//! A page of LinkedIn, by `estran fetch` (formats/apis.md, 5).

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Kept, Source, WHOLE};
use crate::import::answers::{self, Answers, Published, count, list, net, sum, text};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::{Batch, Metric, Metrics, PostFormat};

pub struct LinkedinApi;

/// Of a post since it went online, or of a page on a day. Unique impressions are people: reach.
const FIGURES: [(&str, Metric); 6] = [
    ("impressionCount", Metric::Impressions),
    ("uniqueImpressionsCount", Metric::Reach),
    ("clickCount", Metric::Clicks),
    ("likeCount", Metric::Reactions),
    ("commentCount", Metric::Comments),
    ("shareCount", Metric::Shares),
];

impl Format for LinkedinApi {
    fn name(&self) -> &'static str {
        "linkedin-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "LinkedIn, page",
            menus: "lu par «\u{a0}estran fetch\u{a0}», avec un jeton d’administrateur de la page, de 60\u{a0}jours",
            gives: "publications et jours\u{a0}: impressions, portée, clics, réactions, commentaires, republications\u{202f}; abonnés du jour de la lecture, gains par jour",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::LinkedIn)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        answers::read(document, settings, batch, read)
    }
}

fn read(answer: &Kept, answers: &mut Answers<'_>) {
    if let Some(followers) = count(&answer.body, "firstDegreeSize") {
        answers.followers(Some(followers));
    }
    if answer.body.get(WHOLE).is_some() {
        without_activity(&answer.asked, answers);
    }
    for item in list(&answer.body, "elements") {
        let urn = text(item, "share").or_else(|| text(item, "ugcPost"));
        if let Some(figures) = item.get("totalShareStatistics") {
            match (urn, day(item)) {
                (Some(urn), _) => figures_of(urn, figures, answers),
                (None, Some(day)) => figures_of_a_day(day, figures, answers),
                (None, None) => {}
            }
        } else if let (Some(gains), Some(day)) = (item.get("followerGains"), day(item)) {
            let gain = |name: &str| gains.get(name).and_then(net);
            let gained = sum(&[gain("organicFollowerGain"), gain("paidFollowerGain")]);
            if let Some(gained) = gained {
                answers.day(day, Metric::FollowersGained, gained);
            }
        } else if item.get("lifecycleState").is_some() {
            post(item, answers);
        }
    }
}

/// Posts that were asked for, and that a whole answer leaves out, had no activity at all: the one place where absent is
/// nought (apis.md, 0.3).
fn without_activity(asked: &str, answers: &mut Answers<'_>) {
    let list = asked
        .split_once("=List(")
        .and_then(|(_, rest)| rest.split_once(')'));
    let urns = list.map_or("", |(urns, _)| urns);
    for urn in urns.split(',') {
        let id = urn.rsplit("%3A").next().unwrap_or(urn);
        for (_, metric) in FIGURES {
            answers.add(id, metric, 0);
        }
    }
}

/// What the answer gives takes the place of nought, even when it is that nothing is known.
fn figures_of(urn: &str, figures: &Value, answers: &mut Answers<'_>) {
    for (name, metric) in FIGURES {
        answers.set(number_of(urn), metric, figures.get(name).and_then(net));
    }
}

fn figures_of_a_day(day: NaiveDate, figures: &Value, answers: &mut Answers<'_>) {
    for (name, metric) in FIGURES {
        if let Some(count) = figures.get(name).and_then(net) {
            answers.day(day, metric, count);
        }
    }
}

fn post(item: &Value, answers: &mut Answers<'_>) {
    if text(item, "lifecycleState") != Some("PUBLISHED") {
        return;
    }
    let urn = text(item, "id");
    let at = ["publishedAt", "createdAt"]
        .iter()
        .find_map(|name| moment(item.get(*name)?));
    let at = at.map(|at| at.to_rfc3339());
    let link = urn.map(|urn| format!("https://www.linkedin.com/feed/update/{urn}/"));
    answers.post(&Published {
        id: urn.map(number_of),
        at: at.as_deref(),
        link: link.as_deref(),
        text: text(item, "commentary").unwrap_or_default(),
        format: format(item),
        is_reply: false,
        metrics: Metrics::default(),
    });
}

/// `urn:li:share:7306192134921981953`: its number is enough, of a share as of a post.
fn number_of(urn: &str) -> &str {
    urn.rsplit(':').next().unwrap_or(urn)
}

/// Days are those of universal time.
fn day(item: &Value) -> Option<NaiveDate> {
    Some(moment(item.pointer("/timeRange/start")?)?.date_naive())
}

fn moment(value: &Value) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(value.as_i64()?)
}

fn format(item: &Value) -> Option<PostFormat> {
    let content = |name: &str| item.pointer(&format!("/content/{name}"));
    if item.pointer("/reshareContext/parent").is_some() {
        return Some(PostFormat::Relay);
    }
    if content("multiImage").is_some() {
        return Some(PostFormat::Carousel);
    }
    if content("article").is_some() {
        return Some(PostFormat::Link);
    }
    if content("poll").is_some() {
        return Some(PostFormat::Poll);
    }
    let Some(media) = content("media/id").and_then(Value::as_str) else {
        return item.get("content").is_none().then_some(PostFormat::Text);
    };
    let kind = media.strip_prefix("urn:li:")?.split(':').next()?;
    match kind {
        "image" => Some(PostFormat::Image),
        "video" => Some(PostFormat::LongVideo),
        "document" => Some(PostFormat::Carousel),
        _ => None,
    }
}
