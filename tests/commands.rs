//! The program as a person runs it: what it says, what it writes, how it ends.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// Two publications of Facebook, as a Page downloads them.
const EXPORT: &str = "\u{feff}Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Permalink,Post type,Views,Reach,\"Reactions, Comments and Shares\",Reactions,Comments,Shares\r\n\
1000000000000001,104520000000011,Département des Abers,Le bac de l’Aber,,0,10/05/2026 01:30,https://www.facebook.com/abers/posts/1000000000000001,Photos,120,80,9,6,2,1\r\n\
1000000000000002,104520000000011,Département des Abers,La RD 12 rouvre,,0,10/16/2026 01:30,https://www.facebook.com/abers/posts/1000000000000002,Photos,240,160,18,12,4,2\r\n";

const ADS: &str = "Campaign name,Reporting starts,Reporting ends,Amount spent (EUR),Impressions\nFestival,2026-10-01,2026-10-31,120.00,4000\n";

pub struct Said {
    pub status: i32,
    pub out: String,
    pub err: String,
}

pub fn estran(folder: &Path, typed: &[&str]) -> Said {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_estran"))
        .args(typed)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = Said {
        status: status.code().expect("the program ends by itself"),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    };
    for text in [&said.out, &said.err] {
        assert!(
            !text.contains("panicked") && !text.contains("RUST_BACKTRACE"),
            "{text}"
        );
    }
    said
}

/// It made nothing, and says why in one line of French.
pub fn refused(folder: &Path, typed: &[&str], expected: &[&str]) {
    let said = estran(folder, typed);
    assert_eq!(said.status, 2, "{typed:?}: {}{}", said.out, said.err);
    let last = said.err.lines().last().unwrap_or_default();
    assert!(last.starts_with("estran : "), "{typed:?}: {}", said.err);
    for words in expected {
        assert!(
            last.contains(words),
            "{typed:?}: « {words} » is not in « {last} »"
        );
    }
}

pub fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    root
}

/// A service with one export.
pub fn service() -> TempDir {
    let config = "[organisation]\nname = \"Département des Abers\"\n\n[[accounts]]\nid = \"fb\"\nnetwork = \"facebook\"\nname = \"Facebook – Département\"\nkeys = [\"104520000000011\"]\n";
    folder(&[
        ("config.toml", config.as_bytes()),
        (
            "inbox/facebook/Oct-01-2026_Oct-31-2026_123456789012345.csv",
            EXPORT.as_bytes(),
        ),
    ])
}

/// The first bytes of a workbook, and nothing after.
fn truncated_workbook() -> Vec<u8> {
    let mut bytes = b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00\x21\x00".to_vec();
    bytes.extend_from_slice(&[0x41; 60]);
    bytes.extend_from_slice(b"xl/workbook.xml");
    bytes
}

fn inspected(folder: &Path, paths: &[&str]) -> Value {
    let said = estran(folder, &[&["inspect", "--json"], paths].concat());
    serde_json::from_str(&said.out)
        .unwrap_or_else(|error| panic!("{error}: {}{}", said.out, said.err))
}

#[test]
fn alone_it_shows_how_to_use_it() {
    let root = folder(&[]);
    for typed in [
        vec![],
        vec!["--help"],
        vec!["report", "--help"],
        vec!["inspect", "--help"],
    ] {
        let said = estran(root.path(), &typed);
        assert_eq!(said.status, 0);
        assert!(said.out.contains("Utilisation"), "{}", said.out);
        assert!(
            !said.out.contains("Usage") && !said.out.contains("Print"),
            "{}",
            said.out
        );
    }
}

#[test]
fn what_does_not_exist_is_named() {
    let root = folder(&[]);
    refused(
        root.path(),
        &["inspect", "nulle-part.csv"],
        &["« nulle-part.csv »", "n’existe pas"],
    );
    refused(
        root.path(),
        &["nulle-part.csv"],
        &["« nulle-part.csv »", "vérifier le chemin"],
    );
    refused(root.path(), &["report"], &["config.toml", "--config"]);
    refused(
        root.path(),
        &["report", "--config", "autre.toml"],
        &["« autre.toml »"],
    );
    refused(
        root.path(),
        &["repport"],
        &["vouliez-vous dire « estran report »"],
    );
}

