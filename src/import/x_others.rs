//! The other exports of X: known, and not lists of posts (formats/x.md, L-D, P-O, P-V).

use crate::document::{Cell, Document, Table};
use crate::import::claim::Claim;
use crate::import::field::{Columns, first_rows, is_column, is_digits};
use crate::import::stamp;

pub fn claim(document: &Document) -> Option<Claim> {
    document.tables.iter().find_map(by_header)
}

fn by_header(table: &Table) -> Option<Claim> {
    let (number, names) = first_rows(table, 1).into_iter().next()?;
    let columns = Columns::resolve(number, names, &[]);
    if columns.named("Tweets published")
        || (columns.width() == 38 && starts_with_days(table, &columns))
    {
        return Some(Claim::Refuse(
            "c’est l’export de X par jour ; il sera lu dans une prochaine version : prendre l’export par post (By Tweet)",
        ));
    }
    let is_overview = columns.named("Unfollows") && columns.named("Create Post");
    if is_overview || (columns.width() == 14 && starts_with_days(table, &columns)) {
        return Some(Claim::Refuse(
            "c’est la vue d’ensemble de X, jour par jour, sans le nom du compte ; elle sera lue dans une prochaine version : prendre Analytics › Content › Export",
        ));
    }
    if columns.named("Video overview") {
        return Some(Claim::Ignore(
            "c’est l’export des vidéos de X, dont le rapport ne se sert pas ; prendre Analytics › Content › Export",
        ));
    }
    None
}

/// A day, then counters that are never empty.
fn starts_with_days(table: &Table, columns: &Columns) -> bool {
    let sample = columns.sample(table);
    let is_day = |cell: &str| {
        cell.starts_with(|first: char| first.is_ascii_alphanumeric())
            && stamp::read(Cell::Text(cell)).is_some()
    };
    is_column(&sample, 0, is_day)
        && (1..4).all(|column| is_column(&sample, column, |cell| is_digits(cell, 1..=12)))
}
