//! The traps of the exports of LinkedIn pages (formats/linkedin.md), one by one. A sheet that somebody saved as
//! CSV is the same table.

use estran::model::Status;
use serde_json::Value;

use crate::exports::{days, merged, open, posts, published, read, says, turned_back};

const DAYS: &str = "Date,Impressions (organic),Impressions (sponsored),Impressions (total),Unique impressions (organic),Clicks (organic),Clicks (sponsored),Clicks (total),Reactions (organic),Reactions (sponsored),Reactions (total),Comments (organic),Comments (sponsored),Comments (total),Reposts (organic),Reposts (sponsored),Reposts (total),Engagement rate (organic),Engagement rate (sponsored),Engagement rate (total)\n";
const DAYS_ROWS: &str = "11/01/2025,100.0,20.0,120.0,88.0,4.0,2.0,6.0,9.0,0.0,9.0,2.0,0.0,2.0,1.0,0.0,1.0,0.07692307978868484,0.0,0.15
11/20/2025,95.0,0.0,95.0,70.0,-1.0,0.0,-1.0,-2.0,0.0,-2.0,0.0,0.0,0.0,0.0,0.0,0.0,-0.03,0.0,-0.03
";
const POSTS: &str = "Post title,Post link,Post type,Campaign name,Posted by,Created date,Campaign start date,Campaign end date,Audience,Impressions,Views,Offsite Views,Clicks,Click through rate (CTR),Likes,Comments,Reposts,Follows,Engagement rate,Content Type\n";

/// A post of the 31st of October 2025, 23:30 in UTC.
const ACTIVITY: &str = "7390168193433600001";

fn post(kind: &str, impressions: &str) -> String {
    format!(
        "\"Le port recrute\n\nÀ suivre\",https://www.linkedin.com/feed/update/urn:li:activity:{ACTIVITY},{kind},,Agent Secret,10/31/2025,,,All followers,{impressions},,,32.0,0.05,18.0,3.0,4.0,,0.0890625,\n"
    )
}

fn counters(
    batch: &estran::model::Batch,
    of: fn(&estran::model::Batch, &str) -> Value,
) -> [Value; 6] {
    [
        "impressions",
        "reach",
        "clicks",
        "reactions",
        "comments",
        "shares",
    ]
    .map(|counter| of(batch, counter))
}

#[test]
fn the_description_row_above_the_header_comes_and_goes() {
    for text in [
        format!("{DAYS}{DAYS_ROWS}"),
        format!("A description sentence,,\n{DAYS}{DAYS_ROWS}"),
        format!("\"One, two\"\n\n{DAYS}{DAYS_ROWS}"),
    ] {
        let batch = read("metrics.csv", &text);
        assert_eq!(
            counters(&batch, days),
            [215, 158, 5, 7, 2, 1].map(Value::from)
        );
    }
}

#[test]
fn a_withdrawn_reaction_is_a_negative_count() {
    let batch = read("metrics.csv", &format!("{DAYS}{DAYS_ROWS}"));
    assert_eq!(
        (days(&batch, "reactions"), days(&batch, "clicks")),
        (7.into(), 5.into())
    );
    assert!(!says(&batch, "negative-number"));
}

#[test]
fn days_and_posts_measure_different_things_and_are_never_mixed() {
    let both = merged(vec![
        read("metrics.csv", &format!("{DAYS}{DAYS_ROWS}")),
        read("posts.csv", &format!("{POSTS}{}", post("Organic", "640.0"))),
    ]);
    assert_eq!(both["posts"]["total"]["impressions"], 640);
    assert_eq!(both["account_stats"]["total"]["impressions"], 215);
}