#[test]
fn a_month_that_is_not_one_is_refused() {
    let root = service();
    refused(
        root.path(),
        &["report", "--month", "2026-13"],
        &["« 2026-13 »", "2026-10"],
    );
    refused(
        root.path(),
        &["report", "--month", "octobre"],
        &["« octobre » n’est pas un mois"],
    );
    refused(
        root.path(),
        &["report", "--date", "2026-02-30"],
        &["n’est pas un jour"],
    );
}

#[test]
fn a_logo_that_is_not_there_or_is_no_picture_is_refused() {
    let root = service();
    let path = root.path().join("config.toml");
    let config = fs::read_to_string(&path).unwrap();
    let look = format!("[look]\nlogo = \"logo.png\"\n\n{config}");
    fs::write(&path, look).unwrap();
    let report = ["report", "--month", "2026-10"];
    refused(
        root.path(),
        &report,
        &["« logo »", "logo.png", "ne s’ouvre pas"],
    );
    fs::write(root.path().join("logo.png"), b"GIF89a").unwrap();
    refused(
        root.path(),
        &report,
        &["logo.png", "n’est pas une image PNG"],
    );
    assert!(!root.path().join("reports/2026-10").exists());
}

#[test]
fn an_unknown_key_names_its_line_and_its_neighbour() {
    let root = folder(&[(
        "config.toml",
        "[organisation]\nname = \"A\"\n\n[capacite]\n".as_bytes(),
    )]);
    refused(
        root.path(),
        &["report"],
        &["clé inconnue « capacite » ligne 4", "« capacity »"],
    );
}

#[test]
fn an_empty_inbox_or_none_says_what_to_put_where() {
    let root = service();
    fs::remove_dir_all(root.path().join("inbox")).unwrap();
    refused(root.path(), &["report"], &["inbox", "n’existe pas"]);
    fs::create_dir(root.path().join("inbox")).unwrap();
    fs::write(root.path().join("inbox/README.md"), "À lire").unwrap();
    refused(root.path(), &["report"], &["ne contient aucun fichier"]);
    refused(
        root.path(),
        &["inspect", "inbox"],
        &["ne contient aucun fichier"],
    );
}

#[test]
fn a_month_without_data_names_the_months_that_have_some() {
    let root = service();
    refused(
        root.path(),
        &["report", "--month", "2025-01"],
        &["janvier 2025", "octobre 2026"],
    );
    assert!(!root.path().join("reports/2025-01").exists());
}

#[test]
fn a_file_that_is_no_export_makes_no_report() {
    for (name, bytes, expected) in [
        ("vide.csv", Vec::new(), "vide"),
        ("coupé.xlsx", truncated_workbook(), "tronqué"),
        ("publicité.csv", ADS.as_bytes().to_vec(), "publicités"),
        ("notes.csv", b"bonjour\n".to_vec(), "aucun"),
    ] {
        let root = folder(&[(name, &bytes)]);
        refused(root.path(), &[name], &["aucune donnée", name, expected]);
        let said = estran(root.path(), &["inspect", name]);
        assert_eq!(said.status, 1, "{}", said.err);
        assert!(
            said.out.contains(name) && said.out.contains(expected),
            "{}",
            said.out
        );
        let inspection = inspected(root.path(), &[name]);
        assert_eq!(inspection["files"][0]["status"], "refused");
        assert_eq!(inspection["merged"]["posts"]["n"], 0);
        assert_eq!(inspection["merged"]["posts"]["total"]["views"], Value::Null);
    }
}

#[test]
fn a_month_is_made_twice_with_the_same_bytes() {
    let root = service();
    let made = || {
        let said = estran(
            root.path(),
            &["report", "--month", "2026-10", "--date", "2026-11-05"],
        );
        assert!(said.status < 2, "{}", said.err);
        assert!(
            said.out
                .trim_end()
                .lines()
                .last()
                .unwrap()
                .contains("rapport.pdf"),
            "{}",
            said.out
        );
        let folder = root.path().join("reports/2026-10");
        [
            "rapport.pdf",
            "resume.txt",
            "chiffres.csv",
            "a-verifier.txt",
            "rapport.json",
            "rapport.html",
            "chiffres.xlsx",
            "journal.json",
        ]
        .map(|name| fs::read(folder.join(name)).unwrap())
    };
    let first = made();
    assert!(made() == first);
    // And how long each step took, which is no part of the report.
    let there = fs::read_dir(root.path().join("reports/2026-10")).unwrap();
    assert_eq!(there.count(), first.len() + 1);
}

