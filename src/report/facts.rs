//! The sentences P01 to P16 and their conditions (report-content.md, section 7).

use super::said::{self, Place};
use super::{Desk, banner};
use crate::figures::catalog;
use crate::figures::compare::{Change, Comparison, Gap, Line, Measure};
use crate::model::{State, Value};
use crate::words::number::{self, NBSP};
use crate::words::{date, duration, text};

type Fact = fn(&Desk) -> Option<String>;

/// At most this many facts of the month.
pub const FACTS: usize = 3;

/// Code and priority of each sentence, the most important first.
const SENTENCES: &[(&str, u8, Fact)] = &[
    ("P08", 1, overload),
    ("P07b", 1, work_out_of_hours),
    ("P13", 1, first_month),
    ("P14", 1, partial_days),
    ("P06", 2, last_minute),
    ("P05b", 2, waiting),
    ("P05", 3, circuit),
    ("P07", 3, messages_out_of_hours),
    ("P06b", 3, time_of_a_late_request),
    ("P02", 4, visible_hour),
    ("P04", 4, time_of_a_content),
    ("P10", 4, one_more_account),
    ("P11", 4, notable_change),
    ("P09", 5, as_planned),
    ("P12", 6, stable),
];

/// The codes that a service may choose among.
pub fn fact_codes() -> impl Iterator<Item = &'static str> {
    SENTENCES.iter().map(|(code, ..)| *code)
}

/// The sentence of the cover: P15, P16, P01 or P03.
pub fn of_the_month(desk: &Desk) -> String {
    let name = date::month(desk.month);
    if !desk.has_time() {
        return no_time(desk);
    }
    if desk.figures.value("ES2") == Some(Value::Count { count: 0 }) {
        return no_publication(desk);
    }
    let time = desk.figures.get("ES1");
    if time.value().is_none() {
        return format!(
            "En {name}, trop peu de jours sont renseignés pour publier le temps consacré aux réseaux sociaux."
        );
    }
    let time = said::figure(desk, &time, Place::Sentence);
    let unseen = desk.figures.get("ES4");
    if let Some(Value::TimeShare {
        per_cent: Some(per_cent),
        ..
    }) = unseen.value()
    {
        let printed = said::figure(desk, &unseen, Place::Sentence);
        return format!(
            "En {name}, l’équipe a consacré {time} aux réseaux sociaux{NBSP}; {}.",
            proposition(*per_cent, &printed)
        );
    }
    let jobs = said::value(
        desk,
        &desk
            .figures
            .value("CH3")
            .unwrap_or(Value::Count { count: 0 }),
        Place::Sentence,
    );
    format!("En {name}, l’équipe a consacré {time} aux réseaux sociaux, soit {jobs}.")
}

/// P16.
fn no_time(desk: &Desk) -> String {
    format!(
        "Le temps de travail n’a pas été saisi en {}{NBSP}: ce rapport ne présente que les publications et leurs résultats.",
        date::month(desk.month)
    )
}

/// P15.
fn no_publication(desk: &Desk) -> String {
    let time = said::figure(desk, &desk.figures.get("ES1"), Place::Sentence);
    format!(
        "Aucune publication en {}{NBSP}; l’équipe a néanmoins consacré {time} aux réseaux.",
        date::month(desk.month)
    )
}

/// The fraction of P01 in words, always followed by the figure.
fn proposition(per_cent: i64, printed: &str) -> String {
    let words = match per_cent {
        ..45 => return format!("{printed} de ce temps ne se voit pas"),
        45..=55 => "environ la moitié de ce temps ne se voit pas",
        56..=61 => "plus de la moitié de ce temps ne se voit pas",
        62..=70 => "environ les deux tiers de ce temps ne se voient pas",
        71..=78 => "environ les trois quarts de ce temps ne se voient pas",
        79..=84 => "environ les quatre cinquièmes de ce temps ne se voient pas",
        85..=94 => "environ les neuf dixièmes de ce temps ne se voient pas",
        _ => "presque tout ce temps ne se voit pas",
    };
    format!("{words} ({printed})")
}

