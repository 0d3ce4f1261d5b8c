//! Page 9, second part: this month beside the others.

use super::curve;
use super::results::column;
use crate::figures::Break;
use crate::figures::compare::{Cell, Change, Comparison, Line};
use crate::model::Month;
use crate::report::block::{Align, Block, Column, Grid, Page, PageLayout};
use crate::report::said::{self, Place};
use crate::report::{Desk, facts};
use crate::words::number::{NBSP, THIN};
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

/// Something changed only when a gap is notable.
fn title(desk: &Desk) -> String {
    let changed = shown(desk).any(|line| matches!(line.change, Change::Rise(_) | Change::Fall(_)));
    if changed {
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
        "un écart est dit à partir de 10{THIN}% et de 5 heures dans le mois, 5 unités, 5 points ou un demi-jour ouvré{NBSP}; sinon, le chiffre est stable"
    );
    let (now, before) = desk.working_days;
    let days = text::capitalised(&text::count(now, "jour ouvré", "jours ouvrés"));
    let (month, previous) = (date::name(desk.month), date::name(desk.month.previous()));
    match before {
        Some(before) if before == now => {
            format!("{stable}. {days} en {month} comme en {previous}.")
        }
        Some(before) => format!("{stable}. {days} en {month}, {before} en {previous}."),
        None => format!("{stable}."),
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

/// The lines that this month has, with something beside it.
fn shown<'a>(desk: &Desk<'a>) -> impl Iterator<Item = &'a Comparison> {
    desk.comparison.iter().filter(|line| {
        let beside = [&line.previous, &line.last_year, &line.usual];
        line.current.is_some()
            && (beside.into_iter().any(Option::is_some) || line.change == Change::NotComparable)
    })
}

/// A column of the table: its title, its width, and what it says of a line.
type Beside<'a> = (String, u16, Box<dyn Fn(&Comparison) -> String + 'a>);

fn comparison(desk: &Desk) -> Option<Grid> {
    let lines: Vec<&Comparison> = shown(desk).collect();
    if lines.is_empty() {
        return None;
    }
    let has =
        |cell: fn(&Comparison) -> Option<&Cell>| lines.iter().any(|line| cell(line).is_some());
    let month = |month: Month, cell: fn(&Comparison) -> Option<&Cell>| {
        move |line: &Comparison| cell_or(desk, cell(line), absent(desk, line, month))
    };
    let (before, year_ago) = (desk.month.previous(), desk.month.minus(12));
    let mut columns: Vec<Beside> = vec![
        ("Chiffre".to_owned(), 7, Box::new(short_label)),
        (
            "Ce mois".to_owned(),
            4,
            Box::new(month(desk.month, |line| line.current.as_ref())),
        ),
        (
            text::capitalised(&desk.month_name(before)),
            4,
            Box::new(month(before, |line| line.previous.as_ref())),
        ),
    ];
    // A month that nothing is known of would be a column of « Pas de donnée ».
    if has(|line| line.last_year.as_ref()) {
        columns.push((
            text::capitalised(&date::month(year_ago)),
            4,
            Box::new(month(year_ago, |line| line.last_year.as_ref())),
        ));
    }
    if has(|line| line.usual.as_ref()) {
        let usual = |line: &Comparison| {
            let absent = match line.line {
                Line::SameAccounts { .. } => "Non comparable",
                Line::Whole | Line::PerWorkingDay => "Moins de 6 mois",
            };
            cell_or(desk, line.usual.as_ref(), absent)
        };
        columns.push(("Médiane, 12 mois".to_owned(), 4, Box::new(usual)));
    }
    columns.push((
        "Évolution".to_owned(),
        6,
        Box::new(|line| facts::change(line.change)),
    ));
    Some(Grid {
        caption: "Comparaison".to_owned(),
        rows: lines
            .iter()
            .map(|line| columns.iter().map(|(.., say)| say(line)).collect())
            .collect(),
        columns: columns
            .iter()
            .enumerate()
            .map(|(place, (title, weight, _))| {
                column(
                    title,
                    if place == 0 {
                        Align::Left
                    } else {
                        Align::Right
                    },
                    *weight,
                )
            })
            .collect(),
    })
}

/// Why a month has no value beside this one. The line of the same accounts speaks of the month before alone.
fn absent(desk: &Desk, line: &Comparison, month: Month) -> &'static str {
    let is_far = month < desk.month.previous();
    match line.line {
        Line::SameAccounts { .. } if is_far => "Non comparable",
        _ if !line.is_comparable(month) => "Non comparable",
        _ => "Pas de donnée",
    }
}

fn cell_or(desk: &Desk, cell: Option<&Cell>, absent: &str) -> String {
    cell.map_or_else(
        || absent.to_owned(),
        |cell| said::cell(desk, cell, Place::Detail),
    )
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
