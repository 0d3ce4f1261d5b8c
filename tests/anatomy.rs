//! The life of one publication: which one, and what its page draws.

use chrono::NaiveDate;
use estran::figures::anatomy::Choice;
use estran::figures::{Figures, MonthFacts, Settings, Team};
use estran::model::{Hour, Plan, Request, Role, Spent, Step, Value};
use estran::report::block::{Block, LaneMark, Page, Report, Timeline};

use crate::circuits::{at, planned, published, request, step};
use crate::month::{Case, account, hour, october};
use crate::pages::{said, words};

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, day).unwrap()
}

fn work(number: u32, on: u32, minutes: i64, step: Step) -> Hour {
    Hour {
        refs: vec![format!("ABR-2026-{number:04}")],
        ..hour(day(on), minutes, Some(step))
    }
}

fn asked(number: u32, received: &str) -> Request {
    Request {
        reference: Some(format!("ABR-2026-{number:04}")),
        ..request(number, received, None)
    }
}

/// Contents one to three take one, two and six hours, and are published on the 20th, 21st and 22nd.
struct Month {
    hours: Vec<Hour>,
    approvals: Option<Vec<estran::model::Approval>>,
    requests: Option<Vec<Request>>,
    plans: Vec<Plan>,
    settings: Settings,
}

impl Default for Month {
    fn default() -> Self {
        Month {
            hours: vec![
                work(1, 12, 60, Step::Writing),
                work(2, 13, 75, Step::Writing),
                work(2, 14, 45, Step::Picture),
                work(3, 15, 360, Step::Video),
            ],
            approvals: None,
            requests: None,
            plans: (1..=3).map(|number| planned(number, 20)).collect(),
            settings: team(3),
        }
    }
}

fn team(members: u32) -> Settings {
    Settings {
        team: Team {
            members: Some(members),
            reviewed: true,
            ..Team::default()
        },
        ..Settings::default()
    }
}

fn chosen(reference: &str) -> Settings {
    let mut settings = team(3);
    let facts = MonthFacts {
        anatomy: Some(reference.to_owned()),
        ..MonthFacts::default()
    };
    settings.months.insert(october(), facts);
    settings
}

impl Month {
    fn figures(self) -> (Figures, Settings) {
        let settings = self.settings.clone();
        let case = Case {
            posts: Some(
                (1..=3)
                    .map(|number| published(number, 19 + number))
                    .collect(),
            ),
            hours: Some(self.hours),
            accounts: vec![account("fb")],
            settings: self.settings,
        };
        let figures = case.figures_with(|tables| {
            tables.contents = Some(self.plans);
            tables.approvals = self.approvals;
            tables.requests = self.requests;
        });
        (figures, settings)
    }

    fn life(self) -> (String, Choice) {
        let life = self.figures().0.anatomy.expect("a life");
        (life.content, life.choice)
    }

    fn report(self) -> Report {
        let (figures, settings) = self.figures();
        said(&figures, vec![account("fb")], &settings, true)
    }
}

fn page(report: &Report) -> &Page {
    let mut pages = report.pages.iter();
    pages.find(|page| page.id == "anatomy").expect("the page")
}

fn timeline(report: &Report) -> &Timeline {
    let mut blocks = page(report).blocks.iter();
    blocks
        .find_map(|block| match block {
            Block::Timeline(timeline) => Some(timeline),
            _ => None,
        })
        .expect("a time line")
}

/// « label: value » of each lane.
fn lanes(report: &Report) -> Vec<String> {
    let lanes = timeline(report).lanes.iter();
    lanes
        .map(|lane| format!("{} | {}", lane.label, lane.value).replace('\u{a0}', " "))
        .collect()
}

fn rule(among: u64, are_dated: bool) -> Choice {
    Choice::Median { among, are_dated }
}

#[test]
fn the_life_drawn_is_that_of_the_median_content() {
    assert_eq!(
        Month::default().life(),
        ("ABR-2026-0002".to_owned(), rule(3, false))
    );
    let said = words(&Month::default().report());
    assert!(
        said.contains("parmi 3 contenus du mois qui ont des heures."),
        "{said}"
    );
}

#[test]
fn a_content_with_a_dated_circuit_or_a_request_comes_first() {
    let traced = Month {
        approvals: Some(vec![step(3, 16, Some("12:00"))]),
        ..Month::default()
    };
    assert_eq!(traced.life(), ("ABR-2026-0003".to_owned(), rule(1, true)));
    let both = Month {
        approvals: Some(vec![step(3, 16, Some("12:00"))]),
        requests: Some(vec![asked(1, "2026-10-05 10:00")]),
        ..Month::default()
    };
    // One hour is nearer to the median of two hours than six are.
    assert_eq!(both.life(), ("ABR-2026-0001".to_owned(), rule(2, true)));
}

#[test]
fn of_two_contents_as_near_the_first_published_is_drawn() {
    let equal = Month {
        hours: vec![
            work(1, 12, 60, Step::Writing),
            work(2, 13, 180, Step::Writing),
            work(3, 13, 180, Step::Writing),
        ],
        ..Month::default()
    };
    assert_eq!(equal.life().0, "ABR-2026-0002");
}

