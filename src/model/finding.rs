//! Something odd in the data: told, never thrown.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use crate::model::Month;

/// How much it matters for the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing is lost.
    Info,
    /// Used, and doubtful: the team looks at it before the report goes out.
    Check,
    /// Some data could not be used.
    Warning,
    /// A whole file could not be used.
    Error,
}

/// Where it was seen. Rows are lines of the file as an editor or a spreadsheet numbers them, from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    pub file: Arc<str>,
    pub table: Option<Arc<str>>,
    pub row: Option<u32>,
    /// First and last day it speaks of; `None` when it may touch any month.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

/// A sentence in plain French: what was found, what was expected, what to do. It never quotes a
/// cell that may hold a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Finding {
    /// Stable and in English, `unreadable-date`.
    pub code: &'static str,
    pub severity: Severity,
    pub at: Origin,
    pub message: String,
}

impl Finding {
    pub fn new(
        severity: Severity,
        code: &'static str,
        file: &Arc<str>,
        message: impl Into<String>,
    ) -> Self {
        let at = Origin {
            file: Arc::clone(file),
            table: None,
            row: None,
            days: None,
        };
        Finding {
            code,
            severity,
            at,
            message: message.into(),
        }
    }

    pub fn info(code: &'static str, file: &Arc<str>, message: impl Into<String>) -> Self {
        Finding::new(Severity::Info, code, file, message)
    }

    pub fn warning(code: &'static str, file: &Arc<str>, message: impl Into<String>) -> Self {
        Finding::new(Severity::Warning, code, file, message)
    }

    pub fn error(code: &'static str, file: &Arc<str>, message: impl Into<String>) -> Self {
        Finding::new(Severity::Error, code, file, message)
    }

    #[must_use]
    pub fn at_row(mut self, row: u32) -> Self {
        self.at.row = Some(row);
        self
    }

    /// Whether it may touch a month.
    pub fn concerns(&self, month: Month) -> bool {
        self.at
            .days
            .is_none_or(|(first, last)| first <= month.last_day() && last >= month.first_day())
    }

    #[must_use]
    pub fn in_table(mut self, table: Option<&str>) -> Self {
        self.at.table = table.map(Arc::from);
        self
    }
}

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FindingSummary {
    pub infos: u64,
    pub checks: u64,
    pub warnings: u64,
    pub errors: u64,
}

impl FindingSummary {
    pub fn of(findings: &[Finding]) -> Self {
        let mut summary = FindingSummary::default();
        for finding in findings {
            match finding.severity {
                Severity::Info => summary.infos += 1,
                Severity::Check => summary.checks += 1,
                Severity::Warning => summary.warnings += 1,
                Severity::Error => summary.errors += 1,
            }
        }
        summary
    }
}
