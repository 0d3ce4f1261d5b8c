//! A cell: a text, or a number that is one for the spreadsheet too.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::style;
use crate::render::rows::{Number, Unit};
use crate::words::number::NBSP;

/// What one cell may hold, in characters.
const LONGEST: usize = 32_767;
const DAY_SECONDS: f64 = 86_400.0;

#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Count(f64),
    /// Seconds.
    Duration(f64),
    Share(f64),
    Ratio(f64),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    /// The exact number of a figure.
    pub fn exact(number: Option<Number>, unit: Unit) -> Cell {
        let Some(number) = number else {
            return Cell::Empty;
        };
        let number = match number {
            Number::Whole(number) => number as f64,
            Number::Ratio { part, whole } => part as f64 / whole as f64,
        };
        match unit {
            Unit::None | Unit::Count => Cell::Count(number),
            Unit::Seconds => Cell::Duration(number),
            Unit::Share => Cell::Share(number),
            Unit::Ratio | Unit::FullTime => Cell::Ratio(number),
        }
    }

    /// A printed value: a number where the whole of it is one (« 1 234 », « 2 h 10 », « 45 min »), its words otherwise.
    pub fn printed(text: &str) -> Cell {
        let is_space = |letter: char| matches!(letter, ' ' | NBSP | '\u{202f}');
        let whole = |text: &str| {
            let digits: String = text.chars().filter(|letter| !is_space(*letter)).collect();
            let is_whole = (1..=15).contains(&digits.len())
                && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_whole.then(|| digits.parse::<f64>().ok()).flatten()
        };
        let minutes = |text: &str| match text.trim_matches(is_space) {
            "" => Some(0.0),
            text => whole(text).filter(|minutes| *minutes < 60.0),
        };
        let duration = || match text.split_once('h') {
            Some((hours, rest)) => Some(whole(hours)? * 3600.0 + minutes(rest)? * 60.0),
            None => Some(whole(text.strip_suffix("min")?)? * 60.0),
        };
        whole(text)
            .map(Cell::Count)
            .or_else(|| duration().map(Cell::Duration))
            .unwrap_or_else(|| Cell::text(text))
    }

    pub fn write(&self, sheet: &mut Worksheet, row: u32, column: u16) -> Result<(), XlsxError> {
        let mut number = |value: f64, format: &Format| {
            sheet
                .write_number_with_format(row, column, value, format)
                .map(|_| ())
        };
        match self {
            Cell::Empty => Ok(()),
            Cell::Count(count) => number(*count, &style::count()),
            Cell::Duration(seconds) => number(*seconds / DAY_SECONDS, &style::duration()),
            Cell::Share(share) => number(*share, &style::share()),
            Cell::Ratio(ratio) => number(*ratio, &style::ratio()),
            Cell::Text(text) => {
                let format = if begins_like_a_formula(text) {
                    style::quoted()
                } else {
                    style::text()
                };
                sheet
                    .write_string_with_format(row, column, held(text), &format)
                    .map(|_| ())
            }
        }
    }
}

/// Excel, Calc and their CSV readers take these for the beginning of something to compute.
fn begins_like_a_formula(text: &str) -> bool {
    text.trim_start()
        .starts_with(['=', '+', '-', '@', '|', '%'])
}

/// As much of a text as a cell holds, without what the format of the file forbids.
pub fn held(text: &str) -> String {
    let is_held = |letter: &char| !letter.is_control() || matches!(letter, '\n' | '\t');
    text.chars().filter(is_held).take(LONGEST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wholly_a_number_is_one() {
        assert_eq!(Cell::printed("1\u{202f}234"), Cell::Count(1234.0));
        assert_eq!(Cell::printed("2\u{a0}h\u{a0}10"), Cell::Duration(7800.0));
        assert_eq!(Cell::printed("45\u{a0}min"), Cell::Duration(2700.0));
        assert_eq!(Cell::printed("20\u{a0}h"), Cell::Duration(72_000.0));
        for words in [
            "",
            "h",
            "2 h 75",
            "au moins 2 h",
            "12 oct.",
            "1,8",
            "-3",
            "3 sur 8",
            "2 h 10, 8 %",
        ] {
            assert_eq!(Cell::printed(words), Cell::text(words), "{words}");
        }
    }
}
