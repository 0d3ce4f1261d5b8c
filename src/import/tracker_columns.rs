//! The columns of time trackers: which one is what, whatever their order and their number
//! (timesheets.md §0.1).

use crate::document::{Cell, Document, Row, Table};
use crate::words::fold::fold;

/// What a column says of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    Id,
    /// The day of the start, or the whole instant in typed cells.
    Date,
    /// A time of day beside `Date`, an instant without it.
    Start,
    EndDate,
    End,
    /// In one format or another: several columns may bear this name.
    Duration,
    /// Decimal hours.
    Decimal,
    /// Pauses taken out of the duration.
    Break,
    Person,
    LastName,
    /// Login or address, when there is no name.
    Login,
    Activity,
    Tags,
    Project,
    Description,
    /// Work, pause or leave.
    Type,
    /// The day an entry was typed.
    Created,
}

/// Names that hold no step, no reference and no link, or that must not be looked at.
const QUIET: &[&str] = &[
    "client",
    "customer",
    "kunde",
    "group",
    "groupe",
    "billable",
    "billable?",
    "facturable",
    "invoiced",
    "invoiced?",
    "invoice id",
    "approved?",
    "deal id",
    "employee id",
    "employee?",
    "roles",
    "department",
    "staff number",
    "numero d'equipe",
    "account",
    "compte",
    "project number",
    "project code",
    "numero de projet",
    "activity number",
    "numero d'activite",
    "order number",
    "numero de commande",
    "vat-id",
    "id de tva",
    "email",
    "e-mail",
    "courriel",
    "user",
    "utilisateur",
    "member",
    "name",
    "nom",
    "nom d'utilisateur",
    "benutzer",
    "first name",
    "last name",
];

/// The header of a table, and where each column stands. Names may come twice: places are kept.
#[derive(Clone, Debug)]
pub struct Header {
    /// Data comes after this row.
    pub row: u32,
    /// Folded.
    names: Vec<String>,
    places: Vec<(Column, usize)>,
}

/// Names of the columns of a tool, folded, the surest first.
pub type Names = &'static [(Column, &'static [&'static str])];

impl Header {
    /// The first table whose header suits.
    pub fn find(
        document: &Document,
        names: Names,
        suits: fn(&Header) -> bool,
    ) -> Option<(&Table, Header)> {
        document.tables.iter().find_map(|table| {
            table
                .first_rows(20)
                .iter()
                .map(|(row, cells)| Header::of(*row, cells, names))
                .find(suits)
                .map(|header| (table, header))
        })
    }

    pub fn of(row: u32, cells: &[String], known: Names) -> Header {
        let names: Vec<String> = cells.iter().map(|cell| fold(cell)).collect();
        let mut places = Vec::new();
        for (column, aliases) in known {
            // Of two columns under one name, the first, except durations: each may be read another way.
            let all = names
                .iter()
                .enumerate()
                .filter(|(_, name)| aliases.contains(&name.as_str()))
                .map(|(place, _)| (*column, place));
            if matches!(column, Column::Duration) {
                places.extend(all);
            } else {
                let rank = |name: &str| aliases.iter().position(|alias| *alias == name);
                places.extend(all.min_by_key(|(_, place)| (rank(&names[*place]), *place)));
            }
        }
        Header { row, names, places }
    }

    pub fn has(&self, column: Column) -> bool {
        self.places(column).next().is_some()
    }

    pub fn has_all(&self, columns: &[Column]) -> bool {
        columns.iter().all(|column| self.has(*column))
    }

    /// Whether a column bears one of these names, whatever it is for.
    pub fn named(&self, names: &[&str]) -> bool {
        self.names.iter().any(|name| names.contains(&name.as_str()))
    }

    pub fn name(&self, place: usize) -> &str {
        self.names.get(place).map_or("", String::as_str)
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    pub fn places(&self, column: Column) -> impl Iterator<Item = usize> {
        self.places
            .iter()
            .filter(move |(known, _)| *known == column)
            .map(|(_, place)| *place)
    }

    pub fn cell<'a>(&self, row: &Row<'a>, column: Column) -> Cell<'a> {
        let cell = self
            .places(column)
            .next()
            .map_or(Cell::Empty, |place| row.cell(place));
        // Toggl writes `-` for nothing, Super Productivity ` - `.
        match cell {
            Cell::Text(text) if matches!(text.trim(), "-" | "–") => Cell::Empty,
            other => other,
        }
    }

    /// Trimmed, and without the mark that keeps a spreadsheet from running it; empty when absent.
    pub fn text(&self, row: &Row<'_>, column: Column) -> String {
        plain(&self.cell(row, column).to_text())
    }

    /// Cells of columns that have no role: custom fields may hold a reference.
    pub fn others(&self, row: &Row<'_>) -> Vec<String> {
        (0..row.len())
            .filter(|place| {
                let is_known = self.places.iter().any(|(_, known)| known == place);
                !is_known && !QUIET.contains(&self.name(*place))
            })
            .map(|place| plain(&row.text_at(place)))
            .filter(|text| !text.is_empty())
            .collect()
    }

    /// The header once more: files are put end to end.
    pub fn is_repeated(&self, row: &Row<'_>) -> bool {
        let same = |(_, place): &&(Column, usize)| fold(&row.text_at(*place)) == self.names[*place];
        self.places.iter().filter(same).count() >= 3
    }
}

/// Kimai writes `' =1+1` and Super Productivity `'=1+1` for a text that begins as a formula; Kimai does
/// it as well for any text with the letters `dde`.
fn plain(text: &str) -> String {
    let text = text.trim();
    let bare = match text.strip_prefix("' ") {
        Some(rest) => rest,
        None => text
            .strip_prefix('\'')
            .filter(|rest| rest.starts_with(['=', '+', '-', '@']))
            .unwrap_or(text),
    };
    bare.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_against_formulas_is_taken_off() {
        for (written, expected) in [
            ("' =1+1", "=1+1"),
            ("'=1+1", "=1+1"),
            ("' Cadre addenda", "Cadre addenda"),
            ("l'été", "l'été"),
            ("'oui'", "'oui'"),
        ] {
            assert_eq!(plain(written), expected, "{written}");
        }
    }

    #[test]
    fn of_two_names_the_surest_is_taken_and_durations_are_all_kept() {
        const NAMES: Names = &[
            (Column::Person, &["nom", "nom d'utilisateur"]),
            (Column::Duration, &["duree"]),
        ];
        let cells = ["Nom d’utilisateur", "Durée", "Nom", "Durée"].map(str::to_owned);
        let header = Header::of(1, &cells, NAMES);
        assert_eq!(header.places(Column::Person).collect::<Vec<_>>(), [2]);
        assert_eq!(header.places(Column::Duration).collect::<Vec<_>>(), [1, 3]);
    }
}
