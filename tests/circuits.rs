//! The wait for approval and the requests of the last minute, from the sheets to the page.

use chrono::NaiveDateTime;
use estran::figures::Settings;
use estran::model::{
    Approval, Decision, Figure, Hour, Moment, Outcome, Plan, Request, Role, Spent, State, Step,
    Value,
};

use crate::month::{Case, account, hour, october, post, working_days};
use crate::pages::{said, words};

pub fn at(text: &str) -> Moment {
    Moment {
        at: NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(),
        has_time: true,
    }
}

/// Sent at nine on a day of October, decided so many hours of opening later on that day, or waiting.
pub fn step(number: u32, day: u32, decided: Option<&str>) -> Approval {
    Approval {
        reference: format!("ABR-2026-{number:04}"),
        order: Some(1),
        role: None,
        submitted: Some(at(&format!("2026-10-{day:02} 09:00"))),
        decided: decided.map(|time| at(&format!("2026-10-{day:02} {time}"))),
        decision: if decided.is_some() {
            Decision::Approved
        } else {
            Decision::Pending
        },
        is_from_plan: false,
        as_of: october().last_day(),
        row: number + 1,
    }
}

pub fn request(number: u32, received: &str, wanted: Option<&str>) -> Request {
    Request {
        subject: u64::from(number),
        received: at(received),
        wanted: wanted.map(at),
        service: None,
        channel: None,
        outcome: None,
        reference: None,
        as_of: october().last_day(),
        row: number + 1,
    }
}

fn value(figure: &Figure) -> Value {
    figure
        .value()
        .cloned()
        .unwrap_or_else(|| panic!("{figure:?}"))
}

#[test]
fn the_wait_of_finished_circuits_and_what_still_waits_are_said() {
    let mut steps: Vec<Approval> = ["10:00", "11:00", "12:00", "15:00", "17:00"]
        .into_iter()
        .zip(1..)
        .map(|(time, number)| step(number, 4 + number, Some(time)))
        .collect();
    steps.push(step(6, 16, None));
    let case = Case::default();
    let figures = case.figures_with(|tables| tables.approvals = Some(steps));
    assert_eq!(
        figures.get("VA1").n,
        5,
        "the one that waits is in no median"
    );
    let Value::WorkingDays { of, day } = value(&figures.get("ES5")) else {
        panic!("working days")
    };
    assert_eq!(day, Spent::hours(7));
    assert!(matches!(*of, Value::Spread { middle, .. } if middle == Spent::hours(3)));
    assert_eq!(value(&figures.get("VA5")), Value::Count { count: 1 });
    // From Friday 16 to Saturday 31 October: ten working days after it.
    let report = words(&said(&figures, Vec::new(), &Settings::default(), false));
    for sentence in [
        "1 étape de validation attendait encore une réponse le 31 octobre 2026, depuis 10 jours ouvrés.",
        "Un contenu attend 0,4 jour ouvré avant d’être validé, en médiane (n = 5 circuits).",
        "ne compte que les circuits terminés",
        "« Les demandes reçues » : noter",
    ] {
        assert!(report.contains(sentence), "{sentence}");
    }
    assert!(!report.contains("« Les délais du circuit de validation » :"));
}

#[test]
fn four_circuits_have_no_median_and_no_sentence() {
    let steps = (1..=4).map(|number| step(number, 4 + number, Some("10:00")));
    let figures = Case::default().figures_with(|tables| tables.approvals = Some(steps.collect()));
    let Value::WorkingDays { of, .. } = value(&figures.get("ES5")) else {
        panic!("working days")
    };
    assert!(matches!(*of, Value::Each { ref cases } if cases.len() == 4));
    let report = words(&said(&figures, Vec::new(), &Settings::default(), false));
    assert!(!report.contains("en médiane (n = 4)"));
}

