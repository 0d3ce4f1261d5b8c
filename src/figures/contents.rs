//! The contents first published in a month, with all their hours.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::Facts;
use super::facts::between;
use super::moments::moments;
use super::requests::Request;
use crate::model::columns::{
    CONTENT, FORMAT, HAS_TIME, MONTH, PUBLISHED, REFERENCE, SECONDS, STEP, TITLE, WANTED,
    WANTED_HAS_TIME,
};
use crate::model::{Moment, Spent};
use crate::relate::Linked;

/// A content first published in the month, with the time since its first brief.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentTime {
    pub key: String,
    pub title: String,
    /// Key of `PostFormat`.
    pub format: Option<String>,
    /// Its first publication.
    pub published: Moment,
    /// `None` when no hour is tied to it.
    pub spent: Option<Spent>,
    /// Time by step, for the hours that have one.
    pub steps: BTreeMap<String, Spent>,
    /// Publications in the month.
    pub posts: u32,
}

const POSTS_OF_MONTH: &str = "posts_of_month";

/// Contents by the month of their first publication, then by key.
pub fn firsts(linked: &Linked, posts: Option<&DataFrame>) -> PolarsResult<Option<DataFrame>> {
    let (Some(posts), Some(contents)) = (posts, &linked.contents) else {
        return Ok(None);
    };
    let is_of_first_month = col(MONTH).eq(col(MONTH).min());
    let firsts = posts.clone().lazy().group_by([col(CONTENT)]).agg([
        is_of_first_month
            .cast(DataType::UInt32)
            .sum()
            .alias(POSTS_OF_MONTH),
        col(MONTH).min(),
        col(PUBLISHED).min(),
        col(HAS_TIME)
            .sort_by([col(PUBLISHED)], SortMultipleOptions::default())
            .first(),
    ]);
    let names = contents
        .clone()
        .lazy()
        .select([col(CONTENT), col(TITLE), col(FORMAT)]);
    let left = JoinArgs::new(JoinType::Left);
    let mut firsts = firsts
        .join(names, [col(CONTENT)], [col(CONTENT)], left)
        .sort([MONTH, CONTENT], SortMultipleOptions::default())
        .collect()?;
    firsts.rechunk_mut();
    Ok(Some(firsts))
}

impl Facts<'_> {
    pub(super) fn contents_of_month(&self) -> PolarsResult<Vec<ContentTime>> {
        let Some(firsts) = &self.firsts else {
            return Ok(Vec::new());
        };
        let named = between(firsts, self.month, self.month)?;
        let (keys, titles, formats) = (
            named.column(CONTENT)?.str()?,
            named.column(TITLE)?.str()?,
            named.column(FORMAT)?.str()?,
        );
        let published = moments(&named, PUBLISHED, HAS_TIME)?;
        let counts = named.column(POSTS_OF_MONTH)?.u32()?;
        Ok((0..named.height())
            .filter_map(|row| {
                let key = keys.get(row).unwrap_or_default().to_owned();
                let steps = self.times.get(&key);
                Some(ContentTime {
                    published: published[row]?,
                    title: titles.get(row).unwrap_or_default().to_owned(),
                    format: formats.get(row).map(str::to_owned),
                    spent: steps.map(|steps| steps.values().copied().sum()),
                    steps: steps
                        .into_iter()
                        .flatten()
                        .filter_map(|(step, spent)| Some((step.clone()?, *spent)))
                        .collect(),
                    posts: counts.get(row).unwrap_or(0),
                    key,
                })
            })
            .collect())
    }
}

/// Hours by content and step, whenever they were spent.
pub type Times = BTreeMap<String, BTreeMap<Option<String>, Spent>>;

/// All the hours of each content.
pub fn times(linked: &Linked) -> PolarsResult<Times> {
    let Some(hours) = &linked.hours else {
        return Ok(BTreeMap::new());
    };
    let sums = hours
        .clone()
        .lazy()
        .filter(col(CONTENT).is_not_null())
        .group_by([col(CONTENT), col(STEP)])
        .agg([col(SECONDS).sum()])
        .collect()?;
    let (contents, steps, seconds) = (
        sums.column(CONTENT)?.str()?,
        sums.column(STEP)?.str()?,
        sums.column(SECONDS)?.i64()?,
    );
    let mut times = Times::new();
    for ((content, step), seconds) in contents.iter().zip(steps.iter()).zip(seconds.iter()) {
        let spent = Spent::seconds(seconds.unwrap_or(0));
        times
            .entry(content.unwrap_or_default().to_owned())
            .or_default()
            .insert(step.map(str::to_owned), spent);
    }
    Ok(times)
}

/// When each content was wished for: what the editorial table says, else the request it comes from; the earliest
/// of several.
pub fn wanted(linked: &Linked, requests: &[Request]) -> PolarsResult<BTreeMap<String, Moment>> {
    let mut planned = BTreeMap::new();
    if let Some(plans) = &linked.plans {
        let references = plans.column(REFERENCE)?.str()?;
        let dates = moments(plans, WANTED, WANTED_HAS_TIME)?;
        add_earliest(&mut planned, references.iter().zip(dates));
    }
    let mut asked = BTreeMap::new();
    let of_requests = requests
        .iter()
        .map(|request| (request.reference.as_deref(), request.wanted));
    add_earliest(&mut asked, of_requests);
    asked.extend(planned);
    Ok(asked)
}

fn add_earliest<'a>(
    known: &mut BTreeMap<String, Moment>,
    dates: impl Iterator<Item = (Option<&'a str>, Option<Moment>)>,
) {
    for (reference, wanted) in dates {
        if let (Some(reference), Some(wanted)) = (reference, wanted) {
            let earliest = known.entry(reference.to_owned()).or_insert(wanted);
            *earliest = wanted.min(*earliest);
        }
    }
}