#[test]
fn total_followers_is_a_daily_gain_and_not_the_size_of_the_audience() {
    for (header, rows) in [
        (
            "Date,Sponsored followers,Organic followers,Total followers",
            "11/01/2025,0.0,3.0,3.0\n11/20/2025,1.0,2.0,3.0\n",
        ),
        (
            "Date,Sponsored followers,Organic followers,Auto-invited followers,Total followers",
            "11/01/2025,0.0,1.0,2.0,3.0\n11/20/2025,1.0,2.0,0.0,3.0\n",
        ),
        (
            "Date,Followers sponsorisés,Followers organiques,Nombre total de followers",
            "01/11/2025,0.0,3.0,3.0\n20/11/2025,1.0,2.0,3.0\n",
        ),
    ] {
        let batch = read("abers_followers_.csv", &format!("{header}\n{rows}"));
        assert_eq!(
            (days(&batch, "followers_gained"), days(&batch, "followers")),
            (6.into(), Value::Null)
        );
        assert_eq!(
            merged(vec![batch])["account_stats"]["by_month"]["2025-11"]["followers_gained"],
            6
        );
    }
}

#[test]
fn stocks_of_followers_by_place_are_not_read() {
    assert!(
        turned_back(
            "Location.csv",
            "Location,Total followers\nBrest,500.0\nQuimper,30.0\n"
        )
        .contains("format non reconnu")
    );
}

#[test]
fn reposts_was_shares() {
    let text = format!("{DAYS}{DAYS_ROWS}").replace("Reposts", "Shares");
    assert_eq!(days(&read("metrics.csv", &text), "shares"), 1);
}

#[test]
fn positions_confirm_what_names_do_not_say() {
    let french = DAYS
        .replace("Clicks", "Clics")
        .replace("Reactions", "Réactions")
        .replace("organic", "organiques")
        .replace("Clics (total)", "Clics (totaux)")
        .replace("Réactions (total)", "Réactions (ensemble)");
    let batch = read("indicateurs.csv", &format!("{french}{DAYS_ROWS}"));
    assert_eq!(
        counters(&batch, days),
        [215, 158, 5, 7, 2, 1].map(Value::from)
    );
    assert!(says(&batch, "columns-by-content"));
    let letters: Vec<String> = ('a'..='t').map(|letter| letter.to_string()).collect();
    let unknown = letters.join(",") + "\n";
    let batch = read("metrics.csv", &format!("{unknown}{DAYS_ROWS}"));
    assert_eq!(
        counters(&batch, days),
        [215, 158, 5, 7, 2, 1].map(Value::from)
    );
    let batch = read(
        "posts.csv",
        &format!("{unknown}{}", post("Organic", "640.0")),
    );
    assert_eq!(
        (posts(&batch, "impressions"), posts(&batch, "reactions")),
        (640.into(), 18.into())
    );
}

#[test]
fn a_known_name_elsewhere_says_that_the_columns_were_moved() {
    // Clicks and comments have changed places: positions prove nothing any more.
    let text = DAYS
        .replace("Clicks (total)", "x")
        .replace("Comments (total)", "Clicks (total)")
        .replace("Reactions (total)", "y");
    let batch = read("metrics.csv", &format!("{text}{DAYS_ROWS}"));
    assert_eq!(
        counters(&batch, days),
        [
            215.into(),
            158.into(),
            2.into(),
            Value::Null,
            Value::Null,
            1.into()
        ]
    );
}

#[test]
fn overlapping_exports_of_days_count_each_day_once_and_the_last_export_wins() {
    let early = read(
        "abers_content_1763856000000.csv",
        &format!("{DAYS}{DAYS_ROWS}"),
    );
    let late = read(
        "abers_content_1764720000000.csv",
        &format!("{DAYS}{}", DAYS_ROWS.replace(",120.0,", ",121.0,")),
    );
    for batches in [vec![early.clone(), late.clone()], vec![late, early]] {
        let merged = merged(batches);
        assert_eq!(
            (
                &merged["account_stats"]["days"],
                &merged["account_stats"]["total"]["impressions"]
            ),
            (&2.into(), &216.into())
        );
    }
}

#[test]
fn the_last_day_present_is_two_days_before_the_export() {
    // Exported on the 2nd of December 2025, in UTC.
    let batch = read(
        "abers_content_1764672000000.csv",
        &format!("{DAYS}{DAYS_ROWS}"),
    );
    assert_eq!(
        batch.tables.account_stats.unwrap()[0].as_of.to_string(),
        "2025-11-30"
    );
    assert_eq!(batch.accounts[0].account, "abers");
}

