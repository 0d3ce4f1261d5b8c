//! What a connector works with: it asks, and what was already answered is not asked again.

use std::rc::Rc;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use reqwest::header::{HeaderMap, LINK};
use serde_json::Value;

use super::door::Door;
use super::http::{About, Carried, Question, Reply};
use super::judge::{Manner, Said, plain};
use super::lane::{Lane, Patience};
use super::reading::Kept;
use super::secret::Secret;
use super::source::Source;
use super::target::Errand;
use super::trouble::Trouble;
use super::{
    bluesky, clockify, facebook, instagram, kimai, linkedin, mastodon, meta, peertube, solidtime,
    threads, timesheet, toggl, x, youtube,
};
use crate::model::Month;

/// Where answers are put as they come, so that a run cut short goes on where it was.
pub trait Keep {
    /// The answer already got to this question, if there is one.
    fn kept(&self, asked: &str) -> Option<Kept>;

    /// Keeps an answer for good before the next question; the error is a sentence.
    fn keep(&self, answer: &Kept) -> Result<(), String>;
}

/// What is worth showing while an account is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum News {
    Answer,
    Waiting(DateTime<Tz>),
}

/// What a service says of itself when it is only greeted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Probe {
    pub has_token: bool,
}

/// One account being read.
pub struct Session<'a> {
    pub errand: &'a Errand,
    pub month: Month,
    /// In which months are cut.
    pub zone: Tz,
    door: &'a Door<'a>,
    lane: Rc<Lane>,
    secret: Option<&'a Secret>,
    keep: &'a dyn Keep,
    news: &'a dyn Fn(News),
    patience: Patience<'a>,
}

/// One question of a connector.
pub struct Ask<'a> {
    pub path: String,
    pub query: Vec<(String, String)>,
    /// Of the service's own, beside those that every question has.
    pub headers: Vec<(&'static str, String)>,
    /// The query is encoded already, in a way of the service's own.
    pub is_encoded: bool,
    /// Of a search that is posted.
    pub body: Option<Value>,
    /// What stays of the answer; the rest never reaches the disk.
    pub sieve: Box<dyn Fn(Value) -> Value + 'a>,
}

impl<'a> Ask<'a> {
    pub fn new(path: impl Into<String>, sieve: impl Fn(Value) -> Value + 'a) -> Ask<'a> {
        Ask {
            path: path.into(),
            query: Vec::new(),
            headers: Vec::new(),
            is_encoded: false,
            body: None,
            sieve: Box::new(sieve),
        }
    }

    /// The question is a body, and its parameters are places in it (`/filter/page`), which must be there already.
    #[must_use]
    pub fn posting(self, body: Value) -> Ask<'a> {
        Ask {
            body: Some(body),
            ..self
        }
    }

    /// Sets a parameter, in the place of the former one if it was set.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Ask<'a> {
        self.set(name, value);
        self
    }

    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        let place = self.body.as_mut().and_then(|body| body.pointer_mut(name));
        if let Some(place) = place {
            let number = value.parse::<u64>();
            *place = number.map_or_else(|_| Value::String(value), Value::from);
            return;
        }
        match self.query.iter_mut().find(|(known, _)| known == name) {
            Some((_, former)) => *former = value,
            None => self.query.push((name.to_owned(), value)),
        }
    }

    /// As it is kept: without server, and without the token, which travels apart.
    fn key(&self) -> String {
        let query: Vec<String> = self
            .query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let body = self
            .body
            .as_ref()
            .map_or(String::new(), |body| format!(" {body}"));
        if query.is_empty() {
            format!("{}{body}", self.path)
        } else {
            format!("{}?{}{body}", self.path, query.join("&"))
        }
    }
}

/// Where and by whom a session is held.
pub struct Place<'a> {
    pub door: &'a Door<'a>,
    pub secret: Option<&'a Secret>,
    pub keep: &'a dyn Keep,
    pub news: &'a dyn Fn(News),
}

