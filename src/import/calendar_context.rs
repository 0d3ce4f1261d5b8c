//! What a calendar says of itself: its name, its owner, and until when its series are followed.

use std::collections::BTreeSet;

use calcard::icalendar::{ICalendar, ICalendarProperty, ICalendarValue};
use chrono::{Duration, Months, NaiveDate, NaiveDateTime, NaiveTime};

use crate::import::calendar_event::{self, Event, address, beside};

/// No calendar is followed beyond.
pub const LATEST: NaiveDate = NaiveDate::from_ymd_opt(2200, 1, 1).expect("a day of the calendar");

pub struct Context {
    /// Its own name, then that of its file.
    pub names: Vec<String>,
    pub owner: Option<String>,
    /// Series without an end stop here.
    pub horizon: NaiveDateTime,
    /// Calendars of two people may hold one meeting: both spend the time.
    pub key: String,
}

impl Context {
    pub fn of(
        calendar: &ICalendar,
        events: &[Event],
        stem: &str,
        until: Option<NaiveDate>,
    ) -> Context {
        let root = calendar.components.first();
        let name = root.and_then(|root| {
            beside(root, "X-WR-CALNAME").or_else(|| {
                root.property(&ICalendarProperty::Name)?
                    .values
                    .first()?
                    .as_text()
            })
        });
        let said = root
            .and_then(|root| beside(root, "X-OWNER"))
            .and_then(calendar_event::mail)
            .or_else(|| name.and_then(calendar_event::mail));
        let key = said.as_deref().or(name).unwrap_or_default().to_owned();
        let owner = said.or_else(|| everywhere(events));
        // A name that is an address says who, not what.
        let names = name
            .into_iter()
            .filter(|name| calendar_event::mail(name).is_none())
            .chain([stem])
            .map(str::to_owned)
            .collect();
        Context {
            names,
            owner,
            horizon: horizon(events, until),
            key,
        }
    }
}

/// The end of the month that is asked for; else a year after the last moment the file was written.
fn horizon(events: &[Event], until: Option<NaiveDate>) -> NaiveDateTime {
    let written = |event: &Event| {
        let stamps = [
            ICalendarProperty::Dtstamp,
            ICalendarProperty::LastModified,
            ICalendarProperty::Created,
        ];
        stamps
            .iter()
            .filter_map(
                |name| match event.component.property(name)?.values.first()? {
                    ICalendarValue::PartialDateTime(at) => {
                        Some(at.to_date_time()?.date_time.date())
                    }
                    _ => None,
                },
            )
            .max()
    };
    let starts = || {
        events
            .iter()
            .filter_map(|event| Some(event.start.as_ref()?.wall.date()))
    };
    let last = until.unwrap_or_else(|| {
        let said = events.iter().filter_map(written).max().or(starts().max());
        said.filter(|day| *day < LATEST)
            .and_then(|day| day.checked_add_months(Months::new(12)))
            .unwrap_or(LATEST)
    });
    last.and_time(NaiveTime::MIN) + Duration::seconds(86_399)
}

/// The address that stands in every meeting of a calendar is that of its owner, if it is alone to.
fn everywhere(events: &[Event]) -> Option<String> {
    let mut meetings = events
        .iter()
        .map(|event| -> BTreeSet<String> {
            let people = [ICalendarProperty::Attendee, ICalendarProperty::Organizer];
            people
                .iter()
                .flat_map(|name| event.component.properties(name))
                .filter_map(address)
                .collect()
        })
        .filter(|people| people.len() > 1);
    let mut always = meetings.next()?;
    for people in meetings {
        always.retain(|address| people.contains(address));
    }
    always.pop_first().filter(|_| always.is_empty())
}
