//! What `estran fetch` put in the inbox: the answers of a network, read as an export is.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate};
use chrono_tz::UTC;
use serde_json::Value;

use crate::document::Document;
use crate::fetch::{Kept, Reading, Source};
use crate::import::post::{Close, Draft, Posts, When, link, title};
use crate::import::stamp::Written;
use crate::import::{Claim, Settings};
use crate::model::{
    AccountDay, Batch, Finding, Metric, Metrics, PostFormat, RowNumber, Severity, Source as Origin,
};

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
    /// In RFC 3339.
    pub at: Option<&'a str>,
    pub link: Option<&'a str>,
    pub text: &'a str,
    pub format: Option<PostFormat>,
    pub is_reply: bool,
    pub metrics: Metrics,
}

/// What the answers of one account give.
pub struct Answers<'a> {
    source: Source,
    account: String,
    /// The day they were read on, for the body.
    day: NaiveDate,
    posts: Posts<'a>,
    days: Vec<AccountDay>,
    ids: BTreeSet<String>,
    row: RowNumber,
}

/// Reads a raw file, answer by answer.
pub fn read<'a>(
    document: &'a Document,
    settings: &'a Settings,
    batch: Batch,
    each: fn(&Kept, &mut Answers<'a>),
) -> Batch {
    let text = document.json.as_deref().unwrap_or_default();
    let Ok(reading) = serde_json::from_str::<Reading>(text) else {
        let message = "le fichier de réponses est coupé ou modifié\u{a0}; l’ôter et relancer «\u{a0}estran fetch\u{a0}»";
        return batch.refused(Finding::error("broken-answers", &document.name, message));
    };
    let mut posts = Posts::new(document, settings, reading.source.network());
    let account = posts.account(&[&reading.account], None);
    let mut answers = Answers {
        source: reading.source,
        account,
        day: reading.read.with_timezone(&settings.zone).date_naive(),
        posts,
        days: Vec::new(),
        ids: BTreeSet::new(),
        row: 0,
    };
    for answer in &reading.answers {
        each(answer, &mut answers);
    }
    answers.finish(batch)
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
        let at = published
            .at
            .and_then(|at| DateTime::parse_from_rfc3339(at).ok());
        let written = at.map(|at| {
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
            self.posts
                .told
                .say(Severity::Info, "no-followers", None, message);
            return;
        };
        let mut metrics = Metrics::default();
        metrics[Metric::Followers] = Some(count);
        let row = self.met();
        self.days.push(AccountDay {
            network: self.source.network(),
            account: self.account.clone(),
            day: self.day,
            metrics,
            source: Origin::Network,
            as_of: self.day,
            row,
        });
    }

    /// The place of a record in the file, from 1.
    fn met(&mut self) -> RowNumber {
        self.posts.told.met();
        self.row += 1;
        self.row
    }

    fn finish(self, mut batch: Batch) -> Batch {
        if !self.days.is_empty() {
            batch.tables.account_stats = Some(self.days);
        }
        let close = Close {
            as_of: Some(self.day),
            ..Close::in_zone(UTC)
        };
        self.posts.finish(batch, close)
    }
}

/// A counter, where it is given.
pub fn count(of: &Value, name: &str) -> Option<i64> {
    of.get(name)?.as_i64().filter(|count| *count >= 0)
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
