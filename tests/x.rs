//! The traps of the exports of X (formats/x.md), one by one.

use estran::model::{Batch, Status};
use serde_json::Value;

use crate::exports::{days, merged, only_post, open, posts, published, read, says, turned_back};

const TWEETS: &str = "\"Tweet id\",\"Tweet permalink\",\"Tweet text\",\"time\",\"impressions\",\"engagements\",\"engagement rate\",\"retweets\",\"replies\",\"likes\",\"user profile clicks\",\"url clicks\",\"hashtag clicks\",\"detail expands\",\"permalink clicks\",\"app opens\",\"app installs\",\"follows\",\"email tweet\",\"dial phone\",\"media views\",\"media engagements\",\"promoted impressions\",\"promoted engagements\",\"promoted engagement rate\",\"promoted retweets\",\"promoted replies\",\"promoted likes\",\"promoted user profile clicks\",\"promoted url clicks\",\"promoted hashtag clicks\",\"promoted detail expands\",\"promoted permalink clicks\",\"promoted app opens\",\"promoted app installs\",\"promoted follows\",\"promoted email tweet\",\"promoted dial phone\",\"promoted media views\",\"promoted media engagements\"\n";
const CONTENT: &str = "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks\n";
const OVERVIEW: &str = "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,Profile visits,Create Post,Video views,Media views\n";

/// Written on the 30th of April 2023, at 22:40 in UTC.
const ID: &str = "1652805023953846277";

fn tweet(id: &str, text: &str, promoted: &str) -> String {
    let counts = "\"1204.0\",\"37.0\",\"5.595970900951316E-4\",\"4.0\",\"2.0\",\"9.0\",\"5.0\",\"11.0\",\"0.0\",\"6.0\",\"0.0\",\"0\",\"0\",\"1\",\"0\",\"0\",\"0\",\"0\"";
    let promoted = vec![format!("\"{promoted}\""); 18].join(",");
    format!(
        "\"{id}\",\"https://twitter.com/Abers/status/{id}\",\"{text}\",\"2023-04-30 22:40 +0000\",{counts},{promoted}\n"
    )
}

fn content(id: &str, date: &str, text: &str) -> String {
    format!(
        "{id},\"{date}\",\"{text}\",https://x.com/Abers/status/{id},2310,8,64,1,3,5,2,6,4,21,15,0,0\n"
    )
}

fn counters(batch: &Batch, of: fn(&Batch, &str) -> Value) -> [Value; 6] {
    [
        "impressions",
        "reactions",
        "comments",
        "shares",
        "saves",
        "link_clicks",
    ]
    .map(|counter| of(batch, counter))
}

#[test]
fn a_tweet_of_the_last_evening_in_utc_is_of_the_next_month_in_paris() {
    let batch = read(
        "tweets.csv",
        &format!("{TWEETS}{}", tweet(ID, "Travaux &amp; pont", "-")),
    );
    assert_eq!(published(&batch), ["2023-05-01 00:40"]);
    assert_eq!(only_post(&batch).title, "Travaux & pont");
    assert_eq!(
        counters(&batch, posts),
        [
            1204.into(),
            9.into(),
            2.into(),
            4.into(),
            Value::Null,
            11.into()
        ]
    );
}

#[test]
fn an_id_opened_in_a_spreadsheet_falls_back_on_the_link() {
    for lost in ["1,65E+18", "1.65281E+18", "1652805023953840000", ""] {
        let text = tweet(ID, "Travaux", "-").replace(&format!("\"{ID}\""), &format!("\"{lost}\""));
        let batch = read("tweets.csv", &format!("{TWEETS}{text}"));
        assert_eq!(only_post(&batch).id, ID, "{lost}");
        let text =
            content(ID, "Sun, Apr 30, 2023", "Travaux").replacen(ID, &format!("\"{lost}\""), 1);
        let batch = read("content.csv", &format!("{CONTENT}{text}"));
        assert_eq!(
            (only_post(&batch).id.as_str(), published(&batch)[0].as_str()),
            (ID, "2023-05-01 00:40"),
            "{lost}"
        );
    }
}

