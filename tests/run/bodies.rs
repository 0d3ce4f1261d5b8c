//! Several bodies on one machine: each apart, none in the way of another.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use super::world::{World, assert_same, files};
use crate::commands::estran;

/// A folder with so many bodies, `commune-00` and on.
fn bodies(count: usize) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for number in 0..count {
        let world = World::new();
        let body = root.path().join(format!("commune-{number:02}"));
        copy(world.path(), &body);
    }
    root
}

fn copy(from: &Path, to: &Path) {
    for (name, bytes) in files(from) {
        let path = to.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn run(root: &TempDir, status: i32, more: &[&str]) -> crate::commands::Said {
    let typed = [
        &[
            "run",
            "--month",
            "2026-10",
            "--date",
            "2026-11-06",
            "--all",
            ".",
        ],
        more,
    ]
    .concat();
    let said = estran(root.path(), &typed);
    assert_eq!(said.status, status, "{}{}", said.out, said.err);
    said
}

fn body(root: &TempDir, number: usize) -> PathBuf {
    root.path().join(format!("commune-{number:02}"))
}

#[test]
fn each_body_gets_the_report_it_would_have_alone() {
    let root = bodies(5);
    let said = run(&root, 0, &[]);
    let alone = World::new();
    alone.run("2026-11-06");
    for number in 0..5 {
        let reports = files(&body(&root, number).join("reports"));
        assert_same(&reports, &alone.reports(), "alone and among others");
        let name = format!("commune-{number:02}");
        assert!(
            said.err
                .lines()
                .filter(|line| line.contains(&format!("[{name}]")))
                .count()
                >= 4
        );
        assert!(
            said.out.lines().any(|line| line.starts_with(&name)),
            "{}",
            said.out
        );
    }
    assert!(
        said.out.ends_with("5\u{a0}organismes, aucun échec\n"),
        "{}",
        said.out
    );
    let json = run(&root, 0, &["--log", "json"]);
    assert_eq!(json.out, "");
    for line in json.err.lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        assert!(line["body"].as_str().unwrap().starts_with("commune-"));
    }
}

#[test]
fn one_that_fails_stops_no_other() {
    let root = bodies(4);
    fs::write(body(&root, 0).join("config.toml"), "[organisation]\n").unwrap();
    fs::remove_dir_all(body(&root, 1).join("inbox")).unwrap();
    let held = estran::commands::lock::Lock::take(&body(&root, 2).join("reports")).unwrap();
    let said = run(&root, 2, &[]);
    drop(held);
    for (name, why) in [
        ("commune-00", "« name »"),
        ("commune-01", "inbox"),
        ("commune-02", "déjà à l’œuvre"),
        ("commune-03", "version provisoire faite"),
    ] {
        let line = said
            .out
            .lines()
            .find(|line| line.starts_with(name))
            .unwrap();
        let line = line.replace('\u{a0}', " ");
        assert!(line.contains(why), "{line}");
    }
    assert!(said.out.contains("3\u{a0}échecs"), "{}", said.out);
    assert!(body(&root, 3).join("reports/2026-10/rapport.pdf").exists());
}

#[test]
fn nothing_of_one_reaches_the_folder_of_another() {
    let root = bodies(4);
    let prepend = |number: usize, text: &str| {
        let path = body(&root, number).join("config.toml");
        let config = fs::read_to_string(&path).unwrap();
        fs::write(path, format!("{text}\n{config}")).unwrap();
    };
    prepend(0, "[folders]\nreports = \"../commune-03/reports\"\n");
    let inbox = body(&root, 3).join("inbox").display().to_string();
    prepend(1, &format!("[folders]\ninbox = '{inbox}'\n"));
    let refused = if cfg!(unix) { 3 } else { 2 };
    #[cfg(unix)]
    {
        let link = body(&root, 2).join("inbox/autre.csv");
        std::os::unix::fs::symlink(body(&root, 3).join("inbox/temps.csv"), link).unwrap();
    }
    let said = run(&root, 2, &[]);
    let lines: Vec<&str> = said
        .out
        .lines()
        .filter(|line| line.contains("sort du dossier"))
        .collect();
    assert_eq!(lines.len(), refused, "{}", said.out);
    let alone = World::new();
    alone.run("2026-11-06");
    assert_same(
        &files(&body(&root, 3).join("reports")),
        &alone.reports(),
        "the other one",
    );
    for number in 0..refused {
        assert!(files(&body(&root, number).join("reports")).is_empty());
    }
}

#[test]
fn a_folder_without_any_body_is_refused() {
    let root = tempfile::tempdir().unwrap();
    crate::commands::refused(
        root.path(),
        &["run", "--all", "."],
        &["aucun organisme", "config.toml"],
    );
    crate::commands::refused(
        root.path(),
        &["run", "--all", "nulle-part"],
        &["nulle-part", "--all"],
    );
    crate::commands::refused(
        root.path(),
        &["run", "--all", ".", "--config", "a.toml"],
        &["ne vont pas ensemble"],
    );
}
