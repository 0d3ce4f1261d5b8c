//! The traps of the Instagram exports (formats/instagram.md), one by one.

use estran::model::PostFormat;
use serde_json::Value;

use crate::exports::{merged, only_post, posts, published, read, says, turned_back};

const LEAD: &str = "\u{feff}\"Post ID\",\"Account ID\",\"Account username\",\"Account name\",Description,\"Duration (sec)\",\"Publish time\",Permalink,\"Post type\",\"Data comment\",Date";
const OCTOBER: &str = "Oct-01-2025_Oct-31-2025_428374329854301.csv";

/// Codes of links, and the times in California that they hold.
const FIRST: (&str, &str) = ("DP_SuMWgAAB", "10/19/2025 09:00");
const SECOND: (&str, &str) = ("DQf12_oAAAC", "10/31/2025 23:15");

/// A row: the end of its id, its code and time, its type, its metrics.
fn row(id: &str, (code, time): (&str, &str), kind: &str, metrics: &str) -> String {
    format!(
        "180000000000000{id},17841400000000007,abers,\"Département des Abers\",\"Travaux, rue du Port\",0,\"{time}\",https://www.instagram.com/p/{code}/,\"{kind}\",,Lifetime,{metrics}\n"
    )
}

fn export(metrics: &str, rows: &str) -> String {
    format!("{LEAD},{metrics}\n{rows}")
}

#[test]
fn publish_time_is_us_pacific() {
    let batch = read(
        OCTOBER,
        &export(
            "Views",
            &(row("01", FIRST, "IG image", "5") + &row("02", SECOND, "IG reel", "6")),
        ),
    );
    assert_eq!(published(&batch), ["2025-10-19 18:00", "2025-11-01 07:15"]);
    let months = &merged(vec![batch])["posts"]["by_month"];
    assert_eq!(
        (&months["2025-10"]["views"], &months["2025-11"]["views"]),
        (&5.into(), &6.into())
    );
}

#[test]
fn the_instant_inside_the_code_settles_the_order_of_the_dates() {
    let written = "11/10/2025 09:00";
    let code = instagram_code("2025-10-11T16:00:00Z");
    let batch = read(
        "a.csv",
        &export("Views", &row("01", (&code, written), "IG image", "5")),
    );
    assert_eq!(published(&batch), ["2025-10-11 18:00"]);
    let code = instagram_code("2025-11-10T17:00:00Z");
    let batch = read(
        "a.csv",
        &export("Views", &row("01", (&code, written), "IG image", "5")),
    );
    assert_eq!(published(&batch), ["2025-11-10 18:00"]);
}

/// What Instagram writes in its links (§4).
fn instagram_code(instant: &str) -> String {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let at: chrono::DateTime<chrono::Utc> = instant.parse().unwrap();
    let mut number = (u64::try_from(at.timestamp_millis()).unwrap() - 1_314_220_021_721) << 23;
    let mut code = Vec::new();
    while number > 0 {
        code.push(ALPHABET[usize::try_from(number % 64).unwrap()]);
        number /= 64;
    }
    code.reverse();
    String::from_utf8(code).unwrap()
}

#[test]
fn the_order_of_the_metrics_changes_from_file_to_file() {
    for (metrics, cells) in [
        (
            "Views,Likes,Shares,Comments,Saves,Reach,Follows",
            "1,2,3,4,5,6,7",
        ),
        (
            "Reach,Likes,Shares,Follows,Comments,Saves,Views",
            "6,2,3,7,4,5,1",
        ),
        (
            "Vues,Couverture,Mentions J’aime,Partages,Commentaires,Enregistrements,Followers",
            "1,6,2,3,4,5,7",
        ),
    ] {
        let batch = read(
            OCTOBER,
            &export(metrics, &row("01", FIRST, "IG image", cells)),
        );
        let given = [
            "views",
            "reactions",
            "shares",
            "comments",
            "saves",
            "reach",
            "followers_gained",
        ]
        .map(|counter| posts(&batch, counter));
        assert_eq!(given, [1, 2, 3, 4, 5, 6, 7].map(Value::from), "{metrics}");
    }
}

