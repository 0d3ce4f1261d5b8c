//! Page 2: what to remember, what to decide.

use crate::figures::catalog;
use crate::figures::compare::Change;
use crate::model::{Figure, State, Value};
use crate::report::block::{Block, NoteKind, Page, PageLayout, Tile, TileRow};
use crate::report::said::{self, Place};
use crate::report::{Desk, banner, facts};
use crate::words::number::{self, NBSP};
use crate::words::{duration, text};

/// From this many absent figures on, only the measured ones are shown.
const TOO_MANY_ABSENT: usize = 4;

#[expect(
    clippy::unnecessary_wraps,
    reason = "a page may be absent, this one never is"
)]
pub fn page(desk: &Desk) -> Option<Page> {
    let done = ["ES1", "ES2", "ES3", "ES4"];
    let weighs = ["ES5", "ES6", "ES7", "ES8"];
    let all = || done.iter().chain(&weighs);
    let absent: Vec<&str> = all()
        .copied()
        .filter(|code| desk.figures.get(code).value().is_none())
        .collect();
    let few = absent.len() >= TOO_MANY_ABSENT;
    let row = |heading: &str, codes: [&'static str; 4]| TileRow {
        heading: heading.to_owned(),
        tiles: codes
            .into_iter()
            .filter(|code| !few || !absent.contains(code))
            .map(|code| tile(desk, code))
            .collect(),
    };
    let rows = [
        row("Ce que nous avons fait", done),
        row("Ce qui pèse", weighs),
    ];
    let mut blocks: Vec<Block> = banner::time(desk).into_iter().map(Block::Banner).collect();
    blocks.push(Block::Tiles {
        rows: rows
            .into_iter()
            .filter(|row| !row.tiles.is_empty())
            .collect(),
    });
    if few {
        let names: Vec<String> = absent
            .iter()
            .filter_map(|code| catalog::find(code))
            .map(|entry| text::lower_first(entry.label))
            .collect();
        let withheld = absent
            .iter()
            .any(|code| desk.figures.get(code).state == State::Unreliable);
        let what = if withheld {
            "Non mesurés ou non publiés"
        } else {
            "Non mesurés"
        };
        blocks.push(Block::Paragraph {
            text: format!("{what} ce mois-ci{NBSP}: {}.", text::list(&names)),
        });
    }
    let said = facts::facts(desk);
    let mut columns = Vec::new();
    if !said.is_empty() {
        columns.push(column(
            if said.len() == 1 {
                "Le fait du mois"
            } else {
                "Les faits du mois"
            },
            said,
            true,
        ));
    }
    if !desk.proposals.is_empty() {
        columns.push(column(
            "Ce que nous proposons",
            desk.proposals.iter().take(3).cloned().collect(),
            false,
        ));
    }
    match columns.len() {
        0 => {}
        1 => blocks.extend(columns.remove(0).blocks),
        _ => blocks.push(Block::Columns { columns }),
    }
    if desk.figures.get("ES5").value().is_some()
        && matches!(desk.figures.value("VA5"), Some(Value::Count { count: 1.. }))
    {
        blocks.push(super::note(
            NoteKind::Plain,
            format!(
                "Attente de validation{NBSP}: {}",
                text::lower_first(super::WAITING_CIRCUITS)
            ),
        ));
    }
    // « Vite fait » stands on this page whether it is measured or not.
    let quick = format!(
        "une demande «{NBSP}vite fait{NBSP}» est reçue moins d’un jour ouvré avant la date souhaitée, ou après."
    );
    blocks.push(super::how_to_read(if desk.has_time() {
        format!("{quick} ETP{NBSP}: équivalent temps plein. n{NBSP}:{NBSP}nombre de cas.")
    } else {
        quick
    }));
    Some(Page {
        id: "essentials",
        title: title(desk),
        bookmark: "L’essentiel".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

fn column(heading: &str, items: Vec<String>, numbered: bool) -> crate::report::block::Column {
    crate::report::block::Column {
        weight: 1,
        blocks: vec![
            Block::Heading {
                text: heading.to_owned(),
            },
            Block::List { items, numbered },
        ],
    }
}

fn title(desk: &Desk) -> String {
    let (time, unseen) = (desk.figures.get("ES1"), desk.figures.get("ES4"));
    match (time.value(), unseen.value()) {
        (
            Some(_),
            Some(Value::TimeShare {
                per_cent: Some(_), ..
            }),
        ) if said::is_all_unseen(desk) => format!(
            "{} de travail, aucune heure de mise en ligne saisie",
            text::capitalised(&said::figure(desk, &time, Place::Sentence))
        ),
        (
            Some(_),
            Some(Value::TimeShare {
                per_cent: Some(_), ..
            }),
        ) if said::is_total(desk, &unseen) => format!(
            "{} de travail, dont {} ne se voient pas",
            text::capitalised(&said::figure(desk, &time, Place::Sentence)),
            said::figure(desk, &unseen, Place::Sentence)
        ),
        // Of some of the days, the share of what was entered.
        (
            Some(hours),
            Some(
                share @ Value::TimeShare {
                    per_cent: Some(_), ..
                },
            ),
        ) => format!(
            "{} saisies, dont {} ne se voient pas",
            said::value(desk, hours, Place::Sentence),
            said::value(desk, share, Place::Sentence)
        ),
        _ => "L’essentiel du mois".to_owned(),
    }
}

fn tile(desk: &Desk, code: &'static str) -> Tile {
    let figure = desk.figures.get(code);
    let nothing_posted = code == "ES2" && figure.value() == Some(&Value::Count { count: 0 });
    let measured = figure.value().is_some() && !nothing_posted;
    Tile {
        code,
        label: catalog::find(code)
            .map_or(code, |entry| entry.label)
            .to_owned(),
        value: match figure.value() {
            Some(_) if nothing_posted => "Aucune publication".to_owned(),
            Some(value) if !said::is_total(desk, &figure) => {
                said::value(desk, value, Place::Detail)
            }
            _ => said::figure(desk, &figure, Place::Detail),
        },
        measured,
        detail: if measured {
            detail(desk, code, &figure)
        } else {
            String::new()
        },
        comparison: measured.then(|| comparison(desk, code)).flatten(),
    }
}

fn detail(desk: &Desk, code: &str, figure: &Figure) -> String {
    match code {
        "ES1" => {
            let jobs = desk
                .figures
                .value("CH3")
                .map(|value| said::value(desk, &value, Place::Detail))
                .unwrap_or_default();
            let entries = said::n(figure.n, "saisie", "saisies");
            if jobs.is_empty() {
                entries
            } else {
                format!("{jobs}, {entries}")
            }
        }
        "ES2" => {
            let contents = desk.figures.about("ES2", "contents");
            match contents.value() {
                Some(Value::Count { count }) => text::count(
                    count.unsigned_abs(),
                    "contenu distinct",
                    "contenus distincts",
                ),
                _ => String::new(),
            }
        }
        "ES3" => {
            let timed = said::n(figure.n, "contenu", "contenus");
            let kind = match figure.value() {
                Some(Value::Spread { .. }) => "médiane, ",
                _ => "",
            };
            match desk.figures.value("TC4") {
                Some(Value::OutOf { part, .. }) if part > 0 => {
                    format!("{kind}{timed} avec temps, {} sans", number::whole(part))
                }
                _ => format!("{kind}{timed}"),
            }
        }
        "ES4" => match figure.value() {
            Some(Value::TimeShare { part, whole, .. }) => {
                format!(
                    "{} sur {}",
                    duration::sentence(*part),
                    duration::sentence(*whole)
                )
            }
            _ => String::new(),
        },
        "ES5" => {
            let ended = said::n(figure.n, "circuit terminé", "circuits terminés");
            let kind = match figure.value() {
                Some(Value::WorkingDays { of, .. }) if matches!(**of, Value::Spread { .. }) => {
                    "médiane, "
                }
                _ => "",
            };
            match desk.figures.value("VA5") {
                Some(Value::Count { count }) if count > 0 => format!(
                    "{kind}{ended}, {}",
                    text::count(
                        count.unsigned_abs(),
                        "étape en attente",
                        "étapes en attente"
                    )
                ),
                _ => format!("{kind}{ended}"),
            }
        }
        "ES6" => cases(
            desk,
            figure,
            said::n(figure.n, "demande datée", "demandes datées"),
            "demandes datées",
        ),
        "ES7" => messages(desk, figure),
        "ES8" => match figure.value() {
            Some(Value::Load { part, whole }) => {
                format!(
                    "{} pour {} disponibles",
                    duration::sentence(*part),
                    duration::sentence(*whole)
                )
            }
            _ => String::new(),
        },
        _ => format!("n{NBSP}={NBSP}{}", figure.n),
    }
}

/// « 12 sur 23 demandes datées » below a share in per cent, « n = 8 demandes datées » below « 4 sur 8 ».
fn cases(desk: &Desk, figure: &Figure, n: String, many: &str) -> String {
    match figure.value() {
        Some(value @ Value::Share { part, whole }) => {
            let cases = number::out_of(*part, *whole);
            if said::value(desk, value, Place::Detail) == cases {
                n
            } else {
                format!("{cases} {many}")
            }
        }
        _ => n,
    }
}

/// « 43 sur 95 messages, 5 sans heure ».
fn messages(desk: &Desk, figure: &Figure) -> String {
    let n = said::n(figure.n, "message", "messages");
    let n = cases(desk, figure, n, "messages");
    match desk.figures.about("MO5", "untimed").value() {
        Some(Value::Count { count }) if *count > 0 => {
            format!("{n}, {} sans heure", number::whole(*count))
        }
        _ => n,
    }
}

/// « septembre : 201 h, hausse de 13 h (6 %) ».
fn comparison(desk: &Desk, code: &str) -> Option<String> {
    let compared = match code {
        "ES5" => "VA1",
        "ES6" => "DE2",
        "ES8" => "CH2",
        code => code,
    };
    let line = desk
        .comparison
        .iter()
        .find(|line| line.code == compared && line.is_whole())?;
    let before = line.previous.as_ref()?;
    let name = desk.month_name(desk.month.previous());
    let change = match line.change {
        Change::Unknown => return None,
        change => facts::change(change),
    };
    Some(format!(
        "{name}{NBSP}: {}, {change}",
        said::cell(desk, before, Place::Detail)
    ))
}
