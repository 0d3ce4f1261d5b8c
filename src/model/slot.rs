//! The four parts of a week that moderation is told by: opening hours, and three ways of being outside them.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Weekday};

use crate::model::Calendar;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Opening hours of a working day.
    Opening,
    /// Evening, night or break of a working day.
    Closed,
    Saturday,
    /// Sundays, public holidays, and the days when the service is closed.
    DayOff,
}

impl Slot {
    pub const ALL: [Slot; 4] = [Slot::Opening, Slot::Closed, Slot::Saturday, Slot::DayOff];

    /// Those outside opening hours.
    pub const OUTSIDE: [Slot; 3] = [Slot::Closed, Slot::Saturday, Slot::DayOff];

    pub fn key(self) -> &'static str {
        match self {
            Slot::Opening => "opening",
            Slot::Closed => "closed",
            Slot::Saturday => "saturday",
            Slot::DayOff => "day_off",
        }
    }

    pub fn from_key(key: &str) -> Option<Slot> {
        Slot::ALL.into_iter().find(|slot| slot.key() == key)
    }
}

impl Calendar {
    /// The slot of a whole day; `None` for a working day, which has two.
    pub fn slot_of_day(&self, day: NaiveDate) -> Option<Slot> {
        if self.is_working_day(day) {
            None
        } else if day.weekday() == Weekday::Sat && !self.is_day_off(day) {
            Some(Slot::Saturday)
        } else {
            Some(Slot::DayOff)
        }
    }

    /// The slot of an instant of the wall clock.
    pub fn slot_at(&self, at: NaiveDateTime) -> Slot {
        self.slot_of_day(at.date()).unwrap_or(if self.is_open(at) {
            Slot::Opening
        } else {
            Slot::Closed
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Spent, Territory};

    #[test]
    fn each_instant_is_in_one_slot() {
        let opening = ["09:00-12:30".to_owned(), "13:30-17:00".to_owned()];
        let closed = "2026-11-02".parse().unwrap();
        let calendar =
            Calendar::new(&opening, Territory::Metropole, [closed], Spent::hours(7)).unwrap();
        for (at, slot) in [
            ("2026-10-05 08:59", Slot::Closed),
            ("2026-10-05 09:00", Slot::Opening),
            ("2026-10-05 12:29", Slot::Opening),
            ("2026-10-05 12:30", Slot::Closed),
            ("2026-10-05 13:30", Slot::Opening),
            ("2026-10-05 17:00", Slot::Closed),
            ("2026-10-10 10:00", Slot::Saturday),
            ("2026-10-11 10:00", Slot::DayOff),
            // The assumption is a Saturday in 2026, the armistice a Wednesday.
            ("2026-08-15 10:00", Slot::DayOff),
            ("2026-11-11 10:00", Slot::DayOff),
            ("2026-11-02 10:00", Slot::DayOff),
        ] {
            let instant = NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M").unwrap();
            assert_eq!(calendar.slot_at(instant), slot, "{at}");
        }
    }
}
