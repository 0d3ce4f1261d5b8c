//! Microsoft Planner: the plan exported to Excel (editorial-tables.md §6). A bucket is a list; its moves are
//! not kept. People are never looked at.

use crate::document::{Document, Table};
use crate::import::board_table::{self, Names};
use crate::import::{About, Claim, Format, Group, Settings, board, notes};
use crate::model::{Batch, Finding};

pub struct Planner;

/// Names in French are not verified.
const NAMES: Names = Names {
    id: &[
        "task id",
        "id de la tache",
        "id de tache",
        "identifiant de la tache",
    ],
    title: &["task name", "nom de la tache", "nom de tache"],
    description: &["description", "notes"],
    list: &["bucket name", "nom du compartiment", "nom de compartiment"],
    labels: &["labels", "etiquettes"],
    due: &["due date", "date d'echeance", "echeance"],
    created: &["created date", "date de creation", "cree le"],
    done: &[
        "completed date",
        "date d'achevement",
        "date de fin",
        "termine le",
    ],
    progress: &["progress", "progression", "avancement"],
    modified: &[],
    archived: &[],
    board: &[],
};

const NO_MOVES: &str = "Planner ne garde pas les passages d’un compartiment à l’autre : le circuit de validation n’est lu que dans les lignes datées des descriptions, par exemple « - [x] Validation cabinet : envoyé 01/09, reçu 03/09 »";

impl Format for Planner {
    fn name(&self) -> &'static str {
        "planner"
    }

    fn about(&self) -> About {
        About {
            group: Group::Editorial,
            title: "Microsoft Planner, plan",
            menus: "plan › ⋯ › Exporter le plan vers Excel",
            gives: "contenus, demandes\u{202f}; circuit de validation si les tâches portent ses dates",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        Claim::when(table(document).is_some())
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let Some((table, columns)) = table(document) else {
            return batch;
        };
        batch.findings.push(Finding::info(
            "no-moves",
            &document.name,
            notes::typeset(NO_MOVES),
        ));
        let board = columns.board(table, "planner-", settings, &document.name);
        board::read(&board, settings, &mut batch);
        batch
    }
}

fn table(document: &Document) -> Option<(&Table, board_table::Columns)> {
    board_table::find(document, &NAMES, |columns| {
        columns.has_list() && columns.has_progress()
    })
}