#[test]
fn what_could_not_be_used_is_told_and_changes_the_exit_status() {
    let root = service();
    let clean = estran(
        root.path(),
        &["report", "--month", "2026-10", "--date", "2026-11-05"],
    );
    assert_eq!(clean.status, 0, "{}{}", clean.out, clean.err);
    fs::write(root.path().join("inbox/publicité.csv"), ADS).unwrap();
    let told = estran(
        root.path(),
        &["report", "--month", "2026-10", "--date", "2026-11-05"],
    );
    assert_eq!(told.status, 1);
    assert!(told.err.contains("publicité.csv"), "{}", told.err);
}

#[test]
fn a_life_chosen_that_the_month_did_not_publish_is_told() {
    let root = service();
    let path = root.path().join("config.toml");
    let config = fs::read_to_string(&path).unwrap();
    let chosen = "[month.\"2026-10\"]\nanatomy = \"ABR-2026-9999\"\n";
    fs::write(&path, format!("{config}\n{chosen}")).unwrap();
    let said = estran(root.path(), &["report", "--month", "2026-10"]);
    assert!(
        said.err.contains("« anatomy »") && said.err.contains("ABR-2026-9999"),
        "{}",
        said.err
    );
}

#[test]
fn an_account_in_no_configuration_is_named() {
    let root = service();
    let config = root.path().join("config.toml");
    let alone = "[organisation]\nname = \"Département des Abers\"\n";
    fs::write(&config, alone).unwrap();
    let typed = ["report", "--month", "2026-10", "--date", "2026-11-05"];
    refused(
        root.path(),
        &typed,
        &["aucun compte", "[[accounts]]", "104520000000011"],
    );
    fs::write(
        &config,
        format!("{alone}[[accounts]]\nid = \"x\"\nnetwork = \"x\"\nname = \"X\"\n"),
    )
    .unwrap();
    let said = estran(root.path(), &typed);
    assert_eq!(said.status, 0, "{}", said.err);
    assert!(
        said.err.contains("104520000000011") && said.err.contains("[[accounts]]"),
        "{}",
        said.err
    );
}

#[test]
fn a_report_that_cannot_be_written_leaves_the_former_one() {
    let root = service();
    fs::write(
        root.path().join("reports"),
        "un fichier à la place du dossier",
    )
    .unwrap();
    refused(
        root.path(),
        &["report", "--month", "2026-10"],
        &["reports", "vérifier que l’écriture est permise"],
    );
    fs::remove_file(root.path().join("reports")).unwrap();
    let said = estran(
        root.path(),
        &["report", "--month", "2026-10", "--date", "2026-11-05"],
    );
    assert!(said.status < 2, "{}", said.err);
    let pdf = root.path().join("reports/2026-10/rapport.pdf");
    let before = fs::read(&pdf).unwrap();
    // A folder in the place of a file: it cannot be replaced, as a PDF open elsewhere.
    let text = root.path().join("reports/2026-10/resume.txt");
    fs::remove_file(&text).unwrap();
    fs::create_dir_all(text.join("dedans")).unwrap();
    refused(
        root.path(),
        &["report", "--month", "2026-10", "--date", "2026-12-24"],
        &["resume.txt", "ne peut pas être remplacé"],
    );
    assert!(fs::read(&pdf).unwrap() == before);
}