#[test]
fn promoted_figures_are_dashes_or_columns_apart_and_are_not_added() {
    let plain = read(
        "tweets.csv",
        &format!("{TWEETS}{}", tweet(ID, "Travaux", "-")),
    );
    let promoted = read(
        "tweets.csv",
        &format!("{TWEETS}{}", tweet(ID, "Travaux", "500")),
    );
    assert_eq!(counters(&plain, posts), counters(&promoted, posts));
    assert!(says(&promoted, "paid-not-included") && plain.findings.is_empty());
}

#[test]
fn forty_columns_are_read_by_their_place_in_any_language() {
    let names: Vec<String> = (1..=40).map(|number| format!("欄{number}")).collect();
    let french = TWEETS
        .replace("\"likes\"", "\"mentions J’aime\"")
        .replace("\"follows\"", "\"abonnements\"");
    for header in [names.join(",") + "\n", french] {
        let batch = read(
            "tweets.csv",
            &format!("{header}{}", tweet(ID, "Travaux", "-")),
        );
        assert_eq!(
            counters(&batch, posts),
            [
                1204.into(),
                9.into(),
                2.into(),
                4.into(),
                Value::Null,
                11.into()
            ]
        );
        assert_eq!(posts(&batch, "followers_gained"), 1);
    }
}

#[test]
fn replies_to_somebody_are_kept_and_told_apart() {
    let text = format!(
        "{CONTENT}{}{}",
        content(ID, "Sun, Apr 30, 2023", "@asso Merci"),
        content("1652805023953846281", "Sun, Apr 30, 2023", "Suite du fil")
    );
    assert_eq!(posts(&read("content.csv", &text), "replies"), 1);
}

#[test]
fn phantom_rows_are_no_posts() {
    let phantom = ",,,https://x.com/Abers/status/undefined,0,0,0,0,0,0,0,0,0,0,0,0,0";
    let unknown: Vec<String> = (1..=17).map(|number| format!("n{number}")).collect();
    for header in [CONTENT.to_owned(), unknown.join(",") + "\n"] {
        let batch = read(
            "content.csv",
            &format!(
                "{header}{phantom}\n{}{phantom}",
                content(ID, "Sun, Apr 30, 2023", "Travaux")
            ),
        );
        assert_eq!((batch.tables.len(), batch.rows_told), (1, 2));
        assert_eq!(
            counters(&batch, posts),
            [2310, 8, 2, 6, 1, 15].map(Value::from)
        );
    }
}

#[test]
fn shares_is_the_share_menu_and_partages_are_reposts() {
    let batch = read(
        "content.csv",
        &format!("{CONTENT}{}", content(ID, "Sun, Apr 30, 2023", "Travaux")),
    );
    assert_eq!(posts(&batch, "shares"), 6);
}

#[test]
fn the_first_layout_has_other_spellings_and_the_day_of_the_exporter() {
    let header = CONTENT
        .replace("Post Link", "Link")
        .replace("Shares", "Share")
        .replace("Detail Expands", "Detail expands")
        .replace("URL Clicks", "Url clicks");
    // The person who exported lives west: the day before.
    let text =
        content(ID, "Sat Apr 29 2023", "Travaux").replace("\"Sat Apr 29 2023\"", "Sat Apr 29 2023");
    let batch = read(
        "content.csv",
        &format!("{header}{text}").replace('\n', "\r\n"),
    );
    assert_eq!(published(&batch), ["2023-05-01 00:40"]);
    assert_eq!(
        counters(&batch, posts),
        [2310, 8, 2, 6, 1, 15].map(Value::from)
    );
}

