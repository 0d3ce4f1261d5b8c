//! TC: how much work a content asks for, over all its hours since the first brief.

use std::collections::BTreeMap;

use polars::prelude::PolarsResult;

use super::essentials::{of_contents, time_of_a_content};
use super::{ContentTime, Facts, few};
use crate::model::columns::CONTENT;
use crate::model::{Figure, PostFormat, Spent, State, Value};

/// A mean over fewer contents would be one content's (report-content.md, TC2).
const MEAN_FROM: u64 = 10;

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let mut figures = vec![time_of_a_content("TC1", facts)];
    figures.extend(mean(facts));
    figures.extend(by_format(facts));
    figures.push(without_time(facts));
    figures.push(posts_per_content(facts)?);
    figures.extend(by_step(facts));
    figures.extend(standing_out(facts));
    Ok(figures)
}

fn timed<'a>(facts: &'a Facts) -> impl Iterator<Item = (&'a ContentTime, Spent)> {
    facts
        .contents
        .iter()
        .filter_map(|content| Some((content, content.spent?)))
}

fn mean(facts: &Facts) -> Option<Figure> {
    let n = timed(facts).count() as u64;
    if n < MEAN_FROM {
        return None;
    }
    let total: Spent = timed(facts).map(|(_, spent)| spent).sum();
    let spent = total.portion(1, i64::try_from(n).ok()?)?;
    Some(Figure::new("TC2", n, covered(facts, Value::Time { spent })))
}

/// What a figure of the contents with time says of all contents (QT5).
fn covered(facts: &Facts, value: Value) -> State {
    let (timed, all) = (timed(facts).count() as u64, facts.contents.len() as u64);
    facts.settings.thresholds.covered(timed, all, value)
}

/// The formats of the page: pictures and texts are one kind of work.
pub fn format_group(format: Option<&str>) -> &'static str {
    match format.and_then(PostFormat::from_key) {
        Some(PostFormat::Text | PostFormat::Image | PostFormat::Poll | PostFormat::Event) => {
            "text-image"
        }
        Some(PostFormat::Carousel) => "carousel",
        Some(PostFormat::ShortVideo) => "short-video",
        Some(PostFormat::LongVideo) => "long-video",
        Some(PostFormat::Live) => "live",
        Some(PostFormat::Link | PostFormat::Relay) => "relay",
        Some(PostFormat::Story) => "story",
        None => "unknown",
    }
}

fn by_format(facts: &Facts) -> Vec<Figure> {
    let mut groups: BTreeMap<&str, Vec<Option<Spent>>> = BTreeMap::new();
    for content in &facts.contents {
        groups
            .entry(format_group(content.format.as_deref()))
            .or_default()
            .push(content.spent);
    }
    let thresholds = &facts.settings.thresholds;
    groups
        .into_iter()
        .filter(|(_, contents)| contents.iter().any(Option::is_some))
        .map(|(group, contents)| of_contents("TC3", contents.into_iter(), thresholds).about(group))
        .collect()
}

fn without_time(facts: &Facts) -> Figure {
    let all = facts.contents.len() as u64;
    let without = all - timed(facts).count() as u64;
    let state = if facts.posts.is_none() {
        State::NotMeasured
    } else if all == 0 {
        State::TooFew
    } else {
        State::Measured {
            value: Value::out_of(without, all),
        }
    };
    Figure::new("TC4", all, state)
}

fn posts_per_content(facts: &Facts) -> PolarsResult<Figure> {
    let Some(posts) = facts.posts_of_month()? else {
        return Ok(Figure::new("TC5", 0, State::NotMeasured));
    };
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let (part, whole) = (
        count(posts.height()),
        count(posts.column(CONTENT)?.n_unique()?),
    );
    let state = if whole == 0 {
        State::TooFew
    } else {
        State::Measured {
            value: Value::Ratio { part, whole },
        }
    };
    Ok(Figure::new("TC5", whole.unsigned_abs(), state))
}

/// Medians by step do not add up: they are not of the same contents.
fn by_step(facts: &Facts) -> Vec<Figure> {
    let mut steps: BTreeMap<&str, Vec<Spent>> = BTreeMap::new();
    for content in &facts.contents {
        for (step, spent) in &content.steps {
            steps.entry(step).or_default().push(*spent);
        }
    }
    steps
        .into_iter()
        .map(|(step, cases)| {
            few::spread("TC6", cases, &facts.settings.thresholds)
                .graded(|value| covered(facts, value))
                .about(step)
        })
        .collect()
}

/// TC7: contents that took so many times the median; counted in every total, and named.
fn standing_out(facts: &Facts) -> Vec<Figure> {
    let mut cases: Vec<Spent> = timed(facts).map(|(_, spent)| spent).collect();
    if (cases.len() as u64) < facts.settings.thresholds.median_from {
        return Vec::new();
    }
    cases.sort_unstable();
    let limit = few::median(&cases)
        .as_seconds()
        .saturating_mul(i64::from(facts.settings.thresholds.outlier_times));
    timed(facts)
        .filter(|(_, spent)| spent.as_seconds() > limit)
        .map(|(content, spent)| {
            Figure::measured("TC7", 1, Value::Time { spent }).about(content.key.clone())
        })
        .collect()
}
