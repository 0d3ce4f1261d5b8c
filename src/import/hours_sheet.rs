//! The sheet `Temps`, and lists of hours kept by hand with the same columns (timesheets.md §8, §9.1).

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::import::column_names::Field;
use crate::import::desk::Desk;
use crate::import::duration::{self, Reading};
use crate::import::hours_bounds::Bounds;
use crate::import::hours_rows::{self, Nature as LineNature};
use crate::import::moment::{self, Writing};
use crate::import::notes::Notes;
use crate::import::sheet::{Line, Sheet};
use crate::import::unit::{self, Decision, Unit};
use crate::import::{clock, hours_checks, veil};
use crate::model::{Hour, Severity, Spent};
use crate::words::text;

/// Entries of one sheet, and how many had not ended.
pub struct Hours {
    pub records: Vec<Hour>,
    pub running: usize,
}

pub fn read(sheet: &Sheet, desk: &Desk, notes: &mut Notes) -> Hours {
    let reader = Reader::new(sheet, desk, notes);
    let mut hours = Hours {
        records: Vec::new(),
        running: 0,
    };
    let mut totals = hours_checks::Totals::default();
    let mut last: Option<(u32, NaiveDate)> = None;
    // « Nom : … » above a block says whose hours it holds.
    let mut owner = sheet.above.iter().rev().find_map(hours_rows::owner);
    let (mut absences, mut placeholders, mut titles) = (0_u64, 0_u64, 0_u64);
    for (line, nature) in sheet.lines.iter().zip(&reader.natures) {
        match nature {
            LineNature::Header => last = None,
            LineNature::Title => {
                (titles, last) = (titles + 1, None);
                owner = hours_rows::owner(line).or(owner);
            }
            LineNature::Placeholder => placeholders += 1,
            LineNature::Total => {
                let told =
                    duration::read(sheet.cell(line, Field::Duration), desk.settings.working_day);
                totals.compare(line.number, told, desk.settings.working_day, notes);
                last = None;
            }
            LineNature::Absence => {
                absences += 1;
                notes.rows_in += 1;
                notes.rows_told += 1;
            }
            LineNature::Entry => {
                notes.rows_in += 1;
                let Some(day) = reader.day(line, last, notes) else {
                    continue;
                };
                last = Some((line.number, day));
                match reader.entry(line, day, notes) {
                    Some(Entry::Closed(mut hour)) => {
                        if !sheet.columns.has(Field::Agent) {
                            hour.agent = owner;
                        }
                        totals.add(hour.spent);
                        hours.records.push(*hour);
                    }
                    Some(Entry::Running) => hours.running += 1,
                    None => {}
                }
            }
        }
    }
    say(
        notes,
        absences,
        "absences-dropped",
        "ligne d’absence écartée, sans détail",
        "lignes d’absence écartées, sans détail",
    );
    say(
        notes,
        placeholders,
        "prepared-rows",
        "ligne préparée et vide laissée de côté",
        "lignes préparées et vides laissées de côté",
    );
    say(
        notes,
        titles,
        "title-rows",
        "ligne de titre laissée de côté",
        "lignes de titre laissées de côté",
    );
    hours_checks::check(sheet, &hours.records, notes);
    hours
}

fn say(notes: &mut Notes, count: u64, code: &'static str, one: &str, many: &str) {
    if count > 0 {
        notes.sheet(Severity::Info, code, &text::count(count, one, many));
    }
}

enum Entry {
    Closed(Box<Hour>),
    Running,
}

/// What is decided on a whole sheet before its entries are read.
pub struct Reader<'a> {
    pub sheet: &'a Sheet,
    pub desk: &'a Desk<'a>,
    writing: Writing,
    decision: Decision,
    /// What each line is.
    natures: Vec<LineNature>,
    /// Everybody who is alone in a cell or written with a comma, as numbers.
    pub people: BTreeSet<u64>,
}

