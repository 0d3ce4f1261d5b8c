//! What is said, and what is not, in the months that put sentences to the test.

use estran::figures::compare::compare;
use estran::figures::{Capacity, Figures, Settings};
use estran::import::{Account, Accounts};
use estran::model::{Hour, Spent, Step};
use estran::report::block::{Block, Page, Report};
use estran::report::{Desk, Version, report};

use crate::month::{Case, account, calendar, hour, october, post, working_days};

pub fn said(
    figures: &Figures,
    accounts: Vec<Account>,
    settings: &Settings,
    has_hours: bool,
) -> Report {
    said_with(figures, accounts, settings, has_hours, |_| ())
}

/// The same, with more on the desk.
pub fn said_with(
    figures: &Figures,
    accounts: Vec<Account>,
    settings: &Settings,
    has_hours: bool,
    put: impl FnOnce(&mut Desk),
) -> Report {
    let accounts = Accounts::new(accounts);
    let calendar = calendar();
    let comparison = compare(figures, &calendar, settings);
    let mut desk = Desk {
        month: october(),
        today: "2026-11-05".parse().unwrap(),
        version: &Version::Draft,
        figures,
        comparison: &comparison,
        findings: &[],
        accounts: &accounts,
        settings,
        organisation: "Département des Abers",
        word: None,
        proposals: &[],
        facts: &[],
        highlights: &[],
        diffusion: "Document de travail interne",
        annexes: true,
        manual: false,
        working_day: Spent::hours(7),
        opening: calendar.opening(),
        working_days: (22, None),
        has_hours,
        has_contents: false,
        has_approvals: false,
        has_requests: false,
        has_messages: false,
        is_first_month: true,
        fingerprint: "0123456789abcdef",
    };
    put(&mut desk);
    report(&desk)
}

fn page<'a>(report: &'a Report, id: &str) -> Option<&'a Page> {
    report.pages.iter().find(|page| page.id == id)
}

/// All the words of a report, as its data hold them.
pub fn words(report: &Report) -> String {
    serde_json::to_string(report)
        .unwrap()
        .replace(['\u{a0}', '\u{202f}'], " ")
}

