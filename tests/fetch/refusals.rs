//! The networks whose API is closed, when they answer otherwise than asked: each in its own form.

use estran::commands::fetch::Order;
use serde_json::{Value, json};

use super::networks::{imported, world};
use super::server::{Asked, Reply, Server, json as answer, status};
use super::world::{START, TestClock};
use super::{linkedin, threads, x};

type Good = fn(&Asked) -> Reply;

/// The network, the account, a server that behaves, and how many questions a quiet month needs.
const NETWORKS: [(&str, &str, Good, usize); 3] = [
    ("linkedin", "123", linkedin::quiet, 6),
    ("threads", "17841", threads::quiet, 4),
    ("x", "DeptAbers", x::quiet, 2),
];

/// Whether the account is read when these replies come first, how many were asked and how long was waited.
fn read(
    (network, handle, good, _): (&str, &str, Good, usize),
    first: Vec<Reply>,
) -> (Result<(), String>, usize, u64) {
    let server = Server::new(move |asked| {
        first
            .get(asked.before)
            .cloned()
            .unwrap_or_else(|| good(asked))
    });
    let clock = TestClock::at(START);
    let world = world(network, handle, &server.base());
    let order = Order {
        pays: true,
        ..Order::default()
    };
    let outcome = world.outcome_as(&clock, &order);
    if outcome.is_ok() {
        let posts = imported(&world).tables.posts.unwrap();
        assert_eq!(posts.len(), 1, "{network}");
    } else {
        assert!(!format!("{:?}", world.inbox()).contains("_2026-10.json"));
    }
    (outcome, server.asked().len(), clock.waited())
}

#[test]
fn what_will_not_get_better_is_asked_once() {
    for network in NETWORKS {
        for (code, words) in [
            (401, "le jeton est refusé (401)"),
            (403, "l’accès est refusé (403)"),
            (404, "introuvable"),
            (426, "une version plus récente"),
            (422, "l’API a peut-être changé"),
        ] {
            let (outcome, asked, waited) = read(network, vec![status(code)]);
            let why = outcome.unwrap_err();
            assert!(why.contains(words), "{}: {why}", network.0);
            assert_eq!((asked, waited), (1, 0), "{}: {code}", network.0);
        }
    }
}

#[test]
fn a_limit_is_waited_for_in_the_form_of_each() {
    let usage = r#"{"17841":[{"type":"threads","estimated_time_to_regain_access":2}]}"#;
    let ways = [
        ("retry-after", "11", 11),
        ("x-business-use-case-usage", usage, 120),
        // Seconds of 1970: ten after the beginning.
        ("x-rate-limit-reset", "1793693712", 10),
    ];
    for (network, (name, value, seconds)) in NETWORKS.into_iter().zip(ways) {
        let reply = status(429).with(name, value);
        let needed = network.3;
        assert_eq!(
            read(network, vec![reply]),
            (Ok(()), needed + 1, seconds),
            "{}",
            network.0
        );
    }
}

#[test]
fn a_fault_that_passes_is_tried_again_and_one_that_does_not_is_left() {
    let html = Reply {
        body: b"<!DOCTYPE html><title>Maintenance</title>".to_vec(),
        ..answer(&Value::Null)
    };
    for network in NETWORKS {
        for (reply, most, words) in [
            (status(500), 5, "en panne (500)"),
            (status(503), 5, "en panne (503)"),
            (html.clone(), 3, "une page web au lieu de données"),
        ] {
            let (outcome, asked, _) = read(network, vec![reply.clone()]);
            assert_eq!((outcome, asked), (Ok(()), network.3 + 1), "{}", network.0);
            let (outcome, asked, _) = read(network, vec![reply; 50]);
            let why = outcome.unwrap_err();
            assert!(why.contains(words), "{}: {why}", network.0);
            assert_eq!(asked, most, "{}", network.0);
        }
    }
}

#[test]
fn a_list_that_goes_round_is_left() {
    for (network, handle, good, _) in NETWORKS {
        let server = Server::new(move |asked| {
            let asked = &Asked {
                path: asked.path.replace("&start=1&", "&start=0&"),
                ..asked.clone()
            };
            let mut reply = good(asked);
            let mut body: Value = serde_json::from_slice(&reply.body).unwrap();
            // The same posts, and always another page after them.
            if asked.path.contains("/posts?") {
                body["paging"] = json!({"links": [{"rel": "next", "href": "/rest/posts"}]});
            } else if asked.path.contains("/threads?") {
                body["paging"] = json!({"next": "https://x.example", "cursors": {"after": "0"}});
            } else if asked.path.contains("/tweets?") {
                body["meta"]["next_token"] = json!("0");
            }
            reply.body = body.to_string().into_bytes();
            reply
        });
        let world = world(network, handle, &server.base());
        let order = Order {
            pays: true,
            ..Order::default()
        };
        let why = world.outcome_as(&TestClock::at(START), &order).unwrap_err();
        assert!(why.contains("toujours la même page"), "{network}: {why}");
        assert!(server.asked().len() <= 8, "{network}");
    }
}
