//! `estran pdf check` as a person runs it: what it says of a good file, of a bad one, of none.

use std::fs;
use std::path::{Path, PathBuf};

use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions};
use serde_json::Value;
use tempfile::TempDir;

use crate::commands::{estran, folder, refused, service};

/// A service with the report of its month, and where it lies.
fn reported() -> (TempDir, PathBuf) {
    let root = service();
    let said = estran(
        root.path(),
        &["report", "--month", "2026-10", "--date", "2026-11-05"],
    );
    assert!(said.status < 2, "{}", said.err);
    let pdf = root.path().join("reports/2026-10/rapport.pdf");
    (root, pdf)
}

/// The report with one edit, in a file of its own.
fn spoiled(root: &Path, pdf: &Path, edit: impl FnOnce(&mut Document)) -> &'static str {
    let mut document = Document::load(pdf).unwrap();
    edit(&mut document);
    let mut bytes = Vec::new();
    if document.is_encrypted() {
        document.save_to(&mut bytes).unwrap();
    } else {
        document.save_modern(&mut bytes).unwrap();
    }
    fs::write(root.join("autre.pdf"), bytes).unwrap();
    "autre.pdf"
}

#[test]
fn a_report_keeps_what_it_claims() {
    let (root, _) = reported();
    let said = estran(
        root.path(),
        &["pdf", "check", "reports/2026-10/rapport.pdf"],
    );
    assert_eq!(said.status, 0, "{}{}", said.out, said.err);
    assert!(
        said.out.contains("dit suivre PDF/UA-1 et PDF/A-"),
        "{}",
        said.out
    );
    assert!(
        said.out
            .trim_end()
            .ends_with("1\u{a0}fichier vérifié, aucune faute"),
        "{}",
        said.out
    );
}

#[test]
fn a_fault_is_told_with_its_rule_its_place_and_its_cure() {
    let (root, pdf) = reported();
    let name = spoiled(root.path(), &pdf, |document| {
        for object in document.objects.values_mut() {
            if let Ok(entry) = object.as_dict_mut()
                && entry
                    .get(b"S")
                    .and_then(Object::as_name)
                    .is_ok_and(|role| role == b"TH")
            {
                entry.remove(b"A");
            }
        }
    });
    let said = estran(root.path(), &["pdf", "check", name]);
    assert_eq!(said.status, 1, "{}{}", said.out, said.err);
    for expected in [
        "PDF/UA-1 7.5-1 : ",
        ", Table n° 1 : ",
        "à faire : donner un Scope",
        "1\u{a0}fichier vérifié, ",
    ] {
        assert!(said.out.contains(expected), "« {expected} »: {}", said.out);
    }
    let alone = estran(root.path(), &["pdf", "check", name, "--profile", "a-2b"]);
    assert_eq!(
        alone.status, 0,
        "a rule of PDF/UA is not one of PDF/A: {}",
        alone.out
    );
}

#[test]
fn machines_get_each_fault_with_its_place() {
    let (root, pdf) = reported();
    let name = spoiled(root.path(), &pdf, |document| {
        document.catalog_mut().unwrap().remove(b"MarkInfo");
    });
    let said = estran(root.path(), &["pdf", "check", "--json", name, "rien.pdf"]);
    assert_eq!(said.status, 2, "one of the two files is not there");
    let answers: Value = serde_json::from_str(&said.out).unwrap();
    let fault = &answers[0]["faults"][0];
    assert_eq!(answers[0]["profiles"][0], "PDF/UA-1");
    assert_eq!(fault["rules"][0], "PDF/UA-1 6.2-1");
    assert_eq!(fault["page"], Value::Null);
    assert!(
        answers[1]["unreadable"]
            .as_str()
            .unwrap()
            .contains("ne s’ouvre pas")
    );
}

#[test]
fn what_cannot_be_checked_is_told_in_french() {
    let (root, pdf) = reported();
    let bytes = fs::read(&pdf).unwrap();
    let files = folder(&[
        ("texte.pdf", b"bonjour".as_slice()),
        ("vide.pdf", b""),
        ("coupe.pdf", &bytes[..bytes.len() / 2]),
    ]);
    spoiled(files.path(), &pdf, |document| {
        let version = EncryptionVersion::V2 {
            document,
            owner_password: "secret",
            user_password: "secret aussi",
            key_length: 128,
            permissions: Permissions::all(),
        };
        let state = EncryptionState::try_from(version).unwrap();
        document.encrypt(&state).unwrap();
    });
    for (name, expected) in [
        ("texte.pdf", "pas un fichier PDF"),
        ("vide.pdf", "pas un fichier PDF"),
        ("coupe.pdf", "coupé"),
        ("autre.pdf", "mot de passe"),
        ("absent.pdf", "ne s’ouvre pas"),
        (".", "dossier"),
    ] {
        refused(files.path(), &["pdf", "check", name], &[name, expected]);
    }
    refused(root.path(), &["pdf", "check"], &["il manque"]);
    refused(
        root.path(),
        &["pdf", "check", "a.pdf", "--profile", "a-9z"],
        &["a-9z", "ua-1, a-2b"],
    );
}

#[test]
fn the_page_of_rules_says_what_is_checked() {
    let root = folder(&[]);
    let said = estran(root.path(), &["pdf", "rules", "--markdown"]);
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pdf-rules.md");
    assert!(
        said.out == fs::read_to_string(page).unwrap(),
        "docs/pdf-rules.md is behind: estran pdf rules --markdown > docs/pdf-rules.md"
    );
    let shown = estran(root.path(), &["pdf", "rules"]).out;
    assert!(
        shown.contains("PDF/UA-1 7.3-1 : chaque image porte un texte de remplacement"),
        "{shown}"
    );
}
