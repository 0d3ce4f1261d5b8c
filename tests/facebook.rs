//! The traps of the Facebook exports (formats/facebook.md), one by one.

use estran::model::{Metric, PostFormat, Status};
use serde_json::Value;

use crate::exports::{days, merged, only_post, open, posts, published, read, says, turned_back};

/// An export with these metric columns. A row gives the end of its id, its time, then its metrics.
fn export(metrics: &str, rows: &[(&str, &str, &str)]) -> String {
    let mut text = format!(
        "\u{feff}\"Post ID\",\"Page ID\",\"Page name\",Title,Description,\"Duration (sec)\",\"Publish time\",\"Caption type\",Permalink,\"Is crosspost\",\"Is share\",\"Post type\",Languages,\"Custom labels\",\"Funded content status\",\"Data comment\",Date,{metrics}\n"
    );
    text.extend(rows.iter().map(|(id, time, metrics)| {
        format!("9000000000001{id},100000000000007,\"Département des Abers\",\"Marché, au port\",,0,\"{time}\",N/A,https://www.facebook.com/abers/posts/pfbid0{id},0,0,Photos,,,,,Lifetime,{metrics}\n")
    }));
    text
}

const OCTOBER: &str = "Oct-01-2026_Oct-31-2026_900000000000001.csv";

#[test]
fn publish_time_is_us_pacific() {
    let text = export(
        "Views",
        &[
            ("01", "10/31/2026 22:40", "5"),
            ("02", "10/30/2026 09:00", "6"),
        ],
    );
    let batch = read(OCTOBER, &text);
    assert_eq!(published(&batch), ["2026-11-01 06:40", "2026-10-30 17:00"]);
    let merged = merged(vec![batch]);
    assert_eq!(merged["posts"]["by_month"]["2026-10"]["views"], 6);
    assert_eq!(merged["posts"]["by_month"]["2026-11"]["views"], 5);
}

#[test]
fn views_twice_in_the_header_are_missing() {
    let text = export(
        "Views,Reach,Views",
        &[("01", "10/13/2026 09:00", "0,500,0")],
    );
    let batch = read(OCTOBER, &text);
    assert_eq!(
        (posts(&batch, "views"), posts(&batch, "reach")),
        (Value::Null, 500.into())
    );
    assert!(says(&batch, "views-missing"));
}

#[test]
fn views_all_zero_while_reach_is_not_are_missing() {
    let rows = [
        ("01", "10/13/2026 09:00", "0,500"),
        ("02", "10/14/2026 09:00", "0,0"),
    ];
    assert_eq!(
        posts(&read(OCTOBER, &export("Views,Reach", &rows)), "views"),
        Value::Null
    );
    let rows = [
        ("01", "10/13/2026 09:00", "0,500"),
        ("02", "10/14/2026 09:00", "3,0"),
    ];
    assert_eq!(
        posts(&read(OCTOBER, &export("Views,Reach", &rows)), "views"),
        3
    );
}

#[test]
fn lifetime_totals_drift_and_the_newest_export_wins() {
    let early = read(
        OCTOBER,
        &export("Views", &[("01", "10/13/2026 09:00", "900")]),
    );
    let late = read(
        "Oct-01-2026_Nov-30-2026_900000000000002.csv",
        &export("Views", &[("01", "10/13/2026 09:00", "870")]),
    );
    for batches in [vec![early.clone(), late.clone()], vec![late, early]] {
        assert_eq!(merged(batches)["posts"]["total"]["views"], 870);
    }
}

#[test]
fn overlapping_exports_count_each_post_once() {
    let month = read(
        OCTOBER,
        &export(
            "Views",
            &[
                ("01", "10/13/2026 09:00", "1"),
                ("02", "10/14/2026 09:00", "2"),
            ],
        ),
    );
    let quarter = read(
        "Oct-01-2026_Dec-31-2026_900000000000003.csv",
        &export(
            "Views",
            &[
                ("02", "10/14/2026 09:00", "2"),
                ("03", "11/15/2026 09:00", "4"),
            ],
        ),
    );
    let merged = merged(vec![month, quarter]);
    assert_eq!(
        (&merged["posts"]["n"], &merged["posts"]["total"]["views"]),
        (&3.into(), &7.into())
    );
}

