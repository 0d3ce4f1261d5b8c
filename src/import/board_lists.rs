//! What the lists of a board mean: by the settings, else by the usual French and English names
//! (editorial-tables.md §2.3, §3 rule 4).

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::import::role;
use crate::model::{PlanStatus, Role};
use crate::words::fold::fold;

/// Where a content stands when its card is in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Idea,
    Request,
    ToDo,
    InProgress,
    InApproval,
    Corrections,
    Approved,
    Scheduled,
    Published,
    Postponed,
    Dropped,
    /// Cards that are no contents: models, memos, useful links.
    Ignored,
}

/// One block `[[import.boards]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BoardSettings {
    /// The board it is for; every board when there is none.
    pub name: Option<String>,
    /// Name of a list → what it means.
    pub lists: BTreeMap<String, State>,
    /// Name of an approval list → who approves there.
    pub roles: BTreeMap<String, Role>,
}

/// What a list says of its cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meaning {
    /// `None` when neither the settings nor the name say it.
    pub state: Option<State>,
    /// Who approves, in an approval list.
    pub role: Option<Role>,
}

impl State {
    pub fn status(self) -> Option<PlanStatus> {
        Some(match self {
            State::Idea | State::Request => PlanStatus::Idea,
            State::ToDo => PlanStatus::ToDo,
            State::InProgress => PlanStatus::InProgress,
            State::InApproval => PlanStatus::InApproval,
            State::Corrections => PlanStatus::Corrections,
            State::Approved => PlanStatus::Approved,
            State::Scheduled => PlanStatus::Scheduled,
            State::Published => PlanStatus::Published,
            State::Postponed => PlanStatus::Postponed,
            State::Dropped => PlanStatus::Dropped,
            State::Ignored => return None,
        })
    }

    /// The content was agreed on, or further still.
    pub fn is_agreed(self) -> bool {
        matches!(self, State::Approved | State::Scheduled | State::Published)
    }
}

impl BoardSettings {
    pub fn is_for(&self, board: &str) -> bool {
        self.name
            .as_deref()
            .is_none_or(|name| fold(name) == fold(board))
    }

    /// The lists it names, each once.
    pub fn named(&self) -> impl Iterator<Item = &str> {
        let only_roles = self
            .roles
            .keys()
            .filter(|name| !self.lists.contains_key(*name));
        self.lists.keys().chain(only_roles).map(String::as_str)
    }
}

/// The settings of this board first, then those of every board, then the name.
pub fn meaning(list: &str, board: &str, settings: &[BoardSettings]) -> Meaning {
    let wanted = fold(list);
    let (own, general): (Vec<&BoardSettings>, Vec<&BoardSettings>) = settings
        .iter()
        .filter(|one| one.is_for(board))
        .partition(|one| one.name.is_some());
    let all = || own.iter().chain(&general);
    let set_role = all().find_map(|one| of(&one.roles, &wanted));
    let set_state = all()
        .find_map(|one| of(&one.lists, &wanted))
        .or_else(|| set_role.map(|_| State::InApproval));
    let state = set_state.or_else(|| by_name(list));
    let role = set_role.or_else(|| {
        (state == Some(State::InApproval))
            .then(|| role::named(list))
            .flatten()
    });
    Meaning { state, role }
}

fn of<T: Copy>(named: &BTreeMap<String, T>, wanted: &str) -> Option<T> {
    named
        .iter()
        .find(|(name, _)| fold(name) == wanted)
        .map(|(_, value)| *value)
}

