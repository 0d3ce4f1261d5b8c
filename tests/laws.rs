//! What must hold for any input: hours are conserved, and neither the order of the files nor their
//! repetition changes anything.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use estran::ledger::gather;
use estran::model::{
    Batch, Dataset, FoundAccount, Hour, Metric, Metrics, Moment, Nature, Network, Plan, Post,
    Source, Spent, Step,
};
use estran::relate::{Rules, relate};
use polars::prelude::ChunkAgg;
use proptest::prelude::*;

fn day(number: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() + Days::new(number)
}

const TITLES: [&str; 4] = [
    "Vigilance orange crues sur les Abers",
    "Le musée rouvre samedi",
    "Route du Port fermée pour travaux",
    "",
];

fn post(id: u8, published: u64, title: usize, views: Option<i64>, as_of: u64) -> Post {
    let mut metrics = Metrics::default();
    metrics[Metric::Views] = views;
    Post {
        network: Network::Facebook,
        account: "fb".to_owned(),
        id: id.to_string(),
        permalink: Some(format!("facebook:{id}")),
        published: day(published).and_hms_opt(10, 0, 0).unwrap(),
        has_time: true,
        format: None,
        title: TITLES[title].to_owned(),
        is_reply: false,
        is_whole: true,
        source: Source::Network,
        metrics,
        as_of: day(as_of),
        row: u32::from(id) + 2,
    }
}

fn any_post() -> impl Strategy<Value = Post> {
    (
        0..12_u8,
        0..60_u64,
        0..TITLES.len(),
        proptest::option::of(0..5000_i64),
        60..64_u64,
    )
        .prop_map(|(id, published, title, views, as_of)| post(id, published, title, views, as_of))
}

fn any_hour() -> impl Strategy<Value = Hour> {
    let refs = proptest::collection::vec(0..6_u32, 0..4);
    let tie = (
        refs,
        proptest::option::of(0..14_u8),
        0..TITLES.len(),
        any::<bool>(),
    );
    (
        0..60_u64,
        1..40_000_i64,
        0..Step::ALL.len() + 1,
        tie,
        2..500_u32,
    )
        .prop_map(
            |(at, seconds, step, (refs, link, title, account), row)| Hour {
                source_id: None,
                agent: Some(u64::from(row % 3)),
                day: day(at),
                start: None,
                end: None,
                spent: Spent::seconds(seconds),
                step: Step::ALL.get(step).copied(),
                account: account.then(|| "fb".to_owned()),
                refs: refs
                    .into_iter()
                    .map(|number| format!("ABR-2026-{number:04}"))
                    .collect(),
                permalink: link.map(|id| format!("facebook:{id}")),
                title: (!TITLES[title].is_empty()).then(|| TITLES[title].to_owned()),
                service: None,
                outside: None,
                nature: Nature::Declared,
                row,
            },
        )
}

fn any_plan() -> impl Strategy<Value = Plan> {
    (
        0..6_u32,
        0..TITLES.len(),
        0..60_u64,
        proptest::option::of(0..14_u8),
    )
        .prop_map(|(number, title, planned, link)| Plan {
            reference: format!("ABR-2026-{number:04}"),
            title: TITLES[title].to_owned(),
            account: Some("fb".to_owned()),
            planned: Some(Moment {
                at: day(planned).and_hms_opt(0, 0, 0).unwrap(),
                has_time: false,
            }),
            format: None,
            accessible: None,
            theme: None,
            service: None,
            requested: None,
            wanted: None,
            status: None,
            published: None,
            permalink: link.map(|id| format!("facebook:{id}")),
            as_of: day(60),
            row: number + 2,
        })
}

fn any_batch() -> impl Strategy<Value = Batch> {
    let posts = proptest::collection::vec(any_post(), 0..10);
    let hours = proptest::collection::vec(any_hour(), 0..20);
    let plans = proptest::collection::vec(any_plan(), 0..8);
    (posts, hours, plans).prop_map(|(posts, hours, plans)| {
        // A fingerprint is made from the content: the same content is the same file.
        let content = format!("{posts:?}{hours:?}{plans:?}");
        let fingerprint = estran::document::fingerprint(content.as_bytes());
        let mut batch = Batch::new(&Arc::from(&fingerprint[..8]), &fingerprint);
        batch.tables.posts = Some(posts);
        batch.tables.hours = Some(hours);
        batch.tables.contents = Some(plans);
        batch
    })
}

fn seconds(table: &polars::prelude::DataFrame) -> i64 {
    table
        .column("seconds")
        .unwrap()
        .i64()
        .unwrap()
        .sum()
        .unwrap_or(0)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn tied_and_untied_hours_add_up_to_what_was_declared(batches in proptest::collection::vec(any_batch(), 1..3)) {
        let ledger = gather(batches).unwrap();
        let declared = seconds(ledger.hours.as_ref().unwrap());
        let entries = ledger.hours.as_ref().unwrap().height();
        let linked = relate(ledger, &Rules::default()).unwrap();
        let parts = linked.hours.as_ref().unwrap();
        prop_assert_eq!(seconds(parts), declared);
        let heads = parts.column("head").unwrap().bool().unwrap().sum().unwrap_or(0) as usize;
        prop_assert_eq!(heads, entries);
    }

    #[test]
    fn neither_order_nor_repetition_of_files_changes_anything(
        batches in proptest::collection::vec(any_batch(), 1..4),
        turn in 0..4_usize,
    ) {
        let totals = |batches: Vec<Batch>| serde_json::to_string(&gather(batches).unwrap().totals().unwrap()).unwrap();
        let once = totals(batches.clone());
        let mut turned = batches.clone();
        turned.rotate_left(turn % batches.len());
        turned.extend(batches.iter().take(1).cloned());
        prop_assert_eq!(once, totals(turned));
    }
}

