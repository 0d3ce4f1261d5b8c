//! The traps of the exports of publishing tools (formats/suites.md), one by one.

use estran::import::{Account, Accounts, Settings, import};
use estran::model::{Batch, Network, Severity, Status};
use serde_json::{Value, json};

use crate::exports::{days, merged, only_post, open, posts, published, read, says, turned_back};

const PREAMBLE: &str =
    "# Abers Analytics CSV Export\n# Start Date: 1 Oct 2026\n# End Date: 31 Oct 2026\n\n\n";
const PUBLER: &str = "Date,Social account,Social network,Post link,Post text,Post type,Reach,Reach rate (%),Reactions,Comments,Shares,Engagement rate (%),Link clicks,Click through rate (%),Action\n";
const SPROUT: &str = "Date,Post ID,Network,Post Type,Content Type,Profile,Sent by,Link,Post,Impressions,Reach,Engagement Rate (per Impression),Reactions,Likes,Comments,Shares,Post Link Clicks\n";
const PROFILES: &str =
    "Date,Network,Profile,Audience,Net Audience Growth,Impressions,Engagements\n";

/// Of the 2nd of October 2026, at 00:15:20 in Paris; the activity of the same post came three seconds later.
const SHARE: &str = "7511549337927680007";
const ACTIVITY: &str = "7511549350510592007";

fn publer(account: &str, share: &str, reach: &str, reactions: &str) -> String {
    format!(
        "2026-10-02 00:15,{account},Linkedin,https://www.linkedin.com/feed/update/urn:li:share:{share},\"Pont fermé\ncette nuit\",Status,{reach},14.2,{reactions},2,-,4.28,-,-,-\n"
    )
}

fn sprout(date: &str, id: &str, impressions: &str, reactions: &str, likes: &str) -> String {
    format!(
        "{date},{id},Facebook,Post,Photo,Abers,Agent Secret,https://www.facebook.com/abers/posts/{id},Le pont rouvre,{impressions},,6.5%,{reactions},{likes},0,1,\n"
    )
}

fn abers() -> Settings {
    let account = Account {
        id: "li-abers".to_owned(),
        network: Network::LinkedIn,
        name: "Département des Abers".to_owned(),
        keys: vec!["abers".to_owned()],
        direction: None,
        opened: None,
        closed: None,
    };
    Settings {
        accounts: Accounts::new(vec![account]),
        ..Settings::default()
    }
}

fn with_abers(name: &str, text: &str) -> Batch {
    import(name, text.as_bytes().to_vec(), &abers())
}

fn total(batches: Vec<Batch>, counter: &str) -> Value {
    merged(batches)["posts"]["total"][counter].clone()
}

#[test]
fn a_preamble_of_five_lines_comes_before_the_header() {
    let row = publer("Abers", SHARE, "912", "31");
    for text in [
        format!("{PREAMBLE}{PUBLER}{row}\n\n"),
        format!("\u{feff}{PREAMBLE}{PUBLER}{row}").replace('\n', "\r\n"),
        format!("{PUBLER}{row}"),
    ] {
        let batch = read("insights.csv", &text);
        assert_eq!(batch.format, Some("publer"));
        assert_eq!(posts(&batch, "reach"), 912);
        assert_eq!(only_post(&batch).title, "Pont fermé");
    }
}

#[test]
fn the_end_of_the_period_is_the_day_of_the_reading() {
    let row = publer("Abers", SHARE, "912", "31");
    let batch = read("insights.csv", &format!("{PREAMBLE}{PUBLER}{row}"));
    assert_eq!(only_post(&batch).as_of.to_string(), "2026-10-31");
}

#[test]
fn a_dash_is_not_available_and_is_no_nought() {
    let rows = publer("Abers", SHARE, "912", "0");
    let batch = read("insights.csv", &format!("{PREAMBLE}{PUBLER}{rows}"));
    assert_eq!(posts(&batch, "reactions"), 0);
    assert!(posts(&batch, "shares").is_null());
    assert!(posts(&batch, "link_clicks").is_null());
    assert!(batch.findings.is_empty(), "{:?}", batch.findings);
}

#[test]
fn personal_profiles_are_left_aside_and_never_named() {
    let rows = publer("Abers", SHARE, "912", "31") + &publer("Agent Secret", ACTIVITY, "-", "7");
    let batch = read("insights.csv", &format!("{PREAMBLE}{PUBLER}{rows}"));
    assert_eq!((batch.rows_in, batch.rows_told), (2, 1));
    assert!(says(&batch, "personal-profile"));
    assert!(!format!("{batch:?}").contains("Secret"));
}

