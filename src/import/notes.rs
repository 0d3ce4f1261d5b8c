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
    /// Remarks that many rows share, with those rows.
    shared: BTreeMap<(&'static str, String), (Severity, Vec<u32>)>,
    /// Data rows that gave no record.
    pub rows_told: usize,
    /// Records that the data rows promised, plus `rows_told`.
    pub rows_in: usize,
}

impl Notes {
    pub fn new(file: &Arc<str>, table: Option<&str>) -> Self {
        Notes {
            file: Arc::clone(file),
            table: table.map(Arc::from),
            day: None,
            findings: Vec::new(),
            shared: BTreeMap::new(),
            rows_told: 0,
            rows_in: 0,
        }
    }

    /// A data row that gives no record.
    pub fn told(&mut self, row: u32, code: &'static str, message: &str) {
        self.rows_told += 1;
        self.row(Severity::Warning, row, code, message);
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
        self.shared
            .entry((code, message.into()))
            .or_insert_with(|| (severity, Vec::new()))
            .1
            .push(row);
    }

    /// In the order of the rows; those of the whole sheet first.
    pub fn into_findings(mut self) -> Vec<Finding> {
        for ((code, message), (severity, mut rows)) in std::mem::take(&mut self.shared) {
            // One event of a calendar happens several times.
            rows.dedup();
            // A single row is the place of the finding already.
            let message = if rows.len() == 1 {
                message
            } else {
                format!("{message} ({})", places(&rows))
            };
            let finding = self.finding(severity, code, &message);
            self.findings.push(match rows.first() {
                Some(row) => finding.at_row(*row),
                None => finding,
            });
        }
        self.findings.sort_by_key(|finding| finding.at.row);
        self.findings
    }

    fn finding(&self, severity: Severity, code: &'static str, message: &str) -> Finding {
        Finding::new(severity, code, &self.file, typeset(message)).in_table(self.table.as_deref())
    }
}

/// « lignes 3, 8 et 12 », « lignes 3, 4, 5, 6, 7 et 12 autres ».
fn places(rows: &[u32]) -> String {
    const SHOWN: usize = 5;
    let mut items: Vec<String> = rows.iter().take(SHOWN).map(u32::to_string).collect();
    match rows.len() {
        more if more > SHOWN + 1 => items.push(format!("{} autres", more - SHOWN)),
        _ => items = rows.iter().map(u32::to_string).collect(),
    }
    format!("lignes {}", text::list(&items))
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
}
