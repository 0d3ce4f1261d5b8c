//! The circuit that the columns of a planning describe: one step, or approvers to be ticked
//! (editorial-tables.md §2.2, §7.1).

use std::collections::BTreeSet;

use crate::document::Cell;
use crate::import::column_names::Field;
use crate::import::desk::{Desk, NO_DAY};
use crate::import::moment::{self, Writing};
use crate::import::notes::Notes;
use crate::import::sheet::{Line, Sheet};
use crate::import::{approvals_sheet, role, words_of};
use crate::model::{Approval, Decision, Moment};
use crate::words::fold::fold;

/// The steps of a row.
pub fn read(
    sheet: &Sheet,
    line: &Line,
    writing: Writing,
    reference: &str,
    notes: &mut Notes,
) -> Vec<Approval> {
    let mut steps: Vec<Approval> = one_step(sheet, line, writing, reference, notes)
        .into_iter()
        .collect();
    if sheet.is_without_references() {
        let columns = sheet.columns.approvers().into_iter();
        steps.extend(columns.zip(1..).filter_map(|((role, place), order)| {
            let (decided, decision) = ticked_by(line.cell(place), writing, line.number, notes)?;
            Some(Approval {
                reference: reference.to_owned(),
                order: Some(order),
                role: Some(role),
                submitted: None,
                decided,
                decision,
                is_from_plan: true,
                as_of: NO_DAY,
                row: line.number,
            })
        }));
    }
    steps
}

/// A column that bears the name of an approver: a date, a tick, a word of decision, or the initials of
/// who decided, which stay outside.
fn ticked_by(
    cell: Cell,
    writing: Writing,
    row: u32,
    notes: &mut Notes,
) -> Option<(Option<Moment>, Decision)> {
    if cell.is_empty() {
        return None;
    }
    if cell == Cell::Bool(false) {
        return None;
    }
    if let moment::Reading::Given(dated) = moment::read(cell, writing) {
        return Some((Some(dated.moment), Decision::Approved));
    }
    match said(&cell.to_text()) {
        Said::Nothing => None,
        Said::Decision(decision) => Some((None, decision)),
        Said::Unknown => {
            let message = "la colonne d’un valideur ne dit ni date ni décision ; l’étape n’est pas comptée : écrire une date, « ok », « corrections », « refusé » ou « en attente »";
            notes.doubt(row, "unknown-decision", message);
            None
        }
    }
}

/// What a cell says of a decision, without its day.
enum Said {
    /// Empty, or of no concern.
    Nothing,
    Decision(Decision),
    Unknown,
}

fn said(text: &str) -> Said {
    match fold(text).as_str() {
        "" | "-" | "–" | "/" | "non concerne" | "sans objet" | "so" | "nc" | "n/a" | "na" => {
            Said::Nothing
        }
        "?" => Said::Decision(Decision::Pending),
        "ko" => Said::Decision(Decision::Refused),
        _ => words_of::decision(text)
            .or_else(|| is_tick(text).then_some(Decision::Approved))
            .map_or(Said::Unknown, Said::Decision),
    }
}

/// « x », « ok », « ✔ », or initials: decided, on an unknown day.
fn is_tick(cell: &str) -> bool {
    let is_initials = || {
        let letters: Vec<char> = cell
            .chars()
            .filter(|letter| !matches!(letter, '.' | '-'))
            .collect();
        (2..=3).contains(&letters.len()) && letters.iter().all(|letter| letter.is_uppercase())
    };
    matches!(
        fold(cell).as_str(),
        "x" | "ok" | "oui" | "✔" | "✓" | "✅" | "valide" | "validee" | "true" | "vrai" | "yes"
    ) || is_initials()
}

/// Columns R to T. A tick (`x`, `ok`) or a word is a decision of an unknown day.
fn one_step(
    sheet: &Sheet,
    line: &Line,
    writing: Writing,
    reference: &str,
    notes: &mut Notes,
) -> Option<Approval> {
    let word = said(&sheet.text(line, Field::Decided));
    let submitted = Desk::moment(sheet, line, Field::Submitted, writing, notes);
    let (decided, decision) = match word {
        Said::Nothing => (None, None),
        Said::Decision(decision) => (None, Some(decision)),
        Said::Unknown => {
            let decided = Desk::moment(sheet, line, Field::Decided, writing, notes);
            (decided, decided.map(|_| Decision::Approved))
        }
    };
    if submitted.is_none() && decision.is_none() {
        return None;
    }
    let approver = sheet.text(line, Field::Role);
    let role = role::named(&approver);
    if role.is_none() && !approver.is_empty() {
        approvals_sheet::no_role(line.number, notes);
    }
    let decision = decision.unwrap_or(Decision::Pending);
    approvals_sheet::check_order(line.number, submitted, decided, notes);
    let reference = reference.to_owned();
    Some(Approval {
        reference,
        order: None,
        role,
        submitted,
        decided,
        decision,
        is_from_plan: true,
        as_of: NO_DAY,
        row: line.number,
    })
}

/// A content on three accounts repeats its circuit on three rows: it went through once.
pub fn once(circuits: Vec<Approval>) -> Vec<Approval> {
    let mut seen = BTreeSet::new();
    circuits
        .into_iter()
        .filter(|step| {
            seen.insert((
                step.reference.clone(),
                step.role,
                step.submitted,
                step.decided,
                step.decision,
            ))
        })
        .collect()
}
