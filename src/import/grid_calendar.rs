//! A month drawn in cells, one column per day of the week: people read it, programs do not
//! (editorial-tables.md §2.4, ED-G).

use std::collections::BTreeSet;

use crate::document::Table;
use crate::import::weekday;

pub const REASON: &str = "c’est un calendrier en grille, une case par jour\u{a0}: rien n’y sépare sûrement deux publications, leur réseau et leur heure\u{202f}; recopier le planning en liste, une ligne par publication, avec au moins les colonnes «\u{a0}Date\u{a0}», «\u{a0}Réseau\u{a0}», «\u{a0}Titre\u{a0}» et «\u{a0}Statut\u{a0}»";

/// Whether one of the first rows names the days of the week, one per cell.
pub fn is(table: &Table) -> bool {
    table.first_rows(12).iter().any(|(_, cells)| {
        let named = cells.iter().filter_map(|cell| weekday::named(cell));
        let days: BTreeSet<u32> = named.map(|day| day.num_days_from_monday()).collect();
        days.len() >= 5
    })
}
