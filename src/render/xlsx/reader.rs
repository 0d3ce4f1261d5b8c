//! The first sheet: what this workbook is, and where each thing lies in it.

use rust_xlsxwriter::{Url, Workbook, XlsxError};

use super::cell::held;
use super::sheet::Named;
use super::style;
use crate::report::block::Report;
use crate::words::text::spaced;

const HOW: [&str; 4] = [
    "Les durées sont de vraies durées (heures:minutes), les parts de vrais pourcentages : on peut les additionner, les trier et les filtrer.",
    "Une case vide dans « Valeur » n’est pas un zéro : la colonne « État » dit pourquoi le chiffre manque.",
    "« Imprimé » est le chiffre tel que le rapport l’écrit, avec ses réserves (« au moins », « sur les données saisies »).",
    "Une durée en jours ouvrés est donnée ici en heures d’ouverture.",
];

pub fn write(book: &mut Workbook, report: &Report, sheets: &[Named]) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet
        .set_name("Lire ce classeur")?
        .set_column_width(0, 100.0)?
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    let (title, text, strong) = (style::title(), style::text(), style::strong());
    let mut lines = vec![
        (report.title.clone(), &title),
        (report.subtitle.clone(), &text),
        (report.version.clone(), &text),
        (String::new(), &text),
        ("Comment lire ce classeur".to_owned(), &strong),
    ];
    lines.extend(HOW.map(|how| (spaced(how), &text)));
    lines.push((String::new(), &text));
    lines.push(("Les feuilles".to_owned(), &strong));
    let mut row = 0;
    for (words, format) in lines {
        sheet.write_string_with_format(row, 0, held(&words), format)?;
        row += 1;
    }
    for (name, _) in sheets {
        let place = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet.write_url(row, 0, place)?;
        row += 1;
    }
    Ok(())
}
