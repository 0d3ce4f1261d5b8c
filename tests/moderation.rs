//! What people write to the accounts, and the work done outside opening hours: from the sheets to the page.

use chrono::{Duration, NaiveDateTime};
use estran::figures::{Figures, Moderation, Settings, Team};
use estran::import::{Account, Accounts, Settings as ImportSettings, import};
use estran::ledger::gather;
use estran::model::{
    Figure, Handling, Hour, Message, Moment, Network, Slot, Spent, State, Status, Step, Value,
};
use estran::report::block::{Block, Report};
use proptest::collection::vec;
use proptest::prelude::*;

use crate::month::{Case, account, hour, october, working_days};
use crate::pages::{said, words};

/// A day alone has no time.
fn at(text: &str) -> Moment {
    let has_time = text.len() > 10;
    let text = if has_time {
        text.to_owned()
    } else {
        format!("{text} 00:00")
    };
    Moment {
        at: NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M").unwrap(),
        has_time,
    }
}

fn message(received: &str) -> Message {
    Message {
        id: None,
        account: None,
        network: Some(Network::Facebook),
        kind: None,
        received: at(received),
        handled: None,
        handling: None,
        as_of: october().last_day(),
        row: 2,
    }
}

pub fn answered(received: &str, handled: &str) -> Message {
    Message {
        handled: Some(at(handled)),
        handling: Some(Handling::Answered),
        ..message(received)
    }
}

/// So many in the daytime of working days, and so many in the evening.
fn messages(day: usize, evening: usize) -> Vec<Message> {
    let days = working_days();
    let on = |place: usize, time: &str| message(&format!("{} {time}", days[place % days.len()]));
    (0..day)
        .map(|place| on(place, "10:00"))
        .chain((0..evening).map(|place| on(place, "20:00")))
        .collect()
}

fn figures(messages: Vec<Message>) -> Figures {
    Case::default().figures_with(|tables| tables.messages = Some(messages))
}

fn report(figures: &Figures) -> Report {
    said(figures, Vec::new(), &Settings::default(), false)
}

fn title(report: &Report) -> Option<String> {
    let page = report.pages.iter().find(|page| page.id == "moderation")?;
    Some(page.title.replace(['\u{a0}', '\u{202f}'], " "))
}

fn value(figure: &Figure) -> Value {
    figure
        .value()
        .cloned()
        .unwrap_or_else(|| panic!("{figure:?}"))
}

fn count(figures: &Figures, code: &'static str, about: &str) -> i64 {
    match value(&figures.about(code, about)) {
        Value::Count { count } => count,
        other => panic!("{other:?}"),
    }
}

