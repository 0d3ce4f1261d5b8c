//! MO: what people write to the accounts, when, and what becomes of it. Messages for an hour of work (MO8) is never
//! computed: it would measure people.

use polars::prelude::PolarsResult;

use super::messages::{Noted, Received};
use super::piles;
use super::{Facts, few, outside_hours};
use crate::model::{Figure, Handling, Moment, Network, Slot, Spent, State, Step, Value};

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let noted = Noted::of(facts);
    let mut figures = received(&noted);
    figures.extend(handled(&noted));
    figures.extend(answers(facts, &noted));
    figures.push(out_of_hours("MO5", facts));
    figures.extend(by_slot(facts, &noted));
    figures.extend(outside_hours::figures(facts)?);
    figures.push(time(facts));
    Ok(figures)
}

/// MO1: how many, and on which network.
fn received(noted: &Noted) -> Vec<Figure> {
    if !noted.is_measured {
        return vec![Figure::new("MO1", 0, State::NotMeasured)];
    }
    let figure = |count: usize, state: State| Figure::new("MO1", count as u64, state);
    let measured = |count: usize| {
        figure(
            count,
            State::Measured {
                value: Value::count(count),
            },
        )
    };
    let on = |network: Option<Network>| noted.count(|message| message.network == network);
    let all = noted.messages.len();
    let mut figures = vec![figure(all, noted.state(Value::count(all)))];
    let unsaid = on(None);
    figures.extend((unsaid > 0).then(|| measured(unsaid).about("network_unsaid")));
    for network in noted.networks.difference(&noted.missing) {
        figures.push(measured(on(Some(*network))).about(network.key()));
    }
    for network in &noted.missing {
        figures.push(figure(0, State::NotMeasured).about(network.key()));
    }
    figures
}

/// MO2: how many were dealt with by the day of the reading; MO3: how.
fn handled(noted: &Noted) -> Vec<Figure> {
    let whole = noted.messages.len();
    if whole == 0 || !noted.is_followed {
        return vec![Figure::new("MO2", 0, noted.absent())];
    }
    let part = noted.count(|message| message.handling.is_some());
    let share = Value::share(part, whole);
    let of_all = |value| Figure::new("MO2", whole as u64, noted.state(value));
    let mut figures = vec![
        of_all(share),
        of_all(Value::count(whole - part)).about("waiting"),
    ];
    figures.extend(Handling::ALL.into_iter().map(|handling| {
        let count = noted.count(|message| message.handling == Some(handling));
        Figure::new("MO3", part as u64, noted.state(Value::count(count))).about(handling.key())
    }));
    figures
}

/// MO4: how long an answer takes, in opening hours and in real time, where both moments have their time of day.
fn answers(facts: &Facts, noted: &Noted) -> Vec<Figure> {
    let answered = noted.count(is_answered);
    if answered == 0 {
        return vec![Figure::new("MO4", 0, unanswered(noted))];
    }
    let timed = timed(noted);
    let spread = |delay: &dyn Fn(&(Moment, Moment)) -> Spent| {
        let cases = timed.iter().map(delay).collect();
        few::spread("MO4", cases, &facts.settings.thresholds)
            .graded(|value| known(facts, noted, timed.len(), answered, value))
    };
    let opening = |(from, to): &(Moment, Moment)| facts.calendar.working_time(from.at, to.at);
    let elapsed = |(from, to): &(Moment, Moment)| Spent::seconds((to.at - from.at).num_seconds());
    vec![
        spread(&opening),
        spread(&elapsed).about("elapsed"),
        Figure::measured("MO4", answered as u64, Value::count(answered - timed.len()))
            .about("untimed"),
    ]
}

/// When the messages answered came and were answered, where both moments have their time of day.
fn timed(noted: &Noted) -> Vec<(Moment, Moment)> {
    let answered = noted.messages.iter().filter(|message| is_answered(message));
    answered
        .filter_map(|message| Some((message.at, message.handled?)))
        // An answer before its message is a slip of the pen: it says no delay.
        .filter(|(from, to)| from.has_time && to.has_time && to.at >= from.at)
        .collect()
}

