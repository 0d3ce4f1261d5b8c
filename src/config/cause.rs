//! Why the disk refused, in French.

use std::io::{self, ErrorKind};

/// A few words to put between parentheses.
pub fn cause(error: &io::Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "introuvable",
        ErrorKind::PermissionDenied => "accès refusé, ou fichier ouvert ailleurs",
        ErrorKind::AlreadyExists => "un fichier porte déjà ce nom",
        ErrorKind::NotADirectory => "ce n’est pas un dossier",
        ErrorKind::IsADirectory => "c’est un dossier",
        ErrorKind::ReadOnlyFilesystem => "le disque est en lecture seule",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "le disque est plein",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "fichier ouvert ailleurs",
        ErrorKind::InvalidFilename => "nom trop long ou interdit",
        ErrorKind::TimedOut => "le disque ne répond pas",
        _ => {
            return error.raw_os_error().map_or_else(
                || "cause inconnue".to_owned(),
                |code| format!("erreur {code} du système"),
            );
        }
    };
    known.to_owned()
}