#[test]
fn links_that_somebody_took_out_are_done_without() {
    let text = format!("{CONTENT}{}", content(ID, "Sun, Apr 30, 2023", "Travaux"));
    let text = text
        .replace(",Post Link", "")
        .replace(&format!("https://x.com/Abers/status/{ID},"), "");
    let batch = read("content.csv", &text);
    assert_eq!(
        (only_post(&batch).id.as_str(), posts(&batch, "impressions")),
        (ID, 2310.into())
    );
    let text = format!("{TWEETS}{}", tweet(ID, "Travaux", "-"));
    let text = text
        .replace("\"Tweet permalink\",", "")
        .replace(&format!("\"https://twitter.com/Abers/status/{ID}\","), "");
    let batch = read(
        "tweet_activity_metrics_abers_20230401_20230501_fr.csv",
        &text,
    );
    assert_eq!(
        (
            batch.accounts[0].account.as_str(),
            posts(&batch, "impressions")
        ),
        ("abers", 1204.into())
    );
}

#[test]
fn a_link_without_its_account_takes_that_of_the_others_or_of_the_path() {
    let named = content(ID, "Sun, Apr 30, 2023", "Travaux");
    let nameless = |link: &str| {
        let id = "1652805023953846281";
        let row = content(id, "Sun, Apr 30, 2023", "Suite");
        row.replace(&format!("https://x.com/Abers/status/{id}"), link)
    };
    let accounts = |name: &str, text: &str| {
        let batch = read(name, &format!("{CONTENT}{text}"));
        let posts = batch.tables.posts.as_deref().unwrap();
        let accounts: Vec<String> = posts.iter().map(|post| post.account.clone()).collect();
        assert_eq!(batch.accounts.len(), 1, "{text}");
        accounts
    };
    for link in [
        "",
        "https://x.com/i/status/1652805023953846281",
        "https://x.com/i/web/status/1652805023953846281",
    ] {
        let text = format!("{named}{}", nameless(link));
        assert_eq!(accounts("content.csv", &text), ["Abers", "Abers"], "{link}");
        let alone = nameless(link);
        assert_eq!(accounts("abers/content.csv", &alone), ["x:abers"], "{link}");
    }
}

#[test]
fn the_same_post_in_the_old_and_the_new_export_is_one() {
    let old = read(
        "tweets.csv",
        &format!("{TWEETS}{}", tweet(ID, "Travaux", "-")),
    );
    let new = read(
        "account_analytics_content_2023-04-01_2023-12-31.csv",
        &format!("{CONTENT}{}", content(ID, "Sun, Apr 30, 2023", "Travaux")),
    );
    let merged = merged(vec![old, new]);
    assert_eq!(
        (
            &merged["posts"]["n"],
            &merged["posts"]["total"]["impressions"]
        ),
        (&1.into(), &2310.into())
    );
}

#[test]
fn new_follows_and_unfollows_are_gross_and_make_the_net_gain() {
    let rows = "\"Mon, Oct 6, 2025\",2475,9,71,1,3,4,1,2,6,5,1,0,0\n\"Sun, Oct 5, 2025\",310,0,4,0,0,0,1,0,0,1,0,0,0";
    let batch = read(
        "account_overview_analytics.csv",
        &format!("{OVERVIEW}{rows}"),
    );
    assert_eq!(days(&batch, "followers_gained"), 2);
    assert_eq!(
        counters(&batch, days),
        [
            2785.into(),
            9.into(),
            2.into(),
            6.into(),
            1.into(),
            Value::Null
        ]
    );
    assert!(says(&batch, "unnamed-account"));
}

#[test]
fn the_overview_is_read_in_any_language_and_re_saved() {
    let names: Vec<String> = (1..=14).map(|number| format!("n{number}")).collect();
    let rows = "06/10/2025,2475,9,71,1,3,4,1,2,6,5,1,0,0\n13/10/2025,310,0,4,0,0,0,1,0,0,1,0,0,0\n";
    for header in [names.join(",") + "\n", OVERVIEW.to_owned()] {
        let batch = read("x.csv", &format!("{header}{rows}").replace(',', ";"));
        assert_eq!(
            (
                days(&batch, "impressions"),
                days(&batch, "followers_gained")
            ),
            (2785.into(), 2.into())
        );
        assert!(merged(vec![batch])["account_stats"]["by_month"]["2025-10"]["impressions"] == 2785);
    }
}

