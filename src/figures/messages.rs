//! The messages that figures speak of, and whether those of a month were noted.

use std::collections::BTreeSet;

use polars::prelude::*;

use super::Facts;
use super::moments::moments;
use crate::model::columns::{
    FILE, HANDLED, HANDLED_HAS_TIME, HANDLING, HAS_TIME, NETWORK, RECEIVED,
};
use crate::model::{Handling, Moment, Month, Network, State, Value};
use crate::relate::Linked;

/// One message, as far as figures go.
#[derive(Clone, Copy, Debug)]
pub struct Received {
    pub network: Option<Network>,
    pub at: Moment,
    pub handled: Option<Moment>,
    pub handling: Option<Handling>,
    /// The place of its file.
    file: u32,
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
    let files = messages.column(FILE)?.u32()?;
    let dates = received.into_iter().zip(handled).zip(files.iter());
    Ok(words
        .zip(dates)
        .filter_map(|((network, handling), ((at, handled), file))| {
            Some(Received {
                network: network.and_then(Network::from_key),
                at: at?,
                handled,
                handling: handling.and_then(Handling::from_key),
                file: file?,
            })
        })
        .collect())
}

/// The messages of a month, and what is known of them as a whole.
pub struct Noted<'a> {
    pub messages: Vec<&'a Received>,
    /// The log of messages covers the month: none is then a true zero.
    pub is_measured: bool,
    /// Somebody notes what becomes of messages.
    pub is_followed: bool,
    /// Networks that bring messages, in any month.
    pub networks: BTreeSet<Network>,
    /// Networks of followed accounts, whose messages are noted nowhere around the month.
    pub missing: BTreeSet<Network>,
}

impl<'a> Noted<'a> {
    pub fn of(facts: &'a Facts) -> Self {
        let all = facts.messages.iter();
        let messages: Vec<&Received> = all.filter(|message| is_of(message, facts.month)).collect();
        let networks = facts.messages.iter();
        Noted {
            is_measured: are_noted(facts.messages.iter(), facts.month),
            is_followed: facts
                .messages
                .iter()
                .any(|message| message.handling.is_some()),
            networks: networks.filter_map(|message| message.network).collect(),
            missing: missing(facts, &messages),
            messages,
        }
    }

    pub fn count(&self, is_counted: impl Fn(&Received) -> bool) -> usize {
        let counted = self.messages.iter();
        counted.filter(|message| is_counted(message)).count()
    }

    /// A value of these messages: partial as soon as those of a network are missing.
    pub fn state(&self, value: Value) -> State {
        if self.messages.is_empty() || self.missing.is_empty() {
            State::Measured { value }
        } else {
            State::Partial { value }
        }
    }

    /// Of a figure without any case: no message is no case, no log is no measure.
    pub fn absent(&self) -> State {
        if self.is_measured && self.messages.is_empty() {
            State::TooFew
        } else {
            State::NotMeasured
        }
    }
}

fn is_of(message: &Received, month: Month) -> bool {
    Month::of(message.at.at.date()) == month
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

/// A file that holds messages of the month says what came on every network that it ever holds.
fn missing(facts: &Facts, of_month: &[&Received]) -> BTreeSet<Network> {
    // A message without a network may be of any of them.
    if of_month.iter().any(|message| message.network.is_none()) {
        return BTreeSet::new();
    }
    let files: BTreeSet<u32> = of_month.iter().map(|message| message.file).collect();
    let is_noted = |network: &Network| {
        let on = || {
            let messages = facts.messages.iter();
            messages.filter(|message| message.network == Some(*network))
        };
        on().any(|message| files.contains(&message.file)) || are_noted(on(), facts.month)
    };
    let (first, last) = (facts.month.first_day(), facts.month.last_day());
    let accounts = facts.accounts.0.iter();
    accounts
        .filter(|account| account.is_open_between(first, last))
        .map(|account| account.network)
        .filter(|network| !facts.settings.moderation.without_messages.contains(network))
        .filter(|network| !is_noted(network))
        .collect()
}
