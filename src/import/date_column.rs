//! A whole column of dates: which number is the month.

use std::cmp::Ordering;

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};

use crate::import::stamp::{Order, Written};

/// What is known of a column of dates besides the dates themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints {
    /// Days asked for, in the name of the file.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// One row a day: the days follow each other.
    pub is_daily: bool,
    /// The order that the service set, for when nothing else tells.
    pub asked: Option<Order>,
}

/// How a whole column was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Understood {
    /// `None` when nothing settles it: a date that reads both ways is then not read.
    pub order: Option<Order>,
    /// Some rows can only be read one way, some only the other.
    pub is_mixed: bool,
    /// The spreadsheet had read months as days, and only where both could be: its cells are to be turned back.
    pub swap_typed: bool,
}

/// Decides for the whole column: a number above 12 settles it, else the true instants that some ids
/// hold, else the period in the name of the file (facebook.md §8).
pub fn understand(column: &[(Written, Option<DateTime<Utc>>)], hints: Hints) -> Understood {
    let pairs = || {
        column
            .iter()
            .filter_map(|(written, instant)| match *written {
                Written::Numbers { first, second, .. } => Some((*written, first, second, *instant)),
                Written::Known { .. } | Written::Typed(_) => None,
            })
    };
    let day_first = pairs().any(|(_, first, _, _)| first > 12);
    let month_first = pairs().any(|(_, _, second, _)| second > 12);
    let settled = match (day_first, month_first) {
        (true, false) => Some(Order::DayFirst),
        (false, true) => Some(Order::MonthFirst),
        (true, true) | (false, false) => None,
    };
    let open =
        || pairs().filter(|(_, first, second, _)| first != second && *first <= 12 && *second <= 12);
    let order = settled
        .or_else(|| {
            by_instants(open().filter_map(|(written, _, _, instant)| Some((written, instant?))))
        })
        .or_else(|| hints.is_daily.then(|| by_spread(column)).flatten())
        .or_else(|| by_period(open().map(|(written, ..)| written), hints.period?))
        // Where both orders stand, one setting cannot tell.
        .or(hints.asked.filter(|_| !(day_first && month_first)));
    let typed = || {
        column.iter().filter_map(|(written, _)| match written {
            Written::Typed(at) => Some(at),
            Written::Known { .. } | Written::Numbers { .. } => None,
        })
    };
    // A French spreadsheet turns `10/01/2024` into the 10th of January and leaves `10/30/2024` as text.
    let left_as_text =
        settled == Some(Order::MonthFirst) && pairs().all(|(_, _, second, _)| second > 12);
    let swap_typed = typed().next().is_some()
        && typed().all(|at| at.day() <= 12)
        && (left_as_text || (pairs().next().is_none() && are_swapped(column, hints.period)));
    Understood {
        // Dates that read the same both ways ask for nothing.
        order: order.or_else(|| open().next().is_none().then_some(Order::MonthFirst)),
        is_mixed: day_first && month_first,
        swap_typed,
    }
}

/// Whether typed dates fall on their true instants, or inside the period, only once turned back.
fn are_swapped(
    column: &[(Written, Option<DateTime<Utc>>)],
    period: Option<(NaiveDate, NaiveDate)>,
) -> bool {
    // As they were written, if the months came first.
    let written = || {
        column
            .iter()
            .filter_map(|(written, instant)| match written {
                Written::Typed(at) => Some((turned_back(*at), *instant)),
                Written::Known { .. } | Written::Numbers { .. } => None,
            })
    };
    let order = by_instants(written().filter_map(|(written, instant)| Some((written, instant?))))
        .or_else(|| by_period(written().map(|(written, _)| written), period?));
    order == Some(Order::MonthFirst)
}

/// The numbers that a spreadsheet took for a day and a month.
fn turned_back(at: NaiveDateTime) -> Written {
    Written::Numbers {
        first: at.day(),
        second: at.month(),
        year: at.year(),
        time: Some(at.time()),
    }
}

