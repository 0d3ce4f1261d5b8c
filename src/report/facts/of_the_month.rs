//! The sentence of the cover: P01, P03, P15 and P16.

use crate::model::Value;
use crate::report::Desk;
use crate::report::said::{self, Place};
use crate::words::date;
use crate::words::number::NBSP;

/// The sentence of the cover: P15, P16, P01 or P03.
pub fn of_the_month(desk: &Desk) -> String {
    let name = date::month(desk.month);
    let nothing_posted = desk.figures.value("ES2") == Some(Value::Count { count: 0 });
    match (desk.has_time(), nothing_posted) {
        (false, true) => return nothing(desk),
        (false, false) => return no_time(desk),
        (true, true) => return no_publication(desk),
        (true, false) => {}
    }
    let time = desk.figures.get("ES1");
    if time.value().is_none() {
        return format!(
            "En {name}, trop peu de jours sont renseignés pour publier le temps consacré aux réseaux sociaux."
        );
    }
    let time = said::figure(desk, &time, Place::Sentence);
    let unseen = desk.figures.get("ES4");
    if let Some(Value::TimeShare {
        per_cent: Some(per_cent),
        ..
    }) = unseen.value()
    {
        let proposition = if said::is_all_unseen(desk) {
            "aucune heure de mise en ligne n’a été saisie".to_owned()
        } else {
            let printed = said::figure(desk, &unseen, Place::Sentence);
            let is_minimum = unseen.is_partial() && said::is_total(desk, &unseen);
            proposition(*per_cent, &printed, is_minimum)
        };
        return format!(
            "En {name}, l’équipe a consacré {time} aux réseaux sociaux{NBSP}; {proposition}."
        );
    }
    let jobs = said::value(
        desk,
        &desk
            .figures
            .value("CH3")
            .unwrap_or(Value::Count { count: 0 }),
        Place::Sentence,
    );
    format!("En {name}, l’équipe a consacré {time} aux réseaux sociaux, soit {jobs}.")
}

/// P16.
fn no_time(desk: &Desk) -> String {
    format!(
        "Le temps de travail n’a pas été saisi en {}{NBSP}: ce document ne présente que les publications et leurs résultats.",
        date::month(desk.month)
    )
}

/// P16 when nothing was published either.
fn nothing(desk: &Desk) -> String {
    format!(
        "En {}, aucune publication et aucune saisie de temps{NBSP}: seuls les comptes suivis sont présentés.",
        date::month(desk.month)
    )
}

/// P15.
fn no_publication(desk: &Desk) -> String {
    let time = said::figure(desk, &desk.figures.get("ES1"), Place::Sentence);
    format!(
        "Aucune publication en {}{NBSP}; l’équipe a néanmoins consacré {time} aux réseaux.",
        date::month(desk.month)
    )
}

/// The fraction of P01 in words, always followed by the figure. A minimum is no « environ ».
fn proposition(per_cent: i64, printed: &str, is_minimum: bool) -> String {
    let words = match per_cent {
        _ if is_minimum => return format!("{printed} de ce temps ne se voit pas"),
        ..45 => return format!("{printed} de ce temps ne se voit pas"),
        45..=55 => "environ la moitié de ce temps ne se voit pas",
        56..=61 => "plus de la moitié de ce temps ne se voit pas",
        62..=70 => "environ les deux tiers de ce temps ne se voient pas",
        71..=78 => "environ les trois quarts de ce temps ne se voient pas",
        79..=84 => "environ les quatre cinquièmes de ce temps ne se voient pas",
        85..=94 => "environ les neuf dixièmes de ce temps ne se voient pas",
        _ => "presque tout ce temps ne se voit pas",
    };
    format!("{words} ({printed})")
}

#[cfg(test)]
mod tests {
    use super::proposition;

    #[test]
    fn the_fraction_agrees_with_its_verb() {
        for (per_cent, verb) in [
            (30, "voit"),
            (50, "voit"),
            (60, "voit"),
            (65, "voient"),
            (75, "voient"),
            (80, "voient"),
            (90, "voient"),
            (97, "voit"),
        ] {
            let said = proposition(per_cent, "x", false);
            assert!(
                said.contains(&format!("se {verb} pas")) || said.contains(&format!("{verb} pas")),
                "{said}"
            );
            assert!(said.contains('x'), "{said}");
        }
    }

    #[test]
    fn a_minimum_is_said_without_a_fraction() {
        assert_eq!(
            proposition(88, "au moins 88 %", true),
            "au moins 88 % de ce temps ne se voit pas"
        );
    }
}
