//! Calendars in iCalendar, from Outlook, Google, Nextcloud, Thunderbird or Zimbra (timesheets.md §7.1).

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calcard::common::PartialDateTime;
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType};
use calcard::{Entry, Parser};
use chrono::{DateTime, Duration, NaiveDate, NaiveDateTime, NaiveTime, Utc};

use crate::document::Document;
use crate::import::agenda::{self, Agenda, Aside, Meeting};
use crate::import::calendar_context::{Context, LATEST};
use crate::import::calendar_event::{Event, Stamp};
use crate::import::calendar_rules::{CalendarRule, Labels};
use crate::import::calendar_series::Fault;
use crate::import::calendar_zone::Zones;
use crate::import::notes::Numbers;
use crate::import::{About, Claim, Format, Group, Settings, calendar_series, period, veil};
use crate::model::{Batch, Finding, Severity, Spent};
use crate::words::date;

pub struct Calendar;

/// Occurrences of one series: every day for half a century.
const SERIES: usize = 20_000;
/// Occurrences of a file.
const FILE: usize = 50_000;
/// Series that never happen cost the most to follow.
const FRUITLESS: usize = 50;

impl Format for Calendar {
    fn name(&self) -> &'static str {
        "icalendar"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "Agenda iCalendar (.ics)\u{a0}: Outlook, Google, Nextcloud, Thunderbird, Zimbra",
            menus: "Outlook\u{a0}: Fichier › Enregistrer le calendrier\u{202f}; Google\u{a0}: Paramètres › Importer et exporter\u{202f}; Nextcloud et Thunderbird\u{a0}: Exporter\u{202f}; puis nommer ce qui compte dans [[import.calendars]]",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        Claim::when(document.calendar.is_some())
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let text = document.calendar.as_deref().unwrap_or_default();
        // A calendar that the parser cannot bear must give a sentence.
        let Ok(calendars) = catch_unwind(AssertUnwindSafe(|| parse(text))) else {
            let message =
                "l’agenda ne se lit pas, il est sans doute abîmé\u{202f}; refaire l’export";
            return batch.refused(Finding::error(
                "unreadable-calendar",
                &document.name,
                message,
            ));
        };
        let events = calendars
            .iter()
            .flat_map(|calendar| &calendar.components)
            .filter(|component| is_event(component))
            .count();
        if settings.reading.calendars.is_empty() {
            return agenda::unasked(document, events, batch);
        }
        // A download that was cut, or a file that somebody wrote by hand.
        if !is_whole(text) {
            let message = "l’agenda s’arrête avant sa fin\u{202f}; les événements lus sont comptés\u{a0}: refaire l’export";
            batch
                .findings
                .push(Finding::warning("truncated-file", &document.name, message));
        }
        let mut agenda = Agenda::new(&batch, settings);
        agenda.entries.notes.numbers = Numbers::Events;
        let mut reader = Reader {
            agenda,
            settings,
            stem: period::stem(&document.name).to_owned(),
            occurrences: 0,
            fruitless: 0,
            row: 0,
        };
        for calendar in &calendars {
            reader.calendar(calendar);
        }
        reader.agenda.into_batch(batch)
    }
}

/// Every calendar of the text: files are put end to end.
fn parse(text: &str) -> Vec<ICalendar> {
    let mut parser = Parser::new(text);
    let mut calendars = Vec::new();
    loop {
        match parser.entry() {
            Entry::ICalendar(calendar) => calendars.push(calendar),
            Entry::Eof | Entry::TooManyComponents => return calendars,
            _ => {}
        }
    }
}

fn is_whole(text: &str) -> bool {
    const END: &[u8] = b"END:VCALENDAR";
    let text = text.trim_end().as_bytes();
    text.last_chunk::<{ END.len() }>()
        .is_some_and(|end| end.eq_ignore_ascii_case(END))
}

fn is_event(component: &ICalendarComponent) -> bool {
    component.component_type == ICalendarComponentType::VEvent
}

struct Reader<'a> {
    agenda: Agenda<'a>,
    settings: &'a Settings,
    stem: String,
    occurrences: usize,
    fruitless: usize,
    row: u32,
}