#[test]
fn requests_of_the_last_minute_are_counted_among_those_that_bear_a_date() {
    let requests = vec![
        // A Friday at five for the Monday at nine.
        request(1, "2026-10-02 17:00", Some("2026-10-05 09:00")),
        request(2, "2026-10-06 10:00", Some("2026-10-05 10:00")),
        request(3, "2026-10-06 10:00", Some("2026-10-12 10:00")),
        request(4, "2026-10-06 10:00", Some("2026-10-13 10:00")),
        request(5, "2026-10-06 10:00", Some("2026-10-14 10:00")),
        request(6, "2026-10-06 10:00", None),
        request(7, "2026-09-30 10:00", Some("2026-09-30 11:00")),
    ];
    let figures = Case::default().figures_with(|tables| tables.requests = Some(requests));
    assert_eq!(value(&figures.get("DE1")), Value::Count { count: 6 });
    assert_eq!(
        value(&figures.get("ES6")),
        Value::Share { part: 2, whole: 5 }
    );
    let report = words(&said(&figures, Vec::new(), &Settings::default(), false));
    let sentence =
        "2 demandes sur 5 sont arrivées moins d’un jour ouvré avant la date souhaitée, ou après.";
    assert!(report.contains(sentence));
}

#[test]
fn a_month_without_an_entry_is_no_zero() {
    let figures = Case::default().figures();
    for code in [
        "ES5", "ES6", "VA1", "VA3", "VA4", "VA5", "VA6", "VA7", "VA8", "QT6", "DE1", "DE2", "DE3",
        "DE5", "DE7",
    ] {
        assert_eq!(figures.get(code).state, State::NotMeasured, "{code}");
    }
    assert_eq!(figures.each("DE8").count(), 0);
    let september = vec![request(1, "2026-09-30 10:00", Some("2026-09-30 11:00"))];
    let figures = Case::default().figures_with(|tables| tables.requests = Some(september));
    assert_eq!(figures.get("DE1").state, State::NotMeasured);
}

/// One step a circuit, by a role, an hour after another.
fn by_roles(roles: &[(Role, u32)]) -> Vec<Approval> {
    let all = roles
        .iter()
        .flat_map(|(role, count)| (0..*count).map(|_| *role));
    all.zip(1..)
        .map(|(role, number)| Approval {
            role: Some(role),
            ..step(number, 5 + number % 5, Some("10:00"))
        })
        .collect()
}

fn roles_shown(roles: &[(Role, u32)]) -> Vec<(String, u64)> {
    let steps = by_roles(roles);
    let figures = Case::default().figures_with(|tables| tables.approvals = Some(steps));
    let cell = |figure: &Figure| (figure.key.about.clone().unwrap(), figure.n);
    figures.each("VA9").map(cell).collect()
}

#[test]
fn a_role_with_few_steps_is_put_together_with_another() {
    let few = [(Role::Cabinet, 6), (Role::Editor, 4), (Role::Legal, 2)];
    assert_eq!(
        roles_shown(&few),
        [("cabinet".to_owned(), 6), ("together".to_owned(), 6)]
    );
    let enough = [(Role::Cabinet, 3), (Role::Editor, 3)];
    assert_eq!(
        roles_shown(&enough),
        [("cabinet".to_owned(), 3), ("editor".to_owned(), 3)]
    );
}

#[test]
fn two_steps_of_one_role_say_nothing() {
    let figures = Case::default().figures_with(|tables| {
        tables.approvals = Some(by_roles(&[(Role::ElectedOfficial, 2)]));
    });
    let together = figures.about("VA9", "together");
    assert_eq!((together.n, together.state), (2, State::Protected));
    let report = words(&said(&figures, Vec::new(), &Settings::default(), false));
    assert!(!report.contains("Élu référent") && !report.contains("élu référent"));
}

