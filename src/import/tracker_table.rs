//! Entries of a time tracker in a table: dates by the whole column, the duration that says most.

use chrono::{Duration as Span, NaiveDate, NaiveDateTime};

use crate::document::{Cell, Document, Row, Table};
use crate::import::date_column::{self, Hints, Understood};
use crate::import::duration::{self, Reading};
use crate::import::length::whole_seconds;
use crate::import::notes::Notes;
use crate::import::stamp::{self, Order, Written};
use crate::import::tracker::{Entries, Entry};
use crate::import::tracker_columns::{Column, Header};
use crate::import::{Settings, clock, date_order, hours_rows, period, veil};
use crate::model::{Batch, Nature, Severity, Spent};
use crate::words::fold::fold;

/// How one tool writes its table.
#[derive(Clone, Copy)]
pub struct Manner {
    /// `kimai`, before the ids.
    pub tool: &'static str,
    /// The column of decimal hours is exact, the other one is printed for people.
    pub is_decimal_exact: bool,
    /// Nothing says that a timer ran.
    pub is_typed: bool,
}

/// Reads every row of a table as an entry.
pub fn read(
    document: &Document,
    (table, header): (&Table, &Header),
    manner: Manner,
    settings: &Settings,
    batch: Batch,
) -> Batch {
    let understood = dates(document, table, header, date_order::asked(settings, &batch));
    if understood.is_mixed {
        return date_order::mixed(document, batch);
    }
    if understood.is_in_doubt() {
        return date_order::refused(document, batch);
    }
    let mut entries = Entries::new(&batch, table.title.as_deref(), settings);
    entries.has_breaks = header.has(Column::Break);
    let reader = Reader {
        header,
        manner,
        understood,
        durations: durations(table, header, settings.working_day),
        working_day: settings.working_day,
    };
    let mut kinds = 0_u64;
    rows(table, header, |row| {
        if header.is_repeated(&row) {
            return;
        }
        if reader.is_total(&row) {
            entries.total(row.number, reader.total(&row));
            return;
        }
        kinds += u64::from(kind(&header.text(&row, Column::Type)) == Kind::Unknown);
        let entry = reader.entry(&row, &mut entries);
        entries.add(&entry);
    });
    tell_unknown(kinds, &mut entries.notes);
    entries.into_batch(batch)
}

/// So many entries are of a kind that is not known.
pub fn tell_unknown(kinds: u64, notes: &mut Notes) {
    if kinds > 0 {
        notes.sheet(
            Severity::Warning,
            "unknown-type",
            "le type de certaines saisies n’est pas connu ; elles sont comptées comme du travail : refaire l’export sans les pauses ni les absences",
        );
    }
}