/// Tried in this order: « demandes à valider » waits for an approval, « retours du cabinet » are corrections.
const NAMES: [(State, &[&str]); 12] = [
    (
        State::Ignored,
        &[
            "modele",
            "modeles",
            "template",
            "templates",
            "liens utiles",
            "useful links",
            "mode d emploi",
            "lisez moi",
            "read me",
            "readme",
        ],
    ),
    (
        State::Dropped,
        &[
            "abandonne",
            "abandonnee",
            "abandonnes",
            "abandonnees",
            "annule",
            "annulee",
            "annules",
            "annulees",
            "refuse",
            "refusee",
            "refuses",
            "refusees",
            "rejete",
            "rejetee",
            "rejetes",
            "rejetees",
            "non retenu",
            "non retenue",
            "non retenus",
            "non retenues",
            "sans suite",
            "dropped",
            "rejected",
            "cancelled",
            "canceled",
            "declined",
            "corbeille",
        ],
    ),
    (
        State::Postponed,
        &[
            "reporte",
            "reportee",
            "reportes",
            "reportees",
            "decale",
            "decales",
            "postponed",
            "on hold",
        ],
    ),
    (
        State::Corrections,
        &[
            "a corriger",
            "corriger",
            "correction",
            "corrections",
            "a revoir",
            "retour",
            "retours",
            "a modifier",
            "modifications",
            "a reprendre",
            "changes requested",
            "needs changes",
        ],
    ),
    (
        State::InApproval,
        &[
            "a valider",
            "validation",
            "validations",
            "a approuver",
            "approbation",
            "a relire",
            "relecture",
            "en relecture",
            "bat",
            "visa",
            "soumis",
            "to approve",
            "approval",
            "in approval",
            "pending approval",
            "to review",
            "review",
            "in review",
        ],
    ),
    (
        State::Published,
        &[
            "publie",
            "publiee",
            "publies",
            "publiees",
            "en ligne",
            "mis en ligne",
            "diffuse",
            "diffuses",
            "termine",
            "terminee",
            "termines",
            "terminees",
            "fait",
            "faits",
            "fini",
            "finis",
            "done",
            "published",
            "posted",
            "live",
            "completed",
        ],
    ),
    (
        State::Scheduled,
        &[
            "programmee",
            "programmes",
            "programmees",
            "planifie",
            "planifies",
            "planifiee",
            "planifiees",
            "scheduled",
        ],
    ),
    (
        State::Approved,
        &[
            "valide",
            "validee",
            "valides",
            "validees",
            "approuve",
            "approuvee",
            "approuves",
            "approved",
            "bon a publier",
            "a publier",
            "a programmer",
            "pret",
            "prets",
            "prete",
            "pretes",
            "ready",
            "to publish",
            "to schedule",
            "to post",
        ],
    ),
    (
        State::InProgress,
        &[
            "en cours",
            "redaction",
            "en redaction",
            "brouillon",
            "brouillons",
            "production",
            "creation",
            "visuel",
            "visuels",
            "graphisme",
            "montage",
            "doing",
            "in progress",
            "draft",
            "drafts",
            "drafting",
            "writing",
            "design",
            "wip",
        ],
    ),
    (
        State::ToDo,
        &[
            "a faire",
            "a rediger",
            "a traiter",
            "a planifier",
            "a produire",
            "a creer",
            "brief",
            "briefs",
            "to do",
            "todo",
            "to write",
            "backlog",
        ],
    ),
    (
        State::Idea,
        &[
            "idee",
            "idees",
            "boite a idees",
            "proposition",
            "propositions",
            "suggestions",
            "a definir",
            "marronniers",
            "idea",
            "ideas",
        ],
    ),
    (
        State::Request,
        &[
            "demande",
            "demandes",
            "sollicitations",
            "request",
            "requests",
            "inbox",
        ],
    ),
];

/// Lists of no content, if that is all their name says: « Infos travaux » is a list of contents.
const IGNORED_ALONE: &[&str] = &[
    "ressources",
    "resources",
    "memo",
    "memos",
    "charte",
    "a lire",
    "infos",
    "informations",
    "contacts",
];

