//! A page of LinkedIn (formats/apis.md, 5).

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use chrono::{DateTime, Months, NaiveDate, NaiveTime, Utc};
use serde_json::Value;

use super::http::Reply;
use super::judge::Said;
use super::pages::{Next, Page, follow};
use super::reading::Kept;
use super::session::{Ask, Session};
use super::trouble::Trouble;
use super::{little_text, sieve};

/// Posts a page: the most that the server gives.
const LIMIT: usize = 100;
/// Posts whose figures are asked together, so that no address grows too long.
const TOGETHER: usize = 50;
/// How far back it counts.
const HISTORY: Months = Months::new(12);

const SHARES: &str = "organizationalEntityShareStatistics";
const FIGURES: &str = "elements.totalShareStatistics";
const TIMES: [&str; 2] = ["elements.timeRange.start", "elements.timeRange.end"];

/// Of the page, day by day: the finder, the name of its parameter, and what stays of each day. Nothing reads the views of
/// the page yet; they are kept because LinkedIn forgets them after a year.
const OF_THE_PAGE: [(&str, &str, &str); 3] = [
    (
        "organizationalEntityFollowerStatistics",
        "organizationalEntity",
        "elements.followerGains",
    ),
    (SHARES, "organizationalEntity", FIGURES),
    (
        "organizationPageStatistics",
        "organization",
        "elements.totalPageStatistics.views.allPageViews",
    ),
];

/// What the figures of posts say when none was left out but for want of activity.
pub const WHOLE: &str = "whole";

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    profile(session).await?;
    let (from, to) = days(session);
    for (finder, name, kept) in OF_THE_PAGE {
        let [start, end] = [from, to].map(milliseconds);
        let of_the_page = question(session, format!("/rest/{finder}"), move |body| {
            sieve::keep(body, &[&[kept][..], &TIMES].concat())
        })
        .with("q", name)
        .with(name, organization(session))
        .with(
            "timeIntervals",
            format!("(timeRange:(start:{start},end:{end}),timeGranularityType:DAY)"),
        );
        let given = match is_remembered(session) {
            true if from < to => session.ask(&of_the_page).await.map(|_| ()),
            // The first day of a month has nothing to tell yet.
            true => continue,
            false => Err(Trouble::DeadMetric),
        };
        match given {
            Err(Trouble::DeadMetric | Trouble::Forbidden(_) | Trouble::Refused(_)) => {
                session.give_up(&of_the_page)?;
            }
            other => other?,
        }
    }
    let posts = posts(session).await?;
    for (name, kind) in [("shares", "urn:li:share:"), ("ugcPosts", "urn:li:ugcPost:")] {
        let urns = posts.iter().filter(|urn| urn.starts_with(kind));
        figures(session, name, urns.cloned().collect()).await?;
    }
    Ok(())
}

pub async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let path = format!("/rest/networkSizes/{}", organization(session));
    let followers = question(session, path, |body| {
        sieve::keep(body, &["firstDegreeSize"])
    })
    .with("edgeType", "COMPANY_FOLLOWED_BY_MEMBER");
    let followers = session.ask(&followers).await?;
    followers
        .body
        .get("firstDegreeSize")
        .ok_or(Trouble::Lacks("firstDegreeSize"))?;
    Ok(followers)
}

/// The posts of the month, by their URN. Those that were written long before they went online are not in their place, and
/// one page more than needed is read.
async fn posts(session: &Session<'_>) -> Result<Vec<String>, Trouble> {
    let of_the_month = RefCell::new(Vec::new());
    let mut list = question(session, "/rest/posts".to_owned(), published)
        .with("author", organization(session))
        .with("q", "author")
        .with("count", LIMIT.to_string())
        .with("start", "0")
        // By date of modification, the default, an old post that was mended would come first.
        .with("sortBy", "CREATED");
    list.headers.push(("x-restli-method", "FINDER".to_owned()));
    let read = Cell::new(0);
    follow(session, list, |answer| {
        let items = elements(&answer.body)?;
        read.set(read.get() + items.len());
        for item in items {
            if is_within(session, item) {
                let urn = item.get("id").and_then(Value::as_str);
                let urn = urn.ok_or(Trouble::Lacks("id"))?;
                of_the_month.borrow_mut().push(urn.to_owned());
            }
        }
        Ok(page(session, items, read.get(), has_next(&answer.body)))
    })
    .await?;
    Ok(of_the_month.into_inner())
}

/// The counters of these posts, which are asked again when an answer stops where its page ends.
async fn figures(session: &Session<'_>, name: &str, mut urns: Vec<String>) -> Result<(), Trouble> {
    while !urns.is_empty() {
        let asked: Vec<String> = urns.drain(..TOGETHER.min(urns.len())).collect();
        let list: Vec<String> = asked.iter().map(|urn| encoded(urn)).collect();
        let count = asked.len();
        let of_posts = question(session, format!("/rest/{SHARES}"), move |body| {
            figures_of(body, count)
        })
        .with("q", "organizationalEntity")
        .with("organizationalEntity", organization(session))
        .with(name, format!("List({})", list.join(",")));
        if !is_remembered(session) {
            session.give_up(&of_posts)?;
            continue;
        }
        let answer = session.ask(&of_posts).await?;
        if answer.body.get(WHOLE).is_none() {
            let found: BTreeSet<&str> = elements(&answer.body)?.iter().filter_map(urn_of).collect();
            let left = asked.iter().filter(|urn| !found.contains(urn.as_str()));
            let left: Vec<String> = left.cloned().collect();
            if left.len() < asked.len() {
                urns.extend(left);
            }
        }
    }
    Ok(())
}

