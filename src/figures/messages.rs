//! The messages that figures speak of, and whether those of a month were noted.

use std::collections::BTreeSet;

use polars::prelude::*;

use super::Facts;
use super::moments::moments;
use crate::model::columns::{HANDLED, HANDLED_HAS_TIME, HANDLING, HAS_TIME, NETWORK, RECEIVED};
use crate::model::{Handling, Moment, Month, Network, State, Value};
use crate::relate::Linked;

/// One message, as far as figures go.
#[derive(Clone, Copy, Debug)]
pub struct Received {
    pub network: Option<Network>,
    pub at: Moment,
    pub handled: Option<Moment>,
    pub handling: Option<Handling>,
}

/// The messages of every month.
pub fn read(linked: &Linked) -> PolarsResult<Vec<Received>> {
    let Some(messages) = &linked.messages else {
        return Ok(Vec::new());
    };
    let networks = messages.column(NETWORK)?.str()?;
    let handlings = messages.column(HANDLING)?.str()?;
    let words = networks.iter().zip(handlings.iter());
    let received = moments(messages, RECEIVED, HAS_TIME)?;
    let handled = moments(messages, HANDLED, HANDLED_HAS_TIME)?;
    let read = words.zip(received.into_iter().zip(handled));
    Ok(read
        .filter_map(|((network, handling), (at, handled))| {
            Some(Received {
                network: network.and_then(Network::from_key),
                at: at?,
                handled,
                handling: handling.and_then(Handling::from_key),
            })
        })
        .collect())
}

pub fn of_month<'a>(facts: &'a Facts) -> impl Iterator<Item = &'a Received> {
    let month = facts.month;
    let messages = facts.messages.iter();
    messages.filter(move |message| Month::of(message.at.at.date()) == month)
}

/// Whether these messages were noted in the month: some came in it, or none did while they were noted before and
/// after. A log that stops says nothing of the months that follow.
fn are_noted<'a>(messages: impl Iterator<Item = &'a Received>, month: Month) -> bool {
    let months: BTreeSet<Month> = messages
        .map(|message| Month::of(message.at.at.date()))
        .collect();
    let is_around = || {
        months.first().is_some_and(|first| *first < month)
            && months.last().is_some_and(|last| *last > month)
    };
    months.contains(&month) || is_around()
}

pub fn is_measured(facts: &Facts) -> bool {
    are_noted(facts.messages.iter(), facts.month)
}

/// Networks of the accounts that are followed, whose messages are noted nowhere around the month.
pub fn missing(facts: &Facts) -> Vec<Network> {
    let (first, last) = (facts.month.first_day(), facts.month.last_day());
    let open = facts
        .accounts
        .0
        .iter()
        .filter(|account| account.is_open_between(first, last));
    let followed: BTreeSet<Network> = open.map(|account| account.network).collect();
    // A message without a network may be of any of them.
    if of_month(facts).any(|message| message.network.is_none()) {
        return Vec::new();
    }
    let on = |network: Network| {
        let messages = facts.messages.iter();
        messages.filter(move |message| message.network == Some(network))
    };
    followed
        .into_iter()
        .filter(|network| !facts.settings.moderation.without_messages.contains(network))
        .filter(|network| !are_noted(on(*network), facts.month))
        .collect()
}

/// A value of the messages of the month: partial as soon as those of a network are missing.
pub fn state(facts: &Facts, value: Value) -> State {
    if of_month(facts).next().is_some() && !missing(facts).is_empty() {
        State::Partial { value }
    } else {
        State::Measured { value }
    }
}
