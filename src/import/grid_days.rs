//! Which day each column of a grid of hours is (timesheets.md §8.1, §8.5).

use chrono::{Duration as Span, NaiveDate, Weekday};

use crate::document::{Cell, Row};
use crate::import::column_names::{Field, Kind};
use crate::import::columns::field_named;
use crate::import::moment::{self, Writing};
use crate::import::{hours_rows, stamp, weekday};
use crate::words::fold::fold;

/// Fewer days are no week.
const DAYS: usize = 4;
/// What each column of a grid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Day(NaiveDate),
    /// Said to be a day, of a week that nothing dates.
    Undated,
    Task,
    Agent,
    Total,
    Nothing,
}

/// What is known around a header.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// The rows above, the last one just above.
    pub above: &'a [Vec<String>],
    pub year: Option<i32>,
    /// The Monday of a week that another block says, for names of days that nothing else dates.
    pub monday: Option<NaiveDate>,
}

/// What the columns of a header are, when enough of them are days.
pub fn columns(row: &Row<'_>, cells: &[String], around: Around<'_>) -> Option<Vec<Column>> {
    let Around { above, year, .. } = around;
    let writing = Writing {
        month_first: false,
        year,
        zone: chrono_tz::UTC,
    };
    let dated: Vec<Option<NaiveDate>> = (0..cells.len())
        .map(|place| day_of(row.cell(place), writing))
        .collect();
    let named: Vec<Option<Weekday>> = cells.iter().map(|cell| weekday::named(cell)).collect();
    // « 01/09 » is a day, of a year to be found.
    let leap = Writing {
        year: Some(2000),
        ..writing
    };
    let yearless = |place: usize| year.is_none() && day_of(row.cell(place), leap).is_some();
    let are_dated = dated.iter().flatten().count() >= DAYS;
    let are_named = named.iter().flatten().count() >= DAYS;
    let are_yearless = (0..cells.len()).filter(|place| yearless(*place)).count() >= DAYS;
    if !are_dated && !are_named && !are_yearless {
        return None;
    }
    let is_day = |place: usize| dated[place].is_some() || named[place].is_some() || yearless(place);
    let first = (0..cells.len()).find(|place| is_day(*place))?;
    let day_at = |place: usize| {
        if are_dated {
            return dated[place];
        }
        let above_it = above.last().and_then(|cells| cells.get(place));
        let written = above_it.and_then(|cell| day_of(Cell::Text(cell), writing));
        let weekday = named[place]?;
        written.or_else(|| {
            let monday = monday(cells, above, place, writing).or(around.monday)?;
            Some(monday + Span::days(i64::from(weekday.num_days_from_monday())))
        })
    };
    let columns = (0..cells.len()).map(|place| {
        if let Some(day) = day_at(place) {
            Column::Day(day)
        } else if is_day(place) {
            Column::Undated
        } else if hours_rows::is_total(&cells[place]) {
            Column::Total
        } else if place > first {
            Column::Nothing
        } else if field_named(Kind::Hours, &cells[place]) == Some(Field::Agent) {
            Column::Agent
        } else {
            Column::Task
        }
    });
    Some(columns.collect())
}

/// A date as a head of column: a number alone is none.
fn day_of(cell: Cell<'_>, writing: Writing) -> Option<NaiveDate> {
    let is_date = match cell {
        Cell::DateTime(_) => true,
        Cell::Text(text) => {
            text.len() <= 40
                && text.contains(|letter: char| letter.is_ascii_digit())
                // « 1.5 » is an hour and a half, not the first of May.
                && (text.contains(|letter: char| letter.is_alphabetic() || "/-".contains(letter))
                    || text.matches('.').count() == 2)
                && !fold(text).contains("semaine")
        }
        _ => false,
    };
    if !is_date {
        return None;
    }
    match moment::read(cell, writing) {
        moment::Reading::Given(dated) if !dated.is_range => Some(dated.moment.at.date()),
        _ => english(&cell.to_text(), writing.year?),
    }
}

/// « Mon, Sep 14 », as Clockify heads its weeks.
fn english(text: &str, year: i32) -> Option<NaiveDate> {
    let (_, rest) = text
        .split_once(", ")
        .filter(|(day, _)| weekday::named(day).is_some())?;
    let written = stamp::read(Cell::Text(&format!("{rest}, {year}")))?;
    written
        .in_order(stamp::Order::MonthFirst)
        .map(|(day, _)| day)
}

/// The Monday of the week of a column: `Semaine du 01/09/2026`, `Semaine 36` with a year somewhere, in the
/// header, or above it, at its place or to its left since titles of weeks are merged.
fn monday(
    cells: &[String],
    above: &[Vec<String>],
    place: usize,
    writing: Writing,
) -> Option<NaiveDate> {
    let week = |text: &String| week_of(text, writing);
    let to_the_left = |row: &[String]| row[..row.len().min(place + 1)].iter().rev().find_map(week);
    to_the_left(cells).or_else(|| above.iter().rev().find_map(|row| to_the_left(row)))
}

fn week_of(text: &str, writing: Writing) -> Option<NaiveDate> {
    let folded = fold(text);
    let rest = folded
        .strip_prefix("semaine")
        .or_else(|| folded.strip_prefix("sem."))
        .or_else(|| folded.strip_prefix("week"))
        .or_else(|| {
            folded
                .strip_prefix('s')
                .filter(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
        })?
        .trim_start_matches([' ', ':', '.']);
    let rest = rest.strip_prefix("n°").unwrap_or(rest).trim_start();
    if let Some(from) = rest.strip_prefix("du ") {
        let from = from.split(" au ").next().unwrap_or(from);
        let day = day_of(Cell::Text(from), writing)?;
        return Some(day.week(Weekday::Mon).first_day());
    }
    let number: u32 = rest
        .split(|letter: char| !letter.is_ascii_digit())
        .next()?
        .parse()
        .ok()?;
    NaiveDate::from_isoywd_opt(writing.year?, number, Weekday::Mon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_is_dated_by_its_title() {
        let writing = Writing {
            month_first: false,
            year: Some(2025),
            zone: chrono_tz::UTC,
        };
        let monday = NaiveDate::from_ymd_opt(2025, 9, 1);
        for text in [
            "Semaine 36",
            "Semaine n° 36 (2025)",
            "S36",
            "Semaine du 01/09/2025",
            "Semaine du 3 septembre 2025",
            "Semaine du 01/09 au 05/09",
        ] {
            assert_eq!(week_of(text, writing), monday, "{text}");
        }
        assert_eq!(week_of("Suivi", writing), None);
    }
}