#[test]
fn without_reach_a_page_is_not_told_from_a_person() {
    let text = format!("{PREAMBLE}{PUBLER}{}", publer("Abers", SHARE, "912", "31"));
    let text = text.replace(",Reach,", ",").replace(",912,", ",");
    let batch = read("insights.csv", &text);
    assert_eq!((batch.rows_in, batch.rows_told), (1, 1));
    assert!(says(&batch, "page-or-profile") && !says(&batch, "personal-profile"));
    assert_eq!(batch.findings[0].severity, Severity::Warning);
    let text = text.replace("Abers,Linkedin", "Département des Abers,Linkedin");
    assert_eq!(
        only_post(&with_abers("insights.csv", &text)).account,
        "li-abers"
    );
}

#[test]
fn a_page_of_the_settings_is_no_person_even_without_reach() {
    let row = publer("Département des Abers", SHARE, "-", "7");
    let batch = with_abers("insights.csv", &format!("{PREAMBLE}{PUBLER}{row}"));
    assert_eq!(only_post(&batch).account, "li-abers");
}

#[test]
fn a_page_that_lacks_one_reach_is_no_person() {
    let rows = publer("Abers", SHARE, "912", "31") + &publer("Abers", ACTIVITY, "-", "7");
    let batch = read("insights.csv", &format!("{PREAMBLE}{PUBLER}{rows}"));
    assert_eq!(posts(&batch, "reactions"), 38);
}

#[test]
fn overview_is_a_stack_of_tables_and_is_not_read() {
    let overview = "# Start Date: 1 Jun 2025\n# End Date: 30 Jun 2025\n\n\nWorkspace Name,Number of Social Accounts,Followers,Reach\nAbers,4,4707,157\n\n\nPost,Post Text,Reach,Likes\nhttps://www.linkedin.com/feed/update/urn:li:share:7343913698668756992,\"\",25,1\n\n\nMember,Reach,Engagement,Posts\nAgent Secret,157,40,10\n";
    let batch = open("overview.csv", overview.as_bytes());
    assert_eq!(batch.status, Status::Ignored);
    assert!(!format!("{batch:?}").contains("Secret"));
    assert!(turned_back("overview.csv", overview).contains("Post Insights"));
}

#[test]
fn a_share_and_its_activity_are_one_post() {
    let native = "Post title,Post link,Post type,Campaign name,Posted by,Created date,Campaign start date,Campaign end date,Audience,Impressions,Views,Offsite Views,Clicks,Click through rate (CTR),Likes,Comments,Reposts,Follows,Engagement rate,Content Type\n";
    let native = format!(
        "{native}Pont fermé,https://www.linkedin.com/feed/update/urn:li:activity:{ACTIVITY},Organic,,,10/01/2026,,,All followers,640,,,32,0.05,18,3,4,,0.08,\n"
    );
    let native = with_abers("abers_content_1793783561422.csv", &native);
    let row = publer("Département des Abers", SHARE, "912", "31");
    let suite = with_abers("insights.csv", &format!("{PREAMBLE}{PUBLER}{row}"));
    for batches in [
        vec![native.clone(), suite.clone()],
        vec![suite.clone(), native.clone()],
    ] {
        assert_eq!(merged(batches.clone())["posts"]["n"], 1);
        assert_eq!(total(batches.clone(), "reactions"), 18);
        assert!(total(batches, "reach").is_null());
    }
}

#[test]
fn two_suites_give_one_post_once() {
    let row = publer("Abers", SHARE, "912", "31");
    let publer = read("insights.csv", &format!("{PREAMBLE}{PUBLER}{row}"));
    let row = format!(
        "10/02/2026 12:15 am,urn:li:share:{SHARE},LinkedIn,Post,Text,Abers,,,Pont fermé,,,,31,31,2,,\n"
    );
    let sprout = read("posts.csv", &format!("{SPROUT}{row}"));
    assert_eq!(merged(vec![publer, sprout])["posts"]["n"], 1);
}

