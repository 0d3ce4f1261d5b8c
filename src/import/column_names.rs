//! The columns of the four sheets, under the names people give them (timesheets.md §8.2, §9.1;
//! editorial-tables.md §2.2, §7).

use crate::words::fold::fold;

/// A sheet of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Hours,
    Plan,
    Approvals,
    Requests,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Account,
    Agent,
    Channel,
    Comment,
    Date,
    Decided,
    Decision,
    Duration,
    End,
    Format,
    Order,
    Outcome,
    Permalink,
    Planned,
    PlannedTime,
    Publication,
    Published,
    Received,
    Reference,
    Requested,
    Role,
    Service,
    Start,
    Status,
    Step,
    Subject,
    Submitted,
    Theme,
    Title,
    Wanted,
}

/// A column and its names, normalised (`columns::normal`); the first is the one of the model.
pub type Names = (Field, &'static [&'static str]);

const REFERENCE: Names = (
    Field::Reference,
    &[
        "ref contenu",
        "ref",
        "reference",
        "refs contenu",
        "ref contenus",
        "reference contenu",
        "reference du contenu",
        "ref du contenu",
    ],
);
const SERVICE: &[&str] = &[
    "service demandeur",
    "direction demandeuse",
    "demandeur",
    "commanditaire",
];

const HOURS: &[Names] = &[
    (
        Field::Date,
        &[
            "date",
            "jour",
            "le",
            "date du jour",
            "date de realisation",
            "quand",
        ],
    ),
    (
        Field::Agent,
        &[
            "agent",
            "agents",
            "qui",
            "nom",
            "prenom",
            "personne",
            "redacteur",
            "cm",
            "auteur",
            "intervenant",
        ],
    ),
    (
        Field::Step,
        &[
            "tache",
            "taches",
            "taches realisees",
            "activite",
            "phase",
            "etape",
            "type de tache",
            "type",
            "nature",
            "mission",
            "quoi",
            "a travaille sur",
        ],
    ),
    (
        Field::Duration,
        &[
            "duree",
            "temps passe",
            "temps",
            "duree passee",
            "heures",
            "heure",
            "nb heures",
            "nombre d heures",
            "nb d heures",
            "h",
            "minutes",
            "charge",
            "j h",
            "jours",
            "duree en heures",
            "duree en minutes",
            "temps en heures",
            "temps en minutes",
            "temps passe en heures",
            "temps passe en minutes",
            "duree h",
            "duree min",
            "temps h",
            "temps min",
        ],
    ),
    REFERENCE,
    (
        Field::Account,
        &[
            "compte",
            "comptes",
            "reseau",
            "reseau social",
            "canal",
            "plateforme",
            "page",
            "support",
        ],
    ),
    (
        Field::Publication,
        &[
            "publication",
            "post",
            "contenu",
            "sujet",
            "titre",
            "projet",
            "evenement",
            "description",
            "lien",
            "url",
        ],
    ),
    (Field::Service, SERVICE),
    (
        Field::Start,
        &[
            "debut",
            "heure de debut",
            "heure debut",
            "de",
            "h debut",
            "start",
        ],
    ),
    (
        Field::End,
        &[
            "fin",
            "heure de fin",
            "heure fin",
            "a",
            "h fin",
            "jusqu a",
            "stop",
        ],
    ),
    (
        Field::Comment,
        &[
            "commentaire",
            "commentaires",
            "remarque",
            "remarques",
            "remarques problemes",
            "observations",
            "details",
        ],
    ),
];

