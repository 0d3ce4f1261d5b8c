//! A service with accounts to read, a clock that waits without waiting, and networks that answer.

use std::cell::{Cell, RefCell};
use std::fs;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use estran::commands::fetch::{Lines, Order, Outcome, read};
use estran::commands::lock;
use estran::config::Config;
use estran::fetch::{Clock, Limits};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::server::{Asked, Reply, json as answer, status};

pub const START: &str = "2026-11-03T08:15:02Z";

/// Waits are counted, and take no time.
pub struct TestClock {
    now: Cell<DateTime<Utc>>,
    pub slept: RefCell<Vec<Duration>>,
}

impl TestClock {
    pub fn at(instant: &str) -> TestClock {
        TestClock {
            now: Cell::new(instant.parse().unwrap()),
            slept: RefCell::default(),
        }
    }

    /// Whole seconds waited in all.
    pub fn waited(&self) -> u64 {
        self.slept.borrow().iter().sum::<Duration>().as_secs()
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        self.now.get()
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + '_>> {
        self.slept.borrow_mut().push(time);
        self.now
            .set(self.now.get() + TimeDelta::from_std(time).unwrap());
        Box::pin(std::future::ready(()))
    }
}

/// Short enough for tests.
pub fn limits() -> Limits {
    Limits {
        connect: Duration::from_millis(500),
        silence: Duration::from_millis(300),
        total: Duration::from_secs(5),
        body: 500_000,
        ..Limits::default()
    }
}

/// A folder with a configuration.
pub struct World {
    pub root: TempDir,
}

impl World {
    /// Accounts of Mastodon on these servers, by id: `one`, `two`…
    pub fn mastodon(servers: &[(&str, &str)]) -> World {
        let blocks = servers.iter().map(|(id, base)| {
            format!("[[accounts]]\nid = \"{id}\"\nnetwork = \"mastodon\"\nname = \"{id}\"\n[fetch.{id}]\nhandle = \"{id}\"\nbase = \"{base}\"\n")
        });
        World::with(&blocks.collect::<String>())
    }

    pub fn with(blocks: &str) -> World {
        let root = tempfile::tempdir().unwrap();
        let config = format!("[organisation]\nname = \"Département des Abers\"\n{blocks}");
        fs::write(root.path().join("config.toml"), config).unwrap();
        World { root }
    }

    /// A token, in a file of its own.
    pub fn secret(&self, name: &str, value: &str) -> PathBuf {
        let path = self.root.path().join("secrets").join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, value).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
        }
        path
    }

    pub fn config(&self) -> Config {
        Config::load(&self.root.path().join("config.toml")).unwrap()
    }

    pub fn read(&self, clock: &TestClock) -> Vec<(String, Outcome)> {
        self.read_as(clock, &Order::default())
    }

    pub fn read_as(&self, clock: &TestClock, order: &Order) -> Vec<(String, Outcome)> {
        let config = self.config();
        let lines = Lines::nowhere(config.import.zone);
        read(&config, order, clock, limits(), &lines).unwrap()
    }

    /// What became of the only account: `Ok` when it was read, else the sentence.
    pub fn outcome(&self, clock: &TestClock) -> Result<(), String> {
        self.outcome_as(clock, &Order::default())
    }

    pub fn outcome_as(&self, clock: &TestClock, order: &Order) -> Result<(), String> {
        let mut outcomes = self.read_as(clock, order);
        assert_eq!(outcomes.len(), 1);
        match outcomes.remove(0).1 {
            Outcome::NotRead(why) => Err(why),
            Outcome::Read { .. } | Outcome::AlreadyRead(_) => Ok(()),
        }
    }

    /// The program itself, reading October.
    pub fn start(&self, errors: Stdio) -> Child {
        Command::new(env!("CARGO_BIN_EXE_estran"))
            .args(["fetch", "--month", "2026-10"])
            .current_dir(self.root.path())
            .stdout(Stdio::null())
            .stderr(errors)
            .spawn()
            .unwrap()
    }

    /// Every file of the inbox, hidden ones included, by its name in it; the lock is no file of its own.
    pub fn inbox(&self) -> Vec<(String, String)> {
        let inbox = self.root.path().join("inbox");
        let mut found = Vec::new();
        walk(&inbox, &inbox, &mut found);
        found.retain(|(name, _)| name != lock::NAME);
        found.sort();
        found
    }
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(root, &path, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap();
            found.push((name.to_owned(), fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The value of a parameter of what was asked.
pub fn parameter<'a>(asked: &'a Asked, name: &str) -> Option<&'a str> {
    let (_, query) = asked.path.split_once('?')?;
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// A post of Mastodon, with people around it that must stay outside.
pub fn toot(number: usize, at: &str) -> Value {
    json!({
        "id": number.to_string(), "created_at": at, "in_reply_to_id": null, "reblog": null,
        "visibility": "public", "url": format!("https://social.abers.example/@departement/{number}"),
        "content": format!("<p>Publication {number}</p>"),
        "replies_count": 1, "reblogs_count": 2, "favourites_count": 3, "quotes_count": 0,
        "account": {"acct": "departement", "display_name": "Zzmarque"},
        "mentions": [{"acct": "zzmarque"}], "media_attachments": [],
    })
}

/// A server of Mastodon with these posts, the newest first, paged as the real one does.
pub fn mastodon(posts: Vec<Value>) -> impl Fn(&Asked) -> Reply + Send + Sync {
    move |asked| {
        if asked.path.starts_with("/api/v1/accounts/lookup") {
            return answer(&json!({
                "id": "117", "acct": "departement", "display_name": "Zzmarque", "followers_count": 812,
            }));
        }
        if !asked.path.starts_with("/api/v1/accounts/117/statuses") {
            return status(404);
        }
        let id = |post: &Value| post["id"].as_str().unwrap().parse::<usize>().unwrap();
        let before = parameter(asked, "max_id").map_or(usize::MAX, |id| id.parse().unwrap());
        let page: Vec<Value> = posts
            .iter()
            .filter(|post| id(post) < before)
            .take(40)
            .cloned()
            .collect();
        let reply = answer(&Value::Array(page.clone()));
        let Some(last) = page.last() else {
            return reply;
        };
        let previous = "<https://social.abers.example/x?min_id=9>; rel=\"prev\"";
        let link = if page.len() == 40 {
            format!(
                "<https://social.abers.example/api/v1/accounts/117/statuses?limit=40&max_id={}>; rel=\"next\", {previous}",
                id(last)
            )
        } else {
            previous.to_owned()
        };
        reply.with("link", link)
    }
}

/// Posts numbered downwards, so many a day, from the 2 November back.
pub fn toots(count: usize, a_day: usize) -> Vec<Value> {
    let last: DateTime<Utc> = "2026-11-02T12:00:00Z".parse().unwrap();
    let post = |place: usize| {
        let back = TimeDelta::days(i64::try_from(place / a_day).unwrap());
        toot(9_000 - place, &(last - back).format("%FT%TZ").to_string())
    };
    (0..count).map(post).collect()
}
