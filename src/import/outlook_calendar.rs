//! The calendar of classic Outlook saved as a table, in French or in English (timesheets.md §7.2).
//! Recurrences are already events of their own. Columns of people are never looked at.

use chrono::{Duration, NaiveDate, NaiveDateTime, NaiveTime};

use crate::document::{Cell, Document, Row, Table};
use crate::import::agenda::{self, Agenda, Aside, Meeting, Subject};
use crate::import::calendar_rules::Labels;
use crate::import::date_column::{self, Hints, Understood};
use crate::import::stamp::{self, Order};
use crate::import::{About, Claim, Format, Group, Settings, clock, date_order, period, veil};
use crate::model::{Batch, Spent};
use crate::words::fold::fold;

pub struct OutlookCalendar;

/// What is looked at. In French « Début » and « Fin » come twice, the day and then the time.
struct Columns {
    header: u32,
    title: usize,
    start: [usize; 2],
    end: [usize; 2],
    all_day: usize,
    categories: Option<usize>,
    shown: Option<usize>,
    private: Option<usize>,
    diffusion: Option<usize>,
    description: Option<usize>,
}

impl Columns {
    fn of(header: u32, cells: &[String]) -> Option<Columns> {
        let names: Vec<String> = cells.iter().map(|cell| fold(cell)).collect();
        let places = |known: &[&str]| -> Vec<usize> {
            (0..names.len())
                .filter(|place| known.contains(&names[*place].as_str()))
                .collect()
        };
        let place = |known: &[&str]| places(known).first().copied();
        let pair = |day: &[&str], time: &[&str], both: &[&str]| {
            let twice = places(both);
            match twice.as_slice() {
                [day, time] => Some([*day, *time]),
                _ => Some([place(day)?, place(time)?]),
            }
        };
        Some(Columns {
            header,
            title: place(&["objet", "subject"])?,
            start: pair(
                &["start date", "date de debut"],
                &["start time", "heure de debut"],
                &["debut"],
            )?,
            end: pair(
                &["end date", "date de fin"],
                &["end time", "heure de fin"],
                &["fin"],
            )?,
            all_day: place(&["journee entiere", "all day event"])?,
            categories: place(&["categories"]),
            shown: place(&["afficher la disponibilite", "show time as"]),
            private: place(&["prive", "private"]),
            diffusion: place(&["critere de diffusion", "sensitivity"]),
            description: place(&["description"]),
        })
    }

    fn find(document: &Document) -> Option<(&Table, Columns)> {
        document.tables.iter().find_map(|table| {
            let columns = table
                .first_rows(5)
                .iter()
                .find_map(|(row, cells)| Columns::of(*row, cells))?;
            Some((table, columns))
        })
    }

    fn rows(&self, table: &Table, mut each: impl FnMut(Row<'_>)) {
        table.for_each(|row| {
            if row.number > self.header && !row.is_empty() {
                each(row);
            }
        });
    }
}

impl Format for OutlookCalendar {
    fn name(&self) -> &'static str {
        "outlook-calendar"
    }

