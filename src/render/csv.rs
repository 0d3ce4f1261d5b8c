//! `chiffres.csv`: every figure, exact and as printed. `;` and a decimal comma, as a French
//! spreadsheet expects; UTF-8 with a byte order mark, so that it shows the accents.

use csv::WriterBuilder;

use super::rows::{self, Number};
use crate::report::Desk;

const HEADER: [&str; 9] = [
    "code", "objet", "libellé", "valeur", "unité", "n", "état", "mois", "imprimé",
];

pub fn render(desk: &Desk) -> Result<Vec<u8>, csv::Error> {
    let mut out = WriterBuilder::new()
        .delimiter(b';')
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{feff}".as_bytes().to_vec());
    out.write_record(HEADER)?;
    for row in rows::rows(desk) {
        out.write_record([
            row.code,
            &row.object,
            &row.label,
            &row.number.map_or_else(String::new, written),
            row.unit.word(),
            &row.n.map_or_else(String::new, |n| n.to_string()),
            row.state,
            &row.month.to_string(),
            &row.printed,
        ])?;
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

fn written(number: Number) -> String {
    match number {
        Number::Whole(number) => number.to_string(),
        Number::Ratio { part, whole } => ratio(part, whole),
    }
}

/// Six decimals, halves away from zero.
fn ratio(part: i64, whole: i64) -> String {
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

#[cfg(test)]
mod tests {
    use super::ratio;

    #[test]
    fn ratios_are_written_with_a_decimal_comma() {
        assert_eq!(ratio(1, 3), "0,333333");
        assert_eq!(ratio(2, 3), "0,666667");
        assert_eq!(ratio(-1, 4), "-0,250000");
    }
}
