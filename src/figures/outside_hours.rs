//! MO6: work outside opening hours, from what entries of time say: « Hors horaires », their start and end, or their day.

use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime};
use polars::prelude::*;

use super::Facts;
use crate::ledger::day_of;
use crate::model::columns::{DAY, END, OUTSIDE, SECONDS, START};
use crate::model::{Calendar, Figure, Slot, Spent, State, Value};
use crate::relate::columns::ENTRY;
use crate::words::number;

/// A whole entry, its parts put together again.
#[derive(Clone, Copy, Debug)]
struct Entry {
    day: NaiveDate,
    start: Option<NaiveDateTime>,
    end: Option<NaiveDateTime>,
    spent: Spent,
    /// What the entry itself says.
    told: Option<bool>,
}

/// Time in each slot outside opening hours, in the order of [`Slot::OUTSIDE`].
type Outside = [Spent; 3];

pub fn figures(facts: &Facts) -> PolarsResult<Vec<Figure>> {
    let entries = entries(facts)?;
    let known: Vec<Outside> = entries
        .iter()
        .filter_map(|entry| outside(entry, facts.calendar))
        .collect();
    let sum_of = |place: usize| known.iter().map(|outside| outside[place]).sum::<Spent>();
    let by_slot = [sum_of(0), sum_of(1), sum_of(2)];
    let spent = by_slot.into_iter().sum::<Spent>();
    let unknown: Vec<&Entry> = entries
        .iter()
        .filter(|entry| outside(entry, facts.calendar).is_none())
        .collect();
    let lost: Spent = unknown.iter().map(|entry| entry.spent).sum();
    let total: Spent = entries.iter().map(|entry| entry.spent).sum();
    let n = entries.len() as u64;

    let state = |value: Value| at_least(facts, n, value, (spent, lost, total));
    let mut figures = vec![Figure::new("MO6", n, state(Value::Time { spent }))];
    let is_detailed = facts.settings.team.may_be_detailed();
    for (slot, spent) in Slot::OUTSIDE.into_iter().zip(by_slot) {
        let state = match state(Value::Time { spent }) {
            State::Measured { .. } | State::Partial { .. } if !is_detailed => State::Protected,
            other => other,
        };
        figures.push(Figure::new("MO6", n, state).about(slot.key()));
    }
    if n > 0 {
        let threshold = i64::from(facts.settings.thresholds.time_share_from_hours);
        let value = Value::TimeShare {
            part: lost,
            whole: total,
            per_cent: (total >= Spent::hours(threshold))
                .then(|| number::per_cent_of(lost.as_seconds(), total.as_seconds()))
                .flatten(),
        };
        figures.push(Figure::measured("MO6", unknown.len() as u64, value).about("unknown"));
    }
    Ok(figures)
}

/// A minimum as soon as some entries do not say when; nothing when too few of them do and none is outside.
fn at_least(
    facts: &Facts,
    entries: u64,
    value: Value,
    (outside, unknown, total): (Spent, Spent, Spent),
) -> State {
    let publishable = i64::from(facts.settings.thresholds.publishable);
    let is_told = (total - unknown).as_seconds() * 100 >= publishable * total.as_seconds();
    if unknown == total || (outside.is_zero() && !is_told) {
        return State::NotMeasured;
    }
    match facts.time_state(entries, value) {
        State::Measured { value } if !unknown.is_zero() => State::Partial { value },
        other => other,
    }
}

