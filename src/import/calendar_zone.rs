//! The zones of a calendar: names of the IANA or of Windows, else the rules written in the file.

use std::str::FromStr;
use std::sync::Arc;

use calcard::common::timezone::Tz as Named;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty, ICalendarValue,
};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;

use crate::import::{calendar_series, clock};

/// What turns a wall clock into an instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    Known(Tz),
    /// Seconds east of universal time, from each change on, in wall-clock order.
    Own(Arc<[(NaiveDateTime, i32)]>),
}

impl Zone {
    /// Where the wall clock shows a time twice, the first; where it skips one, as if it had not been moved yet.
    pub fn instant(&self, wall: NaiveDateTime) -> Option<DateTime<Utc>> {
        match self {
            Zone::Known(zone) => clock::instant(*zone, wall).map(|at| at.to_utc()),
            Zone::Own(changes) => {
                let (_, offset) = changes
                    .iter()
                    .rev()
                    .find(|(from, _)| *from <= wall)
                    .or(changes.first())?;
                Some((wall - Duration::seconds(i64::from(*offset))).and_utc())
            }
        }
    }

    pub fn wall(&self, at: DateTime<Utc>) -> NaiveDateTime {
        match self {
            Zone::Known(zone) => at.with_timezone(zone).naive_local(),
            Zone::Own(changes) => {
                let shown = |offset: i32| at.naive_utc() + Duration::seconds(i64::from(offset));
                let offset = changes
                    .iter()
                    .rev()
                    .find(|(from, offset)| *from <= shown(*offset))
                    .or(changes.first())
                    .map_or(0, |(_, offset)| *offset);
                shown(offset)
            }
        }
    }
}

/// The zones a calendar describes, and that of the body for times that name none.
pub struct Zones<'a> {
    body: Tz,
    own: Vec<(&'a str, Zone)>,
}

impl<'a> Zones<'a> {
    pub fn of(calendar: &'a ICalendar, body: Tz) -> Self {
        let own = calendar
            .timezones()
            .filter_map(|described| {
                let name = text(described, &ICalendarProperty::Tzid)?;
                let zone = match described.timezone() {
                    Some((_, Named::Tz(zone))) if !is_shown_offset(name, zone) => Zone::Known(zone),
                    _ => Zone::Own(changes(calendar, described)?),
                };
                Some((name, zone))
            })
            .collect();
        Zones { body, own }
    }

    pub fn body(&self) -> Zone {
        Zone::Known(self.body)
    }

    /// Nothing when nobody says what this name is.
    pub fn named(&self, name: &str) -> Option<Zone> {
        let name = name.trim().trim_matches('"');
        let known = |name: &str| match Named::from_str(name) {
            Ok(Named::Tz(zone)) if !is_shown_offset(name, zone) => Some(Zone::Known(zone)),
            _ => None,
        };
        // « /freeassociation.sourceforge.net/Europe/Paris »: what precedes the name is of no use.
        let tails = name.match_indices('/').map(|(place, _)| &name[place + 1..]);
        let own = || {
            self.own
                .iter()
                .find(|(own, _)| *own == name)
                .map(|(_, zone)| zone.clone())
        };
        known(name)
            .or_else(own)
            .or_else(|| tails.into_iter().find_map(known))
    }
}

/// « (UTC+01:00) Bruxelles, Copenhague, Madrid, Paris »: a name for people, in their language. Its offset is
/// that of winter, and says nothing of summer.
fn is_shown_offset(name: &str, zone: Tz) -> bool {
    name.starts_with('(') && zone.name().starts_with("Etc/")
}

/// The changes of a zone that the file describes, over the years that calendars speak of.
fn changes(calendar: &ICalendar, zone: &ICalendarComponent) -> Option<Arc<[(NaiveDateTime, i32)]>> {
    let last = NaiveDate::from_ymd_opt(2100, 1, 1)?.and_hms_opt(0, 0, 0)?;
    let mut changes = Vec::new();
    for id in &zone.component_ids {
        let part = calendar.component_by_id(*id)?;
        if !matches!(
            part.component_type,
            ICalendarComponentType::Standard | ICalendarComponentType::Daylight
        ) {
            continue;
        }
        let offset = offset(part)?;
        let mut begins = None;
        for entry in &part.entries {
            match (&entry.name, entry.values.first()) {
                (ICalendarProperty::Dtstart, Some(ICalendarValue::PartialDateTime(at))) => {
                    begins = at.to_date_time().map(|at| at.date_time);
                }
                (ICalendarProperty::Rdate, Some(ICalendarValue::PartialDateTime(at))) => {
                    changes.extend(at.to_date_time().map(|at| (at.date_time, offset)));
                }
                _ => {}
            }
        }
        let begins = begins?;
        let rule = part.property(&ICalendarProperty::Rrule);
        match rule.and_then(|entry| entry.values.first()) {
            Some(ICalendarValue::RecurrenceRule(rule)) => {
                let starts = calendar_series::walls(begins, rule, last, CHANGES).ok()?;
                changes.extend(starts.into_iter().map(|start| (start, offset)));
            }
            _ => changes.push((begins, offset)),
        }
    }
    changes.sort_unstable();
    (!changes.is_empty()).then(|| changes.into())
}

/// Of one rule: Outlook begins them in 1601.
const CHANGES: usize = 600;

fn offset(part: &ICalendarComponent) -> Option<i32> {
    let entry = part.property(&ICalendarProperty::Tzoffsetto)?;
    let ICalendarValue::PartialDateTime(at) = entry.values.first()? else {
        return None;
    };
    let seconds = i32::from(at.tz_hour?) * 3600 + i32::from(at.tz_minute.unwrap_or(0)) * 60;
    Some(if at.tz_minus { -seconds } else { seconds })
}

fn text<'a>(component: &'a ICalendarComponent, name: &ICalendarProperty) -> Option<&'a str> {
    component.property(name)?.values.first()?.as_text()
}
