//! What a voice needs of some words: what an abbreviation stands for, the language of a foreign word.

/// What is said of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// What the abbreviation stands for.
    Whole(&'static str),
    /// The language of the word, as in BCP 47.
    Language(&'static str),
}

/// Words of the report that are not read as they are written. Names of networks and of tools are not words; units,
/// as « h », are read whole by the voices.
pub const WORDS: [(&str, Said); 7] = [
    ("ETP", Said::Whole("équivalent temps plein")),
    (CASES, Said::Whole("nombre de cas")),
    ("CEDH", Said::Whole("Cour européenne des droits de l’homme")),
    ("FALC", Said::Whole("facile à lire et à comprendre")),
    ("stories", Said::Language("en")),
    ("story", Said::Language("en")),
    ("reels", Said::Language("en")),
];

/// It is a number of cases only where one follows: « n = 12 ».
pub const CASES: &str = "n";
