//! Writes the files of a report beside their place, then puts them there: all of them, or none.
//!
//! Each file replaces the former one in a single step of the file system, so that a run cut short
//! leaves whole files; the next one throws away what lies beside. When a step fails, those already
//! replaced are put back. A file that is already what it should be is not touched.

use std::fs::Permissions;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::commands::{closed, journal, versions};
use crate::config::cause;
use crate::render::everything;

/// A file on its way, and the one that it replaces.
const FRESH: &str = ".nouveau";
const FORMER: &str = ".ancien";

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

/// Writes the named files in a folder, which is made if needed, in their order; whether any had to be.
#[expect(clippy::disallowed_methods, reason = "the door of the shelf")]
pub fn write(folder: &Path, files: &[(&str, Vec<u8>)]) -> Result<bool, Error> {
    make(folder)?;
    sweep(folder);
    let files: Vec<&(&str, Vec<u8>)> = files
        .iter()
        .filter(|(name, bytes)| {
            !std::fs::read(folder.join(name)).is_ok_and(|former| former == *bytes)
        })
        .collect();
    if files.is_empty() {
        return Ok(false);
    }
    let parcels: Vec<Parcel> = files
        .iter()
        .map(|(name, _)| Parcel::of(folder, name))
        .collect();
    let outcome = prepare(&parcels, &files)
        .and_then(|()| replace(&parcels))
        .map(|()| true);
    settle(folder);
    for parcel in &parcels {
        // What is no longer needed; what is not there is no harm.
        let _ = std::fs::remove_file(&parcel.fresh);
        let _ = std::fs::remove_file(&parcel.former);
    }
    outcome
}

/// Writes a folder of that name, whole or not at all, to be read and no longer written. It must not be there yet.
#[expect(clippy::disallowed_methods, reason = "the door of the shelf")]
pub fn write_once(folder: &Path, name: &str, files: &[(&str, Vec<u8>)]) -> Result<(), Error> {
    make(folder)?;
    sweep(folder);
    let (place, fresh) = (folder.join(name), folder.join(format!(".{name}{FRESH}")));
    let written = || -> io::Result<()> {
        std::fs::create_dir(&fresh)?;
        for (name, bytes) in files {
            let path = fresh.join(name);
            put_down(&path, bytes)?;
            std::fs::set_permissions(&path, read_only(std::fs::metadata(&path)?.permissions()))?;
        }
        settle(&fresh);
        // A folder that is there and holds anything would not be replaced either, but an empty one would.
        if place.exists() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        std::fs::rename(&fresh, &place)
    };
    let outcome =
        written().map_err(|error| Error::NotWritten(place.display().to_string(), cause(&error)));
    settle(folder);
    if outcome.is_err() {
        sweep(folder);
    }
    outcome
}

/// Throws away what a run cut short left beside the files of a folder; the files themselves are whole.
#[expect(clippy::disallowed_methods, reason = "the door of the shelf")]
pub fn sweep(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let own = entry.file_name();
        if !own.to_str().is_some_and(is_left_behind) {
            continue;
        }
        // What cannot be removed now is in nobody's way, and the next run tries again.
        let _ = if entry.path().is_dir() {
            std::fs::remove_dir_all(entry.path())
        } else {
            std::fs::remove_file(entry.path())
        };
    }
}

/// A name that this shelf gives to what is on its way, and nobody else to anything.
fn is_left_behind(own: &str) -> bool {
    let inner = own
        .strip_prefix('.')
        .and_then(|own| own.strip_suffix(FRESH).or_else(|| own.strip_suffix(FORMER)));
    inner.is_some_and(|inner| {
        everything().any(|output| output.file == inner)
            || inner == journal::NAME
            || inner.starts_with(versions::PREFIX)
    })
}

fn make(folder: &Path) -> Result<(), Error> {
    closed::create_dir_all(folder)
        .map_err(|error| Error::NoFolder(folder.display().to_string(), cause(&error)))
}

fn read_only(mut permissions: Permissions) -> Permissions {
    permissions.set_readonly(true);
    permissions
}

fn put_down(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = closed::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The names of a folder reach the disk too, where the system knows how: a power cut must not undo them.
#[expect(clippy::disallowed_methods, reason = "the door of the shelf")]
fn settle(folder: &Path) {
    if cfg!(unix) {
        let _ = std::fs::File::open(folder).and_then(|folder| folder.sync_all());
    }
}

impl Parcel {
    fn of(folder: &Path, name: &str) -> Parcel {
        Parcel {
            place: folder.join(name),
            fresh: folder.join(format!(".{name}{FRESH}")),
            former: folder.join(format!(".{name}{FORMER}")),
        }
    }
}

fn prepare(parcels: &[Parcel], files: &[&(&str, Vec<u8>)]) -> Result<(), Error> {
    for (parcel, (_, bytes)) in parcels.iter().zip(files) {
        put_down(&parcel.fresh, bytes).map_err(|error| {
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
