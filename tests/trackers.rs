//! What holds for every time tracker: order of columns, zones, accounts, absences, and no name anywhere.

use chrono::NaiveDate;
use estran::import::{Account, Accounts, Settings, import};
use estran::model::{Batch, Network, Status, Step};

fn read(name: &str, text: &str, settings: &Settings) -> Batch {
    let batch = import(name, text.as_bytes().to_vec(), settings);
    assert_eq!(batch.status, Status::Read, "{:?}", batch.findings);
    assert_eq!(batch.rows_in, batch.tables.len() + batch.rows_told);
    batch
}

fn with_account() -> Settings {
    let account = Account {
        id: "fb-abers".to_owned(),
        network: Network::Facebook,
        name: "Facebook – Abers".to_owned(),
        keys: vec!["Facebook Abers".to_owned()],
        direction: None,
        opened: None,
        closed: None,
    };
    Settings {
        accounts: Accounts::new(vec![account]),
        ..Settings::default()
    }
}

#[test]
fn a_project_or_a_tag_that_names_an_account_ties_the_entry_to_it() {
    let text = "User,Project,Description,Start date,Duration,Tags\n\
        AG1,Facebook Abers,Texte,2026-09-03,1:00:00,\n\
        AG1,Communication,Texte,2026-09-04,1:00:00,\"urgent, Facebook Abers\"\n\
        AG1,Communication,Texte,2026-09-05,1:00:00,urgent\n";
    let batch = read("toggl.csv", text, &with_account());
    let accounts: Vec<Option<String>> = batch
        .tables
        .hours
        .unwrap()
        .into_iter()
        .map(|hour| hour.account)
        .collect();
    let abers = Some("fb-abers".to_owned());
    assert_eq!(accounts, [abers.clone(), abers, None]);
}

#[test]
fn the_order_of_columns_changes_nothing() {
    let names = [
        "Start date",
        "Duration",
        "User",
        "Project",
        "Description",
        "Tags",
    ];
    let cells = [
        "2026-09-03",
        "1:30:12",
        "AG1",
        "Facebook Abers",
        "ABR-2026-0091",
        "visuel",
    ];
    let expected = read(
        "a.csv",
        &format!("{}\n{}\n", names.join(","), cells.join(",")),
        &Settings::default(),
    );
    for turn in 1..names.len() {
        let (mut names, mut cells) = (names, cells);
        names.rotate_left(turn);
        cells.rotate_left(turn);
        let text = format!("{}\r\n{}\r\n", names.join(";"), cells.join(";"));
        let batch = read("b.csv", &text, &Settings::default());
        assert_eq!(batch.tables, expected.tables, "{turn}");
    }
}

#[test]
fn universal_times_become_those_of_the_body() {
    let text =
        r#"[{"id":1,"start":"20260902T210000Z","end":"20260902T213000Z","tags":["veille"]}]"#;
    let settings = Settings {
        zone: chrono_tz::Indian::Reunion,
        ..Settings::default()
    };
    let hours = read("temps.json", text, &settings).tables.hours.unwrap();
    assert_eq!(hours[0].day, NaiveDate::from_ymd_opt(2026, 9, 3).unwrap());
    assert_eq!(hours[0].start.unwrap().to_string(), "2026-09-03 01:00:00");
}

#[test]
fn absences_leave_with_a_count_only_and_holidays_as_a_subject_stay() {
    let text = "User,Project,Task,Description,Start date,Duration\n\
        AG1,Ville,Arrêt maladie (grippe),,2026-09-03,7:00:00\n\
        AG1,Congés payés,,,2026-09-04,7:00:00\n\
        AG1,Vacances scolaires,Rédaction,Programme,2026-09-05,1:00:00\n";
    let batch = read("toggl.csv", text, &Settings::default());
    assert_eq!((batch.rows_in, batch.tables.len()), (1, 1));
    let said: String = batch
        .findings
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert!(
        said.contains('2') && !said.contains("grippe") && !said.contains("maladie"),
        "{said}"
    );
    assert_eq!(batch.tables.hours.unwrap()[0].step, Some(Step::Writing));
}