#[test]
fn the_longest_circuit_gives_way_to_the_ninth_decile_at_twenty() {
    let longest = |circuits: u32| {
        let steps = (1..=circuits)
            .map(|number| Approval {
                decided: Some(at(&format!("2026-10-12 10:{number:02}"))),
                ..step(number, 12, Some("10:00"))
            })
            .collect();
        let figures = Case::default().figures_with(|tables| tables.approvals = Some(steps));
        (
            figures.value("VA2"),
            figures.about("VA2", "longest").value().cloned(),
        )
    };
    let minutes = |minutes: i64| Value::WorkingDays {
        of: Box::new(Value::Time {
            spent: Spent::minutes(60 + minutes),
        }),
        day: Spent::hours(7),
    };
    assert_eq!(longest(19), (None, Some(minutes(19))));
    // ⌈0,9 × 20⌉ = 18.
    assert_eq!(longest(20), (Some(minutes(18)), None));
}

#[test]
fn corrections_are_counted_for_one_finished_circuit() {
    let mut steps: Vec<Approval> = (1..=5)
        .map(|number| step(number, 5, Some("11:00")))
        .collect();
    for number in [1, 1, 2] {
        steps.push(Approval {
            decision: Decision::Corrections,
            ..step(number, 5, Some("10:00"))
        });
    }
    let figures = Case::default().figures_with(|tables| tables.approvals = Some(steps.clone()));
    assert_eq!(
        value(&figures.get("VA3")),
        Value::Ratio { part: 3, whole: 5 }
    );
    steps.retain(|step| step.reference != "ABR-2026-0005");
    let figures = Case::default().figures_with(|tables| tables.approvals = Some(steps));
    assert_eq!(figures.get("VA3").state, State::TooFew);
}

/// A content planned for a day, published on another, both at ten.
pub fn planned(number: u32, wanted: u32) -> Plan {
    Plan {
        reference: format!("ABR-2026-{number:04}"),
        title: format!("Contenu {number}"),
        account: Some("fb".to_owned()),
        planned: None,
        format: None,
        accessible: None,
        theme: None,
        service: None,
        requested: None,
        wanted: Some(at(&format!("2026-10-{wanted:02} 10:00"))),
        status: None,
        published: None,
        permalink: Some(format!("facebook:{number}")),
        as_of: october().last_day(),
        row: number + 1,
    }
}

pub fn published(number: u32, day: u32) -> estran::model::Post {
    estran::model::Post {
        permalink: Some(format!("facebook:{number}")),
        ..post(
            &format!("{number}"),
            "fb",
            format!("2026-10-{day:02}").parse().unwrap(),
        )
    }
}

#[test]
fn a_day_after_the_date_wished_for_is_not_yet_postponed() {
    let case = Case {
        posts: Some(vec![published(1, 13), published(2, 14), published(3, 12)]),
        accounts: vec![account("fb")],
        ..Case::default()
    };
    let figures = case.figures_with(|tables| {
        tables.contents = Some(vec![planned(1, 12), planned(2, 12), planned(3, 12)]);
        tables.approvals = Some(vec![
            // Approved before, and after, the date wished for.
            step(1, 12, Some("09:30")),
            step(2, 12, Some("11:00")),
        ]);
    });
    assert_eq!(
        value(&figures.get("VA7")),
        Value::Share { part: 1, whole: 3 }
    );
    assert_eq!(
        value(&figures.get("VA6")),
        Value::Share { part: 1, whole: 2 }
    );
    assert_eq!(
        value(&figures.get("VA8")),
        Value::OutOf { part: 1, whole: 3 }
    );
    assert!(figures.get("VA1").value().is_some());
}

#[test]
fn circuits_of_too_few_contents_are_not_published() {
    let case = Case {
        posts: Some((1..=5).map(|number| published(number, 13)).collect()),
        accounts: vec![account("fb")],
        ..Case::default()
    };
    let figures = case.figures_with(|tables| {
        tables.contents = Some((1..=5).map(|number| planned(number, 12)).collect());
        tables.approvals = Some(vec![step(1, 12, Some("09:30")), step(2, 12, Some("11:00"))]);
    });
    assert_eq!(figures.get("ES5").state, State::Unreliable);
    let report = words(&said(
        &figures,
        vec![account("fb")],
        &Settings::default(),
        false,
    ));
    assert!(report.contains("Non publié : circuits tracés pour 2 sur 5 contenus"));
    assert!(report.contains("3 contenus publiés sur 5 n’ont pas de circuit tracé"));
    assert!(report.contains("Les délais du circuit de validation"));
}