#[test]
fn the_day_is_that_of_utc_and_the_id_holds_the_instant() {
    let batch = read("posts.csv", &format!("{POSTS}{}", post("Organic", "640.0")));
    assert_eq!(published(&batch), ["2025-11-01 00:30"]);
    for link in ["urn:li:share:", "urn:li:ugcPost:", "urn%3Ali%3Aactivity%3A"] {
        let text = post("Organic", "640.0").replace("urn:li:activity:", link);
        assert_eq!(
            published(&read("posts.csv", &format!("{POSTS}{text}"))),
            ["2025-11-01 00:30"],
            "{link}"
        );
    }
}

#[test]
fn rates_of_a_french_copy_hold_a_comma_and_a_sign() {
    let text = format!("{DAYS}{DAYS_ROWS}")
        .replace(',', ";")
        .replace("0.07692307978868484", "7,69 %")
        .replace('.', ",")
        .replace("organic", "organiques")
        .replace("(total)", "(totaux)");
    let batch = read("metrics.csv", &text);
    assert_eq!(
        counters(&batch, days),
        [215, 158, 5, 7, 2, 1].map(Value::from)
    );
}

#[test]
fn the_name_of_who_posted_never_enters() {
    let batch = read("posts.csv", &format!("{POSTS}{}", post("Organic", "640.0")));
    assert!(!format!("{batch:?}").contains("Secret"));
}

#[test]
fn a_second_line_for_advertising_is_not_added_to_the_post() {
    let text = format!(
        "{POSTS}{}{}",
        post("Organic", "640.0"),
        post("Sponsored", "5000.0")
    );
    let batch = read("posts.csv", &text);
    assert_eq!(
        (posts(&batch, "impressions"), batch.rows_told),
        (640.into(), 1)
    );
    assert!(says(&batch, "promoted-row"));
    let batch = read(
        "posts.csv",
        &format!("{POSTS}{}", post("Sponsored", "5000.0")),
    );
    assert_eq!(posts(&batch, "impressions"), 5000);
    assert!(says(&batch, "paid-included"));
}

#[test]
fn an_id_read_in_a_link_is_never_rounded() {
    let text = post("Organic", "640.0").replace(ACTIVITY, "7390177181884410000");
    let batch = read("posts.csv", &format!("{POSTS}{text}"));
    assert_eq!(
        batch.tables.posts.as_ref().unwrap()[0].id,
        "7390177181884410000"
    );
    assert!(!says(&batch, "lost-ids"));
}

#[test]
fn visitors_are_recognised_in_any_language() {
    let names: Vec<String> = (0..25).map(|number| format!("n{number}")).collect();
    for decimal in [".0", "", ",0"] {
        let counts = vec![format!("3{decimal}"); 24].join(";");
        let text = format!(
            "{}\n01/11/2025;{counts}\n20/11/2025;{counts}\n",
            names.join(";")
        );
        let batch = open("visiteurs.csv", text.as_bytes());
        assert_eq!(batch.status, Status::Ignored, "{decimal}");
    }
}

#[test]
fn a_personal_profile_is_refused_in_any_language() {
    let link = format!("https://www.linkedin.com/feed/update/urn:li:activity:{ACTIVITY}");
    for header in [
        "Post URL,Post publish date,Engagements,,Post URL,Post publish date,Impressions",
        "URL du post,Date,Interactions,,URL du post,Date,Impressions",
    ] {
        let text = format!(
            "Maximum of 50 posts\n\n{header}\n{link},31/10/2025,5,,{link},31/10/2025,500\n"
        );
        assert!(turned_back("TOP POSTS.csv", &text).contains("profil personnel"));
    }
}

#[test]
fn competitors_are_recognised_in_any_language() {
    for header in [
        "Page,Total Followers,New Followers,Total post engagements,Total posts",
        "Page,Abonnés,Nouveaux abonnés,Interactions,Posts",
    ] {
        let text = format!("01/11/2025,30/11/2025,,,\n{header}\nAutre Page,9000,1,2,3\n");
        assert_eq!(
            open("concurrents.csv", text.as_bytes()).status,
            Status::Ignored
        );
    }
}
