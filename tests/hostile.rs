//! What must hold for any input.

use estran::document::Document;
use estran::import::{FORMATS, Settings, import};
use proptest::prelude::*;

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
    "Content,Video title,Video publish time,Duration,Views,Watch time (hours)\nTotal,,,,1,2\n",
    "# Abers Analytics CSV Export\n# End Date: 31 Oct 2026\n\n\nDate,Social account,Social network,Post link,Post text,Reach,Reactions\n",
    "Date,Post ID,Network,Post Type,Content Type,Profile,Link,Post,Impressions,Reactions,Likes\n",
    "Date,Network,Profile,Audience,Net Audience Growth,Impressions\n",
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
        body in "([0-9]{0,20}|[-0-9./: ]{0,16}|[a-zéA-Z@ ]{0,8}|https://x\\.com/a/status/[0-9]{0,19}|\"|,|\n|\u{0}|[+=-]|1E\\+15|aB3dE6gH9jK){0,80}",
    ) {
        let batch = import("any.csv", format!("{header}{body}").into_bytes(), &Settings::default());
        prop_assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
    }

    #[test]
    fn any_json_of_a_tracker_gives_an_answer(
        start in prop::sample::select(vec![
            "[{\"start\":\"20260902T070000Z\"",
            "{\"buckets\":{\"a\":{\"type\":\"general.stopwatch\",\"events\":[{\"timestamp\":\"2026-09-03T07:00:01Z\",\"duration\":1e300",
            "{\"task\":{\"entities\":{\"a\":{\"timeSpentOnDay\":{\"2026-09-03\":1",
            "[{\"start\":\"20260902T070000Z\",\"tags\":[[[[[[[[",
        ]),
        body in "(\\}|\\]|,|:|\"[a-zA-Z0-9-]{0,12}\"|[0-9e+-]{1,6}|\\{|\\[){0,40}",
    ) {
        let batch = import("any.json", format!("{start}{body}").into_bytes(), &Settings::default());
        prop_assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
    }
}
