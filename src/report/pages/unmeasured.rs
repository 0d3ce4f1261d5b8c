//! « Ce que ce rapport ne mesure pas ce mois-ci », and what would have to be entered.

use crate::model::{State, Value};
use crate::report::block::Block;
use crate::report::{Desk, banner};
use crate::words::number::NBSP;
use crate::words::text;

/// What a page that is printed may lack: the page, the figures that must all be missing, what they are called, and what
/// would have to be entered.
const LACKS: [(&str, &[&str], &str, &str); 9] = [
    (
        "Le temps d’un contenu",
        &["TC1"],
        "Le temps d’un contenu",
        "indiquer la référence du contenu à chaque saisie de temps",
    ),
    (
        "Les délais du circuit de validation",
        &["VA1"],
        "La durée des circuits de validation",
        "noter dans la feuille «\u{a0}Validations\u{a0}» quand chaque étape est envoyée et décidée",
    ),
    (
        "Les délais du circuit de validation",
        &["VA4"],
        "Le travail de l’équipe pendant un circuit",
        "saisir ce temps à l’étape «\u{a0}Circuit de validation\u{a0}», avec la référence du contenu",
    ),
    (
        "Les demandes reçues",
        &["DE2"],
        "Les demandes «\u{a0}vite fait\u{a0}»",
        "noter la date souhaitée de chaque demande",
    ),
    (
        "Les demandes reçues",
        &["DE3", "DE4"],
        "Le temps d’une demande",
        "indiquer la référence du contenu dans la feuille «\u{a0}Demandes\u{a0}» et à chaque saisie de temps",
    ),
    (
        "Modération et réponses",
        &["MO1"],
        "Les messages reçus",
        "les noter dans la feuille «\u{a0}Messages\u{a0}», ou déposer l’export de la boîte de réception d’un outil",
    ),
    (
        "Modération et réponses",
        &["MO5"],
        "Les messages reçus hors horaires",
        "noter l’heure à laquelle chacun arrive",
    ),
    (
        "Modération et réponses",
        &["MO6"],
        "Le travail hors horaires",
        "remplir la colonne «\u{a0}Hors horaires\u{a0}» (oui, non) à chaque saisie de temps",
    ),
    (
        "Charge et temps disponible",
        &["CH1"],
        "La charge et le temps disponible",
        "régler la quotité de travail et la part donnée aux réseaux",
    ),
];

/// Pages that the time of the month alone keeps from being printed.
const OF_TIME: [&str; 2] = [
    "Ce qui se voit, ce qui ne se voit pas",
    "Charge et temps disponible",
];

pub fn frame(desk: &Desk, absent: &[(&str, &str)]) -> Block {
    let mut items: Vec<String> = absent
        .iter()
        .map(|(name, needed)| {
            let days = too_few_days(desk).filter(|_| OF_TIME.contains(name));
            let needed = days.unwrap_or_else(|| (*needed).to_owned());
            format!("«{NBSP}{name}{NBSP}»{NBSP}: {needed}.")
        })
        .collect();
    items.extend(unread(desk));
    let is_printed = |page: &str| absent.iter().all(|(name, _)| *name != page);
    items.extend(
        LACKS
            .iter()
            .filter(|(page, codes, ..)| {
                is_printed(page) && codes.iter().all(|code| lacks(desk, code))
            })
            .map(|(_, _, what, needed)| format!("{what}{NBSP}: {needed}.")),
    );
    if desk.has_time() {
        items.push(format!("Le délai entre le travail et sa saisie{NBSP}: la feuille de temps ne dit pas quand elle a été remplie."));
    }
    Block::Frame {
        title: "Ce que ce rapport ne mesure pas ce mois-ci".to_owned(),
        blocks: vec![Block::List {
            items,
            numbered: false,
        }],
    }
}

/// Not entered, or not enough of it to be published; a page that needs hours says nothing when none are entered, nor
/// does the hour of messages that did not come.
fn lacks(desk: &Desk, code: &'static str) -> bool {
    let figure = desk.figures.get(code);
    let asks = match code {
        "MO5" => desk.figures.get("MO1").value().is_some(),
        "MO6" | "TC1" | "CH1" | "DE3" | "DE4" => desk.has_time(),
        "VA4" => desk.has_time() && desk.figures.get("VA1").n > 0,
        _ => true,
    };
    asks && matches!(figure.state, State::NotMeasured | State::Unreliable)
        && !is_without_request(desk, code)
}

/// No request of that kind came.
fn is_without_request(desk: &Desk, code: &str) -> bool {
    match (code, desk.figures.value("DE2")) {
        ("DE3", Some(Value::Share { part, .. })) => part == 0,
        ("DE4", Some(Value::Share { part, whole })) => part == whole,
        _ => false,
    }
}

/// « 13 jours sur 22 renseignés ; il en faut au moins 14 ».
fn too_few_days(desk: &Desk) -> Option<String> {
    let publishable = desk.settings.thresholds.publishable;
    let (entered, expected) = banner::days(desk)?;
    if banner::is_whole(desk, publishable) {
        return None;
    }
    let needed = (i64::from(publishable) * expected + 99) / 100;
    let days = text::count(entered.unsigned_abs(), "jour", "jours");
    Some(format!(
        "{days} sur{NBSP}{expected} {}{NBSP}; il en faut au moins {needed}",
        if entered < 2 {
            "renseigné"
        } else {
            "renseignés"
        }
    ))
}

fn unread(desk: &Desk) -> Option<String> {
    let missing = banner::missing_accounts(desk);
    let their = match missing.len() {
        0 => return None,
        1 => "son export",
        _ => "leurs exports",
    };
    Some(format!(
        "Statistiques manquantes{NBSP}: {}. Déposer {their} dans le dossier d’arrivée.",
        text::list(&missing)
    ))
}
