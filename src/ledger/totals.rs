//! Sums over all files, for people and tools that check them against the exports. Reach is added
//! here for checking only: a report never adds it.

use polars::prelude::*;
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Ledger;
use crate::model::columns::{AGENT, END, IS_REPLY, MONTH, REFERENCE, SECONDS, START};
use crate::model::{Metric, Month};

/// The object `merged` of `inspect --json`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Totals(pub Map<String, Value>);

const N: &str = "n";
const REPLIES: &str = "replies";

pub(super) fn totals(ledger: &Ledger) -> PolarsResult<Totals> {
    let mut merged = Map::new();
    merged.insert("posts".to_owned(), posts(ledger.posts.as_ref())?);
    merged.insert(
        "account_stats".to_owned(),
        account_stats(ledger.account_stats.as_ref())?,
    );
    merged.insert("hours".to_owned(), hours(ledger)?);
    let contents = match &ledger.contents {
        Some(table) => table.column(REFERENCE)?.n_unique()?,
        None => 0,
    };
    merged.insert("contents".to_owned(), json!({ "n": contents }));
    let height = |table: &Option<DataFrame>| table.as_ref().map_or(0, DataFrame::height);
    merged.insert(
        "approvals".to_owned(),
        json!({ "n": height(&ledger.approvals) }),
    );
    merged.insert(
        "requests".to_owned(),
        json!({ "n": height(&ledger.requests) }),
    );
    merged.insert(
        "messages".to_owned(),
        json!({ "n": height(&ledger.messages) }),
    );
    Ok(Totals(merged))
}

fn posts(table: Option<&DataFrame>) -> PolarsResult<Value> {
    let Some(table) = table else {
        let mut total = Map::from_iter([(REPLIES.to_owned(), json!(0))]);
        total.extend(no_metrics());
        return Ok(json!({ "n": 0, "total": total, "by_month": {} }));
    };
    let mut counts = metric_sums();
    counts.push(col(IS_REPLY).cast(DataType::Int64).sum().alias(REPLIES));
    counts.push(len().cast(DataType::Int64).alias(N));
    let all = table.clone().lazy().select(counts.clone()).collect()?;
    let months = by_month(table, counts)?;
    let mut total = Map::from_iter([(REPLIES.to_owned(), json!(whole(&all, REPLIES, 0)?))]);
    total.extend(metrics(&all, 0)?);
    let mut by_month = Map::new();
    for (place, month) in month_names(&months)?.into_iter().enumerate() {
        let mut sums = Map::from_iter([(N.to_owned(), json!(whole(&months, N, place)?))]);
        sums.insert(REPLIES.to_owned(), json!(whole(&months, REPLIES, place)?));
        sums.extend(metrics(&months, place)?);
        by_month.insert(month, Value::Object(sums));
    }
    Ok(json!({ "n": table.height(), "total": total, "by_month": by_month }))
}

fn account_stats(table: Option<&DataFrame>) -> PolarsResult<Value> {
    let Some(table) = table else {
        return Ok(
            json!({ "days": 0, "total": no_metrics().collect::<Map<_, _>>(), "by_month": {} }),
        );
    };
    let all = table.clone().lazy().select(metric_sums()).collect()?;
    let months = by_month(table, metric_sums())?;
    let mut by_month = Map::new();
    for (place, month) in month_names(&months)?.into_iter().enumerate() {
        by_month.insert(
            month,
            Value::Object(metrics(&months, place)?.into_iter().collect()),
        );
    }
    let total: Map<String, Value> = metrics(&all, 0)?.into_iter().collect();
    Ok(json!({ "days": table.height(), "total": total, "by_month": by_month }))
}

