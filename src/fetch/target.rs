//! What to read for an account: as config.toml says it, then checked.

use chrono::NaiveDate;
use serde::Deserialize;

use super::address::{AddressError, Base};
use super::price::{Dollars, Price};
use super::secret::{SecretName, looks_like_a_token};
use super::source::Source;

/// `[fetch.<account>]` of config.toml.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Target {
    pub source: Option<Source>,
    /// What the network calls the account.
    pub handle: Option<String>,
    pub base: Option<String>,
    pub secret: Option<SecretName>,
    /// Of the API, where it has several at once.
    pub version: Option<String>,
    /// The last day of the token, where the service does not tell it.
    pub token_ends: Option<NaiveDate>,
    /// The secret of the application that the token was made for: the service tells it when the token ends.
    pub app: Option<SecretName>,
    /// In dollars, where reading costs money.
    pub post_price: Option<Dollars>,
    pub account_price: Option<Dollars>,
    pub most_posts: Option<u32>,
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
    /// Of the API: `v26.0`, `202607`. Empty where there is one only.
    pub version: String,
    /// The last day of the token, as far as the service of communication knows.
    pub token_ends: Option<NaiveDate>,
    /// The secret of the application that may ask when the token ends.
    pub app: Option<SecretName>,
    /// What reading costs at most, where it costs.
    pub price: Option<Price>,
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
        "«\u{a0}handle\u{a0}» attend le numéro du compte (des chiffres), que donnent les réglages de la page"
    )]
    NoNumber,
    #[error(
        "{0} ne répond pas sans jeton\u{202f}; en créer un et en donner le nom dans «\u{a0}secret\u{a0}»"
    )]
    NoSecret(Source),
    #[error("«\u{a0}version\u{a0}» s’écrit comme {0}")]
    Version(&'static str),
    #[error(
        "«\u{a0}handle\u{a0}» attend un nom de compte de X (lettres, chiffres et tirets bas, 15 au plus)"
    )]
    NoUsername,
    #[error(
        "«\u{a0}{0}\u{a0}» ne sert que pour X, qui fait payer ses lectures\u{202f}; l’ôter d’ici"
    )]
    Free(&'static str),
    #[error("«\u{a0}app\u{a0}» ne sert que pour LinkedIn\u{202f}; l’ôter d’ici")]
    NoApp,
    #[error("«\u{a0}most_posts\u{a0}» attend un nombre de publications de 5 à 3200")]
    MostPosts,
    #[error(
        "l’outil n’est pas connu\u{202f}; écrire dans «\u{a0}source\u{a0}» kimai, solidtime, toggl ou clockify"
    )]
    NoTool,
    #[error(
        "{0} est sur un serveur de la maison\u{202f}; écrire son adresse dans «\u{a0}base\u{a0}»"
    )]
    NoServer(Source),
    #[error(
        "{0} tient le temps de plusieurs équipes\u{202f}; écrire dans «\u{a0}workspace\u{a0}» le numéro de l’organisation ou de l’espace, tel que le montre l’adresse de ses pages"
    )]
    NoWorkspace(Source),
    #[error("{0} n’a pas d’espaces\u{202f}; ôter «\u{a0}workspace\u{a0}»")]
    NeedlessWorkspace(Source),
    #[error(
        "«\u{a0}{0}\u{a0}» semble contenir un jeton\u{202f}; l’ôter d’ici, en créer un autre et le ranger dans un fichier que nomme «\u{a0}secret\u{a0}»"
    )]
    Token(&'static str),
    #[error("«\u{a0}{0}\u{a0}»\u{a0}: {1}")]
    Address(&'static str, AddressError),
}

impl Errand {
    /// Where the end of a token is asked for: the service has a server apart for that, unless config.toml names another.
    pub(super) fn introspection(&self) -> Option<(Base, &'static str)> {
        let (server, path) = self.source.introspection()?;
        let known = self
            .source
            .address()
            .and_then(|base| Base::named(base).ok());
        let base = if known.as_ref() == Some(&self.base) {
            Base::named(server).ok()?
        } else {
            self.base.clone()
        };
        Some((base, path))
    }

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
        if source.needs_secret() && target.secret.is_none() {
            return Err(TargetError::NoSecret(source));
        }
        let is_number = handle.bytes().all(|byte| byte.is_ascii_digit());
        if source.wants_number() && !is_number {
            return Err(TargetError::NoNumber);
        }
        if source == Source::X && !is_username(handle) {
            return Err(TargetError::NoUsername);
        }
        if target.app.is_some() && source.introspection().is_none() {
            return Err(TargetError::NoApp);
        }
        let (handle, host) = match handle.split_once('@') {
            Some((name, host)) if source.is_on_many_servers() => (name, Some(host)),
            Some(_) | None => (handle, None),
        };
        let base = match (target.base.as_deref(), host, source.address()) {
            (Some(base), _, _) => Base::named(base).map_err(|error| ("base", error)),
            (None, Some(host), _) => Base::of_host(host).map_err(|error| ("handle", error)),
            (None, None, Some(address)) => Base::named(address).map_err(|error| ("base", error)),
            (None, None, None) => return Err(TargetError::NoInstance),
        };
        Ok(Errand {
            account: account.to_owned(),
            source,
            base: base.map_err(|(key, error)| TargetError::Address(key, error))?,
            handle: handle.to_owned(),
            secret: target.secret.clone(),
            version: version(source, target.version.as_deref())?,
            token_ends: target.token_ends,
            app: target.app.clone(),
            price: price(source, target)?,
        })
    }
}

