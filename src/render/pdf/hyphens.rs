//! Where a French word may be divided at the end of a line.

use hypher::{Lang, hyphenate_bounded};

use super::breaks::Letter;

/// The mark of a divided word: a screen reader and a copied text leave it out (ISO 32000-1, 14.8.2.2.3).
pub const SOFT_HYPHEN: char = '\u{00AD}';

/// Letters that stay on the line at least, and that go to the next one at least.
const BEFORE: usize = 3;
const AFTER: usize = 3;

/// The letters after which a hyphen may stand, in what no space parts. None in an address, a number or an acronym.
pub fn divisions(letters: &[Letter]) -> Vec<usize> {
    let is_word = |(letter, _): &Letter| letter.is_alphabetic();
    let first = letters.iter().position(is_word).unwrap_or(letters.len());
    let end = letters.iter().rposition(is_word).map_or(first, |at| at + 1);
    let (before, after) = (&letters[..first], &letters[end..]);
    let is_plain = letters[first..end]
        .iter()
        .all(|(letter, _)| letter.is_alphabetic() || "’'-".contains(*letter))
        && !before
            .iter()
            .chain(after)
            .any(|(letter, _)| is_of_address(*letter));
    if !is_plain {
        return Vec::new();
    }
    let mut divisions = Vec::new();
    let mut start = first;
    for run in letters[first..end].chunk_by(|one, two| is_word(one) == is_word(two)) {
        divisions.extend(inside(run).map(|at| start + at));
        start += run.len();
    }
    divisions
}

fn is_of_address(letter: char) -> bool {
    letter.is_numeric() || "#@/_&=+".contains(letter)
}

/// The divisions of a word, each by the rank of the letter before it.
fn inside(word: &[Letter]) -> impl Iterator<Item = usize> {
    let word: String = word.iter().map(|(letter, _)| letter).collect();
    let is_acronym = word.chars().skip(1).any(char::is_uppercase);
    let lengths: Vec<usize> = hyphenate_bounded(&word, Lang::French, BEFORE, AFTER)
        .map(|syllable| syllable.chars().count())
        .collect();
    let count = if is_acronym {
        0
    } else {
        lengths.len().saturating_sub(1)
    };
    lengths.into_iter().take(count).scan(0, |reached, length| {
        *reached += length;
        Some(*reached - 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn divided(words: &str) -> String {
        let letters: Vec<Letter> = words.chars().map(|letter| (letter, 0)).collect();
        let divisions = divisions(&letters);
        words
            .chars()
            .enumerate()
            .flat_map(|(at, letter)| {
                let hyphen = divisions.contains(&at).then_some('|');
                std::iter::once(letter).chain(hyphen)
            })
            .collect()
    }

    #[test]
    fn a_word_is_divided_between_syllables() {
        for (word, expected) in [
            (
                "anticonstitutionnellement",
                "anti|cons|ti|tu|tion|nel|le|ment",
            ),
            ("« communication »", "« com|mu|ni|ca|tion »"),
            ("l’administration, ", "l’admi|nis|tra|tion, "),
            ("Départementales.", "Dépar|te|men|tales."),
            ("chef-d’œuvre", "chef-d’œuvre"),
            ("socio-professionnel", "socio-pro|fes|sion|nel"),
        ] {
            assert_eq!(divided(word), expected);
        }
    }

    #[test]
    fn three_letters_at_least_stay_and_three_go() {
        for word in ["école", "idée", "avion", "été", "à"] {
            assert_eq!(divided(word), word);
        }
    }

    #[test]
    fn addresses_numbers_and_acronyms_are_not_divided() {
        for word in [
            "https://www.abers.example/communication",
            "communication@abers.example",
            "#communication",
            "abers.communication",
            "communication_interne",
            "PLOUGASTEL-DAOULAS",
            "FacebookReels",
            "1\u{A0}234\u{A0}publications",
            "",
            " ",
        ] {
            assert_eq!(divided(word), word);
        }
    }

    #[test]
    fn a_word_of_any_length_is_divided() {
        let word = "anticonstitutionnellement".repeat(12);
        assert!(divided(&word).contains('|'));
    }
}
