//! What `estran fetch` put in the inbox: the answers of a network, read as an export is.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use chrono_tz::UTC;
use serde_json::Value;

use crate::document::Document;
use crate::fetch::{DROPPED, Kept, Reading, Source};
use crate::import::post::{Close, Draft, Posts, When, link, title};
use crate::import::stamp::Written;
use crate::import::{Claim, Settings};
use crate::model::{
    AccountDay, Batch, Finding, Metric, Metrics, Network, PostFormat, RowNumber, Severity,
    Source as Origin,
};

/// A reading of another age is a file that somebody changed.
const YEARS: RangeInclusive<i32> = 2000..=2200;

/// No counter goes beyond: sums of such numbers stay numbers.
const MOST: i64 = 1_000_000_000_000;

/// Whether a document is a raw file of this source: its first line says so.
pub fn claim(document: &Document, source: Source) -> Claim {
    let head = format!("{{\"estran\":\"fetch/1\",\"source\":\"{}\"", source.key());
    let is_ours = document
        .json
        .as_deref()
        .is_some_and(|text| text.starts_with(&head));
    Claim::when(is_ours)
}

/// A post, as the answer of a network gives it.
pub struct Published<'a> {
    pub id: Option<&'a str>,
    /// In RFC 3339; Meta leaves out the colon of the offset.
    pub at: Option<&'a str>,
    pub link: Option<&'a str>,
    pub text: &'a str,
    pub format: Option<PostFormat>,
    pub is_reply: bool,
    pub metrics: Metrics,
}

/// What the answers of one account give.
pub struct Answers<'a> {
    network: Network,
    account: String,
    /// The day they were read on, for the body.
    day: NaiveDate,
    posts: Posts<'a>,
    days: BTreeMap<NaiveDate, Day>,
    ids: BTreeSet<String>,
    dropped: BTreeSet<String>,
    row: RowNumber,
}

/// What happened on an account on a day.
#[derive(Default)]
struct Day {
    row: RowNumber,
    metrics: Metrics,
    came: Option<i64>,
    lost: Option<i64>,
}

/// Reads a raw file, answer by answer.
pub fn read<'a>(
    document: &'a Document,
    settings: &'a Settings,
    batch: Batch,
    each: fn(&Kept, &mut Answers<'a>),
) -> Batch {
    let reading = reading(document);
    let network = reading
        .as_ref()
        .and_then(|reading| reading.source.network());
    let Some((reading, network)) = reading.zip(network) else {
        return broken(document, batch);
    };
    let mut posts = Posts::new(document, settings, network);
    let account = posts.account(&[&reading.account], None);
    let mut answers = Answers {
        network,
        account,
        day: reading.read.with_timezone(&settings.zone).date_naive(),
        posts,
        days: BTreeMap::new(),
        ids: BTreeSet::new(),
        dropped: BTreeSet::new(),
        row: 0,
    };
    for answer in &reading.answers {
        if answer.body.get(DROPPED).is_some() {
            answers.tell_dropped(&answer.asked);
        } else {
            each(answer, &mut answers);
        }
    }
    answers.finish(batch)
}

/// All of a raw file; `None` when it is not whole.
pub fn reading(document: &Document) -> Option<Reading> {
    let text = document.json.as_deref().unwrap_or_default();
    let reading = serde_json::from_str::<Reading>(text).ok()?;
    YEARS.contains(&reading.read.year()).then_some(reading)
}

pub fn broken(document: &Document, batch: Batch) -> Batch {
    let message = "le fichier de réponses est coupé ou modifié\u{a0}; l’ôter et relancer «\u{a0}estran fetch\u{a0}»";
    batch.refused(Finding::error("broken-answers", &document.name, message))
}

