//! `journal.json`: what a report was made of, so that it can be explained a year later.
//!
//! It holds nothing that two runs on the same files would not both write. How long the steps took, which no two runs
//! share, is in `durees.jsonl`.

use std::path::Path;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::commands::drawer;
use crate::commands::study::{Input, Made, Study};
use crate::config::Config;
use crate::document;
use crate::fetch::Errand;
use crate::model::{Finding, Month, Severity};
use crate::report::{Correction, Version};

pub const NAME: &str = "journal.json";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journal {
    pub month: Month,
    /// « Version définitive du 12 novembre 2026 », as printed.
    pub said: String,
    /// Number of a released version; none for a draft.
    pub version: Option<u32>,
    /// What it changes to the version before, and why.
    pub correction: Option<Correction>,
    /// The day that the report bears.
    pub date: NaiveDate,
    /// The last day on which entries of the month were awaited.
    pub entries_until: NaiveDate,
    /// The month was over, every file was read, and every account that Estran reads had answered.
    pub is_complete: bool,
    /// Version of Estran.
    pub estran: String,
    /// SHA-256 of config.toml.
    pub settings: String,
    /// Fingerprint of the records, whose first characters are printed at the foot of the report.
    pub data: String,
    /// Accounts that Estran reads and whose answers for the month are not in the inbox.
    pub accounts_without_answers: Vec<String>,
    pub inputs: Vec<Input>,
    pub outputs: Vec<Written>,
    /// About this month.
    pub findings: Vec<Told>,
    /// How many more are about other months.
    pub findings_of_other_months: usize,
}

/// A file of the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    pub file: String,
    pub bytes: u64,
    pub sha256: String,
}

/// A finding, with its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    pub code: String,
    pub severity: String,
    pub file: String,
    pub table: Option<String>,
    pub row: Option<u32>,
    pub message: String,
}

impl Journal {
    /// Of a draft.
    pub fn of(study: &Study, made: &Made) -> Journal {
        let Study { config, month, .. } = study;
        let date = made.report.produced_on;
        let accounts_without_answers = unanswered(config, *month, &study.inputs);
        let is_read = |finding: &Finding| finding.severity < Severity::Error;
        Journal {
            month: *month,
            said: made.report.version.clone(),
            version: None,
            correction: None,
            date,
            entries_until: config.release.entries_until(*month),
            is_complete: date > month.last_day()
                && accounts_without_answers.is_empty()
                && study.findings.iter().all(is_read),
            estran: env!("CARGO_PKG_VERSION").to_owned(),
            settings: config.fingerprint.clone(),
            data: study.fingerprint().to_owned(),
            accounts_without_answers,
            inputs: study.inputs.clone(),
            outputs: written(made),
            findings: study.findings.iter().map(Told::of).collect(),
            findings_of_other_months: study.elsewhere,
        }
    }

    /// That of a folder, if it is there and can be read.
    #[expect(clippy::disallowed_methods, reason = "a door of the reports")]
    pub fn read(folder: &Path) -> Option<Journal> {
        serde_json::from_slice(&std::fs::read(folder.join(NAME)).ok()?).ok()
    }

    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a journal is plain data");
        bytes.push(b'\n');
        bytes
    }

    /// What was printed.
    pub fn printed(&self) -> Version {
        match (&self.correction, self.version) {
            (Some(correction), _) => Version::Corrected(correction.clone()),
            (None, Some(_)) => Version::Released,
            (None, None) => Version::Draft,
        }
    }

    /// Whether it speaks of the same files, settings and program.
    pub fn is_of(&self, study: &Study) -> bool {
        self.estran == env!("CARGO_PKG_VERSION")
            && self.settings == study.config.fingerprint
            && self.inputs == study.inputs
    }

    /// Whether these are its files, byte for byte.
    pub fn is_what(&self, made: &Made) -> bool {
        self.outputs == written(made)
    }

    /// Whether each of its files lies there, as it was written: after a run cut short between two of them, one does not.
    #[expect(clippy::disallowed_methods, reason = "a door of the reports")]
    pub fn is_whole(&self, folder: &Path) -> bool {
        self.outputs.iter().all(|written| {
            let found = std::fs::read(folder.join(&written.file));
            found.is_ok_and(|bytes| document::fingerprint(&bytes) == written.sha256)
        })
    }
}

impl Told {
    fn of(finding: &Finding) -> Told {
        let severity = match finding.severity {
            Severity::Info => "info",
            Severity::Check => "check",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        Told {
            code: finding.code.to_owned(),
            severity: severity.to_owned(),
            file: finding.at.file.to_string(),
            table: finding.at.table.as_deref().map(str::to_owned),
            row: finding.at.row,
            message: finding.message.clone(),
        }
    }
}

fn written(made: &Made) -> Vec<Written> {
    let of = |(name, bytes): &(&'static str, Vec<u8>)| Written {
        file: (*name).to_owned(),
        bytes: bytes.len() as u64,
        sha256: document::fingerprint(bytes),
    };
    made.files.iter().map(of).collect()
}

/// The accounts to read that gave no file for the month.
fn unanswered(config: &Config, month: Month, inputs: &[Input]) -> Vec<String> {
    let has_answered = |errand: &&Errand| {
        let folder = drawer::place(Path::new(""), errand);
        let folder = folder.to_string_lossy().replace('\\', "/");
        inputs.iter().any(|input| {
            let name = input.file.strip_prefix(&*folder);
            name.is_some_and(|name| {
                name.starts_with('/') && name.ends_with(&format!("_{month}.json"))
            })
        })
    };
    let silent = config.fetch.iter().filter(|errand| !has_answered(errand));
    silent.map(|errand| errand.account.clone()).collect()
}
