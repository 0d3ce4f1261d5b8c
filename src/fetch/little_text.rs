//! Texts of LinkedIn, written in its small markup of mentions and hashtags, as a reader sees them.
//!
//! The names of people who are mentioned stay outside: nothing else in a text says whose they are.

/// Characters that mean something in the markup are written after a backslash; a mention is `@[Nom](urn:li:person:x)`, a
/// hashtag `{hashtag|\#|mot}`.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        if let Some((shown, after)) = mention(rest).or_else(|| hashtag(rest)) {
            plain += &shown;
            rest = after;
            continue;
        }
        let after = &rest[letter.len_utf8()..];
        match (letter, after.chars().next()) {
            ('\\', Some(escaped)) if escaped.is_ascii_punctuation() => {
                plain.push(escaped);
                rest = &after[escaped.len_utf8()..];
            }
            _ => {
                plain.push(letter);
                rest = after;
            }
        }
    }
    plain
}

fn mention(text: &str) -> Option<(String, &str)> {
    let (name, rest) = up_to(text.strip_prefix("@[")?, ']')?;
    let rest = rest.strip_prefix('(')?;
    // Cut short, it still holds a name.
    let (urn, rest) = rest.split_once(')').unwrap_or((rest, ""));
    let shown = if urn.starts_with("urn:li:organization") {
        unescaped(name)
    } else {
        "@…".to_owned()
    };
    Some((shown, rest))
}

fn hashtag(text: &str) -> Option<(String, &str)> {
    let (_, rest) = text.strip_prefix("{hashtag|")?.split_once('|')?;
    let (word, rest) = up_to(rest, '}')?;
    Some((format!("#{}", unescaped(word)), rest))
}

/// What comes before a character that no backslash hides, and what comes after it.
fn up_to(text: &str, end: char) -> Option<(&str, &str)> {
    let mut is_hidden = false;
    let place = text.char_indices().find_map(|(place, letter)| {
        let is_end = letter == end && !is_hidden;
        is_hidden = letter == '\\' && !is_hidden;
        is_end.then_some(place)
    })?;
    Some((&text[..place], &text[place + end.len_utf8()..]))
}

fn unescaped(text: &str) -> String {
    text.replace('\\', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_reads_as_on_the_page_without_the_names_of_people() {
        for (written, read) in [
            (
                "Bonjour, l’aber \\(nord\\) \\#1",
                "Bonjour, l’aber (nord) #1",
            ),
            (
                "Merci @[Zz Marque](urn:li:person:aB1) et @[Région \\[test\\]](urn:li:organization:2)\u{a0}!",
                "Merci @… et Région [test]\u{a0}!",
            ),
            (
                "{hashtag|\\#|Abers} et {hashtag|＃|mer\\_calme}",
                "#Abers et #mer_calme",
            ),
            ("a@b.fr, @[sans fin", "a@b.fr, @[sans fin"),
            ("fin \\", "fin \\"),
            ("{hashtag|\\#|sans fin", "{hashtag|#|sans fin"),
            ("avec @[Zz](urn:li:per", "avec @…"),
            ("", ""),
        ] {
            assert_eq!(plain(written), read, "{written}");
        }
    }
}