/// A post without any activity is left out of a good answer (apis.md, 0.3), and so is one that does not fit in its page:
/// an answer is whole when it is not exactly full.
fn figures_of(body: Value, asked: usize) -> Value {
    let given = body
        .get("elements")
        .and_then(Value::as_array)
        .map_or(0, Vec::len);
    let page = body.pointer("/paging/count").and_then(Value::as_u64);
    let is_full = page.is_some_and(|page| page == given as u64) && given < asked;
    let is_whole = !has_next(&body) && !is_full;
    let mut kept = sieve::keep(body, &["elements.share", "elements.ugcPost", FIGURES]);
    if let (true, Some(kept)) = (is_whole, kept.as_object_mut()) {
        kept.insert(WHOLE.to_owned(), Value::Bool(true));
    }
    kept
}

fn urn_of(element: &Value) -> Option<&str> {
    element
        .get("share")
        .or_else(|| element.get("ugcPost"))?
        .as_str()
}

/// Every question has these headers; without a version, none is answered.
fn question<'a>(
    session: &Session<'_>,
    path: String,
    sieve: impl Fn(Value) -> Value + 'a,
) -> Ask<'a> {
    let mut ask = Ask::new(path, sieve);
    ask.is_encoded = true;
    ask.headers = vec![
        ("linkedin-version", session.errand.version.clone()),
        ("x-restli-protocol-version", "2.0.0".to_owned()),
    ];
    ask
}

fn organization(session: &Session<'_>) -> String {
    encoded(&format!("urn:li:organization:{}", session.errand.handle))
}

/// Inside a list or a key, only its own signs stay bare (Rest.li 2.0).
fn encoded(urn: &str) -> String {
    url::form_urlencoded::byte_serialize(urn.as_bytes()).collect()
}

/// Days of UTC, from the first of the month to its end or to this morning.
fn days(session: &Session<'_>) -> (NaiveDate, NaiveDate) {
    let today = session.now().date_naive();
    let (from, to) = (session.month.first_day(), session.month.next().first_day());
    (from, to.min(today))
}

/// Whether all of the month is still counted.
fn is_remembered(session: &Session<'_>) -> bool {
    let today = session.now().date_naive();
    today
        .checked_sub_months(HISTORY)
        .is_some_and(|first| session.month.first_day() >= first)
}

fn milliseconds(day: NaiveDate) -> i64 {
    day.and_time(NaiveTime::MIN).and_utc().timestamp_millis()
}

/// What is online, as a reader sees it. Of the rest, that it exists.
fn published(mut body: Value) -> Value {
    if let Some(posts) = body.get_mut("elements").and_then(Value::as_array_mut) {
        for post in posts {
            if post.get("lifecycleState").and_then(Value::as_str) != Some("PUBLISHED") {
                *post = sieve::keep(post.take(), &["id", "lifecycleState"]);
            } else if let Some(text) = post.get("commentary").and_then(Value::as_str) {
                post["commentary"] = Value::String(little_text::plain(text));
            }
        }
    }
    sieve::keep(
        body,
        &[
            "paging.links.rel",
            "elements.id",
            "elements.lifecycleState",
            "elements.commentary",
            "elements.createdAt",
            "elements.publishedAt",
            "elements.content.media.id",
            // Only that there is one.
            "elements.content.multiImage.images.id",
            "elements.content.article.source",
            "elements.content.poll.settings.duration",
            "elements.reshareContext.parent",
        ],
    )
}

fn elements(body: &Value) -> Result<&Vec<Value>, Trouble> {
    body.get("elements")
        .and_then(Value::as_array)
        .ok_or(Trouble::Lacks("elements"))
}

fn has_next(body: &Value) -> bool {
    let links = body.pointer("/paging/links").and_then(Value::as_array);
    let mut links = links.into_iter().flatten();
    links.any(|link| link.get("rel").and_then(Value::as_str) == Some("next"))
}

fn page(session: &Session<'_>, items: &[Value], read: usize, has_next: bool) -> Page {
    let (first, _) = session.bounds();
    let is_older = |item: &Value| instant(item).is_none_or(|instant| instant < first);
    let is_last = items.is_empty() || (items.len() < LIMIT && !has_next);
    Page {
        ids: items
            .iter()
            .filter_map(|item| Some(item.get("id")?.as_str()?.to_owned()))
            .collect(),
        next: if is_last {
            Next::End
        } else {
            Next::Told("start", read.to_string())
        },
        is_past: items.iter().any(|item| instant(item).is_some()) && items.iter().all(is_older),
    }
}

fn is_within(session: &Session<'_>, item: &Value) -> bool {
    let (first, end) = session.bounds();
    instant(item).is_some_and(|instant| (first..end).contains(&instant))
}

/// When a post went online.
fn instant(item: &Value) -> Option<DateTime<Utc>> {
    let at = ["publishedAt", "createdAt"]
        .iter()
        .find_map(|name| item.get(name)?.as_i64())?;
    DateTime::from_timestamp_millis(at)
}

/// Nothing says how long the quota of a day lasts: it is not knocked at more than twice.
pub fn manner(reply: &Reply, _: Option<&Value>) -> Option<Said> {
    (reply.status == 429).then_some(Said::Again(Trouble::QuotaOfTheUtcDay))
}