#[test]
fn one_export_gives_a_report_beside_it() {
    let root = folder(&[("reçus/octobre.csv", EXPORT.as_bytes())]);
    let export = root.path().join("reçus/octobre.csv");
    let said = estran(
        Path::new("/"),
        &[
            export.to_str().unwrap(),
            "--month",
            "2026-10",
            "--date",
            "2026-11-05",
        ],
    );
    assert!(said.status < 2, "{}", said.err);
    let json = fs::read_to_string(root.path().join("reçus/estran-2026-10/rapport.json")).unwrap();
    assert!(
        !json.contains(root.path().to_str().unwrap()),
        "a report holds no path of the machine"
    );
    // What was written there is not read as an export.
    assert_eq!(
        inspected(root.path(), &["reçus"])["files"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let elsewhere = estran(
        root.path(),
        &[
            "reçus/octobre.csv",
            "--month",
            "2026-10",
            "--output",
            "sortie",
        ],
    );
    assert!(elsewhere.status < 2, "{}", elsewhere.err);
    assert!(root.path().join("sortie/rapport.pdf").exists());
}

#[test]
fn two_inspections_are_equal_and_order_changes_no_total() {
    let other = EXPORT
        .replace("0000000001", "0000000003")
        .replace("10/16/2026", "09/16/2026");
    let root = folder(&[
        ("a.csv", EXPORT.as_bytes()),
        ("b.csv", other.as_bytes()),
        ("c.csv", EXPORT.as_bytes()),
    ]);
    let forth = inspected(root.path(), &["a.csv", "b.csv", "c.csv"]);
    assert_eq!(forth, inspected(root.path(), &["a.csv", "b.csv", "c.csv"]));
    let back = inspected(root.path(), &["c.csv", "b.csv", "a.csv"]);
    assert_eq!(forth["merged"], back["merged"]);
    assert_eq!(forth["merged"], inspected(root.path(), &["."])["merged"]);
    assert_eq!(forth["merged"]["posts"]["n"], 3);
    let order: Vec<&str> = back["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|file| file["file"].as_str())
        .collect();
    assert_eq!(order, ["c.csv", "b.csv", "a.csv"]);
}

#[test]
fn an_inspection_has_its_stable_form() {
    let root = service();
    let inspection = inspected(root.path(), &["inbox"]);
    let file = &inspection["files"][0];
    assert_eq!(
        file["file"],
        "inbox/facebook/Oct-01-2026_Oct-31-2026_123456789012345.csv"
    );
    assert_eq!(file["format"], "facebook-posts");
    assert_eq!(file["status"], "read");
    assert_eq!(file["datasets"], serde_json::json!(["posts"]));
    assert_eq!((&file["rows"], &file["told"]), (&2.into(), &0.into()));
    let merged = &inspection["merged"];
    assert_eq!(merged["posts"]["total"]["views"], 360);
    assert_eq!(merged["posts"]["total"]["saves"], Value::Null);
    assert_eq!(merged["posts"]["by_month"]["2026-10"]["n"], 2);
    for (table, count) in [
        ("account_stats", "days"),
        ("hours", "n"),
        ("contents", "n"),
        ("approvals", "n"),
        ("requests", "n"),
        ("messages", "n"),
    ] {
        assert_eq!(merged[table][count], 0, "{table}");
    }
}

#[test]
fn the_page_of_formats_says_what_the_program_reads() {
    let root = folder(&[]);
    let said = estran(root.path(), &["formats", "--markdown"]);
    assert_eq!(said.status, 0, "{}", said.err);
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/formats.md"));
    assert!(
        said.out == page.unwrap(),
        "docs/formats.md is behind: estran formats --markdown > docs/formats.md"
    );
    let screen = estran(root.path(), &["formats"]).out;
    let widest = screen.lines().map(|line| line.chars().count()).max();
    assert!(widest <= Some(80), "{screen}");
    for format in estran::import::FORMATS {
        let about = format.about();
        for text in [about.title, about.menus, about.gives] {
            for odd in [" :", " ;", " ?", " !", " »", "« ", "|", "\""] {
                assert!(!text.contains(odd), "{}: {text}", format.name());
            }
            assert!(
                !text.is_empty() && !text.contains('\''),
                "{}: {text}",
                format.name()
            );
        }
    }
}

#[test]
fn a_shell_completes_the_commands() {
    let root = TempDir::new().unwrap();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let said = estran(root.path(), &["completions", shell]);
        assert_eq!(said.status, 0, "{}", said.err);
        for command in ["inspect", "release", "--month"] {
            let typed = command.trim_start_matches('-');
            assert!(said.out.contains(typed), "{shell}: {command}");
        }
    }
    refused(root.path(), &["completions", "cmd"], &["cmd", "bash, zsh"]);
    refused(root.path(), &["completions"], &["INTERPRÉTEUR"]);
}