const PLAN: &[Names] = &[
    REFERENCE,
    (
        Field::Title,
        &["titre court", "titre", "intitule", "sujet", "contenu"],
    ),
    (
        Field::Account,
        &[
            "compte",
            "comptes",
            "page",
            "profil",
            "chaine",
            "reseau",
            "reseau social",
            "canal",
            "plateforme",
            "canal de diffusion",
        ],
    ),
    (
        Field::Planned,
        &[
            "date prevue",
            "date prevue de publication",
            "date de publication",
            "date de diffusion",
            "date",
            "jour",
            "mise en ligne",
        ],
    ),
    (
        Field::PlannedTime,
        &[
            "heure prevue",
            "heure",
            "horaire",
            "heure de publication",
            "creneau",
        ],
    ),
    (
        Field::Format,
        &["format", "type de contenu", "type de post", "type"],
    ),
    (
        Field::Theme,
        &[
            "theme",
            "thematique",
            "rubrique",
            "pilier",
            "campagne",
            "axe",
            "categorie",
        ],
    ),
    (
        Field::Service,
        &[
            "service demandeur",
            "direction demandeuse",
            "service",
            "direction",
            "demandeur",
            "commanditaire",
        ],
    ),
    (
        Field::Requested,
        &[
            "date de la demande",
            "date de demande",
            "demande le",
            "recu le",
            "date de reception",
        ],
    ),
    (
        Field::Wanted,
        &["date souhaitee", "pour le", "deadline", "date limite"],
    ),
    (Field::Status, &["statut", "etat", "avancement", "status"]),
    (
        Field::Submitted,
        &[
            "envoye en validation le",
            "soumis le",
            "transmis le",
            "date d envoi",
        ],
    ),
    (
        Field::Role,
        &["valide par", "validation par", "valideur", "relu par"],
    ),
    (
        Field::Decided,
        &["valide le", "date de validation", "ok le", "bat le"],
    ),
    (
        Field::Published,
        &["publie le", "mis en ligne le", "date reelle", "en ligne"],
    ),
    (
        Field::Permalink,
        &[
            "lien de la publication",
            "lien du post",
            "url du post",
            "permalien",
        ],
    ),
];

const APPROVALS: &[Names] = &[
    REFERENCE,
    (Field::Order, &["ordre", "n", "rang"]),
    (
        Field::Role,
        &[
            "role du valideur",
            "role",
            "role du validateur",
            "valideur",
            "validateur",
        ],
    ),
    (
        Field::Submitted,
        &[
            "soumis le",
            "envoye le",
            "envoye en validation le",
            "transmis le",
        ],
    ),
    (
        Field::Decided,
        &["decide le", "valide le", "date de decision", "repondu le"],
    ),
    (Field::Decision, &["decision", "avis", "reponse"]),
];

const REQUESTS: &[Names] = &[
    (
        Field::Received,
        &[
            "recue le",
            "recu le",
            "date de reception",
            "date de la demande",
            "demande le",
        ],
    ),
    (
        Field::Service,
        &[
            "service demandeur",
            "service",
            "direction demandeuse",
            "direction",
            "demandeur",
            "commanditaire",
        ],
    ),
    (Field::Subject, &["objet", "sujet", "demande", "intitule"]),
    (
        Field::Wanted,
        &["date souhaitee", "pour le", "deadline", "date limite"],
    ),
    (Field::Channel, &["canal", "canal de la demande"]),
    (Field::Outcome, &["suite", "suite donnee", "issue"]),
    REFERENCE,
];

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Hours, Kind::Plan, Kind::Approvals, Kind::Requests];

    /// The name of the sheet in the model.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Hours => "Temps",
            Kind::Plan => "Planning éditorial",
            Kind::Approvals => "Validations",
            Kind::Requests => "Demandes",
        }
    }

    pub fn of_title(title: &str) -> Option<Kind> {
        let folded = fold(title);
        Kind::ALL
            .into_iter()
            .find(|kind| fold(kind.title()) == folded)
    }

    /// What its header must hold, for messages.
    pub fn expected(self) -> &'static str {
        match self {
            Kind::Hours => "« Date », « Tâche » et « Durée » (ou « Début » et « Fin »)",
            Kind::Plan => {
                "« Réf. contenu », « Titre court » ou « Compte », « Date prévue » ou « Statut »"
            }
            Kind::Approvals => {
                "« Réf. contenu », « Rôle du valideur » ou « Soumis le », « Décidé le » ou « Décision »"
            }
            Kind::Requests => {
                "« Reçue le » et deux colonnes parmi « Service demandeur », « Objet », « Date souhaitée », « Canal » et « Suite »"
            }
        }
    }

    /// Its columns, in the order of the model.
    pub fn names(self) -> &'static [Names] {
        match self {
            Kind::Hours => HOURS,
            Kind::Plan => PLAN,
            Kind::Approvals => APPROVALS,
            Kind::Requests => REQUESTS,
        }
    }
}
