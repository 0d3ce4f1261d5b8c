//! What the service counts otherwise from a month on: figures before and after are not compared
//! (report-content.md, section 8.5).

use serde::Deserialize;

use super::Settings;
use crate::model::Month;

/// Why some figures of a month do not mean what they meant the month before, by what they count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Changed {
    pub hours: Option<String>,
    pub posts: Option<String>,
    pub approvals: Option<String>,
    pub requests: Option<String>,
    pub messages: Option<String>,
    /// The time available to the team.
    pub capacity: Option<String>,
}

/// From which month on a figure is another one, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Break {
    pub month: Month,
    pub why: String,
}

impl Changed {
    /// The reasons that are given.
    pub fn reasons(&self) -> impl Iterator<Item = &str> {
        let all = [
            &self.hours,
            &self.posts,
            &self.approvals,
            &self.requests,
            &self.messages,
            &self.capacity,
        ];
        all.into_iter().filter_map(|reason| reason.as_deref())
    }

    /// The reason that touches a figure of the comparison.
    pub fn of(&self, code: &str) -> Option<&str> {
        let reason = match code {
            "CH2" if self.hours.is_none() => &self.capacity,
            "ES1" | "ES3" | "ES4" | "MO6" | "CH2" => &self.hours,
            "ES2" => &self.posts,
            "VA1" => &self.approvals,
            "DE2" => &self.requests,
            "MO1" => &self.messages,
            _ => return None,
        };
        reason.as_deref()
    }
}

impl Settings {
    /// The last month up to this one from which a figure is counted otherwise.
    pub fn last_break(&self, code: &str, month: Month) -> Option<Break> {
        self.months
            .range(..=month)
            .rev()
            .find_map(|(month, facts)| {
                Some(Break {
                    month: *month,
                    why: facts.changed.of(code)?.to_owned(),
                })
            })
    }
}
