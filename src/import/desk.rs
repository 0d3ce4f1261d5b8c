//! What the readers of the five sheets share: settings, and cells that all of them hold.

use chrono::NaiveDate;

use crate::document::Cell;
use crate::import::column_names::Field;
use crate::import::moment::{self, Writing};
use crate::import::notes::Notes;
use crate::import::sheet::{Line, Sheet};
use crate::import::{Settings, account_cell, reference};
use crate::model::{Moment, Severity};

/// Records wait for their day of reading: it is known when all sheets are read.
pub const NO_DAY: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).expect("1970 has a first day");

/// What the readers of sheets share.
pub struct Desk<'a> {
    pub settings: &'a Settings,
    /// The year that the name of the file says, for dates without one.
    pub year: Option<i32>,
}

impl Desk<'_> {
    /// How the dates of these columns are written, decided on all their cells.
    pub fn writing(&self, sheet: &Sheet, fields: &[Field]) -> Writing {
        let texts = sheet.lines.iter().flat_map(|line| {
            fields
                .iter()
                .filter_map(|field| match sheet.cell(line, *field) {
                    Cell::Text(text) => Some(text),
                    _ => None,
                })
        });
        let year = sheet
            .title
            .as_deref()
            .and_then(moment::year_in)
            .or_else(|| moment::year_in(&sheet.preamble().join("\n")))
            .or(self.year);
        Writing::of(texts, year, self.settings.zone)
    }

    /// A moment of a row; what does not read is told, and the row is kept.
    pub fn moment(
        sheet: &Sheet,
        line: &Line,
        field: Field,
        writing: Writing,
        notes: &mut Notes,
    ) -> Option<Moment> {
        match moment::read(sheet.cell(line, field), writing) {
            moment::Reading::Empty => None,
            moment::Reading::Given(dated) => {
                if dated.wrong_weekday {
                    notes.doubt(
                        line.number,
                        "weekday-differs",
                        "le jour de la semaine ne correspond pas à la date ; la date est retenue : la vérifier",
                    );
                }
                Some(dated.moment)
            }
            moment::Reading::Unreadable => {
                let message = format!(
                    "la date de la colonne « {} » ne se lit pas ; elle est laissée de côté : écrire par exemple 03/09/2026 10:30",
                    sheet.header(field)
                );
                notes.doubt(line.number, "unreadable-date", &message);
                None
            }
        }
    }

    /// The reference of a row; of several, the first.
    pub fn reference(sheet: &Sheet, line: &Line, notes: &mut Notes) -> Option<String> {
        let mut references = reference::in_column(&sheet.text(line, Field::Reference))
            .0
            .into_iter();
        let first = references.next()?;
        if references.next().is_some() {
            notes.doubt(
                line.number,
                "several-references",
                "plusieurs références sur une ligne ; la première est retenue : saisir une ligne par contenu",
            );
        }
        Some(first)
    }

    /// Says once that a label is none of the configured accounts.
    pub fn check_account(&self, account: Option<&str>, row: u32, notes: &mut Notes) {
        if let Some(account) =
            account.filter(|account| account_cell::is_unknown(account, &self.settings.accounts))
        {
            let message = format!(
                "le compte « {account} » n’est pas dans config.toml ; l’y ajouter, ou reprendre le nom d’un compte configuré"
            );
            notes.share(Severity::Warning, row, "unknown-account", message);
        }
    }
}
