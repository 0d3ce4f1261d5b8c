//! The workbook of the team: `Temps`, `Planning éditorial`, `Validations`, `Demandes`, `Messages`, together
//! or one by one (timesheets.md §9, editorial-tables.md §7).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::document::{Container, Document, Table};
use crate::import::column_names::{Field, Kind};
use crate::import::desk::Desk;
use crate::import::hand_kept::Contents;
use crate::import::hours_checks::Plausible;
use crate::import::mapping::Mapping;
use crate::import::moment;
use crate::import::notes::Notes;
use crate::import::sheet::{self, Sheet};
use crate::import::{
    About, Claim, Format, Group, Settings, approvals_sheet, grid_calendar, hours_sheet,
    messages_sheet, plan_sheet, presence_sheet, reference, requests_sheet,
};
use crate::model::{Approval, Batch, Finding, Message, Plan, Request, Severity, Tables};
use crate::words::fold::fold;

pub struct Workbook;

impl Format for Workbook {
    fn name(&self) -> &'static str {
        "workbook"
    }

    fn about(&self) -> About {
        About {
            group: Group::Editorial,
            title: "Classeur de suivi de l’équipe, planning éditorial tenu à la main, base Notion",
            menus: "le classeur de l’équipe, en .xlsx, .xls, .ods ou .csv\u{a0}: feuilles «\u{a0}Temps\u{a0}», «\u{a0}Planning éditorial\u{a0}», «\u{a0}Validations\u{a0}», «\u{a0}Demandes\u{a0}», «\u{a0}Messages\u{a0}»\u{202f}; ou un planning, une ligne par publication ou une colonne par réseau\u{202f}; Notion\u{a0}: base › ⋯ › Exporter › Markdown & CSV (le ZIP tel quel)",
            gives: "heures, contenus, circuit de validation, demandes, messages reçus",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        let recognised: Vec<bool> = document
            .tables
            .iter()
            .filter_map(|table| Some(sheet::recognise(table)?.2.fits()))
            .collect();
        // Two names of the model are enough to say what it should have held.
        let named = document
            .tables
            .iter()
            .filter(|table| {
                table
                    .title
                    .as_deref()
                    .is_some_and(|title| Kind::of_title(title).is_some())
            })
            .count();
        if recognised.contains(&true) || named >= 2 {
            Claim::by_hand(document)
        } else if !recognised.is_empty() {
            Claim::Perhaps
        } else if presence_sheet::is_one(document) {
            Claim::Refuse(presence_sheet::REFUSAL)
        } else if document.tables.iter().any(grid_calendar::is) {
            Claim::Refuse(grid_calendar::REASON)
        } else {
            Claim::No
        }
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let desk = Desk {
            settings,
            year: moment::year_in(&document.name),
        };
        let sheets: Vec<Sheet> = document
            .tables
            .iter()
            .filter(|table| !is_model(table))
            .filter_map(Sheet::of)
            .collect();
        if document.container != Container::Csv {
            batch.findings.extend(sheets_told(document, &sheets));
        }
        let mut contents = Contents::default();
        for sheet in &sheets {
            let mut notes = Notes::new(&batch.file, sheet.title.as_deref());
            add(sheet, &sheets, &desk, &mut contents, &mut batch, &mut notes);
            batch.rows_in += notes.rows_in;
            batch.rows_told += notes.rows_told;
            batch.findings.extend(notes.into_findings());
        }
        date(&mut batch.tables);
        batch
    }
}

/// What a table that a block of config.toml describes would need to be read as what it gives.
pub fn lacks(table: &Table, mapping: &Mapping) -> Option<String> {
    let kind = mapping.gives.kind()?;
    let is_read = sheet::recognise(table).is_some_and(|(_, _, columns)| columns.kind == kind);
    (!is_read).then(|| {
        format!(
            "les colonnes du tableau «\u{a0}{}\u{a0}» de config.toml ne suffisent pas à le lire\u{a0}; rien n’a été compté\u{a0}: y nommer aussi {}",
            mapping.name,
            kind.expected()
        )
    })
}

fn add(
    sheet: &Sheet,
    sheets: &[Sheet],
    desk: &Desk,
    contents: &mut Contents,
    batch: &mut Batch,
    notes: &mut Notes,
) {
    if sheet.columns.has(Field::Requester) && !sheet.columns.has(Field::Service) {
        notes.sheet(
            Severity::Info,
            "requester-not-read",
            "la colonne « Demandeur » peut nommer des personnes : elle n’est pas lue ; si elle ne contient que des services, la nommer « Service demandeur », ou écrire « Demandeur » = « Service demandeur » dans [import.aliases]",
        );
    }
    let tables = &mut batch.tables;
    match sheet.columns.kind {
        Kind::Hours => {
            let read = hours_sheet::read(sheet, desk, notes);
            batch.running += read.running;
            tables.hours.get_or_insert_default().extend(read.records);
        }
        Kind::Plan => {
            let plans = plan_sheet::read(sheet, desk, &approved_elsewhere(sheets), contents, notes);
            tables
                .contents
                .get_or_insert_default()
                .extend(plans.records);
            if !plans.circuits.is_empty() {
                tables
                    .approvals
                    .get_or_insert_default()
                    .extend(plans.circuits);
            }
        }
        Kind::Approvals => tables
            .approvals
            .get_or_insert_default()
            .extend(approvals_sheet::read(sheet, desk, notes)),
        Kind::Requests => tables
            .requests
            .get_or_insert_default()
            .extend(requests_sheet::read(sheet, desk, notes)),
        Kind::Messages => tables
            .messages
            .get_or_insert_default()
            .extend(messages_sheet::read(sheet, desk, notes)),
    }
}

