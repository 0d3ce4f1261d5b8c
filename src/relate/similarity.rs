//! How alike two titles are.

use std::collections::BTreeSet;

use crate::words::fold::fold;

/// The words of a title that carry meaning.
pub struct Words(BTreeSet<String>);

impl Words {
    /// Likeness in per cent, on the first hundred characters without links, hashtags or emoji. A short
    /// title whose words all stand in a longer text is as like it as can be: planning titles are short
    /// and posts are long.
    pub fn likeness(&self, other: &Words) -> u8 {
        let (one, other) = (&self.0, &other.0);
        let fewest = one.len().min(other.len());
        if fewest == 0 {
            return 0;
        }
        let common = one.intersection(other).count();
        // One word in common says little; two words out of two may be chance.
        let kept = if fewest >= 3 {
            fewest
        } else {
            one.len().max(other.len())
        };
        u8::try_from(common * 100 / kept).unwrap_or(100)
    }
}

/// Words of three letters or more, or with digits.
pub fn words(text: &str) -> Words {
    let start: String = text.chars().take(100).collect();
    let words = start
        .split_whitespace()
        .filter(|word| !word.starts_with('#') && !word.contains("://"))
        .flat_map(|word| {
            fold(word)
                .split(|letter: char| !letter.is_alphanumeric())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        })
        .filter(|word| {
            word.chars().count() >= 3 || word.chars().any(|letter| letter.is_ascii_digit())
        })
        .filter(|word| !EMPTY_WORDS.contains(&word.as_str()))
        .collect();
    Words(words)
}

const EMPTY_WORDS: [&str; 16] = [
    "les", "des", "une", "aux", "sur", "par", "pour", "avec", "dans", "est", "sont", "vos", "nos",
    "ses", "que", "qui",
];

#[cfg(test)]
mod tests {
    use super::words;

    fn similarity(one: &str, other: &str) -> u8 {
        words(one).likeness(&words(other))
    }

    #[test]
    fn a_short_title_inside_a_long_text_is_alike() {
        assert_eq!(
            similarity(
                "Forum des associations 2026",
                "🎉 Forum des associations 2026 : rendez-vous samedi 6 à 10 h #Abers"
            ),
            100
        );
    }

    #[test]
    fn unrelated_titles_are_not_alike() {
        assert!(similarity("Route du Port fermée", "Le musée rouvre ses portes samedi") < 60);
        assert_eq!(similarity("", "Le musée"), 0);
        assert_eq!(similarity("🎉", "🎉"), 0);
    }

    #[test]
    fn one_common_word_is_not_enough() {
        assert!(similarity("Musée", "Le musée recrute un médiateur") < 60);
    }

    #[test]
    fn likeness_goes_both_ways() {
        let (one, other) = (
            "Vigilance orange crues",
            "Crues : vigilance orange maintenue ce soir",
        );
        assert_eq!(similarity(one, other), similarity(other, one));
    }
}