impl<'a> Reader<'a> {
    fn new(sheet: &'a Sheet, desk: &'a Desk<'a>, notes: &mut Notes) -> Self {
        let writing = desk.writing(sheet, &[Field::Date]);
        let working_day = desk.settings.working_day;
        let natures: Vec<LineNature> = sheet
            .lines
            .iter()
            .map(|line| hours_rows::nature(sheet, line, writing, working_day))
            .collect();
        let entries = sheet.lines.iter().zip(&natures);
        let entries = entries.filter(|(_, nature)| **nature == LineNature::Entry);
        let length = |(line, _)| duration::read(sheet.cell(line, Field::Duration), working_day);
        let numbers: Vec<f64> = entries
            .filter_map(|entry| match length(entry) {
                Reading::Plain { value, .. } => Some(value),
                _ => None,
            })
            .collect();
        let default = sheet.columns.is_canonical().then_some(Unit::Hours);
        let decision = unit::decide(
            &numbers,
            unit::of_header(sheet.header(Field::Duration)),
            default,
        );
        if decision.found && !numbers.is_empty() {
            let (severity, message) = match decision.unit() {
                Some(Unit::Minutes) => (
                    Severity::Warning,
                    "les nombres sans unité de la colonne de durée sont lus en minutes : ce sont des multiples de 5, trop grands pour des heures ; écrire l’unité dans l’en-tête, « Durée (min) »",
                ),
                Some(Unit::Clock) => (
                    Severity::Warning,
                    "les nombres de la colonne de durée sont lus comme des heures qui ont perdu leur format (0,0625 vaut 1 h 30) ; mettre la colonne au format [h]:mm",
                ),
                Some(Unit::Hours | Unit::Days) | None => (
                    Severity::Info,
                    "les nombres sans unité de la colonne de durée sont lus en heures ; écrire l’unité dans l’en-tête, « Durée (h) »",
                ),
            };
            notes.sheet(severity, "unit-found", message);
        }
        let people = sheet
            .lines
            .iter()
            .filter_map(|line| veil::person(&sheet.text(line, Field::Agent)))
            .collect();
        Reader {
            sheet,
            desk,
            writing,
            decision,
            natures,
            people,
        }
    }

    /// The day of an entry; told when there is none. Lists kept by hand leave it out under a dated row.
    fn day(
        &self,
        line: &Line,
        last: Option<(u32, NaiveDate)>,
        notes: &mut Notes,
    ) -> Option<NaiveDate> {
        let row = line.number;
        notes.on(None);
        match moment::read(self.sheet.cell(line, Field::Date), self.writing) {
            moment::Reading::Given(dated) => {
                if dated.is_range {
                    notes.doubt(
                        row,
                        "date-range",
                        "la date est un intervalle ; le premier jour est retenu : saisir une ligne par jour",
                    );
                }
                if dated.wrong_weekday {
                    notes.doubt(
                        row,
                        "weekday-differs",
                        "le jour de la semaine ne correspond pas à la date ; la date est retenue : la vérifier",
                    );
                }
                Some(dated.moment.at.date())
            }
            moment::Reading::Empty => {
                // On the model, which asks for a date and a person on every row, none is a mistake.
                let columns = &self.sheet.columns;
                let is_model = columns.is_canonical() && columns.has(Field::Agent);
                let above = last.filter(|(number, _)| number + 1 == row && !is_model);
                if let Some((_, day)) = above {
                    notes.share(
                        Severity::Info,
                        row,
                        "date-carried",
                        "date absente, reprise de la ligne du dessus",
                    );
                    return Some(day);
                }
                notes.told(
                    row,
                    "no-date",
                    "la date manque ; cette durée n’est pas comptée : saisir le jour dans la colonne de date",
                );
                None
            }
            moment::Reading::Unreadable => {
                notes.told(
                    row,
                    "unreadable-date",
                    "la date ne se lit pas ; cette durée n’est pas comptée : écrire par exemple 03/09/2026",
                );
                None
            }
        }
    }

