//! The annexes: a table for each chart, and every list whole.

use estran::figures::{Capacity, Figures, Settings};
use estran::import::Account;
use estran::model::{Request, Step};
use estran::report::block::{Block, Grid, Page, PageLayout, Report};

use crate::circuits::request;
use crate::month::{Case, account, hour, post, working_days};
use crate::pages::{said, words};

fn all<'a>(blocks: &'a [Block], found: &mut Vec<&'a Block>) {
    for block in blocks {
        match block {
            Block::Frame { blocks, .. } => all(blocks, found),
            Block::Columns { columns } => {
                for column in columns {
                    all(&column.blocks, found);
                }
            }
            other => found.push(other),
        }
    }
}

/// Captions of the charts of the report proper, with the values that they print.
fn charts(report: &Report) -> Vec<(String, Vec<String>)> {
    let pages = report
        .pages
        .iter()
        .filter(|page| page.layout != PageLayout::Annex);
    let mut blocks = Vec::new();
    for page in pages {
        all(&page.blocks, &mut blocks);
    }
    let chart = |block: &&Block| match block {
        Block::Stack(stack) => Some((
            stack.caption.clone(),
            stack.parts.iter().map(|part| part.value.clone()).collect(),
        )),
        Block::Bars(bars) => Some((
            bars.caption.clone(),
            bars.bars.iter().map(|bar| bar.value.clone()).collect(),
        )),
        Block::Range(range) => Some((
            range.caption.clone(),
            range.rows.iter().map(|row| row.value.clone()).collect(),
        )),
        Block::Timeline(life) => Some((
            life.caption.clone(),
            life.lanes.iter().map(|lane| lane.value.clone()).collect(),
        )),
        _ => None,
    };
    blocks.iter().filter_map(chart).collect()
}

fn annex<'a>(report: &'a Report, id: &str) -> Option<&'a Page> {
    report.pages.iter().find(|page| page.id == id)
}

fn grids(page: &Page) -> Vec<&Grid> {
    let mut blocks = Vec::new();
    all(&page.blocks, &mut blocks);
    let grid = |block: &Block| matches!(block, Block::Grid(_));
    blocks.retain(|block| grid(block));
    blocks
        .into_iter()
        .filter_map(|block| match block {
            Block::Grid(grid) => Some(grid),
            _ => None,
        })
        .collect()
}

/// Two hours a day on one post, and requests from some directions.
fn month(directions: &[(&str, u32)], accounts: &[Account]) -> Figures {
    month_with(&Settings::default(), directions, accounts)
}

fn month_with(settings: &Settings, directions: &[(&str, u32)], accounts: &[Account]) -> Figures {
    let days = working_days();
    let hours = days.iter().map(|day| hour(*day, 120, Some(Step::Writing)));
    let posts = accounts
        .iter()
        .map(|account| post(&account.id, &account.id, days[3]));
    let case = Case {
        hours: Some(hours.collect()),
        posts: Some(posts.collect()),
        accounts: accounts.to_vec(),
        settings: settings.clone(),
    };
    let from = directions
        .iter()
        .flat_map(|(service, count)| (0..*count).map(|_| (*service).to_owned()));
    let requests = from.zip(1..).map(|(service, number)| Request {
        service: Some(service),
        ..request(number, "2026-10-06 10:00", Some("2026-10-12 10:00"))
    });
    let requests = requests.collect();
    case.figures_with(|tables| tables.requests = Some(requests))
}

#[test]
fn each_chart_has_its_table_with_the_same_values() {
    let accounts = vec![account("fb")];
    let capacity = Capacity {
        total_share: Some(1.0),
        networks_share: Some(1.0),
        ..Capacity::default()
    };
    let settings = Settings {
        capacity,
        ..Settings::default()
    };
    let figures = month_with(&settings, &[("Culture", 3)], &accounts);
    let report = said(&figures, accounts, &settings, true);
    let charts = charts(&report);
    assert!(charts.len() >= 3, "{charts:?}");
    let annex = annex(&report, "annex-tables").expect("annex A");
    let tables = grids(annex);
    for (caption, values) in charts {
        let table = tables.iter().find(|table| table.caption == caption);
        let table = table.unwrap_or_else(|| panic!("no table of « {caption} »"));
        let last = table.columns.len() - 1;
        let told: Vec<String> = table.rows.iter().map(|row| row[last].clone()).collect();
        assert_eq!(told, values, "{caption}");
    }
}

#[test]
fn a_list_cut_on_its_page_is_whole_in_the_annex() {
    let accounts: Vec<Account> = (0..12)
        .map(|number| account(&format!("fb{number:02}")))
        .collect();
    let names: Vec<String> = (0..12)
        .map(|number| format!("Direction {number:02}"))
        .collect();
    let directions: Vec<(&str, u32)> = names.iter().map(|name| (name.as_str(), 3)).collect();
    let figures = month(&directions, &accounts);
    let report = said(&figures, accounts, &Settings::default(), true);
    let whole = grids(annex(&report, "annex-tables").unwrap());
    let rows = |caption: &str| {
        let table = whole
            .iter()
            .find(|table| table.caption.starts_with(caption));
        table.map(|table| table.rows.len())
    };
    assert_eq!(rows("Tous les comptes"), Some(12));
    assert_eq!(rows("Demandes reçues, selon la direction"), Some(12));
    let said = words(&report);
    assert!(
        said.contains("Les 10 comptes les plus actifs sur 12 ; la liste entière est en annexe A.")
    );
    assert!(said.contains("Direction 09 3 ; les suivantes 6 (en annexe A)."));
}

#[test]
fn only_the_figures_that_have_a_value_are_defined() {
    let accounts = vec![account("fb")];
    let figures = month(&[], &accounts);
    let report = said(&figures, accounts, &Settings::default(), true);
    let definitions = grids(annex(&report, "annex-words").expect("annex B"));
    let codes: Vec<&str> = definitions
        .iter()
        .filter(|grid| grid.columns.len() == 3)
        .flat_map(|grid| grid.rows.iter().map(|row| row[2].as_str()))
        .collect();
    assert!(
        codes.contains(&"ES1") && codes.contains(&"IC2"),
        "{codes:?}"
    );
    assert!(
        !codes.contains(&"DE1") && !codes.contains(&"VA1"),
        "{codes:?}"
    );
}
