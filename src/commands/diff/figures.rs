//! Two `chiffres.csv` side by side, figure by figure.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::Spent;
use crate::words::duration;
use crate::words::number::NBSP;

/// Columns that are read; others may come.
const NEEDED: [&str; 8] = [
    "code", "objet", "libellé", "valeur", "unité", "n", "état", "mois",
];
const PRINTED: &str = "imprimé";

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("ses lignes ne se lisent pas ({0})")]
    Csv(#[from] csv::Error),
    #[error("la colonne «\u{a0}{0}\u{a0}» y manque")]
    Column(&'static str),
}

/// What one figure is about: its code, its object, its month.
type Key = (String, String, String);

/// One figure of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Exact, as the file writes it; several when each case is given.
    pub values: Vec<String>,
    pub unit: String,
    pub n: String,
    pub state: String,
    pub printed: String,
}

/// A figure that is not the same in both; absent from a side when that one does not give it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub code: String,
    pub object: String,
    pub label: String,
    pub month: String,
    pub before: Option<Side>,
    pub after: Option<Side>,
}

/// The whole comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Differences {
    /// How many figures are the same.
    pub same: usize,
    pub changes: Vec<Change>,
}

/// The figures of a file, in its order.
pub struct Figures {
    order: Vec<Key>,
    sides: BTreeMap<Key, (String, Side)>,
}

impl Figures {
    pub fn read(bytes: &[u8]) -> Result<Figures, Error> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(bytes);
        let header = reader.headers()?.clone();
        let place = |name: &'static str| {
            let found = header.iter().position(|title| title == name);
            found.ok_or(Error::Column(name))
        };
        let mut places = [0; NEEDED.len()];
        for (slot, name) in places.iter_mut().zip(NEEDED) {
            *slot = place(name)?;
        }
        let printed = place(PRINTED)?;
        let mut figures = Figures {
            order: Vec::new(),
            sides: BTreeMap::new(),
        };
        for record in reader.records() {
            let record = record?;
            let cell = |place: usize| record.get(place).unwrap_or_default().to_owned();
            let [code, object, label, value, unit, n, state, month] = places.map(cell);
            let key = (code, object, month);
            if let Some((_, side)) = figures.sides.get_mut(&key) {
                side.values.push(value);
                continue;
            }
            let side = Side {
                values: vec![value],
                unit,
                n,
                state,
                printed: cell(printed),
            };
            figures.order.push(key.clone());
            figures.sides.insert(key, (label, side));
        }
        Ok(figures)
    }

    /// What `after` says otherwise, in the order of this file; then what it alone says.
    pub fn compared_with(&self, after: &Figures) -> Differences {
        let mut differences = Differences::default();
        let only_after = after
            .order
            .iter()
            .filter(|key| !self.sides.contains_key(*key));
        for key in self.order.iter().chain(only_after) {
            let (before, after) = (self.sides.get(key), after.sides.get(key));
            if before.map(|(_, side)| side) == after.map(|(_, side)| side) {
                differences.same += 1;
                continue;
            }
            let label = after.or(before).map(|(label, _)| label.clone());
            let side = |found: Option<&(String, Side)>| found.map(|(_, side)| side.clone());
            let (code, object, month) = key.clone();
            differences.changes.push(Change {
                code,
                object,
                label: label.unwrap_or_default(),
                month,
                before: side(before),
                after: side(after),
            });
        }
        differences
    }
}

impl Change {
    /// How each side is said: as printed; when that does not tell them apart, the exact values; then the cases.
    pub fn said(&self) -> [String; 2] {
        let both = [self.before.as_ref(), self.after.as_ref()];
        let absent = || "absent".to_owned();
        let ways: [fn(&Side) -> String; 3] = [
            |side| side.printed.clone(),
            Side::exact,
            |side| format!("n{NBSP}={NBSP}{}, {}", side.n, side.state),
        ];
        let say = |way: fn(&Side) -> String| both.map(|side| side.map_or_else(absent, way));
        let told_apart = ways.into_iter().map(say).find(|[one, other]| one != other);
        // The last way: the exact numbers as the file has them.
        told_apart.unwrap_or_else(|| say(|side| side.values.join(" ; ")))
    }
}

impl Side {
    /// A duration in hours and minutes, anything else with its unit.
    fn exact(&self) -> String {
        let said = self.values.iter().map(|value| match value.parse() {
            Ok(seconds) if self.unit == "s" => duration::detail(Spent::seconds(seconds)),
            _ => format!("{value} {}", self.unit).trim().to_owned(),
        });
        said.collect::<Vec<_>>().join(" ; ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(rows: &str) -> Figures {
        let header = "code;objet;libellé;valeur;unité;n;état;mois;imprimé";
        Figures::read(format!("\u{feff}{header}\r\n{rows}").as_bytes()).unwrap()
    }

    #[test]
    fn a_figure_that_changes_appears_or_goes_is_told_once() {
        let before = file(
            "ES1;;Temps;3600;s;4;mesuré;2026-10;1 h\r\nES2;;Publications;2;nombre;2;mesuré;2026-10;2\r\nVA1;cas;Attente;60;s;2;mesuré;2026-10;1 min et 2 min\r\nVA1;cas;Attente;120;s;2;mesuré;2026-10;1 min et 2 min\r\n",
        );
        let after = file(
            "ES1;;Temps;7200;s;5;mesuré;2026-10;2 h\r\nVA1;cas;Attente;60;s;2;mesuré;2026-10;1 min et 2 min\r\nVA1;cas;Attente;120;s;2;mesuré;2026-10;1 min et 2 min\r\nMO1;;Messages;3;nombre;3;mesuré;2026-10;3\r\n",
        );
        let found = before.compared_with(&after);
        assert_eq!(found.same, 1);
        let said: Vec<(&str, [String; 2])> = found
            .changes
            .iter()
            .map(|change| (change.code.as_str(), change.said()))
            .collect();
        let pair = |one: &str, other: &str| [one.to_owned(), other.to_owned()];
        assert_eq!(
            said,
            [
                ("ES1", pair("1 h", "2 h")),
                ("ES2", pair("2", "absent")),
                ("MO1", pair("absent", "3")),
            ]
        );
    }

    #[test]
    fn what_is_printed_alike_is_told_apart() {
        let before = file("TC1;q3;Temps;14400;s;9;mesuré;2026-10;2 h\r\n");
        let after = file("TC1;q3;Temps;18000;s;9;mesuré;2026-10;2 h\r\n");
        let found = before.compared_with(&after);
        assert_ne!(found.changes[0].said()[0], found.changes[0].said()[1]);
        let after = file("TC1;q3;Temps;14400;s;10;mesuré;2026-10;2 h\r\n");
        assert!(before.compared_with(&after).changes[0].said()[1].contains("10"));
    }

    #[test]
    fn a_file_without_its_columns_says_which() {
        let Err(error) = Figures::read(b"code;objet\r\n") else {
            panic!("it has no label");
        };
        assert!(error.to_string().contains("libellé"), "{error}");
    }
}
