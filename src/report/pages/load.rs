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
    let available = time(desk, "CH1");
    // A bar alone compares nothing.
    blocks.extend(available.map(|available| Block::Bars(bars(desk, spent, available))));
    blocks.push(Block::Grid(summary(desk)));
    let below = facts::load(desk).is_some_and(|load| load < 100);
    if below {
        blocks.push(super::caveat(format!(
            "Une charge inférieure au temps disponible ne signifie pas du temps libre{NBSP}: la part réseaux est une convention."
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
    if time(desk, "CH1").is_none() {
        return "Le temps passé".to_owned();
    }
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

fn bars(desk: &Desk, spent: Spent, available: Spent) -> Bars {
    let bars = vec![
        Bar {
            label: "Temps passé".to_owned(),
            value: said::figure(desk, &desk.figures.get("ES1"), Place::Detail),
            size: super::size(spent),
            hue: Hue::Navy,
        },
        Bar {
            label: "Temps disponible".to_owned(),
            value: duration::detail(available),
            size: super::size(available),
            hue: Hue::Blue,
        },
    ];
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
            "Deux barres sur la même échelle{NBSP}: {}.",
            said.join(", ")
        ),
        bars,
    }
}

fn summary(desk: &Desk) -> Grid {
    let mut rows = Vec::new();
    if time(desk, "CH1").is_none() {
        rows.push(vec![
            "Temps passé".to_owned(),
            said::figure(desk, &desk.figures.get("ES1"), Place::Detail),
        ]);
    }
    let load = desk.figures.get("CH2");
    let said = match load.value() {
        Some(value) => {
            let least = if load.is_partial() { "au moins " } else { "" };
            format!(
                "{least}{}{}",
                said::value(desk, value, Place::Detail),
                cases(value)
            )
        }
        None => said::state(desk, &load),
    };
    rows.push(vec!["Charge".to_owned(), said]);
    rows.push(vec![
        "Équivalent temps plein (ETP)".to_owned(),
        said::figure(desk, &desk.figures.get("CH3"), Place::Detail),
    ]);
    rows.extend(gap(desk).map(|gap| vec!["Écart".to_owned(), gap]));
    Grid {
        caption: "La charge du mois".to_owned(),
        columns: columns("Mesure", "Ce mois"),
        rows,
    }
}

/// « (111 h sur 134 h) ».
fn cases(value: &Value) -> String {
    match value {
        Value::Load { part, whole } => format!(
            " ({} sur {})",
            duration::detail(*part),
            duration::detail(*whole)
        ),
        _ => String::new(),
    }
}

/// What is below the time available is not idle time: nothing is said of it under the range of « correspond », nor when
/// some of the time is missing.
fn gap(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("CH4");
    let Some(Value::Time { spent }) = figure.value() else {
        return None;
    };
    let over = i64::from(desk.settings.thresholds.overload);
    if facts::load(desk)? < 200 - over {
        return None;
    }
    let gap = duration::signed(*spent);
    Some(match (figure.is_partial(), said::is_total(desk, &figure)) {
        (false, _) => gap,
        (true, true) => format!("au moins {gap}"),
        (true, false) => format!("Non calculé{NBSP}: durées partielles"),
    })
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
