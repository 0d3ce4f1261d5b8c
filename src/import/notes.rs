//! What is told while a sheet is read: row by row, or once for many rows.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::{Finding, Severity};
use crate::words::text;

/// Findings of one sheet, and the count of the rows they stand for.
#[derive(Debug)]
pub struct Notes {
    file: Arc<str>,
    table: Option<Arc<str>>,
    day: Option<NaiveDate>,
    findings: Vec<Finding>,
    shared: BTreeMap<(&'static str, String), Shared>,
    pub numbers: Numbers,
    /// Data rows that gave no record.
    pub rows_told: usize,
    /// Records that the data rows promised, plus `rows_told`.
    pub rows_in: usize,
}

/// What the rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// As an editor or a spreadsheet numbers them.
    Lines,
    /// Of a calendar, in the order of the file.
    Events,
}

/// A remark that many rows share, with those rows.
#[derive(Debug)]
struct Shared {
    severity: Severity,
    rows: Vec<u32>,
    /// The first and the last of their days; nothing once a row has none.
    days: Option<(NaiveDate, NaiveDate)>,
}

impl Notes {
    pub fn new(file: &Arc<str>, table: Option<&str>) -> Self {
        Notes {
            file: Arc::clone(file),
            table: table.map(Arc::from),
            day: None,
            findings: Vec::new(),
            shared: BTreeMap::new(),
            numbers: Numbers::Lines,
            rows_told: 0,
            rows_in: 0,
        }
    }

    /// A data row that gives no record.
    pub fn told(&mut self, row: u32, code: &'static str, message: &str) {
        self.rows_told += 1;
        self.row(Severity::Warning, row, code, message);
    }

    /// The same, where many rows may be alike.
    pub fn told_alike(&mut self, row: u32, code: &'static str, message: &str) {
        self.rows_told += 1;
        self.share(Severity::Warning, row, code, message);
    }

    /// A record that is kept, and doubtful.
    pub fn doubt(&mut self, row: u32, code: &'static str, message: &str) {
        self.row(Severity::Check, row, code, message);
    }

    /// The day of the row that is being read: what is told of the row is told of that day.
    pub fn on(&mut self, day: Option<NaiveDate>) {
        self.day = day;
    }

    pub fn row(&mut self, severity: Severity, row: u32, code: &'static str, message: &str) {
        if self.numbers == Numbers::Events {
            // One event happens several times.
            self.share(severity, row, code, message);
            return;
        }
        let mut finding = self.finding(severity, code, message).at_row(row);
        finding.at.days = self.day.map(|day| (day, day));
        self.findings.push(finding);
    }

    /// Of the sheet as a whole.
    pub fn sheet(&mut self, severity: Severity, code: &'static str, message: &str) {
        self.findings.push(self.finding(severity, code, message));
    }

    /// Of many rows alike: one finding, with where they are.
    pub fn share(
        &mut self,
        severity: Severity,
        row: u32,
        code: &'static str,
        message: impl Into<String>,
    ) {
        let day = self.day.map(|day| (day, day));
        let shared = self
            .shared
            .entry((code, message.into()))
            .or_insert_with(|| Shared {
                severity,
                rows: Vec::new(),
                days: day,
            });
        if shared.rows.last() != Some(&row) {
            shared.rows.push(row);
        }
        shared.days = shared
            .days
            .zip(day)
            .map(|((first, last), (day, _))| (first.min(day), last.max(day)));
    }

    /// In the order of the rows; those of the whole sheet first.
    pub fn into_findings(mut self) -> Vec<Finding> {
        for ((code, message), shared) in std::mem::take(&mut self.shared) {
            let Shared {
                severity,
                rows,
                days,
            } = shared;
            let place = self.numbers.places(&rows);
            let message = match (self.numbers, rows.as_slice()) {
                // A single line is the place of the finding already.
                (Numbers::Lines, [_]) => message,
                (Numbers::Lines | Numbers::Events, _) => format!("{message} ({place})"),
            };
            let mut finding = self.finding(severity, code, &message);
            finding.at.days = days;
            finding.at.row = rows
                .first()
                .copied()
                .filter(|_| self.numbers == Numbers::Lines);
            self.findings.push(finding);
        }
        self.findings.sort_by_key(|finding| finding.at.row);
        self.findings
    }

    fn finding(&self, severity: Severity, code: &'static str, message: &str) -> Finding {
        Finding::new(severity, code, &self.file, typeset(message)).in_table(self.table.as_deref())
    }
}

impl Numbers {
    /// « lignes 3, 8 et 12 », « événements 3, 4, 5, 6, 7 et 12 autres ».
    fn places(self, rows: &[u32]) -> String {
        const SHOWN: usize = 5;
        let shown = if rows.len() > SHOWN + 1 {
            SHOWN
        } else {
            rows.len()
        };
        let mut items: Vec<String> = rows[..shown].iter().map(u32::to_string).collect();
        if rows.len() > shown {
            items.push(format!("{} autres", rows.len() - shown));
        }
        let thing = match (self, rows) {
            (Numbers::Lines, [_]) => "ligne",
            (Numbers::Lines, _) => "lignes",
            (Numbers::Events, [_]) => "événement",
            (Numbers::Events, _) => "événements",
        };
        format!("{thing} {}", text::list(&items))
    }
}

/// The spaces of French typography, so that sentences can be written plainly in the code.
pub fn typeset(message: &str) -> String {
    message
        .replace("« ", "«\u{a0}")
        .replace(" »", "\u{a0}»")
        .replace(" ;", "\u{202f};")
        .replace(" :", "\u{a0}:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_alike_are_told_once_with_their_places() {
        let mut notes = Notes::new(&Arc::from("temps.csv"), Some("Temps"));
        for row in 2..12 {
            notes.share(Severity::Info, row, "odd", "tâche inconnue : « x »");
        }
        let findings = notes.into_findings();
        assert_eq!(findings.len(), 1);
        assert_eq!(
            findings[0].message,
            "tâche inconnue\u{a0}: «\u{a0}x\u{a0}» (lignes 2, 3, 4, 5, 6 et 5 autres)"
        );
        assert_eq!(findings[0].at.row, Some(2));
    }

    #[test]
    fn what_an_event_is_told_each_time_is_told_once_of_its_days() {
        let mut notes = Notes::new(&Arc::from("agenda.ics"), None);
        notes.numbers = Numbers::Events;
        let day = |day| NaiveDate::from_ymd_opt(2026, 10, day);
        for occurrence in 1..=20 {
            notes.on(day(occurrence));
            notes.doubt(3, "long-entry", "trop long");
        }
        let findings = notes.into_findings();
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].message, "trop long (événement 3)");
        assert_eq!(findings[0].at.row, None);
        assert_eq!(findings[0].at.days, day(1).zip(day(20)));
    }
}
