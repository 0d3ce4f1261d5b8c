//! The other exports of X: known, and not lists of posts (formats/x.md, P-V).

use crate::document::{Document, Table};
use crate::import::claim::Claim;
use crate::import::field::{Columns, first_rows};

pub fn claim(document: &Document) -> Option<Claim> {
    document.tables.iter().find_map(by_header)
}

fn by_header(table: &Table) -> Option<Claim> {
    let (number, names) = first_rows(table, 1).into_iter().next()?;
    let columns = Columns::resolve(number, names, &[]);
    columns.named("Video overview").then_some(Claim::Ignore(
        "c’est l’export des vidéos de X, dont le rapport ne se sert pas\u{a0}; prendre Analytics › Content › Export",
    ))
}