fn sentence(report: &Report) -> String {
    let Some(Block::Lead { text }) = page(report, "cover").unwrap().blocks.first() else {
        panic!("the cover has no sentence")
    };
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

fn full_month(minutes: i64) -> Vec<Hour> {
    let steps = [Step::ALL[2], Step::ALL[7], Step::ALL[8], Step::ALL[12]];
    working_days()
        .into_iter()
        .enumerate()
        .map(|(place, day)| hour(day, minutes, Some(steps[place % 4])))
        .collect()
}

fn with_capacity() -> Settings {
    let capacity = Capacity {
        total_share: Some(1.0),
        networks_share: Some(1.0),
        ..Capacity::default()
    };
    Settings {
        capacity,
        ..Settings::default()
    }
}

#[test]
fn one_export_alone_says_that_time_was_not_entered() {
    let accounts = vec![account("fb")];
    let case = Case {
        posts: Some(vec![post("1", "fb", working_days()[0])]),
        accounts: accounts.clone(),
        ..Case::default()
    };
    let report = said(&case.figures(), accounts, &Settings::default(), false);
    assert_eq!(
        sentence(&report),
        "Le temps de travail n’a pas été saisi en octobre 2026 : ce document ne présente que les publications et leurs résultats."
    );
    for absent in ["iceberg", "content-time", "load"] {
        assert!(page(&report, absent).is_none(), "{absent}");
    }
    let method = serde_json::to_string(page(&report, "method").unwrap()).unwrap();
    for name in [
        "Ce qui se voit, ce qui ne se voit pas",
        "Le temps d’un contenu",
        "Charge et temps disponible",
    ] {
        assert!(method.contains(name), "{name} is listed on the method page");
    }
}

#[test]
fn a_month_without_anything_shows_its_accounts_alone() {
    let accounts = vec![account("fb")];
    let case = Case {
        posts: Some(vec![post("1", "fb", "2026-09-03".parse().unwrap())]),
        accounts: accounts.clone(),
        ..Case::default()
    };
    let report = said(&case.figures(), accounts, &Settings::default(), false);
    assert_eq!(
        sentence(&report),
        "En octobre 2026, aucune publication et aucune saisie de temps : seuls les comptes suivis sont présentés."
    );
}

#[test]
fn a_team_that_read_its_figures_again_is_not_said_not_to() {
    for (reviewed, version) in [
        (
            false,
            "Version provisoire, produite le 5 novembre 2026, non relue",
        ),
        (
            true,
            "Version relue par l’équipe, produite le 5 novembre 2026",
        ),
    ] {
        let mut settings = Settings::default();
        settings.team.reviewed = reviewed;
        let report = said(&Case::default().figures(), Vec::new(), &settings, false);
        assert_eq!(report.version.replace('\u{a0}', " "), version);
    }
}

#[test]
fn hours_that_are_all_out_of_sight_are_said_without_a_fraction() {
    let accounts = vec![account("fb")];
    let hours = working_days()
        .into_iter()
        .map(|day| hour(day, 120, Some(Step::Writing)));
    let case = Case {
        posts: Some(vec![post("1", "fb", working_days()[0])]),
        hours: Some(hours.collect()),
        accounts: accounts.clone(),
        ..Case::default()
    };
    let report = said(&case.figures(), accounts, &Settings::default(), true);
    assert_eq!(
        sentence(&report),
        "En octobre 2026, l’équipe a consacré 44 h aux réseaux sociaux ; aucune heure de mise en ligne n’a été saisie."
    );
}

#[test]
fn a_month_without_publication_still_had_work() {
    let accounts = vec![account("fb")];
    let earlier = post("1", "fb", "2026-09-03".parse().unwrap());
    let case = Case {
        posts: Some(vec![earlier]),
        hours: Some(full_month(300)),
        accounts: accounts.clone(),
        ..Case::default()
    };
    let report = said(&case.figures(), accounts, &Settings::default(), true);
    assert_eq!(
        sentence(&report),
        "Aucune publication en octobre 2026 ; l’équipe a néanmoins consacré 110 h aux réseaux."
    );
}

#[test]
fn an_overload_is_said_with_its_gap() {
    let accounts = vec![account("fb")];
    let settings = with_capacity();
    let case = Case {
        posts: Some(vec![post("1", "fb", working_days()[0])]),
        hours: Some(full_month(420)),
        accounts: accounts.clone(),
        settings: settings.clone(),
    };
    let report = said(&case.figures(), accounts, &settings, true);
    assert_eq!(
        page(&report, "load").unwrap().title.replace('\u{a0}', " "),
        "La charge dépasse le temps disponible de 20 h"
    );
    assert!(
        words(&report).contains("La charge dépasse le temps disponible de 20 h, soit 0,1 ETP.")
    );
}

#[test]
fn a_light_month_never_speaks_of_time_left() {
    let accounts = vec![account("fb")];
    let settings = with_capacity();
    let case = Case {
        posts: Some(vec![post("1", "fb", working_days()[0])]),
        hours: Some(full_month(120)),
        accounts: accounts.clone(),
        settings: settings.clone(),
    };
    let report = said(&case.figures(), accounts, &settings, true);
    let load = serde_json::to_string(page(&report, "load").unwrap()).unwrap();
    let said = words(&report);
    assert!(said.contains("Le temps saisi représente 33 % du temps disponible."));
    assert!(said.contains("ne signifie pas du temps libre"));
    assert!(!said.contains("il reste"));
    // A gap below would read as idle hours.
    assert!(!load.contains("Écart"), "{load}");
    assert!(said.contains("33 % (44 h sur 134 h)"));
}

#[test]
fn partial_days_make_minimums_everywhere() {
    let accounts = vec![account("fb")];
    let mut hours = full_month(300);
    hours.truncate(18);
    let case = Case {
        posts: Some(vec![post("1", "fb", working_days()[0])]),
        hours: Some(hours),
        accounts: accounts.clone(),
        ..Case::default()
    };
    let report = said(&case.figures(), accounts, &Settings::default(), true);
    let said = words(&report);
    assert!(
        sentence(&report).contains("au moins 90 h"),
        "{}",
        sentence(&report)
    );
    assert!(said.contains("Données partielles. 18 jours sur 22 renseignés"));
    assert!(
        said.contains(
            "Ce mois-ci, 18 jours sur 22 sont renseignés : les durées sont des minimums."
        )
    );
}

#[test]
fn too_few_days_publish_no_time_at_all() {
    let accounts = vec![account("fb")];
    let mut hours = full_month(300);
    hours.truncate(12);
    let case = Case {
        posts: Some(vec![post("1", "fb", working_days()[0])]),
        hours: Some(hours),
        accounts: accounts.clone(),
        ..Case::default()
    };
    let report = said(&case.figures(), accounts, &Settings::default(), true);
    let said = words(&report);
    assert!(said.contains("Données insuffisantes."));
    assert!(said.contains("12 jours sur 22 renseignés ; il en faut au moins 14."));
    assert!(!said.contains("saisir le temps de l’équipe, étape par étape"));
    assert!(page(&report, "iceberg").is_none());
    assert!(
        !said.contains("60 h"),
        "twelve days of five hours are not printed"
    );
}

/// Every cell of a table and every value of a tile.
fn cells(block: &Block, found: &mut Vec<String>) {
    match block {
        Block::Grid(grid) => found.extend(grid.rows.iter().flatten().cloned()),
        Block::Columns { columns } => columns
            .iter()
            .flat_map(|column| &column.blocks)
            .for_each(|inner| cells(inner, found)),
        Block::Tiles { rows } => found.extend(
            rows.iter()
                .flat_map(|row| &row.tiles)
                .map(|tile| tile.value.clone()),
        ),
        _ => {}
    }
}

#[test]
fn no_page_holds_a_dash_an_empty_cell_or_a_default() {
    let accounts = vec![account("fb"), account("musee")];
    let case = Case {
        posts: Some(vec![post("1", "fb", working_days()[0])]),
        hours: Some(full_month(300)),
        accounts: accounts.clone(),
        ..Case::default()
    };
    let report = said(&case.figures(), accounts, &Settings::default(), true);
    let mut found = Vec::new();
    report
        .pages
        .iter()
        .flat_map(|page| &page.blocks)
        .for_each(|block| cells(block, &mut found));
    assert!(found.len() > 20);
    for cell in found {
        assert!(
            !["", "-", "–", "—", "N/A", "∞", "NaN"].contains(&cell.trim()),
            "« {cell} »"
        );
    }
}

#[test]
fn a_sentence_and_its_table_say_the_same_figure() {
    let accounts = vec![account("fb")];
    let settings = with_capacity();
    let case = Case {
        posts: Some(vec![post("1", "fb", working_days()[0])]),
        hours: Some(full_month(420)),
        accounts: accounts.clone(),
        settings: settings.clone(),
    };
    let figures = case.figures();
    let report = said(&figures, accounts, &settings, true);
    let Some(estran::model::Value::Time { spent }) = figures.value("ES1") else {
        panic!("time is measured")
    };
    assert_eq!(spent, Spent::hours(154));
    assert!(sentence(&report).contains("154 h"));
    assert!(
        page(&report, "essentials")
            .unwrap()
            .title
            .contains("154\u{a0}h")
    );
}
