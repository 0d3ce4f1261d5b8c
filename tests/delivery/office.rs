//! What is due, and that it leaves once.

use std::time::Duration;

use estran::commands::deliver::Went;
use estran::send::Stage;

use super::server::{Reply, Server};
use super::world::{DRAFTS, RELEASES, World, only};

#[test]
fn a_draft_goes_to_the_team_and_a_release_to_the_others() {
    let server = Server::good();
    let world = World::mail(server.port());
    assert_eq!(only(world.announce()), Went::Sent);
    assert_eq!(server.received(), [DRAFTS]);
    world.report_in(
        "reports/2026-10/version-1",
        "2026-11-12",
        "247 h de travail",
    );
    let sent = world.announce_as("2026-10", Stage::Release, "reports/2026-10/version-1");
    assert!(
        sent.iter().all(|outcome| outcome.went == Went::Sent),
        "{sent:?}"
    );
    let [direction, cabinet] = RELEASES;
    assert_eq!(server.received(), [cabinet, direction, DRAFTS]);
    let subject = |place: usize| {
        let text = server.taken()[place].text.clone();
        let (_, after) = text.split_once("Subject: ").unwrap();
        after.split_once("\r\nDate").unwrap().0.to_owned()
    };
    assert!(
        subject(0).contains("(version provisoire)"),
        "{}",
        subject(0)
    );
    assert_ne!(subject(0), subject(1));
}

#[test]
fn what_was_sent_does_not_leave_again_even_made_on_another_day() {
    let server = Server::good();
    let world = World::mail(server.port());
    world.announce();
    assert!(matches!(only(world.announce()), Went::AlreadySent(_)));
    world.report("2026-10", "2026-11-06", "247 h de travail");
    assert!(matches!(only(world.announce()), Went::AlreadySent(_)));
    assert!(matches!(
        only(world.deliver(true, false)),
        Went::AlreadySent(_)
    ));
    assert_eq!(server.taken().len(), 1);
    // Other figures are news, and say so.
    world.report("2026-10", "2026-11-06", "251 h de travail");
    assert_eq!(only(world.announce()), Went::Sent);
    let taken = server.taken();
    assert_eq!(taken.len(), 2);
    assert!(
        taken[1].text.contains("(version provisoire, mise "),
        "{}",
        taken[1].text
    );
}

#[test]
fn a_server_that_greylists_is_asked_again_in_the_same_run() {
    let server = Server::new(|command, before| {
        if command.starts_with("RCPT") && before < 2 {
            Reply::Says("451 4.7.1 greylisted, come back")
        } else {
            Reply::Good
        }
    });
    let world = World::mail(server.port());
    assert_eq!(only(world.announce()), Went::Sent);
    assert_eq!(
        *world.rests.borrow(),
        [Duration::from_secs(10), Duration::from_mins(1)]
    );
    assert_eq!(server.taken().len(), 1);
}

#[test]
fn what_waits_of_another_month_leaves_with_the_next_run() {
    let world = World::mail(9);
    let queued = only(world.announce());
    assert!(
        matches!(&queued, Went::Queued(why) if why.contains("ne répond pas")),
        "{queued:?}"
    );
    assert_eq!(world.states(), ["queued"]);
    assert_eq!(world.rests.borrow().len(), 3);
    let server = Server::good();
    world.set(&super::world::email(server.port(), ""));
    world.report("2026-11", "2026-12-05", "230 h de travail");
    let outcomes = world.announce_as("2026-11", Stage::Draft, "reports/2026-11");
    let months: Vec<String> = outcomes
        .iter()
        .map(|outcome| outcome.month.to_string())
        .collect();
    assert_eq!(months, ["2026-11", "2026-10"]);
    assert!(outcomes.iter().all(|outcome| outcome.went == Went::Sent));
    assert_eq!(server.taken().len(), 2);
}

#[test]
fn a_queued_draft_gives_way_to_the_one_that_replaces_it() {
    let world = World::mail(9);
    world.announce();
    world.report("2026-10", "2026-11-06", "251 h de travail");
    let server = Server::good();
    world.set(&super::world::email(server.port(), ""));
    assert_eq!(only(world.announce()), Went::Sent);
    assert_eq!(server.taken().len(), 1);
    assert_eq!(world.states(), ["replaced", "sent"]);
}

#[test]
fn the_intent_is_on_the_disk_before_anything_leaves() {
    let server = Server::good();
    let world = World::mail(server.port());
    // A folder where the record is written first: it cannot be.
    std::fs::create_dir_all(world.path("reports/2026-10/envois/.registre.json.nouveau/x")).unwrap();
    let config = world.config();
    let folder = world.path("reports/2026-10");
    let month = "2026-10".parse().unwrap();
    let error = world.office(|office| {
        estran::commands::deliver::announce_by(office, &config, month, Stage::Draft, &folder)
            .unwrap_err()
    });
    assert!(
        error.to_string().contains("ne peut pas être écrit"),
        "{error}"
    );
    assert!(server.taken().is_empty());
    assert!(server.commands().iter().any(|command| command == "DATA"));
}

#[test]
fn a_damaged_record_stops_everything() {
    let server = Server::good();
    let world = World::mail(server.port());
    world.announce();
    std::fs::write(world.path("reports/2026-10/envois/registre.json"), "{").unwrap();
    let output = world.run(&["deliver", "--month", "2026-10"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("il est abîmé"));
    assert_eq!(server.taken().len(), 1);
}

#[test]
fn a_rehearsal_sends_nothing_and_shows_no_address_whole() {
    let server = Server::good();
    let world = World::mail(server.port());
    let output = world.run(&["deliver", "--month", "2026-10", "--dry-run"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("courriel à e…@abers.example"), "{said}");
    assert!(!said.contains(DRAFTS) && server.commands().is_empty());
    assert!(!world.path("reports/2026-10/envois").exists());
    let output = world.run(&["deliver", "--month", "2026-10"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(
        said.contains("octobre 2026, courriel à e…@abers.example\u{a0}: envoyé"),
        "{said}"
    );
    assert!(!(world.written() + &said).contains("equipe-zz"));
}

#[test]
fn without_settings_or_without_a_report_nothing_is_tried() {
    let world = World::with("");
    let output = world.run(&["deliver"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("[delivery.email]"));
    assert!(world.announce().is_empty());
    let world = World::mail(9);
    let output = world.run(&["deliver", "--month", "2026-09"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("aucun rapport de septembre 2026"));
}

#[test]
fn a_report_that_could_not_be_made_is_told_once_for_one_cause() {
    let server = Server::good();
    let world = World::mail(server.port());
    assert_eq!(only(world.alarm("le disque est plein")), Went::Sent);
    assert!(matches!(
        only(world.alarm("le disque est plein")),
        Went::AlreadySent(_)
    ));
    assert_eq!(only(world.alarm("aucune donnée")), Went::Sent);
    // Then the report itself, which is no update of a word.
    assert_eq!(only(world.announce()), Went::Sent);
    let taken = server.taken();
    assert_eq!(server.received(), [DRAFTS; 3]);
    assert!(
        taken[0].text.contains("Le disque est plein"),
        "{}",
        taken[0].text
    );
    assert!(!taken[0].text.contains("application/pdf"));
    assert!(taken[2].text.contains("(version provisoire)"));
}
