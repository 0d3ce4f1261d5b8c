//! The doors: the only rooms with disk, clock and screen.

pub mod accounts;
pub mod bodies;
mod closed;
pub mod deliver;
pub mod diff;
mod draft;
mod drawer;
pub mod fetch;
pub mod forget;
pub mod formats;
pub mod inbox;
pub mod inspect;
pub mod journal;
pub mod lock;
pub mod log;
pub mod look;
pub mod manual;
pub mod pdf_check;
pub mod pdf_rules;
pub mod release;
pub mod report;
pub mod run;
pub mod schedule;
pub mod screen;
mod secrets;
pub mod shelf;
pub mod study;
pub mod tables;
mod tokens;
pub mod versions;

use std::process::ExitCode;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::model::{Finding, Severity};

/// How a command ended (architecture.md, section 6). That nothing was made is an error, not a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Done, and nothing to say.
    Clean,
    /// Done, and some data could not be used: the findings say which.
    WithFindings,
}

/// Nothing was made; the message says what to do.
pub const FAILED: u8 = 2;

impl Verdict {
    pub fn of(findings: &[Finding]) -> Verdict {
        if findings
            .iter()
            .any(|finding| finding.severity >= Severity::Warning)
        {
            Verdict::WithFindings
        } else {
            Verdict::Clean
        }
    }

    /// Of two things that a command did, the one that asks for more.
    #[must_use]
    pub fn gravest(self, other: Verdict) -> Verdict {
        match (self, other) {
            (Verdict::Clean, Verdict::Clean) => Verdict::Clean,
            _ => Verdict::WithFindings,
        }
    }

    pub fn exit_code(self) -> ExitCode {
        match self {
            Verdict::Clean => ExitCode::SUCCESS,
            Verdict::WithFindings => ExitCode::from(1),
        }
    }
}

/// A failure that the log already said: nothing is left to print.
#[derive(Debug, thiserror::Error)]
#[error("le journal de l’exécution dit pourquoi")]
pub struct AlreadySaid;

/// The one place that reads the clock of the machine.
#[expect(clippy::disallowed_methods, reason = "commands read the clock")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

/// The day it is for the body, unless a day was given.
fn today(given: Option<NaiveDate>, zone: Tz) -> NaiveDate {
    given.unwrap_or_else(|| now().with_timezone(&zone).date_naive())
}
