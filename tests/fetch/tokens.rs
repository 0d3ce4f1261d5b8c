//! The end of tokens, told while there is time.

use chrono::{Days, Utc};

use super::commands::estran;
use super::server::Server;
use super::world::{World, mastodon, toots};
use super::{linkedin, networks};

/// An account whose token has its last day in so many days.
fn world(base: &str, days: u64) -> World {
    #[expect(
        clippy::disallowed_methods,
        reason = "the program reads the clock of the machine"
    )]
    let last = Utc::now().date_naive() + Days::new(days);
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
