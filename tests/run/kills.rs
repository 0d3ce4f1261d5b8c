//! Killed at any instant, the program ends with the bytes of a run that nothing disturbed, and nothing released changes.

use std::thread;
use std::time::Duration;

use super::world::{Files, MORE_HOURS, World, assert_same};

/// What a month goes through, each step possibly cut short and begun again.
const LIFE: [&[&str]; 6] = [
    &["run", "--month", "2026-10", "--date", "2026-11-06"],
    &["report", "--month", "2026-10", "--date", "2026-11-06"],
    &["slides", "--month", "2026-10", "--date", "2026-11-06"],
    &["release", "--month", "2026-10", "--date", "2026-11-07"],
    &["run", "--month", "2026-10", "--date", "2026-11-08"],
    &[
        "release",
        "--month",
        "2026-10",
        "--date",
        "2026-11-09",
        "--correction",
        "heures ajoutées",
    ],
];

/// Entries that come between the release and its correction.
fn late(world: &World, step: usize) {
    if step == 4 {
        world.put("inbox/temps.csv", MORE_HOURS);
    }
}

/// What there is after each step when nothing disturbs it, and about how long a step takes.
fn undisturbed() -> (Vec<Files>, u64) {
    let world = World::new();
    let clock = std::time::Instant::now();
    let after = LIFE
        .iter()
        .enumerate()
        .map(|(step, typed)| {
            late(&world, step);
            world.done(0, typed);
            world.reports()
        })
        .collect();
    let each = clock.elapsed().as_micros() / LIFE.len() as u128;
    (after, u64::try_from(each).unwrap())
}

/// The files of released versions.
fn released(files: &Files) -> Files {
    let mut files = files.clone();
    files.retain(|name, _| name.contains("/version-"));
    files
}

/// `ESTRAN_KILLS=300` for a longer look.
#[test]
fn a_month_killed_at_any_instant_ends_as_if_nothing_had_happened() {
    let wanted: u64 = std::env::var("ESTRAN_KILLS").map_or(25, |kills| kills.parse().unwrap());
    let (expected, each) = undisturbed();
    let (mut killed, mut life) = (0, 0);
    while killed < wanted {
        let world = World::new();
        for (step, typed) in LIFE.iter().enumerate() {
            late(&world, step);
            let before = released(&world.reports());
            // From at once to after the end, in steps that fall everywhere; then near the end, where files are written.
            for turn in 0..2 {
                let mut child = world.start(typed);
                let place = life * 7919 + step as u64 * 104_729 + turn * 31_337;
                let instant = match turn {
                    0 => place % (each + each / 4),
                    _ => each / 2 + place % each,
                };
                thread::sleep(Duration::from_micros(instant));
                if child.try_wait().unwrap().is_none() {
                    child.kill().unwrap();
                    killed += 1;
                }
                child.wait().unwrap();
                for (name, bytes) in &before {
                    assert!(
                        world.reports().get(name) == Some(bytes),
                        "life {life}: {name}"
                    );
                }
            }
            let said = world.done(0, typed);
            let when = format!("life {life}, {typed:?}: {}", said.err);
            assert_same(&world.reports(), &expected[step], &when);
        }
        life += 1;
    }
    assert!(killed >= wanted);
}
