//! Which columns of which tables are written, under which names, and what they mean: said once, for the files and for
//! docs/tables.md.

use polars::prelude::DataFrame;

use crate::model::Metric;
use crate::model::columns as stored;
use crate::relate::{Linked, columns as tied};

/// A table of the dataset.
pub struct Table {
    pub name: &'static str,
    /// Of the records, or of the followed accounts.
    pub of: for<'a> fn(&'a Linked, &'a DataFrame) -> Option<&'a DataFrame>,
    /// Its rows are of a month, each month in a folder of its own.
    pub by_month: bool,
    /// What a row is.
    pub row: &'static str,
    /// The columns that tell a row from all others.
    pub key: &'static str,
    /// In groups that tables share.
    pub columns: &'static [&'static [Column]],
}

impl Table {
    pub fn all_columns(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().copied().flatten()
    }
}

/// A column of the dataset.
pub struct Column {
    pub name: &'static str,
    /// Its name in the ledger.
    pub stored: &'static str,
    pub content: Content,
    pub about: &'static str,
}

/// How a column of the ledger is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    Text,
    Flag,
    /// A whole number.
    Count,
    /// A date.
    Day,
    /// A date and a time of the wall clock, in the zone of the body.
    Moment,
    /// `2026-10`.
    Month,
    /// The name of a file of the inbox.
    File,
    /// A number for a person, made with the key of the machine.
    Person,
}

impl Content {
    /// The type of the Parquet column.
    pub fn type_name(self) -> &'static str {
        match self {
            Content::Text | Content::Month | Content::File => "text",
            Content::Flag => "boolean",
            Content::Count | Content::Person => "whole number",
            Content::Day => "date",
            Content::Moment => "date and time",
        }
    }
}

const fn column(
    name: &'static str,
    stored: &'static str,
    content: Content,
    about: &'static str,
) -> Column {
    Column {
        name,
        stored,
        content,
        about,
    }
}

const fn text(name: &'static str, about: &'static str) -> Column {
    column(name, name, Content::Text, about)
}

const fn flag(name: &'static str, about: &'static str) -> Column {
    column(name, name, Content::Flag, about)
}

const fn day(name: &'static str, about: &'static str) -> Column {
    column(name, name, Content::Day, about)
}

const fn moment(name: &'static str, about: &'static str) -> Column {
    column(name, name, Content::Moment, about)
}

const fn count(name: &'static str, about: &'static str) -> Column {
    column(name, name, Content::Count, about)
}

const fn metric(metric: Metric, about: &'static str) -> Column {
    column(metric.key(), metric.key(), Content::Count, about)
}

const FILE: Column = column(
    "source_file",
    stored::FILE,
    Content::File,
    "File of the inbox that the row comes from.",
);
const ROW: Column = column(
    "source_row",
    stored::ROW,
    Content::Count,
    "Line of that file, or row of the sheet, from 1.",
);
const AS_OF: Column = day(stored::AS_OF, "Last day that the reading can speak of.");
const REFERENCE: Column = text(
    stored::REFERENCE,
    "Reference of the content in the editorial table.",
);

const METRICS: [Column; 13] = [
    metric(
        Metric::Impressions,
        "Times shown, as the network counts them.",
    ),
    metric(Metric::Views, "Views."),
    metric(Metric::Reach, "Distinct people; never to be added up."),
    metric(Metric::Reactions, "Reactions, likes included."),
    metric(Metric::Comments, "Comments or replies received."),
    metric(Metric::Shares, "Shares, reposts, quotes."),
    metric(Metric::Saves, "Saves or bookmarks."),
    metric(Metric::Clicks, "Clicks of all kinds."),
    metric(Metric::LinkClicks, "Clicks on a link."),
    metric(
        Metric::Interactions,
        "Interactions as the network adds them up itself.",
    ),
    metric(Metric::Followers, "Followers, a stock read that day."),
    metric(
        Metric::FollowersGained,
        "Followers gained, less those lost.",
    ),
    metric(
        Metric::WatchSeconds,
        "Time watched, in thousandths of a second.",
    ),
];

