//! Thresholds of report-content.md, all settings, all printed on the method page.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::Deserialize;

use super::Changed;
use crate::model::{Calendar, Month, Network, Spent, State, Value};

#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Settings {
    pub capacity: Capacity,
    pub thresholds: Thresholds,
    pub team: Team,
    pub moderation: Moderation,
    pub charter: Charter,
    /// What the service says of some months.
    #[serde(skip)]
    pub months: BTreeMap<Month, MonthFacts>,
}

/// What no file can tell of a month.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MonthFacts {
    /// The team has entered all that it had to, whatever the days without an entry.
    pub is_complete: bool,
    /// Absences of the whole team, to take out of the time available.
    pub absences: Spent,
    /// Reference of the content whose life is drawn, where the service chose it.
    pub anatomy: Option<String>,
    pub changed: Changed,
}

impl Settings {
    pub fn of_month(&self, month: Month) -> MonthFacts {
        self.months.get(&month).cloned().unwrap_or_default()
    }

    /// Time the team has for the networks in a month (CH1); never less than none.
    pub fn available(&self, month: Month, calendar: &Calendar) -> Option<Spent> {
        let whole = match self.capacity.method {
            Method::Smoothed => self.capacity.full_time_month(),
            Method::Calendar => {
                let days = calendar.working_days(month.first_day(), month.last_day());
                let day = calendar.working_day().as_seconds();
                Spent::seconds(day.saturating_mul(i64::try_from(days).ok()?))
            }
        };
        let part = self.capacity.part_of(whole)?;
        Some((part - self.of_month(month).absences).max(Spent::ZERO))
    }
}

/// How the time available is counted (report-content.md, CH1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Method {
    /// A twelfth of the year, leave and public holidays already taken out.
    #[default]
    Smoothed,
    /// The working days of the month.
    Calendar,
}

/// What the team has for the networks (CH1).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Capacity {
    /// Sum of the working shares of the team: 2.8 for two full-time agents and one at 80 %.
    pub total_share: Option<f64>,
    /// Part of it given to the social networks, from 0 to 1.
    pub networks_share: Option<f64>,
    /// Hours of a full-time year, leave and public holidays already taken out (décret n° 2000-815, art. 1).
    pub yearly_hours: u32,
    pub method: Method,
}

impl Default for Capacity {
    fn default() -> Self {
        Capacity {
            total_share: None,
            networks_share: None,
            yearly_hours: 1607,
            method: Method::Smoothed,
        }
    }
}

impl Capacity {
    /// One full-time month: a twelfth of the year, 133 h 55 for 1 607 h.
    pub fn full_time_month(&self) -> Spent {
        Spent::seconds(i64::from(self.yearly_hours) * 3600 / 12)
    }

    /// The team's share of so much full time, for the networks.
    fn part_of(&self, full_time: Spent) -> Option<Spent> {
        let share = self.total_share? * self.networks_share?;
        let seconds = share * full_time.as_seconds() as f64;
        // A team of ten thousand agents stays far inside.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "checked to be a small positive number"
        )]
        (seconds.is_finite() && (0.0..1e12).contains(&seconds))
            .then(|| Spent::seconds(seconds.round() as i64))
    }
}

/// Small numbers and coverage (report-content.md, sections 4, 5 and 6).
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// No percentage under this many cases.
    pub percent_from: u64,
    /// No share of a total of hours under this many hours.
    pub time_share_from_hours: u32,
    /// No median under this many cases.
    pub median_from: u64,
    /// Quartiles instead of extremes from this many cases on.
    pub quartiles_from: u64,
    /// Directions and roles under this many cases are put together (report-content.md, section 11).
    pub group_under: u64,
    /// Data are whole from this coverage on, in per cent.
    pub complete: u8,
    /// Nothing is published under this coverage, in per cent.
    pub publishable: u8,
    /// Hours tied, in per cent, needed to speak of the time of an account.
    pub tied_for_accounts: u8,
    /// Displays needed for a rate of interactions.
    pub displays_for_rate: u32,
    /// Charge above which it exceeds the time available, in per cent; and its mirror below 100.
    pub overload: u8,
    /// Entries without a step above this share of the hours are cautioned against, in per cent.
    pub stepless_caution: u8,
    /// A content or a post this many times over the median is said to stand out.
    pub outlier_times: u32,
    /// An account without a publication for this many days at the end of the month is dormant.
    pub dormant_days: u32,
}

impl Thresholds {
    /// What a value is worth when it comes from so many cases of all: whole, partial, or not to be published.
    pub fn covered(&self, cases: u64, all: u64, value: Value) -> State {
        let below = |per_cent: u8| cases * 100 < u64::from(per_cent) * all;
        if below(self.publishable) {
            State::Unreliable
        } else if below(self.complete) {
            State::Partial { value }
        } else {
            State::Measured { value }
        }
    }
}

impl Default for Thresholds {
    fn default() -> Self {
        Thresholds {
            percent_from: 20,
            time_share_from_hours: 20,
            median_from: 5,
            quartiles_from: 10,
            group_under: 3,
            complete: 95,
            publishable: 60,
            tied_for_accounts: 80,
            displays_for_rate: 1000,
            overload: 105,
            stepless_caution: 10,
            outlier_times: 3,
            dormant_days: 60,
        }
    }
}

/// The people behind the figures, as a number only.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Team {
    /// How many people work on the networks.
    pub members: Option<u32>,
    /// Days a week on which the team works on the networks, when it is less than five.
    pub days_per_week: Option<u8>,
    /// The team has read the figures and agrees that they are shown (needed under three people).
    pub reviewed: bool,
}

/// Under this many people, a detail may be the work of one of them (report-content.md, section 11.4).
const SMALL_TEAM: u32 = 3;

impl Team {
    pub fn is_small(&self) -> bool {
        self.members.is_some_and(|members| members < SMALL_TEAM)
    }

    /// Whether days and moments of work may be shown. A number that is not known protects like a small one.
    pub fn may_be_detailed(&self) -> bool {
        self.members.is_some_and(|members| members >= SMALL_TEAM)
    }
}

/// How the messages that accounts receive are looked after.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Moderation {
    /// What is in place, in the words of the service: on call, relay, nothing.
    pub arrangement: Option<String>,
    /// Networks that are followed and bring no message: their absence leaves the count whole.
    pub without_messages: Vec<Network>,
}

/// The rules that the service gives itself, printed beside what happened; each of them may be absent.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Charter {
    /// Working days between a request and the date it is wanted for.
    pub notice_days: Option<NonZeroU32>,
    /// Approvals that a content needs before it is published.
    pub validations: Option<NonZeroU32>,
    /// Publications on one account in one day, at most.
    pub posts_a_day: Option<NonZeroU32>,
    /// Opening hours between a message and its first answer.
    pub first_answer_hours: Option<NonZeroU32>,
    /// Each picture is described, for whoever does not see it.
    pub image_descriptions: bool,
    /// Each video has captions, for whoever does not hear it.
    pub captions: bool,
}

impl Charter {
    /// Whether the service wrote any rule.
    pub fn is_written(&self) -> bool {
        *self != Charter::default()
    }
}
