//! Page 9, second part: this month beside the others.

use super::curve;
use super::results::column;
use crate::figures::compare::{Change, Comparison};
use crate::model::Value;
use crate::report::block::{Align, Block, Column, Grid, Page, PageLayout};
use crate::report::said::{self, Place};
use crate::report::{Desk, facts};
use crate::words::number::NBSP;
use crate::words::{date, text};

/// `None` in the first month, which has nothing beside it.
pub fn page(desk: &Desk) -> Option<Page> {
    let comparison = comparison(desk)?;
    let mut blocks = vec![Block::Grid(comparison)];
    let columns: Vec<Column> = [curve::hours(desk), curve::posts(desk)]
        .into_iter()
        .flatten()
        .map(|lines| Column {
            weight: 1,
            blocks: vec![Block::Lines(lines)],
        })
        .collect();
    if !columns.is_empty() {
        blocks.push(Block::Columns { columns });
    }
    let mut how_to_read = how_to_read(desk);
    if let Some(highlights) = curve::explained(desk) {
        how_to_read = format!("{how_to_read} {highlights}");
    }
    blocks.push(super::how_to_read(how_to_read));
    Some(Page {
        id: "changes",
        title: title(desk),
        bookmark: "Ce qui a changé".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

fn title(desk: &Desk) -> String {
    let compared = desk
        .comparison
        .iter()
        .any(|line| line.change != Change::Unknown);
    if compared {
        format!(
            "Ce qui a changé depuis {}",
            desk.month_name(desk.month.previous())
        )
    } else {
        "Comparaison avec les autres mois".to_owned()
    }
}

/// When a gap is said to be one.
fn how_to_read(desk: &Desk) -> String {
    let stable = format!(
        "un écart est dit à partir de 10{NBSP}% et de 5 heures, 5 unités, 5 points ou un demi-jour ouvré{NBSP}; sinon, le chiffre est stable"
    );
    let days = desk.working_days;
    match days {
        (now, Some(before)) if now != before => format!(
            "{stable}. {} en {}, {before} en {}.",
            text::capitalised(&text::count(now, "jour ouvré", "jours ouvrés")),
            date::name(desk.month),
            date::name(desk.month.previous())
        ),
        _ => format!("{stable}."),
    }
}

fn comparison(desk: &Desk) -> Option<Grid> {
    let lines: Vec<&Comparison> = desk
        .comparison
        .iter()
        .filter(|line| line.previous.is_some() || line.last_year.is_some() || line.usual.is_some())
        .collect();
    if lines.is_empty() {
        return None;
    }
    let or = |value: Option<&Value>, absent: &str| {
        value.map_or_else(
            || absent.to_owned(),
            |value| said::value(desk, value, Place::Detail),
        )
    };
    let said = |value: Option<&Value>| or(value, "Pas de donnée");
    let rows = lines
        .into_iter()
        .map(|line| {
            vec![
                short_label(line),
                said(line.current.as_ref()),
                said(line.previous.as_ref()),
                said(line.last_year.as_ref()),
                or(line.usual.as_ref(), "Moins de 6 mois"),
                facts::change(line.change),
            ]
        })
        .collect();
    Some(Grid {
        caption: "Comparaison".to_owned(),
        columns: vec![
            column("Chiffre", Align::Left, 7),
            column("Ce mois", Align::Right, 4),
            column(
                &text::capitalised(&desk.month_name(desk.month.previous())),
                Align::Right,
                4,
            ),
            column(
                &text::capitalised(&date::short(desk.month.minus(12))),
                Align::Right,
                4,
            ),
            column("Médiane, 12 mois", Align::Right, 4),
            column("Évolution", Align::Right, 6),
        ],
        rows,
    })
}

/// Short enough for a narrow column; `chiffres.csv` has the whole label.
fn short_label(line: &Comparison) -> String {
    match (line.code, line.per_working_day) {
        ("ES1", false) => "Heures",
        ("ES1", true) => "Heures par jour ouvré",
        ("ES3", _) => "Temps d’un contenu",
        ("ES4", _) => "Part non visible",
        _ => return facts::line_label(line),
    }
    .to_owned()
}
