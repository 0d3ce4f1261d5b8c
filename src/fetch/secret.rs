//! Tokens by name. Their value comes from `commands/`, and never prints.

use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;

use super::reading::Kept;

/// A token: its `Debug` says nothing, and its memory is wiped.
#[derive(Clone, Debug)]
pub struct Secret(SecretString);

impl Secret {
    /// `None` when nothing is left without the blanks around, or when it cannot travel in a header.
    pub fn new(value: &str) -> Option<Secret> {
        let value = value.trim();
        let travels = value.bytes().all(|byte| (0x21..=0x7e).contains(&byte));
        (!value.is_empty() && travels).then(|| Secret(SecretString::from(value.to_owned())))
    }

    /// A password, which may hold blanks and accents: only the end of the line is taken off.
    pub fn password(value: &str) -> Option<Secret> {
        let value = value.strip_suffix('\n').unwrap_or(value);
        let value = value.strip_suffix('\r').unwrap_or(value);
        let is_one = !value.is_empty() && !value.chars().any(char::is_control);
        is_one.then(|| Secret(SecretString::from(value.to_owned())))
    }

    /// Whether what is about to be written holds it.
    pub(super) fn is_in(&self, kept: &Kept) -> bool {
        let next = kept.next.as_deref().unwrap_or_default();
        next.contains(self.expose()) || kept.body.to_string().contains(self.expose())
    }

    /// For the header of a request or the greeting of a server, and nothing else.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

/// What config.toml calls a token: `mastodon-abers`. Never the token itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct SecretName(String);

/// The value is not repeated: it may be a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "«\u{a0}secret\u{a0}» attend le nom d’un jeton (minuscules, chiffres et tirets, 40 caractères au plus, par exemple mastodon-abers), jamais le jeton lui-même, qui se range dans un fichier ou une variable d’environnement\u{a0}; s’il a été écrit ici, en créer un autre"
)]
pub struct SecretNameError;

impl SecretName {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `ESTRAN_MASTODON_ABERS`.
    pub fn variable(&self) -> String {
        format!("ESTRAN_{}", self.0.to_uppercase().replace('-', "_"))
    }
}

impl TryFrom<String> for SecretName {
    type Error = SecretNameError;

    fn try_from(text: String) -> Result<Self, SecretNameError> {
        let is_plain =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_name = text.len() <= 40
            && text.bytes().all(is_plain)
            && text.split('-').all(|part| (1..20).contains(&part.len()));
        if is_name {
            Ok(SecretName(text))
        } else {
            Err(SecretNameError)
        }
    }
}

/// Whether a value that should be a name is more likely a token: long, in one piece, letters and digits mixed.
pub fn looks_like_a_token(text: &str) -> bool {
    let is_piece = |part: &&str| {
        part.len() >= 30
            && part.bytes().any(|byte| byte.is_ascii_digit())
            && part.bytes().any(|byte| byte.is_ascii_alphabetic())
    };
    let cut = |letter: char| !(letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '|'));
    text.split(cut).find(is_piece).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_never_prints() {
        let secret = Secret::new(" zz-jeton-zz\n").unwrap();
        assert_eq!(secret.expose(), "zz-jeton-zz");
        assert!(!format!("{secret:?}").contains("jeton"));
    }

    #[test]
    fn what_cannot_travel_is_no_token() {
        for text in ["", " \n", "deux mots", "é"] {
            assert!(Secret::new(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_name_is_not_a_token() {
        for name in ["mastodon-abers", "yt", "facebook-page-2"] {
            assert_eq!(
                SecretName::try_from(name.to_owned()).unwrap().as_str(),
                name
            );
        }
        for token in [
            "EAABsbCS1iHgBO0ZCZB",
            "ghp_abcdefghijklmnop",
            "0123456789abcdef0123456789abcdef",
            "AIzaSyA-abcdefghijklmnopqrstuvwxyz0123",
            "",
            "a--b",
            "deux mots",
        ] {
            let error = SecretName::try_from(token.to_owned()).unwrap_err();
            assert!(token.is_empty() || !error.to_string().contains(token));
        }
        assert!(looks_like_a_token("EAABsbCS1iHgBO0ZCZBxyzxyzxyz0123"));
        for plain in [
            "@departement@social.exemple.fr",
            "did:plc:z72i7hdynmk6r22z27h6tvur",
            "UCabcdefghijklmnopqrstuv",
            "104520000000011",
        ] {
            assert!(!looks_like_a_token(plain), "{plain}");
        }
    }
}
