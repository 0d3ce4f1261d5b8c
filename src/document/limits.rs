//! What one file may cost, so that memory is bounded by settings and not by what a file claims.

use serde::Deserialize;

use super::Error;

/// `[import.limits]` of config.toml.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Size of a file as given, in megabytes.
    pub file_mb: u64,
    /// Files in one archive.
    pub archive_files: usize,
    /// What an archive or a workbook holds once inflated, in megabytes.
    pub inflated_mb: u64,
    /// Cells of a workbook, empty ones included.
    pub cells: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_mb: 1024,
            archive_files: 5000,
            inflated_mb: 512,
            cells: 20_000_000,
        }
    }
}

const MEGABYTE: u64 = 1024 * 1024;

impl Limits {
    /// Checked before a file is read: `size` is in bytes.
    pub fn weigh(&self, size: u64) -> Result<(), Error> {
        if size > self.file_mb.saturating_mul(MEGABYTE) {
            return Err(beyond(
                format!("pèse plus de {} Mo", self.file_mb),
                "file_mb",
            ));
        }
        Ok(())
    }

    /// In bytes.
    pub(super) fn inflated(&self) -> u64 {
        self.inflated_mb.saturating_mul(MEGABYTE)
    }

    pub(super) fn too_many_files(&self) -> Error {
        let what = format!("est une archive de plus de {} fichiers", self.archive_files);
        beyond(what, "archive_files")
    }

    pub(super) fn too_inflated(&self) -> Error {
        let what = format!("dépasse {} Mo une fois décompressé", self.inflated_mb);
        beyond(what, "inflated_mb")
    }

    pub(super) fn too_many_cells(&self) -> Error {
        beyond(format!("compte plus de {} cellules", self.cells), "cells")
    }
}

fn beyond(what: String, key: &'static str) -> Error {
    Error::Beyond { what, key }
}
