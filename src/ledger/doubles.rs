//! Readings by suites of posts that the network reads too: the network's are kept.

use polars::prelude::*;

use crate::model::columns::{FILE, ID, IS_NATIVE, NETWORK};

/// The readings of posts, those of suites apart when the network gives the post too.
pub struct Parted {
    pub kept: DataFrame,
    /// How many readings each file loses.
    pub doubles: Vec<(u32, u64)>,
}

const IS_TOLD_BY_NETWORK: &str = "is_told_by_network";
const N: &str = "n";

pub fn part(posts: Vec<DataFrame>) -> PolarsResult<Parted> {
    let lazy: Vec<LazyFrame> = posts.into_iter().map(IntoLazy::lazy).collect();
    let by_network = col(IS_NATIVE).any(true).over([col(NETWORK), col(ID)])?;
    let all = concat(lazy, UnionArgs::default())?
        .with_column(by_network.alias(IS_TOLD_BY_NETWORK))
        .collect()?;
    let is_kept = col(IS_NATIVE).or(col(IS_TOLD_BY_NETWORK).not());
    let doubles = all
        .clone()
        .lazy()
        .filter(is_kept.clone().not())
        .group_by([col(FILE)])
        .agg([len().cast(DataType::UInt64).alias(N)])
        .sort([FILE], SortMultipleOptions::default())
        .collect()?;
    let doubles = doubles
        .column(FILE)?
        .u32()?
        .iter()
        .zip(doubles.column(N)?.u64()?.iter())
        .filter_map(|(file, n)| Some((file?, n?)))
        .collect();
    let kept = all.lazy().filter(is_kept).collect()?;
    Ok(Parted {
        kept: kept.drop(IS_TOLD_BY_NETWORK)?,
        doubles,
    })
}
