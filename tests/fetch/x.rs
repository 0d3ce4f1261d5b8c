//! An account of X, whose readings are paid for.

use estran::commands::fetch::Order;
use estran::model::Metric;
use serde_json::{Value, json};

use super::commands::estran;
use super::networks::{imported, world};
use super::server::{Asked, Reply, Server, json as answer, status};
use super::world::{START, TestClock, World, mastodon, parameter, toots};

fn post(number: usize) -> Value {
    json!({"id": (1_980_000_000_000_000_000 + number).to_string(), "created_at": "2026-10-20T07:00:00.000Z",
        "text": "Bonjour &amp; merci", "author_id": "zzmarque",
        "public_metrics": {"retweet_count": 6, "reply_count": 2, "like_count": 19, "quote_count": 1, "bookmark_count": 3, "impression_count": 4107}})
}

fn account() -> Reply {
    answer(
        &json!({"data": [{"id": "22", "name": "Zzmarque", "username": "zzmarque",
        "public_metrics": {"followers_count": 15230, "following_count": 3}}]}),
    )
}

/// An account with so many posts in the month.
fn x(posts: usize) -> impl Fn(&Asked) -> Reply + Send + Sync {
    move |asked| match asked.path.split('?').next().unwrap() {
        "/2/users/by" => account(),
        "/2/usage/tweets" => {
            answer(&json!({"data": {"project_usage": "120", "project_cap": "3000000"}}))
        }
        "/2/users/22/tweets" => {
            let size: usize = parameter(asked, "max_results").unwrap().parse().unwrap();
            let start: usize =
                parameter(asked, "pagination_token").map_or(0, |mark| mark.parse().unwrap());
            let end = (start + size).min(posts);
            let mut meta = json!({"result_count": end - start});
            if end < posts {
                meta["next_token"] = json!(end.to_string());
            }
            if end == start {
                return answer(&json!({"meta": meta}));
            }
            let data: Vec<Value> = (start..end).map(post).collect();
            answer(&json!({"data": data, "meta": meta}))
        }
        _ => status(404),
    }
}

/// One post in October.
pub fn quiet(asked: &Asked) -> Reply {
    x(1)(asked)
}

fn paying() -> Order {
    Order {
        pays: true,
        ..Order::default()
    }
}

#[test]
fn an_account_of_x_is_read_for_its_month_alone() {
    let server = Server::new(x(150));
    let world = world("x", "@DeptAbers", &server.base());
    assert_eq!(world.outcome_as(&TestClock::at(START), &paying()), Ok(()));
    assert_eq!(
        server.paths(),
        [
            "/2/users/by?usernames=DeptAbers&user.fields=public_metrics",
            // The month of Paris, on both sides of the change of hour.
            "/2/users/22/tweets?max_results=100&start_time=2026-09-30T22%3A00%3A00Z&exclude=retweets%2Creplies&tweet.fields=created_at%2Cpublic_metrics%2Creferenced_tweets&end_time=2026-10-31T23%3A00%3A00Z",
            "/2/users/22/tweets?max_results=100&start_time=2026-09-30T22%3A00%3A00Z&exclude=retweets%2Creplies&tweet.fields=created_at%2Cpublic_metrics%2Creferenced_tweets&end_time=2026-10-31T23%3A00%3A00Z&pagination_token=100",
        ]
    );
    let batch = imported(&world);
    assert_eq!(batch.format, Some("x-api"));
    let posts = batch.tables.posts.unwrap();
    assert_eq!(posts.len(), 150);
    assert_eq!(posts[0].title, "Bonjour & merci");
    assert_eq!(posts[0].permalink.as_deref(), Some("x:1980000000000000000"));
    let figures = posts[0].metrics;
    assert_eq!(figures[Metric::Impressions], Some(4107));
    assert_eq!(
        (figures[Metric::Shares], figures[Metric::Saves]),
        (Some(7), Some(3))
    );
    let days = batch.tables.account_stats.unwrap();
    assert_eq!(days[0].metrics[Metric::Followers], Some(15_230));
}

#[test]
fn a_month_without_a_post_is_read_and_one_that_is_not_over_has_no_end() {
    let server = Server::new(x(0));
    let world = world("x", "DeptAbers", &server.base());
    let order = Order {
        month: "2026-11".parse().ok(),
        ..paying()
    };
    assert_eq!(world.outcome_as(&TestClock::at(START), &order), Ok(()));
    assert!(!server.paths()[1].contains("end_time"));
    assert_eq!(world.inbox().len(), 1);
}

