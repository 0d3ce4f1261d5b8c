//! What the folder of a month holds: the draft at its root, each released version in a folder of its own.
//!
//! `version-1`, `version-2`… are made whole or not at all, and nothing writes in them again. Once there is one, the
//! draft that it came from lies in `provisoire`.
#![expect(
    clippy::disallowed_methods,
    reason = "a door of the reports: it looks at folders and moves drafts"
)]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::commands::journal::{self, Journal};
use crate::commands::{closed, shelf};
use crate::config::cause;
use crate::model::Month;
use crate::render::everything;
use crate::words::date;
use crate::words::number::{NBSP, THIN};

/// Where drafts go when a version takes their place.
pub const DRAFTS: &str = "provisoire";

/// What the folders of versions begin with.
pub const PREFIX: &str = "version-";

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "le dossier «\u{a0}{0}\u{a0}» ne peut pas être lu ({1})\u{202f}; vérifier que sa lecture est permise"
    )]
    Closed(String, String),
    #[error("{0}")]
    Released(String),
}

/// A version that was released.
#[derive(Clone, Debug)]
pub struct Released {
    pub number: u32,
    pub folder: PathBuf,
    /// Absent when its file was damaged since.
    pub journal: Option<Journal>,
}

impl Released {
    /// « la version 1, définitive du 12 novembre 2026 ».
    pub fn said(&self) -> String {
        match &self.journal {
            None => format!("la version {}", self.number),
            Some(journal) => {
                let kind = if journal.correction.is_some() {
                    "corrigée le"
                } else {
                    "définitive du"
                };
                format!(
                    "la version {}, {kind} {}",
                    self.number,
                    date::day(journal.date)
                )
            }
        }
    }
}

/// Name of the folder of a version.
pub fn name(number: u32) -> String {
    format!("{PREFIX}{number}")
}

/// The released versions of a month, the oldest first.
pub fn released(folder: &Path) -> Result<Vec<Released>, Error> {
    let closed = |error: &io::Error| Error::Closed(folder.display().to_string(), cause(error));
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(closed(&error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| closed(&error))?;
        let own = entry.file_name();
        let number = own.to_str().and_then(|own| own.strip_prefix(PREFIX));
        let Some(number) = number.and_then(|number| number.parse().ok()) else {
            continue;
        };
        let folder = entry.path();
        if !folder.is_dir() {
            continue;
        }
        found.push(Released {
            number,
            journal: Journal::read(&folder),
            folder,
        });
    }
    found.sort_by_key(|version| version.number);
    Ok(found)
}

/// The last one.
pub fn latest(folder: &Path) -> Result<Option<Released>, Error> {
    Ok(released(folder)?.pop())
}

/// Nothing is written over a month that is released.
pub fn refuse_released(folder: &Path, month: Month) -> Result<(), Error> {
    let Some(last) = latest(folder)? else {
        return Ok(());
    };
    Err(Error::Released(format!(
        "{} est publié ({}) et n’est plus réécrit{THIN}; ses fichiers sont dans {}{THIN}; «{NBSP}estran diff --month {month}{NBSP}» dit ce que donneraient les données d’aujourd’hui, et «{NBSP}estran release --month {month} --correction MOTIF{NBSP}» en fait une nouvelle version",
        date::month(month),
        last.said(),
        last.folder.display()
    )))
}

/// Nor over a version, given as a folder like any other.
pub fn refuse_a_version(folder: &Path) -> Result<(), Error> {
    let journal = Journal::read(folder);
    if journal.is_none_or(|journal| journal.version.is_none()) {
        return Ok(());
    }
    Err(Error::Released(format!(
        "«{NBSP}{}{NBSP}» est une version publiée, qui n’est plus réécrite{THIN}; donner un autre dossier avec --output",
        folder.display()
    )))
}

/// Of a released month: moves the draft out of the way of the versions, and throws away what a run cut short left. A file
/// that is open elsewhere stays, until the next run.
pub fn tidy(folder: &Path) {
    shelf::sweep(folder);
    let names = everything().map(|output| output.file);
    let names = names.chain([journal::NAME]);
    let aside = folder.join(DRAFTS);
    for name in names {
        let place = folder.join(name);
        if place.is_file() {
            let _ =
                closed::create_dir_all(&aside).and_then(|()| fs::rename(&place, aside.join(name)));
        }
    }
}
