//! MO: what people write to the accounts, when, and what becomes of it. Messages for an hour of work (MO8) is never
//! computed: it would measure people.

use std::collections::BTreeSet;

use polars::prelude::*;

use super::messages::{Received, is_measured, missing, of_month, state};
use super::{Facts, few, outside_hours};
use crate::model::columns::STEP;
use crate::model::{Figure, Handling, Moment, Network, Slot, Spent, State, Step, Value};

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let mut figures = received(facts);
    figures.extend(handled(facts));
    figures.extend(answers(facts));
    figures.push(out_of_hours("MO5", facts));
    figures.extend(by_slot(facts));
    figures.extend(outside_hours::figures(facts)?);
    figures.push(time(facts)?);
    Ok(figures)
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// MO1: how many, and on which network.
fn received(facts: &Facts) -> Vec<Figure> {
    if !is_measured(facts) {
        return vec![Figure::new("MO1", 0, State::NotMeasured)];
    }
    let count = |network: Option<Network>| {
        of_month(facts)
            .filter(|message| message.network == network)
            .count()
    };
    let figure = |count: usize, state: State| Figure::new("MO1", count as u64, state);
    let all = of_month(facts).count();
    let whole = Value::Count { count: number(all) };
    let mut figures = vec![figure(all, state(facts, whole))];
    let unsaid = count(None);
    if unsaid > 0 {
        let value = Value::Count {
            count: number(unsaid),
        };
        figures.push(figure(unsaid, State::Measured { value }).about("network_unsaid"));
    }
    let missing = missing(facts);
    let noted: BTreeSet<Network> = facts
        .messages
        .iter()
        .filter_map(|message| message.network)
        .collect();
    for network in noted.into_iter().chain(missing.iter().copied()) {
        let count = count(Some(network));
        let state = if missing.contains(&network) {
            State::NotMeasured
        } else {
            State::Measured {
                value: Value::Count {
                    count: number(count),
                },
            }
        };
        figures.push(figure(count, state).about(network.key()));
    }
    figures
}

/// Whether anybody notes what becomes of messages.
fn is_followed(facts: &Facts) -> bool {
    facts
        .messages
        .iter()
        .any(|message| message.handling.is_some())
}

/// MO2: how many were dealt with by the day of the reading; MO3: how.
fn handled(facts: &Facts) -> Vec<Figure> {
    let whole = of_month(facts).count();
    if whole == 0 || !is_followed(facts) {
        return vec![Figure::new("MO2", 0, absent(facts, whole))];
    }
    let part = of_month(facts)
        .filter(|message| message.handling.is_some())
        .count();
    let share = Value::Share {
        part: number(part),
        whole: number(whole),
    };
    let mut figures = vec![Figure::new("MO2", whole as u64, state(facts, share))];
    let waiting = Value::Count {
        count: number(whole - part),
    };
    figures.push(Figure::new("MO2", whole as u64, state(facts, waiting)).about("waiting"));
    for handling in Handling::ALL {
        let count = of_month(facts)
            .filter(|message| message.handling == Some(handling))
            .count();
        let value = Value::Count {
            count: number(count),
        };
        figures.push(Figure::new("MO3", part as u64, state(facts, value)).about(handling.key()));
    }
    figures
}

/// No message is no case; no log is no measure.
fn absent(facts: &Facts, whole: usize) -> State {
    if whole == 0 && is_measured(facts) {
        State::TooFew
    } else {
        State::NotMeasured
    }
}

/// The messages of the month that were answered.
fn answered<'a>(facts: &'a Facts) -> Vec<&'a Received> {
    of_month(facts)
        .filter(|message| message.handling == Some(Handling::Answered))
        .collect()
}

/// No answer is no case, where somebody notes what becomes of messages.
fn unanswered(facts: &Facts) -> State {
    if is_followed(facts) && is_measured(facts) {
        State::TooFew
    } else {
        State::NotMeasured
    }
}

/// When these messages came and were answered, where both moments have their time of day.
fn timed(answered: &[&Received]) -> Vec<(Moment, Moment)> {
    answered
        .iter()
        .filter_map(|message| Some((message.at, message.handled?)))
        // An answer before its message is a slip of the pen: it says no delay.
        .filter(|(from, to)| from.has_time && to.has_time && to.at >= from.at)
        .collect()
}

/// CR4: answers that took so much opening time at most.
pub fn answered_within(code: &'static str, facts: &Facts, most: Spent) -> Figure {
    let answered = answered(facts);
    let timed = timed(&answered);
    let delays = timed
        .iter()
        .map(|(from, to)| facts.calendar.working_time(from.at, to.at) <= most);
    let figure = few::share(code, delays);
    let state = match figure.state {
        State::Measured { value } => entered(facts, timed.len(), answered.len(), value),
        _ if answered.is_empty() => unanswered(facts),
        other => other,
    };
    Figure { state, ..figure }
}

