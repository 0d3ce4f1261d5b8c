//! What customs let through: one struct per table, typed, and without people.
//!
//! No field here can hold a name. `None` is « not given ». Local times are wall-clock times in the
//! zone of the body; instants are Unix seconds.

use chrono::{NaiveDate, NaiveDateTime};

use crate::model::{Metrics, Network, Role, Spent, Step};

/// The line of the file, or the row of the sheet, from 1.
pub type RowNumber = u32;

/// One publication on one account, with its counters since publication (or `as_of` the reading).
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    pub network: Network,
    /// The configured identifier when the settings know the account, else the key found in the file.
    pub account: String,
    /// The network's own id, as text; unique within the network.
    pub id: String,
    /// Normalised link (`model::permalink`), a weaker key.
    pub permalink: Option<String>,
    /// When it went online, in the zone of the body. Midnight when `has_time` is false.
    pub published: NaiveDateTime,
    pub has_time: bool,
    pub format: Option<PostFormat>,
    /// First line of the text, 100 characters at most.
    pub title: String,
    /// The account's own reply to somebody: kept, never counted as a publication.
    pub is_reply: bool,
    pub metrics: Metrics,
    /// The counters go back to its publication, and not to the start of a later period.
    pub is_whole: bool,
    pub source: Source,
    /// Which reading this is: the last day the file can speak of. Later readings win, among those that are whole.
    pub as_of: NaiveDate,
    pub row: RowNumber,
}

/// Who counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    Network,
    /// A tool that publishes on several networks: its figures never stand against those of the network.
    Suite,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PostFormat {
    Text,
    Image,
    Carousel,
    ShortVideo,
    LongVideo,
    Live,
    Link,
    Story,
    Poll,
    Event,
    /// Somebody else's post, passed on.
    Relay,
}

impl PostFormat {
    pub const ALL: [PostFormat; 11] = [
        PostFormat::Text,
        PostFormat::Image,
        PostFormat::Carousel,
        PostFormat::ShortVideo,
        PostFormat::LongVideo,
        PostFormat::Live,
        PostFormat::Link,
        PostFormat::Story,
        PostFormat::Poll,
        PostFormat::Event,
        PostFormat::Relay,
    ];

    pub fn key(self) -> &'static str {
        match self {
            PostFormat::Text => "text",
            PostFormat::Image => "image",
            PostFormat::Carousel => "carousel",
            PostFormat::ShortVideo => "short_video",
            PostFormat::LongVideo => "long_video",
            PostFormat::Live => "live",
            PostFormat::Link => "link",
            PostFormat::Story => "story",
            PostFormat::Poll => "poll",
            PostFormat::Event => "event",
            PostFormat::Relay => "relay",
        }
    }

    pub fn from_key(key: &str) -> Option<PostFormat> {
        PostFormat::ALL
            .into_iter()
            .find(|format| format.key() == key)
    }
}

/// What happened on one account on one day, old posts included.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountDay {
    pub network: Network,
    pub account: String,
    pub day: NaiveDate,
    pub metrics: Metrics,
    pub source: Source,
    pub as_of: NaiveDate,
    pub row: RowNumber,
}

/// One entry of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Hour {
    /// The tool's own id, if it has one.
    pub source_id: Option<String>,
    /// A number without meaning (`import::veil`), needed for overlaps and for the threshold.
    pub agent: Option<u64>,
    /// Local day of the start.
    pub day: NaiveDate,
    pub start: Option<NaiveDateTime>,
    pub end: Option<NaiveDateTime>,
    pub spent: Spent,
    /// `None` when the entry names no known step.
    pub step: Option<Step>,
    pub account: Option<String>,
    /// References of contents, normalised (`ABR-2026-0001`), in the order they are written.
    pub refs: Vec<String>,
    pub permalink: Option<String>,
    /// What the entry says it was for, when it is neither a reference nor a link.
    pub title: Option<String>,
    /// The service that asked.
    pub service: Option<String>,
    /// Whether the entry says that it was worked outside opening hours; `None` when it does not say.
    pub outside: Option<bool>,
    pub nature: Nature,
    pub row: RowNumber,
}

