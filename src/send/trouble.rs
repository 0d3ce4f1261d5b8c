//! Why something did not leave, each with what to do. No sentence holds a password, nor what a server wrote beyond
//! its codes: it may repeat an address, or worse.

/// What may be done after a trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// It may pass: again in a moment, then at the next run.
    Again,
    /// A person must change something; nothing has left, so the next run tries again.
    Later,
    /// The answer is no: asking again would not change it.
    Never,
    /// It may have left: a person must look.
    Ask,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Trouble {
    #[error("le serveur {0} ne répond pas\u{202f}; vérifier son nom, son port et le réseau")]
    Unreachable(String),
    #[error("le serveur {0} s’est tu trop longtemps")]
    Silent(String),
    #[error("le serveur {0} a coupé la conversation")]
    Cut(String),
    #[error("le serveur demande de réessayer plus tard ({0})")]
    Busy(String),
    #[error(
        "le serveur {0} ne propose pas STARTTLS\u{202f}; écrire «\u{a0}encryption = \"tls\"\u{a0}» et son port, ou demander à qui tient ce serveur"
    )]
    NoStartTls(String),
    #[error(
        "le serveur {0} ne parle pas TLS sur ce port\u{202f}; vérifier «\u{a0}encryption\u{a0}» et «\u{a0}port\u{a0}»"
    )]
    NoTls(String),
    #[error(
        "le certificat du serveur {0} n’est signé par aucune autorité connue\u{202f}; donner celle de l’organisme dans «\u{a0}authority\u{a0}» (fichier PEM)\u{202f}; rien n’a été envoyé"
    )]
    UnknownAuthority(String),
    #[error(
        "le certificat du serveur n’est pas celui de {0}\u{202f}; écrire dans «\u{a0}host\u{a0}» le nom que porte le certificat\u{202f}; rien n’a été envoyé"
    )]
    OtherName(String),
    #[error(
        "le certificat du serveur {0} est refusé (périmé, ou mal fait)\u{202f}; prévenir qui tient ce serveur\u{202f}; rien n’a été envoyé"
    )]
    BadCertificate(String),
    #[error(
        "«\u{a0}authority\u{a0}» n’est pas un certificat au format PEM\u{202f}; y mettre celui de l’autorité de l’organisme"
    )]
    BadAuthority,
    #[error(
        "le serveur refuse l’identifiant ou le mot de passe ({0})\u{202f}; vérifier «\u{a0}user\u{a0}» et le fichier que nomme «\u{a0}secret\u{a0}»"
    )]
    Identity(String),
    #[error(
        "le serveur ne propose pas de s’identifier par mot de passe\u{202f}; ôter «\u{a0}user\u{a0}» et «\u{a0}secret\u{a0}», ou vérifier «\u{a0}port\u{a0}» et «\u{a0}encryption\u{a0}»"
    )]
    NoIdentity,
    #[error(
        "le serveur refuse cette machine ({0})\u{202f}; demander à qui tient ce serveur de lui permettre d’envoyer"
    )]
    Machine(String),
    #[error("le serveur refuse l’expéditeur ({0})\u{202f}; vérifier «\u{a0}from\u{a0}»")]
    Sender(String),
    #[error("le serveur refuse le destinataire ({0})\u{202f}; vérifier son adresse")]
    Recipient(String),
    #[error(
        "le serveur refuse le message ({0})\u{202f}; vérifier avec qui le tient sa taille permise et ses filtres"
    )]
    Message(String),
    #[error(
        "le message ne peut pas être composé\u{202f}; vérifier «\u{a0}from\u{a0}» et «\u{a0}reply_to\u{a0}»"
    )]
    Unwritable,
    #[error("envoi peut-être parti\u{a0}: le serveur {0} n’a pas dit s’il l’a pris")]
    Doubtful(String),
    /// The disk refused the intent, in words: nothing leaves without a trace.
    #[error("l’envoi n’a pas pu être noté, il n’est donc pas parti\u{a0}: {0}")]
    NotNoted(String),
    #[error(
        "l’adresse du webhook répond {0}\u{202f}; vérifier «\u{a0}url\u{a0}» et «\u{a0}secret\u{a0}»"
    )]
    Webhook(u16),
    #[error(
        "l’adresse du webhook renvoie ailleurs, ce qui n’est pas suivi\u{202f}; écrire la bonne dans «\u{a0}url\u{a0}»"
    )]
    Elsewhere,
}

impl Trouble {
    pub fn next(&self) -> Next {
        match self {
            Trouble::Unreachable(_) | Trouble::Silent(_) | Trouble::Cut(_) | Trouble::Busy(_) => {
                Next::Again
            }
            Trouble::NoStartTls(_)
            | Trouble::NoTls(_)
            | Trouble::UnknownAuthority(_)
            | Trouble::OtherName(_)
            | Trouble::BadCertificate(_)
            | Trouble::BadAuthority
            | Trouble::Identity(_)
            | Trouble::Machine(_)
            | Trouble::NoIdentity
            | Trouble::NotNoted(_)
            | Trouble::Unwritable
            | Trouble::Webhook(_)
            | Trouble::Elsewhere => Next::Later,
            Trouble::Sender(_) | Trouble::Recipient(_) | Trouble::Message(_) => Next::Never,
            Trouble::Doubtful(_) => Next::Ask,
        }
    }
}
