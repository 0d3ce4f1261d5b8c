//! The order of days and months, where the service had to say it: `[import.dates]` of config.toml.

use std::borrow::Borrow;
use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::document::Document;
use crate::import::date_column::{self, Hints, Understood};
use crate::import::stamp::{Order, Written};
use crate::import::told::Told;
use crate::import::{FORMATS, Settings, mapped};
use crate::model::{Batch, Finding, Severity};

/// The order of each format that was set.
pub type DateOrders = BTreeMap<FormatName, Order>;

/// The name of a known format.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct FormatName(String);

impl Borrow<str> for FormatName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[derive(Debug, thiserror::Error)]
#[error("« {0} » n’est pas un format\u{a0}; « estran formats » en donne la liste")]
pub struct UnknownFormat(String);

impl TryFrom<String> for FormatName {
    type Error = UnknownFormat;

    fn try_from(name: String) -> Result<Self, UnknownFormat> {
        if FORMATS.iter().any(|format| format.name() == name) {
            Ok(FormatName(name))
        } else {
            Err(UnknownFormat(name))
        }
    }
}

/// What the service set for the format that reads this batch.
pub fn asked(settings: &Settings, batch: &Batch) -> Option<Order> {
    settings.reading.dates.get(batch.format?).copied()
}

/// Understands the dates of a file, and says what was doubtful; `None` when nothing of it can be counted.
pub fn settle(
    written: &[(Written, Option<DateTime<Utc>>)],
    hints: Hints,
    told: &mut Told<'_>,
) -> Option<Understood> {
    let understood = date_column::understand(written, hints);
    if understood.is_in_doubt() {
        return None;
    }
    tell(understood, told);
    Some(understood)
}

/// Says what was doubtful in a column of dates.
fn tell(understood: Understood, told: &mut Told<'_>) {
    if understood.is_mixed {
        let message = "certaines dates ne se lisent que jour/mois et d’autres que mois/jour : un tableur a transformé le fichier\u{a0}; celles qui se lisent des deux façons n’ont pas été comptées\u{a0}: donner l’export d’origine";
        told.say(Severity::Warning, "mixed-date-orders", None, message);
    } else if understood.swap_typed {
        let message = "un tableur avait échangé le jour et le mois de certaines dates ; elles ont été remises dans l’ordre : mieux vaut donner l’export d’origine";
        told.say(Severity::Warning, "swapped-dates", None, message);
    }
}

/// Two orders in one file: which dates were turned around, nobody knows.
pub fn mixed(document: &Document, batch: Batch) -> Batch {
    let message = "les dates de ce fichier sont les unes au format jour/mois, les autres au format mois/jour, sans doute après un passage par un tableur\u{202f}; rien n’a été compté\u{a0}: donner l’export d’origine, sans l’ouvrir ni l’enregistrer";
    batch.refused(Finding::error("mixed-dates", &document.name, message))
}

/// The whole file is turned back: nothing says which number is the month.
pub fn refused(document: &Document, batch: Batch) -> Batch {
    let format = batch.format.unwrap_or_default();
    let setting = if matches!(format, mapped::POSTS | mapped::DAYS) {
        "écrire dates = \"day-first\" (jour/mois) ou dates = \"month-first\" (mois/jour) dans le bloc [[import.tables]] de ce tableau, dans config.toml".to_owned()
    } else {
        format!(
            "écrire {format} = \"day-first\" (jour/mois) ou {format} = \"month-first\" (mois/jour) dans la section [import.dates] de config.toml"
        )
    };
    let message = format!(
        "les dates de ce fichier se lisent de deux façons, jour/mois ou mois/jour, et rien ne tranche\u{a0}; rien n’a été compté\u{a0}: {setting}, ou donner un export qui contient un jour après le 12"
    );
    batch.refused(Finding::error("dates-in-doubt", &document.name, message))
}
