//! `chiffres.xlsx`: every figure with its definition, and what each chart and table shows, as tables that a
//! spreadsheet sorts and filters. Nothing in it is ever a formula, whatever a service wrote.

mod cell;
mod figures;
mod pages;
mod reader;
mod sheet;
mod style;

use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use crate::report::Desk;
use crate::report::block::Report;

pub fn render(desk: &Desk, report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let day = report.produced_on;
    let (month, date) = (low(day.month()), low(day.day()));
    let produced = ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(1900), month, date)?;
    book.set_properties(
        &DocProperties::new()
            .set_title(format!("{}, {}", report.title, report.month))
            .set_company(&report.organisation)
            .set_author(&report.organisation)
            .set_creation_datetime(&produced),
    );
    let (now, before) = figures::tables(desk);
    let mut sheets = vec![("Chiffres".to_owned(), vec![now])];
    if !before.rows.is_empty() {
        sheets.push(("Autres mois".to_owned(), vec![before]));
    }
    sheets.extend(pages::tables(report));
    sheet::named_apart(&mut sheets);
    reader::write(&mut book, report, &sheets)?;
    let mut rank = 0;
    for (name, tables) in &sheets {
        sheet::write(&mut book, name, tables, &mut rank)?;
    }
    book.save_to_buffer()
}

/// Months and days are below 32.
fn low(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(1)
}
