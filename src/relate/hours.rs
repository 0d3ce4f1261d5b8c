//! Hours ↔ contents, accounts and services (timesheets.md §9.4). Time that nothing ties is never
//! spread over posts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::*;

use super::Rules;
use super::columns::{ENTRY, HEAD};
use super::known::{Publication, Tied};
use super::similarity::{Words, words};
use crate::model::columns::{
    ACCOUNT, AGENT, CONTENT, DAY, END, FAMILY, FILE, MONTH, NATURE, OUTSIDE, PERMALINK, REASON,
    REFERENCES, ROW, SECONDS, SERVICE, START, STEP, TITLE,
};
use crate::model::{Nature, Spent, StepFamily};

/// Why a part of an hour is tied, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    Reference,
    Permalink,
    Title,
    Account,
    Service,
    Loose,
}

impl Reason {
    pub const ALL: [Reason; 6] = [
        Reason::Reference,
        Reason::Permalink,
        Reason::Title,
        Reason::Account,
        Reason::Service,
        Reason::Loose,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Reason::Reference => "reference",
            Reason::Permalink => "permalink",
            Reason::Title => "title",
            Reason::Account => "account",
            Reason::Service => "service",
            Reason::Loose => "loose",
        }
    }
}

/// A part of an entry, on its way to a content or not.
struct Part<'a> {
    entry: u32,
    head: bool,
    seconds: i64,
    content: Option<Cow<'a, str>>,
    nature: &'static str,
    reason: Reason,
}

/// Splits each entry into parts and ties them. Several references share an entry equally, to the second.
pub fn tie(hours: &DataFrame, tied: &Tied, rules: &Rules) -> PolarsResult<DataFrame> {
    let text = |name: &str| -> PolarsResult<&StringChunked> { hours.column(name)?.str() };
    let (references, permalinks, titles) = (text(REFERENCES)?, text(PERMALINK)?, text(TITLE)?);
    let mut contents = Contents::new(tied, permalinks.iter().flatten());
    let (accounts, services, families, natures) =
        (text(ACCOUNT)?, text(SERVICE)?, text(FAMILY)?, text(NATURE)?);
    let (days, seconds) = (hours.column(DAY)?.i32()?, hours.column(SECONDS)?.i64()?);

    let mut parts: Vec<Part> = Vec::with_capacity(hours.height());
    for row in 0..hours.height() {
        let nature = natures.get(row).map_or(Nature::Declared.key(), nature_key);
        let spent = seconds.get(row).unwrap_or_default();
        let entry = u32::try_from(row).unwrap_or(u32::MAX);
        let mut whole = |content, reason| {
            parts.push(Part {
                entry,
                head: true,
                seconds: spent,
                content,
                nature,
                reason,
            });
        };
        if let Some(references) = references.get(row) {
            let references: Vec<&str> = distinct(references);
            // A split is an estimate: nobody said how the time was shared.
            let nature = if references.len() > 1 {
                Nature::Estimated.key()
            } else {
                nature
            };
            let shares = Spent::seconds(spent).split(references.len());
            for (place, (reference, share)) in references.into_iter().zip(shares).enumerate() {
                let content = Some(Cow::Borrowed(reference));
                parts.push(Part {
                    entry,
                    head: place == 0,
                    seconds: share.as_seconds(),
                    content,
                    nature,
                    reason: Reason::Reference,
                });
            }
        } else if let Some(content) = permalinks
            .get(row)
            .and_then(|link| contents.by_link.get(link)?.clone())
        {
            whole(Some(content), Reason::Permalink);
        } else if let Some(content) = titles.get(row).and_then(|title| {
            contents.by_title(
                title,
                accounts.get(row),
                days.get(row)?,
                families.get(row),
                rules,
            )
        }) {
            whole(Some(content), Reason::Title);
        } else if accounts.get(row).is_some() {
            whole(None, Reason::Account);
        } else if services.get(row).is_some() {
            whole(None, Reason::Service);
        } else {
            whole(None, Reason::Loose);
        }
    }
    frame(hours, &parts)
}

fn nature_key(text: &str) -> &'static str {
    [Nature::Measured, Nature::Declared, Nature::Estimated]
        .into_iter()
        .find(|nature| nature.key() == text)
        .map_or(Nature::Declared.key(), Nature::key)
}

/// The same reference twice on one entry is one reference; the order is kept.
fn distinct(references: &str) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    references
        .split(';')
        .filter(|reference| seen.insert(*reference))
        .collect()
}

