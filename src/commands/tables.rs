//! The dataset of Parquet files, in a folder of its own, and the key that its numbers of people are made with.
#![expect(
    clippy::disallowed_methods,
    reason = "a door of the disk: the folder of the tables, and their key"
)]

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use crate::commands::{Verdict, closed, screen, study};
use crate::config::{Config, cause};
use crate::ledger;
use crate::relate::relate;
use crate::tables::{self, Key};
use crate::words::{date, number::NBSP, text};

/// What says that a folder is a dataset of ours, which may be replaced.
const MARK: &str = "LISEZ-MOI.txt";
const NOTE: &str = "Tables écrites par « estran tables » : le dossier entier est remplacé à chaque fois.\nCe que dit chaque colonne : docs/tables.md, ou « estran tables --markdown ».\n";
/// Beside the tokens, closed to others like them.
const KEY: &str = "cle-des-tables";
const KEY_BYTES: usize = 32;

/// Writes every table of the inbox, all months, in place of what an earlier run wrote there.
pub fn run(config: &Config, out: &Path) -> anyhow::Result<Verdict> {
    refuse_another_folder(out)?;
    let ledger = ledger::gather(study::batches(config, None)?)?;
    let linked = relate(ledger, &config.relate)?;
    let key = key(&config.folders.secrets)?;
    let mut files = tables::files(&linked, &config.import.accounts, &key)?;
    let count = files.len();
    files.push(tables::File {
        path: MARK.to_owned(),
        bytes: NOTE.into(),
    });
    replace(out, &files)
        .map_err(|(path, error)| refused(&path, &error))
        .context("les tables n’ont pas été écrites")?;
    screen::remark(&screen::findings(&linked.findings));
    let months = tables::months(&linked).map_or_else(String::new, |(first, last)| {
        format!(", {} à {}", date::of_month(first), date::month(last))
    });
    screen::say(&format!(
        "tables{NBSP}: {}{months}, dans {}\n",
        text::count(count as u64, "fichier", "fichiers"),
        out.display()
    ))?;
    Ok(Verdict::of(&linked.findings))
}

/// The guide of the tables, as a Markdown page.
pub fn describe() -> anyhow::Result<Verdict> {
    screen::say(&tables::markdown())?;
    Ok(Verdict::Clean)
}

/// A folder of somebody else's is never replaced.
fn refuse_another_folder(out: &Path) -> anyhow::Result<()> {
    let is_empty = || fs::read_dir(out).is_ok_and(|mut found| found.next().is_none());
    if out.is_file() {
        bail!(
            "« {} » est un fichier ; donner un dossier à --out",
            out.display()
        );
    }
    if out.exists() && !out.join(MARK).exists() && !is_empty() {
        bail!(
            "le dossier « {} » contient autre chose que des tables d’Estran ; donner à --out un dossier neuf ou vide",
            out.display()
        );
    }
    Ok(())
}

/// Writes beside, then changes the one folder for the other.
fn replace(out: &Path, files: &[tables::File]) -> Result<(), (PathBuf, io::Error)> {
    let [fresh, former] = ["nouveau", "ancien"].map(|word| beside(out, word));
    for left in [&fresh, &former] {
        remove(left).map_err(|error| (left.clone(), error))?;
    }
    for file in files {
        let path = fresh.join(&file.path);
        write(&path, &file.bytes).map_err(|error| (path, error))?;
    }
    let told = |error| (out.to_owned(), error);
    if out.exists() {
        fs::rename(out, &former).map_err(told)?;
    }
    if let Err(error) = fs::rename(&fresh, out) {
        // The error that brought us here is the one to tell.
        let _ = fs::rename(&former, out);
        return Err(told(error));
    }
    remove(&former).map_err(|error| (former, error))
}

fn beside(out: &Path, word: &str) -> PathBuf {
    let name = out
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    out.with_file_name(format!(".{name}.{word}"))
}

fn remove(folder: &Path) -> io::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        closed::create_dir_all(folder)?;
    }
    let mut file = closed::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn refused(path: &Path, error: &io::Error) -> anyhow::Error {
    anyhow::anyhow!(
        "« {} » ne peut pas être écrit ({}) ; vérifier que l’écriture est permise dans ce dossier et qu’il reste de la place",
        path.display(),
        cause(error)
    )
}

/// The key of this machine, made the first time. Without it the same people get other numbers, and nothing else is lost.
fn key(folder: &Path) -> anyhow::Result<Key> {
    let path = folder.join(KEY);
    let shown = path.display();
    match fs::read(&path) {
        Ok(bytes) if bytes.len() == KEY_BYTES => return Ok(Key(bytes)),
        Ok(_) => bail!(
            "la clé « {shown} » est abîmée ; la supprimer : une autre sera faite, et les numéros des personnes changeront dans les tables"
        ),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => bail!(
            "la clé « {shown} » ne s’ouvre pas ({}) ; vérifier que sa lecture vous est permise",
            cause(&error)
        ),
    }
    let mut bytes = vec![0; KEY_BYTES];
    getrandom::fill(&mut bytes).map_err(|error| {
        anyhow::anyhow!("le système ne donne pas de nombres au hasard ({error})")
    })?;
    keep(&path, &bytes).map_err(|error| refused(&path, &error))?;
    Ok(Key(bytes))
}

/// Written whole or not at all.
fn keep(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let fresh = path.with_file_name(format!(".{KEY}.nouveau"));
    write(&fresh, bytes)?;
    fs::rename(&fresh, path)
}