/// MO4: how long an answer takes, in opening hours and in real time.
fn answers(facts: &Facts) -> Vec<Figure> {
    let answered = answered(facts);
    if answered.is_empty() {
        return vec![Figure::new("MO4", 0, unanswered(facts))];
    }
    let timed = timed(&answered);
    let thresholds = &facts.settings.thresholds;
    let opening = timed
        .iter()
        .map(|(from, to)| facts.calendar.working_time(from.at, to.at))
        .collect();
    let elapsed = timed
        .iter()
        .map(|(from, to)| Spent::seconds((to.at - from.at).num_seconds()))
        .collect();
    let of_all = |figure: Figure| {
        let state = match figure.state {
            State::Measured { value } => entered(facts, timed.len(), answered.len(), value),
            other => other,
        };
        Figure { state, ..figure }
    };
    let untimed = Value::Count {
        count: number(answered.len() - timed.len()),
    };
    vec![
        of_all(few::spread("MO4", opening, thresholds)),
        of_all(few::spread("MO4", elapsed, thresholds)).about("elapsed"),
        Figure::measured("MO4", answered.len() as u64, untimed).about("untimed"),
    ]
}

/// What is known of `known` cases among `all`, in the state that this coverage allows.
fn entered(facts: &Facts, known: usize, all: usize, value: Value) -> State {
    let thresholds = &facts.settings.thresholds;
    let below = |per_cent: u8| known * 100 < usize::from(per_cent) * all;
    if below(thresholds.publishable) {
        State::Unreliable
    } else if below(thresholds.complete) {
        State::Partial { value }
    } else {
        state(facts, value)
    }
}

/// The slot of a message: a day alone says it when it is no working day.
fn slot(facts: &Facts, message: &Received) -> Option<Slot> {
    if message.at.has_time {
        Some(facts.calendar.slot_at(message.at.at))
    } else {
        facts.calendar.slot_of_day(message.at.at.date())
    }
}

/// MO5: messages that come outside opening hours. The same figure is ES7.
pub fn out_of_hours(code: &'static str, facts: &Facts) -> Figure {
    let (slots, all) = slots(facts);
    let outside = slots.iter().filter(|slot| **slot != Slot::Opening).count();
    let value = Value::Share {
        part: number(outside),
        whole: number(slots.len()),
    };
    let state = if all == 0 {
        absent(facts, all)
    } else if of_month(facts).all(|message| !message.at.has_time) {
        State::NotMeasured
    } else {
        entered(facts, slots.len(), all, value)
    };
    Figure::new(code, slots.len() as u64, state)
}

/// The known slots, and how many messages there are.
fn slots(facts: &Facts) -> (Vec<Slot>, usize) {
    let slots = of_month(facts).filter_map(|message| slot(facts, message));
    (slots.collect(), of_month(facts).count())
}

/// How many messages in each part of the week, of those whose moment is known; and how many have no known one.
fn by_slot(facts: &Facts) -> Vec<Figure> {
    let whole = out_of_hours("MO5", facts);
    let (slots, all) = slots(facts);
    let figure = |count: usize, about: &str| {
        let state = match whole.state {
            State::Measured { .. } | State::Partial { .. } => State::Measured {
                value: Value::Count {
                    count: number(count),
                },
            },
            ref other => other.clone(),
        };
        Figure::new("MO5", whole.n, state).about(about)
    };
    let count = |slot: Slot| slots.iter().filter(|known| **known == slot).count();
    let mut figures: Vec<Figure> = Slot::ALL
        .into_iter()
        .map(|slot| figure(count(slot), slot.key()))
        .collect();
    figures.push(figure(all - slots.len(), "untimed"));
    figures
}

/// MO7: hours of moderation and of answers. Hours without a step may be of them too.
fn time(facts: &Facts) -> PolarsResult<Figure> {
    let Some(hours) = facts.hours_of_month() else {
        return Ok(Figure::new("MO7", 0, State::NotMeasured));
    };
    let total = facts.total(hours.clone())?;
    let steps = facts.total_by(hours, STEP)?;
    let of = |step: Step| {
        steps
            .get(&Some(step.key().to_owned()))
            .copied()
            .unwrap_or_default()
    };
    let (moderation, replies) = (of(Step::Moderation), of(Step::Replies));
    let value = Value::Time {
        spent: moderation.spent + replies.spent,
    };
    let state = match facts.time_state(total.entries, value) {
        State::Measured { value } if steps.contains_key(&None) => State::Partial { value },
        other => other,
    };
    Ok(Figure::new(
        "MO7",
        moderation.entries + replies.entries,
        state,
    ))
}
