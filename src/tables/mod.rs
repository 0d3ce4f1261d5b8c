//! The ledger's tables, tied, as a dataset of Parquet files that DuckDB, Spark, pandas or R read: one folder per table,
//! one folder per month inside when the rows are of a month.

mod catalog;
mod guide;

use std::sync::Arc;

use chrono::NaiveDate;
use polars::prelude::*;
use sha2::{Digest, Sha256};

use crate::import::{Account, Accounts};
use crate::ledger::day_number;
use crate::model::Month;
use crate::model::columns::{END, ID, MONTH, NETWORK, SERVICE, START, TITLE};
use crate::relate::Linked;

pub use guide::markdown;

use catalog::{Column as Published, Content, TABLES, Table};

/// One file of the dataset.
#[derive(Debug)]
pub struct File {
    /// From the root of the dataset, with slashes: `posts/month=2026-10/data.parquet`.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// A secret of the machine: the numbers that stand for people are made anew with it, so that a written table gives
/// nobody a way to try names.
#[derive(Clone)]
pub struct Key(pub Vec<u8>);

#[derive(Debug, thiserror::Error)]
#[error("les tables ne s’écrivent pas en Parquet : {0}")]
pub struct Error(#[from] PolarsError);

/// Every table that was given, in order, month after month. Same records and same key, same bytes.
pub fn files(linked: &Linked, accounts: &Accounts, key: &Key) -> Result<Vec<File>, Error> {
    let mut files = Vec::new();
    let followed = followed(accounts)?;
    for table in TABLES {
        let Some(rows) = (table.of)(linked, &followed) else {
            continue;
        };
        if !table.by_month {
            let bytes = parquet(publish(table, rows, linked, key)?)?;
            files.push(File {
                path: format!("{}/data.parquet", table.name),
                bytes,
            });
            continue;
        }
        for (month, rows) in by_month(rows)? {
            let bytes = parquet(publish(table, &rows, linked, key)?)?;
            files.push(File {
                path: format!("{}/month={month}/data.parquet", table.name),
                bytes,
            });
        }
    }
    Ok(files)
}

/// The accounts of config.toml, in its order.
fn followed(accounts: &Accounts) -> PolarsResult<DataFrame> {
    let accounts = &accounts.0;
    let texts = |name: &str, of: fn(&Account) -> Option<&str>| {
        let values = accounts.iter().map(of).collect::<Vec<_>>();
        Column::new(name.into(), values)
    };
    let days = |name: &str, of: fn(&Account) -> Option<NaiveDate>| {
        let values = accounts.iter().map(|account| of(account).map(day_number));
        Column::new(name.into(), values.collect::<Vec<_>>())
    };
    let columns = vec![
        texts(ID, |account| Some(&account.id)),
        texts(NETWORK, |account| Some(account.network.key())),
        texts(TITLE, |account| Some(&account.name)),
        texts(SERVICE, |account| account.direction.as_deref()),
        days(START, |account| account.opened),
        days(END, |account| account.closed),
    ];
    DataFrame::new(accounts.len(), columns)
}

/// The rows of each month, in their order.
fn by_month(rows: &DataFrame) -> PolarsResult<Vec<(Month, DataFrame)>> {
    let in_order = SortMultipleOptions::default().with_maintain_order(true);
    let rows = rows.sort([MONTH], in_order)?;
    let months: Vec<Option<i32>> = rows.column(MONTH)?.i32()?.iter().collect();
    let mut start = 0;
    let mut parts = Vec::new();
    for run in months.chunk_by(|one, other| one == other) {
        if let Some(month) = run[0].and_then(Month::from_index) {
            let offset = i64::try_from(start).unwrap_or(i64::MAX);
            parts.push((month, rows.slice(offset, run.len())));
        }
        start += run.len();
    }
    Ok(parts)
}

/// The columns that are written, in the order of the catalog, in types that other programs know.
fn publish(table: &Table, rows: &DataFrame, linked: &Linked, key: &Key) -> PolarsResult<DataFrame> {
    let columns = table
        .all_columns()
        .map(|column| published(column, rows, linked, key));
    DataFrame::new(rows.height(), columns.collect::<PolarsResult<Vec<_>>>()?)
}

fn published(
    column: &Published,
    rows: &DataFrame,
    linked: &Linked,
    key: &Key,
) -> PolarsResult<Column> {
    let stored = rows.column(column.stored)?;
    let mut written = match column.content {
        Content::Text | Content::Flag => stored.clone(),
        Content::Count => stored.cast(&DataType::Int64)?,
        Content::Day => stored.cast(&DataType::Date)?,
        Content::Moment => {
            let milliseconds = stored.i64()? * 1_000;
            let type_ = DataType::Datetime(TimeUnit::Milliseconds, None);
            milliseconds.into_column().cast(&type_)?
        }
        Content::Month => {
            let months = stored.i32()?.iter();
            let months = months.map(|month| Some(Month::from_index(month?)?.to_string()));
            months.collect::<StringChunked>().into_column()
        }
        Content::File => {
            let files = stored.u32()?.iter();
            let name = |place: u32| linked.files.get(place as usize).map(Arc::as_ref);
            files
                .map(|place| name(place?))
                .collect::<StringChunked>()
                .into_column()
        }
        Content::Person => {
            let people = stored.u64()?.iter();
            people
                .map(|person| Some(veiled(person?, key)))
                .collect::<Int64Chunked>()
                .into_column()
        }
    };
    written.rename(column.name.into());
    Ok(written)
}

/// A number for a number, which only the holder of the key can make again.
fn veiled(person: u64, key: &Key) -> i64 {
    let mut hash = Sha256::new();
    hash.update((key.0.len() as u64).to_be_bytes());
    hash.update(&key.0);
    hash.update(person.to_be_bytes());
    let digest = hash.finalize();
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    // Positive, for the programs that have no other whole numbers.
    i64::from_be_bytes(first) & i64::MAX
}

fn parquet(mut rows: DataFrame) -> PolarsResult<Vec<u8>> {
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes)
        .with_compression(ParquetCompression::Snappy)
        .set_parallel(false)
        .finish(&mut rows)?;
    Ok(bytes)
}

/// The months of the dataset, for the sentence that says what was written.
pub fn months(linked: &Linked) -> Option<(Month, Month)> {
    let of = |table: &Option<DataFrame>| {
        let months = table.as_ref()?.column(MONTH).ok()?.i32().ok()?.clone();
        Some((months.min()?, months.max()?))
    };
    let found = [&linked.posts, &linked.hours, &linked.account_stats].into_iter();
    let spans: Vec<(i32, i32)> = found.filter_map(of).collect();
    let first = spans.iter().map(|(first, _)| *first).min()?;
    let last = spans.iter().map(|(_, last)| *last).max()?;
    Month::from_index(first).zip(Month::from_index(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_another_number_under_another_key() {
        let [one, other] = ["a", "b"].map(|key| Key(key.into()));
        assert_eq!(veiled(7, &one), veiled(7, &one));
        assert_ne!(veiled(7, &one), veiled(7, &other));
        assert_ne!(veiled(7, &one), veiled(8, &one));
        assert_ne!(veiled(7, &one), 7);
        assert!(veiled(u64::MAX, &one) >= 0);
    }
}
