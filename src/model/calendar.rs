//! Opening hours of the service, and the days off of the territory.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Weekday};
use serde::Deserialize;

use crate::model::Spent;

/// Where the public holidays differ from the common list (Code du travail, L3133-1, L3134-13, L3422-2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Territory {
    #[default]
    Metropole,
    AlsaceMoselle,
    Guadeloupe,
    Guyane,
    Martinique,
    Mayotte,
    Reunion,
    SaintBarthelemy,
    SaintMartin,
}

/// Working days (Monday to Friday, public holidays excluded) and opening hours within them.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    opening: Vec<(NaiveTime, NaiveTime)>,
    territory: Territory,
    /// Days the service is closed besides the public holidays.
    closed: BTreeSet<NaiveDate>,
    working_day: Spent,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpeningError {
    #[error("« {0} » n’est pas une plage d’ouverture ; écrire par exemple « 09:00-12:30 »")]
    NotARange(String),
    #[error("les plages d’ouverture se chevauchent ou ne se suivent pas : « {0} »")]
    OutOfOrder(String),
    #[error(
        "aucune plage d’ouverture n’est donnée ; écrire par exemple [\"09:00-12:30\", \"13:30-17:00\"]"
    )]
    Empty,
}

impl Calendar {
    /// `opening` holds ranges such as `09:00-12:30`, in order; `working_day` is what one working day counts for.
    pub fn new(
        opening: &[String],
        territory: Territory,
        closed: impl IntoIterator<Item = NaiveDate>,
        working_day: Spent,
    ) -> Result<Self, OpeningError> {
        let mut ranges: Vec<(NaiveTime, NaiveTime)> = Vec::with_capacity(opening.len());
        for text in opening {
            let (from, to) = range(text).ok_or_else(|| OpeningError::NotARange(text.clone()))?;
            let follows = ranges.last().is_none_or(|(_, last)| *last <= from);
            if !follows || from >= to {
                return Err(OpeningError::OutOfOrder(text.clone()));
            }
            ranges.push((from, to));
        }
        if ranges.is_empty() {
            return Err(OpeningError::Empty);
        }
        Ok(Calendar {
            opening: ranges,
            territory,
            closed: closed.into_iter().collect(),
            working_day,
        })
    }

    /// When the service is open on a working day, in order.
    pub fn opening(&self) -> &[(NaiveTime, NaiveTime)] {
        &self.opening
    }

    /// What one working day counts for, 7 h unless set otherwise.
    pub fn working_day(&self) -> Spent {
        self.working_day
    }

    pub fn is_working_day(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.is_day_off(day)
    }

    /// Whether it is a public holiday, or a day when the service is closed.
    pub fn is_day_off(&self, day: NaiveDate) -> bool {
        self.closed.contains(&day) || is_public_holiday(day, self.territory)
    }

    /// Working days between two days, both included.
    pub fn working_days(&self, from: NaiveDate, to: NaiveDate) -> usize {
        from.iter_days()
            .take_while(|day| *day <= to)
            .filter(|day| self.is_working_day(*day))
            .count()
    }

    /// Opening time between two instants; zero when the second comes first.
    pub fn working_time(&self, from: NaiveDateTime, to: NaiveDateTime) -> Spent {
        if to <= from {
            return Spent::ZERO;
        }
        let mut total = Spent::ZERO;
        let mut day = from.date();
        while day <= to.date() {
            if self.is_working_day(day) {
                for (opens, closes) in &self.opening {
                    let start = day.and_time(*opens).max(from);
                    let end = day.and_time(*closes).min(to);
                    if end > start {
                        total += Spent::seconds((end - start).num_seconds());
                    }
                }
            }
            day = day + Days::new(1);
        }
        total
    }

    /// Whether the service is open at this instant.
    pub fn is_open(&self, at: NaiveDateTime) -> bool {
        self.is_working_day(at.date())
            && self
                .opening
                .iter()
                .any(|(opens, closes)| (*opens..*closes).contains(&at.time()))
    }

    /// Time of `from..to` that lies outside opening hours.
    pub fn outside(&self, from: NaiveDateTime, to: NaiveDateTime) -> Spent {
        if to <= from {
            return Spent::ZERO;
        }
        Spent::seconds((to - from).num_seconds()) - self.working_time(from, to)
    }
}

