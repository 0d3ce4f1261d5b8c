//! The rows of `chiffres.csv` and of `chiffres.xlsx`: every figure, exact and as printed.

use crate::figures::compare::{COMPARED, Comparison, Line};
use crate::model::{Figure, Month, Spent, State, Value};
use crate::report::Desk;
use crate::report::said::{self, Place};

/// One exact number of a figure.
pub struct Row {
    pub code: &'static str,
    /// What the figure is about, and the part of it that this number is (« médiane »).
    pub object: String,
    pub label: String,
    /// `None` when nothing is measured, or when there is nothing to divide by.
    pub number: Option<Number>,
    pub unit: Unit,
    /// Cases; `None` in a comparison.
    pub n: Option<u64>,
    pub state: &'static str,
    pub month: Month,
    pub printed: String,
}

/// Kept exact until it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    Whole(i64),
    Ratio { part: i64, whole: i64 },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    None,
    Count,
    Seconds,
    /// Printed in per cent: a share, a rate, a load.
    Share,
    /// Printed as it is: a number of times.
    Ratio,
    FullTime,
}

impl Unit {
    pub fn word(self) -> &'static str {
        match self {
            Unit::None => "",
            Unit::Count => "nombre",
            Unit::Seconds => "s",
            Unit::Share | Unit::Ratio => "ratio",
            Unit::FullTime => "ETP",
        }
    }

    /// The same, where seconds are shown as hours and shares in per cent.
    pub fn of_a_cell(self) -> &'static str {
        match self {
            Unit::Seconds => "durée",
            Unit::Share => "part",
            other => other.word(),
        }
    }
}

/// The figures of the month, those that the comparison and the curves print of earlier months, then the comparison.
pub fn rows(desk: &Desk) -> Vec<Row> {
    let mut rows: Vec<Row> = desk
        .figures
        .iter()
        .flat_map(|figure| of_figure(desk, figure, desk.month))
        .collect();
    for (month, earlier) in &desk.figures.history {
        let desk = &Desk {
            figures: earlier,
            ..*desk
        };
        for code in COMPARED {
            rows.extend(of_figure(desk, &earlier.get(code), *month));
        }
    }
    for line in desk.comparison {
        rows.extend(compared(desk, line));
    }
    rows
}

fn of_figure(desk: &Desk, figure: &Figure, month: Month) -> Vec<Row> {
    let label = said::label(desk, figure);
    let printed = said::figure(desk, figure, Place::Detail);
    let about = figure
        .key
        .about
        .as_deref()
        .map_or("", |about| object(figure.key.code, about));
    let exact = figure.value().map_or_else(|| vec![nothing()], exact);
    let rows = exact.into_iter().map(|(part, number, unit)| Row {
        code: figure.key.code,
        object: [about, part]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(" "),
        label: label.clone(),
        number,
        unit,
        n: Some(figure.n),
        state: state(&figure.state),
        month,
        printed: printed.clone(),
    });
    rows.collect()
}

/// What a figure is about, as the column « objet » says it: accounts and steps by their code, which
/// the label spells out; the rest in words.
fn object<'a>(code: &str, about: &'a str) -> &'a str {
    match (code, about) {
        ("ES2", "contents") => "contenus",
        ("VA5", "oldest") => "ancienneté",
        (_, "share") => "part",
        (_, "fte") => "ETP",
        (code, about) => said::subject_of_code(code, about).unwrap_or(about),
    }
}

/// The figures of the comparison that no other row gives.
fn compared(desk: &Desk, line: &Comparison) -> Vec<Row> {
    let label = crate::report::line_label(line);
    let (month, before, last_year) = (desk.month, desk.month.previous(), desk.month.minus(12));
    let values = [
        (line.current.as_ref(), month),
        (line.previous.as_ref(), before),
        (line.last_year.as_ref(), last_year),
    ];
    let usual = (line.usual.as_ref(), month);
    let cells = match line.line {
        Line::Whole => vec![("médiane 12 mois", usual)],
        Line::PerWorkingDay => values
            .map(|value| ("par jour ouvré", value))
            .into_iter()
            .chain([("par jour ouvré médiane 12 mois", usual)])
            .collect(),
        Line::SameAccounts { .. } => values.map(|value| ("mêmes comptes", value)).to_vec(),
    };
    let mut rows = Vec::new();
    for (object, (cell, month)) in cells {
        let Some(cell) = cell else { continue };
        let printed = said::cell(desk, cell, Place::Detail);
        let state = if cell.is_minimum {
            "partiel"
        } else {
            "mesuré"
        };
        rows.extend(exact(&cell.value).into_iter().map(|(_, number, unit)| Row {
            code: line.code,
            object: object.to_owned(),
            label: label.clone(),
            number,
            unit,
            n: None,
            state,
            month,
            printed: printed.clone(),
        }));
    }
    rows
}

/// The part of the figure, its number, its unit.
type Exact = (&'static str, Option<Number>, Unit);

fn nothing() -> Exact {
    ("", None, Unit::None)
}

fn exact(value: &Value) -> Vec<Exact> {
    let seconds = |part, spent: Spent| {
        let seconds = Number::Whole(spent.as_seconds());
        (part, Some(seconds), Unit::Seconds)
    };
    let ratio = |part: i64, whole: i64, unit| {
        let ratio = (whole != 0).then_some(Number::Ratio { part, whole });
        vec![("", ratio, unit)]
    };
    match value {
        Value::Count { count } | Value::Gain { count, .. } => {
            vec![("", Some(Number::Whole(*count)), Unit::Count)]
        }
        Value::Time { spent } => vec![seconds("", *spent)],
        Value::Share { part, whole }
        | Value::OutOf { part, whole }
        | Value::Rate { part, whole } => ratio(*part, *whole, Unit::Share),
        Value::Ratio { part, whole } => ratio(*part, *whole, Unit::Ratio),
        Value::TimeShare { part, whole, .. } | Value::Load { part, whole } => {
            ratio(part.as_seconds(), whole.as_seconds(), Unit::Share)
        }
        Value::Fte { spent, full_time } => {
            ratio(spent.as_seconds(), full_time.as_seconds(), Unit::FullTime)
        }
        // The seconds of opening time; the printed form says the working days.
        Value::WorkingDays { of, .. } => exact(of),
        Value::Each { cases } => cases.iter().map(|spent| seconds("cas", *spent)).collect(),
        Value::Spread {
            middle,
            low,
            high,
            quartiles,
        } => {
            let (below, above) = bounds(*quartiles);
            vec![
                seconds("médiane", *middle),
                seconds(below, *low),
                seconds(above, *high),
            ]
        }
        Value::Between {
            low,
            high,
            quartiles,
        } => {
            let (below, above) = bounds(*quartiles);
            vec![seconds(below, *low), seconds(above, *high)]
        }
    }
}

fn bounds(quartiles: bool) -> (&'static str, &'static str) {
    if quartiles {
        ("q1", "q3")
    } else {
        ("minimum", "maximum")
    }
}

pub fn state(state: &State) -> &'static str {
    match state {
        State::Measured { .. } => "mesuré",
        State::Partial { .. } => "partiel",
        State::Unreliable => "non fiable",
        State::NotMeasured => "non mesuré",
        State::NotProvided => "non fourni",
        State::TooFew => "effectif faible",
        State::FirstMonth => "premier mois",
        State::Protected => "protégé",
    }
}
