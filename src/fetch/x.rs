//! An account of X, whose readings are paid for (formats/apis.md, 6).

use std::cell::Cell;

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::http::Reply;
use super::judge::Said;
use super::pages::{Next, Page, follow};
use super::reading::Kept;
use super::session::{Ask, Session, text};
use super::sieve;
use super::trouble::Trouble;

/// What the parameter of the fields is called: its name is changing (apis.md, 6.1).
const NAMES: [&str; 2] = ["tweet.fields", "post.fields"];

/// What refuses a part of a good answer. The rest of it may hold names.
const REFUSALS: [&str; 3] = ["errors.title", "errors.type", "errors.field"];

pub async fn read(session: &Session<'_>) -> Result<(), Trouble> {
    let account = profile(session).await?;
    let id = text(&account.body["data"][0], "id")?;
    let mut names = NAMES.iter();
    while let Some(name) = names.next() {
        match posts(session, id, name).await {
            Err(Trouble::Refused(400)) if names.len() > 0 => {}
            other => return other,
        }
    }
    Ok(())
}

/// Those of the month and no others, since each is paid for. Answers to people are no publications.
async fn posts(session: &Session<'_>, id: &str, fields: &str) -> Result<(), Trouble> {
    let price = session.errand.price.unwrap_or_default();
    let (start, end) = session.bounds();
    let mut posts = Ask::new(format!("/2/users/{id}/tweets"), posts_of)
        .with("max_results", price.page().to_string())
        .with("start_time", instant(start))
        .with("exclude", "retweets,replies")
        .with(fields, "created_at,public_metrics,referenced_tweets");
    // An end that is still to come is refused.
    if end <= session.now() {
        posts.set("end_time", instant(end));
    }
    let read = Cell::new(0);
    follow(session, posts, |answer| {
        let page = page(answer)?;
        read.set(read.get() + page.ids.len());
        match page.next {
            Next::Told(..) if read.get() >= price.posts() as usize => {
                Err(Trouble::TooDear(price.posts()))
            }
            _ => Ok(page),
        }
    })
    .await
}

async fn profile(session: &Session<'_>) -> Result<Kept, Trouble> {
    let account = Ask::new("/2/users/by", |body| {
        let kept = ["data.id", "data.public_metrics"];
        sieve::keep(body, &[&kept[..], &REFUSALS].concat())
    })
    .with("usernames", &session.errand.handle)
    .with("user.fields", "public_metrics");
    let account = session.ask(&account).await?;
    match account.body.pointer("/data/0") {
        Some(_) => Ok(account),
        None => Err(Trouble::Gone),
    }
}

/// What was used of the month: the one question that proves a token and costs nothing.
pub async fn usage(session: &Session<'_>) -> Result<Kept, Trouble> {
    let usage = Ask::new("/2/usage/tweets", |body| {
        sieve::keep(body, &["data.project_usage", "data.project_cap"])
    });
    session.ask(&usage).await
}

/// Spending limits are not limits that pass.
pub fn manner(reply: &Reply, body: Option<&Value>) -> Option<Said> {
    let problem = body
        .and_then(|body| body.get("type"))
        .and_then(Value::as_str)
        .unwrap_or_default();
    let is_spent = ["usage-capped", "credits"]
        .iter()
        .any(|kind| problem.ends_with(kind));
    (reply.status == 402 || (reply.status >= 400 && is_spent))
        .then_some(Said::Stop(Trouble::NoCredit))
}

/// Without the posts of others that the account passes on.
fn posts_of(mut body: Value) -> Value {
    if let Some(posts) = body.get_mut("data").and_then(Value::as_array_mut) {
        posts.retain(|post| !is_relay(post));
    }
    let kept = [
        "meta.next_token",
        "meta.result_count",
        "data.id",
        "data.text",
        "data.created_at",
        "data.public_metrics",
        "data.referenced_tweets.type",
        "data.referenced_posts.type",
    ];
    sieve::keep(body, &[&kept[..], &REFUSALS].concat())
}

fn is_relay(post: &Value) -> bool {
    ["referenced_tweets", "referenced_posts"]
        .iter()
        .filter_map(|name| post.get(name)?.as_array())
        .flatten()
        .filter_map(|reference| reference.get("type")?.as_str())
        .any(|kind| matches!(kind, "retweeted" | "reposted"))
}

fn page(answer: &Kept) -> Result<Page, Trouble> {
    let Some(meta) = answer.body.get("meta") else {
        // A protected account: nothing but a refusal, in an answer that is good.
        return Err(match answer.body.get("errors") {
            Some(_) => Trouble::Forbidden(200),
            None => Trouble::Lacks("meta"),
        });
    };
    let posts = answer.body.get("data").and_then(Value::as_array);
    let next = meta.get("next_token").and_then(Value::as_str);
    Ok(Page {
        ids: posts
            .into_iter()
            .flatten()
            .filter_map(|post| Some(post.get("id")?.as_str()?.to_owned()))
            .collect(),
        next: next.map_or(Next::End, |mark| {
            Next::Told("pagination_token", mark.to_owned())
        }),
        is_past: false,
    })
}

fn instant(instant: DateTime<Utc>) -> String {
    instant.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
