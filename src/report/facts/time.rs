//! What the time of the month says: P02, P04, P07b, P08, P09, P10 and P14.

use crate::model::{State, Value};
use crate::report::said::{self, Place};
use crate::report::{Desk, banner};
use crate::words::number::{self, NBSP};
use crate::words::{duration, text};

/// P02.
pub fn visible_hour(desk: &Desk) -> Option<String> {
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
pub fn time_of_a_content(desk: &Desk) -> Option<String> {
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
        "{reserve} {} de travail en médiane ({}).",
        duration::detail(*middle),
        said::n(figure.n, "contenu", "contenus")
    ))
}

/// P10.
pub fn one_more_account(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("CH6");
    let Some(Value::Between { low, high, .. }) = figure.value() else {
        return None;
    };
    Some(format!(
        "D’après {} comptes suivis trois mois, un compte de plus demanderait de {} à {} par mois.",
        figure.n,
        duration::detail(*low),
        duration::detail(*high)
    ))
}

/// P07b: unless more than a fifth of the time does not say when it was worked.
pub fn work_out_of_hours(desk: &Desk) -> Option<String> {
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

/// P08: only when most of the time was not estimated.
pub fn overload(desk: &Desk) -> Option<String> {
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

/// P09 and P09b: never « il reste du temps ».
pub fn as_planned(desk: &Desk) -> Option<String> {
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

/// P14.
pub fn partial_days(desk: &Desk) -> Option<String> {
    if !matches!(desk.figures.get("ES1").state, State::Partial { .. }) {
        return None;
    }
    let (entered, expected) = banner::days(desk)?;
    Some(format!(
        "Ce mois-ci, {} sur {expected} sont renseignés{NBSP}: les durées sont des minimums.",
        text::count(entered.unsigned_abs(), "jour", "jours")
    ))
}
