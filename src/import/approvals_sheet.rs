//! The sheet `Validations`: one row per step and per round (editorial-tables.md §7.2).

use crate::document::Cell;
use crate::import::column_names::Field;
use crate::import::desk::{Desk, NO_DAY};
use crate::import::moment::Writing;
use crate::import::notes::Notes;
use crate::import::sheet::{Line, Sheet};
use crate::import::{role, words_of};
use crate::model::{Approval, Decision, Moment, Severity};

pub fn read(sheet: &Sheet, desk: &Desk, notes: &mut Notes) -> Vec<Approval> {
    let writing = desk.writing(sheet, &[Field::Submitted, Field::Decided]);
    let mut approvals = Vec::new();
    for line in &sheet.lines {
        if sheet.columns.repeats(&line.texts()) {
            continue;
        }
        notes.rows_in += 1;
        let Some(reference) = Desk::reference(sheet, line, notes) else {
            notes.told(
                line.number,
                "no-reference",
                "la référence du contenu manque ; l’étape n’est pas comptée : la saisir dans « Réf. contenu »",
            );
            continue;
        };
        approvals.push(approval(sheet, line, writing, reference, notes));
    }
    approvals
}

fn approval(
    sheet: &Sheet,
    line: &Line,
    writing: Writing,
    reference: String,
    notes: &mut Notes,
) -> Approval {
    let row = line.number;
    let submitted = Desk::moment(sheet, line, Field::Submitted, writing, notes);
    let decided = Desk::moment(sheet, line, Field::Decided, writing, notes);
    let approver = sheet.text(line, Field::Role);
    let role = role::named(&approver);
    if role.is_none() && !approver.is_empty() {
        no_role(row, notes);
    }
    check_order(row, submitted, decided, notes);
    let decision = decision(sheet, line, decided, notes);
    Approval {
        reference,
        order: order(sheet.cell(line, Field::Order)),
        role,
        submitted,
        decided,
        decision,
        is_from_plan: false,
        as_of: NO_DAY,
        row,
    }
}

/// The word when there is one; else a day means approved, and no day means waiting.
fn decision(sheet: &Sheet, line: &Line, decided: Option<Moment>, notes: &mut Notes) -> Decision {
    let word = sheet.text(line, Field::Decision);
    let by_day = if decided.is_some() {
        Decision::Approved
    } else {
        Decision::Pending
    };
    if word.is_empty() || word == "-" {
        return by_day;
    }
    let Some(decision) = words_of::decision(&word) else {
        let message = "décision inconnue ; elle est déduite de la date : écrire validé, corrections, refusé ou en attente";
        notes.share(Severity::Warning, line.number, "unknown-decision", message);
        return by_day;
    };
    match (decision, decided) {
        (Decision::Pending, Some(_)) => {
            notes.doubt(
                line.number,
                "decided-and-pending",
                "l’étape est en attente et porte une date de décision ; elle est laissée en attente : corriger l’un des deux",
            );
        }
        (Decision::Approved | Decision::Corrections | Decision::Refused, None) => {
            notes.doubt(
                line.number,
                "decided-without-day",
                "la décision est donnée sans date ; aucun délai n’en est tiré : remplir « Décidé le »",
            );
        }
        _ => {}
    }
    decision
}

fn order(cell: Cell) -> Option<u32> {
    cell.to_text()
        .trim()
        .trim_end_matches(['.', ')', 'e'])
        .parse()
        .ok()
        .filter(|order| (1..1000).contains(order))
}

/// The cell held initials or a name: they stay outside, and are not quoted.
pub fn no_role(row: u32, notes: &mut Notes) {
    notes.share(
        Severity::Warning,
        row,
        "unknown-role",
        "le valideur n’est pas un rôle de la liste ; il est laissé de côté : écrire par exemple « cabinet »",
    );
}

pub fn check_order(
    row: u32,
    submitted: Option<Moment>,
    decided: Option<Moment>,
    notes: &mut Notes,
) {
    let (Some(submitted), Some(decided)) = (submitted, decided) else {
        return;
    };
    let both_timed = submitted.has_time && decided.has_time;
    if (both_timed && decided.at < submitted.at) || decided.at.date() < submitted.at.date() {
        notes.doubt(
            row,
            "decided-before-submitted",
            "la décision vient avant l’envoi en validation : vérifier les deux dates",
        );
    }
}
