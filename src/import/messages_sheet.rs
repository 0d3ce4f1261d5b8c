//! The sheet `Messages`: what people write to the accounts, one row each, and what became of it. Their words, their
//! names and the links to them are never read; no cell is quoted, since any of them may hold a name.

use std::collections::BTreeSet;

use crate::import::column_names::Field;
use crate::import::desk::{Desk, NO_DAY};
use crate::import::mapping::{Gives, Mapping};
use crate::import::moment::Writing;
use crate::import::notes::Notes;
use crate::import::sheet::{Line, Sheet};
use crate::import::{Settings, account_cell, clock, message_words, veil, words_of};
use crate::model::{Handling, Message, Moment, Network, Severity, Tables};
use crate::words::fold::fold;

pub fn read(sheet: &Sheet, desk: &Desk, notes: &mut Notes) -> Vec<Message> {
    let writing = desk.writing(sheet, &[Field::Received, Field::Handled]);
    let mut messages = Vec::new();
    let mut known = BTreeSet::new();
    for line in &sheet.lines {
        if sheet.columns.repeats(&line.texts()) {
            continue;
        }
        notes.rows_in += 1;
        notes.on(None);
        let Some(message) = message(sheet, line, desk, writing, notes) else {
            continue;
        };
        // Numbers may start again every month: the same one at another moment is another message.
        let again = message.id.is_some_and(|id| {
            !known.insert((
                id,
                message.received,
                message.account.clone(),
                message.network,
            ))
        });
        if again {
            let said =
                "message déjà lu plus haut sous le même identifiant ; il est compté une fois";
            left_out(line, Severity::Info, "same-message", said, notes);
        } else {
            messages.push(message);
        }
    }
    messages
}

/// A row that gives no record, as many others may.
fn left_out(line: &Line, severity: Severity, code: &'static str, said: &str, notes: &mut Notes) {
    notes.rows_told += 1;
    notes.share(severity, line.number, code, said);
}

fn message(
    sheet: &Sheet,
    line: &Line,
    desk: &Desk,
    writing: Writing,
    notes: &mut Notes,
) -> Option<Message> {
    let Some(received) = moment(sheet, line, RECEIVED, writing, notes) else {
        let said = "la date de réception manque ou ne se lit pas ; le message n’est pas compté : remplir « Reçu le »";
        left_out(line, Severity::Warning, "no-date", said, notes);
        return None;
    };
    notes.on(Some(received.at.date()));
    if message_words::is_sent(&sheet.text(line, Field::Direction)) {
        let said =
            "message envoyé par le service, laissé de côté : seuls les messages reçus comptent";
        left_out(line, Severity::Info, "sent-message", said, notes);
        return None;
    }
    let Some(place) = place(sheet, line, desk) else {
        // As for publications: an account that nobody declared may be none of the service's.
        let said = "le compte n’est pas dans config.toml ; le message n’est pas compté : y ajouter le compte, ou reprendre le nom d’un compte configuré";
        left_out(line, Severity::Check, "unknown-account", said, notes);
        return None;
    };
    let (handled, handling) = handling(sheet, line, writing, received, notes);
    Some(Message {
        id: sheet.given(line, Field::Id).map(|id| veil::words(&id)),
        account: place.account,
        network: place.network,
        kind: message_words::kind(&sheet.text(line, Field::MessageKind))
            // « MP » and « commentaire » are often written where the network is asked for.
            .or_else(|| message_words::kind(&sheet.text(line, Field::Network))),
        received,
        handled,
        handling,
        as_of: NO_DAY,
        row: line.number,
    })
}

const RECEIVED: (Field, Field) = (Field::Received, Field::ReceivedTime);
const HANDLED: (Field, Field) = (Field::Handled, Field::HandledTime);

/// A moment, whose time may stand in a column of its own.
fn moment(
    sheet: &Sheet,
    line: &Line,
    (day, time): (Field, Field),
    writing: Writing,
    notes: &mut Notes,
) -> Option<Moment> {
    let moment = Desk::moment(sheet, line, day, writing, notes)?;
    let time = clock::read(sheet.cell(line, time)).filter(|_| !moment.has_time);
    Some(time.map_or(moment, |time| Moment {
        at: clock::on(moment.at.date(), time),
        has_time: true,
    }))
}

