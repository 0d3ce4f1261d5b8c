//! Trello: the JSON of a board, with the moves of its cards, and the CSV of paid plans, without them
//! (editorial-tables.md §3). Members and comments are never looked at.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;

use crate::document::{Document, Table};
use crate::import::board::{self, Board, Card, List, Track};
use crate::import::board_history::{self, Event, Now, What};
use crate::import::board_table::{self, Names};
use crate::import::{About, Claim, Format, Group, Settings, lenient, notes, tracker_json};
use crate::model::{Batch, Finding};
use crate::words::text;

pub struct Trello;

/// The export holds this many actions at most, the latest.
const MOST_ACTIONS: usize = 1000;

#[derive(Deserialize)]
struct Export {
    #[serde(default, deserialize_with = "lenient::value")]
    name: String,
    #[serde(
        default,
        rename = "dateLastActivity",
        deserialize_with = "lenient::value"
    )]
    last_activity: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "lenient::list")]
    actions: Vec<Action>,
    #[serde(default, deserialize_with = "lenient::list")]
    cards: Vec<ExportedCard>,
    #[serde(default, deserialize_with = "lenient::list")]
    lists: Vec<ExportedList>,
    #[serde(default, deserialize_with = "lenient::list")]
    checklists: Vec<Checklist>,
    #[serde(default, rename = "customFields", deserialize_with = "lenient::list")]
    custom_fields: Vec<CustomField>,
}

#[derive(Deserialize)]
struct ExportedList {
    id: String,
    #[serde(default, deserialize_with = "lenient::value")]
    name: String,
    #[serde(default, deserialize_with = "lenient::value")]
    closed: bool,
    #[serde(default, deserialize_with = "lenient::value")]
    pos: f64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ExportedCard {
    #[serde(default, deserialize_with = "lenient::value")]
    id: String,
    #[serde(default, deserialize_with = "lenient::value")]
    name: String,
    #[serde(default, deserialize_with = "lenient::value")]
    desc: String,
    #[serde(default, deserialize_with = "lenient::value")]
    id_list: String,
    #[serde(default, deserialize_with = "lenient::value")]
    closed: bool,
    #[serde(default, deserialize_with = "lenient::value")]
    is_template: bool,
    #[serde(default, deserialize_with = "lenient::value")]
    due: Option<DateTime<Utc>>,
    #[serde(default, deserialize_with = "lenient::value")]
    due_complete: bool,
    #[serde(default, deserialize_with = "lenient::list")]
    labels: Vec<Label>,
    #[serde(default, deserialize_with = "lenient::list")]
    attachments: Vec<Attachment>,
    #[serde(default, deserialize_with = "lenient::list")]
    custom_field_items: Vec<CustomItem>,
}

#[derive(Deserialize)]
struct Label {
    #[serde(default, deserialize_with = "lenient::value")]
    name: String,
}

#[derive(Deserialize)]
struct Attachment {
    #[serde(default, deserialize_with = "lenient::value")]
    url: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Checklist {
    id_card: String,
    #[serde(default, deserialize_with = "lenient::list")]
    check_items: Vec<CheckItem>,
}

#[derive(Deserialize)]
struct CheckItem {
    #[serde(default, deserialize_with = "lenient::value")]
    name: String,
}

#[derive(Deserialize)]
struct CustomField {
    id: String,
    #[serde(default, deserialize_with = "lenient::value")]
    name: String,
    #[serde(default, deserialize_with = "lenient::list")]
    options: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    id: String,
    #[serde(default)]
    value: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CustomItem {
    id_custom_field: String,
    #[serde(default, deserialize_with = "lenient::value")]
    id_value: Option<String>,
    #[serde(default)]
    value: Value,
}

/// Of the many kinds of actions, those that say where a card is. The rest is skipped unread.
#[derive(Deserialize)]
struct Action {
    #[serde(rename = "type")]
    kind: String,
    date: DateTime<Utc>,
    #[serde(default, deserialize_with = "lenient::value")]
    data: Data,
}

#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Data {
    card: Option<Named>,
    list: Option<Named>,
    list_before: Option<Named>,
    list_after: Option<Named>,
    old: Option<Old>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default, deserialize_with = "lenient::value")]
    id: String,
}

#[derive(Deserialize)]
struct Old {
    #[serde(default, deserialize_with = "lenient::value")]
    closed: Option<bool>,
}

/// The header that a public test shows; the real one has more columns.
const NAMES: Names = Names {
    id: &["card id"],
    title: &["card name"],
    description: &["card description"],
    list: &["list name"],
    labels: &["labels"],
    due: &["due date"],
    created: &[],
    done: &[],
    progress: &[],
    modified: &["last activity date"],
    archived: &["archived"],
    board: &["board name"],
};

