//! Calendars: what is counted of them, when it repeats, and what never enters (timesheets.md §7.1).

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use estran::import::{Settings, import};
use estran::model::{Batch, Hour, Nature, Status, Step};

fn settings() -> Settings {
    let calendars = "[[calendars]]\ncategory = \"RS\"\nstep = \"veille\"\n";
    Settings {
        reading: toml::from_str(calendars).unwrap(),
        ..Settings::default()
    }
}

/// A calendar of these events, all in the category that counts.
fn calendar(events: &[&str]) -> String {
    let mut text = "BEGIN:VCALENDAR\nVERSION:2.0\n".to_owned();
    for (place, event) in events.iter().enumerate() {
        text.push_str("BEGIN:VEVENT\nDTSTAMP:20261101T000000Z\n");
        if !event.contains("UID:") {
            let _ = writeln!(text, "UID:e{place}");
        }
        if !event.contains("CATEGORIES") {
            text.push_str("CATEGORIES:RS\n");
        }
        text.push_str(event);
        text.push_str("\nEND:VEVENT\n");
    }
    text.push_str("END:VCALENDAR\n");
    text.replace('\n', "\r\n")
}

fn read(text: &str, settings: &Settings) -> Batch {
    let batch = import("agenda.ics", text.as_bytes().to_vec(), settings);
    assert_eq!(batch.status, Status::Read, "{:?}", batch.findings);
    assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
    batch
}

fn hours(events: &[&str]) -> Vec<Hour> {
    read(&calendar(events), &settings()).tables.hours.unwrap()
}

/// « 2026-10-05 09:00 45 », day, start and minutes of each.
fn said(events: &[&str]) -> Vec<String> {
    let mut said: Vec<String> = hours(events)
        .iter()
        .map(|hour| {
            format!(
                "{} {}",
                hour.start.unwrap().format("%m-%d %H:%M"),
                hour.spent.as_seconds() / 60
            )
        })
        .collect();
    said.sort();
    said
}

fn codes(events: &[&str]) -> Vec<&'static str> {
    read(&calendar(events), &settings())
        .findings
        .iter()
        .map(|finding| finding.code)
        .collect()
}

#[test]
fn opt_in_only() {
    let text = calendar(&["DTSTART:20261005T070000Z\nDTEND:20261005T080000Z"]);
    let batch = import(
        "agenda.ics",
        text.clone().into_bytes(),
        &Settings::default(),
    );
    assert_eq!((batch.status, batch.tables.len()), (Status::Refused, 0));
    assert!(batch.findings[0].message.contains("[[import.calendars]]"));
    assert_eq!(read(&text, &settings()).tables.len(), 1);
    let other = calendar(&["DTSTART:20261005T070000Z\nDTEND:20261005T080000Z\nCATEGORIES:Médecin"]);
    let batch = read(&other, &settings());
    assert_eq!((batch.tables.len(), batch.rows_told), (0, 1));
    assert!(!format!("{batch:?}").contains("decin"));
}

#[test]
fn a_rule_that_names_nothing_or_an_unknown_step_is_refused() {
    for (written, said) in [
        ("[[calendars]]\nlog = true\n", "« category »"),
        ("[[calendars]]\ncategory = \"x\"\nstep = \"qqq\"\n", "étape"),
        ("[[calendars]]\ncategorie = \"x\"\n", "categorie"),
    ] {
        let error = toml::from_str::<estran::import::Reading>(written).unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
    }
}

#[test]
fn three_forms_of_start_and_windows_zones_and_their_prefixes() {
    assert_eq!(
        said(&[
            "DTSTART:20261005T070000Z\nDTEND:20261005T080000Z",
            "DTSTART;TZID=Europe/Paris:20261006T090000\nDTEND;TZID=Europe/Paris:20261006T100000",
            "DTSTART:20261007T090000\nDTEND:20261007T100000",
            "DTSTART;TZID=Romance Standard Time:20261008T090000\nDURATION:PT1H",
            "DTSTART;TZID=\"W. Europe Standard Time\":20261009T090000\nDURATION:PT1H",
            "DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20261010T090000\nDURATION:PT1H",
            "DTSTART;TZID=/mozilla.org/20050126_1/Europe/Paris:20261011T090000\nDURATION:PT1H",
            "DTSTART;TZID=Arabian Standard Time:20261012T110000\nDURATION:PT1H",
        ]),
        (5..=12)
            .map(|day| format!("10-{day:02} 09:00 60"))
            .collect::<Vec<_>>()
    );
}

