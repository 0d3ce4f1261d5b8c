//! The planning: the sheet `Planning éditorial` of the model, one row per publication, or a table that a
//! team keeps its own way (editorial-tables.md §2, §7.1).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::import::column_names::Field;
use crate::import::desk::{Desk, NO_DAY};
use crate::import::hours_record::link;
use crate::import::moment::Writing;
use crate::import::notes::Notes;
use crate::import::sheet::{Line, Sheet};
use crate::import::{
    account_cell, clock, hand_kept, moment, month, plan_circuit, reference, words_of,
};
use crate::model::{Approval, Moment, Plan, PlanStatus, Severity};
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

/// A row that holds a content: its reference, and its date, which may be written above.
struct Content<'a> {
    line: &'a Line,
    reference: String,
    planned: Option<Moment>,
    accounts: Vec<String>,
}

/// `elsewhere` holds the references that the sheet `Validations` knows: there, it wins. `earlier` holds the contents
/// of the sheets of the same file that have no references.
pub fn read(
    sheet: &Sheet,
    desk: &Desk,
    elsewhere: &BTreeSet<String>,
    earlier: &mut hand_kept::Contents,
    notes: &mut Notes,
) -> Plans {
    let writing = desk.writing(sheet, &DATES);
    let contents = if sheet.is_without_references() {
        own_way(sheet, desk, writing, earlier, notes)
    } else {
        on_model(sheet, desk, writing, notes)
    };
    let mut plans = Plans::default();
    for content in contents {
        let line = content.line;
        let circuits = plan_circuit::read(sheet, line, writing, &content.reference, notes);
        plans.circuits.extend(
            circuits
                .into_iter()
                .filter(|circuit| !elsewhere.contains(&circuit.reference)),
        );
        for account in &content.accounts {
            desk.check_account(Some(account), line.number, notes);
        }
        let accounts = content.accounts.clone();
        let one = plan(sheet, content, writing, notes);
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
    plans.circuits = plan_circuit::once(plans.circuits);
    notes.rows_in += plans.circuits.len();
    plans
}

/// The sheet of the model: each row bears its reference.
fn on_model<'a>(
    sheet: &'a Sheet,
    desk: &Desk,
    writing: Writing,
    notes: &mut Notes,
) -> Vec<Content<'a>> {
    let mut contents = Vec::new();
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
        contents.push(Content {
            line,
            reference,
            planned: Desk::moment(sheet, line, Field::Planned, writing, notes),
            accounts: accounts(sheet, line, desk),
        });
    }
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
    contents
}

/// A planning kept its own way: titles between the rows, dates written once for several rows, and
/// references to be made (editorial-tables.md §2.4).
fn own_way<'a>(
    sheet: &'a Sheet,
    desk: &Desk,
    mut writing: Writing,
    earlier: &mut hand_kept::Contents,
    notes: &mut Notes,
) -> Vec<Content<'a>> {
    let mut contents = Vec::new();
    let mut above: Option<Moment> = None;
    let mut slots: u64 = 0;
    let preamble = sheet.preamble();
    let titles = sheet.title.iter().chain(&preamble);
    let mut month = titles.rev().find_map(|title| month_in(title));
    for line in &sheet.lines {
        if sheet.columns.repeats(&line.texts()) {
            continue;
        }
        let said = title(sheet, line);
        if line.cells_filled() == 1 && is_block_title(&line.texts().concat()) {
            let block = line.texts().concat();
            writing.year = moment::year_in(&block).or(writing.year);
            month = month_in(&block).or(month);
            above = None;
            continue;
        }
        let day = month
            .as_deref()
            .and_then(|month| day_of(month, &sheet.text(line, Field::Planned), writing))
            .or_else(|| Desk::moment(sheet, line, Field::Planned, writing, notes));
        if said.is_empty() {
            // « Lundi 1er septembre » over the rows of that day, or a day that nothing fills yet.
            above = day.or(above);
            slots += 1;
            continue;
        }
        // An idea has no date because it has none.
        let status = words_of::status(&sheet.text(line, Field::Status))
            .or_else(|| unsaid_status(sheet, line));
        let is_dated = !matches!(
            status,
            Some(PlanStatus::Idea | PlanStatus::Postponed | PlanStatus::Dropped)
        );
        let carried = is_dated && sheet.cell(line, Field::Planned).is_empty() && above.is_some();
        if carried {
            notes.share(
                Severity::Info,
                line.number,
                "date-from-above",
                "date laissée vide, reprise de la ligne au-dessus",
            );
        }
        let planned = if carried { above } else { day };
        above = planned.or(above);
        contents.push(Content {
            line,
            // The team may write it in the title: `[ABR-2026-0001] Forum`.
            reference: reference::find(&said)
                .into_iter()
                .next()
                .unwrap_or_default(),
            planned,
            accounts: accounts(sheet, line, desk),
        });
    }
    let rows: Vec<hand_kept::Row> = contents
        .iter()
        .map(|content| hand_kept::Row {
            day: content.planned.map(|planned| planned.at.date()),
            title: title(sheet, content.line),
            accounts: content.accounts.clone(),
        })
        .collect();
    for (content, reference) in contents.iter_mut().zip(earlier.references(&rows)) {
        if content.reference.is_empty() {
            content.reference = reference;
        }
    }
    if slots > 0 {
        notes.sheet(
            Severity::Info,
            "empty-slots",
            &text::count(
                slots,
                "ligne sans titre ni texte laissée de côté",
                "lignes sans titre ni texte laissées de côté",
            ),
        );
    }
    if !sheet.columns.has(Field::Status) && !contents.is_empty() {
        notes.sheet(
            Severity::Info,
            "no-status",
            "le planning n’a pas de colonne de statut ; un statut donné par une couleur ne se lit pas : ajouter une colonne « Statut »",
        );
    }
    contents
}

