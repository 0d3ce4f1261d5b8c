//! The workbook of the team, in every container and with every trap.

use chrono::NaiveDate;
use estran::import::{Settings, import};
use estran::model::{Batch, Decision, Hour, Nature, PostFormat, Role, Status, Step};

fn read(case: &str) -> Batch {
    let path = format!(
        "{}/fixtures/formats/workbook/{case}",
        env!("CARGO_MANIFEST_DIR")
    );
    let batch = import(case, std::fs::read(path).unwrap(), &Settings::default());
    assert_eq!(
        batch.format,
        Some("workbook"),
        "{case}: {:?}",
        batch.findings
    );
    assert_eq!(batch.status, Status::Read, "{case}");
    assert_eq!(
        batch.rows_in,
        batch.tables.len() + batch.rows_told,
        "{case}"
    );
    batch
}

/// A table typed in the test.
fn typed(text: &str) -> Batch {
    let batch = import("temps.csv", text.as_bytes().to_vec(), &Settings::default());
    assert_eq!(
        batch.rows_in,
        batch.tables.len() + batch.rows_told,
        "{text}"
    );
    batch
}

fn hours(batch: &Batch) -> &[Hour] {
    batch.tables.hours.as_deref().unwrap()
}

fn seconds(batch: &Batch) -> i64 {
    hours(batch)
        .iter()
        .map(|hour| hour.spent.as_seconds())
        .sum()
}

fn codes(batch: &Batch) -> Vec<(&str, Option<u32>)> {
    batch
        .findings
        .iter()
        .map(|finding| (finding.code, finding.at.row))
        .collect()
}

fn has(batch: &Batch, code: &str, row: u32) {
    assert!(
        codes(batch).contains(&(code, Some(row))),
        "{code} at {row}: {:?}",
        codes(batch)
    );
}

#[test]
fn every_container_gives_the_same_hours_to_the_second() {
    let reference = read("temps.xlsx");
    assert_eq!(hours(&reference).len(), 19);
    assert_eq!(reference.running, 1);
    // 45 + 90 + 90 + 90 + 15 + 60 + 150 + 180 + 30 + 90 + 60 + 90 + 15 + 45 + 70 + 75 + 60 + 210 + 20 minutes.
    assert_eq!(seconds(&reference), 1485 * 60);
    for case in [
        "temps.ods",
        "temps.xls",
        "temps-point-virgule.csv",
        "temps-virgule.csv",
    ] {
        let other = read(case);
        assert_eq!(hours(&other), hours(&reference), "{case}");
        assert_eq!(other.running, 1, "{case}");
        has(&other, "running-entry", 21);
    }
}

#[test]
fn an_entry_keeps_what_it_was_for_and_nobody_s_name() {
    let batch = read("temps.xlsx");
    let hours = hours(&batch);
    assert_eq!(hours[0].step, Some(Step::Brief));
    assert_eq!(hours[0].service.as_deref(), Some("Routes"));
    assert_eq!(hours[1].refs, ["ABR-2026-0001"]);
    assert_eq!(hours[3].refs, ["ABR-2026-0001", "ABR-2026-0002"]);
    assert_eq!(hours[4].permalink.as_deref(), Some("x:1974000000000000001"));
    assert_eq!(hours[6].title.as_deref(), Some("Tempête : réponses"));
    assert_eq!(
        hours[9].refs,
        ["ABR-2026-0003"],
        "a reference in the comment counts"
    );
    assert_eq!(
        (hours[10].nature, hours[10].refs.as_slice()),
        (Nature::Estimated, ["C-12".to_owned()].as_slice())
    );
    assert_eq!(hours[0].agent, hours[1].agent);
    assert_ne!(hours[0].agent, hours[2].agent);
    assert!(!format!("{batch:?}").contains("AG1"));
}

#[test]
fn past_midnight_is_the_next_day_and_a_clock_change_has_its_real_length() {
    let batch = read("temps.ods");
    let night = &hours(&batch)[6];
    assert_eq!(night.spent.as_seconds(), 9000);
    assert_eq!(night.day, NaiveDate::from_ymd_opt(2026, 10, 3).unwrap());
    assert_eq!(night.end.unwrap().to_string(), "2026-10-04 01:30:00");
    assert_eq!(hours(&batch)[7].spent.as_seconds(), 3 * 3600);
}