fn rows(table: &Table, header: &Header, mut each: impl FnMut(Row<'_>)) {
    table.for_each(|row| {
        if row.number > header.row && !row.is_empty() {
            each(row);
        }
    });
}

/// The order of days and months, for the whole file.
fn dates(document: &Document, table: &Table, header: &Header, asked: Option<Order>) -> Understood {
    let mut column = Vec::new();
    let mut pairs = Vec::new();
    rows(table, header, |row| {
        let read = |field| stamp::read(header.cell(&row, field));
        let begun = read(Column::Date).or_else(|| read(Column::Start));
        pairs.extend(begun.zip(read(Column::Created)));
        let ends = [read(Column::EndDate), read(Column::Created)];
        column.extend(
            begun
                .into_iter()
                .chain(ends.into_iter().flatten())
                .map(|written| (written, None)),
        );
    });
    let name = period::stem(&document.name);
    let hints = Hints {
        period: period::days(name),
        is_daily: false,
        asked: None,
    };
    let mut understood = date_column::understand(&column, hints);
    if understood.order.is_none() {
        // The name of the file is written as the cells are: `…_01_04_2026-30_04_2026.csv`.
        column.extend(days_of_name(name).into_iter().map(|day| (day, None)));
        let named = date_column::understand(&column, hints);
        if !named.is_mixed {
            understood = named;
        }
    }
    understood.order = understood.order.or_else(|| typed_after(&pairs)).or(asked);
    understood
}

/// Two days in six numbers at the end; a browser adds « (1) » to the second copy.
fn days_of_name(name: &str) -> Vec<Written> {
    let is_number = |part: &&str| part.starts_with(|first: char| first.is_ascii_digit());
    let mut numbers: Vec<&str> = name
        .rsplit(['_', '-', ' '])
        .skip_while(|part| !is_number(part))
        .take_while(is_number)
        .collect();
    if numbers.len() != 6 {
        return Vec::new();
    }
    numbers.reverse();
    numbers
        .chunks(3)
        .filter_map(|day| stamp::read(Cell::Text(&day.join("/"))))
        .collect()
}

/// Entries are typed on their day or after: the order in which this holds, if only one does.
fn typed_after(pairs: &[(Written, Written)]) -> Option<Order> {
    let holds = |order| {
        pairs.iter().all(|(begun, created)| {
            let day = |written: &Written| written.in_order(order).map(|(day, _)| day);
            day(begun)
                .zip(day(created))
                .is_some_and(|(begun, created)| begun <= created)
        })
    };
    match (holds(Order::DayFirst), holds(Order::MonthFirst)) {
        (true, false) => Some(Order::DayFirst),
        (false, true) => Some(Order::MonthFirst),
        (true, true) | (false, false) => None,
    }
}

/// The unit of the plain numbers of a duration column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Unit {
    Milliseconds,
    Seconds,
    /// `1:30`: no plain number is expected.
    Clock,
    Hours,
}

/// Duration columns, the most exact first. Several may bear the same name, in several formats.
fn durations(table: &Table, header: &Header, working_day: Spent) -> Vec<(Unit, usize)> {
    let mut columns: Vec<(Unit, usize)> = header
        .places(Column::Duration)
        .map(|place| {
            let (mut has_clock, mut numbers) = (false, Vec::new());
            rows(table, header, |row| {
                match duration::read(row.cell(place), working_day) {
                    Reading::Given(_) => has_clock = true,
                    Reading::Plain { value, .. } if value != 0.0 => numbers.push(value),
                    _ => {}
                }
            });
            (unit(has_clock, numbers), place)
        })
        .collect();
    columns.sort_unstable();
    columns
}

fn unit(has_clock: bool, mut numbers: Vec<f64>) -> Unit {
    numbers.sort_unstable_by(f64::total_cmp);
    let middle = numbers.get(numbers.len() / 2).copied();
    let are_whole = numbers.iter().all(|number| number.fract() == 0.0);
    match middle {
        _ if has_clock => Unit::Clock,
        Some(middle) if are_whole && middle >= 60_000.0 => Unit::Milliseconds,
        // No entry lasts more than a day: whole numbers that large are no hours.
        Some(_) if are_whole && numbers.last().is_some_and(|most| *most > 24.0) => Unit::Seconds,
        Some(_) => Unit::Hours,
        None => Unit::Clock,
    }
}

/// What a `Type` or `category` column says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Work,
    Absence,
    Unknown,
}

pub fn kind(text: &str) -> Kind {
    match fold(text).replace('_', " ").as_str() {
        "" | "regular" | "work" | "timesheet" | "normal" | "travail" | "standard" | "regulier"
        | "habituel" => Kind::Work,
        "break" | "holiday" | "time off" | "timeoff" | "pause" | "ferie" | "jour ferie"
        | "conge" | "conges" | "absence" | "vacation" | "sickness" | "parental" | "unpaid"
        | "overtime reduction" => Kind::Absence,
        _ => Kind::Unknown,
    }
}

struct Reader<'a> {
    header: &'a Header,
    manner: Manner,
    understood: Understood,
    durations: Vec<(Unit, usize)>,
    working_day: Spent,
}