fn frame(hours: &DataFrame, parts: &[Part]) -> PolarsResult<DataFrame> {
    let rows: IdxCa = IdxCa::from_vec(ENTRY.into(), parts.iter().map(|part| part.entry).collect());
    let kept = [
        AGENT, DAY, MONTH, START, END, OUTSIDE, STEP, FAMILY, ACCOUNT, SERVICE, TITLE, FILE, ROW,
    ];
    let mut table = hours.select(kept)?.take(&rows)?;
    table.with_column(rows.into_column())?;
    table.with_column(Column::new(
        HEAD.into(),
        parts.iter().map(|part| part.head).collect::<Vec<_>>(),
    ))?;
    table.with_column(Column::new(
        SECONDS.into(),
        parts.iter().map(|part| part.seconds).collect::<Vec<_>>(),
    ))?;
    table.with_column(Column::new(
        CONTENT.into(),
        parts
            .iter()
            .map(|part| part.content.as_deref())
            .collect::<Vec<_>>(),
    ))?;
    table.with_column(Column::new(
        NATURE.into(),
        parts.iter().map(|part| part.nature).collect::<Vec<_>>(),
    ))?;
    table.with_column(Column::new(
        REASON.into(),
        parts
            .iter()
            .map(|part| part.reason.key())
            .collect::<Vec<_>>(),
    ))?;
    Ok(table)
}

/// Contents as an hour may name them.
struct Contents<'a> {
    tied: &'a Tied<'a>,
    /// The links that hours give, each with its content if there is one.
    by_link: BTreeMap<&'a str, Option<Cow<'a, str>>>,
    /// Made for the first hour that has a title.
    titles: Option<Vec<Titled<'a>>>,
}

/// A publication, published or planned.
struct Titled<'a> {
    day: i32,
    account: Option<&'a str>,
    words: Words,
    content: Cow<'a, str>,
}

impl<'a> Contents<'a> {
    fn new(tied: &'a Tied<'a>, links: impl Iterator<Item = &'a str>) -> Self {
        let mut by_link: BTreeMap<&str, Option<Cow<str>>> =
            links.map(|link| (link, None)).collect();
        if !by_link.is_empty() {
            // The posts last: what a link really led to wins over what the planning says.
            for plan in &tied.planned {
                if let Some(content) = plan.permalink.and_then(|link| by_link.get_mut(link)) {
                    *content = Some(Cow::Borrowed(plan.reference));
                }
            }
            for publication in published(tied) {
                for link in publication.permalinks() {
                    if let Some(content) = by_link.get_mut(link) {
                        *content = Some(publication.content());
                    }
                }
            }
        }
        Contents {
            tied,
            by_link,
            titles: None,
        }
    }

    /// The one content whose title is most like this one, near enough in time. Equal likeness
    /// between two contents gives none; work that serves every content is never tied by a title.
    fn by_title(
        &mut self,
        title: &str,
        account: Option<&str>,
        day: i32,
        family: Option<&str>,
        rules: &Rules,
    ) -> Option<Cow<'a, str>> {
        let upstream = (day - rules.days_before_plan, day + rules.upstream_days);
        let downstream = (day - rules.downstream_days, day);
        let (from, to) = match family {
            Some(family) if family == StepFamily::Common.key() => return None,
            Some(family) if family == StepFamily::Downstream.key() => downstream,
            Some(_) => upstream,
            None => (downstream.0, upstream.1),
        };
        let tied = self.tied;
        let titles = self.titles.get_or_insert_with(|| titles(tied));
        let start = titles.partition_point(|known| known.day < from);
        let own = words(title);
        let mut best: BTreeMap<&str, u8> = BTreeMap::new();
        for known in titles[start..].iter().take_while(|known| known.day <= to) {
            if account.is_some() && known.account.is_some() && account != known.account {
                continue;
            }
            let likeness = own.likeness(&known.words);
            if likeness >= rules.similarity {
                let best = best.entry(&known.content).or_insert(likeness);
                *best = (*best).max(likeness);
            }
        }
        let top = best.values().copied().max()?;
        let mut first = best
            .into_iter()
            .filter(|(_, likeness)| *likeness == top)
            .map(|(key, _)| key);
        let only = first.next()?;
        first.next().is_none().then(|| Cow::Owned(only.to_owned()))
    }
}

fn published<'a>(tied: &'a Tied<'a>) -> impl Iterator<Item = &'a Publication<'a>> {
    let publications = tied.publications.iter();
    publications.filter(|publication| !publication.is_reply)
}

/// Every publication, in order of days.
fn titles<'a>(tied: &'a Tied<'a>) -> Vec<Titled<'a>> {
    let planned = tied.planned.iter().filter_map(|plan| {
        Some(Titled {
            day: plan.day?,
            account: plan.account,
            words: words(plan.title),
            content: Cow::Borrowed(plan.reference),
        })
    });
    let published = published(tied).map(|publication| Titled {
        day: publication.day,
        account: Some(publication.account),
        words: words(publication.title),
        content: publication.content(),
    });
    let mut titles: Vec<Titled> = planned.chain(published).collect();
    titles.sort_by_key(|known| known.day);
    titles
}
