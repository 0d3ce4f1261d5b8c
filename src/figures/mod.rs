//! What is measured. Each figure is computed once, here, with its count of cases and its state.

pub mod anatomy;
pub mod approval_roles;
mod approvals;
mod capacity;
pub mod catalog;
mod change;
mod changed;
mod charter;
mod circuits;
pub mod compare;
pub mod content_time;
mod contents;
pub mod ecosystem;
mod essentials;
mod facts;
mod few;
mod followers;
pub mod iceberg;
mod messages;
mod moderation;
mod moments;
mod outside_hours;
mod piles;
mod quality;
mod readings;
pub mod requests;
pub mod results;
mod seen;
mod settings;
pub mod shield;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use polars::prelude::PolarsError;

use crate::import::Accounts;
use crate::model::{Calendar, Figure, FigureKey, Metric, Month, State, Value};
use crate::relate::Linked;

pub use anatomy::Anatomy;
pub use changed::{Break, Changed};
pub use contents::ContentTime;
pub use facts::Facts;
pub use results::TopPost;
pub use settings::{Capacity, Charter, Method, Moderation, MonthFacts, Settings, Team, Thresholds};

#[derive(Debug, thiserror::Error)]
#[error("les chiffres ne se calculent pas : {0}")]
pub struct Error(#[from] PolarsError);

/// The figures of one month, and of the twelve before it.
#[derive(Debug)]
pub struct Figures {
    pub month: Month,
    by_key: BTreeMap<FigureKey, Figure>,
    /// The essential figures of earlier months that have any data.
    pub history: BTreeMap<Month, Figures>,
    /// The few records that pages name: contents of the month, posts that stood out.
    pub contents: Vec<ContentTime>,
    pub top_posts: Vec<TopPost>,
    /// The content whose life is drawn.
    pub anatomy: Option<Anatomy>,
    /// When the followers of each account were counted, the last time of the month.
    pub follower_days: BTreeMap<String, NaiveDate>,
    /// What each account's displays are counted in.
    pub measures: BTreeMap<String, Metric>,
}

/// One family of codes.
pub struct Family {
    /// The letters its codes begin with.
    pub name: &'static str,
    pub figures: fn(&Facts) -> Result<Vec<Figure>, PolarsError>,
}

/// In the order of the report. Each family may look at the facts, never at another family's figures,
/// but for the coverage that `quality` gives.
pub const FAMILIES: &[Family] = &[
    Family {
        name: "ES",
        figures: essentials::figures,
    },
    Family {
        name: "IC",
        figures: iceberg::figures,
    },
    Family {
        name: "TC",
        figures: content_time::figures,
    },
    Family {
        name: "VA",
        figures: approvals::figures,
    },
    Family {
        name: "DE",
        figures: requests::figures,
    },
    Family {
        name: "MO",
        figures: moderation::figures,
    },
    Family {
        name: "CH",
        figures: capacity::figures,
    },
    Family {
        name: "EC",
        figures: ecosystem::figures,
    },
    Family {
        name: "CR",
        figures: charter::figures,
    },
    Family {
        name: "RE",
        figures: results::figures,
    },
    Family {
        name: "RE",
        figures: followers::figures,
    },
    Family {
        name: "QT",
        figures: quality::figures,
    },
];

/// How many earlier months are compared and drawn.
pub const HISTORY: u32 = 12;

/// All the figures of a month. Earlier months get theirs from the same records.
pub fn figures(
    linked: &Linked,
    month: Month,
    calendar: &Calendar,
    accounts: &Accounts,
    settings: &Settings,
) -> Result<Figures, Error> {
    let facts = Facts::new(linked, month, calendar, accounts, settings)?;
    let mut current = of_month(&facts)?;
    current.follower_days = followers::days(&facts)?;
    current.anatomy = anatomy::anatomy(&facts)?;
    let life = current.anatomy.iter().flat_map(|life| life.figures(&facts));
    current
        .by_key
        .extend(life.map(|figure| (figure.key.clone(), figure)));
    for back in 1..=HISTORY {
        let earlier = facts.at(month.minus(back))?;
        if earlier.has_data() {
            current.history.insert(earlier.month, of_month(&earlier)?);
        }
    }
    Ok(current)
}

fn of_month(facts: &Facts) -> Result<Figures, Error> {
    let mut by_key = BTreeMap::new();
    for family in FAMILIES {
        for figure in (family.figures)(facts)? {
            by_key.insert(figure.key.clone(), figure);
        }
    }
    let top_posts = results::top_posts(facts)?;
    for figure in top_posts.iter().flat_map(results::TopPost::figures) {
        by_key.insert(figure.key.clone(), figure);
    }
    Ok(Figures {
        month: facts.month,
        by_key,
        history: BTreeMap::new(),
        contents: facts.contents.clone(),
        top_posts,
        anatomy: None,
        follower_days: BTreeMap::new(),
        measures: results::measures(facts)?,
    })
}

impl Figures {
    /// The figure of a code; not measured if it was not computed.
    pub fn get(&self, code: &'static str) -> Figure {
        self.find(code, None)
    }

    /// The figure of a code about one account, format or step.
    pub fn about(&self, code: &'static str, subject: &str) -> Figure {
        self.find(code, Some(subject))
    }

    fn find(&self, code: &'static str, about: Option<&str>) -> Figure {
        let key = FigureKey {
            code,
            about: about.map(str::to_owned),
        };
        let absent = || Figure {
            key: key.clone(),
            n: 0,
            state: State::NotMeasured,
        };
        self.by_key.get(&key).cloned().unwrap_or_else(absent)
    }

    /// The figures of a code that are about something, in the order of their subjects.
    pub fn each(&self, code: &str) -> impl Iterator<Item = &Figure> {
        self.by_key
            .values()
            .filter(move |figure| figure.key.code == code && figure.key.about.is_some())
    }

    pub fn value(&self, code: &'static str) -> Option<Value> {
        self.get(code).value().cloned()
    }

    /// Every figure of the month, by code then subject.
    pub fn iter(&self) -> impl Iterator<Item = &Figure> {
        self.by_key.values()
    }
}
