//! The accounts that are followed: which are dormant, what these take, and when nobody can say.

use chrono::{Days, NaiveDate};
use estran::figures::{Figures, Settings};
use estran::import::Account;
use estran::model::{
    AccountDay, Figure, Hour, Metrics, Network, Post, Source, Spent, State, Step, Value,
};
use estran::report::block::{Block, Grid, Report};

use crate::month::{Case, account, calendar, hour, october, post};
use crate::pages::{said, said_with, words};

fn end() -> NaiveDate {
    october().last_day()
}

/// So many days before the last of October.
fn before(days: u64) -> NaiveDate {
    end() - Days::new(days)
}

/// A post of an account, so many days before the last of October.
fn last(account: &str, days: u64) -> Post {
    post(&format!("{account}-{days}"), account, before(days))
}

/// One that shows that the account was read in August, and so in all that follow.
fn read(account: &str) -> Post {
    Post {
        as_of: end(),
        ..last(account, 80)
    }
}

fn figures(posts: Vec<Post>, accounts: &[Account]) -> Figures {
    Case {
        posts: Some(posts),
        accounts: accounts.to_vec(),
        ..Case::default()
    }
    .figures()
}

fn flag(figures: &Figures, account: &str) -> Option<bool> {
    let figure = figures.about("EC2", account);
    figure
        .value()
        .map(|value| *value == Value::Count { count: 1 })
}

fn is_dormant(days: u64) -> Option<bool> {
    let accounts = [account("fb")];
    flag(
        &figures(vec![read("fb"), last("fb", days)], &accounts),
        "fb",
    )
}

#[test]
fn an_account_without_a_publication_for_sixty_days_is_dormant() {
    assert_eq!(is_dormant(59), Some(false));
    assert_eq!(is_dormant(60), Some(true));
}

#[test]
fn an_account_that_was_not_read_is_never_dormant() {
    let accounts = [account("fb"), account("lu")];
    // Only the other account has data of October.
    let old = Post {
        as_of: before(40),
        ..last("fb", 80)
    };
    let figures = figures(vec![old, last("lu", 2)], &accounts);
    assert_eq!(flag(&figures, "fb"), None);
    assert_eq!(figures.about("EC4", "fb").state, State::NotMeasured);
    assert_eq!(
        figures.value("EC2"),
        Some(Value::OutOf { part: 0, whole: 1 })
    );
    let report = said(&figures, accounts.to_vec(), &Settings::default(), false);
    assert!(words(&report).contains("Relevé manquant"));
}

#[test]
fn an_account_read_for_october_alone_may_have_published_in_september() {
    let case = Case {
        posts: Some(vec![last("lu", 3)]),
        accounts: vec![account("fb"), account("lu")],
        ..Case::default()
    };
    let day = AccountDay {
        network: Network::Facebook,
        account: "fb".to_owned(),
        day: before(10),
        metrics: Metrics::default(),
        source: Source::Network,
        as_of: end(),
        row: 2,
    };
    let figures = case.figures_with(|tables| tables.account_stats = Some(vec![day]));
    assert_eq!(flag(&figures, "fb"), None);
    assert_eq!(
        figures.about("EC4", "fb").state,
        State::TooFew,
        "it was read"
    );
}

#[test]
fn an_account_opened_less_than_sixty_days_ago_is_not_dormant() {
    let opened = |days| Account {
        opened: Some(before(days)),
        ..account("fb")
    };
    let dormant = |days| flag(&figures(vec![read("fb")], &[opened(days)]), "fb");
    assert_eq!(dormant(59), Some(false));
    assert_eq!(dormant(60), Some(true));
}

#[test]
fn an_account_closed_in_the_month_is_counted_as_closed_and_not_as_dormant() {
    let closed = Account {
        closed: Some(before(10)),
        ..account("fb")
    };
    let opened = Account {
        opened: Some(before(5)),
        ..account("ig")
    };
    let accounts = [closed, opened];
    let figures = figures(vec![read("fb"), last("ig", 2)], &accounts);
    assert_eq!(flag(&figures, "fb"), None);
    for about in ["opened", "closed"] {
        let figure = figures.about("EC1", about);
        assert_eq!(figure.value(), Some(&Value::Count { count: 1 }), "{about}");
    }
    let said = words(&said(
        &figures,
        accounts.to_vec(),
        &Settings::default(),
        false,
    ));
    assert!(said.contains("Ouvert ce mois-ci : Compte ig."), "{said}");
    assert!(said.contains("Fermé ce mois-ci : Compte fb."), "{said}");
}

