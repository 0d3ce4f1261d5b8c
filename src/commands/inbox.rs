//! Walks the inbox in order and reads it. Nothing in it is ever written.

use std::ffi::OsStr;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::commands::screen;
use crate::config::cause;
use crate::document;
use crate::import;
use crate::model::{Batch, Finding};

/// A file to read, and what messages call it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub name: String,
    pub path: PathBuf,
}

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("« {0} » n’existe pas ; vérifier le chemin")]
    Missing(String),
    #[error("« {0} » ne s’ouvre pas ({1}) ; vérifier que sa lecture est permise")]
    Closed(String, String),
    #[error(
        "le dossier « {0} » ne contient aucun fichier à lire ; y déposer les exports des réseaux et le classeur de suivi"
    )]
    Empty(String),
    #[error(
        "le dossier des exports « {0} » n’existe pas ; le créer et y déposer les exports, ou corriger « inbox » dans la configuration"
    )]
    NoInbox(String),
}

/// The files of the inbox, named relative to it, sorted by name.
pub fn list(inbox: &Path) -> Result<Vec<Entry>, Error> {
    if !inbox.is_dir() {
        return Err(Error::NoInbox(inbox.display().to_string()));
    }
    folder(inbox, "")
}

/// Files and folders given on the command line, in the order they were given. A folder stands for
/// its files, sorted; they are named after it.
pub fn given(paths: &[PathBuf]) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    for path in paths {
        let name = path.display().to_string();
        let kind = std::fs::metadata(path).map_err(|error| refused(&name, &error))?;
        if kind.is_dir() {
            entries.extend(folder(path, name.trim_end_matches(['/', '\\']))?);
        } else {
            entries.push(Entry {
                name,
                path: path.clone(),
            });
        }
    }
    Ok(entries)
}

/// Reads each file by the one format that claims it. A file that does not open is told of, and
/// does not cost the others.
pub fn read(entries: &[Entry], settings: &import::Settings) -> Vec<Batch> {
    let bar = screen::progress(entries.len(), "lecture des fichiers");
    let read = |entry: &Entry| {
        let batch = one(entry, settings);
        bar.inc(1);
        batch
    };
    let batches = side_by_side(entries, read);
    bar.finish_and_clear();
    batches
}

/// The results of some work on each entry, in the order of the entries, whichever thread did it.
fn side_by_side<T: Send>(entries: &[Entry], work: impl Fn(&Entry) -> T + Sync) -> Vec<T> {
    let hands = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let hands = hands.min(entries.len());
    if hands < 2 {
        return entries.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(entry) = entries.get(place) else {
                return done;
            };
            done.push((place, work(entry)));
        }
    };
    let mut results: Vec<(usize, T)> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..hands).map(|_| scope.spawn(take)).collect();
        threads
            .into_iter()
            .flat_map(|thread| match thread.join() {
                Ok(done) => done,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    results.sort_unstable_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}

#[expect(clippy::disallowed_methods, reason = "the door of the inbox")]
fn one(entry: &Entry, settings: &import::Settings) -> Batch {
    let size = std::fs::metadata(&entry.path).map_or(0, |found| found.len());
    if let Err(error) = settings.reading.limits.weigh(size) {
        let batch = unreadable(&entry.name, error.to_string());
        return Batch { size, ..batch };
    }
    match std::fs::read(&entry.path) {
        Ok(bytes) => {
            let size = bytes.len() as u64;
            let batch = import::import(&entry.name, bytes, settings);
            Batch { size, ..batch }
        }
        Err(source) => {
            let message = format!(
                "le fichier ne s’ouvre pas ({}) ; le fermer dans les autres logiciels et vérifier que sa lecture est permise",
                cause(&source)
            );
            unreadable(&entry.name, message)
        }
    }
}

fn unreadable(name: &str, message: String) -> Batch {
    let file: Arc<str> = Arc::from(name);
    // Its bytes are unknown: its name stands for them, so that no other file is taken for the same.
    Batch::new(&file, &document::fingerprint(name.as_bytes())).refused(Finding::error(
        "unreadable-file",
        &file,
        message,
    ))
}

fn folder(root: &Path, name: &str) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    walk(root, name, &mut entries)?;
    if entries.is_empty() {
        return Err(Error::Empty(root.display().to_string()));
    }
    // By name, so that no file system decides the order.
    entries.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(entries)
}

#[expect(clippy::disallowed_methods, reason = "the door of the inbox")]
fn walk(root: &Path, name: &str, entries: &mut Vec<Entry>) -> Result<(), Error> {
    let failed = |error| refused(&root.display().to_string(), &error);
    for found in std::fs::read_dir(root).map_err(failed)? {
        let found = found.map_err(failed)?;
        let own = found.file_name();
        let path = found.path();
        let name = if name.is_empty() {
            own.to_string_lossy().into_owned()
        } else {
            format!("{name}/{}", own.to_string_lossy())
        };
        // A link to a folder is not followed: it could lead back here.
        let kind = found.file_type().map_err(failed)?;
        if kind.is_dir() && !is_own_output(&own) && !is_hidden(&own) {
            walk(&path, &name, entries)?;
        } else if path.is_file() && !is_furniture(&own) {
            entries.push(Entry { name, path });
        }
    }
    Ok(())
}

fn refused(name: &str, error: &io::Error) -> Error {
    if error.kind() == io::ErrorKind::NotFound {
        Error::Missing(name.to_owned())
    } else {
        Error::Closed(name.to_owned(), cause(error))
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

/// What systems and office suites leave in folders, and notes for people.
fn is_furniture(name: &OsStr) -> bool {
    let name = name.to_string_lossy().to_lowercase();
    name.starts_with('.')
        || name.starts_with("~$")
        || matches!(name.as_str(), "thumbs.db" | "desktop.ini")
        || name.starts_with("readme")
        || name.starts_with("lisez-moi")
        || name.starts_with("lisezmoi")
}

/// The folder of a manual run, `estran-2026-10`, that lies beside the export it comes from.
fn is_own_output(name: &OsStr) -> bool {
    name.to_str()
        .and_then(|name| name.strip_prefix("estran-"))
        .is_some_and(|month| month.parse::<crate::model::Month>().is_ok())
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test of the disk")]
mod tests {
    use super::*;

    #[test]
    fn an_inbox_is_read_in_order_and_without_its_furniture() {
        let root = tempfile::tempdir().unwrap();
        for name in [
            "b.csv",
            "a/z.csv",
            "a/.DS_Store",
            "~$suivi.xlsx",
            ".~lock.suivi.ods#",
            "README.md",
            "estran-2026-10/chiffres.csv",
            ".cache/x.csv",
        ] {
            let path = root.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "x").unwrap();
        }
        let names: Vec<String> = list(root.path())
            .unwrap()
            .into_iter()
            .map(|entry| entry.name)
            .collect();
        assert_eq!(names, ["a/z.csv", "b.csv"]);
    }

    #[test]
    fn an_empty_folder_says_what_to_put_in_it() {
        let root = tempfile::tempdir().unwrap();
        assert!(
            list(root.path())
                .unwrap_err()
                .to_string()
                .contains("y déposer")
        );
        assert!(
            list(&root.path().join("none"))
                .unwrap_err()
                .to_string()
                .contains("n’existe pas")
        );
    }
}
