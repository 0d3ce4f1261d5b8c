//! Why a figure has no value, in a sentence.

use super::{Place, value};
use crate::model::{Figure, State, Value};
use crate::report::Desk;
use crate::words::number::{NBSP, THIN};

/// The sentence of a figure that has no value.
pub fn state(desk: &Desk, figure: &Figure) -> String {
    let publishable = desk.settings.thresholds.publishable;
    match (&figure.state, figure.key.code) {
        (State::Unreliable, "ES4") if lacks_steps(desk) => {
            let stepped = value(desk, &stepped(desk), Place::Detail);
            format!("Non publié{NBSP}: étapes renseignées pour {stepped} des heures")
        }
        (State::Unreliable, "ES3" | "TC1" | "TC3") => format!(
            "Trop peu de contenus avec du temps saisi (n{NBSP}={NBSP}{})",
            figure.n
        ),
        (State::Unreliable, "ES5" | "VA1" | "VA2" | "VA3" | "CR2") => {
            let traced = desk.figures.get("QT6");
            let traced = value(desk, traced.value().unwrap_or(&ZERO), Place::Detail);
            format!("Non publié{NBSP}: circuits tracés pour {traced} contenus")
        }
        (State::Unreliable, "ES7" | "MO5") => {
            format!(
                "Non publié{NBSP}: heures connues pour moins de {publishable}{THIN}% des messages"
            )
        }
        (State::Unreliable, "MO4") => {
            format!(
                "Non publié{NBSP}: dates connues pour moins de {publishable}{THIN}% des réponses"
            )
        }
        (State::Unreliable, _) => {
            format!("Non publié{NBSP}: moins de {publishable}{THIN}% des données du mois")
        }
        (State::NotMeasured, "ES3" | "TC1") if desk.has_hours => {
            format!("Trop peu de contenus avec du temps saisi (n{NBSP}={NBSP}0)")
        }
        (State::NotMeasured, "ES5" | "VA1" | "CR2") => {
            not_yet(desk.has_approvals, "aucune date de validation saisie")
        }
        (State::NotMeasured, "ES6" | "DE2" | "DE5" | "CR1" | "VA6" | "VA7") => {
            not_yet(desk.has_requests, "dates souhaitées non saisies")
        }
        (State::NotMeasured, "VA4") if desk.has_hours && desk.figures.get("VA1").n > 0 => {
            format!("Non mesuré{NBSP}: aucun temps saisi à l’étape de validation")
        }
        (State::NotMeasured, "DE3" | "DE4") => time_of_requests(desk, figure.key.code),
        (State::NotMeasured, "ES7" | "MO5") => {
            let has_messages = desk.has_messages && desk.figures.get("MO1").value().is_none();
            not_yet(has_messages, "heures de réception non fournies")
        }
        (State::NotMeasured, "MO6") => not_yet(!desk.has_hours, "horaires non saisis"),
        (State::TooFew, "ES7" | "MO2" | "MO5") => "Aucun message ce mois-ci".to_owned(),
        (State::TooFew, "MO4" | "CR4") => "Aucune réponse ce mois-ci".to_owned(),
        (State::NotMeasured, "ES8" | "CH1" | "CH2") if desk.has_hours => {
            format!("Non publié{NBSP}: capacité non renseignée")
        }
        (
            State::NotMeasured,
            "CR3" | "EC2" | "EC4" | "RE1" | "RE2" | "RE3" | "RE4" | "RE5" | "RE6",
        ) => "Relevé manquant".to_owned(),
        (State::NotMeasured, _) => "Non mesuré ce mois-ci".to_owned(),
        (State::NotProvided, _) => "Non fourni par le réseau".to_owned(),
        (State::TooFew, "CH5" | "CH7") => {
            format!("Pas assez de recul (n{NBSP}={NBSP}{})", figure.n)
        }
        (State::TooFew, "CH6") if figure.n < 3 => {
            format!("Non estimé{NBSP}: moins de 3 comptes suivis 3 mois")
        }
        (State::TooFew, "CH6" | "EC3") if desk.is_first_month => {
            format!("Non estimé{NBSP}: premier mois suivi")
        }
        (State::TooFew, "CH6" | "EC3") => {
            format!("Non estimé{NBSP}: trop peu d’heures rattachées sur trois mois")
        }
        (State::TooFew, "EC4") => "Aucune connue".to_owned(),
        (State::TooFew, "CR3" | "RE4" | "RE5" | "TC4" | "TC5" | "VA8") => {
            "Aucune publication".to_owned()
        }
        (State::TooFew, "RE6") if is_without_posts(desk, figure) => "Aucune publication".to_owned(),
        (State::TooFew, "RE6") => "Trop peu d’affichages".to_owned(),
        (State::TooFew, "VA3") => format!(
            "Trop peu de cas (n{NBSP}={NBSP}{}) pour une moyenne",
            figure.n
        ),
        (State::TooFew, _) => format!(
            "Trop peu de cas (n{NBSP}={NBSP}{}) pour une médiane",
            figure.n
        ),
        (State::FirstMonth, _) => "Premier mois suivi".to_owned(),
        (State::Protected, _) => "Non détaillé pour protéger les personnes".to_owned(),
        (State::Measured { value: measured } | State::Partial { value: measured }, _) => {
            value(desk, measured, Place::Detail)
        }
    }
}

fn is_without_posts(desk: &Desk, figure: &Figure) -> bool {
    let account = figure.key.about.as_deref().unwrap_or_default();
    desk.figures.about("RE3", account).value() == Some(&Value::Count { count: 0 })
}

/// Requests without hours are not requests that did not come.
fn time_of_requests(desk: &Desk, code: &str) -> String {
    let Some(Value::Share { part, whole }) = desk.figures.value("DE2") else {
        return "Non mesuré ce mois-ci".to_owned();
    };
    match code {
        "DE3" if part == 0 => format!("Aucune demande «{NBSP}vite fait{NBSP}» ce mois-ci"),
        "DE4" if part == whole => "Aucune autre demande datée ce mois-ci".to_owned(),
        _ if desk.has_hours => format!("Non mesuré{NBSP}: aucun temps saisi pour ces contenus"),
        _ => "Non mesuré ce mois-ci".to_owned(),
    }
}

/// Said of a coverage that is not known.
const ZERO: Value = Value::Count { count: 0 };

/// Data that were given and that this version does not compute are not said to be missing.
fn not_yet(given: bool, missing: &str) -> String {
    if given {
        "Non mesuré ce mois-ci".to_owned()
    } else {
        format!("Non mesuré{NBSP}: {missing}")
    }
}

/// Whether it is steps that ES4 lacks, rather than days.
fn lacks_steps(desk: &Desk) -> bool {
    let publishable = i64::from(desk.settings.thresholds.publishable);
    matches!(stepped(desk), Value::TimeShare { part, whole, .. } if part.as_seconds() * 100 < publishable * whole.as_seconds())
}

fn stepped(desk: &Desk) -> Value {
    desk.figures
        .value("QT2")
        .unwrap_or(Value::Count { count: 0 })
}
