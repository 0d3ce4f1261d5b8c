//! Posts of one file: gathered row by row, understood together, then given to the batch.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::document::Document;
use crate::import::date_column::{Hints, Understood};
use crate::import::found_accounts::FoundAccounts;
use crate::import::stamp::{self, Order, Written};
use crate::import::told::Told;
use crate::import::{Settings, date_order, post_id};
use crate::model::{Batch, Metrics, Network, Post, PostFormat, Severity, Source, permalink};

/// A row that is a post, whose date waits for the others.
#[derive(Debug)]
pub struct Draft {
    pub row: u32,
    /// The network's id; `None` when the cell was empty or spoiled.
    pub id: Option<String>,
    pub permalink: Option<String>,
    pub account: String,
    pub when: When,
    /// The instant inside the id or the link, if the network writes one.
    pub instant: Option<DateTime<Utc>>,
    pub format: Option<PostFormat>,
    pub title: String,
    pub is_reply: bool,
    pub metrics: Metrics,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// In the zone of the export; `None` when the cell does not read.
    Written(Option<Written>),
    /// A day, to which the instant inside the id gives its time. Of ids that are not of that day, the day is
    /// believed.
    Day(Option<Written>),
}

/// What is known of the whole file, to close the reading.
#[derive(Clone, Copy, Debug)]
pub struct Close {
    /// Of the times written in it.
    pub zone: Tz,
    /// The days asked for, in the name of the file.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// The last day the file can speak of; else the day of its last post.
    pub as_of: Option<NaiveDate>,
    /// Counters start on this day; without it, on the day each post was published.
    pub since: Option<NaiveDate>,
    /// The order of days and months that the settings give for this very table, if they do.
    pub asked: Option<Order>,
}

impl Close {
    /// When nothing else is known.
    pub fn in_zone(zone: Tz) -> Self {
        Close {
            zone,
            period: None,
            as_of: None,
            since: None,
            asked: None,
        }
    }
}

#[derive(Debug)]
pub struct Posts<'a> {
    network: Network,
    settings: &'a Settings,
    pub told: Told<'a>,
    pub drafts: Vec<Draft>,
    pub source: Source,
    /// The file has a column of ids. Without one, nothing is lost where the link is the key.
    pub has_ids: bool,
    /// Posts that advertising was bought for.
    pub paid: usize,
    accounts: FoundAccounts<'a>,
}

impl<'a> Posts<'a> {
    pub fn new(document: &'a Document, settings: &'a Settings, network: Network) -> Self {
        let accounts = FoundAccounts::new(network, settings);
        Posts {
            network,
            settings,
            told: Told::new(document),
            drafts: Vec::new(),
            source: Source::Network,
            has_ids: true,
            paid: 0,
            accounts,
        }
    }

    /// The identifier of an account for what the file calls it, the surest key first.
    pub fn account(&mut self, keys: &[&str], name: Option<&str>) -> String {
        self.accounts.identify(keys, name)
    }

    /// Dates, ids and the day of reading, decided over the whole file.
    pub fn finish(mut self, batch: Batch, close: Close) -> Batch {
        let hints = Hints {
            period: close.period,
            is_daily: false,
            asked: close
                .asked
                .or_else(|| date_order::asked(self.settings, &batch)),
        };
        let written: Vec<_> = self.written().collect();
        let Some(understood) = date_order::settle(&written, hints, &mut self.told) else {
            return date_order::refused(self.told.document(), batch);
        };
        self.finish_understood(batch, close, understood)
    }

    /// The same, when the dates were understood with those of other networks of the file.
    pub fn finish_understood(
        mut self,
        mut batch: Batch,
        close: Close,
        understood: Understood,
    ) -> Batch {
        self.mend_ids();
        self.tell_paid();
        let local = self.local_times(understood, close.zone);
        let mut posts = Vec::with_capacity(self.drafts.len());
        for (draft, local) in std::mem::take(&mut self.drafts).into_iter().zip(local) {
            if local.is_none() && draft.id.is_none() {
                let message = "la ligne n’a ni date, ni identifiant, ni lien\u{a0}: ce n’est pas une publication (un total, une remarque)\u{a0}; elle n’a pas été comptée";
                self.told
                    .lost(Severity::Warning, "not-a-post", draft.row, message);
                continue;
            }
            let Some((published, has_time)) = local else {
                let message = "la date de publication est absente ou illisible ; la ligne n’a pas été comptée : la vérifier dans l’export d’origine";
                self.told
                    .lost(Severity::Warning, "unreadable-date", draft.row, message);
                continue;
            };
            let Some(id) = draft.id else {
                let message = "la publication n’a ni identifiant ni lien ; la ligne n’a pas été comptée : donner l’export d’origine";
                self.told
                    .lost(Severity::Warning, "missing-id", draft.row, message);
                continue;
            };
            posts.push(Post {
                network: self.network,
                account: draft.account,
                id,
                permalink: draft.permalink,
                published,
                has_time,
                format: draft.format,
                title: draft.title,
                is_reply: draft.is_reply,
                is_whole: true,
                source: self.source,
                metrics: draft.metrics,
                as_of: NaiveDate::MIN,
                row: draft.row,
            });
        }
        let last = posts.iter().map(|post| post.published.date()).max();
        if let Some(as_of) = close.as_of.or(last) {
            for post in &mut posts {
                post.as_of = as_of;
            }
        }
        self.tell_partial(&mut posts, close.since);
        batch.tables.posts.get_or_insert_default().extend(posts);
        batch.accounts.extend(self.accounts.into_vec());
        self.told.into_batch(batch)
    }

