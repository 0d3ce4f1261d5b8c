//! Killed at any instant, the program sends nothing twice and forgets nothing.

use std::io::Write;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use super::server::{Reply, Server};
use super::world::{World, email};

const TO: [&str; 3] = [
    "equipe-zz@abers.example",
    "une@abers.example",
    "deux@abers.example",
];

fn slow() -> Server {
    Server::new(|command, _| {
        // Long enough for a kill to fall at each step, and between the text and the word of the server.
        thread::sleep(Duration::from_millis(if command == "." { 6 } else { 1 }));
        Reply::Good
    })
}

/// `ESTRAN_KILLS=200` for a longer look.
#[test]
fn a_sending_killed_at_any_instant_sends_nothing_twice_and_loses_nothing() {
    let kills: u64 = std::env::var("ESTRAN_KILLS").map_or(20, |kills| kills.parse().unwrap());
    let (mut doubts, mut killed) = (0, 0);
    for kill in 0..kills {
        let server = slow();
        let block = email(server.port(), "");
        let to = TO.map(|to| format!("\"{to}\"")).join(", ");
        let world = World::with(&block.replace(
            &format!("drafts = [\"{}\"]", TO[0]),
            &format!("drafts = [{to}]"),
        ));
        for step in 0..3 {
            let mut child = world
                .command(&["deliver", "--month", "2026-10"])
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            thread::sleep(Duration::from_micros(
                (kill * 7919 + step * 31_337) % 90_000,
            ));
            if child.try_wait().unwrap().is_none() {
                child.kill().unwrap();
                killed += 1;
            }
            child.wait().unwrap();
        }
        let output = world.run(&["deliver", "--month", "2026-10"]);
        let said = String::from_utf8(output.stdout).unwrap();
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(
            lines.len(),
            3,
            "kill {kill}: {said}{}",
            String::from_utf8_lossy(&output.stderr)
        );
        for (to, line) in TO.into_iter().zip(lines) {
            let times = server
                .received()
                .iter()
                .filter(|other| *other == to)
                .count();
            let in_doubt = line.contains("peut-être parti");
            doubts += usize::from(in_doubt);
            assert!(
                times == 1 || (times == 0 && in_doubt),
                "kill {kill}: {times} to {to}: {line}"
            );
        }
        let expected = i32::from(said.contains("peut-être parti"));
        assert_eq!(output.status.code(), Some(expected), "kill {kill}");
    }
    let _ = writeln!(
        std::io::stderr(),
        "{killed} kills, {doubts} messages in doubt"
    );
}

#[test]
fn two_at_once_send_once() {
    let server = slow();
    let world = World::mail(server.port());
    let start = || {
        world
            .command(&["deliver", "--month", "2026-10"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let children = [start(), start(), start()];
    for mut child in children {
        child.wait().unwrap();
    }
    assert_eq!(server.taken().len(), 1);
}
