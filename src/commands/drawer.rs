//! Raw files on their way to the inbox: answers are put by as they come, and become one file when all are there.
//!
//! `<inbox>/<network>/<account>/2026-11-03T081502Z_2026-10.json`: when it was read, and for which month. Until it is
//! whole, a hidden folder of the same name holds its answers, one file each, which a run cut short goes on from.
#![expect(
    clippy::disallowed_methods,
    reason = "a door of the inbox: the only one that writes there"
)]

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;

use crate::commands::closed;
use crate::config::cause;
use crate::fetch::{Errand, Keep, Kept, Reading};
use crate::model::Month;

const WRITTEN: &str = "%Y-%m-%dT%H%M%SZ";
const UNFINISHED: &str = ".partie";
const FRESH: &str = ".nouveau";

#[derive(Debug, thiserror::Error)]
#[error(
    "«\u{a0}{0}\u{a0}» ne peut pas être écrit ({1})\u{202f}; vérifier que l’écriture est permise dans ce dossier et qu’il reste de la place"
)]
pub struct Error(String, String);

impl Error {
    fn of(path: &Path, error: &io::Error) -> Error {
        Error(path.display().to_string(), cause(error))
    }
}

/// What there is of an account for a month, on a day.
pub enum Found {
    /// Already read today, at that instant.
    Whole(DateTime<Utc>),
    /// To read, or to go on reading.
    Drawer(Drawer),
}

/// A reading that is not whole yet.
pub struct Drawer {
    /// Of the account, in the inbox.
    folder: PathBuf,
    stem: String,
    read: DateTime<Utc>,
    answers: RefCell<BTreeMap<String, (usize, Kept)>>,
}

/// Looks for what was already read of this month today; what was left unfinished on another day is thrown away, since
/// counters have moved. With `again`, what is whole is read once more.
pub fn open(
    inbox: &Path,
    errand: &Errand,
    month: Month,
    (now, zone): (DateTime<Utc>, Tz),
    again: bool,
) -> Result<Found, Error> {
    let folder = place(inbox, errand);
    let today = now.with_timezone(&zone).date_naive();
    let is_today = |read: &DateTime<Utc>| read.with_timezone(&zone).date_naive() == today;
    let names = names(&folder)?;
    let whole = whole(&names, month, is_today);
    let mut unfinished = None;
    for name in &names {
        if name.ends_with(FRESH) {
            let path = folder.join(name);
            fs::remove_file(&path).map_err(|error| Error::of(&path, &error))?;
        }
        let Some(stem) = name
            .strip_prefix('.')
            .and_then(|name| name.strip_suffix(UNFINISHED))
        else {
            continue;
        };
        let is_finished = names.contains(&format!("{stem}.json"));
        match dated(stem, month) {
            Some(read) if is_today(&read) && !is_finished => unfinished = Some((stem, read)),
            None if !is_finished => {}
            Some(_) | None => remove(&folder.join(name))?,
        }
    }
    if let (Some(read), false, None) = (whole, again, unfinished) {
        return Ok(Found::Whole(read));
    }
    let (stem, read) = unfinished.map_or_else(
        || (format!("{}_{month}", now.format(WRITTEN)), now),
        |(stem, read)| (stem.to_owned(), read),
    );
    let drawer = Drawer {
        folder,
        stem,
        read,
        answers: RefCell::default(),
    };
    drawer.take_up()?;
    Ok(Found::Drawer(drawer))
}

/// When this month was last read whole today, without touching anything.
pub fn read_today(
    inbox: &Path,
    errand: &Errand,
    month: Month,
    (now, zone): (DateTime<Utc>, Tz),
) -> Result<Option<DateTime<Utc>>, Error> {
    let today = now.with_timezone(&zone).date_naive();
    let is_today = |read: &DateTime<Utc>| read.with_timezone(&zone).date_naive() == today;
    Ok(whole(&names(&place(inbox, errand))?, month, is_today))
}

fn whole(
    names: &[String],
    month: Month,
    is_today: impl Fn(&DateTime<Utc>) -> bool,
) -> Option<DateTime<Utc>> {
    names
        .iter()
        .filter_map(|name| dated(name.strip_suffix(".json")?, month))
        .filter(is_today)
        .max()
}

