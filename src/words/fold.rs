//! Names compared without case, accents, apostrophes or odd spaces.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, no accents, straight apostrophes, single spaces: `« J’aime  »` → `j'aime`.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return single_spaced(
            text.bytes()
                .map(|byte| char::from(byte.to_ascii_lowercase())),
        );
    }
    let plain = text
        .trim_start_matches('\u{feff}')
        .nfkd()
        // Soft hyphens and zero-width spaces are met inside the words of German headers.
        .filter(|character| {
            !is_combining_mark(*character)
                && !matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
        })
        .flat_map(char::to_lowercase)
        .map(|character| match character {
            '’' | '‘' | 'ʼ' => '\'',
            '–' | '—' | '‑' => '-',
            other => other,
        });
    single_spaced(plain)
}

fn single_spaced(characters: impl Iterator<Item = char>) -> String {
    let mut folded = String::new();
    for character in characters.map(|character| {
        if character.is_whitespace() {
            ' '
        } else {
            character
        }
    }) {
        if character == ' ' && (folded.is_empty() || folded.ends_with(' ')) {
            continue;
        }
        folded.push(character);
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn spellings_of_one_name_are_one() {
        assert_eq!(fold("  J’aime "), "j'aime");
        assert_eq!(
            fold("\u{feff}Réactions,\u{a0}commentaires  et partages"),
            "reactions, commentaires et partages"
        );
        assert_eq!(fold("Facebook – Ville"), fold("facebook - ville"));
        assert_eq!(fold("Ge\u{ad}samt"), "gesamt");
        assert_eq!(fold("   "), "");
    }
}
