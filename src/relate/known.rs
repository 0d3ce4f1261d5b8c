//! Posts and lines of the editorial table, as far as tying needs them.

use std::borrow::Cow;

use polars::prelude::*;

use crate::model::columns::{
    ACCOUNT, DAY, FORMAT, ID, IS_REPLY, NETWORK, PERMALINK, PLANNED, PUBLISHED, REFERENCE, SERVICE,
    TITLE,
};

/// A publication, as far as tying needs it.
#[derive(Clone, Debug)]
pub struct Publication<'a> {
    network: &'a str,
    id: &'a str,
    pub account: &'a str,
    pub day: i32,
    pub title: &'a str,
    pub permalink: Option<&'a str>,
    /// Links that earlier readings gave.
    pub earlier_links: Vec<&'a str>,
    pub format: Option<&'a str>,
    pub is_reply: bool,
    /// Reference of the editorial table, once it is tied.
    pub reference: Option<&'a str>,
}

impl<'a> Publication<'a> {
    /// Every link it was ever given.
    pub fn permalinks(&self) -> impl Iterator<Item = &'a str> {
        self.permalink
            .into_iter()
            .chain(self.earlier_links.iter().copied())
    }

    /// The content it publishes: that of the editorial table, else itself.
    pub fn content(&self) -> Cow<'a, str> {
        self.reference.map_or_else(
            || Cow::Owned(format!("{}:{}", self.network, self.id)),
            Cow::Borrowed,
        )
    }

    /// Whether it may still be tied to a line of the editorial table.
    pub fn is_free(&self) -> bool {
        !self.is_reply && self.reference.is_none()
    }
}

/// A line of the editorial table, as far as tying needs it.
#[derive(Clone, Debug)]
pub struct Planned<'a> {
    pub reference: &'a str,
    pub account: Option<&'a str>,
    pub title: &'a str,
    /// Day it was published, or else planned for.
    pub day: Option<i32>,
    pub permalink: Option<&'a str>,
    pub format: Option<&'a str>,
    pub service: Option<&'a str>,
}

/// Posts and lines of the editorial table, tied.
#[derive(Debug, Default)]
pub struct Tied<'a> {
    pub publications: Vec<Publication<'a>>,
    pub planned: Vec<Planned<'a>>,
}

/// The cells of a column of texts.
fn texts<'a>(
    table: &'a DataFrame,
    name: &str,
) -> PolarsResult<impl Iterator<Item = Option<&'a str>>> {
    Ok(table.column(name)?.str()?.iter())
}

pub fn publications(posts: &DataFrame) -> PolarsResult<Vec<Publication<'_>>> {
    let keys = texts(posts, NETWORK)?.zip(texts(posts, ID)?);
    let places = texts(posts, ACCOUNT)?.zip(posts.column(DAY)?.i32()?.iter());
    let words = texts(posts, TITLE)?.zip(texts(posts, PERMALINK)?);
    let kinds = texts(posts, FORMAT)?.zip(posts.column(IS_REPLY)?.bool()?.iter());
    let rows = keys.zip(places).zip(words.zip(kinds));
    let publication =
        |(((network, id), (account, day)), ((title, permalink), (format, is_reply)))| Publication {
            network: Option::unwrap_or_default(network),
            id: Option::unwrap_or_default(id),
            account: Option::unwrap_or_default(account),
            day: Option::unwrap_or_default(day),
            title: Option::unwrap_or_default(title),
            permalink,
            earlier_links: Vec::new(),
            format,
            is_reply: is_reply == Some(true),
            reference: None,
        };
    Ok(rows.map(publication).collect())
}

/// Adds the links that earlier readings gave. Publications are in order of their network and id.
pub fn add_earlier_links<'a>(
    publications: &mut [Publication<'a>],
    links: &'a DataFrame,
) -> PolarsResult<()> {
    let keys = texts(links, NETWORK)?.zip(texts(links, ID)?);
    for (permalink, key) in texts(links, PERMALINK)?.zip(keys) {
        let (Some(permalink), (Some(network), Some(id))) = (permalink, key) else {
            continue;
        };
        let found = publications.binary_search_by(|one| (one.network, one.id).cmp(&(network, id)));
        let Ok(place) = found else { continue };
        let publication = &mut publications[place];
        if publication.permalinks().all(|link| link != permalink) {
            publication.earlier_links.push(permalink);
        }
    }
    Ok(())
}

pub fn planned(plans: &DataFrame) -> PolarsResult<Vec<Planned<'_>>> {
    let words = texts(plans, REFERENCE)?.zip(texts(plans, TITLE)?);
    let places = texts(plans, ACCOUNT)?.zip(texts(plans, PERMALINK)?);
    let kinds = texts(plans, FORMAT)?.zip(texts(plans, SERVICE)?);
    let dates = plans.column(PUBLISHED)?.i64()?.iter();
    let dates = dates.zip(plans.column(PLANNED)?.i64()?.iter());
    let rows = words.zip(places).zip(kinds.zip(dates));
    let plan = |(
        ((reference, title), (account, permalink)),
        ((format, service), (published, planned)),
    ): (_, (_, (Option<i64>, Option<i64>)))| Planned {
        reference: Option::unwrap_or_default(reference),
        account,
        title: Option::unwrap_or_default(title),
        day: published
            .or(planned)
            .and_then(|at| i32::try_from(at.div_euclid(86_400)).ok()),
        permalink,
        format,
        service,
    };
    Ok(rows.map(plan).collect())
}