impl Reader<'_> {
    fn entry(&self, row: &Row<'_>, entries: &mut Entries) -> Entry {
        let text = |column| self.header.text(row, column);
        let dated = self.dated(row, Column::Date);
        let start = self.instant(row, Column::Start, dated.map(|(day, _)| day), entries);
        let day = dated.map(|(day, _)| day).or(start.map(|at| at.date()));
        let end_day = self.dated(row, Column::EndDate).map(|(day, _)| day);
        let end = self.instant(row, Column::End, end_day.or(day), entries);
        // Past midnight, in a table without a date for the end.
        let has_own_date = end_day.is_some() || !self.header.has(Column::Date);
        let end = match (start, end) {
            (Some(start), Some(end)) if end < start && !has_own_date => Some(end + Span::days(1)),
            _ => end,
        };
        let elapsed = start.zip(end).map(|(start, end)| end - start);
        let spent = self.spent(row, elapsed, entries);
        let is_open = self.header.has(Column::End)
            && self.header.cell(row, Column::End).is_empty()
            && start.is_some();
        let id = text(Column::Id);
        Entry {
            row: row.number,
            source_id: (!id.is_empty()).then(|| format!("{}:{id}", self.manner.tool)),
            agent: self.agent(row),
            day,
            start,
            end,
            spent,
            activity: text(Column::Activity),
            tags: split(&text(Column::Tags)),
            project: text(Column::Project),
            description: text(Column::Description),
            others: self.header.others(row),
            is_running: is_open
                || (end.is_none() && spent.is_some_and(|spent| spent < Spent::ZERO)),
            is_absence: kind(&text(Column::Type)) == Kind::Absence,
            nature: self.manner.is_typed.then_some(Nature::Declared),
        }
    }

    fn agent(&self, row: &Row<'_>) -> Option<u64> {
        let text = |column| self.header.text(row, column);
        let name = format!("{} {}", text(Column::Person), text(Column::LastName));
        veil::person(&name).or_else(|| veil::person(&text(Column::Login)))
    }

    fn dated(
        &self,
        row: &Row<'_>,
        column: Column,
    ) -> Option<(NaiveDate, Option<chrono::NaiveTime>)> {
        stamp::read(self.header.cell(row, column))
            .and_then(|written| self.understood.resolve(written))
    }

    /// A time of day on a day that is known, or an instant of its own. Told when it does not read.
    fn instant(
        &self,
        row: &Row<'_>,
        column: Column,
        day: Option<NaiveDate>,
        entries: &mut Entries,
    ) -> Option<NaiveDateTime> {
        let cell = self.header.cell(row, column);
        if cell.is_empty() {
            return None;
        }
        let found = if self.header.has(Column::Date) {
            let time = match cell {
                Cell::Text(text) => stamp::time(text.trim())
                    .map(|time| (time - chrono::NaiveTime::MIN).num_seconds())
                    .or_else(|| clock::read(cell)),
                other => clock::read(other),
            };
            day.zip(time).map(|(day, seconds)| clock::on(day, seconds))
        } else {
            self.dated(row, column)
                .and_then(|(day, time)| Some(day.and_time(time?)))
        };
        if found.is_none() {
            entries.notes.doubt(
                row.number,
                "unreadable-time",
                "l’heure de début ou de fin ne se lit pas ; elle est laissée de côté",
            );
        }
        found
    }

    /// The first duration that reads, the most exact first; what two columns say is compared.
    fn spent(&self, row: &Row<'_>, elapsed: Option<Span>, entries: &mut Entries) -> Option<Spent> {
        let decimals = self
            .header
            .places(Column::Decimal)
            .map(|place| (Unit::Hours, place));
        let mut columns: Vec<(Unit, usize)> =
            self.durations.iter().copied().chain(decimals).collect();
        if self.manner.is_decimal_exact {
            columns.reverse();
        }
        let mut found = columns
            .into_iter()
            .filter_map(|(unit, place)| self.length(row.cell(place), unit, elapsed));
        let first = found.next()?;
        if found.any(|other| (other - first).abs() > Spent::minutes(1)) {
            entries.notes.share(
                Severity::Warning,
                row.number,
                "durations-differ",
                "les deux colonnes de durée de la ligne diffèrent de plus d’une minute ; la plus précise est retenue",
            );
        }
        Some(first)
    }

    fn length(&self, cell: Cell<'_>, unit: Unit, elapsed: Option<Span>) -> Option<Spent> {
        let value = match duration::read(cell, self.working_day) {
            Reading::Given(given) => return Some(given.spent),
            Reading::Plain { value, .. } => value,
            Reading::Empty | Reading::Running | Reading::Date | Reading::Unreadable => return None,
        };
        let seconds = match unit {
            Unit::Milliseconds => value / 1000.0,
            Unit::Seconds => value,
            Unit::Clock | Unit::Hours => {
                let is_clock = |elapsed: Span| {
                    let elapsed = elapsed.num_seconds() as f64;
                    (value * 86_400.0 - elapsed).abs() <= 60.0
                        && (value * 3600.0 - elapsed).abs() > 60.0
                };
                // A time format lost on the way: the number is a part of a day.
                if elapsed.is_some_and(is_clock) {
                    value * 86_400.0
                } else {
                    value * 3600.0
                }
            }
        };
        whole_seconds(seconds).map(Spent::seconds)
    }

    /// No date, and either the word or nothing but numbers.
    fn is_total(&self, row: &Row<'_>) -> bool {
        let says = [
            Column::Person,
            Column::LastName,
            Column::Login,
            Column::Activity,
            Column::Project,
            Column::Description,
        ];
        let is_dated = [Column::Date, Column::Start]
            .into_iter()
            .any(|column| stamp::read(self.header.cell(row, column)).is_some());
        let has_words = (0..row.len()).any(|place| hours_rows::is_total(&row.text_at(place)));
        let is_silent = says
            .iter()
            .all(|column| self.header.cell(row, *column).is_empty());
        let is_empty = self.header.cell(row, Column::Date).is_empty()
            && self.header.cell(row, Column::Start).is_empty();
        !is_dated && (has_words || (is_silent && is_empty))
    }

    fn total(&self, row: &Row<'_>) -> Reading {
        let place = self.durations.first().map(|(_, place)| *place);
        let decimal = self.header.places(Column::Decimal).next();
        place.or(decimal).map_or(Reading::Empty, |place| {
            duration::read(row.cell(place), self.working_day)
        })
    }
}

