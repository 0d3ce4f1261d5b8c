//! Page 5: where does time go between « ready » and « published »?

use super::distribution;
use crate::figures::{approval_roles, shield};
use crate::model::{Figure, Role, State, Value};
use crate::report::Desk;
use crate::report::block::{
    Banner, Block, Coverage, Grid, NoteKind, Page, PageLayout, Range, RangeRow,
};
use crate::report::said::{self, Place};
use crate::words::number::{self, NBSP};
use crate::words::text;

/// `None` when no circuit ended in the month and none waits.
pub fn page(desk: &Desk) -> Option<Page> {
    let duration = desk.figures.get("VA1");
    if duration.n == 0 && waiting(desk) == 0 {
        return None;
    }
    let rows = roles(desk);
    let steps: u64 = desk.figures.each("VA9").map(|figure| figure.n).sum();
    let source = super::source(format!(
        "étapes décidées ce mois-ci, du jour de l’envoi à celui de la décision, {}.",
        said::n(steps, "étape", "étapes")
    ));
    let mut right = Vec::new();
    let mut left = Vec::new();
    match rows.as_slice() {
        [] => right.push(Block::Grid(summary(desk, None))),
        // One line is no chart: the table says it.
        [_] => {
            let all = desk.figures.each("VA9").find_map(|figure| {
                let spread = said::spread(desk, figure.value()?);
                Some(format!("{spread}, n{NBSP}={NBSP}{}", figure.n))
            });
            right.push(Block::Grid(summary(desk, all)));
            right.push(source);
        }
        _ => {
            let figures: Vec<Figure> = desk.figures.each("VA9").cloned().collect();
            left = vec![
                Block::Range(by_role(desk, rows)),
                super::how_to_read(distribution::how_to_read(
                    desk,
                    figures.iter(),
                    "une étape",
                    "étapes",
                )),
                source,
            ];
            right.push(Block::Grid(summary(desk, None)));
        }
    }
    right.extend(notes(desk));
    let mut blocks: Vec<Block> = banner(desk, &duration)
        .map(Block::Banner)
        .into_iter()
        .collect();
    if left.is_empty() {
        blocks.extend(right);
    } else {
        blocks.push(super::side_by_side([7, 5], left, right));
    }
    Some(Page {
        id: "approvals",
        title: title(desk, &duration),
        bookmark: "Le circuit de validation".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

fn title(desk: &Desk, duration: &Figure) -> String {
    match duration.value() {
        Some(value) if is_median(value) => format!(
            "Un contenu attend {} avant d’être validé, en médiane",
            said::value(desk, value, Place::Detail)
        ),
        _ => "Les délais du circuit de validation".to_owned(),
    }
}

fn is_median(value: &Value) -> bool {
    matches!(value, Value::WorkingDays { of, .. } if matches!(**of, Value::Spread { .. }))
}

fn waiting(desk: &Desk) -> i64 {
    match desk.figures.value("VA5") {
        Some(Value::Count { count }) => count,
        _ => 0,
    }
}

/// Too few of the contents published have a circuit for the month's to be spoken of.
fn banner(desk: &Desk, duration: &Figure) -> Option<Banner> {
    let Some(Value::OutOf { part, whole }) = desk.figures.value("VA8") else {
        return None;
    };
    (duration.state == State::Unreliable).then(|| Banner {
        level: Coverage::Insufficient,
        text: format!(
            "Données insuffisantes{NBSP}: {} pas de circuit tracé, la durée n’est pas publiée.",
            match part {
                1 => format!("1 contenu publié sur {} n’a", number::whole(whole)),
                _ => format!(
                    "{} contenus publiés sur {} n’ont",
                    number::whole(part),
                    number::whole(whole)
                ),
            }
        ),
    })
}

/// The roles of the published list in its order, then those put together.
fn roles(desk: &Desk) -> Vec<RangeRow> {
    let named = Role::ALL.into_iter().map(Role::key);
    named
        .chain([approval_roles::NO_ROLE, shield::TOGETHER])
        .filter_map(|about| {
            let label = text::capitalised(&said::subject(desk, "VA9", about));
            distribution::row(desk, &label, &desk.figures.about("VA9", about))
        })
        .collect()
}

fn by_role(desk: &Desk, rows: Vec<RangeRow>) -> Range {
    let said: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", text::lower_first(&row.label), row.value))
        .collect();
    Range {
        caption: "Attente d’une étape, selon qui valide, en jours ouvrés".to_owned(),
        alt: format!(
            "Attente d’une étape de validation selon le rôle{NBSP}: {}.",
            said.join(&format!("{NBSP}; "))
        ),
        ticks: distribution::working_days(&rows, desk.working_day),
        rows,
    }
}

/// `steps` are those of all roles, when no chart tells the roles apart.
fn summary(desk: &Desk, steps: Option<String>) -> Grid {
    let mut rows = Vec::new();
    let mut row = |label: &str, said: String| rows.push(vec![label.to_owned(), said]);
    let figure = |code| desk.figures.get(code);
    let said = |figure: &Figure| said::figure(desk, figure, Place::Detail);
    let spread = |figure: &Figure| {
        figure.value().map_or_else(
            || said::state(desk, figure),
            |value| said::spread(desk, value),
        )
    };
    let duration = figure("VA1");
    let ended = text::count(duration.n, "circuit terminé", "circuits terminés");
    row(&format!("Durée, {ended}"), spread(&duration));
    let longest = desk.figures.about("VA2", "longest");
    if figure("VA2").n > 0 {
        row(
            "Neuf circuits sur dix durent moins de",
            said(&figure("VA2")),
        );
    } else if duration.value().is_some_and(is_median) {
        row("Le circuit le plus long", said(&longest));
    }
    if duration.n > 0 {
        row("Corrections demandées par circuit", corrections(desk));
        row(
            "Travail de l’équipe pendant un circuit",
            spread(&figure("VA4")),
        );
        row(
            "Validés avant la date souhaitée",
            said::share(desk, &figure("VA6")),
        );
    }
    row(
        "Publications décalées de plus d’un jour",
        said::share(desk, &figure("VA7")),
    );
    row("Contenus publiés sans circuit tracé", said(&figure("VA8")));
    if let Some(steps) = steps {
        row("Attente d’une étape, tous les rôles", steps);
    }
    row("Étapes encore en attente", still_waiting(desk));
    super::pairs(
        "Le circuit de validation, ce mois-ci",
        ["Mesure", "Ce mois"],
        [5, 4],
        rows,
    )
}

fn corrections(desk: &Desk) -> String {
    let figure = desk.figures.get("VA3");
    match figure.value() {
        Some(Value::Ratio { part: 0, .. }) => "Aucune".to_owned(),
        _ => said::figure(desk, &figure, Place::Detail),
    }
}

fn still_waiting(desk: &Desk) -> String {
    let oldest = desk.figures.about("VA5", "oldest");
    match oldest.value() {
        Some(age) if waiting(desk) == 1 => {
            format!("1, depuis {}", said::value(desk, age, Place::Detail))
        }
        Some(age) => format!(
            "{}, la plus ancienne depuis {}",
            number::whole(waiting(desk)),
            said::value(desk, age, Place::Detail)
        ),
        None => "Aucune étape en attente".to_owned(),
    }
}

fn notes(desk: &Desk) -> Vec<Block> {
    let mut notes = Vec::new();
    if waiting(desk) > 0 && desk.figures.get("VA1").value().is_some() {
        notes.push(super::caveat(super::WAITING_CIRCUITS));
    }
    notes.push(super::note(
        NoteKind::Plain,
        "Attendre n’est pas travailler\u{a0}: l’attente et les heures de l’équipe ne s’additionnent pas. Un contenu sans circuit tracé n’en demandait peut-être aucun.",
    ));
    notes
}
