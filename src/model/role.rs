//! Who approves: a role of the published list, never a person (editorial-tables.md §7.2).

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(into = "&'static str", rename_all = "snake_case")]
pub enum Role {
    RequestingService,
    Editor,
    Communication,
    GeneralManagement,
    Cabinet,
    ElectedOfficial,
    Legal,
    Partner,
}

impl Role {
    /// In the order of the published list, from the service to the outside.
    pub const ALL: [Role; 8] = [
        Role::RequestingService,
        Role::Editor,
        Role::Communication,
        Role::GeneralManagement,
        Role::Cabinet,
        Role::ElectedOfficial,
        Role::Legal,
        Role::Partner,
    ];

    /// The stable key of settings and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Role::RequestingService => "requesting_service",
            Role::Editor => "editor",
            Role::Communication => "communication",
            Role::GeneralManagement => "general_management",
            Role::Cabinet => "cabinet",
            Role::ElectedOfficial => "elected_official",
            Role::Legal => "legal",
            Role::Partner => "partner",
        }
    }

    /// The value offered by the drop-down list of the workbook.
    pub fn label(self) -> &'static str {
        match self {
            Role::RequestingService => "service demandeur",
            Role::Editor => "responsable éditorial",
            Role::Communication => "direction de la communication",
            Role::GeneralManagement => "direction générale",
            Role::Cabinet => "cabinet",
            Role::ElectedOfficial => "élu référent",
            Role::Legal => "juridique ou protection des données",
            Role::Partner => "partenaire",
        }
    }

    pub fn from_key(key: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.key() == key)
    }
}

impl From<Role> for &'static str {
    fn from(role: Role) -> &'static str {
        role.key()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_unique_and_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_key(role.key()), Some(role));
        }
    }
}
