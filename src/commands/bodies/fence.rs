//! What a body reads and writes stays in its own folder.
#![expect(clippy::disallowed_methods, reason = "a door of the bodies")]

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::Body;
use crate::config::Config;
use crate::send;
use crate::words::number::{NBSP, THIN};

/// Refuses a configuration whose folders leave the one of its body, links followed, and a body that lies in another's.
pub fn keep_inside(body: &Body, all: &[Body], config: &Config) -> Result<(), String> {
    let own = &body.folder;
    let holds = |other: &&Body| {
        other.name != body.name && (own.starts_with(&other.folder) || other.folder.starts_with(own))
    };
    if let Some(other) = all.iter().find(holds) {
        return Err(format!(
            "son dossier est aussi celui de «{NBSP}{}{NBSP}», ou l’un contient l’autre{THIN}; donner à chaque organisme le sien",
            other.name
        ));
    }
    let folders = &config.folders;
    let mut places = vec![
        ("inbox", &folders.inbox),
        ("reports", &folders.reports),
        ("secrets", &folders.secrets),
    ];
    places.extend(config.look.logo.iter().map(|logo| ("logo", logo)));
    for (key, place) in places {
        if !resolved(place).is_some_and(|place| place.starts_with(own)) {
            return Err(format!(
                "«{NBSP}{key}{NBSP}» ({}) sort du dossier de l’organisme{THIN}; avec --all, chacun garde ses fichiers dans son dossier",
                place.display()
            ));
        }
    }
    // A shared drive lies outside, but never with another body.
    let dropped = config.delivery.folder.iter().flat_map(send::Folder::places);
    let is_anothers = |place: &&Path| {
        let real = resolved(place);
        let others = all.iter().filter(|other| other.name != body.name);
        real.is_none_or(|real| {
            others
                .into_iter()
                .any(|other| real.starts_with(&other.folder))
        })
    };
    if let Some(place) = dropped.into_iter().find(is_anothers) {
        return Err(format!(
            "[delivery.folder] dépose dans «{NBSP}{}{NBSP}», le dossier d’un autre organisme{THIN}; en donner un autre",
            place.display()
        ));
    }
    match leaving(own, own) {
        None => Ok(()),
        Some(link) => Err(format!(
            "«{NBSP}{}{NBSP}» est un lien qui sort du dossier de l’organisme{THIN}; y mettre le fichier lui-même",
            link.strip_prefix(own).unwrap_or(&link).display()
        )),
    }
}

/// Where a path really leads, its links followed as far as it exists. `None` when what is left could climb.
fn resolved(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let mut missing = Vec::new();
    let mut there = path.as_path();
    loop {
        if let Ok(real) = there.canonicalize() {
            return Some(
                missing
                    .iter()
                    .rev()
                    .fold(real, |path, part| path.join(part)),
            );
        }
        let Some(Component::Normal(last)) = there.components().next_back() else {
            return None;
        };
        missing.push(last);
        there = there.parent()?;
    }
}

/// The first link below a folder that leads out of it, or nowhere.
fn leaving(folder: &Path, own: &Path) -> Option<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).ok()?.flatten().collect();
    paths.sort_by_key(fs::DirEntry::file_name);
    paths.iter().find_map(|entry| {
        let (path, kind) = (entry.path(), entry.file_type().ok()?);
        if kind.is_symlink() {
            let stays = path.canonicalize().is_ok_and(|real| real.starts_with(own));
            return (!stays).then_some(path);
        }
        if kind.is_dir() {
            leaving(&path, own)
        } else {
            None
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_followed_as_far_as_it_exists() {
        let root = tempfile::tempdir().unwrap();
        let real = root.path().canonicalize().unwrap();
        assert_eq!(resolved(&real.join("a/b")), Some(real.join("a/b")));
        assert_eq!(resolved(&real.join("a/../../b")), None);
        fs::create_dir(real.join("a")).unwrap();
        assert_eq!(resolved(&real.join("a/../b")), Some(real.join("b")));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leaves_is_found() {
        let root = tempfile::tempdir().unwrap();
        let own = root.path().canonicalize().unwrap().join("own");
        fs::create_dir_all(own.join("inbox")).unwrap();
        fs::write(own.join("inbox/a.csv"), "x").unwrap();
        std::os::unix::fs::symlink(own.join("inbox/a.csv"), own.join("same.csv")).unwrap();
        assert_eq!(leaving(&own, &own), None);
        let link = own.join("inbox/other.csv");
        std::os::unix::fs::symlink("/etc/hostname", &link).unwrap();
        assert_eq!(leaving(&own, &own), Some(link));
    }
}
