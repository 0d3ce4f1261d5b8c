//! What comes from TikTok and is no statistic of the account (formats/tiktok.md).

use crate::document::{Document, Table};
use crate::import::claim::Claim;
use crate::import::field::Columns;

/// Files that must not be taken for statistics.
pub fn refusal(document: &Document) -> Option<Claim> {
    if document.json.as_deref().is_some_and(is_personal_data)
        || document.tables.iter().any(is_personal_list)
    {
        return Some(Claim::Refuse(
            "c’est la copie des données personnelles («\u{a0}Télécharger tes données\u{a0}»), sans les vues, avec des messages privés\u{a0}; prendre sur ordinateur TikTok Studio › Données analytiques › Télécharger les données, et ne pas transmettre cette copie",
        ));
    }
    document.tables.iter().any(is_advertising).then_some(Claim::Refuse(
        "c’est un export du gestionnaire de publicités de TikTok, qui ne compte que les annonces\u{a0}; prendre TikTok Studio › Données analytiques › Télécharger les données",
    ))
}

/// The other sections of the Studio, some with their header only.
pub fn unused(document: &Document) -> Option<Claim> {
    let is_unused = |table: &Table| {
        header(table).is_some_and(|columns| {
            columns.named("Active followers")
                || columns.named("Distribution")
                    && (columns.named("Gender") || columns.named("Top territories"))
        })
    };
    document.tables.iter().any(is_unused).then_some(Claim::Ignore(
        "c’est le détail des abonnés de TikTok (heures, genres, pays), dont le rapport ne se sert pas",
    ))
}

fn header(table: &Table) -> Option<Columns> {
    let (number, names) = table.first_rows(1).iter().next()?;
    Some(Columns::resolve(*number, names, &[]))
}

fn is_advertising(table: &Table) -> bool {
    const GROUPS: [&str; 4] = [
        "Campaign name",
        "Ad group name",
        "Nom de la campagne",
        "Nom du groupe d’annonces",
    ];
    header(table).is_some_and(|columns| {
        let is_group = GROUPS.iter().any(|name| columns.named(name));
        let is_cost = columns.named("Cost") || columns.named("Coût");
        columns.starts("Cost (") || columns.starts("Coût (") || is_group && is_cost
    })
}

/// `user_data_tiktok.json`, in its older and newer shapes.
fn is_personal_data(json: &str) -> bool {
    let has = |key: &str| json.contains(&format!("\"{key}\""));
    has("VideoList")
        || has("Video Browsing History")
        || has("Watch History") && json.contains("tiktok")
}

/// `Posts.txt`, `Watch History.txt`: blocks of « Date: … », « Link: https://www.tiktok… ».
fn is_personal_list(table: &Table) -> bool {
    let rows = table.first_rows(12);
    let starts = |start: &str| {
        rows.iter()
            .any(|(_, cells)| cells.first().is_some_and(|cell| cell.starts_with(start)))
    };
    starts("Date: ") && starts("Link: https://www.tiktok")
}