#[test]
fn the_service_may_choose_and_the_page_says_so() {
    let month = Month {
        settings: chosen("ABR-2026-0003"),
        ..Month::default()
    };
    let report = month.report();
    let said = words(&report);
    assert!(said.contains("contenu choisi par le service"), "{said}");
    assert_eq!(
        page(&report).title.replace('\u{a0}', " "),
        "La vie d’une publication : 6 h de travail"
    );
}

#[test]
fn a_reference_that_the_month_does_not_know_leaves_the_rule() {
    let month = Month {
        settings: chosen("ABR-2026-0909"),
        ..Month::default()
    };
    assert_eq!(month.life(), ("ABR-2026-0002".to_owned(), rule(3, false)));
}

#[test]
fn each_stage_has_its_lane_and_waits_stand_apart_from_hours() {
    let month = Month {
        approvals: Some(vec![
            estran::model::Approval {
                decided: Some(at("2026-10-16 12:30")),
                ..step(2, 15, Some("12:30"))
            },
            step(2, 19, None),
        ]),
        requests: Some(vec![asked(2, "2026-10-05 10:00")]),
        ..Month::default()
    };
    let report = month.report();
    assert_eq!(
        lanes(&report),
        [
            "Demande reçue | 5 oct.",
            "Rédaction | 1 h 15",
            "Création visuelle | 45 min",
            // One step of the month is too few to name its role; the other one still waits.
            "Validation : autre rôle | attente 1,5 jour ouvré et sans réponse",
            "En ligne : Compte fb | 21 oct.",
        ]
    );
    let marks = &timeline(&report).lanes[3].marks;
    assert!(
        marks
            .iter()
            .all(|mark| matches!(mark, LaneMark::Wait { .. }))
    );
    assert!(words(&report).contains("2 h de travail, 2 étapes de validation et 1 mise en ligne. De la demande à la première mise en ligne : 12 jours ouvrés."));
}

#[test]
fn a_role_is_named_where_the_month_has_three_steps_of_it() {
    let cabinet = |number: u32, day: u32| estran::model::Approval {
        role: Some(Role::Cabinet),
        ..step(number, day, Some("12:00"))
    };
    let month = |steps| Month {
        approvals: Some(steps),
        ..Month::default()
    };
    let three = month(vec![cabinet(1, 12), cabinet(2, 13), cabinet(3, 14)]);
    assert!(words(&three.report()).contains("Validation : cabinet"));
    let two = month(vec![cabinet(2, 13), cabinet(3, 14)]).report();
    let said = words(&two);
    assert!(
        said.contains("Validation : autre rôle") && !said.contains("cabinet"),
        "{said}"
    );
}

#[test]
fn the_days_of_work_of_a_team_of_two_are_not_drawn() {
    for members in [Some(1), Some(2), None] {
        let mut settings = team(3);
        settings.team.members = members;
        let report = Month {
            settings,
            ..Month::default()
        }
        .report();
        assert_eq!(
            lanes(&report),
            ["En ligne : Compte fb | 21 oct."],
            "{members:?}"
        );
        let said = words(&report);
        assert!(said.contains("Les heures de ce contenu, par étape"));
        assert!(said.contains("Les jours de travail ne sont pas détaillés"));
        assert!(!said.contains("13 oct."), "no day of work is told");
    }
}

#[test]
fn parts_add_up_to_the_time_of_the_content() {
    let month = Month {
        settings: chosen("ABR-2026-0002"),
        ..Month::default()
    };
    let figures = month.figures().0;
    let spent = |value: &Value| match value {
        Value::Time { spent } => *spent,
        other => panic!("{other:?}"),
    };
    let parts: Spent = figures
        .each("AN2")
        .filter_map(|figure| figure.value().map(spent))
        .sum();
    assert_eq!(figures.value("AN1").as_ref().map(spent), Some(parts));
}

#[test]
fn a_month_without_hours_draws_no_life() {
    let month = Month {
        hours: Vec::new(),
        ..Month::default()
    };
    let (figures, settings) = month.figures();
    assert!(figures.anatomy.is_none());
    let report = said(&figures, vec![account("fb")], &settings, true);
    assert!(report.pages.iter().all(|page| page.id != "anatomy"));
    assert!(words(&report).contains("« La vie d’une publication » : indiquer la référence"));
}

#[test]
fn a_life_of_one_day_and_one_of_a_year_both_have_a_readable_axis() {
    let short = Month {
        hours: vec![work(2, 21, 30, Step::Posting)],
        ..Month::default()
    };
    let report = short.report();
    let line = timeline(&report);
    assert_eq!(
        line.caption.replace('\u{a0}', " "),
        "La vie de « Contenu 2 », le 21 octobre 2026"
    );
    assert_eq!(line.length, 10 * 24 * 60);
    let mut hours = vec![work(2, 21, 30, Step::Posting)];
    hours.push(Hour {
        day: NaiveDate::from_ymd_opt(2025, 10, 21).unwrap(),
        ..work(2, 21, 60, Step::Brief)
    });
    let long = Month {
        hours,
        ..Month::default()
    };
    let report = long.report();
    let line = timeline(&report);
    assert_eq!(
        line.caption.replace('\u{a0}', " "),
        "La vie de « Contenu 2 », du 21 octobre 2025 au 21 octobre 2026"
    );
    assert!((4..=9).contains(&line.ticks.len()), "{:?}", line.ticks);
}
