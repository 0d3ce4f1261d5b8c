//! Against aiosmtpd, a server that is not ours: what it reads is what was sent, and it is reached by TLS alone.
//!
//! Python with aiosmtpd and trustme is looked for in `target/ci-python`, then `target/delivery/python`, then on the
//! path. Without it the tests say so and pass; with `ESTRAN_SERVERS=required` they fail.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use estran::commands::deliver::Went;
use serde_json::Value;
use tempfile::TempDir;

use super::world::{PASSWORD, World, only, queued};

struct Smtpd {
    child: Child,
    folder: TempDir,
    port: u16,
}

impl Smtpd {
    /// `None` when this machine has no such server.
    fn start(options: &[&str]) -> Option<Smtpd> {
        let Some(python) = python() else {
            let said =
                "sans serveur SMTP réel : installer aiosmtpd et trustme dans target/ci-python";
            assert!(!is_required(), "{said}");
            let _ = writeln!(std::io::stderr(), "{said}");
            return None;
        };
        let folder = tempfile::tempdir().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/delivery/smtpd.py");
        let mut child = Command::new(python)
            // What a later release of it will take away is no matter here.
            .args(["-W", "ignore"])
            .arg(script)
            .arg(folder.path())
            .args(options)
            .env("SMTPD_PASSWORD", PASSWORD)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let port = line.trim().strip_prefix("PORT ").unwrap().parse().unwrap();
        Some(Smtpd {
            child,
            folder,
            port,
        })
    }

    /// What it took, as it reads it.
    fn taken(&self) -> Vec<Value> {
        let paths = (1..).map(|place| self.folder.path().join(format!("{place}.json")));
        let read = |path: PathBuf| serde_json::from_slice(&fs::read(path).ok()?).ok();
        paths.map_while(read).collect()
    }

    fn world(&self, host: &str, to: &str, more: &str) -> World {
        World::with(&format!(
            "[delivery.email]\nhost = \"{host}\"\nport = {}\nfrom = \"Estran, pour l’équipe <estran@abers.example>\"\nreply_to = \"communication@abers.example\"\ndrafts = [\"{to}\"]\n{more}",
            self.port
        ))
    }

    fn authority(&self) -> String {
        format!(
            "authority = \"{}\"\n",
            self.folder.path().join("ca.pem").display()
        )
    }
}

impl Drop for Smtpd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn is_required() -> bool {
    std::env::var("ESTRAN_SERVERS").is_ok_and(|asked| asked == "required")
}

fn python() -> Option<PathBuf> {
    let target = Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    let places = [
        target.join("ci-python/bin/python"),
        target.join("delivery/python/bin/python"),
        PathBuf::from("python3"),
    ];
    places.into_iter().find(|python| {
        let tried = Command::new(python)
            .args(["-c", "import aiosmtpd, trustme"])
            .stderr(Stdio::null())
            .status();
        tried.is_ok_and(|status| status.success())
    })
}

const IDENTITY: &str = "user = \"estran\"\nsecret = \"courriel\"\n";

#[test]
fn what_arrives_is_what_was_sent() {
    let Some(server) = Smtpd::start(&["--starttls", "localhost", "--auth"]) else {
        return;
    };
    let world = server.world(
        "localhost",
        "equipe-zz@abers.example",
        &(server.authority() + IDENTITY),
    );
    world.secret("courriel", &format!("{PASSWORD}\n"));
    assert_eq!(only(world.announce()), Went::Sent);
    let [taken] = &server.taken()[..] else {
        panic!("one message")
    };
    assert_eq!(taken["is_encrypted"], true);
    assert_eq!(taken["from"], "estran@abers.example");
    assert_eq!(taken["to"], serde_json::json!(["equipe-zz@abers.example"]));
    let header = |name: &str| taken["headers"][name].as_str().unwrap().to_owned();
    assert_eq!(
        header("Subject"),
        "Département des Abers – Le travail derrière nos réseaux sociaux, octobre 2026 (version provisoire)"
    );
    assert_eq!(
        header("From"),
        "\"Estran, pour l’équipe\" <estran@abers.example>"
    );
    assert_eq!(header("Reply-To"), "communication@abers.example");
    assert_eq!(header("Date"), "Thu, 05 Nov 2026 02:00:00 +0000");
    assert_eq!(header("Auto-Submitted"), "auto-generated");
    let folder = world.path("reports/2026-10");
    let body = fs::read_to_string(folder.join("resume.txt")).unwrap();
    assert_eq!(taken["body"].as_str().unwrap().replace("\r\n", "\n"), body);
    let attachment = &taken["attachment"];
    assert_eq!(attachment["name"], "rapport-2026-10.pdf");
    assert_eq!(attachment["type"], "application/pdf");
    let pdf = fs::read(folder.join("rapport.pdf")).unwrap();
    assert_eq!(attachment["bytes"].as_str().unwrap(), base64(&pdf));
    assert!(!world.written().contains(PASSWORD));
    // The message is known by its own name, kept in the record.
    let id = header("Message-ID");
    assert!(world.written().contains(&id), "{id}");
}

