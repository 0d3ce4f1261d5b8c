//! The record for the data-protection officer (`docs/rgpd.md`) says what the program does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};

const RECORD: &str = include_str!("../docs/rgpd.md");

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        found.push(path.clone());
        if path.is_dir() {
            walk(&path, found);
        }
    }
}

/// A month whose files name people, with its own folder.
fn month() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let month = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/months/01-complet");
    let mut files = Vec::new();
    walk(&month, &mut files);
    for file in files.iter().filter(|file| file.is_file()) {
        let copy = root.path().join(file.strip_prefix(&month).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        fs::copy(file, copy).unwrap();
    }
    root
}

#[test]
fn every_file_that_is_written_is_in_the_record_and_closed_to_others() {
    let root = month();
    for command in ["report", "slides", "poster"] {
        let status = Command::new(env!("CARGO_BIN_EXE_estran"))
            .args([command, "--month", "2026-10", "--date", "2026-11-05"])
            .current_dir(root.path())
            .output()
            .unwrap()
            .status;
        assert!(status.code().is_some_and(|code| code < 2), "{command}");
    }
    let reports = root.path().join("reports");
    let mut written = Vec::new();
    walk(&reports, &mut written);
    for path in written.iter().filter(|path| path.is_file()) {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(RECORD.contains(name), "docs/rgpd.md says nothing of {name}");
    }
    #[cfg(unix)]
    for path in written.iter().chain([&reports]) {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let expected = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode, expected, "{}", path.display());
    }
}

/// The number that stands for a name never leaves the memory: no record that is written has it.
#[test]
fn a_number_for_a_person_is_in_no_file() {
    let root = month();
    let agents = ["zzmarque une", "zzmarque deux"].map(|name| {
        let digest = Sha256::digest(name.as_bytes());
        u64::from_be_bytes(digest[..8].try_into().unwrap())
    });
    let status = Command::new(env!("CARGO_BIN_EXE_estran"))
        .args(["report", "--month", "2026-10", "--date", "2026-11-05"])
        .current_dir(root.path())
        .output()
        .unwrap();
    let said = [status.stdout, status.stderr].concat();
    let mut written = Vec::new();
    walk(&root.path().join("reports"), &mut written);
    let files = written.iter().filter(|path| path.is_file());
    let mut texts: Vec<String> = files
        .map(|path| String::from_utf8_lossy(&fs::read(path).unwrap()).to_lowercase())
        .collect();
    texts.push(String::from_utf8_lossy(&said).to_lowercase());
    for text in texts {
        assert!(!text.contains("zzmarque"));
        for agent in agents {
            assert!(!text.contains(&agent.to_string()) && !text.contains(&format!("{agent:x}")));
        }
    }
}
