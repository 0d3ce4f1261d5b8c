//! ES: the eight key figures.

use polars::prelude::PolarsResult;

use super::{Facts, Thresholds, few, iceberg};
use crate::model::columns::CONTENT;
use crate::model::{Figure, Spent, State, Value};

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let mut figures = vec![time(facts)];
    figures.extend(publications(facts)?);
    figures.push(time_of_a_content("ES3", facts));
    figures.push(iceberg::unseen_share(facts));
    figures.push(super::approvals::duration("ES5", facts));
    figures.push(super::requests::last_minute("ES6", facts));
    figures.push(super::moderation::out_of_hours("ES7", facts));
    figures.push(super::capacity::load("ES8", facts));
    Ok(figures)
}

/// How much time during the month?
fn time(facts: &Facts) -> Figure {
    let sum = facts.total();
    let state = facts.time_state(sum.entries, Value::Time { spent: sum.spent });
    Figure::new("ES1", sum.entries, state)
}

/// How many publications, of how many contents?
fn publications(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let Some(posts) = facts.posts_of_month()? else {
        return Ok(vec![
            Figure::new("ES2", 0, State::NotMeasured),
            Figure::new("ES2", 0, State::NotMeasured).about("contents"),
        ]);
    };
    let (published, contents) = (posts.height(), posts.column(CONTENT)?.n_unique()?);
    let n = published as u64;
    let state = |count: usize| {
        let value = Value::count(count);
        if facts.readings.values().all(|read| !read) {
            State::NotMeasured
        } else if facts.all_read() {
            State::Measured { value }
        } else {
            State::Partial { value }
        }
    };
    Ok(vec![
        Figure::new("ES2", n, state(published)),
        Figure::new("ES2", n, state(contents)).about("contents"),
    ])
}

/// How long does a content take, over all its hours? The same figure is TC1.
pub fn time_of_a_content(code: &'static str, facts: &Facts) -> Figure {
    of_contents(
        code,
        facts.contents.iter().map(|content| content.spent),
        &facts.settings.thresholds,
    )
}

/// The spread of the hours of some contents, as far as they have any.
pub fn of_contents(
    code: &'static str,
    contents: impl Iterator<Item = Option<Spent>>,
    thresholds: &Thresholds,
) -> Figure {
    let contents: Vec<Option<Spent>> = contents.collect();
    let all = contents.len() as u64;
    let cases: Vec<Spent> = contents.into_iter().flatten().collect();
    let timed = cases.len() as u64;
    // The median says something of the contents only if most of them have their hours (QT5).
    few::spread(code, cases, thresholds).graded(|value| thresholds.covered(timed, all, value))
}
