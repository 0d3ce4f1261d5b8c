//! The traps of the exports of TikTok (formats/tiktok.md), one by one.

use estran::model::{Batch, Status};

use crate::exports::{days, merged, only_post, open, posts, published, read, says, turned_back};

const OVERVIEW: &str =
    "\"Date\",\"Video Views\",\"Profile Views\",\"Likes\",\"Comments\",\"Shares\"";
const CONTENT: &str = "\"Time\",\"Video title\",\"Video link\",\"Post time\",\"Total likes\",\"Total comments\",\"Total shares\",\"Total views\"";
const ARCHIVE: &str = "Overview_2025-12-30_1767398400_abers/Overview.csv";
const VIDEO: &str = "https://www.tiktok.com/@abers/video/7592928372684908721";

/// As exported: a BOM, LF, every field quoted, no final newline.
fn exported(header: &str, rows: &[&str]) -> String {
    let quoted = rows
        .iter()
        .map(|row| format!("\n\"{}\"", row.replace('|', "\",\"")));
    format!("\u{feff}{header}{}", quoted.collect::<String>())
}

fn turn_of_year() -> String {
    exported(
        OVERVIEW,
        &[
            "30 décembre|412|6|18|2|1",
            "31 décembre|97|1|3|-1|0",
            "1 janvier|55|0|2|0|0",
        ],
    )
}

fn list(rows: &[&str]) -> String {
    exported(CONTENT, rows)
}

fn days_of(batch: &Batch) -> Vec<String> {
    let days = batch.tables.account_stats.iter().flatten();
    days.map(|day| day.day.to_string()).collect()
}

/// Nothing is counted, and the sentence says what to do.
fn without_year(name: &str, text: &str) {
    let batch = open(name, text.as_bytes());
    assert_eq!(batch.status, Status::Refused, "{name}");
    let told = batch
        .findings
        .iter()
        .find(|finding| finding.code == "unknown-year");
    assert!(
        told.is_some_and(|finding| finding.message.contains("telle que téléchargée")),
        "{name}"
    );
}

#[test]
fn the_missing_year_is_found_in_the_name_and_turns_with_the_month() {
    let batch = read(ARCHIVE, &turn_of_year());
    assert_eq!(days_of(&batch), ["2025-12-30", "2025-12-31", "2026-01-01"]);
    assert_eq!(days(&batch, "views"), 564);
    assert_eq!(batch.accounts[0].account, "abers");
}

#[test]
fn never_silently_this_year() {
    for name in [
        "Overview.csv",
        "Overview (3).csv",
        "TikTok Apr 25.csv",
        "Overview_abers/Overview.csv",
        "2024/Overview.csv",
        "Overview_2026-03-01_1773532800_abers/Overview.csv",
    ] {
        without_year(name, &turn_of_year());
    }
}

#[test]
fn a_file_of_365_days_crosses_31_december() {
    let first = chrono::NaiveDate::from_ymd_opt(2025, 3, 15).unwrap();
    let rows: Vec<String> = first
        .iter_days()
        .take(365)
        .map(|day| format!("{}|1|0|1|0|0", day.format("%B %-d")))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let batch = read(
        "Overview_2025-03-15_1773532800_abers/Overview.csv",
        &exported(OVERVIEW, &rows),
    );
    let days = days_of(&batch);
    assert_eq!((&*days[0], &*days[364]), ("2025-03-15", "2026-03-14"));
    without_year("Overview.csv", &exported(OVERVIEW, &rows));
}

#[test]
fn february_29_fixes_the_year_and_asks_for_a_check() {
    let text = exported(
        OVERVIEW,
        &["28 February|1|0|0|0|0", "29 February|2|0|0|0|0"],
    );
    let batch = read("Overview.csv", &text);
    assert_eq!(days_of(&batch), ["2024-02-28", "2024-02-29"]);
    assert!(says(&batch, "year-by-leap-day"));
}

#[test]
fn a_date_in_the_future_is_a_sure_sign_of_error() {
    // The second of the name comes before the last row.
    without_year(
        "Overview_2025-12-30_1767139200_abers/Overview.csv",
        &turn_of_year(),
    );
}

