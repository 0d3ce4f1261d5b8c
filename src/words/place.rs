//! Where something was seen, for whoever goes and looks.

use crate::model::Finding;

/// « export.csv, feuille « Temps », ligne 12 », as far as it is known.
pub fn of(finding: &Finding) -> String {
    format!("{}{}", finding.at.file, within(finding))
}

/// « , feuille « Temps », ligne 12 »: the same, inside the file.
pub fn within(finding: &Finding) -> String {
    let table = finding
        .at
        .table
        .as_deref()
        .map_or_else(String::new, |table| format!(", feuille « {table} »"));
    let row = finding
        .at
        .row
        .map_or_else(String::new, |row| format!(", ligne {row}"));
    format!("{table}{row}")
}
