//! Posts of one file: gathered row by row, understood together, then given to the batch.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use chrono_tz::Tz;

use crate::document::{Cell, Document};
use crate::import::stamp::{self, Hints, Order, Understood, Written};
use crate::import::told::Told;
use crate::import::{Settings, date_order};
use crate::model::{
    Batch, FoundAccount, Metrics, Network, Post, PostFormat, Severity, Source, permalink,
};

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
        let understood = stamp::understand(&written, hints);
        if understood.is_in_doubt() {
            return date_order::refused(self.told.document(), batch);
        }
        tell_order(understood, &mut self.told);
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
        // A number read in the link was never in a cell of its own.
        let is_cell = |draft: &Draft, id: &str| {
            !draft
                .permalink
                .as_deref()
                .is_some_and(|link| link.ends_with(id))
        };
        let rounded = are_rounded(self.drafts.iter().filter_map(|draft| {
            let id = draft.id.as_deref()?;
            is_cell(draft, id).then_some(id)
        }));
        let shared = shared_ids(&self.drafts);
        let mut mended = 0_usize;
        let mut first = None;
        for draft in &mut self.drafts {
            if draft.id.as_deref().is_none_or(|id| {
                (rounded && id.len() > EXACT_DIGITS && is_cell(draft, id)) || shared.contains(id)
            }) {
                draft.id.clone_from(&draft.permalink);
                if draft.id.is_some() {
                    mended += 1;
                    first = first.or(Some(draft.row));
                }
            }
        }
        if mended > 0 && self.has_ids {
            let message = format!(
                "{mended} identifiants de publication sont perdus ou arrondis, sans doute par un tableur ; le lien a servi de clé, moins sûre : donner l’export d’origine, sans l’enregistrer dans un tableur"
            );
            self.told.say(Severity::Warning, "lost-ids", first, message);
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

/// Says what was doubtful in a column of dates.
pub fn tell_order(understood: stamp::Understood, told: &mut Told<'_>) {
    if understood.is_mixed {
        let message = "certaines dates ne se lisent que jour/mois et d’autres que mois/jour : un tableur a transformé le fichier\u{a0}; celles qui se lisent des deux façons n’ont pas été comptées\u{a0}: donner l’export d’origine";
        told.say(Severity::Warning, "mixed-date-orders", None, message);
    } else if understood.swap_typed {
        let message = "un tableur avait échangé le jour et le mois de certaines dates ; elles ont été remises dans l’ordre : mieux vaut donner l’export d’origine";
        told.say(Severity::Warning, "swapped-dates", None, message);
    }
}

/// Digits that a spreadsheet keeps of a number.
const EXACT_DIGITS: usize = 15;

/// Whether all long ids end in zeros from the sixteenth digit on: a spreadsheet has rounded them.
fn are_rounded<'a>(ids: impl Iterator<Item = &'a str>) -> bool {
    let mut zeros = 0;
    for id in ids.filter(|id| id.len() > EXACT_DIGITS) {
        if !id[EXACT_DIGITS..].bytes().all(|byte| byte == b'0') {
            return false;
        }
        zeros += id.len() - EXACT_DIGITS;
    }
    // One chance in ten thousand that true ids end so.
    zeros >= 4
}

/// Ids that several posts bear, for a spreadsheet has cut them: their links differ, and so do their dates.
/// One post in two exports put end to end may have two links, never two dates.
fn shared_ids(drafts: &[Draft]) -> BTreeSet<String> {
    let mut posts = BTreeMap::<&str, (&Draft, bool, bool)>::new();
    for draft in drafts.iter().filter(|draft| draft.permalink.is_some()) {
        let Some(id) = &draft.id else { continue };
        let (first, links_differ, dates_differ) = posts.entry(id).or_insert((draft, false, false));
        *links_differ |= first.permalink != draft.permalink;
        *dates_differ |= first.when != draft.when;
    }
    posts
        .into_iter()
        .filter(|(_, (_, links_differ, dates_differ))| *links_differ && *dates_differ)
        .map(|(id, _)| id.to_owned())
        .collect()
}

/// An id made of digits, as text. A number cell past what a spreadsheet keeps exactly is lost.
pub fn digits_id(cell: Cell<'_>) -> Option<String> {
    let is_spoiled = matches!(cell, Cell::Number(number) if number.abs() >= 1e15);
    let text = cell.to_text();
    let id = text.trim().trim_start_matches('\'');
    (!is_spoiled && (5..=25).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| id.to_owned())
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

/// Accounts of one network met in a file.
#[derive(Debug)]
pub struct FoundAccounts<'a> {
    network: Network,
    settings: &'a Settings,
    /// By what the file calls them.
    met: BTreeMap<String, FoundAccount>,
}

