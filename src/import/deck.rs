//! Nextcloud Deck: the JSON of the web application or of the administrator, and the CSV
//! (editorial-tables.md §4). Neither holds the moves of the cards. Users are never looked at.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;

use crate::document::{Document, Table};
use crate::import::board::{self, Board, Card, List};
use crate::import::board_table::{self, Names};
use crate::import::{About, Claim, Format, Group, Settings, lenient, notes, tracker_json};
use crate::model::{Batch, Finding};
use crate::words::text;

pub struct Deck;

#[derive(Deserialize)]
struct ExportedBoard {
    #[serde(default, deserialize_with = "lenient::value")]
    title: String,
    #[serde(default)]
    stacks: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Stack {
    #[serde(default)]
    id: Value,
    #[serde(default, deserialize_with = "lenient::value")]
    title: String,
    #[serde(default, deserialize_with = "lenient::value")]
    order: i64,
    #[serde(default, deserialize_with = "lenient::value")]
    deleted_at: i64,
    #[serde(default, deserialize_with = "lenient::value")]
    is_done_column: Option<bool>,
    #[serde(default)]
    cards: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ExportedCard {
    id: i64,
    #[serde(default, deserialize_with = "lenient::value")]
    title: String,
    #[serde(default, deserialize_with = "lenient::value")]
    description: Option<String>,
    #[serde(default, deserialize_with = "lenient::value")]
    created_at: i64,
    #[serde(default, deserialize_with = "lenient::value")]
    last_modified: i64,
    #[serde(default, deserialize_with = "lenient::value")]
    duedate: Option<String>,
    /// Absent in old versions.
    #[serde(default, deserialize_with = "lenient::value")]
    done: Option<String>,
    #[serde(default, deserialize_with = "lenient::value")]
    archived: bool,
    #[serde(default, deserialize_with = "lenient::value")]
    deleted_at: i64,
    /// `null` instead of an empty list.
    #[serde(default, deserialize_with = "lenient::value")]
    labels: Option<Vec<Label>>,
}

#[derive(Deserialize)]
struct Label {
    #[serde(default, deserialize_with = "lenient::value")]
    title: String,
}

const NAMES: Names = Names {
    id: &[],
    title: &["card title", "titre de la carte"],
    description: &["description"],
    list: &["list name", "nom de la liste"],
    labels: &["tags", "etiquettes"],
    due: &["due date", "date d'echeance"],
    created: &["created", "creee", "cree"],
    done: &[],
    progress: &[],
    modified: &["modified", "modifiee", "modifie"],
    archived: &[],
    board: &[],
};

const NO_MOVES: &str = "Deck ne garde pas les déplacements des cartes : le circuit de validation n’est lu que dans les lignes datées des descriptions, par exemple « - [x] Validation cabinet : envoyé 01/09, reçu 03/09 »";

impl Format for Deck {
    fn name(&self) -> &'static str {
        "deck"
    }

    fn about(&self) -> About {
        About {
            group: Group::Editorial,
            title: "Nextcloud Deck, tableau",
            menus: "tableau › ⋯ › Exporter le tableau › Exporter au format JSON (ou CSV)\u{202f}; pour l’administrateur, occ deck:export",
            gives: "contenus, demandes\u{202f}; circuit de validation si les cartes portent ses dates",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        let is_export = document.json.as_deref().is_some_and(|text| {
            text.contains("\"stacks\"")
                && (text.contains("\"stackId\"") || text.contains("\"boardId\""))
                && !text.contains("\"idList\"")
        });
        Claim::when(is_export || table(document).is_some())
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let boards = if let Some((table, columns)) = table(document) {
            vec![columns.board(table, "deck-", settings, &document.name)]
        } else {
            let exported = tracker_json::parse::<Value>(document).map(|root| boards(&root));
            match exported {
                Ok(exported) => exported
                    .iter()
                    .map(|one| read(one, settings, &mut batch))
                    .collect(),
                Err(finding) => return batch.refused(finding),
            }
        };
        batch.findings.push(Finding::info(
            "no-moves",
            &document.name,
            notes::typeset(NO_MOVES),
        ));
        for board in &boards {
            board::read(board, settings, &mut batch);
        }
        batch
    }
}

fn table(document: &Document) -> Option<(&Table, board_table::Columns)> {
    board_table::find(document, &NAMES, |columns| {
        !columns.has_id() && columns.has_list() && columns.has_labels()
    })
}

/// `{"boards": …}` with a list or an object by id, that object alone, or one board.
fn boards(root: &Value) -> Vec<ExportedBoard> {
    let inside = root.get("boards").unwrap_or(root);
    if inside.get("stacks").is_some() {
        return ExportedBoard::deserialize(inside).into_iter().collect();
    }
    items(inside)
        .into_iter()
        .filter(|board| board.get("stacks").is_some())
        .filter_map(|board| ExportedBoard::deserialize(board).ok())
        .collect()
}

/// The items of a list, or of an object keyed by id.
fn items(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(items) => items.values().collect(),
        _ => Vec::new(),
    }
}

fn read(exported: &ExportedBoard, settings: &Settings, batch: &mut Batch) -> Board {
    let mut stacks: Vec<Stack> = Vec::new();
    let mut odd = 0;
    for stack in items(&exported.stacks) {
        match Stack::deserialize(stack) {
            Ok(stack) => stacks.push(stack),
            Err(_) => odd += 1,
        }
    }
    stacks.sort_by_key(|stack| (stack.order, stack.id.to_string()));
    let mut board = Board {
        name: exported.title.clone(),
        ..Board::default()
    };
    let mut deleted = 0;
    for stack in stacks {
        let list = stack.id.to_string();
        let lives = stack.deleted_at == 0;
        for card in items(&stack.cards) {
            match ExportedCard::deserialize(card) {
                Ok(card) if lives && card.deleted_at == 0 => {
                    let modified = instant(card.last_modified, settings);
                    board.as_of = board.as_of.max(modified.map(|moment| moment.at.date()));
                    let row = u32::try_from(board.cards.len() + 1).unwrap_or(u32::MAX);
                    board.cards.push(described(card, &list, row, settings));
                }
                Ok(_) => deleted += 1,
                Err(_) => odd += 1,
            }
        }
        board.lists.push(List {
            id: list,
            name: stack.title,
            is_archived: !lives,
            is_done: stack.is_done_column == Some(true),
        });
    }
    tell(
        batch,
        deleted,
        "deleted-cards",
        "carte supprimée laissée de côté",
        "cartes supprimées laissées de côté",
    );
    tell(
        batch,
        odd,
        "unreadable-card",
        "carte qui ne se lit pas laissée de côté",
        "cartes qui ne se lisent pas laissées de côté",
    );
    board
}

/// Cards met that give nothing.
fn tell(batch: &mut Batch, cards: usize, code: &'static str, one: &str, many: &str) {
    if cards > 0 {
        batch.rows_in += cards;
        batch.rows_told += cards;
        let message = text::count(cards as u64, one, many);
        batch
            .findings
            .push(Finding::info(code, &batch.file, message));
    }
}

fn described(card: ExportedCard, list: &str, row: u32, settings: &Settings) -> Card {
    let moment = |text: Option<String>| {
        let at = DateTime::parse_from_rfc3339(text.as_deref()?).ok()?;
        board::local(at.with_timezone(&Utc), settings)
    };
    let done = moment(card.done);
    Card {
        row,
        id: format!("deck-{}", card.id),
        title: card.title,
        description: card.description.unwrap_or_default(),
        list: list.to_owned(),
        is_archived: card.archived,
        labels: card
            .labels
            .unwrap_or_default()
            .into_iter()
            .map(|label| label.title)
            .collect(),
        due: moment(card.duedate),
        created: instant(card.created_at, settings),
        is_done: done.is_some(),
        done,
        ..Card::default()
    }
}

/// Unix seconds; zero is nothing.
fn instant(seconds: i64, settings: &Settings) -> Option<crate::model::Moment> {
    (seconds > 0)
        .then(|| DateTime::from_timestamp(seconds, 0))
        .flatten()
        .and_then(|at| board::local(at, settings))
}
