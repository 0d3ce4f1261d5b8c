//! The steps of the work, and the four families they belong to (timesheets.md §9.3).

use serde::Serialize;

/// When the work is done, seen from the reader of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum StepFamily {
    Upstream,
    Visible,
    Downstream,
    Common,
}

impl StepFamily {
    pub const ALL: [StepFamily; 4] = [
        StepFamily::Upstream,
        StepFamily::Visible,
        StepFamily::Downstream,
        StepFamily::Common,
    ];

    /// The stable key of settings and JSON.
    pub fn key(self) -> &'static str {
        match self {
            StepFamily::Upstream => "upstream",
            StepFamily::Visible => "visible",
            StepFamily::Downstream => "downstream",
            StepFamily::Common => "common",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            StepFamily::Upstream => "Amont",
            StepFamily::Visible => "Visible",
            StepFamily::Downstream => "Aval",
            StepFamily::Common => "Commun",
        }
    }
}

/// What an hour was spent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(into = "&'static str")]
pub enum Step {
    Brief,
    Gathering,
    Writing,
    Picture,
    Video,
    Accessibility,
    Approval,
    Posting,
    Moderation,
    Replies,
    Crisis,
    Review,
    Watch,
    Planning,
    Meeting,
    Advice,
    Training,
    Accounts,
    Other,
}

impl Step {
    /// In the order of the published list, which is also that of the tables printed.
    pub const ALL: [Step; 19] = [
        Step::Brief,
        Step::Gathering,
        Step::Writing,
        Step::Picture,
        Step::Video,
        Step::Accessibility,
        Step::Approval,
        Step::Posting,
        Step::Moderation,
        Step::Replies,
        Step::Crisis,
        Step::Review,
        Step::Watch,
        Step::Planning,
        Step::Meeting,
        Step::Advice,
        Step::Training,
        Step::Accounts,
        Step::Other,
    ];

    /// The stable code of the published list.
    pub fn key(self) -> &'static str {
        self.entry().0
    }

    /// The value offered by the drop-down list of the workbook.
    pub fn label(self) -> &'static str {
        self.entry().1
    }

    pub fn family(self) -> StepFamily {
        self.entry().2
    }

    pub fn from_key(key: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.key() == key)
    }

    fn entry(self) -> (&'static str, &'static str, StepFamily) {
        use StepFamily::{Common, Downstream, Upstream, Visible};
        match self {
            Step::Brief => ("cadrage", "Cadrage de la demande (brief)", Upstream),
            Step::Gathering => ("recueil", "Recueil d’information et vérification", Upstream),
            Step::Writing => ("redaction", "Rédaction", Upstream),
            Step::Picture => ("visuel", "Création visuelle", Upstream),
            Step::Video => ("video", "Tournage et montage", Upstream),
            Step::Accessibility => (
                "access",
                "Accessibilité (textes alternatifs, sous-titres)",
                Upstream,
            ),
            Step::Approval => (
                "validation",
                "Circuit de validation (envois, relances, corrections)",
                Upstream,
            ),
            Step::Posting => ("ligne", "Programmation et mise en ligne", Visible),
            Step::Moderation => ("moderation", "Modération", Downstream),
            Step::Replies => ("reponses", "Réponses aux usagers", Downstream),
            Step::Crisis => ("crise", "Gestion de crise ou d’incident", Downstream),
            Step::Review => ("bilan", "Statistiques et bilan", Downstream),
            Step::Watch => ("veille", "Veille", Common),
            Step::Planning => ("conf", "Conférence de rédaction et planning", Common),
            Step::Meeting => ("reunion", "Réunions", Common),
            Step::Advice => ("conseil", "Conseil et accompagnement des services", Common),
            Step::Training => ("formation", "Se former", Common),
            Step::Accounts => ("comptes", "Administration et sécurité des comptes", Common),
            Step::Other => ("autre", "Autre (à préciser)", Common),
        }
    }
}

impl From<Step> for &'static str {
    fn from(step: Step) -> &'static str {
        step.key()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_read_back() {
        for step in Step::ALL {
            assert_eq!(Step::from_key(step.key()), Some(step));
        }
        let family = |wanted| {
            Step::ALL
                .into_iter()
                .filter(|step| step.family() == wanted)
                .count()
        };
        assert_eq!(StepFamily::ALL.map(family), [7, 1, 4, 7]);
    }
}
