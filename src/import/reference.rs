//! References of contents: `ABR-2026-0001` (timesheets.md §9.4, rule 1).

use crate::import::month;
use crate::words::fold::fold;

/// References of the pattern, anywhere in a text, normalised, in the order they are written, each once.
pub fn find(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (_, _, reference) in patterns(text, true) {
        push(&mut found, reference);
    }
    found
}

/// The references of a title, and the title without them: `[ABR-2026-0001] Forum` → `Forum`.
pub fn taken_out(title: &str) -> (Vec<String>, String) {
    let mut found = Vec::new();
    let mut left = String::new();
    let mut from = 0;
    for (start, end, reference) in patterns(title, true) {
        left.push_str(title[from..start].trim_end_matches(['[', '(', '#']));
        push(&mut found, reference);
        from = end + title[end..].len() - title[end..].trim_start_matches([']', ')']).len();
    }
    left.push_str(&title[from..]);
    let marks = [
        ' ', '\u{a0}', '-', '–', '—', ':', '|', '·', '\n', '\r', '\t',
    ];
    let bare = if found.is_empty() {
        left.trim()
    } else {
        left.trim_matches(marks)
    };
    (found, bare.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What the column « Réf. contenu » holds: references of the pattern, and other codes of the team,
/// in capitals as they are (`C-12`). Words that are no code are given back as they were typed.
pub fn in_column(cell: &str) -> (Vec<String>, Option<String>) {
    let mut found = Vec::new();
    let mut left = String::new();
    let mut from = 0;
    for (start, end, reference) in patterns(cell, false) {
        // A mark that no code holds, so that what surrounds the reference stays apart.
        left.push_str(&cell[from..start]);
        left.push(';');
        push(&mut found, reference);
        from = end;
    }
    left.push_str(&cell[from..]);
    let mut words = None;
    for piece in left.split([';', ',', '\n', '|', '+', '&']) {
        let piece = piece
            .trim()
            .trim_matches(['[', ']', '(', ')', '#', '/'])
            .trim();
        if is_code(piece) {
            push(&mut found, piece.to_uppercase());
        } else if !is_nothing(piece) {
            words.get_or_insert_with(|| piece.to_owned());
        }
    }
    (found, words)
}

fn push(found: &mut Vec<String>, reference: String) {
    if !found.contains(&reference) {
        found.push(reference);
    }
}

fn is_code(piece: &str) -> bool {
    let one_word =
        !piece.is_empty() && piece.chars().count() <= 24 && !piece.contains(char::is_whitespace);
    one_word
        && piece.chars().any(|character| character.is_ascii_digit())
        && !piece.contains("://")
        && !piece.starts_with("www.")
}

fn is_nothing(piece: &str) -> bool {
    matches!(
        fold(piece).as_str(),
        "" | "-"
            | "?"
            | "x"
            | "nc"
            | "n/a"
            | "na"
            | "neant"
            | "aucun"
            | "aucune"
            | "sans"
            | "et"
            | "sans objet"
    )
}

/// `\b([A-Z]{2,6})-(20\d{2})-(\d{3,5})\b`, any case, with `_`, a dash or a space for `-`: where each one
/// starts and ends, and its normal form. In running text (`careful`), one written with spaces only must
/// be in capitals and no month: « le 12 mars 2026 1000 visiteurs » holds no reference.
fn patterns(text: &str, careful: bool) -> Vec<(usize, usize, String)> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut found = Vec::new();
    let mut place = 0;
    while place < characters.len() {
        if let Some((end, reference)) = pattern_at(&characters, place, careful) {
            let end_byte = characters.get(end).map_or(text.len(), |(byte, _)| *byte);
            found.push((characters[place].0, end_byte, reference));
            place = end;
        } else {
            place += 1;
        }
    }
    found
}

fn pattern_at(
    characters: &[(usize, char)],
    start: usize,
    careful: bool,
) -> Option<(usize, String)> {
    let is_word = |place: usize| {
        characters
            .get(place)
            .is_some_and(|(_, character)| character.is_alphanumeric())
    };
    if start > 0 && is_word(start - 1) {
        return None;
    }
    let run = |from: usize, accepts: fn(char) -> bool| {
        characters[from..]
            .iter()
            .take_while(|(_, character)| accepts(*character))
            .count()
    };
    let letters = run(start, |character| character.is_ascii_alphabetic());
    let year_at = start + letters + run(start + letters, is_separator);
    let year = run(year_at, |character| character.is_ascii_digit());
    let number_at = year_at + year + run(year_at + year, is_separator);
    let digits = run(number_at, |character| character.is_ascii_digit());
    let end = number_at + digits;
    let separators = [year_at - start - letters, number_at - year_at - year];
    let fits = (2..=6).contains(&letters)
        && year == 4
        && (3..=5).contains(&digits)
        && separators.iter().all(|n| (1..=3).contains(n));
    if !fits || is_word(end) {
        return None;
    }
    let text = |from: usize, length: usize| {
        characters[from..from + length]
            .iter()
            .map(|(_, character)| *character)
            .collect::<String>()
    };
    let (code, year, number) = (
        text(start, letters),
        text(year_at, year),
        text(number_at, digits),
    );
    if !year.starts_with("20") {
        return None;
    }
    let spaced = text(start + letters, separators[0]).trim().is_empty()
        && text(year_at + 4, separators[1]).trim().is_empty();
    if careful && spaced && (code != code.to_ascii_uppercase() || month::by_hand(&code).is_some()) {
        return None;
    }
    Some((
        end,
        format!("{}-{year}-{number}", code.to_ascii_uppercase()),
    ))
}

fn is_separator(character: char) -> bool {
    matches!(character, '-' | '_' | '–' | '—' | '‑' | '−')
        || (character.is_whitespace() && character != '\n')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_reference_however_it_is_typed() {
        for text in [
            "ABR-2026-0001",
            "abr-2026-0001",
            "[ABR-2026-0001]",
            "ABR_2026_0001",
            "ABR–2026–0001",
            "ABR 2026 0001",
            "Abr 2026-0001",
            "Forum [abr-2026-0001] relance",
            "(ABR-2026-0001)",
            "ABR - 2026 - 0001",
            "réf:ABR-2026-0001.",
            "ABR\u{a0}2026\u{a0}0001",
        ] {
            assert_eq!(find(text), ["ABR-2026-0001"], "{text}");
        }
    }

    #[test]
    fn several_references_are_kept_in_their_order_and_once() {
        assert_eq!(
            find("ABR-2026-0002; abr-2026-0001 / ABR-2026-0002"),
            ["ABR-2026-0002", "ABR-2026-0001"]
        );
        assert_eq!(
            in_column("abr 2026 0001, C-12").0,
            ["ABR-2026-0001", "C-12"]
        );
    }

    #[test]
    fn a_title_is_left_without_its_reference() {
        for title in [
            "[ABR-2026-0001] Forum des associations",
            "ABR-2026-0001 – Forum des associations",
            "Forum des associations (abr-2026-0001)",
            "Forum  des associations",
        ] {
            assert_eq!(taken_out(title).1, "Forum des associations", "{title}");
        }
        assert_eq!(taken_out("[ABR-2026-0001]").1, "");
    }

    #[test]
    fn running_text_is_no_reference() {
        for text in [
            "le 12 mars 2026 1000 visiteurs",
            "MARS 2026 1500",
            "ABR-2026-01",
            "ABR-1999-0001",
            "XABRABR-2026-0001",
            "éABR-2026-0001",
            "ABR-2026-000123",
        ] {
            assert!(find(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn the_column_of_references_takes_the_codes_of_the_team() {
        assert_eq!(in_column(" c-12 "), (vec!["C-12".to_owned()], None));
        assert_eq!(in_column("12"), (vec!["12".to_owned()], None));
        assert_eq!(
            in_column("Forum des associations"),
            (Vec::new(), Some("Forum des associations".to_owned()))
        );
        assert_eq!(in_column("-"), (Vec::new(), None));
        assert!(find("C-12").is_empty());
    }

    proptest! {
        #[test]
        fn no_text_is_fatal(text in "\\PC*") {
            let _ = (find(&text), in_column(&text));
        }

        #[test]
        fn what_is_normal_stays_so(code in "[A-Z]{2,6}", year in 2000..2100, number in "[0-9]{3,5}", before in "[ (\\[:;,./\"]{0,3}") {
            let reference = format!("{code}-{year}-{number}");
            prop_assert_eq!(find(&format!("{before}{reference}")), vec![reference.clone()]);
            prop_assert_eq!(in_column(&reference).0, vec![reference]);
        }
    }
}