/// RFC 4648, written a second time.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let four = |three: &[u8]| -> String {
        let of = |place: usize| u32::from(three.get(place).copied().unwrap_or(0));
        let bits = of(0) << 16 | of(1) << 8 | of(2);
        let letter = |place: usize| {
            if place <= three.len() {
                char::from(LETTERS[(bits >> (18 - 6 * place) & 63) as usize])
            } else {
                '='
            }
        };
        (0..4).map(letter).collect()
    };
    bytes.chunks(3).map(four).collect()
}

#[test]
fn a_server_that_speaks_tls_from_the_first_byte_is_reached() {
    let Some(server) = Smtpd::start(&["--tls", "localhost", "--auth"]) else {
        return;
    };
    let more = format!("encryption = \"tls\"\n{}{IDENTITY}", server.authority());
    let world = server.world("localhost", "equipe-zz@abers.example", &more);
    world.secret("courriel", PASSWORD);
    assert_eq!(only(world.announce()), Went::Sent);
    assert_eq!(server.taken()[0]["is_encrypted"], true);
}

#[test]
fn a_certificate_of_nobody_known_or_of_another_is_refused_before_the_password() {
    for (kind, encryption) in [("--starttls", "starttls"), ("--tls", "tls")] {
        let Some(server) = Smtpd::start(&[kind, "smtp.abers.example", "--auth"]) else {
            return;
        };
        let encryption = format!("encryption = \"{encryption}\"\n{IDENTITY}");
        let world = server.world("localhost", "equipe-zz@abers.example", &encryption);
        world.secret("courriel", PASSWORD);
        let why = queued(world.announce());
        assert!(why.contains("signé par aucune autorité connue"), "{why}");
        let more = encryption + &server.authority();
        let world = server.world("localhost", "equipe-zz@abers.example", &more);
        world.secret("courriel", PASSWORD);
        let why = queued(world.announce());
        assert!(why.contains("n’est pas celui de localhost"), "{why}");
        assert!(server.taken().is_empty());
    }
}

#[test]
fn what_the_server_refuses_is_told_with_what_to_do() {
    let Some(server) = Smtpd::start(&["--starttls", "localhost", "--auth"]) else {
        return;
    };
    let more = server.authority() + IDENTITY;
    let world = server.world("localhost", "equipe-zz@abers.example", &more);
    world.secret("courriel", "un autre");
    let why = queued(world.announce());
    assert!(
        why.contains("l’identifiant ou le mot de passe (535"),
        "{why}"
    );
    // The password is put right: the next run sends.
    world.secret("courriel", PASSWORD);
    assert_eq!(only(world.announce()), Went::Sent);
    let world = server.world("localhost", "refuse@abers.example", &more);
    world.secret("courriel", PASSWORD);
    let refused = only(world.announce());
    assert!(
        matches!(&refused, Went::Refused(why) if why.contains("550 5.1.1")),
        "{refused:?}"
    );
    let world = server.world("localhost", "gris@abers.example", &more);
    world.secret("courriel", PASSWORD);
    assert_eq!(only(world.announce()), Went::Sent);
    assert_eq!(world.rests.borrow().len(), 1);
}

#[test]
fn an_authority_that_is_no_certificate_is_said() {
    let Some(server) = Smtpd::start(&["--starttls", "localhost"]) else {
        return;
    };
    for (text, expected) in [(Some("bonjour"), "format PEM"), (None, "ne se lit pas")] {
        let world = server.world(
            "localhost",
            "equipe-zz@abers.example",
            "authority = \"ca.pem\"\n",
        );
        if let Some(text) = text {
            fs::write(world.path("ca.pem"), text).unwrap();
        }
        let why = queued(world.announce());
        assert!(why.contains(expected), "{why}");
    }
}
