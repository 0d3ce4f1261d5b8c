//! One day after another: what changes nothing rewrites nothing.

use std::fs;
use std::path::Path;
use std::time::SystemTime;

use serde_json::Value;

use super::world::{MORE_HOURS, World, assert_same};

/// When each file of the month was last written.
fn written(folder: &Path) -> Vec<(String, SystemTime)> {
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().to_str().unwrap().to_owned();
            (name, entry.metadata().unwrap().modified().unwrap())
        })
        .collect();
    found.sort();
    found
}

#[test]
fn the_same_files_on_another_day_rewrite_nothing() {
    let world = World::new();
    let said = world.run("2026-11-05");
    for step in [
        "lecture des fichiers",
        "calcul",
        "mise en pages",
        "écriture",
    ] {
        assert!(said.err.contains(step), "{}", said.err);
    }
    assert!(
        said.err.contains("attendues jusqu’au 5 novembre 2026"),
        "{}",
        said.err
    );
    let (first, when) = (world.reports(), written(&world.month()));
    assert!(first.contains_key("2026-10/journal.json"));
    let said = world.run("2026-11-09");
    assert!(said.err.contains("inchangée"), "{}", said.err);
    assert!(!said.err.contains("attendues"), "{}", said.err);
    assert_eq!(written(&world.month()), when);
    assert_same(&world.reports(), &first, "on another day");
    // By hand too, unless another day is asked for.
    world.done(0, &["report", "--month", "2026-10"]);
    assert_same(&world.reports(), &first, "by hand");
    world.done(0, &["report", "--month", "2026-10", "--date", "2026-11-12"]);
    assert_eq!(world.journal("")["date"], "2026-11-12");
}

#[test]
fn a_comment_in_the_settings_changes_the_journal_alone() {
    let world = World::new();
    world.run("2026-11-05");
    let mut first = world.reports();
    world.set("# rien de neuf\n");
    world.run("2026-11-06");
    let mut second = world.reports();
    let journal = "2026-10/journal.json";
    assert_ne!(first.remove(journal), second.remove(journal));
    assert_same(&first, &second, "after a comment");
    assert_eq!(world.journal("")["date"], "2026-11-05");
}

#[test]
fn new_entries_make_a_report_of_their_day() {
    let world = World::new();
    world.run("2026-11-05");
    let draft = world.journal("");
    world.put("inbox/temps.csv", MORE_HOURS);
    world.run("2026-11-06");
    let journal = world.journal("");
    assert_eq!(journal["date"], "2026-11-06");
    assert_ne!(journal["data"], draft["data"]);
    // What is damaged or gone comes back as it was.
    let whole = world.reports();
    fs::remove_file(world.month().join("resume.txt")).unwrap();
    fs::write(world.month().join("rapport.pdf"), "x").unwrap();
    world.run("2026-11-20");
    assert_same(&world.reports(), &whole, "after a file was lost");
}

#[test]
fn a_clock_that_goes_back_changes_nothing_or_says_so() {
    let world = World::new();
    world.run("2026-11-05");
    let first = world.reports();
    let said = world.run("2026-10-02");
    assert!(!said.err.contains("horloge"), "{}", said.err);
    assert_same(&world.reports(), &first, "with a clock that went back");
    world.put("inbox/temps.csv", MORE_HOURS);
    let said = world.run("2026-10-02");
    assert!(said.err.contains("vérifier l’horloge"), "{}", said.err);
}

#[test]
fn a_catch_up_run_does_nothing_when_the_month_is_done() {
    let world = World::new();
    let missing = ["run", "--month", "2026-10", "--if-missing", "--date"];
    let typed = |day: &'static str| [&missing[..], &[day]].concat();
    // Made before its end, a month is not complete.
    world.done(0, &typed("2026-10-20"));
    assert_eq!(world.journal("")["is_complete"], false);
    world.done(0, &typed("2026-11-05"));
    let journal = world.journal("");
    assert_eq!(
        (&journal["is_complete"], &journal["date"]),
        (&true.into(), &"2026-11-05".into())
    );
    world.put("inbox/temps.csv", MORE_HOURS);
    let said = world.done(0, &typed("2026-11-07"));
    assert!(said.err.contains("rien à faire"), "{}", said.err);
    assert_eq!(world.journal(""), journal);
    fs::remove_file(world.month().join("rapport.pdf")).unwrap();
    world.done(0, &typed("2026-11-08"));
    assert_eq!(world.journal("")["date"], "2026-11-08");
    // As after a kill between two files.
    let whole = world.reports();
    fs::write(world.month().join("resume.txt"), "d’une autre fois").unwrap();
    world.done(0, &typed("2026-11-09"));
    assert_same(&world.reports(), &whole, "after a file of another time");
}