    fn about(&self) -> About {
        About {
            group: Group::Time,
            title: "Agenda d’Outlook en tableau",
            menus: "Fichier › Ouvrir et exporter › Importer/Exporter › Exporter vers un fichier › Valeurs séparées par une virgule › Calendrier\u{202f}; puis nommer ce qui compte dans [[import.calendars]]",
            gives: "heures",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        Claim::when(Columns::find(document).is_some())
    }

    fn extract(&self, document: &Document, settings: &Settings, batch: Batch) -> Batch {
        let Some((table, columns)) = Columns::find(document) else {
            return batch;
        };
        if settings.reading.calendars.is_empty() {
            let mut events = 0;
            columns.rows(table, |_| events += 1);
            return agenda::unasked(document, events, batch);
        }
        let asked = date_order::asked(settings, &batch);
        let understood = dates(document, table, &columns, asked);
        if understood.is_mixed {
            return date_order::mixed(document, batch);
        }
        if understood.is_in_doubt() {
            return date_order::refused(document, batch);
        }
        let mut agenda = Agenda::new(&batch, settings);
        let stem = period::stem(&document.name).to_owned();
        columns.rows(table, |row| {
            let text = |place: Option<usize>| {
                place.map_or_else(String::new, |place| row.text_at(place).trim().to_owned())
            };
            let title = text(Some(columns.title));
            let categories: Vec<String> = text(columns.categories)
                .split([';', ','])
                .map(|name| name.trim().to_owned())
                .filter(|name| !name.is_empty())
                .collect();
            let Some(rule) = agenda.rule(Labels {
                categories: &categories,
                calendars: std::slice::from_ref(&stem),
                title: &title,
            }) else {
                agenda.leave(Aside::NotChosen);
                return;
            };
            if let Some(why) = aside(&columns, &row) {
                agenda.leave(why);
                return;
            }
            let start = instant(&row, columns.start, understood);
            let end = instant(&row, columns.end, understood);
            let (Some(start), Some(end)) = (start, end) else {
                agenda.leave(Aside::Unreadable);
                return;
            };
            if spans_days(start, end) {
                agenda.leave(Aside::AllDay);
                return;
            }
            let meeting = Meeting {
                row: row.number,
                // Without an id in the file: what the event is called, when it begins and when it ends, as a number.
                source_id: Some(format!(
                    "outlook:{:016x}",
                    veil::words(&format!("{title}\n{start}\n{end}"))
                )),
                start,
                end: Some(end),
                spent: Spent::seconds(clock::elapsed(settings.zone, start, end)),
            };
            let description = text(columns.description);
            let subject = Subject {
                calendar: rule.calendar.clone().unwrap_or_default(),
                traces: agenda::traces(&[&title, &description]),
                categories,
            };
            agenda.add(meeting, &subject, rule);
        });
        agenda.into_batch(batch)
    }
}

/// The order of days and months, by the whole file.
fn dates(
    document: &Document,
    table: &Table,
    columns: &Columns,
    asked: Option<Order>,
) -> Understood {
    let mut written = Vec::new();
    columns.rows(table, |row| {
        for place in [columns.start[0], columns.end[0]] {
            written.extend(stamp::read(row.cell(place)).map(|written| (written, None)));
        }
    });
    let hints = Hints {
        period: period::days(period::stem(&document.name)),
        is_daily: false,
        asked,
    };
    date_column::understand(&written, hints)
}

fn instant(
    row: &Row<'_>,
    [day, time]: [usize; 2],
    understood: Understood,
) -> Option<NaiveDateTime> {
    let (day, _): (NaiveDate, _) = understood.resolve(stamp::read(row.cell(day))?)?;
    let cell = row.cell(time);
    let seconds = match cell {
        Cell::Text(text) => stamp::time(text.trim())
            .map(|time| (time - NaiveTime::MIN).num_seconds())
            .or_else(|| clock::read(cell)),
        other => clock::read(other),
    };
    Some(clock::on(day, seconds?))
}

fn spans_days(start: NaiveDateTime, end: NaiveDateTime) -> bool {
    start.time() == NaiveTime::MIN
        && end.time() == NaiveTime::MIN
        && end - start >= Duration::days(1)
}

/// Why an event that the service chose gives no time. Outlook writes the availability as a number or a word.
fn aside(columns: &Columns, row: &Row<'_>) -> Option<Aside> {
    let text =
        |place: Option<usize>| place.map_or_else(String::new, |place| fold(&row.text_at(place)));
    let is_true = |text: &str| matches!(text, "vrai" | "true" | "oui" | "yes" | "1");
    let diffusion = text(columns.diffusion);
    let is_open = matches!(
        diffusion.as_str(),
        "" | "normal" | "normale" | "public" | "0"
    );
    if is_true(&text(columns.private)) || !is_open {
        return Some(Aside::Private);
    }
    let shown = text(columns.shown);
    let is_free = matches!(
        shown.as_str(),
        "1" | "3" | "4" | "libre" | "free" | "provisoire" | "tentative"
    ) || shown.starts_with("absent")
        || shown.starts_with("out of office");
    if is_free {
        return Some(Aside::Free);
    }
    is_true(&text(Some(columns.all_day))).then_some(Aside::AllDay)
}
