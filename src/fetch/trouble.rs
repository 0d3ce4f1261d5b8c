//! Why an account could not be read, each with what to do. No sentence holds a token or an address asked for.

use chrono::DateTime;
use chrono_tz::Tz;

use super::address::AddressError;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error(
        "le jeton est refusé ({0})\u{202f}; il est périmé ou révoqué\u{a0}: en créer un autre et le mettre à la place de l’ancien"
    )]
    TokenRefused(u16),
    #[error(
        "le serveur ne répond pas sans jeton\u{202f}; en créer un et en donner le nom dans «\u{a0}secret\u{a0}»"
    )]
    TokenNeeded,
    #[error(
        "l’accès est refusé ({0})\u{202f}; vérifier que le jeton a le droit de lire les statistiques de ce compte"
    )]
    Forbidden(u16),
    #[error(
        "le compte est introuvable à cette adresse, ou il est fermé\u{202f}; vérifier «\u{a0}handle\u{a0}» et «\u{a0}base\u{a0}»"
    )]
    Gone,
    #[error(
        "l’accès est refusé ({0})\u{202f}; vérifier le jeton, et qu’il permet de lire le temps de toute l’équipe"
    )]
    HoursForbidden(u16),
    #[error(
        "le temps de l’équipe est introuvable à cette adresse\u{202f}; vérifier «\u{a0}base\u{a0}», et «\u{a0}workspace\u{a0}» si l’outil en a"
    )]
    NoTimesheet,
    #[error(
        "l’abonnement ne permet pas de lire ce rapport\u{202f}; déposer l’export, ou changer d’abonnement"
    )]
    NotInPlan,
    #[error(
        "cette version de l’API n’est plus servie\u{202f}; écrire une version plus récente dans «\u{a0}version\u{a0}»"
    )]
    OldVersion,
    #[error(
        "le serveur demande d’attendre jusqu’au {}\u{202f}; relancer la commande après",
        .0.format("%d/%m à %H\u{a0}h\u{a0}%M")
    )]
    TooLong(DateTime<Tz>),
    #[error(
        "la limite d’appels est atteinte et le serveur ne dit pas jusqu’à quand\u{202f}; relancer la commande demain"
    )]
    Exhausted,
    #[error(
        "le quota du jour est épuisé\u{202f}; il revient à minuit, heure du Pacifique (9\u{a0}h à Paris)\u{a0}: relancer la commande demain"
    )]
    QuotaOfTheDay,
    #[error(
        "le quota du jour est épuisé\u{202f}; il revient à minuit, temps universel (1\u{a0}h ou 2\u{a0}h à Paris)\u{a0}: relancer la commande demain"
    )]
    QuotaOfTheUtcDay,
    #[error(
        "l’application est refusée ({0})\u{202f}; vérifier que le secret nommé par «\u{a0}app\u{a0}» s’écrit client_id:client_secret, et que le jeton a été créé pour cette application"
    )]
    AppRefused(u16),
    #[error(
        "le crédit ou le plafond de dépense du compte de développeur est épuisé\u{202f}; le relever dans la console du réseau, ou attendre le mois suivant et déposer l’export"
    )]
    NoCredit,
    #[error(
        "le mois a plus de {0} publications, et la lecture a été arrêtée pour ne pas dépenser plus\u{202f}; monter «\u{a0}most_posts\u{a0}», puis relancer la commande aujourd’hui\u{a0}: ce qui est déjà lu n’est pas payé deux fois"
    )]
    TooDear(u32),
    #[error(
        "un autre compte a épuisé le quota du jour de la même clé\u{202f}; celui-ci n’a pas été interrogé, le quota revient le {}\u{a0}: relancer la commande après",
        .0.format("%d/%m à %H\u{a0}h\u{a0}%M")
    )]
    QuotaShared(DateTime<Tz>),
    #[error(
        "le serveur répond par une page web au lieu de données\u{202f}; il est sans doute en maintenance\u{a0}: relancer plus tard, ou vérifier «\u{a0}base\u{a0}»"
    )]
    NotJson,
    #[error("le serveur est en panne ({0})\u{202f}; relancer la commande plus tard")]
    Down(u16),
    #[error("le serveur ne comprend pas la demande ({0})\u{202f}; l’API a peut-être changé")]
    Refused(u16),
    #[error(
        "le serveur ne répond pas\u{202f}; vérifier «\u{a0}base\u{a0}», le réseau et le serveur mandataire (HTTPS_PROXY)"
    )]
    Unreachable,
    #[error("le serveur s’est tu trop longtemps\u{202f}; relancer la commande plus tard")]
    Silent,
    #[error("la connexion a été coupée avant la fin\u{202f}; relancer la commande plus tard")]
    Cut,
    #[error(
        "la réponse est trop grosse pour être celle d’une API\u{202f}; vérifier «\u{a0}base\u{a0}»"
    )]
    TooBig,
    #[error(
        "le serveur renvoie vers un autre hôte, qui n’est pas suivi pour ne pas lui donner le jeton\u{202f}; écrire la bonne adresse dans «\u{a0}base\u{a0}»"
    )]
    Elsewhere,
    #[error(
        "le serveur a écrit le jeton dans sa réponse, qui n’a pas été gardée\u{202f}; changer le jeton, et prévenir qui tient ce serveur"
    )]
    GivenBack,
    #[error("le serveur redonne toujours la même page\u{202f}; la lecture a été arrêtée")]
    Loop,
    #[error("le serveur annonce plus de {0} pages\u{202f}; la lecture a été arrêtée")]
    Endless(usize),
    #[error(
        "la réponse n’a pas «\u{a0}{0}\u{a0}», qui était attendu\u{202f}; l’API a peut-être changé"
    )]
    Lacks(&'static str),
    /// The page asked for is too heavy for the server: fewer items are asked.
    #[error("le serveur trouve la demande trop lourde\u{202f}; relancer la commande plus tard")]
    TooMuch,
    /// A metric that this version no longer knows, by its name when the server gives it.
    #[error(
        "la mesure demandée n’existe plus dans cette version de l’API\u{202f}; mettre Estran à jour"
    )]
    DeadMetric,
    #[error(transparent)]
    Address(#[from] AddressError),
    /// The disk refused an answer, in words.
    #[error("{0}")]
    NotKept(String),
    #[error(
        "la connexion chiffrée ne peut pas être préparée\u{202f}; vérifier les autorités de certification de la machine"
    )]
    NoTls,
}
