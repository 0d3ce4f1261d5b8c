//! This month beside the month before, the same month last year, and the twelve months before
//! (report-content.md, section 8).

use std::collections::{BTreeMap, BTreeSet};

use super::change::{NOTABLE, amount, change};
use super::{Break, Figures, Settings, Thresholds};
use crate::model::{Calendar, Figure, Month, Spent, Value};

pub use super::change::{Change, Gap, Measure};

/// One line of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub code: &'static str,
    pub line: Line,
    pub current: Option<Cell>,
    pub previous: Option<Cell>,
    pub last_year: Option<Cell>,
    /// Median of the twelve months before, if at least six of them have the figure.
    pub usual: Option<Cell>,
    pub change: Change,
    /// Months before it have no value here, for they count otherwise.
    pub broken: Option<Break>,
}

/// The value of one month.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub value: Value,
    /// A total of which some is missing.
    pub is_minimum: bool,
}

/// What of a figure is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    Whole,
    /// A total of hours divided by the working days of each month.
    PerWorkingDay,
    /// The publications of the accounts read both the month before and in this one, when they are not all.
    SameAccounts {
        /// Accounts that are left out.
        others: Vec<String>,
    },
}

impl Comparison {
    pub fn is_whole(&self) -> bool {
        self.line == Line::Whole
    }

    /// Whether a month counts what this one counts.
    pub fn is_comparable(&self, month: Month) -> bool {
        self.broken
            .as_ref()
            .is_none_or(|broken| broken.month <= month)
    }
}

/// Codes that are compared, in the order of the table.
pub const COMPARED: [&str; 9] = [
    "ES1", "ES2", "ES3", "ES4", "VA1", "DE2", "MO1", "MO6", "CH2",
];
/// Codes that are medians.
const MEDIANS: [&str; 2] = ["ES3", "VA1"];
/// Months needed to speak of a usual value.
const USUAL_FROM: usize = 6;
/// Cases needed at both dates to call the gap between two medians notable.
const MEDIAN_CASES: u64 = 10;

pub fn compare(figures: &Figures, calendar: &Calendar, settings: &Settings) -> Vec<Comparison> {
    let mut lines = Vec::new();
    for code in COMPARED {
        let whole = line(figures, settings, code, NOTABLE, |value, _| Some(value));
        match code {
            "ES1" => {
                // Five hours of the month, day by day.
                let days = working_days(figures.month, calendar);
                let least = NOTABLE.portion(1, days).unwrap_or(NOTABLE);
                let daily = line(figures, settings, code, least, |value, month| {
                    per_working_day(&value, month, calendar)
                });
                lines.push(whole);
                lines.push(Comparison {
                    line: Line::PerWorkingDay,
                    ..daily
                });
            }
            "ES2" => lines.extend(publications(figures, whole)),
            _ => lines.push(whole),
        }
    }
    lines
}

fn line(
    figures: &Figures,
    settings: &Settings,
    code: &'static str,
    least: Spent,
    read: impl Fn(Value, Month) -> Option<Value>,
) -> Comparison {
    let (month, thresholds) = (figures.month, &settings.thresholds);
    let broken = settings.last_break(code, month);
    let at = |month: Month| figures.history.get(&month).map(|earlier| earlier.get(code));
    let shown = |figure: Option<&Figure>, month: Month| {
        let is_other = broken.as_ref().is_some_and(|broken| month < broken.month);
        if is_other {
            return None;
        }
        let figure = figure?;
        let value = read(central(figure.value()?.clone())?, month)?;
        let is_minimum = figure.is_partial() && is_total(code, &value);
        Some(Cell { value, is_minimum })
    };
    let (current, previous, last_year) =
        (figures.get(code), at(month.previous()), at(month.minus(12)));
    let history: Vec<Cell> = figures
        .history
        .iter()
        .filter_map(|(month, earlier)| shown(Some(&earlier.get(code)), *month))
        .filter(|cell| !is_few(&cell.value, thresholds))
        .collect();
    let now = shown(Some(&current), month);
    let before = shown(previous.as_ref(), month.previous());
    let few_cases = MEDIANS.contains(&code)
        && [Some(&current), previous.as_ref()]
            .into_iter()
            .flatten()
            .any(|figure| figure.n < MEDIAN_CASES);
    let begins = broken.as_ref().is_some_and(|broken| broken.month == month);
    let change = match (&now, &before) {
        (Some(now), Some(before)) if now.is_minimum || before.is_minimum => Change::Partial,
        (Some(_), Some(_)) if few_cases => Change::Stable,
        (Some(now), Some(before))
            if is_few(&now.value, thresholds) || is_few(&before.value, thresholds) =>
        {
            Change::Unknown
        }
        (Some(now), Some(before)) => change(&now.value, &before.value, least),
        (Some(_), None)
            if begins && previous.is_some_and(|previous| previous.value().is_some()) =>
        {
            Change::NotComparable
        }
        _ => Change::Unknown,
    };
    Comparison {
        code,
        line: Line::Whole,
        change,
        usual: (history.len() >= USUAL_FROM)
            .then(|| usual(&history))
            .flatten(),
        last_year: shown(last_year.as_ref(), month.minus(12)),
        previous: before,
        current: now,
        broken,
    }
}