/// « ✅ Publié (sept.) », « 3. À valider – cabinet »: words, whatever surrounds them.
pub fn by_name(list: &str) -> Option<State> {
    let folded = fold(list);
    let words: Vec<&str> = folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let says = |name: &&str| {
        let wanted: Vec<&str> = name.split(' ').collect();
        words.windows(wanted.len()).any(|window| window == wanted)
    };
    if IGNORED_ALONE.contains(&words.join(" ").as_str()) {
        return Some(State::Ignored);
    }
    let is_denied = words
        .iter()
        .any(|word| matches!(*word, "non" | "pas" | "not" | "jamais"));
    NAMES
        .into_iter()
        .find(|(_, names)| names.iter().any(says))
        .map(|(state, _)| state)
        // Without its accent, it is the programme of something.
        .or_else(|| {
            let is_scheduled = words == ["programme"] || list.to_lowercase().contains("programmé");
            is_scheduled.then_some(State::Scheduled)
        })
        // « Non publié » is not published, and does not say what it is; « Non retenu » does.
        .filter(|state| !is_denied || *state == State::Dropped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_names_of_lists_are_understood() {
        for (name, state) in [
            ("Idées et demandes", State::Idea),
            ("💡 Boîte à idées", State::Idea),
            ("Demandes des services", State::Request),
            ("À faire", State::ToDo),
            ("To Do", State::ToDo),
            ("2. En cours de rédaction", State::InProgress),
            ("Doing", State::InProgress),
            ("Demandes à valider", State::InApproval),
            ("En attente de validation", State::InApproval),
            ("Validation (cabinet)", State::InApproval),
            ("In review", State::InApproval),
            ("Retours du cabinet", State::Corrections),
            ("À CORRIGER", State::Corrections),
            ("Validés", State::Approved),
            ("Validé – à publier", State::Approved),
            ("Programmé", State::Scheduled),
            ("✅ Publié", State::Published),
            ("Terminé", State::Published),
            ("Done", State::Published),
            ("Reportés", State::Postponed),
            ("Non retenu", State::Dropped),
            ("Modèles de cartes", State::Ignored),
            ("📌 Infos", State::Ignored),
        ] {
            assert_eq!(meaning(name, "", &[]).state, Some(state), "{name}");
        }
        for name in [
            "Septembre 2026",
            "Chez Camille",
            "Facebook",
            "",
            "🎉",
            "Non publié",
            "Pas encore publié",
            "Non validé",
            "Infos travaux",
            "Ressources humaines",
            "Contacts presse",
            "Programme culturel",
        ] {
            assert_eq!(meaning(name, "", &[]), Meaning::default(), "{name}");
        }
    }

    #[test]
    fn an_approval_list_says_who_approves() {
        let role = |name| meaning(name, "", &[]).role;
        assert_eq!(role("Validation service"), Some(Role::RequestingService));
        assert_eq!(role("À valider – DirCom"), Some(Role::Communication));
        assert_eq!(role("Validation cabinet"), Some(Role::Cabinet));
        assert_eq!(role("À valider"), None);
        assert_eq!(role("Idées du cabinet"), None, "nobody approves there");
    }

    #[test]
    fn the_settings_of_a_board_win_over_those_of_all_and_over_names() {
        let all = BoardSettings {
            lists: [
                ("Publié".to_owned(), State::Scheduled),
                ("Sas".to_owned(), State::ToDo),
            ]
            .into(),
            ..BoardSettings::default()
        };
        let one = BoardSettings {
            name: Some("Réseaux".to_owned()),
            lists: [("SAS".to_owned(), State::Ignored)].into(),
            roles: [("Chez la dircab".to_owned(), Role::Cabinet)].into(),
        };
        let settings = [all, one];
        let state = |list, board| meaning(list, board, &settings).state;
        assert_eq!(state("Sas", "réseaux"), Some(State::Ignored));
        assert_eq!(state("Sas", "Autre"), Some(State::ToDo));
        assert_eq!(state("Publié", "Réseaux"), Some(State::Scheduled));
        assert_eq!(
            meaning("chez la dircab", "Réseaux", &settings),
            Meaning {
                state: Some(State::InApproval),
                role: Some(Role::Cabinet)
            }
        );
        assert_eq!(state("Chez la dircab", "Autre"), None);
    }
}
