//! Columns that config.toml names: they are given the names that Estran knows before anything is recognised.

use std::collections::BTreeMap;

use crate::document::{Document, Table};
use crate::import::mapping::Found;
use crate::import::reading::Aliases;
use crate::words::fold::fold;

/// Titles and a legend may come before the header.
const HEADER_WITHIN: usize = 20;

/// Renames the columns that `[import.aliases]` names, in the row that holds the most of them.
pub fn aliases(document: &mut Document, aliases: &Aliases) {
    if aliases.is_empty() {
        return;
    }
    let known: BTreeMap<String, &String> = aliases
        .iter()
        .map(|(name, known)| (fold(name), known))
        .collect();
    for table in &mut document.tables {
        rename_aliases(table, &known);
    }
}

fn rename_aliases(table: &mut Table, known: &BTreeMap<String, &String>) {
    let mut best: Option<(u32, BTreeMap<usize, String>)> = None;
    for (row, written) in table.first_rows(HEADER_WITHIN) {
        let folded: Vec<String> = written.iter().map(|name| fold(name)).collect();
        let mut names = BTreeMap::<usize, String>::new();
        for (place, name) in folded.iter().enumerate() {
            let Some(known) = known.get(name) else {
                continue;
            };
            // The file has that column already, or gives this one twice: it is the first.
            let is_taken =
                folded.contains(&fold(known)) || names.values().any(|name| name == *known);
            if !is_taken {
                names.insert(place, (*known).clone());
            }
        }
        if names.len() > best.as_ref().map_or(0, |(_, best)| best.len()) {
            best = Some((*row, names));
        }
    }
    if let Some((row, names)) = best {
        table.rename(row, &names);
    }
}

/// Renames the columns of a table that a block describes as a sheet of the workbook; the others lose their name.
pub fn sheet(document: &mut Document, found: &Found<'_>) {
    let names = found.known.iter().cloned().enumerate().collect();
    document.tables[found.table].rename(found.header, &names);
}