fn range(text: &str) -> Option<(NaiveTime, NaiveTime)> {
    let (from, to) = text.split_once('-')?;
    Some((time(from)?, time(to)?))
}

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text.trim(), "%H:%M").ok()
}

/// Whether a day is a public holiday. Easter comes from `computus`; the rest are fixed days.
fn is_public_holiday(of: NaiveDate, territory: Territory) -> bool {
    let year = of.year();
    let day = |month, number| NaiveDate::from_ymd_opt(year, month, number);
    let easter = computus::gregorian(year)
        .ok()
        .and_then(|found| NaiveDate::from_ymd_opt(found.year, found.month, found.day));
    let after_easter = |days| easter.and_then(|sunday| sunday.checked_add_days(Days::new(days)));
    let good_friday = easter.and_then(|sunday| sunday.checked_sub_days(Days::new(2)));

    let common = [
        day(1, 1),
        after_easter(1),
        day(5, 1),
        day(5, 8),
        after_easter(39),
        after_easter(50),
        day(7, 14),
        day(8, 15),
        day(11, 1),
        day(11, 11),
        day(12, 25),
    ];
    // Good Friday in Alsace-Moselle holds where there is a Protestant church or a shared one; a body
    // without either sets it as an ordinary day by not choosing this territory.
    let own: &[Option<NaiveDate>] = match territory {
        Territory::Metropole => &[],
        Territory::AlsaceMoselle => &[good_friday, day(12, 26)],
        Territory::Guadeloupe | Territory::SaintMartin => &[day(5, 27)],
        Territory::Guyane => &[day(6, 10)],
        Territory::Martinique => &[day(5, 22)],
        Territory::Mayotte => &[day(4, 27)],
        Territory::Reunion => &[day(12, 20)],
        Territory::SaintBarthelemy => &[day(10, 9)],
    };
    common.contains(&Some(of)) || own.contains(&Some(of))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar(territory: Territory) -> Calendar {
        let opening = ["09:00-12:30".to_owned(), "13:30-17:00".to_owned()];
        Calendar::new(&opening, territory, [], Spent::hours(7)).unwrap()
    }

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn may_2026_has_seventeen_working_days() {
        // Fridays 1 and 8 May, Thursday 14 (Ascension), Monday 25 (Whit Monday) are public holidays.
        assert_eq!(
            calendar(Territory::Metropole).working_days(day("2026-05-01"), day("2026-05-31")),
            17
        );
    }

    #[test]
    fn a_friday_evening_to_a_monday_morning_is_no_working_time() {
        let calendar = calendar(Territory::Metropole);
        assert_eq!(
            calendar.working_time(at("2026-10-02 17:00"), at("2026-10-05 09:00")),
            Spent::ZERO
        );
        assert_eq!(
            calendar.working_time(at("2026-10-02 16:30"), at("2026-10-05 09:30")),
            Spent::hours(1)
        );
        assert_eq!(
            calendar.working_time(at("2026-10-05 09:30"), at("2026-10-02 16:30")),
            Spent::ZERO
        );
    }

    #[test]
    fn the_lunch_break_does_not_count() {
        let calendar = calendar(Territory::Metropole);
        assert_eq!(
            calendar.working_time(at("2026-10-05 09:00"), at("2026-10-05 17:00")),
            Spent::hours(7)
        );
        assert!(!calendar.is_open(at("2026-10-05 13:00")));
    }

    #[test]
    fn overseas_and_alsatian_holidays_are_known() {
        assert!(!calendar(Territory::AlsaceMoselle).is_working_day(day("2026-04-03")));
        assert!(!calendar(Territory::Martinique).is_working_day(day("2026-05-22")));
        assert!(calendar(Territory::Metropole).is_working_day(day("2026-04-03")));
    }

    #[test]
    fn what_is_not_an_opening_range_is_refused() {
        let refused = |ranges: &[&str]| {
            let ranges: Vec<String> = ranges.iter().map(|&text| text.to_owned()).collect();
            Calendar::new(&ranges, Territory::Metropole, [], Spent::hours(7)).is_err()
        };
        assert!(refused(&[]));
        assert!(refused(&["9h-12h"]));
        assert!(refused(&["14:00-12:00"]));
        assert!(refused(&["13:00-17:00", "09:00-12:00"]));
    }
}
