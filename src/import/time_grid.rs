//! Hours kept in a grid: tasks in rows, days in columns, one sheet per week or month
//! (timesheets.md §8.1, shape M).

use std::collections::VecDeque;

use crate::document::{Document, Row, Table};
use crate::import::duration::{self, Reading};
use crate::import::grid_days::{Column, columns};
use crate::import::moment;
use crate::import::tracker::{Entries, Entry};
use crate::import::unit::{self, Decision, Unit};
use crate::import::{About, Claim, Format, Group, Settings, hours_rows, sheet, step, veil};
use crate::model::{Batch, Nature, Severity, Spent};

pub struct TimeGrid;

/// Titles and a logo may come before the days.
const HEADER_WITHIN: usize = 12;
/// How far above its days a week is named.
const ABOVE: usize = 4;

/// The blocks of a grid: one header per week when weeks are put one under the other.
struct Grid {
    blocks: Vec<Block>,
}

/// Columns that hold from a row on.
struct Block {
    header: u32,
    columns: Vec<Column>,
}

impl Format for TimeGrid {
    fn name(&self) -> &'static str {
        "time-grid"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "Grille d’heures, tâches en lignes et jours en colonnes",
            menus: "la feuille de la semaine ou du mois tenue par l’équipe, en .xlsx, .xls, .ods ou .csv",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        // A workbook with lists of entries is read by them; its grids add them up.
        let has_list = document
            .tables
            .iter()
            .any(|table| sheet::recognise(table).is_some());
        let mut grids = document
            .tables
            .iter()
            .filter_map(|table| Grid::of(table, document))
            .peekable();
        if has_list || grids.peek().is_none() {
            return Claim::No;
        }
        if grids.any(|grid| grid.is_dated()) {
            Claim::by_hand(document)
        } else {
            Claim::Refuse(
                "c’est une grille d’heures dont rien ne dit la semaine\u{202f}; écrire la date de chaque jour, avec l’année, en tête des colonnes, ou «\u{a0}Semaine du 01/09/2026\u{a0}» au-dessus",
            )
        }
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        for table in &document.tables {
            if let Some(grid) = Grid::of(table, document).filter(Grid::is_dated) {
                batch = grid.read(table, settings, batch);
            }
        }
        batch
    }
}

impl Grid {
    /// Rows that name days, with what the rows above say of their weeks.
    fn of(table: &Table, document: &Document) -> Option<Grid> {
        let title = table.title.iter().map(|title| vec![title.clone()]);
        let mut above: VecDeque<Vec<String>> = title.collect();
        let mut year = above
            .iter()
            .flatten()
            .find_map(|text| moment::year_in(text))
            .or_else(|| moment::year_in(&document.name));
        let mut blocks: Vec<Block> = Vec::new();
        let mut seen = 0;
        table.walk(|row| {
            seen += 1;
            let cells: Vec<String> = (0..row.len())
                .map(|place| row.text_at(place).trim().to_owned())
                .collect();
            if blocks.is_empty() {
                year = year.or_else(|| cells.iter().find_map(|text| moment::year_in(text)));
            }
            if let Some(columns) = columns(&row, &cells, above.make_contiguous(), year) {
                blocks.push(Block {
                    header: row.number,
                    columns,
                });
            }
            above.push_back(cells);
            if above.len() > ABOVE {
                above.pop_front();
            }
            !blocks.is_empty() || seen < HEADER_WITHIN
        });
        let grid = Grid { blocks };
        (!grid.blocks.is_empty() && grid.holds_hours(table)).then_some(grid)
    }

    fn is_dated(&self) -> bool {
        self.blocks
            .iter()
            .flat_map(|block| &block.columns)
            .any(|column| matches!(column, Column::Day(_)))
    }

    /// Lengths of time under the days, and nothing else, for tasks that have names: a table of the best hours to
    /// post has days in columns too.
    fn holds_hours(&self, table: &Table) -> bool {
        let (mut lengths, mut others, mut has_names) = (0, 0, false);
        self.rows(table, |row, block| {
            has_names |= !block.is_total(&row)
                && block.text(&row, Column::Task).iter().any(|label| {
                    label
                        .chars()
                        .filter(|letter| letter.is_alphabetic())
                        .count()
                        > 2
                });
            for place in block.days() {
                match duration::read(row.cell(place), Spent::hours(7)) {
                    Reading::Empty => {}
                    Reading::Given(_) => lengths += 1,
                    // More than a day of minutes is a count of something else.
                    Reading::Plain { value, .. } if value <= 1440.0 => lengths += 1,
                    _ => others += 1,
                }
            }
        });
        has_names && lengths > 0 && others * 4 <= lengths
    }

