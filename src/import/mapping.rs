//! The tables that a service describes itself, once, in `[[import.tables]]` of config.toml (formats/suites.md,
//! « Generic table importer »): those of the tools whose columns are not known.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::document::{Document, Table};
use crate::import::column_names::{Field as SheetField, Kind};
use crate::import::field::{Field, To};
use crate::import::stamp::Order;
use crate::import::{columns, mapped_fields};
use crate::model::Network;
use crate::words::fold::fold;

/// Titles and a legend may come before the header.
const HEADER_WITHIN: usize = 20;

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gives {
    /// Figures of posts, one row each.
    Posts,
    /// Figures of an account, one row a day.
    Days,
    Hours,
    Plan,
    Approvals,
    Requests,
    Messages,
}

/// One block, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Block {
    name: String,
    gives: Gives,
    network: Option<Network>,
    account: Option<String>,
    dates: Option<Order>,
    columns: BTreeMap<String, String>,
}

/// One block, checked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Block")]
pub struct Mapping {
    /// What the service calls the table, for messages.
    pub name: String,
    pub gives: Gives,
    /// Of all its rows, when no column says it.
    pub network: Option<Network>,
    /// Identifier of the account of all its rows, when no column says it.
    pub account: Option<String>,
    pub dates: Option<Order>,
    /// Name of a column of the table, folded → name that Estran knows.
    columns: BTreeMap<String, String>,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "tableau « {table} »\u{a0}: « {name} » n’est pas une colonne d’Estran\u{202f}; noms possibles\u{a0}: {known}"
    )]
    UnknownName {
        table: String,
        name: String,
        known: String,
    },
    #[error("tableau « {table} »\u{a0}: la colonne « {name} » est donnée deux fois")]
    Twice { table: String, name: String },
    #[error("tableau « {table} »\u{a0}: il manque {missing}")]
    Missing {
        table: String,
        missing: &'static str,
    },
    #[error(
        "tableau « {table} »\u{a0}: « {key} » ne vaut que pour {valid}\u{202f}; retirer cette ligne"
    )]
    OutOfPlace {
        table: String,
        key: &'static str,
        valid: &'static str,
    },
}

impl Gives {
    /// The sheet of the workbook that it stands for; figures have none.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Gives::Posts | Gives::Days => None,
            Gives::Hours => Some(Kind::Hours),
            Gives::Plan => Some(Kind::Plan),
            Gives::Approvals => Some(Kind::Approvals),
            Gives::Requests => Some(Kind::Requests),
            Gives::Messages => Some(Kind::Messages),
        }
    }
}

impl TryFrom<Block> for Mapping {
    type Error = Error;

    fn try_from(block: Block) -> Result<Mapping, Error> {
        let table = || block.name.clone();
        let mut columns = BTreeMap::new();
        let mut taken: Vec<Meaning> = Vec::new();
        for (name, known) in &block.columns {
            let meaning = Meaning::of(known, block.gives).ok_or_else(|| Error::UnknownName {
                table: table(),
                name: known.clone(),
                known: known_names(block.gives),
            })?;
            if taken.contains(&meaning) || columns.insert(fold(name), known.clone()).is_some() {
                return Err(Error::Twice {
                    table: table(),
                    name: known.clone(),
                });
            }
            taken.push(meaning);
        }
        if let Some(missing) = missing(block.gives, &taken, block.network) {
            return Err(Error::Missing {
                table: table(),
                missing,
            });
        }
        if block.gives.kind().is_some() {
            // A suite exports the messages of one account without naming it.
            let is_placed = block.gives == Gives::Messages;
            let placed =
                "des chiffres ou des messages (gives = \"posts\", \"days\" ou \"messages\")";
            let figures = "des chiffres (gives = \"posts\" ou \"days\")";
            let given = [
                ("network", block.network.is_some() && !is_placed, placed),
                ("account", block.account.is_some() && !is_placed, placed),
                ("dates", block.dates.is_some(), figures),
            ];
            if let Some((key, _, valid)) = given.into_iter().find(|(_, is_given, _)| *is_given) {
                return Err(Error::OutOfPlace {
                    table: table(),
                    key,
                    valid,
                });
            }
        }
        Ok(Mapping {
            name: block.name,
            gives: block.gives,
            network: block.network,
            account: block.account,
            dates: block.dates,
            columns,
        })
    }
}

/// What a known name stands for.
#[derive(PartialEq)]
enum Meaning {
    Figure(To),
    Sheet(columns::Named),
}

impl Meaning {
    fn of(name: &str, gives: Gives) -> Option<Meaning> {
        match gives.kind() {
            None => mapped_fields::field(name).map(|field| Meaning::Figure(field.to)),
            Some(kind) => columns::named(kind, name).map(Meaning::Sheet),
        }
    }
}

fn known_names(gives: Gives) -> String {
    let names: Vec<&str> = match gives.kind() {
        None => mapped_fields::FIELDS.iter().map(Field::title).collect(),
        Some(kind) => kind.fields().map(SheetField::title).collect(),
    };
    format!("« {} »", names.join(" », « "))
}