impl<'a> FoundAccounts<'a> {
    pub fn new(network: Network, settings: &'a Settings) -> Self {
        FoundAccounts {
            network,
            settings,
            met: BTreeMap::new(),
        }
    }

    pub fn identify(&mut self, keys: &[&str], name: Option<&str>) -> String {
        let key = keys
            .iter()
            .copied()
            .find(|key| !key.is_empty())
            .unwrap_or("?");
        if let Some(found) = self.met.get(key) {
            return found.account.clone();
        }
        let known = self.settings.accounts.find(self.network, keys);
        let found = FoundAccount {
            network: self.network,
            account: known.map_or_else(
                || key.trim_start_matches('@').to_owned(),
                |account| account.id.clone(),
            ),
            name: name.filter(|name| !name.is_empty()).map(str::to_owned),
            known: known.is_some(),
        };
        let account = found.account.clone();
        self.met.insert(key.to_owned(), found);
        account
    }

    /// The account that the parts of a path name, when the file itself names none. Nothing known: the channel
    /// or page that the name gives for sure, else the nearest folder, so that one folder stays one account.
    pub fn identify_by_path(
        &mut self,
        sure: Option<&str>,
        parts: &[&str],
        folder: Option<&str>,
    ) -> String {
        let keys: Vec<&str> = sure.into_iter().chain(parts.iter().copied()).collect();
        let is_known = self.settings.accounts.find(self.network, &keys).is_some();
        match sure {
            Some(sure) => self.identify(&[&[sure], parts].concat(), None),
            None if is_known => self.identify(&keys, None),
            None => {
                let folder = folder
                    .filter(|folder| !folder.is_empty())
                    .unwrap_or("unknown");
                self.identify(&[&format!("{}:{folder}", self.network.key())], None)
            }
        }
    }

    pub fn any_unknown(&self) -> bool {
        self.met.values().any(|found| !found.known)
    }

    /// Each account once, in order.
    pub fn into_vec(self) -> Vec<FoundAccount> {
        let by_account: BTreeMap<String, FoundAccount> = self
            .met
            .into_values()
            .map(|found| (found.account.clone(), found))
            .collect();
        by_account.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Account, Accounts};

    #[test]
    fn rounded_ids_are_told_from_true_ones() {
        assert!(are_rounded(
            ["122100000000000000", "122111111111111000"].into_iter()
        ));
        assert!(!are_rounded(
            ["122100000000000000", "122111111111111001"].into_iter()
        ));
        assert!(!are_rounded(
            ["100000000000000", "1096263115194030"].into_iter()
        ));
        assert!(!are_rounded([].into_iter()));
    }

    #[test]
    fn a_spoiled_id_is_no_id() {
        for text in [
            "1.09626E+15",
            "1,09626E+15",
            "1096263115194030.00",
            "",
            "#NOM ?",
        ] {
            assert_eq!(digits_id(Cell::Text(text)), None, "{text}");
        }
        assert_eq!(digits_id(Cell::Number(1_096_263_115_194_030.0)), None);
        assert_eq!(
            digits_id(Cell::Text(" 900000000000101 ")).as_deref(),
            Some("900000000000101")
        );
    }

    #[test]
    fn a_configured_account_is_known_by_any_of_its_keys() {
        let account = Account {
            id: "fb-departement".to_owned(),
            network: Network::Facebook,
            name: "Département des Abers".to_owned(),
            keys: vec!["100000000000007".to_owned()],
            direction: None,
            opened: None,
            closed: None,
        };
        let settings = Settings {
            accounts: Accounts(vec![account]),
            ..Settings::default()
        };
        let mut found = FoundAccounts::new(Network::Facebook, &settings);
        assert_eq!(
            found.identify(&["100000000000007", ""], Some("Abers")),
            "fb-departement"
        );
        assert_eq!(
            found.identify(&["", "DEPARTEMENT DES ABERS"], None),
            "fb-departement"
        );
        assert_eq!(found.identify(&["@autre"], None), "autre");
        let found = found.into_vec();
        assert_eq!(
            found.iter().map(|found| found.known).collect::<Vec<_>>(),
            [false, true]
        );
    }

    #[test]
    fn a_folder_stands_for_an_account_that_no_file_names() {
        let settings = Settings::default();
        let mut found = FoundAccounts::new(Network::LinkedIn, &settings);
        assert_eq!(
            found.identify_by_path(
                Some("abers"),
                &["abers_content_1", "linkedin"],
                Some("linkedin")
            ),
            "abers"
        );
        assert_eq!(
            found.identify_by_path(None, &["octobre", "Page LinkedIn"], Some("Page LinkedIn")),
            "linkedin:Page LinkedIn"
        );
        assert_eq!(
            found.identify_by_path(None, &["octobre"], None),
            "linkedin:unknown"
        );
    }

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
