//! Page 7: what happens after the publication?

use crate::model::{Figure, Handling, Slot, State, Value};
use crate::report::block::{Bar, Bars, Block, Grid, Hue, Page, PageLayout};
use crate::report::said::{self, Place};
use crate::report::{Desk, banner};
use crate::words::number::{self, NBSP};
use crate::words::{date, text};

/// Printed when there are messages, or hours that they took.
pub fn page(desk: &Desk) -> Option<Page> {
    let took_time = ["MO6", "MO7"].iter().any(|code| {
        let value = desk.figures.value(code);
        value.is_some_and(|value| size(&value) > 0)
    });
    if desk.figures.get("MO1").value().is_none() && !took_time {
        return None;
    }
    let mut blocks: Vec<Block> = [banner::messages(desk), banner::time(desk)]
        .into_iter()
        .flatten()
        .map(Block::Banner)
        .collect();
    let left: Vec<Block> = [messages(desk), hours(desk)]
        .into_iter()
        .flatten()
        .map(Block::Bars)
        .collect();
    let mut right = vec![Block::Grid(summary(desk))];
    right.extend(outcomes(desk));
    let how_to_read = super::how_to_read(how_to_read(desk));
    let source = super::source(source(desk));
    if left.is_empty() {
        blocks.extend(right);
        blocks.extend([how_to_read, source]);
    } else {
        let left = left.into_iter().chain([how_to_read]).collect();
        right.push(source);
        blocks.push(super::side_by_side([1, 1], left, right));
    }
    blocks.push(frames(desk));
    Some(Page {
        id: "moderation",
        title: title(desk),
        bookmark: "Modération et réponses".to_owned(),
        layout: PageLayout::Inner,
        blocks,
    })
}

/// T7: said when there is something to say of enough messages.
fn title(desk: &Desk) -> String {
    let figure = desk.figures.get("MO5");
    let Some(value @ Value::Share { part, whole }) = figure.value() else {
        return "Modération et réponses".to_owned();
    };
    if *part == 0 || figure.n < desk.settings.thresholds.median_from {
        return "Modération et réponses".to_owned();
    }
    let (one, noted) = if figure.is_partial() {
        (" relevé", " relevés")
    } else {
        ("", "")
    };
    if figure.n >= desk.settings.thresholds.percent_from {
        let share = said::value(desk, value, Place::Detail);
        return format!("{share} des messages{noted} arrivent hors horaires");
    }
    let whole = number::whole(*whole);
    match part {
        1 => format!("1{NBSP}message{one} sur {whole} arrive hors horaires"),
        _ => format!(
            "{}{NBSP}messages{noted} sur {whole} arrivent hors horaires",
            number::whole(*part)
        ),
    }
}

/// The length of a bar: messages, or seconds.
fn size(value: &Value) -> u64 {
    match value {
        Value::Count { count } => u64::try_from(*count).unwrap_or(0),
        Value::Time { spent } => super::size(*spent),
        _ => 0,
    }
}

/// One bar per part of the week; nothing unless all of them are known.
fn bars(desk: &Desk, code: &'static str, slots: &[Slot]) -> Option<Vec<Bar>> {
    let bar = |slot: &Slot| {
        let figure = desk.figures.about(code, slot.key());
        let value = figure.value()?;
        Some(Bar {
            label: said::slot(desk, *slot).to_owned(),
            value: said::figure(desk, &figure, Place::Detail),
            size: size(value),
            hue: if *slot == Slot::Opening {
                Hue::Blue
            } else {
                Hue::Navy
            },
        })
    };
    let bars: Option<Vec<Bar>> = slots.iter().map(bar).collect();
    bars.filter(|bars| bars.iter().any(|bar| bar.size > 0))
}

fn chart(caption: String, what: &str, bars: Vec<Bar>) -> Bars {
    Bars {
        caption,
        alt: format!("{what}{NBSP}: {}.", super::read_aloud(&bars)),
        bars,
    }
}

