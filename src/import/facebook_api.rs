//! A Page of Facebook, by `estran fetch` (formats/apis.md, 1).

use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Kept, Source};
use crate::import::answers::{self, Answers, Published, count, instant, list, number, text};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::{Batch, Metric, Metrics, PostFormat};

pub struct FacebookApi;

impl Format for FacebookApi {
    fn name(&self) -> &'static str {
        "facebook-api"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "Facebook, page",
            menus: "lu par «\u{a0}estran fetch\u{a0}», avec le jeton de la page",
            gives: "publications, vues, portée, réactions, commentaires, partages, clics\u{202f}; par jour\u{a0}: vues, abonnés",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        answers::claim(document, Source::Facebook)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        answers::read(document, settings, batch, read)
    }
}

fn read(answer: &Kept, answers: &mut Answers<'_>) {
    for item in list(&answer.body, "data") {
        if item.get("created_time").is_some() {
            post(item, answers);
        } else if let Some(metric) = text(item, "name") {
            days(metric, item, answers);
        }
    }
    if let Some(followers) = count(&answer.body, "followers_count") {
        answers.followers(Some(followers));
    }
}

/// A value is dated the morning after, and days are those of the US Pacific (apis.md, 0.7).
fn days(metric: &str, item: &Value, answers: &mut Answers<'_>) {
    for value in list(item, "values") {
        let end = text(value, "end_time").and_then(instant);
        let day = end.and_then(|end| {
            let end = end.with_timezone(&chrono_tz::US::Pacific).date_naive();
            end.pred_opt()
        });
        let (Some(day), Some(count)) = (day, value.get("value").and_then(number)) else {
            continue;
        };
        match metric {
            "page_media_view" => answers.day(day, Metric::Views, count),
            "page_follows" => answers.day(day, Metric::Followers, count),
            "page_daily_follows_unique" => answers.came(day, count),
            "page_daily_unfollows_unique" => answers.lost(day, count),
            _ => {}
        }
    }
}

fn post(item: &Value, answers: &mut Answers<'_>) {
    let at = |path: &str| item.pointer(path).and_then(number);
    let insight = |name: &str| {
        let mut all = list(item.get("insights").unwrap_or(&Value::Null), "data");
        let found = all.find(|one| text(one, "name") == Some(name))?;
        found.pointer("/values/0/value").and_then(number)
    };
    let mut metrics = Metrics::default();
    metrics[Metric::Reactions] = at("/reactions/summary/total_count");
    metrics[Metric::Comments] = at("/comments/summary/total_count");
    metrics[Metric::Shares] = at("/shares/count");
    metrics[Metric::Views] = insight("post_media_view");
    metrics[Metric::Reach] = insight("post_total_media_view_unique");
    metrics[Metric::Clicks] = insight("post_clicks");
    let media = item.pointer("/attachments/data/0/media_type");
    answers.post(&Published {
        // `<page>_<post>`: exports have the second part only.
        id: text(item, "id").map(|id| id.rsplit('_').next().unwrap_or(id)),
        at: text(item, "created_time"),
        link: text(item, "permalink_url"),
        text: text(item, "message").unwrap_or_default(),
        format: format(media.and_then(Value::as_str)),
        is_reply: false,
        metrics,
    });
}

fn format(media: Option<&str>) -> Option<PostFormat> {
    match media {
        None => Some(PostFormat::Text),
        Some("photo") => Some(PostFormat::Image),
        Some("album") => Some(PostFormat::Carousel),
        Some("video") => Some(PostFormat::LongVideo),
        Some("link") => Some(PostFormat::Link),
        Some("event") => Some(PostFormat::Event),
        Some(_) => None,
    }
}
