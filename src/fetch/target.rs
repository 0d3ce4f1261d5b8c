//! What to read for an account: as config.toml says it, then checked.

use serde::{Deserialize, Serialize};

use super::address::{AddressError, Base};
use super::secret::{SecretName, looks_like_a_token};
use crate::model::Network;

/// `[fetch.<account>]` of config.toml.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Target {
    pub source: Option<Source>,
    /// What the network calls the account.
    pub handle: Option<String>,
    pub base: Option<String>,
    pub secret: Option<SecretName>,
}

/// A service that can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Source {
    Mastodon,
    Bluesky,
}

impl Source {
    pub const ALL: [Source; 2] = [Source::Mastodon, Source::Bluesky];

    pub fn key(self) -> &'static str {
        match self {
            Source::Mastodon => "mastodon",
            Source::Bluesky => "bluesky",
        }
    }

    pub fn network(self) -> Network {
        match self {
            Source::Mastodon => Network::Mastodon,
            Source::Bluesky => Network::Bluesky,
        }
    }

    /// The one for a network, if there is one.
    pub fn of(network: Network) -> Option<Source> {
        Source::ALL
            .into_iter()
            .find(|source| source.network() == network)
    }

    /// Questions asked at once of one host.
    pub(super) fn seats(self) -> usize {
        match self {
            // Instances are small machines, run by volunteers or by one ministry for all.
            Source::Mastodon => 2,
            Source::Bluesky => 4,
        }
    }

    /// What it gives, and what it never will.
    pub fn gives(self) -> &'static str {
        match self {
            Source::Mastodon => {
                "abonnés, publications, favoris, partages, réponses\u{202f}; jamais de vues ni de portée"
            }
            Source::Bluesky => {
                "abonnés, publications, mentions J’aime, reposts, citations, réponses\u{202f}; jamais de vues ni de portée"
            }
        }
    }
}

/// One account to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// Its `id` in config.toml.
    pub account: String,
    pub source: Source,
    pub base: Base,
    /// What the service calls the account, without its host.
    pub handle: String,
    pub secret: Option<SecretName>,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TargetError {
    #[error("«\u{a0}handle\u{a0}» manque\u{202f}; écrire le nom du compte chez le réseau")]
    NoHandle,
    #[error(
        "l’instance du compte n’est pas connue\u{202f}; écrire le nom entier dans «\u{a0}handle\u{a0}» (@compte@instance.exemple.fr), ou l’adresse de l’instance dans «\u{a0}base\u{a0}»"
    )]
    NoInstance,
    #[error(
        "«\u{a0}{0}\u{a0}» semble contenir un jeton\u{202f}; l’ôter d’ici, en créer un autre et le ranger dans un fichier que nomme «\u{a0}secret\u{a0}»"
    )]
    Token(&'static str),
    #[error("«\u{a0}{0}\u{a0}»\u{a0}: {1}")]
    Address(&'static str, AddressError),
}

impl Errand {
    /// Fills in what the source knows by itself.
    pub fn new(account: &str, source: Source, target: &Target) -> Result<Errand, TargetError> {
        for (key, value) in [("handle", &target.handle), ("base", &target.base)] {
            if value.as_deref().is_some_and(looks_like_a_token) {
                return Err(TargetError::Token(key));
            }
        }
        let handle = target.handle.as_deref().unwrap_or_default().trim();
        let handle = handle.trim_start_matches('@');
        if handle.is_empty() {
            return Err(TargetError::NoHandle);
        }
        let named = target
            .base
            .as_deref()
            .map(|base| Base::named(base).map_err(|error| TargetError::Address("base", error)))
            .transpose()?;
        let fixed =
            |address| Base::named(address).map_err(|error| TargetError::Address("base", error));
        let (handle, base) = match (source, named) {
            (Source::Mastodon, named) => {
                let (name, host) = match handle.split_once('@') {
                    Some((name, host)) => (name, Some(host)),
                    None => (handle, None),
                };
                let base = match (named, host) {
                    (Some(base), _) => base,
                    (None, Some(host)) => Base::of_host(host)
                        .map_err(|error| TargetError::Address("handle", error))?,
                    (None, None) => return Err(TargetError::NoInstance),
                };
                (name, base)
            }
            (Source::Bluesky, Some(base)) => (handle, base),
            (Source::Bluesky, None) => (handle, fixed("https://public.api.bsky.app")?),
        };
        Ok(Errand {
            account: account.to_owned(),
            source,
            base,
            handle: handle.to_owned(),
            secret: target.secret.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(handle: &str, base: Option<&str>) -> Target {
        Target {
            handle: Some(handle.to_owned()),
            base: base.map(str::to_owned),
            ..Target::default()
        }
    }

    #[test]
    fn a_handle_of_mastodon_names_its_instance() {
        let errand = Errand::new(
            "ma",
            Source::Mastodon,
            &target("@abers@social.exemple.fr", None),
        )
        .unwrap();
        assert_eq!(
            (errand.handle.as_str(), errand.base.host().as_str()),
            ("abers", "social.exemple.fr")
        );
        let elsewhere = target("@abers@social.exemple.fr", Some("http://127.0.0.1:80"));
        let errand = Errand::new("ma", Source::Mastodon, &elsewhere).unwrap();
        assert!(errand.base.is_loopback());
        for (handle, expected) in [
            ("", TargetError::NoHandle),
            ("abers", TargetError::NoInstance),
            (
                "abers@127.0.0.1",
                TargetError::Address("handle", AddressError::Local),
            ),
            (
                "EAABsbCS1iHgBO0ZCZBxyzxyzxyz0123",
                TargetError::Token("handle"),
            ),
        ] {
            let wrong = Errand::new("ma", Source::Mastodon, &target(handle, None));
            assert_eq!(wrong.unwrap_err(), expected, "{handle}");
        }
    }
}
