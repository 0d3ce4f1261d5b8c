//! Where an element may stand, and what it may hold.

use super::fault::Faults;
use super::rule::{Rule, a_a, rules, ua};
use super::tree::{Node, Tree};

rules! {
    TYPED: [a_a("6.7.3.3-2")]
        "chaque élément dit qu’il en est un (Type, StructElem)", "";
    PARENT: [ua("7.1-12")]
        "chaque élément dit son parent", "";
    ROOT: [ua("7.1-11"), a_a("6.7.3.3-1")]
        "le document a un arbre de structure", "produire un PDF étiqueté (balisé)";
    ROW_PLACE: [ua("7.2-4")]
        "une ligne (TR) est dans un tableau ou une de ses parties", "";
    HEAD_PLACE: [ua("7.2-5")]
        "un en-tête de tableau (THead) est dans un tableau", "";
    BODY_PLACE: [ua("7.2-6")]
        "un corps de tableau (TBody) est dans un tableau", "";
    FOOT_PLACE: [ua("7.2-7")]
        "un pied de tableau (TFoot) est dans un tableau", "";
    HEADER_PLACE: [ua("7.2-8")]
        "une cellule d’en-tête (TH) est dans une ligne", "";
    CELL_PLACE: [ua("7.2-9")]
        "une cellule (TD) est dans une ligne", "";
    ITEM_PLACE: [ua("7.2-17")]
        "un point de liste (LI) est dans une liste", "";
    ITEM_BODY_PLACE: [ua("7.2-18")]
        "le corps d’un point de liste (LBody) est dans un point de liste", "";
    ENTRY_PLACE: [ua("7.2-26")]
        "une ligne de sommaire (TOCI) est dans un sommaire", "";
    TABLE_HOLDS: [ua("7.2-3")]
        "un tableau contient des lignes, un en-tête, des corps, un pied et une légende, rien d’autre", "";
    ROW_HOLDS: [ua("7.2-10")]
        "une ligne contient des cellules, rien d’autre", "";
    HEAD_HOLDS: [ua("7.2-36")]
        "un en-tête de tableau contient des lignes, rien d’autre", "";
    BODY_HOLDS: [ua("7.2-37")]
        "un corps de tableau contient des lignes, rien d’autre", "";
    FOOT_HOLDS: [ua("7.2-38")]
        "un pied de tableau contient des lignes, rien d’autre", "";
    LIST_HOLDS: [ua("7.2-19")]
        "une liste contient des points, des listes et une légende, rien d’autre", "";
    ITEM_HOLDS: [ua("7.2-20")]
        "un point de liste contient sa marque et son corps, rien d’autre", "";
    CONTENTS_HOLD: [ua("7.2-27")]
        "un sommaire contient des lignes, des sommaires et une légende, rien d’autre", "";
    CONTENTS_CAPTION: [ua("7.2-28")]
        "la légende d’un sommaire vient en premier", "";
    LIST_CAPTION: [ua("7.2-40")]
        "la légende d’une liste vient en premier", "";
}

/// A type, the rule of its place, and the types that may hold it.
const PLACES: [(&str, &Rule, &[&str]); 9] = [
    ("TR", &ROW_PLACE, &["Table", "THead", "TBody", "TFoot"]),
    ("THead", &HEAD_PLACE, &["Table"]),
    ("TBody", &BODY_PLACE, &["Table"]),
    ("TFoot", &FOOT_PLACE, &["Table"]),
    ("TH", &HEADER_PLACE, &["TR"]),
    ("TD", &CELL_PLACE, &["TR"]),
    ("LI", &ITEM_PLACE, &["L"]),
    ("LBody", &ITEM_BODY_PLACE, &["LI"]),
    ("TOCI", &ENTRY_PLACE, &["TOC"]),
];

/// A type, the rule of what it holds, and the types that it may hold.
const HOLDS: [(&str, &Rule, &[&str]); 8] = [
    (
        "Table",
        &TABLE_HOLDS,
        &["TR", "THead", "TBody", "TFoot", "Caption"],
    ),
    ("TR", &ROW_HOLDS, &["TH", "TD"]),
    ("THead", &HEAD_HOLDS, &["TR"]),
    ("TBody", &BODY_HOLDS, &["TR"]),
    ("TFoot", &FOOT_HOLDS, &["TR"]),
    ("L", &LIST_HOLDS, &["L", "LI", "Caption"]),
    ("LI", &ITEM_HOLDS, &["Lbl", "LBody"]),
    ("TOC", &CONTENTS_HOLD, &["TOC", "TOCI", "Caption"]),
];

pub fn check(tree: &Tree, faults: &mut Faults) {
    if tree.nodes.is_empty() {
        faults.whole(&ROOT, "le document n’a pas d’arbre de structure");
    }
    for (place, node) in tree.nodes.iter().enumerate() {
        itself(tree, place, node, faults);
        let holder = tree.kind_of_holder(place);
        for (_, rule, holders) in PLACES.iter().filter(|(kind, ..)| *kind == node.kind) {
            if !holders.contains(&holder) {
                let where_ = if holder.is_empty() {
                    "hors de tout élément".to_owned()
                } else {
                    format!("dans {holder}")
                };
                faults.add(rule, tree.place(place), format!("{} {where_}", node.kind));
            }
        }
        let kids = tree.kinds_of_kids(place);
        for (_, rule, held) in HOLDS.iter().filter(|(kind, ..)| *kind == node.kind) {
            if let Some(odd) = kids.iter().find(|kid| !held.contains(kid)) {
                faults.add(
                    rule,
                    tree.place(place),
                    format!("{} contient {odd}", node.kind),
                );
            }
        }
        let late = kids.iter().skip(1).any(|kid| *kid == "Caption");
        match node.kind.as_str() {
            "TOC" if late => faults.add(
                &CONTENTS_CAPTION,
                tree.place(place),
                "la légende n’est pas en premier",
            ),
            "L" if late => faults.add(
                &LIST_CAPTION,
                tree.place(place),
                "la légende n’est pas en premier",
            ),
            _ => {}
        }
    }
}

fn itself(tree: &Tree, place: usize, node: &Node, faults: &mut Faults) {
    if !node.entry.has_type(b"StructElem") {
        faults.add(
            &TYPED,
            tree.place(place),
            "l’élément ne dit pas qu’il en est un",
        );
    }
    if !node.entry.has(b"P") {
        faults.add(
            &PARENT,
            tree.place(place),
            "l’élément ne dit pas son parent",
        );
    }
}
