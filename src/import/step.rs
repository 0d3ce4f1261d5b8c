//! What people call the steps of their work (timesheets.md §9.3).

use std::sync::LazyLock;

use crate::model::Step;
use crate::words::fold::fold;

/// The step a label names: its own label, then its code, then the words of the trade. `None` for a
/// label never seen: it is for the person to say, and never « autre » in silence.
pub fn named(label: &str) -> Option<Step> {
    static LABELS: LazyLock<Vec<(String, Step)>> =
        LazyLock::new(|| Step::ALL.map(|step| (fold(step.label()), step)).to_vec());
    let folded = fold(label);
    let mut labels = LABELS.iter();
    let by_label =
        labels.find(|(full, _)| *full == folded || full.split(" (").next() == Some(&folded));
    by_label
        .map(|(_, step)| *step)
        .or_else(|| Step::from_key(&folded))
        .or_else(|| by_words(&folded))
}

/// Synonyms, tried in this order. Several words first, since they say more (« conférence de rédaction »
/// is no writing); then single words in the order of the list, with accessibility before video,
/// approval before writing, crisis before replies.
const SYNONYMS: [(Step, &[&str]); 31] = [
    (
        Step::Planning,
        &[
            "conference de redaction",
            "conf de redaction",
            "comite de redaction",
            "reunion de redaction",
            "comite editorial",
            "planning editorial",
            "ligne editoriale",
            "calendrier editorial",
        ],
    ),
    (Step::Brief, &["recueil du besoin", "prise de commande"]),
    (
        Step::Video,
        &[
            "sous titrage technique",
            "live preparation",
            "preparation live",
            "preparation du live",
        ],
    ),
    (Step::Writing, &["relecture interne"]),
    (
        Step::Posting,
        &[
            "mise en ligne",
            "mises en ligne",
            "meta suite",
            "meta business suite",
        ],
    ),
    (Step::Crisis, &["bad buzz"]),
    (
        Step::Advice,
        &[
            "formation des services",
            "accompagnement des services",
            "appui aux services",
        ],
    ),
    (Step::Review, &["tableau de bord", "tableaux de bord"]),
    (Step::Watch, &["e reputation"]),
    (
        Step::Accounts,
        &[
            "mot de passe",
            "mots de passe",
            "administration des comptes",
            "gestion des comptes",
        ],
    ),
    (
        Step::Accessibility,
        &[
            "texte alternatif",
            "textes alternatifs",
            "sous titre",
            "sous titrage",
        ],
    ),
    (Step::Gathering, &["prise d information"]),
    (
        Step::Accessibility,
        &["alt", "falc", "transcription", "accessibilite"],
    ),
    (
        Step::Approval,
        &[
            "validation",
            "valid",
            "bat",
            "relance",
            "navette",
            "correction",
            "cabinet",
            "dgs",
            "elu",
            "visa",
        ],
    ),
    (
        Step::Crisis,
        &[
            "crise",
            "alerte",
            "incident",
            "urgence",
            "astreinte",
            "vigilance",
        ],
    ),
    (Step::Brief, &["brief", "briefing", "cadrage", "demande"]),
    (
        Step::Gathering,
        &[
            "recueil",
            "recherche",
            "reportage",
            "interview",
            "verification",
            "source",
            "deplacement",
            "collecte",
        ],
    ),
    (
        Step::Writing,
        &[
            "redaction",
            "redac",
            "ecriture",
            "texte",
            "wording",
            "copywriting",
            "traduction",
            "adaptation",
        ],
    ),
    (
        Step::Picture,
        &[
            "visuel",
            "visuelle",
            "graphisme",
            "canva",
            "infographie",
            "photo",
            "retouche",
            "maquette",
            "illustration",
            "design",
        ],
    ),
    (
        Step::Video,
        &["tournage", "montage", "video", "reel", "captation"],
    ),
    (
        Step::Posting,
        &[
            "publication",
            "programmation",
            "planification",
            "post",
            "story",
            "stories",
            "live",
        ],
    ),
    (
        Step::Moderation,
        &["moderation", "commentaire", "masquage", "signalement"],
    ),
    (
        Step::Replies,
        &[
            "reponse",
            "messagerie",
            "mp",
            "dm",
            "messenger",
            "faq",
            "usager",
        ],
    ),
    (
        Step::Review,
        &[
            "stat",
            "statistique",
            "bilan",
            "reporting",
            "analyse",
            "kpi",
        ],
    ),
    (Step::Watch, &["veille", "benchmark", "lecture"]),
    (Step::Planning, &["calendrier", "planning"]),
    (
        Step::Meeting,
        &["reunion", "point", "comite", "codir", "visio"],
    ),
    (
        Step::Advice,
        &["conseil", "accompagnement", "sensibilisation", "appui"],
    ),
    (
        Step::Training,
        &[
            "formation",
            "webinaire",
            "autoformation",
            "tuto",
            "se former",
        ],
    ),
    (
        Step::Accounts,
        &[
            "droit",
            "securite",
            "parametrage",
            "publicite",
            "usurpation",
        ],
    ),
    (Step::Other, &["divers", "autre", "admin"]),
];

fn by_words(folded: &str) -> Option<Step> {
    let words: Vec<&str> = folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let says = |synonym: &&str| {
        let wanted: Vec<&str> = synonym.split(' ').collect();
        words.windows(wanted.len()).any(|window| {
            window
                .iter()
                .zip(&wanted)
                .all(|(word, wanted)| is(word, wanted))
        })
    };
    SYNONYMS
        .into_iter()
        .find(|(_, synonyms)| synonyms.iter().any(says))
        .map(|(step, _)| step)
}

/// The word, or its plural.
fn is(word: &str, wanted: &str) -> bool {
    word == wanted || (wanted.len() > 2 && word.strip_suffix('s') == Some(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_codes_name_their_step() {
        for step in Step::ALL {
            assert_eq!(named(step.label()), Some(step), "{}", step.label());
            assert_eq!(
                named(&step.label().to_uppercase().replace('’', "'")),
                Some(step),
                "{}",
                step.label()
            );
            assert_eq!(named(step.key()), Some(step), "{}", step.key());
        }
        assert_eq!(named("Circuit de validation"), Some(Step::Approval));
    }

    #[test]
    fn the_words_of_the_trade_name_a_step() {
        for (label, step) in [
            ("Validation (relance cabinet)", Step::Approval),
            ("Relecture et corrections du texte", Step::Approval),
            ("Conférence de rédaction", Step::Planning),
            ("Sous-titres de la vidéo", Step::Accessibility),
            ("Sous-titrage technique", Step::Video),
            ("Réponses en situation de crise", Step::Crisis),
            ("Visuels", Step::Picture),
            ("publication", Step::Posting),
            ("Modération des commentaires", Step::Moderation),
            ("Formation des services", Step::Advice),
            ("Webinaire", Step::Training),
            ("Point d’équipe", Step::Meeting),
            ("  redac ", Step::Writing),
            ("Stats", Step::Review),
            ("Mots de passe", Step::Accounts),
            ("divers", Step::Other),
        ] {
            assert_eq!(named(label), Some(step), "{label}");
        }
    }

    #[test]
    fn a_label_never_seen_is_not_other() {
        for label in ["", "Chantier", "Postier", "élucider", "Validité"] {
            assert_eq!(named(label), None, "{label}");
        }
    }
}