#[test]
fn an_unknown_zone_is_read_from_the_rules_of_the_file() {
    let zone = "BEGIN:VTIMEZONE\nTZID:(UTC+01:00) Bruxelles\\, Copenhague\\, Madrid\\, Paris\nBEGIN:STANDARD\nDTSTART:16011028T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\nBEGIN:DAYLIGHT\nDTSTART:16010325T020000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    let name = "\"(UTC+01:00) Bruxelles, Copenhague, Madrid, Paris\"";
    let events = calendar(&[
        &format!("DTSTART;TZID={name}:20260705T090000\nDURATION:PT1H"),
        &format!("DTSTART;TZID={name}:20261205T090000\nDURATION:PT1H"),
    ]);
    let text = events.replacen(
        "BEGIN:VEVENT",
        &format!("{}BEGIN:VEVENT", zone.replace('\n', "\r\n")),
        1,
    );
    let batch = read(&text, &settings());
    assert!(
        batch
            .findings
            .iter()
            .all(|finding| finding.code != "unknown-zone")
    );
    let starts: Vec<String> = batch
        .tables
        .hours
        .unwrap()
        .iter()
        .map(|hour| hour.start.unwrap().to_string())
        .collect();
    assert_eq!(starts, ["2026-07-05 09:00:00", "2026-12-05 09:00:00"]);
}

#[test]
fn an_unknown_zone_without_rules_is_told() {
    assert!(
        codes(&["DTSTART;TZID=Nulle part:20261005T090000\nDURATION:PT1H"])
            .contains(&"unknown-zone")
    );
}

#[test]
fn wall_time_is_constant_across_clock_change() {
    assert_eq!(
        said(&[
            "DTSTART;TZID=Europe/Paris:20261019T090000\nDTEND;TZID=Europe/Paris:20261019T100000\nRRULE:FREQ=WEEKLY;COUNT=3"
        ]),
        ["10-19 09:00 60", "10-26 09:00 60", "11-02 09:00 60"]
    );
}

#[test]
fn the_night_of_a_clock_change_has_its_real_length() {
    assert_eq!(
        said(&[
            "DTSTART;TZID=Europe/Paris:20261025T013000\nDTEND;TZID=Europe/Paris:20261025T033000"
        ]),
        ["10-25 01:30 180"]
    );
    assert_eq!(
        said(&[
            "DTSTART;TZID=Europe/Paris:20260329T013000\nDTEND;TZID=Europe/Paris:20260329T033000"
        ]),
        ["03-29 01:30 60"]
    );
}

#[test]
fn an_occurrence_on_the_last_moment_of_the_rule_is_counted() {
    for until in [
        "20261012T070000Z",
        "20261012T215959Z",
        "20261012",
        "20261012T090000",
    ] {
        let event = format!(
            "DTSTART;TZID=Europe/Paris:20261005T090000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;UNTIL={until}"
        );
        assert_eq!(
            said(&[&event]),
            ["10-05 09:00 30", "10-12 09:00 30"],
            "{until}"
        );
    }
}

#[test]
fn exdate_in_any_form_takes_an_occurrence_away() {
    for exdate in [
        "EXDATE;TZID=Europe/Paris:20261012T090000",
        "EXDATE;TZID=\"Romance Standard Time\":20261012T090000",
        "EXDATE:20261012T070000Z",
        "EXDATE:20261012T090000",
        "EXDATE;VALUE=DATE:20261012",
        "EXDATE;TZID=Europe/Paris:20261110T090000,20261012T090000",
    ] {
        let event = format!(
            "DTSTART;TZID=Europe/Paris:20261005T090000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;COUNT=2\n{exdate}"
        );
        assert_eq!(said(&[&event]), ["10-05 09:00 30"], "{exdate}");
    }
}

