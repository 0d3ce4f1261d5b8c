//! The language in which words are to be read.

use lopdf::{Dictionary, Object};

use super::fault::{Faults, Place};
use super::pdf::Pdf;
use super::rule::{Rule, a_a, rules, ua};
use super::tree::Tree;

rules! {
    OUTLINE: [ua("7.2-2")]
        "la langue des signets peut être connue", "indiquer la langue du document";
    ACTUAL: [ua("7.2-21")]
        "la langue d’un texte réel (ActualText) peut être connue", "indiquer la langue du document";
    ALTERNATE: [ua("7.2-22")]
        "la langue d’un texte de remplacement (Alt) peut être connue", "indiquer la langue du document";
    EXPANSION: [ua("7.2-23")]
        "la langue du développement d’une abréviation (E) peut être connue", "indiquer la langue du document";
    SHAPE: [ua("7.2-29"), a_a("6.7.4-1")]
        "une langue s’écrit comme « fr » ou « fr-FR »", "corriger le code de langue";
}

/// A language tag: letters, then groups of letters and digits.
pub fn is_tag(tag: &str) -> bool {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    is_part(first) && first.bytes().all(|byte| byte.is_ascii_alphabetic()) && parts.all(is_part)
}

/// Says when the language of an entry is not a tag.
pub fn shape(pdf: &Pdf, entry: &Dictionary, place: Place, faults: &mut Faults) {
    if let Some(tag) = pdf.words(entry, b"Lang")
        && !is_tag(&tag)
    {
        faults.add(
            &SHAPE,
            place,
            format!("« {tag} » n’est pas un code de langue"),
        );
    }
}

/// For each element, whether it or one around it says a language.
pub fn said(pdf: &Pdf, tree: &Tree) -> Vec<bool> {
    let mut said: Vec<bool> = Vec::with_capacity(tree.nodes.len());
    for node in &tree.nodes {
        let around = node.parent.is_some_and(|parent| said[parent]);
        said.push(around || pdf.has_words(node.entry, b"Lang"));
    }
    said
}

pub fn check(pdf: &Pdf, tree: &Tree, faults: &mut Faults) {
    let catalog = pdf.catalog();
    shape(pdf, catalog, Place::default(), faults);
    for (place, node) in tree.nodes.iter().enumerate() {
        shape(pdf, node.entry, tree.place(place), faults);
    }
    if pdf.has_words(catalog, b"Lang") {
        return;
    }
    let has_outline = pdf
        .dictionary(catalog, b"Outlines")
        .is_some_and(|outlines| outlines.has(b"First"));
    if has_outline {
        faults.whole(&OUTLINE, "la langue des signets n’est pas connue");
    }
    let said = said(pdf, tree);
    for (place, node) in tree
        .nodes
        .iter()
        .enumerate()
        .filter(|(place, _)| !said[*place])
    {
        for (key, rule) in [
            (b"ActualText".as_slice(), &ACTUAL),
            (b"Alt", &ALTERNATE),
            (b"E", &EXPANSION),
        ] {
            if matches!(pdf.entry(node.entry, key), Some(Object::String(..))) {
                faults.add(
                    rule,
                    tree.place(place),
                    "la langue de ce texte n’est pas connue",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_tag;

    #[test]
    fn a_tag_is_told_from_a_name() {
        for tag in ["fr", "fr-FR", "x-default", "sr-Latn-RS"] {
            assert!(is_tag(tag), "{tag}");
        }
        for tag in ["", "français", "fr_FR", "fr-", "francophone"] {
            assert!(!is_tag(tag), "{tag}");
        }
    }
}
