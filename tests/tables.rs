//! The dataset of Parquet files: whole, the same each time, without anybody in it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use estran::tables;
use polars::prelude::{ChunkAgg, DataFrame, ParquetReader, SerReader};
use tempfile::TempDir;

use crate::commands::{estran, refused};

/// A name in every place where an export may hold one.
const SOMEBODY: &str = "Gwenaëlle Kermarrec";

const HOURS: &str = "Date;Agent;Tâche;Durée;Réf. contenu;Compte;Commentaire
05/10/2026;Gwenaëlle Kermarrec;Rédaction;1:30;ABR-2026-0001;Facebook – Département;vu avec Gwenaëlle Kermarrec
06/10/2026;Gwenaëlle Kermarrec;Modération;0:45;;Facebook – Département;
06/11/2026;Autre Agent;Veille;0:45;;;
";

const REQUESTS: &str = "Reçue le;Service demandeur;Demandeur;Objet;Date souhaitée;Canal;Suite;Réf. contenu
01/10/2026 09:00;Culture;Gwenaëlle Kermarrec;Affiche de Gwenaëlle Kermarrec;08/10/2026;courriel;acceptée;ABR-2026-0001
";

const CONFIG: &str = "[organisation]
name = \"Département des Abers\"
[[accounts]]
id = \"fb-departement\"
network = \"facebook\"
name = \"Facebook – Département\"
";

/// A folder with a configuration and an inbox.
fn place() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::create_dir(folder.path().join("inbox")).unwrap();
    for (name, text) in [
        ("config.toml", CONFIG),
        ("inbox/temps.csv", HOURS),
        ("inbox/demandes.csv", REQUESTS),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Every file under a folder, by its path from there.
fn files(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(root).unwrap().to_owned();
                found.insert(inside, fs::read(&path).unwrap());
            }
        }
    }
    found
}

fn read(bytes: &[u8]) -> DataFrame {
    ParquetReader::new(Cursor::new(bytes)).finish().unwrap()
}

#[test]
fn every_row_is_written_under_its_month() {
    let folder = place();
    let said = estran(folder.path(), &["tables", "--out", "tables"]);
    assert!(said.status <= 1, "{}", said.err);
    assert!(
        said.out.contains("d’octobre 2026 à novembre 2026"),
        "{}",
        said.out
    );
    let written = files(&folder.path().join("tables"));
    let rows = |path: &str| read(&written[Path::new(path)]).height();
    assert_eq!(rows("hours/month=2026-10/data.parquet"), 2);
    assert_eq!(rows("hours/month=2026-11/data.parquet"), 1);
    assert_eq!(rows("requests/month=2026-10/data.parquet"), 1);
    assert_eq!(rows("accounts/data.parquet"), 1);
    assert!(!written.contains_key(Path::new("posts/data.parquet")));
    let hours = read(&written[Path::new("hours/month=2026-10/data.parquet")]);
    let seconds = hours.column("seconds").unwrap().i64().unwrap();
    assert_eq!(seconds.sum(), Some((90 + 45) * 60));
}

#[test]
fn the_same_files_and_key_give_the_same_bytes_and_another_key_other_people() {
    let folder = place();
    let root = folder.path();
    let make = || {
        let said = estran(root, &["tables", "--out", "tables"]);
        assert!(said.status <= 1, "{}", said.err);
        files(&root.join("tables"))
    };
    let first = make();
    assert_eq!(first, make());
    fs::remove_file(root.join("secrets/cle-des-tables")).unwrap();
    let other = make();
    let differ: Vec<&PathBuf> = first
        .iter()
        .filter(|(path, bytes)| other.get(*path) != Some(bytes))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(differ.len(), 2, "{differ:?}");
    assert!(differ.iter().all(|path| path.starts_with("hours")));
}

#[test]
fn nobody_is_in_the_tables() {
    let folder = place();
    estran(folder.path(), &["tables", "--out", "tables"]);
    let digest = document_number(SOMEBODY);
    for (path, bytes) in files(&folder.path().join("tables")) {
        if path
            .extension()
            .is_none_or(|extension| extension != "parquet")
        {
            continue;
        }
        let table = read(&bytes);
        for column in table.columns() {
            let cells = format!(
                "{:?}",
                column.as_materialized_series().iter().collect::<Vec<_>>()
            );
            for word in ["Gwena", "Kermarrec", "Affiche", &digest] {
                assert!(
                    !cells.contains(word),
                    "{}: {}",
                    path.display(),
                    column.name()
                );
            }
        }
    }
}

/// What stands for a person inside the program, which a list of names could find again.
fn document_number(name: &str) -> String {
    use sha2::{Digest, Sha256};
    let folded = estran::words::fold::fold(name);
    let mut first = [0; 8];
    first.copy_from_slice(&Sha256::digest(folded.as_bytes())[..8]);
    u64::from_be_bytes(first).to_string()
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let folder = place();
    fs::create_dir(folder.path().join("photos")).unwrap();
    fs::write(folder.path().join("photos/aber.jpg"), "x").unwrap();
    refused(
        folder.path(),
        &["tables", "--out", "photos"],
        &["contient autre chose", "un dossier neuf ou vide"],
    );
    assert_eq!(files(&folder.path().join("photos")).len(), 1);
    refused(
        folder.path(),
        &["tables", "--out", "config.toml"],
        &["est un fichier"],
    );
}

#[test]
fn a_run_cut_short_is_mended_by_the_next() {
    let folder = place();
    let root = folder.path();
    estran(root, &["tables", "--out", "tables"]);
    let whole = files(&root.join("tables"));
    // Killed between the two renames, then while it wrote.
    fs::rename(root.join("tables"), root.join(".tables.ancien")).unwrap();
    fs::create_dir_all(root.join(".tables.nouveau/hours")).unwrap();
    fs::write(root.join(".tables.nouveau/hours/data.parquet"), "PAR").unwrap();
    estran(root, &["tables", "--out", "tables"]);
    assert_eq!(files(&root.join("tables")), whole);
    let left = |name: &str| root.join(name).exists();
    assert!(!left(".tables.ancien") && !left(".tables.nouveau"));
}

#[test]
fn a_spoiled_key_is_said() {
    let folder = place();
    fs::create_dir(folder.path().join("secrets")).unwrap();
    fs::write(folder.path().join("secrets/cle-des-tables"), "court").unwrap();
    refused(
        folder.path(),
        &["tables", "--out", "tables"],
        &["abîmée", "la supprimer"],
    );
}

#[test]
fn the_guide_of_the_tables_is_up_to_date() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tables.md");
    assert_eq!(
        fs::read_to_string(page).unwrap(),
        tables::markdown(),
        "estran tables --markdown > docs/tables.md"
    );
}
