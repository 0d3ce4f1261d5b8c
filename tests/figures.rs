//! The edges of each figure's definition, on the smallest months that show them.

use estran::figures::{Capacity, Figures, Method, MonthFacts, Settings, Team};
use estran::model::{Hour, Metric, Post, Spent, State, Step, Value};

use crate::month::{Case, account, calendar, hour, october, post, working_days};
use crate::pages::{said, words};

/// Ten hours of work on each of the first days of the month.
fn entered(days: usize) -> Figures {
    let hours = working_days()
        .into_iter()
        .take(days)
        .map(|day| hour(day, 600, Some(Step::ALL[0])))
        .collect();
    Case {
        hours: Some(hours),
        ..Case::default()
    }
    .figures()
}

/// One content per duration, each on a post of its own.
fn timed_contents(durations: &[i64], without: usize) -> Figures {
    let days = working_days();
    let ids: Vec<String> = (0..durations.len() + without)
        .map(|place| format!("{place:04}"))
        .collect();
    let posts = ids
        .iter()
        .map(|id| Post {
            permalink: Some(format!("facebook:{id}")),
            ..post(id, "fb", days[0])
        })
        .collect();
    let hours = durations
        .iter()
        .zip(&ids)
        .map(|(hours, id)| Hour {
            permalink: Some(format!("facebook:{id}")),
            ..hour(days[1], hours * 60, Some(Step::ALL[2]))
        })
        .collect();
    Case {
        posts: Some(posts),
        hours: Some(hours),
        accounts: vec![account("fb")],
        ..Case::default()
    }
    .figures()
}

#[test]
fn coverage_turns_at_sixty_and_ninety_five_per_cent() {
    let value = |days: usize| Value::Time {
        spent: Spent::hours(10 * i64::try_from(days).unwrap()),
    };
    // 21 of 22 days are 95.5 %, 20 are 90.9 %, 14 are 63.6 %, 13 are 59.1 %.
    assert_eq!(
        entered(21).get("ES1").state,
        State::Measured { value: value(21) }
    );
    assert_eq!(
        entered(20).get("ES1").state,
        State::Partial { value: value(20) }
    );
    assert_eq!(
        entered(14).get("ES1").state,
        State::Partial { value: value(14) }
    );
    assert_eq!(entered(13).get("ES1").state, State::Unreliable);
}

#[test]
fn a_team_that_is_not_there_every_day_is_expected_on_fewer() {
    let expected = |days_per_week, entered: usize| {
        let hours = working_days()
            .into_iter()
            .step_by(3)
            .take(entered)
            .map(|day| hour(day, 600, None))
            .collect();
        let case = Case {
            hours: Some(hours),
            settings: Settings {
                team: Team {
                    days_per_week,
                    ..Team::default()
                },
                ..Settings::default()
            },
            ..Case::default()
        };
        let figures = case.figures();
        (
            figures.value("QT1").unwrap(),
            figures.get("ES1").value().is_some(),
        )
    };
    let days = |part, whole| Value::OutOf { part, whole };
    // 22 × 1 ÷ 5 = 4,4: four days.
    assert_eq!(expected(Some(1), 4), (days(4, 4), true));
    assert_eq!(expected(Some(1), 6), (days(4, 4), true));
    assert_eq!(expected(Some(1), 2), (days(2, 4), false));
    assert_eq!(expected(None, 4), (days(4, 22), false));
}

#[test]
fn a_month_declared_complete_is_published_with_its_days() {
    let months = [(
        october(),
        MonthFacts {
            is_complete: true,
            ..MonthFacts::default()
        },
    )];
    let settings = Settings {
        months: months.into(),
        ..Settings::default()
    };
    let figures = Case {
        hours: Some(vec![hour(working_days()[0], 600, None)]),
        settings: settings.clone(),
        ..Case::default()
    }
    .figures();
    let ten = Value::Time {
        spent: Spent::hours(10),
    };
    assert_eq!(figures.get("ES1").state, State::Measured { value: ten });
    let report = words(&said(&figures, Vec::new(), &settings, true));
    assert!(report.contains("Mois déclaré complet par l’équipe. 1 jour sur 22 renseignés"));
    assert!(!report.contains("Données insuffisantes"));
}

#[test]
fn the_time_available_follows_its_method_less_absences() {
    let available = |method, absences| {
        let facts = MonthFacts {
            absences: Spent::hours(absences),
            ..MonthFacts::default()
        };
        let capacity = Capacity {
            total_share: Some(2.0),
            networks_share: Some(0.5),
            method,
            ..Capacity::default()
        };
        let settings = Settings {
            capacity,
            months: [(october(), facts)].into(),
            ..Settings::default()
        };
        settings.available(october(), &calendar())
    };
    // 1 607 h ÷ 12, and 22 days of 7 h.
    assert_eq!(available(Method::Smoothed, 0), Some(Spent::minutes(8035)));
    assert_eq!(available(Method::Calendar, 0), Some(Spent::hours(154)));
    assert_eq!(available(Method::Calendar, 14), Some(Spent::hours(140)));
    assert_eq!(available(Method::Calendar, 400), Some(Spent::ZERO));
}