/// When messages come.
fn messages(desk: &Desk) -> Option<Bars> {
    let bars = bars(desk, "MO5", &Slot::ALL)?;
    Some(chart(
        format!(
            "Messages reçus en {}, selon le moment",
            date::month(desk.month)
        ),
        "Barres du nombre de messages reçus",
        bars,
    ))
}

/// When the team works outside its hours; on a scale of its own.
fn hours(desk: &Desk) -> Option<Bars> {
    let bars = bars(desk, "MO6", &Slot::OUTSIDE)?;
    Some(chart(
        "Heures de travail hors horaires, toutes tâches, selon le moment".to_owned(),
        "Barres des heures de travail hors horaires",
        bars,
    ))
}

fn summary(desk: &Desk) -> Grid {
    let said = |figure: &Figure| said::figure(desk, figure, Place::Detail);
    let mut rows = Vec::new();
    let mut row = |label: &str, value: String| rows.push(vec![label.to_owned(), value]);
    row("Messages reçus", said(&desk.figures.get("MO1")));
    if desk.figures.get("MO1").value().is_some() {
        row(
            "Messages traités",
            said::share(desk, &desk.figures.get("MO2")),
        );
        let waiting = desk.figures.about("MO2", "waiting");
        if waiting.value().is_some() {
            row("Encore en attente", said(&waiting));
        }
        row(
            "Délai de première réponse, en heures d’ouverture",
            delay(desk),
        );
        row(
            "Reçus hors horaires",
            said::share(desk, &desk.figures.get("MO5")),
        );
    }
    row("Travail hors horaires", said(&desk.figures.get("MO6")));
    row(
        "Temps de modération et de réponse",
        said(&desk.figures.get("MO7")),
    );
    super::pairs(
        "Les messages et le temps qu’ils demandent",
        ["Mesure", "Ce mois"],
        [5, 4],
        rows,
    )
}

/// « 3 h 10 (moitié centrale : 1 h 15 à 4 h 05), n = 25 ».
fn delay(desk: &Desk) -> String {
    let figure = desk.figures.get("MO4");
    let n = figure.n;
    match figure.value() {
        Some(value) if figure.is_partial() => {
            format!(
                "{} sur les données saisies, n{NBSP}={NBSP}{n}",
                said::spread(desk, value)
            )
        }
        Some(value) => format!("{}, n{NBSP}={NBSP}{n}", said::spread(desk, value)),
        None => said::figure(desk, &figure, Place::Detail),
    }
}

/// « Suites données : 40 réponses, 17 messages transmis à un service », in the order of the list.
fn outcomes(desk: &Desk) -> Option<Block> {
    let said: Vec<String> = Handling::ALL
        .into_iter()
        .filter_map(|handling| {
            let figure = desk.figures.about("MO3", handling.key());
            let number = figure.value().map_or(0, size);
            let least = if figure.is_partial() { "au moins " } else { "" };
            (number > 0).then(|| format!("{least}{}", said::handled(handling, number)))
        })
        .collect();
    let text = format!("Suites données{NBSP}: {}.", text::list(&said));
    (!said.is_empty()).then_some(Block::Paragraph { text })
}

fn how_to_read(desk: &Desk) -> String {
    let mut said = vec![format!(
        "hors horaires{NBSP}: en dehors des heures d’ouverture ({}, du lundi au vendredi), le week-end ou un jour férié.",
        opening(desk)
    )];
    let left_out = desk.figures.about("MO5", "untimed");
    if let Some(Value::Count { count }) = left_out.value()
        && *count > 0
    {
        said.push(format!(
            "Sans heure de réception, {} {} dans cette répartition.",
            text::count(
                count.unsigned_abs(),
                "message d’un jour ouvré",
                "messages de jours ouvrés"
            ),
            if *count > 1 {
                "ne sont pas comptés"
            } else {
                "n’est pas compté"
            }
        ));
    }
    said.extend(elapsed(desk));
    if desk.figures.get("MO6").value().is_some()
        && desk.figures.about("MO6", Slot::Closed.key()).state == State::Protected
    {
        said.push(
            "Le détail du travail hors horaires n’est pas donné, pour protéger les personnes."
                .to_owned(),
        );
    }
    said.join(" ")
}

