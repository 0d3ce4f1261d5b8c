//! `rapport.json`: the report as data, to compare two months and to print one again.

use serde::Serialize;

use crate::model::{Figure, Finding, Severity};
use crate::report::Desk;
use crate::report::block::Report;

#[derive(Serialize)]
struct Data<'a> {
    month: String,
    fingerprint: &'a str,
    report: &'a Report,
    figures: Vec<&'a Figure>,
    findings: Vec<Told<'a>>,
}

/// A finding, with its place.
#[derive(Serialize)]
struct Told<'a> {
    code: &'static str,
    severity: Severity,
    file: &'a str,
    table: Option<&'a str>,
    row: Option<u32>,
    message: &'a str,
}

impl<'a> From<&'a Finding> for Told<'a> {
    fn from(finding: &'a Finding) -> Self {
        Told {
            code: finding.code,
            severity: finding.severity,
            file: &finding.at.file,
            table: finding.at.table.as_deref(),
            row: finding.at.row,
            message: &finding.message,
        }
    }
}

pub fn render(desk: &Desk, report: &Report) -> Result<Vec<u8>, serde_json::Error> {
    let data = Data {
        month: desk.month.to_string(),
        fingerprint: desk.fingerprint,
        report,
        figures: desk.figures.iter().collect(),
        // What the team checks about its own entries is not for whoever receives the file.
        findings: desk
            .findings
            .iter()
            .filter(|finding| finding.severity != Severity::Check)
            .map(Told::from)
            .collect(),
    };
    let mut bytes = serde_json::to_vec_pretty(&data)?;
    bytes.push(b'\n');
    Ok(bytes)
}
