//! The month on one sheet, to hang in a corridor: a sentence, the iceberg, three figures and the
//! circuit of a content. Each figure is one of the report's; what is not measured is left out.

use super::block::{
    Block, Circuit, Column, Note, NoteKind, Page, PageLayout, Report, Stack, Stop, Tile, TileRow,
};
use super::said::{self, Place};
use super::{Desk, facts};
use crate::model::{Figure, Value};
use crate::words::number::{self, NBSP};
use crate::words::{date, text};

/// Key figures, those that speak to a passer-by first.
const PREFERRED: [&str; 8] = ["ES1", "ES3", "ES6", "ES2", "ES7", "ES5", "ES8", "ES4"];
const FIGURES: usize = 3;

/// A report of one page.
pub fn poster(desk: &Desk, report: &Report) -> Report {
    let mut found = Found::default();
    for page in &report.pages {
        found.look_at(&page.blocks);
    }
    let mut right = Vec::new();
    let tiles = found.chosen();
    if !tiles.is_empty() {
        let heading = String::new();
        right.push(Block::Tiles {
            rows: vec![TileRow { heading, tiles }],
        });
    }
    right.push(Block::Circuit(circuit(desk)));
    let mut blocks = match found.stack {
        Some(stack) => vec![Block::Columns {
            columns: vec![
                Column {
                    weight: 4,
                    blocks: vec![Block::Stack(stack)],
                },
                Column {
                    weight: 5,
                    blocks: right,
                },
            ],
        }],
        None => right,
    };
    blocks.extend(found.reading.map(Block::Note));
    Report {
        pages: vec![Page {
            id: "poster",
            title: facts::of_the_month(desk),
            bookmark: report.title.clone(),
            layout: PageLayout::Poster,
            blocks,
        }],
        ..report.clone()
    }
}

/// What the pages of the report lend to the poster.
#[derive(Default)]
struct Found {
    stack: Option<Stack>,
    tiles: Vec<Tile>,
    /// How to read the figures of the tiles.
    reading: Option<Note>,
}

impl Found {
    fn look_at(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Stack(stack) => {
                    self.stack.get_or_insert_with(|| stack.clone());
                }
                Block::Tiles { rows } => {
                    self.tiles
                        .extend(rows.iter().flat_map(|row| row.tiles.clone()));
                }
                Block::Note(note) if note.kind == NoteKind::HowToRead && !self.tiles.is_empty() => {
                    self.reading.get_or_insert_with(|| note.clone());
                }
                Block::Frame { blocks, .. } => self.look_at(blocks),
                Block::Columns { columns } => {
                    for column in columns {
                        self.look_at(&column.blocks);
                    }
                }
                Block::Lead { .. }
                | Block::Heading { .. }
                | Block::Paragraph { .. }
                | Block::List { .. }
                | Block::Banner(_)
                | Block::Grid(_)
                | Block::Bars(_)
                | Block::Range(_)
                | Block::Lines(_)
                | Block::Timeline(_)
                | Block::Circuit(_)
                | Block::Note(_)
                | Block::Definitions { .. } => {}
            }
        }
    }

    fn chosen(&self) -> Vec<Tile> {
        let measured = |code: &str| {
            let mut tiles = self.tiles.iter();
            tiles.find(|tile| tile.code == code && tile.measured)
        };
        let chosen = PREFERRED.iter().filter_map(|code| measured(code));
        let bare = chosen.take(FIGURES).map(|tile| Tile {
            comparison: None,
            ..tile.clone()
        });
        bare.collect()
    }
}

fn circuit(desk: &Desk) -> Circuit {
    let time = |code, detail: &str| {
        let figure = desk.figures.get(code);
        let value = figure
            .value()
            .map(|_| said::figure(desk, &figure, Place::Detail));
        value.map(|value| (value, detail.to_owned()))
    };
    let counted = |code, one: &str, many: &str| {
        let figure = desk.figures.get(code);
        let (Some(Value::Count { count }), false) = (figure.value(), figure.is_partial()) else {
            return None;
        };
        let detail = if *count < 2 { one } else { many };
        Some((number::whole(*count), detail.to_owned()))
    };
    let stop = |name: &str, measure: Option<(String, String)>, waits| {
        let (value, detail) = measure.unwrap_or_default();
        Stop {
            name: name.to_owned(),
            value,
            detail,
            waits,
        }
    };
    let stops = vec![
        stop(
            "Demande",
            counted("DE1", "demande reçue", "demandes reçues"),
            false,
        ),
        stop("Préparation", time("IC2", "de travail en amont"), false),
        stop(
            "Validation",
            wait(desk, &desk.figures.get("VA1"))
                .or_else(|| counted("VA5", "étape en attente", "étapes en attente")),
            true,
        ),
        stop(
            "Mise en ligne",
            counted("ES2", "publication", "publications"),
            false,
        ),
        stop(
            "Réponses et suivi",
            time("IC3", "de travail en aval"),
            false,
        ),
    ];
    let said: Vec<String> = stops
        .iter()
        .map(|stop| {
            let name = text::lower_first(&stop.name);
            if stop.value.is_empty() {
                name
            } else {
                format!("{name} ({} {})", stop.value, stop.detail)
            }
        })
        .collect();
    Circuit {
        caption: format!(
            "Le chemin des contenus{NBSP}: tout le mois {}",
            date::of_month(desk.month)
        ),
        alt: format!(
            "Les étapes des contenus du mois, dans l’ordre{NBSP}: {}.",
            said.join(", ")
        ),
        stops,
    }
}

/// Only a median speaks of « a content »; single cases would be somebody's.
fn wait(desk: &Desk, figure: &Figure) -> Option<(String, String)> {
    match figure.value()? {
        Value::WorkingDays { of, .. } if matches!(**of, Value::Spread { .. }) => Some((
            said::figure(desk, figure, Place::Detail),
            format!(
                "d’attente en médiane, {}",
                said::n(figure.n, "circuit", "circuits")
            ),
        )),
        _ => None,
    }
}
