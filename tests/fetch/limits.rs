//! What a server may answer other than what was asked, and how long it is waited for.

use serde_json::{Value, json};

use super::server::{Asked, End, Reply, Server, json as answer, status};
use super::world::{START, TestClock, World, mastodon, toots};

/// A server that replies so to its first questions, then behaves.
fn troubled(first: Vec<Reply>) -> Server {
    let good = mastodon(toots(3, 1));
    Server::new(move |asked| {
        first
            .get(asked.before)
            .cloned()
            .unwrap_or_else(|| good(asked))
    })
}

/// Whether one account is read in the end, how many questions it took and how many seconds were waited.
fn read(first: Vec<Reply>) -> (Result<(), String>, usize, u64) {
    let server = troubled(first);
    let clock = TestClock::at(START);
    let world = World::mastodon(&[("one", &server.base())]);
    let outcome = world.outcome(&clock);
    assert_eq!(
        outcome.is_ok(),
        world
            .inbox()
            .iter()
            .any(|(name, _)| name.ends_with("_2026-10.json"))
    );
    (outcome, server.asked().len(), clock.waited())
}

fn html() -> Reply {
    Reply {
        body: b"<!DOCTYPE html><title>Maintenance</title>".to_vec(),
        ..answer(&Value::Null)
    }
}

/// Two questions are what one quiet account needs.
const NEEDED: usize = 2;

#[test]
fn what_will_not_get_better_is_asked_once_and_says_what_to_do() {
    for (reply, words) in [
        (status(401), "en donner le nom dans «\u{a0}secret\u{a0}»"),
        (status(403), "ne répond pas sans jeton"),
        (status(404), "vérifier «\u{a0}handle\u{a0}»"),
        (status(410), "il est fermé"),
        (status(426), "version"),
        (status(422), "l’API a peut-être changé"),
        (answer(&json!({"acct": "sans numéro"})), "«\u{a0}id\u{a0}»"),
    ] {
        let shown = format!("{reply:?}");
        let (outcome, asked, waited) = read(vec![reply]);
        let why = outcome.expect_err(&shown);
        assert!(why.contains(words), "{why}");
        assert_eq!((asked, waited), (1, 0), "{shown}");
    }
}

#[test]
fn every_form_of_wait_is_obeyed_to_the_second() {
    let usage = r#"{"1":[{"type":"pages","estimated_time_to_regain_access":3}]}"#;
    for (name, value, seconds) in [
        ("retry-after", "7", 7),
        ("retry-after", "Tue, 03 Nov 2026 08:15:32 GMT", 30),
        ("x-ratelimit-reset", "2026-11-03T08:20:00.000000Z", 298),
        ("x-rate-limit-reset", "1793693712", 10),
        ("ratelimit-reset", "12", 12),
        ("x-business-use-case-usage", usage, 180),
        // An instant that is over by our clock, which is fast: one second is left to the server.
        ("x-ratelimit-reset", "2026-11-03T08:15:00Z", 1),
    ] {
        let (outcome, asked, waited) = read(vec![status(429).with(name, value)]);
        assert_eq!(outcome, Ok(()), "{name}: {value}");
        assert_eq!((asked, waited), (NEEDED + 1, seconds), "{name}: {value}");
    }
}

#[test]
fn an_instant_is_counted_from_the_date_the_server_writes_beside_it() {
    // By its own clock, an hour behind ours, the window ends in 20 seconds.
    let reply = status(429)
        .with("date", "Tue, 03 Nov 2026 07:15:02 GMT")
        .with("x-ratelimit-reset", "2026-11-03T07:15:22Z");
    assert_eq!(read(vec![reply]), (Ok(()), NEEDED + 1, 20));
}

#[test]
fn a_wait_longer_than_the_run_stops_the_account_and_says_until_when() {
    let (outcome, asked, waited) = read(vec![status(429).with("retry-after", "7200")]);
    let why = outcome.unwrap_err();
    // 10:15:02 in Universal Time is 11:15 in Paris.
    assert!(why.contains("jusqu’au 03/11 à 11\u{a0}h\u{a0}15"), "{why}");
    assert_eq!((asked, waited), (1, 0));
}

#[test]
fn what_may_pass_is_tried_again_and_not_for_ever() {
    for code in [408, 425, 500, 502, 503, 504, 429] {
        let (outcome, asked, waited) = read(vec![status(code); 4]);
        assert_eq!(outcome, Ok(()), "{code}");
        assert_eq!(asked, NEEDED + 4, "{code}");
        // At most 1 + 2 + 4 + 8 seconds.
        assert!(waited <= 15, "{code}: {waited}");
        let (outcome, asked, _) = read(vec![status(code); 50]);
        let why = outcome.unwrap_err();
        assert!(why.contains("relancer"), "{why}");
        assert_eq!(asked, 5, "{code}");
    }
}