/// A sheet to be copied, with its examples.
fn is_model(table: &Table) -> bool {
    let title = table.title.as_deref().map(fold).unwrap_or_default();
    ["modele", "template", "exemple", "mode d'emploi"]
        .iter()
        .any(|word| title.starts_with(word))
}

/// References whose circuit is in a sheet of its own.
fn approved_elsewhere(sheets: &[Sheet]) -> BTreeSet<String> {
    let approvals = sheets
        .iter()
        .filter(|sheet| sheet.columns.kind == Kind::Approvals);
    approvals
        .flat_map(|sheet| {
            sheet.lines.iter().flat_map(|line| {
                reference::in_column(&sheet.text(line, Field::Reference))
                    .0
                    .into_iter()
                    .take(1)
            })
        })
        .collect()
}

/// Sheets that are missing, renamed or unreadable. Only a workbook made on the model is expected to have them all.
fn sheets_told(document: &Document, sheets: &[Sheet]) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut tell = |severity, code, table: Option<&str>, message: String| {
        let mut notes = Notes::new(&document.name, table);
        notes.sheet(severity, code, &message);
        findings.extend(notes.into_findings());
    };
    for sheet in sheets
        .iter()
        .filter(|sheet| sheet.columns.is_canonical() && sheet.columns.fits())
    {
        let expected = sheet.columns.kind.title();
        let title = sheet.title.as_deref().unwrap_or_default();
        if Kind::of_title(title) != Some(sheet.columns.kind) {
            let message = format!(
                "la feuille « {title} » est lue comme « {expected} » d’après ses colonnes ; la renommer « {expected} » pour lever le doute"
            );
            tell(Severity::Info, "renamed-sheet", Some(title), message);
        }
    }
    for table in &document.tables {
        let title = table.title.as_deref();
        let is_read = sheet::recognise(table).is_some();
        if is_read && is_model(table) {
            tell(
                Severity::Info,
                "model-sheet",
                title,
                "feuille de modèle laissée de côté".to_owned(),
            );
        } else if !is_read && grid_calendar::is(table) {
            tell(
                Severity::Warning,
                "grid-calendar",
                title,
                grid_calendar::REASON.to_owned(),
            );
        }
    }
    let titles: Vec<&str> = document
        .tables
        .iter()
        .filter_map(|table| table.title.as_deref())
        .collect();
    let fitting = sheets.iter().filter(|sheet| sheet.columns.fits()).count();
    let on_model = fitting > 1 || titles.iter().any(|title| Kind::of_title(title).is_some());
    for kind in Kind::ALL.into_iter().filter(|_| on_model) {
        if sheets.iter().any(|sheet| sheet.columns.kind == kind) {
            continue;
        }
        if let Some(title) = titles
            .iter()
            .find(|title| Kind::of_title(title) == Some(kind))
        {
            let message = format!(
                "la feuille « {title} » n’a pas été lue : ses colonnes ne sont pas reconnues ; colonnes attendues : {}",
                kind.expected()
            );
            tell(Severity::Warning, "unreadable-sheet", Some(title), message);
        } else if kind != Kind::Messages {
            // Few teams note their messages in the workbook. `Demandes` is optional in the model, and a sheet on its own has its neighbours elsewhere.
            let optional = kind == Kind::Requests || sheets.len() < 2;
            let severity = if optional {
                Severity::Info
            } else {
                Severity::Warning
            };
            tell(
                severity,
                "missing-sheet",
                None,
                format!(
                    "la feuille « {} » manque ; ce qu’elle apporte n’est pas mesuré : l’ajouter d’après le modèle, ou donner ce tableau à part",
                    kind.title()
                ),
            );
        }
    }
    findings
}

/// Which reading this is: the latest plausible day among the facts of the file.
fn date(tables: &mut Tables) {
    let mut days: Vec<NaiveDate> = tables.hours.iter().flatten().map(|hour| hour.day).collect();
    days.extend(plan_sheet::days(
        tables.contents.as_deref().unwrap_or_default(),
    ));
    let approvals = tables.approvals.iter().flatten();
    days.extend(
        approvals
            .flat_map(|step| [step.submitted, step.decided])
            .flatten()
            .map(|moment| moment.at.date()),
    );
    days.extend(
        tables
            .requests
            .iter()
            .flatten()
            .map(|request| request.received.at.date()),
    );
    let messages = tables.messages.iter().flatten();
    days.extend(
        messages
            .flat_map(|message| [Some(message.received), message.handled])
            .flatten()
            .map(|moment| moment.at.date()),
    );
    if days.is_empty() {
        // A plan and nothing done yet.
        days.extend(
            tables
                .contents
                .iter()
                .flatten()
                .filter_map(|plan| plan.planned)
                .map(|moment| moment.at.date()),
        );
    }
    let plausible = Plausible::around(days.iter().copied());
    let latest = days
        .into_iter()
        .filter(|day| plausible.is_some_and(|plausible| plausible.contains(*day)))
        .max();
    let Some(latest) = latest else { return };
    let (plans, approvals, requests, messages) = (
        tables.contents.iter_mut(),
        tables.approvals.iter_mut(),
        tables.requests.iter_mut(),
        tables.messages.iter_mut(),
    );
    plans
        .flatten()
        .for_each(|plan: &mut Plan| plan.as_of = latest);
    approvals
        .flatten()
        .for_each(|step: &mut Approval| step.as_of = latest);
    requests
        .flatten()
        .for_each(|request: &mut Request| request.as_of = latest);
    messages
        .flatten()
        .for_each(|message: &mut Message| message.as_of = latest);
}
