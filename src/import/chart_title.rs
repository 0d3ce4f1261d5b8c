//! What the title of a chart of Meta says: the measure, and sometimes the network.

use crate::model::{Metric, Network};
use crate::words::fold::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    Counted(Metric),
    /// Known, without a place in the report: gross follows, visits.
    Unused,
    Unknown,
}

/// The English titles were seen; the Portuguese ones were in one parser; the others are guesses.
pub fn read(title: &str) -> (Option<Network>, Measure) {
    let [is_facebook, is_instagram] =
        [Network::Facebook, Network::Instagram].map(|network| names(title, network));
    let network = match (is_facebook, is_instagram) {
        (true, false) => Some(Network::Facebook),
        (false, true) => Some(Network::Instagram),
        (true, true) | (false, false) => None,
    };
    let folded = fold(title);
    let words: Vec<&str> = words(&folded)
        .filter(|word| {
            !matches!(
                *word,
                "facebook" | "instagram" | "page" | "on" | "of" | "sur" | "de" | "d" | "no" | "do"
            )
        })
        .collect();
    (network, measure(&words.join(" ")))
}

fn measure(words: &str) -> Measure {
    match words {
        "views" | "vues" | "visualizacoes" | "visualizaciones" | "visualizzazioni" | "aufrufe" => {
            Measure::Counted(Metric::Views)
        }
        // Distinct people of one day: never added up.
        "reach" | "viewers" | "couverture" | "portee" | "spectateurs" | "alcance" | "copertura"
        | "reichweite" => Measure::Counted(Metric::Reach),
        "content interactions"
        | "interactions"
        | "interactions avec le contenu"
        | "interactions avec contenu" => Measure::Counted(Metric::Interactions),
        "link clicks" | "clics un lien" | "clics le lien" | "clics les liens" | "clics lien" => {
            Measure::Counted(Metric::LinkClicks)
        }
        // Those who came that day, without those who left: no net gain can be made of them.
        "follows" | "new follows" | "new followers" | "new likes" | "nouveaux abonnes"
        | "nouveaux followers" | "suivis" | "visits" | "profile visits" | "visites"
        | "visites profil" | "visites du profil" => Measure::Unused,
        _ => Measure::Unknown,
    }
}

/// Whether a title, or a part of a path, has the name of a network among its words.
pub fn names(text: &str, network: Network) -> bool {
    let known: &[&str] = match network {
        Network::Facebook => &["facebook", "fb"],
        Network::Instagram => &["instagram", "insta", "ig"],
        _ => &[],
    };
    words(&fold(text)).any(|word| known.contains(&word))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_says_the_measure_and_only_sometimes_the_network() {
        for (title, network, measure) in [
            ("Views", None, Measure::Counted(Metric::Views)),
            (
                "Facebook reach",
                Some(Network::Facebook),
                Measure::Counted(Metric::Reach),
            ),
            (
                "Alcance do Instagram",
                Some(Network::Instagram),
                Measure::Counted(Metric::Reach),
            ),
            (
                "Instagram link clicks",
                Some(Network::Instagram),
                Measure::Counted(Metric::LinkClicks),
            ),
            (
                "Clics sur un lien",
                None,
                Measure::Counted(Metric::LinkClicks),
            ),
            ("Facebook follows", Some(Network::Facebook), Measure::Unused),
            ("Age & gender", None, Measure::Unknown),
        ] {
            assert_eq!(read(title), (network, measure), "{title}");
        }
    }

    #[test]
    fn a_network_is_a_word_of_the_path() {
        assert!(names("fb-departement", Network::Facebook));
        assert!(names("Compte Instagram (musée)", Network::Instagram));
        assert!(!names("configuration", Network::Instagram));
    }
}