#[test]
fn impressions_are_not_views() {
    let batch = read(
        OCTOBER,
        &export("Impressions,Reach", &[("01", "10/13/2026 09:00", "8,5")]),
    );
    assert_eq!(
        (posts(&batch, "impressions"), posts(&batch, "views")),
        (8.into(), Value::Null)
    );
}

#[test]
fn viewers_stand_for_reach_and_it_is_said() {
    let batch = read(
        OCTOBER,
        &export("Viewers,Views", &[("01", "10/13/2026 09:00", "5,8")]),
    );
    assert_eq!(posts(&batch, "reach"), 5);
    assert!(says(&batch, "viewers-as-reach"));
    // Both in one file: they are never added, nor taken for one another.
    let batch = read(
        OCTOBER,
        &export("Viewers,Reach", &[("01", "10/13/2026 09:00", "5,7")]),
    );
    assert_eq!(posts(&batch, "reach"), 7);
    assert!(!says(&batch, "viewers-as-reach"));
}

#[test]
fn views_of_advertising_are_in_the_total_and_not_added_to_it() {
    let metrics = "Views from Organic posts,Views from Boosted posts,Views,Ad impressions";
    let batch = read(
        OCTOBER,
        &export(metrics, &[("01", "10/13/2026 09:00", "60,40,100,44")]),
    );
    assert_eq!(
        (posts(&batch, "views"), posts(&batch, "impressions")),
        (100.into(), Value::Null)
    );
    assert!(says(&batch, "paid-included"));
}

#[test]
fn ragged_rows_miss_their_trailing_cells_only() {
    let batch = read(
        OCTOBER,
        &export(
            "Views,Reach,Shares",
            &[
                ("01", "10/13/2026 09:00", "1,2,3"),
                ("02", "10/14/2026 09:00", "4"),
            ],
        ),
    );
    let given = ["views", "reach", "shares"].map(|counter| posts(&batch, counter));
    assert_eq!(given, [5, 2, 3].map(Value::from));
}

#[test]
fn reactions_alone_are_not_the_sum_of_reactions_comments_and_shares() {
    let metrics = "\"Réactions, commentaires et partages\",Vues de Publications organiques,Réactions,Commentaires,Partages,Vues";
    let batch = read(
        OCTOBER,
        &export(metrics, &[("01", "10/13/2026 09:00", "6,60,1,2,3,100")]),
    );
    let given = ["interactions", "reactions", "comments", "shares", "views"]
        .map(|counter| posts(&batch, counter));
    assert_eq!(given, [6, 1, 2, 3, 100].map(Value::from));
}

#[test]
fn ids_lost_in_a_spreadsheet_are_replaced_by_links() {
    let whole = export(
        "Views",
        &[
            ("01", "10/13/2026 09:00", "1"),
            ("02", "10/14/2026 09:00", "2"),
        ],
    );
    for lost in [
        "9,00E+14",
        "1.09626E+15",
        "1096263115194030.00",
        "#NOM ?",
        "",
    ] {
        let text = whole
            .replace("900000000000101", lost)
            .replace("900000000000102", lost);
        let text = text.replace("9,00E+14", "\"9,00E+14\"");
        let batch = read(OCTOBER, &text);
        assert_eq!(posts(&batch, "views"), 3, "{lost}");
        assert!(says(&batch, "lost-ids"));
        // The original beside it: the same two posts.
        let both = merged(vec![read("original.csv", &whole), batch]);
        assert_eq!(
            (&both["posts"]["n"], &both["posts"]["total"]["views"]),
            (&2.into(), &3.into())
        );
    }
}

#[test]
fn several_posts_that_share_one_id_stay_several() {
    let text = export(
        "Views",
        &[
            ("01", "10/13/2026 09:00", "1"),
            ("02", "10/14/2026 09:00", "2"),
        ],
    );
    let batch = read(OCTOBER, &text.replace("900000000000102", "900000000000101"));
    assert_eq!(posts(&batch, "views"), 3);
    assert!(says(&batch, "lost-ids"));
}

