//! A calendar month, from the 1st at midnight to the next 1st, excluded.

use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// A year and a month between 1 and 12.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    first: NaiveDate,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("« {0} » n’est pas un mois ; écrire par exemple 2026-10")]
pub struct MonthError(String);

impl Month {
    pub fn new(year: i32, month: u32) -> Option<Self> {
        // Years outside this range are typing errors, and would overflow date arithmetic.
        if !(1900..=2200).contains(&year) {
            return None;
        }
        NaiveDate::from_ymd_opt(year, month, 1).map(|first| Month { first })
    }

    /// The month a day belongs to.
    pub fn of(day: NaiveDate) -> Self {
        Month {
            first: day.with_day(1).expect("every month has a first day"),
        }
    }

    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// From 1 to 12.
    pub fn number(self) -> u32 {
        self.first.month()
    }

    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    pub fn last_day(self) -> NaiveDate {
        self.next().first - Days::new(1)
    }

    #[must_use]
    pub fn next(self) -> Self {
        self.plus(1)
    }

    #[must_use]
    pub fn previous(self) -> Self {
        self.minus(1)
    }

    #[must_use]
    pub fn plus(self, months: u32) -> Self {
        Month {
            first: self.first + Months::new(months),
        }
    }

    #[must_use]
    pub fn minus(self, months: u32) -> Self {
        Month {
            first: self.first - Months::new(months),
        }
    }

    pub fn contains(self, day: NaiveDate) -> bool {
        Month::of(day) == self
    }

    /// `12 × year + month − 1`: how tables hold a month.
    pub fn index(self) -> i32 {
        let month = i32::try_from(self.number()).expect("a month is between 1 and 12");
        self.year() * 12 + month - 1
    }

    /// The month of an index; `None` outside the years Estran knows.
    pub fn from_index(index: i32) -> Option<Self> {
        let month = u32::try_from(index.rem_euclid(12)).ok()? + 1;
        Month::new(index.div_euclid(12), month)
    }

    /// Every day of the month, in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.first
            .iter_days()
            .take_while(move |day| self.contains(*day))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.number())
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, MonthError> {
        let wrong = || MonthError(text.to_owned());
        let (year, month) = text.split_once('-').ok_or_else(wrong)?;
        if year.len() != 4 || month.len() != 2 {
            return Err(wrong());
        }
        let (Ok(year), Ok(month)) = (year.parse(), month.parse()) else {
            return Err(wrong());
        };
        Month::new(year, month).ok_or_else(wrong)
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;

    fn try_from(text: String) -> Result<Self, MonthError> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> String {
        month.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_reads_back_what_it_writes() {
        for text in ["2026-10", "2024-02", "1999-12"] {
            assert_eq!(text.parse::<Month>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_not_a_month_is_refused() {
        for text in [
            "2026-13",
            "2026-00",
            "octobre",
            "2026-1",
            "26-10",
            "+026-10",
            "2026-10-01",
        ] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }

    #[test]
    fn february_has_its_29th_in_a_leap_year() {
        let month = Month::new(2024, 2).unwrap();
        assert_eq!(month.days().count(), 29);
        assert_eq!(month.last_day().day(), 29);
        assert_eq!(month.next().previous(), month);
        assert_eq!(Month::from_index(month.index()), Some(month));
    }
}
