//! The rules that the service gives itself, beside what happened.

use std::num::NonZeroU32;

use estran::figures::{Charter, Figures, Settings};
use estran::model::{Approval, Figure, Plan, PostFormat, Request, State, Value};
use estran::report::block::{Block, Page, Report};

use crate::circuits::{planned, published, request, step};
use crate::moderation::answered;
use crate::month::{Case, account, post};
use crate::pages::{said, words};

fn rule(number: u32) -> Option<NonZeroU32> {
    NonZeroU32::new(number)
}

fn settings(charter: Charter) -> Settings {
    Settings {
        charter,
        ..Settings::default()
    }
}

fn notice(days: u32) -> Settings {
    settings(Charter {
        notice_days: rule(days),
        ..Charter::default()
    })
}

fn with_requests(settings: &Settings, requests: Vec<Request>) -> Figures {
    let case = Case {
        settings: settings.clone(),
        ..Case::default()
    };
    case.figures_with(|tables| tables.requests = Some(requests))
}

fn report(figures: &Figures, settings: &Settings) -> Report {
    said(figures, vec![account("fb")], settings, false)
}

fn page(report: &Report) -> Option<&Page> {
    report.pages.iter().find(|page| page.id == "charter")
}

/// The last cell of each rule.
fn happened(report: &Report) -> Vec<String> {
    let Some(Block::Grid(grid)) = page(report).expect("the page").blocks.first() else {
        panic!("no table");
    };
    let cells = grid
        .rows
        .iter()
        .map(|row| row[2].replace(['\u{a0}', '\u{202f}'], " "));
    cells.collect()
}

