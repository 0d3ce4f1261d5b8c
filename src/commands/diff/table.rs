//! The differences as a plain table.

use std::fmt::Write;

use super::figures::{Change, Differences};
use crate::model::Month;
use crate::words::number::NBSP;
use crate::words::{date, text};

/// Longest label, in characters: two values still fit beside it.
const LABEL: usize = 52;
const VALUE: usize = 32;

/// One line per figure: code, label, before, after.
pub fn table(month: Month, heads: &[String; 2], differences: &Differences) -> String {
    let mut rows = vec![[
        "Code".to_owned(),
        "Chiffre".to_owned(),
        text::capitalised(&heads[0]),
        text::capitalised(&heads[1]),
    ]];
    rows.extend(differences.changes.iter().map(|change| {
        let [before, after] = change.said();
        [
            change.code.clone(),
            text::shortened(&label(change, month), LABEL),
            text::shortened(&before, VALUE),
            text::shortened(&after, VALUE),
        ]
    }));
    let mut widths = [0; 4];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut out = String::new();
    for row in &rows {
        let mut line = String::new();
        for (width, cell) in widths.iter().zip(row) {
            let _ = write!(line, "{cell:width$}  ");
        }
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out
}

/// « Temps passé : médiane (septembre 2026) ».
pub fn label(change: &Change, month: Month) -> String {
    let mut said = change.label.clone();
    if !change.object.is_empty() && !said.contains(&change.object) {
        let _ = write!(said, ", {}", change.object);
    }
    match change.month.parse::<Month>() {
        Ok(of) if of != month => {
            let _ = write!(said, " ({})", date::month(of));
        }
        _ => {}
    }
    said
}

/// « 3 chiffres changent, 240 sont les mêmes ».
pub fn count(differences: &Differences) -> String {
    let changed = differences.changes.len() as u64;
    if changed == 0 {
        return "aucun chiffre ne change".to_owned();
    }
    format!(
        "{} {}, {}{NBSP}{}",
        text::count(changed, "chiffre", "chiffres"),
        if changed < 2 { "change" } else { "changent" },
        differences.same,
        if differences.same < 2 {
            "est le même"
        } else {
            "sont les mêmes"
        }
    )
}
