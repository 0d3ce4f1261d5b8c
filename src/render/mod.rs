//! How it is shown: no disk, no clock, no arithmetic on data.

mod checklist;
mod csv;
mod html;
mod json;
mod notes;
pub mod pdf;
mod rows;
mod text;
mod xlsx;

use crate::report::Desk;
use crate::report::block::Report;
use crate::report::{deck, poster};

/// A report about to be shown.
pub struct Edition<'a> {
    pub desk: &'a Desk<'a>,
    pub report: &'a Report,
    pub theme: &'a pdf::Theme,
    /// Whether the figures travel inside the PDF of the report.
    pub attach_figures: bool,
}

/// The report, and in it the figures when the service wants it.
fn report_pdf(edition: &Edition) -> Result<Vec<u8>, Error> {
    let figures = || -> Result<pdf::Attachment, Error> {
        Ok(pdf::Attachment {
            name: "chiffres.csv",
            media_type: "text/csv",
            says: "Les chiffres imprimés dans ce rapport",
            bytes: csv::render(edition.desk)?,
        })
    };
    let attachments = if edition.attach_figures {
        vec![figures()?]
    } else {
        Vec::new()
    };
    Ok(pdf::render_with(
        edition.report,
        edition.theme,
        &attachments,
    )?)
}

/// One of the files a run writes.
#[derive(Clone, Copy)]
pub struct Output {
    pub file: &'static str,
    /// What the terminal calls it; the others lie beside it.
    pub said: Option<&'static str>,
    pub render: fn(&Edition) -> Result<Vec<u8>, Error>,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("le rapport PDF ne se compose pas : {0}")]
    Pdf(#[from] pdf::Error),
    #[error("rapport.html ne s’écrit pas : {0}")]
    Html(#[from] html::Error),
    #[error("chiffres.xlsx ne s’écrit pas : {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    #[error("chiffres.csv ne s’écrit pas : {0}")]
    Csv(#[from] ::csv::Error),
    #[error("rapport.json ne s’écrit pas : {0}")]
    Json(#[from] serde_json::Error),
}

/// Every figure, exact and as printed.
pub const FIGURES: &Output = &Output {
    file: "chiffres.csv",
    said: None,
    render: |edition| Ok(csv::render(edition.desk)?),
};

/// What the team looks at before the report goes out; it stays with the team.
pub const TO_CHECK: &str = "a-verifier.txt";

/// What `estran report` makes. The report first: it is what people look for.
pub const REPORT: &[Output] = &[
    Output {
        file: "rapport.pdf",
        said: Some("rapport"),
        render: report_pdf,
    },
    Output {
        file: "resume.txt",
        said: None,
        render: |edition| Ok(text::render(edition.report).into_bytes()),
    },
    *FIGURES,
    Output {
        file: TO_CHECK,
        said: None,
        render: |edition| Ok(checklist::render(edition.desk).into_bytes()),
    },
    Output {
        file: "rapport.json",
        said: None,
        render: |edition| Ok(json::render(edition.desk, edition.report)?),
    },
    Output {
        file: "rapport.html",
        said: None,
        render: |edition| Ok(html::render(edition)?),
    },
    Output {
        file: "chiffres.xlsx",
        said: None,
        render: |edition| Ok(xlsx::render(edition.desk, edition.report)?),
    },
];

/// What `estran slides` makes.
pub const SLIDES: &[Output] = &[
    Output {
        file: "diaporama.pdf",
        said: Some("diaporama"),
        render: |edition| {
            let shown = deck::shown(edition.report, &deck::slides(edition.report));
            Ok(pdf::render(&shown, &edition.theme.on(pdf::Format::SLIDES))?)
        },
    },
    Output {
        file: "notes.txt",
        said: Some("notes à dire"),
        render: |edition| {
            let theme = edition.theme.on(pdf::Format::SLIDES);
            Ok(notes::render(edition.report, &theme).into_bytes())
        },
    },
];

/// What `estran poster` makes.
pub const POSTER: &[Output] = &[Output {
    file: "affiche.pdf",
    said: Some("affiche"),
    render: |edition| {
        let poster = poster::poster(edition.desk, edition.report);
        Ok(pdf::render(
            &poster,
            &edition.theme.on(pdf::Format::POSTER),
        )?)
    },
}];

/// Every file about a month.
pub fn everything() -> impl Iterator<Item = &'static Output> {
    REPORT.iter().chain(SLIDES).chain(POSTER)
}
