//! The sheet `Demandes`: what the services ask for (editorial-tables.md §7.3).

use crate::import::column_names::Field;
use crate::import::desk::{Desk, NO_DAY};
use crate::import::notes::Notes;
use crate::import::sheet::{Line, Sheet};
use crate::import::{reference, veil, words_of};
use crate::model::{Request, Severity};

pub fn read(sheet: &Sheet, desk: &Desk, notes: &mut Notes) -> Vec<Request> {
    let writing = desk.writing(sheet, &[Field::Received, Field::Wanted]);
    let mut requests = Vec::new();
    for line in &sheet.lines {
        if sheet.columns.repeats(&line.texts()) {
            continue;
        }
        notes.rows_in += 1;
        let Some(received) = Desk::moment(sheet, line, Field::Received, writing, notes) else {
            notes.told(
                line.number,
                "no-date",
                "la date de réception manque ou ne se lit pas ; la demande n’est pas comptée : remplir « Reçue le »",
            );
            continue;
        };
        requests.push(Request {
            subject: veil::words(&sheet.text(line, Field::Subject)),
            received,
            wanted: Desk::moment(sheet, line, Field::Wanted, writing, notes),
            service: sheet.given(line, Field::Service),
            channel: channel(sheet, line, notes),
            outcome: outcome(sheet, line, notes),
            reference: reference::in_column(&sheet.text(line, Field::Reference))
                .0
                .into_iter()
                .next(),
            as_of: NO_DAY,
            row: line.number,
        });
    }
    requests
}

fn channel(sheet: &Sheet, line: &Line, notes: &mut Notes) -> Option<String> {
    let cell = sheet.text(line, Field::Channel);
    let channel = words_of::channel(&cell);
    if channel.is_none() && cell.chars().count() > 1 {
        // The cell may say who called: it is not quoted.
        notes.share(
            Severity::Info,
            line.number,
            "unknown-channel",
            "canal de demande inconnu, laissé de côté : choisir un mot de la liste",
        );
    }
    channel.map(str::to_owned)
}

fn outcome(sheet: &Sheet, line: &Line, notes: &mut Notes) -> Option<crate::model::Outcome> {
    let cell = sheet.text(line, Field::Outcome);
    let outcome = words_of::outcome(&cell);
    if outcome.is_none() && cell.chars().count() > 1 {
        let message = "suite inconnue ; elle est laissée de côté : écrire acceptée, réorientée, refusée ou en cours";
        notes.share(Severity::Warning, line.number, "unknown-outcome", message);
    }
    outcome
}
