//! Whether a PDF keeps what it claims: PDF/UA-1 for people who hear it, PDF/A-2 and PDF/A-3 for archives.
//!
//! Rules bear the numbers of veraPDF. Nothing here knows the code that writes reports: the bytes are
//! opened as a stranger would, whoever made them.

mod annotations;
mod attached;
mod catalog;
mod cmaps;
mod colour;
mod content;
mod drawing;
mod elements;
mod fault;
mod file;
mod fonts;
mod glyphs;
mod language;
mod letters;
mod marks;
mod metadata;
mod objects;
mod pdf;
mod profile;
mod roles;
mod rule;
mod schemas;
mod shown;
mod structure;
mod tables;
mod tree;
mod xmp;

pub use fault::{Fault, Place};
pub use metadata::Claims;
pub use pdf::Unreadable;
pub use profile::{Level, Part, Profile};
pub use rule::{Id, Rule};

use self::fault::Faults;
use self::pdf::Pdf;
use self::roles::Roles;
use self::tree::Tree;
use self::xmp::Packet;

/// What was found in a file.
#[derive(Debug)]
pub struct Proof {
    pub pages: usize,
    pub claims: Claims,
    /// The profiles whose rules were applied.
    pub profiles: Vec<Profile>,
    pub faults: Vec<Fault>,
}

/// All the rules, subject by subject.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    subjects()
        .into_iter()
        .flat_map(|(_, rules)| rules.iter().copied())
}

/// The rules by subject, in the order in which a reader would ask.
pub fn subjects() -> [(&'static str, &'static [&'static Rule]); 19] {
    [
        ("Le fichier", file::RULES),
        ("Les objets du fichier", objects::RULES),
        ("Le document", catalog::RULES),
        ("Les métadonnées", metadata::RULES),
        ("Les mots des métadonnées", schemas::RULES),
        ("L’arbre de structure", structure::RULES),
        ("L’arbre, d’un seul tenant", tree::RULES),
        ("Les types d’éléments", roles::RULES),
        ("Les titres, images, notes et listes", elements::RULES),
        ("Les tableaux", tables::RULES),
        ("La langue", language::RULES),
        ("Les étiquettes sur les pages", marks::RULES),
        ("Le contenu des pages", content::RULES),
        ("Les liens et les notes", annotations::RULES),
        ("Les couleurs", colour::RULES),
        ("Les images et les dessins", drawing::RULES),
        ("Les polices", fonts::RULES),
        ("Les tables de codes", cmaps::RULES),
        ("Les fichiers joints", attached::RULES),
    ]
}

/// Checks a file against the profiles that are asked, or else those that it claims, or else PDF/UA-1.
pub fn check(bytes: &[u8], asked: &[Profile]) -> Result<Proof, Unreadable> {
    let pdf = Pdf::open(bytes)?;
    let packet = metadata::packet(&pdf);
    let packet = packet.and_then(|packet| Packet::read(std::str::from_utf8(&packet).ok()?));
    let claims = packet.as_ref().map(Claims::of).unwrap_or_default();
    let profiles = match (asked, claims.known.as_slice()) {
        ([], []) => vec![Profile::Accessible],
        ([], claimed) => claimed.to_vec(),
        (asked, _) => asked.to_vec(),
    };
    let mut faults = Faults::default();
    file::check(&pdf, &mut faults);
    catalog::check(&pdf, &mut faults);
    metadata::check(&pdf, &profiles, &mut faults);
    let roles = Roles::of(&pdf);
    let tree = Tree::read(&pdf, &roles, &mut faults);
    structure::check(&tree, &mut faults);
    roles::check(&roles, &tree, &mut faults);
    elements::check(&pdf, &tree, &mut faults);
    tables::check(&pdf, &tree, &mut faults);
    language::check(&pdf, &tree, &mut faults);
    let (fonts, colours) = content::check(&pdf, &tree, &mut faults);
    annotations::check(&pdf, &tree, &mut faults);
    colour::check(&pdf, &colours, &mut faults);
    fonts::check(&pdf, &fonts, &mut faults);
    attached::check(&pdf, &mut faults);
    objects::check(&pdf, &mut faults);
    let mut faults = faults.into_vec();
    faults.retain(|fault| fault.rule.concerns(&profiles));
    Ok(Proof {
        pages: pdf.pages.len(),
        claims,
        profiles,
        faults,
    })
}
