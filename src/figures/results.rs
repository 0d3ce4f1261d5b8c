//! RE: what the networks say of each account. Nothing is added across networks.

use std::collections::BTreeMap;

use polars::prelude::{PolarsResult, SortMultipleOptions, StringChunked};

use super::Facts;
use crate::model::columns::{ACCOUNT, CONTENT, DAY, ID, NETWORK, TITLE};
use crate::model::{Figure, Metric, Network, Spent, State, Value};
use crate::relate::columns::INTERACTIONS_GIVEN;

/// The networks shown by their post that got the most interactions.
const TOP_NETWORKS: usize = 3;
/// Posts an account needs before one of them can be said to stand out.
const POSTS_FOR_MEDIAN: usize = 5;

/// A publication of the month that got the most interactions on its network.
#[derive(Clone, Debug, PartialEq)]
pub struct TopPost {
    pub account: String,
    pub title: String,
    pub interactions: i64,
    /// Over so many times the median of its account.
    pub stands_out: bool,
    /// Time of its content, if any is tied.
    pub spent: Option<Spent>,
}

impl TopPost {
    /// RE7 and RE8: what the page prints of it, about its account.
    pub fn figures(&self) -> Vec<Figure> {
        let count = Value::Count {
            count: self.interactions,
        };
        let time = |spent| Figure::measured("RE8", 1, Value::Time { spent });
        std::iter::once(Figure::measured("RE7", 1, count))
            .chain(self.spent.map(time))
            .map(|figure| figure.about(self.account.clone()))
            .collect()
    }
}

/// What a network calls the number of times a post was shown, the preferred one first.
pub fn displays_of(network: Network) -> &'static [Metric] {
    match network {
        Network::LinkedIn | Network::X => &[Metric::Impressions],
        Network::YouTube | Network::TikTok | Network::PeerTube | Network::Threads => {
            &[Metric::Views]
        }
        Network::Facebook
        | Network::Instagram
        | Network::Mastodon
        | Network::Bluesky
        | Network::Other => &[Metric::Views, Metric::Impressions, Metric::Reach],
    }
}

/// One account, its posts of the month.
struct Line {
    posts: i64,
    /// Displays: their sum, over how many posts that give them.
    displays: (i64, i64),
    interactions: (i64, i64),
    /// Interactions and displays of the posts that give both.
    rated: (i64, i64),
    measure: Option<Metric>,
}

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let lines = lines(facts)?;
    let mut figures = Vec::new();
    for account in &facts.accounts.0 {
        let Some(read) = facts.readings.get(&account.id) else {
            continue;
        };
        let about = |figure: Figure| figure.about(account.id.clone());
        if !read {
            figures.extend(
                ["RE3", "RE4", "RE5", "RE6"]
                    .map(|code| about(Figure::new(code, 0, State::NotMeasured))),
            );
            continue;
        }
        let line = lines.get(&account.id);
        let posts = line.map_or(0, |line| line.posts);
        figures.push(about(Figure::measured(
            "RE3",
            posts.unsigned_abs(),
            Value::Count { count: posts },
        )));
        let Some(line) = line else {
            // No post this month: nothing could be shown or liked.
            figures.extend(
                ["RE4", "RE5", "RE6"].map(|code| about(Figure::new(code, 0, State::TooFew))),
            );
            continue;
        };
        figures.push(about(counted("RE4", posts, line.displays)));
        figures.push(about(counted("RE5", posts, line.interactions)));
        figures.push(about(rate(facts, line)));
    }
    Ok(figures)
}

/// A sum over posts; « au moins » when some of them do not give it.
fn counted(code: &'static str, posts: i64, (sum, given): (i64, i64)) -> Figure {
    let value = Value::Count { count: sum };
    let state = match given {
        0 => State::NotProvided,
        given if given < posts => State::Partial { value },
        _ => State::Measured { value },
    };
    Figure::new(code, posts.unsigned_abs(), state)
}

fn rate(facts: &Facts, line: &Line) -> Figure {
    let (part, whole) = line.rated;
    let n = whole.unsigned_abs();
    let state = if line.displays.1 == 0 || line.interactions.1 == 0 {
        State::NotProvided
    } else if n < u64::from(facts.settings.thresholds.displays_for_rate) {
        State::TooFew
    } else if line.displays.1 < line.posts || line.interactions.1 < line.posts {
        State::Partial {
            value: Value::Rate { part, whole },
        }
    } else {
        State::Measured {
            value: Value::Rate { part, whole },
        }
    };
    Figure::new("RE6", n, state)
}

/// The measure that each account's displays are counted in, for the pages to name.
pub fn measures(facts: &Facts) -> PolarsResult<BTreeMap<String, Metric>> {
    Ok(lines(facts)?
        .into_iter()
        .filter_map(|(account, line)| Some((account, line.measure?)))
        .collect())
}

