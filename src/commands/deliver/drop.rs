//! A shared drive: files are written beside, read back, then renamed. A released file is never replaced by another.
#![expect(clippy::disallowed_methods, reason = "the door of the shared drive")]

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::config::cause;
use crate::model::Month;
use crate::send::Stage;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "le dossier «\u{a0}{0}\u{a0}» n’est pas là\u{202f}; vérifier que le partage est monté, ou corriger [delivery.folder]"
    )]
    Absent(String),
    #[error(
        "«\u{a0}{0}\u{a0}» ne peut pas être déposé ({1})\u{202f}; vérifier que l’écriture est permise dans ce dossier et qu’il reste de la place"
    )]
    NotWritten(String, String),
    #[error(
        "«\u{a0}{0}\u{a0}» relu ne contient pas ce qui y a été écrit\u{202f}; vérifier le disque ou le partage"
    )]
    Altered(String),
}

/// Puts the named files in `<folder>/<month>/`, and says where. The folder itself is never made: an absent one is a
/// drive that is not there.
pub fn put(
    folder: &Path,
    month: Month,
    stage: Stage,
    files: &[(String, Vec<u8>)],
) -> Result<PathBuf, Error> {
    if !folder.is_dir() {
        return Err(Error::Absent(folder.display().to_string()));
    }
    let place = folder.join(month.to_string());
    // Rights are those of the drive, not ours: it is there to be read by others.
    fs::create_dir_all(&place).map_err(|error| not_written(&place, &error))?;
    let path = |name: &str, version| place.join(named(name, month, stage, version));
    let is_taken = |version| {
        let other = |(name, bytes): &(String, Vec<u8>)| !is_free(&path(name, version), bytes);
        stage == Stage::Release && files.iter().any(other)
    };
    let mut version = 1;
    while is_taken(version) {
        version += 1;
    }
    for (name, bytes) in files {
        one(&path(name, version), bytes)?;
    }
    Ok(place)
}

/// `rapport-2026-10-provisoire.pdf`, `rapport-2026-10.pdf`, then `rapport-2026-10-v2.pdf` when it was corrected.
fn named(name: &str, month: Month, stage: Stage, version: u32) -> String {
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, ""));
    match (stage, version) {
        (Stage::Draft, _) => format!("{stem}-{month}-provisoire.{end}"),
        (Stage::Release, 1) => format!("{stem}-{month}.{end}"),
        (Stage::Release, version) => format!("{stem}-{month}-v{version}.{end}"),
    }
}

/// Whether nothing else is there.
fn is_free(path: &Path, bytes: &[u8]) -> bool {
    match fs::read(path) {
        Ok(there) => there == bytes,
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

fn one(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    if fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let fresh = path.with_file_name(format!(".{name}.nouveau"));
    let written = || -> io::Result<bool> {
        let mut file = File::create(&fresh)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        drop(file);
        if fs::read(&fresh)? != bytes {
            return Ok(false);
        }
        fs::rename(&fresh, path)?;
        Ok(true)
    };
    let outcome = written();
    if !matches!(outcome, Ok(true)) {
        // What brought us here is what to tell.
        let _ = fs::remove_file(&fresh);
    }
    match outcome {
        Ok(true) => Ok(()),
        Ok(false) => Err(Error::Altered(path.display().to_string())),
        Err(error) => Err(not_written(path, &error)),
    }
}

fn not_written(path: &Path, error: &io::Error) -> Error {
    Error::NotWritten(path.display().to_string(), cause(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let found = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> = found
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_draft_is_replaced_and_a_released_file_never_is() {
        let root = tempfile::tempdir().unwrap();
        let month: Month = "2026-10".parse().unwrap();
        let drop = |stage, text: &str| {
            let files = [("rapport.pdf".to_owned(), text.as_bytes().to_vec())];
            put(root.path(), month, stage, &files).unwrap()
        };
        drop(Stage::Draft, "un");
        let place = drop(Stage::Draft, "deux");
        drop(Stage::Release, "trois");
        drop(Stage::Release, "trois");
        drop(Stage::Release, "quatre");
        drop(Stage::Release, "trois");
        assert_eq!(
            names(&place),
            [
                "rapport-2026-10-provisoire.pdf",
                "rapport-2026-10-v2.pdf",
                "rapport-2026-10.pdf"
            ]
        );
        let content = |name: &str| fs::read_to_string(place.join(name)).unwrap();
        assert_eq!(content("rapport-2026-10-provisoire.pdf"), "deux");
        assert_eq!(content("rapport-2026-10.pdf"), "trois");
        assert_eq!(content("rapport-2026-10-v2.pdf"), "quatre");
    }

    #[test]
    fn a_drive_that_is_not_there_is_not_made() {
        let root = tempfile::tempdir().unwrap();
        let absent = root.path().join("partage");
        let error = put(&absent, "2026-10".parse().unwrap(), Stage::Draft, &[]).unwrap_err();
        assert!(error.to_string().contains("partage est monté"), "{error}");
        assert!(!absent.exists());
    }
}
