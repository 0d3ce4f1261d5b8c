//! Draft, definitive version, correction, and what differs between them.

use std::fs;

use serde_json::Value;

use super::world::{MORE_HOURS, World, assert_same, files};

const RELEASE: [&str; 3] = ["release", "--month", "2026-10"];

fn on<'a>(day: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&RELEASE[..], &["--date", day], more].concat()
}

#[test]
fn a_month_is_released_when_it_is_over_and_looked_at() {
    let world = World::new();
    world.refused(
        &on("2026-10-31", &["--yes"]),
        &["n’est pas terminé", "6 novembre 2026"],
    );
    world.refused(
        &on("2026-11-05", &[]),
        &["attendues jusqu’au 5 novembre 2026", "--yes"],
    );
    world.refused(
        &on("2026-11-06", &[]),
        &["aucune version provisoire", "estran report"],
    );
    world.refused(
        &on("2026-11-06", &["--correction", "rien"]),
        &["n’a pas encore de version définitive"],
    );
    world.run("2026-11-06");
    world.put("inbox/temps.csv", MORE_HOURS);
    world.refused(
        &on("2026-11-07", &[]),
        &[
            "ont changé depuis la version provisoire du 6 novembre 2026",
            "changent",
        ],
    );
    world.run("2026-11-07");
    let said = world.release("2026-11-08");
    assert!(
        said.out.contains("Version définitive du 8 novembre 2026"),
        "{}",
        said.out
    );
    let made = files(&world.month());
    for name in [
        "rapport.pdf",
        "resume.txt",
        "chiffres.csv",
        "diaporama.pdf",
        "affiche.pdf",
        "journal.json",
    ] {
        assert!(made.contains_key(&format!("version-1/{name}")), "{name}");
        assert!(!made.contains_key(name), "{name} is a draft still");
    }
    assert!(made.contains_key("provisoire/rapport.pdf"));
    let text = String::from_utf8(made["version-1/resume.txt"].clone())
        .unwrap()
        .replace('\u{a0}', " ");
    assert!(
        text.contains("Version définitive du 8 novembre 2026"),
        "{text}"
    );
    let journal = world.journal("version-1");
    assert_eq!(
        (&journal["version"], &journal["date"]),
        (&1.into(), &"2026-11-08".into())
    );
}

#[test]
fn what_the_team_may_overrule_it_overrules() {
    let world = World::new();
    world.done(0, &on("2026-11-02", &["--yes"]));
    assert!(world.month().join("version-1/rapport.pdf").exists());
}

#[test]
fn a_small_team_says_that_it_agrees() {
    let world = World::new();
    world.set("[team]\nmembers = 2\n");
    world.run("2026-11-06");
    world.refused(
        &on("2026-11-07", &["--yes"]),
        &["moins de trois personnes", "reviewed = true"],
    );
    let path = world.path().join("config.toml");
    let config = fs::read_to_string(&path).unwrap();
    fs::write(path, format!("{config}reviewed = true\n")).unwrap();
    world.release("2026-11-07");
}

#[test]
fn nothing_is_written_over_a_released_month() {
    let world = World::new();
    world.run("2026-11-06");
    world.release("2026-11-07");
    let released = world.reports();
    world.put("inbox/temps.csv", MORE_HOURS);
    for command in ["report", "slides", "poster"] {
        world.refused(
            &[command, "--month", "2026-10"],
            &[
                "octobre 2026 est publié",
                "version 1",
                "estran diff",
                "--correction",
            ],
        );
    }
    for more in [&[][..], &["--if-missing"]] {
        let typed = [&["run", "--month", "2026-10", "--date", "2026-11-20"], more].concat();
        let said = world.done(0, &typed);
        assert!(said.err.contains("n’est plus réécrit"), "{}", said.err);
    }
    let export = "inbox/facebook/Oct-01-2026_Oct-31-2026_123456789012345.csv";
    let place = "reports/2026-10/version-1";
    world.refused(
        &[export, "--output", place],
        &["est une version publiée", "--output"],
    );
    let said = world.release("2026-11-20");
    assert!(said.out.contains("est déjà publié"), "{}", said.out);
    assert_same(&world.reports(), &released, "after everything was tried");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = world.month().join("version-1/rapport.pdf");
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o222, 0);
    }
}

