//! Page 3: which part of the work is seen?

use crate::figures::catalog;
use crate::figures::iceberg::NAMED_STEPS;
use crate::model::{Figure, Spent, Step, Value};
use crate::report::block::{
    Align, Block, Column, Grid, GridColumn, Hue, Page, PageLayout, Stack, StackPart,
};
use crate::report::said::{self, Place};
use crate::report::{Desk, banner};
use crate::words::number::{self, NBSP};
use crate::words::{date, duration, text};

const PARTS: [(&str, Hue); 5] = [
    ("IC1", Hue::Rust),
    ("IC2", Hue::Navy),
    ("IC3", Hue::Blue),
    ("IC4", Hue::Hatched),
    ("IC6", Hue::Dashed),
];

pub fn page(desk: &Desk) -> Option<Page> {
    let total = desk.figures.get("IC5");
    let whole = time(&total)?;
    let parts: Vec<StackPart> = PARTS
        .iter()
        .filter_map(|(code, hue)| part(desk, code, *hue))
        .collect();
    let alt = format!(
        "Empilement des heures {}{NBSP}: {}.",
        date::of_month(desk.month),
        text::list(
            &parts
                .iter()
                .map(|part| format!("{} {}", text::lower_first(&part.label), part.value))
                .collect::<Vec<_>>()
        )
    );
    let stack = Stack {
        caption: format!(
            "Heures passées pendant le mois, {} au total",
            said::figure(desk, &total, Place::Detail)
        ),
        alt,
        above_label: "Ce qui se voit".to_owned(),
        below_label: "Ce qui ne se voit pas".to_owned(),
        above: 1,
        parts,
    };
    let mut right = vec![Block::Grid(steps(desk))];
    right.extend(caution(desk, whole));
    right.push(super::how_to_read(
        "est compté comme visible le seul temps de mise en ligne. Tout le reste est nécessaire, mais ne se voit ni des habitants ni des collègues.",
    ));
    right.push(super::source(format!(
        "temps déclaré par l’équipe, heures passées pendant le mois, {}. La silhouette est un décor sans échelle.",
        said::n(total.n, "saisie", "saisies")
    )));
    let mut blocks: Vec<Block> = banner::time(desk).into_iter().map(Block::Banner).collect();
    blocks.push(Block::Columns {
        columns: vec![
            Column {
                weight: 6,
                blocks: vec![Block::Stack(stack)],
            },
            Column {
                weight: 5,
                blocks: right,
            },
        ],
    });
    Some(Page {
        id: "iceberg",
        title: title(desk),
        bookmark: "Ce qui se voit".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

fn title(desk: &Desk) -> String {
    let figure = desk.figures.get("IC7");
    let Some(value) = figure.value() else {
        return "Ce qui se voit, ce qui ne se voit pas".to_owned();
    };
    format!(
        "Une heure visible, {} de travail invisible",
        if said::is_total(desk, &figure) {
            said::figure(desk, &figure, Place::Detail)
        } else {
            said::value(desk, value, Place::Detail)
        }
    )
}

fn time(figure: &Figure) -> Option<Spent> {
    match figure.value()? {
        Value::Time { spent } => Some(*spent),
        _ => None,
    }
}

/// Hours without a step are always shown when there are any, and never when there are none.
fn part(desk: &Desk, code: &'static str, hue: Hue) -> Option<StackPart> {
    let spent = time(&desk.figures.get(code))?;
    if code == "IC6" && spent.is_zero() {
        return None;
    }
    let hours = duration::detail(spent);
    let value = match desk.figures.about(code, "share").value() {
        Some(Value::TimeShare {
            per_cent: Some(per_cent),
            ..
        }) => format!("{hours}, {}", number::per_cent(*per_cent)),
        _ => hours,
    };
    Some(StackPart {
        label: catalog::find(code)
            .map_or(code, |entry| entry.label)
            .to_owned(),
        value,
        size: super::size(spent),
        hue,
    })
}

fn caution(desk: &Desk, whole: Spent) -> Option<Block> {
    let stepless = time(&desk.figures.get("IC6"))?;
    let limit = i64::from(desk.settings.thresholds.stepless_caution);
    // As the stack says it, rounded with the other parts.
    let share = desk.figures.about("IC6", "share");
    let share = said::value(desk, share.value()?, Place::Detail);
    (stepless.as_seconds() * 100 > limit * whole.as_seconds()).then(|| {
        super::caveat(format!(
            "{share} du temps n’a pas d’étape{NBSP}: les parts ci-dessus peuvent changer."
        ))
    })
}

/// The longest steps, then the others together.
fn steps(desk: &Desk) -> Grid {
    let mut steps: Vec<(Spent, String)> = desk
        .figures
        .each("IC8")
        .filter_map(|figure| {
            Some((
                time(figure)?,
                Step::from_key(figure.key.about.as_deref()?)?
                    .label()
                    .to_owned(),
            ))
        })
        .collect();
    steps.sort_by(|(one, one_label), (other, other_label)| {
        (other, one_label).cmp(&(one, other_label))
    });
    let mut rows: Vec<Vec<String>> = steps
        .iter()
        .take(NAMED_STEPS)
        .map(|(spent, label)| vec![label.clone(), duration::detail(*spent)])
        .collect();
    let others = desk.figures.get("IC9");
    if others.value().is_some() {
        let label = match steps.get(NAMED_STEPS..) {
            Some([(_, only)]) => only.clone(),
            _ => text::count(others.n, "autre étape", "autres étapes"),
        };
        rows.push(vec![
            text::capitalised(&label),
            said::figure(desk, &others, Place::Detail),
        ]);
    }
    Grid {
        caption: "Les étapes les plus longues".to_owned(),
        columns: vec![
            GridColumn {
                title: "Étape".to_owned(),
                align: Align::Left,
                weight: 5,
            },
            GridColumn {
                title: "Temps du mois".to_owned(),
                align: Align::Right,
                weight: 2,
            },
        ],
        rows,
    }
}
