//! What the messages say of a report, beside the report itself.

use super::parcel::Parcel;
use crate::config::Config;
use crate::report::TITLE;
use crate::send::{Notice, Stage};
use crate::words::number::{NBSP, THIN};
use crate::words::{date, text};

/// « Département des Abers – Le travail derrière nos réseaux sociaux, octobre 2026 (version provisoire) ».
pub fn subject(config: &Config, parcel: &Parcel, is_news: bool) -> String {
    if parcel.pdf.is_none() {
        return format!(
            "{} – Le rapport {} n’a pas pu être fait",
            body(config),
            date::of_month(parcel.month)
        );
    }
    let news = match (is_news, parcel.stage) {
        (false, _) => "",
        (true, Stage::Draft) => ", mise à jour",
        (true, Stage::Release) => ", corrigée",
    };
    format!(
        "{} – {TITLE}, {} ({}{news})",
        body(config),
        date::month(parcel.month),
        parcel.stage.said()
    )
}

/// On one line, whatever config.toml holds.
fn body(config: &Config) -> String {
    let words = config.organisation.name.split_whitespace();
    words.collect::<Vec<_>>().join(" ")
}

/// For the webhook.
pub fn notice(config: &Config, parcel: &Parcel, key: &str) -> Notice {
    let findings = parcel.findings;
    let count = findings.errors + findings.warnings;
    let stage = parcel.stage.said();
    let (status, how) = match (&parcel.pdf, count) {
        (None, _) => ("failed", "pas fait".to_owned()),
        (Some(_), 0) => ("clean", stage.to_owned()),
        (Some(_), _) => {
            let remarks = text::count(count as u64, "remarque", "remarques");
            let remarks =
                format!("{stage}{THIN}; {remarks} sur des données qui n’ont pas pu être utilisées");
            ("with_findings", remarks)
        }
    };
    Notice {
        id: key.to_owned(),
        body: body(config),
        month: parcel.month.to_string(),
        stage: parcel.stage,
        status,
        findings,
        pdf_sha256: parcel.pdf_sha256.clone(),
        text: format!(
            "{}{NBSP}: rapport {}, {how}",
            body(config),
            date::of_month(parcel.month)
        ),
    }
}
