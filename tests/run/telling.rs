//! A run tells those that config.toml names, once, and ends well whether they could be told or not.

use std::fs;

use super::world::World;

/// A shared drive for both stages.
fn shared() -> World {
    let world = World::new();
    fs::create_dir(world.path().join("partage")).unwrap();
    world.set("[delivery.folder]\ndrafts = \"partage\"\nreleases = \"partage\"\n");
    world
}

#[test]
fn a_draft_is_dropped_once_and_the_release_beside_it() {
    let world = shared();
    let said = world.run("2026-11-05");
    assert!(said.err.contains("envoi : 1 envoi fait"), "{}", said.err);
    let again = world.run("2026-11-06");
    assert!(
        again.err.contains("envoi : rien à envoyer"),
        "{}",
        again.err
    );
    let said = world.done(
        0,
        &[
            "release",
            "--month",
            "2026-10",
            "--date",
            "2026-11-20",
            "--yes",
        ],
    );
    assert!(said.out.contains("envoyé"), "{}", said.out);
    let released = world.month().join("version-1/rapport.pdf");
    let dropped = super::world::files(&world.path().join("partage"));
    let released = fs::read(released).unwrap();
    assert!(dropped.values().any(|bytes| *bytes == released));
    let before = dropped.len();
    world.run("2026-11-21");
    assert_eq!(
        super::world::files(&world.path().join("partage")).len(),
        before
    );
}

#[test]
fn a_sending_that_fails_costs_itself_and_not_the_report() {
    let world = World::new();
    // Its password is nowhere: nothing is asked of the server.
    world.set(
        "[delivery.email]\nhost = \"smtp.abers.example\"\nuser = \"estran\"\nsecret = \"courriel\"\nfrom = \"estran@abers.example\"\ndrafts = [\"equipe@abers.example\"]\n",
    );
    let said = world.done(1, &["run", "--month", "2026-10", "--date", "2026-11-05"]);
    assert!(said.err.contains("courriel"), "{}", said.err);
    assert!(
        said.err.contains("envoi : 0 envoi fait, 1 à suivre"),
        "{}",
        said.err
    );
    assert!(!said.err.contains("equipe@abers.example"), "{}", said.err);
    assert!(world.month().join("rapport.pdf").exists());
    assert!(world.month().join("journal.json").exists());
}

#[test]
fn a_run_without_a_report_ends_with_2_and_says_so_to_the_team() {
    let world = shared();
    fs::remove_dir_all(world.path().join("inbox")).unwrap();
    let said = world.done(2, &["run", "--month", "2026-10", "--date", "2026-11-05"]);
    assert!(said.err.contains("inbox"), "{}", said.err);
}