/// Tags of one cell: a tag of these tools holds no comma.
fn split(tags: &str) -> Vec<String> {
    tags.split([',', '|', ';'])
        .map(|tag| tag.trim().to_owned())
        .filter(|tag| !tag.is_empty() && tag != "-")
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_of_a_column_is_told_by_its_numbers() {
        assert_eq!(unit(true, vec![]), Unit::Clock);
        assert_eq!(unit(false, vec![5400.0, 900.0]), Unit::Seconds);
        assert_eq!(
            unit(false, vec![5_400_000.0, 900_000.0]),
            Unit::Milliseconds
        );
        assert_eq!(unit(false, vec![1.5, 0.25]), Unit::Hours);
        assert_eq!(unit(false, vec![1.0, 2.0]), Unit::Hours);
    }

    #[test]
    fn the_days_of_a_name_are_its_last_six_numbers() {
        for (name, count) in [
            ("Clockify_Time_Report_Detailed_14_09_2026-20_09_2026", 2),
            ("agent_2_export_01_04_2026-30_04_2026", 2),
            ("01_04_2026-30_04_2026 (1)", 2),
            ("rapport_2026_01_04_2026-30_04_2026", 0),
            ("rapport_01_04_2026", 0),
        ] {
            assert_eq!(days_of_name(name).len(), count, "{name}");
        }
    }

    #[test]
    fn leave_and_pauses_are_told_from_work() {
        for text in ["BREAK", "Holiday", "TIME_OFF", "Time off"] {
            assert_eq!(kind(text), Kind::Absence, "{text}");
        }
        for text in ["", "Regular", "work"] {
            assert_eq!(kind(text), Kind::Work, "{text}");
        }
        assert_eq!(kind("Autre chose"), Kind::Unknown);
    }
}
