//! What a reply means: an answer, another try, or the end for this account (formats/apis.md, 0.4).

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use super::http::Reply;
use super::trouble::Trouble;
use super::wait;

#[derive(Debug, PartialEq)]
pub enum Verdict {
    Good(Value),
    /// `told` is the wait that the server asks for; without it, the tries space out by themselves.
    Again {
        told: Option<TimeDelta>,
        trouble: Trouble,
        tries: u32,
    },
    Stop(Trouble),
}

/// What one network says in its own way, before the common reading. The second argument is the body, when it is JSON.
pub type Manner = fn(&Reply, Option<&Value>) -> Option<Said>;

/// The same, without the waits.
#[derive(Debug, PartialEq)]
pub enum Said {
    Again(Trouble),
    Stop(Trouble),
}

/// A network without ways of its own.
pub fn plain(_: &Reply, _: Option<&Value>) -> Option<Said> {
    None
}

/// A server that fails, and one that says how long to wait.
pub const TRIES: u32 = 5;
const TRIES_TOLD: u32 = 10;
/// A maintenance page may be a passing one, and so may the end of a quota that is told by nothing else.
const TRIES_PAGE: u32 = 3;

pub fn judge(reply: &Reply, manner: Manner, has_token: bool, now: DateTime<Utc>) -> Verdict {
    let body = reply.json();
    let again = |trouble: Trouble| {
        let told = wait::told(&reply.headers, now);
        let tries = match (&told, &trouble) {
            (_, Trouble::NotJson | Trouble::QuotaOfTheUtcDay) => TRIES_PAGE,
            (Some(_), _) => TRIES_TOLD,
            (None, _) => TRIES,
        };
        Verdict::Again {
            told,
            trouble,
            tries,
        }
    };
    match manner(reply, body.as_ref()) {
        Some(Said::Again(trouble)) => return again(trouble),
        Some(Said::Stop(trouble)) => return Verdict::Stop(trouble),
        None => {}
    }
    match (reply.status, body) {
        (200..=299, Some(body)) => Verdict::Good(body),
        (200..=299, None) => again(Trouble::NotJson),
        (401 | 403, _) if !has_token => Verdict::Stop(Trouble::TokenNeeded),
        (401, _) => Verdict::Stop(Trouble::TokenRefused(401)),
        (403, _) => Verdict::Stop(Trouble::Forbidden(403)),
        (404 | 410, _) => Verdict::Stop(Trouble::Gone),
        (426, _) => Verdict::Stop(Trouble::OldVersion),
        (429, _) => again(Trouble::Exhausted),
        (408 | 425 | 500 | 502 | 503 | 504, _) => again(Trouble::Down(reply.status)),
        (status, _) => Verdict::Stop(Trouble::Refused(status)),
    }
}

/// Whether another try may help when the connection itself failed.
pub fn is_passing(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Unreachable | Trouble::Silent | Trouble::Cut
    )
}