    /// Rows of data, each with the header above it.
    fn rows(&self, table: &Table, mut each: impl FnMut(Row<'_>, &Block)) {
        table.for_each(|row| {
            let block = self
                .blocks
                .iter()
                .rev()
                .find(|block| block.header <= row.number);
            if let Some(block) = block.filter(|block| block.header < row.number && !row.is_empty())
            {
                each(row, block);
            }
        });
    }

    fn read(&self, table: &Table, settings: &Settings, batch: Batch) -> Batch {
        let mut entries = Entries::new(&batch, table.title.as_deref(), settings);
        let decision = self.decide(table, &mut entries, settings.working_day);
        self.rows(table, |row, block| {
            let labels = block.text(&row, Column::Task);
            let total = block
                .columns.iter().position(|column| *column == Column::Total);
            let total = total.map_or(Reading::Empty, |place| {
                duration::read(row.cell(place), settings.working_day)
            });
            if block.is_total(&row) {
                entries.total(row.number, total);
                return;
            }
            let mut sum = Spent::ZERO;
            for (place, column) in block.columns.iter().enumerate() {
                let Column::Day(day) = column else { continue };
                let spent = match duration::read(row.cell(place), settings.working_day) {
                    Reading::Empty | Reading::Plain { value: 0.0, .. } => continue,
                    Reading::Given(given) if given.spent.is_zero() => continue,
                    Reading::Given(given) => Some(given.spent),
                    Reading::Plain { value, .. } => decision.length(value, settings.working_day),
                    Reading::Running | Reading::Date | Reading::Unreadable => None,
                };
                sum += spent.unwrap_or(Spent::ZERO);
                // A label that is no task says what the time was for.
                let task = labels.first().filter(|label| step::named(label).is_some());
                let subject = labels.iter().find(|label| Some(*label) != task);
                entries.add(&Entry {
                    row: row.number,
                    agent: block.text(&row, Column::Agent).first().and_then(|name| veil::person(name)),
                    day: Some(*day),
                    spent,
                    activity: task.cloned().unwrap_or_default(),
                    project: labels.first().cloned().unwrap_or_default(),
                    description: subject.cloned().unwrap_or_default(),
                    others: labels.clone(),
                    nature: Some(Nature::Declared),
                    ..Entry::default()
                });
            }
            if let Reading::Given(given) = total
                && (given.spent - sum).abs() > Spent::minutes(1)
            {
                entries.notes.doubt(
                    row.number,
                    "total-differs",
                    "le total de la ligne ne correspond pas à ses jours ; les jours font foi : vérifier la formule du total",
                );
            }
        });
        entries.into_batch(batch)
    }

    fn decide(&self, table: &Table, entries: &mut Entries, working_day: Spent) -> Decision {
        let mut numbers = Vec::new();
        self.rows(table, |row, block| {
            if block.is_total(&row) {
                return;
            }
            for place in block.days() {
                if let Reading::Plain { value, .. } = duration::read(row.cell(place), working_day) {
                    numbers.push(value);
                }
            }
        });
        let decision = unit::decide(&numbers, None, None);
        if decision.found && numbers.iter().any(|number| *number > 0.0) {
            let said = match decision.unit() {
                Some(Unit::Minutes) => "minutes",
                Some(Unit::Clock) => "parties de jour",
                Some(Unit::Hours | Unit::Days) | None => "heures",
            };
            let message = format!(
                "les nombres sans unité de la grille sont lus en {said} ; écrire 1h30, 1:30 ou 90 min pour lever le doute"
            );
            entries
                .notes
                .sheet(Severity::Warning, "unit-found", &message);
        }
        decision
    }
}

impl Block {
    fn days(&self) -> impl Iterator<Item = usize> {
        let is_day = |column: &Column| matches!(column, Column::Day(_) | Column::Undated);
        let columns = self.columns.iter().enumerate();
        columns
            .filter(move |(_, column)| is_day(column))
            .map(|(place, _)| place)
    }

    /// The word, or lengths of nothing and nobody.
    fn is_total(&self, row: &Row<'_>) -> bool {
        let mut labels = self.text(row, Column::Task);
        labels.extend(self.text(row, Column::Agent));
        labels.is_empty() || labels.iter().any(|label| hours_rows::is_total(label))
    }

    fn text(&self, row: &Row<'_>, wanted: Column) -> Vec<String> {
        self.columns
            .iter()
            .enumerate()
            .filter(|(_, column)| **column == wanted)
            .map(|(place, _)| row.text_at(place).trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    }
}
