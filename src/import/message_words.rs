//! The words of a sheet of messages: what kind, which way, what became of it.

use crate::model::{Handling, MessageKind};
use crate::words::fold::fold;

/// What a cell says of the handling of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Done(Handling),
    Waiting,
}

/// « réponse », « transmis à un service », « masqué », « supprimé », « sans suite utile », or what waits.
pub fn handling(cell: &str) -> Option<Said> {
    let folded = fold(cell);
    let words: Vec<&str> = folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let whole = words.join(" ");
    let known = WORDS
        .iter()
        .find(|(_, words)| words.contains(&whole.as_str()));
    // « transmis au service des routes », « réponse publique »: the first word that speaks.
    known
        .or_else(|| {
            let first = words.first()?;
            FIRST_WORDS.iter().find(|(_, stems)| {
                stems
                    .iter()
                    .any(|stem| first.starts_with(stem) && first.len() <= stem.len() + 3)
            })
        })
        .map(|(said, _)| *said)
}

type Words = (Said, &'static [&'static str]);

const WORDS: [Words; 6] = [
    (
        Said::Waiting,
        &[
            "a traiter",
            "a repondre",
            "a faire",
            "en attente",
            "en cours",
            "non traite",
            "non repondu",
            "pas encore",
            "non lu",
            "ouvert",
            "nouveau",
            "non",
            "new",
            "open",
            "pending",
            "unread",
            "unanswered",
            "assigned",
        ],
    ),
    (
        Said::Done(Handling::NoAction),
        &[
            "sans suite",
            "sans suite utile",
            "sans reponse",
            "sans reponse utile",
            "rien",
            "rien a faire",
            "aucune",
            "aucune suite",
            "pas de reponse",
            "pas de suite",
            "pas de reponse utile",
            "pas de reponse necessaire",
            "sans objet",
            "lu",
            "vu",
            "ignore",
            "archive",
            "reviewed",
            "read",
            "ignored",
            "archived",
            "no action",
            "no reply needed",
            "like",
            "spam",
        ],
    ),
    (
        Said::Done(Handling::Unsaid),
        &[
            "oui",
            "ok",
            "x",
            "fait",
            "traite",
            "traitee",
            "clos",
            "cloture",
            "resolu",
            "termine",
            "signale",
            "bloque",
            "banni",
            "done",
            "closed",
            "completed",
            "resolved",
            "handled",
            "yes",
        ],
    ),
    (
        Said::Done(Handling::Answered),
        &["a repondu", "a ete repondu", "mp", "ok repondu"],
    ),
    (
        Said::Done(Handling::PassedOn),
        &["au service", "vu avec le service", "service concerne"],
    ),
    (Said::Done(Handling::Hidden), &["mis en masque"]),
];

const FIRST_WORDS: [Words; 5] = [
    (
        Said::Done(Handling::Answered),
        &["repons", "repond", "repl", "answer", "respond"],
    ),
    (
        Said::Done(Handling::PassedOn),
        &[
            "transm", "transf", "orient", "reorient", "redirig", "forward", "escal",
        ],
    ),
    (Said::Done(Handling::Hidden), &["masqu", "cach", "hid"]),
    (
        Said::Done(Handling::Deleted),
        &["supprim", "effac", "delet", "remov"],
    ),
    (Said::Done(Handling::NoAction), &["ignor"]),
];

/// A column of days when somebody answered, « Répondu le », and not only dealt with it.
pub fn is_of_answers(header: &str) -> bool {
    let folded = fold(header);
    ["repon", "reply", "replied", "response", "respond", "answer"]
        .iter()
        .any(|stem| folded.contains(stem))
}

/// « commentaire », « message privé », « avis ».
pub fn kind(cell: &str) -> Option<MessageKind> {
    let folded = fold(cell);
    let has = |stems: &[&str]| stems.iter().any(|stem| folded.contains(stem));
    let is = |words: &[&str]| words.contains(&folded.as_str());
    if has(&["comment", "mention"]) {
        Some(MessageKind::Comment)
    } else if has(&["avis", "review", "recommandation"]) {
        Some(MessageKind::Review)
    } else if has(&["prive", "private", "direct", "messenger", "messagerie"])
        || is(&["mp", "dm", "message", "messages"])
    {
        Some(MessageKind::Private)
    } else {
        None
    }
}

/// Whether the row is what the service wrote, in an export that holds both ways. « Direction » is also a column of
/// departments: only these words count.
pub fn is_sent(cell: &str) -> bool {
    matches!(
        fold(cell).as_str(),
        "envoye"
            | "envoyee"
            | "sortant"
            | "sortante"
            | "emis"
            | "sent"
            | "outbound"
            | "outgoing"
            | "out"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_that_teams_use_are_read() {
        use Handling::{Answered, Deleted, Hidden, NoAction, PassedOn, Unsaid};
        for (cell, expected) in [
            ("réponse", Answered),
            ("Répondu", Answered),
            ("réponse publique", Answered),
            ("Replied", Answered),
            ("transmis à un service", PassedOn),
            ("Transmis aux routes", PassedOn),
            ("transféré", PassedOn),
            ("Masqué", Hidden),
            ("hidden", Hidden),
            ("supprimé", Deleted),
            ("Supprimée.", Deleted),
            ("sans suite utile", NoAction),
            ("Sans suite", NoAction),
            ("vu", NoAction),
            ("Reviewed", NoAction),
            ("traité", Unsaid),
            ("OK", Unsaid),
        ] {
            assert_eq!(handling(cell), Some(Said::Done(expected)), "{cell}");
        }
        for cell in ["à traiter", "En attente", "non", "Open"] {
            assert_eq!(handling(cell), Some(Said::Waiting), "{cell}");
        }
        for cell in ["", "peut-être", "12", "répercussions sur la voirie"] {
            assert_eq!(handling(cell), None, "{cell}");
        }
    }

    #[test]
    fn kinds_and_ways_are_read() {
        assert_eq!(kind("Commentaire"), Some(MessageKind::Comment));
        assert_eq!(kind("Message privé"), Some(MessageKind::Private));
        assert_eq!(kind("MP"), Some(MessageKind::Private));
        assert_eq!(kind("Avis Google"), Some(MessageKind::Review));
        assert_eq!(kind("Facebook"), None);
        assert!(is_sent("Outbound") && is_sent("Envoyé") && !is_sent("Culture"));
        assert!(is_of_answers("Répondu le") && !is_of_answers("Traité le"));
    }
}
