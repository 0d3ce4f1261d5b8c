//! A duration in whole seconds. It adds and compares; it never rounds.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Serialize};

/// Time spent, in seconds. Negative only as a difference between two durations.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize,
)]
#[serde(transparent)]
pub struct Spent(i64);

impl Spent {
    pub const ZERO: Spent = Spent(0);

    pub const fn seconds(seconds: i64) -> Self {
        Spent(seconds)
    }

    pub const fn minutes(minutes: i64) -> Self {
        Spent(minutes * 60)
    }

    pub const fn hours(hours: i64) -> Self {
        Spent(hours * 3600)
    }

    pub const fn as_seconds(self) -> i64 {
        self.0
    }

    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Distance from zero.
    #[must_use]
    pub fn abs(self) -> Self {
        Spent(self.0.abs())
    }

    /// `self × part ÷ whole`, to the nearest second. `None` when `whole` is zero.
    pub fn portion(self, part: i64, whole: i64) -> Option<Self> {
        if whole == 0 {
            return None;
        }
        let product = i128::from(self.0) * i128::from(part);
        let whole = i128::from(whole);
        let nearest = (2 * product + whole.abs()).div_euclid(2 * whole);
        i64::try_from(nearest).ok().map(Spent)
    }

    /// Equal parts whose sum is exactly `self`; the first ones take the seconds left over.
    pub fn split(self, parts: usize) -> Vec<Spent> {
        let Ok(count) = i64::try_from(parts) else {
            return Vec::new();
        };
        if count == 0 {
            return Vec::new();
        }
        let (each, rest) = (self.0.div_euclid(count), self.0.rem_euclid(count));
        (0..count)
            .map(|place| Spent(each + i64::from(place < rest)))
            .collect()
    }
}

impl Add for Spent {
    type Output = Spent;
    fn add(self, other: Spent) -> Spent {
        Spent(self.0 + other.0)
    }
}

impl Sub for Spent {
    type Output = Spent;
    fn sub(self, other: Spent) -> Spent {
        Spent(self.0 - other.0)
    }
}

impl AddAssign for Spent {
    fn add_assign(&mut self, other: Spent) {
        self.0 += other.0;
    }
}

impl Sum for Spent {
    fn sum<I: Iterator<Item = Spent>>(all: I) -> Spent {
        all.fold(Spent::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_parts_add_up_to_the_whole() {
        for (seconds, parts) in [(3600, 3), (1, 4), (0, 2), (100, 7)] {
            let split = Spent::seconds(seconds).split(parts);
            assert_eq!(split.len(), parts);
            assert_eq!(split.into_iter().sum::<Spent>(), Spent::seconds(seconds));
        }
        assert!(Spent::hours(1).split(0).is_empty());
    }

    #[test]
    fn a_portion_of_nothing_is_unknown() {
        assert_eq!(Spent::hours(1).portion(1, 0), None);
        assert_eq!(Spent::hours(2).portion(1, 3), Some(Spent::minutes(40)));
    }
}