#[test]
fn every_trap_of_a_sheet_is_told_at_its_row() {
    let batch = read("temps-pieges.csv");
    has(&batch, "duplicate-row", 5);
    has(&batch, "total-row", 6);
    has(&batch, "long-entry", 9);
    has(&batch, "date-far-away", 11);
    has(&batch, "duration-differs", 12);
    has(&batch, "zero-duration", 13);
    has(&batch, "no-duration", 15);
    has(&batch, "unreadable-duration", 16);
    has(&batch, "unreadable-date", 17);
    has(&batch, "no-date", 18);
    has(&batch, "running-entry", 19);
    has(&batch, "several-agents", 20);
    has(&batch, "unknown-step", 20);
    has(&batch, "unit-in-doubt", 21);
    has(&batch, "total-differs", 22);
    // 1:30 twice, 11:00, 1:00 twice, 2:00 and 1.5 h.
    assert_eq!((hours(&batch).len(), seconds(&batch)), (7, 3600 * 39 / 2));
    assert_eq!(batch.running, 1);
    assert_eq!(hours(&batch)[6].agent, None);
}

#[test]
fn absences_are_counted_and_never_detailed() {
    let batch = read("temps-pieges.csv");
    let absences: Vec<_> = batch
        .findings
        .iter()
        .filter(|finding| finding.code == "absences-dropped")
        .collect();
    assert_eq!(absences.len(), 1);
    assert!(absences[0].message.starts_with("2\u{a0}lignes"));
    assert_eq!(absences[0].at.row, None);
    let told = format!("{:?}", batch.findings).to_lowercase();
    assert!(!told.contains("maladie") && !told.contains("congé"));
}

#[test]
fn minutes_without_a_unit_are_never_thousands_of_hours() {
    let batch = read("temps-minutes.csv");
    assert_eq!(seconds(&batch), 270 * 60);
    assert!(codes(&batch).contains(&("unit-found", None)));
    has(&batch, "total-row", 6);
}

#[test]
fn a_list_kept_by_hand_is_read_block_by_block() {
    let batch = read("temps-a-la-main.csv");
    let hours = hours(&batch);
    assert_eq!(hours.len(), 4);
    assert_eq!(seconds(&batch), (90 + 30 + 45 + 120) * 60);
    assert_eq!(
        hours[2].day, hours[1].day,
        "an empty date under a dated row is the same day"
    );
    assert_eq!(hours[1].step, Some(Step::Approval));
    assert!(
        !codes(&batch)
            .iter()
            .any(|(code, _)| *code == "total-differs")
    );
}

#[test]
fn the_whole_workbook_gives_its_four_tables() {
    let batch = read("suivi.xlsx");
    let other = read("suivi.ods");
    assert_eq!(
        (&batch.tables, codes(&batch)),
        (&other.tables, codes(&other))
    );
    let tables = &batch.tables;
    let contents = tables.contents.as_deref().unwrap();
    assert_eq!((hours(&batch).len(), contents.len()), (19, 7));
    assert_eq!(contents[0].permalink.as_deref(), Some("facebook:123"));
    assert_eq!(
        contents[1].permalink.as_deref(),
        Some("x:1974000000000000001")
    );
    assert!(contents[0].planned.unwrap().has_time && !contents[3].planned.unwrap().has_time);
    let accounts: Vec<_> = contents[3..6]
        .iter()
        .filter_map(|plan| plan.account.as_deref())
        .collect();
    assert_eq!(accounts, ["FB", "IG", "X"]);
    assert_eq!(
        (contents[3].format, contents[6].format),
        (Some(PostFormat::ShortVideo), None)
    );
    let approvals = tables.approvals.as_deref().unwrap();
    // Five of the sheet, and the circuit of the content that the sheet does not know.
    assert_eq!(approvals.len(), 6);
    assert_eq!(tables.requests.as_deref().unwrap().len(), 3);
    assert_eq!(
        contents[0].as_of,
        NaiveDate::from_ymd_opt(2026, 10, 25).unwrap()
    );
    has(&batch, "no-date", 5);
}

#[test]
fn the_sheet_of_approvals_wins_over_the_columns_of_the_planning() {
    let batch = read("suivi.xlsx");
    let approvals = batch.tables.approvals.as_deref().unwrap();
    let of_the_first: Vec<_> = approvals
        .iter()
        .filter(|step| step.reference == "ABR-2026-0001")
        .collect();
    assert_eq!(of_the_first.len(), 3);
    assert_eq!(of_the_first[0].decision, Decision::Corrections);
    assert_eq!(of_the_first[2].role, Some(Role::Cabinet));
    let ticked = approvals
        .iter()
        .find(|step| step.reference == "ABR-2026-0002")
        .unwrap();
    assert_eq!(
        (ticked.decision, ticked.decided, ticked.role),
        (Decision::Approved, None, None)
    );
    let waiting = approvals
        .iter()
        .filter(|step| step.decision == Decision::Pending)
        .count();
    assert_eq!(waiting, 2);
    // Alone, the planning tells its one-step circuits, once per content.
    let alone = read("planning.csv");
    assert_eq!(alone.tables.approvals.as_deref().unwrap().len(), 3);
}

#[test]
fn references_numbered_in_advance_are_no_rows() {
    let batch = read("planning.csv");
    assert_eq!(batch.tables.contents.as_deref().unwrap().len(), 7);
    assert!(codes(&batch).contains(&("prepared-rows", None)));
    assert_eq!(batch.rows_told, 0);
}

