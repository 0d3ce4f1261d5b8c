//! This month beside the month before, the same month last year, and the twelve months before
//! (report-content.md, section 8).

use std::collections::{BTreeMap, BTreeSet};

use super::change::{change, scale};
use super::{Break, Figures, Settings, Thresholds, few};
use crate::model::{Calendar, Figure, Month, Spent, Value};

pub use super::change::{Change, Gap, Measure};

/// One line of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub code: &'static str,
    pub line: Line,
    pub current: Option<Value>,
    pub previous: Option<Value>,
    pub last_year: Option<Value>,
    /// Median of the twelve months before, if at least six of them have the figure.
    pub usual: Option<Value>,
    pub change: Change,
    /// Months before it have no value here, for they count otherwise.
    pub broken: Option<Break>,
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
        let whole = line(figures, settings, code, |value, _| Some(value));
        match code {
            "ES1" => {
                let daily = line(figures, settings, code, |value, month| {
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
        read(central(figure?.value()?.clone())?, month)
    };
    let (current, previous, last_year) =
        (figures.get(code), at(month.previous()), at(month.minus(12)));
    let history: Vec<Value> = figures
        .history
        .iter()
        .filter_map(|(month, earlier)| shown(Some(&earlier.get(code)), *month))
        .filter(|value| !is_few(value, thresholds))
        .collect();
    let now = shown(Some(&current), month);
    let before = shown(previous.as_ref(), month.previous());
    let partial = current.is_partial() || previous.as_ref().is_some_and(Figure::is_partial);
    // A partial share or a median of entered data is still a figure of the same kind at both dates.
    let partial = partial
        && matches!(
            now,
            Some(Value::Time { .. } | Value::Count { .. } | Value::Load { .. })
        )
        && !MEDIANS.contains(&code);
    let few_cases = MEDIANS.contains(&code)
        && [Some(&current), previous.as_ref()]
            .into_iter()
            .flatten()
            .any(|figure| figure.n < MEDIAN_CASES);
    let change = match (&now, &before) {
        (Some(_), Some(_)) if partial => Change::Partial,
        (Some(_), Some(_)) if few_cases => Change::Stable,
        (Some(now), Some(before)) if is_few(now, thresholds) || is_few(before, thresholds) => {
            Change::Unknown
        }
        (Some(now), Some(before)) => change(now, before),
        // It begins this month, and the month before has another one.
        (Some(_), None)
            if broken.as_ref().is_some_and(|broken| broken.month == month)
                && previous.is_some_and(|previous| previous.value().is_some()) =>
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
    Some(Comparison {
        code: "ES2",
        line: Line::SameAccounts { others },
        change: change(&now, &before),
        current: Some(now),
        previous: Some(before),
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
    let days = i64::try_from(calendar.working_days(month.first_day(), month.last_day())).ok()?;
    match value {
        Value::Time { spent } => spent.portion(1, days).map(|spent| Value::Time { spent }),
        _ => None,
    }
}

fn usual(history: &[Value]) -> Option<Value> {
    let mut scales: Vec<Spent> = history
        .iter()
        .filter_map(scale)
        .map(Spent::seconds)
        .collect();
    if scales.len() < USUAL_FROM {
        return None;
    }
    scales.sort_unstable();
    let middle = few::median(&scales);
    match history.first()? {
        Value::Time { .. } => Some(Value::Time { spent: middle }),
        Value::Count { .. } => Some(Value::Count {
            count: middle.as_seconds(),
        }),
        Value::WorkingDays { day, .. } => Some(Value::WorkingDays {
            of: Box::new(Value::Time { spent: middle }),
            day: *day,
        }),
        _ => Some(Value::Load {
            part: middle,
            whole: Spent::seconds(100),
        }),
    }
}