#[test]
fn headers_stay_english_dates_follow_the_interface_language() {
    for [one, other] in [
        ["December 31", "January 1"],
        ["31 December", "1 January"],
        ["31 décembre", "1er janvier"],
        ["31 de diciembre", "1 de enero"],
        ["31 декабря", "1 января"],
        ["31 tháng Mười Hai", "1 tháng Một"],
        ["12月31日", "1月1日"],
        ["31-déc", "01-janv"],
        ["2025-12-31", "2026-01-01"],
        ["2025/12/31", "2026/01/01"],
    ] {
        let rows = [one, other].map(|day| format!("{day}|10|0|1|0|0"));
        let text = exported(OVERVIEW, &rows.each_ref().map(String::as_str));
        let batch = read("Overview_2025-12-31_1767398400_abers/Overview.csv", &text);
        assert_eq!(days_of(&batch), ["2025-12-31", "2026-01-01"], "{one}");
    }
}

#[test]
fn a_spreadsheet_writes_the_year_in_which_it_was_opened() {
    let text = "Date;Video Views;Profile Views;Likes;Comments;Shares\r\n30/12/2026;412;6;18;2;1\r\n31/12/2026;97;1;3;-1;0\r\n01/01/2026;55;0;2;0;0\r\n";
    for name in [ARCHIVE, "Overview 2025-12-30_2026-01-01.csv"] {
        assert_eq!(
            days_of(&read(name, text)),
            ["2025-12-30", "2025-12-31", "2026-01-01"]
        );
    }
    without_year("Overview.csv", text);
    // Within one year, only the name can say that it is another one.
    let text = "Date;Video Views;Profile Views;Likes;Comments;Shares\r\n30/10/2027;4;0;1;0;0\r\n31/10/2027;5;0;0;0;0\r\n";
    for (name, first) in [
        ("Overview_2026-10-30_1793620800_abers.csv", "2026-10-30"),
        ("Overview.csv", "2027-10-30"),
    ] {
        assert_eq!(days_of(&read(name, text))[0], first);
    }
}

#[test]
fn negative_numbers_occur_and_days_without_activity_are_zero() {
    let batch = read(ARCHIVE, &turn_of_year());
    assert_eq!(days(&batch, "comments"), 1);
    assert_eq!(days(&batch, "shares"), 1);
    assert!(days(&batch, "followers_gained").is_null());
    assert!(days(&batch, "reach").is_null());
}

#[test]
fn a_seventh_column_of_new_followers_may_be_negative() {
    let text = exported(
        &format!("{OVERVIEW},\"New followers\""),
        &["30 décembre|1|0|0|0|0|4", "31 décembre|1|0|0|0|0|-6"],
    );
    assert_eq!(days(&read(ARCHIVE, &text), "followers_gained"), -2);
}

#[test]
fn the_year_of_a_post_is_inside_the_video_id() {
    let batch = read(
        "Content 2.csv",
        &list(&[&format!("9 janvier|Neige |{VIDEO}|8 janvier|214|12|9|5320")]),
    );
    assert_eq!(published(&batch), ["2026-01-08 11:00"]);
    let post = only_post(&batch);
    assert_eq!(
        (&*post.id, &*post.account),
        ("7592928372684908721", "abers")
    );
    assert_eq!(post.as_of.to_string(), "2026-01-09");
}

#[test]
fn time_is_the_day_of_the_export_not_of_the_post() {
    let batch = read(
        "Content.csv",
        &list(&[&format!("3 mars||{VIDEO}|8 janvier|1|1|1|10")]),
    );
    assert_eq!(published(&batch), ["2026-01-08 11:00"]);
    assert_eq!(only_post(&batch).as_of.to_string(), "2026-03-03");
}

#[test]
fn a_link_to_a_photo_is_a_post_too() {
    let photo = VIDEO.replace("/video/", "/photo/");
    let batch = read(
        "Content.csv",
        &list(&[&format!("9 janvier||{photo}?lang=fr|8 janvier|1|0|0|10")]),
    );
    assert_eq!(published(&batch), ["2026-01-08 11:00"]);
}