#[test]
fn a_month_that_is_read_late_may_lack_posts_and_says_so() {
    let server = Server::new(x(1));
    for (month, is_late) in [("2026-08", false), ("2026-07", true)] {
        let world = world("x", "DeptAbers", &server.base());
        let order = Order {
            month: month.parse().ok(),
            ..paying()
        };
        assert_eq!(world.outcome_as(&TestClock::at(START), &order), Ok(()));
        let findings = imported(&world).findings;
        let says = findings.iter().any(|finding| finding.code == "read-late");
        assert_eq!(says, is_late, "{month}");
    }
}

#[test]
fn nothing_is_asked_that_nobody_agreed_to_pay_and_the_others_are_read() {
    let (x, other) = (Server::new(x(3)), Server::new(mastodon(toots(3, 1))));
    let world = World::with(&format!(
        "[[accounts]]\nid = \"x\"\nnetwork = \"x\"\nname = \"X\"\n[fetch.x]\nhandle = \"DeptAbers\"\nbase = \"{}\"\nsecret = \"x-abers\"\n[[accounts]]\nid = \"ma\"\nnetwork = \"mastodon\"\nname = \"M\"\n[fetch.ma]\nhandle = \"one\"\nbase = \"{}\"\n",
        x.base(),
        other.base()
    ));
    world.secret("x-abers", "zzjeton");
    let month = ["fetch", "--month", "2026-10"];
    let rehearsal = estran(&world, &[&month[..], &["--dry-run"]].concat(), &[]);
    assert!(
        rehearsal
            .out
            .contains("lecture payante (au plus 1,01\u{a0}$)"),
        "{}",
        rehearsal.out
    );
    // No terminal, no answer to the question.
    let said = estran(&world, &month, &[]);
    assert_eq!(said.status, 1, "{}{}", said.out, said.err);
    assert!(
        said.err.contains("x\u{a0}: X fait payer chaque lecture\u{202f}; octobre 2026 coûtera au plus 1,01\u{a0}$ (0,01\u{a0}$ pour le compte, 0,005\u{a0}$ par publication, 200\u{a0}publications au plus)"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("n’a pas été acceptée") && said.err.contains("--yes"),
        "{}",
        said.err
    );
    assert!(
        said.err.contains("ma\u{a0}: 2\u{a0}réponses"),
        "{}",
        said.err
    );
    assert!(x.asked().is_empty());
    let said = estran(&world, &[&month[..], &["--yes"]].concat(), &[]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    // Still said, and said before.
    assert!(
        said.err.starts_with("x\u{a0}: X fait payer"),
        "{}",
        said.err
    );
    assert_eq!(x.asked().len(), 2);
    // What is read already costs nothing.
    let said = estran(&world, &month, &[]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(!said.err.contains("fait payer"), "{}", said.err);
    assert_eq!(x.asked().len(), 2);
}

#[test]
fn several_accounts_have_their_sum_and_prices_are_settings() {
    let block = |id: &str, more: &str| {
        format!(
            "[[accounts]]\nid = \"{id}\"\nnetwork = \"x\"\nname = \"{id}\"\n[fetch.{id}]\nhandle = \"{id}\"\nbase = \"http://127.0.0.1:9\"\nsecret = \"x-abers\"\n{more}"
        )
    };
    let world = World::with(
        &(block("one", "")
            + &block(
                "two",
                "post_price = 0.001\naccount_price = 0\nmost_posts = 30\n",
            )),
    );
    let said = estran(&world, &["fetch", "--month", "2026-10"], &[]);
    assert!(said.err.contains("two\u{a0}: X fait payer chaque lecture\u{202f}; octobre 2026 coûtera au plus 0,03\u{a0}$"), "{}", said.err);
    assert!(
        said.err.contains("en tout, au plus 1,04\u{a0}$"),
        "{}",
        said.err
    );
}

#[test]
fn a_check_of_the_accounts_pays_nothing() {
    let server = Server::new(x(3));
    let world = world("x", "DeptAbers", &server.base());
    let said = estran(&world, &["accounts", "check"], &[]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(
        said.out.contains("ne dit donc rien du compte"),
        "{}",
        said.out
    );
    assert_eq!(server.paths(), ["/2/usage/tweets"]);
}

#[test]
fn more_posts_than_are_paid_for_stop_the_account_and_nothing_is_read_twice() {
    let server = Server::new(x(205));
    let world = world("x", "DeptAbers", &server.base());
    let why = world
        .outcome_as(&TestClock::at(START), &paying())
        .unwrap_err();
    assert!(
        why.contains("plus de 200 publications") && why.contains("most_posts"),
        "{why}"
    );
    assert_eq!(server.asked().len(), 3);
    assert!(
        world
            .inbox()
            .iter()
            .all(|(name, _)| name.contains(".partie"))
    );
    let config = world.root.path().join("config.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, text + "most_posts = 300\n").unwrap();
    assert_eq!(world.outcome_as(&TestClock::at(START), &paying()), Ok(()));
    assert_eq!(server.asked().len(), 4);
    assert_eq!(imported(&world).tables.posts.unwrap().len(), 205);
}

#[test]
fn a_spending_limit_is_no_limit_that_passes() {
    let problem = |code: u16, kind: &str| Reply {
        body: json!({"title": "zz", "type": format!("https://api.x.com/2/problems/{kind}")})
            .to_string()
            .into_bytes(),
        ..status(code)
    };
    for (reply, words) in [
        (
            problem(429, "usage-capped").with("x-rate-limit-reset", "1793693712"),
            "plafond de dépense",
        ),
        (problem(402, "credits"), "plafond de dépense"),
        (status(402), "plafond de dépense"),
        (problem(403, "client-forbidden"), "l’accès est refusé"),
    ] {
        let server = Server::new(move |_| reply.clone());
        let world = world("x", "DeptAbers", &server.base());
        let clock = TestClock::at(START);
        let why = world.outcome_as(&clock, &paying()).unwrap_err();
        assert!(why.contains(words), "{why}");
        assert_eq!((server.asked().len(), clock.waited()), (1, 0));
    }
}

#[test]
fn the_new_name_of_the_fields_is_tried_when_the_old_one_is_refused() {
    let server = Server::new(|asked| {
        let mut post = post(1);
        post["public_metrics"] = json!({"repost_count": 6, "quote_count": 1});
        if asked.path.contains("tweet.fields") {
            status(400)
        } else if asked.path.contains("/tweets?") {
            answer(&json!({"data": [post], "meta": {"result_count": 1}}))
        } else {
            account()
        }
    });
    let world = world("x", "DeptAbers", &server.base());
    assert_eq!(world.outcome_as(&TestClock::at(START), &paying()), Ok(()));
    assert!(server.paths()[2].contains("&post.fields=created_at"));
    let posts = imported(&world).tables.posts.unwrap();
    assert_eq!(posts[0].metrics[Metric::Shares], Some(7));
    assert_eq!(posts[0].metrics[Metric::Impressions], None);
}

#[test]
fn what_is_refused_inside_a_good_answer_is_told_of() {
    let refusal = |kind: &str| {
        json!([{"title": "Authorization Error", "detail": "zzmarque", "value": "zzmarque", "field": "public_metrics.bookmark_count",
            "type": format!("https://api.x.com/2/problems/{kind}")}])
    };
    // One field of the posts.
    let partial = refusal("not-authorized-for-field");
    let server = Server::new(move |asked| {
        if asked.path.contains("/users/by") {
            return account();
        }
        answer(&json!({"data": [post(1)], "meta": {"result_count": 1}, "errors": partial}))
    });
    let world_of = |server: &Server| world("x", "DeptAbers", &server.base());
    let world = world_of(&server);
    assert_eq!(world.outcome_as(&TestClock::at(START), &paying()), Ok(()));
    let batch = imported(&world);
    assert!(format!("{:?}", batch.findings).contains("public_metrics.bookmark_count"));
    // The account itself, and its posts.
    let gone = refusal("resource-not-found");
    let server = Server::new(move |_| answer(&json!({"errors": gone})));
    let why = world_of(&server)
        .outcome_as(&TestClock::at(START), &paying())
        .unwrap_err();
    assert!(why.contains("introuvable"), "{why}");
    let protected = refusal("not-authorized-for-resource");
    let server = Server::new(move |asked| {
        if asked.path.contains("/users/by") {
            return account();
        }
        answer(&json!({"errors": protected}))
    });
    let why = world_of(&server)
        .outcome_as(&TestClock::at(START), &paying())
        .unwrap_err();
    assert!(why.contains("l’accès est refusé"), "{why}");
}