fn share(figures: &Figures) -> (i64, i64) {
    match value(&figures.get("MO5")) {
        Value::Share { part, whole } => (part, whole),
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_messages_nor_times_the_page_is_listed_with_what_to_note() {
    let figures = Case::default().figures();
    assert_eq!(figures.get("MO1").state, State::NotMeasured);
    let report = report(&figures);
    assert_eq!(title(&report), None);
    let words = words(&report);
    assert!(
        words.contains("« Modération et réponses » : noter chaque message reçu"),
        "{words}"
    );
}

#[test]
fn a_month_between_two_that_have_messages_is_a_true_zero_and_one_after_them_is_not() {
    let around = figures(vec![
        message("2026-09-30 10:00"),
        message("2026-11-02 10:00"),
    ]);
    assert_eq!(value(&around.get("MO1")), Value::Count { count: 0 });
    assert_eq!(around.get("MO5").state, State::TooFew);
    assert!(words(&report(&around)).contains("Aucun message ce mois-ci"));
    let stopped = figures(vec![message("2026-09-30 10:00")]);
    assert_eq!(stopped.get("MO1").state, State::NotMeasured);
    assert_eq!(title(&report(&stopped)), None);
}

#[test]
fn the_title_and_the_sentence_need_five_messages_and_a_percentage_twenty() {
    for (day, evening, expected) in [
        (0, 1, "Modération et réponses"),
        (2, 2, "Modération et réponses"),
        (5, 0, "Modération et réponses"),
        (4, 1, "1 message sur 5 arrive hors horaires"),
        (2, 3, "3 messages sur 5 arrivent hors horaires"),
        (10, 9, "9 messages sur 19 arrivent hors horaires"),
        (10, 10, "50 % des messages arrivent hors horaires"),
    ] {
        let figures = figures(messages(day, evening));
        let report = report(&figures);
        assert_eq!(title(&report).as_deref(), Some(expected));
        let whole = day + evening;
        let sentence = match (whole, evening) {
            (20, _) => "50 % des messages reçus sont arrivés hors".to_owned(),
            (_, 1) => format!("1 message sur {whole} est arrivé hors"),
            _ => format!("{evening} messages sur {whole} sont arrivés hors"),
        };
        assert_eq!(
            words(&report).contains(&sentence),
            whole >= 5 && evening > 0,
            "{day} {evening}"
        );
    }
}

#[test]
fn each_message_has_its_part_of_the_week_and_the_parts_add_up() {
    let figures = figures(vec![
        message("2026-10-05 08:59"),
        message("2026-10-05 09:00"),
        message("2026-10-05 12:30"),
        message("2026-10-05 16:59"),
        message("2026-10-05 17:00"),
        message("2026-10-10"),
        message("2026-10-10 11:00"),
        message("2026-10-11"),
        // The hour that comes twice when clocks go back.
        message("2026-10-25 02:30"),
        // Of this one nobody knows.
        message("2026-10-06"),
    ]);
    assert_eq!(share(&figures), (7, 9));
    for (slot, expected) in [
        ("opening", 2),
        ("closed", 3),
        ("saturday", 2),
        ("day_off", 2),
        ("untimed", 1),
    ] {
        assert_eq!(count(&figures, "MO5", slot), expected, "{slot}");
    }
    assert!(
        words(&report(&figures))
            .contains("Sans heure de réception, 1 message d’un jour ouvré n’est pas compté")
    );
}

#[test]
fn a_public_holiday_is_no_working_day_and_no_saturday() {
    let calendar = crate::month::calendar();
    for day in ["2026-11-11", "2026-08-15"] {
        let slot = calendar.slot_of_day(day.parse().unwrap());
        assert_eq!(slot.map(Slot::key), Some("day_off"), "{day}");
    }
}

#[test]
fn days_alone_say_no_share() {
    let only_days = figures(vec![message("2026-10-05"), message("2026-10-10")]);
    assert_eq!(only_days.get("ES7").state, State::NotMeasured);
    assert!(words(&report(&only_days)).contains("Non mesuré : heures de réception non fournies"));
    let with_days = |days: usize| {
        let mut all = messages(0, 20 - days);
        all.extend((0..days).map(|_| message("2026-10-06")));
        figures(all)
    };
    assert!(matches!(
        with_days(1).get("MO5").state,
        State::Measured { .. }
    ));
    assert!(with_days(2).get("MO5").is_partial());
    assert!(with_days(8).get("MO5").is_partial());
    assert_eq!(with_days(9).get("MO5").state, State::Unreliable);
    assert_eq!(with_days(9).about("MO5", "closed").state, State::Unreliable);
}

#[test]
fn what_became_of_messages_adds_up() {
    let with = |handling| Message {
        handling: Some(handling),
        ..message("2026-10-05 10:00")
    };
    let figures = figures(vec![
        with(Handling::Answered),
        with(Handling::Answered),
        with(Handling::Hidden),
        with(Handling::Unsaid),
        message("2026-10-05 10:00"),
    ]);
    assert_eq!(
        value(&figures.get("MO2")),
        Value::Share { part: 4, whole: 5 }
    );
    assert_eq!(count(&figures, "MO2", "waiting"), 1);
    let all: i64 = Handling::ALL
        .into_iter()
        .map(|handling| count(&figures, "MO3", handling.key()))
        .sum();
    assert_eq!(all, 4);
    assert!(
        words(&report(&figures))
            .contains("Suites données : 2 réponses, 1 message masqué et 1 suite non précisée.")
    );
}

#[test]
fn a_log_without_outcomes_does_not_say_that_nothing_was_done() {
    let figures = figures(messages(10, 10));
    assert_eq!(figures.get("MO2").state, State::NotMeasured);
    assert_eq!(figures.get("MO4").state, State::NotMeasured);
}

#[test]
fn an_answer_takes_opening_hours_and_its_real_time_is_told_beside() {
    // A Friday at half past four, answered on Monday at half past nine.
    let case = || answered("2026-10-02 16:30", "2026-10-05 09:30");
    let four = figures((0..4).map(|_| case()).collect());
    assert!(matches!(value(&four.get("MO4")), Value::Each { ref cases } if cases.len() == 4));
    let mut all: Vec<Message> = (0..5).map(|_| case()).collect();
    // Without both times, or upside down, it says no delay; what waits is apart.
    all.push(message("2026-10-05 10:00"));
    let five = figures(all.clone());
    let middle = |figure: &Figure| match value(figure) {
        Value::Spread { middle, .. } => middle,
        other => panic!("{other:?}"),
    };
    assert_eq!(five.get("MO4").n, 5);
    assert_eq!(middle(&five.get("MO4")), Spent::hours(1));
    assert_eq!(middle(&five.about("MO4", "elapsed")), Spent::hours(65));
    assert_eq!(count(&five, "MO2", "waiting"), 1);
    all.push(answered("2026-10-05 10:00", "2026-10-05"));
    all.push(answered("2026-10-05 10:00", "2026-10-05 09:00"));
    let partial = figures(all.clone());
    assert!(
        partial.get("MO4").is_partial(),
        "five of seven answers have a delay"
    );
    assert_eq!(count(&partial, "MO4", "untimed"), 2);
    assert!(words(&report(&partial)).contains("toujours 1 h sur les données saisies"));
    all.extend((0..4).map(|_| answered("2026-10-05", "2026-10-05")));
    assert_eq!(figures(all).get("MO4").state, State::Unreliable);
}

#[test]
fn a_followed_network_whose_messages_are_not_noted_makes_the_count_a_minimum() {
    let on = |network, id| Account {
        network,
        ..account(id)
    };
    let accounts = vec![on(Network::Facebook, "a"), on(Network::LinkedIn, "b")];
    let figures_of = |settings: Settings| {
        let case = Case {
            accounts: accounts.clone(),
            settings,
            ..Case::default()
        };
        case.figures_with(|tables| tables.messages = Some(messages(10, 10)))
    };
    let partial = figures_of(Settings::default());
    assert!(partial.get("MO1").is_partial());
    let report = said(&partial, accounts.clone(), &Settings::default(), false);
    for sentence in [
        "Données partielles : messages non relevés pour LinkedIn.",
        "au moins 20",
        "50 % des messages relevés arrivent hors horaires",
        "D’après les données saisies, 50 % des messages reçus",
    ] {
        assert!(words(&report).contains(sentence), "{sentence}");
    }
    // The same file holds an earlier message of that network: it says that none came.
    let case = Case {
        accounts: accounts.clone(),
        ..Case::default()
    };
    let earlier = Message {
        network: Some(Network::LinkedIn),
        ..message("2026-08-05 10:00")
    };
    let covered = case.figures_with(|tables| {
        tables.messages = Some(messages(10, 10).into_iter().chain([earlier]).collect());
    });
    assert_eq!(count(&covered, "MO1", "linkedin"), 0);
    assert!(!covered.get("MO1").is_partial());
    let moderation = Moderation {
        without_messages: vec![Network::LinkedIn],
        ..Moderation::default()
    };
    let whole = figures_of(Settings {
        moderation,
        ..Settings::default()
    });
    assert_eq!(value(&whole.get("MO1")), Value::Count { count: 20 });
    assert!(!whole.get("MO1").is_partial());
}

fn timed(day: &str, from: &str, minutes: i64, step: Step) -> Hour {
    let start = at(&format!("{day} {from}")).at;
    Hour {
        start: Some(start),
        end: Some(start + Duration::minutes(minutes)),
        ..hour(day.parse().unwrap(), minutes, Some(step))
    }
}

/// A month of whole days with their times, and an evening, a Saturday and a Sunday of moderation.
fn month_with_times() -> Vec<Hour> {
    let mut hours: Vec<Hour> = working_days()
        .into_iter()
        .map(|day| timed(&day.to_string(), "09:00", 180, Step::Writing))
        .collect();
    hours.push(timed("2026-10-20", "16:00", 180, Step::Moderation));
    hours.push(timed("2026-10-24", "10:00", 60, Step::Moderation));
    hours.push(timed("2026-10-25", "10:00", 90, Step::Replies));
    hours
}

fn with_team(members: Option<u32>) -> Settings {
    Settings {
        team: Team {
            members,
            reviewed: true,
            ..Team::default()
        },
        ..Settings::default()
    }
}

fn worked(hours: Vec<Hour>, members: Option<u32>) -> (Figures, String) {
    let settings = with_team(members);
    let case = Case {
        hours: Some(hours),
        settings: settings.clone(),
        ..Case::default()
    };
    let figures = case.figures();
    let report = words(&said(&figures, Vec::new(), &settings, true));
    (figures, report)
}

#[test]
fn work_outside_opening_hours_is_told_by_its_total_and_for_three_people_by_its_parts() {
    let (figures, report) = worked(month_with_times(), Some(3));
    let spent = |minutes| Value::Time {
        spent: Spent::minutes(minutes),
    };
    assert_eq!(value(&figures.get("MO6")), spent(120 + 60 + 90));
    assert_eq!(value(&figures.about("MO6", "closed")), spent(120));
    assert_eq!(value(&figures.about("MO6", "saturday")), spent(60));
    assert_eq!(value(&figures.about("MO6", "day_off")), spent(90));
    assert_eq!(value(&figures.get("MO7")), spent(330));
    assert!(report.contains("L’équipe a travaillé 4 h 30 hors de ses horaires."));
    assert!(report.contains("Heures de travail hors horaires, toutes tâches"));
    for members in [Some(1), Some(2), None] {
        let (figures, report) = worked(month_with_times(), members);
        assert_eq!(value(&figures.get("MO6")), spent(270), "the total stays");
        for slot in ["closed", "saturday", "day_off"] {
            assert_eq!(figures.about("MO6", slot).state, State::Protected);
        }
        assert!(!report.contains("toutes tâches"), "{members:?}");
        assert!(report.contains("n’est pas donné, pour protéger les personnes"));
    }
}

#[test]
fn time_that_does_not_say_when_makes_a_minimum_and_beyond_a_fifth_no_sentence() {
    let untimed = |count: usize| {
        let mut hours = month_with_times();
        for hour in hours.iter_mut().take(count) {
            (hour.start, hour.end) = (None, None);
        }
        worked(hours, Some(3))
    };
    let (figures, report) = untimed(4);
    assert!(figures.get("MO6").is_partial());
    assert!(report.contains("L’équipe a travaillé au moins 4 h 30 hors de ses horaires."));
    let (figures, report) = untimed(15);
    assert!(figures.get("MO6").is_partial());
    assert!(!report.contains("hors de ses horaires."));
    assert!(report.contains("l’heure de début manque pour"));
}

#[test]
fn a_time_sheet_without_times_says_something_of_week_ends_only() {
    let untimed = |mut hours: Vec<Hour>| {
        for hour in &mut hours {
            (hour.start, hour.end) = (None, None);
        }
        worked(hours, Some(3)).0
    };
    let with_a_week_end = untimed(month_with_times());
    assert!(with_a_week_end.get("MO6").is_partial());
    assert_eq!(
        value(&with_a_week_end.get("MO6")),
        Value::Time {
            spent: Spent::minutes(150)
        }
    );
    let days: Vec<Hour> = working_days()
        .into_iter()
        .map(|day| hour(day, 180, Some(Step::Writing)))
        .collect();
    let without = untimed(days.clone());
    assert_eq!(without.get("MO6").state, State::NotMeasured);
    let told: Vec<Hour> = days
        .into_iter()
        .enumerate()
        .map(|(place, hour)| Hour {
            outside: Some(place == 0),
            ..hour
        })
        .collect();
    let (figures, report) = worked(told, Some(3));
    assert_eq!(
        value(&figures.get("MO6")),
        Value::Time {
            spent: Spent::hours(3)
        }
    );
    assert!(!figures.get("MO6").is_partial());
    assert!(report.contains("L’équipe a travaillé 3 h hors de ses horaires."));
}

#[test]
fn the_frames_say_why_and_what_is_in_place() {
    let figures = figures(messages(3, 3));
    let settings = Settings {
        moderation: Moderation {
            arrangement: Some("Une astreinte le week-end.".to_owned()),
            ..Moderation::default()
        },
        ..Settings::default()
    };
    let frames = |settings: &Settings| {
        let report = said(&figures, Vec::new(), settings, false);
        let page = report
            .pages
            .into_iter()
            .find(|page| page.id == "moderation")
            .unwrap();
        page.blocks.into_iter().next_back().unwrap()
    };
    assert!(matches!(frames(&Settings::default()), Block::Frame { .. }));
    let both = serde_json::to_string(&frames(&settings)).unwrap();
    assert!(both.contains("Sanchez c.\u{a0}France") && both.contains("Une astreinte le week-end."));
}

/// One line under a header, read.
fn read(header: &str, row: &str) -> (Status, Vec<Message>, String) {
    let text = format!("{header}\n{row}\n");
    let batch = import(
        "messages.csv",
        text.into_bytes(),
        &ImportSettings::default(),
    );
    let said = format!("{:?}", batch.findings);
    (
        batch.status,
        batch.tables.messages.unwrap_or_default(),
        said,
    )
}

#[test]
fn the_headers_that_teams_and_tools_write_are_read() {
    for (header, row) in [
        (
            "Reçu le;Compte;Type;Traité le;Suite",
            "05/10/2026 20:00;Facebook;commentaire;06/10/2026 9:30;réponse",
        ),
        (
            "Date de réception;Réseau social;Nature;Répondu le",
            "05/10/2026 20:00;FB;MP;06/10/2026 09:30",
        ),
        (
            "Date;Heure;Réseau;Type;Répondu le;Heure de réponse;Statut",
            "05/10/2026;20h;Facebook;avis;06/10/2026;9h30;répondu",
        ),
        (
            "Received at;Network;Message type;Replied at;Status",
            "2026-10-05 20:00:00;Facebook;Comment;2026-10-06 09:30:00;Replied",
        ),
        (
            "Recue le;Plateforme;Page;Suite donnee;Date de traitement",
            "2026-10-05T20:00;Facebook;;Répondu;2026-10-06T09:30",
        ),
    ] {
        let (status, messages, said) = read(header, row);
        assert_eq!(status, Status::Read, "{header}: {said}");
        let [message] = messages.as_slice() else {
            panic!("{header}: {said}")
        };
        assert_eq!(message.received, at("2026-10-05 20:00"), "{header}");
        assert_eq!(message.handled, Some(at("2026-10-06 09:30")), "{header}");
        assert_eq!(message.handling, Some(Handling::Answered), "{header}");
        assert_eq!(message.network, Some(Network::Facebook), "{header}");
    }
}

#[test]
fn other_tables_are_not_taken_for_messages() {
    for header in [
        "Date;Réseau;Type;Statut",
        "Reçu le;Expéditeur;Objet;Traité le;Suite",
        "Reçue le;Service demandeur;Objet;Date souhaitée;Canal;Suite",
        "Reçu le;Date prévue;Titre;Réseau;Statut;Publié le",
        "Date;Tâche;Durée;Compte",
    ] {
        let (_, messages, _) = read(header, "05/10/2026;a;b;c;d;e");
        assert!(messages.is_empty(), "{header}");
    }
}

#[test]
fn no_word_of_a_message_nor_of_its_author_gets_in() {
    let (_, messages, said) = read(
        "Reçu le;Compte;Réseau;Type;Auteur;Message;Traité le;Suite",
        "05/10/2026 20:00;Zoé Marquée;Facebook;écrit par Zoé Marquée;Zoé Marquée;Zoé Marquée;Zoé Marquée;vu avec Zoé Marquée",
    );
    assert_eq!(messages.len(), 1);
    let kept = format!("{messages:?}{said}");
    assert!(!kept.contains("Marqu"), "{kept}");
}

#[test]
fn an_account_that_nobody_declared_is_told_without_its_name_and_not_counted() {
    let settings = ImportSettings {
        accounts: Accounts::new(vec![account("a")]),
        ..ImportSettings::default()
    };
    let text = "Reçu le;Compte;Réseau;Suite\n05/10/2026 20:00;Compte a;;réponse\n05/10/2026 20:00;Zoé Marquée;Facebook;réponse\n05/10/2026 21:00;;Facebook;réponse\n";
    let batch = import("messages.csv", text.as_bytes().to_vec(), &settings);
    assert_eq!((batch.rows_in, batch.rows_told), (3, 1));
    let messages = batch.tables.messages.as_deref().unwrap();
    assert_eq!(
        messages[0].account.as_deref(),
        Some("a"),
        "by its public name"
    );
    assert_eq!(
        (messages[1].account.as_deref(), messages[1].network),
        (Some("a"), Some(Network::Facebook)),
        "the only account of its network"
    );
    let told = format!("{:?}", batch.findings);
    assert!(told.contains("unknown-account") && !told.contains("Marqu"));
}

#[test]
fn a_later_export_says_what_became_of_a_message_and_two_of_one_minute_are_two() {
    let file = |text: &str| {
        let text = format!("Reçu le;Réseau;Type;Traité le;Suite\n{text}");
        import(
            "messages.csv",
            text.into_bytes(),
            &ImportSettings::default(),
        )
    };
    let twice =
        "05/10/2026 20:00;Facebook;commentaire;;\n05/10/2026 20:00;Facebook;commentaire;;\n";
    let earlier = file(twice);
    let later = file(
        "05/10/2026 20:00;Facebook;commentaire;06/10/2026 9:00;masqué\n05/10/2026 20:00;Facebook;commentaire;06/10/2026 9:05;réponse\n",
    );
    for batches in [
        vec![earlier.clone(), later.clone()],
        vec![later, earlier.clone(), earlier],
    ] {
        let ledger = gather(batches).unwrap();
        let table = ledger.messages.as_ref().unwrap();
        assert_eq!(table.height(), 2);
        let handled = table.column("handling").unwrap().str().unwrap();
        assert_eq!(handled.iter().flatten().count(), 2, "both were dealt with");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever comes, and whenever, nothing is counted twice nor lost, and a share says what it is of.
    #[test]
    fn parts_of_messages_add_up(
        rows in vec((0_i64..120_960, any::<bool>(), 0_usize..8, 0_i64..20_000), 0..60),
    ) {
        let start = at("2026-09-20 00:00").at;
        let messages: Vec<Message> = rows
            .iter()
            .map(|(minutes, has_time, handling, later)| {
                let received = start + Duration::minutes(*minutes);
                let received = Moment {
                    at: if *has_time { received } else { received.date().into() },
                    has_time: *has_time,
                };
                let handled = Moment { at: received.at + Duration::minutes(*later), has_time: true };
                let handling = Handling::ALL.get(*handling).copied();
                Message { received, handled: handling.map(|_| handled), handling, ..message("2026-10-05") }
            })
            .collect();
        let october = |message: &&Message| message.received.at.format("%Y-%m").to_string() == "2026-10";
        let expected = messages.iter().filter(october).count();
        let figures = figures(messages);
        if let Some(Value::Count { count: all }) = figures.value("MO1") {
            prop_assert_eq!(usize::try_from(all).unwrap(), expected);
        } else {
            prop_assert_eq!(expected, 0);
        }
        if let Some(Value::Share { part, whole }) = figures.value("MO2") {
            let handled: i64 = Handling::ALL
                .into_iter()
                .map(|handling| count(&figures, "MO3", handling.key()))
                .sum();
            prop_assert_eq!(handled, part);
            prop_assert_eq!(part + count(&figures, "MO2", "waiting"), whole);
        }
        if let Some(Value::Share { part, whole }) = figures.value("MO5") {
            let slots = Slot::ALL.map(|slot| count(&figures, "MO5", slot.key()));
            prop_assert_eq!(slots.iter().sum::<i64>(), whole);
            prop_assert_eq!(slots[1..].iter().sum::<i64>(), part);
            prop_assert_eq!(usize::try_from(whole + count(&figures, "MO5", "untimed")).unwrap(), expected);
        }
        let words = words(&report(&figures));
        let is_share = words.contains(" % des messages reçus") || words.contains(" % des messages arrivent");
        prop_assert!(expected >= 20 || !is_share);
    }
}