#[test]
fn requests_are_told_by_notice_outcome_and_direction() {
    let from = |service: &str, outcome, request: Request| Request {
        service: Some(service.to_owned()),
        outcome,
        ..request
    };
    let accepted = Some(Outcome::Accepted);
    let requests = vec![
        from(
            "Culture",
            accepted,
            request(1, "2026-10-05 09:00", Some("2026-10-05 16:00")),
        ),
        // Exactly one working day, then four, then eleven.
        from(
            "Culture",
            accepted,
            request(2, "2026-10-05 09:00", Some("2026-10-06 09:00")),
        ),
        from(
            "Culture",
            None,
            request(3, "2026-10-05 09:00", Some("2026-10-09 09:00")),
        ),
        from(
            "Routes",
            accepted,
            request(4, "2026-10-05 09:00", Some("2026-10-20 09:00")),
        ),
        from(
            "Autonomie",
            Some(Outcome::Refused),
            request(5, "2026-10-05 09:00", None),
        ),
        from("Santé", None, request(6, "2026-10-05 09:00", None)),
        from("Routes", None, request(7, "2026-10-05 09:00", None)),
    ];
    let figures = Case::default().figures_with(|tables| tables.requests = Some(requests));
    let count = |code, about| match value(&figures.about(code, about)) {
        Value::Count { count } => count,
        other => panic!("{other:?}"),
    };
    let notices = ["under-1", "1-3", "4-10", "over-10", "undated"];
    assert_eq!(notices.map(|notice| count("DE8", notice)), [1, 1, 1, 1, 3]);
    let outcomes = ["accepted", "redirected", "refused", "open", "unsaid"];
    assert_eq!(
        outcomes.map(|outcome| count("DE6", outcome)),
        [3, 0, 1, 0, 3]
    );
    let report = words(&said(&figures, Vec::new(), &Settings::default(), false));
    assert!(report.contains("par ordre alphabétique : Culture 3 ; autres directions 4."));
    assert!(
        report.contains("3 acceptées, 1 refusée et 3 suite non précisée"),
        "{report}"
    );
}

#[test]
fn the_time_of_a_request_is_that_of_its_content() {
    let day = working_days()[0];
    let spent = |number: u32, minutes: i64| Hour {
        refs: vec![format!("ABR-2026-{number:04}")],
        ..hour(day, minutes, Some(Step::Writing))
    };
    let asked = |number: u32, wanted: &str| Request {
        reference: Some(format!("ABR-2026-{number:04}")),
        ..request(number, "2026-10-05 09:00", Some(wanted))
    };
    let case = Case {
        hours: Some(vec![spent(1, 60), spent(1, 30), spent(2, 120)]),
        ..Case::default()
    };
    let figures = case.figures_with(|tables| {
        tables.contents = Some(vec![planned(1, 12), planned(2, 12), planned(3, 12)]);
        // Asked twice, the content is one; the third has no hours.
        tables.requests = Some(vec![
            asked(1, "2026-10-05 10:00"),
            Request {
                row: 9,
                subject: 9,
                ..asked(1, "2026-10-05 11:00")
            },
            asked(2, "2026-10-26 10:00"),
            asked(3, "2026-10-26 10:00"),
        ]);
    });
    let cases = |minutes| Value::Each {
        cases: vec![Spent::minutes(minutes)],
    };
    assert_eq!(value(&figures.get("DE3")), cases(90));
    assert_eq!(value(&figures.get("DE4")), cases(120));
}