fn by_instants(known: impl Iterator<Item = (Written, DateTime<Utc>)>) -> Option<Order> {
    let mut balance = 0_i32;
    for (written, instant) in known {
        let away = |order| {
            written.in_order(order).map_or(i64::MAX, |(day, _)| {
                (day - instant.date_naive()).num_days().abs()
            })
        };
        let (month_first, day_first) = (away(Order::MonthFirst), away(Order::DayFirst));
        if month_first <= 1 && day_first > 1 {
            balance += 1;
        } else if day_first <= 1 && month_first > 1 {
            balance -= 1;
        }
    }
    match balance.cmp(&0) {
        Ordering::Greater => Some(Order::MonthFirst),
        Ordering::Less => Some(Order::DayFirst),
        Ordering::Equal => None,
    }
}

/// Days that follow each other span fewer days when read as they were written.
fn by_spread(column: &[(Written, Option<DateTime<Utc>>)]) -> Option<Order> {
    let spread = |order| {
        let days = || {
            column
                .iter()
                .filter_map(|(written, _)| written.in_order(order))
                .map(|(day, _)| day)
        };
        Some((days().max()? - days().min()?).num_days())
    };
    let (month_first, day_first) = (spread(Order::MonthFirst)?, spread(Order::DayFirst)?);
    match month_first.cmp(&day_first) {
        Ordering::Less => Some(Order::MonthFirst),
        Ordering::Greater => Some(Order::DayFirst),
        Ordering::Equal => None,
    }
}

/// Every date must fall inside; with one day of slack if none fits without, since the period is that of the
/// person who asked and the dates are those of the network.
fn by_period(open: impl Iterator<Item = Written>, period: (NaiveDate, NaiveDate)) -> Option<Order> {
    let open: Vec<Written> = open.collect();
    [0, 1]
        .into_iter()
        .find_map(|slack| inside(&open, period, TimeDelta::days(slack)))
}

fn inside(open: &[Written], (from, to): (NaiveDate, NaiveDate), slack: TimeDelta) -> Option<Order> {
    let fits = |order| {
        open.iter().all(|written| {
            written.in_order(order).is_some_and(|(day, _)| {
                from.checked_sub_signed(slack)
                    .is_none_or(|from| day >= from)
                    && to.checked_add_signed(slack).is_none_or(|to| day <= to)
            })
        })
    };
    match (fits(Order::MonthFirst), fits(Order::DayFirst)) {
        _ if open.is_empty() => None,
        (true, false) => Some(Order::MonthFirst),
        (false, true) => Some(Order::DayFirst),
        (true, true) | (false, false) => None,
    }
}

impl Understood {
    /// Every date reads both ways: nothing of the column can be counted.
    pub fn is_in_doubt(self) -> bool {
        self.order.is_none() && !self.is_mixed
    }

