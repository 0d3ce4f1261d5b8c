//! Our rules: what the service asks of itself and of others, beside what happened.

use crate::figures::Charter;
use crate::model::{State, Step, Value};
use crate::report::Desk;
use crate::report::block::{Align, Block, Grid, Page, PageLayout};
use crate::report::said::{self, Place};
use crate::words::number::{self, NBSP};
use crate::words::text;

use super::results::column;

/// `None` when the service wrote no rule.
pub fn page(desk: &Desk) -> Option<Page> {
    if !desk.settings.charter.is_written() {
        return None;
    }
    let blocks = vec![
        Block::Grid(table(desk)),
        super::how_to_read(format!(
            "à gauche, les règles que le service se donne{NBSP}; à droite, ce qui s’est passé. Un écart n’est pas une faute{NBSP}: une alerte ou une urgence peut le demander."
        )),
        super::source(
            "règles de la configuration du service, feuilles de suivi et exports des réseaux, pour ce mois. Un contenu sans circuit tracé n’en demandait peut-être aucun.",
        ),
    ];
    Some(Page {
        id: "charter",
        title: "Nos règles, et ce qui s’est passé".to_owned(),
        bookmark: "Nos règles".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

fn table(desk: &Desk) -> Grid {
    let rows = rows(desk, &desk.settings.charter);
    Grid {
        caption: "Nos règles, et ce mois-ci".to_owned(),
        columns: vec![
            column("Sujet", Align::Left, 4),
            column("Notre règle", Align::Left, 7),
            column("Ce mois-ci", Align::Left, 8),
        ],
        rows: rows.into_iter().map(|row| row.to_vec()).collect(),
    }
}

fn rows(desk: &Desk, charter: &Charter) -> Vec<[String; 3]> {
    let mut rows = Vec::new();
    let mut row = |rule: &str, asked: String, happened: String| {
        rows.push([rule.to_owned(), asked, happened]);
    };
    if let Some(days) = charter.notice_days {
        let days = text::count(u64::from(days.get()), "jour ouvré", "jours ouvrés");
        row(
            "Délai de prévenance",
            format!("Nous demandons {days} entre une demande et la date souhaitée."),
            kept(
                desk,
                "CR1",
                counted([
                    "demande sur {} est arrivée avec ce délai",
                    "demandes sur {} sont arrivées avec ce délai",
                ]),
            ),
        );
    }
    if let Some(least) = charter.validations {
        let asked = text::count(u64::from(least.get()), "validation", "validations");
        row(
            "Validations",
            format!("Nous demandons {asked} avant la mise en ligne d’un contenu."),
            kept(desk, "CR2", |part, whole| {
                let contents = text::count(whole.unsigned_abs(), "contenu", "contenus");
                let had = if part < 2 { "a eu" } else { "ont eu" };
                format!(
                    "Sur {contents} au circuit tracé, {} {had} au moins {asked}",
                    number::whole(part)
                )
            }),
        );
    }
    if let Some(most) = charter.posts_a_day {
        let most = text::count(u64::from(most.get()), "publication", "publications");
        row(
            "Publications",
            format!("Nous mettons en ligne {most} par jour au plus sur un même compte."),
            kept(desk, "CR3", |part, whole| {
                format!(
                    "La limite a été tenue {} fois sur {}, par jour et par compte",
                    number::whole(part),
                    number::whole(whole)
                )
            }),
        );
    }
    if let Some(hours) = charter.first_answer_hours {
        let hours = text::count(u64::from(hours.get()), "heure", "heures");
        row(
            "Première réponse",
            format!("Nous répondons aux messages en {hours} d’ouverture au plus."),
            answers(desk),
        );
    }
    if charter.image_descriptions {
        let asked = "Nous décrivons chaque image, pour qui ne la voit pas.";
        row(
            "Images",
            asked.to_owned(),
            accessibility(
                desk,
                "CR5",
                [
                    "contenu en image sur {} est accessible, selon le planning éditorial",
                    "contenus en image sur {} sont accessibles, selon le planning éditorial",
                ],
            ),
        );
    }
    if charter.captions {
        let asked = "Nous sous-titrons chaque vidéo, pour qui ne l’entend pas.";
        row(
            "Vidéos",
            asked.to_owned(),
            accessibility(
                desk,
                "CR6",
                [
                    "vidéo sur {} est accessible, selon le planning éditorial",
                    "vidéos sur {} sont accessibles, selon le planning éditorial",
                ],
            ),
        );
    }
    rows
}

/// « 14 demandes sur 22 sont arrivées avec ce délai (64 %). », or the sentence of the state.
fn kept(desk: &Desk, code: &'static str, say: impl Fn(i64, i64) -> String) -> String {
    let figure = desk.figures.get(code);
    let Some(value @ Value::Share { part, whole }) = figure.value() else {
        return format!("{}.", said::state(desk, &figure));
    };
    let share = said::value(desk, value, Place::Detail);
    let share = if share == number::out_of(*part, *whole) {
        String::new()
    } else {
        format!(" ({share})")
    };
    let reserve = if figure.is_partial() {
        ", sur les données saisies"
    } else {
        ""
    };
    format!("{}{share}{reserve}.", say(*part, *whole))
}

/// « 14 demandes sur 22 … »: `{}` stands for all of them.
fn counted([one, many]: [&str; 2]) -> impl Fn(i64, i64) -> String {
    move |part, whole| {
        let words = if part < 2 { one } else { many };
        let words = words.replace("{}", &number::whole(whole));
        format!("{}{NBSP}{words}", number::whole(part))
    }
}

/// How many answers kept the rule, and how long the median one took.
fn answers(desk: &Desk) -> String {
    let kept = kept(
        desk,
        "CR4",
        counted([
            "réponse sur {} est partie dans ce délai",
            "réponses sur {} sont parties dans ce délai",
        ]),
    );
    let delay = desk.figures.get("MO4");
    match delay.value() {
        Some(value @ Value::Spread { .. }) => {
            let median = said::value(desk, value, Place::Detail);
            format!("{kept} Délai médian{NBSP}: {median} d’ouverture.")
        }
        _ => kept,
    }
}

/// What the editorial table says of each content; where it says nothing, the hours of the step tell that some time
/// went to it.
fn accessibility(desk: &Desk, code: &'static str, words: [&str; 2]) -> String {
    let figure = desk.figures.get(code);
    let time = desk.figures.about("IC8", Step::Accessibility.key());
    match (&figure.state, time.value()) {
        (State::NotMeasured, Some(_)) => format!(
            "Non mesuré contenu par contenu{NBSP}; temps saisi pour l’accessibilité{NBSP}: {}.",
            said::figure(desk, &time, Place::Detail)
        ),
        _ => kept(desk, code, counted(words)),
    }
}
