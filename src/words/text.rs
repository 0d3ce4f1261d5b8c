//! Plurals, lists and titles.

use super::number::{self, NBSP};

/// « 1 contenu », « 3 contenus »: the plural begins at two, as French wants.
pub fn count(number: u64, one: &str, many: &str) -> String {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    format!(
        "{}{NBSP}{}",
        number::whole(number),
        if number < 2 { one } else { many }
    )
}

/// « a, b et c ».
pub fn list(items: &[String]) -> String {
    joined(items, ", ")
}

/// « 0,1 ; 0,2 et 0,3 »: a comma stands inside the items.
pub fn list_of_decimals(items: &[String]) -> String {
    joined(items, &format!("{NBSP}; "))
}

fn joined(items: &[String], between: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} et {last}", first.join(between)),
    }
}

/// With the spaces of French type: what opens or closes never stands alone on a line.
pub fn spaced(text: &str) -> String {
    let mut text = text.to_owned();
    for (plain, typographic) in [
        (" ;", "\u{a0};"),
        (" :", "\u{a0}:"),
        ("« ", "«\u{a0}"),
        (" »", "\u{a0}»"),
    ] {
        text = text.replace(plain, typographic);
    }
    text
}

/// First letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// First letter in lower case, inside a sentence.
pub fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}

/// Cut at a word, with an ellipsis, when longer than `most` characters.
pub fn shortened(text: &str, most: usize) -> String {
    let text = text.trim();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    let whole_words = cut
        .rfind(' ')
        .filter(|place| *place > cut.len() / 2)
        .map_or(cut.as_str(), |place| &cut[..place]);
    format!(
        "{}…",
        whole_words.trim_end_matches([' ', ',', ';', ':', NBSP])
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_and_one_are_singular() {
        assert_eq!(count(0, "contenu", "contenus"), "0\u{a0}contenu");
        assert_eq!(count(1, "contenu", "contenus"), "1\u{a0}contenu");
        assert_eq!(count(2, "contenu", "contenus"), "2\u{a0}contenus");
    }

    #[test]
    fn lists_end_with_and() {
        let items = |words: &[&str]| {
            list(
                &words
                    .iter()
                    .map(|&word| word.to_owned())
                    .collect::<Vec<_>>(),
            )
        };
        assert_eq!(
            items(&["Facebook", "X", "LinkedIn"]),
            "Facebook, X et LinkedIn"
        );
        assert_eq!(items(&["X"]), "X");
        assert_eq!(items(&[]), "");
    }

    #[test]
    fn long_titles_are_cut_at_a_word() {
        assert_eq!(
            shortened("Route du Port fermée pour travaux", 24),
            "Route du Port fermée…"
        );
        assert_eq!(shortened("court", 24), "court");
    }
}
