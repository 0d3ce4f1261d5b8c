//! The other exports of LinkedIn: known, and not the content of a page (formats/linkedin.md §3 to §5).

use crate::document::{Cell, Document, Table};
use crate::import::by_content::{is_column, is_link};
use crate::import::claim::Claim;
use crate::import::field::Columns;
use crate::import::{number, stamp};
use crate::words::fold::fold;

pub fn claim(document: &Document) -> Option<Claim> {
    if is_personal(document) {
        return Some(Claim::Refuse(
            "c’est l’export d’un profil personnel, qui ne doit pas être mêlé au compte de l’organisme ; prendre celui de la page : Statistiques › Contenu › Exporter",
        ));
    }
    document.tables.iter().find_map(by_header)
}

fn by_header(table: &Table) -> Option<Claim> {
    table.first_rows(4).iter().find_map(|(number, names)| {
        let columns = Columns::resolve(*number, names, &[]);
        if columns.named("Total page views (total)") || columns.named("Overview page views (total)") || are_visitors(table, &columns) {
            return Some(Claim::Ignore("c’est l’export des visiteurs de la page, dont le rapport ne se sert pas ; prendre Statistiques › Contenu › Exporter"));
        }
        None
    })
}

/// In any language: a day and twenty-four counts.
fn are_visitors(table: &Table, columns: &Columns) -> bool {
    let sample = columns.sample(table);
    columns.width() == 25
        && is_column(&sample, 0, |cell| stamp::read(Cell::Text(cell)).is_some())
        && (1..25).all(|column| {
            is_column(&sample, column, |cell| {
                matches!(number::count(Cell::Text(cell)), Ok(Some(_)))
            })
        })
}

/// Five or six sheets, whatever their language; the first gives its period as `8/7/2023 - 8/5/2024` in B1 (§8).
/// Or its third sheet alone: two rankings side by side, each with its links.
fn is_personal(document: &Document) -> bool {
    let Some(first) = document.tables.first() else {
        return false;
    };
    let is_discovery = first
        .title
        .as_deref()
        .is_some_and(|title| matches!(fold(title).as_str(), "discovery" | "decouverte"));
    let has_period = first
        .first_rows(1)
        .first()
        .and_then(|(_, cells)| cells.get(1))
        .is_some_and(|cell| is_period(cell));
    is_discovery
        || (has_period && document.tables.len() >= 4)
        || document.tables.iter().any(are_rankings)
}

fn is_period(cell: &str) -> bool {
    cell.split_once(" - ")
        .or_else(|| cell.split_once(" – "))
        .is_some_and(|(from, to)| {
            [from, to]
                .iter()
                .all(|day| stamp::read(Cell::Text(day)).is_some())
        })
}

fn are_rankings(table: &Table) -> bool {
    table.first_rows(5).iter().any(|(number, names)| {
        let links = names.iter().filter(|cell| is_link(cell, "linkedin.com"));
        let are_posts_of_hashtags = names.first().is_some_and(|name| name.starts_with('#'));
        (links.count() >= 2 && !are_posts_of_hashtags)
            || Columns::resolve(*number, names, &[]).times("Post URL") == 2
    })
}
