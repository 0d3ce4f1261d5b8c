//! How cases are spread, one line a row: what the chart of ranges needs from a figure.

use super::size;
use crate::model::{Figure, Spent, Value};
use crate::report::Desk;
use crate::report::block::{RangeRow, RangeSpread, Tick};
use crate::report::said;
use crate::words::number::NBSP;

/// The row of a figure that is measured.
pub fn row(desk: &Desk, label: &str, figure: &Figure) -> Option<RangeRow> {
    let value = figure.value()?;
    let cases = match value {
        Value::WorkingDays { of, .. } => of,
        other => other,
    };
    let spread = match cases {
        Value::Spread {
            middle, low, high, ..
        } => RangeSpread::Median {
            low: size(*low),
            middle: size(*middle),
            high: size(*high),
        },
        Value::Each { cases } => RangeSpread::Points {
            at: cases.iter().copied().map(size).collect(),
        },
        _ => return None,
    };
    Some(RangeRow {
        label: label.to_owned(),
        value: format!(
            "{}, n{NBSP}={NBSP}{}",
            said::spread_of_chart(desk, value),
            figure.n
        ),
        spread,
    })
}

/// The marks that the rows of these figures show, and no other. `one` and `many` name a case.
pub fn how_to_read<'a>(
    desk: &Desk,
    figures: impl Iterator<Item = &'a Figure>,
    one: &str,
    many: &str,
) -> String {
    let (mut halves, mut extremes, mut points) = (false, false, false);
    for value in figures.filter_map(Figure::value) {
        let cases = match value {
            Value::WorkingDays { of, .. } => of,
            other => other,
        };
        match cases {
            Value::Spread { quartiles, .. } if *quartiles => halves = true,
            Value::Spread { .. } => extremes = true,
            _ => points = true,
        }
    }
    let (few, some) = (
        desk.settings.thresholds.median_from,
        desk.settings.thresholds.quartiles_from,
    );
    let each = format!("chaque point est {one}");
    let median = match (halves, extremes) {
        (true, true) => format!(
            "le point est la médiane, le trait épais la moitié centrale des cas (de la plus petite à la plus grande valeur sous {some} {many})."
        ),
        (true, false) => {
            "le point est la médiane, le trait épais la moitié centrale des cas.".to_owned()
        }
        (false, true) => {
            "le point est la médiane, le trait va de la plus petite à la plus grande valeur."
                .to_owned()
        }
        (false, false) => return format!("{each}."),
    };
    if points {
        format!("{median} Sous {few} {many}, {each}.")
    } else {
        median
    }
}

/// Marks of an axis in hours.
pub fn hours(rows: &[RangeRow]) -> Vec<Tick> {
    ticks(rows, 3600, |hours| format!("{hours}{NBSP}h"))
}

/// Marks of an axis in working days of so many seconds.
pub fn working_days(rows: &[RangeRow], day: Spent) -> Vec<Tick> {
    ticks(rows, size(day).max(1), |days| {
        format!("{days}{NBSP}{}", if days < 2 { "jour" } else { "jours" })
    })
}

/// Whole units, five marks or so.
fn ticks(rows: &[RangeRow], unit: u64, label: impl Fn(u64) -> String) -> Vec<Tick> {
    let longest = rows.iter().map(|row| reach(&row.spread)).max().unwrap_or(0);
    let units = longest.div_ceil(unit).max(1);
    let step = [1, 2, 5, 10, 20, 50, 100, 200, 500]
        .into_iter()
        .find(|step| units.div_ceil(*step) <= 6)
        .unwrap_or(1000);
    (0..=units.div_ceil(step))
        .map(|mark| mark * step)
        .map(|units| Tick {
            at: units * unit,
            label: label(units),
        })
        .collect()
}

fn reach(spread: &RangeSpread) -> u64 {
    match spread {
        RangeSpread::Points { at } => at.iter().copied().max().unwrap_or(0),
        RangeSpread::Median { high, .. } => *high,
    }
}