impl<'a> Session<'a> {
    pub fn new(errand: &'a Errand, month: Month, zone: Tz, place: &Place<'a>) -> Session<'a> {
        let token = errand.secret.as_ref().map_or("", |name| name.as_str());
        Session {
            errand,
            month,
            zone,
            door: place.door,
            lane: place
                .door
                .lane(&errand.base.host(), token, errand.source.seats()),
            secret: place.secret,
            keep: place.keep,
            news: place.news,
            patience: Patience::new(place.door.limits.patience, zone, place.news),
        }
    }

    /// Reads all that the month needs; the answers are kept.
    pub async fn read(&self) -> Result<(), Trouble> {
        match self.errand.source {
            Source::Mastodon => mastodon::read(self).await,
            Source::Bluesky => bluesky::read(self).await,
            Source::YouTube => youtube::read(self).await,
            Source::Facebook => facebook::read(self).await,
            Source::Instagram => instagram::read(self).await,
            Source::PeerTube => peertube::read(self).await,
            Source::LinkedIn => linkedin::read(self).await,
            Source::Threads => threads::read(self).await,
            Source::X => x::read(self).await,
            Source::Kimai => kimai::read(self).await,
            Source::Solidtime => solidtime::read(self).await,
            Source::Toggl => toggl::read(self).await,
            Source::Clockify => clockify::read(self).await,
        }
    }

    /// Asks only whether the account is there.
    pub async fn probe(&self) -> Result<Probe, Trouble> {
        match self.errand.source {
            Source::Mastodon => mastodon::profile(self).await?,
            Source::Bluesky => bluesky::profile(self).await?,
            Source::YouTube => youtube::profile(self).await?,
            Source::Facebook => facebook::profile(self).await?,
            Source::Instagram => instagram::profile(self).await?,
            Source::PeerTube => peertube::profile(self).await?,
            Source::LinkedIn => linkedin::profile(self).await?,
            Source::Threads => threads::profile(self).await?,
            Source::X => x::usage(self).await?,
            Source::Kimai => kimai::profile(self).await?,
            Source::Solidtime => solidtime::profile(self).await?,
            Source::Toggl => toggl::profile(self).await?,
            Source::Clockify => clockify::profile(self).await?,
        };
        Ok(Probe {
            has_token: self.secret.is_some(),
        })
    }

    /// When the token ends, as the service tells the application that the token was made for. Nothing of it is kept.
    pub async fn token_end(&self, app: &Secret) -> Result<Option<DateTime<Utc>>, Trouble> {
        let (Some((base, path)), Some(token)) = (self.errand.introspection(), self.secret) else {
            return Ok(None);
        };
        let question = Question {
            url: base.url(path, &[]),
            is_to_loopback: base.is_loopback(),
            headers: &[],
            secret: None,
            about: Some(About { app, token }),
            body: None,
        };
        let asked = self
            .door
            .ask(&question, about_an_app, &self.lane, &self.patience);
        let (body, _) = asked.await?;
        let end = body.get("expires_at").and_then(Value::as_i64);
        Ok(end.and_then(|seconds| DateTime::from_timestamp(seconds, 0)))
    }

    /// The answer to a question, sieved; from the disk when it is already there.
    pub(super) async fn ask(&self, ask: &Ask<'_>) -> Result<Kept, Trouble> {
        let asked = ask.key();
        if let Some(kept) = self.keep.kept(&asked) {
            return Ok(kept);
        }
        let (carried, manner) = self.manner();
        let base = &self.errand.base;
        let question = Question {
            url: if ask.is_encoded {
                base.url_as_written(&ask.path, &ask.query)
            } else {
                base.url(&ask.path, &ask.query)
            },
            is_to_loopback: base.is_loopback(),
            headers: &ask.headers,
            secret: self.secret.map(|secret| (carried, secret)),
            about: None,
            body: ask.body.as_ref(),
        };
        let (body, reply) = self
            .door
            .ask(&question, manner, &self.lane, &self.patience)
            .await?;
        let kept = Kept {
            asked,
            read: self.door.clock.now(),
            next: self.next(&reply.headers),
            body: (ask.sieve)(body),
        };
        if self.secret.is_some_and(|secret| secret.is_in(&kept)) {
            return Err(Trouble::GivenBack);
        }
        self.keep.keep(&kept).map_err(Trouble::NotKept)?;
        (self.news)(News::Answer);
        Ok(kept)
    }

    /// The same for a measure that the service may have given up: that it did is kept, and the rest is read.
    pub(super) async fn ask_if_alive(&self, ask: &Ask<'_>) -> Result<(), Trouble> {
        match self.ask(ask).await {
            Err(Trouble::DeadMetric) => self.give_up(ask),
            other => other.map(|_| ()),
        }
    }

    /// Keeps that a measure is not given.
    pub(super) fn give_up(&self, ask: &Ask<'_>) -> Result<(), Trouble> {
        let asked = ask.key();
        if self.keep.kept(&asked).is_some() {
            return Ok(());
        }
        let answer = Kept {
            asked,
            read: self.door.clock.now(),
            next: None,
            body: serde_json::json!({ DROPPED: true }),
        };
        self.keep.keep(&answer).map_err(Trouble::NotKept)
    }

    pub(super) fn most_pages(&self) -> usize {
        self.door.limits.pages
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.door.clock.now()
    }

    /// When the month begins and when the next one does, in the zone of the body.
    pub(super) fn bounds(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        let start = |day: NaiveDate| {
            // A clock may jump over midnight; none jumps over two hours.
            (0..3)
                .filter_map(|hour| day.and_hms_opt(hour, 0, 0))
                .find_map(|time| time.and_local_timezone(self.zone).earliest())
                .map_or(DateTime::UNIX_EPOCH, |instant| instant.with_timezone(&Utc))
        };
        (
            start(self.month.first_day()),
            start(self.month.next().first_day()),
        )
    }

    /// Whether an instant is before the month, in the zone of the body.
    pub(super) fn is_before(&self, instant: &str) -> bool {
        self.local_day(instant)
            .is_some_and(|day| day < self.month.first_day())
    }

    /// Whether an instant is of the month, in the zone of the body.
    pub(super) fn is_within(&self, instant: &str) -> bool {
        self.local_day(instant)
            .is_some_and(|day| self.month.contains(day))
    }

    /// Meta writes offsets without their colon: `2026-10-03T08:00:00+0000`.
    fn local_day(&self, instant: &str) -> Option<NaiveDate> {
        let read = DateTime::parse_from_rfc3339(instant)
            .or_else(|_| DateTime::parse_from_str(instant, "%Y-%m-%dT%H:%M:%S%z"));
        Some(read.ok()?.with_timezone(&self.zone).date_naive())
    }

    /// Where the headers say that the list goes on.
    fn next(&self, headers: &HeaderMap) -> Option<String> {
        match self.errand.source {
            Source::Kimai => kimai::next(headers),
            Source::Toggl => Some(toggl::next(headers)),
            _ => next_link(headers),
        }
    }

    fn manner(&self) -> (Carried, Manner) {
        match self.errand.source {
            Source::Mastodon | Source::PeerTube => (Carried::Bearer, plain),
            Source::YouTube => (Carried::Header("x-goog-api-key"), youtube::manner),
            Source::Facebook | Source::Instagram | Source::Threads => {
                (Carried::Bearer, meta::manner)
            }
            Source::LinkedIn => (Carried::Bearer, linkedin::manner),
            Source::X => (Carried::Bearer, x::manner),
            Source::Bluesky => (Carried::Bearer, bluesky::manner),
            Source::Kimai | Source::Solidtime => (Carried::Bearer, timesheet::manner),
            Source::Toggl => (Carried::Basic, toggl::manner),
            Source::Clockify => (Carried::Header("x-api-key"), timesheet::manner),
        }
    }
}

