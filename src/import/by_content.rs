//! Columns told by what they hold, where no name is known.

use crate::document::Cell;
use crate::import::field::Columns;
use crate::import::stamp;

/// The column whose filled cells, at least one, all pass.
pub fn column_where(sample: &[Vec<String>], passes: impl Fn(&str) -> bool) -> Option<usize> {
    let width = sample.iter().map(Vec::len).max().unwrap_or(0);
    (0..width).find(|column| is_column(sample, *column, &passes))
}

/// A second column of days, beside that of times, means one row a day (formats/facebook.md §2).
pub fn column_of_days(columns: &Columns, sample: &[Vec<String>], times: usize) -> Option<usize> {
    let is_day = |cell: &str| stamp::read(Cell::Text(cell)).is_some();
    (5..columns.width()).find(|place| *place != times && is_column(sample, *place, is_day))
}

/// Whether the filled cells of a column, at least one, all pass.
pub fn is_column(sample: &[Vec<String>], column: usize, passes: impl Fn(&str) -> bool) -> bool {
    let mut filled = sample
        .iter()
        .filter_map(|row| row.get(column))
        .filter(|cell| !cell.is_empty())
        .peekable();
    filled.peek().is_some() && filled.all(|cell| passes(cell))
}

/// Whether the filled cells of a column, if any, are not all of another kind.
pub fn may_be_column(
    sample: &[Vec<String>],
    column: Option<usize>,
    passes: impl Fn(&str) -> bool,
) -> bool {
    let mut filled = sample
        .iter()
        .filter_map(|row| row.get(column?))
        .filter(|cell| !cell.is_empty())
        .peekable();
    filled.peek().is_none() || filled.any(|cell| passes(cell))
}

/// Digits only, and as many as this.
pub fn is_digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> bool {
    lengths.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A link to a site, with or without `www.`.
pub fn is_link(text: &str, host: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .unwrap_or("");
    let rest = rest
        .strip_prefix("www.")
        .or_else(|| rest.strip_prefix("m."))
        .unwrap_or(rest);
    rest.strip_prefix(host)
        .is_some_and(|rest| rest.starts_with('/'))
}
