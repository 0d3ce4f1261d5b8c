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

/// Lists kept by hand have « De », « À » and « Durée » too: what only Kimai has settles it. A template may leave
/// the times out.
fn suits(header: &Header) -> bool {
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
    let is_timed = header.has_all(&[Column::Start, Column::End])
        && (header.named(CUSTOMER) || header.named(OTHERS))
        && (header.has(Column::Activity) || header.has(Column::Project));
    let is_whole = header.named(CUSTOMER) && header.has_all(&[Column::Activity, Column::Project]);
    header.has_all(&[Column::Date, Column::Duration]) && (is_timed || is_whole)
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
        match Header::find(document, NAMES, suits) {
            Some(_) => Claim::Yes,
            None => Claim::No,
        }
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        let Some((table, header)) = Header::find(document, NAMES, suits) else {
            return batch;
        };
        tracker_table::read(document, (table, &header), MANNER, settings, batch)
    }
}
