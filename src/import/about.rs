//! What `estran formats` and docs/formats.md say of a format, in the words of the person who looks for it.

/// Where a file comes from, in the order they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    Networks,
    Suites,
    Time,
    Editorial,
}

/// In French, as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct About {
    pub group: Group,
    /// « Facebook, publications de la page ».
    pub title: &'static str,
    /// The menus that give the file: « Meta Business Suite › Statistiques › Contenu › Exporter ».
    pub menus: &'static str,
    /// What the report takes from it: « publications, vues, réactions ».
    pub gives: &'static str,
}
