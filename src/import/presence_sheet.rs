//! Sheets of presence: when somebody came and left, which is no time per task (timesheets.md §8.1, shape P).

use crate::document::Document;
use crate::words::fold::fold;

pub const REFUSAL: &str = "c’est un relevé de présence, avec des arrivées et des départs\u{a0}: il dit quand une personne était là, et non à quoi le temps est passé\u{202f}; Estran ne le lit pas\u{a0}: tenir une feuille de temps par tâche";

/// A header with an arrival and a departure, and no task.
pub fn is_one(document: &Document) -> bool {
    document.tables.iter().any(|table| {
        table.first_rows(12).iter().any(|(_, cells)| {
            let names: Vec<String> = cells.iter().map(|cell| fold(cell)).collect();
            let any = |starts: &[&str]| {
                names
                    .iter()
                    .any(|name| starts.iter().any(|start| name.starts_with(start)))
            };
            any(&[
                "arrivee",
                "heure d'arrivee",
                "heure arrivee",
                "badgeage",
                "pointage",
            ]) && any(&[
                "depart",
                "heure de depart",
                "heure depart",
                "heures travaillees",
                "ecart",
            ]) && !any(&["tache", "activite", "projet", "etape", "mission"])
        })
    })
}
