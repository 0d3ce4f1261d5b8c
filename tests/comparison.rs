//! What is set beside the other months, and what is not because it counts something else.

use std::path::PathBuf;

use estran::commands::report;
use estran::config::Config;
use estran::model::Month;
use estran::report::block::{Block, Page, Report};

use crate::pages::words;

/// A month of a folder of `fixtures/months`.
fn made(folder: &str, month: &str) -> Report {
    let settings: PathBuf = [
        env!("CARGO_MANIFEST_DIR"),
        "fixtures/months",
        folder,
        "config.toml",
    ]
    .iter()
    .collect();
    compose(&Config::load(&settings).unwrap(), month)
}

fn compose(config: &Config, month: &str) -> Report {
    let month: Month = month.parse().unwrap();
    let day = month.last_day() + chrono::Days::new(5);
    report::compose(config, month, day, estran::render::REPORT)
        .unwrap()
        .report
}

fn changes(report: &Report) -> &Page {
    report
        .pages
        .iter()
        .find(|page| page.id == "changes")
        .expect("a page of changes")
}

/// The cells of a line of the comparison, its label left out.
fn cells(report: &Report, label: &str) -> Vec<String> {
    let grids = changes(report)
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Grid(grid) => Some(grid),
            _ => None,
        });
    let rows = grids.flat_map(|grid| &grid.rows);
    rows.filter(|row| row[0] == label)
        .map(|row| row[1..].to_vec())
        .next()
        .unwrap_or_else(|| panic!("no line {label}"))
}

#[test]
fn months_before_a_change_of_definition_are_not_compared() {
    let report = made("14-definition-changee", "2026-10");
    let hours = cells(&report, "Heures");
    assert_eq!(hours[2], "Non comparable", "October 2025 counted otherwise");
    assert_eq!(hours[3], "Moins de 6 mois");
    assert!(
        hours[1].contains("\u{a0}h"),
        "September counts what October counts: {hours:?}"
    );
    assert!(!hours[4].contains("impossible"), "{hours:?}");
    let posts = cells(&report, "Publications");
    assert!(
        !posts.contains(&"Non comparable".to_owned()),
        "publications count what they counted: {posts:?}"
    );
    let said = words(&report).replace('\u{a0}', " ");
    assert!(said.contains("Un changement plus ancien est dit à la page des comparaisons."));
    assert!(!said.contains("les mêmes définitions"), "{said}");
    assert!(
        said.contains(
            "Comparaison impossible avant septembre 2026 (nouvel outil de saisie) : heures,"
        ),
        "{said}"
    );
}

#[test]
fn the_month_of_the_change_is_compared_with_none() {
    let report = made("14-definition-changee", "2026-09");
    let hours = cells(&report, "Heures");
    assert_eq!(
        hours[1..],
        [
            "Non comparable",
            "Moins de 6 mois",
            "comparaison impossible"
        ]
    );
    assert!(words(&report).contains("Nouvel outil de saisie, depuis ce mois."));
}

#[test]
fn the_curve_is_cut_where_the_definition_changed() {
    let cut = |folder| -> Vec<String> {
        let report = made(folder, "2026-10");
        let columns = changes(&report)
            .blocks
            .iter()
            .find_map(|block| match block {
                Block::Columns { columns } => Some(columns.clone()),
                _ => None,
            });
        let blocks = columns
            .unwrap()
            .into_iter()
            .flat_map(|column| column.blocks);
        blocks
            .flat_map(|block| match block {
                Block::Lines(lines) => lines
                    .points
                    .into_iter()
                    .filter(|point| point.is_cut)
                    .map(|point| format!("{} {}", lines.caption, point.label))
                    .collect(),
                _ => Vec::new(),
            })
            .collect()
    };
    assert_eq!(
        cut("14-definition-changee"),
        ["Heures par mois sept.\u{a0}26"]
    );
    assert!(cut("14-compte-ajoute").is_empty());
}

#[test]
fn accounts_that_came_in_between_are_left_out_of_the_gap() {
    let report = made("14-compte-ajoute", "2026-10");
    let posts = cells(&report, "Publications");
    assert_eq!(posts[4], "écart non calculé, comptes différents");
    let same = cells(&report, "Publications, mêmes comptes");
    assert_eq!(
        same,
        ["8", "9", "Non comparable", "Non comparable", "stable"]
    );
    assert!(words(&report).contains("sans Instagram – Ville, relevé à une seule des deux dates."));
    let steady = made("14-definition-changee", "2026-10");
    assert!(!words(&steady).contains("mêmes comptes"));
}

#[test]
fn a_reason_that_says_nothing_is_refused() {
    let text =
        "[organisation]\nname = \"Ville\"\n[month.\"2026-09\"]\nchanged = { hours = \" \" }\n";
    let refused = Config::parse("config.toml", text).unwrap_err().to_string();
    assert!(
        refused.contains("dire en 80 caractères au plus ce qui a changé"),
        "{refused}"
    );
    let unknown = text.replace("hours", "temps");
    assert!(
        Config::parse("config.toml", &unknown)
            .unwrap_err()
            .to_string()
            .contains("temps")
    );
}
