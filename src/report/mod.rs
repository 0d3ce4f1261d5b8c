//! What is said: pages of blocks, in French, from figures looked up by their code.

mod banner;
pub mod block;
pub mod deck;
mod facts;
mod glossary;
mod pages;
pub mod poster;
pub mod said;
mod version;

use chrono::{NaiveDate, NaiveTime};
use serde::Deserialize;

use crate::figures::Figures;
use crate::figures::compare::Comparison;
use crate::import::Accounts;
use crate::model::{Finding, Month, Spent, State};
use crate::words::date;
use block::{Page, Report};

pub use banner::missing_accounts;
pub use facts::{FACTS, fact_codes, line_label};
pub use pages::annex_tables::twin;
pub use version::{Correction, Version};

/// Everything a page may look at.
#[expect(
    clippy::struct_excessive_bools,
    reason = "which tables were given are independent facts"
)]
pub struct Desk<'a> {
    pub month: Month,
    /// Date of production, an input of the run.
    pub today: NaiveDate,
    pub version: &'a Version,
    pub figures: &'a Figures,
    pub comparison: &'a [Comparison],
    pub findings: &'a [Finding],
    pub accounts: &'a Accounts,
    pub settings: &'a crate::figures::Settings,
    pub organisation: &'a str,
    /// The word of the service, 400 characters at most.
    pub word: Option<&'a str>,
    /// What the service proposes, three lines at most.
    pub proposals: &'a [String],
    /// Codes of the sentences of page 2, or sentences of the service; empty to let the month choose.
    pub facts: &'a [String],
    /// What the curves explain, in the order of time.
    pub highlights: &'a [Highlight],
    /// « Document de travail interne ».
    pub diffusion: &'a str,
    /// Whether the annexes follow.
    pub annexes: bool,
    /// The manual run: one export, no configuration.
    pub manual: bool,
    /// What one working day counts for.
    pub working_day: Spent,
    /// When the service is open on a working day.
    pub opening: &'a [(NaiveTime, NaiveTime)],
    /// Working days of the month, and of the month before when it has data.
    pub working_days: (u64, Option<u64>),
    /// Tables that were given at all, whatever the month.
    pub has_hours: bool,
    pub has_contents: bool,
    pub has_approvals: bool,
    pub has_requests: bool,
    pub has_messages: bool,
    /// First month with any data.
    pub is_first_month: bool,
    /// Fingerprint of the inputs.
    pub fingerprint: &'a str,
}

/// Something that happened, told under the curves.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Highlight {
    pub day: NaiveDate,
    pub text: String,
}

/// A page, or `None` when there is nothing to say this month.
pub type PageFn = fn(&Desk) -> Option<Page>;

/// Printed at the top of the document and in its metadata.
pub const TITLE: &str = "Le travail derrière nos réseaux sociaux";

/// In printing order, with the name that the method page gives to a page that could not be printed,
/// and what would have to be entered.
pub const PAGES: &[(PageFn, &str, &str)] = &[
    (pages::cover::page, "", ""),
    (pages::essentials::page, "", ""),
    (
        pages::iceberg::page,
        "Ce qui se voit, ce qui ne se voit pas",
        "saisir le temps de l’équipe, étape par étape, dans la feuille «\u{a0}Temps\u{a0}» du classeur de suivi",
    ),
    (
        pages::content_time::page,
        "Le temps d’un contenu",
        "indiquer la référence du contenu à chaque saisie de temps, et tenir le planning éditorial",
    ),
    (
        pages::anatomy::page,
        "La vie d’une publication",
        "indiquer la référence du contenu à chaque saisie de temps, et dans les feuilles «\u{a0}Validations\u{a0}» et «\u{a0}Demandes\u{a0}»",
    ),
    (
        pages::approvals::page,
        "Les délais du circuit de validation",
        "noter dans la feuille «\u{a0}Validations\u{a0}» quand chaque étape est envoyée et décidée",
    ),
    (
        pages::requests::page,
        "Les demandes reçues",
        "noter dans la feuille «\u{a0}Demandes\u{a0}» le jour où chacune arrive et celui où elle est souhaitée",
    ),
    (
        pages::moderation::page,
        "Modération et réponses",
        "noter chaque message reçu dans la feuille «\u{a0}Messages\u{a0}» du classeur de suivi (reçu le, compte, traité le, suite), et si le temps saisi est hors horaires (oui, non)",
    ),
    (
        pages::load::page,
        "Charge et temps disponible",
        "saisir le temps de l’équipe, et régler la quotité de travail et la part donnée aux réseaux",
    ),
    (
        pages::ecosystem::page,
        "Nos comptes",
        "déclarer dans la configuration les comptes suivis, et la direction qui en a la charge",
    ),
    (pages::charter::page, "", ""),
    (
        pages::results::page,
        "Les résultats du mois",
        "déposer les exports de statistiques des comptes pour ce mois",
    ),
    (
        pages::changes::page,
        "Ce qui a changé",
        "un mois précédent avec des données\u{a0}; les comparaisons commenceront le mois prochain",
    ),
];

/// Says the month.
pub fn report(desk: &Desk) -> Report {
    let mut printed = Vec::new();
    let mut absent = Vec::new();
    for (page, name, needed) in PAGES {
        match page(desk) {
            Some(page) => printed.push(page),
            // The charter has no name: a service that writes no rule misses nothing.
            None if name.is_empty() => {}
            None => absent.push((*name, *needed)),
        }
    }
    printed.push(pages::method::page(desk, &absent));
    if desk.annexes {
        let tables = pages::annex_tables::page(desk, &printed);
        printed.extend(tables);
        printed.push(pages::annex_words::page(desk));
    }
    Report {
        title: TITLE.to_owned(),
        subtitle: format!("{}, {}", desk.organisation, date::month(desk.month)),
        organisation: desk.organisation.to_owned(),
        month: date::month(desk.month),
        version: version::sentence(desk),
        produced_on: desk.today,
        fingerprint: desk.fingerprint.chars().take(8).collect(),
        pages: printed,
    }
}

impl Desk<'_> {
    /// Whether any time was entered in the month.
    pub fn has_time(&self) -> bool {
        self.figures.get("ES1").state != State::NotMeasured
    }

    /// « septembre » or « septembre 2025 » when the year differs from the report's.
    pub fn month_name(&self, month: Month) -> String {
        if month.year() == self.month.year() {
            date::name(month).to_owned()
        } else {
            date::month(month)
        }
    }
}
