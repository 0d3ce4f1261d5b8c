//! Where tokens are found: the environment, systemd, or a file that nobody else can read.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use crate::config::cause;
use crate::fetch::{Errand, Secret, SecretName};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(
        "le jeton «\u{a0}{name}\u{a0}» est introuvable\u{202f}; le mettre dans le fichier {file} (lisible de vous seul), ou dans la variable {variable}"
    )]
    Missing {
        name: String,
        file: String,
        variable: String,
    },
    #[error(
        "le fichier de jeton {0} ne s’ouvre pas ({1})\u{202f}; vérifier que sa lecture vous est permise"
    )]
    Closed(String, String),
    #[error(
        "le fichier de jeton {0} est lisible par d’autres\u{202f}; le fermer avec «\u{a0}chmod 600 {0}\u{a0}», et changer le jeton s’il a pu être lu"
    )]
    Open(String),
    #[error(
        "{0} ne contient pas un jeton (une seule ligne, sans espace)\u{202f}; y remettre celui que donne le réseau"
    )]
    NotOne(String),
}

/// Whether several bodies share this process, and so its environment: a token found there could be that of another.
static FILES_ONLY: AtomicBool = AtomicBool::new(false);

/// For the rest of this process, tokens are in the folder of each body.
pub fn files_only() {
    FILES_ONLY.store(true, Ordering::Relaxed);
}

/// A variable of the environment, unless it is shared.
fn variable_named(name: &str) -> Option<OsString> {
    let is_shared = FILES_ONLY.load(Ordering::Relaxed);
    std::env::var_os(name).filter(|_| !is_shared)
}

/// The token of an account, if it needs one; why it cannot be had, in words.
pub fn of(errand: &Errand, folder: &Path) -> Result<Option<Secret>, String> {
    let found = errand.secret.as_ref().map(|name| find(name, folder));
    found.transpose().map_err(|error| error.to_string())
}

/// The token of that name: `ESTRAN_<NAME>`, else the credentials of systemd, else `<folder>/<name>`.
pub fn find(name: &SecretName, folder: &Path) -> Result<Secret, Error> {
    look(name, folder, Secret::new)
}

/// The same for a password, which may hold blanks.
pub fn password(name: &SecretName, folder: &Path) -> Result<Secret, Error> {
    look(name, folder, Secret::password)
}

#[expect(clippy::disallowed_methods, reason = "the door of the tokens")]
fn look(
    name: &SecretName,
    folder: &Path,
    read_as: fn(&str) -> Option<Secret>,
) -> Result<Secret, Error> {
    let variable = name.variable();
    if let Some(value) = variable_named(&variable) {
        let value = value.to_string_lossy();
        return read_as(&value).ok_or_else(|| Error::NotOne(format!("la variable {variable}")));
    }
    let by_systemd = variable_named("CREDENTIALS_DIRECTORY")
        .map(|folder| PathBuf::from(folder).join(name.as_str()))
        .filter(|file| file.exists());
    // systemd closes its own files.
    let is_ours = by_systemd.is_none();
    let file = by_systemd.unwrap_or_else(|| folder.join(name.as_str()));
    let shown = file.display().to_string();
    let read = || -> io::Result<(bool, String)> {
        let is_closed = is_closed_to_others(&std::fs::metadata(&file)?);
        Ok((is_closed, std::fs::read_to_string(&file)?))
    };
    match read() {
        Ok((false, _)) if is_ours => Err(Error::Open(shown)),
        Ok((_, text)) => {
            read_as(&text).ok_or_else(|| Error::NotOne(format!("le fichier de jeton {shown}")))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error::Missing {
            name: name.as_str().to_owned(),
            file: shown,
            variable,
        }),
        Err(error) => Err(Error::Closed(shown, cause(&error))),
    }
}

#[cfg(unix)]
fn is_closed_to_others(file: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    // Nothing for the group, nothing for the others.
    file.permissions().mode().trailing_zeros() >= 6
}

/// Elsewhere, the rights of a file are those of the folder of its user.
#[cfg(not(unix))]
fn is_closed_to_others(_: &std::fs::Metadata) -> bool {
    true
}