impl Format for Trello {
    fn name(&self) -> &'static str {
        "trello"
    }

    fn about(&self) -> About {
        About {
            group: Group::Editorial,
            title: "Trello, tableau",
            menus: "menu du tableau › Imprimer, exporter et partager › Exporter en JSON\u{202f}; le CSV des offres payantes n’a pas les déplacements",
            gives: "contenus, circuit de validation, demandes",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        let is_export = document.json.as_deref().is_some_and(|text| {
            let has = |key: &str| text.contains(key);
            // The actions come first: they tell a file that was cut.
            text.trim_start().starts_with('{')
                && (has("\"idMemberCreator\"") && has("\"actions\"")
                    || has("\"lists\"")
                        && has("\"cards\"")
                        && (has("\"idList\"") || has("\"idBoard\"")))
        });
        if is_export || table(document).is_some() {
            Claim::Yes
        } else {
            Claim::No
        }
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let board = if let Some((table, columns)) = table(document) {
            let mut board = columns.board(table, "trello-", settings, &document.name);
            for card in &mut board.cards {
                card.created =
                    created(&card.id["trello-".len()..]).and_then(|at| board::local(at, settings));
            }
            let message = "l’export CSV de Trello dit où sont les cartes, pas leurs déplacements ; pour le circuit de validation, prendre Imprimer, exporter et partager › Exporter en JSON";
            batch.findings.push(Finding::info(
                "no-moves",
                &document.name,
                notes::typeset(message),
            ));
            board
        } else {
            match tracker_json::parse::<Export>(document) {
                Ok(export) => read(export, settings, &mut batch),
                Err(finding) => return batch.refused(finding),
            }
        };
        board::read(&board, settings, &mut batch);
        batch
    }
}

fn table(document: &Document) -> Option<(&Table, board_table::Columns)> {
    board_table::find(document, &NAMES, |columns| {
        columns.has_id() && columns.has_list()
    })
}

/// The first eight hexadecimal digits of an id are Unix seconds.
fn created(id: &str) -> Option<DateTime<Utc>> {
    let seconds = i64::from_str_radix(id.get(..8)?, 16).ok()?;
    (id.len() == 24)
        .then(|| DateTime::from_timestamp(seconds, 0))
        .flatten()
}

fn read(mut export: Export, settings: &Settings, batch: &mut Batch) -> Board {
    export
        .lists
        .sort_by(|one, other| one.pos.total_cmp(&other.pos));
    // Newest first in the file; the order of the file decides between equals.
    export.actions.reverse();
    export.actions.sort_by_key(|action| action.date);
    let begins = (export.actions.len() >= MOST_ACTIONS)
        .then(|| export.actions.first().map(|action| action.date))
        .flatten();
    if let Some(begins) = begins.and_then(|begins| board::local(begins, settings)) {
        let message = format!(
            "l’export ne garde que les 1 000 dernières actions, depuis le {} ; les passages d’avant manquent : exporter le tableau chaque mois",
            begins.at.format("%d/%m/%Y")
        );
        batch.findings.push(Finding::warning(
            "truncated-history",
            &batch.file,
            notes::typeset(&message),
        ));
    }
    tell_gone(&export, batch);
    let moves = export.actions.iter().filter_map(|action| {
        let list = action.data.list_after.as_ref()?.id.clone();
        (action.kind == "updateCard")
            .then(|| Some((action.date, list, action.data.card.as_ref()?.id.clone())))?
    });
    let tidyings = board_history::tidyings(moves.collect());
    let mut events: BTreeMap<&str, Vec<Event>> = BTreeMap::new();
    for action in &export.actions {
        if let (Some(card), Some(event)) = (&action.data.card, event(action)) {
            events.entry(&card.id).or_default().push(event);
        }
    }
    let mut passages = 0;
    let cards = export
        .cards
        .iter()
        .zip(1..)
        .map(|(card, row)| {
            let created = created(&card.id);
            let now = Now {
                list: &card.id_list,
                is_archived: card.closed,
                created: created.filter(|at| begins.is_none_or(|begins| *at >= begins)),
            };
            let events = events.get(card.id.as_str()).map_or(&[][..], Vec::as_slice);
            let history = board_history::replay(events, now);
            passages += history.passages;
            let was_tidied = events.iter().any(|event| match &event.what {
                What::Moves { to, .. } => tidyings.contains(&(event.at, to.clone())),
                What::Enters(_) | What::Archived | What::Restored => false,
            });
            let entered = history.stays.first().and_then(|stay| stay.from);
            Card {
                row,
                created: created
                    .or(entered)
                    .and_then(|at| board::local(at, settings)),
                track: Track {
                    stays: history.stays,
                    has_gap: history.has_gap,
                    was_tidied,
                },
                ..described(card, &export, settings)
            }
        })
        .collect();
    if passages > 0 {
        let message = text::count(
            passages as u64,
            "passage de moins de deux minutes dans une liste laissé de côté",
            "passages de moins de deux minutes dans une liste laissés de côté",
        );
        batch
            .findings
            .push(Finding::info("short-stays", &batch.file, message));
    }
    let last = export
        .last_activity
        .or_else(|| export.actions.last().map(|action| action.date));
    Board {
        name: export.name,
        lists: export
            .lists
            .into_iter()
            .map(|list| List {
                id: list.id,
                name: list.name,
                is_archived: list.closed,
                is_done: false,
            })
            .collect(),
        cards,
        as_of: last
            .and_then(|at| board::local(at, settings))
            .map(|moment| moment.at.date()),
        has_moves: true,
        unreadable_dates: Vec::new(),
    }
}

