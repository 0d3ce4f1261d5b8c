//! Page 6: how do requests come to us?

use crate::figures::requests::{NO_SERVICE, NOTICES, OUTCOMES};
use crate::figures::shield;
use crate::model::{Figure, Value};
use crate::report::Desk;
use crate::report::block::{Bar, Bars, Block, Grid, Hue, NoteKind, Page, PageLayout};
use crate::report::said::{self, Place};
use crate::words::number::{self, NBSP};
use crate::words::{fold, text};

/// Directions named on the page.
const NAMED: usize = 10;

/// `None` when no request of the month was entered.
pub fn page(desk: &Desk) -> Option<Page> {
    let received = desk.figures.get("DE1");
    received.value()?;
    let left = vec![
        Block::Bars(notices(desk)),
        super::how_to_read(format!(
            "une demande «{NBSP}vite fait{NBSP}» est reçue moins d’un jour ouvré avant la date souhaitée, ou après."
        )),
        super::source(format!(
            "demandes reçues pendant le mois, {}.",
            said::n(received.n, "demande", "demandes")
        )),
    ];
    let right = vec![Block::Grid(summary(desk))];
    let mut blocks = vec![super::side_by_side([1, 1], left, right)];
    blocks.extend(directions(desk));
    blocks.push(Block::Paragraph { text: tone(desk) });
    Some(Page {
        id: "requests",
        title: title(desk),
        bookmark: "Les demandes".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

/// The rule of the service, when it wrote one.
fn tone(desk: &Desk) -> String {
    let said = "Une demande tardive n’est pas une faute.";
    match desk.settings.charter.notice_days {
        Some(days) => {
            let days = text::count(u64::from(days.get()), "jour ouvré", "jours ouvrés");
            format!("{said} Nous demandons {days} de prévenance.")
        }
        None => said.to_owned(),
    }
}

fn title(desk: &Desk) -> String {
    let figure = desk.figures.get("DE2");
    match figure.value() {
        Some(Value::Share { part, whole })
            if *part > 0 && figure.n >= desk.settings.thresholds.median_from =>
        {
            let verb = if *part == 1 {
                "demande sur {whole} arrive"
            } else {
                "demandes sur {whole} arrivent"
            };
            let verb = verb.replace("{whole}", &number::whole(*whole));
            format!("{} {verb} à la dernière minute", number::whole(*part))
        }
        _ => "Les demandes reçues".to_owned(),
    }
}

fn notices(desk: &Desk) -> Bars {
    let bars: Vec<Bar> = NOTICES
        .iter()
        .map(|notice| {
            let number = count(&desk.figures.about("DE8", notice));
            Bar {
                label: text::capitalised(&said::subject(desk, "DE8", notice)),
                value: number::whole(number),
                size: number.unsigned_abs(),
                hue: match *notice {
                    "under-1" => Hue::Rust,
                    "undated" => Hue::Hatched,
                    _ => Hue::Navy,
                },
            }
        })
        .collect();
    Bars {
        caption: "Demandes reçues, selon le délai avant la date souhaitée".to_owned(),
        alt: format!(
            "Nombre de demandes par délai de prévenance{NBSP}: {}.",
            super::read_aloud(&bars)
        ),
        bars,
    }
}

fn count(figure: &Figure) -> i64 {
    match figure.value() {
        Some(Value::Count { count }) => *count,
        _ => 0,
    }
}

fn summary(desk: &Desk) -> Grid {
    let quick = |label: &str| format!("{label} «{NBSP}vite fait{NBSP}»");
    let mut rows = vec![
        vec!["Demandes reçues".to_owned(), said(desk, "DE1")],
        vec![
            quick("Demandes"),
            said::share(desk, &desk.figures.get("DE2")),
        ],
        vec![
            median(desk, "Délai de prévenance", "DE5"),
            spread(desk, "DE5"),
        ],
        vec![quick("Temps d’une demande"), spread(desk, "DE3")],
        vec!["Temps d’une autre demande".to_owned(), spread(desk, "DE4")],
        vec![
            "Temps de conseil aux services".to_owned(),
            said(desk, "DE7"),
        ],
    ];
    rows.push(vec!["Suites données".to_owned(), outcomes(desk)]);
    super::pairs(
        "Ce que disent les demandes du mois",
        ["Mesure", "Ce mois"],
        [4, 5],
        rows,
    )
}

fn said(desk: &Desk, code: &'static str) -> String {
    said::figure(desk, &desk.figures.get(code), Place::Detail)
}

/// « Délai de prévenance, médiane » when it is one.
fn median(desk: &Desk, label: &str, code: &'static str) -> String {
    match desk.figures.value(code) {
        Some(Value::WorkingDays { of, .. }) if matches!(*of, Value::Spread { .. }) => {
            format!("{label}, médiane")
        }
        _ => label.to_owned(),
    }
}

/// The median, what is around it and its cases, or the sentence of its state.
fn spread(desk: &Desk, code: &'static str) -> String {
    let figure = desk.figures.get(code);
    match figure.value() {
        Some(value) => format!("{}, n{NBSP}={NBSP}{}", said::spread(desk, value), figure.n),
        None => said::state(desk, &figure),
    }
}

/// Those that came to anything: « 12 acceptées, 3 refusées et 1 en cours ».
fn outcomes(desk: &Desk) -> String {
    let said: Vec<String> = OUTCOMES
        .iter()
        .map(|outcome| (outcome, count(&desk.figures.about("DE6", outcome))))
        .filter(|(_, number)| *number > 0)
        .map(|(outcome, number)| {
            let words = said::subject(desk, "DE6", outcome);
            let words = if number == 1 {
                words.replace("ées", "ée")
            } else {
                words
            };
            format!("{}{NBSP}{words}", number::whole(number))
        })
        .collect();
    text::list(&said)
}

/// The first directions by the alphabet.
fn directions(desk: &Desk) -> Option<Block> {
    let cells = by_direction(desk)?;
    let mut said: Vec<String> = cells
        .iter()
        .take(NAMED)
        .map(|(label, number)| format!("{label}{NBSP}{}", number::whole(*number)))
        .collect();
    if cells.len() > NAMED {
        let rest: i64 = cells.iter().skip(NAMED).map(|(_, number)| number).sum();
        let place = super::whole_list(desk);
        said.push(format!("les suivantes {} ({place})", number::whole(rest)));
    }
    Some(super::note(
        NoteKind::Plain,
        format!(
            "Demandes reçues, selon la direction, par ordre alphabétique{NBSP}: {}.",
            said.join(&format!("{NBSP}; "))
        ),
    ))
}

/// All of them, for the annex.
pub fn all_directions(desk: &Desk) -> Option<Grid> {
    let rows = by_direction(desk)?
        .into_iter()
        .map(|(label, number)| vec![text::capitalised(&label), number::whole(number)])
        .collect();
    Some(super::pairs(
        "Demandes reçues, selon la direction, par ordre alphabétique",
        ["Direction", "Demandes"],
        [1, 1],
        rows,
    ))
}

/// In the order of the alphabet, never of their number; those put together come last. `None` when no direction
/// has a line of its own.
fn by_direction(desk: &Desk) -> Option<Vec<(String, i64)>> {
    let mut cells: Vec<(bool, String, i64)> = desk
        .figures
        .each("DE9")
        .filter_map(|figure| {
            let about = figure.key.about.as_deref()?;
            let is_last = [shield::TOGETHER, NO_SERVICE].contains(&about);
            Some((is_last, said::subject(desk, "DE9", about), count(figure)))
        })
        .collect();
    // A direction alone would have every late request.
    if cells.len() < 2 || cells.iter().all(|(is_last, ..)| *is_last) {
        return None;
    }
    cells.sort_by_cached_key(|(is_last, label, _)| (*is_last, fold::fold(label)));
    Some(
        cells
            .into_iter()
            .map(|(_, label, number)| (label, number))
            .collect(),
    )
}
