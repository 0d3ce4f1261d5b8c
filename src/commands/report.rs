//! One month in, one draft out: the order of the house on one screen.

use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use chrono::NaiveDate;

use crate::commands::{Verdict, inbox, look, screen, shelf, today};
use crate::config::Config;
use crate::figures::compare::compare;
use crate::figures::{Figures, HISTORY, figures};
use crate::import;
use crate::ledger::{self, Ledger};
use crate::model::{Finding, FoundAccount, Month, Severity};
use crate::relate::relate;
use crate::render::{Edition, Output, REPORT};
use crate::report::block::Report;
use crate::report::{Desk, report};
use crate::words::{date, number::NBSP, text};

/// Files about a month, the previous one unless said otherwise, from the inbox of the configuration.
pub fn run(
    config: &Config,
    month: Option<Month>,
    date: Option<NaiveDate>,
    outputs: &'static [Output],
) -> anyhow::Result<Verdict> {
    let today = today(date, config.import.zone);
    let month = month.unwrap_or_else(|| Month::of(today).previous());
    let folder = config.folders.reports.join(month.to_string());
    put(&folder, &compose(config, month, today, outputs)?)
}

/// The report of a month and the files asked for, before they are put anywhere.
pub fn compose(
    config: &Config,
    month: Month,
    today: NaiveDate,
    outputs: &'static [Output],
) -> anyhow::Result<Made> {
    let mut ledger = gather(config, Some(month))?;
    refuse_without_accounts(config, month, &ledger)?;
    let unknown = unknown_accounts(&ledger);
    ledger.findings.extend(unknown);
    make(
        &Order {
            config,
            month,
            today,
            manual: false,
            outputs,
        },
        ledger,
    )
}

/// Every record of the inbox; events that repeat without end are followed until the end of the month, if one is given.
pub(super) fn gather(config: &Config, until: Option<Month>) -> anyhow::Result<Ledger> {
    let entries = inbox::list(&config.folders.inbox)?;
    let settings = import::Settings {
        until: until.map(Month::last_day),
        ..config.import.clone()
    };
    Ok(ledger::gather(inbox::read(&entries, &settings))?)
}

/// What is to be made.
pub(super) struct Order<'a> {
    pub config: &'a Config,
    pub month: Month,
    pub today: NaiveDate,
    /// One export without a configuration: the report says what it cannot tell.
    pub manual: bool,
    pub outputs: &'static [Output],
}

/// A report, its files by name, and what is told of its data.
pub struct Made {
    pub month: Month,
    pub report: Report,
    pub files: Vec<(&'static str, Vec<u8>)>,
    outputs: &'static [Output],
    /// About this month.
    pub findings: Vec<Finding>,
    /// How many are about other months.
    elsewhere: usize,
}

/// From the records to the files.
pub(super) fn make(order: &Order, ledger: Ledger) -> anyhow::Result<Made> {
    let Order {
        config,
        month,
        today,
        manual,
        outputs,
    } = order;
    refuse_a_month_without_data(&ledger, *month)?;
    let is_first_month = ledger.months().is_some_and(|(first, _)| first == *month);
    let linked = relate(ledger, &config.relate)?;
    let figures = figures(
        &linked,
        *month,
        &config.calendar,
        &config.import.accounts,
        &config.figures,
    )?;
    let notes = config.notes(*month);
    let mut concerned: Vec<Finding> = linked
        .findings
        .iter()
        .filter(|finding| finding.concerns(*month))
        .cloned()
        .collect();
    let others = linked.findings.len() - concerned.len();
    concerned.extend(unknown_anatomy(config, &figures));
    let desk = Desk {
        month: *month,
        today: *today,
        figures: &figures,
        comparison: &compare(&figures, &config.calendar, &config.figures),
        findings: &concerned,
        accounts: &config.import.accounts,
        settings: &config.figures,
        organisation: &config.organisation.name,
        word: notes.word.as_deref(),
        proposals: &notes.proposals,
        facts: &notes.facts,
        highlights: &config.highlights(month.minus(HISTORY), *month),
        diffusion: &config.diffusion,
        annexes: config.annexes,
        manual: *manual,
        working_day: config.calendar.working_day(),
        opening: config.calendar.opening(),
        working_days: working_days(config, &figures),
        has_hours: linked.hours.is_some(),
        has_contents: linked.plans.is_some(),
        has_approvals: linked.approvals.is_some(),
        has_requests: linked.requests.is_some(),
        has_messages: linked.messages.is_some(),
        is_first_month,
        fingerprint: &linked.fingerprint,
    };
    let report = report(&desk);
    let edition = Edition {
        desk: &desk,
        report: &report,
        theme: &look::theme(&config.look)?,
        attach_figures: config.attach_figures,
    };
    let bar = screen::progress(outputs.len(), "mise en pages");
    let mut files = Vec::with_capacity(outputs.len());
    for output in *outputs {
        files.push((output.file, (output.render)(&edition)?));
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok(Made {
        month: *month,
        report,
        files,
        outputs,
        elsewhere: others,
        findings: concerned,
    })
}

/// Puts the files on the shelf and says what was seen.
pub(super) fn put(folder: &Path, made: &Made) -> anyhow::Result<Verdict> {
    shelf::write(folder, &made.files)?;
    screen::remark(&screen::findings(&made.findings));
    screen::remark(&elsewhere(made.elsewhere));
    screen::say(&last_line(folder, made))?;
    Ok(Verdict::of(&made.findings))
}

/// A month outside the data has no report: the months that have some are named.
fn refuse_a_month_without_data(ledger: &Ledger, month: Month) -> anyhow::Result<()> {
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
fn refuse_without_accounts(config: &Config, month: Month, ledger: &Ledger) -> anyhow::Result<()> {
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
fn unknown_accounts(ledger: &Ledger) -> Vec<Finding> {
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
fn unknown_anatomy(config: &Config, figures: &Figures) -> Option<Finding> {
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

/// Where the files are, and what to look at in a report.
fn last_line(folder: &Path, made: &Made) -> String {
    let written = made.outputs.iter().filter_map(|output| {
        let place = folder.join(output.file);
        Some(format!("{}{NBSP}: {}", output.said?, place.display()))
    });
    let written = written.collect::<Vec<_>>().join(" ; ");
    let is_read = |output: &Output| output.file == REPORT[0].file;
    if !made.outputs.iter().any(is_read) {
        return format!("{written}\n");
    }
    let grave = made
        .findings
        .iter()
        .filter(|finding| finding.severity > Severity::Info)
        .count();
    let look = match grave {
        0 => "lire d’abord la page 2".to_owned(),
        _ => format!(
            "lire d’abord la page 2, puis la page de méthode{NBSP}: {}",
            text::count(
                grave as u64,
                "remarque sur les données",
                "remarques sur les données"
            )
        ),
    };
    format!("{written} ; {look}\n")
}

fn working_days(config: &Config, figures: &Figures) -> (u64, Option<u64>) {
    let calendar = &config.calendar;
    let count = |month: Month| calendar.working_days(month.first_day(), month.last_day()) as u64;
    let previous = figures.month.previous();
    let is_known = figures.history.contains_key(&previous);
    (count(figures.month), is_known.then(|| count(previous)))
}

/// What is odd in other months was told in their time.
fn elsewhere(count: usize) -> String {
    if count == 0 {
        return String::new();
    }
    let remarks = text::count(count as u64, "autre remarque", "autres remarques");
    format!("{remarks} sur d’autres mois ; « estran inspect » les donne toutes\n")
}