/// No answer is no case, where somebody notes what becomes of messages.
fn unanswered(noted: &Noted) -> State {
    if noted.is_followed && noted.is_measured {
        State::TooFew
    } else {
        State::NotMeasured
    }
}

/// CR4: answers that took so much opening time at most.
pub fn answered_within(code: &'static str, facts: &Facts, most: Spent) -> Figure {
    let noted = Noted::of(facts);
    let (answered, timed) = (noted.count(is_answered), timed(&noted));
    let delays = timed
        .iter()
        .map(|(from, to)| facts.calendar.working_time(from.at, to.at) <= most);
    if answered == 0 {
        return Figure::new(code, 0, unanswered(&noted));
    }
    few::share(code, delays).graded(|value| known(facts, &noted, timed.len(), answered, value))
}

fn is_answered(message: &Received) -> bool {
    message.handling == Some(Handling::Answered)
}

/// What is known of some cases among all, in the state that this coverage allows.
fn known(facts: &Facts, noted: &Noted, some: usize, all: usize, value: Value) -> State {
    let thresholds = &facts.settings.thresholds;
    let below = |per_cent: u8| some * 100 < usize::from(per_cent) * all;
    if below(thresholds.publishable) {
        State::Unreliable
    } else if below(thresholds.complete) {
        State::Partial { value }
    } else {
        noted.state(value)
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
    let noted = Noted::of(facts);
    let slots = slots(facts, &noted);
    let all = noted.messages.len();
    let outside = slots.iter().filter(|slot| **slot != Slot::Opening).count();
    let value = Value::share(outside, slots.len());
    let state = if all == 0 {
        noted.absent()
    } else if noted.count(|message| message.at.has_time) == 0 {
        State::NotMeasured
    } else {
        known(facts, &noted, slots.len(), all, value)
    };
    Figure::new(code, slots.len() as u64, state)
}

/// Those that are known.
fn slots(facts: &Facts, noted: &Noted) -> Vec<Slot> {
    let messages = noted.messages.iter();
    messages
        .filter_map(|message| slot(facts, message))
        .collect()
}

/// How many messages in each part of the week, of those whose moment is known; and how many have no known one.
fn by_slot(facts: &Facts, noted: &Noted) -> Vec<Figure> {
    let whole = out_of_hours("MO5", facts);
    let slots = slots(facts, noted);
    let figure = |count: usize, n: u64, about: &str| {
        let state = match whole.state {
            State::Measured { .. } | State::Partial { .. } => State::Measured {
                value: Value::count(count),
            },
            ref other => other.clone(),
        };
        Figure::new("MO5", n, state).about(about)
    };
    let count = |slot: Slot| slots.iter().filter(|known| **known == slot).count();
    let mut figures: Vec<Figure> = Slot::ALL
        .into_iter()
        .map(|slot| figure(count(slot), whole.n, slot.key()))
        .collect();
    let all = noted.messages.len();
    figures.push(figure(all - slots.len(), all as u64, "untimed"));
    figures
}

/// MO7: hours of moderation and of answers. Hours without a step may be of them too.
fn time(facts: &Facts) -> Figure {
    let Some(hours) = facts.hours() else {
        return Figure::new("MO7", 0, State::NotMeasured);
    };
    let total = facts.total();
    let steps = piles::total_by(hours, |pile| &pile.step);
    let of = |step: Step| steps.get(&Some(step.key())).copied().unwrap_or_default();
    let (moderation, replies) = (of(Step::Moderation), of(Step::Replies));
    let value = Value::Time {
        spent: moderation.spent + replies.spent,
    };
    let state = match facts.time_state(total.entries, value) {
        State::Measured { value } if steps.contains_key(&None) => State::Partial { value },
        other => other,
    };
    Figure::new("MO7", moderation.entries + replies.entries, state)
}