fn lines(facts: &Facts) -> PolarsResult<BTreeMap<String, Line>> {
    let Some(posts) = facts.posts_of_month()? else {
        return Ok(BTreeMap::new());
    };
    let mut rows: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (row, account) in posts.column(ACCOUNT)?.str()?.iter().enumerate() {
        rows.entry(account.unwrap_or_default())
            .or_default()
            .push(row);
    }
    let count = |metric: &str| -> PolarsResult<Vec<Option<i64>>> {
        Ok(posts.column(metric)?.i64()?.iter().collect())
    };
    let interactions = count(INTERACTIONS_GIVEN)?;
    let mut counted: BTreeMap<Metric, Vec<Option<i64>>> = BTreeMap::new();
    let mut lines = BTreeMap::new();
    for account in &facts.accounts.0 {
        let Some(own) = rows.get(account.id.as_str()) else {
            continue;
        };
        let measures = displays_of(account.network);
        for metric in measures {
            if !counted.contains_key(metric) {
                counted.insert(*metric, count(metric.key())?);
            }
        }
        // One measure for the whole account, never a mix: the first that any of its posts gives.
        let measure = measures.iter().copied().find(|metric| {
            let shown = &counted[metric];
            own.iter().any(|row| shown[*row].is_some())
        });
        let shown = measure.map(|metric| &counted[&metric]);
        let mut line = Line {
            posts: i64::try_from(own.len()).unwrap_or(i64::MAX),
            displays: (0, 0),
            interactions: (0, 0),
            rated: (0, 0),
            measure,
        };
        for row in own {
            let displays = shown.and_then(|shown| shown[*row]);
            let interactions = interactions[*row];
            add(&mut line.displays, displays);
            add(&mut line.interactions, interactions);
            if let (Some(displays), Some(interactions)) = (displays, interactions) {
                line.rated.0 += interactions;
                line.rated.1 += displays;
            }
        }
        lines.insert(account.id.clone(), line);
    }
    Ok(lines)
}

/// Adds a value to a sum, and to how many gave one.
fn add((sum, given): &mut (i64, i64), value: Option<i64>) {
    if let Some(value) = value {
        *sum += value;
        *given += 1;
    }
}

/// On each of the most used networks, the post that got the most interactions.
pub fn top_posts(facts: &Facts) -> PolarsResult<Vec<TopPost>> {
    let Some(posts) = facts.posts_of_month()? else {
        return Ok(Vec::new());
    };
    let given = posts.column(INTERACTIONS_GIVEN)?.is_not_null();
    let posts = posts
        .select([
            NETWORK,
            ACCOUNT,
            TITLE,
            CONTENT,
            INTERACTIONS_GIVEN,
            DAY,
            ID,
        ])?
        .filter(&given)?
        .sort([NETWORK, DAY, ID], SortMultipleOptions::default())?;
    let text =
        |name: &str| -> PolarsResult<StringChunked> { Ok(posts.column(name)?.str()?.clone()) };
    let (networks, accounts, titles, contents) =
        (text(NETWORK)?, text(ACCOUNT)?, text(TITLE)?, text(CONTENT)?);
    let interactions = posts.column(INTERACTIONS_GIVEN)?.i64()?;
    let mut by_network: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut by_account: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for row in 0..posts.height() {
        by_network
            .entry(networks.get(row).unwrap_or_default())
            .or_default()
            .push(row);
        by_account
            .entry(accounts.get(row).unwrap_or_default())
            .or_default()
            .push(interactions.get(row).unwrap_or(0));
    }
    let mut used: Vec<(&str, Vec<usize>)> = by_network.into_iter().collect();
    used.sort_by_key(|(network, rows)| (std::cmp::Reverse(rows.len()), *network));
    let times = i64::from(facts.settings.thresholds.outlier_times);
    let top = |rows: &[usize]| {
        // The first one between equals: rows are in order of days.
        let row = rows
            .iter()
            .copied()
            .max_by_key(|row| (interactions.get(*row), std::cmp::Reverse(*row)))?;
        let account = accounts.get(row)?;
        let count = interactions.get(row)?;
        let content = facts
            .contents
            .iter()
            .find(|content| Some(content.key.as_str()) == contents.get(row));
        Some(TopPost {
            account: account.to_owned(),
            title: titles.get(row).unwrap_or_default().to_owned(),
            interactions: count,
            stands_out: by_account
                .get(account)
                .is_some_and(|all| stands_out(all, count, times)),
            spent: content.and_then(|content| content.spent),
        })
    };
    Ok(used
        .iter()
        .take(TOP_NETWORKS)
        .filter_map(|(_, rows)| top(rows))
        .collect())
}

fn stands_out(all: &[i64], count: i64, times: i64) -> bool {
    if all.len() < POSTS_FOR_MEDIAN {
        return false;
    }
    let mut sorted = all.to_vec();
    sorted.sort_unstable();
    let half = sorted.len() / 2;
    // Twice the median, to stay in whole numbers.
    let twice = if sorted.len() % 2 == 1 {
        2 * sorted[half]
    } else {
        sorted[half - 1] + sorted[half]
    };
    2 * count > times * twice
}
