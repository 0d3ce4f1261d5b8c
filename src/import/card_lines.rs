//! Steps of the circuit that a team writes in its cards, where the tool keeps no history
//! (editorial-tables.md §4.1): `- [x] Validation cabinet : envoyé 01/09, reçu 03/09`.

use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

use crate::import::moment::{self, Writing};
use crate::import::role;
use crate::model::{Decision, Moment, Role};
use crate::words::fold::fold;

/// One step, as its line says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub role: Option<Role>,
    pub submitted: Option<Moment>,
    pub decided: Option<Moment>,
    pub decision: Decision,
}

const SENT: &[&str] = &[
    "envoye",
    "envoyee",
    "soumis",
    "soumise",
    "transmis",
    "transmise",
    "sent",
    "submitted",
];
const DECIDED: [(Decision, &[&str]); 3] = [
    (
        Decision::Refused,
        &["refuse", "refusee", "rejete", "rejetee", "refused"],
    ),
    (
        Decision::Corrections,
        &[
            "corrections",
            "correction",
            "a corriger",
            "retour",
            "retours",
        ],
    ),
    (
        Decision::Approved,
        &[
            "recu",
            "recue",
            "valide",
            "validee",
            "ok",
            "approuve",
            "approuvee",
            "bat",
            "decide",
            "approved",
        ],
    ),
];

/// The lines of a text that hold a step with a date. A date without a year is one near the creation of
/// the card.
pub fn steps(text: &str, created: Option<NaiveDate>, zone: Tz) -> Vec<Step> {
    text.lines()
        .filter_map(|line| step(line, created, zone))
        .collect()
}

fn step(line: &str, created: Option<NaiveDate>, zone: Tz) -> Option<Step> {
    let line = fold(line);
    let line = line
        .trim_start_matches(['-', '*', ' '])
        .trim_start_matches("[x]")
        .trim_start_matches("[ ]")
        .trim();
    let (who, dates) = line.split_once(':')?;
    let role = role::named(who);
    let is_step = role.is_some() || who.contains("valid") || who.contains("relecture");
    if !is_step {
        return None;
    }
    let mut found = Step {
        role,
        submitted: None,
        decided: None,
        decision: Decision::Pending,
    };
    for piece in dates.split([',', ';']) {
        let piece = piece.trim();
        if let Some(rest) = after(piece, SENT) {
            found.submitted = date(rest, created, zone);
        } else if let Some((decision, rest)) = DECIDED
            .iter()
            .find_map(|(decision, words)| Some((*decision, after(piece, words)?)))
            && let Some(day) = date(rest, created, zone)
        {
            found.decided = Some(day);
            found.decision = decision;
        }
    }
    (found.submitted.is_some() || found.decided.is_some()).then_some(found)
}

/// What follows one of these words at the start.
fn after<'a>(piece: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let rest = piece.strip_prefix(word)?;
        rest.starts_with([' ', ':'])
            .then(|| rest.trim_start_matches([' ', ':']))
    })
}

fn date(text: &str, created: Option<NaiveDate>, zone: Tz) -> Option<Moment> {
    let read = |year| {
        let writing = Writing {
            month_first: false,
            year,
            zone,
        };
        match moment::parse(text, writing) {
            moment::Reading::Given(dated) => Some(dated.moment),
            moment::Reading::Empty | moment::Reading::Unreadable => None,
        }
    };
    // A year that is written is the year.
    if let Some(moment) = read(None) {
        return Some(moment);
    }
    let created = created?;
    // « 05/01 » on a card of December is of the next year, « 20/12 » on a card of January of the year before.
    [0, 1, -1]
        .into_iter()
        .filter_map(|years| read(Some(created.year() + years)))
        .min_by_key(|moment| (moment.at.date() - created).abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        let created = NaiveDate::from_ymd_opt(2025, 8, 25);
        let day = |moment: Option<Moment>| {
            moment.map_or("-".to_owned(), |moment| moment.at.date().to_string())
        };
        steps(text, created, chrono_tz::Europe::Paris)
            .into_iter()
            .map(|step| {
                format!(
                    "{:?} {} {} {:?}",
                    step.role.map(Role::key),
                    day(step.submitted),
                    day(step.decided),
                    step.decision
                )
            })
            .collect()
    }

    #[test]
    fn the_form_that_the_guide_proposes_is_read() {
        assert_eq!(
            said(
                "Carrousel 5 images\n- [x] Validation service : envoyé 01/09, reçu 03/09\n- [ ] Validation cabinet : envoyé le 3 sept."
            ),
            [
                "Some(\"requesting_service\") 2025-09-01 2025-09-03 Approved",
                "Some(\"cabinet\") 2025-09-03 - Pending",
            ]
        );
        assert_eq!(
            said("* Validation DGS : soumis 20/12/2025, corrections 05/01/2026"),
            ["Some(\"general_management\") 2025-12-20 2026-01-05 Corrections"]
        );
    }

    #[test]
    fn a_year_that_is_not_written_follows_the_card() {
        let created = NaiveDate::from_ymd_opt(2025, 12, 20);
        let found = steps(
            "Validation élu : envoyé 05/01",
            created,
            chrono_tz::Europe::Paris,
        );
        assert_eq!(
            found[0].submitted.unwrap().at.date().to_string(),
            "2026-01-05"
        );
    }

    #[test]
    fn a_year_that_is_written_is_kept_and_another_is_the_nearest() {
        let created = NaiveDate::from_ymd_opt(2025, 1, 6);
        for (text, day) in [
            ("20/12", "2024-12-20"),
            ("03/02", "2025-02-03"),
            ("03/09/2023", "2023-09-03"),
            ("03/09/23", "2023-09-03"),
        ] {
            let line = format!("Validation élu : envoyé {text}");
            let found = steps(&line, created, chrono_tz::Europe::Paris);
            let submitted = found[0].submitted.unwrap();
            assert_eq!(submitted.at.date().to_string(), day, "{text}");
        }
    }

    #[test]
    fn other_lines_are_no_steps() {
        for text in [
            "Rendez-vous : reçu 03/09 par la mairie",
            "Validation cabinet : appeler",
            "Demande : Sports et vie asso, reçue le 25/08",
            "Validation cabinet : envoyé bientôt",
            "",
        ] {
            assert!(said(text).is_empty(), "{text}");
        }
    }
}
