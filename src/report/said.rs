//! A figure in words: its value, or the sentence of its state. Pages, sentences and `chiffres.csv`
//! all say a figure through here.

use super::Desk;
use crate::figures::compare::Cell;
use crate::figures::{anatomy, approval_roles, catalog, ecosystem, requests, shield};
use crate::model::{Figure, Handling, Network, PostFormat, Role, Slot, Spent, State, Step, Value};
use crate::words::number::{self, NBSP, THIN};
use crate::words::{duration, text};

/// How much room there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A tile, a table: quarters of an hour.
    Detail,
    /// Running text: hours.
    Sentence,
}

/// The value with its reserve, or the sentence of its state.
pub fn figure(desk: &Desk, figure: &Figure, place: Place) -> String {
    match &figure.state {
        State::Measured { value } => self::value(desk, value, place),
        State::Partial { value } if is_total(desk, figure) => {
            format!("au moins {}", self::value(desk, value, place))
        }
        State::Partial { value } => format!(
            "{} sur les données saisies",
            self::value(desk, value, place)
        ),
        State::Unreliable
        | State::NotMeasured
        | State::NotProvided
        | State::TooFew
        | State::FirstMonth
        | State::Protected => state(desk, figure),
    }
}

/// A value of the comparison.
pub fn cell(desk: &Desk, cell: &Cell, place: Place) -> String {
    let value = self::value(desk, &cell.value, place);
    if cell.is_minimum {
        format!("au moins {value}")
    } else {
        value
    }
}

/// The bare value.
pub fn value(desk: &Desk, value: &Value, place: Place) -> String {
    match value {
        Value::WorkingDays { of, day } => match &**of {
            Value::Each { cases } => {
                duration::each_in_working_days(cases, *day).unwrap_or_default()
            }
            of => timed(desk, of, |spent| {
                duration::working_days(spent, *day).unwrap_or_default()
            }),
        },
        other => timed(desk, other, |spent| match place {
            Place::Detail => duration::detail(spent),
            Place::Sentence => duration::sentence(spent),
        }),
    }
}

/// The same, in the words of `time` for durations.
fn timed(desk: &Desk, value: &Value, time: impl Fn(Spent) -> String) -> String {
    match value {
        Value::Count { count } => number::whole(*count),
        Value::Time { spent } => time(*spent),
        Value::Share { part, whole } => {
            let enough = u64::try_from(*whole)
                .is_ok_and(|whole| whole >= desk.settings.thresholds.percent_from);
            match number::per_cent_of(*part, *whole) {
                Some(per_cent) if enough => number::per_cent(per_cent),
                _ => number::out_of(*part, *whole),
            }
        }
        Value::TimeShare {
            per_cent: Some(per_cent),
            ..
        } => number::per_cent(*per_cent),
        Value::TimeShare {
            part,
            whole,
            per_cent: None,
        } => format!("{} sur {}", time(*part), time(*whole)),
        Value::Load { part, whole } => number::per_cent_of(part.as_seconds(), whole.as_seconds())
            .map_or_else(|| time(*part), number::per_cent),
        Value::OutOf { part, whole } => number::out_of(*part, *whole),
        Value::Gain { count, base } => number::gain(*count, *base),
        Value::Ratio { part, whole } => number::tenths(*part, *whole).unwrap_or_default(),
        Value::Rate { part, whole } => number::rate(*part, *whole).unwrap_or_default(),
        Value::Fte { spent, full_time } => {
            duration::full_time(*spent, *full_time).unwrap_or_default()
        }
        Value::Each { cases } => {
            text::list(&cases.iter().map(|spent| time(*spent)).collect::<Vec<_>>())
        }
        Value::Spread { middle, .. } => time(*middle),
        Value::WorkingDays { of, .. } => timed(desk, of, time),
        Value::Between { low, high, .. } => format!("{} à {}", time(*low), time(*high)),
    }
}

/// « 2 h 10 (1 h 15 à 4 h 05) »: the median and what is around it.
pub fn spread(desk: &Desk, value: &Value) -> String {
    match value {
        Value::Spread {
            middle, low, high, ..
        } => {
            format!(
                "{} ({} à {})",
                duration::detail(*middle),
                duration::detail(*low),
                duration::detail(*high)
            )
        }
        Value::WorkingDays { of, day } => match **of {
            Value::Spread {
                middle, low, high, ..
            } => {
                let days = |spent| duration::working_days(spent, *day).unwrap_or_default();
                let bare = |spent: Spent| {
                    number::tenths(spent.as_seconds(), day.as_seconds()).unwrap_or_default()
                };
                format!("{} ({} à {})", days(middle), bare(low), bare(high))
            }
            _ => self::value(desk, value, Place::Detail),
        },
        other => self::value(desk, other, Place::Detail),
    }
}

