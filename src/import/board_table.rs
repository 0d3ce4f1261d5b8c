//! A board saved as a table: one row per card, where it is now, and nothing of its moves
//! (editorial-tables.md §3, §4.2, §6).

use std::collections::BTreeMap;

use crate::document::{Cell, Document, Row, Table};
use crate::import::board::{Board, Card, List, named_by_file};
use crate::import::moment::{self, Writing};
use crate::import::{Settings, hand_kept};
use crate::model::Moment;
use crate::words::fold::fold;

/// Names of the columns, folded.
pub struct Names {
    pub id: &'static [&'static str],
    pub title: &'static [&'static str],
    pub description: &'static [&'static str],
    pub list: &'static [&'static str],
    pub labels: &'static [&'static str],
    pub due: &'static [&'static str],
    pub created: &'static [&'static str],
    pub done: &'static [&'static str],
    pub progress: &'static [&'static str],
    pub modified: &'static [&'static str],
    pub archived: &'static [&'static str],
    pub board: &'static [&'static str],
}

/// Where they stand.
pub struct Columns {
    header: u32,
    names: Vec<String>,
    id: Option<usize>,
    title: usize,
    description: Option<usize>,
    list: Option<usize>,
    labels: Option<usize>,
    due: Option<usize>,
    created: Option<usize>,
    done: Option<usize>,
    progress: Option<usize>,
    modified: Option<usize>,
    archived: Option<usize>,
    board: Option<usize>,
}

/// The first table with a header that suits.
pub fn find<'a>(
    document: &'a Document,
    names: &Names,
    suits: impl Fn(&Columns) -> bool,
) -> Option<(&'a Table, Columns)> {
    document.tables.iter().find_map(|table| {
        table
            .first_rows(12)
            .iter()
            .filter_map(|(row, cells)| Columns::of(*row, cells, names))
            .find(&suits)
            .map(|columns| (table, columns))
    })
}

impl Columns {
    fn of(header: u32, cells: &[String], names: &Names) -> Option<Columns> {
        let folded: Vec<String> = cells.iter().map(|cell| fold(cell)).collect();
        let place = |known: &[&str]| {
            folded
                .iter()
                .position(|name| known.contains(&name.as_str()))
        };
        Some(Columns {
            header,
            id: place(names.id),
            title: place(names.title)?,
            description: place(names.description),
            list: place(names.list),
            labels: place(names.labels),
            due: place(names.due),
            created: place(names.created),
            done: place(names.done),
            progress: place(names.progress),
            modified: place(names.modified),
            archived: place(names.archived),
            board: place(names.board),
            names: folded,
        })
    }

    pub fn has_id(&self) -> bool {
        self.id.is_some()
    }

    pub fn has_list(&self) -> bool {
        self.list.is_some()
    }

    pub fn has_progress(&self) -> bool {
        self.progress.is_some()
    }

    pub fn has_labels(&self) -> bool {
        self.labels.is_some()
    }

    /// The board, its lists in the order they are met. `prefix` makes the ids of its cards.
    pub fn board(&self, table: &Table, prefix: &str, settings: &Settings, file: &str) -> Board {
        let writing = self.writing(table, settings);
        let mut board = Board {
            name: named_by_file(file),
            ..Board::default()
        };
        let mut met = BTreeMap::new();
        table.for_each(|row| {
            if row.number <= self.header || row.is_empty() || self.repeats(&row) {
                return;
            }
            let list = text(&row, self.list);
            if board.lists.iter().all(|known| known.id != list) {
                board.lists.push(List {
                    id: list.clone(),
                    name: list.clone(),
                    ..List::default()
                });
            }
            if let Some(name) = Some(text(&row, self.board)).filter(|name| !name.is_empty()) {
                board.name = name;
            }
            let mut card = self.card(&row, list, prefix, writing);
            // Two cards of one title and day, without an id of their own, are two contents.
            let copies = met.entry(card.id.clone()).or_insert(0_u32);
            *copies += 1;
            if *copies > 1 {
                card.id = format!("{}-{copies}", card.id);
            }
            let dates = [self.created, self.due, self.done];
            if dates.into_iter().flatten().any(|place| {
                let cell = row.cell(place);
                moment::read(cell, writing) == moment::Reading::Unreadable && !is_null(cell)
            }) {
                board.unreadable_dates.push(row.number);
            }
            board.as_of = board.as_of.max(self.modified(&row, writing));
            board.cards.push(card);
        });
        board
    }

