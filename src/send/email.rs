//! `[delivery.email]` of config.toml: as a person writes it, then checked.

use std::path::PathBuf;

use serde::Deserialize;

use super::address::{Recipient, Sender};
use super::relay::{Encryption, Relay, is_loopback};
use super::stage::Stage;
use crate::fetch::SecretName;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EmailKeys {
    pub host: Option<String>,
    pub port: Option<u16>,
    pub encryption: Encryption,
    pub user: Option<String>,
    pub secret: Option<SecretName>,
    pub authority: Option<PathBuf>,
    pub from: Option<String>,
    pub reply_to: Option<String>,
    pub drafts: Vec<String>,
    pub releases: Vec<String>,
}

/// Who writes to whom, through which server.
#[derive(Clone, Debug)]
pub struct Email {
    pub relay: Relay,
    pub from: Sender,
    pub reply_to: Option<Sender>,
    drafts: Vec<Recipient>,
    releases: Vec<Recipient>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmailError {
    #[error(
        "«\u{a0}host\u{a0}» manque\u{202f}; écrire le nom du serveur d’envoi, par exemple smtp.abers.example"
    )]
    NoHost,
    #[error(
        "«\u{a0}host\u{a0}»\u{a0}: «\u{a0}{0}\u{a0}» n’est pas un nom de serveur\u{202f}; écrire le nom seul, sans adresse ni port, par exemple smtp.abers.example"
    )]
    Host(String),
    #[error(
        "«\u{a0}encryption = \"none\"\u{a0}» n’est permis que vers cette machine (localhost)\u{202f}; écrire \"starttls\" ou \"tls\", sinon le rapport et le mot de passe voyageraient en clair"
    )]
    Plain,
    #[error(
        "«\u{a0}from\u{a0}» manque ou n’est pas une adresse\u{202f}; écrire par exemple «\u{a0}Estran <estran@abers.example>\u{a0}»"
    )]
    From,
    #[error(
        "«\u{a0}reply_to\u{a0}» n’est pas une adresse\u{202f}; écrire par exemple communication@abers.example"
    )]
    ReplyTo,
    #[error(
        "«\u{a0}{key}\u{a0}»\u{a0}: l’élément {place} n’est pas une adresse\u{202f}; écrire une adresse par élément, sans nom ni accent, par exemple communication@abers.example"
    )]
    To { key: &'static str, place: usize },
    #[error(
        "«\u{a0}{key}\u{a0}»\u{a0}: l’élément {place} répète une adresse\u{202f}; ôter l’une des deux"
    )]
    Twice { key: &'static str, place: usize },
    #[error(
        "personne ne reçoit rien\u{202f}; écrire des adresses dans «\u{a0}drafts\u{a0}» (versions provisoires) ou dans «\u{a0}releases\u{a0}» (versions définitives)"
    )]
    Nobody,
    #[error(
        "«\u{a0}user\u{a0}» et «\u{a0}secret\u{a0}» vont ensemble\u{202f}; écrire les deux, ou aucun si le serveur reconnaît cette machine"
    )]
    HalfAnIdentity,
}

impl Email {
    pub fn new(keys: EmailKeys) -> Result<Email, EmailError> {
        let host = keys.host.as_deref().unwrap_or_default().trim().to_owned();
        if host.is_empty() {
            return Err(EmailError::NoHost);
        }
        // Colons are those of an address of IPv6.
        let is_name = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
        if !host.bytes().all(is_name) && host.parse::<std::net::IpAddr>().is_err() {
            return Err(EmailError::Host(host));
        }
        if keys.encryption == Encryption::None && !is_loopback(&host) {
            return Err(EmailError::Plain);
        }
        let user = keys.user.filter(|user| !user.trim().is_empty());
        if user.is_some() != keys.secret.is_some() {
            return Err(EmailError::HalfAnIdentity);
        }
        let from = keys.from.as_deref().and_then(Sender::new);
        let reply_to = match keys.reply_to.as_deref().map(Sender::new) {
            Some(None) => return Err(EmailError::ReplyTo),
            other => other.flatten(),
        };
        let drafts = recipients("drafts", &keys.drafts)?;
        let releases = recipients("releases", &keys.releases)?;
        if drafts.is_empty() && releases.is_empty() {
            return Err(EmailError::Nobody);
        }
        Ok(Email {
            relay: Relay {
                port: keys.port.unwrap_or(keys.encryption.port()),
                host,
                encryption: keys.encryption,
                user,
                secret: keys.secret,
                authority: keys.authority,
            },
            from: from.ok_or(EmailError::From)?,
            reply_to,
            drafts,
            releases,
        })
    }

    pub fn to(&self, stage: Stage) -> &[Recipient] {
        match stage {
            Stage::Draft => &self.drafts,
            Stage::Release => &self.releases,
        }
    }
}

/// The address itself is not repeated in the message: its place in the list is enough.
fn recipients(key: &'static str, written: &[String]) -> Result<Vec<Recipient>, EmailError> {
    let mut known: Vec<Recipient> = Vec::with_capacity(written.len());
    for (place, text) in (1..).zip(written) {
        let recipient = Recipient::new(text).ok_or(EmailError::To { key, place })?;
        if known.iter().any(|other| other.whole() == recipient.whole()) {
            return Err(EmailError::Twice { key, place });
        }
        known.push(recipient);
    }
    Ok(known)
}