fn about_an_app(reply: &Reply, _: Option<&Value>) -> Option<Said> {
    matches!(reply.status, 400..=403).then_some(Said::Stop(Trouble::AppRefused(reply.status)))
}

/// What the body of an answer says when the measure is no longer given.
pub const DROPPED: &str = "dropped";

/// The link that a header calls `next` (RFC 8288), empty when there are only others.
fn next_link(headers: &HeaderMap) -> Option<String> {
    let links = headers.get(LINK)?.to_str().ok()?;
    let next = links.split(',').find_map(|link| {
        let (address, relation) = link.split_once('>')?;
        let is_next = relation.contains("rel=\"next\"") || relation.contains("rel=next");
        is_next.then(|| address.trim().trim_start_matches('<').to_owned())
    });
    Some(next.unwrap_or_default())
}

/// A text of an answer, where it must be.
pub(super) fn text<'v>(body: &'v Value, name: &'static str) -> Result<&'v str, Trouble> {
    body.get(name)
        .and_then(Value::as_str)
        .ok_or(Trouble::Lacks(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_found_among_the_links() {
        let mut headers = HeaderMap::new();
        let written =
            "<https://s.fr/a?max_id=116>; rel=\"next\", <https://s.fr/a?min_id=118>; rel=\"prev\"";
        headers.insert(LINK, written.parse().unwrap());
        assert_eq!(
            next_link(&headers).as_deref(),
            Some("https://s.fr/a?max_id=116")
        );
        headers.insert(LINK, "<https://s.fr/a>; rel=\"prev\"".parse().unwrap());
        assert_eq!(next_link(&headers).as_deref(), Some(""));
        assert_eq!(next_link(&HeaderMap::new()), None);
    }

    #[test]
    fn a_parameter_set_again_takes_the_place_of_the_former() {
        let ask = Ask::new("/a", |body| body)
            .with("limit", "40")
            .with("max_id", "3")
            .with("max_id", "4");
        assert_eq!(ask.key(), "/a?limit=40&max_id=4");
        let search = Ask::new("/b", |body| body)
            .posting(serde_json::json!({"filter": {"page": 1}}))
            .with("/filter/page", "2");
        assert_eq!(search.key(), r#"/b {"filter":{"page":2}}"#);
    }
}
