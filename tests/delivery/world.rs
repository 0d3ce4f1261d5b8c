//! A service with a report to send, a clock that stands still, and waits that take no time.

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use chrono::{DateTime, Utc};
use estran::commands::deliver::{Office, Order, Outcome, Went, alarm_by, announce_by, run_by};
use estran::config::Config;
use estran::model::Month;
use estran::send::{Limits, Stage};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Marks that must be found nowhere but where they belong.
pub const PASSWORD: &str = "zz mot de passe é 1";
pub const DRAFTS: &str = "equipe-zz@abers.example";
pub const RELEASES: [&str; 2] = ["direction-zz@abers.example", "cabinet-zz@abers.example"];

pub struct World {
    pub root: TempDir,
    pub rests: RefCell<Vec<Duration>>,
    now: Cell<DateTime<Utc>>,
}

impl World {
    /// A service with these blocks, and the report of October.
    pub fn with(blocks: &str) -> World {
        let world = World {
            root: tempfile::tempdir().unwrap(),
            rests: RefCell::default(),
            now: Cell::new("2026-11-05T02:00:00Z".parse().unwrap()),
        };
        world.set(blocks);
        world.report("2026-10", "2026-11-05", "247 h de travail");
        world
    }

    /// E-mail by the server of this port, in the clear, to one for drafts and two for releases.
    pub fn mail(port: u16) -> World {
        World::with(&email(port, ""))
    }

    pub fn set(&self, blocks: &str) {
        let config = format!("[organisation]\nname = \"Département des Abers\"\n{blocks}");
        fs::write(self.path("config.toml"), config).unwrap();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    /// What `estran report` writes, in the shape that is sent.
    pub fn report(&self, month: &str, day: &str, says: &str) -> PathBuf {
        self.report_in(&format!("reports/{month}"), day, says)
    }

    pub fn report_in(&self, folder: &str, day: &str, says: &str) -> PathBuf {
        let folder = self.path(folder);
        fs::create_dir_all(&folder).unwrap();
        let version = format!("Version provisoire, produite le {day}, non relue");
        let pdf = [
            b"%PDF-1.7\n\xff\x00\r\n.\r\n",
            version.as_bytes(),
            says.as_bytes(),
        ]
        .concat();
        fs::write(folder.join("rapport.pdf"), pdf).unwrap();
        let summary =
            format!("Le travail derrière nos réseaux sociaux\n{version}\n\n.{says} à l’équipe…\n");
        fs::write(folder.join("resume.txt"), summary).unwrap();
        fs::write(
            folder.join("chiffres.csv"),
            format!("code;valeur\nES1;{says}\n"),
        )
        .unwrap();
        let data = json!({
            "report": {"version": version, "produced_on": day, "text": says},
            "findings": [{"severity": "warning"}, {"severity": "info"}],
        });
        fs::write(folder.join("rapport.json"), data.to_string()).unwrap();
        fs::write(
            folder.join("a-verifier.txt"),
            "Plus de quatorze heures le 20 octobre\n",
        )
        .unwrap();
        folder
    }

    /// A secret, in a file of its own.
    pub fn secret(&self, name: &str, value: &str) {
        let path = self.path("secrets").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, value).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        }
    }

    pub fn config(&self) -> Config {
        Config::load(&self.path("config.toml")).unwrap()
    }

    /// The draft of October, as a scheduled run sends it.
    pub fn announce(&self) -> Vec<Outcome> {
        self.announce_as("2026-10", Stage::Draft, "reports/2026-10")
    }

    pub fn announce_as(&self, month: &str, stage: Stage, folder: &str) -> Vec<Outcome> {
        let month: Month = month.parse().unwrap();
        self.office(|office| {
            announce_by(office, &self.config(), month, stage, &self.path(folder)).unwrap()
        })
    }

    /// The report of October could not be made.
    pub fn alarm(&self, why: &str) -> Vec<Outcome> {
        let month: Month = "2026-10".parse().unwrap();
        self.office(|office| alarm_by(office, &self.config(), month, why).unwrap())
    }

    /// `estran deliver --month 2026-10`.
    pub fn deliver(&self, again: bool, received: bool) -> Vec<Outcome> {
        let order = Order {
            month: Some("2026-10".parse().unwrap()),
            again,
            received,
        };
        self.office(|office| run_by(office, &self.config(), &order).unwrap())
    }

    pub fn office<T>(&self, work: impl FnOnce(&Office) -> T) -> T {
        work(&Office {
            now: &|| self.now.get(),
            rest: &|time| self.rests.borrow_mut().push(time),
            limits: limits(),
            webhook: estran::fetch::Limits {
                connect: Duration::from_millis(500),
                silence: Duration::from_millis(300),
                total: Duration::from_secs(2),
                ..estran::fetch::Limits::default()
            },
            news: &|_| {},
        })
    }

    /// The program itself, in the folder of the service.
    pub fn run(&self, typed: &[&str]) -> Output {
        self.command(typed).output().unwrap()
    }

    pub fn command(&self, typed: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_estran"));
        command.args(typed).current_dir(self.root.path());
        command
    }

    /// The state of each delivery of October, in the order of the record.
    pub fn states(&self) -> Vec<String> {
        let path = self.path("reports/2026-10/envois/registre.json");
        let record: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let deliveries = record["deliveries"].as_array().unwrap();
        let state = |entry: &Value| entry["state"].as_str().unwrap().to_owned();
        deliveries.iter().map(state).collect()
    }

    /// Every file but the settings and the secrets, with its bytes as they read.
    pub fn written(&self) -> String {
        let mut text = String::new();
        walk(&self.path("reports"), &mut text);
        text
    }
}

fn walk(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, text);
        } else {
            *text += &String::from_utf8_lossy(&fs::read(path).unwrap());
        }
    }
}

/// Short enough for tests.
pub fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(1),
        silence: Duration::from_millis(300),
        verdict: Duration::from_millis(500),
        total: Duration::from_secs(2),
    }
}

/// The block of e-mail, with more keys.
pub fn email(port: u16, more: &str) -> String {
    let [direction, cabinet] = RELEASES;
    format!(
        "[delivery.email]\nhost = \"127.0.0.1\"\nport = {port}\nencryption = \"none\"\nfrom = \"Estran <estran@abers.example>\"\ndrafts = [\"{DRAFTS}\"]\nreleases = [\"{direction}\", \"{cabinet}\"]\n{more}"
    )
}

/// The only outcome.
pub fn only(mut outcomes: Vec<Outcome>) -> Went {
    assert_eq!(outcomes.len(), 1, "{outcomes:?}");
    outcomes.remove(0).went
}

/// Why the only delivery waits.
pub fn queued(outcomes: Vec<Outcome>) -> String {
    match only(outcomes) {
        Went::Queued(why) => why,
        other => panic!("{other:?}"),
    }
}
