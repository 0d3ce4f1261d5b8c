//! Posts that a suite tells of, and that an export of the network tells of too: one post, the network's.

use std::collections::BTreeMap;

use chrono::{NaiveDateTime, TimeDelta};
use polars::prelude::*;

use crate::model::columns::{FILE, ID, IS_NATIVE, NETWORK};
use crate::model::{Batch, Network, Post, Source};

/// Suites write the minute.
const SAME_MOMENT: TimeDelta = TimeDelta::seconds(60);

/// Gives posts of suites the ids that the network's exports give them: by their link, or else by their moment,
/// since the links of one post may differ (formats/linkedin.md §6: a share and its activity).
pub fn recognise(batches: &mut [Batch]) {
    let native = Native::of(batches);
    for batch in batches {
        let Some(posts) = &mut batch.tables.posts else {
            continue;
        };
        let found: Vec<Option<String>> = posts
            .iter()
            .map(|post| native.find(post).map(str::to_owned))
            .collect();
        // Two posts of one file are not one post of the network.
        let mut claims = BTreeMap::<(Network, String), Vec<String>>::new();
        for (post, id) in posts.iter().zip(&found) {
            let id = id.as_ref().unwrap_or(&post.id);
            let own = claims.entry((post.network, id.clone())).or_default();
            if !own.contains(&post.id) {
                own.push(post.id.clone());
            }
        }
        for (post, id) in posts.iter_mut().zip(found) {
            if let Some(id) = id
                && claims[&(post.network, id.clone())].len() == 1
            {
                post.id = id;
            }
        }
    }
}

/// What the network's own exports tell.
#[derive(Default)]
struct Native {
    by_link: BTreeMap<(Network, String), String>,
    by_moment: BTreeMap<(Network, NaiveDateTime), Vec<Known>>,
}

struct Known {
    account: String,
    title: String,
    id: String,
}

impl Native {
    fn of(batches: &[Batch]) -> Native {
        let mut native = Native::default();
        let posts = batches
            .iter()
            .flat_map(|batch| batch.tables.posts.iter().flatten());
        for post in posts.filter(|post| post.source == Source::Network) {
            if let Some(link) = &post.permalink {
                let id = native
                    .by_link
                    .entry((post.network, link.clone()))
                    .or_insert_with(|| post.id.clone());
                if post.id < *id {
                    id.clone_from(&post.id);
                }
            }
            if post.has_time {
                let at = (post.network, post.published);
                native.by_moment.entry(at).or_default().push(Known {
                    account: post.account.clone(),
                    title: post.title.clone(),
                    id: post.id.clone(),
                });
            }
        }
        native
    }

    fn find(&self, post: &Post) -> Option<&str> {
        if post.source == Source::Network {
            return None;
        }
        let link = post.permalink.clone().map(|link| (post.network, link));
        link.and_then(|link| self.by_link.get(&link))
            .map(String::as_str)
            .or_else(|| self.find_by_moment(post))
    }

    /// The one post that its account published at that moment.
    fn find_by_moment(&self, post: &Post) -> Option<&str> {
        if !post.has_time {
            return None;
        }
        let from = (post.network, post.published - SAME_MOMENT);
        let to = (post.network, post.published + SAME_MOMENT);
        let mut ids = self
            .by_moment
            .range(from..=to)
            .flat_map(|(_, known)| known)
            .filter(|known| {
                known.account == post.account
                    || (!post.title.is_empty() && known.title == post.title)
            })
            .map(|known| known.id.as_str());
        let id = ids.next()?;
        ids.all(|other| other == id).then_some(id)
    }
}

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