/// « septembre 2025 » in a title.
fn month_in(title: &str) -> Option<String> {
    let folded = fold(title);
    let words: Vec<&str> = folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_year = |word: &str| word.len() == 4 && word.starts_with("20");
    words
        .windows(2)
        .find(|pair| month::by_hand(pair[0]).is_some() && is_year(pair[1]))
        .map(|pair| pair.join(" "))
}

/// « 3 », « lundi 3 » in the sheet of a month.
fn day_of(month: &str, cell: &str, writing: Writing) -> Option<Moment> {
    let number = cell.rsplit(' ').next().unwrap_or(cell);
    if number.is_empty() || number.len() > 2 || !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match moment::parse(&format!("{cell} {month}"), writing) {
        moment::Reading::Given(dated) => Some(dated.moment),
        moment::Reading::Empty | moment::Reading::Unreadable => None,
    }
}

/// The accounts of a row; those that the name of the sheet says when there is no such column.
fn accounts(sheet: &Sheet, line: &Line, desk: &Desk) -> Vec<String> {
    let known = &desk.settings.accounts;
    if sheet.columns.has(Field::Account) || !sheet.is_without_references() {
        return account_cell::several(&sheet.text(line, Field::Account), known);
    }
    let title = sheet.title.as_deref().unwrap_or_default();
    account_cell::in_label(title, known)
}

/// The title; without one, the first line of the text, or the theme.
fn title(sheet: &Sheet, line: &Line) -> String {
    let said = [Field::Title, Field::Text, Field::Theme]
        .into_iter()
        .map(|field| sheet.text(line, field))
        .find(|text| text.chars().any(char::is_alphanumeric))
        .unwrap_or_default();
    let first = said.lines().map(str::trim).find(|line| !line.is_empty());
    first.unwrap_or_default().to_owned()
}

/// « Semaine 36 », « S36 », « SEPTEMBRE 2025 » alone on a row.
fn is_block_title(cell: &str) -> bool {
    let folded = fold(cell);
    let mut words = folded.split(|character: char| !character.is_alphanumeric());
    let first = words.next().unwrap_or_default();
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    let numbered = first
        .strip_prefix("semaine")
        .or_else(|| first.strip_prefix("sem"))
        .or_else(|| first.strip_prefix('s'))
        .or_else(|| first.strip_prefix("week"));
    let is_week = numbered.is_some_and(|rest| is_number(rest) || (rest.is_empty() && first != "s"));
    let is_month =
        month::by_hand(first).is_some() && words.all(|word| word.is_empty() || is_number(word));
    is_week || is_month
}

fn plan(sheet: &Sheet, content: Content, writing: Writing, notes: &mut Notes) -> Plan {
    let line = content.line;
    let mut moment = |field| Desk::moment(sheet, line, field, writing, notes);
    let (requested, wanted) = (moment(Field::Requested), moment(Field::Wanted));
    let published = moment(Field::Published);
    // « matin », « dès validation »: no time.
    let time = clock::read(sheet.cell(line, Field::PlannedTime))
        .or_else(|| Some(clock::range(&sheet.text(line, Field::PlannedTime))?.0));
    let planned = match (content.planned, time) {
        (Some(day), Some(time)) if !day.has_time => Some(Moment {
            at: clock::on(day.at.date(), time),
            has_time: true,
        }),
        (planned, _) => planned,
    };
    let status = sheet.text(line, Field::Status);
    let format = sheet.text(line, Field::Format);
    let known_status = words_of::status(&status).or_else(|| unsaid_status(sheet, line));
    let known_format = words_of::format(&format);
    if known_status.is_none() && !status.is_empty() {
        unknown(notes, line, "unknown-status", "statut inconnu");
    }
    if known_format.is_none() && !format.is_empty() {
        unknown(
            notes,
            line,
            "unknown-content-format",
            "format de contenu inconnu",
        );
    }
    let accessible = sheet.text(line, Field::Accessible);
    let known_accessible = words_of::accessible(&accessible);
    if known_accessible.is_none() && !words_of::is_beside_the_point(&accessible) {
        unknown(
            notes,
            line,
            "unknown-accessibility",
            "accessibilité ni « oui », ni « non », ni « sans objet »",
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
        reference: content.reference,
        title: text::shortened(&reference::taken_out(&title(sheet, line)).1, 100),
        account: None,
        planned,
        format: known_format,
        accessible: known_accessible,
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

/// What the sheet itself says of a row without a status.
fn unsaid_status(sheet: &Sheet, line: &Line) -> Option<PlanStatus> {
    if !sheet.text(line, Field::Status).is_empty() || !sheet.is_without_references() {
        return None;
    }
    let is_of_ideas = |name: &str| {
        let name = fold(name);
        ["idee", "marronnier", "journee mondiale"]
            .iter()
            .any(|word| name.contains(word))
    };
    if sheet.title.as_deref().is_some_and(is_of_ideas)
        || is_of_ideas(&sheet.text(line, Field::Theme))
        || is_of_ideas(&sheet.text(line, Field::Format))
    {
        return Some(PlanStatus::Idea);
    }
    // A file made to be loaded in a scheduling tool.
    fold(sheet.header(Field::Planned))
        .starts_with("schedule")
        .then_some(PlanStatus::Scheduled)
}

/// The word itself is not told: a name may stand in any cell.
fn unknown(notes: &mut Notes, line: &Line, code: &'static str, what: &str) {
    let message = format!("{what} ; il est laissé de côté : choisir un mot de la liste");
    notes.share(Severity::Warning, line.number, code, message);
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
