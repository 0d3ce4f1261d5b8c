//! Several bodies on one machine: each folder that holds a config.toml is a body, run apart from the others.

mod fence;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use anyhow::{Context, bail};

use crate::commands::log::{self, Log, Shape};
use crate::commands::run::{Ended, Order, run};
use crate::commands::{AlreadySaid, Verdict, screen, secrets};
use crate::config::{Config, cause};
use crate::words::number::{NBSP, THIN};
use crate::words::text;

const CONFIG: &str = "config.toml";

/// One line of the summary.
struct Row {
    body: String,
    outcome: Result<Ended, String>,
    spent: Duration,
}

/// Runs each body of a folder; how each went.
pub fn all(folder: &Path, order: &Order, shape: Shape) -> anyhow::Result<Verdict> {
    let bodies = list(folder)?;
    // What these bodies share is this process: its screen, and its environment, which is nobody's own.
    screen::without_bars();
    secrets::files_only();
    note_where_panics_come_from();
    let next = AtomicUsize::new(0);
    let rows: Mutex<Vec<Option<Row>>> = Mutex::new(bodies.iter().map(|_| None).collect());
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..workers.min(bodies.len()) {
            scope.spawn(|| {
                while let Some((place, body)) = {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    bodies.get(place).map(|body| (place, body))
                } {
                    let row = one(body, &bodies, order, shape);
                    let mut rows = rows
                        .lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner);
                    rows[place] = Some(row);
                }
            });
        }
    });
    let rows = rows
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let rows: Vec<Row> = rows.into_iter().flatten().collect();
    if shape == Shape::Text {
        screen::say(&summary(&rows))?;
    }
    if rows.iter().any(|row| row.outcome.is_err()) {
        return Err(AlreadySaid.into());
    }
    let is_clean = |row: &Row| matches!(&row.outcome, Ok(ended) if ended.verdict == Verdict::Clean);
    Ok(if rows.iter().all(is_clean) {
        Verdict::Clean
    } else {
        Verdict::WithFindings
    })
}

/// A body: the name of its folder, and where that folder really is.
#[derive(Clone, Debug)]
struct Body {
    name: String,
    folder: PathBuf,
}

/// The folders that hold a config.toml, by name.
#[expect(clippy::disallowed_methods, reason = "the door of the bodies")]
fn list(folder: &Path) -> anyhow::Result<Vec<Body>> {
    let shown = folder.display();
    let entries = std::fs::read_dir(folder).map_err(|error| {
        anyhow::anyhow!(
            "le dossier «{NBSP}{shown}{NBSP}» ne peut pas être lu ({}){THIN}; donner à --all le dossier qui contient un dossier par organisme",
            cause(&error)
        )
    })?;
    let mut bodies = Vec::new();
    for entry in entries {
        let entry =
            entry.with_context(|| format!("«{NBSP}{shown}{NBSP}» ne se lit pas jusqu’au bout"))?;
        let path = entry.path();
        if !path.join(CONFIG).is_file() {
            continue;
        }
        bodies.push(Body {
            name: entry.file_name().to_string_lossy().into_owned(),
            folder: path.canonicalize().unwrap_or(path),
        });
    }
    if bodies.is_empty() {
        bail!(
            "aucun organisme dans «{NBSP}{shown}{NBSP}»{THIN}; il y faut un dossier par organisme, et dans chacun son {CONFIG}"
        );
    }
    bodies.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(bodies)
}

/// One body, whatever happens to it.
fn one(body: &Body, all: &[Body], order: &Order, shape: Shape) -> Row {
    let config = Config::load(&body.folder.join(CONFIG));
    let zone = config.as_ref().ok().map(|config| config.import.zone);
    let log = Log::new(shape, "run", Some(body.name.clone()), zone);
    let work = || -> Result<Ended, String> {
        let config = config.map_err(|error| error.to_string())?;
        fence::keep_inside(body, all, &config)?;
        run(&config, order, &log).map_err(|error| format!("{error:#}"))
    };
    let outcome = guarded(work);
    log.end(&match &outcome {
        Ok(ended) => Ok(ended.said.clone()),
        Err(why) => Err(why.clone()),
    });
    Row {
        body: body.name.clone(),
        outcome,
        spent: log.elapsed(),
    }
}

/// A defect of ours costs one body, and is told.
fn guarded(work: impl FnOnce() -> Result<Ended, String>) -> Result<Ended, String> {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        // What it says may hold a cell; where it comes from does not.
        let place = PANICKED.with_borrow_mut(Option::take).unwrap_or_default();
        Err(format!(
            "défaut d’Estran ({place}){THIN}; le signaler avec ce message{THIN}; les autres organismes ne sont pas touchés"
        ))
    })
}

thread_local! {
    /// File and line of the last panic of this thread.
    static PANICKED: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Instead of the message that the language prints, which may hold what was read.
fn note_where_panics_come_from() {
    set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        PANICKED.with_borrow_mut(|kept| *kept = place);
    }));
}

/// One line per body, then how many went how.
fn summary(rows: &[Row]) -> String {
    let names = rows.iter().map(|row| row.body.chars().count());
    let width = names.max().unwrap_or(0).max("Organisme".len());
    let mut out = format!("{:width$}  {:>10}  Issue\n", "Organisme", "Durée");
    for row in rows {
        let said = match &row.outcome {
            Ok(ended) if ended.verdict == Verdict::Clean => ended.said.clone(),
            Ok(ended) => format!("{}, avec des remarques", ended.said),
            Err(why) => format!("échec{NBSP}: {why}"),
        };
        let _ = writeln!(
            out,
            "{:width$}  {:>10}  {said}",
            row.body,
            log::said(row.spent)
        );
    }
    let failed: BTreeSet<&str> = rows
        .iter()
        .filter(|row| row.outcome.is_err())
        .map(|row| row.body.as_str())
        .collect();
    let _ = write!(
        out,
        "\n{}",
        text::count(rows.len() as u64, "organisme", "organismes")
    );
    match failed.len() {
        0 => out.push_str(", aucun échec\n"),
        many => {
            let _ = writeln!(out, ", {}", text::count(many as u64, "échec", "échecs"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defect_is_told_by_its_place_alone() {
        note_where_panics_come_from();
        let why = guarded(|| panic!("Zzmarque")).unwrap_err();
        assert!(
            why.contains("bodies.rs:") && !why.contains("Zzmarque"),
            "{why}"
        );
    }
}