#[test]
fn rdate_adds_occurrences_with_their_own_length() {
    assert_eq!(
        said(&[
            "DTSTART:20261005T070000Z\nDURATION:PT30M\nRDATE:20261006T070000Z,20261005T070000Z\nRDATE;VALUE=PERIOD:20261007T070000Z/PT2H,20261008T070000Z/20261008T080000Z"
        ]),
        [
            "10-05 09:00 30",
            "10-06 09:00 30",
            "10-07 09:00 120",
            "10-08 09:00 60"
        ]
    );
}

#[test]
fn recurrence_id_replaces_one_occurrence() {
    let master = "UID:a\nDTSTART;TZID=Europe/Paris:20261005T090000\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;COUNT=3";
    assert_eq!(
        said(&[
            master,
            "UID:a\nRECURRENCE-ID:20261012T070000Z\nDTSTART;TZID=Europe/Paris:20261013T140000\nDURATION:PT2H",
            "UID:a\nRECURRENCE-ID;TZID=Europe/Paris:20261019T090000\nDTSTART;TZID=Europe/Paris:20261019T090000\nSTATUS:CANCELLED",
        ]),
        ["10-05 09:00 30", "10-13 14:00 120"]
    );
    // The exception may come first, and outlive its series.
    assert_eq!(
        said(&["UID:a\nRECURRENCE-ID:20261012T070000Z\nDTSTART:20261013T120000Z\nDURATION:PT2H"]),
        ["10-13 14:00 120"]
    );
}

#[test]
fn one_recurrence_id_of_two_series_at_the_same_hour_touches_one() {
    let series = |uid: &str| {
        format!("UID:{uid}\nDTSTART:20261005T070000Z\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;COUNT=2")
    };
    assert_eq!(
        said(&[
            &series("a"),
            &series("b"),
            "UID:a\nRECURRENCE-ID:20261012T070000Z\nDTSTART:20261012T070000Z\nSTATUS:CANCELLED",
        ]),
        ["10-05 09:00 30", "10-05 09:00 30", "10-12 09:00 30"]
    );
}

#[test]
fn the_highest_sequence_is_kept() {
    let version = |sequence: u8, hour: u8| {
        format!("UID:a\nSEQUENCE:{sequence}\nDTSTART:20261005T{hour:02}0000Z\nDURATION:PT1H")
    };
    assert_eq!(said(&[&version(2, 12), &version(1, 7)]), ["10-05 14:00 60"]);
    let batch = read(&calendar(&[&version(1, 7), &version(2, 12)]), &settings());
    assert_eq!(
        (batch.rows_in, batch.tables.len(), batch.rows_told),
        (2, 1, 1)
    );
}

#[test]
fn a_series_cancelled_takes_its_exceptions_with_it() {
    assert_eq!(
        said(&[
            "UID:a\nDTSTART:20261005T070000Z\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;COUNT=3\nSTATUS:CANCELLED",
            "UID:a\nRECURRENCE-ID:20261012T070000Z\nDTSTART:20261013T120000Z\nDURATION:PT2H",
        ]),
        Vec::<String>::new()
    );
}

#[test]
fn neither_end_nor_duration_is_zero_length() {
    assert!(codes(&["DTSTART:20261005T070000Z"]).contains(&"zero-duration"));
}

#[test]
fn all_day_is_never_counted_as_work() {
    for event in [
        "DTSTART;VALUE=DATE:20261005\nDTEND;VALUE=DATE:20261006",
        "DTSTART;VALUE=DATE:20261005",
        "DTSTART;TZID=Europe/Paris:20261005T000000\nDTEND;TZID=Europe/Paris:20261006T000000\nX-MICROSOFT-CDO-ALLDAYEVENT:TRUE",
        "DTSTART;VALUE=DATE:20261005\nRRULE:FREQ=DAILY",
    ] {
        assert_eq!(codes(&[event]), ["all-day-event"], "{event}");
    }
}

#[test]
fn transparent_free_out_of_office_and_tentative_are_not_work() {
    for line in [
        "TRANSP:TRANSPARENT",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
        "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE",
        "STATUS:TENTATIVE",
    ] {
        let event = format!("DTSTART:20261005T070000Z\nDURATION:PT1H\n{line}");
        assert_eq!(codes(&[&event]), ["free-event"], "{line}");
    }
}