#[test]
fn one_post_twice_in_a_file_is_one_even_if_its_link_has_changed() {
    let text = export("Views", &[("01", "10/13/2026 09:00", "1")]);
    let again = text.lines().nth(1).unwrap().replace("pfbid001", "pfbid0ZZ");
    let batch = read(OCTOBER, &format!("{text}{again}\n"));
    assert_eq!((batch.rows_in, posts(&batch, "views")), (2, 1.into()));
}

#[test]
fn exports_put_end_to_end_repeat_their_header() {
    let [one, two] = [
        ("01", "10/13/2026 09:00", "1"),
        ("02", "10/14/2026 09:00", "2"),
    ]
    .map(|row| export("Views", &[row]).replace('\u{feff}', ""));
    let batch = read(OCTOBER, &(one + &two));
    assert_eq!((batch.rows_in, posts(&batch, "views")), (2, 3.into()));
    assert!(batch.findings.is_empty());
}

#[test]
fn a_total_that_somebody_added_is_no_post() {
    let text = export("Views", &[("01", "10/13/2026 09:00", "7")]) + "Total,,,,,,,,,,,,,,,,,7\n";
    let batch = read(OCTOBER, &text);
    assert_eq!((posts(&batch, "views"), batch.rows_told), (7.into(), 1));
    assert!(says(&batch, "not-a-post"));
}

#[test]
fn columns_that_somebody_took_out_are_done_without() {
    let text = export("Views", &[("01", "10/13/2026 09:00", "7")]);
    let without = |columns: &[usize]| {
        let lines = text.lines().map(|line| {
            let cells = line.replace("\"Marché, au port\"", "Marché");
            let kept = cells
                .split(',')
                .enumerate()
                .filter(|(place, _)| !columns.contains(place));
            kept.map(|(_, cell)| cell).collect::<Vec<_>>().join(",") + "\n"
        });
        read(OCTOBER, &lines.collect::<String>())
    };
    for columns in [&[0][..], &[1, 2], &[1], &[3, 4, 5], &[8], &[16]] {
        assert_eq!(posts(&without(columns), "views"), 7, "{columns:?}");
    }
}

#[test]
fn negative_feedback_columns_come_and_go() {
    for metrics in [
        "Negative feedback from users: Hide all,Views",
        "Unique negative feedback from users,Views",
    ] {
        let batch = read(
            OCTOBER,
            &export(metrics, &[("01", "10/13/2026 09:00", "3,9")]),
        );
        assert_eq!(posts(&batch, "views"), 9);
    }
}

#[test]
fn a_month_name_inside_a_number_means_a_spreadsheet() {
    let batch = read(
        OCTOBER,
        &export(
            "Views,Seconds viewed",
            &[("01", "10/13/2026 09:00", "9,03-avr")],
        ),
    );
    assert_eq!(
        (posts(&batch, "views"), posts(&batch, "watch_seconds")),
        (9.into(), Value::Null)
    );
    assert!(says(&batch, "date-in-number"));
}

#[test]
fn rows_per_post_and_per_day_are_refused_in_any_language() {
    let text =
        export("Views", &[("01", "10/13/2026 09:00", "9")]).replace("Lifetime", "2026-10-13");
    assert!(turned_back(OCTOBER, &text).contains("par jour"));
    let names = [
        "Post ID",
        "Page ID",
        "Page name",
        "Title",
        "Publish time",
        "Permalink",
        "\"Is share\"",
        "\"Post type\"",
        ",Date",
    ];
    let unknown = names.iter().fold(text, |text, name| {
        text.replace(
            name,
            &name.replace(|letter: char| letter.is_lowercase(), "ö"),
        )
    });
    assert!(turned_back(OCTOBER, &unknown).contains("par jour"));
}

#[test]
fn videos_are_the_posts_seen_from_another_side() {
    let header = "Video asset ID,Universal video ID,Page ID,Page name,Title,Duration (sec),Publish time,Custom labels,Data comment,Date,Reach,3-second video views";
    let row = "800000000000001,700000000000001,100000000000007,Abers,Film,60,10/13/2026 09:00,,,Lifetime,100,50";
    for header in [header, "Ä,Ö,Ü,AA,BB,CC,DD,EE,FF,GG,HH,II"] {
        let message = turned_back("videos.csv", &format!("{header}\n{row}\n"));
        assert!(message.contains("export des vidéos"), "{message}");
    }
}

