//! Where an account is asked: only ever the host that config.toml names.
//!
//! No address found in an answer is followed, so that no server can send us, or a token, elsewhere.

use std::fmt;

use reqwest::Url;
use url::Host;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("ce n’est pas une adresse\u{202f}; écrire par exemple https://social.exemple.fr")]
    Unreadable,
    #[error("l’adresse doit commencer par https:// pour que le jeton voyage chiffré")]
    Plain,
    #[error(
        "l’adresse contient un mot de passe ou un paramètre\u{202f}; n’écrire que le serveur, et le jeton dans le fichier que nomme «\u{a0}secret\u{a0}»"
    )]
    Holds,
    #[error(
        "cet hôte est celui d’une machine locale\u{202f}; l’écrire en entier dans «\u{a0}base\u{a0}» si c’est voulu"
    )]
    Local,
}

/// The address before the paths of an API, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(Url);

impl Base {
    /// As a person writes it. A machine of the local network may be named, not the addresses that machines give
    /// themselves; without encryption, only this very machine.
    pub fn named(text: &str) -> Result<Base, AddressError> {
        let url = Url::parse(text.trim()).map_err(|_| AddressError::Unreadable)?;
        let has_more = url.query().is_some() || url.fragment().is_some();
        if !url.username().is_empty() || url.password().is_some() || has_more {
            return Err(AddressError::Holds);
        }
        let base = Base(url);
        match (base.0.scheme(), base.0.host()) {
            (_, None) => Err(AddressError::Unreadable),
            ("https" | "http", Some(host)) if is_link_local(&host) => Err(AddressError::Local),
            ("https", _) => Ok(base),
            ("http", _) if base.is_loopback() => Ok(base),
            ("http", _) => Err(AddressError::Plain),
            _ => Err(AddressError::Unreadable),
        }
    }

    /// The server of a handle, `social.exemple.fr`: a public name, and nothing else.
    pub fn of_host(host: &str) -> Result<Base, AddressError> {
        let base = Base::named(&format!("https://{host}"))?;
        match base.0.host() {
            Some(Host::Domain(name)) if name.contains('.') && !name.ends_with(".localhost") => {
                Ok(base)
            }
            _ => Err(AddressError::Local),
        }
    }

    /// Whether it is this very machine.
    pub fn is_loopback(&self) -> bool {
        match self.0.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        }
    }

    /// Host and port, for limits and messages.
    pub fn host(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        match self.0.port() {
            Some(port) => format!("{host}:{port}"),
            None => host.to_owned(),
        }
    }

    /// As it was written.
    pub(super) fn itself(&self) -> Url {
        self.0.clone()
    }

    /// The address of a question.
    pub(super) fn url(&self, path: &str, query: &[(String, String)]) -> Url {
        let mut url = self.at(path);
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    /// The same, where the service has its own way of encoding a query, and it is done already.
    pub(super) fn url_as_written(&self, path: &str, query: &[(String, String)]) -> Url {
        let mut url = self.at(path);
        let query: Vec<String> = query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        url.set_query(Some(&query.join("&")));
        url
    }

    fn at(&self, path: &str) -> Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}{path}", self.0.path().trim_end_matches('/')));
        url
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// Addresses that a machine gives itself, among which those of the secrets of hosting services.
fn is_link_local(host: &Host<&str>) -> bool {
    match host {
        Host::Ipv4(address) => address.is_link_local() || address.is_unspecified(),
        Host::Ipv6(address) => {
            address.is_unicast_link_local()
                || address.is_unspecified()
                || address
                    .to_ipv4_mapped()
                    .is_some_and(|address| address.is_link_local())
        }
        Host::Domain(_) => false,
    }
}

/// The same server for a redirection: scheme, host and port.
pub(super) fn is_same_server(one: &Url, other: &Url) -> bool {
    one.scheme() == other.scheme()
        && one.host() == other.host()
        && one.port_or_known_default() == other.port_or_known_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_encrypted_or_this_very_machine() {
        for good in [
            "https://social.exemple.fr",
            "https://kimai.intranet/temps/",
            "https://10.0.0.4",
            "http://127.0.0.1:8091",
            "http://localhost:2584",
            "http://[::1]:80",
        ] {
            assert!(Base::named(good).is_ok(), "{good}");
        }
        for (wrong, why) in [
            ("http://social.exemple.fr", AddressError::Plain),
            ("http://10.0.0.4", AddressError::Plain),
            ("ftp://social.exemple.fr", AddressError::Unreadable),
            ("social.exemple.fr", AddressError::Unreadable),
            ("https://moi:secret@social.exemple.fr", AddressError::Holds),
            (
                "https://social.exemple.fr?access_token=x",
                AddressError::Holds,
            ),
            ("https://169.254.169.254", AddressError::Local),
            ("https://[fe80::1]", AddressError::Local),
            ("https://[::ffff:169.254.169.254]", AddressError::Local),
        ] {
            assert_eq!(Base::named(wrong), Err(why), "{wrong}");
        }
    }

    #[test]
    fn a_handle_never_leads_to_this_machine_nor_to_a_bare_number() {
        assert!(Base::of_host("social.exemple.fr").is_ok());
        for host in [
            "localhost",
            "127.0.0.1",
            "127.1",
            "intranet",
            "a.localhost",
            "[::1]",
        ] {
            assert!(Base::of_host(host).is_err(), "{host}");
        }
    }

    #[test]
    fn a_question_follows_the_path_of_the_base() {
        let base = Base::named("https://outils.exemple.fr/kimai/").unwrap();
        let query = [("a".to_owned(), "é&b".to_owned())];
        assert_eq!(
            base.url("/api/ping", &query).as_str(),
            "https://outils.exemple.fr/kimai/api/ping?a=%C3%A9%26b"
        );
        let base = Base::named("https://api.exemple.fr").unwrap();
        let query = [(
            "shares".to_owned(),
            "List(urn%3Ali%3Ashare%3A1,urn%3Ali%3Ashare%3A2)".to_owned(),
        )];
        assert_eq!(
            base.url_as_written("/rest/a%3Ab", &query).as_str(),
            "https://api.exemple.fr/rest/a%3Ab?shares=List(urn%3Ali%3Ashare%3A1,urn%3Ali%3Ashare%3A2)"
        );
    }
}
