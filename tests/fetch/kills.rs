//! Killed at any instant, the program ends with the inbox of a run that nothing disturbed.

use std::process::Stdio;
use std::thread;
use std::time::Duration;

use estran::fetch::Reading;

use super::server::Server;
use super::world::{World, mastodon, toots};

/// Thirty posts a day: a month of them is 24 answers or so.
fn busy() -> Server {
    let good = mastodon(toots(1200, 30));
    Server::new(move |asked| {
        // Long enough for a kill to fall between two answers.
        thread::sleep(Duration::from_millis(2));
        good(asked)
    })
}

/// The raw file without the instants, which no two runs share.
fn timeless(world: &World) -> Vec<Reading> {
    let inbox = world.inbox();
    let read = |(name, text): &(String, String)| {
        assert!(!name.contains("/."), "{name} is left behind");
        let mut reading: Reading = serde_json::from_str(text).unwrap();
        let instant = "2026-01-01T00:00:00Z".parse().unwrap();
        reading.read = instant;
        reading
            .answers
            .iter_mut()
            .for_each(|answer| answer.read = instant);
        reading
    };
    inbox.iter().map(read).collect()
}

/// `ESTRAN_KILLS=200` for a longer look.
#[test]
fn a_run_killed_at_any_instant_goes_on_where_it_was() {
    let kills = std::env::var("ESTRAN_KILLS").map_or(20, |kills| kills.parse().unwrap());
    let server = busy();
    let undisturbed = World::mastodon(&[("one", &server.base())]);
    assert!(undisturbed.start(Stdio::null()).wait().unwrap().success());
    let whole = timeless(&undisturbed);
    let needed = server.asked().len();
    assert!(needed > 20);
    for kill in 0..kills {
        let server = busy();
        let world = World::mastodon(&[("one", &server.base())]);
        let mut killed = 0;
        // From at once to after the end, in steps that fall everywhere.
        for step in 0..3 {
            let mut child = world.start(Stdio::null());
            thread::sleep(Duration::from_micros(
                (kill * 7919 + step * 31_337) % 120_000,
            ));
            if child.try_wait().unwrap().is_none() {
                child.kill().unwrap();
                killed += 1;
            }
            child.wait().unwrap();
        }
        assert!(
            world.start(Stdio::null()).wait().unwrap().success(),
            "kill {kill}"
        );
        assert!(timeless(&world) == whole, "kill {kill}");
        let asked = server.asked().len();
        assert!(asked <= needed + killed, "kill {kill}: {asked} questions");
    }
}