#[test]
fn a_shared_post_is_a_relay() {
    let text =
        export("Views", &[("01", "10/13/2026 09:00", "9")]).replace(",0,0,Photos", ",0,1,Photos");
    assert_eq!(
        only_post(&read(OCTOBER, &text)).format,
        Some(PostFormat::Relay)
    );
}

/// A chart as Meta writes it.
fn chart(title: &str, days: &[(&str, &str)]) -> String {
    let days: Vec<String> = days
        .iter()
        .map(|(day, count)| format!("\"{day}\",\"{count}\"\n"))
        .collect();
    let days = days.concat();
    format!("\"{title}\"\n\"Date\",\"Primary\"\n{days}\n")
}

fn utf_16(text: &str) -> Vec<u8> {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    units.flat_map(u16::to_le_bytes).collect()
}

#[test]
fn the_hour_of_a_chart_is_an_artefact_and_nothing_is_converted() {
    let text = chart(
        "Facebook link clicks",
        &[("2025-03-08T00:00:00", "14"), ("2025-03-09T01:00:00", "22")],
    );
    let batch = open(
        "x/Facebook link clicks.csv",
        &utf_16(&format!("sep=,\n{text}")),
    );
    assert_eq!(
        (batch.format, days(&batch, "link_clicks")),
        (Some("meta-charts"), 36.into())
    );
    let dates: Vec<String> = batch
        .tables
        .account_stats
        .iter()
        .flatten()
        .map(|day| day.day.to_string())
        .collect();
    assert_eq!(dates, ["2025-03-08", "2025-03-09"]);
}

#[test]
fn a_total_under_a_chart_is_no_day() {
    let text = chart(
        "Facebook link clicks",
        &[("2025-03-08T00:00:00", "14"), ("Total", "14")],
    );
    let batch = read("x.csv", &text);
    assert_eq!(
        (days(&batch, "link_clicks"), batch.rows_told),
        (14.into(), 1)
    );
}

#[test]
fn the_days_of_thousands_of_charts_are_read_in_one_walk() {
    let one = chart("Facebook link clicks", &[("2025-03-08T00:00:00", "1")]);
    let unread = chart("Facebook follows", &[("2025-03-08T00:00:00", "7")]);
    let text = format!("{one}{unread}").repeat(5_000);
    let batch = read("x.csv", &text);
    assert_eq!((batch.rows_in, batch.rows_told), (10_000, 5_000));
}

#[test]
fn two_networks_in_one_chart_file_are_kept_apart() {
    let text = chart("Alcance no Facebook", &[("2025-08-01T00:00:00", "20")])
        + "\n"
        + &chart("Alcance do Instagram", &[("2025-08-01T00:00:00", "7")]);
    let batch = read("Alcance.csv", &text);
    let networks: Vec<(String, Option<i64>)> = batch
        .tables
        .account_stats
        .iter()
        .flatten()
        .map(|day| (day.network.to_string(), day.metrics[Metric::Reach]))
        .collect();
    assert_eq!(
        networks,
        [
            ("Facebook".to_owned(), Some(20)),
            ("Instagram".to_owned(), Some(7))
        ]
    );
}

#[test]
fn a_title_without_a_network_is_refused_when_the_path_says_nothing() {
    let text = chart("Views", &[("2025-08-01T00:00:00", "20")]);
    assert!(turned_back("Views (1).csv", &text).contains("ni le réseau ni le compte"));
    assert_eq!(days(&read("facebook/Views (1).csv", &text), "views"), 20);
}

#[test]
fn follows_are_gross_and_make_no_net_gain() {
    let text = chart("Facebook follows", &[("2025-08-01T00:00:00", "20")]);
    assert_eq!(open("Follows.csv", text.as_bytes()).status, Status::Ignored);
}

#[test]
fn the_follows_inside_the_audience_are_not_counted_again() {
    let text = chart("Follows", &[("2025-08-01T00:00:00", "20")])
        + "\"Age & gender\"\n\"\",\"Women\",\"Men\"\n\"18-24\",\"2.1\",\"1.5\"\n\n\"Top cities\"\n\"Brest\",\"Lannilis\"\n\"20.1\",\"3\"\n";
    assert_eq!(
        open("facebook/Audience.csv", &utf_16(&text)).status,
        Status::Ignored
    );
}

