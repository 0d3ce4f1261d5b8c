//! `chiffres.xlsx`, read back by a reader of workbooks: the same figures as `chiffres.csv`, and never a formula.

use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use tempfile::TempDir;

use crate::commands::estran;
use crate::months::ALL;

fn opened(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook")
}

/// As `chiffres.csv` writes it: durations in seconds, numbers with a decimal comma.
fn number(cell: &Data) -> Option<f64> {
    match cell {
        Data::Float(number) => Some(*number),
        Data::Int(number) => Some(*number as f64),
        Data::DateTime(duration) => Some(duration.as_f64() * 86_400.0),
        Data::Empty => None,
        other => panic!("{other:?} is no number"),
    }
}

#[test]
fn it_says_what_the_other_file_says() {
    for case in ALL.iter() {
        let (_, bytes) = case
            .made
            .files
            .iter()
            .find(|(name, _)| *name == "chiffres.xlsx")
            .unwrap();
        let mut book = opened(bytes);
        let mut rows = Vec::new();
        for sheet in ["Chiffres", "Autres mois"] {
            if let Ok(range) = book.worksheet_range(sheet) {
                rows.extend(range.rows().skip(2).map(<[Data]>::to_vec));
            }
        }
        let mut expected = case.figures();
        // The month first, then the others.
        let month = expected[0][7].clone();
        expected.sort_by_key(|row| row[7] != month);
        assert_eq!(rows.len(), expected.len(), "{}", case.name);
        for (row, expected) in rows.iter().zip(&expected) {
            let shown = |rank: usize| row[rank].to_string();
            let told = [shown(0), shown(2), shown(1), shown(7), shown(8), shown(5)];
            let wanted = [0, 1, 2, 6, 7, 8].map(|rank: usize| expected[rank].clone());
            assert_eq!(told, wanted, "{}", case.name);
            let exact = expected[3].replace(',', ".").parse::<f64>().ok();
            match (number(&row[3]), exact) {
                (None, None) => {}
                (Some(found), Some(exact)) => assert!(
                    (found - exact).abs() < 1e-3,
                    "{}: {found} for {exact} in {expected:?}",
                    case.name
                ),
                other => panic!("{}: {other:?} in {expected:?}", case.name),
            }
        }
    }
}

#[test]
fn what_a_service_writes_is_never_computed() {
    let root = TempDir::new().unwrap();
    let name = "=HYPERLINK(\"\"http://ailleurs.example\"\")";
    fs::create_dir(root.path().join("inbox")).unwrap();
    fs::write(
        root.path().join("inbox/temps.csv"),
        "Date;Durée;Étape;Contenu;Compte\n05/10/2026;2:00;Rédaction;+1+1;fb\n",
    )
    .unwrap();
    let settings = format!(
        "[organisation]\nname = '{name}'\n\n[[accounts]]\nid = \"fb\"\nnetwork = \"facebook\"\nname = '@SUM(1+1)*cmd'\nkeys = [\"fb\"]\n"
    );
    fs::write(root.path().join("config.toml"), settings).unwrap();
    let said = estran(
        root.path(),
        &["report", "--month", "2026-10", "--date", "2026-11-05"],
    );
    assert!(said.status < 2, "{}{}", said.out, said.err);
    let bytes = fs::read(root.path().join("reports/2026-10/chiffres.xlsx")).unwrap();
    let mut book = opened(&bytes);
    let mut texts = Vec::new();
    for sheet in book.sheet_names() {
        let formulas = book.worksheet_formula(&sheet).unwrap();
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()));
        let range = book.worksheet_range(&sheet).unwrap();
        texts.extend(range.cells().map(|(_, _, cell)| cell.to_string()));
    }
    for written in ["=HYPERLINK", "@SUM"] {
        assert!(
            texts.iter().any(|text| text.contains(written)),
            "{written} in {texts:?}"
        );
    }
}
