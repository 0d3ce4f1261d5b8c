//! The accounts the service follows, and how they are recognised in its files.

use chrono::NaiveDate;
use serde::Deserialize;

use crate::model::Network;
use crate::words::fold::fold;

/// One account of config.toml.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Short and stable, `fb-departement`.
    pub id: String,
    pub network: Network,
    /// As printed, and as the workbook's column « Compte » names it.
    pub name: String,
    /// What files call it: page id, handle, slug, name of a folder.
    #[serde(default)]
    pub keys: Vec<String>,
    /// The direction that owns it.
    #[serde(default)]
    pub direction: Option<String>,
    #[serde(default)]
    pub opened: Option<NaiveDate>,
    #[serde(default)]
    pub closed: Option<NaiveDate>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounts(pub Vec<Account>);

impl Accounts {
    /// The account of a network that a file calls by any of these keys. Keys are compared without
    /// case, accents or a leading `@`.
    pub fn find(&self, network: Network, keys: &[&str]) -> Option<&Account> {
        self.0.iter().find(|account| {
            account.network == network && keys.iter().any(|key| account.answers_to(key))
        })
    }

    /// The account a person writes in a « Compte » column: its public name, its id or one of its keys.
    pub fn named(&self, label: &str) -> Option<&Account> {
        self.0.iter().find(|account| account.answers_to(label))
    }

    pub fn by_id(&self, id: &str) -> Option<&Account> {
        self.0.iter().find(|account| account.id == id)
    }
}

impl Account {
    fn answers_to(&self, key: &str) -> bool {
        let key = fold(key.trim_start_matches('@'));
        !key.is_empty()
            && (fold(&self.id) == key
                || fold(&self.name) == key
                || self
                    .keys
                    .iter()
                    .any(|known| fold(known.trim_start_matches('@')) == key))
    }

    /// Whether the account was open at least one day between two days, both included.
    pub fn is_open_between(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.opened.is_none_or(|opened| opened <= to)
            && self.closed.is_none_or(|closed| closed >= from)
    }
}