fn is_username(handle: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    handle.len() <= 15 && handle.bytes().all(is_plain)
}

fn price(source: Source, target: &Target) -> Result<Option<Price>, TargetError> {
    let written = [
        ("post_price", target.post_price.is_some()),
        ("account_price", target.account_price.is_some()),
        ("most_posts", target.most_posts.is_some()),
    ];
    if !source.is_paid() {
        let key = written.iter().find(|(_, is_written)| *is_written);
        return key.map_or(Ok(None), |(key, _)| Err(TargetError::Free(key)));
    }
    let known = Price::default();
    let price = Price {
        account: target.account_price.unwrap_or(known.account),
        post: target.post_price.unwrap_or(known.post),
        most_posts: target.most_posts.unwrap_or(known.most_posts),
    };
    if (5..=3200).contains(&price.most_posts) {
        Ok(Some(price))
    } else {
        Err(TargetError::MostPosts)
    }
}

fn version(source: Source, written: Option<&str>) -> Result<String, TargetError> {
    let Some(version) = written else {
        return Ok(source.version().to_owned());
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_version = match source {
        // The year and the month.
        Source::LinkedIn => version.len() == 6 && is_number(version),
        _ => version
            .strip_prefix('v')
            .and_then(|version| version.split_once('.'))
            .is_some_and(|(major, minor)| is_number(major) && is_number(minor)),
    };
    if is_version {
        Ok(version.to_owned())
    } else {
        Err(TargetError::Version(match source.version() {
            "" => "v26.0",
            version => version,
        }))
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

    #[test]
    fn what_needs_a_token_or_a_number_says_so_before_anything_is_asked() {
        let page = |handle: &str, version: Option<&str>| Target {
            handle: Some(handle.to_owned()),
            secret: SecretName::try_from("facebook-abers".to_owned()).ok(),
            version: version.map(str::to_owned),
            ..Target::default()
        };
        let errand = Errand::new("fb", Source::Facebook, &page("104520000000011", None)).unwrap();
        assert_eq!(errand.base.host(), "graph.facebook.com");
        assert_eq!(errand.version, "v26.0");
        for (target, expected) in [
            (
                target("104520000000011", None),
                TargetError::NoSecret(Source::Facebook),
            ),
            (page("departementdesabers", None), TargetError::NoNumber),
            (page("1", Some("26")), TargetError::Version("v26.0")),
            (page("1", Some("v26.0/../x")), TargetError::Version("v26.0")),
        ] {
            let wrong = Errand::new("fb", Source::Facebook, &target);
            assert_eq!(wrong.unwrap_err(), expected);
        }
    }
}
