//! Tables: parts in their order, rows of the same length once spans are counted, headers that are tied.

use std::collections::BTreeSet;

use lopdf::Object;

use super::fault::Faults;
use super::pdf::Pdf;
use super::rule::{Rule, own_ua, rules, ua};
use super::tree::{Tree, attribute, list};

rules! {
    ONE_HEAD: [ua("7.2-11")]
        "un tableau a au plus un en-tête (THead)", "";
    ONE_FOOT: [ua("7.2-12")]
        "un tableau a au plus un pied (TFoot)", "";
    FOOT_BODY: [ua("7.2-13")]
        "un tableau qui a un pied a un corps (TBody)", "";
    HEAD_BODY: [ua("7.2-14")]
        "un tableau qui a un en-tête a un corps (TBody)", "";
    CROSSING: [ua("7.2-15")]
        "deux cellules n’occupent pas la même place", "revoir les fusions de cellules";
    CAPTION_PLACE: [ua("7.2-16")]
        "la légende d’un tableau est au début ou à la fin", "";
    ONE_CAPTION: [ua("7.2-39")]
        "un tableau a au plus une légende", "";
    COLUMN_LENGTH: [ua("7.2-41")]
        "les colonnes d’un tableau ont autant de lignes", "revoir les fusions de cellules";
    ROW_LENGTH: [ua("7.2-42")]
        "aucune ligne d’un tableau n’a plus de cellules que la première", "donner une cellule, même vide, à chaque colonne";
    ROW_SHORT: [ua("7.2-43")]
        "aucune ligne d’un tableau n’a moins de cellules que la première", "donner une cellule, même vide, à chaque colonne";
    HEADERS: [ua("7.5-1")]
        "chaque cellule d’en-tête dit si elle vaut pour sa ligne ou sa colonne, ou chaque cellule dit ses en-têtes",
        "donner un Scope (Row, Column) aux cellules d’en-tête";
    KNOWN_HEADERS: [ua("7.5-2")]
        "une cellule ne nomme que des en-têtes de son tableau", "";
    ORDER: [own_ua("tableau-1")]
        "l’en-tête d’un tableau vient avant son corps, le pied après", "";
}

/// A table of the size of a book, and yet a bound.
const MOST_CELLS: usize = 4_000_000;

pub fn check(pdf: &Pdf, tree: &Tree, faults: &mut Faults) {
    for (place, node) in tree.nodes.iter().enumerate() {
        if node.kind == "Table" {
            parts(tree, place, faults);
            let rows = rows(tree, place);
            regular(pdf, tree, place, &rows, faults);
            headers(pdf, tree, place, &rows, faults);
        }
    }
}

fn parts(tree: &Tree, table: usize, faults: &mut Faults) {
    let kids = tree.kinds_of_kids(table);
    let count = |kind: &str| kids.iter().filter(|kid| **kid == kind).count();
    let (heads, bodies, feet) = (count("THead"), count("TBody"), count("TFoot"));
    let first = |kind: &str| kids.iter().position(|kid| *kid == kind);
    let last = |kind: &str| kids.iter().rposition(|kid| *kid == kind);
    let caption = kids
        .iter()
        .skip(1)
        .rev()
        .skip(1)
        .any(|kid| *kid == "Caption");
    let disordered = first("TBody")
        .is_some_and(|body| first("THead").is_some_and(|head| head > body))
        || first("TFoot").is_some_and(|foot| last("TBody").is_some_and(|body| foot < body));
    let broken: [(&Rule, bool, &str); 7] = [
        (&ONE_HEAD, heads > 1, "plusieurs en-têtes"),
        (&ONE_FOOT, feet > 1, "plusieurs pieds"),
        (&FOOT_BODY, feet > 0 && bodies == 0, "un pied sans corps"),
        (
            &HEAD_BODY,
            heads > 0 && bodies == 0,
            "un en-tête sans corps",
        ),
        (&CAPTION_PLACE, caption, "la légende est au milieu"),
        (&ONE_CAPTION, count("Caption") > 1, "plusieurs légendes"),
        (
            &ORDER,
            disordered,
            "l’en-tête, le corps et le pied ne se suivent pas",
        ),
    ];
    for (rule, _, what) in broken.into_iter().filter(|(_, is_broken, _)| *is_broken) {
        faults.add(rule, tree.place(table), what);
    }
}

/// The rows of a table, each with its cells.
fn rows(tree: &Tree, table: usize) -> Vec<Vec<usize>> {
    let cells = |row: &usize| {
        let kids = tree.nodes[*row].kids.iter().copied();
        kids.filter(|kid| matches!(tree.nodes[*kid].kind.as_str(), "TH" | "TD"))
            .collect()
    };
    let mut rows = Vec::new();
    for kid in &tree.nodes[table].kids {
        match tree.nodes[*kid].kind.as_str() {
            "TR" => rows.push(cells(kid)),
            "THead" | "TBody" | "TFoot" => {
                let inner = tree.nodes[*kid].kids.iter();
                rows.extend(
                    inner
                        .filter(|row| tree.nodes[**row].kind == "TR")
                        .map(cells),
                );
            }
            _ => {}
        }
    }
    rows
}

