//! The account of an export that names none: only the path of the file can say it.

use crate::document::Document;
use crate::import::found_accounts::FoundAccounts;
use crate::import::{Settings, period};
use crate::model::{Batch, Finding, Network};

/// The identifier of the account, added to those of the batch. `sure` is what the name of the file gives for
/// certain; without it, an account that the settings do not know is told of.
pub fn account(
    document: &Document,
    settings: &Settings,
    network: Network,
    sure: Option<&str>,
    batch: &mut Batch,
) -> String {
    let mut accounts = FoundAccounts::new(network, settings);
    let folder = period::folder(&document.name);
    let account = accounts.identify_by_path(sure, &parts(&document.name), folder);
    if sure.is_none() && accounts.any_unknown() {
        let message = "rien dans le fichier ne dit de quel compte il s’agit\u{a0}; le ranger dans un dossier au nom d’un compte de config.toml, ou lui donner ce nom";
        batch
            .findings
            .push(Finding::warning("unnamed-account", &document.name, message));
    }
    batch.accounts.extend(accounts.into_vec());
    account
}

/// What may name an account: the name of the file, then the folders that hold it, the nearest first.
pub fn parts(name: &str) -> Vec<&str> {
    std::iter::once(period::stem(name))
        .chain(period::folders(name))
        .collect()
}
