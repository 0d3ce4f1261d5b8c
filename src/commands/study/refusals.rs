//! What keeps a report from being made, and what of the settings the files do not know.

use std::sync::Arc;

use anyhow::bail;

use crate::commands::screen;
use crate::config::Config;
use crate::figures::Figures;
use crate::ledger::Ledger;
use crate::model::{Finding, FoundAccount, Month, Severity};
use crate::words::{date, text};

/// A month outside the data has no report: the months that have some are named.
pub(super) fn refuse_a_month_without_data(ledger: &Ledger, month: Month) -> anyhow::Result<()> {
    let Some((first, last)) = ledger.months() else {
        let files = screen::findings(&ledger.findings);
        let reason = files
            .lines()
            .next()
            .map_or_else(String::new, |line| format!(" ({line})"));
        bail!(
            "aucune donnée n’a pu être lue{reason} ; « estran inspect » dit pourquoi, fichier par fichier"
        );
    };
    if !ledger.covers(month) {
        bail!(
            "aucune donnée pour {} ; les fichiers lus vont {} à {} : choisir un mois avec --month, ou déposer les exports qui manquent",
            date::month(month),
            date::of_month(first),
            date::month(last)
        );
    }
    Ok(())
}

/// A report follows at least one account (report-content.md, CO2). Those of the files are named.
pub(super) fn refuse_without_accounts(
    config: &Config,
    month: Month,
    ledger: &Ledger,
) -> anyhow::Result<()> {
    let (first, last) = (month.first_day(), month.last_day());
    if config
        .import
        .accounts
        .0
        .iter()
        .any(|account| account.is_open_between(first, last))
    {
        return Ok(());
    }
    let found: Vec<String> = ledger.accounts.iter().map(said).collect();
    let found = if found.is_empty() {
        String::new()
    } else {
        format!(" ; les fichiers parlent de {}", text::list(&found))
    };
    bail!(
        "aucun compte ouvert en {} n’est déclaré ; ajouter un bloc [[accounts]] par compte suivi dans la configuration{found}",
        date::month(month)
    );
}

/// « Mairie » (Facebook, identifiant « 1234 »).
fn said(account: &FoundAccount) -> String {
    let name = account.name.as_deref().unwrap_or(&account.account);
    format!(
        "« {name} » ({}, identifiant « {} »)",
        account.network, account.account
    )
}

/// Accounts that the files hold and that the configuration does not.
pub(super) fn unknown_accounts(ledger: &Ledger) -> Vec<Finding> {
    let file: Arc<str> = Arc::from("config.toml");
    let unknown = ledger.accounts.iter().filter(|account| !account.known);
    unknown
        .map(|account| {
            let message = format!(
                "le compte {} n’est dans aucun bloc [[accounts]] : ses publications ne sont pas comptées ; l’y ajouter s’il est suivi par le service, sinon il n’y a rien à faire",
                said(account)
            );
            Finding::new(Severity::Check, "unknown-account", &file, message)
        })
        .collect()
}

/// A content chosen for its life that the month did not publish: another one is drawn.
pub(super) fn unknown_anatomy(config: &Config, figures: &Figures) -> Option<Finding> {
    let month = figures.month;
    let chosen = config.figures.of_month(month).anatomy?;
    if figures.contents.iter().any(|content| content.key == chosen) {
        return None;
    }
    let file: Arc<str> = Arc::from("config.toml");
    let message = format!(
        "« anatomy » {} : aucun contenu publié ce mois-là n’a la référence « {chosen} » ; le rapport dessine la vie du contenu médian ; donner la référence d’un contenu publié dans le mois, ou ôter la ligne",
        date::of_month(month)
    );
    Some(Finding::new(
        Severity::Check,
        "unknown-anatomy",
        &file,
        message,
    ))
}