/// Rows and columns that a cell covers.
fn span(pdf: &Pdf, tree: &Tree, cell: usize, key: &[u8]) -> usize {
    let said =
        attribute(pdf, tree.nodes[cell].entry, "Table", key).and_then(|span| span.as_i64().ok());
    said.and_then(|span| usize::try_from(span).ok())
        .map_or(1, |span| span.max(1))
}

/// Lays the cells on a grid as wide as the first row; tells of the first that does not fit.
fn regular(pdf: &Pdf, tree: &Tree, table: usize, rows: &[Vec<usize>], faults: &mut Faults) {
    let Some(first) = rows.first() else {
        return;
    };
    let spans = |cell: &usize| span(pdf, tree, *cell, b"ColSpan");
    let width = first.iter().map(spans).fold(0_usize, usize::saturating_add);
    if width.saturating_mul(rows.len()) > MOST_CELLS {
        faults.add(&ROW_LENGTH, tree.place(table), "le tableau est démesuré");
        return;
    }
    let mut taken = vec![false; width * rows.len()];
    for (row, cells) in rows.iter().enumerate() {
        let mut column = 0;
        for cell in cells {
            while column < width && taken[row * width + column] {
                column += 1;
            }
            let (wide, high) = (
                span(pdf, tree, *cell, b"ColSpan"),
                span(pdf, tree, *cell, b"RowSpan"),
            );
            if column.saturating_add(wide) > width {
                faults.add(
                    &ROW_LENGTH,
                    tree.place(table),
                    format!(
                        "ligne {} : plus de cellules que la première, qui en a {width}",
                        row + 1
                    ),
                );
                return;
            }
            if row.saturating_add(high) > rows.len() {
                faults.add(
                    &COLUMN_LENGTH,
                    tree.place(table),
                    format!("ligne {} : une cellule dépasse le bas du tableau", row + 1),
                );
                return;
            }
            for (down, across) in
                (0..high).flat_map(|down| (0..wide).map(move |across| (down, across)))
            {
                let spot = (row + down) * width + column + across;
                if taken[spot] {
                    faults.add(
                        &CROSSING,
                        tree.place(*cell),
                        "une autre cellule est à la même place",
                    );
                    return;
                }
                taken[spot] = true;
            }
            column += wide;
        }
    }
    for row in 0..rows.len() {
        let filled = taken[row * width..(row + 1) * width]
            .iter()
            .filter(|taken| **taken)
            .count();
        if filled < width {
            faults.add(
                &ROW_SHORT,
                tree.place(table),
                format!("ligne {} : {filled} cellules au lieu de {width}", row + 1),
            );
            return;
        }
    }
}

/// Tied by the direction of each header cell, or by the headers that each cell names.
fn headers(pdf: &Pdf, tree: &Tree, table: usize, rows: &[Vec<usize>], faults: &mut Faults) {
    let of_kind = |kind: &'static str| {
        rows.iter()
            .flatten()
            .copied()
            .filter(move |cell| tree.nodes[*cell].kind == kind)
    };
    let has_scope = |cell: &usize| {
        let scope = attribute(pdf, tree.nodes[*cell].entry, "Table", b"Scope")
            .and_then(|scope| scope.as_name().ok());
        matches!(scope, Some(b"Row" | b"Column" | b"Both"))
    };
    let known: BTreeSet<&[u8]> = of_kind("TH")
        .filter_map(|cell| pdf.entry(tree.nodes[cell].entry, b"ID")?.as_str().ok())
        .collect();
    let mut are_all_named = true;
    for cell in of_kind("TD") {
        let named = list(attribute(pdf, tree.nodes[cell].entry, "Table", b"Headers"));
        let is_known = |id: &Object| pdf.whole(id).as_str().is_ok_and(|id| known.contains(id));
        if !named.iter().all(is_known) {
            faults.add(
                &KNOWN_HEADERS,
                tree.place(cell),
                "la cellule nomme un en-tête que le tableau n’a pas",
            );
        }
        are_all_named &= !named.is_empty() && named.iter().all(is_known);
    }
    let mut lost = of_kind("TH").filter(|cell| !has_scope(cell));
    if let (Some(cell), false) = (lost.next(), are_all_named) {
        let more = lost.count();
        let what = if more == 0 {
            "une cellule d’en-tête ne dit pas pour quoi elle vaut".to_owned()
        } else {
            format!(
                "{} cellules d’en-tête ne disent pas pour quoi elles valent",
                more + 1
            )
        };
        let place = super::fault::Place {
            page: tree.place(cell).page,
            ..tree.place(table)
        };
        faults.add(&HEADERS, place, what);
    }
}
