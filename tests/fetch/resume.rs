//! A run cut short goes on where it was; a day that was read is not asked for again.

use estran::commands::fetch::{Order, Outcome};

use super::server::{Server, status};
use super::world::{START, TestClock, World, mastodon, toots};

#[test]
fn whichever_question_fails_none_is_asked_twice_and_the_file_is_the_same() {
    let whole = {
        let server = Server::new(mastodon(toots(400, 5)));
        let world = World::mastodon(&[("one", &server.base())]);
        assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
        assert_eq!(server.asked().len(), 6);
        world.inbox()
    };
    for cut in 0..6 {
        let good = mastodon(toots(400, 5));
        let server = Server::new(move |asked| match asked.before {
            place if place == cut => status(403),
            _ => good(asked),
        });
        let world = World::mastodon(&[("one", &server.base())]);
        let clock = TestClock::at(START);
        assert!(world.outcome(&clock).is_err());
        assert!(
            world.inbox().iter().all(|(name, _)| name.contains("/.")),
            "nothing shows before it is whole"
        );
        assert_eq!(world.outcome(&clock), Ok(()));
        assert_eq!(server.asked().len(), 6 + 1, "cut at {cut}");
        assert_eq!(world.inbox(), whole, "cut at {cut}");
    }
}

#[test]
fn what_was_read_today_is_not_asked_again_unless_told_to() {
    let server = Server::new(mastodon(toots(3, 1)));
    let world = World::mastodon(&[("one", &server.base())]);
    assert_eq!(world.outcome(&TestClock::at(START)), Ok(()));
    let evening = TestClock::at("2026-11-03T17:00:00Z");
    let outcomes = world.read(&evening);
    assert!(matches!(outcomes[0].1, Outcome::AlreadyRead(_)));
    assert_eq!(server.asked().len(), 2);
    // Another month, another day, or a person who insists: read, and kept beside the first.
    let september = Order {
        month: Some("2026-09".parse().unwrap()),
        ..Order::default()
    };
    world.read_as(&evening, &september);
    let again = Order {
        again: true,
        ..Order::default()
    };
    world.read_as(&evening, &again);
    world.read(&TestClock::at("2026-11-04T08:00:00Z"));
    let names: Vec<String> = world.inbox().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "mastodon/one/2026-11-03T081502Z_2026-10.json",
            "mastodon/one/2026-11-03T170000Z_2026-09.json",
            "mastodon/one/2026-11-03T170000Z_2026-10.json",
            "mastodon/one/2026-11-04T080000Z_2026-10.json",
        ]
    );
}

#[test]
fn what_was_left_unfinished_on_another_day_is_read_anew() {
    let good = mastodon(toots(3, 1));
    let server = Server::new(move |asked| match asked.before {
        1 => status(403),
        _ => good(asked),
    });
    let world = World::mastodon(&[("one", &server.base())]);
    assert!(world.outcome(&TestClock::at(START)).is_err());
    assert_eq!(
        world.outcome(&TestClock::at("2026-11-04T08:00:00Z")),
        Ok(())
    );
    assert_eq!(server.asked().len(), 4);
    let names: Vec<String> = world.inbox().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["mastodon/one/2026-11-04T080000Z_2026-10.json"]);
}

#[test]
fn one_account_that_fails_does_not_stop_the_others() {
    let good = Server::new(mastodon(toots(3, 1)));
    let bad = Server::new(|_| status(404));
    let world = World::mastodon(&[
        ("one", &good.base()),
        ("two", &bad.base()),
        ("three", &good.base()),
    ]);
    let outcomes = world.read(&TestClock::at(START));
    let read: Vec<(&str, bool)> = outcomes
        .iter()
        .map(|(account, outcome)| (account.as_str(), matches!(outcome, Outcome::Read { .. })))
        .collect();
    assert_eq!(read, [("one", true), ("two", false), ("three", true)]);
}
