//! Two runs on one inbox: the second says so and leaves, and nothing is asked twice.

use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use super::server::Server;
use super::world::{World, mastodon, toots};

/// A server that keeps its first question waiting until it is told to answer.
fn held(released: &Arc<AtomicBool>) -> Server {
    let (good, released) = (mastodon(toots(3, 1)), Arc::clone(released));
    Server::new(move |asked| {
        while asked.before == 0 && !released.load(Ordering::Relaxed) {
            thread::sleep(Duration::from_millis(5));
        }
        good(asked)
    })
}

/// Returns once the run is in the middle of its first question.
fn wait_for_a_question(server: &Server) {
    while server.asked().is_empty() {
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn a_second_run_on_the_same_inbox_leaves_at_once_and_asks_nothing() {
    let released = Arc::default();
    let server = held(&released);
    let world = World::mastodon(&[("one", &server.base())]);
    let mut first = world.start(Stdio::piped());
    wait_for_a_question(&server);
    let second = world.start(Stdio::piped()).wait_with_output().unwrap();
    let said = String::from_utf8(second.stderr).unwrap();
    assert_eq!(second.status.code(), Some(2), "{said}");
    assert!(said.contains("est déjà à l’œuvre dans «"), "{said}");
    assert_eq!(server.asked().len(), 1);
    released.store(true, Ordering::Relaxed);
    assert!(first.wait().unwrap().success());
    assert_eq!(server.asked().len(), 2);
    assert_eq!(world.inbox().len(), 1);
}

#[test]
fn a_run_that_was_killed_leaves_no_lock_behind() {
    let released = Arc::default();
    let server = held(&released);
    let world = World::mastodon(&[("one", &server.base())]);
    let mut first = world.start(Stdio::piped());
    wait_for_a_question(&server);
    first.kill().unwrap();
    first.wait().unwrap();
    let second = world.start(Stdio::piped()).wait_with_output().unwrap();
    let said = String::from_utf8(second.stderr).unwrap();
    assert!(second.status.success(), "{said}");
    released.store(true, Ordering::Relaxed);
}
