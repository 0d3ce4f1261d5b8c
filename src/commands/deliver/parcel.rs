//! The files of a report, read back from its folder, and what they weigh as a delivery.
#![expect(clippy::disallowed_methods, reason = "a door of the shelf")]

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use chrono::NaiveDate;
use serde_json::Value;

use crate::config::cause;
use crate::document::fingerprint;
use crate::model::Month;
use crate::send::{Findings, Stage};
use crate::words::number::{NBSP, THIN};
use crate::words::{date, text};

/// A report about to leave, or the word that there is none.
pub struct Parcel {
    pub month: Month,
    pub stage: Stage,
    pub folder: PathBuf,
    pub pdf: Option<Vec<u8>>,
    pub summary: String,
    pub findings: Findings,
    pub pdf_sha256: Option<String>,
    /// SHA-256 of what the report says. The day it was made is left out: the same report made again on another day is
    /// no news, and does not leave twice.
    pub content: String,
}

impl Parcel {
    pub fn read(folder: &Path, month: Month, stage: Stage) -> anyhow::Result<Parcel> {
        let pdf = file(folder, "rapport.pdf")?;
        let summary = String::from_utf8(file(folder, "resume.txt")?)
            .ok()
            .with_context(|| {
                format!(
                    "«{NBSP}{}{NBSP}» n’est pas du texte{THIN}; refaire le rapport",
                    folder.join("resume.txt").display()
                )
            })?;
        let figures = file(folder, "chiffres.csv")?;
        let report = file(folder, "rapport.json")?;
        let Ok(data) = serde_json::from_slice::<Value>(&report) else {
            bail!(
                "«{NBSP}{}{NBSP}» est abîmé{THIN}; refaire le rapport",
                folder.join("rapport.json").display()
            );
        };
        Ok(Parcel {
            month,
            stage,
            folder: folder.to_owned(),
            findings: findings(&data),
            pdf_sha256: Some(fingerprint(&pdf)),
            content: content(&data, &String::from_utf8_lossy(&report), &figures),
            pdf: Some(pdf),
            summary,
        })
    }

    /// The report of a month could not be made: why, in the words of the program.
    pub fn alarm(month: Month, folder: &Path, why: &str) -> Parcel {
        Parcel {
            month,
            stage: Stage::Draft,
            folder: folder.to_owned(),
            pdf: None,
            summary: format!(
                "Le rapport {} n’a pas pu être fait.\n\n{}\n\nAprès correction, «{NBSP}estran run --month {month}{NBSP}» le fait. Ce message n’est pas répété tant que la cause reste la même.\n",
                date::of_month(month),
                text::capitalised(why)
            ),
            findings: Findings::default(),
            pdf_sha256: None,
            content: fingerprint(why.as_bytes()),
        }
    }

    /// Another file of the report, for a folder.
    pub fn file(&self, name: &str) -> anyhow::Result<Vec<u8>> {
        file(&self.folder, name)
    }

    /// Whether there is a report in this folder.
    pub fn is_in(folder: &Path) -> bool {
        folder.join("rapport.pdf").is_file()
    }
}

fn file(folder: &Path, name: &str) -> anyhow::Result<Vec<u8>> {
    let path = folder.join(name);
    fs::read(&path).map_err(|error| {
        anyhow::anyhow!(
            "«{NBSP}{}{NBSP}» ne se lit pas ({}){THIN}; faire d’abord le rapport avec «{NBSP}estran report{NBSP}»",
            path.display(),
            cause(&error)
        )
    })
}

fn content(data: &Value, report: &str, figures: &[u8]) -> String {
    let said = |key: &str| data["report"][key].as_str().unwrap_or_default().to_owned();
    let (version, produced) = (said("version"), said("produced_on"));
    let mut timeless = report.to_owned();
    let day = produced.parse::<NaiveDate>().map(date::day);
    for dated in [version, produced, day.unwrap_or_default()] {
        if !dated.is_empty() {
            timeless = timeless.replace(&dated, "");
        }
    }
    let mut bytes = timeless.into_bytes();
    bytes.push(0);
    bytes.extend_from_slice(figures);
    fingerprint(&bytes)
}

fn findings(data: &Value) -> Findings {
    let all = data["findings"].as_array().map_or(&[][..], Vec::as_slice);
    let count = |severity: &str| {
        let is_one = |finding: &&Value| finding["severity"].as_str() == Some(severity);
        all.iter().filter(is_one).count()
    };
    Findings {
        errors: count("error"),
        warnings: count("warning"),
        information: count("info"),
    }
}
