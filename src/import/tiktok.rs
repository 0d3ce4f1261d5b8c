//! TikTok: the days and the posts of an account, from TikTok Studio (formats/tiktok.md, S1 to S4) or from the
//! Business Suite (B1 to B3).

use crate::document::{Document, Table};
use crate::import::claim::Claim;
use crate::import::field::Columns;
use crate::import::year::{self, Clue};
use crate::import::{
    About, Format, Group, Settings, by_path, period, tiktok_content, tiktok_days, tiktok_others,
};
use crate::model::{Batch, Network, Status};

pub struct Tiktok;

/// A table that is known, and its columns.
enum Known<'a> {
    Posts(&'a Table, Columns),
    Days(&'a Table, Columns),
}

impl Known<'_> {
    fn claim(&self) -> Claim {
        match self {
            Known::Posts(_, columns) | Known::Days(_, columns) => columns.claim(),
        }
    }
}

impl Format for Tiktok {
    fn name(&self) -> &'static str {
        "tiktok"
    }

    fn about(&self) -> About {
        About {
            group: Group::Networks,
            title: "TikTok, jours et publications",
            menus: "sur ordinateur\u{a0}: TikTok Studio › Données analytiques › Télécharger les données (Aperçu, Contenu, Abonnés, Spectateurs)\u{a0}; garder l’archive telle quelle",
            gives: "par jour\u{a0}: vues, mentions J’aime, commentaires, partages, abonnés\u{a0}; publications de la liste et leurs chiffres",
        }
    }

    fn claims(&self, document: &Document) -> Claim {
        if let Some(refusal) = tiktok_others::refusal(document) {
            return refusal;
        }
        let claims: Vec<Claim> = document
            .tables
            .iter()
            .filter_map(known)
            .map(|known| known.claim())
            .collect();
        [Claim::Yes, Claim::Likely]
            .into_iter()
            .find(|claim| claims.contains(claim))
            .or_else(|| tiktok_others::unused(document))
            .unwrap_or(Claim::No)
    }

    fn extract(&self, document: &Document, settings: &Settings, mut batch: Batch) -> Batch {
        let mut clues = year::clues(&document.name, settings);
        let mut days = Vec::new();
        // The posts first: they hold the day of the download.
        for known in document.tables.iter().filter_map(known) {
            match known {
                Known::Posts(table, columns) => {
                    let listed = tiktok_content::List::of(table, &columns, settings);
                    clues.extend(listed.downloaded.map(Clue::Download));
                    batch = listed.read(document, settings, batch);
                }
                Known::Days(table, columns) => days.push((table, columns)),
            }
        }
        if days.is_empty() {
            return batch;
        }
        let handle = handle(&document.name);
        let account = by_path::account(document, settings, Network::TikTok, handle, &mut batch);
        for (table, columns) in days {
            batch = tiktok_days::read(
                document,
                settings,
                (table, &columns),
                &account,
                &clues,
                batch,
            );
        }
        if batch.tables.given().is_empty() {
            batch.status = Status::Refused;
        }
        batch
    }
}

fn known(table: &Table) -> Option<Known<'_>> {
    tiktok_content::columns(table)
        .map(|columns| Known::Posts(table, columns))
        .or_else(|| tiktok_days::columns(table).map(|columns| Known::Days(table, columns)))
}

/// `Overview_2026-10-01_1793707200_abers`, `Followers_abers.fr (1)`: only the archive names the account.
fn handle(name: &str) -> Option<&str> {
    std::iter::once(period::stem(name))
        .chain(period::folders(name))
        .take(3)
        .find_map(handle_of)
}

fn handle_of(part: &str) -> Option<&str> {
    const SECTIONS: [&str; 4] = ["Overview", "Content", "Followers", "Viewers"];
    let (section, mut rest) = part.split_once('_')?;
    if !SECTIONS.contains(&section) {
        return None;
    }
    if section == "Overview" {
        let mut parts = rest.splitn(3, '_');
        let is_token = |token: &str| {
            token
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'-')
        };
        if let (Some(day), Some(epoch), Some(handle)) = (parts.next(), parts.next(), parts.next())
            && is_token(day)
            && is_token(epoch)
        {
            rest = handle;
        }
    }
    // A browser numbers the copies of one name.
    let handle = rest.split(' ').next().unwrap_or(rest);
    let is_handle = |letter: char| letter.is_alphanumeric() || matches!(letter, '.' | '_');
    (!handle.is_empty() && handle.chars().all(is_handle)).then_some(handle)
}

#[cfg(test)]
mod tests {
    use super::handle;

    #[test]
    fn the_handle_exists_only_in_the_zip_name() {
        for (name, expected) in [
            (
                "in/Overview_2026-10-01_1793707200_abers.le_dep/Overview.csv",
                Some("abers.le_dep"),
            ),
            ("Content_abers_29/Content.csv", Some("abers_29")),
            ("Followers_abers (1)/FollowerHistory.csv", Some("abers")),
            ("Viewers_abers/Viewers/Viewers.xlsx", Some("abers")),
            ("tiktok/Overview (3).csv", None),
            ("TikTok Apr 25.csv", None),
            ("Export_abers/Overview.csv", None),
        ] {
            assert_eq!(handle(name), expected, "{name}");
        }
    }
}