#[test]
fn class_private_is_dropped_whatever_the_category() {
    for class in ["PRIVATE", "CONFIDENTIAL", "private"] {
        let event = format!("DTSTART:20261005T070000Z\nDURATION:PT1H\nCLASS:{class}");
        assert_eq!(codes(&[&event]), ["private-event"], "{class}");
    }
}

#[test]
fn declined_by_the_owner_is_dropped_and_by_another_is_not() {
    let meeting = "DTSTART:20261005T070000Z\nDURATION:PT1H\nORGANIZER:mailto:chef@abers.example\nATTENDEE;PARTSTAT=DECLINED:mailto:AG1@abers.example\nATTENDEE;PARTSTAT=ACCEPTED:mailto:ag2@abers.example";
    let owned = |owner: &str| {
        let text = calendar(&[meeting]).replacen(
            "VERSION:2.0",
            &format!("VERSION:2.0\r\nX-WR-CALNAME:{owner}"),
            1,
        );
        read(&text, &settings()).tables.len()
    };
    assert_eq!(
        (owned("ag1@abers.example"), owned("ag2@abers.example")),
        (0, 1)
    );
    // Who stands in every meeting is the owner.
    let other = "DTSTART:20261006T070000Z\nDURATION:PT1H\nORGANIZER:mailto:ag1@abers.example\nATTENDEE:mailto:ag3@abers.example";
    assert_eq!(said(&[meeting, other]), ["10-06 09:00 60"]);
}

#[test]
fn categories_with_an_escaped_comma_or_repeated() {
    for (categories, counted) in [
        ("CATEGORIES:Autre,RS", 1),
        ("CATEGORIES:Autre\nCATEGORIES:rs ", 1),
        ("CATEGORIES:Autre\\,RS", 0),
        ("CATEGORIES;LANGUAGE=fr:RS", 1),
    ] {
        let event = format!("DTSTART:20261005T070000Z\nDURATION:PT1H\n{categories}");
        assert_eq!(hours(&[&event]).len(), counted, "{categories}");
    }
}

#[test]
fn google_writes_no_category_so_a_calendar_or_a_title_may_choose() {
    let written = "[[calendars]]\ncalendar = \"réseaux sociaux\"\nstep = \"Modération\"\nlog = true\n[[calendars]]\ntitle = \"[rs]\"\n";
    let settings = Settings {
        reading: toml::from_str(written).unwrap(),
        ..Settings::default()
    };
    let event = "DTSTART:20261005T070000Z\nDURATION:PT1H\nSUMMARY:[RS] point\nCATEGORIES:";
    let named = calendar(&[event]).replacen(
        "VERSION:2.0",
        "VERSION:2.0\r\nX-WR-CALNAME:Réseaux sociaux",
        1,
    );
    let hour = |text: &str, name: &str| {
        import(name, text.as_bytes().to_vec(), &settings)
            .tables
            .hours
            .unwrap()
            .remove(0)
    };
    let by_calendar = hour(&named, "a.ics");
    assert_eq!(
        (by_calendar.step, by_calendar.nature),
        (Some(Step::Moderation), Nature::Declared)
    );
    let by_file = hour(&calendar(&[event]), "inbox/Réseaux sociaux.ics");
    assert_eq!(by_file.step, Some(Step::Moderation));
    let by_title = hour(&calendar(&[event]), "a.ics");
    assert_eq!((by_title.step, by_title.nature), (None, Nature::Estimated));
}

#[test]
fn vtodo_has_no_duration_and_is_ignored() {
    let text = "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:t\nDTSTART:20261005T070000Z\nDURATION:PT1H\nCATEGORIES:RS\nEND:VTODO\nEND:VCALENDAR\n";
    let batch = read(text, &settings());
    assert_eq!((batch.rows_in, batch.tables.len()), (0, 0));
}

#[test]
fn long_events_are_asked_about() {
    assert!(codes(&["DTSTART:20261005T070000Z\nDTEND:20261005T200000Z"]).contains(&"long-event"));
}