#[test]
fn no_time_entered_is_not_measured_and_not_zero() {
    assert_eq!(
        Case::default().figures().get("ES1").state,
        State::NotMeasured
    );
    let empty = Case {
        hours: Some(Vec::new()),
        ..Case::default()
    };
    assert_eq!(empty.figures().get("ES1").state, State::NotMeasured);
}

#[test]
fn a_weekend_entry_counts_as_time_and_not_as_a_working_day() {
    let mut hours: Vec<Hour> = working_days()
        .into_iter()
        .map(|day| hour(day, 60, None))
        .collect();
    hours.push(hour("2026-10-03".parse().unwrap(), 60, None));
    let figures = Case {
        hours: Some(hours),
        ..Case::default()
    }
    .figures();
    assert_eq!(
        figures.value("ES1"),
        Some(Value::Time {
            spent: Spent::hours(23)
        })
    );
    assert_eq!(
        figures.value("QT1"),
        Some(Value::OutOf {
            part: 22,
            whole: 22
        })
    );
}

#[test]
fn parts_of_the_iceberg_add_up_to_a_hundred() {
    let steps = [
        Some(Step::ALL[0]),
        Some(Step::ALL[7]),
        Some(Step::ALL[8]),
        Some(Step::ALL[12]),
        None,
    ];
    let hours = working_days()
        .into_iter()
        .enumerate()
        .map(|(place, day)| hour(day, 91, steps[place % 5]))
        .collect();
    let figures = Case {
        hours: Some(hours),
        ..Case::default()
    }
    .figures();
    let per_cents: i64 = ["IC1", "IC2", "IC3", "IC4", "IC6"]
        .into_iter()
        .map(|code| match figures.about(code, "share").value() {
            Some(Value::TimeShare {
                per_cent: Some(per_cent),
                ..
            }) => *per_cent,
            other => panic!("{code}: {other:?}"),
        })
        .sum();
    assert_eq!(per_cents, 100);
    // Some hours have no step: the unseen part is a minimum.
    assert!(figures.get("ES4").is_partial());
    assert!(figures.get("IC7").is_partial());
}

#[test]
fn shares_need_twenty_hours() {
    let share = |minutes: i64| {
        let hours = working_days()
            .into_iter()
            .take(22)
            .map(|day| hour(day, minutes, Some(Step::ALL[0])))
            .collect();
        Case {
            hours: Some(hours),
            ..Case::default()
        }
        .figures()
        .about("IC2", "share")
        .value()
        .cloned()
    };
    assert!(
        matches!(share(54), Some(Value::TimeShare { per_cent: None, .. })),
        "22 × 54 min is under 20 h"
    );
    assert!(
        matches!(
            share(55),
            Some(Value::TimeShare {
                per_cent: Some(100),
                ..
            })
        ),
        "22 × 55 min is over 20 h"
    );
}

#[test]
fn one_visible_hour_needs_two_of_them() {
    let line = Step::ALL
        .into_iter()
        .find(|step| step.key() == "ligne")
        .unwrap();
    let case = |visible: i64| {
        let mut hours: Vec<Hour> = working_days()
            .into_iter()
            .map(|day| hour(day, 120, Some(Step::ALL[0])))
            .collect();
        hours.push(hour(working_days()[0], visible, Some(line)));
        Case {
            hours: Some(hours),
            ..Case::default()
        }
        .figures()
        .value("IC7")
    };
    assert_eq!(case(119), None);
    assert_eq!(
        case(120),
        Some(Value::Time {
            spent: Spent::hours(22)
        })
    );
}

#[test]
fn a_median_needs_five_contents() {
    assert_eq!(timed_contents(&[], 3).get("ES3").state, State::NotMeasured);
    let each = |hours: &[i64]| Value::Each {
        cases: hours.iter().map(|hours| Spent::hours(*hours)).collect(),
    };
    assert_eq!(
        timed_contents(&[4, 1, 2, 3], 0).value("TC1"),
        Some(each(&[1, 2, 3, 4]))
    );
    assert!(matches!(
        timed_contents(&[1, 2, 3, 4, 5], 0).value("TC1"),
        Some(Value::Spread {
            quartiles: false,
            ..
        })
    ));
    assert!(matches!(
        timed_contents(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0).value("TC1"),
        Some(Value::Spread {
            quartiles: true,
            ..
        })
    ));
}

