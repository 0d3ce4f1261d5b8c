//! The blocks of a grid of hours, one under the other: a week each, or a person each.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Weekday};

use crate::document::{Document, Row, Table};
use crate::import::grid_days::{Around, Column, columns};
use crate::import::{hours_rows, moment};

/// Titles and a logo may come before the days.
const HEADER_WITHIN: usize = 12;
/// How far above its days a week is named.
const ABOVE: usize = 4;
/// Ten years of weeks for ten people: a table with more is no grid.
const MOST: usize = 5000;

/// Columns that hold from a row on.
pub struct Block {
    pub header: u32,
    pub columns: Vec<Column>,
    /// The person whose hours they are: « Nom : … » above.
    pub owner: Option<u64>,
}

/// Rows that name days, with what the rows above say of their weeks.
pub fn blocks(table: &Table, document: &Document) -> Option<Vec<Block>> {
    let title: Vec<Vec<String>> = table
        .title
        .iter()
        .map(|title| vec![title.clone()])
        .collect();
    let year = title
        .iter()
        .flatten()
        .find_map(|text| moment::year_in(text))
        .or_else(|| moment::year_in(&document.name));
    let mut reader = Reader {
        above: title.clone(),
        title,
        year,
        is_after_days: false,
        owner: None,
        shared: None,
        blocks: Vec::new(),
    };
    let mut seen = 0;
    table.walk(|row| {
        seen += 1;
        reader.row(&row);
        reader.blocks.len() <= MOST && (!reader.blocks.is_empty() || seen < HEADER_WITHIN)
    });
    let blocks = reader.blocks;
    (1..=MOST).contains(&blocks.len()).then_some(blocks)
}

struct Reader {
    /// The name of the sheet, then the last rows since the days of another block.
    above: Vec<Vec<String>>,
    title: Vec<Vec<String>>,
    year: Option<i32>,
    is_after_days: bool,
    /// Named since the days of another block.
    owner: Option<u64>,
    shared: Option<Shared>,
    blocks: Vec<Block>,
}

/// A week that is named once, above one block per person.
struct Shared {
    monday: NaiveDate,
    owners: BTreeSet<u64>,
}

impl Reader {
    fn row(&mut self, row: &Row<'_>) {
        let cells: Vec<String> = (0..row.len())
            .map(|place| row.text_at(place).trim().to_owned())
            .collect();
        if self.blocks.is_empty() {
            let found = || cells.iter().find_map(|text| moment::year_in(text));
            self.year = self.year.or_else(found);
        }
        let owner = hours_rows::owner_in(&cells);
        // The days may take two rows.
        let before = self.blocks.last().filter(|_| self.is_after_days);
        let owner_here = owner
            .or(self.owner)
            .or(before.and_then(|block| block.owner));
        let around = Around {
            above: &self.above,
            year: self.year,
            monday: self.lent(owner_here),
        };
        if let Some(columns) = columns(row, &cells, around) {
            let block = Block {
                header: row.number,
                columns,
                owner: owner_here,
            };
            self.owner = None;
            self.is_after_days = true;
            self.share(&block);
            self.blocks.push(block);
        } else {
            self.owner = owner.or(self.owner);
            if std::mem::take(&mut self.is_after_days) {
                self.above.clone_from(&self.title);
            }
        }
        self.above.push(cells);
        if self.above.len() > self.title.len() + ABOVE {
            self.above.remove(self.title.len());
        }
    }

    /// The week of the blocks above, for another person: the same person again is another week.
    fn lent(&self, owner: Option<u64>) -> Option<NaiveDate> {
        let shared = self.shared.as_ref()?;
        (!shared.owners.contains(&owner?)).then_some(shared.monday)
    }

    fn share(&mut self, block: &Block) {
        let said = block.owner.zip(block.monday());
        self.shared = said.map(|(owner, monday)| {
            let mut owners = match self.shared.take() {
                Some(shared) if shared.monday == monday => shared.owners,
                _ => BTreeSet::new(),
            };
            owners.insert(owner);
            Shared { monday, owners }
        });
    }
}

impl Block {
    /// Places of the days, and which day each is, where something says it.
    pub fn days(&self) -> impl Iterator<Item = (usize, Option<NaiveDate>)> {
        let columns = self.columns.iter().enumerate();
        columns.filter_map(|(place, column)| match column {
            Column::Day(day) => Some((place, Some(*day))),
            Column::Undated => Some((place, None)),
            Column::Task | Column::Agent | Column::Total | Column::Nothing => None,
        })
    }

    /// The Monday of its week, when all its days are of one.
    fn monday(&self) -> Option<NaiveDate> {
        let monday = |day: NaiveDate| day.week(Weekday::Mon).first_day();
        let mut mondays = self.days().map(|(_, day)| day.map(monday));
        let first = mondays.next()??;
        mondays.all(|monday| monday == Some(first)).then_some(first)
    }

    /// The word, or lengths of nothing and nobody.
    pub fn is_total(&self, row: &Row<'_>) -> bool {
        let mut labels = self.text(row, Column::Task);
        labels.extend(self.text(row, Column::Agent));
        labels.is_empty() || labels.iter().any(|label| hours_rows::is_total(label))
    }

    pub fn text(&self, row: &Row<'_>, wanted: Column) -> Vec<String> {
        self.columns
            .iter()
            .enumerate()
            .filter(|(_, column)| **column == wanted)
            .map(|(place, _)| row.text_at(place).trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    }
}
