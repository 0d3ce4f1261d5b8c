//! What has been kept long enough goes; reports and their figures stay, and nothing goes that was not asked for.

use std::fs;

use super::world::{World, files};

const OLD: &str =
    "Date;Agent;Tâche;Durée\n05/10/2023;AG1;Rédaction;2:00\n06/10/2023;AG2;Modération;1:30\n";
const MIXED: &str =
    "Date;Agent;Tâche;Durée\n05/10/2023;AG1;Rédaction;3:00\n06/10/2026;AG2;Veille;1:45\n";
const UNSURE: &str =
    "Date;Agent;Tâche;Durée\n05/10/2023;AG1;Rédaction;2:20\nbientôt;AG2;Modération;1:35\n";

fn old() -> World {
    let world = World::new();
    world.put("inbox/vieux.csv", OLD);
    world.put("inbox/melange.csv", MIXED);
    world.put("inbox/incertain.csv", UNSURE);
    world
}

fn inbox(world: &World) -> Vec<String> {
    files(&world.path().join("inbox")).into_keys().collect()
}

const FORGET: [&str; 5] = ["forget", "--before", "2024-01", "--date", "2026-11-05"];

#[test]
fn only_files_that_are_old_to_their_last_line_go() {
    let world = old();
    let before = inbox(&world);
    let said = world.done(0, &[&FORGET[..], &["--dry-run"]].concat());
    assert!(
        said.out
            .contains("à effacer : vieux.csv (jusqu’au 6 octobre 2023, 2 lignes)"),
        "{}",
        said.out
    );
    assert!(said.out.contains("reste : melange.csv"), "{}", said.out);
    assert!(said.out.contains("reste : incertain.csv"), "{}", said.out);
    assert_eq!(inbox(&world), before);
    world.refused(&FORGET, &["rien n’a été effacé", "--yes"]);
    assert_eq!(inbox(&world), before);
    world.done(0, &[&FORGET[..], &["--yes"]].concat());
    let left: Vec<String> = before
        .into_iter()
        .filter(|name| name != "vieux.csv")
        .collect();
    assert_eq!(inbox(&world), left);
    let register = fs::read_to_string(world.path().join("reports/effacements.jsonl")).unwrap();
    assert_eq!(
        register,
        "{\"on\":\"2026-11-05\",\"before\":\"2024-01\",\"files\":1,\"rows\":2,\"lists\":0}\n"
    );
}

#[test]
fn the_lists_of_things_to_check_go_and_the_report_stays() {
    let world = World::new();
    world.run("2026-11-05");
    let forget = [
        "forget",
        "--before",
        "2026-11",
        "--date",
        "2026-12-05",
        "--yes",
    ];
    world.done(0, &forget);
    let kept = files(&world.month());
    assert!(!kept.contains_key("a-verifier.txt"));
    for name in ["rapport.pdf", "chiffres.csv", "journal.json"] {
        assert!(kept.contains_key(name), "{name}");
    }
}

#[test]
fn a_run_removes_what_the_settings_say_and_nothing_without_them() {
    let world = old();
    let before = inbox(&world);
    let run = ["run", "--month", "2026-10", "--date", "2026-11-05"];
    world.say(&run);
    assert_eq!(inbox(&world), before);
    world.set("[retention]\nmonths = 24\n");
    let said = world.say(&run);
    assert!(
        said.err.contains("effacement : 1 fichier effacé"),
        "{}",
        said.err
    );
    assert!(!inbox(&world).contains(&"vieux.csv".to_owned()));
    assert_eq!(inbox(&world).len(), before.len() - 1);
}

#[test]
fn a_duration_is_needed_and_may_not_cut_the_comparisons() {
    let world = World::new();
    world.refused(&["forget"], &["aucune durée n’est réglée", "--before"]);
    world.refused(&["forget", "--before", "2099-01"], &["à venir"]);
    world.set("[retention]\nmonths = 6\n");
    world.refused(&["forget"], &["trop court", "13"]);
}
