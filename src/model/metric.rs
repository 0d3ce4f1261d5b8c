//! One vocabulary for what the networks count.

use std::ops::{Index, IndexMut};

/// A counter of a post or of a day. Likes are reactions; retweets and reposts are shares; replies
/// received are comments; bookmarks are saves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    Impressions,
    Views,
    Reach,
    Reactions,
    Comments,
    Shares,
    Saves,
    Clicks,
    LinkClicks,
    Interactions,
    /// A stock, read on a day.
    Followers,
    /// Net gain.
    FollowersGained,
    /// Kept in thousandths of a second, since exports write decimals; said in seconds.
    WatchSeconds,
}

impl Metric {
    pub const ALL: [Metric; 13] = [
        Metric::Impressions,
        Metric::Views,
        Metric::Reach,
        Metric::Reactions,
        Metric::Comments,
        Metric::Shares,
        Metric::Saves,
        Metric::Clicks,
        Metric::LinkClicks,
        Metric::Interactions,
        Metric::Followers,
        Metric::FollowersGained,
        Metric::WatchSeconds,
    ];

    /// The name of the column and of the key in JSON.
    pub const fn key(self) -> &'static str {
        match self {
            Metric::Impressions => "impressions",
            Metric::Views => "views",
            Metric::Reach => "reach",
            Metric::Reactions => "reactions",
            Metric::Comments => "comments",
            Metric::Shares => "shares",
            Metric::Saves => "saves",
            Metric::Clicks => "clicks",
            Metric::LinkClicks => "link_clicks",
            Metric::Interactions => "interactions",
            Metric::Followers => "followers",
            Metric::FollowersGained => "followers_gained",
            Metric::WatchSeconds => "watch_seconds",
        }
    }
}

/// What was read for one post or one day; `None` is « not given », never zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Metrics([Option<i64>; Metric::ALL.len()]);

impl Index<Metric> for Metrics {
    type Output = Option<i64>;
    fn index(&self, metric: Metric) -> &Option<i64> {
        &self.0[metric as usize]
    }
}

impl IndexMut<Metric> for Metrics {
    fn index_mut(&mut self, metric: Metric) -> &mut Option<i64> {
        &mut self.0[metric as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_has_its_own_place() {
        for (place, metric) in Metric::ALL.into_iter().enumerate() {
            assert_eq!(metric as usize, place);
        }
    }
}