/// What the columns do not say, and must.
fn missing(gives: Gives, taken: &[Meaning], network: Option<Network>) -> Option<&'static str> {
    let has = |to: To| taken.contains(&Meaning::Figure(to));
    let has_figures = || {
        taken
            .iter()
            .any(|meaning| matches!(meaning, Meaning::Figure(To::Metric(_))))
    };
    match gives {
        Gives::Posts | Gives::Days if !has(To::Date) => Some("la colonne « Date »"),
        Gives::Posts if !has(To::Permalink) && !has(To::Id) => {
            Some("la colonne « Lien », ou « Identifiant »")
        }
        Gives::Days if !has_figures() => Some("une colonne de chiffres"),
        Gives::Posts if !has(To::Network) && !has(To::Permalink) && network.is_none() => {
            Some("le réseau\u{a0}: une colonne « Réseau » ou « Lien », ou network = \"facebook\"")
        }
        Gives::Days if !has(To::Network) && network.is_none() => {
            Some("le réseau\u{a0}: une colonne « Réseau », ou network = \"facebook\"")
        }
        _ if taken.is_empty() => Some("des colonnes"),
        _ => None,
    }
}

/// A table of a document, and the block that describes it.
#[derive(Clone, Debug)]
pub struct Found<'a> {
    pub mapping: &'a Mapping,
    /// Its place in the document.
    pub table: usize,
    pub header: u32,
    /// The header as written.
    pub written: Vec<String>,
    /// The header in the names that Estran knows; empty where the block says nothing.
    pub known: Vec<String>,
}

impl Mapping {
    /// The first row that holds all its columns.
    fn header(&self, table: &Table) -> Option<(u32, Vec<String>)> {
        table
            .first_rows(HEADER_WITHIN)
            .iter()
            .find(|(_, written)| {
                let folded: Vec<String> = written.iter().map(|name| fold(name)).collect();
                self.columns.keys().all(|name| folded.contains(name))
            })
            .cloned()
    }

    /// The first column of each name is renamed, the others are not read.
    fn renamed(&self, written: &[String]) -> Vec<String> {
        let mut left = self.columns.clone();
        let known = written.iter().map(|name| left.remove(&fold(name)));
        known.map(Option::unwrap_or_default).collect()
    }
}

/// The tables of a document that blocks describe, in its order. A table that two blocks describe comes twice.
pub fn find<'a>(document: &Document, mappings: &'a [Mapping]) -> Vec<Found<'a>> {
    let tables = document.tables.iter().enumerate();
    tables
        .flat_map(|(place, table)| {
            mappings.iter().filter_map(move |mapping| {
                let (header, written) = mapping.header(table)?;
                let known = mapping.renamed(&written);
                Some(Found {
                    mapping,
                    table: place,
                    header,
                    written,
                    known,
                })
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(text: &str) -> Result<Mapping, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_block_says_what_is_wrong_with_it() {
        for (text, expected) in [
            (
                "name = \"A\"\ngives = \"posts\"\ncolumns = { Url = \"Liens\" }",
                "« Liens » n’est pas une colonne d’Estran",
            ),
            (
                "name = \"A\"\ngives = \"posts\"\ncolumns = { Url = \"Lien\" }",
                "il manque la colonne « Date »",
            ),
            (
                "name = \"A\"\ngives = \"posts\"\ncolumns = { Day = \"Date\" }",
                "il manque la colonne « Lien »",
            ),
            (
                "name = \"A\"\ngives = \"posts\"\ncolumns = { Day = \"Date\", When = \"date\", Url = \"Lien\" }",
                "est donnée deux fois",
            ),
            (
                "name = \"A\"\ngives = \"days\"\ncolumns = { Day = \"Date\", Views = \"Vues\" }",
                "il manque le réseau",
            ),
            (
                "name = \"A\"\ngives = \"plan\"\naccount = \"x\"\ncolumns = { Day = \"Date prévue\" }",
                "« account » ne vaut que pour des chiffres",
            ),
            (
                "name = \"A\"\ngives = \"hours\"\ncolumns = { Day = \"Vues\" }",
                "« Vues » n’est pas une colonne d’Estran",
            ),
        ] {
            let error = mapping(text).unwrap_err();
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn the_header_is_known_whatever_its_case_its_accents_and_the_order_of_its_columns() {
        let mapping = mapping(
            "name = \"A\"\ngives = \"posts\"\ncolumns = { \"Publié le\" = \"Date\", Url = \"Lien\" }",
        )
        .unwrap();
        let text = "Rapport\nURL;Campagne;PUBLIE LE;Url\nhttps://x.com/a/status/1;;2026-10-01;\n";
        let document = Document::open("a.csv", text.as_bytes().to_vec()).unwrap();
        let mappings = [mapping];
        let found = find(&document, &mappings);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].header, 2);
        assert_eq!(found[0].known, ["Lien", "", "Date", ""]);
    }
}
