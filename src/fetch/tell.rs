//! The one thing that is told over HTTP instead of asked: a small JSON, to an address that config.toml names.

use reqwest::header::HeaderName;
use serde::Deserialize;
use serde_json::Value;

use super::address::Base;
use super::door::Limits;
use super::http::{self, Carried};
use super::secret::Secret;
use super::trouble::Trouble;

/// Where the receiver wants its token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SecretIn {
    /// `Authorization: Bearer …`
    #[default]
    Header,
    /// At the end of the address, as chats want it.
    Path,
}

/// Posts once, and gives the status of the answer, whose body is not read. `id` is the same for the same words
/// (`Idempotency-Key`).
pub async fn tell(
    base: &Base,
    secret: Option<(SecretIn, &Secret)>,
    id: &str,
    body: &Value,
    limits: &Limits,
) -> Result<u16, Trouble> {
    let client = http::client(limits, base.is_loopback())?;
    let url = match secret {
        Some((SecretIn::Path, secret)) => base.url(&format!("/{}", secret.expose()), &[]),
        Some((SecretIn::Header, _)) | None => base.itself(),
    };
    let mut request = client
        .post(url)
        .header(reqwest::header::CONTENT_TYPE, "application/json")
        .header(HeaderName::from_static("idempotency-key"), id)
        .body(body.to_string());
    if let Some((SecretIn::Header, secret)) = secret {
        request = http::carry(request, Carried::Bearer, secret);
    }
    let response = request
        .send()
        .await
        .map_err(|error| http::trouble(&error))?;
    Ok(response.status().as_u16())
}
