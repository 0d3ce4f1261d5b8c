//! What people write where an approver is expected (editorial-tables.md §7.2): a role, or nothing.

use crate::model::Role;
use crate::words::fold::fold;

/// The role a cell names, by its label, then by the words of town halls. Initials and names give
/// `None`, and stay outside.
pub fn named(cell: &str) -> Option<Role> {
    let folded = fold(cell);
    let words: Vec<&str> = folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let says = |synonym: &&str| {
        let wanted: Vec<&str> = synonym.split(' ').collect();
        words.windows(wanted.len()).any(|window| window == wanted)
    };
    let by_label = Role::ALL
        .into_iter()
        .find(|role| fold(role.label()) == folded);
    by_label.or_else(|| {
        SYNONYMS
            .into_iter()
            .find(|(_, synonyms)| synonyms.iter().any(says))
            .map(|(role, _)| role)
    })
}

/// The role that a column to be ticked is for: « Cabinet », « Validation DGS », « Visa élu ». `name` is normalised.
pub fn of_column(name: &str) -> Option<Role> {
    const BEFORE: [&str; 7] = [
        "validation ",
        "valide ",
        "visa ",
        "bat ",
        "ok ",
        "accord ",
        "relecture ",
    ];
    let who = BEFORE
        .iter()
        .find_map(|before| name.strip_prefix(before))
        .unwrap_or(name);
    let who = who
        .trim_start_matches("par ")
        .trim_start_matches("du ")
        .trim_start_matches("de la ");
    // « Service », « Direction », « Communication » alone are other columns.
    let alone = name == who;
    let role = named(who)?;
    let is_exact = SYNONYMS
        .iter()
        .any(|(known, synonyms)| *known == role && synonyms.contains(&who))
        || fold(role.label()) == who;
    let is_plain = matches!(
        role,
        Role::Cabinet | Role::GeneralManagement | Role::ElectedOfficial | Role::Legal
    ) || who.contains("dircom")
        || who.contains("dir com");
    (is_exact && (is_plain || !alone)).then_some(role)
}

/// Tried in this order: « cabinet du maire » is the cabinet, « direction de la communication » no other direction.
const SYNONYMS: [(Role, &[&str]); 8] = [
    (Role::Cabinet, &["cabinet", "cab", "dircab"]),
    (
        Role::Communication,
        &[
            "direction de la communication",
            "directrice de la communication",
            "directeur de la communication",
            "dircom",
            "dir com",
            "communication",
            "com",
        ],
    ),
    (
        Role::GeneralManagement,
        &[
            "direction generale",
            "directeur general",
            "directrice generale",
            "dgs",
            "dga",
            "dg",
            "dgas",
        ],
    ),
    (
        Role::Editor,
        &[
            "responsable editorial",
            "responsable editoriale",
            "redacteur en chef",
            "redactrice en chef",
            "redac chef",
            "redaction en chef",
        ],
    ),
    (
        Role::Legal,
        &[
            "juridique",
            "protection des donnees",
            "dpo",
            "dpd",
            "rgpd",
            "affaires juridiques",
        ],
    ),
    (
        Role::ElectedOfficial,
        &[
            "elu",
            "elue",
            "elus",
            "maire",
            "adjoint",
            "adjointe",
            "president",
            "presidente",
            "vice president",
            "vice presidente",
        ],
    ),
    (
        Role::Partner,
        &["partenaire", "partenaires", "prefecture", "association"],
    ),
    (
        Role::RequestingService,
        &[
            "service demandeur",
            "direction demandeuse",
            "service",
            "services",
            "demandeur",
            "direction",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_usual_words_name_a_role() {
        for role in Role::ALL {
            assert_eq!(named(&role.label().to_uppercase()), Some(role));
        }
        for (cell, role) in [
            ("DirCom", Role::Communication),
            ("Cabinet du maire", Role::Cabinet),
            ("DGS", Role::GeneralManagement),
            ("Élue à la culture", Role::ElectedOfficial),
            ("DPO", Role::Legal),
            ("service concerné", Role::RequestingService),
        ] {
            assert_eq!(named(cell), Some(role), "{cell}");
        }
    }

    #[test]
    fn initials_and_names_are_no_role() {
        for cell in ["", "AB", "A. Exemple", "Camille", "ok"] {
            assert_eq!(named(cell), None, "{cell}");
        }
    }
}
