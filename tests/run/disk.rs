//! A disk that refuses: full, closed, or with a file where a folder should be.

use std::fs;
use std::process::{Command, Stdio};

use super::world::{MORE_HOURS, World, assert_same, files};

/// `typed`, with no file longer than so many blocks of 1024 bytes: the system refuses as a full disk does.
fn cramped(world: &World, blocks: u32, typed: &str) -> (i32, String) {
    let limits = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" {typed}");
    let ended = Command::new("bash")
        .args(["-c", &limits, env!("CARGO_BIN_EXE_estran")])
        .current_dir(world.path())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8(ended.stderr).unwrap();
    (ended.status.code().expect("it ends by itself"), said)
}

#[test]
fn a_disk_without_room_leaves_what_was_there() {
    let world = World::new();
    let whole = World::new();
    let typed = "run --month 2026-10 --date 2026-11-06";
    for blocks in [0, 1, 4, 16] {
        let (status, said) = cramped(&world, blocks, typed);
        assert_eq!(status, 2, "{blocks} blocks: {said}");
        assert!(
            said.contains("les fichiers précédents sont intacts"),
            "{said}"
        );
        assert!(files(&world.month()).is_empty(), "{blocks} blocks");
    }
    world.run("2026-11-06");
    whole.run("2026-11-06");
    assert_same(&world.reports(), &whole.reports(), "after a full disk");
    // A report that is there stays whole, and so does what is released.
    for world in [&world, &whole] {
        world.put("inbox/temps.csv", MORE_HOURS);
    }
    let before = world.reports();
    let (status, _) = cramped(&world, 16, typed);
    assert_eq!(status, 2);
    assert_same(&world.reports(), &before, "with a full disk");
    for world in [&world, &whole] {
        world.run("2026-11-06");
    }
    let draft = world.reports();
    let release = "release --month 2026-10 --date 2026-11-07";
    let (status, said) = cramped(&world, 16, release);
    assert_eq!(status, 2, "{said}");
    assert_same(&world.reports(), &draft, "a release with a full disk");
    for world in [&world, &whole] {
        world.release("2026-11-07");
    }
    assert_same(
        &world.reports(),
        &whole.reports(),
        "released after a full disk",
    );
}

#[test]
fn a_file_in_the_place_of_a_folder_is_said() {
    let world = World::new();
    let typed = ["run", "--month", "2026-10", "--date", "2026-11-06"];
    world.put("reports", "x");
    world.refused(&typed, &["reports", "écriture"]);
    fs::remove_file(world.path().join("reports")).unwrap();
    fs::create_dir(world.path().join("reports")).unwrap();
    world.put("reports/2026-10", "x");
    world.refused(&typed, &["2026-10"]);
    fs::remove_file(world.path().join("reports/2026-10")).unwrap();
    world.run("2026-11-06");
}

/// The administrator of a machine writes in folders that are closed: there is then nothing to see.
#[test]
fn a_folder_that_is_closed_is_said() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    let close = |mode| {
        let folder = world.path().join("reports");
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
    };
    close(0o500);
    if fs::write(world.path().join("reports/essai"), "x").is_ok() {
        return;
    }
    world.refused(
        &["run", "--month", "2026-10", "--date", "2026-11-06"],
        &["écriture est permise"],
    );
    close(0o700);
    world.run("2026-11-06");
}

#[test]
fn what_a_kill_left_is_thrown_away_and_nothing_else_is() {
    let world = World::new();
    world.run("2026-11-06");
    let whole = world.reports();
    let left = [
        ".rapport.pdf.nouveau",
        ".diaporama.pdf.nouveau",
        ".journal.json.ancien",
    ];
    for name in left {
        fs::write(world.month().join(name), "x").unwrap();
    }
    fs::create_dir(world.month().join(".version-1.nouveau")).unwrap();
    let theirs = world.month().join(".notes.nouveau");
    fs::write(&theirs, "x").unwrap();
    world.run("2026-11-07");
    fs::remove_file(theirs).unwrap();
    assert!(!world.month().join(".version-1.nouveau").exists());
    assert_same(&world.reports(), &whole, "swept");
}
