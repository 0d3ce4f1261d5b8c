//! The names of the months, as people and services write them.

use crate::words::fold::fold;

/// Each month under its whole name, then under its short ones; folded.
type Names = [&'static [&'static str]; 12];

const FRENCH: Names = [
    &["janvier", "janv", "jan"],
    &["fevrier", "fevr", "fev"],
    &["mars", "mar"],
    &["avril", "avr"],
    &["mai"],
    &["juin"],
    &["juillet", "juil"],
    &["aout", "aou"],
    &["septembre", "sept", "sep"],
    &["octobre", "oct"],
    &["novembre", "nov"],
    &["decembre", "dec"],
];

const ENGLISH: Names = [
    &["january", "jan"],
    &["february", "feb"],
    &["march", "mar"],
    &["april", "apr"],
    &["may"],
    &["june", "jun"],
    &["july", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["october", "oct"],
    &["november", "nov"],
    &["december", "dec"],
];

const SPANISH: Names = [
    &["enero", "ene"],
    &["febrero", "feb"],
    &["marzo", "mar"],
    &["abril", "abr"],
    &["mayo", "may"],
    &["junio", "jun"],
    &["julio", "jul"],
    &["agosto", "ago"],
    &["septiembre", "setiembre", "sept", "sep", "set"],
    &["octubre", "oct"],
    &["noviembre", "nov"],
    &["diciembre", "dic"],
];

const PORTUGUESE: Names = [
    &["janeiro", "jan"],
    &["fevereiro", "fev"],
    &["marco", "mar"],
    &["abril", "abr"],
    &["maio", "mai"],
    &["junho", "jun"],
    &["julho", "jul"],
    &["agosto", "ago"],
    &["setembro", "set"],
    &["outubro", "out"],
    &["novembro", "nov"],
    &["dezembro", "dez"],
];

const GERMAN: Names = [
    &["januar", "janner", "jan"],
    &["februar", "febr", "feb"],
    &["marz", "maerz", "mrz", "mar"],
    &["april", "apr"],
    &["mai"],
    &["juni", "jun"],
    &["juli", "jul"],
    &["august", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "okt"],
    &["november", "nov"],
    &["dezember", "dez"],
];

const ITALIAN: Names = [
    &["gennaio", "genn", "gen"],
    &["febbraio", "febbr", "feb"],
    &["marzo", "mar"],
    &["aprile", "apr"],
    &["maggio", "magg", "mag"],
    &["giugno", "giu"],
    &["luglio", "lug"],
    &["agosto", "ago"],
    &["settembre", "sett", "set"],
    &["ottobre", "ott"],
    &["novembre", "nov"],
    &["dicembre", "dic"],
];

const DUTCH: Names = [
    &["januari", "jan"],
    &["februari", "febr", "feb"],
    &["maart", "mrt"],
    &["april", "apr"],
    &["mei"],
    &["juni", "jun"],
    &["juli", "jul"],
    &["augustus", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "okt"],
    &["november", "nov"],
    &["december", "dec"],
];

const SWEDISH: Names = [
    &["januari", "jan"],
    &["februari", "feb"],
    &["mars", "mar"],
    &["april", "apr"],
    &["maj"],
    &["juni", "jun"],
    &["juli", "jul"],
    &["augusti", "aug"],
    &["september", "sept", "sep"],
    &["oktober", "okt"],
    &["november", "nov"],
    &["december", "dec"],
];

/// Alone, and after a number of the month.
const RUSSIAN: Names = [
    &["январь", "января", "янв"],
    &["февраль", "февраля", "февр", "фев"],
    &["март", "марта", "мар"],
    &["апрель", "апреля", "апр"],
    &["маи", "мая"],
    &["июнь", "июня", "июн"],
    &["июль", "июля", "июл"],
    &["август", "августа", "авг"],
    &["сентябрь", "сентября", "сент", "сен"],
    &["октябрь", "октября", "окт"],
    &["ноябрь", "ноября", "нояб", "ноя"],
    &["декабрь", "декабря", "дек"],
];

const BY_HAND: &[Names] = &[FRENCH, ENGLISH];
const OF_EXPORTS: &[Names] = &[
    FRENCH, ENGLISH, SPANISH, PORTUGUESE, GERMAN, ITALIAN, DUTCH, SWEDISH, RUSSIAN,
];

/// The number of a month in what a team writes: « mag », « out » and « set » are other words there.
pub fn by_hand(word: &str) -> Option<u32> {
    number(word, BY_HAND)
}

/// The number of a month in an export, in any language of the interfaces.
pub fn of_export(word: &str) -> Option<u32> {
    number(word, OF_EXPORTS)
}

/// No word stands for a month by its start: « Mairie » and « martes » are none.
fn number(word: &str, languages: &[Names]) -> Option<u32> {
    let word = fold(word);
    let place = languages
        .iter()
        .find_map(|names| names.iter().position(|month| month.contains(&&*word)))?;
    u32::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_compared_whole() {
        for word in [
            "Mairie",
            "Marketing",
            "Marché",
            "Maison",
            "Outils",
            "martes",
            "mardi",
            "Magazine",
            "Julie",
            "Settimana",
            "Décompte",
            "Novotel",
            "",
        ] {
            assert_eq!(of_export(word), None, "{word}");
        }
        for (word, month) in [
            ("FÉVR", 2),
            ("août", 8),
            ("März", 3),
            ("Março", 3),
            ("май", 5),
            ("maart", 3),
            ("ottobre", 10),
            ("set", 9),
        ] {
            assert_eq!(of_export(word), Some(month), "{word}");
        }
    }

    #[test]
    fn what_a_team_writes_is_french_or_english() {
        assert_eq!([by_hand("Sept"), by_hand("july")], [Some(9), Some(7)]);
        for word in ["mag", "out", "set", "gen"] {
            assert_eq!(by_hand(word), None, "{word}");
        }
    }

    #[test]
    fn names_are_folded_and_none_is_of_two_months() {
        for (language, names) in OF_EXPORTS.iter().enumerate() {
            for (place, name) in names
                .iter()
                .enumerate()
                .flat_map(|(place, names)| names.iter().map(move |name| (place + 1, *name)))
            {
                assert_eq!(fold(name), name);
                for others in &OF_EXPORTS[..=language] {
                    let found = others.iter().position(|month| month.contains(&name));
                    assert!(found.is_none_or(|found| found + 1 == place), "{name}");
                }
            }
        }
    }
}
