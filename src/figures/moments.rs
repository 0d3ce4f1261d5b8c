//! Moments as the tables hold them.

use chrono::DateTime;
use polars::prelude::*;

use crate::model::Moment;

/// The moments of a column, with whether their time is known.
pub fn moments(table: &DataFrame, at: &str, has_time: &str) -> PolarsResult<Vec<Option<Moment>>> {
    let (at, has_time) = (table.column(at)?.i64()?, table.column(has_time)?.bool()?);
    let moment = |(at, has_time): (Option<i64>, Option<bool>)| {
        Some(Moment {
            at: DateTime::from_timestamp(at?, 0)?.naive_utc(),
            has_time: has_time.unwrap_or(false),
        })
    };
    Ok(at.iter().zip(has_time.iter()).map(moment).collect())
}

/// A moment as it is read aloud; a day alone has no time.
#[cfg(test)]
pub fn at(text: &str) -> Moment {
    let has_time = text.len() > 10;
    let text = if has_time {
        text.to_owned()
    } else {
        format!("{text} 00:00")
    };
    let at = chrono::NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").unwrap();
    Moment { at, has_time }
}