/// « Trois faits du mois »: those that the service chose, or the most important.
pub fn facts(desk: &Desk) -> Vec<String> {
    if desk.facts.is_empty() {
        let mut said: Vec<(u8, String)> = SENTENCES
            .iter()
            .filter_map(|(_, priority, fact)| Some((*priority, fact(desk)?)))
            .collect();
        said.sort_by_key(|(priority, _)| *priority);
        return said
            .into_iter()
            .take(FACTS)
            .map(|(_, sentence)| sentence)
            .collect();
    }
    desk.facts
        .iter()
        .filter_map(|chosen| {
            let known = SENTENCES.iter().find(|(code, ..)| code == chosen);
            match known {
                Some((.., fact)) => fact(desk),
                None => Some(format!("{} (phrase du service)", chosen.trim())),
            }
        })
        .collect()
}

/// P08: only when most of the time was not estimated.
fn overload(desk: &Desk) -> Option<String> {
    let load = load(desk)?;
    let estimated = desk.figures.about("QT9", "estimated");
    let mostly_estimated = matches!(estimated.value(), Some(Value::TimeShare { part, whole, .. }) if part.as_seconds() * 2 > whole.as_seconds());
    if load <= i64::from(desk.settings.thresholds.overload) || mostly_estimated {
        return None;
    }
    let gap = said::value(desk, &desk.figures.value("CH4")?, Place::Sentence);
    let jobs = desk.figures.about("CH4", "fte");
    let jobs = said::value(desk, jobs.value()?, Place::Sentence);
    let least = if desk.figures.get("CH4").is_partial() {
        "d’au moins"
    } else {
        "de"
    };
    Some(format!(
        "La charge dépasse le temps disponible {least} {gap}, soit {jobs}."
    ))
}

/// P06: from five dated requests on.
fn last_minute(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("DE2");
    let Some(Value::Share { part, whole }) = figure.value() else {
        return None;
    };
    if *part == 0 || figure.n < desk.settings.thresholds.median_from {
        return None;
    }
    let verb = if *part == 1 {
        "demande sur {whole} est arrivée"
    } else {
        "demandes sur {whole} sont arrivées"
    };
    let verb = verb.replace("{whole}", &number::whole(*whole));
    Some(format!(
        "{} {verb} moins d’un jour ouvré avant la date souhaitée, ou après.",
        number::whole(*part)
    ))
}

/// P05b: what waits at the end of the month.
fn waiting(desk: &Desk) -> Option<String> {
    let Some(Value::Count { count }) = desk.figures.value("VA5") else {
        return None;
    };
    let oldest = desk.figures.about("VA5", "oldest");
    let age = said::value(desk, oldest.value()?, Place::Sentence);
    let day = date::day(desk.month.last_day());
    match count {
        ..=0 => None,
        1 => Some(format!(
            "1 étape de validation attendait encore une réponse le {day}, depuis {age}."
        )),
        _ => Some(format!(
            "{} étapes de validation attendaient encore une réponse le {day}{NBSP}; la plus ancienne depuis {age}.",
            number::whole(count)
        )),
    }
}

/// P05: from five circuits on.
fn circuit(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("VA1");
    let value = figure.value()?;
    let Value::WorkingDays { of, .. } = value else {
        return None;
    };
    matches!(**of, Value::Spread { .. }).then(|| {
        format!(
            "Un contenu attend {} avant d’être validé, en médiane (n{NBSP}={NBSP}{}).",
            said::value(desk, value, Place::Sentence),
            figure.n
        )
    })
}