/// `<inbox>/<network>/<account>`.
pub fn place(inbox: &Path, errand: &Errand) -> PathBuf {
    let is_plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_');
    let account: String = errand
        .account
        .chars()
        .map(|letter| if is_plain(letter) { letter } else { '_' })
        .collect();
    inbox.join(errand.source.key()).join(account)
}

impl Drawer {
    /// How many answers were already there.
    pub fn len(&self) -> usize {
        self.answers.borrow().len()
    }

    /// Reads back what is there; a file cut short is as good as absent.
    fn take_up(&self) -> Result<(), Error> {
        let folder = self.unfinished();
        for name in names(&folder)? {
            let path = folder.join(&name);
            let kept = || -> Option<(usize, Kept)> {
                let place = name.strip_suffix(".json")?.parse().ok()?;
                let bytes = fs::read(&path).ok()?;
                Some((place, serde_json::from_slice(&bytes).ok()?))
            };
            match kept() {
                Some((place, kept)) => {
                    let mut answers = self.answers.borrow_mut();
                    answers.insert(kept.asked.clone(), (place, kept));
                }
                None => fs::remove_file(&path).map_err(|error| Error::of(&path, &error))?,
            }
        }
        Ok(())
    }

    /// All answers are there: they become one file of the inbox.
    pub fn close(self, errand: &Errand, month: Month) -> Result<PathBuf, Error> {
        let unfinished = self.unfinished();
        let mut answers: Vec<(usize, Kept)> = self.answers.into_inner().into_values().collect();
        answers.sort_by_key(|(place, _)| *place);
        let reading = Reading::new(
            errand,
            month,
            self.read,
            answers.into_iter().map(|(_, kept)| kept).collect(),
        );
        let file = self.folder.join(format!("{}.json", self.stem));
        put(&file, |out| {
            out.write_all(&reading.to_bytes())?;
            out.sync_all()
        })?;
        remove(&unfinished)?;
        Ok(file)
    }

    fn unfinished(&self) -> PathBuf {
        self.folder.join(format!(".{}{UNFINISHED}", self.stem))
    }
}

impl Keep for Drawer {
    fn kept(&self, asked: &str) -> Option<Kept> {
        let answers = self.answers.borrow();
        answers.get(asked).map(|(_, kept)| kept.clone())
    }

    fn keep(&self, answer: &Kept) -> Result<(), String> {
        let mut answers = self.answers.borrow_mut();
        let place = answers
            .values()
            .map(|(place, _)| place + 1)
            .max()
            .unwrap_or(0);
        let bytes = serde_json::to_vec(answer).expect("an answer is JSON already");
        let file = self.unfinished().join(format!("{place:05}.json"));
        // Not flushed to the disk: what a power cut tears does not read, and is asked again.
        put(&file, |out| out.write_all(&bytes)).map_err(|error| error.to_string())?;
        answers.insert(answer.asked.clone(), (place, answer.clone()));
        Ok(())
    }
}

/// When a reading of this month was made, by its name.
fn dated(stem: &str, month: Month) -> Option<DateTime<Utc>> {
    let written = stem.strip_suffix(&format!("_{month}"))?;
    Some(
        NaiveDateTime::parse_from_str(written, WRITTEN)
            .ok()?
            .and_utc(),
    )
}

/// In order; of a folder that is not there, none.
fn names(folder: &Path) -> Result<Vec<String>, Error> {
    let found = match fs::read_dir(folder) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Error::of(folder, &error)),
    };
    let mut names: Vec<String> = found
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    Ok(names)
}

/// Whole or not at all: written beside, then named. What is there is never overwritten.
fn put(file: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), Error> {
    let folder = file.parent().unwrap_or(Path::new(""));
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let fresh = folder.join(format!(".{name}{FRESH}"));
    let written = || -> io::Result<()> {
        closed::create_dir_all(folder)?;
        write(&mut closed::create(&fresh)?)?;
        if file.exists() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        fs::rename(&fresh, file)
    };
    written().map_err(|error| {
        // The error that brought us here is the one to tell.
        let _ = fs::remove_file(&fresh);
        Error::of(file, &error)
    })
}

fn remove(folder: &Path) -> Result<(), Error> {
    fs::remove_dir_all(folder).map_err(|error| Error::of(folder, &error))
}
