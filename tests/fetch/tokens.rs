//! The end of tokens, told while there is time.

use chrono::{DateTime, Days, Utc};

use serde_json::json;

use super::commands::estran;
use super::server::{Server, json as answer, status};
use super::world::{World, mastodon, toots};
use super::{linkedin, networks};

#[expect(
    clippy::disallowed_methods,
    reason = "the program reads the clock of the machine"
)]
fn in_days(days: u64) -> DateTime<Utc> {
    Utc::now() + Days::new(days)
}

/// An account whose token has its last day in so many days.
fn world(base: &str, days: u64) -> World {
    let last = in_days(days).date_naive();
    let world = World::with(&format!(
        "[[accounts]]\nid = \"one\"\nnetwork = \"mastodon\"\nname = \"one\"\n[fetch.one]\nhandle = \"one\"\nbase = \"{base}\"\nsecret = \"mastodon-abers\"\ntoken_ends = {last}\n"
    ));
    world.secret("mastodon-abers", "zzjeton");
    world
}

#[test]
fn a_token_that_ends_soon_is_told_of_by_both_commands() {
    let server = Server::new(mastodon(toots(3, 1)));
    let near = world(&server.base(), 10);
    let said = estran(&near, &["accounts", "check"], &[]);
    assert_eq!(said.status, 1, "{}{}", said.out, said.err);
    assert!(said.out.contains("jeton valable jusqu’au"), "{}", said.out);
    assert!(
        said.out
            .contains("attention\u{a0}: one\u{a0}: le jeton «\u{a0}mastodon-abers\u{a0}» finit le"),
        "{}",
        said.out
    );
    let said = estran(&near, &["fetch", "--month", "2026-10"], &[]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(said.out.contains("attention\u{a0}: one"), "{}", said.out);

    let far = world(&server.base(), 30);
    let said = estran(&far, &["accounts", "check"], &[]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    let said = estran(&far, &["fetch", "--month", "2026-10"], &[]);
    assert!(!said.out.contains("attention"), "{}", said.out);
}

#[test]
fn a_token_of_sixty_days_asks_for_its_last_day() {
    let server = Server::new(linkedin::quiet);
    let world = networks::world("linkedin", "123", &server.base());
    let said = estran(&world, &["accounts", "check"], &[]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(
        said.out.contains(
            "qui vaut 60\u{a0}jours\u{a0}: écrire son dernier jour dans «\u{a0}token_ends\u{a0}»"
        ),
        "{}",
        said.out
    );
    assert_eq!(server.asked().len(), 1);
}

/// A page of LinkedIn, whose application may ask when the token ends.
fn linkedin_world(base: &str) -> World {
    let world = World::with(&format!(
        "[[accounts]]\nid = \"one\"\nnetwork = \"linkedin\"\nname = \"one\"\n[fetch.one]\nhandle = \"123\"\nbase = \"{base}\"\nsecret = \"le-jeton\"\napp = \"l-application\"\n"
    ));
    world.secret("le-jeton", "zzjeton");
    world.secret("l-application", "86zzid:zzsecret==\n");
    world
}

#[test]
fn the_end_of_a_token_is_asked_by_its_application() {
    let end = in_days(9).timestamp();
    let server = Server::new(move |asked| match asked.path.as_str() {
        "/oauth/v2/introspectToken" => answer(
            &json!({"active": true, "status": "active", "expires_at": end, "scope": "r_organization_social"}),
        ),
        _ => linkedin::quiet(asked),
    });
    let world = linkedin_world(&server.base());
    let said = estran(&world, &["accounts", "check"], &[]);
    assert_eq!(said.status, 1, "{}{}", said.out, said.err);
    assert!(said.out.contains("jeton valable jusqu’au"), "{}", said.out);
    assert!(said.out.contains("dans 9\u{a0}jours"), "{}", said.out);
    let asked = server.asked();
    assert_eq!(asked.len(), 2);
    assert_eq!(
        asked[1].body,
        "client_id=86zzid&client_secret=zzsecret%3D%3D&token=zzjeton"
    );
    assert!(!asked[1].headers.contains("authorization"));
    let said = estran(&world, &["fetch", "--month", "2026-10"], &[]);
    assert!(said.out.contains("attention\u{a0}: one"), "{}", said.out);
    for secret in ["zzjeton", "zzsecret"] {
        assert!(!format!("{:?}{}{}", world.inbox(), said.out, said.err).contains(secret));
    }
}

#[test]
fn an_application_that_is_refused_is_told_of_and_stops_nothing() {
    let server = Server::new(|asked| match asked.path.as_str() {
        "/oauth/v2/introspectToken" => status(401),
        _ => linkedin::quiet(asked),
    });
    let world = linkedin_world(&server.base());
    let said = estran(&world, &["fetch", "--month", "2026-10"], &[]);
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(
        said.out.contains("l’application est refusée (401)")
            && said.out.contains("client_id:client_secret"),
        "{}",
        said.out
    );
    assert!(said.out.contains("1\u{a0}compte lu"), "{}", said.out);
}
