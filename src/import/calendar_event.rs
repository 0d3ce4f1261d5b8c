//! One event of a calendar, as it is written.

use calcard::common::PartialDateTime;
use calcard::icalendar::{
    ICalendarComponent, ICalendarEntry, ICalendarParameterName, ICalendarParameterValue,
    ICalendarParticipationStatus, ICalendarPeriod, ICalendarProperty, ICalendarRecurrenceRule,
    ICalendarValue,
};
use chrono::{DateTime, Duration, NaiveDateTime, Utc};

use crate::import::agenda::Aside;
use crate::import::calendar_zone::{Zone, Zones};

/// A time of a calendar: on a wall clock, in a zone.
#[derive(Clone, Debug)]
pub struct Stamp {
    pub wall: NaiveDateTime,
    pub zone: Zone,
    pub is_day: bool,
}

impl Stamp {
    pub fn instant(&self) -> Option<DateTime<Utc>> {
        self.zone.instant(self.wall)
    }
}

/// What is read of an event. Titles and people stay in the component.
#[derive(Debug)]
pub struct Event<'a> {
    /// Its place among the events of the file, from 1.
    pub row: u32,
    pub component: &'a ICalendarComponent,
    pub uid: Option<&'a str>,
    pub sequence: i64,
    pub start: Option<Stamp>,
    pub end: Option<Stamp>,
    /// Instead of an end.
    pub length: Option<Duration>,
    pub rule: Option<&'a ICalendarRecurrenceRule>,
    /// It repeats, and its rule does not read.
    pub has_lost_rule: bool,
    /// The occurrence that this event replaces, and whether it replaces those that follow.
    pub replaces: Option<(Stamp, bool)>,
    /// It replaces an occurrence, and which one does not read.
    pub has_lost_occurrence: bool,
    /// Occurrences added, with their own length if they have one, and occurrences taken away.
    pub added: Vec<(Stamp, Option<Duration>)>,
    pub removed: Vec<Stamp>,
    pub categories: Vec<String>,
    /// Zones that nobody knows.
    pub has_unknown_zone: bool,
}

