//! CR: the rules that the service gives itself, and how many cases kept them. A rule that is not written has no
//! figure.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use polars::prelude::*;

use super::{Facts, few, moderation, requests};
use crate::model::columns::{ACCESSIBLE, ACCOUNT, DAY, REFERENCE};
use crate::model::{Decision, Figure, PostFormat, Spent, State};

const POSTS: &str = "posts";
const IMAGES: [PostFormat; 2] = [PostFormat::Image, PostFormat::Carousel];
const VIDEOS: [PostFormat; 2] = [PostFormat::ShortVideo, PostFormat::LongVideo];

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let charter = &facts.settings.charter;
    let mut figures = Vec::new();
    figures.extend(charter.notice_days.map(|days| notice(facts, days)));
    figures.extend(charter.validations.map(|least| validations(facts, least)));
    if let Some(most) = charter.posts_a_day {
        figures.push(posts_a_day(facts, most)?);
    }
    figures.extend(charter.first_answer_hours.map(|hours| {
        moderation::answered_within("CR4", facts, Spent::hours(i64::from(hours.get())))
    }));
    if charter.image_descriptions {
        figures.push(accessible("CR5", facts, &IMAGES)?);
    }
    if charter.captions {
        figures.push(accessible("CR6", facts, &VIDEOS)?);
    }
    Ok(figures)
}

/// CR1: requests of the month that came early enough, of those that say when they are wanted.
fn notice(facts: &Facts, days: NonZeroU32) -> Figure {
    let day = facts.calendar.working_day().as_seconds();
    let asked = Spent::seconds(day.saturating_mul(i64::from(days.get())));
    let notices = requests::notices(facts).map(|notice| notice >= asked);
    few::share("CR1", notices)
}

/// CR2: contents of the month with enough approvals before their first publication, of those whose circuit is
/// traced: one without a circuit may need none.
fn validations(facts: &Facts, least: NonZeroU32) -> Figure {
    let kept = facts.traced_contents().map(|content| {
        let steps = facts.circuits.of(&content.key).iter();
        let approved = steps.filter(|step| {
            let is_in_time = step
                .decided
                .is_none_or(|decided| decided.at <= content.published.latest());
            step.decision == Decision::Approved && is_in_time
        });
        approved.count() as u64 >= u64::from(least.get())
    });
    few::share("CR2", kept).graded(|value| facts.traced_state(value))
}

/// CR3: days of an account with publications, that have no more than the rule.
fn posts_a_day(facts: &Facts, most: NonZeroU32) -> PolarsResult<Figure> {
    let Some(posts) = facts.posts_of_month()? else {
        return Ok(Figure::new("CR3", 0, State::NotMeasured));
    };
    let days = posts
        .lazy()
        .group_by([col(ACCOUNT), col(DAY)])
        .agg([len().cast(DataType::UInt32).alias(POSTS)])
        .collect()?;
    let counts = days.column(POSTS)?.u32()?.iter().flatten();
    let figure = few::share("CR3", counts.map(|posts| posts <= most.get()));
    let state = match figure.state {
        State::Measured { value } if !facts.all_read() => State::Partial { value },
        // Accounts were read, and published nothing.
        State::NotMeasured if facts.readings.values().any(|read| *read) => State::TooFew,
        other => other,
    };
    Ok(Figure { state, ..figure })
}

/// CR5, CR6: contents of the month in these formats that the editorial table says accessible, of those of which it
/// says yes or no. A content on several accounts is accessible when no line of it says no.
fn accessible(code: &'static str, facts: &Facts, formats: &[PostFormat]) -> PolarsResult<Figure> {
    let said = said_accessible(facts)?;
    let concerned: Vec<Option<bool>> = facts
        .contents
        .iter()
        .filter(|content| {
            let format = content.format.as_deref();
            formats
                .iter()
                .any(|concerned| Some(concerned.key()) == format)
        })
        .map(|content| said.get(&content.key).copied())
        .collect();
    let known = concerned.iter().flatten().count() as u64;
    // The table speaks of accessibility, and no content of the month is concerned.
    if concerned.is_empty() && !said.is_empty() {
        return Ok(Figure::new(code, 0, State::TooFew));
    }
    let thresholds = &facts.settings.thresholds;
    let figure = few::share(code, concerned.iter().flatten().copied());
    Ok(figure.graded(|value| thresholds.covered(known, concerned.len() as u64, value)))
}

/// What the editorial table says of each content that it says anything of.
fn said_accessible(facts: &Facts) -> PolarsResult<BTreeMap<String, bool>> {
    let mut said: BTreeMap<String, bool> = BTreeMap::new();
    let Some(plans) = &facts.linked.plans else {
        return Ok(said);
    };
    let (references, answers) = (
        plans.column(REFERENCE)?.str()?,
        plans.column(ACCESSIBLE)?.bool()?,
    );
    for (reference, answer) in references.iter().zip(answers.iter()) {
        if let (Some(reference), Some(answer)) = (reference, answer) {
            let known = said.entry(reference.to_owned()).or_insert(answer);
            *known = *known && answer;
        }
    }
    Ok(said)
}
