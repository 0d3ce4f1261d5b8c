//! A tool that keeps time: as config.toml says where it is, then checked.

use chrono::NaiveDate;
use serde::Deserialize;

use super::address::Base;
use super::secret::{SecretName, looks_like_a_token};
use super::source::Source;
use super::target::{Errand, TargetError};

/// `[fetch_time.<name>]` of config.toml.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TimeTarget {
    pub source: Option<Source>,
    pub base: Option<String>,
    /// What the tool calls the organisation or the team, by its number.
    pub workspace: Option<String>,
    pub secret: Option<SecretName>,
    /// The last day of the token.
    pub token_ends: Option<NaiveDate>,
}

impl Errand {
    /// Fills in what the tool knows by itself. The name of the block may be that of the tool.
    pub fn of_time(name: &str, target: &TimeTarget) -> Result<Errand, TargetError> {
        for (key, value) in [("workspace", &target.workspace), ("base", &target.base)] {
            let is_number = |text: &str| key == "workspace" && is_uuid(text);
            if value
                .as_deref()
                .is_some_and(|text| looks_like_a_token(text) && !is_number(text))
            {
                return Err(TargetError::Token(key));
            }
        }
        let source = target.source.or(Source::of_time(name));
        let source = source
            .filter(|source| source.is_time())
            .ok_or(TargetError::NoTool)?;
        if target.secret.is_none() {
            return Err(TargetError::NoSecret(source));
        }
        let base = target.base.as_deref().or(source.address());
        let base = Base::named(base.ok_or(TargetError::NoServer(source))?)
            .map_err(|error| TargetError::Address("base", error))?;
        Ok(Errand {
            account: name.to_owned(),
            source,
            base,
            handle: workspace(source, target.workspace.as_deref())?,
            secret: target.secret.clone(),
            version: String::new(),
            token_ends: target.token_ends,
            app: None,
            price: None,
        })
    }
}

/// It becomes a part of an address: letters, digits and dashes alone.
fn workspace(source: Source, written: Option<&str>) -> Result<String, TargetError> {
    let written = written.unwrap_or_default().trim();
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    match (source.has_workspaces(), written) {
        (false, "") => Ok(String::new()),
        (false, _) => Err(TargetError::NeedlessWorkspace(source)),
        (true, text) if !text.is_empty() && text.bytes().all(is_plain) => Ok(text.to_owned()),
        (true, _) => Err(TargetError::NoWorkspace(source)),
    }
}

/// `4c6f1f6e-0000-4000-8000-000000000001`, the number of an organisation of solidtime: long, and no token.
fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.trim().split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12]
        && text
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fetch::AddressError;

    fn target(base: Option<&str>, workspace: Option<&str>) -> TimeTarget {
        TimeTarget {
            base: base.map(str::to_owned),
            workspace: workspace.map(str::to_owned),
            secret: SecretName::try_from("temps".to_owned()).ok(),
            ..TimeTarget::default()
        }
    }

    #[test]
    fn the_name_of_the_block_may_be_that_of_the_tool() {
        let kimai = target(Some("https://kimai.exemple.fr"), None);
        let errand = Errand::of_time("kimai", &kimai).unwrap();
        assert_eq!(
            (errand.source, errand.base.host().as_str()),
            (Source::Kimai, "kimai.exemple.fr")
        );
        let named = TimeTarget {
            source: Some(Source::Toggl),
            ..target(None, Some("900001"))
        };
        let errand = Errand::of_time("communication", &named).unwrap();
        assert_eq!(errand.base.host(), "api.track.toggl.com");
        assert_eq!(errand.handle, "900001");
        let organisation = target(None, Some("4c6f1f6e-0000-4000-8000-000000000001"));
        assert!(Errand::of_time("solidtime", &organisation).is_ok());
    }

    #[test]
    fn what_is_missing_or_out_of_place_says_so_before_anything_is_asked() {
        let unnamed = TimeTarget {
            source: Some(Source::Mastodon),
            ..target(None, None)
        };
        let secretless = TimeTarget {
            secret: None,
            ..target(None, Some("900001"))
        };
        let kimai = Some("https://kimai.exemple.fr");
        for (name, target, expected) in [
            ("temps", target(kimai, None), TargetError::NoTool),
            ("temps", unnamed, TargetError::NoTool),
            (
                "kimai",
                target(None, None),
                TargetError::NoServer(Source::Kimai),
            ),
            (
                "kimai",
                target(kimai, Some("3")),
                TargetError::NeedlessWorkspace(Source::Kimai),
            ),
            (
                "toggl",
                target(None, None),
                TargetError::NoWorkspace(Source::Toggl),
            ),
            (
                "toggl",
                target(None, Some("../me")),
                TargetError::NoWorkspace(Source::Toggl),
            ),
            ("toggl", secretless, TargetError::NoSecret(Source::Toggl)),
            (
                "clockify",
                target(None, Some("EAABsbCS1iHgBO0ZCZBxyzxyzxyz0123")),
                TargetError::Token("workspace"),
            ),
            (
                "kimai",
                target(Some("http://kimai.exemple.fr"), None),
                TargetError::Address("base", AddressError::Plain),
            ),
        ] {
            assert_eq!(Errand::of_time(name, &target).unwrap_err(), expected);
        }
    }
}
