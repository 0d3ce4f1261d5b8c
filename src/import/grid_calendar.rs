//! A month drawn in cells, one column per day of the week: people read it, programs do not
//! (editorial-tables.md §2.4, ED-G).

use crate::document::Table;
use crate::import::field;
use crate::words::fold::fold;

pub const REASON: &str = "c’est un calendrier en grille, une case par jour\u{a0}: rien n’y sépare sûrement deux publications, leur réseau et leur heure\u{202f}; recopier le planning en liste, une ligne par publication, avec au moins les colonnes «\u{a0}Date\u{a0}», «\u{a0}Réseau\u{a0}», «\u{a0}Titre\u{a0}» et «\u{a0}Statut\u{a0}»";

const DAYS: [&[&str]; 7] = [
    &["lundi", "lun", "lun.", "monday", "mon"],
    &["mardi", "mar", "mar.", "tuesday", "tue"],
    &["mercredi", "mer", "mer.", "wednesday", "wed"],
    &["jeudi", "jeu", "jeu.", "thursday", "thu"],
    &["vendredi", "ven", "ven.", "friday", "fri"],
    &["samedi", "sam", "sam.", "saturday", "sat"],
    &["dimanche", "dim", "dim.", "sunday", "sun"],
];

/// Whether one of the first rows names the days of the week, one per cell.
pub fn is(table: &Table) -> bool {
    field::first_rows(table, 12).iter().any(|(_, cells)| {
        let folded: Vec<String> = cells.iter().map(|cell| fold(cell)).collect();
        let named = |names: &&&[&str]| folded.iter().any(|cell| names.contains(&cell.as_str()));
        DAYS.iter().filter(named).count() >= 5
    })
}