#[test]
fn collaborations_bring_several_accounts_with_empty_cells() {
    let other = row("02", SECOND, "IG reel", "60,,,")
        .replace("17841400000000007,abers", "17841400000000099,mediatheque");
    let batch = read(
        OCTOBER,
        &export(
            "Views,Reach,Likes,Follows",
            &(row("01", FIRST, "IG image", "5,4,3,") + &other),
        ),
    );
    assert_eq!(batch.accounts.len(), 2);
    assert_eq!(
        (posts(&batch, "views"), posts(&batch, "reach")),
        (65.into(), 4.into())
    );
    assert_eq!(posts(&batch, "followers_gained"), Value::Null);
}

#[test]
fn reach_may_exceed_views_and_is_not_corrected() {
    let batch = read(
        OCTOBER,
        &export("Views,Reach", &row("01", FIRST, "IG image", "10,300")),
    );
    assert_eq!(
        (posts(&batch, "views"), posts(&batch, "reach")),
        (10.into(), 300.into())
    );
}

const STORY: &str = "Views,Reach,Likes,Shares,\"Profile visits\",Replies,Navigation,Follows,\"Link clicks\",\"Sticker taps\"";

fn story(kind: &str) -> String {
    row("03", FIRST, kind, "402,371,3,1,1,2,355,,6,")
        .replace("/p/DP_SuMWgAAB/", "/stories/abers/3750000000000000000")
}

#[test]
fn navigation_is_no_interaction_and_replies_are_comments() {
    for kind in ["IG story", "Story IG", "Story Instagram"] {
        let batch = read("stories.csv", &export(STORY, &story(kind)));
        assert_eq!(
            (batch.format, only_post(&batch).format),
            (Some("instagram-stories"), Some(PostFormat::Story))
        );
        let given = [
            "views",
            "reactions",
            "shares",
            "comments",
            "link_clicks",
            "interactions",
        ]
        .map(|counter| posts(&batch, counter));
        assert_eq!(
            given,
            [
                402.into(),
                3.into(),
                1.into(),
                2.into(),
                6.into(),
                Value::Null
            ]
        );
    }
}

#[test]
fn facebook_and_instagram_files_have_the_same_names() {
    let facebook = "Post ID,Page ID,Page name,Title,Publish time,Permalink,Date,Views\n900000000000101,100000000000007,Abers,Marché,10/19/2025 09:00,https://www.facebook.com/abers/posts/pfbid0A,Lifetime,5\n";
    assert_eq!(read(OCTOBER, facebook).format, Some("facebook-posts"));
    let instagram = export("Views", &row("01", FIRST, "IG image", "5"));
    assert_eq!(read(OCTOBER, &instagram).format, Some("instagram-posts"));
}

#[test]
fn the_same_export_twice_under_two_names_is_one() {
    let text = export("Views", &row("01", FIRST, "IG image", "5"));
    let merged = merged(vec![
        read(OCTOBER, &text),
        read("Oct-01-2025_Oct-31-2025_428374329854301 (1).csv", &text),
    ]);
    assert_eq!(
        (&merged["posts"]["n"], &merged["posts"]["total"]["views"]),
        (&1.into(), &5.into())
    );
}

#[test]
fn one_caption_on_two_networks_is_two_posts_of_two_networks() {
    let facebook = "Post ID,Page ID,Page name,Title,Publish time,Permalink,Date,Views\n18000000000000001,100000000000007,Abers,\"Travaux, rue du Port\",10/19/2025 09:00,https://www.facebook.com/abers/posts/pfbid0A,Lifetime,7\n";
    let instagram = export("Views", &row("01", FIRST, "IG image", "5"));
    let merged = merged(vec![read("fb.csv", facebook), read("ig.csv", &instagram)]);
    assert_eq!(
        (&merged["posts"]["n"], &merged["posts"]["total"]["views"]),
        (&2.into(), &12.into())
    );
}