const ORIGIN: &[Column] = &[FILE, ROW];
const NETWORK: Column = text(stored::NETWORK, "Key of the network: facebook, linkedin…");
const ACCOUNT: Column = text(
    stored::ACCOUNT,
    "The account: its id in config.toml, else what the file calls it.",
);
const MONTH: Column = column("of_month", stored::MONTH, Content::Month, "Month, 2026-10.");
const CONTENT: Column = text(
    stored::CONTENT,
    "The content: a reference of the editorial table, else network:id of the post.",
);
const SERVICE: Column = text(stored::SERVICE, "The service that asked.");
const FORMAT: Column = text(
    stored::FORMAT,
    "Key of the format: image, carousel, short_video…",
);

/// In the order of docs/tables.md.
pub const TABLES: &[Table] = &[
    Table {
        name: "accounts",
        of: |_, followed| Some(followed),
        by_month: false,
        row: "An account that the service follows, as config.toml says it.",
        key: "id",
        columns: &[&[
            text(
                stored::ID,
                "Its short name, as in the column account of the other tables.",
            ),
            NETWORK,
            column("name", stored::TITLE, Content::Text, "Its public name."),
            column(
                "direction",
                stored::SERVICE,
                Content::Text,
                "The direction that owns it.",
            ),
            column(
                "opened",
                stored::START,
                Content::Day,
                "When it was opened; empty: always followed.",
            ),
            column(
                "closed",
                stored::END,
                Content::Day,
                "When it was closed; empty: still open.",
            ),
        ]],
    },
    Table {
        name: "posts",
        of: |linked, _| linked.posts.as_ref(),
        by_month: true,
        row: "A publication on an account, with its counters since it was published.",
        key: "network, id",
        columns: &[
            &[
                NETWORK,
                ACCOUNT,
                text(stored::ID, "The network's own id."),
                text(stored::PERMALINK, "Its link, made comparable."),
                moment(
                    stored::PUBLISHED,
                    "When it went online, in the zone of the body.",
                ),
                flag(
                    stored::HAS_TIME,
                    "The time of day is known; else it is midnight.",
                ),
                day(stored::DAY, "The day of published."),
                MONTH,
                FORMAT,
                text(
                    stored::TITLE,
                    "First line of its text, 100 characters at most.",
                ),
                CONTENT,
                flag(
                    stored::IS_REPLY,
                    "The account's answer to somebody; counted in no figure.",
                ),
                flag(stored::IS_WHOLE, "Its counters go back to its publication."),
                flag(
                    stored::IS_NATIVE,
                    "Given by the network itself, not by a publishing tool.",
                ),
                AS_OF,
                count(
                    tied::INTERACTIONS_GIVEN,
                    "Reactions, comments, shares and saves together, else interactions.",
                ),
            ],
            &METRICS,
            ORIGIN,
        ],
    },
    Table {
        name: "account_days",
        of: |linked, _| linked.account_stats.as_ref(),
        by_month: true,
        row: "What happened on an account on a day, old posts included.",
        key: "network, account, day",
        columns: &[
            &[
                NETWORK,
                ACCOUNT,
                day(stored::DAY, "The day."),
                MONTH,
                flag(
                    stored::IS_NATIVE,
                    "Given by the network itself, not by a publishing tool.",
                ),
                AS_OF,
            ],
            &METRICS,
            ORIGIN,
        ],
    },
    Table {
        name: "hours",
        of: |linked, _| linked.hours.as_ref(),
        by_month: true,
        row: "A part of an entry of time: an entry for several contents has one part for each.",
        key: "entry, content",
        columns: &[
            &[
                count(tied::ENTRY, "Which entry the part is of."),
                flag(
                    tied::HEAD,
                    "True for one part of each entry: heads count entries.",
                ),
                column(
                    stored::AGENT,
                    stored::AGENT,
                    Content::Person,
                    "A number for a person, made with the key of this machine; for counting people, never for ranking them.",
                ),
                day(stored::DAY, "The day it was spent."),
                MONTH,
                moment(stored::START, "Start, when the entry says so."),
                moment(stored::END, "End, when the entry says so."),
                count(stored::SECONDS, "Duration of the part, in seconds."),
                text(
                    stored::STEP,
                    "Key of the step of work; empty when the entry names none.",
                ),
                text(stored::FAMILY, "upstream, visible, downstream or common."),
                ACCOUNT,
                SERVICE,
                CONTENT,
                text(
                    stored::REASON,
                    "What it is tied by: reference, permalink, title, account, service, or loose.",
                ),
                text(stored::NATURE, "measured, declared or estimated."),
                flag(
                    stored::OUTSIDE,
                    "Outside opening hours, when the entry says so.",
                ),
            ],
            ORIGIN,
        ],
    },
    Table {
        name: "contents",
        of: |linked, _| linked.contents.as_ref(),
        by_month: false,
        row: "A subject worked on once, published or planned.",
        key: "content",
        columns: &[&[
            CONTENT,
            text(
                stored::TITLE,
                "Its title in the editorial table, else that of its first post.",
            ),
            FORMAT,
            SERVICE,
            day(
                tied::FIRST,
                "The day of its first publication; empty when it was not published.",
            ),
            MONTH,
            count(tied::POSTS, "How many publications it had."),
            flag(tied::IS_PLANNED, "The editorial table knows it."),
        ]],
    },
    Table {
        name: "plans",
        of: |linked, _| linked.plans.as_ref(),
        by_month: false,
        row: "A line of the editorial table: a content, planned on one account.",
        key: "reference, account",
        columns: &[
            &[
                REFERENCE,
                text(stored::TITLE, "Short title."),
                ACCOUNT,
                moment(stored::PLANNED, "When it is planned for."),
                FORMAT,
                flag(stored::ACCESSIBLE, "Pictures described, videos captioned."),
                text(stored::THEME, "Theme."),
                SERVICE,
                moment(stored::REQUESTED, "When it was asked for."),
                moment(stored::WANTED, "When it was wanted for."),
                flag(
                    stored::WANTED_HAS_TIME,
                    "The time of day of wanted is known.",
                ),
                text(stored::STATUS, "Key of the status."),
                moment(stored::PUBLISHED, "When the table says it was published."),
                text(stored::PERMALINK, "Link of the publication."),
                AS_OF,
            ],
            ORIGIN,
        ],
    },
    Table {
        name: "approvals",
        of: |linked, _| linked.approvals.as_ref(),
        by_month: false,
        row: "A step of the circuit of a content.",
        key: "reference, order, role",
        columns: &[
            &[
                REFERENCE,
                count(stored::ORDER, "Place of the step."),
                text(
                    stored::ROLE,
                    "Key of the role that decides; never a person.",
                ),
                moment(stored::SUBMITTED, "When it was sent."),
                flag(
                    stored::SUBMITTED_HAS_TIME,
                    "The time of day of submitted is known.",
                ),
                moment(stored::DECIDED, "When it was decided."),
                flag(
                    stored::DECIDED_HAS_TIME,
                    "The time of day of decided is known.",
                ),
                text(
                    stored::DECISION,
                    "approved, corrections, refused or pending.",
                ),
                AS_OF,
            ],
            ORIGIN,
        ],
    },
    Table {
        name: "requests",
        of: |linked, _| linked.requests.as_ref(),
        by_month: true,
        row: "A request to the service; neither who asked nor in which words.",
        key: "source_file, source_row",
        columns: &[
            &[
                moment(stored::RECEIVED, "When it came."),
                flag(stored::HAS_TIME, "The time of day of received is known."),
                MONTH,
                moment(stored::WANTED, "When it was wanted for."),
                flag(
                    stored::WANTED_HAS_TIME,
                    "The time of day of wanted is known.",
                ),
                SERVICE,
                text(stored::CHANNEL, "How it came."),
                text(stored::OUTCOME, "Key of what became of it."),
                REFERENCE,
                AS_OF,
            ],
            ORIGIN,
        ],
    },
    Table {
        name: "messages",
        of: |linked, _| linked.messages.as_ref(),
        by_month: false,
        row: "A message received; neither its author nor its words.",
        key: "source_file, source_row",
        columns: &[
            &[
                ACCOUNT,
                NETWORK,
                text(stored::KIND, "Key of the kind: comment, private message…"),
                moment(stored::RECEIVED, "When it came."),
                flag(stored::HAS_TIME, "The time of day of received is known."),
                moment(stored::HANDLED, "When it was dealt with."),
                flag(
                    stored::HANDLED_HAS_TIME,
                    "The time of day of handled is known.",
                ),
                text(stored::HANDLING, "Key of what became of it."),
                AS_OF,
            ],
            ORIGIN,
        ],
    },
];
