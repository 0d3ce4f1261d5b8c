//! What must hold for any input.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use estran::document::Document;
use estran::import::{FORMATS, Settings, import};
use proptest::prelude::*;

/// The samples of every format that are text, each with the name of its format.
fn samples() -> Vec<(String, String)> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/formats"));
    let mut samples = Vec::new();
    for format in FORMATS {
        let files = fs::read_dir(folder.join(format.name())).unwrap();
        let mut paths: Vec<_> = files.map(|file| file.unwrap().path()).collect();
        paths.sort();
        let texts = paths
            .iter()
            .filter(|path| {
                path.extension()
                    .is_some_and(|end| end == "csv" || end == "json" || end == "ics")
            })
            .map(|path| text(&fs::read(path).unwrap()));
        samples.extend(texts.map(|text| (format.name().to_owned(), text)));
    }
    samples
}

fn text(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        let units = wide
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        return String::from_utf16_lossy(&units.collect::<Vec<_>>());
    }
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn every_format_has_a_sample_to_spoil() {
    let spoiled: BTreeSet<String> = samples().into_iter().map(|(format, _)| format).collect();
    for format in FORMATS {
        assert!(spoiled.contains(format.name()), "{}", format.name());
    }
}

/// Headers of real exports, so that random cells reach the readers.
const HEADERS: &[&str] = &[
    "Post ID,Page ID,Page name,Title,Publish time,Permalink,Date,Views,Reach,Seconds viewed\n",
    "Post ID,Account ID,Account username,Description,Publish time,Permalink,Post type,Date,Views,Likes\n",
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts\n",
    "\"Tweet id\",\"Tweet permalink\",\"Tweet text\",\"time\",\"impressions\",\"likes\"\n",
    "Post title,Post link,Post type,Created date,Impressions,Clicks,Likes\n",
    "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,Create Post,Video views,Media views\n",
    "sep=,\n\"Facebook reach\"\n\"Date\",\"Primary\"\n\"2025-08-01T00:00:00\",\"20\"\n",
    "Date,Sponsored followers,Organic followers,Total followers\n",
    "Post ID,Permalink,Post Message,Type,Countries,Languages,Posted,Audience Targeting,Lifetime Post Total Reach\n",
    "Date,Lifetime Total Likes,Daily New Likes,Daily Unlikes,Daily Total Reach\n",
    "Date,Views\n",
    "User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags\n",
    "Project,Description,User,Type,Start Date,Start Time,End Date,End Time,Duration (h),Duration (decimal),Date of creation\n",
    "Date,De,À,Durée,Durée,Client,Projet,Activité,Description\n",
    "Description,Task,Project,User,Start,End,Duration,Duration (decimal),Tags\n",
    "Date,Project,Task,Notes,Hours,First Name,Last Name\n",
    "Date,Titles,Projects,Tags,Worked\n",
    "Semaine du 05/10/2026,Lun,Mar,Mer,Jeu,Ven\nVeille,1h,,,,\n",
    "Date,Heure,Réseau,Thème,Titre,Statut,DGS,Cabinet\n",
    "Jour,Facebook,Instagram,X\n",
    "Card ID,Card Name,Card URL,Card Description,Labels,Members,Due Date,List ID,List Name,Board Name,Archived\n",
    "Task ID,Task Name,Bucket Name,Progress,Created Date,Due date,Completed Date,Labels\n",
    "Card title,Description,List name,Tags,Assigned users,Due date,Created,Modified\n",
    "Content,Video title,Video publish time,Duration,Views,Watch time (hours)\nTotal,,,,1,2\n",
    "# Abers Analytics CSV Export\n# End Date: 31 Oct 2026\n\n\nDate,Social account,Social network,Post link,Post text,Reach,Reactions\n",
    "Date,Post ID,Network,Post Type,Content Type,Profile,Link,Post,Impressions,Reactions,Likes\n",
    "Date,Network,Profile,Audience,Net Audience Growth,Impressions\n",
    "\"Date\",\"Video Views\",\"Profile Views\",\"Likes\",\"Comments\",\"Shares\"\n",
    "\"Date\",\"Followers\",\"Difference in followers from previous day\"\n",
    "\"Time\",\"Video title\",\"Video link\",\"Post time\",\"Total likes\",\"Total comments\",\"Total shares\",\"Total views\"\n",
];

