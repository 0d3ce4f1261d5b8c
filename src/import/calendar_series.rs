//! When an event repeats: its wall-clock starts, always a bounded number of them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency,
    ICalendarProperty, ICalendarRecurrenceRule, ICalendarValue,
};
use chrono::{Datelike, NaiveDateTime, Timelike};

/// Why a rule gives no starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It says nothing that can be followed.
    Unreadable,
    /// There would be too many.
    Endless,
}

/// The starts that a rule gives, from the first one to the last moment asked for, in order. Wall clocks: an
/// appointment keeps its time when the clocks change.
pub fn walls(
    start: NaiveDateTime,
    rule: &ICalendarRecurrenceRule,
    last: NaiveDateTime,
    most: usize,
) -> Result<Vec<NaiveDateTime>, Fault> {
    let partial = |wall| partial(wall).ok_or(Fault::Unreadable);
    let mut rule = rule.clone();
    rule.until = Some(partial(last.max(start))?);
    // The engine of the crate is reached through a calendar of one event, without zone.
    let event = ICalendarComponent {
        component_type: ICalendarComponentType::VEvent,
        entries: vec![
            ICalendarEntry::new(ICalendarProperty::Dtstart)
                .with_value(ICalendarValue::PartialDateTime(Box::new(partial(start)?))),
            ICalendarEntry::new(ICalendarProperty::Rrule)
                .with_value(ICalendarValue::RecurrenceRule(Box::new(rule))),
        ],
        ..ICalendarComponent::default()
    };
    let calendar = ICalendar {
        components: vec![event],
    };
    let expand = || calendar.expand_dates(Tz::Floating, most + 1);
    // A rule of no calendar must give a sentence, even where the engine has a bug.
    let expanded = catch_unwind(AssertUnwindSafe(expand)).map_err(|_| Fault::Unreadable)?;
    if !expanded.errors.is_empty() {
        return Err(Fault::Unreadable);
    }
    if expanded.events.len() > most {
        return Err(Fault::Endless);
    }
    let mut starts: Vec<NaiveDateTime> = expanded
        .events
        .iter()
        .map(|event| event.start.naive_local())
        .collect();
    starts.sort_unstable();
    starts.dedup();
    Ok(starts)
}

/// Whether a rule gives several occurrences on one day.
pub fn is_several_a_day(rule: &ICalendarRecurrenceRule) -> bool {
    rule.freq > ICalendarFrequency::Daily || rule.byhour.len() > 1 || rule.byminute.len() > 1
}

fn partial(wall: NaiveDateTime) -> Option<PartialDateTime> {
    let small = |part: u32| u8::try_from(part).ok();
    Some(PartialDateTime {
        year: u16::try_from(wall.year()).ok(),
        month: small(wall.month()),
        day: small(wall.day()),
        hour: small(wall.hour()),
        minute: small(wall.minute()),
        second: small(wall.second()),
        ..PartialDateTime::default()
    })
    .filter(|partial| partial.year.is_some())
}
