//! Counters and decimals as exports and spreadsheets write them.

use crate::document::Cell;

/// Why a cell gives no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Not a number, or one that may be read in two ways (`1,234`).
    NotANumber,
    /// A spreadsheet took it for a date: `3.4` became `03-avr`.
    BecameADate,
    /// A counter below zero where none can be.
    Negative,
}

/// A whole number, zero or more. An empty cell, or a dash, is « not given ».
pub fn count(cell: Cell<'_>) -> Result<Option<i64>, Unreadable> {
    match net(cell)? {
        Some(number) if number < 0 => Err(Unreadable::Negative),
        number => Ok(number),
    }
}

/// A whole number that may be negative: a net gain, a withdrawn reaction.
pub fn net(cell: Cell<'_>) -> Result<Option<i64>, Unreadable> {
    if let Cell::Text(text) = cell
        && may_group_thousands(text)
    {
        return Err(Unreadable::NotANumber);
    }
    match decimal(cell)? {
        Some(number) if number.fract() == 0.0 => whole(number).map(Some),
        Some(_) => Err(Unreadable::NotANumber),
        None => Ok(None),
    }
}

/// A decimal number times `scale`, to the nearest whole: thousandths, or milliseconds out of hours.
pub fn scaled(cell: Cell<'_>, scale: f64) -> Result<Option<i64>, Unreadable> {
    match decimal(cell)? {
        Some(number) if number < 0.0 => Err(Unreadable::Negative),
        Some(number) => whole((number * scale).round()).map(Some),
        None => Ok(None),
    }
}

/// Within what a float says exactly.
#[expect(clippy::cast_possible_truncation, reason = "checked just before")]
fn whole(number: f64) -> Result<i64, Unreadable> {
    if number.abs() <= 9_007_199_254_740_992.0 {
        Ok(number as i64)
    } else {
        Err(Unreadable::NotANumber)
    }
}

/// `None` for « not given ». A point or a comma is the decimal mark; spaces group thousands.
pub fn decimal(cell: Cell<'_>) -> Result<Option<f64>, Unreadable> {
    let text = match cell {
        Cell::Empty => return Ok(None),
        Cell::Number(number) if number.is_finite() => return Ok(Some(number)),
        Cell::Text(text) => text,
        Cell::DateTime(_) | Cell::Duration(_) => return Err(Unreadable::BecameADate),
        Cell::Number(_) | Cell::Bool(_) | Cell::Error => return Err(Unreadable::NotANumber),
    };
    let plain: String = text
        .chars()
        .filter(|character| !character.is_whitespace())
        .map(|character| match character {
            ',' => '.',
            '−' => '-',
            other => other,
        })
        .collect();
    if is_missing(&plain) {
        return Ok(None);
    }
    if !plain
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'-' | b'+' | b'e' | b'E'))
    {
        let looks_like_a_date = plain.starts_with(|first: char| first.is_ascii_digit())
            && plain.contains(['-', '/', '.']);
        let looks_like_a_date = looks_like_a_date && plain.chars().any(char::is_alphabetic);
        return Err(if looks_like_a_date {
            Unreadable::BecameADate
        } else {
            Unreadable::NotANumber
        });
    }
    plain
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .map(Some)
        .ok_or(Unreadable::NotANumber)
}

/// « Not given », as people and tools write it; without spaces.
pub fn is_missing(text: &str) -> bool {
    matches!(
        text.to_ascii_lowercase().as_str(),
        "" | "-" | "–" | "—" | "--" | "n/a" | "n.d." | "nd" | "nan" | "null" | "undefined"
    )
}

/// `1,234` and `1.234` are a thousand and more for some, one and a fraction for others.
fn may_group_thousands(text: &str) -> bool {
    let digits = text.trim().trim_start_matches(['-', '+', '−']);
    let mut parts = digits.split([',', '.']);
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    (1..=3).contains(&first.len())
        && !rest.is_empty()
        && rest
            .iter()
            .all(|part| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_read_as_exports_write_it() {
        for (text, expected) in [
            ("1938", Some(1938)),
            ("1938.0", Some(1938)),
            ("1938,0", Some(1938)),
            ("1348535.000", Some(1_348_535)),
            ("1 234", Some(1234)),
            ("1\u{202f}234\u{a0}567", Some(1_234_567)),
            (" 0 ", Some(0)),
            ("1.2E3", Some(1200)),
            ("-", None),
            ("—", None),
            ("N/A", None),
            ("NaN", None),
            ("undefined", None),
        ] {
            assert_eq!(count(Cell::Text(text)), Ok(expected), "{text}");
        }
        assert_eq!(count(Cell::Empty), Ok(None));
        assert_eq!(count(Cell::Number(12.0)), Ok(Some(12)));
    }

    #[test]
    fn what_may_be_read_in_two_ways_is_not_read() {
        for text in [
            "1,234", "1.234", "12,000", "3.5", "beaucoup", "1e400", "#REF!",
        ] {
            assert_eq!(
                count(Cell::Text(text)),
                Err(Unreadable::NotANumber),
                "{text}"
            );
        }
    }

    #[test]
    fn only_a_net_number_goes_below_zero() {
        assert_eq!(count(Cell::Text("-3")), Err(Unreadable::Negative));
        assert_eq!(net(Cell::Text("-3.0")), Ok(Some(-3)));
        assert_eq!(net(Cell::Text("−3")), Ok(Some(-3)));
    }

    #[test]
    fn seconds_keep_their_thousandths() {
        assert_eq!(scaled(Cell::Text("18230.5"), 1000.0), Ok(Some(18_230_500)));
        assert_eq!(scaled(Cell::Text("28,484"), 1000.0), Ok(Some(28_484)));
        assert_eq!(
            scaled(Cell::Text("45.8772"), 3_600_000.0),
            Ok(Some(165_157_920))
        );
    }

    #[test]
    fn a_month_in_a_number_says_that_a_spreadsheet_went_by() {
        for text in ["03-avr", "3-avr.", "3.апр", "4-Mar"] {
            assert_eq!(
                decimal(Cell::Text(text)),
                Err(Unreadable::BecameADate),
                "{text}"
            );
        }
    }
}
