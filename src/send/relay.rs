//! The server that takes the messages of the service.

use std::net::IpAddr;
use std::path::PathBuf;

use serde::Deserialize;

use crate::fetch::SecretName;

/// How the conversation is kept from others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// Asked for at the beginning, and required (RFC 3207).
    #[default]
    StartTls,
    /// From the first byte (RFC 8314).
    Tls,
    /// Towards this very machine only.
    None,
}

impl Encryption {
    /// Submission, submissions, and the relay of the machine itself.
    pub fn port(self) -> u16 {
        match self {
            Encryption::StartTls => 587,
            Encryption::Tls => 465,
            Encryption::None => 25,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relay {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    /// Without a user, the server knows this machine by its address.
    pub user: Option<String>,
    pub secret: Option<SecretName>,
    /// PEM of the authority of the body, trusted beside those of the machine.
    pub authority: Option<PathBuf>,
}

/// Whether a name is that of this very machine.
pub(super) fn is_loopback(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}
