//! Moments and days of one life, placed on an axis of days.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, Weekday};

use crate::figures::anatomy::Wait;
use crate::model::{Moment, Spent};
use crate::report::block::{Extent, Hue, Lane, LaneMark, Tick};
use crate::words::date;

const DAY: i64 = 24 * 60;
/// A shorter life gets white days around it.
const LEAST: i64 = 10;
/// Labels of the axis.
const TICKS: i64 = 8;

/// A stage, before it has its place.
pub struct Stage {
    label: String,
    value: String,
    marks: Vec<Placed>,
}

enum Placed {
    Work(NaiveDate, Spent, Hue),
    /// Until the end of the axis when it still waits.
    Wait(NaiveDateTime, Option<NaiveDateTime>),
    Point(Moment, Hue),
}

impl Stage {
    pub fn requested(at: Moment) -> Stage {
        Stage {
            label: "Demande reçue".to_owned(),
            value: date::short_day(at.at.date()),
            marks: vec![Placed::Point(at, Hue::Navy)],
        }
    }

    pub fn worked(
        label: String,
        value: String,
        days: &BTreeMap<NaiveDate, Spent>,
        hue: Hue,
    ) -> Stage {
        let days = days.iter();
        Stage {
            label,
            value,
            marks: days
                .map(|(day, spent)| Placed::Work(*day, *spent, hue))
                .collect(),
        }
    }

    /// A step that misses one of its dates is a point at the other.
    pub fn waited(label: String, value: String, steps: &[&Wait]) -> Stage {
        let mark = |step: &&Wait| match (step.sent, step.decided) {
            (Some(sent), Some(decided)) if decided.at >= sent.at => {
                Some(Placed::Wait(sent.at, Some(decided.latest())))
            }
            (Some(sent), None) if step.is_pending => Some(Placed::Wait(sent.at, None)),
            (sent, decided) => Some(Placed::Point(decided.or(sent)?, Hue::Navy)),
        };
        Stage {
            label,
            value,
            marks: steps.iter().filter_map(mark).collect(),
        }
    }

    pub fn posted(label: String, moments: &[Moment]) -> Stage {
        let point = |at: &Moment| Placed::Point(*at, Hue::Rust);
        let days = moments.iter().map(|moment| moment.at.date());
        Stage {
            label,
            value: days
                .clone()
                .min()
                .map_or_else(String::new, |first| between(first, days.max())),
            marks: moments.iter().map(point).collect(),
        }
    }

    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        self.marks.iter().flat_map(|mark| match mark {
            Placed::Work(day, ..) => vec![*day],
            Placed::Wait(from, to) => [Some(*from), *to]
                .into_iter()
                .flatten()
                .map(|at| at.date())
                .collect(),
            Placed::Point(at, _) => vec![at.at.date()],
        })
    }
}

/// « 12 oct. », « 12 au 15 oct. ».
fn between(first: NaiveDate, last: Option<NaiveDate>) -> String {
    match last {
        Some(last) if last != first => {
            format!("{} au {}", date::short_day(first), date::short_day(last))
        }
        _ => date::short_day(first),
    }
}

/// The days drawn: those of the life, and some around a short one.
pub struct Axis {
    first: NaiveDate,
    last: NaiveDate,
    known: (NaiveDate, NaiveDate),
}

impl Axis {
    /// `None` when nothing has a date.
    pub fn of(stages: &[Stage]) -> Option<Axis> {
        let days = || stages.iter().flat_map(Stage::days);
        let known = (days().min()?, days().max()?);
        let missing = u64::try_from(LEAST - 1 - (known.1 - known.0).num_days()).unwrap_or(0);
        let before = missing / 2;
        Some(Axis {
            first: known.0.checked_sub_days(Days::new(before))?,
            last: known.1.checked_add_days(Days::new(missing - before))?,
            known,
        })
    }

    /// The first and the last day of the life itself.
    pub fn known(&self) -> (NaiveDate, NaiveDate) {
        self.known
    }

    pub fn length(&self) -> u64 {
        minutes((self.days()) * DAY)
    }

    fn days(&self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    fn at(&self, moment: NaiveDateTime) -> u64 {
        minutes((moment - self.first.and_time(chrono::NaiveTime::MIN)).num_minutes())
    }

    fn day(&self, day: NaiveDate) -> Extent {
        let from = self.at(day.and_time(chrono::NaiveTime::MIN));
        Extent {
            from,
            to: from + minutes(DAY),
        }
    }

    /// Each day of a short life, its Mondays, or the first days of its months.
    pub fn ticks(&self) -> Vec<Tick> {
        let days = self.days();
        let mondays = (days / 7 + TICKS - 1) / TICKS;
        let is_marked = |rank: i64, day: NaiveDate| {
            if days <= 2 * TICKS {
                rank % 2 == 0
            } else if days <= 14 * TICKS {
                day.weekday() == Weekday::Mon && (rank / 7) % mondays.max(1) == 0
            } else {
                let months = (days / 30 + TICKS - 1) / TICKS;
                day.day() == 1 && i64::from(day.month0()) % months == 0
            }
        };
        (0..)
            .zip(self.first.iter_days().take_while(|day| *day <= self.last))
            .filter(|(rank, day)| is_marked(*rank, *day))
            .map(|(_, day)| Tick {
                at: self.day(day).from,
                label: date::short_day(day),
            })
            .collect()
    }

    pub fn weekends(&self) -> Vec<Extent> {
        let days = self.first.iter_days().take_while(|day| *day <= self.last);
        days.filter(|day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun))
            .map(|day| self.day(day))
            .collect()
    }

    pub fn lane(&self, stage: Stage) -> Lane {
        let days = || stage.days();
        let when = days()
            .min()
            .map_or_else(String::new, |first| between(first, days().max()));
        let marks = stage.marks.iter().map(|mark| self.mark(mark)).collect();
        Lane {
            label: stage.label,
            when,
            value: stage.value,
            marks,
        }
    }

    fn mark(&self, mark: &Placed) -> LaneMark {
        match mark {
            Placed::Work(day, spent, hue) => LaneMark::Work {
                over: self.day(*day),
                size: super::size(*spent),
                hue: *hue,
            },
            Placed::Wait(from, to) => LaneMark::Wait {
                over: Extent {
                    from: self.at(*from),
                    to: to.map_or(self.length(), |to| self.at(to)),
                },
            },
            Placed::Point(moment, hue) => LaneMark::Point {
                // A day alone is marked at its noon.
                at: self.at(moment.at) + if moment.has_time { 0 } else { minutes(DAY / 2) },
                hue: *hue,
            },
        }
    }
}

fn minutes(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}