    /// The day and time of one cell; a date that only reads the other way is read so.
    pub fn resolve(self, written: Written) -> Option<(NaiveDate, Option<NaiveTime>)> {
        let written = match written {
            Written::Typed(at) if self.swap_typed => turned_back(at),
            other => other,
        };
        let [one, other] =
            [Order::MonthFirst, Order::DayFirst].map(|order| written.in_order(order));
        match self.order {
            Some(Order::MonthFirst) => one.or(other),
            Some(Order::DayFirst) => other.or(one),
            None if one == other => one,
            None => one.xor(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Cell;
    use crate::import::stamp::read;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn column(texts: &[&str]) -> Vec<(Written, Option<DateTime<Utc>>)> {
        texts
            .iter()
            .map(|text| (read(Cell::Text(text)).unwrap(), None))
            .collect()
    }

    #[test]
    fn one_number_above_twelve_settles_the_whole_column() {
        let order = |texts: &[&str]| understand(&column(texts), Hints::default());
        assert_eq!(
            order(&["10/01/2026", "10/13/2026"]).order,
            Some(Order::MonthFirst)
        );
        assert_eq!(
            order(&["10/01/2026", "13/10/2026"]).order,
            Some(Order::DayFirst)
        );
        assert!(order(&["10/01/2026", "11/02/2026"]).is_in_doubt());
        assert!(!order(&["10/10/2026"]).is_in_doubt());
        assert!(order(&["13/10/2026", "10/13/2026"]).is_mixed);
    }

    #[test]
    fn of_mixed_orders_only_dates_that_read_one_way_are_read() {
        let column = column(&["13/10/2026", "10/13/2026", "10/01/2026", "10/10/2026"]);
        let understood = understand(&column, Hints::default());
        let read = |place: usize| understood.resolve(column[place].0).map(|(day, _)| day);
        assert_eq!(read(0), Some(day(2026, 10, 13)));
        assert_eq!(read(1), Some(day(2026, 10, 13)));
        assert_eq!(read(2), None);
        assert_eq!(read(3), Some(day(2026, 10, 10)));
        let asked = Hints {
            asked: Some(Order::DayFirst),
            ..Hints::default()
        };
        assert_eq!(understand(&column, asked), understood);
    }

    #[test]
    fn what_the_service_set_is_for_when_nothing_else_tells() {
        let hints = Hints {
            asked: Some(Order::DayFirst),
            ..Hints::default()
        };
        let order = |texts: &[&str]| understand(&column(texts), hints).order;
        assert_eq!(order(&["10/01/2026"]), Some(Order::DayFirst));
        assert_eq!(
            order(&["10/01/2026", "10/13/2026"]),
            Some(Order::MonthFirst)
        );
    }

    #[test]
    fn the_period_of_the_file_name_settles_what_the_days_do_not() {
        let hints = Hints {
            period: Some((day(2026, 10, 1), day(2026, 10, 31))),
            ..Hints::default()
        };
        for (texts, order) in [
            (["10/01/2026", "10/12/2026"], Order::MonthFirst),
            (["01/10/2026", "12/10/2026"], Order::DayFirst),
        ] {
            let understood = understand(&column(&texts), hints);
            assert_eq!(understood.order, Some(order));
        }
    }

    #[test]
    fn a_day_of_slack_makes_no_doubt_of_what_fits_without() {
        let january = Hints {
            period: Some((day(2026, 1, 1), day(2026, 1, 31))),
            ..Hints::default()
        };
        let order = |texts: &[&str]| understand(&column(texts), january).order;
        assert_eq!(order(&["1/2/2026"]), Some(Order::MonthFirst));
        assert_eq!(order(&["2/1/2026"]), Some(Order::DayFirst));
        assert_eq!(order(&["2/1/2026", "1/2/2026"]), None);
    }

    #[test]
    fn the_instant_inside_an_id_settles_before_the_period() {
        let instant = "2026-02-01T12:00:00Z".parse().ok();
        let column = [(read(Cell::Text("01/02/2026 04:00")).unwrap(), instant)];
        assert_eq!(
            understand(&column, Hints::default()).order,
            Some(Order::DayFirst)
        );
    }

    #[test]
    fn days_that_follow_each_other_settle_their_order() {
        let hints = Hints {
            is_daily: true,
            ..Hints::default()
        };
        assert_eq!(
            understand(&column(&["11/01/2025", "11/02/2025"]), hints).order,
            Some(Order::MonthFirst)
        );
        assert_eq!(
            understand(&column(&["01/11/2025", "02/11/2025"]), hints).order,
            Some(Order::DayFirst)
        );
    }

    #[test]
    fn days_that_a_french_spreadsheet_took_for_months_are_turned_back() {
        let typed = day(2024, 1, 10).and_hms_opt(3, 30, 0).unwrap();
        let column = [
            (Written::Typed(typed), None),
            (read(Cell::Text("10/30/2024 22:40")).unwrap(), None),
        ];
        let understood = understand(&column, Hints::default());
        assert_eq!(understood.resolve(column[0].0).unwrap().0, day(2024, 10, 1));
    }

    #[test]
    fn typed_days_are_turned_back_when_the_period_or_an_instant_says_so() {
        let typed = |month, number| {
            let at = day(2026, month, number).and_hms_opt(9, 0, 0).unwrap();
            (Written::Typed(at), None)
        };
        let october = Hints {
            period: Some((day(2026, 10, 1), day(2026, 10, 31))),
            ..Hints::default()
        };
        let swapped = [typed(1, 10), typed(12, 10)];
        assert!(understand(&swapped, october).swap_typed);
        assert!(!understand(&swapped, Hints::default()).swap_typed);
        assert!(!understand(&[typed(10, 1), typed(10, 12)], october).swap_typed);
        let instant = "2026-10-01T16:00:00Z".parse().ok();
        assert!(understand(&[(swapped[0].0, instant)], Hints::default()).swap_typed);
    }
}
