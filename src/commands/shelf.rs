//! Writes the files of a report beside their place, then puts them there: all of them, or none.
//!
//! Each file replaces the former one in a single step of the file system, so that a run cut short
//! leaves whole files. When a step fails, those already replaced are put back.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::commands::closed;
use crate::config::cause;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "le dossier « {0} » ne peut pas être créé ({1}) ; vérifier qu’aucun fichier ne porte ce nom et que l’écriture y est permise"
    )]
    NoFolder(String, String),
    #[error(
        "« {0} » ne peut pas être écrit ({1}) ; vérifier que l’écriture est permise dans ce dossier et qu’il reste de la place ; les fichiers précédents sont intacts"
    )]
    NotWritten(String, String),
    #[error(
        "« {0} » ne peut pas être remplacé ({1}) ; le fermer s’il est ouvert dans un autre logiciel, puis relancer ; les fichiers précédents sont intacts"
    )]
    NotReplaced(String, String),
}

/// One file on its way to its place.
struct Parcel {
    place: PathBuf,
    fresh: PathBuf,
    former: PathBuf,
}

/// Writes the named files in a folder, which is made if needed.
#[expect(clippy::disallowed_methods, reason = "the door of the shelf")]
pub fn write(folder: &Path, files: &[(&str, Vec<u8>)]) -> Result<(), Error> {
    closed::create_dir_all(folder)
        .map_err(|error| Error::NoFolder(folder.display().to_string(), cause(&error)))?;
    let parcels: Vec<Parcel> = files
        .iter()
        .map(|(name, _)| Parcel::of(folder, name))
        .collect();
    let outcome = prepare(&parcels, files).and_then(|()| replace(&parcels));
    for parcel in &parcels {
        // What is no longer needed; what is not there is no harm.
        let _ = std::fs::remove_file(&parcel.fresh);
        let _ = std::fs::remove_file(&parcel.former);
    }
    outcome
}

impl Parcel {
    fn of(folder: &Path, name: &str) -> Parcel {
        Parcel {
            place: folder.join(name),
            fresh: folder.join(format!(".{name}.nouveau")),
            former: folder.join(format!(".{name}.ancien")),
        }
    }
}

fn prepare(parcels: &[Parcel], files: &[(&str, Vec<u8>)]) -> Result<(), Error> {
    for (parcel, (_, bytes)) in parcels.iter().zip(files) {
        let written = closed::create(&parcel.fresh).and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        });
        written.map_err(|error| {
            Error::NotWritten(parcel.place.display().to_string(), cause(&error))
        })?;
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the door of the shelf")]
fn replace(parcels: &[Parcel]) -> Result<(), Error> {
    for (done, parcel) in parcels.iter().enumerate() {
        let replaced =
            keep_former(parcel).and_then(|()| std::fs::rename(&parcel.fresh, &parcel.place));
        if let Err(error) = replaced {
            for parcel in &parcels[..done] {
                put_back(parcel);
            }
            return Err(Error::NotReplaced(
                parcel.place.display().to_string(),
                cause(&error),
            ));
        }
    }
    Ok(())
}

/// A second name for the former file, or a copy where the disk has no second names.
#[expect(clippy::disallowed_methods, reason = "the door of the shelf")]
fn keep_former(parcel: &Parcel) -> io::Result<()> {
    // Left by a run cut short; it may be a second name of the very file to keep, never to write into.
    let _ = std::fs::remove_file(&parcel.former);
    if !parcel.place.exists() {
        return Ok(());
    }
    let second_name = || std::fs::hard_link(&parcel.place, &parcel.former);
    second_name().or_else(|_| std::fs::copy(&parcel.place, &parcel.former).map(|_| ()))
}

#[expect(clippy::disallowed_methods, reason = "the door of the shelf")]
fn put_back(parcel: &Parcel) {
    // The error that brought us here is the one to tell.
    let _ = if parcel.former.exists() {
        std::fs::rename(&parcel.former, &parcel.place)
    } else {
        std::fs::remove_file(&parcel.place)
    };
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test of the disk")]
mod tests {
    use super::*;

    fn content(folder: &Path, name: &str) -> String {
        std::fs::read_to_string(folder.join(name)).unwrap()
    }

    #[test]
    fn a_second_writing_replaces_the_first_and_leaves_nothing_behind() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("2026-10");
        for text in ["one", "two"] {
            write(&folder, &[("a.txt", text.into()), ("b.txt", text.into())]).unwrap();
            assert_eq!(content(&folder, "a.txt"), text);
        }
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 2);
    }

    #[test]
    fn when_one_file_cannot_be_replaced_none_is() {
        let root = tempfile::tempdir().unwrap();
        write(root.path(), &[("a.txt", "before".into())]).unwrap();
        // A folder in the place of the last file: it cannot be replaced.
        std::fs::create_dir_all(root.path().join("c.txt/inside")).unwrap();
        let error = write(
            root.path(),
            &[
                ("a.txt", "after".into()),
                ("b.txt", "new".into()),
                ("c.txt", "new".into()),
            ],
        )
        .unwrap_err();
        assert!(error.to_string().contains("c.txt"), "{error}");
        assert_eq!(content(root.path(), "a.txt"), "before");
        assert!(!root.path().join("b.txt").exists());
        assert_eq!(std::fs::read_dir(root.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_file_in_the_place_of_the_folder_is_said() {
        let root = tempfile::tempdir().unwrap();
        std::fs::write(root.path().join("2026-10"), "x").unwrap();
        let error = write(&root.path().join("2026-10"), &[("a.txt", "x".into())]).unwrap_err();
        assert!(
            error.to_string().contains("ne peut pas être créé"),
            "{error}"
        );
    }
}
