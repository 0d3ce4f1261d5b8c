//! Figures of posts or of days, from a table that the service describes (formats/suites.md, « Generic table importer »).

use crate::document::{Document, Row, Table};
use crate::import::field::{Columns, To};
use crate::import::figures_column::Marks;
use crate::import::mapped_fields::FIELDS;
use crate::import::mapping::{Found, Gives, Mapping};
use crate::import::post::{Close, Draft, Posts, When, link, title};
use crate::import::post_id::digits_id;
use crate::import::stamp;
use crate::import::suite::{self, Suite};
use crate::import::suite_days::SuiteDays;
use crate::import::told::Told;
use crate::import::{Settings, by_path, sheet};
use crate::model::{Batch, Finding, Network, Severity};
use crate::words::fold::fold;

/// Names of the format in a batch.
pub const POSTS: &str = "mapped-posts";
pub const DAYS: &str = "mapped-days";

/// Reads the tables that blocks describe; the other sheets of the file are told, by their place: a name of a sheet
/// may be that of a person.
pub fn read(
    document: &Document,
    found: &[Found<'_>],
    settings: &Settings,
    mut batch: Batch,
) -> Batch {
    for (place, table) in document.tables.iter().enumerate() {
        if found.iter().any(|one| one.table == place) || table.head(1).is_empty() {
            continue;
        }
        let message = format!(
            "la feuille n°\u{a0}{} n’a pas été lue\u{a0}: ce fichier est lu comme un tableau de chiffres décrit dans config.toml\u{a0}; si elle tient autre chose, la donner dans un fichier à part",
            place + 1
        );
        let severity = match sheet::recognise(table) {
            Some(_) => Severity::Warning,
            None => Severity::Info,
        };
        let finding = Finding::new(severity, "unmapped-sheet", &document.name, message);
        batch.findings.push(finding);
    }
    for one in found {
        let table = &document.tables[one.table];
        let reader = Reader {
            document,
            mapping: one.mapping,
            settings,
            columns: &columns(table, one),
        };
        batch = match one.mapping.gives {
            Gives::Days => reader.days(table, batch),
            _ => reader.posts(table, batch),
        };
    }
    batch
}

/// Read under the names that Estran knows, told under those of the file.
fn columns(table: &Table, found: &Found<'_>) -> Columns {
    let mut columns = Columns::resolve(found.header, &found.known, FIELDS);
    columns.names.clone_from(&found.written);
    columns.learn_marks(table, Marks::default());
    columns
}

struct Reader<'a> {
    document: &'a Document,
    mapping: &'a Mapping,
    settings: &'a Settings,
    columns: &'a Columns,
}

