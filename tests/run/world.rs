//! A service whose month is made, killed, made again and compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::commands::{Said, estran};

/// Hours of two people, two days late.
pub const HOURS: &str =
    "Date;Agent;Tâche;Durée\n05/10/2026;AG1;Rédaction;2:00\n06/10/2026;AG2;Modération;1:30\n";
/// One more entry.
pub const MORE_HOURS: &str = "Date;Agent;Tâche;Durée\n05/10/2026;AG1;Rédaction;2:00\n06/10/2026;AG2;Modération;1:30\n07/10/2026;AG1;Rédaction;4:00\n";

pub struct World {
    pub root: TempDir,
}

/// Every file of a folder by its name in it, with its bytes.
pub type Files = BTreeMap<String, Vec<u8>>;

impl World {
    /// The service of the other tests, and hours.
    pub fn new() -> World {
        let root = crate::commands::service();
        fs::write(root.path().join("inbox/temps.csv"), HOURS).unwrap();
        let world = World { root };
        world.set("[month.\"2026-10\"]\ncomplete = true\n");
        world
    }

    pub fn path(&self) -> &Path {
        self.root.path()
    }

    pub fn month(&self) -> PathBuf {
        self.path().join("reports/2026-10")
    }

    /// What it answers, with plain spaces.
    pub fn say(&self, typed: &[&str]) -> Said {
        let said = estran(self.path(), typed);
        let plain = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
        Said {
            status: said.status,
            out: plain(said.out),
            err: plain(said.err),
        }
    }

    /// It made nothing, and its last line holds these words.
    pub fn refused(&self, typed: &[&str], expected: &[&str]) {
        let said = self.done(2, typed);
        let last = said.err.lines().last().unwrap_or_default();
        for words in expected {
            assert!(
                last.contains(words),
                "{typed:?}: « {words} » is not in « {last} »"
            );
        }
    }

    /// `typed`, which must end with this status.
    pub fn done(&self, status: i32, typed: &[&str]) -> Said {
        let said = self.say(typed);
        assert_eq!(said.status, status, "{typed:?}: {}{}", said.out, said.err);
        said
    }

    /// A run on a day, the draft of October; it has nothing to say.
    pub fn run(&self, day: &str) -> Said {
        self.done(0, &["run", "--month", "2026-10", "--date", day])
    }

    pub fn release(&self, day: &str) -> Said {
        self.done(0, &["release", "--month", "2026-10", "--date", day])
    }

    pub fn put(&self, name: &str, text: &str) {
        fs::write(self.path().join(name), text).unwrap();
    }

    /// What is added to the end of config.toml.
    pub fn set(&self, more: &str) {
        let path = self.path().join("config.toml");
        let config = fs::read_to_string(&path).unwrap();
        fs::write(path, format!("{config}\n{more}")).unwrap();
    }

    pub fn journal(&self, folder: &str) -> Value {
        let text = fs::read(self.month().join(folder).join("journal.json")).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    /// The reports of all months, but for durations, which no two runs share.
    pub fn reports(&self) -> Files {
        files(&self.path().join("reports"))
    }

    /// The program at work, to be killed.
    pub fn start(&self, typed: &[&str]) -> Child {
        Command::new(env!("CARGO_BIN_EXE_estran"))
            .args(typed)
            .current_dir(self.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }
}

pub fn files(root: &Path) -> Files {
    fn walk(root: &Path, folder: &Path, found: &mut Files) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(root, &path, found);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap();
                found.insert(name.to_owned(), fs::read(&path).unwrap());
            }
        }
    }
    let mut found = Files::new();
    walk(root, root, &mut found);
    found.retain(|name, _| !name.ends_with("durees.jsonl") && !name.ends_with(".verrou"));
    found
}

/// Whether two folders hold the same; only the names are shown when they do not.
pub fn assert_same(one: &Files, other: &Files, when: &str) {
    let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(other), "{when}");
    for (name, bytes) in one {
        assert!(bytes == &other[name], "{when}: {name} is another file");
    }
}