    fn entry(&self, line: &Line, day: NaiveDate, notes: &mut Notes) -> Option<Entry> {
        let row = line.number;
        notes.on(Some(day));
        let mut bounds = Bounds::of(self.sheet, line, day, self.writing, notes);
        let reading = duration::read(
            self.sheet.cell(line, Field::Duration),
            self.desk.settings.working_day,
        );
        let (spent, estimated) = match reading {
            Reading::Given(given) => {
                if let (Some((start, end)), None, None) = (given.range, bounds.start, bounds.end) {
                    bounds = Bounds {
                        start: Some(clock::on(day, start)),
                        end: Some(clock::on(day, end)),
                    };
                    (bounds.elapsed(self.desk.settings.zone), given.estimated)
                } else {
                    (Some(given.spent), given.estimated)
                }
            }
            Reading::Plain { value, estimated } => {
                let length = self.decision.length(value, self.desk.settings.working_day);
                if length.is_none() {
                    notes.told(row, "unit-in-doubt", "la durée est un nombre sans unité sûre ; elle n’est pas comptée : écrire 1h30, 1:30 ou 90 min, ou l’unité dans l’en-tête");
                    return None;
                }
                (length, estimated)
            }
            Reading::Empty if bounds.start.is_some() && bounds.end.is_none() => {
                return Some(running(row, notes));
            }
            Reading::Running => return Some(running(row, notes)),
            Reading::Empty => (bounds.elapsed(self.desk.settings.zone), false),
            Reading::Date | Reading::Unreadable => {
                let computed = bounds.elapsed(self.desk.settings.zone);
                if computed.is_some() {
                    notes.doubt(
                        row,
                        "unreadable-duration",
                        "la durée ne se lit pas ; elle est calculée de l’heure de début à l’heure de fin",
                    );
                }
                (computed, false)
            }
        };
        // A formula `fin − début` is negative past midnight: the bounds tell the length.
        let negative = spent.is_some_and(|spent| spent < Spent::ZERO);
        let spent = if negative {
            bounds.elapsed(self.desk.settings.zone).or(spent)
        } else {
            spent
        };
        let Some(spent) = spent else {
            match reading {
                Reading::Date => notes.told(
                    row,
                    "date-as-duration",
                    "la durée est une date : le tableur a sans doute converti la saisie ; la retaper, par exemple 1:30",
                ),
                Reading::Empty => notes.told(
                    row,
                    "no-duration",
                    "la durée manque ; la ligne n’est pas comptée : saisir une durée, ou les heures de début et de fin",
                ),
                _ => notes.told(
                    row,
                    "unreadable-duration",
                    "la durée ne se lit pas ; elle n’est pas comptée : écrire 1h30, 1:30 ou 90 min",
                ),
            }
            return None;
        };
        if spent <= Spent::ZERO {
            let message = if spent.is_zero() {
                "la durée est nulle ; la ligne n’est pas comptée"
            } else {
                "la durée est négative ; la ligne n’est pas comptée : vérifier le début et la fin"
            };
            notes.told(
                row,
                if spent.is_zero() {
                    "zero-duration"
                } else {
                    "negative-duration"
                },
                message,
            );
            return None;
        }
        self.compare(row, spent, bounds, notes);
        Some(Entry::Closed(Box::new(
            self.record(line, day, spent, estimated, bounds, notes),
        )))
    }

    /// The column of durations wins over the clock; a disagreement above five minutes is told.
    fn compare(&self, row: u32, spent: Spent, bounds: Bounds, notes: &mut Notes) {
        let Some(computed) = bounds.elapsed(self.desk.settings.zone) else {
            return;
        };
        if (computed - spent).abs() > Spent::minutes(5) {
            let message = format!(
                "la durée ({}) et l’écart entre le début et la fin ({}) diffèrent de plus de 5 minutes ; la durée est retenue : vérifier la saisie",
                hours_checks::exact(spent),
                hours_checks::exact(computed)
            );
            notes.doubt(row, "duration-differs", &message);
        }
    }
}

fn running(row: u32, notes: &mut Notes) -> Entry {
    notes.told(
        row,
        "running-entry",
        "saisie en cours : elle n’a pas de fin et n’est pas comptée",
    );
    Entry::Running
}