#[test]
fn a_series_of_long_or_empty_events_is_told_once() {
    for (length, code, count) in [
        ("DTEND:20260105T200000Z", "long-event", 300),
        ("DURATION:PT0S", "zero-duration", 300),
        ("DURATION:PT11H", "long-entry", 0),
    ] {
        let event = format!("DTSTART:20260105T070000Z\n{length}\nRRULE:FREQ=DAILY;COUNT=300");
        let batch = read(&calendar(&[&event]), &settings());
        assert_eq!(batch.rows_told, count, "{code}");
        let told = |finding: &&estran::model::Finding| finding.code == code;
        let findings: Vec<_> = batch.findings.iter().filter(told).collect();
        assert_eq!(findings.len(), 1, "{code}");
        assert!(findings[0].message.ends_with("(événement 1)"), "{code}");
        assert_eq!(findings[0].at.row, None);
    }
}

#[test]
fn overlapping_exports_twice_keep_their_ids() {
    let id = |event: &str| hours(&[event])[0].source_id.clone().unwrap();
    let first = id("UID:a\nDTSTART:20261005T070000Z\nDURATION:PT1H");
    assert_eq!(
        first,
        id("UID:a\nSEQUENCE:4\nDTSTART:20261006T070000Z\nDURATION:PT2H")
    );
    assert_ne!(first, id("UID:b\nDTSTART:20261005T070000Z\nDURATION:PT1H"));
    let ids = |start: &str| -> Vec<String> {
        let event = format!("UID:a\nDTSTART:{start}\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3");
        hours(&[&event])
            .into_iter()
            .filter_map(|hour| hour.source_id)
            .collect()
    };
    assert_eq!(ids("20261005T070000Z"), ids("20261005T090000Z"));
}

#[test]
fn no_summary_attendee_or_organizer_is_kept() {
    let batch = read(
        &calendar(&[
            "DTSTART:20261005T070000Z\nDURATION:PT1H\nSUMMARY:Point avec Untel ABR-2026-0091 https://www.facebook.com/abers/posts/123\nLOCATION:Chez Untel\nORGANIZER;CN=Untel:mailto:untel@abers.example\nATTENDEE;CN=Untel:mailto:untel@abers.example\nUID:untel@abers.example",
        ]),
        &settings(),
    );
    assert!(!format!("{batch:?}").to_lowercase().contains("untel"));
    let hour = &batch.tables.hours.unwrap()[0];
    assert_eq!(hour.refs, ["ABR-2026-0091"]);
    assert!(hour.permalink.is_some());
}

#[test]
fn a_series_without_end_stops_with_the_month_asked_for() {
    let event = "DTSTART:20260907T070000Z\nDURATION:PT1H\nRRULE:FREQ=WEEKLY";
    let asked = Settings {
        until: NaiveDate::from_ymd_opt(2026, 10, 31),
        ..settings()
    };
    let batch = read(&calendar(&[event]), &asked);
    assert_eq!(batch.tables.len(), 8);
    // Without a month, a year after the file was written: 1 November 2026.
    let batch = read(&calendar(&[event]), &settings());
    assert_eq!(batch.tables.len(), 61);
    assert!(
        batch
            .findings
            .iter()
            .any(|finding| finding.code == "endless-series")
    );
}

