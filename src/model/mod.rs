//! The words of the house.
//!
//! A *content* is a subject worked on once; a *post* is its publication on one account. Hours are
//! tied to contents. A figure is never a naked number: it has a code, a count of cases and a state.

mod batch;
mod calendar;
pub mod columns;
mod figure;
mod finding;
mod identity;
mod message;
mod metric;
mod month;
mod network;
pub mod permalink;
mod record;
mod role;
mod slot;
mod spent;
mod step;

pub use batch::{Batch, Dataset, Status, Tables, WholeMonth};
pub use calendar::{Calendar, OpeningError, Territory};
pub use figure::{Figure, FigureKey, State, Value};
pub use finding::{Finding, FindingSummary, Origin, Severity};
pub use identity::{Identity, numbered};
pub use message::{Handling, Message, MessageKind};
pub use metric::{Metric, Metrics};
pub use month::{Month, MonthError};
pub use network::Network;
pub use record::{
    AccountDay, Approval, Decision, FoundAccount, Hour, Moment, Nature, Outcome, Plan, PlanStatus,
    Post, PostFormat, Request, RowNumber, Source,
};
pub use role::Role;
pub use slot::Slot;
pub use spent::Spent;
pub use step::{Step, StepFamily};
