//! What the time trackers that write JSON share.

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};
use serde::de::DeserializeOwned;

use crate::document::Document;
use crate::import::Settings;
use crate::model::Finding;

/// The whole document; the sentence never quotes it.
pub fn parse<T: DeserializeOwned>(document: &Document) -> Result<T, Finding> {
    serde_json::from_str(document.json.as_deref().unwrap_or_default()).map_err(|error| {
        let message = format!(
            "le fichier JSON ne se lit pas jusqu’au bout (ligne {})\u{202f}; il est sans doute coupé\u{a0}: refaire l’export",
            error.line()
        );
        Finding::error("unreadable-json", &document.name, message)
    })
}

/// The wall clock of the body, to the second; nothing for an instant that no team has lived.
pub fn local(at: DateTime<Utc>, settings: &Settings) -> Option<NaiveDateTime> {
    let at = DateTime::from_timestamp(at.timestamp(), 0)
        .filter(|at| (1970..=2200).contains(&at.year()))?;
    Some(at.with_timezone(&settings.zone).naive_local())
}
