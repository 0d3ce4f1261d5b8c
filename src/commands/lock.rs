//! One run at a time in a folder.
#![expect(
    clippy::disallowed_methods,
    reason = "a door of the folders that runs write in"
)]

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use crate::config::cause;

/// In the folder that is taken. It stays when the run ends: to remove it would let a third run in beside a second.
pub const NAME: &str = ".estran.verrou";

#[derive(Debug, thiserror::Error)]
pub enum Busy {
    #[error(
        "une autre commande d’Estran est déjà à l’œuvre dans «\u{a0}{0}\u{a0}»\u{202f}; attendre qu’elle se termine, puis relancer celle-ci s’il reste quelque chose à faire"
    )]
    Taken(String),
    #[error(
        "le verrou «\u{a0}{0}\u{a0}» ne peut pas être posé ({1})\u{202f}; vérifier que l’écriture est permise dans ce dossier"
    )]
    Refused(String, String),
}

/// A folder of one's own until it is dropped. The system frees it when the process dies, however it dies.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the folder, which is made when it is not there, or says at once that another run has it.
    pub fn take(folder: &Path) -> Result<Lock, Busy> {
        let path = folder.join(NAME);
        let refused = |error: &io::Error| Busy::Refused(path.display().to_string(), cause(error));
        let file = fs::create_dir_all(folder)
            .and_then(|()| File::options().create(true).append(true).open(&path))
            .map_err(|error| refused(&error))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(Busy::Taken(folder.display().to_string()));
            }
            // A disk that knows no locks: better to work without one than not at all.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(error)) => return Err(refused(&error)),
        }
        Ok(Lock { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_taken_once_at_a_time() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("inbox");
        let first = Lock::take(&folder).unwrap();
        let second = Lock::take(&folder).unwrap_err().to_string();
        assert!(second.contains("déjà à l’œuvre"), "{second}");
        drop(first);
        Lock::take(&folder).unwrap();
    }

    #[test]
    fn a_folder_that_cannot_be_written_says_so() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("inbox");
        fs::write(&file, "x").unwrap();
        let why = Lock::take(&file).unwrap_err().to_string();
        assert!(why.contains("ne peut pas être posé"), "{why}");
    }
}
