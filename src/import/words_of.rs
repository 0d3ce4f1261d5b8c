//! The closed lists of the workbook, and the words people use instead (editorial-tables.md §2.3, §7).

use crate::import::board_lists;
use crate::model::{Decision, Outcome, PlanStatus, PostFormat};
use crate::words::fold::fold;

/// « publié », « en ligne », « BAT »…
pub fn status(cell: &str) -> Option<PlanStatus> {
    Some(match fold(cell).trim_end_matches(['.', '!']) {
        "idee" | "idees" | "a definir" | "propose" | "proposee" | "proposition" => PlanStatus::Idea,
        "a rediger" | "a faire" | "brief recu" | "to do" | "todo" | "a planifier" => {
            PlanStatus::ToDo
        }
        "en cours"
        | "redaction"
        | "en redaction"
        | "brouillon"
        | "draft"
        | "doing"
        | "en cours de redaction" => PlanStatus::InProgress,
        "en validation"
        | "a valider"
        | "envoye"
        | "envoyee"
        | "relance"
        | "bat"
        | "en attente"
        | "en attente de validation"
        | "validation" => PlanStatus::InApproval,
        "a corriger" | "corrections" | "correction" | "a revoir" | "retour" | "retours" => {
            PlanStatus::Corrections
        }
        "valide" | "validee" | "ok" | "bon a publier" | "approved" | "bon a tirer" => {
            PlanStatus::Approved
        }
        "programme" | "programmee" | "planifie" | "planifiee" | "scheduled" => {
            PlanStatus::Scheduled
        }
        "publie" | "publiee" | "en ligne" | "fait" | "done" | "published" | "diffuse"
        | "diffusee" => PlanStatus::Published,
        "reporte" | "reportee" | "decale" | "decalee" => PlanStatus::Postponed,
        "annule" | "annulee" | "abandonne" | "abandonnee" | "non retenu" | "non retenue" => {
            PlanStatus::Dropped
        }
        // The statuses of Planner.
        "not started" | "non demarre" | "non demarree" | "pas commence" => PlanStatus::ToDo,
        // Where a content stands has the same words in a cell and over a list of cards.
        _ => return board_lists::by_name(cell)?.status(),
    })
}

/// « carrousel », « vidéo courte », « reel »… « vidéo » alone does not say which, and gives nothing.
pub fn format(cell: &str) -> Option<PostFormat> {
    Some(match fold(cell).as_str() {
        "texte" | "text" | "statut" => PostFormat::Text,
        "image" | "images" | "photo" | "photos" | "visuel" | "infographie" => PostFormat::Image,
        "carrousel" | "carousel" | "album" | "diaporama" => PostFormat::Carousel,
        "video courte" | "reel" | "reels" | "short" | "shorts" | "video verticale" => {
            PostFormat::ShortVideo
        }
        "video longue" => PostFormat::LongVideo,
        "direct" | "live" | "en direct" => PostFormat::Live,
        "lien" | "article" => PostFormat::Link,
        "story" | "stories" => PostFormat::Story,
        "sondage" => PostFormat::Poll,
        "evenement" | "event" => PostFormat::Event,
        "relais" | "partage" | "repost" | "republication" | "retweet" => PostFormat::Relay,
        _ => return None,
    })
}

/// « oui » and « non ».
pub fn accessible(cell: &str) -> Option<bool> {
    match fold(cell).trim_end_matches(['.', '!']) {
        "oui" | "yes" | "ok" | "x" | "✔" | "fait" | "faite" | "conforme" => Some(true),
        "non" | "no" | "a faire" | "non conforme" | "partiel" | "partielle" => Some(false),
        _ => None,
    }
}

/// « sans objet », a dash, an empty cell: a question that is not one here.
pub fn is_beside_the_point(cell: &str) -> bool {
    let cell = fold(cell);
    matches!(
        cell.as_str(),
        "" | "sans objet" | "so" | "s/o" | "na" | "n/a" | "-" | "–" | "—"
    )
}