#[test]
fn a_correction_is_a_new_version_that_says_what_it_changes() {
    let world = World::new();
    world.run("2026-11-06");
    world.release("2026-11-07");
    let first = files(&world.month().join("version-1"));
    let correct = |day, reason| world.done(0, &on(day, &["--correction", reason]));
    let said = correct("2026-11-10", "rien de neuf");
    assert!(said.out.contains("rien n’est refait"), "{}", said.out);
    world.put("inbox/temps.csv", MORE_HOURS);
    world.refused(
        &on("2026-11-02", &["--yes", "--correction", "horloge"]),
        &["vérifier l’horloge"],
    );
    let said = correct("2026-11-12", "journée du 7 octobre ajoutée.");
    assert!(
        said.out.contains("Version corrigée le 12 novembre 2026"),
        "{}",
        said.out
    );
    assert_same(
        &files(&world.month().join("version-1")),
        &first,
        "version 1",
    );
    let journal = world.journal("version-2");
    assert_eq!(
        journal["correction"]["reason"],
        "journée du 7 octobre ajoutée"
    );
    assert_eq!(journal["correction"]["replaces"], "2026-11-07");
    let changes = journal["correction"]["changes"].as_array().unwrap();
    let hours = changes
        .iter()
        .find(|change| change[2] == "7\u{a0}h\u{a0}30");
    assert!(hours.is_some(), "{changes:?}");
    let told = fs::read_to_string(world.month().join("version-2/changements.txt"))
        .unwrap()
        .replace('\u{a0}', " ");
    assert!(
        told.contains("comparée à la version 1") && told.contains("ES1"),
        "{told}"
    );
    let report: Value =
        serde_json::from_slice(&fs::read(world.month().join("version-2/rapport.json")).unwrap())
            .unwrap();
    let words = report["report"].to_string().replace('\u{a0}', " ");
    assert!(words.contains("Ce que cette version corrige"), "{words}");
    assert!(words.contains("Elle remplace la version du 7"), "{words}");
    // Asked again, whatever became of the first time, it makes no third version.
    let second = world.reports();
    correct("2026-11-13", "journée du 7 octobre ajoutée");
    assert_same(&world.reports(), &second, "asked again");
    let faults =
        crate::pdf::check::check(&fs::read(world.month().join("version-2/rapport.pdf")).unwrap());
    assert!(faults.is_empty(), "{faults:?}");
}

#[test]
fn a_reason_fits_at_the_foot_of_a_sheet() {
    let world = World::new();
    let long = "x".repeat(81);
    for reason in ["", " . ", &long] {
        world.refused(
            &on("2026-11-06", &["--correction", reason]),
            &["80 caractères"],
        );
    }
}

#[test]
fn differences_are_told_figure_by_figure() {
    let world = World::new();
    let diff = ["diff", "--month", "2026-10"];
    world.refused(&diff, &["ni version définitive ni version provisoire"]);
    world.run("2026-11-06");
    let said = world.done(0, &diff);
    assert!(said.out.contains("aucun chiffre ne change"), "{}", said.out);
    world.release("2026-11-07");
    world.put("inbox/temps.csv", MORE_HOURS);
    let before = world.reports();
    let said = world.done(1, &diff);
    let hours = said
        .out
        .lines()
        .find(|line| line.starts_with("ES1 "))
        .unwrap();
    let shown = hours;
    assert!(
        shown.contains("3 h 30") && shown.contains("7 h 30"),
        "{shown}"
    );
    assert!(said.out.contains("sont les mêmes"), "{}", said.out);
    let json = world.done(1, &[&diff[..], &["--json"]].concat());
    let told: Value = serde_json::from_str(&json.out).unwrap();
    let change = told["changes"]
        .as_array()
        .unwrap()
        .iter()
        .find(|change| change["code"] == "ES1")
        .unwrap();
    assert_eq!(change["before"]["values"], serde_json::json!(["12600"]));
    assert_eq!(change["after"]["values"], serde_json::json!(["27000"]));
    assert_same(&world.reports(), &before, "diff writes nothing");
    world.done(0, &on("2026-11-12", &["--correction", "heures ajoutées"]));
    world.done(0, &diff);
    let said = world.done(1, &[&diff[..], &["--from", "1", "--to", "2"]].concat());
    assert!(said.out.contains("Version 1"), "{}", said.out);
    world.refused(
        &[&diff[..], &["--to", "3"]].concat(),
        &["n’a pas de version 3", "1, 2"],
    );
}
