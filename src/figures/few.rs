//! Small numbers: what may be printed for how many cases (report-content.md, section 4).

use super::Thresholds;
use crate::model::{Figure, Spent, State, Value};

/// The median of some durations and their spread, or each of them when they are few.
pub fn spread(code: &'static str, mut cases: Vec<Spent>, thresholds: &Thresholds) -> Figure {
    cases.sort_unstable();
    let n = cases.len() as u64;
    let state = if n == 0 {
        State::NotMeasured
    } else if n < thresholds.median_from {
        State::Measured {
            value: Value::Each { cases },
        }
    } else {
        let quartiles = n >= thresholds.quartiles_from;
        let (low, high) = if quartiles {
            (rank(&cases, 1, 4), rank(&cases, 3, 4))
        } else {
            (cases[0], cases[cases.len() - 1])
        };
        State::Measured {
            value: Value::Spread {
                middle: median(&cases),
                low,
                high,
                quartiles,
            },
        }
    };
    Figure::new(code, n, state)
}

/// How many of these are true; not measured when there is none.
pub fn share(code: &'static str, cases: impl Iterator<Item = bool>) -> Figure {
    let (mut part, mut whole) = (0, 0);
    for case in cases {
        whole += 1;
        part += i64::from(case);
    }
    let state = if whole == 0 {
        State::NotMeasured
    } else {
        State::Measured {
            value: Value::Share { part, whole },
        }
    };
    Figure::new(code, whole.unsigned_abs(), state)
}

/// The middle value; the mean of the two middle ones when the count is even. `cases` are sorted, not empty.
pub fn median(cases: &[Spent]) -> Spent {
    let half = cases.len() / 2;
    if cases.len() % 2 == 1 {
        return cases[half];
    }
    let both = cases[half - 1] + cases[half];
    both.portion(1, 2).expect("two is not zero")
}

/// The value of rank ⌈part × n ÷ whole⌉. `cases` are sorted, not empty.
pub fn rank(cases: &[Spent], part: usize, whole: usize) -> Spent {
    let rank = (part * cases.len()).div_ceil(whole).max(1);
    cases[rank - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(count: i64) -> Figure {
        spread(
            "TC1",
            (1..=count).rev().map(Spent::hours).collect(),
            &Thresholds::default(),
        )
    }

    #[test]
    fn no_case_is_not_a_zero() {
        assert_eq!(of(0).state, State::NotMeasured);
    }

    #[test]
    fn under_five_cases_each_is_printed() {
        let cases = (1..=4).map(Spent::hours).collect();
        assert_eq!(of(4).value(), Some(&Value::Each { cases }));
    }

    #[test]
    fn from_five_cases_the_extremes_and_from_ten_the_quartiles() {
        let value = |count| of(count).value().cloned().unwrap();
        let spread = |middle, low, high, quartiles| Value::Spread {
            middle,
            low,
            high,
            quartiles,
        };
        assert_eq!(
            value(5),
            spread(Spent::hours(3), Spent::hours(1), Spent::hours(5), false)
        );
        assert_eq!(
            value(9),
            spread(Spent::hours(5), Spent::hours(1), Spent::hours(9), false)
        );
        // ⌈10 ÷ 4⌉ = 3, ⌈30 ÷ 4⌉ = 8.
        assert_eq!(
            value(10),
            spread(Spent::minutes(330), Spent::hours(3), Spent::hours(8), true)
        );
        assert_eq!(
            value(19),
            spread(Spent::hours(10), Spent::hours(5), Spent::hours(15), true)
        );
        assert_eq!(
            value(20),
            spread(Spent::minutes(630), Spent::hours(5), Spent::hours(15), true)
        );
    }
}