#[test]
fn ids_lost_in_a_spreadsheet_are_replaced_by_links() {
    let whole = export(
        "Views",
        &(row("01", FIRST, "IG image", "5") + &row("02", SECOND, "IG reel", "6")),
    );
    for lost in ["1.8E+16", "\"1,8E+16\"", "18000000000000000", "#NOM ?"] {
        let text = whole
            .replace("18000000000000001", lost)
            .replace("18000000000000002", lost);
        let batch = read(OCTOBER, &text.replace("17841400000000007", "1.78414E+16"));
        assert_eq!(posts(&batch, "views"), 11, "{lost}");
        assert_eq!(batch.accounts.len(), 1);
        assert!(says(&batch, "lost-ids"));
        let both = merged(vec![read("original.csv", &whole), batch]);
        assert_eq!(
            (&both["posts"]["n"], &both["posts"]["total"]["views"]),
            (&2.into(), &11.into()),
            "{lost}"
        );
    }
}

#[test]
fn a_post_that_vanishes_from_a_later_export_is_kept() {
    let early = read(
        "Oct-01-2025_Oct-31-2025_1.csv",
        &export(
            "Views",
            &(row("01", FIRST, "IG image", "5") + &row("02", SECOND, "IG reel", "6")),
        ),
    );
    let late = read(
        "Oct-01-2025_Dec-31-2025_2.csv",
        &export("Views", &row("01", FIRST, "IG image", "9")),
    );
    assert_eq!(merged(vec![early, late])["posts"]["total"]["views"], 15);
}

#[test]
fn impressions_are_not_views() {
    let batch = read(
        OCTOBER,
        &export("Impressions", &row("01", FIRST, "IG image", "5")),
    );
    assert_eq!(
        (posts(&batch, "impressions"), posts(&batch, "views")),
        (5.into(), Value::Null)
    );
}

#[test]
fn columns_are_told_by_what_they_hold_in_any_language() {
    let text = export("Views,Shares", &row("01", FIRST, "IG image", "5,2"));
    let unknown = [
        "Post ID",
        "Account ID",
        "Account username",
        "Account name",
        "Description",
        "Duration (sec)",
        "Publish time",
        "Permalink",
        "Post type",
        "Data comment",
        ",Date,",
    ]
    .iter()
    .fold(text, |text, name| {
        text.replace(
            name,
            &name.replace(|letter: char| letter.is_ascii_lowercase(), "ö"),
        )
    });
    let batch = read(OCTOBER, &unknown);
    assert_eq!(
        (posts(&batch, "views"), posts(&batch, "shares")),
        (5.into(), 2.into())
    );
    assert_eq!(batch.accounts[0].account, "abers");
    assert!(turned_back(OCTOBER, &unknown.replace("Lifetime", "2025-10-20")).contains("par jour"));
}

#[test]
fn columns_that_somebody_took_out_are_done_without() {
    let text = export("Views", &row("01", FIRST, "IG image", "5"))
        .replace("\"Travaux, rue du Port\"", "Travaux");
    for columns in [&[0][..], &[1, 2, 3], &[2], &[4, 5], &[7], &[10]] {
        let lines = text.lines().map(|line| {
            let kept = line
                .split(',')
                .enumerate()
                .filter(|(place, _)| !columns.contains(place));
            kept.map(|(_, cell)| cell).collect::<Vec<_>>().join(",") + "\n"
        });
        let batch = read("Oct-01-2025_Oct-31-2025_1.csv", &lines.collect::<String>());
        assert_eq!(posts(&batch, "views"), 5, "{columns:?}");
        assert_eq!(batch.format, Some("instagram-posts"));
    }
}
