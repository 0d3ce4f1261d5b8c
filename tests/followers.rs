//! Followers at the end of the month, and what changed since the month before.

use estran::figures::{Figures, Settings};
use estran::import::Account;
use estran::model::{AccountDay, Metric, Metrics, Network, Source, State, Value};

use crate::month::{Case, account, october};
use crate::pages::{said, words};

fn day(account: &str, day: &str, followers: Option<i64>, gained: Option<i64>) -> AccountDay {
    let mut metrics = Metrics::default();
    metrics[Metric::Followers] = followers;
    metrics[Metric::FollowersGained] = gained;
    AccountDay {
        network: Network::Facebook,
        account: account.to_owned(),
        day: day.parse().unwrap(),
        metrics,
        source: Source::Network,
        as_of: october().last_day(),
        row: 2,
    }
}

fn month(days: Vec<AccountDay>, accounts: &[Account]) -> Figures {
    let case = Case {
        accounts: accounts.to_vec(),
        ..Case::default()
    };
    case.figures_with(|tables| tables.account_stats = Some(days))
}

fn gain(count: i64, base: Option<i64>) -> Value {
    Value::Gain { count, base }
}

#[test]
fn the_last_count_of_the_month_is_said_with_its_day() {
    let accounts = [account("fb")];
    let figures = month(
        vec![
            day("fb", "2026-09-30", Some(12_000), None),
            day("fb", "2026-10-15", Some(12_100), None),
            day("fb", "2026-10-30", Some(12_120), None),
            day("fb", "2026-11-02", Some(12_500), None),
        ],
        &accounts,
    );
    assert_eq!(
        figures.about("RE1", "fb").value(),
        Some(&Value::Count { count: 12_120 })
    );
    assert_eq!(
        figures.about("RE2", "fb").value(),
        Some(&gain(120, Some(12_000)))
    );
    let report = words(&said(
        &figures,
        accounts.to_vec(),
        &Settings::default(),
        false,
    ));
    assert!(report.contains("12 120 (le 30 oct"), "{report}");
    assert!(report.contains("+120 (+1,0 %)"));
    assert!(report.contains("Les abonnés de plusieurs comptes ne s’additionnent pas."));
}

#[test]
fn gains_stand_for_the_change_when_each_day_has_one() {
    let accounts = [account("fb")];
    let days = || october().days().map(|day| day.to_string());
    let whole = days().map(|date| day("fb", &date, None, Some(2))).collect();
    let figures = month(whole, &accounts);
    assert_eq!(figures.about("RE1", "fb").state, State::NotProvided);
    assert_eq!(
        figures.about("RE2", "fb").state,
        State::Measured {
            value: gain(62, None)
        }
    );
    let some = days()
        .take(10)
        .map(|date| day("fb", &date, None, Some(-1)))
        .collect();
    assert_eq!(
        month(some, &accounts).about("RE2", "fb").state,
        State::Partial {
            value: gain(-10, None)
        }
    );
}

#[test]
fn a_first_count_has_nothing_to_compare_with_and_an_account_unread_is_no_zero() {
    let accounts = [account("fb"), account("other")];
    let figures = month(vec![day("fb", "2026-10-30", Some(40), None)], &accounts);
    assert_eq!(figures.about("RE2", "fb").state, State::FirstMonth);
    assert_eq!(figures.about("RE1", "other").state, State::NotMeasured);
    let report = words(&said(
        &figures,
        accounts.to_vec(),
        &Settings::default(),
        false,
    ));
    assert!(report.contains("Premier mois suivi") && report.contains("Relevé manquant"));
}

#[test]
fn a_count_read_early_in_the_next_month_stands_for_the_end_of_this_one() {
    let accounts = [account("fb")];
    let of = |days: &[(&str, i64)]| {
        let days = days.iter();
        month(
            days.map(|(date, count)| day("fb", date, Some(*count), None))
                .collect(),
            &accounts,
        )
    };
    let figures = of(&[("2026-10-03", 900), ("2026-11-03", 960)]);
    assert_eq!(
        figures.about("RE1", "fb").value(),
        Some(&Value::Count { count: 960 })
    );
    assert_eq!(
        figures.about("RE2", "fb").value(),
        Some(&gain(60, Some(900)))
    );
    // Alone, the count of 3 October is the last known of both months: nothing can be compared.
    let figures = of(&[("2026-10-03", 900)]);
    assert_eq!(
        figures.about("RE1", "fb").value(),
        Some(&Value::Count { count: 900 })
    );
    assert_eq!(figures.about("RE2", "fb").state, State::FirstMonth);
    // Too late to speak of October.
    let figures = of(&[("2026-11-11", 960)]);
    assert_eq!(figures.about("RE1", "fb").value(), None);
}
