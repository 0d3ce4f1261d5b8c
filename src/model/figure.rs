//! A figure is never a naked number: it has a code, a count of cases and a state.

use serde::Serialize;

use crate::model::Spent;

/// A stable code (« IC2 ») and, for a figure broken down, what it is about: an account, a format, a step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct FigureKey {
    pub code: &'static str,
    pub about: Option<String>,
}

/// report-content.md, section 5.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    Measured {
        value: Value,
    },
    /// Some of it is missing: « au moins » before a total, « sur les données saisies » after a median or a share.
    Partial {
        value: Value,
    },
    /// Under 60 % of the data of the month.
    Unreliable,
    /// Nothing was entered.
    NotMeasured,
    /// The network does not give it.
    NotProvided,
    /// Too few cases for the statistic.
    TooFew,
    FirstMonth,
    Protected,
}

/// What was computed, exact; rounding happens in `words`, once.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Value {
    Count {
        count: i64,
    },
    Time {
        spent: Spent,
    },
    /// Printed « 62 % » from twenty cases on, « 3 sur 8 » below.
    Share {
        part: i64,
        whole: i64,
    },
    /// A share of a total of hours, in whole per cent, rounded together with the other parts so that
    /// they add up to 100. `None` under twenty hours: the hours alone are printed.
    TimeShare {
        part: Spent,
        whole: Spent,
        per_cent: Option<i64>,
    },
    /// One total of hours over another, in whole per cent.
    Load {
        part: Spent,
        whole: Spent,
    },
    /// Always « a sur b ».
    OutOf {
        part: i64,
        whole: i64,
    },
    /// More or fewer than before, « +120 »; with « (+1,2 %) » when what it started from is known and large enough.
    Gain {
        count: i64,
        base: Option<i64>,
    },
    /// A ratio printed with one decimal, « 1,8 ».
    Ratio {
        part: i64,
        whole: i64,
    },
    /// A rate printed in per cent with one decimal, « 4,3 % ».
    Rate {
        part: i64,
        whole: i64,
    },
    /// Full-time equivalents: `spent` over what one full-time job gives in a month.
    Fte {
        spent: Spent,
        full_time: Spent,
    },
    /// Each case, too few for a median; in ascending order.
    Each {
        cases: Vec<Spent>,
    },
    /// A median with its extremes (5 to 9 cases) or its quartiles (from 10).
    Spread {
        middle: Spent,
        low: Spent,
        high: Spent,
        quartiles: bool,
    },
    /// Opening time, printed in working days: a time, each of several, or a spread.
    WorkingDays {
        of: Box<Value>,
        /// What one working day counts for.
        day: Spent,
    },
    /// From low to high: the quartiles of some accounts, or their extremes when they are few.
    Between {
        low: Spent,
        high: Spent,
        quartiles: bool,
    },
}

impl Value {
    pub fn count(number: impl TryInto<i64>) -> Value {
        Value::Count {
            count: whole(number),
        }
    }

    /// « a sur b ».
    pub fn out_of(part: impl TryInto<i64>, all: impl TryInto<i64>) -> Value {
        Value::OutOf {
            part: whole(part),
            whole: whole(all),
        }
    }

    pub fn share(part: impl TryInto<i64>, all: impl TryInto<i64>) -> Value {
        Value::Share {
            part: whole(part),
            whole: whole(all),
        }
    }

    pub fn ratio(part: impl TryInto<i64>, all: impl TryInto<i64>) -> Value {
        Value::Ratio {
            part: whole(part),
            whole: whole(all),
        }
    }
}

/// Nobody has more of anything than an `i64` holds.
fn whole(number: impl TryInto<i64>) -> i64 {
    number.try_into().unwrap_or(i64::MAX)
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    pub key: FigureKey,
    /// The number of cases the figure rests on.
    pub n: u64,
    #[serde(flatten)]
    pub state: State,
}

impl Figure {
    pub fn measured(code: &'static str, n: u64, value: Value) -> Self {
        Figure::new(code, n, State::Measured { value })
    }

    /// The same, its value worth what `grade` says; a figure without a measured value stays as it is.
    #[must_use]
    pub fn graded(self, grade: impl FnOnce(Value) -> State) -> Self {
        let state = match self.state {
            State::Measured { value } => grade(value),
            other => other,
        };
        Figure { state, ..self }
    }

    pub fn new(code: &'static str, n: u64, state: State) -> Self {
        Figure {
            key: FigureKey { code, about: None },
            n,
            state,
        }
    }

    #[must_use]
    pub fn about(mut self, subject: impl Into<String>) -> Self {
        self.key.about = Some(subject.into());
        self
    }

    /// The value, measured or partial.
    pub fn value(&self) -> Option<&Value> {
        match &self.state {
            State::Measured { value } | State::Partial { value } => Some(value),
            State::Unreliable
            | State::NotMeasured
            | State::NotProvided
            | State::TooFew
            | State::FirstMonth
            | State::Protected => None,
        }
    }

    pub fn is_partial(&self) -> bool {
        matches!(self.state, State::Partial { .. })
    }
}