impl Answers<'_> {
    /// A post, once: a list that moves while it is read gives some twice.
    pub fn post(&mut self, published: &Published<'_>) {
        if published
            .id
            .is_some_and(|id| !self.ids.insert(id.to_owned()))
        {
            return;
        }
        let written = published.at.and_then(instant).map(|at| {
            let at = at.naive_utc();
            Written::Known {
                day: at.date(),
                time: Some(at.time()),
            }
        });
        let row = self.met();
        self.posts.drafts.push(Draft {
            row,
            id: published.id.map(str::to_owned),
            permalink: published.link.and_then(link),
            account: self.account.clone(),
            when: When::Written(written),
            instant: None,
            format: published.format,
            title: title(published.text),
            is_reply: published.is_reply,
            metrics: published.metrics,
        });
    }

    /// A total that only exists as of now.
    pub fn followers(&mut self, count: Option<i64>) {
        let Some(count) = count else {
            let message = "le serveur ne donne pas le nombre d’abonnés";
            self.say("no-followers", message);
            return;
        };
        self.day(self.day, Metric::Followers, count);
    }

    /// A figure of a day, told by the network itself.
    pub fn day(&mut self, day: NaiveDate, metric: Metric, count: i64) {
        self.of(day).metrics[metric] = Some(count);
    }

    /// Who came on a day: the net gain is what came less what left, where both are told.
    pub fn came(&mut self, day: NaiveDate, count: i64) {
        self.of(day).came = Some(count);
    }

    /// Who left on a day.
    pub fn lost(&mut self, day: NaiveDate, count: i64) {
        self.of(day).lost = Some(count);
    }

    fn of(&mut self, day: NaiveDate) -> &mut Day {
        if !self.days.contains_key(&day) {
            let row = self.met();
            self.days.insert(
                day,
                Day {
                    row,
                    ..Day::default()
                },
            );
        }
        self.days.entry(day).or_default()
    }

    /// A counter of a post that was told of before.
    pub fn add(&mut self, id: &str, metric: Metric, count: i64) {
        self.set(id, metric, Some(count));
    }

    /// The same, which may be known to be unknown.
    pub fn set(&mut self, id: &str, metric: Metric, count: Option<i64>) {
        if let Some(metrics) = self.of_post(id) {
            metrics[metric] = count;
        }
    }

    /// The same, where one of our counters is several of theirs.
    pub fn raise(&mut self, id: &str, metric: Metric, count: i64) {
        if let Some(metrics) = self.of_post(id) {
            metrics[metric] = sum(&[metrics[metric], Some(count)]);
        }
    }

    fn of_post(&mut self, id: &str) -> Option<&mut Metrics> {
        let mut posts = self.posts.drafts.iter_mut();
        let post = posts.find(|post| post.id.as_deref() == Some(id))?;
        Some(&mut post.metrics)
    }

    /// A measure that the network gave up is missing, and not nought. It is called as in the question, or as the path is.
    fn tell_dropped(&mut self, asked: &str) {
        let (path, query) = asked.split_once('?').unwrap_or((asked, ""));
        let metric = query
            .split('&')
            .find_map(|pair| pair.strip_prefix("metric="))
            .or_else(|| path.rsplit('/').next());
        let metric = metric.unwrap_or("?").to_owned();
        if self.dropped.contains(&metric) {
            return;
        }
        let message = format!(
            "{} ne donne pas, ou plus, la mesure «\u{a0}{metric}\u{a0}»\u{a0}; elle manque là où il la refuse, le reste est lu",
            self.network
        );
        self.dropped.insert(metric);
        self.say("dropped-metric", message);
    }

    /// Something about the whole file that changes no figure.
    pub fn say(&mut self, code: &'static str, message: impl Into<String>) {
        self.posts.told.say(Severity::Info, code, None, message);
    }

    /// The place of a record in the file, from 1.
    fn met(&mut self) -> RowNumber {
        self.posts.told.met();
        self.row += 1;
        self.row
    }

    fn finish(self, mut batch: Batch) -> Batch {
        let (network, as_of) = (self.network, self.day);
        let account = self.account;
        let days: Vec<AccountDay> = self
            .days
            .into_iter()
            .map(|(day, told)| AccountDay {
                network,
                account: account.clone(),
                day,
                metrics: told.metrics(),
                source: Origin::Network,
                as_of,
                row: told.row,
            })
            .collect();
        if !days.is_empty() {
            batch.tables.account_stats = Some(days);
        }
        let close = Close {
            as_of: Some(as_of),
            ..Close::in_zone(UTC)
        };
        self.posts.finish(batch, close)
    }
}

impl Day {
    fn metrics(&self) -> Metrics {
        let mut metrics = self.metrics;
        if let Some((came, left)) = self.came.zip(self.lost) {
            metrics[Metric::FollowersGained] = Some(came - left);
        }
        metrics
    }
}

/// An instant as the networks write it.
pub fn instant(text: &str) -> Option<DateTime<FixedOffset>> {
    DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%z"))
        .ok()
}

/// A counter, where it is given: a number, or its figures as text.
pub fn count(of: &Value, name: &str) -> Option<i64> {
    number(of.get(name)?)
}

pub fn number(value: &Value) -> Option<i64> {
    net(value).filter(|count| *count >= 0)
}

/// A gain, or what a day brought: below nought when more was taken back than given.
pub fn net(value: &Value) -> Option<i64> {
    let number = match value {
        Value::String(text) => text.parse().ok(),
        other => other.as_i64(),
    };
    number.filter(|count| (-MOST..=MOST).contains(count))
}

/// The items of a list, by the name of the list.
pub fn list<'v>(of: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    of.get(name).and_then(Value::as_array).into_iter().flatten()
}

pub fn text<'v>(of: &'v Value, name: &str) -> Option<&'v str> {
    of.get(name)?.as_str()
}

/// What several counters make together, where at least one is given.
pub fn sum(counts: &[Option<i64>]) -> Option<i64> {
    counts
        .iter()
        .flatten()
        .copied()
        .reduce(|one, other| one + other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_counter_is_a_number_that_can_be_added_to_others() {
        for (value, read) in [
            (json!(3), Some(3)),
            (json!("1523"), Some(1523)),
            (json!(-1), None),
            (json!(i64::MAX), None),
            (json!(1.5), None),
            (json!("beaucoup"), None),
            (json!({"like": 3}), None),
            (Value::Null, None),
        ] {
            assert_eq!(number(&value), read, "{value}");
        }
        assert_eq!((net(&json!(-1)), net(&json!(i64::MIN))), (Some(-1), None));
        assert_eq!(sum(&[None, Some(2), Some(3)]), Some(5));
        assert_eq!(sum(&[None, None]), None);
    }

    #[test]
    fn an_instant_is_read_as_each_network_writes_it() {
        for text in [
            "2026-10-03T08:00:00+0000",
            "2026-10-03T08:00:00.000Z",
            "2026-10-03T10:00:00+02:00",
        ] {
            let read = instant(text).map(|at| at.timestamp());
            assert_eq!(read, Some(1_791_014_400), "{text}");
        }
        assert_eq!(instant("hier"), None);
    }

    #[test]
    fn a_reading_of_another_age_is_turned_back() {
        let text = "{\"estran\":\"fetch/1\",\"source\":\"mastodon\",\"account\":\"a\",\"month\":\"2026-10\",\"read\":\"+262142-12-31T23:59:59Z\",\"answers\":[]}";
        let batch = crate::import::import("a.json", text.into(), &Settings::default());
        assert_eq!(batch.status, crate::model::Status::Refused);
        assert_eq!(batch.findings[0].code, "broken-answers");
    }
}