fn given(posts: Vec<Post>, name: &str) -> Batch {
    let fingerprint = estran::document::fingerprint(format!("{posts:?}").as_bytes());
    let mut batch = Batch::new(&Arc::from(name), &fingerprint);
    batch.tables.posts = Some(posts);
    batch
}

#[test]
fn the_later_reading_wins_and_an_empty_cell_never_erases_a_number() {
    let early = given(vec![post(1, 3, 0, Some(100), 40)], "juin.csv");
    let late = given(vec![post(1, 3, 0, Some(250), 50)], "juillet.csv");
    let bare = given(vec![post(1, 3, 0, None, 60)], "août.csv");
    for batches in [
        vec![early.clone(), late.clone(), bare.clone()],
        vec![bare, early, late],
    ] {
        let ledger = gather(batches).unwrap();
        let posts = ledger.posts.as_ref().unwrap();
        assert_eq!(posts.height(), 1);
        assert_eq!(
            posts.column("views").unwrap().i64().unwrap().get(0),
            Some(250)
        );
        assert!(
            ledger
                .findings
                .iter()
                .any(|finding| finding.code == "read-twice"),
            "the change is told"
        );
    }
}

#[test]
fn what_a_period_brought_never_fills_a_reading_of_the_whole_life() {
    let mut of_life = post(1, 0, 0, Some(900), 70);
    of_life.permalink = None;
    let mut of_period = post(1, 0, 0, Some(40), 80);
    of_period.is_whole = false;
    of_period.metrics[Metric::Comments] = Some(3);
    let batches = [
        given(vec![of_life], "a.csv"),
        given(vec![of_period], "b.csv"),
    ];
    let merged = gather(batches.to_vec()).unwrap().posts.unwrap();
    let counter = |metric: Metric| merged.column(metric.key()).unwrap().i64().unwrap().get(0);
    assert_eq!(
        [counter(Metric::Views), counter(Metric::Comments)],
        [Some(900), None]
    );
    let link = merged.column("permalink").unwrap().str().unwrap();
    assert_eq!(link.get(0), Some("facebook:1"), "a text may be filled");
}

#[test]
fn the_reading_of_the_network_is_preferred_to_that_of_a_suite_whatever_its_date() {
    let of_suite = |mut post: Post| {
        post.source = Source::Suite;
        post.metrics[Metric::Reach] = Some(77);
        post
    };
    let native = given(vec![post(1, 3, 0, Some(100), 40)], "réseau.csv");
    let moved = Post {
        id: "9001".to_owned(),
        permalink: Some("facebook:9001".to_owned()),
        ..post(1, 3, 0, Some(900), 60)
    };
    for double in [
        // By its id, by its link, by its moment.
        post(1, 3, 0, Some(900), 60),
        Post {
            id: "9001".to_owned(),
            ..post(1, 3, 0, Some(900), 60)
        },
        moved,
    ] {
        let alone = of_suite(post(2, 5, 1, Some(30), 60));
        let suite = given(vec![of_suite(double), alone], "outil.csv");
        for batches in [
            vec![native.clone(), suite.clone()],
            vec![suite.clone(), native.clone()],
        ] {
            let ledger = gather(batches).unwrap();
            let totals = ledger.totals().unwrap();
            assert_eq!(ledger.posts.as_ref().unwrap().height(), 2);
            assert_eq!(totals.0["posts"]["total"]["views"], 130);
            assert_eq!(
                totals.0["posts"]["total"]["reach"], 77,
                "the suite adds nothing to the post of the network"
            );
            let told: Vec<&str> = ledger
                .findings
                .iter()
                .filter(|finding| finding.code == "also-native")
                .map(|finding| &*finding.at.file)
                .collect();
            assert_eq!(told, ["outil.csv"]);
        }
    }
}

#[test]
fn two_posts_of_a_suite_are_never_one_post_of_the_network() {
    let native = given(vec![post(1, 3, 0, Some(100), 40)], "réseau.csv");
    let near = |id: u8| Post {
        source: Source::Suite,
        ..post(id, 3, 0, Some(10), 60)
    };
    let suite = given(vec![near(7), near(8)], "outil.csv");
    let ledger = gather(vec![native, suite]).unwrap();
    assert_eq!(ledger.posts.unwrap().height(), 3);
}

/// As a suite tells of it, under an id and a link of its own.
fn of_suite(id: u8, account: &str) -> Post {
    Post {
        source: Source::Suite,
        account: account.to_owned(),
        ..post(id, 3, 0, Some(10), 60)
    }
}

