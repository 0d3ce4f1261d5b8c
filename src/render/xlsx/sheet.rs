//! A sheet: tables under one another, each with its caption.

use std::collections::BTreeSet;

use rust_xlsxwriter::{Table, TableColumn, TableStyle, Workbook, XlsxError};

use super::cell::{Cell, held};
use super::style;
use crate::words::text;

/// What a name of a sheet may hold, in characters.
const NAME: usize = 31;

/// A table about to be written.
pub struct Sheet {
    pub caption: String,
    /// Title and width, in characters.
    pub columns: Vec<(String, f64)>,
    pub rows: Vec<Vec<Cell>>,
}

/// The name of a sheet, and its tables.
pub type Named = (String, Vec<Sheet>);

/// Names that a workbook accepts, no two alike.
pub fn named_apart(sheets: &mut [Named]) {
    let mut taken = BTreeSet::new();
    for (name, _) in sheets {
        let is_allowed = |letter: &char| !"[]:*?/\\'".contains(*letter) && !letter.is_control();
        let allowed: String = name.chars().filter(is_allowed).collect();
        let fitting = |suffix: &str| {
            let room = NAME - suffix.chars().count();
            format!("{}{suffix}", text::shortened(&allowed, room))
        };
        let mut chosen = fitting("");
        for rank in 2.. {
            if !chosen.trim().is_empty() && taken.insert(chosen.to_lowercase()) {
                break;
            }
            chosen = fitting(&format!(" {rank}"));
        }
        *name = chosen;
    }
}

/// `rank` numbers the tables of the whole workbook: each needs a name of its own.
pub fn write(
    book: &mut Workbook,
    name: &str,
    tables: &[Sheet],
    rank: &mut u32,
) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet
        .set_name(name)?
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0)
        .set_footer("&L&A&RPage &P / &N");
    let widest = tables.iter().map(|table| table.columns.len()).max();
    for column in 0..widest.unwrap_or(0) {
        let widths = tables.iter().filter_map(|table| table.columns.get(column));
        let width = widths.map(|(_, width)| *width).fold(8.0, f64::max);
        sheet.set_column_width(narrow(column), width)?;
    }
    let mut top = 0;
    for table in tables {
        sheet.write_string_with_format(top, 0, held(&table.caption), &style::strong())?;
        let (first, last) = (top + 1, top + 1 + wide(table.rows.len().max(1)));
        for (down, row) in table.rows.iter().enumerate() {
            for (across, cell) in row.iter().enumerate() {
                cell.write(sheet, first + 1 + wide(down), narrow(across))?;
            }
        }
        *rank += 1;
        let end = narrow(table.columns.len().saturating_sub(1));
        sheet.add_table(first, 0, last, end, &styled(table, *rank))?;
        top = last + 2;
    }
    // One table: its titles stay in sight.
    if tables.len() == 1 {
        sheet.set_freeze_panes(2, 0)?.set_repeat_rows(0, 1)?;
    }
    Ok(())
}

fn styled(table: &Sheet, rank: u32) -> Table {
    let mut taken = BTreeSet::new();
    let columns: Vec<TableColumn> = table
        .columns
        .iter()
        .enumerate()
        .map(|(rank, (title, _))| {
            // A table has no two columns of one name, and none without.
            let title = held(title);
            let is_free = !title.trim().is_empty() && taken.insert(title.to_lowercase());
            let title = if is_free {
                title
            } else {
                format!("{title} ({})", rank + 1)
            };
            TableColumn::new().set_header(title)
        })
        .collect();
    Table::new()
        .set_name(format!("Tableau{rank}"))
        .set_columns(&columns)
        .set_style(TableStyle::Light1)
}

fn wide(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn narrow(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_short_allowed_and_apart() {
        let mut sheets: Vec<Named> = [
            "Chiffres",
            "chiffres",
            "",
            "Ce qui / se [voit]",
            "Annexe avec un nom bien trop long pour un onglet",
            "Annexe avec un nom bien trop long pour un autre",
        ]
        .map(|name| (name.to_owned(), Vec::new()))
        .into();
        named_apart(&mut sheets);
        let names: BTreeSet<String> = sheets.iter().map(|(name, _)| name.to_lowercase()).collect();
        assert_eq!(names.len(), sheets.len());
        for (name, _) in &sheets {
            assert!((1..=31).contains(&name.chars().count()), "{name}");
            assert!(!name.contains(['/', '[', ']']), "{name}");
        }
        assert_eq!(sheets[1].0, "chiffres 2");
    }
}
