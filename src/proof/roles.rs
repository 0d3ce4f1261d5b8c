//! Types of elements: those of the standard, and those that a file maps to them.

use std::collections::BTreeMap;

use super::fault::Faults;
use super::pdf::Pdf;
use super::rule::{Rule, a_a, rules, ua};
use super::tree::Tree;

rules! {
    MAPPED: [ua("7.1-5"), a_a("6.7.3.4-1")]
        "chaque type d’élément est un type de la norme, ou y mène", "déclarer le type dans RoleMap";
    CIRCULAR: [ua("7.1-6"), a_a("6.7.3.4-2")]
        "un type d’élément ne mène pas à lui-même", "";
    REMAPPED: [ua("7.1-7"), a_a("6.7.3.4-3")]
        "un type de la norme garde son sens", "ôter ce type de RoleMap";
}

const STANDARD: [&str; 49] = [
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "TFoot",
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "RB",
    "RT",
    "RP",
    "Warichu",
    "WT",
    "WP",
    "Figure",
    "Formula",
    "Form",
];

/// The level of a heading: 2 for `H2`. Those of the standard stop at 6, PDF/UA goes on.
pub fn level(kind: &str) -> Option<u32> {
    kind.strip_prefix('H')?
        .parse()
        .ok()
        .filter(|level| *level > 0)
}

fn is_standard(role: &str) -> bool {
    STANDARD.contains(&role) || level(role).is_some()
}

/// Steps from a type to one of the standard: a longer way turns in a circle.
const LONGEST: usize = 64;

/// Where each type that a file names leads.
#[derive(Default)]
pub struct Roles(BTreeMap<String, String>);

impl Roles {
    pub fn of(pdf: &Pdf) -> Self {
        let map = pdf
            .dictionary(pdf.catalog(), b"StructTreeRoot")
            .and_then(|root| pdf.dictionary(root, b"RoleMap"));
        let text = |name: &[u8]| String::from_utf8_lossy(name).into_owned();
        let pairs = map.into_iter().flatten().filter_map(|(from, to)| {
            let to = pdf.whole(to).as_name().ok()?;
            Some((text(from), text(to)))
        });
        Self(pairs.collect())
    }

    /// The type of the standard that a role stands for.
    pub fn standard<'a>(&'a self, role: &'a str) -> Option<&'a str> {
        let mut role = role;
        for _ in 0..LONGEST {
            if is_standard(role) {
                return Some(role);
            }
            role = self.0.get(role)?;
        }
        None
    }

    fn turns(&self, role: &str) -> bool {
        let mut next = role;
        for _ in 0..LONGEST {
            match self.0.get(next) {
                Some(to) => next = to,
                None => return false,
            }
        }
        true
    }
}

pub fn check(roles: &Roles, tree: &Tree, faults: &mut Faults) {
    for (place, node) in tree.nodes.iter().enumerate() {
        if roles.turns(&node.role) {
            faults.add(
                &CIRCULAR,
                tree.place(place),
                format!("le type « {} » tourne en rond", node.role),
            );
        }
        if node.kind.is_empty() {
            faults.add(
                &MAPPED,
                tree.place(place),
                format!("« {} » n’est pas un type de la norme", node.role),
            );
        }
        if is_standard(&node.role) && roles.0.contains_key(&node.role) {
            faults.add(
                &REMAPPED,
                tree.place(place),
                format!("le type « {} » a un autre sens dans ce fichier", node.role),
            );
        }
    }
}