/// A share is never alone: « 12 sur 23 (52 %) », « 3 sur 8 » when they are few.
pub fn share(desk: &Desk, figure: &Figure) -> String {
    let said = self::figure(desk, figure, Place::Detail);
    match figure.value() {
        Some(value @ Value::Share { part, whole }) => {
            let cases = number::out_of(*part, *whole);
            if self::value(desk, value, Place::Detail) == cases {
                said
            } else {
                format!("{cases} ({said})")
            }
        }
        _ => said,
    }
}

/// « n = 37 contenus ».
pub fn n(count: u64, one: &str, many: &str) -> String {
    format!("n{NBSP}={NBSP}{}", text::count(count, one, many))
}

/// « Au moins » is for totals, and for ES4 and IC7 when it is steps that are missing (report-content.md, section 5):
/// the share of what was entered on some of the days is no minimum. Nor is a gap below zero.
pub fn is_total(desk: &Desk, figure: &Figure) -> bool {
    match figure.key.code {
        "MO2" => figure.key.about.is_some(),
        "ES4" | "IC7" => !desk.figures.get("ES1").is_partial(),
        "CH4" => {
            matches!(desk.figures.value("CH4"), Some(Value::Time { spent }) if spent >= Spent::ZERO)
        }
        "ES1" | "ES2" | "ES8" | "IC1" | "IC2" | "IC3" | "IC4" | "IC5" | "IC6" | "IC8" | "IC9"
        | "EC3" | "QT8" | "MO1" | "MO3" | "MO6" | "MO7" | "CH2" | "CH3" | "DE7" | "RE3" | "RE4"
        | "RE5" => figure.key.about.as_deref() != Some("share"),
        _ => false,
    }
}

/// The sentence of a figure that has no value.
pub fn state(desk: &Desk, figure: &Figure) -> String {
    let publishable = desk.settings.thresholds.publishable;
    match (&figure.state, figure.key.code) {
        (State::Unreliable, "ES4") if lacks_steps(desk) => {
            let stepped = self::value(desk, &stepped(desk), Place::Detail);
            format!("Non publié{NBSP}: étapes renseignées pour {stepped} des heures")
        }
        (State::Unreliable, "ES3" | "TC1" | "TC3") => format!(
            "Trop peu de contenus avec du temps saisi (n{NBSP}={NBSP}{})",
            figure.n
        ),
        (State::Unreliable, "ES5" | "VA1" | "VA2" | "VA3" | "CR2") => {
            let traced = desk.figures.get("QT6");
            let traced = self::value(desk, traced.value().unwrap_or(&ZERO), Place::Detail);
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
        (State::NotMeasured, "VA4" | "DE3" | "DE4") if desk.has_hours => {
            format!("Non mesuré{NBSP}: aucun temps saisi pour ces contenus")
        }
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
        (State::TooFew, "CH6" | "EC3") => {
            format!("Non estimé{NBSP}: trop peu d’heures rattachées sur trois mois")
        }
        (State::TooFew, "EC4") => "Aucune connue".to_owned(),
        (State::TooFew, "CR3" | "RE4" | "RE5" | "TC4" | "TC5" | "VA8") => {
            "Aucune publication".to_owned()
        }
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
        (State::Measured { value } | State::Partial { value }, _) => {
            self::value(desk, value, Place::Detail)
        }
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

/// The printed label of a figure, with what it is about.
pub fn label(desk: &Desk, figure: &Figure) -> String {
    let label = catalog::find(figure.key.code).map_or(figure.key.code, |entry| entry.label);
    match figure.key.about.as_deref() {
        None => label.to_owned(),
        Some("share") => format!("{label} (part)"),
        Some("fte") => format!("{label} (équivalent temps plein)"),
        Some(about) => format!("{label}{NBSP}: {}", subject(desk, figure.key.code, about)),
    }
}

/// What a figure is about, as printed: an account, a step, a format, a tie.
pub fn subject(desk: &Desk, code: &str, about: &str) -> String {
    if let Some(words) = subject_of_code(code, about) {
        return words.to_owned();
    }
    if let Some(account) = desk.accounts.by_id(about) {
        return account.name.clone();
    }
    if let Some(step) = Step::from_key(about) {
        return step.label().to_owned();
    }
    match (code, about) {
        ("TC7", about) => content_title(desk, about),
        (_, about) => PostFormat::from_key(about)
            .map_or_else(|| about.to_owned(), |format| post_format(format).to_owned()),
    }
}

/// A part of the week. The break of midday is outside opening hours too.
pub fn slot(desk: &Desk, slot: Slot) -> &'static str {
    match slot {
        Slot::Opening => "Jours ouvrés, en journée",
        Slot::Closed if desk.opening.len() > 1 => "Soirs, nuits et pause de midi",
        Slot::Closed => "Soirs et nuits",
        Slot::Saturday => "Samedis",
        Slot::DayOff => "Dimanches et jours fériés",
    }
}

/// What became of a message.
pub fn handling(handling: Handling) -> &'static str {
    match handling {
        Handling::Answered => "réponse",
        Handling::PassedOn => "transmis à un service",
        Handling::Hidden => "masqué",
        Handling::Deleted => "supprimé",
        Handling::NoAction => "sans suite utile",
        Handling::Unsaid => "suite non précisée",
    }
}

/// What only some codes are about. A service may bear the name of anything: it is never looked for elsewhere.
pub fn subject_of_code<'a>(code: &str, about: &'a str) -> Option<&'a str> {
    Some(match (code, about) {
        ("ES2", "contents") => "contenus distincts",
        ("EC1", ecosystem::OPENED) => "ouverts dans le mois",
        ("EC1", ecosystem::CLOSED) => "fermés dans le mois",
        ("VA2", "longest") => "le plus long",
        ("VA5", "oldest") => "ancienneté de la plus vieille",
        ("AN2", anatomy::NO_STEP) => "sans étape précisée",
        ("AN3", anatomy::OTHER_ROLE) => "autre rôle",
        ("VA9", shield::TOGETHER) => "autres rôles",
        ("AN3" | "VA9", approval_roles::NO_ROLE) => "rôle non précisé",
        ("AN3" | "VA9", role) => Role::from_key(role)?.label(),
        ("DE6", outcome) => outcome_of_requests(outcome),
        ("DE8", notice) => notice_of_requests(notice),
        ("DE9", shield::TOGETHER) => "autres directions",
        ("DE9", requests::NO_SERVICE) => "sans direction précisée",
        ("DE9", service) => service,
        ("MO1", "network_unsaid") => "réseau non précisé",
        ("MO1", network) => Network::from_key(network)?.label(),
        ("MO2", "waiting") => "en attente",
        ("MO3", key) => handling(Handling::from_key(key)?),
        ("MO4", "elapsed") => "durée réelle",
        ("MO4", "untimed") => "sans délai connu",
        ("MO5" | "MO6", "untimed" | "unknown") => "sans heure connue",
        ("MO5" | "MO6", slot) => part_of_week(Slot::from_key(slot)?),
        ("TC3", format) => format_group(format),
        ("QT8", reason) => tie(reason),
        ("QT9", nature) => self::nature(nature),
        _ => return None,
    })
}

