//! Names compared without case, accents, apostrophes or odd spaces.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Lower case, no accents, straight apostrophes, single spaces: `« J’aime  »` → `j'aime`.
pub fn fold(text: &str) -> String {
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
            space if space.is_whitespace() => ' ',
            other => other,
        });
    let mut folded = String::with_capacity(text.len());
    for character in plain {
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
