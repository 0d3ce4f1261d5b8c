//! What a figure is about, and the names of the lists that the report prints.

use crate::figures::{anatomy, approval_roles, ecosystem, requests, shield};
use crate::model::{Handling, Network, PostFormat, Role, Slot, Step};
use crate::report::Desk;
use crate::words::text;

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

/// « 25 réponses », « 3 messages masqués ».
pub fn handled(handling: Handling, number: u64) -> String {
    let (one, many) = match handling {
        Handling::Answered => ("réponse", "réponses"),
        Handling::PassedOn => (
            "message transmis à un service",
            "messages transmis à un service",
        ),
        Handling::Hidden => ("message masqué", "messages masqués"),
        Handling::Deleted => ("message supprimé", "messages supprimés"),
        Handling::NoAction => ("message sans suite utile", "messages sans suite utile"),
        Handling::Unsaid => ("suite non précisée", "suites non précisées"),
    };
    text::count(number, one, many)
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
        "1-3" => "de 1 à moins de 4 jours ouvrés",
        "4-10" => "de 4 à moins de 11 jours ouvrés",
        "over-10" => "11 jours ouvrés et plus",
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
