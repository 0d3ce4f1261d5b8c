//! Page 8: can the team do more?

use crate::figures::Method;
use crate::model::{Spent, Value};
use crate::report::block::{Align, Bar, Bars, Block, Grid, GridColumn, Hue, Page, PageLayout};
use crate::report::said::{self, Place};
use crate::report::{Desk, banner, facts};
use crate::words::number::{self, NBSP};
use crate::words::{date, duration, text};

pub fn page(desk: &Desk) -> Option<Page> {
    let spent = time(desk, "ES1")?;
    let mut blocks: Vec<Block> = banner::time(desk).into_iter().map(Block::Banner).collect();
    blocks.push(Block::Bars(bars(desk, spent)));
    blocks.push(Block::Grid(summary(desk)));
    let below = facts::load(desk).is_some_and(|load| load < 100);
    if below {
        blocks.push(super::caveat(format!(
            "une charge inférieure au temps disponible ne signifie pas du temps libre{NBSP}: la part réseaux est une convention."
        )));
    }
    blocks.push(super::source(format!(
        "heures passées pendant le mois, {}. Temps disponible{NBSP}: {}.",
        said::n(desk.figures.get("ES1").n, "saisie", "saisies"),
        method(desk)
    )));
    Some(Page {
        id: "load",
        title: title(desk),
        bookmark: "Charge et temps disponible".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

fn title(desk: &Desk) -> String {
    let over = i64::from(desk.settings.thresholds.overload);
    let gap = desk.figures.get("CH4");
    match (facts::load(desk), gap.value()) {
        (Some(load), Some(value)) if load > over => {
            let least = if gap.is_partial() {
                "d’au moins"
            } else {
                "de"
            };
            format!(
                "La charge dépasse le temps disponible {least} {}",
                said::value(desk, value, Place::Sentence)
            )
        }
        (Some(load), _) if load >= 200 - over => {
            "La charge correspond au temps disponible".to_owned()
        }
        _ => "Charge et temps disponible".to_owned(),
    }
}

fn time(desk: &Desk, code: &'static str) -> Option<Spent> {
    match desk.figures.value(code)? {
        Value::Time { spent } => Some(spent),
        _ => None,
    }
}

fn bars(desk: &Desk, spent: Spent) -> Bars {
    let mut bars = vec![Bar {
        label: "Temps passé".to_owned(),
        value: said::figure(desk, &desk.figures.get("ES1"), Place::Detail),
        size: super::size(spent),
        hue: Hue::Navy,
    }];
    if let Some(available) = time(desk, "CH1") {
        bars.push(Bar {
            label: "Temps disponible".to_owned(),
            value: duration::detail(available),
            size: super::size(available),
            hue: Hue::Blue,
        });
    }
    let said: Vec<String> = bars
        .iter()
        .map(|bar| format!("{} {}", bar.label.to_lowercase(), bar.value))
        .collect();
    Bars {
        caption: format!(
            "Temps passé et temps disponible en {}",
            date::month(desk.month)
        ),
        alt: format!(
            "{}{NBSP}: {}.",
            match bars.len() {
                1 => "Une barre",
                _ => "Deux barres sur la même échelle",
            },
            said.join(", ")
        ),
        bars,
    }
}

fn summary(desk: &Desk) -> Grid {
    let mut rows = Vec::new();
    for (code, label) in [
        ("CH2", "Charge"),
        ("CH3", "Équivalent temps plein (ETP)"),
        ("CH4", "Écart"),
    ] {
        let figure = desk.figures.get(code);
        if code == "CH4" && figure.value().is_none() {
            continue;
        }
        let value = match figure.value() {
            Some(Value::Time { spent }) if code == "CH4" && !figure.is_partial() => {
                duration::signed(*spent)
            }
            Some(Value::Time { spent }) if code == "CH4" => {
                let gap = duration::signed(*spent);
                if said::is_total(desk, &figure) {
                    format!("au moins {gap}")
                } else {
                    format!("{gap} sur les données saisies")
                }
            }
            _ => said::figure(desk, &figure, Place::Detail),
        };
        rows.push(vec![label.to_owned(), value]);
    }
    Grid {
        caption: "La charge du mois".to_owned(),
        columns: columns("Mesure", "Ce mois"),
        rows,
    }
}

fn columns(first: &str, second: &str) -> Vec<GridColumn> {
    vec![
        GridColumn {
            title: first.to_owned(),
            align: Align::Left,
            weight: 5,
        },
        GridColumn {
            title: second.to_owned(),
            align: Align::Right,
            weight: 3,
        },
    ]
}

/// How the time available was computed.
pub fn method(desk: &Desk) -> String {
    let capacity = &desk.settings.capacity;
    let (Some(share), Some(part)) = (capacity.total_share, capacity.networks_share) else {
        return "capacité non renseignée".to_owned();
    };
    let yearly = number::whole(i64::from(capacity.yearly_hours));
    let team = format!(
        "{} ETP dont {} pour les réseaux",
        decimal(share),
        number::per_cent(per_cent(part))
    );
    let absences = desk.settings.of_month(desk.month).absences;
    let absences = if absences.is_zero() {
        String::new()
    } else {
        format!(", moins {} d’absences", duration::detail(absences))
    };
    match capacity.method {
        Method::Smoothed => format!(
            "méthode lissée, {team}, base {yearly}{NBSP}h par an pour un temps plein, congés et jours fériés déjà déduits{absences}"
        ),
        Method::Calendar => format!(
            "méthode calendaire, {team}, {} de {}{absences}",
            text::count(desk.working_days.0, "jour ouvré", "jours ouvrés"),
            duration::detail(desk.working_day)
        ),
    }
}

/// « 2,8 »: as the service wrote it in its settings.
fn decimal(value: f64) -> String {
    format!("{value}").replace('.', ",")
}

fn per_cent(part: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "a share between 0 and 1")]
    let rounded = (part * 100.0).round() as i64;
    rounded
}