/// How the duration is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nature {
    Measured,
    Declared,
    Estimated,
}

impl Nature {
    pub fn key(self) -> &'static str {
        match self {
            Nature::Measured => "measured",
            Nature::Declared => "declared",
            Nature::Estimated => "estimated",
        }
    }
}

/// One line of the editorial table: a content, planned on one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub reference: String,
    pub title: String,
    pub account: Option<String>,
    pub planned: Option<Moment>,
    pub format: Option<PostFormat>,
    /// Pictures described, videos captioned, as the team says it.
    pub accessible: Option<bool>,
    pub theme: Option<String>,
    pub service: Option<String>,
    pub requested: Option<Moment>,
    pub wanted: Option<Moment>,
    pub status: Option<PlanStatus>,
    pub published: Option<Moment>,
    pub permalink: Option<String>,
    pub as_of: NaiveDate,
    pub row: RowNumber,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanStatus {
    Idea,
    ToDo,
    InProgress,
    InApproval,
    Corrections,
    Approved,
    Scheduled,
    Published,
    Postponed,
    Dropped,
}

impl PlanStatus {
    pub fn key(self) -> &'static str {
        match self {
            PlanStatus::Idea => "idea",
            PlanStatus::ToDo => "to_do",
            PlanStatus::InProgress => "in_progress",
            PlanStatus::InApproval => "in_approval",
            PlanStatus::Corrections => "corrections",
            PlanStatus::Approved => "approved",
            PlanStatus::Scheduled => "scheduled",
            PlanStatus::Published => "published",
            PlanStatus::Postponed => "postponed",
            PlanStatus::Dropped => "dropped",
        }
    }
}

/// A local day, with its time of day when it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// Midnight when `has_time` is false.
    pub at: NaiveDateTime,
    pub has_time: bool,
}

impl Moment {
    /// The last second that it may mean: the end of its day when it has no time.
    pub fn latest(self) -> NaiveDateTime {
        let end = self.at.date().and_hms_opt(23, 59, 59);
        end.filter(|_| !self.has_time).unwrap_or(self.at)
    }
}

/// One step of the circuit: sent once, decided once or still waiting.
#[derive(Clone, Debug, PartialEq)]
pub struct Approval {
    pub reference: String,
    /// Place in the circuit, from 1.
    pub order: Option<u32>,
    /// A role of the published list, never a person.
    pub role: Option<Role>,
    pub submitted: Option<Moment>,
    pub decided: Option<Moment>,
    pub decision: Decision,
    /// Read from the columns of the editorial table: the sheet of approvals wins when it has the content.
    pub is_from_plan: bool,
    pub as_of: NaiveDate,
    pub row: RowNumber,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Decision {
    Approved,
    Corrections,
    Refused,
    Pending,
}

impl Decision {
    pub fn key(self) -> &'static str {
        match self {
            Decision::Approved => "approved",
            Decision::Corrections => "corrections",
            Decision::Refused => "refused",
            Decision::Pending => "pending",
        }
    }

    pub fn from_key(key: &str) -> Option<Decision> {
        [
            Decision::Approved,
            Decision::Corrections,
            Decision::Refused,
            Decision::Pending,
        ]
        .into_iter()
        .find(|decision| decision.key() == key)
    }
}

/// A request from a service.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// A number made from what was asked: the words themselves may name somebody and stay outside.
    pub subject: u64,
    pub received: Moment,
    pub wanted: Option<Moment>,
    pub service: Option<String>,
    pub channel: Option<String>,
    pub outcome: Option<Outcome>,
    pub reference: Option<String>,
    pub as_of: NaiveDate,
    pub row: RowNumber,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    Accepted,
    Redirected,
    Refused,
    Open,
}

impl Outcome {
    pub fn key(self) -> &'static str {
        match self {
            Outcome::Accepted => "accepted",
            Outcome::Redirected => "redirected",
            Outcome::Refused => "refused",
            Outcome::Open => "open",
        }
    }
}

/// An account met in a file, under the identifier that its records carry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundAccount {
    pub network: Network,
    pub account: String,
    /// The public name the file gives, if any.
    pub name: Option<String>,
    /// Whether the settings know it.
    pub known: bool,
}
