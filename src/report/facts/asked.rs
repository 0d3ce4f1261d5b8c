//! What was asked of the team, and what it waited for: P05, P06 and P07.

use crate::model::Value;
use crate::report::Desk;
use crate::report::said::{self, Place};
use crate::words::number::{self, NBSP};
use crate::words::{date, duration};

/// P05: from five circuits on.
pub fn circuit(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("VA1");
    let value = figure.value()?;
    let Value::WorkingDays { of, .. } = value else {
        return None;
    };
    matches!(**of, Value::Spread { .. }).then(|| {
        format!(
            "Un contenu attend {} avant d’être validé, en médiane ({}).",
            said::value(desk, value, Place::Sentence),
            said::n(figure.n, "circuit", "circuits")
        )
    })
}

/// P05b: what waits at the end of the month.
pub fn waiting(desk: &Desk) -> Option<String> {
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

/// P06: from five dated requests on.
pub fn last_minute(desk: &Desk) -> Option<String> {
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

/// P06b.
pub fn time_of_a_late_request(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("DE3");
    let Some(Value::Spread { middle, .. }) = figure.value() else {
        return None;
    };
    Some(format!(
        "Une demande «{NBSP}vite fait{NBSP}» a pris {} en médiane ({}).",
        duration::detail(*middle),
        said::n(figure.n, "demande", "demandes")
    ))
}

/// P07: the midday break is out of hours too, so that « le soir » would not be true of all of them.
pub fn messages_out_of_hours(desk: &Desk) -> Option<String> {
    let figure = desk.figures.get("MO5");
    let Some(value @ Value::Share { part, whole }) = figure.value() else {
        return None;
    };
    let thresholds = &desk.settings.thresholds;
    if *part == 0 || figure.n < thresholds.median_from {
        return None;
    }
    let (subject, cases) = if figure.n >= thresholds.percent_from {
        let share = said::value(desk, value, Place::Sentence);
        let cases = said::n(figure.n, "message", "messages");
        (
            format!("{share} des messages reçus sont arrivés"),
            format!(" ({cases})"),
        )
    } else if *part == 1 {
        (format!("1 message sur {whole} est arrivé"), String::new())
    } else {
        (
            format!("{part} messages sur {whole} sont arrivés"),
            String::new(),
        )
    };
    let reserve = if figure.is_partial() {
        "D’après les données saisies, "
    } else {
        ""
    };
    Some(format!(
        "{reserve}{subject} hors des heures d’ouverture, le week-end ou un jour férié{cases}."
    ))
}
