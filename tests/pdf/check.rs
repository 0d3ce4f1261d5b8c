//! Our own reading of PDF/UA-1 and PDF/A-2a on a finished file, under the rule numbers of veraPDF.
//!
//! It knows nothing of the code that writes: it opens the bytes as a stranger would.

mod content;
mod document;
mod fonts;
mod tree;

use lopdf::{Dictionary, Document, Object};

use estran::render::pdf::{Theme, render};

use super::nasty;

/// A rule that the file breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// As veraPDF numbers it, « 7.1-3 »; « tree » for a tree that does not agree with the pages.
    pub rule: &'static str,
    pub what: String,
}

pub fn fault(rule: &'static str, what: impl Into<String>) -> Fault {
    Fault {
        rule,
        what: what.into(),
    }
}

/// All the faults of a file, in no promised order.
pub fn check(bytes: &[u8]) -> Vec<Fault> {
    let Ok(document) = Document::load_mem(bytes) else {
        return vec![fault("6.1-1", "the file cannot be read")];
    };
    let mut faults = document::faults(bytes, &document);
    let tree = tree::Tree::of(&document);
    faults.extend(tree.faults());
    faults.extend(content::faults(&document, &tree));
    faults.extend(fonts::faults(&document));
    faults
}

/// The object itself, when this is a reference to it.
pub fn whole<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document
        .dereference(object)
        .map_or(object, |(_, object)| object)
}

pub fn entry<'a>(document: &'a Document, from: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    from.get(key).ok().map(|object| whole(document, object))
}

pub fn dictionary<'a>(
    document: &'a Document,
    from: &'a Dictionary,
    key: &[u8],
) -> Option<&'a Dictionary> {
    entry(document, from, key)?.as_dict().ok()
}

pub fn name<'a>(document: &'a Document, from: &'a Dictionary, key: &[u8]) -> Option<&'a str> {
    entry(document, from, key)?
        .as_name()
        .ok()
        .and_then(|name| std::str::from_utf8(name).ok())
}

pub fn catalog(document: &Document) -> Dictionary {
    document.catalog().cloned().unwrap_or_default()
}

#[test]
fn no_report_breaks_a_rule() {
    for (name, report) in nasty::reports() {
        let bytes = render(&report, &Theme::default()).unwrap();
        let faults = check(&bytes);
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}