    fn card(&self, row: &Row, list: String, prefix: &str, writing: Writing) -> Card {
        let title = text(row, Some(self.title));
        let created = self
            .created
            .and_then(|place| moment(row.cell(place), writing));
        let done = self.done.and_then(|place| moment(row.cell(place), writing));
        let id = match Some(text(row, self.id)).filter(|id| !id.is_empty()) {
            Some(id) => format!("{prefix}{id}"),
            None => format!(
                "{prefix}{}",
                hand_kept::name(created.map(|created| created.at.date()), &title)
            ),
        };
        Card {
            row: row.number,
            id,
            description: text(row, self.description),
            list,
            is_archived: is_true(row, self.archived),
            labels: labels(&text(row, self.labels)),
            due: self.due.and_then(|place| moment(row.cell(place), writing)),
            created,
            is_done: done.is_some(),
            done,
            properties: self
                .progress
                .map(|place| ("Statut".to_owned(), text(row, Some(place))))
                .into_iter()
                .collect(),
            title,
            ..Card::default()
        }
    }

    fn modified(&self, row: &Row, writing: Writing) -> Option<chrono::NaiveDate> {
        let moments = [self.modified, self.created, self.done];
        moments
            .into_iter()
            .flatten()
            .filter_map(|place| moment(row.cell(place), writing))
            .map(|moment| moment.at.date())
            .max()
    }

    /// Decided on all dates of the table: Deck writes them as the browser does.
    fn writing(&self, table: &Table, settings: &Settings) -> Writing {
        let mut dates = Vec::new();
        table.for_each(|row| {
            let places = [self.created, self.modified, self.done, self.due];
            let places = places.into_iter().flatten();
            dates.extend(places.map(|place| row.text_at(place).into_owned()));
        });
        Writing::of(dates.iter().map(String::as_str), None, settings.zone)
    }

    /// The header once more: files are put end to end.
    fn repeats(&self, row: &Row) -> bool {
        fold(&row.text_at(self.title)) == self.names[self.title]
            && self
                .list
                .is_some_and(|place| fold(&row.text_at(place)) == self.names[place])
    }
}

/// `true` as Trello writes it, or as a spreadsheet saves it again.
fn is_true(row: &Row, place: Option<usize>) -> bool {
    place.is_some_and(|place| row.cell(place) == Cell::Bool(true))
        || matches!(fold(&text(row, place)).as_str(), "true" | "vrai")
}

fn text(row: &Row, place: Option<usize>) -> String {
    place.map_or_else(String::new, |place| row.text_at(place).trim().to_owned())
}

/// Deck writes the word `null` for no date.
fn is_null(cell: Cell) -> bool {
    cell == Cell::Text("null")
}

fn moment(cell: Cell, writing: Writing) -> Option<Moment> {
    match moment::read(cell, writing) {
        moment::Reading::Given(dated) => Some(dated.moment),
        moment::Reading::Empty | moment::Reading::Unreadable => None,
    }
}

/// `Facebook (blue), X (black)` in Trello; `Facebook, Urgent,` in Deck, which ends with a comma; `Facebook;Urgent` in
/// Planner.
fn labels(cell: &str) -> Vec<String> {
    const COLOURS: [&str; 11] = [
        "green", "yellow", "orange", "red", "purple", "blue", "sky", "lime", "pink", "black",
        "none",
    ];
    cell.split([',', ';'])
        .map(str::trim)
        .filter(|label| !label.is_empty())
        .map(|label| match label.rsplit_once(" (") {
            // `sky`, `black_dark`
            Some((name, colour))
                if COLOURS.contains(
                    &colour
                        .trim_end_matches(')')
                        .split('_')
                        .next()
                        .unwrap_or_default(),
                ) =>
            {
                name.to_owned()
            }
            _ => label.to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_end_with_a_comma() {
        assert_eq!(labels("Facebook, Urgent,"), ["Facebook", "Urgent"]);
        assert_eq!(labels("Facebook (blue), X (black_dark)"), ["Facebook", "X"]);
        assert_eq!(labels("Vidéo (courte)"), ["Vidéo (courte)"]);
        assert_eq!(labels("Musée (orangerie)"), ["Musée (orangerie)"]);
        assert!(labels("").is_empty());
    }
}