    /// Of a post older than its counters, the file tells a part only.
    fn tell_partial(&mut self, posts: &mut [Post], since: Option<NaiveDate>) {
        for post in posts.iter_mut() {
            post.is_whole = since.is_none_or(|since| post.published.date() >= since);
        }
        let partial = posts.iter().filter(|post| !post.is_whole).count();
        if partial > 0 {
            let message = format!(
                "publications plus anciennes que la période du fichier\u{a0}: {partial}\u{a0}; leurs chiffres ne sont que ceux de cette période"
            );
            self.told
                .say(Severity::Info, "partial-counters", None, message);
        }
    }

    fn tell_paid(&mut self) {
        if self.paid > 0 {
            let message = format!(
                "publications sponsorisées\u{a0}: {}\u{a0}; leurs chiffres comptent aussi ce que la publicité a apporté",
                self.paid
            );
            self.told
                .say(Severity::Info, "paid-included", None, message);
        }
    }

    /// Ids that a spreadsheet spoiled: the link is the key, and it is said.
    fn mend_ids(&mut self) {
        let Some((mended, first)) = post_id::mend(&mut self.drafts) else {
            return;
        };
        if self.has_ids {
            let message = format!(
                "{mended} identifiants de publication sont perdus ou arrondis, sans doute par un tableur\u{a0}; le lien a servi de clé, moins sûre\u{a0}: donner l’export d’origine, sans l’enregistrer dans un tableur"
            );
            self.told
                .say(Severity::Warning, "lost-ids", Some(first), message);
        }
    }

    /// Every date of the file, with the instant that the id holds.
    pub fn written(&self) -> impl Iterator<Item = (Written, Option<DateTime<Utc>>)> {
        self.drafts.iter().filter_map(|draft| {
            let (When::Written(written) | When::Day(written)) = draft.when;
            Some((written?, draft.instant))
        })
    }

    fn local_times(&self, understood: Understood, from: Tz) -> Vec<Option<(NaiveDateTime, bool)>> {
        let zone = self.settings.zone;
        let written = |written: Option<Written>| match understood.resolve(written?)? {
            (day, Some(time)) => Some((stamp::convert(day.and_time(time), from, zone), true)),
            (day, None) => Some((day.and_time(NaiveTime::MIN), false)),
        };
        let local = |draft: &Draft| match draft.when {
            When::Written(cell) => written(cell),
            When::Day(cell) => {
                let day = written(cell).map(|(at, _)| at.date());
                draft
                    .instant
                    .filter(|instant| day.is_none_or(|day| is_of(*instant, day)))
                    .map(|instant| (instant.with_timezone(&zone).naive_local(), true))
                    .or_else(|| written(cell))
            }
        };
        self.drafts.iter().map(local).collect()
    }
}

/// Wherever on Earth the day was written down.
fn is_of(instant: DateTime<Utc>, day: NaiveDate) -> bool {
    (instant.date_naive() - day).num_days().abs() <= 1
}

/// The link of a cell, made comparable.
pub fn link(text: &str) -> Option<String> {
    permalink::normalise(text)
}

/// The first line of a text that says something, 100 characters at most.
pub fn title(text: &str) -> String {
    let line = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or_default();
    line.chars()
        .take(100)
        .collect::<String>()
        .trim_end()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_first_line_that_says_something() {
        assert_eq!(
            title("\n  \n🎄 Marché de Noël : \"venez\"\nPlace"),
            "🎄 Marché de Noël : \"venez\""
        );
        assert_eq!(title(&"é".repeat(300)).chars().count(), 100);
        assert_eq!(title(""), "");
    }
}