impl<'a> Reader<'a> {
    fn calendar(&mut self, calendar: &ICalendar) {
        let zones = Zones::of(calendar, self.settings.zone);
        let events: Vec<Event> = calendar
            .components
            .iter()
            .filter(|component| is_event(component))
            .map(|component| {
                self.row += 1;
                Event::of(component, self.row, &zones)
            })
            .collect();
        let context = Context::of(calendar, &events, &self.stem, self.settings.until);
        let has_endless = events.iter().any(|event| {
            event
                .rule
                .is_some_and(|rule| rule.count.is_none() && rule.until.is_none())
        });
        if events.iter().any(|event| event.has_unknown_zone) {
            self.agenda.entries.notes.sheet(
                Severity::Warning,
                "unknown-zone",
                "des événements sont dans un fuseau que ni le fichier ni Estran ne connaissent ; leurs heures sont lues dans le fuseau de l’organisme",
            );
        }
        let mut groups: BTreeMap<(u32, Option<&str>), Vec<Event>> = BTreeMap::new();
        let mut first: BTreeMap<&str, u32> = BTreeMap::new();
        for event in events {
            let key = match event.uid {
                // What replaces nobody knows what replaces nothing.
                Some(uid) if !event.has_lost_occurrence => {
                    (*first.entry(uid).or_insert(event.row), Some(uid))
                }
                _ => (event.row, None),
            };
            groups.entry(key).or_default().push(event);
        }
        let before = self.occurrences;
        for group in groups.into_values() {
            let group = self.latest(group);
            self.group(group, &context);
        }
        if has_endless && self.occurrences > before {
            let message = format!(
                "les répétitions sans fin sont suivies jusqu’au {}",
                date::day(context.horizon.date())
            );
            self.agenda
                .entries
                .notes
                .sheet(Severity::Info, "endless-series", &message);
        }
    }

