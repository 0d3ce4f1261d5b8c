//! What tying gives: posts with their content, and one row per content.

use std::borrow::Cow;
use std::collections::BTreeMap;

use polars::lazy::dsl::{any_horizontal, sum_horizontal};
use polars::prelude::*;

use super::columns::{FIRST, INTERACTIONS_GIVEN, IS_PLANNED, POSTS};
use super::known::Tied;
use crate::model::columns::{CONTENT, FORMAT, MONTH, SERVICE, TITLE};
use crate::model::{Metric, Month};

/// The posts with their content, and the interactions that their network gives.
pub fn with_contents(posts: DataFrame, tied: &Tied) -> PolarsResult<DataFrame> {
    let publications = tied.publications.iter();
    let contents: StringChunked = publications
        .map(|publication| Some(publication.content()))
        .collect_ca(CONTENT.into());
    let parts = [
        Metric::Reactions,
        Metric::Comments,
        Metric::Shares,
        Metric::Saves,
    ]
    .map(|metric| col(metric.key()));
    let any_given = any_horizontal(parts.clone().map(Expr::is_not_null))?;
    let given = when(any_given)
        .then(sum_horizontal(parts, true)?)
        .otherwise(col(Metric::Interactions.key()));
    let mut posts = posts;
    posts.with_column(contents.into_column())?;
    posts
        .lazy()
        .with_column(given.alias(INTERACTIONS_GIVEN))
        .collect()
}

/// One row per content: what the editorial table says of it, and its publications.
pub fn table(tied: &Tied) -> PolarsResult<DataFrame> {
    #[derive(Default)]
    struct Content<'a> {
        title: &'a str,
        format: Option<&'a str>,
        service: Option<&'a str>,
        first: Option<i32>,
        posts: u32,
        is_planned: bool,
    }
    let mut contents: BTreeMap<Cow<str>, Content> = BTreeMap::new();
    for plan in &tied.planned {
        let content = contents.entry(Cow::Borrowed(plan.reference)).or_default();
        content.is_planned = true;
        if content.title.is_empty() {
            content.title = plan.title;
        }
        content.format = content.format.or(plan.format);
        content.service = content.service.or(plan.service);
    }
    for publication in tied
        .publications
        .iter()
        .filter(|publication| !publication.is_reply)
    {
        let content = contents.entry(publication.content()).or_default();
        if content.title.is_empty() {
            content.title = publication.title;
        }
        content.format = content.format.or(publication.format);
        content.first = Some(
            content
                .first
                .map_or(publication.day, |first| first.min(publication.day)),
        );
        content.posts += 1;
    }
    let month = |first: Option<i32>| {
        first
            .and_then(crate::ledger::day_of)
            .map(|day| Month::of(day).index())
    };
    let rows: Vec<(Cow<str>, Content)> = contents.into_iter().collect();
    DataFrame::new(
        rows.len(),
        vec![
            Column::new(
                CONTENT.into(),
                rows.iter().map(|(key, _)| key.as_ref()).collect::<Vec<_>>(),
            ),
            Column::new(
                TITLE.into(),
                rows.iter()
                    .map(|(_, content)| content.title)
                    .collect::<Vec<_>>(),
            ),
            Column::new(
                FORMAT.into(),
                rows.iter()
                    .map(|(_, content)| content.format)
                    .collect::<Vec<_>>(),
            ),
            Column::new(
                SERVICE.into(),
                rows.iter()
                    .map(|(_, content)| content.service)
                    .collect::<Vec<_>>(),
            ),
            Column::new(
                FIRST.into(),
                rows.iter()
                    .map(|(_, content)| content.first)
                    .collect::<Vec<_>>(),
            ),
            Column::new(
                MONTH.into(),
                rows.iter()
                    .map(|(_, content)| month(content.first))
                    .collect::<Vec<_>>(),
            ),
            Column::new(
                POSTS.into(),
                rows.iter()
                    .map(|(_, content)| content.posts)
                    .collect::<Vec<_>>(),
            ),
            Column::new(
                IS_PLANNED.into(),
                rows.iter()
                    .map(|(_, content)| content.is_planned)
                    .collect::<Vec<_>>(),
            ),
        ],
    )
}
