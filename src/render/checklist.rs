//! `a-verifier.txt`: what the team looks at before the report goes out. It is for the team alone: it names files
//! and lines, and corrects nothing (report-content.md, section 9.4).

use std::fmt::Write;

use crate::model::{Finding, Severity, Value};
use crate::report::{Desk, missing_accounts, said};
use crate::words::number::NBSP;
use crate::words::{date, duration, place, text};

/// Files that could not be read first, then data left out, then data that are doubtful.
const HEADINGS: [(Severity, &str); 3] = [
    (Severity::Error, "Fichiers non lus"),
    (Severity::Warning, "Données laissées de côté"),
    (Severity::Check, "Données comptées, à vérifier"),
];

pub fn render(desk: &Desk) -> String {
    let mut out = format!(
        "Liste de contrôle, {}{NBSP}: {}\nPour l’équipe, à revoir avant diffusion. Ce document ne se diffuse pas.\n",
        date::month(desk.month),
        desk.organisation
    );
    for (severity, heading) in HEADINGS {
        section(&mut out, heading, &findings(desk, severity));
    }
    section(&mut out, "Comptes sans relevé", &missing_accounts(desk));
    section(
        &mut out,
        "Contenus publiés sans temps saisi",
        &untimed(desk),
    );
    section(&mut out, "Temps sans étape", &stepless(desk));
    if !out.contains("[ ]") {
        let _ = write!(out, "\nRien à vérifier ce mois-ci.\n");
    }
    out
}

fn section(out: &mut String, heading: &str, items: &[String]) {
    if items.is_empty() {
        return;
    }
    let _ = write!(out, "\n{heading}\n");
    for item in items {
        let _ = writeln!(out, "[ ] {item}");
    }
}

fn findings(desk: &Desk, severity: Severity) -> Vec<String> {
    let mut told: Vec<&Finding> = desk
        .findings
        .iter()
        .filter(|finding| finding.severity == severity)
        .collect();
    told.sort();
    told.iter()
        .map(|finding| format!("{}{NBSP}: {}", place::of(finding), finding.message))
        .collect()
}

/// Contents whose time the team may have forgotten; nothing when it enters none.
fn untimed(desk: &Desk) -> Vec<String> {
    if !desk.has_time() {
        return Vec::new();
    }
    let contents = desk.figures.contents.iter();
    let untimed = contents.filter(|content| content.spent.is_none());
    untimed
        .map(|content| {
            let title = said::content_title(desk, &content.key);
            let day = date::day(content.published.at.date());
            format!("«{NBSP}{title}{NBSP}», publié le {day}")
        })
        .collect()
}

fn stepless(desk: &Desk) -> Vec<String> {
    let figure = desk.figures.get("IC6");
    match figure.value() {
        Some(Value::Time { spent }) if !spent.is_zero() => {
            let entries = text::count(figure.n, "saisie", "saisies");
            vec![format!("{} en {entries}", duration::detail(*spent))]
        }
        _ => Vec::new(),
    }
}