#[test]
fn lists_that_overlap_are_merged_by_id_never_summed() {
    let week = list(&[&format!("9 janvier|Neige|{VIDEO}|8 janvier|214|12|9|5320")]);
    let month = list(&[
        &format!("1 février|Neige|{VIDEO}|8 janvier|220|11|9|5900"),
        "1 février|Port|https://www.tiktok.com/@abers/video/7589686531369887921|30 décembre|61|3|0|1904",
    ]);
    let [week, month] = [week, month].map(|text| read("Content.csv", &text));
    for batches in [
        vec![week.clone(), month.clone()],
        vec![month.clone(), week, month],
    ] {
        let merged = merged(batches);
        assert_eq!(merged["posts"]["n"], 2);
        assert_eq!(merged["posts"]["total"]["views"], 7804);
        assert_eq!(merged["posts"]["total"]["comments"], 14);
    }
}

#[test]
fn quotes_in_a_caption_may_be_unescaped() {
    for caption in [
        "12\" de neige",
        "Le \"grand\" bal, samedi",
        "\"Oui\", \"non\", dit-on",
        "Deux\nlignes",
        "",
    ] {
        let text = list(&[
            &format!("9 janvier|{caption} |{VIDEO}|8 janvier|214|12|9|5320"),
            "9 janvier|Port|https://www.tiktok.com/@abers/video/7589686531369887921|30 décembre|61|3|0|1904",
        ]);
        let batch = read("Content.csv", &text);
        assert_eq!(posts(&batch, "views"), 7224, "{caption}");
        assert_eq!(posts(&batch, "reactions"), 275, "{caption}");
    }
}

#[test]
fn views_of_the_last_seven_days_are_not_the_total() {
    let header = CONTENT.replace(
        "\"Total views\"",
        "\"Views in the last 7 days\",\"Total views\"",
    );
    let row = format!("9 janvier||{VIDEO}|8 janvier|214|12|9|999|5320");
    assert_eq!(
        posts(&read("Content.csv", &exported(&header, &[&row])), "views"),
        5320
    );
}

#[test]
fn followers_may_be_undefined_and_the_first_difference_is_no_gain() {
    let text = exported(
        "\"Date\",\"Followers\",\"Difference in followers from previous day\"",
        &[
            "30 décembre|undefined|0",
            "31 décembre|4210|0",
            "1 janvier|4208|-2",
        ],
    );
    let batch = read("Followers_abers 2025-12-30_2026-01-01.csv", &text);
    assert_eq!(days(&batch, "followers_gained"), -2);
    let stocks: Vec<Option<i64>> = batch
        .tables
        .account_stats
        .iter()
        .flatten()
        .map(|day| day.metrics[estran::model::Metric::Followers])
        .collect();
    assert_eq!(stocks, [None, Some(4210), Some(4208)]);
    without_year("Followers_abers/FollowerHistory.csv", &text);
}

#[test]
fn viewers_join_the_days_of_the_overview() {
    let viewers = exported(
        "\"Date\",\"Total Viewers\",\"New Viewers\",\"Returning Viewers\"",
        &["30 décembre|undefined|3|4", "31 décembre|41|30|11"],
    );
    let batches = vec![
        read(ARCHIVE, &turn_of_year()),
        read("2025-12/Viewers_abers/Viewers.csv", &viewers),
    ];
    let stats = &merged(batches)["account_stats"];
    assert_eq!(
        (&stats["days"], &stats["total"]["views"]),
        (&3.into(), &564.into())
    );
    assert_eq!(stats["by_month"]["2025-12"]["reach"], 41);
}

#[test]
fn tables_not_needed_for_reporting_are_ignored_even_empty() {
    for text in [
        "\u{feff}\"Date\",\"Hour\",\"Active followers\"",
        "\u{feff}\"Gender\",\"Distribution\"\n\"Female\",\"0.59\"\n\"Male\",\"0.41\"",
        "\u{feff}\"Top territories\",\"Distribution\"\n\"FR\",\"0.9\"\n\"Others\",\"0.1\"",
    ] {
        assert!(turned_back("Followers_abers/x.csv", text).contains("détail des abonnés"));
        assert_eq!(open("x.csv", text.as_bytes()).status, Status::Ignored);
    }
}

