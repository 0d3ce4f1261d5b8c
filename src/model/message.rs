//! A message that somebody sent to an account: when it came and what became of it, never its words nor who wrote it.

use chrono::NaiveDate;

use crate::model::{Moment, Network, RowNumber};

#[derive(Clone, Debug, PartialEq)]
pub struct Message {
    /// A number made from the tool's own id, if it has one.
    pub id: Option<u64>,
    /// Identifier of a configured account: any other label could be that of a person.
    pub account: Option<String>,
    pub network: Option<Network>,
    pub kind: Option<MessageKind>,
    pub received: Moment,
    /// When it was answered, passed on or put aside.
    pub handled: Option<Moment>,
    /// `None` while it waits.
    pub handling: Option<Handling>,
    pub as_of: NaiveDate,
    pub row: RowNumber,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MessageKind {
    Comment,
    Private,
    Review,
}

impl MessageKind {
    pub fn key(self) -> &'static str {
        match self {
            MessageKind::Comment => "comment",
            MessageKind::Private => "private",
            MessageKind::Review => "review",
        }
    }
}

/// What became of a message (MO3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Handling {
    Answered,
    /// Passed on to the service that knows.
    PassedOn,
    Hidden,
    Deleted,
    /// Read, and nothing useful to do.
    NoAction,
    /// Dealt with, nobody says how.
    Unsaid,
}

impl Handling {
    pub const ALL: [Handling; 6] = [
        Handling::Answered,
        Handling::PassedOn,
        Handling::Hidden,
        Handling::Deleted,
        Handling::NoAction,
        Handling::Unsaid,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Handling::Answered => "answered",
            Handling::PassedOn => "passed_on",
            Handling::Hidden => "hidden",
            Handling::Deleted => "deleted",
            Handling::NoAction => "no_action",
            Handling::Unsaid => "unsaid",
        }
    }

    pub fn from_key(key: &str) -> Option<Handling> {
        Handling::ALL
            .into_iter()
            .find(|handling| handling.key() == key)
    }
}