fn part_of_week(slot: Slot) -> &'static str {
    match slot {
        Slot::Opening => "en journée",
        Slot::Closed => "soir, nuit et midi",
        Slot::Saturday => "samedi",
        Slot::DayOff => "dimanche et férié",
    }
}

fn outcome_of_requests(outcome: &str) -> &'static str {
    match outcome {
        "accepted" => "acceptées",
        "redirected" => "réorientées",
        "refused" => "refusées",
        "open" => "en cours",
        _ => "suite non précisée",
    }
}

fn notice_of_requests(notice: &str) -> &'static str {
    match notice {
        "under-1" => "moins d’un jour ouvré",
        "1-3" => "1 à 3 jours ouvrés",
        "4-10" => "4 à 10 jours ouvrés",
        "over-10" => "plus de 10 jours ouvrés",
        _ => "sans date souhaitée",
    }
}

/// The title of a content, short enough for a line.
pub fn content_title(desk: &Desk, key: &str) -> String {
    let title = desk
        .figures
        .contents
        .iter()
        .find(|content| content.key == key)
        .map(|content| content.title.trim());
    text::shortened(
        title
            .filter(|title| !title.is_empty())
            .unwrap_or("Sans titre"),
        60,
    )
}

pub fn format_group(group: &str) -> &'static str {
    match group {
        "text-image" => "Texte et image",
        "carousel" => "Carrousel",
        "short-video" => "Vidéo courte",
        "long-video" => "Vidéo longue",
        "live" => "Direct",
        "relay" => "Relais",
        "story" => "Story",
        _ => "Format non précisé",
    }
}

fn post_format(format: PostFormat) -> &'static str {
    match format {
        PostFormat::Text => "texte",
        PostFormat::Image => "image",
        PostFormat::Carousel => "carrousel",
        PostFormat::ShortVideo => "vidéo courte",
        PostFormat::LongVideo => "vidéo longue",
        PostFormat::Live => "direct",
        PostFormat::Link => "lien",
        PostFormat::Story => "story",
        PostFormat::Poll => "sondage",
        PostFormat::Event => "événement",
        PostFormat::Relay => "relais",
    }
}

pub fn tie(reason: &str) -> &'static str {
    match reason {
        "reference" => "par la référence du contenu",
        "permalink" => "par le lien de la publication",
        "title" => "par la ressemblance des titres",
        "account" => "au compte seulement",
        "service" => "au service demandeur seulement",
        _ => "sans rattachement",
    }
}

pub fn nature(nature: &str) -> &'static str {
    match nature {
        "measured" => "mesurées",
        "declared" => "déclarées",
        _ => "estimées",
    }
}