fn entries(facts: &Facts) -> PolarsResult<Vec<Entry>> {
    let Some(hours) = facts.hours_of_month()? else {
        return Ok(Vec::new());
    };
    let time = |at: Option<i64>| Some(DateTime::from_timestamp(at?, 0)?.naive_utc());
    let places = hours.column(ENTRY)?.idx()?.iter();
    let days = hours.column(DAY)?.i32()?.iter();
    let bounds = hours.column(START)?.i64()?.iter();
    let bounds = bounds.zip(hours.column(END)?.i64()?.iter());
    let told = hours.column(OUTSIDE)?.bool()?.iter();
    let seconds = hours.column(SECONDS)?.i64()?.iter();
    let mut entries: Vec<Entry> = Vec::with_capacity(hours.height());
    let mut known = None;
    // The parts of an entry stand together.
    for (((place, day), (start, end)), (told, seconds)) in
        places.zip(days).zip(bounds).zip(told.zip(seconds))
    {
        let spent = Spent::seconds(seconds.unwrap_or_default());
        if let Some(entry) = entries.last_mut().filter(|_| place == known) {
            entry.spent += spent;
            continue;
        }
        known = place;
        entries.extend(day.and_then(day_of).map(|day| Entry {
            day,
            start: time(start),
            end: time(end),
            spent,
            told,
        }));
    }
    Ok(entries)
}

/// `None` when nothing says whether it was outside opening hours.
fn outside(entry: &Entry, calendar: &Calendar) -> Option<Outside> {
    if entry.told == Some(false) {
        return Some(Outside::default());
    }
    let slots = timed(entry, calendar);
    match (slots, calendar.slot_of_day(entry.day), entry.told) {
        (Some((slots, inside)), _, None) => Some(shared(length(entry, slots, inside), slots)),
        // It says so itself: all of it, in the slots where its times put it.
        (Some((slots, _)), day, Some(_)) if slots == Outside::default() => {
            Some(whole(entry.spent, day.unwrap_or(Slot::Closed)))
        }
        (Some((slots, _)), _, Some(_)) => Some(shared(entry.spent, slots)),
        (None, Some(day), _) => Some(whole(entry.spent, day)),
        (None, None, Some(_)) => Some(whole(entry.spent, Slot::Closed)),
        (None, None, None) => None,
    }
}

/// How much of what was declared is outside. Times are those of the wall clock: the night when clocks change, and when
/// a break is taken out, what was declared is not what the clock shows; the least that it may be is then taken.
fn length(entry: &Entry, slots: Outside, inside: Spent) -> Spent {
    let shown: Spent = slots.into_iter().sum();
    if inside.is_zero() {
        return entry.spent;
    }
    (entry.spent - inside).max(Spent::ZERO).min(shown)
}

/// Wall-clock time in each slot outside opening hours, and inside them; `None` without usable times.
fn timed(entry: &Entry, calendar: &Calendar) -> Option<(Outside, Spent)> {
    const LONGEST: Duration = Duration::days(7);
    let start = entry.start?;
    let end = entry
        .end
        .filter(|end| *end > start)
        .unwrap_or(start + Duration::seconds(entry.spent.as_seconds()));
    if end - start > LONGEST {
        return None;
    }
    let mut slots = Outside::default();
    let mut from = start;
    while from < end {
        let tomorrow = from.date().succ_opt()?.and_hms_opt(0, 0, 0)?;
        let to = end.min(tomorrow);
        let slot = calendar.slot_of_day(from.date()).unwrap_or(Slot::Closed);
        if let Some(place) = Slot::OUTSIDE.into_iter().position(|known| known == slot) {
            slots[place] += calendar.outside(from, to);
        }
        from = to;
    }
    Some((slots, calendar.working_time(start, end)))
}

fn whole(spent: Spent, slot: Slot) -> Outside {
    Slot::OUTSIDE.map(|known| if known == slot { spent } else { Spent::ZERO })
}

