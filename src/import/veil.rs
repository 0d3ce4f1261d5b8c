//! People become numbers here. The only file that sees a name, and it keeps none.

use sha2::{Digest, Sha256};

use crate::words::fold::fold;

/// A number for a person, the same for the same spelling, from which the name cannot be read.
/// `None` for an empty cell.
pub fn person(cell: &str) -> Option<u64> {
    let folded = fold(cell);
    (!folded.is_empty()).then(|| number(&folded))
}

/// A number for words that may name somebody (the subject of a request).
pub fn words(cell: &str) -> u64 {
    number(&fold(cell))
}

fn number(text: &str) -> u64 {
    let digest = Sha256::digest(text.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::person;

    #[test]
    fn one_person_is_one_number_however_it_is_typed() {
        assert_eq!(person(" ag1"), person("AG1 "));
        assert_ne!(person("AG1"), person("AG2"));
        assert_eq!(person("  "), None);
    }
}