fn heights(native: Vec<Post>, suite: Vec<Post>) -> [usize; 2] {
    let (native, suite) = (given(native, "réseau.csv"), given(suite, "outil.csv"));
    [
        vec![native.clone(), suite.clone()],
        vec![suite.clone(), native.clone()],
    ]
    .map(|batches| gather(batches).unwrap().posts.unwrap().height())
}

#[test]
fn one_text_sent_to_two_pages_at_once_is_two_posts() {
    let native = vec![post(1, 3, 0, Some(100), 40)];
    // The other page under its name, be it the only one that the suite tells of or not.
    assert_eq!(
        heights(
            native.clone(),
            vec![of_suite(7, "fb"), of_suite(8, "Musée")]
        ),
        [2, 2]
    );
    let other = Post {
        id: "2".to_owned(),
        account: "musée".to_owned(),
        title: TITLES[1].to_owned(),
        ..native[0].clone()
    };
    assert_eq!(
        heights(vec![native[0].clone(), other], vec![of_suite(8, "Salle")]),
        [3, 3]
    );
    // Where there is one account on both sides, the names may differ.
    assert_eq!(heights(native, vec![of_suite(7, "Abers")]), [1, 1]);
}

#[test]
fn two_accounts_of_the_settings_are_never_one_by_a_title() {
    let mut suite = given(vec![of_suite(8, "fb-musee")], "outil.csv");
    let mut native = given(vec![post(1, 3, 0, Some(100), 40)], "réseau.csv");
    let named = |account: &str| FoundAccount {
        network: Network::Facebook,
        account: account.to_owned(),
        name: None,
        known: true,
    };
    native.accounts.push(named("fb"));
    suite.accounts.push(named("fb-musee"));
    let ledger = gather(vec![native, suite]).unwrap();
    assert_eq!(ledger.posts.unwrap().height(), 2);
}

#[test]
fn the_links_of_some_posts_tell_the_account_of_the_others() {
    let elsewhere = |id: u8, account: &str| Post {
        id: id.to_string(),
        account: account.to_owned(),
        permalink: Some(format!("facebook:{id}")),
        ..post(id, 9, 2, Some(10), 40)
    };
    let native = vec![
        post(1, 3, 0, Some(100), 40),
        elsewhere(2, "fb"),
        elsewhere(3, "musée"),
    ];
    let by_link = |id: u8, account: &str| Post {
        id: format!("900{id}"),
        source: Source::Suite,
        ..elsewhere(id, account)
    };
    let suite = |account: &str| {
        vec![
            of_suite(7, account),
            by_link(2, "Abers"),
            by_link(3, "Musée des Abers"),
        ]
    };
    assert_eq!(heights(native.clone(), suite("Abers")), [3, 3]);
    assert_eq!(heights(native.clone(), suite("Musée des Abers")), [4, 4]);
    // One account of the network under two names of the suite: nothing is learnt.
    let native = vec![native[0].clone(), elsewhere(2, "fb"), elsewhere(3, "fb")];
    assert_eq!(heights(native, suite("Abers")), [4, 4]);
}

#[test]
fn a_post_that_its_link_tells_is_not_claimed_by_its_moment() {
    let native = vec![post(1, 3, 0, Some(100), 40)];
    let linked = Post {
        id: "9001".to_owned(),
        permalink: Some("facebook:1".to_owned()),
        ..of_suite(7, "fb")
    };
    assert_eq!(heights(native, vec![linked, of_suite(8, "fb")]), [2, 2]);
}

#[test]
fn a_status_of_a_thread_that_the_export_of_the_network_lacks_is_another_post() {
    let on_x = |post: Post| Post {
        network: Network::X,
        permalink: Some(format!("x:{}", post.id)),
        ..post
    };
    let native = vec![on_x(post(1, 3, 0, Some(100), 40))];
    let thread = vec![on_x(of_suite(1, "fb")), on_x(of_suite(2, "fb"))];
    assert_eq!(heights(native.clone(), thread), [2, 2]);
    assert_eq!(heights(native, vec![on_x(of_suite(2, "fb"))]), [2, 2]);
}

#[test]
fn an_absent_table_is_not_an_empty_one() {
    let ledger = gather(vec![given(Vec::new(), "vide.csv")]).unwrap();
    assert!(ledger.posts.is_some());
    assert!(ledger.hours.is_none());
    let mut batch = given(Vec::new(), "vide.csv");
    assert_eq!(batch.tables.given(), [Dataset::Posts]);
    batch.tables.posts = None;
    assert!(batch.tables.given().is_empty());
}

#[test]
fn a_metric_absent_everywhere_is_null_and_a_zero_is_a_zero() {
    let ledger = gather(vec![given(vec![post(1, 3, 0, Some(0), 40)], "a.csv")]).unwrap();
    let totals = ledger.totals().unwrap();
    assert_eq!(totals.0["posts"]["total"]["views"], 0);
    assert!(totals.0["posts"]["total"]["reach"].is_null());
    assert_eq!(totals.0["posts"]["by_month"]["2026-09"]["n"], 1);
}
