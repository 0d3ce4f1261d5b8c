//! Neighbours of the Facebook posts export: known, and not to be taken for it (formats/facebook.md §4, §5, §7).

use crate::document::{Cell, Document, Table};
use crate::import::by_content::{column_where, is_column, is_digits};
use crate::import::claim::Claim;
use crate::import::field::Columns;
use crate::import::stamp;
use crate::words::fold::fold;

pub fn claim(document: &Document) -> Option<Claim> {
    document
        .tables
        .iter()
        .find_map(|table| by_header(table).or_else(|| audience(table)))
}

const VIDEOS: Claim = Claim::Refuse(
    "c’est l’export des vidéos, qui montre les mêmes publications d’un autre côté ; prendre Meta Business Suite › Statistiques › Contenu › Exporter, niveau Publications",
);

fn by_header(table: &Table) -> Option<Claim> {
    table.first_rows(6).iter().find_map(|(number, names)| {
        let columns = Columns::resolve(*number, names, &[]);
        if columns.named("Video asset ID") || are_videos(table, &columns) {
            return Some(VIDEOS);
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
                "c’est un export de l’ancien onglet Statistiques de Facebook, qui n’est lu qu’au niveau de la page ou des publications ; donner celui des publications (Post Level), ou, pour les récentes, prendre Meta Business Suite › Statistiques › Contenu › Exporter",
            ));
        }
        None
    })
}

/// In any language: three ids, of the video, of the video again and of the page, where posts have two; and no link.
fn are_videos(table: &Table, columns: &Columns) -> bool {
    let sample = columns.sample(table);
    let is_time = |cell: &str| cell.contains(':') && stamp::read(Cell::Text(cell)).is_some();
    columns.width() >= 10
        && (0..3).all(|place| is_column(&sample, place, |cell| is_digits(cell, 12..=20)))
        && column_where(&sample, is_time).is_some()
        && column_where(&sample, |cell| cell.starts_with("https://")).is_none()
}

/// The audience: ages, cities, countries, sometimes with the days of a chart that another file gives as well.
fn audience(table: &Table) -> Option<Claim> {
    let starts_with_a_title = table
        .first_rows(1)
        .iter()
        .any(|(_, cells)| cells.iter().filter(|cell| !cell.is_empty()).count() == 1);
    if !starts_with_a_title {
        return None;
    }
    table
        .first_rows(AUDIENCE_WITHIN)
        .iter()
        .any(|(_, cells)| is_audience(cells))
        .then_some(Claim::Ignore(
            "c’est l’export de l’audience (âges, villes), dont le rapport ne se sert pas",
        ))
}

/// A year and more of days may come before the ages.
const AUDIENCE_WITHIN: usize = 2000;

fn is_audience(cells: &[String]) -> bool {
    let filled: Vec<String> = cells
        .iter()
        .filter(|cell| !cell.is_empty())
        .map(|cell| fold(cell))
        .collect();
    let has = |word: &str| filled.iter().any(|cell| cell == word);
    let is_title = filled.len() == 1
        && (has("age & gender")
            || has("top cities")
            || has("top towns/cities")
            || has("top countries"));
    // In any language, the table of ages starts so.
    let is_age = filled.len() == 3 && matches!(filled[0].as_str(), "18-24" | "25-34");
    (has("women") && has("men")) || (has("femmes") && has("hommes")) || is_title || is_age
}
