//! Kimai: the export in English, or a template in French or in German (timesheets.md §3).

use crate::document::Document;
use crate::import::tracker_columns::{Column, Header, Names};
use crate::import::tracker_table::{self, Manner};
use crate::import::{About, Claim, Format, Group, Settings};
use crate::model::Batch;

pub struct Kimai;

/// `Compte` is the accounting number of the customer here, never a social account, and `Type` is
/// always `timesheet`. A template may hold up to three columns `Durée`.
const NAMES: Names = &[
    (Column::Id, &["id", "identifiant"]),
    (Column::Date, &["date", "datum"]),
    (Column::Start, &["from", "de", "von"]),
    (Column::End, &["to", "a", "bis"]),
    (Column::Duration, &["duration", "duree", "dauer"]),
    (Column::Break, &["break", "pause"]),
    (Column::Person, &["name", "nom"]),
    (
        Column::Login,
        &[
            "user",
            "nom d'utilisateur",
            "benutzer",
            "e-mail",
            "courriel",
        ],
    ),
    (Column::Activity, &["activity", "activite", "tatigkeit"]),
    (Column::Tags, &["tags", "mots-cles", "schlagworte"]),
    (Column::Project, &["project", "projet", "projekt"]),
    (Column::Description, &["description", "beschreibung"]),
    (Column::Type, &["category", "categorie"]),
];

const MANNER: Manner = Manner {
    tool: "kimai",
    is_decimal_exact: false,
    is_typed: false,
};

const CUSTOMER: &[&str] = &["customer", "client", "kunde"];
const OTHERS: &[&str] = &[
    "billable",
    "facturable",
    "tags",
    "mots-cles",
    "schlagworte",
    "user",
    "nom d'utilisateur",
    "benutzer",
    "category",
];

/// Lists kept by hand have « De », « À » and « Durée » too: what only Kimai has settles it. A template may leave
/// the times out.
fn suits(header: &Header) -> bool {
    let is_timed = header.has_all(&[Column::Start, Column::End])
        && (header.named(CUSTOMER) || header.named(OTHERS))
        && (header.has(Column::Activity) || header.has(Column::Project));
    let is_whole = header.named(CUSTOMER) && header.has_all(&[Column::Activity, Column::Project]);
    header.has_all(&[Column::Date, Column::Duration]) && (is_timed || is_whole)
}

/// A date, a customer, a project, an activity and a duration may be those of a list kept by hand.
fn is_sure(header: &Header) -> bool {
    suits(header) && (header.named(OTHERS) || header.has_all(&[Column::Start, Column::End]))
}

impl Format for Kimai {
    fn name(&self) -> &'static str {
        "kimai"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "Kimai",
            menus: "Toutes les heures › Exporter › CSV ou Excel",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        let finds = |suits| Header::find(document, NAMES, suits).is_some();
        if finds(is_sure) {
            Claim::Yes
        } else if finds(suits) {
            Claim::Likely
        } else {
            Claim::No
        }
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        let Some((table, header)) = Header::find(document, NAMES, suits) else {
            return batch;
        };
        tracker_table::read(document, (table, &header), MANNER, settings, batch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_kept_by_hand_is_only_likely() {
        let claim = |header: &str| {
            let text = format!("{header}\n13/09/2026;A;P;Veille;1:00;;\n");
            let document = Document::open("temps.csv", text.into_bytes()).unwrap();
            Kimai.claims(&document)
        };
        let bare = "Date;Client;Projet;Activité;Durée";
        assert_eq!(claim(&format!("{bare};;")), Claim::Likely);
        assert_eq!(claim(&format!("{bare};De;À")), Claim::Yes);
        assert_eq!(claim(&format!("{bare};Facturable;")), Claim::Yes);
        assert_eq!(claim("Date;Client;Durée;;;;"), Claim::No);
    }
}
