//! What the service chooses to say of a month: its facts, and what the curves explain.

use estran::figures::{Figures, Settings};
use estran::report::block::{Block, LinePoint, Lines, Report};
use estran::report::{Desk, Highlight};

use crate::month::{Case, hour, october, working_days};
use crate::pages::{said_with, words};

fn full_month() -> Figures {
    let hours = working_days().into_iter().map(|day| hour(day, 60, None));
    Case {
        hours: Some(hours.collect()),
        ..Case::default()
    }
    .figures()
}

fn report(put: impl FnOnce(&mut Desk)) -> String {
    words(&said_with(
        &full_month(),
        Vec::new(),
        &Settings::default(),
        true,
        put,
    ))
}

#[test]
fn the_facts_chosen_are_printed_in_their_order_and_the_others_not() {
    let first = "C’est le premier mois suivi";
    assert!(report(|_| ()).contains(first));
    let own = vec!["La tempête a mobilisé l’équipe.".to_owned()];
    let said = report(|desk| desk.facts = own.leak());
    assert!(said.contains("La tempête a mobilisé l’équipe. (phrase du service)"));
    assert!(!said.contains(first));
}

#[test]
fn a_fact_chosen_that_nothing_supports_is_not_printed() {
    let chosen = vec!["P05".to_owned(), "P13".to_owned()];
    let said = report(|desk| desk.facts = chosen.leak());
    assert!(said.contains("C’est le premier mois suivi"));
    assert!(!said.contains("P05") && !said.contains("Un contenu attend"));
}

#[test]
fn what_happened_is_numbered_on_the_curve_and_explained_below() {
    let mut figures = full_month();
    for back in 1..=3 {
        figures.history.insert(october().minus(back), full_month());
    }
    let storm = Highlight {
        day: "2026-10-20".parse().unwrap(),
        text: "tempête Elouan".to_owned(),
    };
    let told = vec![storm];
    let report = said_with(&figures, Vec::new(), &Settings::default(), true, |desk| {
        desk.highlights = told.leak();
    });
    let said = words(&report);
    let feet: Vec<String> = curves(&report)
        .iter()
        .flat_map(|lines| lines.points.iter().map(LinePoint::foot))
        .collect();
    assert!(feet.contains(&"oct.\u{a0}26 (1)".to_owned()), "{feet:?}");
    assert!(said.contains("(1) 20 octobre 2026 : tempête Elouan."));
}

/// The curves of the page that compares.
fn curves(report: &Report) -> Vec<Lines> {
    let page = report.pages.iter().find(|page| page.id == "changes");
    let blocks = page.into_iter().flat_map(|page| &page.blocks);
    let columns = blocks.filter_map(|block| match block {
        Block::Columns { columns } => Some(columns),
        _ => None,
    });
    let inside = columns.flatten().flat_map(|column| &column.blocks);
    inside
        .filter_map(|block| match block {
            Block::Lines(lines) => Some(lines.clone()),
            _ => None,
        })
        .collect()
}