#[test]
fn thousands_commas_are_decided_by_the_column() {
    let rows = sprout(
        "10/28/2026 10:11 am",
        "900000000000101",
        "\"10,012\"",
        "9",
        "",
    ) + &sprout(
        "10/29/2026 10:11 am",
        "900000000000102",
        "\"1,000\"",
        "9",
        "",
    );
    let batch = read("posts.csv", &format!("{SPROUT}{rows}"));
    assert_eq!(posts(&batch, "impressions"), 11_012);
    let contradicted = rows.replace("1,000", "1,5");
    let batch = read("posts.csv", &format!("{SPROUT}{contradicted}"));
    assert!(posts(&batch, "impressions").is_null());
    assert!(says(&batch, "unreadable-number"));
    assert_eq!(posts(&batch, "reactions"), 18, "another column");
}

#[test]
fn dates_are_in_the_order_of_the_united_states_with_am_and_pm() {
    let rows = [
        ("10/03/2026 12:30 am", "1"),
        ("10/03/2026 12:30 pm", "2"),
        ("10/28/2026 09:05 pm", "3"),
    ]
    .map(|(date, end)| sprout(date, &format!("90000000000010{end}"), "1", "1", "1"))
    .concat();
    let batch = read("posts.csv", &format!("{SPROUT}{rows}"));
    assert_eq!(
        published(&batch),
        ["2026-10-03 00:30", "2026-10-03 12:30", "2026-10-28 21:05"]
    );
}

#[test]
fn one_network_tells_the_order_of_the_dates_of_the_others() {
    let rows = sprout("28/10/2026 10:11", "900000000000101", "1", "1", "")
        + &sprout("03/10/2026 10:11", "900000000000102", "1", "1", "").replace("Facebook", "X");
    let batch = read("posts.csv", &format!("{SPROUT}{rows}"));
    assert_eq!(published(&batch), ["2026-10-28 10:11", "2026-10-03 10:11"]);
}

#[test]
fn an_absent_metric_is_empty_and_likes_are_not_added_to_reactions() {
    let rows = sprout("10/28/2026 10:11 am", "900000000000101", "", "31", "20")
        + &sprout("10/29/2026 10:11 am", "900000000000102", "", "", "4");
    let batch = read("posts.csv", &format!("{SPROUT}{rows}"));
    assert!(posts(&batch, "impressions").is_null());
    assert!(posts(&batch, "link_clicks").is_null());
    assert_eq!(posts(&batch, "reactions"), 31, "likes are a part of them");
}

#[test]
fn likes_are_the_reactions_where_a_network_knows_no_others() {
    let row = sprout("10/28/2026 10:11 am", "900000000000101", "", "", "4");
    for (network, expected) in [
        ("Facebook", Value::Null),
        ("LinkedIn", Value::Null),
        ("X", json!(4)),
        ("Instagram", json!(4)),
        ("Threads", json!(4)),
    ] {
        let text = format!("{SPROUT}{row}").replace("Facebook", network);
        assert_eq!(posts(&read("posts.csv", &text), "reactions"), expected);
        let header = PUBLER.replace("Reactions", "Likes");
        let row = format!(
            "2026-10-02 00:15,Département des Abers,{network},https://abers.fr/1,Pont,Status,912,1,4,2,-,4,-,-,-\n"
        );
        let batch = with_abers("insights.csv", &format!("{PREAMBLE}{header}{row}"));
        assert_eq!(posts(&batch, "reactions"), expected, "{network}");
    }
}

#[test]
fn who_sent_the_post_never_enters() {
    let row = sprout("10/28/2026 10:11 am", "900000000000101", "1", "1", "1");
    let batch = read("posts.csv", &format!("{SPROUT}{row}"));
    assert!(!format!("{batch:?}").contains("Secret"));
}

#[test]
fn an_id_that_a_spreadsheet_destroyed_is_read_in_the_link() {
    let row = sprout("10/28/2026 10:11 am", "900000000000101", "1", "1", "1").replacen(
        "900000000000101",
        "9.00E+14",
        1,
    );
    let batch = read("posts.csv", &format!("{SPROUT}{row}"));
    assert_eq!(only_post(&batch).id, "900000000000101");
}

#[test]
fn a_link_is_no_lost_id_where_a_suite_gives_no_ids() {
    let link = "https://www.facebook.com/abers/posts/pfbid0aaa";
    let row = format!("2026-10-02 00:15,Abers,Facebook,{link},Pont,Status,912,1,31,2,-,4,-,-,-\n");
    let batch = read("insights.csv", &format!("{PREAMBLE}{PUBLER}{row}"));
    assert_eq!(only_post(&batch).id, "facebook:pfbid0aaa");
    assert!(batch.findings.is_empty(), "{:?}", batch.findings);
    // Where it does, one that is not there was lost.
    let row = sprout("10/28/2026 10:11 am", "pfbid0aaa", "1", "1", "1");
    let batch = read("posts.csv", &format!("{SPROUT}{row}"));
    assert!(says(&batch, "lost-ids"));
}

