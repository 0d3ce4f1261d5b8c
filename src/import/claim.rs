//! Whether a format recognises a document, and what is said when none does.

use crate::document::{Container, Document};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claim {
    No,
    Yes,
    /// The team's own table, in its own words: gives way to an export that names its columns.
    ByHand,
    /// Told by what its columns hold, for want of names that are known: gives way to a format that knows them.
    Likely,
    /// It looks like a table that people keep by hand: read when no format knows it or turns it back.
    Perhaps,
    /// It is a neighbour of this format, and must not be read: the message says which one to take instead.
    Refuse(&'static str),
    /// It is known and of no use to the report.
    Ignore(&'static str),
}

impl Claim {
    /// For a table of the team. In a workbook of several sheets, neither it nor an export beside it
    /// may be read without the other being told.
    pub fn by_hand(document: &Document) -> Claim {
        if document.tables.len() == 1 {
            Claim::ByHand
        } else {
            Claim::Yes
        }
    }

    /// Nothing else to say than whether the document is of this format.
    pub fn when(is_ours: bool) -> Claim {
        if is_ours { Claim::Yes } else { Claim::No }
    }
}

/// How many columns are named.
const SHOWN: usize = 8;

/// The columns found, so that the person sees what Estran saw.
pub fn unknown(document: &Document, is_proposed: bool) -> String {
    if document.container == Container::Json {
        return "le fichier est un fichier JSON qu’Estran ne connaît pas\u{202f}; donner l’export en CSV ou en classeur (.xlsx, .xls, .ods)".to_owned();
    }
    let header = document.tables.iter().find_map(|table| {
        table
            .head(20)
            .into_iter()
            .find(|row| row.iter().filter(|cell| !cell.trim().is_empty()).count() >= 2)
    });
    let Some(header) = header else {
        return "aucun tableau n’a été trouvé dans ce fichier ; vérifier que c’est bien un export de statistiques ou le classeur de suivi".to_owned();
    };
    let mut columns: Vec<String> = header
        .iter()
        .map(|cell| cell.trim().chars().take(30).collect::<String>())
        .filter(|cell| !cell.is_empty())
        .collect();
    let more = columns.len().saturating_sub(SHOWN);
    columns.truncate(SHOWN);
    let tail = if more > 0 {
        format!(" et {more} autres")
    } else {
        String::new()
    };
    let advice = if is_proposed {
        "s’il vient d’un autre outil, le décrire dans config.toml\u{a0}: «\u{a0}estran inspect\u{a0}» propose le bloc à y coller"
    } else {
        "vérifier que c’est l’export d’origine d’un réseau ou le classeur de suivi"
    };
    format!(
        "format non reconnu ; premières colonnes trouvées : « {} »{tail} ; {advice}",
        columns.join(" », « ")
    )
}