/// The publications, and, where accounts came or went since the month before, those of the accounts read at both
/// dates (report-content.md, section 8.4).
fn publications(figures: &Figures, whole: Comparison) -> Vec<Comparison> {
    let Some(same) = same_accounts(figures).filter(|_| whole.previous.is_some()) else {
        return vec![whole];
    };
    let partial = whole.change == Change::Partial;
    let whole = Comparison {
        change: if partial {
            Change::Partial
        } else {
            Change::OtherAccounts
        },
        ..whole
    };
    vec![whole, same]
}

fn same_accounts(figures: &Figures) -> Option<Comparison> {
    let now = posts_by_account(figures);
    let before = posts_by_account(figures.history.get(&figures.month.previous())?);
    let (now_read, before_read): (BTreeSet<&str>, BTreeSet<&str>) = (
        now.keys().copied().collect(),
        before.keys().copied().collect(),
    );
    let others: Vec<String> = now_read
        .symmetric_difference(&before_read)
        .map(|account| (*account).to_owned())
        .collect();
    let sum = |posts: &BTreeMap<&str, i64>| {
        let both = now_read.intersection(&before_read);
        Value::count(both.map(|account| posts[account]).sum::<i64>())
    };
    if others.is_empty() || now_read.is_disjoint(&before_read) {
        return None;
    }
    let (now, before) = (sum(&now), sum(&before));
    let whole = |value| {
        Some(Cell {
            value,
            is_minimum: false,
        })
    };
    Some(Comparison {
        code: "ES2",
        line: Line::SameAccounts { others },
        change: change(&now, &before, NOTABLE),
        current: whole(now),
        previous: whole(before),
        last_year: None,
        usual: None,
        broken: None,
    })
}

/// Publications of each account that was read (RE3).
fn posts_by_account(figures: &Figures) -> BTreeMap<&str, i64> {
    let posts = figures.iter().filter(|figure| figure.key.code == "RE3");
    posts
        .filter_map(|figure| match figure.value()? {
            Value::Count { count } => Some((figure.key.about.as_deref()?, *count)),
            _ => None,
        })
        .collect()
}

/// A sum, of which a part may be missing; the share or the median of what was entered is still one.
fn is_total(code: &str, value: &Value) -> bool {
    let is_sum = matches!(
        value,
        Value::Time { .. } | Value::Count { .. } | Value::Load { .. }
    );
    is_sum && !MEDIANS.contains(&code)
}

/// A share of few cases is shown, and compared with nothing.
fn is_few(value: &Value, thresholds: &Thresholds) -> bool {
    matches!(value, Value::Share { whole, .. } if whole.unsigned_abs() < thresholds.percent_from)
}

/// The one value that stands for a figure: the median of a spread, itself otherwise.
fn central(value: Value) -> Option<Value> {
    match value {
        Value::Spread { middle, .. } => Some(Value::Time { spent: middle }),
        Value::WorkingDays { of, day } => Some(Value::WorkingDays {
            of: Box::new(central(*of)?),
            day,
        }),
        Value::Each { .. } | Value::Between { .. } | Value::TimeShare { per_cent: None, .. } => {
            None
        }
        other => Some(other),
    }
}

fn per_working_day(value: &Value, month: Month, calendar: &Calendar) -> Option<Value> {
    match value {
        Value::Time { spent } => spent
            .portion(1, working_days(month, calendar))
            .map(|spent| Value::Time { spent }),
        _ => None,
    }
}

fn working_days(month: Month, calendar: &Calendar) -> i64 {
    i64::try_from(calendar.working_days(month.first_day(), month.last_day())).unwrap_or(i64::MAX)
}

/// The median of the months before, exact: it is rounded when it is printed. That of minimums is one.
fn usual(history: &[Cell]) -> Option<Cell> {
    if history.len() < USUAL_FROM {
        return None;
    }
    let mut amounts: Vec<(i64, i64)> = history
        .iter()
        .filter_map(|cell| amount(&cell.value))
        .collect();
    amounts.sort_by(|one, other| product(one.0, other.1).cmp(&product(other.0, one.1)));
    let half = amounts.len() / 2;
    let (part, whole) = match *amounts.get(half)? {
        middle if amounts.len() % 2 == 1 => middle,
        middle => mean(*amounts.get(half - 1)?, middle)?,
    };
    let spent = Spent::seconds(part).portion(1, whole);
    let value = match &history.first()?.value {
        Value::Time { .. } => Value::Time { spent: spent? },
        Value::Count { .. } => Value::count(spent?.as_seconds()),
        Value::WorkingDays { day, .. } => Value::WorkingDays {
            of: Box::new(Value::Time { spent: spent? }),
            day: *day,
        },
        _ => Value::Load {
            part: Spent::seconds(part),
            whole: Spent::seconds(whole),
        },
    };
    Some(Cell {
        value,
        is_minimum: history.iter().any(|cell| cell.is_minimum),
    })
}

/// Halfway between two fractions, to a thousand-millionth.
fn mean(one: (i64, i64), other: (i64, i64)) -> Option<(i64, i64)> {
    let sum = product(one.0, other.1) + product(other.0, one.1);
    let twice = 2 * product(one.1, other.1);
    let scale = if one.1 == 1 && other.1 == 1 {
        2
    } else {
        1_000_000_000
    };
    let part = (2 * sum * i128::from(scale) + twice).div_euclid(2 * twice.max(1));
    Some((i64::try_from(part).ok()?, scale))
}

fn product(one: i64, other: i64) -> i128 {
    i128::from(one) * i128::from(other)
}
