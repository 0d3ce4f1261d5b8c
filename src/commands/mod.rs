//! The doors: the only rooms with disk, clock and screen.

pub mod accounts;
mod drawer;
pub mod fetch;
pub mod formats;
pub mod inbox;
pub mod inspect;
pub mod lock;
pub mod look;
pub mod manual;
pub mod pdf_check;
pub mod pdf_rules;
pub mod report;
pub mod screen;
mod secrets;
pub mod shelf;

use std::process::ExitCode;

use chrono::{NaiveDate, Utc};
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

    pub fn exit_code(self) -> ExitCode {
        match self {
            Verdict::Clean => ExitCode::SUCCESS,
            Verdict::WithFindings => ExitCode::from(1),
        }
    }
}

/// The day it is for the body, unless a day was given.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the clock"
)]
fn today(given: Option<NaiveDate>, zone: Tz) -> NaiveDate {
    given.unwrap_or_else(|| Utc::now().with_timezone(&zone).date_naive())
}