fn hours(ledger: &Ledger) -> PolarsResult<Value> {
    let Some(table) = &ledger.hours else {
        return Ok(
            json!({ "n": 0, "seconds": 0, "running": ledger.running, "overlap_seconds": 0, "by_month": {} }),
        );
    };
    let counts = vec![len().cast(DataType::Int64).alias(N), col(SECONDS).sum()];
    let all = table.clone().lazy().select(counts.clone()).collect()?;
    let months = by_month(table, counts)?;
    let mut by_month = Map::new();
    for (place, month) in month_names(&months)?.into_iter().enumerate() {
        by_month.insert(
            month,
            json!({ "n": whole(&months, N, place)?, "seconds": whole(&months, SECONDS, place)? }),
        );
    }
    Ok(json!({
        "n": table.height(),
        "seconds": whole(&all, SECONDS, 0)?,
        "running": ledger.running,
        "overlap_seconds": overlap(table)?,
        "by_month": by_month,
    }))
}

/// Time that one person declared twice over: the sum of her dated intervals less their union.
pub fn overlap(hours: &DataFrame) -> PolarsResult<i64> {
    let spans = hours
        .clone()
        .lazy()
        .filter(col(AGENT).is_not_null().and(col(START).is_not_null()))
        .select([
            col(AGENT),
            col(START),
            coalesce(&[col(END), col(START) + col(SECONDS)]).alias(END),
        ])
        .sort([AGENT, START, END], SortMultipleOptions::default())
        .collect()?;
    let (agents, starts, ends) = (
        spans.column(AGENT)?.u64()?,
        spans.column(START)?.i64()?,
        spans.column(END)?.i64()?,
    );
    let mut twice = 0;
    let mut busy: Option<(u64, i64)> = None;
    for ((agent, start), end) in agents.iter().zip(starts.iter()).zip(ends.iter()) {
        let (Some(agent), Some(start), Some(end)) = (agent, start, end) else {
            continue;
        };
        match busy {
            Some((same, until)) if same == agent => {
                twice += (end.min(until) - start).max(0);
                busy = Some((agent, until.max(end)));
            }
            _ => busy = Some((agent, end)),
        }
    }
    Ok(twice)
}

/// `null` when the metric is absent everywhere, never 0.
fn metric_sums() -> Vec<Expr> {
    Metric::ALL
        .iter()
        .map(|metric| {
            let column = col(metric.key());
            when(column.clone().count().gt(lit(0)))
                .then(column.sum())
                .otherwise(lit(NULL))
                .alias(metric.key())
        })
        .collect()
}

fn by_month(table: &DataFrame, sums: Vec<Expr>) -> PolarsResult<DataFrame> {
    table
        .clone()
        .lazy()
        .group_by([col(MONTH)])
        .agg(sums)
        .sort([MONTH], SortMultipleOptions::default())
        .collect()
}

fn month_names(months: &DataFrame) -> PolarsResult<Vec<String>> {
    let names = months
        .column(MONTH)?
        .i32()?
        .iter()
        .map(|index| index.and_then(Month::from_index));
    Ok(names
        .map(|month| month.map_or_else(String::new, |month| month.to_string()))
        .collect())
}

fn metrics(sums: &DataFrame, place: usize) -> PolarsResult<Vec<(String, Value)>> {
    Metric::ALL
        .iter()
        .map(|metric| {
            let sum = sums.column(metric.key())?.i64()?.get(place);
            Ok((
                metric.key().to_owned(),
                sum.map_or(Value::Null, |sum| said(*metric, sum)),
            ))
        })
        .collect()
}

/// Watch time is kept in thousandths of a second and said in seconds.
fn said(metric: Metric, sum: i64) -> Value {
    match metric {
        Metric::WatchSeconds if sum % 1000 != 0 => json!(sum as f64 / 1000.0),
        Metric::WatchSeconds => json!(sum / 1000),
        _ => json!(sum),
    }
}

fn no_metrics() -> impl Iterator<Item = (String, Value)> {
    Metric::ALL
        .into_iter()
        .map(|metric| (metric.key().to_owned(), Value::Null))
}

fn whole(table: &DataFrame, name: &str, place: usize) -> PolarsResult<i64> {
    Ok(table.column(name)?.i64()?.get(place).unwrap_or(0))
}
