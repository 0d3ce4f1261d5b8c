//! What a month must be to become definitive.

use std::path::Path;

use anyhow::bail;
use chrono::NaiveDate;

use super::Order;
use crate::commands::diff::{self, table};
use crate::commands::journal::Journal;
use crate::commands::study::Study;
use crate::commands::versions::Released;
use crate::config::Config;
use crate::words::date;
use crate::words::number::{NBSP, THIN};

/// A month is definitive when it is over and its late entries are in; in a small team, when the team agreed.
pub(super) fn refuse_too_early(
    config: &Config,
    order: &Order,
    today: NaiveDate,
) -> anyhow::Result<()> {
    let month = order.month;
    if today <= month.last_day() {
        bail!(
            "{} n’est pas terminé{THIN}; il pourra être publié à partir du {}",
            date::month(month),
            date::day(
                config
                    .release
                    .entries_until(month)
                    .succ_opt()
                    .unwrap_or(today)
            )
        );
    }
    let until = config.release.entries_until(month);
    if today <= until && !order.yes {
        bail!(
            "des saisies {} sont encore attendues jusqu’au {} («{NBSP}grace_days{NBSP}» dans [release]){THIN}; attendre, ou ajouter --yes si tout est saisi",
            date::of_month(month),
            date::day(until)
        );
    }
    let team = &config.figures.team;
    if team.is_small() && !team.reviewed {
        bail!(
            "une équipe de moins de trois personnes relit ses chiffres et donne son accord avant leur diffusion{THIN}; mettre «{NBSP}reviewed = true{NBSP}» dans [team] quand c’est fait"
        );
    }
    Ok(())
}

/// What is released is what the team looked at.
pub(super) fn refuse_unread_draft(
    folder: &Path,
    study: &Study,
    order: &Order,
) -> anyhow::Result<()> {
    if order.yes {
        return Ok(());
    }
    let month = order.month;
    let Some(draft) = Journal::read(folder) else {
        bail!(
            "aucune version provisoire {} n’a été faite ici{THIN}; la faire avec «{NBSP}estran report --month {month}{NBSP}», la relire avec a-verifier.txt, puis relancer{THIN}; --yes publie sans relecture",
            date::of_month(month)
        );
    };
    let differences = diff::of_folder(folder)?.compared_with(&diff::of_study(study)?);
    if differences.changes.is_empty() {
        return Ok(());
    }
    bail!(
        "les fichiers ou les réglages ont changé depuis la version provisoire du {}{NBSP}: {}{THIN}; la refaire avec «{NBSP}estran report --month {month}{NBSP}» et la relire, puis relancer{THIN}; --yes publie sans relecture",
        date::day(draft.date),
        table::count(&differences)
    );
}

pub(super) fn refuse_clock_gone_back(last: &Released, today: NaiveDate) -> anyhow::Result<()> {
    match &last.journal {
        Some(journal) if today < journal.date => bail!(
            "nous serions le {}, avant {}{THIN}; vérifier l’horloge de la machine, ou le jour donné avec --date",
            date::day(today),
            last.said()
        ),
        _ => Ok(()),
    }
}
