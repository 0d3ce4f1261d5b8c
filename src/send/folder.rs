//! `[delivery.folder]` of config.toml: a shared drive.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::stage::Stage;

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FolderKeys {
    pub drafts: Option<PathBuf>,
    pub releases: Option<PathBuf>,
    pub files: Option<Vec<String>>,
}

/// Where files are dropped, and which.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    drafts: Option<PathBuf>,
    releases: Option<PathBuf>,
    /// Names of the files of a month.
    pub files: Vec<String>,
}

/// What a month may hold and others may read. `a-verifier.txt` speaks of single days of work: it stays with the team.
const FILES: [&str; 9] = [
    "rapport.pdf",
    "resume.txt",
    "chiffres.csv",
    "rapport.html",
    "chiffres.xlsx",
    "rapport.json",
    "diaporama.pdf",
    "notes.txt",
    "affiche.pdf",
];
const BY_DEFAULT: usize = 3;

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FolderError {
    #[error(
        "aucun dossier\u{202f}; écrire un chemin dans «\u{a0}drafts\u{a0}» (versions provisoires) ou dans «\u{a0}releases\u{a0}» (versions définitives)"
    )]
    Nowhere,
    #[error(
        "«\u{a0}files\u{a0}»\u{a0}: «\u{a0}{0}\u{a0}» ne peut pas être déposé\u{202f}; choisir parmi {files}",
        files = FILES.join(", ")
    )]
    File(String),
}

impl Folder {
    /// Every folder that files are dropped in.
    pub fn places(&self) -> impl Iterator<Item = &Path> {
        let places = [&self.drafts, &self.releases];
        places.into_iter().flatten().map(PathBuf::as_path)
    }

    pub fn new(keys: FolderKeys) -> Result<Folder, FolderError> {
        let files = keys.files.unwrap_or_else(|| {
            let names = FILES[..BY_DEFAULT].iter();
            names.map(|name| (*name).to_owned()).collect()
        });
        if let Some(unknown) = files.iter().find(|file| !FILES.contains(&file.as_str())) {
            return Err(FolderError::File(unknown.clone()));
        }
        if files.is_empty() || (keys.drafts.is_none() && keys.releases.is_none()) {
            return Err(FolderError::Nowhere);
        }
        Ok(Folder {
            drafts: keys.drafts,
            releases: keys.releases,
            files,
        })
    }

    pub fn of(&self, stage: Stage) -> Option<&Path> {
        match stage {
            Stage::Draft => self.drafts.as_deref(),
            Stage::Release => self.releases.as_deref(),
        }
    }

    /// The same, relative to the folder of the configuration.
    #[must_use]
    pub fn based_on(self, base: &Path) -> Folder {
        let based = |path: PathBuf| base.join(path);
        Folder {
            drafts: self.drafts.map(based),
            releases: self.releases.map(based),
            files: self.files,
        }
    }
}
