//! How it is shown: no disk, no clock, no arithmetic on data.

mod checklist;
mod csv;
mod json;
pub mod pdf;
mod text;

use crate::report::Desk;
use crate::report::block::Report;

/// A report about to be shown.
pub struct Edition<'a> {
    pub desk: &'a Desk<'a>,
    pub report: &'a Report,
    pub theme: &'a pdf::Theme,
}

/// One of the files a run writes.
pub struct Output {
    pub file: &'static str,
    pub render: fn(&Edition) -> Result<Vec<u8>, Error>,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("le rapport PDF ne se compose pas : {0}")]
    Pdf(#[from] pdf::Error),
    #[error("chiffres.csv ne s’écrit pas : {0}")]
    Csv(#[from] ::csv::Error),
    #[error("rapport.json ne s’écrit pas : {0}")]
    Json(#[from] serde_json::Error),
}

/// The report first: it is what people look for.
pub const OUTPUTS: &[Output] = &[
    Output {
        file: "rapport.pdf",
        render: |edition| Ok(pdf::render(edition.report, edition.theme)?),
    },
    Output {
        file: "resume.txt",
        render: |edition| Ok(text::render(edition.report).into_bytes()),
    },
    Output {
        file: "chiffres.csv",
        render: |edition| Ok(csv::render(edition.desk)?),
    },
    Output {
        file: "a-verifier.txt",
        render: |edition| Ok(checklist::render(edition.desk).into_bytes()),
    },
    Output {
        file: "rapport.json",
        render: |edition| Ok(json::render(edition.desk, edition.report)?),
    },
];
