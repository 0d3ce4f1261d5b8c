//! A page of LinkedIn.

use estran::commands::fetch::Order;
use estran::import::import;
use estran::model::{Batch, Metric};
use serde_json::{Value, json};

use crate::exports::merged;

use super::networks::{imported, world};
use super::server::{Asked, Reply, Server, json as answer, status};
use super::world::{START, TestClock, World, parameter};

const OCTOBER: i64 = 1_790_812_800_000;
const DAY: i64 = 86_400_000;

fn post(urn: &str, at: i64) -> Value {
    json!({"id": urn, "author": "urn:li:organization:123", "lifecycleState": "PUBLISHED", "createdAt": at - 5, "publishedAt": at,
        "commentary": "Merci @[Zzmarque](urn:li:person:aB1) \\(et tous\\)"})
}

/// So many posts, two a day back from the 2 November at noon, shares and posts in turn.
fn posts(count: usize) -> Vec<Value> {
    let urn = |place: usize| {
        let kind = ["share", "ugcPost"][place % 2];
        format!("urn:li:{kind}:{}", 7_389_000_000_000_000_999 - place)
    };
    let at = |place: usize| OCTOBER + DAY * 32 + DAY / 2 - DAY * i64::try_from(place / 2).unwrap();
    (0..count)
        .map(|place| post(&urn(place), at(place)))
        .collect()
}

fn figures(impressions: i64) -> Value {
    json!({"impressionCount": impressions, "uniqueImpressionsCount": 5, "clickCount": 3, "likeCount": 2, "commentCount": 1,
        "shareCount": 1, "engagement": 0.05})
}

/// The posts whose figures are asked, as they are written.
fn listed(asked: &Asked) -> Vec<String> {
    let list = asked.path.split_once("=List(").unwrap().1;
    let list = list.split_once(')').unwrap().0;
    list.split(',').map(|urn| urn.replace("%3A", ":")).collect()
}

/// A page with these posts. One in three had no activity, and is left out of the figures.
fn page(posts: Vec<Value>) -> impl Fn(&Asked) -> Reply + Send + Sync {
    move |asked| {
        let path = asked.path.split('?').next().unwrap();
        let is_active = |urn: &String| !urn.ends_with(['0', '3', '6', '9']);
        let range = json!({"start": OCTOBER, "end": OCTOBER + DAY});
        match path {
            "/rest/networkSizes/urn%3Ali%3Aorganization%3A123" => {
                answer(&json!({"firstDegreeSize": 4821}))
            }
            "/rest/organizationalEntityFollowerStatistics" => answer(&json!({"elements": [
                {"followerGains": {"organicFollowerGain": 6, "paidFollowerGain": 1}, "timeRange": range, "organizationalEntity": "zz"}]})),
            "/rest/organizationPageStatistics" => answer(&json!({"elements": [
                {"totalPageStatistics": {"views": {"allPageViews": {"pageViews": 9}}}, "timeRange": range}]})),
            "/rest/organizationalEntityShareStatistics" if asked.path.contains("timeIntervals") => {
                answer(
                    &json!({"elements": [{"totalShareStatistics": figures(812), "timeRange": range}]}),
                )
            }
            "/rest/organizationalEntityShareStatistics" => {
                let name = ["share", "ugcPost"][usize::from(asked.path.contains("ugcPosts="))];
                let found: Vec<Value> = listed(asked)
                    .iter()
                    .filter(|urn| is_active(urn))
                    .map(|urn| json!({name: urn, "totalShareStatistics": figures(2070)}))
                    .collect();
                answer(
                    &json!({"paging": {"start": 0, "count": 10, "links": []}, "elements": found}),
                )
            }
            "/rest/posts" => {
                let start: usize = parameter(asked, "start").unwrap().parse().unwrap();
                let end = (start + 100).min(posts.len());
                answer(
                    &json!({"paging": {"start": start, "count": 100, "links": []}, "elements": posts[start.min(end)..end]}),
                )
            }
            _ => status(404),
        }
    }
}

