//! Neighbours of the Facebook posts export: known, and not to be taken for it (formats/facebook.md §4, §5, §7).

use crate::document::{Document, Table};
use crate::import::claim::Claim;
use crate::import::field::{Columns, first_rows};
use crate::words::fold::fold;

pub fn claim(document: &Document) -> Option<Claim> {
    document
        .tables
        .iter()
        .find_map(|table| by_header(table).or_else(|| chart(table)))
}

fn by_header(table: &Table) -> Option<Claim> {
    first_rows(table, 6).into_iter().find_map(|(number, names)| {
        let columns = Columns::resolve(number, names, &[]);
        if columns.named("Video asset ID") {
            return Some(Claim::Refuse(
                "c’est l’export des vidéos, qui montre les mêmes publications d’un autre côté ; prendre Meta Business Suite › Statistiques › Contenu › Exporter, niveau Publications",
            ));
        }
        let is_advertising = columns.starts("Amount spent") || columns.starts("Montant dépensé");
        if is_advertising || (columns.named("Reporting starts") || columns.named("Début des rapports")) {
            return Some(Claim::Refuse(
                "c’est un export du gestionnaire de publicités, qui ne compte que les annonces ; prendre Meta Business Suite › Statistiques › Contenu › Exporter, niveau Publications",
            ));
        }
        let is_old_posts = columns.named("Post Message") && columns.starts("Lifetime ");
        let is_old_days = columns.named("Date") && (columns.named("Lifetime Total Likes") || columns.starts("Daily "));
        let has_api_names = columns.starts("post_impressions") || columns.starts("page_fan");
        if is_old_posts || is_old_days || has_api_names || columns.starts("Lifetime Total Video Views") {
            return Some(Claim::Refuse(
                "c’est un export de l’ancien onglet Statistiques de Facebook ; il sera lu dans une prochaine version : pour les publications récentes, prendre Meta Business Suite › Statistiques › Contenu › Exporter",
            ));
        }
        None
    })
}

/// One chart of Meta Business Suite: a title alone, then a date and one number a day.
fn chart(table: &Table) -> Option<Claim> {
    let rows: Vec<Vec<String>> = first_rows(table, 8)
        .into_iter()
        .map(|(_, cells)| filled(cells))
        .collect();
    let words = |row: &Vec<String>| row.iter().map(|cell| fold(cell)).collect::<Vec<_>>();
    let is_audience = rows.iter().map(words).any(|row| {
        let has = |word: &str| row.iter().any(|cell| cell == word);
        (has("women") && has("men"))
            || (has("femmes") && has("hommes"))
            || (row.len() == 1 && has("age & gender"))
    });
    if is_audience {
        return Some(Claim::Ignore(
            "c’est l’export de l’audience (âges, villes), dont le rapport ne se sert pas",
        ));
    }
    let [title, header, first, ..] = &rows[..] else {
        return None;
    };
    let is_days = title.len() == 1 && header.len() == 2 && first.len() == 2 && is_stamp(&first[0]);
    is_days.then_some(Claim::Refuse(
        "c’est le graphique d’une seule mesure, jour par jour, sans le nom du compte ; il sera lu dans une prochaine version : prendre Meta Business Suite › Statistiques › Contenu › Exporter, niveau Publications",
    ))
}

fn filled(mut cells: Vec<String>) -> Vec<String> {
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    cells
}

/// `2025-08-01T00:00:00`; the hour flips with US daylight saving.
fn is_stamp(text: &str) -> bool {
    text.len() == 19 && text.get(10..11) == Some("T") && text.get(13..) == Some(":00:00")
}