#[test]
fn what_names_no_step_has_none_and_is_told_once() {
    let rows: Vec<String> = (1..=9)
        .map(|day| format!("AG1,Chantier,Chose,2026-09-0{day},1:00:00"))
        .collect();
    let rows = rows.join("\n");
    let text = format!("User,Project,Description,Start date,Duration\n{rows}");
    let batch = read("toggl.csv", &text, &Settings::default());
    let told = batch
        .findings
        .iter()
        .filter(|finding| finding.code == "unknown-step");
    assert_eq!(told.count(), 1);
    assert!(
        batch
            .tables
            .hours
            .unwrap()
            .iter()
            .all(|hour| hour.step.is_none())
    );
}

#[test]
fn dates_that_nothing_settles_are_asked_about_and_not_counted() {
    let text =
        "Project,User,Start Date,Duration (h)\nA,AG1,03/04/2026,1:00\nA,AG1,05/06/2026,1:00\n";
    let batch = import(
        "clockify.csv",
        text.as_bytes().to_vec(),
        &Settings::default(),
    );
    assert_eq!(batch.status, Status::Refused);
    assert!(batch.tables.is_empty());
    assert!(
        batch.findings[0]
            .message
            .contains("clockify = \"day-first\"")
    );
    let mut settings = Settings::default();
    settings.reading.dates = toml::from_str("clockify = \"month-first\"").unwrap();
    let batch = import("clockify.csv", text.as_bytes().to_vec(), &settings);
    let hours = batch.tables.hours.unwrap();
    assert_eq!(hours[0].day.to_string(), "2026-03-04");
}

#[test]
fn a_total_that_is_wrong_is_told_and_never_counted() {
    let text = "Date;De;À;Durée;Client;Projet;Activité\n\
        2026-09-03;09:00;10:30;1:30;Ville;Facebook;Rédaction\n\
        2026-09-04;09:00;10:00;1:00;Ville;Facebook;Rédaction\n\
        Total;;;4:30;;;\n";
    let batch = read("kimai.csv", text, &Settings::default());
    assert_eq!((batch.rows_in, batch.tables.len()), (2, 2));
    assert!(
        batch
            .findings
            .iter()
            .any(|finding| finding.code == "total-differs")
    );
}

#[test]
fn a_deep_or_cut_json_gives_a_sentence() {
    for text in [
        format!("{{\"buckets\":{{\"a\":{}", "[".repeat(100_000)),
        "[{\"start\":\"20260902T070000Z\",".to_owned(),
    ] {
        let batch = import("temps.json", text.into_bytes(), &Settings::default());
        assert_eq!(batch.status, Status::Refused);
        assert_eq!(batch.findings[0].code, "unreadable-json");
    }
}

#[test]
fn titles_of_windows_never_enter() {
    let text = r#"{"buckets":{"w":{"type":"currentwindow","events":[{"timestamp":"2026-09-03T07:00:01.123+00:00","duration":20.5,"data":{"app":"a","title":"dossier de AG9"}}]},
        "s":{"type":"general.stopwatch","events":[{"timestamp":"2026-09-03T07:00:01.123+00:00","duration":1800.4,"data":{"label":"veille"}}]}}}"#;
    let batch = read("aw.json", text, &Settings::default());
    assert_eq!(batch.tables.len(), 1);
    assert!(!format!("{batch:?}").contains("dossier"));
}

#[test]
fn an_hour_that_the_clock_reads_twice_keeps_its_length() {
    let text =
        r#"[{"id":1,"start":"20261025T003000Z","end":"20261025T013000Z","tags":["veille"]}]"#;
    let hours = read("temps.json", text, &Settings::default())
        .tables
        .hours
        .unwrap();
    assert_eq!(hours[0].spent.as_seconds(), 3600);
}