impl Reader<'_> {
    fn posts(&self, table: &Table, mut batch: Batch) -> Batch {
        batch.format = Some(POSTS);
        let mut suite = Suite::new(self.document, self.settings, self.columns);
        let mut unnamed = Unnamed::default();
        self.columns.for_each(table, |row| {
            if is_total(&row) {
                tell_total(&row, &mut suite.told);
            } else {
                self.post(&row, &mut suite, &mut unnamed);
            }
        });
        unnamed.tell(&mut suite.told);
        let close = Close {
            asked: self.mapping.dates,
            ..Close::in_zone(self.settings.zone)
        };
        suite.finish(batch, close)
    }

    fn days(&self, table: &Table, mut batch: Batch) -> Batch {
        batch.format = Some(DAYS);
        let mut days = SuiteDays::new(self.document, self.settings);
        let mut unnamed = Unnamed::default();
        self.columns.for_each(table, |row| {
            if is_total(&row) {
                return tell_total(&row, &mut days.told);
            }
            let Some(network) = self.network(&row, None) else {
                return suite::on_no_network(&mut days.told, row.number);
            };
            let name = self.columns.text(&row, To::AccountName);
            if self.is_unnamed(network, &name) {
                return unnamed.add(row.number);
            }
            let keys = self.keys(&name);
            unnamed.is_anywhere |= keys.is_empty();
            days.push(&row, network, &keys, self.columns);
        });
        unnamed.tell(&mut days.told);
        days.finish(batch, self.mapping.dates)
    }

    fn post(&self, row: &Row<'_>, suite: &mut Suite<'_>, unnamed: &mut Unnamed) {
        let columns = self.columns;
        let permalink = link(&columns.text(row, To::Permalink));
        let Some(network) = self.network(row, permalink.as_deref()) else {
            return suite::on_no_network(&mut suite.told, row.number);
        };
        let name = columns.text(row, To::AccountName);
        if self.is_unnamed(network, &name) {
            return unnamed.add(row.number);
        }
        let keys = self.keys(&name);
        unnamed.is_anywhere |= keys.is_empty();
        let posts: &mut Posts<'_> = suite.on(network);
        posts.told.met();
        let metrics = columns.metrics(row, &mut posts.told);
        let draft = Draft {
            row: row.number,
            id: suite::id(network, permalink.as_deref())
                .or_else(|| digits_id(columns.cell(row, To::Id))),
            account: posts.account(&keys, Some(&name)),
            when: When::Day(stamp::read(columns.cell(row, To::Date))),
            instant: None,
            format: suite::format(&columns.text(row, To::Type)),
            title: title(&columns.text(row, To::Text)),
            is_reply: false,
            metrics,
            permalink,
        };
        posts.drafts.push(suite::dated(draft, network));
    }

    /// Of the block, of the column, or of the link.
    fn network(&self, row: &Row<'_>, link: Option<&str>) -> Option<Network> {
        self.mapping
            .network
            .or_else(|| suite::network(&self.columns.text(row, To::Network), link))
    }

    /// What may name the account, the surest first: the block, the column, then the path of the file.
    fn keys<'k>(&'k self, name: &'k str) -> Vec<&'k str> {
        let set = self.mapping.account.as_deref();
        if !name.is_empty() || set.is_some() {
            let id = |id: &'k str| {
                let account = self.settings.accounts.by_id(id);
                account.map_or(id, |account| account.name.as_str())
            };
            return set.map(id).into_iter().chain([name]).collect();
        }
        let accounts = &self.settings.accounts;
        by_path::parts(&self.document.name)
            .into_iter()
            .filter(|part| accounts.named(part).is_some() || accounts.by_id(part).is_some())
            .collect()
    }

    /// On LinkedIn, nothing tells a page from a person, but config.toml.
    fn is_unnamed(&self, network: Network, name: &str) -> bool {
        network == Network::LinkedIn
            && self
                .settings
                .accounts
                .find(network, &self.keys(name))
                .is_none()
    }
}

/// Rows of accounts that may be people.
#[derive(Default)]
struct Unnamed {
    rows: usize,
    first: u32,
    /// Rows were given to no account at all.
    is_anywhere: bool,
}

impl Unnamed {
    fn add(&mut self, row: u32) {
        if self.rows == 0 {
            self.first = row;
        }
        self.rows += 1;
    }

    fn tell(&self, told: &mut Told<'_>) {
        if self.is_anywhere {
            let message = "rien ne dit de quel compte sont certaines lignes\u{a0}; écrire account = \"…\" dans le bloc [[import.tables]], ou ranger le fichier dans un dossier au nom d’un compte de config.toml";
            told.say(Severity::Warning, "unnamed-account", None, message);
        }
        if self.rows > 0 {
            let message = format!(
                "lignes de comptes LinkedIn que config.toml ne nomme pas\u{a0}: {}\u{a0}; elles n’ont pas été comptées, car rien ne distingue une page d’un profil personnel\u{a0}: mettre le nom des pages dans config.toml",
                self.rows
            );
            told.lost_together(
                self.rows,
                Severity::Warning,
                "page-or-profile",
                self.first,
                message,
            );
        }
    }
}

/// Whether the first cell that holds something says that the row sums others up.
fn is_total(row: &Row<'_>) -> bool {
    let first = (0..row.len())
        .map(|place| fold(&row.text_at(place)))
        .find(|cell| !cell.is_empty());
    first.is_some_and(|cell| {
        matches!(
            cell.trim_end_matches([':', ' ']),
            "total" | "totaux" | "totals" | "total general" | "moyenne" | "moyennes" | "average"
        )
    })
}

fn tell_total(row: &Row<'_>, told: &mut Told<'_>) {
    told.met();
    let message = "ligne de total ou de moyenne\u{a0}; elle n’a pas été comptée";
    told.lost(Severity::Info, "total-row", row.number, message);
}