#[test]
fn the_days_are_a_setting() {
    let mut settings = Settings::default();
    settings.thresholds.dormant_days = 10;
    let case = Case {
        posts: Some(vec![last("fb", 40), last("fb", 10)]),
        accounts: vec![account("fb")],
        settings: settings.clone(),
        ..Case::default()
    };
    let figures = case.figures();
    assert_eq!(flag(&figures, "fb"), Some(true));
    let report = said(&figures, vec![account("fb")], &settings, false);
    assert_eq!(
        page(&report).title.replace('\u{a0}', " "),
        "1 compte suivi, 1 sans publication depuis 10 jours"
    );
}

fn page(report: &Report) -> &estran::report::block::Page {
    let mut pages = report.pages.iter();
    pages.find(|page| page.id == "ecosystem").expect("the page")
}

fn grid(report: &Report) -> &Grid {
    let mut blocks = page(report).blocks.iter();
    blocks
        .find_map(|block| match block {
            Block::Grid(grid) => Some(grid),
            _ => None,
        })
        .expect("the table")
}

/// Two hours of each working day since August, most of them for one account.
fn hours(accounts: &[&str]) -> Vec<Hour> {
    let calendar = calendar();
    let days = (0..92)
        .map(before)
        .filter(|day| calendar.is_working_day(*day));
    days.enumerate()
        .map(|(place, day)| Hour {
            account: Some(accounts[place % accounts.len()].to_owned()),
            ..hour(day, 120, Some(Step::Writing))
        })
        .collect()
}

fn spent(figure: &Figure) -> Option<Spent> {
    match figure.value()? {
        Value::Time { spent } => Some(*spent),
        _ => None,
    }
}

#[test]
fn what_the_dormant_accounts_still_take_is_told_where_hours_are_tied() {
    let names = ["a", "b", "c"];
    let accounts: Vec<Account> = names.iter().map(|name| account(name)).collect();
    let posts = || vec![read("a"), last("b", 3), last("c", 3)];
    let case = |hours| Case {
        posts: Some(posts()),
        hours: Some(hours),
        accounts: accounts.clone(),
        ..Case::default()
    };
    let tied = case(hours(&names)).figures();
    let time = tied.get("EC3");
    assert_eq!(time.n, 1);
    let mean = spent(&tied.about("CH7", "a")).unwrap();
    let whole = spent(&time).unwrap();
    assert_eq!(whole.portion(1, 3), Some(mean), "three months of its mean");
    let loose = hours(&names).into_iter().map(|hour| Hour {
        account: None,
        ..hour
    });
    let loose = case(loose.collect()).figures();
    assert_eq!(loose.get("EC3").state, State::TooFew);
    for (is_first_month, why) in [
        (false, "trop peu d’heures rattachées sur trois mois"),
        (true, "premier mois suivi"),
    ] {
        let report = said_with(
            &loose,
            accounts.clone(),
            &Settings::default(),
            true,
            |desk| desk.is_first_month = is_first_month,
        );
        let told = format!("Temps qui leur est lié, sur trois mois : non estimé : {why}.");
        assert!(words(&report).contains(&told), "{told}");
    }
}

#[test]
fn a_page_holds_ten_accounts_by_network_then_name_and_the_annex_all() {
    let accounts: Vec<Account> = (0..45)
        .map(|number| account(&format!("fb{number:02}")))
        .collect();
    // The last of the list publish most.
    let posts = (0..45_u64).flat_map(|number| {
        let account = format!("fb{number:02}");
        (0..=number / 9).map(move |day| last(&account, day))
    });
    let figures = figures(posts.collect(), &accounts);
    let report = said(&figures, accounts, &Settings::default(), false);
    let names: Vec<&str> = grid(&report)
        .rows
        .iter()
        .map(|row| row[0].as_str())
        .collect();
    assert_eq!(names.len(), 10);
    assert!(names.is_sorted(), "{names:?}");
    assert!(names.contains(&"Compte fb44") && !names.contains(&"Compte fb00"));
    let annex = report
        .pages
        .iter()
        .find(|page| page.id == "annex-tables")
        .unwrap();
    let whole = annex.blocks.iter().any(|block| match block {
        Block::Grid(grid) => {
            grid.caption.starts_with("Tous les comptes suivis") && grid.rows.len() == 45
        }
        _ => false,
    });
    assert!(whole, "the whole list is in the annex");
}

#[test]
fn what_one_more_account_would_ask_for_is_said_or_why_it_is_not() {
    let accounts = vec![account("fb")];
    let figures = figures(vec![last("fb", 2)], &accounts);
    let report = said(&figures, accounts, &Settings::default(), false);
    assert!(words(&report).contains("Non estimé : moins de 3 comptes suivis 3 mois."));
}