/// `spent` in the proportions of `slots`, to the second; the last one that has any takes what is left.
fn shared(spent: Spent, slots: Outside) -> Outside {
    let shown = slots.into_iter().sum::<Spent>().as_seconds();
    let last = slots.iter().rposition(|slot| !slot.is_zero());
    let mut left = spent;
    let mut shares = Outside::default();
    for (place, slot) in slots.into_iter().enumerate() {
        shares[place] = if Some(place) == last {
            left
        } else {
            spent
                .portion(slot.as_seconds(), shown)
                .unwrap_or(Spent::ZERO)
        };
        left = left - shares[place];
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Territory;

    /// Start, end, minutes declared and what the entry says → minutes in the evening, on Saturday, on a day off.
    fn check(start: &str, end: &str, minutes: i64, told: Option<bool>, expected: Option<[i64; 3]>) {
        let opening = ["09:00-12:30".to_owned(), "13:30-17:00".to_owned()];
        let calendar = Calendar::new(&opening, Territory::Metropole, [], Spent::hours(7)).unwrap();
        let at = |text: &str| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").ok();
        let entry = Entry {
            day: start[..10].parse().unwrap(),
            start: at(start),
            end: at(end),
            spent: Spent::minutes(minutes),
            told,
        };
        let found = outside(&entry, &calendar).map(|slots| slots.map(Spent::as_seconds));
        let expected = expected.map(|slots| slots.map(|minutes| minutes * 60));
        assert_eq!(found, expected, "{start} {end} {minutes} {told:?}");
    }

    #[test]
    fn an_entry_with_its_times_is_cut_at_the_opening_hours() {
        for (start, end, minutes, expected) in [
            ("2026-10-05 09:00", "2026-10-05 12:30", 210, [0, 0, 0]),
            ("2026-10-05 16:00", "2026-10-05 18:30", 150, [90, 0, 0]),
            ("2026-10-05 12:00", "2026-10-05 14:00", 120, [60, 0, 0]),
            // A break of an hour and a half was taken out of it: half an hour is left outside.
            ("2026-10-05 09:00", "2026-10-05 18:00", 450, [30, 0, 0]),
            // From Friday evening to Saturday, then to Sunday.
            ("2026-10-09 23:00", "2026-10-10 01:00", 120, [60, 60, 0]),
            ("2026-10-10 23:30", "2026-10-11 01:00", 90, [0, 30, 60]),
            // All Saints' Day, whose eve is a Saturday.
            ("2026-11-01 10:00", "2026-11-01 11:00", 60, [0, 0, 60]),
        ] {
            check(start, end, minutes, None, Some(expected));
        }
    }

    #[test]
    fn the_night_when_clocks_change_counts_what_was_worked() {
        // Six hours on the clock, seven of work; then six on the clock, five of work.
        check(
            "2026-10-24 22:00",
            "2026-10-25 04:00",
            420,
            None,
            Some([0, 140, 280]),
        );
        check(
            "2026-03-28 22:00",
            "2026-03-29 04:00",
            300,
            None,
            Some([0, 100, 200]),
        );
    }

    #[test]
    fn a_day_without_times_says_something_only_when_nobody_works_on_it() {
        check("2026-10-05", "", 60, None, None);
        check("2026-10-10", "", 60, None, Some([0, 60, 0]));
        check("2026-10-11", "", 60, None, Some([0, 0, 60]));
        check("2026-11-11", "", 60, None, Some([0, 0, 60]));
    }

    #[test]
    fn what_the_entry_says_of_itself_comes_first() {
        check("2026-10-05", "", 60, Some(true), Some([60, 0, 0]));
        check("2026-10-05", "", 60, Some(false), Some([0, 0, 0]));
        check("2026-10-10", "", 60, Some(false), Some([0, 0, 0]));
        check(
            "2026-10-05 09:00",
            "2026-10-05 10:00",
            60,
            Some(true),
            Some([60, 0, 0]),
        );
        check(
            "2026-10-05 16:00",
            "2026-10-05 18:00",
            120,
            Some(true),
            Some([120, 0, 0]),
        );
    }

    #[test]
    fn an_entry_of_a_month_by_a_wrong_end_says_nothing() {
        check("2026-10-05 09:00", "2027-10-05 10:00", 60, None, None);
    }
}