    /// Of several versions of one event, the one with the highest number, and of two alike the last.
    fn latest<'e>(&mut self, group: Vec<Event<'e>>) -> Vec<Event<'e>> {
        let mut kept: BTreeMap<Option<DateTime<Utc>>, Event> = BTreeMap::new();
        for event in group {
            let replaces = event.replaces.as_ref();
            let which = replaces.and_then(|(stamp, _)| stamp.instant());
            match kept.entry(which) {
                btree_map::Entry::Vacant(place) => {
                    place.insert(event);
                }
                btree_map::Entry::Occupied(mut other) => {
                    self.agenda.leave(Aside::Replaced);
                    if event.sequence >= other.get().sequence {
                        other.insert(event);
                    }
                }
            }
        }
        kept.into_values().collect()
    }

    /// One event, with what replaces some of its occurrences.
    fn group(&mut self, group: Vec<Event>, context: &Context) {
        let (mut exceptions, masters): (Vec<Event>, Vec<Event>) = group
            .into_iter()
            .partition(|event| event.replaces.is_some());
        let master = masters.first();
        for exception in &mut exceptions {
            if let Some(master) = master.filter(|_| exception.categories.is_empty()) {
                exception.categories.clone_from(&master.categories);
            }
        }
        if let Some(master) = master {
            self.series(master, &exceptions, context);
        }
        let is_over = master.is_some_and(Event::is_cancelled);
        for exception in &exceptions {
            let Some((stamp, follows)) = &exception.replaces else {
                continue;
            };
            if *follows {
                self.agenda.entries.notes.doubt(
                    exception.row,
                    "following-occurrences",
                    "un événement modifie toutes les répétitions suivantes ; seule la sienne est modifiée : vérifier les heures de cette série",
                );
            }
            let Some((rule, about)) = self.chosen(exception, context) else {
                continue;
            };
            let meeting = exception.start.as_ref().and_then(|start| {
                let id = self.id(exception, Some(stamp), context);
                self.meeting(exception, start, None, id)
            });
            match meeting {
                _ if is_over => self.agenda.leave(Aside::Cancelled),
                Some(meeting) => self.agenda.add(meeting, &about, rule),
                None => self.agenda.leave(Aside::Unreadable),
            }
        }
    }

    fn series(&mut self, event: &Event, exceptions: &[Event], context: &Context) {
        let Some((rule, about)) = self.chosen(event, context) else {
            return;
        };
        let is_lost = event.has_lost_rule || event.has_lost_occurrence;
        let Some(start) = event.start.as_ref().filter(|_| !is_lost) else {
            self.agenda.leave(Aside::Unreadable);
            return;
        };
        let occurrences = match self.occurrences(event, start, context) {
            Ok(occurrences) => occurrences,
            Err(why) => {
                self.agenda.leave(why);
                return;
            }
        };
        let taken: Vec<&Stamp> = exceptions
            .iter()
            .filter_map(|exception| Some(&exception.replaces.as_ref()?.0))
            .chain(&event.removed)
            .collect();
        let days: BTreeSet<NaiveDate> = taken
            .iter()
            .filter(|stamp| stamp.is_day)
            .map(|stamp| stamp.wall.date())
            .collect();
        let instants: BTreeSet<DateTime<Utc>> =
            taken.iter().filter_map(|stamp| stamp.instant()).collect();
        let mut happens = false;
        for (stamp, length) in occurrences {
            let is_taken = stamp.instant().is_some_and(|at| instants.contains(&at))
                || days.contains(&stamp.wall.date());
            if is_taken {
                continue;
            }
            let which = (event.repeats()).then_some(&stamp);
            let id = self.id(event, which, context);
            happens = true;
            match self.meeting(event, &stamp, length, id) {
                Some(meeting) => self.agenda.add(meeting, &about, rule),
                None => self.agenda.leave(Aside::Unreadable),
            }
        }
        if !happens {
            self.agenda.leave(Aside::NeverHappens);
        }
    }

    /// The starts of an event, those that its exceptions take away included.
    fn occurrences(
        &mut self,
        event: &Event,
        start: &Stamp,
        context: &Context,
    ) -> Result<Vec<(Stamp, Option<Duration>)>, Aside> {
        let mut found = Vec::new();
        match event.rule {
            Some(rule) => {
                let most = SERIES.min(FILE.saturating_sub(self.occurrences));
                if most == 0 || self.fruitless > FRUITLESS {
                    return Err(Aside::Endless);
                }
                let last = match (&rule.until, rule.count) {
                    (Some(until), _) => last(until, start).ok_or(Aside::Unreadable)?,
                    (None, Some(_)) => LATEST.and_time(NaiveTime::MIN),
                    (None, None) => context.horizon,
                };
                let walls = match calendar_series::walls(start.wall, rule, last, most) {
                    Ok(walls) => walls,
                    Err(Fault::Unreadable) => return Err(Aside::Unreadable),
                    Err(Fault::Endless) => {
                        self.occurrences += most;
                        return Err(Aside::Endless);
                    }
                };
                self.fruitless += usize::from(walls.is_empty());
                let at = |wall| Stamp {
                    wall,
                    ..start.clone()
                };
                found.extend(walls.into_iter().map(|wall| (at(wall), None)));
            }
            None => found.push((start.clone(), None)),
        }
        found.extend(event.added.iter().cloned());
        found.sort_by_key(|(stamp, _)| stamp.instant());
        found.dedup_by_key(|(stamp, _)| stamp.instant());
        self.occurrences += found.len();
        Ok(found)
    }

    /// What an event was for, and the rule that chooses it; told when it is left aside.
    fn chosen(
        &mut self,
        event: &Event,
        context: &Context,
    ) -> Option<(&'a CalendarRule, agenda::Subject)> {
        let labels = Labels {
            categories: &event.categories,
            calendars: &context.names,
            title: event.title(),
        };
        let rule = self.agenda.rule(labels);
        let aside = match rule {
            Some(_) => event.aside(context.owner.as_deref()),
            None => Some(Aside::NotChosen),
        };
        if let Some(why) = aside {
            self.agenda.leave(why);
            return None;
        }
        let subject = agenda::Subject {
            categories: event.categories.clone(),
            calendar: rule
                .and_then(|rule| rule.calendar.clone())
                .unwrap_or_default(),
            traces: agenda::traces(&event.texts()),
        };
        Some((rule?, subject))
    }

    fn meeting(
        &self,
        event: &Event,
        start: &Stamp,
        length: Option<Duration>,
        source_id: String,
    ) -> Option<Meeting> {
        let from = start.instant()?;
        let to = match length.or(event.length) {
            Some(length) => from.checked_add_signed(length)?,
            None => event.end_of(start)?,
        };
        let local = |at: DateTime<Utc>| at.with_timezone(&self.settings.zone).naive_local();
        Some(Meeting {
            row: event.row,
            source_id: Some(source_id),
            start: local(from),
            end: Some(local(to)),
            spent: Spent::seconds((to - from).num_seconds()),
        })
    }

    /// Stable from one export to the next, and without a word of the event. An occurrence is known by its
    /// day, so that a series moved to another hour replaces itself.
    fn id(&self, event: &Event, which: Option<&Stamp>, context: &Context) -> String {
        let known = match event.uid {
            Some(uid) => uid.to_owned(),
            None => format!(
                "{:?}\n{}",
                event.start.as_ref().map(|start| start.wall),
                event.title()
            ),
        };
        let number = veil::words(&format!("{}\n{known}", context.key));
        let Some(which) = which else {
            return format!("ics:{number:016x}");
        };
        let local = match which.instant() {
            Some(at) if !which.is_day => at.with_timezone(&self.settings.zone).naive_local(),
            _ => which.wall,
        };
        let several = event.rule.is_some_and(calendar_series::is_several_a_day);
        let written = if several { "%Y-%m-%dT%H%M" } else { "%Y-%m-%d" };
        format!("ics:{number:016x}/{}", local.format(written))
    }
}

/// The last moment of a rule on the wall clock of its event. A day counts whole.
fn last(until: &PartialDateTime, start: &Stamp) -> Option<NaiveDateTime> {
    let written = until.to_date_time()?;
    Some(match written.offset {
        Some(offset) => {
            let at = written.date_time - Duration::seconds(i64::from(offset.local_minus_utc()));
            start.zone.wall(at.and_utc())
        }
        None if until.has_time() => written.date_time,
        None => written.date_time + Duration::seconds(86_399),
    })
}
