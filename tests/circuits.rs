//! The wait for approval and the requests of the last minute, from the sheets to the page.

use chrono::NaiveDateTime;
use estran::figures::Settings;
use estran::model::{Approval, Decision, Figure, Moment, Request, Spent, State, Value};

use crate::month::{Case, october};
use crate::pages::{said, words};

fn at(text: &str) -> Moment {
    Moment {
        at: NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap(),
        has_time: true,
    }
}

/// Sent at nine on a day of October, decided so many hours of opening later on that day, or waiting.
fn step(number: u32, day: u32, decided: Option<&str>) -> Approval {
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

fn request(number: u32, received: &str, wanted: Option<&str>) -> Request {
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
        "Un contenu attend 0,4 jour ouvré avant d’être validé, en médiane (n = 5).",
        "ne compte que les circuits terminés",
        "Les demandes « vite fait » : noter",
    ] {
        assert!(report.contains(sentence), "{sentence}");
    }
    assert!(!report.contains("Les délais de validation :"));
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
    for code in ["ES5", "ES6", "VA1", "VA5", "DE1", "DE2"] {
        assert_eq!(figures.get(code).state, State::NotMeasured, "{code}");
    }
    let september = vec![request(1, "2026-09-30 10:00", Some("2026-09-30 11:00"))];
    let figures = Case::default().figures_with(|tables| tables.requests = Some(september));
    assert_eq!(figures.get("DE1").state, State::NotMeasured);
}