fn share(figure: &Figure) -> (i64, i64) {
    match figure.value() {
        Some(Value::Share { part, whole }) => (*part, *whole),
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_a_rule_there_is_no_page_and_nothing_is_missing() {
    let settings = Settings::default();
    let figures = with_requests(&settings, Vec::new());
    let report = report(&figures, &settings);
    assert!(page(&report).is_none());
    assert!(!words(&report).contains("Nos règles"));
    assert!(
        figures
            .iter()
            .all(|figure| !figure.key.code.starts_with("CR"))
    );
}

#[test]
fn three_working_days_are_three_days_of_opening() {
    let settings = notice(3);
    let figures = with_requests(
        &settings,
        vec![
            // Thursday at ten to Tuesday at ten, then a minute less.
            request(1, "2026-10-01 10:00", Some("2026-10-06 10:00")),
            request(2, "2026-10-01 10:00", Some("2026-10-06 09:59")),
            request(3, "2026-10-06 10:00", Some("2026-10-01 10:00")),
            request(4, "2026-10-06 10:00", None),
        ],
    );
    assert_eq!(share(&figures.get("CR1")), (1, 3));
    let told = happened(&report(&figures, &settings));
    assert_eq!(told, ["1 demande sur 3 est arrivée avec ce délai."]);
}

#[test]
fn a_percentage_is_said_from_twenty_cases_on() {
    let settings = notice(1);
    let requests = |count: u32| {
        let early = |number| request(number, "2026-10-01 10:00", Some("2026-10-06 10:00"));
        (1..=count).map(early).collect()
    };
    let told = |count| {
        happened(&report(
            &with_requests(&settings, requests(count)),
            &settings,
        ))
    };
    assert_eq!(
        told(19),
        ["19 demandes sur 19 sont arrivées avec ce délai."]
    );
    assert_eq!(
        told(20),
        ["20 demandes sur 20 sont arrivées avec ce délai (100 %)."]
    );
}

#[test]
fn a_rule_that_nothing_measures_says_so() {
    let settings = settings(Charter {
        notice_days: rule(3),
        validations: rule(2),
        posts_a_day: rule(3),
        first_answer_hours: rule(7),
        image_descriptions: true,
        captions: true,
    });
    let figures = with_requests(&settings, Vec::new());
    for code in ["CR1", "CR2", "CR3", "CR4", "CR5", "CR6"] {
        assert_eq!(figures.get(code).state, State::NotMeasured, "{code}");
    }
    assert_eq!(
        happened(&report(&figures, &settings)),
        [
            "Non mesuré : dates souhaitées non saisies.",
            "Non mesuré : aucune date de validation saisie.",
            "Relevé manquant.",
            "Non mesuré ce mois-ci.",
            "Non mesuré ce mois-ci.",
            "Non mesuré ce mois-ci.",
        ]
    );
}

/// Contents published on the 20th, in these formats, with what the editorial table says of their accessibility.
fn accessible(contents: &[(PostFormat, &[Option<bool>])]) -> Vec<String> {
    let settings = settings(Charter {
        image_descriptions: true,
        captions: true,
        ..Charter::default()
    });
    let figures = Case {
        settings: settings.clone(),
        accounts: vec![account("fb"), account("ig")],
        ..Case::default()
    }
    .figures_with(|tables| {
        let (mut plans, mut posts) = (Vec::new(), Vec::new());
        for (number, (format, answers)) in (1..).zip(contents) {
            posts.push(published(number, 20));
            for (line, answer) in (0..).zip(*answers) {
                plans.push(Plan {
                    format: Some(*format),
                    accessible: *answer,
                    account: Some(["fb", "ig"][line].to_owned()),
                    ..planned(number, 20)
                });
            }
        }
        tables.contents = Some(plans);
        tables.posts = Some(posts);
    });
    happened(&report(&figures, &settings))
}

#[test]
fn a_content_is_accessible_when_the_editorial_table_says_it_on_every_line() {
    use PostFormat::{Carousel, Image, ShortVideo, Text};
    let yes: &[Option<bool>] = &[Some(true)];
    let said = accessible(&[
        (Image, yes),
        (Carousel, &[Some(true), Some(false)]),
        (Image, &[Some(true), None]),
        (ShortVideo, yes),
        (Text, &[Some(false)]),
    ]);
    assert_eq!(
        said,
        [
            "2 contenus en image sur 3 sont accessibles, selon le planning éditorial.",
            "1 vidéo sur 1 est accessible, selon le planning éditorial.",
        ]
    );
}

#[test]
fn contents_of_which_the_table_says_nothing_are_not_said_inaccessible() {
    let (yes, nothing): (&[Option<bool>], &[Option<bool>]) = (&[Some(true)], &[None]);
    let image = PostFormat::Image;
    assert!(
        accessible(&[(image, yes), (image, yes), (image, nothing)])[0]
            .ends_with("éditorial, sur les données saisies.")
    );
    assert!(accessible(&[(image, yes), (image, nothing)])[0].contains("Non publié"));
    assert_eq!(accessible(&[(image, nothing)])[0], "Non mesuré ce mois-ci.");
}

/// Contents published on the 20th, each with its approvals by the hour of the 19th, or after the post.
fn validated(approvals: Vec<Approval>, least: u32) -> (Figures, Settings) {
    let settings = settings(Charter {
        validations: rule(least),
        ..Charter::default()
    });
    let case = Case {
        posts: Some((1..=3).map(|number| published(number, 20)).collect()),
        accounts: vec![account("fb")],
        settings: settings.clone(),
        ..Case::default()
    };
    let figures = case.figures_with(|tables| {
        tables.contents = Some((1..=3).map(|number| planned(number, 20)).collect());
        tables.approvals = Some(approvals);
    });
    (figures, settings)
}

#[test]
fn approvals_count_before_the_publication_and_a_content_without_a_circuit_does_not() {
    let second = |number, day| Approval {
        order: Some(2),
        ..step(number, day, Some("12:00"))
    };
    let (figures, settings) = validated(
        vec![
            step(1, 19, Some("10:00")),
            second(1, 19),
            step(2, 19, Some("10:00")),
            // After its publication.
            second(2, 21),
        ],
        2,
    );
    assert_eq!(share(&figures.get("CR2")), (1, 2));
    assert_eq!(
        happened(&report(&figures, &settings)),
        ["Sur 2 contenus au circuit tracé, 1 a eu au moins 2 validations."]
    );
}

#[test]
fn too_few_traced_circuits_say_nothing_of_approvals() {
    let (figures, _) = validated(vec![step(1, 19, Some("10:00"))], 1);
    assert_eq!(figures.get("CR2").state, State::Unreliable);
}

#[test]
fn an_answer_keeps_the_rule_by_its_opening_hours() {
    let settings = settings(Charter {
        first_answer_hours: rule(7),
        ..Charter::default()
    });
    let case = Case {
        settings: settings.clone(),
        ..Case::default()
    };
    let figures = case.figures_with(|tables| {
        tables.messages = Some(vec![
            // A whole working day, over a night; then a minute more.
            answered("2026-10-05 10:00", "2026-10-06 10:00"),
            answered("2026-10-05 10:00", "2026-10-06 10:01"),
            // A week-end takes no opening hour.
            answered("2026-10-09 18:00", "2026-10-12 09:00"),
        ]);
    });
    assert_eq!(share(&figures.get("CR4")), (2, 3));
    assert_eq!(
        happened(&report(&figures, &settings)),
        ["2 réponses sur 3 sont parties dans ce délai."]
    );
}

#[test]
fn publications_are_counted_by_account_and_by_day() {
    let settings = settings(Charter {
        posts_a_day: rule(2),
        ..Charter::default()
    });
    let day = |text: &str| text.parse().unwrap();
    let posts = vec![
        post("1", "fb", day("2026-10-05")),
        post("2", "fb", day("2026-10-05")),
        post("3", "fb", day("2026-10-05")),
        post("4", "ig", day("2026-10-05")),
        post("5", "fb", day("2026-10-06")),
    ];
    let month = |accounts: &[&str]| {
        let case = Case {
            posts: Some(posts.clone()),
            accounts: accounts.iter().map(|id| account(id)).collect(),
            settings: settings.clone(),
            ..Case::default()
        };
        case.figures().get("CR3")
    };
    assert_eq!(share(&month(&["fb", "ig"])), (2, 3));
    assert!(!month(&["fb", "ig"]).is_partial());
    // An account that was not read may have published more.
    assert!(month(&["fb", "ig", "x"]).is_partial());
}