/// P07: the midday break is out of hours too, so that « le soir » would not be true of all of them.
fn messages_out_of_hours(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("MO5");
    let Some(value @ Value::Share { part, whole }) = figure.value() else {
        return None;
    };
    let thresholds = &desk.settings.thresholds;
    if *part == 0 || figure.n < thresholds.median_from {
        return None;
    }
    let subject = if figure.n >= thresholds.percent_from {
        let share = said::value(desk, value, Place::Sentence);
        format!("{share} des messages reçus sont arrivés")
    } else if *part == 1 {
        format!("1 message sur {whole} est arrivé")
    } else {
        format!("{part} messages sur {whole} sont arrivés")
    };
    let reserve = if figure.is_partial() {
        "D’après les données saisies, "
    } else {
        ""
    };
    Some(format!(
        "{reserve}{subject} hors des heures d’ouverture, le week-end ou un jour férié (n{NBSP}={NBSP}{}).",
        number::whole(i64::try_from(figure.n).unwrap_or(i64::MAX))
    ))
}

/// P07b: unless more than a fifth of the time does not say when it was worked.
fn work_out_of_hours(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("MO6");
    let Some(Value::Time { spent }) = figure.value() else {
        return None;
    };
    let unknown = desk.figures.about("MO6", "unknown");
    let is_known = matches!(unknown.value(), Some(Value::TimeShare { part, whole, .. })
        if part.as_seconds() * 5 <= whole.as_seconds());
    (is_known && !spent.is_zero()).then(|| {
        format!(
            "L’équipe a travaillé {} hors de ses horaires.",
            said::figure(desk, &figure, Place::Sentence)
        )
    })
}

/// P06b.
fn time_of_a_late_request(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("DE3");
    let Some(Value::Spread { middle, .. }) = figure.value() else {
        return None;
    };
    Some(format!(
        "Une demande «{NBSP}vite fait{NBSP}» a pris {} en médiane (n{NBSP}={NBSP}{}).",
        duration::detail(*middle),
        figure.n
    ))
}

/// P09 and P09b: never « il reste du temps ».
fn as_planned(desk: &Desk) -> Option<String> {
    let load = load(desk)?;
    let over = i64::from(desk.settings.thresholds.overload);
    if (200 - over..=over).contains(&load) {
        return Some("La charge correspond au temps disponible.".to_owned());
    }
    let whole = banner::is_whole(desk, desk.settings.thresholds.complete);
    (load < over && whole).then(|| {
        format!(
            "Le temps saisi représente {} du temps disponible.",
            number::per_cent(load)
        )
    })
}

/// The load in whole per cent.
pub fn load(desk: &Desk) -> Option<i64> {
    match desk.figures.value("CH2")? {
        Value::Load { part, whole } => number::per_cent_of(part.as_seconds(), whole.as_seconds()),
        _ => None,
    }
}

/// P13.
fn first_month(desk: &Desk) -> Option<String> {
    desk.is_first_month.then(|| {
        format!(
            "C’est le premier mois suivi{NBSP}: les comparaisons commenceront le mois prochain."
        )
    })
}

/// P14.
fn partial_days(desk: &Desk) -> Option<String> {
    if !matches!(desk.figures.get("ES1").state, State::Partial { .. }) {
        return None;
    }
    let (entered, expected) = banner::days(desk)?;
    Some(format!(
        "Ce mois-ci, {} sur {expected} sont renseignés{NBSP}: les durées sont des minimums.",
        text::count(entered.unsigned_abs(), "jour", "jours")
    ))
}

/// P02.
fn visible_hour(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("IC7");
    let value = figure.value()?;
    if said::is_total(desk, &figure) {
        let time = said::figure(desk, &figure, Place::Detail);
        return Some(format!(
            "Pour une heure visible en ligne, il a fallu {time} de travail que personne ne voit."
        ));
    }
    let time = said::value(desk, value, Place::Detail);
    Some(format!(
        "D’après les données saisies, pour une heure visible en ligne, il a fallu {time} de travail que personne ne voit."
    ))
}

/// P04.
fn time_of_a_content(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("TC1");
    let Some(Value::Spread { middle, .. }) = figure.value() else {
        return None;
    };
    let reserve = if figure.is_partial() {
        "D’après les données saisies, un contenu demande"
    } else {
        "Un contenu demande"
    };
    Some(format!(
        "{reserve} {} de travail en médiane (n{NBSP}={NBSP}{}).",
        duration::detail(*middle),
        figure.n
    ))
}

