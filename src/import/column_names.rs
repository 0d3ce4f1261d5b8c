//! The columns of the five sheets, under the names people give them (timesheets.md §8.2, §9.1;
//! editorial-tables.md §2.2, §7).

use crate::words::fold::fold;

/// A sheet of the workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Hours,
    Plan,
    Approvals,
    Requests,
    Messages,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    Accessible,
    Account,
    Agent,
    Channel,
    Comment,
    Date,
    Decided,
    Decision,
    Direction,
    Duration,
    End,
    Format,
    Handled,
    HandledTime,
    Id,
    MessageKind,
    Network,
    Order,
    Outcome,
    Outside,
    Permalink,
    Planned,
    PlannedTime,
    Publication,
    Published,
    Received,
    ReceivedTime,
    Reference,
    Requested,
    Requester,
    Role,
    Service,
    Start,
    Status,
    Step,
    Subject,
    Submitted,
    Text,
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
const SERVICE: &[&str] = &["service demandeur", "direction demandeuse"];
/// Who asked, and perhaps a person: such a column is recognised, and never read.
const REQUESTER: Names = (
    Field::Requester,
    &["demandeur", "demandeuse", "commanditaire", "emetteur"],
);

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
            "intervenante",
            "collaborateur",
            "collaboratrice",
            "salarie",
            "salariee",
            "salarie e",
            "employe",
            "employee",
            "employe e",
            "nom et prenom",
            "prenom et nom",
            "nom prenom",
            "prenom nom",
            "nom de l agent",
            "utilisateur",
            "user",
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
    REQUESTER,
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
        Field::Outside,
        &[
            "hors horaires",
            "hors horaire",
            "hors heures",
            "hors heures ouvrees",
            "hors heures de bureau",
            "hors heures de service",
            "hors horaires de service",
            "hors temps de travail",
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
        &[
            "titre court",
            "titre",
            "intitule",
            "sujet",
            "contenu",
            "titre sujet",
            "post",
            "actualite",
            "actu",
            "evenement",
            "idee",
            "nom",
            "nom de la tache",
            "task name",
            "name",
            "title",
            "topic",
            "subject",
            "titre du post",
            "titre de la publication",
            "nom du contenu",
            "objet",
        ],
    ),
    (
        Field::Text,
        &[
            "texte",
            "wording",
            "message",
            "message principal",
            "legende",
            "accroche",
            "publication",
            "copy",
            "description",
            "contenu du post",
            "texte du post",
            "texte de la publication",
            "contenu de la publication",
            "post content",
            "caption",
            "post text",
            "text",
            "redactionnel",
            "contenu texte",
        ],
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
            "reseaux",
            "reseaux sociaux",
            "canaux",
            "support",
            "supports",
            "media",
            "platform",
            "platforms",
            "plateformes",
            "channel",
            "channels",
            "network",
            "reseau s",
            "canal s",
            "compte s",
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
            "date et heure de publication",
            "date et heure",
            "date publication",
            "date de mise en ligne",
            "date de parution",
            "date diffusion",
            "quand",
            "echeance",
            "date d echeance",
            "publish date",
            "publication date",
            "post date",
            "schedule date",
            "scheduled date",
            "due",
            "due date",
            "date du post",
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
            "heure publication",
            "heure de diffusion",
            "time",
            "schedule time",
            "horaire de publication",
        ],
    ),
    (
        Field::Format,
        &[
            "format",
            "type de contenu",
            "type de post",
            "type",
            "format s",
            "type de publication",
            "nature",
            "type de support",
            "content type",
            "post type",
            "type de visuel",
        ],
    ),
    // A column « texte alternatif » holds the description itself, and is not this one.
    (
        Field::Accessible,
        &["accessibilite", "accessible", "rgaa", "contenu accessible"],
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
            "marronnier",
            "politique publique",
            "theme s",
            "thematiques",
            "campagne s",
            "campaign",
            "category",
            "topic s",
            "thematique ou campagne",
            "thematique campagne",
        ],
    ),
    (
        Field::Service,
        &[
            "service demandeur",
            "direction demandeuse",
            "service",
            "direction",
            "service s",
            "pole",
            "direction service",
            "service direction",
            "direction s",
            "service emetteur",
        ],
    ),
    REQUESTER,
    (
        Field::Requested,
        &[
            "date de la demande",
            "date de demande",
            "demande le",
            "recu le",
            "date de reception",
            "demande recue le",
            "request date",
        ],
    ),
    (
        Field::Wanted,
        &[
            "date souhaitee",
            "pour le",
            "deadline",
            "date limite",
            "pour quand",
            "date limite de publication",
            "date voulue",
        ],
    ),
    (
        Field::Status,
        &[
            "statut",
            "etat",
            "avancement",
            "status",
            "statuts",
            "etape",
            "statut de validation",
            "statut validation",
            "etat d avancement",
            "progress",
            "progression",
        ],
    ),
    (
        Field::Submitted,
        &[
            "envoye en validation le",
            "soumis le",
            "transmis le",
            "date d envoi",
            "envoye le",
            "envoye pour validation le",
            "date d envoi en validation",
            "transmis pour validation le",
            "submitted",
        ],
    ),
    (
        Field::Role,
        &[
            "valide par",
            "validation par",
            "role du valideur",
            "valideur",
            "relu par",
            "validation",
            "valideur s",
            "validateur",
            "validateurs",
            "approbateur",
            "circuit",
            "circuit de validation",
            "qui valide",
        ],
    ),
    (
        Field::Decided,
        &[
            "decide le",
            "valide le",
            "date de validation",
            "ok le",
            "bat le",
            "valide",
            "ok",
            "bat",
            "validee le",
            "bat ok le",
            "date validation",
            "date du bat",
            "date de bat",
            "approved on",
            "valide ok",
        ],
    ),
    (
        Field::Published,
        &[
            "publie le",
            "mis en ligne le",
            "date reelle",
            "en ligne",
            "publiee le",
            "date de publication reelle",
            "published",
            "date publiee",
            "diffuse le",
        ],
    ),
    (
        Field::Permalink,
        &[
            "lien de la publication",
            "lien du post",
            "url du post",
            "permalien",
            "lien publication",
            "lien vers la publication",
            "lien vers le post",
            "url de la publication",
            "lien post",
            "post link",
            "post url",
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
        ],
    ),
    REQUESTER,
    (Field::Subject, &["objet", "sujet", "demande", "intitule"]),
    (
        Field::Wanted,
        &["date souhaitee", "pour le", "deadline", "date limite"],
    ),
    (Field::Channel, &["canal", "canal de la demande"]),
    (Field::Outcome, &["suite", "suite donnee", "issue"]),
    REFERENCE,
];