impl<'a> Event<'a> {
    pub fn of(component: &'a ICalendarComponent, row: u32, zones: &Zones) -> Event<'a> {
        let mut event = Event {
            row,
            component,
            uid: component.uid().map(str::trim).filter(|uid| !uid.is_empty()),
            sequence: 0,
            start: None,
            end: None,
            length: None,
            rule: None,
            has_lost_rule: false,
            replaces: None,
            has_lost_occurrence: false,
            added: Vec::new(),
            removed: Vec::new(),
            categories: Vec::new(),
            has_unknown_zone: false,
        };
        // The start first: times without a zone are in its own.
        for first in [true, false] {
            for entry in &component.entries {
                if (entry.name == ICalendarProperty::Dtstart) == first {
                    event.read(entry, zones);
                }
            }
        }
        event
    }

    fn read(&mut self, entry: &'a ICalendarEntry, zones: &Zones) {
        match (&entry.name, entry.values.first()) {
            (ICalendarProperty::Dtstart, Some(value)) => {
                self.start = self.stamp(entry, value, zones);
            }
            (ICalendarProperty::Dtend, Some(value)) => self.end = self.stamp(entry, value, zones),
            (ICalendarProperty::Duration, Some(ICalendarValue::Duration(length))) => {
                self.length = length.to_time_delta();
            }
            (ICalendarProperty::Rrule, Some(ICalendarValue::RecurrenceRule(rule))) => {
                self.rule = Some(rule);
            }
            (ICalendarProperty::Rrule, _) => self.has_lost_rule = true,
            (ICalendarProperty::Sequence, Some(ICalendarValue::Integer(sequence))) => {
                self.sequence = *sequence;
            }
            (ICalendarProperty::RecurrenceId, value) => {
                let follows = entry
                    .parameters(&ICalendarParameterName::Range)
                    .next()
                    .is_some();
                self.replaces = value
                    .and_then(|value| self.stamp(entry, value, zones))
                    .map(|stamp| (stamp, follows));
                self.has_lost_occurrence = self.replaces.is_none();
            }
            (ICalendarProperty::Rdate, _) => {
                for value in &entry.values {
                    let added = self.added(entry, value, zones);
                    self.added.extend(added);
                }
            }
            (ICalendarProperty::Exdate, _) => {
                for value in &entry.values {
                    let removed = self.stamp(entry, value, zones);
                    self.removed.extend(removed);
                }
            }
            (ICalendarProperty::Categories, _) => {
                let names = entry.values.iter().filter_map(ICalendarValue::as_text);
                self.categories.extend(
                    names
                        .map(|name| name.trim().to_owned())
                        .filter(|name| !name.is_empty()),
                );
            }
            _ => {}
        }
    }

    fn added(
        &mut self,
        entry: &ICalendarEntry,
        value: &ICalendarValue,
        zones: &Zones,
    ) -> Option<(Stamp, Option<Duration>)> {
        match value {
            ICalendarValue::Period(ICalendarPeriod::Range { start, end }) => {
                let start = self.partial(entry, start, zones)?;
                let end = self.partial(entry, end, zones)?;
                let length = end.instant()? - start.instant()?;
                Some((start, Some(length)))
            }
            ICalendarValue::Period(ICalendarPeriod::Duration { start, duration }) => {
                Some((self.partial(entry, start, zones)?, duration.to_time_delta()))
            }
            value => Some((self.stamp(entry, value, zones)?, None)),
        }
    }

    fn stamp(
        &mut self,
        entry: &ICalendarEntry,
        value: &ICalendarValue,
        zones: &Zones,
    ) -> Option<Stamp> {
        match value {
            ICalendarValue::PartialDateTime(at) => self.partial(entry, at, zones),
            _ => None,
        }
    }

    fn partial(
        &mut self,
        entry: &ICalendarEntry,
        at: &PartialDateTime,
        zones: &Zones,
    ) -> Option<Stamp> {
        let written = at.to_date_time()?;
        let zone = match (written.offset, entry.tz_id()) {
            (Some(_), _) => Zone::Known(chrono_tz::UTC),
            (None, Some(name)) => zones.named(name).unwrap_or_else(|| {
                self.has_unknown_zone = true;
                zones.body()
            }),
            (None, None) => match &self.start {
                Some(start) if entry.name != ICalendarProperty::Dtend => start.zone.clone(),
                _ => zones.body(),
            },
        };
        let shift = written.offset.map_or(0, |offset| offset.local_minus_utc());
        Some(Stamp {
            wall: written.date_time - Duration::seconds(i64::from(shift)),
            zone,
            is_day: !at.has_time(),
        })
    }

    pub fn repeats(&self) -> bool {
        self.rule.is_some() || !self.added.is_empty()
    }

    /// When the occurrence that begins then ends. Without an end, an event lasts no time.
    pub fn end_of(&self, start: &Stamp) -> Option<DateTime<Utc>> {
        let (Some(first), Some(end)) = (&self.start, &self.end) else {
            return start.instant();
        };
        if first.zone == end.zone {
            // As shown on the clock: an appointment until noon is until noon on every day.
            let wall = start.wall.checked_add_signed(end.wall - first.wall)?;
            return start.zone.instant(wall);
        }
        let length = end.instant()? - first.instant()?;
        start.instant()?.checked_add_signed(length)
    }

    /// What makes that an event, although chosen, gives no time.
    pub fn aside(&self, owner: Option<&str>) -> Option<Aside> {
        if self.says(&ICalendarProperty::Class, &["PRIVATE", "CONFIDENTIAL"]) {
            return Some(Aside::Private);
        }
        if self.is_cancelled() {
            return Some(Aside::Cancelled);
        }
        if self.is_declined(owner) {
            return Some(Aside::Declined);
        }
        let is_free = self.says(&ICalendarProperty::Transp, &["TRANSPARENT"])
            || self.says(&ICalendarProperty::Status, &["TENTATIVE"])
            || self.says_beside("X-MICROSOFT-CDO-BUSYSTATUS", &["FREE", "OOF", "TENTATIVE"]);
        if is_free {
            return Some(Aside::Free);
        }
        if self.is_all_day() {
            return Some(Aside::AllDay);
        }
        None
    }

    pub fn is_cancelled(&self) -> bool {
        self.says(&ICalendarProperty::Status, &["CANCELLED"])
    }

    /// By the owner of the calendar, or by everybody.
    fn is_declined(&self, owner: Option<&str>) -> bool {
        let mut people = 0;
        let mut declined = 0;
        for entry in self.component.properties(&ICalendarProperty::Attendee) {
            let has_declined = entry.params.iter().any(|param| {
                param.value
                    == ICalendarParameterValue::Partstat(ICalendarParticipationStatus::Declined)
            });
            if has_declined && owner.is_some() && address(entry).as_deref() == owner {
                return true;
            }
            people += 1;
            declined += usize::from(has_declined);
        }
        people > 0 && people == declined
    }

    fn is_all_day(&self) -> bool {
        let is_midnight = |stamp: &Stamp| stamp.wall.time() == chrono::NaiveTime::MIN;
        let Some(start) = &self.start else {
            return false;
        };
        let spans_days = self
            .end
            .as_ref()
            .is_some_and(|end| is_midnight(start) && is_midnight(end) && end.wall > start.wall);
        start.is_day || spans_days || self.says_beside("X-MICROSOFT-CDO-ALLDAYEVENT", &["TRUE"])
    }

    fn says(&self, name: &ICalendarProperty, values: &[&str]) -> bool {
        self.component
            .properties(name)
            .filter_map(|entry| entry.values.first()?.as_text())
            .any(|text| {
                values
                    .iter()
                    .any(|value| text.trim().eq_ignore_ascii_case(value))
            })
    }

    fn says_beside(&self, name: &str, values: &[&str]) -> bool {
        beside(self.component, name).is_some_and(|text| {
            values
                .iter()
                .any(|value| text.trim().eq_ignore_ascii_case(value))
        })
    }

    /// The texts in which a reference or a link may stand.
    pub fn texts(&self) -> Vec<&'a str> {
        [
            ICalendarProperty::Summary,
            ICalendarProperty::Description,
            ICalendarProperty::Location,
            ICalendarProperty::Url,
        ]
        .iter()
        .filter_map(|name| self.component.property(name)?.values.first()?.as_text())
        .collect()
    }

    pub fn title(&self) -> &'a str {
        self.component
            .property(&ICalendarProperty::Summary)
            .and_then(|entry| entry.values.first()?.as_text())
            .unwrap_or_default()
    }
}

/// A property that one maker of calendars adds.
pub fn beside<'a>(component: &'a ICalendarComponent, name: &str) -> Option<&'a str> {
    component
        .entries
        .iter()
        .find(|entry| matches!(&entry.name, ICalendarProperty::Other(other) if other.eq_ignore_ascii_case(name)))?
        .values
        .first()?
        .as_text()
}

/// The mail address of a person, to compare and never to keep.
pub fn address(entry: &ICalendarEntry) -> Option<String> {
    mail(entry.values.first()?.as_text()?)
}

pub fn mail(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let bare = text.strip_prefix("mailto:").unwrap_or(&text);
    (bare.contains('@') && !bare.contains(char::is_whitespace)).then(|| bare.to_owned())
}