#[test]
fn days_of_several_profiles_stand_in_one_file() {
    let rows = "10-01-2026,Facebook,Abers,\"12,000\",3,\"1,250\",60\n10-01-2026,Instagram,abers,\"4,120\",-2,310,20\n10-02-2026,Facebook,Abers,\"12,003\",3,900,\n10-02-2026,Instagram,abers,\"4,118\",-2,,\n";
    for rows in [
        rows.to_owned(),
        rows.replace("-2026", "/2026").replace("10-", "10/"),
    ] {
        let batch = read("profiles.csv", &format!("{PROFILES}{rows}"));
        assert_eq!(batch.rows_in, 4);
        assert_eq!(days(&batch, "followers_gained"), 2, "the net gain");
        assert_eq!(days(&batch, "impressions"), 2460);
        let stats = batch.tables.account_stats.as_deref().unwrap();
        let audience: Vec<_> = stats
            .iter()
            .map(|day| {
                (
                    day.account.as_str(),
                    day.metrics[estran::model::Metric::Followers],
                )
            })
            .collect();
        assert_eq!(
            audience,
            [
                ("Abers", Some(12_000)),
                ("Abers", Some(12_003)),
                ("abers", Some(4120)),
                ("abers", Some(4118)),
            ]
        );
    }
}

#[test]
fn the_days_of_a_suite_do_not_replace_those_of_the_network() {
    let native = "Date,Impressions (organic),Impressions (sponsored),Impressions (total),Unique impressions (organic),Clicks (organic),Clicks (sponsored),Clicks (total),Reactions (organic),Reactions (sponsored),Reactions (total),Comments (organic),Comments (sponsored),Comments (total),Reposts (organic),Reposts (sponsored),Reposts (total),Engagement rate (organic),Engagement rate (sponsored),Engagement rate (total)\n10/01/2026,100,0,100,88,4,0,4,9,0,9,2,0,2,1,0,1,0.1,0,0.1\n10/20/2026,95,0,95,70,1,0,1,2,0,2,0,0,0,0,0,0,0,0,0\n";
    let native = with_abers("abers_content_1793783561422.csv", native);
    let rows = "10/01/2026,LinkedIn,Département des Abers,900,3,5000,60\n12/31/2026,LinkedIn,Département des Abers,950,1,10,1\n";
    let suite = with_abers("profiles.csv", &format!("{PROFILES}{rows}"));
    let total = merged(vec![native, suite])["account_stats"]["total"].clone();
    assert_eq!(total["impressions"], 100 + 95 + 10);
    assert_eq!(
        total["followers_gained"],
        json!(4),
        "which the network does not give"
    );
}

#[test]
fn copies_by_spreadsheets_read_the_same() {
    let row = publer("Abers", SHARE, "912", "31").replace("2026-10-02 00:15", "28/10/2026 00:15");
    let french = format!("{PREAMBLE}{PUBLER}{row}").replace("Pont fermé\ncette nuit", "Pont fermé");
    for separator in [";", "\t"] {
        let text = french.replace(',', separator);
        assert_eq!(posts(&read("insights.csv", &text), "reach"), 912);
        let mut wide = vec![0xFF, 0xFE];
        wide.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(posts(&open("insights.csv", &wide), "reach"), 912);
    }
}

#[test]
fn dates_that_nothing_settles_are_asked_about_in_a_suite_too() {
    let row = sprout("10/03/2026 09:05 pm", "900000000000101", "1", "1", "1");
    let said = turned_back("posts.csv", &format!("{SPROUT}{row}"));
    assert!(said.contains("sprout-posts = \"month-first\""));
    let rows = "10-03-2026,Facebook,Abers,1,1,1,1\n10-04-2026,Instagram,abers,1,1,1,1\n";
    let batch = read("profiles.csv", &format!("{PROFILES}{rows}"));
    assert_eq!(
        days(&batch, "followers_gained"),
        2,
        "days that follow each other"
    );
    let rows = "10-03-2026,Facebook,Abers,1,1,1,1\n";
    let said = turned_back("profiles.csv", &format!("{PROFILES}{rows}"));
    assert!(said.contains("sprout-profiles = \"month-first\""));
}
