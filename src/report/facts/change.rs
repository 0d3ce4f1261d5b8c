//! This month beside the last one: P11, P12 and P13.

use crate::figures::catalog;
use crate::figures::compare::{Change, Comparison, Gap, Line, Measure};
use crate::report::Desk;
use crate::report::said::{self, Place};
use crate::words::number::{self, NBSP};
use crate::words::{duration, text};

/// P13.
pub fn first_month(desk: &Desk) -> Option<String> {
    desk.is_first_month.then(|| {
        format!(
            "C’est le premier mois suivi{NBSP}: les comparaisons commenceront le mois prochain."
        )
    })
}

/// P11: the first notable gap of the table, the line « par jour ouvré » standing for the hours.
pub fn notable_change(desk: &Desk) -> Option<String> {
    let line = desk.comparison.iter().find(|line| {
        let for_hours = line.code != "ES1" || line.line == Line::PerWorkingDay;
        for_hours && matches!(line.change, Change::Rise(_) | Change::Fall(_))
    })?;
    let (now, before) = (line.current.as_ref()?, line.previous.as_ref()?);
    Some(format!(
        "{}{NBSP}: {} ce mois-ci, {} le mois dernier.",
        line_label(line),
        said::cell(desk, now, Place::Sentence),
        said::cell(desk, before, Place::Sentence)
    ))
}

/// P12: said only when something could be compared.
pub fn stable(desk: &Desk) -> Option<String> {
    let compared = desk
        .comparison
        .iter()
        .filter(|line| !matches!(line.change, Change::Unknown | Change::OtherAccounts))
        .count();
    let all_stable = desk.comparison.iter().all(|line| {
        matches!(
            line.change,
            Change::Stable | Change::Unknown | Change::OtherAccounts
        )
    });
    (compared >= 3 && all_stable)
        .then(|| "Les principaux chiffres sont stables par rapport au mois dernier.".to_owned())
}

/// The label of a line of the comparison.
pub fn line_label(line: &Comparison) -> String {
    let label = catalog::find(line.code).map_or(line.code, |entry| entry.label);
    match line.line {
        Line::Whole => label.to_owned(),
        Line::PerWorkingDay => format!("{label}, par jour ouvré"),
        Line::SameAccounts { .. } => format!("{label}, mêmes comptes"),
    }
}

/// « hausse de 12 h (6 %) », « stable », or why nothing is said.
pub fn change(change: Change) -> String {
    match change {
        Change::Rise(gap) => format!("hausse de {}", self::gap(gap)),
        Change::Fall(gap) => format!("baisse de {}", self::gap(gap)),
        Change::Stable => "stable".to_owned(),
        Change::Unknown => "pas de comparaison".to_owned(),
        Change::Partial => "écart non calculé, données partielles".to_owned(),
        Change::OtherAccounts => "écart non calculé, comptes différents".to_owned(),
        Change::NotComparable => "comparaison impossible".to_owned(),
    }
}

fn gap(gap: Gap) -> String {
    let by = match gap.by {
        Measure::Time(spent) => duration::sentence(spent),
        Measure::Count(count) => number::whole(count),
        Measure::Points(points) => text::count(points.unsigned_abs(), "point", "points"),
        Measure::WorkingDays { spent, day } => {
            duration::working_days(spent, day).unwrap_or_default()
        }
    };
    gap.per_cent.map_or(by.clone(), |per_cent| {
        format!("{by} ({})", number::per_cent(per_cent))
    })
}
