//! The sheet `Planning éditorial`: one row per publication (editorial-tables.md §7.1).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::import::column_names::Field;
use crate::import::desk::{Desk, NO_DAY};
use crate::import::hours_record::link;
use crate::import::moment::Writing;
use crate::import::notes::Notes;
use crate::import::sheet::{Line, Sheet};
use crate::import::{account_cell, approvals_sheet, clock, role, words_of};
use crate::model::{Approval, Decision, Moment, Plan, Severity};
use crate::words::fold::fold;
use crate::words::text;

/// Plans, and the one-step circuits that columns R to T describe.
#[derive(Default)]
pub struct Plans {
    pub records: Vec<Plan>,
    pub circuits: Vec<Approval>,
}

const DATES: [Field; 6] = [
    Field::Planned,
    Field::Requested,
    Field::Wanted,
    Field::Submitted,
    Field::Decided,
    Field::Published,
];

/// `elsewhere` holds the references that the sheet `Validations` knows: there, it wins.
pub fn read(sheet: &Sheet, desk: &Desk, elsewhere: &BTreeSet<String>, notes: &mut Notes) -> Plans {
    let writing = desk.writing(sheet, &DATES);
    let mut plans = Plans::default();
    let mut prepared: u64 = 0;
    for line in &sheet.lines {
        if sheet.columns.repeats(&line.texts()) {
            continue;
        }
        // The workbook comes with a few hundred references ready to be used.
        if sheet
            .filled(line)
            .iter()
            .all(|field| *field == Field::Reference)
            && line.cells_filled() <= 1
        {
            prepared += 1;
            continue;
        }
        let Some(reference) = Desk::reference(sheet, line, notes) else {
            notes.rows_in += 1;
            notes.told(
                line.number,
                "no-reference",
                "la référence du contenu manque ; la ligne n’est pas comptée : la saisir dans « Réf. contenu »",
            );
            continue;
        };
        let one = plan(sheet, line, writing, reference, notes);
        plans.circuits.extend(
            circuit(sheet, line, writing, &one.reference, notes)
                .filter(|circuit| !elsewhere.contains(&circuit.reference)),
        );
        let accounts =
            account_cell::several(&sheet.text(line, Field::Account), &desk.settings.accounts);
        for account in &accounts {
            desk.check_account(Some(account), line.number, notes);
        }
        // A row counts once per record that it gives, so that `rows_in = records + rows_told` holds for
        // `FB/IG/X`, which is three plans, as for a row with a circuit, which is a plan and an approval.
        notes.rows_in += accounts.len().max(1);
        if accounts.is_empty() {
            plans.records.push(one);
        } else {
            plans
                .records
                .extend(accounts.into_iter().map(|account| Plan {
                    account: Some(account),
                    ..one.clone()
                }));
        }
    }
    plans.circuits = once(plans.circuits);
    notes.rows_in += plans.circuits.len();
    if prepared > 0 {
        let many = "références numérotées d’avance et sans contenu laissées de côté";
        notes.sheet(
            Severity::Info,
            "prepared-rows",
            &text::count(
                prepared,
                "référence numérotée d’avance et sans contenu laissée de côté",
                many,
            ),
        );
    }
    plans
}

fn plan(
    sheet: &Sheet,
    line: &Line,
    writing: Writing,
    reference: String,
    notes: &mut Notes,
) -> Plan {
    let mut moment = |field| Desk::moment(sheet, line, field, writing, notes);
    let (planned, requested, wanted) = (
        moment(Field::Planned),
        moment(Field::Requested),
        moment(Field::Wanted),
    );
    let published = moment(Field::Published);
    // « matin », « dès validation »: no time.
    let time = clock::read(sheet.cell(line, Field::PlannedTime));
    let planned = match (planned, time) {
        (Some(day), Some(time)) if !day.has_time => Some(Moment {
            at: clock::on(day.at.date(), time),
            has_time: true,
        }),
        (planned, _) => planned,
    };
    let status = sheet.text(line, Field::Status);
    let format = sheet.text(line, Field::Format);
    let known_status = words_of::status(&status);
    let known_format = words_of::format(&format);
    if known_status.is_none() && !status.is_empty() {
        unknown(notes, line, "unknown-status", "statut inconnu", &status);
    }
    if known_format.is_none() && !format.is_empty() {
        unknown(
            notes,
            line,
            "unknown-content-format",
            "format de contenu inconnu",
            &format,
        );
    }
    let permalink = sheet.text(line, Field::Permalink);
    let address = link(&permalink);
    if address.is_none() && permalink.chars().count() > 1 {
        notes.doubt(
            line.number,
            "unreadable-link",
            "le lien de la publication n’est pas une adresse ; il est laissé de côté : coller l’adresse complète, https://…",
        );
    }
    Plan {
        reference,
        title: text::shortened(
            sheet
                .text(line, Field::Title)
                .lines()
                .next()
                .unwrap_or_default(),
            100,
        ),
        account: None,
        planned,
        format: known_format,
        theme: sheet.given(line, Field::Theme),
        service: sheet.given(line, Field::Service),
        requested,
        wanted,
        status: known_status,
        published,
        permalink: address,
        as_of: NO_DAY,
        row: line.number,
    }
}

fn unknown(notes: &mut Notes, line: &Line, code: &'static str, what: &str, word: &str) {
    let message = format!(
        "{what} « {} » ; il est laissé de côté : choisir un mot de la liste",
        text::shortened(word, 40)
    );
    notes.share(Severity::Warning, line.number, code, message);
}

/// Columns R to T. A tick (`x`, `ok`) is a decision of an unknown day.
fn circuit(
    sheet: &Sheet,
    line: &Line,
    writing: Writing,
    reference: &str,
    notes: &mut Notes,
) -> Option<Approval> {
    let ticked = matches!(
        fold(&sheet.text(line, Field::Decided)).as_str(),
        "x" | "ok" | "oui" | "✔" | "✓" | "valide"
    );
    let submitted = Desk::moment(sheet, line, Field::Submitted, writing, notes);
    let decided = if ticked {
        None
    } else {
        Desk::moment(sheet, line, Field::Decided, writing, notes)
    };
    if submitted.is_none() && decided.is_none() && !ticked {
        return None;
    }
    let approver = sheet.text(line, Field::Role);
    let role = role::named(&approver);
    if role.is_none() && !approver.is_empty() {
        approvals_sheet::no_role(line.number, notes);
    }
    let decision = if ticked || decided.is_some() {
        Decision::Approved
    } else {
        Decision::Pending
    };
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
fn once(circuits: Vec<Approval>) -> Vec<Approval> {
    let mut kept: Vec<Approval> = Vec::new();
    for circuit in circuits {
        let same = |other: &Approval| {
            (
                &other.reference,
                other.role,
                other.submitted,
                other.decided,
                other.decision,
            ) == (
                &circuit.reference,
                circuit.role,
                circuit.submitted,
                circuit.decided,
                circuit.decision,
            )
        };
        if !kept.iter().any(same) {
            kept.push(circuit);
        }
    }
    kept
}

/// Days that are facts, for the day of reading; a planned day says nothing of it.
pub fn days(plans: &[Plan]) -> Vec<NaiveDate> {
    plans
        .iter()
        .flat_map(|plan| [plan.requested, plan.published])
        .flatten()
        .map(|moment| moment.at.date())
        .collect()
}
