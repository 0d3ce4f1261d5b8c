//! Small curves over thirteen months, each on its own axis; months without data stay blank.

use crate::model::{Month, Spent, Value};
use crate::report::Desk;
use crate::report::block::{LinePoint, Lines, Tick};
use crate::words::number::{self, NBSP};
use crate::words::{date, duration};

/// Months of a curve, this one included.
const MONTHS: u32 = 13;

/// Hours spent each month; `None` when fewer than three months have any.
pub fn hours(desk: &Desk) -> Option<Lines> {
    let print = |seconds| {
        if seconds == 0 {
            format!("0{NBSP}h")
        } else {
            duration::sentence(Spent::seconds(seconds))
        }
    };
    curve(desk, "ES1", "Heures par mois", print, 3600)
}

/// Publications of each month; `None` when fewer than three months have any.
pub fn posts(desk: &Desk) -> Option<Lines> {
    curve(desk, "ES2", "Publications par mois", number::whole, 1)
}

fn curve(
    desk: &Desk,
    code: &'static str,
    caption: &str,
    print: fn(i64) -> String,
    unit: i64,
) -> Option<Lines> {
    let months: Vec<Month> = (0..MONTHS)
        .rev()
        .map(|back| desk.month.minus(back))
        .collect();
    let values: Vec<Option<i64>> = months
        .iter()
        .map(|month| scale(desk, code, *month))
        .collect();
    let known: Vec<i64> = values.iter().flatten().copied().collect();
    // Two months make no curve.
    if known.len() < 3 {
        return None;
    }
    let (low, high) = (*known.iter().min()?, *known.iter().max()?);
    let last = values.iter().rposition(Option::is_some);
    let first = values.iter().position(Option::is_some);
    let extreme = |place: usize, value: i64| {
        Some(place) == first
            || Some(place) == last
            || values.iter().position(|known| *known == Some(low)) == Some(place) && value == low
            || values.iter().position(|known| *known == Some(high)) == Some(place) && value == high
    };
    let is_cut = |month| desk.settings.of_month(month).changed.of(code).is_some();
    let points = months
        .iter()
        .zip(&values)
        .enumerate()
        .map(|(place, (month, value))| LinePoint {
            label: date::short(*month),
            highlights: highlights(desk, *month),
            at: value.and_then(|value| u64::try_from(value).ok()),
            value: value.map(print),
            is_labelled: value.is_some_and(|value| extreme(place, value)),
            is_cut: place > 0 && is_cut(*month),
        })
        .collect();
    let alt = format!(
        "{caption}, {} à {}{NBSP}: au plus bas {}, au plus haut {}.",
        date::of_month(months[0]),
        date::month(desk.month),
        print(low),
        print(high)
    );
    Some(Lines {
        caption: caption.to_owned(),
        alt,
        ticks: ticks(high, unit, print),
        points,
    })
}

/// « (1) (2) ».
fn highlights(desk: &Desk, month: Month) -> String {
    let numbered = (1..).zip(desk.highlights);
    let of_month = numbered.filter(|(_, highlight)| Month::of(highlight.day) == month);
    let numbers: Vec<String> = of_month.map(|(number, _)| format!("({number})")).collect();
    numbers.join(" ")
}

/// « (1) 20 octobre 2026 : tempête Elouan. »
pub fn explained(desk: &Desk) -> Option<String> {
    let said: Vec<String> = (1..)
        .zip(desk.highlights)
        .map(|(number, highlight)| {
            let text = highlight.text.trim().trim_end_matches('.');
            format!("({number}) {}{NBSP}: {text}.", date::day(highlight.day))
        })
        .collect();
    (!said.is_empty()).then(|| said.join(" "))
}

fn scale(desk: &Desk, code: &'static str, month: Month) -> Option<i64> {
    let figure = if month == desk.month {
        desk.figures.get(code)
    } else {
        desk.figures.history.get(&month)?.get(code)
    };
    match figure.value()? {
        Value::Time { spent } => Some(spent.as_seconds()),
        Value::Count { count } => Some(*count),
        _ => None,
    }
}

/// From zero to above the highest, three or four marks.
fn ticks(high: i64, unit: i64, print: fn(i64) -> String) -> Vec<Tick> {
    let most = (high + unit - 1) / unit;
    let step = [
        1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2500, 5000, 10_000,
    ]
    .into_iter()
    .find(|step| most <= step * 4)
    .unwrap_or_else(|| (most / 4).max(1));
    let marks = (most + step - 1) / step;
    (0..=marks.max(1))
        .map(|mark| mark * step * unit)
        .map(|at| Tick {
            at: u64::try_from(at).unwrap_or(0),
            label: print(at),
        })
        .collect()
}
