//! Page 9, second part: this month beside the others.

use super::curve;
use super::results::column;
use crate::figures::Break;
use crate::figures::compare::{Change, Comparison, Line};
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
    let said = [
        Some(how_to_read(desk)),
        other_accounts(desk),
        broken(desk),
        curve::explained(desk),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    blocks.push(super::how_to_read(said.join(" ")));
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
        .any(|line| !matches!(line.change, Change::Unknown | Change::NotComparable));
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

/// Which accounts the line « mêmes comptes » leaves out.
fn other_accounts(desk: &Desk) -> Option<String> {
    let others = desk.comparison.iter().find_map(|line| match &line.line {
        Line::SameAccounts { others } => Some(others),
        Line::Whole | Line::PerWorkingDay => None,
    })?;
    let names: Vec<String> = others
        .iter()
        .map(|id| {
            let account = desk.accounts.by_id(id);
            account.map_or_else(|| id.clone(), |account| account.name.clone())
        })
        .collect();
    Some(format!(
        "«{NBSP}Mêmes comptes{NBSP}»{NBSP}: sans {}, relevé{} à une seule des deux dates.",
        text::list(&names),
        if names.len() > 1 { "s" } else { "" }
    ))
}

/// « Comparaison impossible avant octobre 2026 (nouvel outil) : heures, part non visible. »
fn broken(desk: &Desk) -> Option<String> {
    let mut breaks: Vec<(&Break, Vec<String>)> = Vec::new();
    for line in shown(desk).filter(|line| line.line == Line::Whole) {
        let Some(broken) = line
            .broken
            .as_ref()
            .filter(|broken| broken.month > desk.month.minus(12))
        else {
            continue;
        };
        let label = text::lower_first(&short_label(line));
        match breaks.iter_mut().find(|(known, _)| *known == broken) {
            Some((_, labels)) => labels.push(label),
            None => breaks.push((broken, vec![label])),
        }
    }
    let said: Vec<String> = breaks
        .iter()
        .map(|(broken, labels)| {
            format!(
                "Comparaison impossible avant {} ({}){NBSP}: {}.",
                date::month(broken.month),
                broken.why.trim().trim_end_matches('.'),
                text::list(labels)
            )
        })
        .collect();
    (!said.is_empty()).then(|| said.join(" "))
}

/// The lines that have something beside this month.
fn shown<'a>(desk: &Desk<'a>) -> impl Iterator<Item = &'a Comparison> {
    desk.comparison.iter().filter(|line| {
        line.previous.is_some()
            || line.last_year.is_some()
            || line.usual.is_some()
            || line.change == Change::NotComparable
    })
}

fn comparison(desk: &Desk) -> Option<Grid> {
    let lines: Vec<&Comparison> = shown(desk).collect();
    if lines.is_empty() {
        return None;
    }
    let or = |value: Option<&Value>, absent: &str| {
        value.map_or_else(
            || absent.to_owned(),
            |value| said::value(desk, value, Place::Detail),
        )
    };
    let rows = lines
        .into_iter()
        .map(|line| {
            let same = matches!(line.line, Line::SameAccounts { .. });
            let beside = |value: Option<&Value>, month| {
                let absent = if line.is_comparable(month) && !same {
                    "Pas de donnée"
                } else {
                    "Non comparable"
                };
                or(value, absent)
            };
            vec![
                short_label(line),
                or(line.current.as_ref(), "Pas de donnée"),
                beside(line.previous.as_ref(), desk.month.previous()),
                beside(line.last_year.as_ref(), desk.month.minus(12)),
                or(
                    line.usual.as_ref(),
                    if same {
                        "Non comparable"
                    } else {
                        "Moins de 6 mois"
                    },
                ),
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
    match (line.code, &line.line) {
        ("ES1", Line::Whole) => "Heures",
        ("ES1", Line::PerWorkingDay) => "Heures par jour ouvré",
        ("ES3", _) => "Temps d’un contenu",
        ("ES4", _) => "Part non visible",
        (_, Line::SameAccounts { .. }) => "Publications, mêmes comptes",
        _ => return facts::line_label(line),
    }
    .to_owned()
}
