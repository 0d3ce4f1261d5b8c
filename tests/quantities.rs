//! The quantities that a text prints, number and unit, whatever the spaces between them.

/// « il a fallu 9 h 05, soit 90 % » gives `9 h 05` and `90 %`. Units: hours, minutes, per cent, working days (`j`),
/// full-time equivalents, and « a sur b ». A number without unit is no quantity.
pub fn quantities(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split([' ', '\u{a0}', '\n']).collect();
    let words: Vec<(String, bool)> = words
        .into_iter()
        .flat_map(|word| {
            // A narrow space stands in thousands, and before the sign of per cents.
            let (number, sign) = word
                .split_once("\u{202f}%")
                .map_or((word, ""), |(number, _)| (number, "%"));
            let number = number.replace('\u{202f}', "");
            let ends = number.ends_with([',', '.', ')', ';']) || !sign.is_empty();
            let bare = number.trim_matches(|letter: char| "()«».;:,+".contains(letter));
            let mut both = vec![(bare.to_owned(), ends)];
            if !sign.is_empty() {
                both.push((sign.to_owned(), true));
            }
            both
        })
        .filter(|(word, _)| !word.is_empty())
        .collect();
    let at = |place: usize| words.get(place).map_or("", |(word, _)| word.as_str());
    let ends = |place: usize| words.get(place).is_none_or(|(_, ends)| *ends);
    let mut found = Vec::new();
    for (place, (word, over)) in words.iter().enumerate() {
        if !is_number(word) || *over && at(place + 1) != "%" {
            continue;
        }
        match at(place + 1) {
            "h" if !ends(place + 1) && is_minutes(at(place + 2)) => {
                found.push(format!("{word} h {}", at(place + 2)));
            }
            "h" => found.push(format!("{word} h")),
            "min" => found.push(format!("{word} min")),
            "%" => found.push(format!("{word} %")),
            "ETP" => found.push(format!("{word} ETP")),
            "jour" | "jours" if at(place + 2).starts_with("ouvré") => {
                found.push(format!("{word} j"))
            }
            "sur" if is_number(at(place + 2)) && !["h", "min"].contains(&at(place + 3)) => {
                found.push(format!("{word} sur {}", at(place + 2)));
            }
            _ => {}
        }
    }
    found
}

fn is_number(word: &str) -> bool {
    let digits = word.trim_start_matches('−');
    digits.starts_with(|letter: char| letter.is_ascii_digit())
        && digits
            .chars()
            .all(|letter| letter.is_ascii_digit() || letter == ',')
}

fn is_minutes(word: &str) -> bool {
    word.len() == 2 && word.chars().all(|letter| letter.is_ascii_digit())
}

#[test]
fn each_quantity_is_found_with_its_unit() {
    let text = "Au moins 9\u{a0}h\u{a0}05, soit 90\u{202f}% (1\u{202f}607\u{a0}h, 0,3 jour ouvré)\u{a0}; 4\u{a0}sur\u{a0}8, −23\u{a0}h sur 12\u{a0}h, n\u{a0}=\u{a0}11 et 0,8\u{a0}ETP.";
    assert_eq!(
        quantities(text),
        [
            "9 h 05", "90 %", "1607 h", "0,3 j", "4 sur 8", "−23 h", "12 h", "0,8 ETP"
        ]
    );
}
