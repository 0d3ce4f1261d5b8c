//! Every figure of the month with its definition; what is printed of other months apart.

use super::cell::Cell;
use super::sheet::Sheet;
use crate::figures::catalog::{self, Entry};
use crate::render::rows::{self, Row};
use crate::report::Desk;

/// The month, then the months it is compared with.
pub fn tables(desk: &Desk) -> (Sheet, Sheet) {
    let (now, before): (Vec<Row>, Vec<Row>) = rows::rows(desk)
        .into_iter()
        .partition(|row| row.month == desk.month);
    (
        table(
            "Chaque chiffre du mois, exact et tel qu’il est imprimé",
            &now,
        ),
        table(
            "Ce que les comparaisons et les courbes montrent des autres mois",
            &before,
        ),
    )
}

fn table(caption: &str, rows: &[Row]) -> Sheet {
    let columns = [
        ("Code", 8.0),
        ("Chiffre", 42.0),
        ("Objet", 22.0),
        ("Valeur", 12.0),
        ("Unité", 10.0),
        ("Imprimé", 34.0),
        ("Cas", 8.0),
        ("État", 15.0),
        ("Mois", 10.0),
        ("Définition", 70.0),
    ];
    Sheet {
        caption: caption.to_owned(),
        columns: columns
            .map(|(title, width)| (title.to_owned(), width))
            .into(),
        rows: rows.iter().map(cells).collect(),
    }
}

fn cells(row: &Row) -> Vec<Cell> {
    let definition = catalog::find(row.code).map_or_else(String::new, Entry::defined);
    vec![
        Cell::text(row.code),
        Cell::text(&row.label),
        Cell::text(&row.object),
        Cell::exact(row.number, row.unit),
        Cell::text(row.unit.of_a_cell()),
        Cell::text(&row.printed),
        row.n.map_or(Cell::Empty, |n| Cell::Count(n as f64)),
        Cell::text(row.state),
        Cell::text(row.month.to_string()),
        Cell::text(definition),
    ]
}