/// Names of a day of reception that many other tables have: they need a column of answers beside them.
pub const ANY_DATE: [&str; 4] = ["date", "jour", "date et heure", "le"];
/// Names of an outcome that many other tables have.
pub const ANY_OUTCOME: [&str; 4] = ["statut", "etat", "status", "state"];

/// Texts, authors and links have no place here: they are never read.
const MESSAGES: &[Names] = &[
    (
        Field::Received,
        &[
            "recu le",
            "recue le",
            "date de reception",
            "date et heure de reception",
            "reception",
            "recu",
            "date du message",
            "date du commentaire",
            "date message",
            "message date",
            "received",
            "received at",
            "received on",
            "received date",
            "date received",
            "received time",
            "message received at",
            "received date time",
            "item date",
            "comment date",
            "date et heure",
            "date",
            "jour",
            "le",
        ],
    ),
    (
        Field::ReceivedTime,
        &["heure de reception", "heure reception", "heure", "time"],
    ),
    (
        Field::Account,
        &[
            "compte",
            "nom du compte",
            "compte concerne",
            "page",
            "nom de la page",
            "profil",
            "nom du profil",
            "chaine",
            "account",
            "account name",
            "profile",
            "profile name",
            "social profile",
            "page name",
            "channel display name",
        ],
    ),
    (
        Field::Network,
        &[
            "reseau",
            "reseau social",
            "plateforme",
            "canal",
            "network",
            "social network",
            "network name",
            "platform",
            "medium",
            "channel",
            "source",
        ],
    ),
    (
        Field::MessageKind,
        &[
            "type",
            "type de message",
            "nature",
            "nature du message",
            "type d interaction",
            "message type",
            "item type",
            "interaction type",
            "type of message",
            "message kind",
            "item kind",
        ],
    ),
    (
        Field::Handled,
        &[
            "traite le",
            "traitee le",
            "date de traitement",
            "repondu le",
            "date de reponse",
            "date de la reponse",
            "reponse le",
            "premiere reponse le",
            "date de premiere reponse",
            "repondu",
            "traite",
            "handled at",
            "handled on",
            "replied at",
            "replied on",
            "reply date",
            "reply sent at",
            "reply sent",
            "replied date time",
            "response date",
            "responded at",
            "answered at",
            "first reply at",
            "first response at",
            "first response date",
            "resolved at",
            "reviewed at",
            "closed at",
        ],
    ),
    (
        Field::HandledTime,
        &[
            "heure de traitement",
            "heure de reponse",
            "heure reponse",
            "heure traitement",
        ],
    ),
    (
        Field::Outcome,
        &[
            "suite",
            "suite donnee",
            "suites",
            "suites donnees",
            "traitement",
            "action",
            "action menee",
            "action taken",
            "outcome",
            "message status",
            "item status",
            "review status",
            "statut du message",
            "statut",
            "etat",
            "status",
            "state",
        ],
    ),
    (
        Field::Direction,
        &[
            "sens",
            "direction",
            "message direction",
            "envoi ou reception",
        ],
    ),
    (
        Field::Id,
        &[
            "identifiant",
            "id",
            "identifiant du message",
            "id du message",
            "id message",
            "message id",
            "item id",
            "comment id",
            "n de message",
            "numero de message",
            "n",
            "numero",
        ],
    ),
];

impl Kind {
    pub const ALL: [Kind; 5] = [
        Kind::Hours,
        Kind::Plan,
        Kind::Approvals,
        Kind::Requests,
        Kind::Messages,
    ];

    /// The name of the sheet in the model.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Hours => "Temps",
            Kind::Plan => "Planning éditorial",
            Kind::Approvals => "Validations",
            Kind::Requests => "Demandes",
            Kind::Messages => "Messages",
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
            Kind::Messages => {
                "« Reçu le », « Compte », « Réseau » ou « Type », et « Traité le » ou « Suite »"
            }
        }
    }

    /// Its fields, in the order of the model.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        self.names().iter().map(|(field, _)| *field)
    }

    /// Its columns, in the order of the model.
    pub fn names(self) -> &'static [Names] {
        match self {
            Kind::Hours => HOURS,
            Kind::Plan => PLAN,
            Kind::Approvals => APPROVALS,
            Kind::Requests => REQUESTS,
            Kind::Messages => MESSAGES,
        }
    }
}
