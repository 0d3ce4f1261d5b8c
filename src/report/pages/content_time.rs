//! Page 4: how much work for a content?

use super::distribution;
use crate::model::{Figure, Spent, Value};
use crate::report::Desk;
use crate::report::block::Banner;
use crate::report::block::{
    Align, Block, Coverage, Grid, GridColumn, NoteKind, Page, PageLayout, Range, RangeRow,
};
use crate::report::said::{self, Place};
use crate::words::number::{self, NBSP};
use crate::words::{duration, text};

/// Formats in the order of the page.
const FORMATS: [&str; 8] = [
    "text-image",
    "carousel",
    "short-video",
    "long-video",
    "live",
    "relay",
    "story",
    "unknown",
];
/// Rows of a table on a page.
const ROWS: usize = 6;

pub fn page(desk: &Desk) -> Option<Page> {
    let median = desk.figures.get("TC1");
    if !desk.has_hours || median.n == 0 {
        return None;
    }
    let rows: Vec<RangeRow> = FORMATS
        .iter()
        .filter_map(|format| row(desk, format))
        .collect();
    // One format of all contents is what the table says.
    let rows_are_few = rows.len() < 2;
    let left = if rows_are_few {
        vec![source(median.n)]
    } else {
        by_format(desk, rows, median.n)
    };
    let mut right = vec![Block::Grid(summary(desk))];
    let steps = by_step(desk);
    if !steps.rows.is_empty() {
        right.push(Block::Grid(steps));
        right.push(super::note(NoteKind::Plain, "Les médianes par étape ne s’additionnent pas\u{a0}: elles ne portent pas sur les mêmes contenus."));
    }
    right.extend(pulled(desk));
    right.extend(standing_out(desk));
    let mut blocks = Vec::new();
    blocks.extend(reserve(desk, &median).map(Block::Banner));
    if rows_are_few {
        blocks.extend(right);
        blocks.extend(left);
    } else {
        blocks.push(super::side_by_side([6, 5], left, right));
    }
    Some(Page {
        id: "content-time",
        title: title(desk, &median),
        bookmark: "Le temps d’un contenu".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

fn by_format(desk: &Desk, rows: Vec<RangeRow>, timed: u64) -> Vec<Block> {
    let range = Range {
        caption: "Temps d’un contenu, selon son format".to_owned(),
        alt: alt(desk, &rows),
        ticks: distribution::hours(&rows),
        rows,
    };
    vec![
        Block::Range(range),
        super::how_to_read(distribution::how_to_read(
            desk,
            FORMATS
                .map(|format| desk.figures.about("TC3", format))
                .iter(),
            "un contenu",
            "contenus",
        )),
        source(timed),
    ]
}

fn source(timed: u64) -> Block {
    super::source(format!(
        "heures passées depuis le cadrage, pour les contenus publiés ce mois-ci, {}.",
        said::n(timed, "contenu avec temps", "contenus avec temps")
    ))
}

fn title(desk: &Desk, median: &Figure) -> String {
    match median.value() {
        Some(Value::Spread { middle, .. }) => {
            format!(
                "Un contenu demande {} de travail, en médiane",
                said::value(desk, &Value::Time { spent: *middle }, Place::Detail)
            )
        }
        _ => "Le temps d’un contenu".to_owned(),
    }
}

/// Contents whose hours are missing make the medians speak of the others only.
fn reserve(desk: &Desk, median: &Figure) -> Option<Banner> {
    let Some(Value::OutOf { part, whole }) = desk.figures.value("TC4") else {
        return None;
    };
    let said = match part {
        1 => format!("1 contenu sur {} n’a", number::whole(whole)),
        _ => format!(
            "{} contenus sur {} n’ont",
            number::whole(part),
            number::whole(whole)
        ),
    };
    if median.value().is_none() {
        let text = format!(
            "Données insuffisantes{NBSP}: {said} pas de temps saisi, la médiane n’est pas publiée."
        );
        return Some(Banner {
            level: Coverage::Insufficient,
            text,
        });
    }
    median.is_partial().then(|| Banner {
        level: Coverage::Partial,
        text: format!("Données partielles{NBSP}: {said} pas de temps saisi."),
    })
}

fn row(desk: &Desk, format: &'static str) -> Option<RangeRow> {
    let figure = desk.figures.about("TC3", format);
    distribution::row(desk, said::format_group(format), &figure)
}

fn alt(desk: &Desk, rows: &[RangeRow]) -> String {
    let said: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row.label.to_lowercase(), row.value))
        .collect();
    let all = desk
        .figures
        .value("TC1")
        .map(|value| {
            format!(
                " Tous formats{NBSP}: {}.",
                said::spread_of_chart(desk, &value)
            )
        })
        .unwrap_or_default();
    format!(
        "Temps d’un contenu par format{NBSP}: {}.{all}",
        said.join(&format!("{NBSP}; "))
    )
}

fn summary(desk: &Desk) -> Grid {
    let mut rows = Vec::new();
    let median = desk.figures.get("TC1");
    let central = match median.value() {
        Some(Value::Spread { .. }) => "Médiane",
        _ => "Temps des contenus",
    };
    let said = median.value().map_or_else(
        || said::state(desk, &median),
        |value| said::spread(desk, value),
    );
    rows.push(vec![central.to_owned(), said]);
    let mean = desk.figures.get("TC2");
    if mean.value().is_some() {
        rows.push(vec![
            "Moyenne".to_owned(),
            said::figure(desk, &mean, Place::Detail),
        ]);
    }
    for (code, label) in [
        ("TC4", "Contenus sans temps saisi"),
        ("TC5", "Publications par contenu"),
    ] {
        rows.push(vec![
            label.to_owned(),
            said::figure(desk, &desk.figures.get(code), Place::Detail),
        ]);
    }
    super::pairs("Tous les formats", ["Mesure", "Ce mois"], [5, 4], rows)
}

fn by_step(desk: &Desk) -> Grid {
    let mut steps: Vec<(Spent, String, String, u64)> = desk
        .figures
        .each("TC6")
        .filter_map(|figure| {
            let Some(value @ Value::Spread { middle, .. }) = figure.value() else {
                return None;
            };
            let step = crate::model::Step::from_key(figure.key.about.as_deref()?)?;
            Some((
                *middle,
                step.label().to_owned(),
                said::value(desk, value, Place::Detail),
                figure.n,
            ))
        })
        .collect();
    steps.sort_by(|one, other| (other.0, &one.1).cmp(&(one.0, &other.1)));
    let rows = steps
        .into_iter()
        .take(ROWS)
        .map(|(_, label, median, n)| vec![label, median, n.to_string()])
        .collect();
    let mut grid = super::pairs(
        "Par étape, pour les contenus qui ont cette étape",
        ["Étape", "Médiane"],
        [6, 2],
        rows,
    );
    grid.columns.push(GridColumn {
        title: "n".to_owned(),
        align: Align::Right,
        weight: 1,
    });
    grid
}

/// Said when the mean is over 1.3 times the median.
fn pulled(desk: &Desk) -> Option<Block> {
    let (Value::Time { spent: mean }, Value::Spread { middle, .. }) =
        (desk.figures.value("TC2")?, desk.figures.value("TC1")?)
    else {
        return None;
    };
    (mean.as_seconds() * 10 > middle.as_seconds() * 13).then(|| {
        super::note(
            NoteKind::Plain,
            "La moyenne est tirée par quelques contenus longs.",
        )
    })
}

/// Contents far above the median, named by their title and counted in the totals.
fn standing_out(desk: &Desk) -> Option<Block> {
    let mut long: Vec<(Spent, String)> = desk
        .figures
        .each("TC7")
        .filter_map(|figure| match figure.value()? {
            Value::Time { spent } => Some((
                *spent,
                said::content_title(desk, figure.key.about.as_deref()?),
            )),
            _ => None,
        })
        .collect();
    if long.is_empty() {
        return None;
    }
    long.sort_by(|one, other| (other.0, &one.1).cmp(&(one.0, &other.1)));
    let shown: Vec<String> = long
        .iter()
        .take(3)
        .map(|(spent, title)| format!("«{NBSP}{title}{NBSP}» ({})", duration::detail(*spent)))
        .collect();
    let more = long.len().saturating_sub(3);
    let tail = if more > 0 {
        format!(", et {}", text::count(more as u64, "autre", "autres"))
    } else {
        String::new()
    };
    let times = desk.settings.thresholds.outlier_times;
    Some(super::note(
        NoteKind::Plain,
        format!(
            "Plus de {times} fois la médiane, comptés dans les totaux{NBSP}: {}{tail}.",
            text::list(&shown)
        ),
    ))
}
