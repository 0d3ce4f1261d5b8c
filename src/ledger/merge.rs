//! Same key twice: one record, in which the later reading wins cell by cell.

use polars::lazy::dsl::{any_horizontal, sum_horizontal};
use polars::prelude::*;

use crate::model::Metric;
use crate::model::columns::{AS_OF, FILE, IS_NATIVE, IS_WHOLE, ROW};

/// Readings of the same records, made one.
pub struct Merged {
    /// Sorted by key; one row per key.
    pub table: DataFrame,
    /// For each file whose reading won over another one: its number, how many records, how many had changed.
    pub won: Vec<(u32, u64, u64)>,
}

const READINGS: &str = "readings";
const CHANGED: &str = "changed";
const WEIGHT: &str = "weight";

/// `frames` have the same columns. A reading by the network itself comes before one by a suite; one of the
/// whole life of a post, before one of a later period; then the later reading is the one with the greater `as_of`; between
/// equals, the one that counts more, since counters grow; then the order of the fingerprints, so
/// that the order of the files never matters. A cell that the later reading leaves empty keeps what
/// the earlier one gave: exports are made with more or fewer columns. A counter is only taken from a reading
/// that counts the same span as the last: what a period brought is not what a whole life did.
pub fn merge(frames: Vec<DataFrame>, key: &[&str]) -> PolarsResult<Merged> {
    let lazy: Vec<LazyFrame> = frames.into_iter().map(IntoLazy::lazy).collect();
    let all = concat(
        lazy,
        UnionArgs {
            rechunk: true,
            ..UnionArgs::default()
        },
    )?
    .collect()?;
    let keys: Vec<Expr> = key.iter().map(|name| col(*name)).collect();
    let sorted = all.sort(
        key.to_vec(),
        SortMultipleOptions::default().with_maintain_order(true),
    )?;
    let again = is_as_before(&sorted, key)?;
    if !again.any() {
        return Ok(Merged {
            table: sorted,
            won: Vec::new(),
        });
    }
    let names: Vec<String> = sorted
        .get_column_names()
        .into_iter()
        .map(ToString::to_string)
        .collect();
    let has = |name: &str| names.iter().any(|known| known == name);

    let counters: Vec<Expr> = Metric::ALL
        .iter()
        .filter(|metric| has(metric.key()))
        .map(|metric| col(metric.key()))
        .collect();
    // Nulls add nothing to a weight; the weight orders readings and is never shown.
    let weight = if counters.is_empty() {
        lit(0_i64)
    } else {
        sum_horizontal(counters, true)?.cast(DataType::Int64)
    };
    let mut order: Vec<&str> = key.to_vec();
    order.extend(
        [IS_NATIVE, IS_WHOLE, AS_OF]
            .into_iter()
            .filter(|name| has(name)),
    );
    order.extend([WEIGHT, FILE, ROW]);

    // A record is read more than once when it is as the one before, or as the one after.
    let is_repeated = &again | &again.shift_and_fill(-1, Some(false));
    let once = sorted.filter(&!&is_repeated)?;
    let repeated = sorted
        .filter(&is_repeated)?
        .lazy()
        .with_column(weight.alias(WEIGHT))
        .sort(
            order,
            SortMultipleOptions::default().with_maintain_order(true),
        );
    let columns: Vec<Expr> = names.iter().map(|name| col(name.as_str())).collect();

    let values: Vec<&str> = names
        .iter()
        .map(String::as_str)
        .filter(|name| {
            !key.contains(name) && ![IS_NATIVE, IS_WHOLE, AS_OF, FILE, ROW].contains(name)
        })
        .collect();
    let is_of_a_span =
        |name: &str| has(IS_WHOLE) && Metric::ALL.iter().any(|metric| metric.key() == name);
    let given = |name: &str| {
        let cells = if is_of_a_span(name) {
            col(name).filter(col(IS_WHOLE).eq(col(IS_WHOLE).last()))
        } else {
            col(name)
        };
        cells.drop_nulls()
    };
    let mut aggregations: Vec<Expr> = values
        .iter()
        .map(|name| given(name).last().alias(*name))
        .collect();
    aggregations.extend(
        [IS_NATIVE, IS_WHOLE, FILE, ROW]
            .iter()
            .filter(|name| has(name))
            .map(|name| col(*name).last()),
    );
    // A reading that did not win was made all the same.
    aggregations.extend(has(AS_OF).then(|| col(AS_OF).max()));
    let differs = values.iter().map(|name| given(name).n_unique().gt(lit(1)));
    aggregations.push(any_horizontal(differs.collect::<Vec<_>>())?.alias(CHANGED));
    let settled = repeated.group_by_stable(keys).agg(aggregations).collect()?;

    let won = settled
        .clone()
        .lazy()
        .group_by([col(FILE)])
        .agg([
            len().cast(DataType::UInt64).alias(READINGS),
            col(CHANGED).cast(DataType::UInt64).sum(),
        ])
        .sort([FILE], SortMultipleOptions::default())
        .collect()?;
    let won = won
        .column(FILE)?
        .u32()?
        .iter()
        .zip(won.column(READINGS)?.u64()?.iter())
        .zip(won.column(CHANGED)?.u64()?.iter())
        .filter_map(|((file, records), changed)| Some((file?, records?, changed?)))
        .collect();

    let table = concat(
        [once.lazy(), settled.lazy().select(columns)],
        UnionArgs {
            rechunk: true,
            ..UnionArgs::default()
        },
    )?
    .sort(key.to_vec(), SortMultipleOptions::default())
    .collect()?;
    Ok(Merged { table, won })
}

/// Which rows of a table in the order of its keys have those of the row before.
fn is_as_before(table: &DataFrame, key: &[&str]) -> PolarsResult<BooleanChunked> {
    let mut same = BooleanChunked::full("".into(), true, table.height());
    for name in key {
        let column = table.column(name)?;
        same = &same & &column.equal_missing(&column.shift(1))?;
    }
    Ok(same)
}
