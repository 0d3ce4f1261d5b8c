//! The unit of the plain numbers of a duration column, decided for the whole column (timesheets.md §8.3).

use crate::import::length::whole_seconds;
use crate::model::Spent;
use crate::words::fold::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Hours,
    Minutes,
    /// Working days of the service.
    Days,
    /// Fractions of 24 h: times that lost their format.
    Clock,
}

/// What was decided for a column, and what the person should know of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decision {
    unit: Option<Unit>,
    /// `1,30` could be 1 h 30 or 1.3 h, and nothing in the column settles it.
    fractions_in_doubt: bool,
    /// Beyond this, a number of hours is asked about: no entry lasts so long.
    most_hours: f64,
    /// The unit is not the one the header names, or was found without a header that says it.
    pub found: bool,
}

/// The unit a header names: `Durée (min)`, `Temps (h)`, `Minutes`, `j/h`.
pub fn of_header(header: &str) -> Option<Unit> {
    let folded = fold(header);
    let mut words = folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.find_map(|word| match word {
        "min" | "mn" | "mins" | "minute" | "minutes" => Some(Unit::Minutes),
        "h" | "hr" | "hrs" | "heures" | "heure" => Some(Unit::Hours),
        "j" | "jour" | "jours" => Some(Unit::Days),
        _ => None,
    })
}

/// Decides for the numbers of a column. `header` is the unit it names, `default` the one of a sheet
/// whose model says it.
pub fn decide(numbers: &[f64], header: Option<Unit>, default: Option<Unit>) -> Decision {
    let said = header.or(default);
    let most_hours = if header == Some(Unit::Hours) {
        24.0
    } else {
        12.0
    };
    let positive: Vec<f64> = numbers
        .iter()
        .copied()
        .filter(|number| *number > 0.0)
        .collect();
    let (unit, found) = match said {
        Some(Unit::Minutes | Unit::Days | Unit::Clock) => (said, false),
        Some(Unit::Hours) | None => {
            if looks_like_minutes(&positive) {
                (Some(Unit::Minutes), true)
            } else if looks_like_clock(&positive) {
                (Some(Unit::Clock), true)
            } else if middle(&positive).is_some_and(|middle| middle > 12.0) {
                // Neither hours nor round minutes: asked.
                (None, false)
            } else if said.is_some() {
                (said, false)
            } else if positive.iter().all(|number| *number <= 12.0)
                && positive.iter().any(|number| number.fract() != 0.0)
            {
                (Some(Unit::Hours), true)
            } else {
                (None, false)
            }
        }
    };
    Decision {
        unit,
        fractions_in_doubt: unit == Some(Unit::Hours) && fractions_in_doubt(&positive),
        most_hours,
        found,
    }
}

impl Decision {
    pub fn unit(self) -> Option<Unit> {
        self.unit
    }

    /// The length of a number; `None` when it must be asked.
    pub fn length(self, value: f64, working_day: Spent) -> Option<Spent> {
        let in_doubt = self.fractions_in_doubt && value.fract() != 0.0;
        let seconds = match self.unit? {
            Unit::Hours if in_doubt || value.abs() > self.most_hours => return None,
            Unit::Hours => value * 3600.0,
            Unit::Minutes => value * 60.0,
            Unit::Days => value * working_day.as_seconds() as f64,
            Unit::Clock => value * 86_400.0,
        };
        whole_seconds(seconds).map(Spent::seconds)
    }
}

/// Never thousands of hours: numbers such as 90, 45, 30.
fn looks_like_minutes(numbers: &[f64]) -> bool {
    middle(numbers).is_some_and(|middle| middle >= 15.0)
        && numbers.iter().all(|number| number % 5.0 == 0.0)
}