#[test]
fn a_web_page_in_the_place_of_data_is_a_fault_that_may_pass() {
    assert_eq!(read(vec![html(), html()]).0, Ok(()));
    let (outcome, asked, _) = read(vec![html(); 50]);
    let why = outcome.unwrap_err();
    assert!(why.contains("une page web au lieu de données"), "{why}");
    assert_eq!(asked, 3);
}

#[test]
fn a_connection_that_breaks_is_made_again() {
    for (end, words) in [
        (End::Cut, "coupée"),
        (End::Nothing, "coupée"),
        (End::Silent, "s’est tu trop longtemps"),
    ] {
        let broken = answer(&json!({"id": "117", "acct": "departement"})).ending(end);
        assert_eq!(read(vec![broken.clone()]).0, Ok(()), "{end:?}");
        let why = read(vec![broken; 50]).0.unwrap_err();
        assert!(why.contains(words), "{end:?}: {why}");
    }
    let world = World::mastodon(&[("one", "http://127.0.0.1:9")]);
    let why = world.outcome(&TestClock::at(START)).unwrap_err();
    assert!(why.contains("ne répond pas"), "{why}");
}

#[test]
fn an_answer_without_end_is_not_read_to_its_end() {
    let big = Reply {
        body: vec![b' '; 600_000],
        ..answer(&Value::Null)
    };
    let why = read(vec![big]).0.unwrap_err();
    assert!(why.contains("trop grosse"), "{why}");
}

/// A server whose every page says that there is another.
fn turning(page: impl Fn(&Asked) -> (Value, String) + Send + Sync + 'static) -> Server {
    let good = mastodon(Vec::new());
    Server::new(move |asked| {
        if asked.path.contains("lookup") {
            return good(asked);
        }
        let (body, mark) = page(asked);
        answer(&body).with(
            "link",
            format!("<https://x.example/a?max_id={mark}>; rel=\"next\""),
        )
    })
}

#[test]
fn a_list_that_goes_round_is_left() {
    let posts = Value::Array(toots(2, 1));
    let (same, other) = (posts.clone(), posts);
    let servers = [
        turning(move |_| (same.clone(), "7".to_owned())),
        // Each time another mark, and the same posts.
        turning(move |asked| (other.clone(), asked.before.to_string())),
    ];
    for server in servers {
        let world = World::mastodon(&[("one", &server.base())]);
        let why = world.outcome(&TestClock::at(START)).unwrap_err();
        assert!(why.contains("toujours la même page"), "{why}");
        assert!(server.asked().len() <= 4);
    }
    // Nothing, and always more of it.
    let server = turning(|asked| (json!([]), asked.before.to_string()));
    let world = World::mastodon(&[("one", &server.base())]);
    let why = world.outcome(&TestClock::at(START)).unwrap_err();
    assert!(why.contains("plus de 200 pages"), "{why}");
}

#[test]
fn a_window_that_is_used_up_is_waited_for_and_not_knocked_at() {
    let good = mastodon(toots(3, 1));
    let server = Server::new(move |asked| {
        good(asked)
            .with("x-ratelimit-remaining", "0")
            .with("x-ratelimit-reset", "2026-11-03T08:16:02Z")
    });
    let clock = TestClock::at(START);
    let world = World::mastodon(&[("one", &server.base())]);
    assert_eq!(world.outcome(&clock), Ok(()));
    assert_eq!((server.asked().len(), clock.waited()), (NEEDED, 60));
}

#[test]
fn forty_accounts_of_one_limited_server_are_all_read_and_none_is_refused_for_good() {
    // A window of ten questions, then a refusal until the client has waited.
    let good = mastodon(toots(3, 1));
    let server = Server::new(move |asked| match asked.before % 11 {
        10 => status(429).with("retry-after", "1"),
        _ => good(asked),
    });
    let base = server.base();
    let names: Vec<String> = (0..40).map(|number| format!("compte-{number}")).collect();
    let accounts: Vec<(&str, &str)> = names
        .iter()
        .map(|name| (name.as_str(), base.as_str()))
        .collect();
    let clock = TestClock::at(START);
    let world = World::mastodon(&accounts);
    let outcomes = world.read(&clock);
    assert!(
        outcomes
            .iter()
            .all(|(_, outcome)| matches!(outcome, estran::commands::fetch::Outcome::Read { .. }))
    );
    let refusals = server.asked().len() - 40 * NEEDED;
    assert_eq!(refusals, server.asked().len() / 11);
    let order: Vec<&String> = outcomes.iter().map(|(account, _)| account).collect();
    assert_eq!(order, names.iter().collect::<Vec<_>>());
}