/// One post in October: the followers, three questions of days, the list and its figures.
pub fn quiet(asked: &Asked) -> Reply {
    page(vec![post(
        "urn:li:share:7389000000000000001",
        OCTOBER + DAY,
    )])(asked)
}

#[test]
fn a_page_of_linkedin_is_read_with_its_days_and_the_figures_of_the_month() {
    let server = Server::new(page(posts(400)));
    let world = world("linkedin", "123", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    // The followers, three questions of days, two pages of posts, the second of which is all older, and the figures of
    // the 31 shares and 31 posts of October.
    assert_eq!(server.asked().len(), 1 + 3 + 2 + 2);
    for asked in server.asked() {
        for header in [
            "linkedin-version: 202607\r\n",
            "x-restli-protocol-version: 2.0.0\r\n",
            "authorization: bearer zzjeton\r\n",
        ] {
            assert!(asked.headers.contains(header), "{header}");
        }
        let is_list = asked.path.starts_with("/rest/posts");
        assert_eq!(asked.headers.contains("x-restli-method: finder"), is_list);
        assert!(!asked.path.contains("zzjeton"));
    }
    let batch = imported(&world);
    assert_eq!(batch.format, Some("linkedin-api"));
    let posts = batch.tables.posts.unwrap();
    assert_eq!(posts.len(), 200);
    assert_eq!(posts[0].title, "Merci @… (et tous)");
    let october: Vec<_> = posts
        .iter()
        .filter(|post| post.published.to_string().starts_with("2026-10"))
        .collect();
    assert_eq!(october.len(), 62);
    for post in october {
        let is_active = !post.id.ends_with(['0', '3', '6', '9']);
        // The documented exception: a post left out of a good answer had no activity at all.
        let expected = if is_active { 2070 } else { 0 };
        assert_eq!(
            post.metrics[Metric::Impressions],
            Some(expected),
            "{}",
            post.id
        );
    }
    // Of those that were not asked for, nothing is known.
    assert_eq!(posts[0].metrics[Metric::Impressions], None);
    let days = batch.tables.account_stats.unwrap();
    let first = days
        .iter()
        .find(|day| day.day.to_string() == "2026-10-01")
        .unwrap();
    assert_eq!(first.metrics[Metric::FollowersGained], Some(7));
    assert_eq!(first.metrics[Metric::Impressions], Some(812));
    assert_eq!(first.metrics[Metric::Reach], Some(5));
    let last = days.last().unwrap();
    assert_eq!(last.day.to_string(), "2026-11-03");
    assert_eq!(last.metrics[Metric::Followers], Some(4821));
}

#[test]
fn names_are_encoded_and_the_signs_of_lists_stay_bare() {
    let server = Server::new(page(vec![
        post("urn:li:share:7389000000000000001", OCTOBER),
        post("urn:li:share:7389000000000000002", OCTOBER),
    ]));
    let world = world("linkedin", "123", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    assert_eq!(
        server.paths(),
        [
            "/rest/networkSizes/urn%3Ali%3Aorganization%3A123?edgeType=COMPANY_FOLLOWED_BY_MEMBER",
            "/rest/organizationalEntityFollowerStatistics?q=organizationalEntity&organizationalEntity=urn%3Ali%3Aorganization%3A123&timeIntervals=(timeRange:(start:1790812800000,end:1793491200000),timeGranularityType:DAY)",
            "/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity=urn%3Ali%3Aorganization%3A123&timeIntervals=(timeRange:(start:1790812800000,end:1793491200000),timeGranularityType:DAY)",
            "/rest/organizationPageStatistics?q=organization&organization=urn%3Ali%3Aorganization%3A123&timeIntervals=(timeRange:(start:1790812800000,end:1793491200000),timeGranularityType:DAY)",
            "/rest/posts?author=urn%3Ali%3Aorganization%3A123&q=author&count=100&start=0&sortBy=CREATED",
            "/rest/organizationalEntityShareStatistics?q=organizationalEntity&organizationalEntity=urn%3Ali%3Aorganization%3A123&shares=List(urn%3Ali%3Ashare%3A7389000000000000001,urn%3Ali%3Ashare%3A7389000000000000002)",
        ]
    );
}

#[test]
fn an_answer_that_is_cut_at_its_page_makes_no_nought() {
    // Twelve active posts, and figures that come ten at a time without saying that there are more.
    let urns: Vec<String> = (0..13)
        .map(|number| format!("urn:li:share:73890000000000000{number:02}"))
        .collect();
    let list: Vec<Value> = urns.iter().map(|urn| post(urn, OCTOBER + DAY)).collect();
    let good = page(list);
    let server = Server::new(move |asked| {
        if !asked.path.contains("shares=") {
            return good(asked);
        }
        let found: Vec<Value> = listed(asked)
            .iter()
            .filter(|urn| !urn.ends_with("12"))
            .take(10)
            .map(|urn| json!({"share": urn, "totalShareStatistics": figures(7)}))
            .collect();
        answer(&json!({"paging": {"count": 10, "links": []}, "elements": found}))
    });
    let world = world("linkedin", "123", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    let figures = server
        .paths()
        .iter()
        .filter(|path| path.contains("shares="))
        .count();
    assert_eq!(figures, 2);
    let posts = imported(&world).tables.posts.unwrap();
    let noughts: Vec<&str> = posts
        .iter()
        .filter(|post| post.metrics[Metric::Impressions] == Some(0))
        .map(|post| post.id.as_str())
        .collect();
    assert_eq!(noughts, ["7389000000000000012"]);
    assert!(
        posts
            .iter()
            .all(|post| post.metrics[Metric::Reach].is_some())
    );
}

#[test]
fn many_posts_are_asked_fifty_at_a_time() {
    let list: Vec<Value> = (0..120)
        .map(|number| {
            post(
                &format!("urn:li:share:7389000000000000{number:03}"),
                OCTOBER + DAY,
            )
        })
        .collect();
    let server = Server::new(page(list));
    let world = world("linkedin", "123", &server.base());
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    let sizes: Vec<usize> = server
        .asked()
        .iter()
        .filter(|asked| asked.path.contains("shares="))
        .map(|asked| listed(asked).len())
        .collect();
    assert_eq!(sizes, [50, 50, 20]);
    assert_eq!(imported(&world).tables.posts.unwrap().len(), 120);
}

#[test]
fn days_that_are_refused_are_told_of_and_posts_that_are_refused_stop_the_account() {
    let good = page(posts(10));
    let server = Server::new(move |asked| {
        if asked.path.contains("PageStatistics") {
            return status(403);
        }
        if asked.path.contains("FollowerStatistics") {
            return status(400);
        }
        good(asked)
    });
    let world_of = |server: &Server| world("linkedin", "123", &server.base());
    let world = world_of(&server);
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    let batch = imported(&world);
    let told = format!("{:?}", batch.findings);
    for name in [
        "organizationPageStatistics",
        "organizationalEntityFollowerStatistics",
    ] {
        assert!(told.contains(name), "{told}");
    }
    assert_eq!(batch.tables.posts.unwrap().len(), 10);
    let good = page(posts(10));
    let server = Server::new(move |asked| {
        if asked.path.starts_with("/rest/posts") {
            return status(403);
        }
        good(asked)
    });
    let why = world_of(&server)
        .outcome(&TestClock::at(START))
        .unwrap_err();
    assert!(why.contains("l’accès est refusé (403)"), "{why}");
}

#[test]
fn what_linkedin_has_forgotten_is_not_asked_and_not_nought() {
    let year = DAY * 396;
    let server = Server::new(page(vec![post(
        "urn:li:share:7389000000000000001",
        OCTOBER - year,
    )]));
    let world = world("linkedin", "123", &server.base());
    let order = Order {
        month: "2025-08".parse().ok(),
        ..Order::default()
    };
    assert_eq!(world.outcome_as(&TestClock::at(START), &order), Ok(()));
    assert_eq!(server.asked().len(), 2);
    let batch = imported(&world);
    let posts = batch.tables.posts.unwrap();
    assert_eq!(posts[0].published.to_string(), "2025-08-31 02:00:00");
    assert_eq!(posts[0].metrics[Metric::Impressions], None);
    assert!(format!("{:?}", batch.findings).contains("dropped-metric"));
}

#[test]
fn a_month_that_is_not_over_is_asked_until_this_morning() {
    let server = Server::new(quiet);
    let world = world("linkedin", "123", &server.base());
    let order = |month: &str| Order {
        month: month.parse().ok(),
        ..Order::default()
    };
    let clock = TestClock::at(START);
    assert_eq!(world.outcome_as(&clock, &order("2026-11")), Ok(()));
    assert!(server.paths()[1].contains("(start:1793491200000,end:1793664000000)"));
    // On the first day there is no day to ask for.
    let server = Server::new(quiet);
    let world = super::networks::world("linkedin", "123", &server.base());
    let clock = TestClock::at("2026-11-01T08:00:00Z");
    assert_eq!(world.outcome_as(&clock, &order("2026-11")), Ok(()));
    assert_eq!(server.asked().len(), 2);
}

#[test]
fn a_quota_without_a_word_is_knocked_at_twice_and_no_more() {
    let server = Server::new(|_| status(429));
    let world = world("linkedin", "123", &server.base());
    let why = world.outcome(&TestClock::at(START)).unwrap_err();
    assert!(why.contains("minuit, temps universel"), "{why}");
    assert_eq!(server.asked().len(), 3);
}

/// The export of the page, with posts of these activities and instants.
fn export(world: &World, activities: &[u64]) -> Batch {
    let rows = activities.iter().map(|activity| {
        format!("Bonjour;https://www.linkedin.com/feed/update/urn:li:activity:{activity};Organic;;(agent);10/02/2026;;;All followers;64;;;1;1,95 %;18;3;4;;3,48 %;\n")
    });
    let text = format!(
        "Post title;Post link;Post type;Campaign name;Posted by;Created date;Campaign start date;Campaign end date;Audience;Impressions;Views;Offsite Views;Clicks;Click through rate (CTR);Likes;Comments;Reposts;Follows;Engagement rate;Content Type\n{}",
        rows.collect::<String>()
    );
    let name = "linkedin/one/abers_content_1793707200000.csv";
    import(name, text.into_bytes(), &world.config().import)
}

#[test]
fn a_post_that_an_export_gives_too_is_one_post() {
    let at = OCTOBER + DAY;
    // The activity of a post is born some seconds after its share, and has another number.
    let activity = |milliseconds: i64| (milliseconds.cast_unsigned() << 22) + 5;
    let urn = |number: u32| format!("urn:li:share:73890000000000000{number:02}");
    let counted = |fetched: &[i64], exported: &[u64]| {
        let list = (1..)
            .zip(fetched)
            .map(|(number, at)| post(&urn(number), *at));
        let server = Server::new(page(list.collect()));
        let world = world("linkedin", "123", &server.base());
        assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
        let batches = vec![imported(&world), export(&world, exported)];
        let posts = merged(batches)["posts"].clone();
        (
            posts["n"].as_u64().unwrap(),
            posts["total"]["impressions"].as_i64().unwrap(),
        )
    };
    // The fetched reading is the later one: its figures stay, and are counted once.
    assert_eq!(counted(&[at], &[activity(at + 3_000)]), (1, 2070));
    assert_eq!(counted(&[at], &[activity(at + 90_000)]), (2, 2070 + 64));
    // Two posts at one moment: nothing says which is which.
    let two = [activity(at + 3_000), activity(at + 9_000)];
    assert_eq!(counted(&[at], &two).0, 3);
    assert_eq!(counted(&[at, at + 1_000], &two[..1]).0, 3);
}
