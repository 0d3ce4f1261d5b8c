//! How far a report is on its way to its readers (report-content.md, section 9.3).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Desk;
use super::block::{Align, Block, Grid, GridColumn};
use crate::words::number::NBSP;
use crate::words::{date, text};

/// Changes that the method page prints; `changements.txt` has them all.
const SHOWN: usize = 10;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Version {
    /// Not released by the service yet.
    #[default]
    Draft,
    Released,
    Corrected(Correction),
}

/// What a new version changes to the one that it replaces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    /// What was wrong, in the words of the service.
    pub reason: String,
    /// Date of the version that is replaced.
    pub replaces: NaiveDate,
    /// The figures of the month that differ: label, before, now.
    pub changes: Vec<[String; 3]>,
}

/// Said at the foot of every sheet. A small team says in its settings that it read the figures again
/// (section 11.4).
pub(super) fn sentence(desk: &Desk) -> String {
    let day = date::day(desk.today);
    match desk.version {
        Version::Draft if desk.settings.team.reviewed => {
            format!("Version relue par l’équipe, produite le {day}")
        }
        Version::Draft => format!("Version provisoire, produite le {day}, non relue"),
        Version::Released => format!("Version définitive du {day}"),
        Version::Corrected(correction) => {
            format!("Version corrigée le {day}{NBSP}: {}", correction.reason)
        }
    }
}

/// What a corrected version says of the one before, on the method page.
pub(super) fn correction(desk: &Desk) -> Vec<Block> {
    let Version::Corrected(correction) = desk.version else {
        return Vec::new();
    };
    let Correction {
        reason,
        replaces,
        changes,
    } = correction;
    let count = match changes.len() {
        0 => "Aucun chiffre du mois ne change".to_owned(),
        many => format!(
            "{} du mois {}",
            text::count(many as u64, "chiffre", "chiffres"),
            if many < 2 { "change" } else { "changent" }
        ),
    };
    let beyond = if changes.len() > SHOWN {
        format!("{NBSP}; voici les {SHOWN} premiers")
    } else {
        String::new()
    };
    let mut blocks = vec![
        Block::Heading {
            text: "Ce que cette version corrige".to_owned(),
        },
        Block::Paragraph {
            text: format!(
                "Elle remplace la version du {}. Motif{NBSP}: {reason}. {count}{beyond}.",
                date::day(*replaces)
            ),
        },
    ];
    if !changes.is_empty() {
        let column = |title: &str, align, weight| GridColumn {
            title: title.to_owned(),
            align,
            weight,
        };
        blocks.push(Block::Grid(Grid {
            caption: "Chiffres corrigés".to_owned(),
            columns: vec![
                column("Chiffre", Align::Left, 5),
                column("Avant", Align::Right, 3),
                column("Dans cette version", Align::Right, 3),
            ],
            rows: changes.iter().take(SHOWN).map(|row| row.to_vec()).collect(),
        }));
    }
    blocks
}
