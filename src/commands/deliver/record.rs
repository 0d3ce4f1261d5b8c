//! What was sent, to whom and what became of it: `reports/<month>/envois/registre.json`.
//!
//! The record is on the disk before anything leaves. After a kill between the two, it says « leaving »: the message may
//! have left, and only a person may send it again. So a message is sent at most once; a webhook, which its `id` makes
//! harmless to repeat, and a folder, where the same bytes are the same files, need no such care.
#![expect(
    clippy::disallowed_methods,
    reason = "the door of the record of deliveries"
)]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::commands::closed;
use crate::commands::lock::{Busy, Lock};
use crate::config::cause;
use crate::send::Stage;

/// In the folder of a month.
const FOLDER: &str = "envois";
const NAME: &str = "registre.json";

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error(
        "le registre des envois «\u{a0}{0}\u{a0}» ne se lit pas ({1})\u{202f}; rien n’est envoyé, pour ne rien envoyer deux fois\u{a0}: le remettre d’une sauvegarde, ou l’ôter si un second envoi est sans gêne"
    )]
    Unreadable(String, String),
    #[error(
        "le registre des envois «\u{a0}{0}\u{a0}» ne peut pas être écrit ({1})\u{202f}; vérifier que l’écriture est permise dans ce dossier et qu’il reste de la place"
    )]
    NotWritten(String, String),
}

/// What became of a delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Not sent yet: the next run tries again.
    Queued,
    /// Leaving, or stopped while it was.
    Leaving,
    Sent,
    /// The answer was no, or there were too many tries.
    Refused,
    /// Queued, and another version of the report has taken its place.
    Replaced,
}

/// One delivery. No address is written whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// SHA-256 of the content, the stage and the place it goes to.
    pub key: String,
    /// « courriel à d…@abers.example ».
    pub to: String,
    /// SHA-256 of the place alone: what else went there.
    pub place: String,
    pub stage: Stage,
    /// The files, relative to the folder of the month.
    pub folder: String,
    /// SHA-256 of what the report says, whatever the day it was made.
    pub content: String,
    /// Of the report; absent when there was none to send.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pdf_sha256: Option<String>,
    pub state: State,
    /// When it came to this state.
    pub at: DateTime<Utc>,
    /// Runs that tried.
    pub tries: u32,
    /// Why it did not leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What the logs of servers call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message_id: Option<String>,
}

#[derive(Default, Serialize, Deserialize)]
struct Written {
    version: u32,
    deliveries: Vec<Entry>,
}

/// The record of a month, for this process alone until it is dropped.
pub struct Record {
    path: PathBuf,
    entries: Vec<Entry>,
    _lock: Lock,
}

/// The entries of a month, for who only looks.
pub fn look(month: &Path) -> Result<Vec<Entry>, Error> {
    read(&month.join(FOLDER).join(NAME))
}

impl Record {
    pub fn open(month: &Path) -> Result<Record, Error> {
        let folder = month.join(FOLDER);
        let path = folder.join(NAME);
        closed::create_dir_all(&folder).map_err(|error| not_written(&path, &error))?;
        let lock = Lock::take(&folder)?;
        Ok(Record {
            entries: read(&path)?,
            path,
            _lock: lock,
        })
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Writes an entry, in the place of the one of its key: on the disk when this returns.
    pub fn put(&mut self, entry: Entry) -> Result<(), Error> {
        let mut entries = self.entries.clone();
        match entries.iter_mut().find(|known| known.key == entry.key) {
            Some(known) => *known = entry,
            None => entries.push(entry),
        }
        let written = Written {
            version: 1,
            deliveries: entries,
        };
        let mut bytes = serde_json::to_vec_pretty(&written).expect("a record is words and numbers");
        bytes.push(b'\n');
        write(&self.path, &bytes).map_err(|error| not_written(&self.path, &error))?;
        self.entries = written.deliveries;
        Ok(())
    }
}

fn read(path: &Path) -> Result<Vec<Entry>, Error> {
    let shown = || path.display().to_string();
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::Unreadable(shown(), cause(&error))),
    };
    let written: Written = serde_json::from_slice(&bytes)
        .map_err(|_| Error::Unreadable(shown(), "il est abîmé".to_owned()))?;
    Ok(written.deliveries)
}

/// Beside, flushed, then renamed; the name too is flushed, so that a power cut does not forget it.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = path.with_file_name(format!(".{NAME}.nouveau"));
    let written = || -> io::Result<()> {
        let mut file = closed::create(&fresh)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&fresh, path)
    };
    written().inspect_err(|_| {
        // The error that brought us here is the one to tell.
        let _ = fs::remove_file(&fresh);
    })?;
    #[cfg(unix)]
    fs::File::open(path.parent().unwrap_or(Path::new(".")))?.sync_all()?;
    Ok(())
}

fn not_written(path: &Path, error: &io::Error) -> Error {
    Error::NotWritten(path.display().to_string(), cause(error))
}
