//! Where tokens go, and where they never do.

use serde_json::json;

use super::server::{Server, json as answer, status};
use super::world::{START, TestClock, World, mastodon, toot, toots};

const TOKEN: &str = "zzjeton-0123456789abcdef";

fn world(base: &str) -> World {
    World::with(&format!(
        "[[accounts]]\nid = \"one\"\nnetwork = \"mastodon\"\nname = \"one\"\n[fetch.one]\nhandle = \"one\"\nbase = \"{base}\"\nsecret = \"mastodon-abers\"\n"
    ))
}

#[test]
fn a_token_travels_in_its_header_and_is_written_nowhere() {
    // It comes back where nothing is kept: in fields without use, in a header.
    let good = mastodon(toots(3, 1));
    let server = Server::new(move |asked| {
        let mut reply = good(asked).with("x-echo", TOKEN);
        if asked.path.contains("lookup") {
            reply = answer(&json!({"id": "117", "acct": "departement", "note": TOKEN}));
        }
        reply
    });
    let world = world(&server.base());
    world.secret("mastodon-abers", &format!("{TOKEN}\n"));
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    let expected = format!("authorization: bearer {TOKEN}\r\n");
    assert!(
        server
            .asked()
            .iter()
            .all(|asked| asked.headers.contains(&expected))
    );
    assert!(server.paths().iter().all(|path| !path.contains(TOKEN)));
    assert!(!format!("{:?}", world.inbox()).contains(TOKEN));
}

#[test]
fn an_answer_that_holds_the_token_is_not_kept() {
    let mut post = toot(8_999, "2026-10-20T10:00:00Z");
    post["content"] = json!(TOKEN);
    let server = Server::new(mastodon(vec![post]));
    let world = world(&server.base());
    world.secret("mastodon-abers", TOKEN);
    let why = world.outcome(&TestClock::at(START)).unwrap_err();
    assert!(
        why.contains("changer le jeton") && !why.contains(TOKEN),
        "{why}"
    );
    assert!(!format!("{:?}", world.inbox()).contains(TOKEN));
}

#[test]
fn a_refused_token_says_so_and_not_which() {
    for (code, words) in [(401, "le jeton est refusé"), (403, "le jeton a le droit")] {
        let server = Server::new(move |_| super::server::Reply {
            body: json!({"error": format!("bad token {TOKEN}")})
                .to_string()
                .into_bytes(),
            ..status(code)
        });
        let world = world(&server.base());
        world.secret("mastodon-abers", TOKEN);
        let why = world.outcome(&TestClock::at(START)).unwrap_err();
        assert!(why.contains(words) && !why.contains(TOKEN), "{why}");
    }
}

#[test]
fn a_token_is_not_taken_to_another_server() {
    let other = Server::new(mastodon(toots(3, 1)));
    let elsewhere = format!("{}/api/v1/accounts/lookup?acct=one", other.base());
    let server = Server::new(move |_| status(302).with("location", elsewhere.clone()));
    let world = world(&server.base());
    world.secret("mastodon-abers", TOKEN);
    let why = world.outcome(&TestClock::at(START)).unwrap_err();
    assert!(why.contains("un autre hôte"), "{why}");
    assert!(other.asked().is_empty());
}

#[test]
fn a_redirection_within_the_server_is_followed() {
    let good = mastodon(toots(3, 1));
    let server = Server::new(move |asked| match asked.before {
        0 => status(301).with("location", "/api/v1/accounts/lookup?acct=one"),
        _ => good(asked),
    });
    let world = World::mastodon(&[("one", &server.base())]);
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
}

#[test]
fn a_token_that_is_absent_names_the_places_where_it_is_looked_for() {
    let server = Server::new(mastodon(toots(3, 1)));
    let world = world(&server.base());
    let why = world.outcome(&TestClock::at(START)).unwrap_err();
    assert!(why.contains("ESTRAN_MASTODON_ABERS"), "{why}");
    assert!(why.contains("secrets/mastodon-abers"), "{why}");
    world.secret("mastodon-abers", "deux mots");
    let why = world.outcome(&TestClock::at(START)).unwrap_err();
    assert!(
        why.contains("une seule ligne") && !why.contains("deux mots"),
        "{why}"
    );
    assert!(server.asked().is_empty());
}

#[cfg(unix)]
#[test]
fn a_token_that_others_can_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let server = Server::new(mastodon(toots(3, 1)));
    let world = world(&server.base());
    let file = world.secret("mastodon-abers", TOKEN);
    for mode in [0o640, 0o604, 0o644] {
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
        let why = world.outcome(&TestClock::at(START)).unwrap_err();
        assert!(why.contains("chmod 600") && !why.contains(TOKEN), "{why}");
    }
    assert!(server.asked().is_empty());
}