#[test]
fn the_journal_explains_the_report() {
    let world = World::new();
    world.run("2026-11-06");
    let journal = world.journal("");
    let inputs = journal["inputs"].as_array().unwrap();
    let hours = inputs
        .iter()
        .find(|input| input["file"] == "temps.csv")
        .unwrap();
    let bytes = fs::read(world.path().join("inbox/temps.csv")).unwrap();
    assert_eq!(hours["bytes"], bytes.len());
    assert_eq!(hours["sha256"], estran::document::fingerprint(&bytes));
    assert_eq!(
        (&hours["rows"], &hours["kept"], &hours["told"]),
        (&2.into(), &2.into(), &0.into())
    );
    let settings = fs::read(world.path().join("config.toml")).unwrap();
    assert_eq!(
        journal["settings"],
        estran::document::fingerprint(&settings)
    );
    assert_eq!(journal["estran"], env!("CARGO_PKG_VERSION"));
    for output in journal["outputs"].as_array().unwrap() {
        let name = output["file"].as_str().unwrap();
        let bytes = fs::read(world.month().join(name)).unwrap();
        assert_eq!(
            output["sha256"],
            estran::document::fingerprint(&bytes),
            "{name}"
        );
    }
    let text = fs::read_to_string(world.month().join("journal.json")).unwrap();
    assert!(!text.contains(world.path().to_str().unwrap()));
    // Its durations lie beside it.
    let spent = fs::read_to_string(world.month().join("durees.jsonl")).unwrap();
    let spent: Value = serde_json::from_str(spent.lines().last().unwrap()).unwrap();
    assert_eq!(spent["command"], "run");
    assert_eq!(spent["steps"].as_array().unwrap().len(), 4);
}

#[test]
fn a_collector_reads_one_object_per_line() {
    let world = World::new();
    let json = [
        "run",
        "--month",
        "2026-10",
        "--log",
        "json",
        "--date",
        "2026-11-06",
    ];
    let said = world.done(0, &json);
    let lines: Vec<Value> = said
        .err
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect();
    let steps: Vec<&str> = lines
        .iter()
        .map(|line| line["step"].as_str().unwrap())
        .collect();
    assert_eq!(steps, ["read", "compute", "print", "write", "run"]);
    assert!(
        lines
            .iter()
            .all(|line| line["outcome"] == "done" && line["seconds"].is_number())
    );
    fs::write(world.path().join("config.toml"), "[organisation]\n").unwrap();
    let said = world.done(2, &json);
    let line: Value = serde_json::from_str(said.err.trim()).unwrap();
    assert_eq!(line["outcome"], "failed");
    assert!(
        line["message"].as_str().unwrap().contains("« name »"),
        "{line}"
    );
}

#[test]
fn two_runs_at_once_make_one_report() {
    let world = World::new();
    let alone = World::new();
    alone.run("2026-11-06");
    let typed = ["run", "--month", "2026-10", "--date", "2026-11-06"];
    let mut all: Vec<_> = (0..4).map(|_| world.start(&typed)).collect();
    let ends: Vec<i32> = all
        .iter_mut()
        .map(|run| run.wait().unwrap().code().unwrap())
        .collect();
    // One at least did it; the others came after it, or say that it was at work.
    assert!(
        ends.contains(&0) && ends.iter().all(|end| [0, 2].contains(end)),
        "{ends:?}"
    );
    assert_same(&world.reports(), &alone.reports(), "four at once");
}