#[test]
fn the_last_days_are_revised_and_the_more_recent_file_wins() {
    let early = read(
        "x/1.csv",
        &format!("{OVERVIEW}\"Mon, Oct 6, 2025\",100,9,71,1,3,4,1,2,6,5,1,0,0\n"),
    );
    let late = read(
        "x/2.csv",
        &format!(
            "{OVERVIEW}\"Tue, Oct 7, 2025\",7,9,71,1,3,4,1,2,6,5,1,0,0\n\"Mon, Oct 6, 2025\",90,9,71,1,3,4,1,2,6,5,1,0,0\n"
        ),
    );
    for batches in [vec![early.clone(), late.clone()], vec![late, early]] {
        assert_eq!(merged(batches)["account_stats"]["total"]["impressions"], 97);
    }
}

#[test]
fn days_and_tweets_are_never_added() {
    let by_day = TWEETS.replace(
        "\"Tweet id\",\"Tweet permalink\",\"Tweet text\",\"time\"",
        "\"Date\",\"Tweets published\"",
    );
    let row = tweet(ID, "x", "-")
        .split_once("+0000\",")
        .unwrap()
        .1
        .replace(".0\"", "\"");
    let days_batch = read(
        "daily_tweet_activity_metrics_Abers_20230401_20230501_en.csv",
        &format!("{by_day}\"2023-04-30\",\"1\",{row}"),
    );
    assert_eq!(days_batch.format, Some("x-days"));
    // The older export has no unfollows: its follows are no net gain.
    assert_eq!(days(&days_batch, "followers_gained"), Value::Null);
    let tweets = read(
        "tweets.csv",
        &format!("{TWEETS}{}", tweet(ID, "Travaux", "-")),
    );
    let merged = merged(vec![days_batch, tweets]);
    assert_eq!(
        (
            &merged["posts"]["total"]["impressions"],
            &merged["account_stats"]["total"]["impressions"]
        ),
        (&1204.into(), &1204.into())
    );
}

#[test]
fn the_export_of_videos_is_recognised_in_any_language() {
    for (title, header) in [
        (
            "Video overview",
            "Date,Views,Watch Time (ms),Completion Rate,Average Watch Time (ms),Estimated Revenue",
        ),
        ("Aperçu", "Date,Vues,Durée (ms),Taux,Moyenne (ms),Revenus"),
    ] {
        let text = format!("{title},,,,,\n{header}\n\"Mon, Oct 6, 2025\",1,2,3,4,5\n");
        assert_eq!(open("video.csv", text.as_bytes()).status, Status::Ignored);
        assert!(turned_back("video.csv", &text).contains("vidéos de X"));
    }
}

#[test]
fn an_id_that_is_not_of_the_day_gives_no_time() {
    let batch = read(
        "content.csv",
        &format!("{CONTENT}{}", content(ID, "Mon, Oct 6, 2025", "Travaux")),
    );
    assert_eq!(
        (published(&batch)[0].as_str(), only_post(&batch).has_time),
        ("2025-10-06 00:00", false)
    );
}

#[test]
fn a_table_of_another_tool_with_the_same_names_is_not_taken_for_x() {
    let text = "Post ID,Date,Post text,Link,Impressions,Likes\n1,2026-10-13,Marché,https://www.facebook.com/abers/posts/1,10,1\n";
    assert!(turned_back("posts.csv", text).contains("format non reconnu"));
    let linkedin =
        "Post title,Post link,Impressions\nMarché,https://www.facebook.com/abers/posts/1,10\n";
    assert!(turned_back("posts.csv", linkedin).contains("format non reconnu"));
    // A day and thirteen counts, but more engagements than impressions.
    let names: Vec<String> = (1..=14).map(|number| format!("n{number}")).collect();
    let days = format!(
        "{}\n2026-10-13,1,2,3,4,5,6,7,8,9,10,11,12,13\n",
        names.join(",")
    );
    assert!(turned_back("jours.csv", &days).contains("format non reconnu"));
}
