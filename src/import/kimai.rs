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

/// Lists kept by hand have « De », « À » and « Durée » too: what only Kimai has settles it.
fn suits(header: &Header) -> bool {
    header.has_all(&[Column::Date, Column::Start, Column::End, Column::Duration])
        && header.named(&[
            "customer",
            "client",
            "kunde",
            "billable",
            "facturable",
            "tags",
            "mots-cles",
            "schlagworte",
            "user",
            "nom d'utilisateur",
            "benutzer",
            "category",
        ])
        && header.named(&[
            "activity",
            "activite",
            "tatigkeit",
            "project",
            "projet",
            "projekt",
        ])
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
