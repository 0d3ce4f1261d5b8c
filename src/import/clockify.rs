//! Clockify: the detailed report, in all its layouts, and the grouped one (timesheets.md §2).

use crate::document::Document;
use crate::import::tracker_columns::{Column, Header, Names};
use crate::import::tracker_table::{self, Manner};
use crate::import::{About, Claim, Format, Group, Settings, notes};
use crate::model::{Batch, Finding};

pub struct Clockify;

/// A workspace may rename `Task`; French labels come from one integration made for French exports.
const NAMES: Names = &[
    (Column::Date, &["start date", "date de debut", "date"]),
    (Column::Start, &["start time", "heure de debut"]),
    (Column::EndDate, &["end date", "date de fin"]),
    (Column::End, &["end time", "heure de fin"]),
    (
        Column::Duration,
        &["duration (h)", "duree (h)", "time (h)", "temps (h)"],
    ),
    (
        Column::Decimal,
        &[
            "duration (decimal)",
            "duree (decimal)",
            "duree (decimale)",
            "time (decimal)",
            "temps (decimal)",
        ],
    ),
    (Column::Person, &["user", "utilisateur"]),
    (Column::Login, &["email", "e-mail", "courriel"]),
    (Column::Activity, &["task", "activity", "tache", "activite"]),
    (Column::Tags, &["tags", "tag", "etiquettes", "mots-cles"]),
    (Column::Project, &["project", "projet"]),
    (Column::Description, &["description"]),
    (Column::Type, &["type"]),
    (Column::Created, &["date of creation", "date de creation"]),
];

const MANNER: Manner = Manner {
    tool: "clockify",
    is_decimal_exact: false,
    is_typed: false,
};

fn has_length(header: &Header) -> bool {
    header.has(Column::Duration) || header.has(Column::Decimal)
}

fn is_detailed(header: &Header) -> bool {
    header.named(&["start date", "date de debut"])
        && has_length(header)
        && !header.named(&["duration", "duree"])
}

/// `Date, Project, Client, Description, Time (h), Time (decimal)`: a shared report, grouped.
fn is_grouped(header: &Header) -> bool {
    header.named(&["date"])
        && header.named(&["time (h)", "time (decimal)"])
        && header.has_all(&[Column::Project, Column::Description])
}

fn suits(header: &Header) -> bool {
    is_detailed(header) || is_grouped(header)
}

impl Format for Clockify {
    fn name(&self) -> &'static str {
        "clockify"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "Clockify",
            menus: "Rapports › Détaillé › Exporter › Enregistrer au format CSV ou Excel",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        if Header::find(document, NAMES, suits).is_some() {
            return Claim::Yes;
        }
        neighbour(document).map_or(Claim::No, Claim::Refuse)
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        let Some((table, header)) = Header::find(document, NAMES, suits) else {
            return batch;
        };
        let manner = Manner {
            is_typed: is_grouped(&header),
            ..MANNER
        };
        let mut batch = tracker_table::read(document, (table, &header), manner, settings, batch);
        if is_grouped(&header) {
            let message = "c’est un rapport Clockify groupé, sans personne ni heure : les durées sont comptées comme déclarées ; pour le détail, prendre Reports › Detailed › Export › CSV";
            batch.findings.push(Finding::warning(
                "grouped-report",
                &document.name,
                notes::typeset(message),
            ));
        }
        batch
    }
}

/// Reports that sum entries up: a total is tied to nothing.
fn neighbour(document: &Document) -> Option<&'static str> {
    const ANY: fn(&Header) -> bool = |header| {
        let is_sum = header.named(&["time (h)", "time (decimal)"]);
        is_sum || is_weekly(header)
    };
    let (_, header) = Header::find(document, NAMES, ANY)?;
    Some(if is_weekly(&header) {
        "c’est le rapport hebdomadaire de Clockify, dont les jours n’ont pas d’année\u{202f}; prendre Reports › Detailed › Export › CSV, ou garder le nom d’origine du fichier, qui dit l’année"
    } else {
        "c’est un récapitulatif de Clockify, qui ne donne que des totaux\u{202f}; prendre Reports › Detailed › Export › CSV"
    })
}

/// A project or a person in front, days in columns, a total behind.
fn is_weekly(header: &Header) -> bool {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let first = header.name(0);
    let days = header
        .names()
        .iter()
        .filter(|name| DAYS.iter().any(|day| name.starts_with(day)))
        .count();
    matches!(
        first,
        "project" | "projet" | "user" | "utilisateur" | "group" | "client"
    ) && days >= 5
        && header.names().iter().any(|name| name.starts_with("total"))
}
