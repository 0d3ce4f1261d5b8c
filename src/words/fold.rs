//! Names compared without case, accents, apostrophes or odd spaces.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Lower case, no accents, straight apostrophes, single spaces: `« J’aime  »` → `j'aime`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            add(&mut folded, character.to_ascii_lowercase());
        } else {
            // Without marks, their order does not matter: each character is taken apart alone.
            decompose_compatible(character, |part| {
                if !is_unseen(part) {
                    for lower in part.to_lowercase() {
                        add(&mut folded, plain(lower));
                    }
                }
            });
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// Marks over letters, and what is met inside the words of German headers: soft hyphens, spaces of no width.
fn is_unseen(character: char) -> bool {
    is_combining_mark(character)
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}')
}

fn plain(character: char) -> char {
    match character {
        '’' | '‘' | 'ʼ' => '\'',
        '–' | '—' | '‑' => '-',
        other => other,
    }
}

fn add(folded: &mut String, character: char) {
    if !character.is_whitespace() {
        folded.push(character);
    } else if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
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
