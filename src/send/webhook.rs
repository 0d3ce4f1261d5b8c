//! A few facts about a report, told to a program that watches. No figure, nobody.

use serde::{Deserialize, Serialize};

use super::stage::Stage;
use super::trouble::Trouble;
use crate::fetch::{self, AddressError, Base, Secret, SecretName};

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WebhookKeys {
    pub url: Option<String>,
    pub secret: Option<SecretName>,
    pub secret_in: fetch::SecretIn,
}

/// `https` only, but towards this very machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    pub url: Base,
    pub secret: Option<SecretName>,
    pub secret_in: fetch::SecretIn,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    #[error(
        "«\u{a0}url\u{a0}» manque\u{202f}; écrire par exemple https://veille.abers.example/estran"
    )]
    NoUrl,
    #[error(
        "«\u{a0}url\u{a0}» semble contenir un jeton\u{202f}; l’ôter d’ici, le ranger dans un fichier que nomme «\u{a0}secret\u{a0}», et écrire «\u{a0}secret_in = \"path\"\u{a0}»"
    )]
    Token,
    #[error("«\u{a0}url\u{a0}»\u{a0}: {0}")]
    Address(AddressError),
}

impl Webhook {
    pub fn new(keys: WebhookKeys) -> Result<Webhook, WebhookError> {
        let url = keys.url.ok_or(WebhookError::NoUrl)?;
        if fetch::looks_like_a_token(&url) {
            return Err(WebhookError::Token);
        }
        Ok(Webhook {
            url: Base::named(&url).map_err(WebhookError::Address)?,
            secret: keys.secret,
            secret_in: keys.secret_in,
        })
    }
}

/// What is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// The same for the same report: told twice, it counts once.
    pub id: String,
    /// Name of the public body.
    pub body: String,
    /// `2026-10`.
    pub month: String,
    pub stage: Stage,
    /// `clean`, `with_findings` when some data could not be used, `failed` when there is no report.
    pub status: &'static str,
    /// How many, by severity.
    pub findings: Findings,
    /// Of the report, if there is one.
    pub pdf_sha256: Option<String>,
    /// A sentence for those who read: chats show it.
    pub text: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Findings {
    pub errors: usize,
    pub warnings: usize,
    pub information: usize,
}

/// Tells it once.
pub async fn tell(
    webhook: &Webhook,
    secret: Option<&Secret>,
    notice: &Notice,
    limits: &fetch::Limits,
) -> Result<(), Trouble> {
    let body = serde_json::to_value(notice).expect("a notice is words and numbers");
    let secret = secret.map(|secret| (webhook.secret_in, secret));
    let host = || webhook.url.host();
    match fetch::tell(&webhook.url, secret, &notice.id, &body, limits).await {
        Ok(200..=299) => Ok(()),
        Ok(status @ (408 | 425 | 429 | 500..=599)) => Err(Trouble::Busy(status.to_string())),
        Ok(status) => Err(Trouble::Webhook(status)),
        Err(fetch::Trouble::Elsewhere) => Err(Trouble::Elsewhere),
        Err(fetch::Trouble::Silent) => Err(Trouble::Silent(host())),
        Err(fetch::Trouble::Cut) => Err(Trouble::Cut(host())),
        Err(_) => Err(Trouble::Unreachable(host())),
    }
}