/// Where a message came.
struct Place {
    account: Option<String>,
    network: Option<Network>,
}

/// `None` for an account that the settings do not know.
fn place(sheet: &Sheet, line: &Line, desk: &Desk) -> Option<Place> {
    let accounts = &desk.settings.accounts;
    let (label, written) = (
        sheet.text(line, Field::Account),
        sheet.text(line, Field::Network),
    );
    let is_other =
        || written.chars().any(char::is_alphanumeric) && message_words::kind(&written).is_none();
    let network = account_cell::network(&written).or_else(|| is_other().then_some(Network::Other));
    let is_named =
        label.chars().any(char::is_alphanumeric) && !account_cell::is_network(&fold(&label));
    let found = account_cell::known(&label, accounts)
        .or_else(|| Some(accounts.find(network?, &[&label])?.id.clone()))
        // The only account of its network, when no other is named.
        .or_else(|| account_cell::known(&written, accounts).filter(|_| !is_named));
    if let Some(account) = found {
        return Some(Place {
            network: account_cell::network_of(&account, accounts),
            account: Some(account),
        });
    }
    if is_named && !accounts.0.is_empty() {
        return None;
    }
    Some(Place {
        account: None,
        network: network.or_else(|| account_cell::network(&label)),
    })
}

/// What a block of config.toml says of all the messages of its file, where the file says nothing.
pub fn place_all(tables: &mut Tables, mapping: &Mapping, settings: &Settings) {
    if mapping.gives != Gives::Messages {
        return;
    }
    let account = mapping.account.as_deref();
    let network = account
        .and_then(|id| settings.accounts.by_id(id))
        .map(|account| account.network)
        .or(mapping.network);
    let messages = tables.messages.iter_mut().flatten();
    for message in messages.filter(|message| message.account.is_none()) {
        if message.network.is_none() || message.network == network {
            message.network = network;
            message.account = account.map(str::to_owned);
        }
    }
}

/// When it was dealt with and how. « Oui » under « Répondu » is no day and says something all the same.
fn handling(
    sheet: &Sheet,
    line: &Line,
    writing: Writing,
    received: Moment,
    notes: &mut Notes,
) -> (Option<Moment>, Option<Handling>) {
    let cell = sheet.text(line, Field::Handled);
    let by_header = if message_words::is_of_answers(sheet.header(Field::Handled)) {
        Handling::Answered
    } else {
        Handling::Unsaid
    };
    let ticked = words_of::yes_or_no(&cell);
    let handled = match ticked {
        Some(_) => None,
        None => moment(sheet, line, HANDLED, writing, notes),
    };
    let word = sheet.text(line, Field::Outcome);
    let said = message_words::handling(&word);
    if said.is_none() && word.chars().any(char::is_alphanumeric) {
        notes.share(
            Severity::Warning,
            line.number,
            "unknown-outcome",
            "suite inconnue ; elle est laissée de côté : écrire réponse, transmis, masqué, supprimé, sans suite utile, ou laisser vide",
        );
    }
    let is_handled = handled.is_some() || ticked == Some(true);
    let handling = match said {
        Some(message_words::Said::Done(Handling::Unsaid)) => Some(by_header),
        Some(message_words::Said::Done(handling)) => Some(handling),
        Some(message_words::Said::Waiting) => {
            if is_handled {
                notes.doubt(
                    line.number,
                    "handled-and-waiting",
                    "le message est dit en attente et porte une date de traitement ; il est laissé en attente : corriger l’un des deux",
                );
            }
            return (None, None);
        }
        None => is_handled.then_some(by_header),
    };
    if let Some(handled) = handled {
        let both_timed = received.has_time && handled.has_time;
        if (both_timed && handled.at < received.at) || handled.at.date() < received.at.date() {
            notes.doubt(
                line.number,
                "handled-before-received",
                "le message est traité avant d’être reçu ; aucun délai n’en est tiré : vérifier les deux dates",
            );
        }
    }
    (handled, handling)
}
