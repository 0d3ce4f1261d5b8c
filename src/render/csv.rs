//! `chiffres.csv`: every figure, exact and as printed. `;` and a decimal comma, as a French
//! spreadsheet expects; UTF-8 with a byte order mark, so that it shows the accents.

use csv::WriterBuilder;

use crate::figures::compare::{COMPARED, Comparison, Line};
use crate::model::{Figure, Month, Spent, State, Value};
use crate::report::Desk;
use crate::report::said::{self, Place};

const HEADER: [&str; 9] = [
    "code", "objet", "libellé", "valeur", "unité", "n", "état", "mois", "imprimé",
];

/// One exact number of a figure, and the part of it that it is (« médiane »).
struct Exact {
    part: &'static str,
    value: String,
    unit: &'static str,
}

pub fn render(desk: &Desk) -> Result<Vec<u8>, csv::Error> {
    let mut out = WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(HEADER)?;
    for figure in desk.figures.iter() {
        write(&mut out, desk, figure, desk.month)?;
    }
    // What the comparison and the curves print of earlier months.
    for (month, earlier) in &desk.figures.history {
        let desk = &Desk {
            figures: earlier,
            ..*desk
        };
        for code in COMPARED {
            write(&mut out, desk, &earlier.get(code), *month)?;
        }
    }
    for line in desk.comparison {
        compared(&mut out, desk, line)?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

type Writer = csv::Writer<Vec<u8>>;

fn write(out: &mut Writer, desk: &Desk, figure: &Figure, month: Month) -> Result<(), csv::Error> {
    let label = said::label(desk, figure);
    let printed = said::figure(desk, figure, Place::Detail);
    let about = figure
        .key
        .about
        .as_deref()
        .map_or("", |about| object(figure.key.code, about));
    for exact in figure.value().map_or_else(|| vec![nothing()], exact) {
        let object = [about, exact.part]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" ");
        out.write_record([
            figure.key.code,
            &object,
            &label,
            &exact.value,
            exact.unit,
            &figure.n.to_string(),
            state(&figure.state),
            &month.to_string(),
            &printed,
        ])?;
    }
    Ok(())
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
fn compared(out: &mut Writer, desk: &Desk, line: &Comparison) -> Result<(), csv::Error> {
    let label = crate::report::line_label(line);
    let (month, before, last_year) = (desk.month, desk.month.previous(), desk.month.minus(12));
    let values = [
        (line.current.as_ref(), month),
        (line.previous.as_ref(), before),
        (line.last_year.as_ref(), last_year),
    ];
    let usual = (line.usual.as_ref(), month);
    let rows = match line.line {
        Line::Whole => vec![("médiane 12 mois", usual)],
        Line::PerWorkingDay => values
            .map(|value| ("par jour ouvré", value))
            .into_iter()
            .chain([("par jour ouvré médiane 12 mois", usual)])
            .collect(),
        Line::SameAccounts { .. } => values.map(|value| ("mêmes comptes", value)).to_vec(),
    };
    for (object, (value, month)) in rows {
        let Some(cell) = value else { continue };
        let printed = said::cell(desk, cell, Place::Detail);
        let state = if cell.is_minimum {
            "partiel"
        } else {
            "mesuré"
        };
        for exact in exact(&cell.value) {
            out.write_record([
                line.code,
                object,
                &label,
                &exact.value,
                exact.unit,
                "",
                state,
                &month.to_string(),
                &printed,
            ])?;
        }
    }
    Ok(())
}

fn nothing() -> Exact {
    Exact {
        part: "",
        value: String::new(),
        unit: "",
    }
}

fn exact(value: &Value) -> Vec<Exact> {
    let one = |value: String, unit| {
        vec![Exact {
            part: "",
            value,
            unit,
        }]
    };
    let seconds = |part, spent: Spent| Exact {
        part,
        value: spent.as_seconds().to_string(),
        unit: "s",
    };
    match value {
        Value::Count { count } | Value::Gain { count, .. } => one(count.to_string(), "nombre"),
        Value::Time { spent } => vec![seconds("", *spent)],
        Value::Share { part, whole }
        | Value::OutOf { part, whole }
        | Value::Ratio { part, whole }
        | Value::Rate { part, whole } => one(ratio(*part, *whole), "ratio"),
        Value::TimeShare { part, whole, .. } | Value::Load { part, whole } => {
            one(ratio(part.as_seconds(), whole.as_seconds()), "ratio")
        }
        Value::Fte { spent, full_time } => {
            one(ratio(spent.as_seconds(), full_time.as_seconds()), "ETP")
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

/// Six decimals, halves away from zero; empty when there is nothing to divide by.
fn ratio(part: i64, whole: i64) -> String {
    if whole == 0 {
        return String::new();
    }
    let (part, whole) = (i128::from(part), i128::from(whole));
    let negative = (part < 0) != (whole < 0);
    let millionths = (2 * part.abs() * 1_000_000 + whole.abs()) / (2 * whole.abs());
    let sign = if negative && millionths > 0 { "-" } else { "" };
    format!(
        "{sign}{},{:06}",
        millionths / 1_000_000,
        millionths % 1_000_000
    )
}

fn state(state: &State) -> &'static str {
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

#[cfg(test)]
mod tests {
    use super::ratio;

    #[test]
    fn ratios_are_written_with_a_decimal_comma() {
        assert_eq!(ratio(1, 3), "0,333333");
        assert_eq!(ratio(2, 3), "0,666667");
        assert_eq!(ratio(-1, 4), "-0,250000");
        assert_eq!(ratio(1, 0), "");
    }
}