#[test]
fn every_writing_of_one_calendar_reads_alike() {
    let text = calendar(&[
        "DTSTART:20261005T070000Z\nDURATION:PT1H\nCATEGORIES:RS,Réunion de la rédaction\nSUMMARY:é",
    ]);
    let expected = read(&text, &settings()).tables;
    assert_eq!(expected.len(), 1);
    let wide: Vec<u8> = std::iter::once(0xFEFF)
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let folded: Vec<u8> = text
        .as_bytes()
        .split_inclusive(|byte| *byte == b'\n')
        .flat_map(|line| {
            line.chunks(20).enumerate().flat_map(|(place, chunk)| {
                let fold: &[u8] = if place > 0 { b"\r\n " } else { b"" };
                [fold, chunk].concat()
            })
        })
        .collect();
    let latin: Vec<u8> = text
        .chars()
        .map(|letter| u8::try_from(u32::from(letter)).unwrap())
        .collect();
    for bytes in [
        [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(),
        wide,
        folded,
        latin,
        text.replace("\r\n", "\n").into_bytes(),
        text.replace("\r\n", "\r\n\r\n").into_bytes(),
        text.replace("VCALENDAR", "vcalendar").into_bytes(),
    ] {
        assert_eq!(import("agenda.ics", bytes, &settings()).tables, expected);
    }
}

#[test]
fn a_calendar_that_was_cut_gives_what_it_holds() {
    let text = calendar(&[
        "DTSTART:20261005T070000Z\nDURATION:PT1H",
        "DTSTART:20261006T070000Z\nDURATION:PT1H",
    ]);
    let cut = &text[..text.rfind("DTSTART").unwrap() + 12];
    let batch = read(cut, &settings());
    assert_eq!(batch.tables.len(), 1);
    assert!(
        batch
            .findings
            .iter()
            .any(|finding| finding.code == "truncated-file")
    );
}

#[test]
fn a_repetition_that_does_not_read_is_no_single_event() {
    let event = "DTSTART:20261005T070000Z\nDURATION:PT1H\n";
    // Garbled, or turned back by the engine.
    for rule in [
        "FREQ=PARFOIS",
        "toutes les semaines",
        "",
        "FREQ=DAILY;BYHOUR=25",
    ] {
        let batch = read(&calendar(&[&format!("{event}RRULE:{rule}")]), &settings());
        assert_eq!((batch.tables.len(), batch.rows_told), (0, 1), "{rule}");
        assert_eq!(batch.findings[0].code, "unreadable-date", "{rule}");
    }
    // However many they are, the others are read.
    let mut events = vec![format!("{event}RRULE:FREQ=DAILY;BYHOUR=25"); 10];
    events.push(format!("{event}RRULE:FREQ=DAILY;COUNT=3"));
    let events: Vec<&str> = events.iter().map(String::as_str).collect();
    assert_eq!(said(&events).len(), 3);
}

#[test]
fn what_replaces_an_unreadable_occurrence_replaces_nothing() {
    let series = "UID:a\nDTSTART:20261005T070000Z\nDURATION:PT30M\nRRULE:FREQ=WEEKLY;COUNT=2";
    let other = "UID:a\nRECURRENCE-ID:lundi\nDTSTART:20261006T070000Z\nDURATION:PT1H";
    assert_eq!(said(&[series, other]), ["10-05 09:00 30", "10-12 09:00 30"]);
    assert_eq!(codes(&[series, other])[0], "unreadable-date");
    assert_eq!(said(&[other, series]).len(), 2);
}

#[test]
fn an_end_that_does_not_compute_is_told_as_unreadable() {
    let event = "DTSTART:20261005T070000Z\nDURATION:P99999999W";
    for repeated in ["", "\nRRULE:FREQ=WEEKLY;COUNT=2"] {
        let codes = codes(&[&format!("{event}{repeated}")]);
        assert_eq!(codes, ["unreadable-date"], "{repeated}");
    }
}

#[test]
fn hostile_calendars_are_answered_quickly() {
    let rule = |rule: &str| {
        calendar(&[&format!(
            "DTSTART:20261005T070000Z\nDURATION:PT1H\nRRULE:{rule}"
        )])
    };
    let many = |rule: &str| {
        let events: Vec<String> = (0..2000)
            .map(|place| {
                format!("UID:{place}\nDTSTART:20260105T070000Z\nDURATION:PT1H\nRRULE:{rule}")
            })
            .collect();
        calendar(&events.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let versions: Vec<String> = (0..5000)
        .map(|place| format!("UID:a\nSEQUENCE:{place}\nDTSTART:20260105T070000Z\nDURATION:PT1H"))
        .collect();
    let texts = [
        rule("FREQ=SECONDLY"),
        rule("FREQ=SECONDLY;COUNT=1000000000"),
        rule("FREQ=DAILY;COUNT=1000000000"),
        rule("FREQ=DAILY;COUNT=99999999999999999999"),
        rule("FREQ=DAILY;INTERVAL=0"),
        rule("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
        rule("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"),
        rule("FREQ=DAILY;UNTIL=99991231T235959Z"),
        rule("FREQ="),
        many("FREQ=SECONDLY"),
        many("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"),
        many("FREQ=DAILY"),
        calendar(&versions.iter().map(String::as_str).collect::<Vec<_>>()),
        format!("BEGIN:VCALENDAR\n{}", "BEGIN:VEVENT\n".repeat(100_000)),
        format!("BEGIN:VCALENDAR\n{}", "BEGIN:VCALENDAR\n".repeat(100_000)),
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261005T070000Z\n".to_owned(),
        calendar(&[&format!(
            "DTSTART:20261005T070000Z\nDURATION:PT1H\nSUMMARY:{}",
            "x".repeat(1_000_000)
        )]),
        calendar(&[&format!(
            "DTSTART:20261005T070000Z\nEXDATE:{}",
            "20261005T070000Z,".repeat(60_000)
        )]),
        calendar(&[
            "DTSTART:99991231T235959Z\nDURATION:P99999W",
            "DTSTART:00010101T000000Z\nDTEND:99991231T235959Z",
        ]),
        "BEGIN:VCALENDAR\n".to_owned() + &"\u{0}\n ;:\"".repeat(1000),
    ];
    for (place, text) in texts.iter().enumerate() {
        let start = Instant::now();
        let batch = import("agenda.ics", text.clone().into_bytes(), &settings());
        assert_eq!(
            batch.rows_in,
            batch.tables.len() + batch.rows_told,
            "{place}"
        );
        assert!(
            start.elapsed() < Duration::from_secs(30),
            "{place}: {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn outlook_start_and_end_come_twice_date_then_time() {
    let text = "\"Objet\";\"Début\";\"Début\";\"Fin\";\"Fin\";\"Journée entière\";\"Catégories\";\"Privé\"\r\nA;13/10/2026;09:00:00;13/10/2026;10:30:00;Faux;Autre;RS;Faux\r\nB;14/10/2026;23:30:00;15/10/2026;00:15:00;Faux;RS;Faux\r\nC;15/10/2026;09:00:00;15/10/2026;10:30:00;Vrai;RS;Faux\r\n";
    let text = text.replace("Autre;RS", "\"Autre;RS\"");
    let batch = import("agenda.csv", text.into_bytes(), &settings());
    let minutes: Vec<i64> = batch
        .tables
        .hours
        .unwrap()
        .iter()
        .map(|hour| hour.spent.as_seconds() / 60)
        .collect();
    assert_eq!(minutes, [90, 45]);
}

const OUTLOOK: &str = "Objet;Début;Début;Fin;Fin;Journée entière;Catégories;Privé\r\n";

#[test]
fn an_outlook_table_with_two_orders_of_dates_is_turned_back() {
    let text = format!(
        "{OUTLOOK}A;13/10/2026;09:00:00;13/10/2026;10:00:00;Faux;RS;Faux\r\nB;10/14/2026;09:00:00;10/14/2026;10:00:00;Faux;RS;Faux\r\nC;04/10/2026;09:00:00;04/10/2026;10:00:00;Faux;RS;Faux\r\n"
    );
    let mut settings = settings();
    for asked in ["", "[dates]\noutlook-calendar = \"day-first\"\n"] {
        let calendars = std::mem::take(&mut settings.reading.calendars);
        settings.reading = toml::from_str(asked).unwrap();
        settings.reading.calendars = calendars;
        let batch = import("agenda.csv", text.clone().into_bytes(), &settings);
        assert_eq!((batch.status, batch.tables.len()), (Status::Refused, 0));
        assert_eq!(batch.findings[0].code, "mixed-dates");
    }
}

#[test]
fn two_events_that_begin_together_under_one_title_are_two() {
    let text = format!(
        "{OUTLOOK}A;13/10/2026;09:00:00;13/10/2026;10:00:00;Faux;RS;Faux\r\nA;13/10/2026;09:00:00;13/10/2026;11:00:00;Faux;RS;Faux\r\n"
    );
    let hours = import("agenda.csv", text.into_bytes(), &settings())
        .tables
        .hours
        .unwrap();
    assert_ne!(hours[0].source_id, hours[1].source_id);
}
