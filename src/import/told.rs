//! Counts rows, and gathers what is said of them.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::model::{Batch, Finding, Severity};

/// Beyond this many, identical findings are one finding with a count.
const SAID_EACH: usize = 20;

/// Rows met in a document, and findings about them.
#[derive(Debug)]
pub struct Told<'a> {
    document: &'a Document,
    /// Title of the sheet being read.
    pub table: Option<String>,
    rows_in: usize,
    rows_lost: usize,
    findings: Vec<Finding>,
    said: BTreeMap<(&'static str, Severity, String), usize>,
}

impl<'a> Told<'a> {
    pub fn new(document: &'a Document) -> Self {
        Told {
            document,
            table: None,
            rows_in: 0,
            rows_lost: 0,
            findings: Vec::new(),
            said: BTreeMap::new(),
        }
    }

    pub fn document(&self) -> &'a Document {
        self.document
    }

    /// A data row was met.
    pub fn met(&mut self) {
        self.rows_in += 1;
    }

    /// A data row that was met gives no record, for this reason.
    pub fn lost(
        &mut self,
        severity: Severity,
        code: &'static str,
        row: u32,
        message: impl Into<String>,
    ) {
        self.rows_lost += 1;
        self.say(severity, code, Some(row), message);
    }

    /// Data rows that give no record, all for this reason; `row` is where they start.
    pub fn lost_together(
        &mut self,
        rows: usize,
        severity: Severity,
        code: &'static str,
        row: u32,
        message: impl Into<String>,
    ) {
        self.rows_in += rows;
        self.rows_lost += rows;
        self.say(severity, code, Some(row), message);
    }

    /// Something odd about a row that is kept, or about the whole file.
    pub fn say(
        &mut self,
        severity: Severity,
        code: &'static str,
        row: Option<u32>,
        message: impl Into<String>,
    ) {
        let message = message.into();
        let said = self
            .said
            .entry((code, severity, message.clone()))
            .or_default();
        *said += 1;
        if *said > SAID_EACH {
            return;
        }
        let mut finding = Finding::new(severity, code, &self.document.name, message)
            .in_table(self.table.as_deref());
        finding.at.row = row;
        self.findings.push(finding);
    }

    pub fn into_batch(self, mut batch: Batch) -> Batch {
        batch.rows_in += self.rows_in;
        batch.rows_told += self.rows_lost;
        batch.findings.extend(self.findings);
        for ((code, severity, message), count) in self
            .said
            .into_iter()
            .filter(|(_, count)| *count > SAID_EACH)
        {
            let message = format!(
                "{message} (et {} autres lignes dans le même cas)",
                count - SAID_EACH
            );
            batch
                .findings
                .push(Finding::new(severity, code, &self.document.name, message));
        }
        batch
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn a_thousand_same_faults_are_said_in_a_few_lines() {
        let document = Document::open("posts.csv", b"a,b\n1,2\n".to_vec()).unwrap();
        let mut told = Told::new(&document);
        for row in 2..1002 {
            told.met();
            told.lost(Severity::Warning, "unreadable-date", row, "date illisible");
        }
        let batch = told.into_batch(Batch::new(&Arc::from("posts.csv"), ""));
        assert_eq!(
            (batch.rows_in, batch.rows_told, batch.findings.len()),
            (1000, 1000, SAID_EACH + 1)
        );
        assert!(batch.findings.last().is_some_and(|finding| {
            finding
                .message
                .ends_with("(et 980 autres lignes dans le même cas)")
        }));
    }
}
