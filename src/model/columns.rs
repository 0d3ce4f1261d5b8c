//! Names of the columns of the ledger's tables. Days are days since 1970-01-01; months are
//! `12 × year + month − 1`; times are seconds of the local wall clock; durations are seconds.

pub const NETWORK: &str = "network";
pub const ACCOUNT: &str = "account";
pub const ID: &str = "id";
pub const PERMALINK: &str = "permalink";
pub const PUBLISHED: &str = "published";
pub const HAS_TIME: &str = "has_time";
pub const DAY: &str = "day";
pub const MONTH: &str = "month";
pub const FORMAT: &str = "format";
pub const TITLE: &str = "title";
pub const IS_REPLY: &str = "is_reply";
pub const IS_WHOLE: &str = "is_whole";
/// Given by the network itself, not by a suite.
pub const IS_NATIVE: &str = "is_native";
pub const AS_OF: &str = "as_of";
/// Place of the file among all files read, in the order of their fingerprints.
pub const FILE: &str = "file";
/// Line of the file or row of the sheet.
pub const ROW: &str = "row";
/// What makes a record the same in two files.
pub const KEY: &str = "key";
/// Place among identical rows of one file.
pub const COPY: &str = "copy";
pub const AGENT: &str = "agent";
pub const START: &str = "start";
pub const END: &str = "end";
pub const SECONDS: &str = "seconds";
pub const STEP: &str = "step";
pub const FAMILY: &str = "family";
pub const REFERENCES: &str = "references";
pub const REFERENCE: &str = "reference";
pub const SERVICE: &str = "service";
pub const NATURE: &str = "nature";
pub const ACCESSIBLE: &str = "accessible";
pub const THEME: &str = "theme";
pub const PLANNED: &str = "planned";
pub const REQUESTED: &str = "requested";
pub const WANTED: &str = "wanted";
pub const WANTED_HAS_TIME: &str = "wanted_has_time";
pub const STATUS: &str = "status";
pub const ORDER: &str = "order";
pub const ROLE: &str = "role";
pub const SUBMITTED: &str = "submitted";
pub const SUBMITTED_HAS_TIME: &str = "submitted_has_time";
pub const DECIDED: &str = "decided";
pub const DECIDED_HAS_TIME: &str = "decided_has_time";
pub const DECISION: &str = "decision";
pub const IS_FROM_PLAN: &str = "is_from_plan";
pub const SUBJECT: &str = "subject";
pub const RECEIVED: &str = "received";
pub const CHANNEL: &str = "channel";
pub const OUTCOME: &str = "outcome";
pub const OUTSIDE: &str = "outside";
pub const KIND: &str = "kind";
pub const HANDLED: &str = "handled";
pub const HANDLED_HAS_TIME: &str = "handled_has_time";
pub const HANDLING: &str = "handling";
pub const CONTENT: &str = "content";
/// Why an hour is tied to what it is tied to.
pub const REASON: &str = "reason";
pub const REQUEST: &str = "request";