/// The second gives the year that the days of TikTok lack.
const NAMES: [&str; 2] = [
    "any.csv",
    "Overview_2026-10-01_1793707200_abers/Overview.csv",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_give_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..600), start in prop::sample::select(vec![
        &b""[..], b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF", b"PK\x03\x04xl/workbook", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"sep=;\n", b"\"",
    ])) {
        let bytes = [start, &bytes].concat();
        let batch = import("any.csv", bytes.clone(), &Settings::default());
        prop_assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
        if let Ok(document) = Document::open("any.csv", bytes) {
            let claims = FORMATS.iter().filter(|format| format.claims(&document) == estran::import::Claim::Yes).count();
            prop_assert!(claims <= 1);
        }
    }

    #[test]
    fn any_cells_under_a_real_header_are_accounted_for(
        header in prop::sample::select(HEADERS.to_vec()),
        name in prop::sample::select(NAMES.to_vec()),
        body in "([0-9]{0,20}|[12][0-9] octobre|[-0-9./: ]{0,16}|[a-zéA-Z@ ]{0,8}|https://x\\.com/a/status/[0-9]{0,19}|\"|,|\n|\u{0}|[+=-]|1E\\+15|aB3dE6gH9jK){0,80}",
    ) {
        let batch = import(name, format!("{header}{body}").into_bytes(), &Settings::default());
        prop_assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
    }

    #[test]
    fn any_end_of_any_sample_is_accounted_for(
        (_, sample) in prop::sample::select(samples()),
        cut in any::<prop::sample::Index>(),
        body in "([0-9]{0,20}|[-0-9./: ]{0,16}|[a-zéA-Z@ ]{0,8}|https://www\\.(facebook|instagram|linkedin)\\.com/[a-z0-9:/-]{0,30}|\"|,|;|\t|\n|\u{0}|\u{ad}|[+=-]|1,8E\\+16|03-avr|aB3dE6gH9jK){0,60}",
        sep in prop::sample::select(vec![",", ";", "\t"]),
    ) {
        let starts: Vec<usize> = sample.match_indices('\n').map(|(place, _)| place + 1).collect();
        let end = if starts.is_empty() { sample.len() } else { starts[cut.index(starts.len())] };
        let text = format!("{}{body}", &sample[..end]).replace(',', sep);
        let batch = import("Content 2026-10-01_2026-10-31 Abers/facebook.csv", text.into_bytes(), &Settings::default());
        prop_assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
        prop_assert!(batch.findings.iter().all(|finding| finding.code != "claimed-twice"), "{:?}", batch.findings);
    }

    #[test]
    fn any_json_of_a_tracker_gives_an_answer(
        start in prop::sample::select(vec![
            "[{\"start\":\"20260902T070000Z\"",
            "{\"buckets\":{\"a\":{\"type\":\"general.stopwatch\",\"events\":[{\"timestamp\":\"2026-09-03T07:00:01Z\",\"duration\":1e300",
            "{\"task\":{\"entities\":{\"a\":{\"timeSpentOnDay\":{\"2026-09-03\":1",
            "[{\"start\":\"20260902T070000Z\",\"tags\":[[[[[[[[",
            "{\"lists\":[{\"id\":\"a\",\"name\":\"Validation cabinet\"}],\"cards\":[{\"id\":\"ffffffffffffffffffffffff\",\"idList\":\"a\",\"name\":\"x\"",
            "{\"boards\":[{\"stacks\":{\"1\":{\"boardId\":1,\"title\":\"Publié\",\"cards\":[{\"id\":1,\"createdAt\":9223372036854775807",
        ]),
        body in "(\\}|\\]|,|:|\"[a-zA-Z0-9-]{0,12}\"|[0-9e+-]{1,6}|\\{|\\[){0,40}",
    ) {
        let batch = import("any.json", format!("{start}{body}").into_bytes(), &Settings::default());
        prop_assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
    }

    #[test]
    fn any_calendar_gives_an_answer(
        lines in prop::collection::vec(prop::sample::select(vec![
            "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VTIMEZONE", "END:VTIMEZONE", "BEGIN:STANDARD", "END:STANDARD",
            "BEGIN:VCALENDAR", "END:VCALENDAR", "UID:a", "UID:b", "CATEGORIES:RS", "TZID:A", "TZOFFSETTO:+9999",
            "DTSTART:20261005T070000Z", "DTSTART;VALUE=DATE:20261005", "DTSTART;TZID=A:20261025T023000",
            "DTSTART:00000000T000000", "DTEND:20261005T080000Z", "DTEND;TZID=\"Romance Standard Time\":20261005T100000",
            "DURATION:-PT1H", "DURATION:PT1H", "RRULE:FREQ=DAILY", "RRULE:FREQ=MONTHLY;BYDAY=5MO;COUNT=9", "RRULE:FREQ=WEEKLY;UNTIL=19000101",
            "EXDATE:20261006T070000Z", "RDATE;VALUE=PERIOD:20261005T070000Z/PT1H", "RECURRENCE-ID:20261006T070000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261006T070000Z",
            "STATUS:CANCELLED", "SEQUENCE:9", "ATTENDEE;PARTSTAT=DECLINED:mailto:a@b", "\u{e9}\u{0}", " fold", ";", "RRULE:", "DTSTART:",
        ]), 0..30),
    ) {
        let settings = Settings {
            reading: toml::from_str("[[calendars]]\ncategory = \"RS\"\n").unwrap(),
            ..Settings::default()
        };
        let text = format!("BEGIN:VCALENDAR\r\n{}", lines.join("\r\n"));
        let batch = import("any.ics", text.into_bytes(), &settings);
        prop_assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
    }
}
