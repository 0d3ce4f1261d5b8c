//! The names of the days of the week.

use chrono::Weekday;

use crate::words::fold::fold;

/// In Spanish, Portuguese, Italian, German and Dutch, short then whole, folded; those shared with French or English
/// are left out.
const ELSEWHERE: &[&str] = &[
    "lunes",
    "martes",
    "mie",
    "miercoles",
    "jue",
    "jueves",
    "vie",
    "viernes",
    "sab",
    "sabado",
    "domingo",
    "seg",
    "segunda",
    "ter",
    "terca",
    "qua",
    "quarta",
    "qui",
    "quinta",
    "sex",
    "sexta",
    "feira",
    "lunedi",
    "martedi",
    "mercoledi",
    "gio",
    "giovedi",
    "venerdi",
    "sabato",
    "domenica",
    "mo",
    "montag",
    "di",
    "dienstag",
    "mi",
    "mittwoch",
    "do",
    "donnerstag",
    "fr",
    "freitag",
    "sa",
    "samstag",
    "so",
    "sonntag",
    "ma",
    "maandag",
    "dinsdag",
    "wo",
    "woensdag",
    "donderdag",
    "vr",
    "vrijdag",
    "za",
    "zaterdag",
    "zo",
    "zondag",
];

/// Whether an export, in any language of the interfaces, may write this word before a date.
pub fn stands_in_export(word: &str) -> bool {
    named(word).is_some() || ELSEWHERE.contains(&&*fold(word))
}

/// French and English, short and whole; `samdi` is still Saturday, `mars` is no Tuesday.
pub fn named(word: &str) -> Option<Weekday> {
    let folded = fold(word);
    let word = folded.trim_end_matches('.');
    let french = |short: &str| word == short || (word.starts_with(short) && word.ends_with("di"));
    Some(match word {
        "mon" | "monday" => Weekday::Mon,
        "tue" | "tues" | "tuesday" => Weekday::Tue,
        "wed" | "wednesday" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thu,
        "fri" | "friday" => Weekday::Fri,
        "sat" | "saturday" => Weekday::Sat,
        "sun" | "sunday" | "dim" | "dimanche" => Weekday::Sun,
        _ if french("lun") => Weekday::Mon,
        _ if french("mar") => Weekday::Tue,
        _ if french("mer") => Weekday::Wed,
        _ if french("jeu") => Weekday::Thu,
        _ if french("ven") => Weekday::Fri,
        _ if french("sam") => Weekday::Sat,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_known_by_their_names_only() {
        for (word, day) in [
            ("Lundi", Weekday::Mon),
            ("mar.", Weekday::Tue),
            ("Tues", Weekday::Tue),
            ("mercredi", Weekday::Wed),
            ("THU.", Weekday::Thu),
            ("vendredi", Weekday::Fri),
            ("samdi", Weekday::Sat),
            ("Dimanche", Weekday::Sun),
        ] {
            assert_eq!(named(word), Some(day), "{word}");
        }
        for word in ["", "mars", "montant", "midi", "mardis", "juin", "dimension"] {
            assert_eq!(named(word), None, "{word}");
            assert!(!stands_in_export(word), "{word}");
        }
        for word in ["Martes", "sáb", "Samstag", "Terça", "mardi"] {
            assert!(stands_in_export(word), "{word}");
        }
    }
}
