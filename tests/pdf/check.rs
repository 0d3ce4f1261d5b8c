//! The faults of a finished PDF, as a test asserts that there are none.

use estran::proof::{self, Part, Profile};
use estran::render::pdf::{Theme, render};

use super::nasty;

/// « PDF/UA-1 7.1-3: page 2: … », against both standards that each file of Estran follows, claimed or not.
pub fn check(bytes: &[u8]) -> Vec<String> {
    let claims = proof::check(bytes, &[]).map(|proof| proof.claims.known);
    let archive = claims
        .unwrap_or_default()
        .into_iter()
        .find(|claim| matches!(claim, Profile::Archive(Part::Three, _)));
    let archive = archive.unwrap_or("a-2a".parse().unwrap());
    match proof::check(bytes, &[Profile::Accessible, archive]) {
        Ok(proof) => proof
            .faults
            .iter()
            .map(|fault| {
                let rules = fault.rule.labels(&proof.profiles).join(", ");
                format!("{rules}: {}: {}", fault.place, fault.what)
            })
            .collect(),
        Err(unreadable) => vec![unreadable.to_string()],
    }
}

#[test]
fn no_report_breaks_a_rule() {
    for (name, report) in nasty::reports() {
        let bytes = render(&report, &Theme::default()).unwrap();
        let faults = check(&bytes);
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}