#[test]
fn a_role_is_kept_and_initials_are_not() {
    let batch = read("validations.csv");
    let approvals = batch.tables.approvals.as_deref().unwrap();
    assert_eq!(approvals.len(), 5);
    assert_eq!(approvals[4].role, None);
    assert!(!approvals[1].decided.unwrap().has_time);
    assert!(!format!("{:?}", batch.findings).contains("A. B."));
}

#[test]
fn a_request_keeps_a_number_for_what_was_asked() {
    let batch = read("demandes.csv");
    let requests = batch.tables.requests.as_deref().unwrap();
    assert_eq!(requests.len(), 3);
    assert_eq!(requests[1].channel.as_deref(), Some("téléphone"));
    assert_eq!(batch.rows_told, 1);
    assert!(!format!("{batch:?}").contains("Affiche"));
}

/// « Demandeur » may name somebody: it is read in no sheet, and each sheet says so.
#[test]
fn who_asked_stays_outside_unless_a_column_says_that_it_is_a_service() {
    for sheet in [
        "Reçue le;Demandeur;Objet\n05/10/2026;Zzmarque Nom;Affiche\n",
        "Date;Durée;Tâche;Demandeur\n05/10/2026;1 h;Rédaction;Zzmarque Nom\n",
        "Réf. contenu;Titre court;Statut;Émetteur\nABR-2026-0001;Affiche;publié;Zzmarque Nom\n",
    ] {
        let batch = typed(sheet);
        assert_eq!(batch.rows_in, 1, "{sheet}");
        assert!(
            codes(&batch).contains(&("requester-not-read", None)),
            "{sheet}"
        );
        assert!(!format!("{batch:?}").contains("Zzmarque"), "{sheet}");
    }
    let both = typed(
        "Reçue le;Demandeur;Service demandeur;Canal\n05/10/2026;Zzmarque Nom;Culture;courriel\n",
    );
    let requests = both.tables.requests.as_ref().unwrap();
    assert_eq!(requests[0].service.as_deref(), Some("Culture"));
    assert!(codes(&both).is_empty() && !format!("{both:?}").contains("Zzmarque"));
}

#[test]
fn a_renamed_sheet_is_read_and_a_sheet_without_its_columns_is_told() {
    let batch = read("feuilles-renommees.xlsx");
    assert_eq!(hours(&batch).len(), 3);
    let told: Vec<&str> = batch.findings.iter().map(|finding| finding.code).collect();
    assert!(
        told.contains(&"renamed-sheet")
            && told.contains(&"unreadable-sheet")
            && told.contains(&"missing-sheet"),
        "{told:?}"
    );
}

#[test]
fn an_empty_sheet_is_not_an_absent_one() {
    let batch = typed("Date;Agent;Tâche;Durée\n");
    assert_eq!(batch.tables.hours, Some(Vec::new()));
    assert_eq!(batch.tables.contents, None);
}

#[test]
fn a_comma_in_a_name_is_not_two_people() {
    let batch = typed(
        "Date;Agent;Tâche;Durée\n01/10/2026;Exemple, Camille;Veille;1:00\n02/10/2026;Exemple, Camille;Veille;1:00\n",
    );
    assert!(hours(&batch).iter().all(|hour| hour.agent.is_some()));
    let batch =
        typed("Date;Agent;Tâche;Durée\n01/10/2026;A, B;Veille;1:00\n02/10/2026;B;Veille;1:00\n");
    assert_eq!(hours(&batch)[0].agent, None);
    assert!(hours(&batch)[1].agent.is_some());
}

#[test]
fn an_impossible_hour_or_a_formula_in_error_is_told() {
    let batch = typed(
        "Date;Tâche;Durée;Début;Fin\n01/10/2026;Veille;#REF!;;\n01/10/2026;Veille;-1:00;9:00;10:00\n02/10/2026;Veille;1h75;;\n02/10/2026;Veille;;;10:00\n",
    );
    assert_eq!(
        (hours(&batch).len(), seconds(&batch), batch.rows_told),
        (1, 3600, 3)
    );
}

#[test]
fn exports_of_networks_and_trackers_are_left_to_their_formats() {
    for header in [
        "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Permalink,Date,Views,Reach",
        "Post id,Date,Post text,Post Link,Impressions,Likes",
        "Tweet id,Tweet permalink,Tweet text,time,impressions",
        "Date;De;À;Durée;Client;Projet;Activité;Description;Facturable;Mots-clés",
        "Description,Task,Project,Client,User,Start,End,Duration,Duration (decimal),Billable,Tags",
    ] {
        assert_ne!(
            typed(&format!("{header}\n1,2,3,4,5,6\n")).format,
            Some("workbook"),
            "{header}"
        );
    }
}