#[test]
fn a_median_of_few_of_the_contents_is_not_published() {
    assert!(matches!(
        timed_contents(&[1; 19], 1).get("ES3").state,
        State::Measured { .. }
    ));
    assert!(matches!(
        timed_contents(&[1; 6], 4).get("ES3").state,
        State::Partial { .. }
    ));
    assert_eq!(
        timed_contents(&[1; 5], 4).get("ES3").state,
        State::Unreliable
    );
    assert_eq!(
        timed_contents(&[1; 5], 4).value("TC4"),
        Some(Value::OutOf { part: 4, whole: 9 })
    );
}

#[test]
fn a_content_on_four_accounts_is_counted_once_in_hours() {
    let days = working_days();
    let mut posts = Vec::new();
    let mut accounts = Vec::new();
    for id in ["a", "b", "c", "d"] {
        posts.push(Post {
            permalink: Some(format!("facebook:{id}")),
            ..post(id, id, days[0])
        });
        accounts.push(account(id));
    }
    let hours = vec![Hour {
        permalink: Some("facebook:a".to_owned()),
        ..hour(days[0], 240, Some(Step::ALL[2]))
    }];
    let figures = Case {
        posts: Some(posts),
        hours: Some(hours),
        accounts,
        ..Case::default()
    }
    .figures();
    assert_eq!(figures.value("ES2"), Some(Value::Count { count: 4 }));
    let total: i64 = figures
        .contents
        .iter()
        .filter_map(|content| content.spent)
        .map(Spent::as_seconds)
        .sum();
    assert_eq!(total, 4 * 3600);
}

#[test]
fn a_missing_counter_makes_a_minimum_and_none_at_all_is_not_provided() {
    let day = working_days()[0];
    let with = |id: &str, views: Option<i64>, likes: Option<i64>| {
        let mut post = post(id, "fb", day);
        post.metrics[Metric::Views] = views;
        post.metrics[Metric::Reactions] = likes;
        post
    };
    let figures = |posts| {
        Case {
            posts: Some(posts),
            accounts: vec![account("fb")],
            ..Case::default()
        }
        .figures()
    };
    let whole = figures(vec![
        with("1", Some(0), Some(0)),
        with("2", Some(2000), Some(50)),
    ]);
    assert_eq!(
        whole.about("RE4", "fb").state,
        State::Measured {
            value: Value::Count { count: 2000 }
        }
    );
    assert_eq!(
        whole.about("RE6", "fb").state,
        State::Measured {
            value: Value::Rate {
                part: 50,
                whole: 2000
            }
        }
    );
    let part = figures(vec![
        with("1", None, Some(9)),
        with("2", Some(2000), Some(50)),
    ]);
    assert_eq!(
        part.about("RE4", "fb").state,
        State::Partial {
            value: Value::Count { count: 2000 }
        }
    );
    let none = figures(vec![with("1", None, None)]);
    assert_eq!(none.about("RE4", "fb").state, State::NotProvided);
    assert_eq!(none.about("RE5", "fb").state, State::NotProvided);
}

#[test]
fn an_unread_account_makes_publications_a_minimum() {
    let posts = vec![post("1", "fb", working_days()[0])];
    let accounts = vec![account("fb"), account("musee")];
    let figures = Case {
        posts: Some(posts),
        accounts,
        ..Case::default()
    }
    .figures();
    assert_eq!(
        figures.get("ES2").state,
        State::Partial {
            value: Value::Count { count: 1 }
        }
    );
    assert_eq!(
        figures.value("QT4"),
        Some(Value::OutOf { part: 1, whole: 2 })
    );
    assert_eq!(figures.about("RE3", "musee").state, State::NotMeasured);
}

#[test]
fn the_time_available_comes_from_the_settings_or_is_not_published() {
    let capacity = Capacity {
        total_share: Some(2.8),
        networks_share: Some(0.6),
        ..Capacity::default()
    };
    // 1607 h ÷ 12 = 133 h 55 for a full-time job; 1.68 of it.
    assert_eq!(capacity.full_time_month(), Spent::seconds(1607 * 3600 / 12));
    let settings = Settings {
        capacity,
        ..Settings::default()
    };
    let hours = || {
        Some(
            working_days()
                .into_iter()
                .map(|day| hour(day, 660, Some(Step::ALL[0])))
                .collect::<Vec<_>>(),
        )
    };
    let known = Case {
        hours: hours(),
        settings,
        ..Case::default()
    }
    .figures();
    assert_eq!(
        known.value("CH1"),
        Some(Value::Time {
            spent: Spent::seconds(809_928)
        })
    );
    assert!(matches!(known.value("CH2"), Some(Value::Load { .. })));
    let unknown = Case {
        hours: hours(),
        ..Case::default()
    }
    .figures();
    assert_eq!(unknown.get("CH2").state, State::NotMeasured);
    assert!(unknown.value("CH3").is_some());
}

#[test]
fn every_code_is_in_the_catalog() {
    let figures = timed_contents(&[1, 2, 3, 4, 5, 60], 1);
    for figure in figures.iter() {
        assert!(
            estran::figures::catalog::find(figure.key.code).is_some(),
            "{}",
            figure.key.code
        );
    }
}
