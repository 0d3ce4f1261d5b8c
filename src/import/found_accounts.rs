//! The accounts of one network that a file speaks of, under the identifiers of the settings.

use std::collections::BTreeMap;

use crate::import::Settings;
use crate::model::{FoundAccount, Network};

/// Accounts of one network met in a file.
#[derive(Debug)]
pub struct FoundAccounts<'a> {
    network: Network,
    settings: &'a Settings,
    /// By what the file calls them.
    met: BTreeMap<String, FoundAccount>,
}

impl<'a> FoundAccounts<'a> {
    pub fn new(network: Network, settings: &'a Settings) -> Self {
        FoundAccounts {
            network,
            settings,
            met: BTreeMap::new(),
        }
    }

    pub fn identify(&mut self, keys: &[&str], name: Option<&str>) -> String {
        let key = keys
            .iter()
            .copied()
            .find(|key| !key.is_empty())
            .unwrap_or("?");
        if let Some(found) = self.met.get(key) {
            return found.account.clone();
        }
        let known = self.settings.accounts.find(self.network, keys);
        let found = FoundAccount {
            network: self.network,
            account: known.map_or_else(
                || key.trim_start_matches('@').to_owned(),
                |account| account.id.clone(),
            ),
            name: name.filter(|name| !name.is_empty()).map(str::to_owned),
            known: known.is_some(),
        };
        let account = found.account.clone();
        self.met.insert(key.to_owned(), found);
        account
    }

    /// The account that the parts of a path name, when the file itself names none. Nothing known: the channel
    /// or page that the name gives for sure, else the nearest folder, so that one folder stays one account.
    pub fn identify_by_path(
        &mut self,
        sure: Option<&str>,
        parts: &[&str],
        folder: Option<&str>,
    ) -> String {
        let keys: Vec<&str> = sure.into_iter().chain(parts.iter().copied()).collect();
        let is_known = self.settings.accounts.find(self.network, &keys).is_some();
        match sure {
            Some(sure) => self.identify(&[&[sure], parts].concat(), None),
            None if is_known => self.identify(&keys, None),
            None => {
                let folder = folder
                    .filter(|folder| !folder.is_empty())
                    .unwrap_or("unknown");
                self.identify(&[&format!("{}:{folder}", self.network.key())], None)
            }
        }
    }

    pub fn any_unknown(&self) -> bool {
        self.met.values().any(|found| !found.known)
    }

    /// Each account once, in order.
    pub fn into_vec(self) -> Vec<FoundAccount> {
        let by_account: BTreeMap<String, FoundAccount> = self
            .met
            .into_values()
            .map(|found| (found.account.clone(), found))
            .collect();
        by_account.into_values().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::{Account, Accounts};

    #[test]
    fn a_configured_account_is_known_by_any_of_its_keys() {
        let account = Account {
            id: "fb-departement".to_owned(),
            network: Network::Facebook,
            name: "Département des Abers".to_owned(),
            keys: vec!["100000000000007".to_owned()],
            direction: None,
            opened: None,
            closed: None,
        };
        let settings = Settings {
            accounts: Accounts::new(vec![account]),
            ..Settings::default()
        };
        let mut found = FoundAccounts::new(Network::Facebook, &settings);
        assert_eq!(
            found.identify(&["100000000000007", ""], Some("Abers")),
            "fb-departement"
        );
        assert_eq!(
            found.identify(&["", "DEPARTEMENT DES ABERS"], None),
            "fb-departement"
        );
        assert_eq!(found.identify(&["@autre"], None), "autre");
        let found = found.into_vec();
        assert_eq!(
            found.iter().map(|found| found.known).collect::<Vec<_>>(),
            [false, true]
        );
    }

    #[test]
    fn a_folder_stands_for_an_account_that_no_file_names() {
        let settings = Settings::default();
        let mut found = FoundAccounts::new(Network::LinkedIn, &settings);
        assert_eq!(
            found.identify_by_path(
                Some("abers"),
                &["abers_content_1", "linkedin"],
                Some("linkedin")
            ),
            "abers"
        );
        assert_eq!(
            found.identify_by_path(None, &["octobre", "Page LinkedIn"], Some("Page LinkedIn")),
            "linkedin:Page LinkedIn"
        );
        assert_eq!(
            found.identify_by_path(None, &["octobre"], None),
            "linkedin:unknown"
        );
    }
}
