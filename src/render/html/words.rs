//! Text that a browser and a voice read as it is meant.

use maud::{Markup, html};

use crate::words::text;
use crate::words::voice::{CASES, Said, WORDS};

/// Abbreviations with what they stand for, foreign words with their language, nothing that hides or turns the rest.
pub fn said(text: &str) -> Markup {
    let text = shown(text);
    let runs = runs(&text);
    html! {
        @for (run, said) in runs {
            @match said {
                None => (run),
                Some(Said::Whole(whole)) => abbr title=(whole) { (run) },
                Some(Said::Language(language)) => span lang=(language) { (run) },
            }
        }
    }
}

/// Controls, and marks that turn the direction of what follows, are left out.
pub fn shown(text: &str) -> String {
    let is_shown = |letter: &char| {
        !letter.is_control()
            && !matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
    };
    let spaced = |letter: char| {
        if letter.is_whitespace() && letter.is_control() {
            ' '
        } else {
            letter
        }
    };
    let shown: String = text.chars().map(spaced).filter(is_shown).collect();
    text::spaced(&shown)
}

/// The text in pieces, each with what is said of it.
fn runs(text: &str) -> Vec<(&str, Option<Said>)> {
    let mut runs = Vec::new();
    let (mut plain, mut at) = (0, 0);
    let is_word = char::is_alphanumeric;
    while at < text.len() {
        let rest = &text[at..];
        let inside = rest.starts_with(is_word);
        let length = rest
            .find(|letter: char| is_word(letter) != inside)
            .unwrap_or(rest.len());
        let (run, after) = rest.split_at(length);
        let said = WORDS
            .iter()
            .find(|(word, _)| *word == run && (run != CASES || is_number(after)));
        if let Some((_, said)) = said {
            runs.push((&text[plain..at], None));
            runs.push((run, Some(*said)));
            plain = at + length;
        }
        at += length;
    }
    runs.push((&text[plain..], None));
    runs
}

/// « = 12 » follows, whatever the space before it.
fn is_number(after: &str) -> bool {
    after.chars().nth(1) == Some('=')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_say_what_they_stand_for() {
        assert_eq!(
            said("1,6 ETP · n\u{a0}= 3").0,
            "1,6 <abbr title=\"équivalent temps plein\">ETP</abbr> · <abbr title=\"nombre de cas\">n</abbr>\u{a0}= 3"
        );
        assert_eq!(said("n, petit").0, "n, petit");
        assert_eq!(
            said("les stories").0,
            "les <span lang=\"en\">stories</span>"
        );
    }

    #[test]
    fn what_would_be_read_as_a_page_is_only_words() {
        assert_eq!(
            said("<script>\u{202e}a\tb\0</script>").0,
            "&lt;script&gt;a b&lt;/script&gt;"
        );
    }
}
