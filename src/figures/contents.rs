//! The contents first published in a month, with all their hours.

use std::collections::BTreeMap;

use polars::prelude::*;

use super::Facts;
use crate::model::Spent;
use crate::model::columns::{CONTENT, FORMAT, MONTH, SECONDS, STEP, TITLE};

/// A content first published in the month, with the time since its first brief.
#[derive(Clone, Debug, PartialEq)]
pub struct ContentTime {
    pub key: String,
    pub title: String,
    /// Key of `PostFormat`.
    pub format: Option<String>,
    /// `None` when no hour is tied to it.
    pub spent: Option<Spent>,
    /// Time by step, for the hours that have one.
    pub steps: BTreeMap<String, Spent>,
    /// Publications in the month.
    pub posts: u32,
}

const FIRST_MONTH: &str = "first_month";
const POSTS_OF_MONTH: &str = "posts_of_month";

impl Facts<'_> {
    pub(super) fn contents_of_month(&self) -> PolarsResult<Vec<ContentTime>> {
        let Some(posts) = &self.posts else {
            return Ok(Vec::new());
        };
        let index = self.month.index();
        let firsts = posts
            .clone()
            .lazy()
            .group_by([col(CONTENT)])
            .agg([
                col(MONTH).min().alias(FIRST_MONTH),
                col(MONTH)
                    .eq(lit(index))
                    .cast(DataType::UInt32)
                    .sum()
                    .alias(POSTS_OF_MONTH),
            ])
            .filter(col(FIRST_MONTH).eq(lit(index)));
        let Some(contents) = &self.linked.contents else {
            return Ok(Vec::new());
        };
        let named = firsts
            .join(
                contents
                    .clone()
                    .lazy()
                    .select([col(CONTENT), col(TITLE), col(FORMAT)]),
                [col(CONTENT)],
                [col(CONTENT)],
                JoinArgs::new(JoinType::Left),
            )
            .sort([CONTENT], SortMultipleOptions::default())
            .collect()?;
        let times = self.time_by_content_and_step()?;
        let (keys, titles, formats) = (
            named.column(CONTENT)?.str()?,
            named.column(TITLE)?.str()?,
            named.column(FORMAT)?.str()?,
        );
        let counts = named.column(POSTS_OF_MONTH)?.u32()?;
        Ok((0..named.height())
            .map(|row| {
                let key = keys.get(row).unwrap_or_default().to_owned();
                let steps = times.get(&key);
                ContentTime {
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
                }
            })
            .collect())
    }

    /// All the hours of each content, whenever they were spent.
    fn time_by_content_and_step(
        &self,
    ) -> PolarsResult<BTreeMap<String, BTreeMap<Option<String>, Spent>>> {
        let Some(hours) = &self.linked.hours else {
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
        let mut times: BTreeMap<String, BTreeMap<Option<String>, Spent>> = BTreeMap::new();
        for ((content, step), seconds) in contents.iter().zip(steps.iter()).zip(seconds.iter()) {
            let spent = Spent::seconds(seconds.unwrap_or(0));
            times
                .entry(content.unwrap_or_default().to_owned())
                .or_default()
                .insert(step.map(str::to_owned), spent);
        }
        Ok(times)
    }
}
