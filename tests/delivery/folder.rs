//! The shared drive.

use std::fs;

use estran::commands::deliver::Went;
use estran::send::Stage;

use super::world::{World, only, queued};

#[test]
fn files_are_dropped_once_and_a_correction_takes_another_name() {
    let world = World::with("[delivery.folder]\nreleases = \"partage\"\n");
    assert!(world.announce().is_empty());
    let first = "reports/2026-10/version-1";
    world.report_in(first, "2026-11-12", "247 h");
    let why = queued(world.announce_as("2026-10", Stage::Release, first));
    assert!(why.contains("partage est monté"), "{why}");
    assert!(!world.path("partage").exists());
    fs::create_dir(world.path("partage")).unwrap();
    // It waited: the next run drops it.
    assert_eq!(only(world.deliver(false, false)), Went::Sent);
    let second = "reports/2026-10/version-2";
    world.report_in(second, "2026-11-20", "251 h");
    assert_eq!(
        only(world.announce_as("2026-10", Stage::Release, second)),
        Went::Sent
    );
    let dropped = world.path("partage/2026-10");
    let mut names: Vec<String> = fs::read_dir(&dropped)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "chiffres-2026-10-v2.csv",
            "chiffres-2026-10.csv",
            "rapport-2026-10-v2.pdf",
            "rapport-2026-10.pdf",
            "resume-2026-10-v2.txt",
            "resume-2026-10.txt"
        ]
    );
    let same = |one: &str, other: &str| {
        assert_eq!(
            fs::read(dropped.join(one)).unwrap(),
            fs::read(world.path(other)).unwrap()
        );
    };
    same(
        "rapport-2026-10.pdf",
        "reports/2026-10/version-1/rapport.pdf",
    );
    same(
        "rapport-2026-10-v2.pdf",
        "reports/2026-10/version-2/rapport.pdf",
    );
}