/// The delay that the person who wrote has seen.
fn elapsed(desk: &Desk) -> Option<String> {
    let figure = desk.figures.about("MO4", "elapsed");
    let value = figure.value()?;
    let answers = text::count(figure.n, "réponse datée", "réponses datées");
    Some(match value {
        Value::Spread { middle, .. } => format!(
            "Le délai de réponse est une médiane sur {answers}{NBSP}; pour qui a écrit, nuits et week-ends compris, elle est de {}.",
            crate::words::duration::detail(*middle)
        ),
        other => format!(
            "Délais de réponse pour qui a écrit, nuits et week-ends compris{NBSP}: {}.",
            said::value(desk, other, Place::Detail)
        ),
    })
}

/// « de 9 h à 12 h 30 et de 13 h 30 à 17 h ».
fn opening(desk: &Desk) -> String {
    let ranges: Vec<String> = desk
        .opening
        .iter()
        .map(|(opens, closes)| format!("de {} à {}", date::time(*opens), date::time(*closes)))
        .collect();
    text::list(&ranges)
}

fn source(desk: &Desk) -> String {
    let said: Vec<String> = [noted(desk), entered(desk)].into_iter().flatten().collect();
    format!("{}.", said.join(&format!("{NBSP}; ")))
}

/// Messages, network by network.
fn noted(desk: &Desk) -> Option<String> {
    let received = desk.figures.get("MO1");
    received.value()?;
    let on = |figure: &Figure| {
        let name = said::subject(desk, "MO1", figure.key.about.as_deref()?);
        let count = said::value(desk, figure.value()?, Place::Detail);
        Some(format!("{name} {count}"))
    };
    let networks: Vec<String> = desk.figures.each("MO1").filter_map(on).collect();
    let networks = match networks.as_slice() {
        [] => String::new(),
        networks => format!(" ({})", text::list(networks)),
    };
    let n = said::n(received.n, "message", "messages");
    Some(format!("messages relevés par le service, {n}{networks}"))
}

/// Entries of time, and how much of it does not say when it was worked.
fn entered(desk: &Desk) -> Option<String> {
    let work = desk.figures.get("MO6");
    if !desk.has_time() {
        return None;
    }
    let entries = said::n(work.n, "saisie", "saisies");
    let unknown = desk.figures.about("MO6", "unknown");
    let unknown = match unknown.value() {
        Some(value @ Value::TimeShare { part, .. })
            if work.value().is_some() && !part.is_zero() =>
        {
            format!(
                "{NBSP}; l’heure de début manque pour {}",
                super::of_hours(desk, value)
            )
        }
        _ => String::new(),
    };
    Some(format!("temps déclaré par l’équipe, {entries}{unknown}"))
}

/// Why moderation is no choice, and what the service has in place.
fn frames(desk: &Desk) -> Block {
    let frame = |title: &str, text: String| Block::Frame {
        title: title.to_owned(),
        blocks: vec![Block::Paragraph { text }],
    };
    let why = frame(
        "Pourquoi modérer",
        format!(
            "Le titulaire d’un compte public peut avoir à répondre de commentaires illicites laissés en ligne (CEDH, grande chambre, 15{NBSP}mai 2023, Sanchez c.{NBSP}France, n°{NBSP}45581/15, à propos du compte d’un élu en campagne)."
        ),
    );
    match desk.settings.moderation.arrangement.as_deref() {
        Some(arrangement) => super::side_by_side(
            [1, 1],
            vec![why],
            vec![frame("Le dispositif en place", arrangement.to_owned())],
        ),
        None => why,
    }
}
