//! Unpacks files into tables of cells. What the cells mean is for customs.

mod archive;
mod calendar;
mod csv;
mod decode;
mod limits;
mod ods_extent;
mod sheets;
mod sniff;
mod spreadsheetml;
mod table;
mod weight;
mod xls_extent;
mod xls_texts;

use std::fmt::Write;
use std::sync::Arc;

use sha2::{Digest, Sha256};

pub use archive::{Member, members};
pub use limits::Limits;
pub use table::{Cell, Row, Table};

/// A file, told by its content and unpacked.
#[derive(Debug)]
pub struct Document {
    /// As named on the command line, or relative to the inbox.
    pub name: Arc<str>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub fingerprint: String,
    pub container: Container,
    /// In file order; empty for JSON and calendars only.
    pub tables: Vec<Table>,
    /// The whole text of a JSON file: the format that knows it parses it.
    pub json: Option<String>,
    /// The whole text of a calendar, its lines unfolded.
    pub calendar: Option<String>,
    /// Odd things about the container itself (a record cut at the end of the file, bytes that were replaced).
    pub remarks: Vec<Remark>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Container {
    Csv,
    Xlsx,
    Xls,
    Ods,
    /// The XML of Excel 2003, named `.xls`.
    SpreadsheetMl,
    Json,
    /// iCalendar, `.ics`.
    Calendar,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    pub code: &'static str,
    pub row: Option<u32>,
    pub message: String,
}

/// Why a file could not be unpacked, in words for the person who gave it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("le fichier est vide ; refaire l’export")]
    Empty,
    #[error(
        "le fichier est {0}, pas un tableau ; donner l’export en CSV ou en classeur (.xlsx, .xls, .ods)"
    )]
    NotATable(&'static str),
    #[error(
        "le classeur ne s’ouvre pas ({0}) ; il est sans doute tronqué ou protégé : le télécharger à nouveau"
    )]
    Workbook(String),
    #[error(
        "l’archive ne s’ouvre pas\u{a0}: elle contient {0}\u{a0}; la décompresser et donner les fichiers un à un, ou la télécharger à nouveau"
    )]
    Archive(&'static str),
    #[error(
        "le fichier {what}\u{a0}; si c’est bien lui, relever «\u{a0}{key}\u{a0}» dans la section [import.limits] de config.toml"
    )]
    Beyond { what: String, key: &'static str },
    #[error("le texte ne se lit dans aucun codage connu ; refaire l’export en UTF-8")]
    Encoding,
    #[error(
        "chaque ligne du fichier est entre guillemets et les textes sont coupés, sans doute après un passage par un tableur ; donner l’export d’origine, sans l’ouvrir ni l’enregistrer"
    )]
    DoubleQuoted,
}

impl Document {
    /// Unpacks the bytes of a file. The name serves for messages and for what formats find in it.
    pub fn open(name: &str, bytes: Vec<u8>) -> Result<Document, Error> {
        let fingerprint = fingerprint(&bytes);
        Document::unpack(name, bytes, fingerprint, &Limits::default())
    }

    /// The same, when the fingerprint of the bytes is known.
    pub fn unpack(
        name: &str,
        bytes: Vec<u8>,
        fingerprint: String,
        limits: &Limits,
    ) -> Result<Document, Error> {
        let (mut json, mut calendar) = (None, None);
        let (container, tables, remarks) = match sniff::kind(&bytes)? {
            sniff::Kind::Text => {
                let (table, remarks) = csv::open(bytes, limits)?;
                (Container::Csv, vec![table], remarks)
            }
            // `members` opens archives; one that comes here is inside another.
            sniff::Kind::Archive => return Err(Error::NotATable("une archive ZIP")),
            sniff::Kind::Workbook(Container::SpreadsheetMl) => {
                let (tables, remarks) = spreadsheetml::open(bytes, limits)?;
                (Container::SpreadsheetMl, tables, remarks)
            }
            sniff::Kind::Json => {
                let (text, remarks) = decode::text(bytes);
                json = Some(text);
                (Container::Json, Vec::new(), remarks)
            }
            sniff::Kind::Calendar => {
                let (text, remarks) = calendar::text(bytes);
                calendar = Some(text);
                (Container::Calendar, Vec::new(), remarks)
            }
            sniff::Kind::Workbook(container) => (
                container,
                sheets::open(container, bytes, limits)?,
                Vec::new(),
            ),
        };
        if tables.is_empty() && json.is_none() && calendar.is_none() {
            return Err(Error::Empty);
        }
        Ok(Document {
            name: Arc::from(name),
            fingerprint,
            container,
            tables,
            json,
            calendar,
            remarks,
        })
    }
}

/// SHA-256 in hexadecimal.
pub fn fingerprint(bytes: &[u8]) -> String {
    let mut written = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(written, "{byte:02x}");
    }
    written
}