/// 0.0625 is 1:30 without its format; nobody types 0.0625 h. Halves and quarters are left to hours.
fn looks_like_clock(numbers: &[f64]) -> bool {
    let minutes = |number: f64| number * 1440.0;
    let whole = |value: f64| (value - value.round()).abs() < 1e-4;
    !numbers.is_empty()
        && numbers
            .iter()
            .all(|number| *number < 1.0 && whole(minutes(*number)))
        && numbers.iter().any(|number| !whole(number * 100.0))
}

/// Only `.15`, `.30`, `.45` and `.00`: as likely minutes as decimals.
fn fractions_in_doubt(numbers: &[f64]) -> bool {
    let hundredths = |number: &f64| (number.fract() * 100.0).round();
    let mut fractions = numbers
        .iter()
        .filter(|number| number.fract() != 0.0)
        .map(hundredths)
        .peekable();
    #[expect(clippy::float_cmp, reason = "rounded to whole hundredths just above")]
    let doubtful = |fraction: f64| fraction == 15.0 || fraction == 30.0 || fraction == 45.0;
    fractions.peek().is_some() && fractions.all(doubtful)
}

/// The lower middle one.
fn middle(numbers: &[f64]) -> Option<f64> {
    let mut sorted = numbers.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().saturating_sub(1) / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seconds(numbers: &[f64], header: &str, default: Option<Unit>) -> Vec<Option<i64>> {
        let decision = decide(numbers, of_header(header), default);
        numbers
            .iter()
            .map(|number| {
                decision
                    .length(*number, Spent::hours(7))
                    .map(Spent::as_seconds)
            })
            .collect()
    }

    #[test]
    fn a_plain_number_of_the_canonical_sheet_is_hours() {
        let read = seconds(&[1.5, 0.25, 2.0], "Durée", Some(Unit::Hours));
        assert_eq!(read, [Some(5400), Some(900), Some(7200)]);
    }

    #[test]
    fn minutes_under_a_column_of_hours_are_not_thousands_of_hours() {
        for header in ["Durée", "HEURE", "Temps (h)", "Temps : (en heure)"] {
            assert_eq!(
                seconds(&[90.0, 45.0, 30.0], header, Some(Unit::Hours)),
                [Some(5400), Some(2700), Some(1800)],
                "{header}"
            );
        }
        assert_eq!(
            seconds(&[90.0, 45.0, 5.0], "Durée", None),
            [Some(5400), Some(2700), Some(300)]
        );
        // Neither hours nor round minutes.
        assert_eq!(
            seconds(&[37.0, 44.0], "Durée", Some(Unit::Hours)),
            [None, None]
        );
        // One slip among hours is asked, the hours are counted.
        assert_eq!(
            seconds(&[1.5, 0.5, 2.0, 45.0], "Durée", Some(Unit::Hours)),
            [Some(5400), Some(1800), Some(7200), None]
        );
    }

    #[test]
    fn the_header_names_the_unit() {
        assert_eq!(
            seconds(&[1.0, 0.5], "j/h", None),
            [Some(25_200), Some(12_600)]
        );
        assert_eq!(seconds(&[7.0], "Durée (min)", None), [Some(420)]);
        assert_eq!(seconds(&[2.0], "Durée", None), [None]);
    }

    #[test]
    fn one_thirty_is_asked_unless_the_column_settles_it() {
        let hours = Some(Unit::Hours);
        assert_eq!(
            seconds(&[1.3, 2.15, 2.0], "Durée", hours),
            [None, None, Some(7200)]
        );
        assert_eq!(
            seconds(&[1.3, 0.75], "Durée", hours),
            [Some(4680), Some(2700)]
        );
    }

    #[test]
    fn a_time_without_its_format_is_a_time() {
        assert_eq!(
            seconds(&[0.0625, 0.03125, 0.25], "Durée", Some(Unit::Hours)),
            [Some(5400), Some(2700), Some(21_600)]
        );
        assert_eq!(
            seconds(&[0.25, 0.5, 0.75], "Durée", Some(Unit::Hours)),
            [Some(900), Some(1800), Some(2700)]
        );
    }
}
