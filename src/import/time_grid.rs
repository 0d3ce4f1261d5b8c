//! Hours kept in a grid: tasks in rows, days in columns, one sheet per week or month
//! (timesheets.md §8.1, shape M).

use crate::document::{Document, Row, Table};
use crate::import::duration::{self, Reading};
use crate::import::grid_blocks::{Block, blocks};
use crate::import::grid_days::Column;
use crate::import::tracker::{Entries, Entry};
use crate::import::unit::{self, Decision, Unit};
use crate::import::{About, Claim, Format, Group, Settings, hours_checks, sheet, step, veil};
use crate::model::{Batch, Nature, Severity, Spent};

pub struct TimeGrid;

/// The blocks of a grid: one header per week when weeks are put one under the other.
struct Grid {
    blocks: Vec<Block>,
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
            if let Some(grid) = Grid::of(table, document) {
                batch = grid.read(table, settings, batch);
            }
        }
        batch
    }
}

impl Grid {
    fn of(table: &Table, document: &Document) -> Option<Grid> {
        let grid = Grid {
            blocks: blocks(table, document)?,
        };
        grid.holds_hours(table).then_some(grid)
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
            for (place, _) in block.days() {
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
            let above = self
                .blocks
                .partition_point(|block| block.header < row.number);
            let is_header = |block: &Block| block.header == row.number;
            if let Some(block) = above.checked_sub(1).and_then(|last| self.blocks.get(last))
                && !self.blocks.get(above).is_some_and(is_header)
                && !row.is_empty()
            {
                each(row, block);
            }
        });
    }

    fn read(&self, table: &Table, settings: &Settings, batch: Batch) -> Batch {
        let mut entries = Entries::new(&batch, table.title.as_deref(), settings);
        let decision = self.decide(table, &mut entries, settings.working_day);
        let mut has_undated = false;
        self.rows(table, |row, block| {
            let labels = block.text(&row, Column::Task);
            let total = block
                .columns
                .iter()
                .position(|column| *column == Column::Total);
            let total = total.map_or(Reading::Empty, |place| {
                duration::read(row.cell(place), settings.working_day)
            });
            if block.is_total(&row) {
                entries.total(row.number, total);
                return;
            }
            let agent = block.text(&row, Column::Agent);
            // Nothing as soon as one length does not read.
            let mut sum = Some(Spent::ZERO);
            for (place, day) in block.days() {
                let spent = match duration::read(row.cell(place), settings.working_day) {
                    Reading::Empty | Reading::Plain { value: 0.0, .. } => continue,
                    Reading::Given(given) if given.spent.is_zero() => continue,
                    Reading::Given(given) => Some(given.spent),
                    Reading::Plain { value, .. } => decision.length(value, settings.working_day),
                    Reading::Running | Reading::Date | Reading::Unreadable => None,
                };
                sum = sum.zip(spent).map(|(sum, spent)| sum + spent);
                has_undated |= day.is_none();
                // A label that is no task says what the time was for.
                let task = labels.first().filter(|label| step::named(label).is_some());
                let subject = labels.iter().find(|label| Some(*label) != task);
                entries.add(&Entry {
                    row: row.number,
                    agent: agent
                        .first()
                        .and_then(|name| veil::person(name))
                        .or(block.owner),
                    day,
                    spent,
                    activity: task.cloned().unwrap_or_default(),
                    project: labels.first().cloned().unwrap_or_default(),
                    description: subject.cloned().unwrap_or_default(),
                    others: labels.clone(),
                    nature: Some(Nature::Declared),
                    ..Entry::default()
                });
            }
            if let Some(sum) = sum
                && differs(total, sum, settings.working_day)
            {
                entries.notes.doubt(
                    row.number,
                    "total-differs",
                    "le total de la ligne ne correspond pas à ses jours ; les jours font foi : vérifier la formule du total",
                );
            }
        });
        if has_undated {
            entries.notes.sheet(
                Severity::Warning,
                "undated-days",
                "rien ne dit la semaine de certaines colonnes ; leurs heures ne sont pas comptées : écrire la date de chaque jour, avec l’année, en tête des colonnes, ou « Semaine du 01/09/2026 » au-dessus de chaque bloc",
            );
        }
        entries.into_batch(batch)
    }

    fn decide(&self, table: &Table, entries: &mut Entries, working_day: Spent) -> Decision {
        let mut numbers = Vec::new();
        self.rows(table, |row, block| {
            if block.is_total(&row) {
                return;
            }
            for (place, _) in block.days() {
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

/// A formula that was saved without its value reads as nothing.
fn differs(total: Reading, sum: Spent, working_day: Spent) -> bool {
    if matches!(total, Reading::Plain { value: 0.0, .. }) {
        return false;
    }
    let said = hours_checks::said(total, working_day);
    let is_near = |total: &Spent| (*total - sum).abs() <= Spent::minutes(1);
    !said.is_empty() && !said.iter().any(is_near)
}
