//! What headings, figures, notes and lists must say.

use std::collections::BTreeSet;

use super::fault::Faults;
use super::pdf::Pdf;
use super::roles::level;
use super::rule::{Rule, own_ua, rules, ua};
use super::tree::{Tree, attribute};

rules! {
    FIGURE: [ua("7.3-1")]
        "chaque image porte un texte de remplacement", "écrire ce que l’image montre (Alt), ou la déclarer décorative";
    FIGURE_BOX: [own_ua("figure-1")]
        "chaque image dit sa place sur la page (BBox)", "";
    FORMULA: [ua("7.7-1")]
        "chaque formule porte un texte de remplacement", "écrire la formule en toutes lettres (Alt)";
    SKIPPED: [ua("7.4.2-1")]
        "les titres commencent au niveau 1 et descendent d’un niveau à la fois", "revoir les niveaux de titres";
    ONE_H: [ua("7.4.4-1")]
        "un élément n’a qu’un titre sans niveau (H)", "";
    H_MIXED: [ua("7.4.4-2")]
        "un titre sans niveau (H) n’est pas mêlé à des titres à niveaux", "";
    HN_MIXED: [ua("7.4.4-3")]
        "un titre à niveau n’est pas mêlé à des titres sans niveau (H)", "";
    NOTE: [ua("7.9-1")]
        "chaque note a un identifiant", "";
    NOTE_UNIQUE: [ua("7.9-2")]
        "chaque note a un identifiant à elle", "";
}

pub fn check(pdf: &Pdf, tree: &Tree, faults: &mut Faults) {
    let kinds = || tree.nodes.iter().map(|node| node.kind.as_str());
    let (has_h, has_levels) = (
        kinds().any(|kind| kind == "H"),
        kinds().any(|kind| level(kind).is_some()),
    );
    let mut last = 0;
    let mut notes: BTreeSet<Vec<u8>> = BTreeSet::new();
    for (place, node) in tree.nodes.iter().enumerate() {
        if tree
            .kinds_of_kids(place)
            .iter()
            .filter(|kid| **kid == "H")
            .count()
            > 1
        {
            faults.add(&ONE_H, tree.place(place), "plusieurs titres sans niveau");
        }
        if let Some(level) = level(&node.kind) {
            if level > last + 1 {
                let before = if last == 0 {
                    "sans titre de niveau 1 avant lui".to_owned()
                } else {
                    format!("après un titre de niveau {last}")
                };
                faults.add(
                    &SKIPPED,
                    tree.place(place),
                    format!("un titre de niveau {level} {before}"),
                );
            }
            if has_h {
                faults.add(
                    &HN_MIXED,
                    tree.place(place),
                    "le document a aussi des titres sans niveau",
                );
            }
            last = level;
        }
        let is_said = |key: &[u8]| pdf.has_words(node.entry, key);
        match node.kind.as_str() {
            "H" if has_levels => faults.add(
                &H_MIXED,
                tree.place(place),
                "le document a aussi des titres à niveaux",
            ),
            "Figure" => {
                if !is_said(b"Alt") && !is_said(b"ActualText") {
                    faults.add(
                        &FIGURE,
                        tree.place(place),
                        "une image sans texte de remplacement",
                    );
                }
                if attribute(pdf, node.entry, "Layout", b"BBox").is_none() {
                    faults.add(&FIGURE_BOX, tree.place(place), "une image sans sa place");
                }
            }
            "Formula" if !is_said(b"Alt") && !is_said(b"ActualText") => {
                faults.add(
                    &FORMULA,
                    tree.place(place),
                    "une formule sans texte de remplacement",
                );
            }
            "Note" => {
                let id = pdf
                    .entry(node.entry, b"ID")
                    .and_then(|id| id.as_str().ok())
                    .unwrap_or_default();
                if id.is_empty() {
                    faults.add(&NOTE, tree.place(place), "une note sans identifiant");
                } else if !notes.insert(id.to_vec()) {
                    faults.add(
                        &NOTE_UNIQUE,
                        tree.place(place),
                        "une note a l’identifiant d’une autre",
                    );
                }
            }
            _ => {}
        }
    }
}
