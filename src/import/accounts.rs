//! The accounts the service follows, and how they are recognised in its files.

use std::collections::BTreeMap;

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

/// The accounts of config.toml, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accounts(pub Vec<Account>, Labels);

/// Places of accounts, by what they answer to, folded: a sheet names one on each of its lines.
type Labels = BTreeMap<String, Vec<usize>>;

impl Accounts {
    pub fn new(accounts: Vec<Account>) -> Accounts {
        let mut labels = Labels::new();
        for (place, account) in accounts.iter().enumerate() {
            let keys = account.keys.iter().map(|key| label(key));
            for label in keys.chain([fold(&account.id), fold(&account.name)]) {
                labels.entry(label).or_default().push(place);
            }
        }
        labels.remove("");
        Accounts(accounts, labels)
    }

    /// The account of a network that a file calls by any of these keys. Keys are compared without
    /// case, accents or a leading `@`.
    pub fn find(&self, network: Network, keys: &[&str]) -> Option<&Account> {
        let answering = keys.iter().flat_map(|key| self.answering_to(key));
        answering
            .filter(|place| self.0[**place].network == network)
            .min()
            .map(|place| &self.0[*place])
    }

    /// The account a person writes in a « Compte » column: its public name, its id or one of its keys.
    pub fn named(&self, label: &str) -> Option<&Account> {
        let first = self.answering_to(label).first()?;
        self.0.get(*first)
    }

    fn answering_to(&self, key: &str) -> &[usize] {
        self.1.get(&label(key)).map_or(&[], Vec::as_slice)
    }

    pub fn by_id(&self, id: &str) -> Option<&Account> {
        let known = self.answering_to(id).iter().map(|place| &self.0[*place]);
        known.into_iter().find(|account| account.id == id)
    }
}

/// A key as it is compared.
fn label(key: &str) -> String {
    fold(key.trim_start_matches('@'))
}

impl Account {
    /// Whether the account was open at least one day between two days, both included.
    pub fn is_open_between(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.opened.is_none_or(|opened| opened <= to)
            && self.closed.is_none_or(|closed| closed >= from)
    }
}