/// « validé », « corrections », « refusé », « en attente ».
pub fn decision(cell: &str) -> Option<Decision> {
    Some(match fold(cell).trim_end_matches(['.', '!']) {
        "valide" | "validee" | "ok" | "approuve" | "approuvee" | "accepte" | "acceptee" | "oui"
        | "favorable" | "bon a publier" | "bat" | "x" | "✔" => Decision::Approved,
        "corrections"
        | "correction"
        | "a corriger"
        | "corrections demandees"
        | "modifications"
        | "a revoir"
        | "retour"
        | "retours" => Decision::Corrections,
        "refuse" | "refusee" | "non" | "rejete" | "rejetee" | "defavorable" => Decision::Refused,
        "en attente" | "attente" | "a valider" | "en cours" | "relance" => Decision::Pending,
        _ => return None,
    })
}

/// « acceptée », « réorientée », « refusée », « en cours ».
pub fn outcome(cell: &str) -> Option<Outcome> {
    Some(match fold(cell).trim_end_matches(['.', '!']) {
        "acceptee" | "accepte" | "oui" | "ok" | "traitee" | "traite" | "publiee" | "publie"
        | "faite" | "fait" => Outcome::Accepted,
        "reorientee" | "reoriente" | "redirigee" | "transmise" | "transferee" => {
            Outcome::Redirected
        }
        "refusee" | "refuse" | "non" | "rejetee" | "declinee" | "non retenue" => Outcome::Refused,
        "en cours" | "ouverte" | "en attente" | "a traiter" | "a faire" => Outcome::Open,
        _ => return None,
    })
}

/// « oui », « x », « non »; nothing for any other word, « inconnu » included.
pub fn yes_or_no(cell: &str) -> Option<bool> {
    match fold(cell).as_str() {
        "oui" | "o" | "x" | "1" | "vrai" | "true" | "yes" | "✔" | "✓" => Some(true),
        "non" | "n" | "0" | "faux" | "false" | "no" => Some(false),
        _ => None,
    }
}

/// The channel in the words of the list; words of a cell that are none of them stay outside.
pub fn channel(cell: &str) -> Option<&'static str> {
    const CHANNELS: [(&str, &[&str]); 6] = [
        (
            "courriel",
            &[
                "courriel",
                "mail",
                "mails",
                "email",
                "e-mail",
                "courriels",
                "messagerie",
                "courrier",
            ],
        ),
        (
            "téléphone",
            &["telephone", "tel", "appel", "tel.", "telephonique"],
        ),
        ("formulaire", &["formulaire", "form", "intranet", "ticket"]),
        ("réunion", &["reunion", "comite", "point"]),
        ("oral", &["oral", "couloir", "oralement", "verbal"]),
        ("interne", &["interne"]),
    ];
    let folded = fold(cell);
    let words: Vec<&str> = folded.split([' ', ',', '/', '(', ')']).collect();
    CHANNELS
        .into_iter()
        .find(|(_, known)| known.iter().any(|known| words.contains(known)))
        .map(|(channel, _)| channel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_the_model_are_read() {
        for word in [
            "idée",
            "à rédiger",
            "en cours",
            "en validation",
            "à corriger",
            "validé",
            "programmé",
            "publié",
            "reporté",
            "abandonné",
        ] {
            assert!(status(word).is_some(), "{word}");
        }
        let formats = [
            "texte",
            "image",
            "carrousel",
            "vidéo courte",
            "vidéo longue",
            "story",
            "direct",
            "lien",
            "sondage",
            "événement",
        ];
        for word in formats {
            assert!(format(word).is_some(), "{word}");
        }
        for word in ["validé", "corrections", "refusé", "en attente"] {
            assert!(decision(word).is_some(), "{word}");
        }
        for word in ["acceptée", "réorientée", "refusée", "en cours"] {
            assert!(outcome(word).is_some(), "{word}");
        }
        for word in [
            "courriel",
            "téléphone",
            "formulaire",
            "réunion",
            "oral",
            "interne",
        ] {
            assert_eq!(channel(word), Some(word));
        }
        assert_eq!(channel("e-mail du service"), Some("courriel"));
        assert_eq!(
            (status("peut-être"), format("vidéo"), channel("pigeon")),
            (None, None, None)
        );
    }
}