const OLD: &str = "Post ID,Permalink,Post Message,Type,Countries,Languages,Posted,Audience Targeting,Lifetime Post Total Reach,Lifetime Post Total Impressions,Lifetime Talking About This (Post) by action type - like,Lifetime Post Stories by action type - like,Lifetime Post Stories by action type - comment\n,,,,,,,,Lifetime: people,Lifetime: times,Lifetime: people,Lifetime: actions,Lifetime: actions\n";

fn old(row: &str) -> String {
    format!("{OLD}100000000000007_9000000000001{row}\n")
}

#[test]
fn an_action_that_nobody_took_is_zero_in_the_older_exports() {
    let batch = read(
        "old.csv",
        &old(
            "01,https://www.facebook.com/abers/posts/900000000000101,Vœux,Photo,,,01/15/2020 01:00:00 AM, ,900,1200,4,5,",
        ),
    );
    assert_eq!(
        (posts(&batch, "reactions"), posts(&batch, "comments")),
        (5.into(), 0.into())
    );
    // Nothing says what a column that is not there would have held.
    assert_eq!(posts(&batch, "shares"), Value::Null);
}

#[test]
fn the_sheet_of_a_breakdown_says_what_the_first_sheet_left_empty() {
    let sheet = |name: &str, rows: &[&str]| {
        let rows: Vec<String> = rows
            .iter()
            .map(|row| row.replace(',', "</Data></Cell><Cell><Data ss:Type=\"String\">"))
            .collect();
        let rows = rows.join("</Data></Cell></Row><Row><Cell><Data ss:Type=\"String\">");
        format!(
            "<Worksheet ss:Name=\"{name}\"><Table><Row><Cell><Data ss:Type=\"String\">{rows}</Data></Cell></Row></Table></Worksheet>"
        )
    };
    let post = old(
        "01,https://www.facebook.com/abers/posts/900000000000101,Vœux,Photo,,,01/15/2020 01:00:00 AM, ,900,1200,4,,",
    );
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{}{}</Workbook>",
        sheet("Key Metrics", &post.lines().collect::<Vec<_>>()),
        sheet(
            "Lifetime Post Stories by act...",
            &["Post ID,like", "100000000000007_900000000000101,7"]
        ),
    );
    let batch = read("old.xls", &text);
    assert_eq!(
        (posts(&batch, "reactions"), posts(&batch, "comments")),
        (7.into(), 0.into())
    );
}

#[test]
fn talking_about_this_counts_people_and_is_not_read() {
    let text = old(
        "01,https://www.facebook.com/abers/posts/900000000000101,Vœux,Photo,,,01/15/2020 01:00:00 AM, ,900,1200,4,5,1",
    );
    let text = text.replace(
        "Lifetime Post Stories by action type - like",
        "Lifetime Post Engaged Fan",
    );
    assert_eq!(posts(&read("old.csv", &text), "reactions"), Value::Null);
}

#[test]
fn weekly_and_28_days_columns_roll_and_are_not_read() {
    let text = "Date,Lifetime Total Likes,28 Days Total Reach,Weekly Total Reach,Daily Total Reach\n,people,x,x,x\n1/14/2020,5100,900,300,40\n1/15/2020,5101,901,301,41\n";
    let batch = read("days.csv", text);
    assert_eq!(days(&batch, "reach"), 81);
}

#[test]
fn one_post_in_the_old_and_the_new_export_is_one() {
    let old = read(
        "old.csv",
        &old(
            "01,https://www.facebook.com/abers/posts/900000000000101,Vœux,Photo,,,01/15/2020 01:00:00 AM, ,900,1200,4,5,1",
        ),
    );
    let new = read(
        OCTOBER,
        &export("Reach", &[("01", "01/15/2020 01:00", "950")]),
    );
    let merged = merged(vec![old, new]);
    assert_eq!(
        (&merged["posts"]["n"], &merged["posts"]["total"]["reach"]),
        (&1.into(), &950.into())
    );
}
