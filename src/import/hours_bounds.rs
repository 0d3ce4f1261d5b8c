//! When an entry of time began and ended (timesheets.md §0.2).

use chrono::{Duration as Span, NaiveDate, NaiveDateTime};
use chrono_tz::Tz;

use crate::document::Cell;
use crate::import::clock;
use crate::import::column_names::Field;
use crate::import::moment::{self, Writing};
use crate::import::notes::Notes;
use crate::import::sheet::{Line, Sheet};
use crate::model::Spent;
use crate::words::fold::fold;

/// As far as the entry says.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    pub start: Option<NaiveDateTime>,
    pub end: Option<NaiveDateTime>,
}

impl Bounds {
    /// Reads both cells. An end before the start, without a date of its own, is past midnight.
    pub fn of(
        sheet: &Sheet,
        line: &Line,
        day: NaiveDate,
        writing: Writing,
        notes: &mut Notes,
    ) -> Bounds {
        let mut read = |field| {
            let cell = sheet.cell(line, field);
            let instant = instant(cell, day, writing);
            if instant.is_none()
                && !cell.is_empty()
                && !is_blank(cell)
                && fold(&cell.to_text()) != "en cours"
            {
                notes.doubt(
                    line.number,
                    "unreadable-time",
                    "l’heure de début ou de fin ne se lit pas ; elle est laissée de côté : écrire par exemple 9:30",
                );
            }
            instant
        };
        let (start, end) = (read(Field::Start), read(Field::End));
        let (Some((start, _)), Some((end, end_is_dated))) = (start, end) else {
            return Bounds {
                start: start.map(|found| found.0),
                end: end.map(|found| found.0),
            };
        };
        if end >= start {
            return Bounds {
                start: Some(start),
                end: Some(end),
            };
        }
        if end_is_dated {
            notes.doubt(
                line.number,
                "end-before-start",
                "la fin vient avant le début ; elle est laissée de côté : vérifier la date de fin",
            );
            return Bounds {
                start: Some(start),
                end: None,
            };
        }
        Bounds {
            start: Some(start),
            end: Some(end + Span::days(1)),
        }
    }

    /// The time really elapsed in the zone of the body.
    pub fn elapsed(self, zone: Tz) -> Option<Spent> {
        Some(Spent::seconds(clock::elapsed(zone, self.start?, self.end?)))
    }
}

/// A time of day on the day of the entry, or an instant with its own date.
fn instant(cell: Cell, day: NaiveDate, writing: Writing) -> Option<(NaiveDateTime, bool)> {
    if let Cell::DateTime(at) = cell {
        let is_dated = clock::seconds_of_early_serial(at).is_none();
        return Some(if is_dated {
            (at, true)
        } else {
            (day.and_time(at.time()), false)
        });
    }
    if let Some(seconds) = clock::read(cell) {
        return Some((clock::on(day, seconds), false));
    }
    match moment::read(cell, writing) {
        moment::Reading::Given(dated) if dated.moment.has_time => Some((dated.moment.at, true)),
        _ => None,
    }
}

fn is_blank(cell: Cell) -> bool {
    matches!(
        fold(&cell.to_text()).as_str(),
        "" | "-" | "--" | "/" | "x" | "nc" | "?"
    )
}
