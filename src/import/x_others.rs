//! The other exports of X: known, and not lists of posts (formats/x.md, P-V).

use crate::document::{Document, Table};
use crate::import::claim::Claim;
use crate::import::field::Columns;

pub fn claim(document: &Document) -> Option<Claim> {
    document.tables.iter().find_map(by_header)
}

fn by_header(table: &Table) -> Option<Claim> {
    let is_title = |(number, names): &(u32, Vec<String>)| {
        Columns::resolve(*number, names, &[]).named("Video overview")
    };
    let is_ours = table.first_rows(1).iter().any(is_title)
        || table
            .first_rows(2)
            .iter()
            .any(|(_, names)| are_durations(names));
    is_ours.then_some(Claim::Ignore(
        "c’est l’export des vidéos de X, dont le rapport ne se sert pas\u{a0}; prendre Analytics › Content › Export",
    ))
}

/// In any language: six columns, two of them in thousandths of a second.
fn are_durations(names: &[String]) -> bool {
    names.len() == 6 && names.iter().filter(|name| name.ends_with("(ms)")).count() == 2
}