const BUSINESS: &str = "Date,Video views,Reached audience,Profile views,Likes,Shares,Comments,Website clicks ,Net growth,New followers,Lost followers";

#[test]
fn shares_come_before_comments_in_the_business_suite() {
    let text = format!(
        "{BUSINESS}\n2026/10/01,500,320,12,40,3,5,2,4,6,2\n2026/10/02,250,NaN,4,11,0,1,0,-3,1,4\n"
    );
    let batch = read("Overview.csv", &text);
    let sums = [
        "views",
        "reach",
        "shares",
        "comments",
        "link_clicks",
        "followers_gained",
    ];
    assert_eq!(
        sums.map(|counter| days(&batch, counter)),
        [750, 320, 3, 6, 2, 1].map(serde_json::Value::from)
    );
}

#[test]
fn translated_headers_exist_in_the_business_suite() {
    let rows = "2026/10/01,500,320,12,40,3,5,2,4,6,2\n2026/10/02,250,NaN,4,11,0,1,0,-3,1,4\n";
    for header in [
        "Datum,Videovisningar,Målgrupp som nåtts,Profilvisningar,Gilla-markeringar,Delningar,Kommentarer,Webbplatsklick,Nettotillväxt,Nya följare,Tappade följare",
        "日付,動画視聴数,リーチ,プロフィール,いいね,シェア,コメント,クリック,純増,新規,減少",
    ] {
        let batch = read("Overview.csv", &format!("{header}\n{rows}"));
        let sums = ["views", "shares", "comments", "followers_gained"];
        assert_eq!(
            sums.map(|counter| days(&batch, counter)),
            [750, 3, 6, 1].map(serde_json::Value::from),
            "{header}"
        );
    }
}

#[test]
fn post_time_of_the_business_suite_has_its_date_and_hour() {
    let text = format!(
        "Video title,Video link,Post time,Video views,Likes,Comments,Shares,Add to Favorites\nNeige,{VIDEO},2026/01/08 11:00,4100,210,14,30,22\n"
    );
    let batch = read("Video.csv", &text);
    assert_eq!(published(&batch), ["2026-01-08 11:00"]);
    assert_eq!(
        (posts(&batch, "views"), posts(&batch, "saves")),
        (4100.into(), 22.into())
    );
}

#[test]
fn the_audience_of_the_business_suite_gives_totals_not_gains() {
    let text = "Date,New followers,Total followers,Engaged audience\n2026/10/01,5,4210,30\n2026/10/02,6,4214,NaN\n";
    let batch = read("Audience.csv", text);
    assert!(days(&batch, "followers_gained").is_null());
    assert_eq!(days_of(&batch), ["2026-10-01", "2026-10-02"]);
}

#[test]
fn the_ads_manager_also_starts_with_a_date() {
    for text in [
        "Date,Campaign name,Cost (EUR),Impressions\n2026-10-01,Rentrée,12.4,5000\n",
        "Campaign name,Cost,CPC,Impressions\nRentrée,12.4,0.1,5000\n",
        "Date,Nom de la campagne,Coût,Impressions\n2026-10-01,Rentrée,12.4,5000\n",
    ] {
        let message = turned_back("tiktok.csv", text);
        assert!(message.contains("publicités") && message.contains("TikTok Studio"));
    }
}

#[test]
fn download_your_data_is_another_thing() {
    for (name, text) in [
        (
            "user_data_tiktok.json",
            "{\"Activity\":{\"Video Browsing History\":{\"VideoList\":[]}}}",
        ),
        (
            "user_data_tiktok.json",
            "{\"Post\":{\"Posts\":{\"VideoList\":[]}},\"Your Activity\":{}}",
        ),
        (
            "Posts.txt",
            "Date: 2026-10-01 10:00:00 UTC\nLink: https://www.tiktokv.com/share/video/7592928372684908721/\nLike(s): 12\n\n",
        ),
        (
            "Watch History.txt",
            "Date: 2026-10-01 10:00:00 UTC\nLink: https://www.tiktokv.com/share/video/7592928372684908721/\n\n",
        ),
    ] {
        let message = turned_back(name, text);
        assert!(
            message.contains("sans les vues") && message.contains("TikTok Studio"),
            "{name}"
        );
    }
}