/// Cards that were deleted or left for another board: their actions stay, and they do not.
fn tell_gone(export: &Export, batch: &mut Batch) {
    let gone: BTreeSet<&str> = export
        .actions
        .iter()
        .filter(|action| matches!(action.kind.as_str(), "deleteCard" | "moveCardFromBoard"))
        .filter_map(|action| action.data.card.as_ref())
        .map(|card| card.id.as_str())
        .filter(|id| export.cards.iter().all(|card| card.id != *id))
        .collect();
    if !gone.is_empty() {
        let message = text::count(
            gone.len() as u64,
            "carte supprimée ou passée sur un autre tableau ; elle n’est plus dans l’export",
            "cartes supprimées ou passées sur un autre tableau ; elles ne sont plus dans l’export",
        );
        batch.findings.push(Finding::info(
            "cards-gone",
            &batch.file,
            notes::typeset(&message),
        ));
    }
}

fn event(action: &Action) -> Option<Event> {
    let id = |named: &Option<Named>| named.as_ref().map(|named| named.id.clone());
    let data = &action.data;
    let what = match action.kind.as_str() {
        "createCard"
        | "copyCard"
        | "convertToCardFromCheckItem"
        | "emailCard"
        | "moveCardToBoard" => What::Enters(id(&data.list).or_else(|| id(&data.list_after))?),
        // Of the changes of a card, most are no moves: its place in the list, its name, its dates…
        "updateCard" => match (id(&data.list_before), id(&data.list_after)) {
            (Some(from), Some(to)) => What::Moves { from, to },
            _ if data.old.as_ref()?.closed? => What::Restored,
            _ => What::Archived,
        },
        _ => return None,
    };
    Some(Event {
        at: action.date,
        what,
    })
}

fn described(card: &ExportedCard, export: &Export, settings: &Settings) -> Card {
    let checklists = export
        .checklists
        .iter()
        .filter(|checklist| checklist.id_card == card.id)
        .flat_map(|checklist| &checklist.check_items)
        .map(|item| item.name.as_str());
    let description: Vec<&str> = std::iter::once(card.desc.as_str())
        .chain(checklists)
        .collect();
    Card {
        id: format!("trello-{}", card.id),
        title: card.name.clone(),
        description: description.join("\n"),
        list: card.id_list.clone(),
        is_archived: card.closed,
        is_template: card.is_template,
        labels: card.labels.iter().map(|label| label.name.clone()).collect(),
        properties: card
            .custom_field_items
            .iter()
            .filter_map(|item| property(item, &export.custom_fields))
            .collect(),
        links: card
            .attachments
            .iter()
            .filter_map(|attachment| attachment.url.clone())
            .collect(),
        due: card.due.and_then(|at| board::local(at, settings)),
        is_done: card.due_complete,
        ..Card::default()
    }
}

/// `{"text": …}`, `{"date": …}`, `{"number": …}`, `{"checked": …}`, or the id of a choice.
fn property(item: &CustomItem, fields: &[CustomField]) -> Option<(String, String)> {
    let field = fields
        .iter()
        .find(|field| field.id == item.id_custom_field)?;
    let value = match &item.id_value {
        Some(chosen) => {
            &field
                .options
                .iter()
                .find(|choice| choice.id == *chosen)?
                .value
        }
        None => &item.value,
    };
    let value = value
        .as_object()?
        .values()
        .find_map(|value| value.as_str())?;
    Some((field.name.clone(), value.to_owned()))
}
