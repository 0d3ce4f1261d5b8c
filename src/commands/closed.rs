//! Files and folders that Estran makes are for its own user alone, until a person opens them.
//!
//! On Unix: 0600 and 0700, whatever the mask. Elsewhere, the rights of the folder they are made in.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

use crate::config::cause;

/// A file to write from its beginning.
pub fn create(path: &Path) -> io::Result<File> {
    let file = options().write(true).truncate(true).open(path)?;
    close(&file);
    Ok(file)
}

/// A file to add to, or to hold.
pub fn append(path: &Path) -> io::Result<File> {
    options().append(true).open(path)
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options
}

/// A file of the service, whole; why it cannot be had, in words.
#[expect(clippy::disallowed_methods, reason = "a door of the disk")]
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| cause(&error))
}

/// A folder, and those above it that are not there. What is there keeps its rights.
pub fn create_dir_all(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// Left by an earlier run, a file may be open to others; a disk without such rights refuses, and says nothing more.
#[cfg(unix)]
fn close(file: &File) {
    use std::os::unix::fs::PermissionsExt;
    let _ = file.set_permissions(fs::Permissions::from_mode(0o600));
}

#[cfg(not(unix))]
fn close(_: &File) {}

#[cfg(test)]
#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "a test of the disk")]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn what_is_made_is_closed_even_over_what_was_open() {
        let root = tempfile::tempdir().unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        let folder = root.path().join("a/b");
        create_dir_all(&folder).unwrap();
        assert_eq!(mode(&folder), 0o700);
        let file = folder.join("rapport.pdf");
        fs::write(&file, "x").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
        create(&file).unwrap();
        assert_eq!(mode(&file), 0o600);
    }
}
