//! What is odd in the entries of a sheet once they are all read: told, never dropped (timesheets.md §0.3).

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use crate::import::duration::Reading;
use crate::import::length::whole_seconds;
use crate::import::notes::Notes;
use crate::import::sheet::Sheet;
use crate::model::{Hour, Severity, Spent};
use crate::words::date;

/// Sums of entries, to compare with the totals that people type.
#[derive(Default)]
pub struct Totals {
    block: Spent,
    all: Spent,
}

impl Totals {
    pub fn add(&mut self, spent: Spent) {
        self.block += spent;
        self.all += spent;
    }

    /// Compares a total of the sheet with what was read above it, then begins another block.
    pub fn compare(&mut self, row: u32, told: Reading, working_day: Spent, notes: &mut Notes) {
        let candidates = said(told, working_day);
        let equal = |sum: Spent| {
            candidates
                .iter()
                .any(|total| (*total - sum).abs() <= Spent::minutes(1))
        };
        if candidates.is_empty() || equal(self.block) || equal(self.all) {
            notes.row(
                Severity::Info,
                row,
                "total-row",
                "ligne de total laissée de côté : elle n’est pas une saisie",
            );
        } else {
            let shown = if self.block == self.all {
                exact(self.all)
            } else {
                format!(
                    "{} dans ce bloc, {} en tout",
                    exact(self.block),
                    exact(self.all)
                )
            };
            let message = format!(
                "le total de la feuille ne correspond pas aux lignes lues ({shown}) ; les lignes font foi : vérifier la formule du total"
            );
            notes.doubt(row, "total-differs", &message);
        }
        self.block = Spent::ZERO;
    }
}

/// The lengths that a total may stand for.
pub fn said(total: Reading, working_day: Spent) -> Vec<Spent> {
    match total {
        Reading::Given(given) => vec![given.spent],
        // A total in hours under a column in minutes is met as well as the contrary.
        Reading::Plain { value, .. } => [3600.0, 60.0, working_day.as_seconds() as f64, 86_400.0]
            .into_iter()
            .filter_map(|unit| whole_seconds(value * unit).map(Spent::seconds))
            .collect(),
        Reading::Empty | Reading::Running | Reading::Date | Reading::Unreadable => Vec::new(),
    }
}

/// Everything that only the whole sheet can tell.
pub fn check(sheet: &Sheet, hours: &[Hour], notes: &mut Notes) {
    check_entries(hours, notes);
    duplicates(sheet, hours, notes);
}

/// What the entries tell without their sheet.
pub fn check_entries(hours: &[Hour], notes: &mut Notes) {
    long(hours, notes);
    days(hours, notes);
    period(hours, notes);
    notes.on(None);
}

fn long(hours: &[Hour], notes: &mut Notes) {
    for hour in hours.iter().filter(|hour| hour.spent > Spent::hours(10)) {
        let message = format!(
            "la durée dépasse 10 heures ({}) ; elle est comptée : la vérifier",
            exact(hour.spent)
        );
        notes.on(Some(hour.day));
        notes.doubt(hour.row, "long-entry", &message);
    }
}

fn days(hours: &[Hour], notes: &mut Notes) {
    let mut by_day: BTreeMap<(NaiveDate, u64), (Spent, usize, u32)> = BTreeMap::new();
    for hour in hours {
        if let Some(agent) = hour.agent {
            let day = by_day.entry((hour.day, agent)).or_default();
            *day = (day.0 + hour.spent, day.1 + 1, hour.row);
        }
    }
    for ((day, _), (spent, entries, row)) in by_day {
        if spent > Spent::hours(14) && entries > 1 {
            let message = format!(
                "une même personne a plus de 14 heures le {} ({}) ; elles sont comptées : vérifier la saisie",
                date::day(day),
                exact(spent)
            );
            notes.on(Some(day));
            notes.doubt(row, "long-day", &message);
        }
    }
}

/// No clock is available here: a date is judged by the other dates of the file.
fn period(hours: &[Hour], notes: &mut Notes) {
    let Some(plausible) = Plausible::around(hours.iter().map(|hour| hour.day)) else {
        return;
    };
    for hour in hours.iter().filter(|hour| !plausible.contains(hour.day)) {
        let message = format!(
            "la date ({}) est loin des autres dates de la feuille ; la ligne est comptée ce jour-là : vérifier l’année",
            date::day(hour.day)
        );
        notes.on(Some(hour.day));
        notes.doubt(hour.row, "date-far-away", &message);
    }
}

/// Days between two years before and thirteen months after the middle one.
#[derive(Clone, Copy, Debug)]
pub struct Plausible {
    first: NaiveDate,
    last: NaiveDate,
}

impl Plausible {
    pub fn around(days: impl Iterator<Item = NaiveDate>) -> Option<Self> {
        let mut days: Vec<NaiveDate> = days.collect();
        days.sort_unstable();
        let middle = *days.get(days.len().saturating_sub(1) / 2)?;
        Some(Plausible {
            first: middle - Months::new(24),
            last: middle + Months::new(13),
        })
    }

    pub fn contains(self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }
}

fn duplicates(sheet: &Sheet, hours: &[Hour], notes: &mut Notes) {
    let kept: std::collections::BTreeSet<u32> = hours.iter().map(|hour| hour.row).collect();
    let mut seen: BTreeMap<Vec<String>, u32> = BTreeMap::new();
    for line in sheet
        .lines
        .iter()
        .filter(|line| kept.contains(&line.number))
    {
        let mut texts = line.texts();
        while texts.last().is_some_and(String::is_empty) {
            texts.pop();
        }
        let first = *seen.entry(texts).or_insert(line.number);
        if first != line.number {
            let message = format!(
                "ligne identique à la ligne {first} ; les deux sont comptées : en retirer une si c’est un doublon"
            );
            notes.doubt(line.number, "duplicate-row", &message);
        }
    }
}

/// To the minute, for messages: figures are rounded elsewhere.
pub fn exact(spent: Spent) -> String {
    let minutes = spent.abs().as_seconds() / 60;
    let sign = if spent < Spent::ZERO { "−" } else { "" };
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{sign}{minutes}\u{a0}min"),
        (hours, 0) => format!("{sign}{hours}\u{a0}h"),
        (hours, minutes) => format!("{sign}{hours}\u{a0}h\u{a0}{minutes:02}"),
    }
}
