//! What the fonts can draw of a text that people wrote.

use unicode_normalization::UnicodeNormalization;

use super::sheet::Face;

/// What a font can draw of a text that people wrote.
///
/// Emoji and invisible signs go, bold or circled letters made of symbols become plain letters, and
/// what is left without a drawing is shown as an empty square: a reader sees that something was there.
pub fn printable(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    if words.chars().all(is_usual) {
        words.chars().for_each(|letter| keep(letter, &mut kept));
    } else {
        words.nfc().for_each(|letter| keep(letter, &mut kept));
    }
    without_doubled_spaces(&kept)
}

/// Letters and signs of French, which are composed already.
fn is_usual(letter: char) -> bool {
    matches!(letter, '\0'..='\u{17F}' | '\u{2010}'..='\u{2027}' | '\u{202F}')
}

fn keep(letter: char, kept: &mut String) {
    match letter {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => kept.push(' '),
        _ if is_invisible(letter) => {}
        _ if is_drawn(letter) => kept.push(letter),
        _ => {
            let plain: String = std::iter::once(letter).nfkc().collect();
            if plain.chars().all(is_drawn) {
                kept.push_str(&plain);
            } else if !is_pictogram(letter) {
                kept.push(if is_drawn('\u{25A1}') {
                    '\u{25A1}'
                } else {
                    '?'
                });
            }
        }
    }
}

/// Signs of private use have drawings in the font, but no meaning that could be read aloud.
fn is_drawn(letter: char) -> bool {
    let is_private = matches!(letter, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    !is_private && Face::ALL.iter().all(|face| face.draws(letter))
}

fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{00AD}' | '\u{061C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{20E0}' | '\u{20E3}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0000}'..='\u{E0FFF}')
}

fn is_pictogram(letter: char) -> bool {
    matches!(letter,
        '\u{2190}'..='\u{21FF}' | '\u{2300}'..='\u{23FF}' | '\u{25A0}'..='\u{27BF}' | '\u{2900}'..='\u{297F}'
        | '\u{2B00}'..='\u{2BFF}' | '\u{3030}' | '\u{303D}' | '\u{1F000}'..='\u{1FAFF}')
}

/// One space is enough, and none beside an unbreakable one.
fn without_doubled_spaces(words: &str) -> String {
    let mut kept = String::with_capacity(words.len());
    for letter in words.trim().chars() {
        let last = kept.chars().next_back();
        if letter == ' ' && last.is_some_and(is_space) {
            continue;
        }
        if is_unbreakable_space(letter) && last == Some(' ') {
            kept.pop();
        }
        kept.push(letter);
    }
    kept
}

fn is_unbreakable_space(letter: char) -> bool {
    matches!(letter, '\u{00A0}' | '\u{202F}')
}

fn is_space(letter: char) -> bool {
    letter == ' ' || is_unbreakable_space(letter)
}
