//! Names put in every field of a month are in nothing that a run writes or says.

use std::fs;
use std::io::{Cursor, Read};

use lopdf::Object;

use super::world::World;

const MARK: &str = "zzmarque";

/// One sheet of each kind, each free or personal cell marked. Cells that are kept are names of contents and services.
const SHEETS: &[(&str, &str)] = &[
    (
        "temps.csv",
        "Date;Agent;Tâche;Durée;Demandeur;Commentaire;Compte\n05/10/2026;Zzmarque Un;Rédaction;2:00;Zzmarque Deux;vu avec Zzmarque Trois;Facebook – Département\n06/10/2026;Zzmarque Un;Zzmarque Tâche;1:00;;;\nZzmarque jour;Zzmarque Un;Rédaction;Zzmarque durée;;;Zzmarque Compte\n",
    ),
    (
        "planning.csv",
        "Réf. contenu;Titre court;Compte;Date prévue;Format;Statut;En charge;Validé par;Émetteur;Texte\nABR-2026-0001;Affiche;Facebook – Département;05/10/2026;image;publié;Zzmarque Un;Zzmarque Deux;Zzmarque Trois;écrit par Zzmarque Quatre\nABR-2026-0002;Vidéo;Facebook – Département;Zzmarque jour;Zzmarque format;Zzmarque statut;Zzmarque Un;Zzmarque Deux;;\n",
    ),
    (
        "validations.csv",
        "Réf. contenu;Étape;Valideur;Rôle;Envoyé le;Décidé le;Décision;Remarque\nABR-2026-0001;1;Zzmarque Un;cabinet;05/10/2026 09:00;05/10/2026 10:00;validé;Zzmarque Deux est d’accord\nABR-2026-0001;2;Zzmarque Un;Zzmarque Rôle;Zzmarque jour;;Zzmarque décision;\n",
    ),
    (
        "demandes.csv",
        "Reçue le;Demandeur;Service demandeur;Objet;Date souhaitée;Suite\n05/10/2026;Zzmarque Un;Culture;affiche pour Zzmarque Deux;12/10/2026;acceptée\nZzmarque jour;Zzmarque Un;Culture;;Zzmarque date;Zzmarque suite\n",
    ),
    (
        "messages.csv",
        "Reçu le;Compte;Auteur;Message;Traité le;Suite\n05/10/2026 20:00;Facebook – Département;Zzmarque Un;bonjour de Zzmarque Deux;05/10/2026 21:00;réponse\nZzmarque jour;Facebook – Département;Zzmarque Un;;;Zzmarque suite\n",
    ),
];

#[test]
fn marked_names_are_in_no_file_and_no_line() {
    let world = World::new();
    for (name, text) in SHEETS {
        world.put(&format!("inbox/{name}"), text);
    }
    let mut said = String::new();
    let mut hear = |typed: &[&str]| {
        let heard = world.say(typed);
        assert!(heard.status <= 1, "{typed:?}: {}", heard.err);
        said.push_str(&heard.out);
        said.push_str(&heard.err);
    };
    let month = ["--month", "2026-10", "--date"];
    hear(&[&["run", "--log", "json"], &month[..], &["2026-11-06"]].concat());
    hear(&[&["run"], &month[..], &["2026-11-07"]].concat());
    hear(&[&["slides"], &month[..], &["2026-11-07"]].concat());
    hear(&[&["release"], &month[..], &["2026-11-08"]].concat());
    world.put("inbox/temps.csv", &SHEETS[0].1.replace("2:00", "3:00"));
    hear(&["diff", "--month", "2026-10"]);
    hear(
        &[
            &["release", "--correction", "heures"],
            &month[..],
            &["2026-11-09"],
        ]
        .concat(),
    );
    assert!(!said.to_lowercase().contains(MARK), "{said}");
    let reports = world.path().join("reports");
    let mut seen = 0;
    for (name, bytes) in super::world::files(&reports) {
        let text = if bytes.starts_with(b"%PDF") {
            strings(&bytes)
        } else if bytes.starts_with(b"PK") {
            parts(bytes)
        } else {
            String::from_utf8(bytes).unwrap()
        };
        let folded = text.to_lowercase();
        let place = folded.find(MARK);
        assert!(
            place.is_none(),
            "{name}: {:?}",
            place.map(|at| &folded[at.saturating_sub(80)..at + 20])
        );
        seen += 1;
    }
    assert!(seen > 20, "{seen}");
    let spent = fs::read_to_string(world.month().join("durees.jsonl")).unwrap();
    assert!(!spent.to_lowercase().contains(MARK));
}

/// Everything that a workbook holds, its properties too.
fn parts(bytes: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for rank in 0..archive.len() {
        let mut part = archive.by_index(rank).unwrap();
        part.read_to_string(&mut text).unwrap();
    }
    assert!(text.contains("Abers"), "its title at least is read");
    text
}

/// What a PDF says of itself and of its pictures. What its pages print, `rapport.json` says.
fn strings(bytes: &[u8]) -> String {
    fn walk(object: &Object, found: &mut String) {
        match object {
            Object::String(bytes, _) => {
                let wide: Vec<u16> = bytes
                    .chunks_exact(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
                    .collect();
                found.push_str(&String::from_utf8_lossy(bytes));
                found.push_str(&String::from_utf16_lossy(&wide));
            }
            Object::Array(items) => items.iter().for_each(|item| walk(item, found)),
            Object::Dictionary(entries) => entries.iter().for_each(|(_, item)| walk(item, found)),
            Object::Stream(stream) => {
                stream.dict.iter().for_each(|(_, item)| walk(item, found));
                let plain = stream.decompressed_content();
                found.push_str(&String::from_utf8_lossy(
                    &plain.unwrap_or(stream.content.clone()),
                ));
            }
            _ => {}
        }
    }
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let mut found = String::new();
    document
        .objects
        .values()
        .for_each(|object| walk(object, &mut found));
    assert!(found.contains("Abers"), "its title at least is read");
    found
}
