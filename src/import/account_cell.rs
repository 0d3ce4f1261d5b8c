//! The cell « Compte »: one account, or several at once (editorial-tables.md §2.3).

use crate::import::Accounts;
use crate::model::Network;
use crate::words::fold::fold;

/// The configured identifier when the settings know the account, else the label as it is typed.
/// `None` for an empty cell.
pub fn one(cell: &str, accounts: &Accounts) -> Option<String> {
    let label = cell.trim();
    (!matches!(label, "" | "-" | "–" | "/"))
        .then(|| resolve(label, accounts).unwrap_or_else(|| label.to_owned()))
}

/// One entry per account of the cell: `FB/IG/X`, `Facebook + Insta`, `Tous`.
pub fn several(cell: &str, accounts: &Accounts) -> Vec<String> {
    let Some(whole) = one(cell, accounts) else {
        return Vec::new();
    };
    if resolve(cell.trim(), accounts).is_some() {
        return vec![whole];
    }
    if is_everywhere(&fold(cell)) && !accounts.0.is_empty() {
        return accounts
            .0
            .iter()
            .map(|account| account.id.clone())
            .collect();
    }
    let cell = cell.replace(" et ", ",");
    let pieces: Vec<&str> = cell
        .split([',', '/', '+', '&', '|', ';', '\n'])
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
        .collect();
    // A label of one account may hold a comma or a slash: it is cut only when every piece is an account, or
    // when one of them is the bare name of a network (« Facebook, site internet »).
    let all_known = pieces
        .iter()
        .all(|piece| accounts.named(piece).is_some() || network(piece).is_some());
    let any_bare = pieces.iter().any(|piece| alias(&fold(piece)).is_some());
    if pieces.len() < 2 || !(all_known || any_bare) {
        return vec![whole];
    }
    let mut found: Vec<String> = Vec::new();
    for piece in pieces {
        let account = resolve(piece, accounts).unwrap_or_else(|| piece.to_owned());
        if !found.contains(&account) {
            found.push(account);
        }
    }
    found
}

/// The accounts that a label of a card, the name of a list or of a column names: labels say many other things, and only
/// those that name an account or a network are taken.
pub fn in_label(label: &str, accounts: &Accounts) -> Vec<String> {
    let found = several(label, accounts);
    let begins = || {
        let folded = fold(label);
        let word = folded
            .split(|character: char| !character.is_alphanumeric())
            .next();
        // « Facebook – Ville »; « in » and « x » begin too many other labels.
        word.is_some_and(|word| word.len() > 4 && alias(word).is_some())
    };
    let is_one =
        found.len() > 1 || known(label, accounts).is_some() || alias(&fold(label)).is_some();
    if is_one || begins() {
        found
    } else {
        Vec::new()
    }
}

/// Whether a normalised name is that of a network, and nothing else.
pub fn is_network(name: &str) -> bool {
    alias(name).is_some()
}

/// The network of an account, by the settings or by the label.
pub fn network_of(account: &str, accounts: &Accounts) -> Option<Network> {
    accounts
        .by_id(account)
        .map(|account| account.network)
        .or_else(|| network(account))
}

/// Whether the settings name accounts and this one is not among them.
pub fn is_unknown(account: &str, accounts: &Accounts) -> bool {
    !accounts.0.is_empty() && accounts.by_id(account).is_none()
}

/// The configured account that a label names, if the settings know it.
pub fn known(label: &str, accounts: &Accounts) -> Option<String> {
    resolve(label.trim(), accounts)
}

/// By its name, or by a network on which there is only one account.
fn resolve(label: &str, accounts: &Accounts) -> Option<String> {
    if let Some(account) = accounts.named(label) {
        return Some(account.id.clone());
    }
    let network = alias(&fold(label))?;
    let mut all = accounts
        .0
        .iter()
        .filter(|account| account.network == network);
    let only = all.next()?;
    all.next().is_none().then(|| only.id.clone())
}

/// The network a label begins with: `Facebook – Ville`.
pub fn network(label: &str) -> Option<Network> {
    let folded = fold(label);
    alias(
        folded
            .split(|character: char| !character.is_alphanumeric())
            .next()
            .unwrap_or(""),
    )
}

fn alias(folded: &str) -> Option<Network> {
    match folded {
        "fb" | "facebook" => Some(Network::Facebook),
        "ig" | "insta" | "instagram" => Some(Network::Instagram),
        "x" | "tw" | "twitter" => Some(Network::X),
        "li" | "lkd" | "in" | "linkedin" => Some(Network::LinkedIn),
        "yt" | "youtube" => Some(Network::YouTube),
        "tt" | "tiktok" => Some(Network::TikTok),
        "th" | "threads" => Some(Network::Threads),
        "bsky" | "bluesky" => Some(Network::Bluesky),
        "mastodon" => Some(Network::Mastodon),
        "peertube" => Some(Network::PeerTube),
        "wa" | "whatsapp" | "snap" | "snapchat" | "nd" | "nextdoor" | "illiwap"
        | "panneaupocket" | "citykomi" => Some(Network::Other),
        _ => None,
    }
}

fn is_everywhere(folded: &str) -> bool {
    matches!(
        folded,
        "tous"
            | "toutes"
            | "rs"
            | "tous rs"
            | "tous les rs"
            | "tous les reseaux"
            | "tous reseaux"
            | "tous les comptes"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::Account;

    fn abers() -> Accounts {
        let account = |id: &str, network, name: &str| Account {
            id: id.to_owned(),
            network,
            name: name.to_owned(),
            keys: Vec::new(),
            direction: None,
            opened: None,
            closed: None,
        };
        Accounts::new(vec![
            account(
                "fb-departement",
                Network::Facebook,
                "Facebook – Département",
            ),
            account("fb-musee", Network::Facebook, "Facebook – Musée"),
            account("x-departement", Network::X, "X – Département"),
        ])
    }

    #[test]
    fn an_account_is_known_by_its_name_or_by_its_network() {
        assert_eq!(
            one("facebook - departement", &abers()).as_deref(),
            Some("fb-departement")
        );
        assert_eq!(one("Twitter", &abers()).as_deref(), Some("x-departement"));
        assert_eq!(
            one("FB", &abers()).as_deref(),
            Some("FB"),
            "two accounts: none is chosen"
        );
        assert_eq!(one(" ", &abers()), None);
    }

    #[test]
    fn several_accounts_in_one_cell_are_several() {
        assert_eq!(several("FB/IG/X", &Accounts::default()), ["FB", "IG", "X"]);
        assert_eq!(
            several("Facebook – Musée, X – Département", &abers()),
            ["fb-musee", "x-departement"]
        );
        assert_eq!(
            several("Facebook + Insta", &Accounts::default()),
            ["Facebook", "Insta"]
        );
        assert_eq!(
            several("Ville / Agglo", &Accounts::default()),
            ["Ville / Agglo"]
        );
        assert_eq!(several("Tous", &abers()).len(), 3);
        assert!(several("", &abers()).is_empty());
    }
}