/// P10.
fn one_more_account(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("CH6");
    let Some(Value::Between { low, high, .. }) = figure.value() else {
        return None;
    };
    Some(format!(
        "D’après {} comptes suivis trois mois, un compte de plus demanderait {} à {} par mois.",
        figure.n,
        duration::sentence(*low),
        duration::sentence(*high)
    ))
}

/// P11: the first notable gap of the table, the line « par jour ouvré » standing for the hours.
fn notable_change(desk: &Desk) -> Option<String> {
    let line = desk.comparison.iter().find(|line| {
        let for_hours = line.code != "ES1" || line.line == Line::PerWorkingDay;
        for_hours && matches!(line.change, Change::Rise(_) | Change::Fall(_))
    })?;
    let (now, before) = (line.current.as_ref()?, line.previous.as_ref()?);
    Some(format!(
        "{}{NBSP}: {} ce mois-ci, {} le mois dernier.",
        line_label(line),
        said::cell(desk, now, Place::Sentence),
        said::cell(desk, before, Place::Sentence)
    ))
}

/// P12: said only when something could be compared.
fn stable(desk: &Desk) -> Option<String> {
    let compared = desk
        .comparison
        .iter()
        .filter(|line| !matches!(line.change, Change::Unknown | Change::OtherAccounts))
        .count();
    let all_stable = desk.comparison.iter().all(|line| {
        matches!(
            line.change,
            Change::Stable | Change::Unknown | Change::OtherAccounts
        )
    });
    (compared >= 3 && all_stable)
        .then(|| "Les principaux chiffres sont stables par rapport au mois dernier.".to_owned())
}

/// The label of a line of the comparison.
pub fn line_label(line: &Comparison) -> String {
    let label = catalog::find(line.code).map_or(line.code, |entry| entry.label);
    match line.line {
        Line::Whole => label.to_owned(),
        Line::PerWorkingDay => format!("{label}, par jour ouvré"),
        Line::SameAccounts { .. } => format!("{label}, mêmes comptes"),
    }
}

/// « hausse de 12 h (6 %) », « stable », or why nothing is said.
pub fn change(change: Change) -> String {
    match change {
        Change::Rise(gap) => format!("hausse de {}", self::gap(gap)),
        Change::Fall(gap) => format!("baisse de {}", self::gap(gap)),
        Change::Stable => "stable".to_owned(),
        Change::Unknown => "pas de comparaison".to_owned(),
        Change::Partial => "écart non calculé, données partielles".to_owned(),
        Change::OtherAccounts => "écart non calculé, comptes différents".to_owned(),
        Change::NotComparable => "comparaison impossible".to_owned(),
    }
}

fn gap(gap: Gap) -> String {
    let by = match gap.by {
        Measure::Time(spent) => duration::sentence(spent),
        Measure::Count(count) => number::whole(count),
        Measure::Points(points) => text::count(points.unsigned_abs(), "point", "points"),
        Measure::WorkingDays { spent, day } => {
            duration::working_days(spent, day).unwrap_or_default()
        }
    };
    gap.per_cent.map_or(by.clone(), |per_cent| {
        format!("{by} ({})", number::per_cent(per_cent))
    })
}

#[cfg(test)]
mod tests {
    use super::proposition;

    #[test]
    fn the_fraction_agrees_with_its_verb() {
        for (per_cent, verb) in [
            (30, "voit"),
            (50, "voit"),
            (60, "voit"),
            (65, "voient"),
            (75, "voient"),
            (80, "voient"),
            (90, "voient"),
            (97, "voit"),
        ] {
            let said = proposition(per_cent, "x");
            assert!(
                said.contains(&format!("se {verb} pas")) || said.contains(&format!("{verb} pas")),
                "{said}"
            );
            assert!(said.contains('x'), "{said}");
        }
    }
}
