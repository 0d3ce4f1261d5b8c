//! How whole the data are (report-content.md, section 9).

use super::Desk;
use super::block::{Banner, Coverage};
use super::said;
use crate::model::Value;
use crate::words::number::NBSP;
use crate::words::text;

/// Accounts or networks named in a banner.
const NAMED: usize = 3;

/// The banner of the cover.
pub fn coverage(desk: &Desk) -> Banner {
    let (read, followed) = accounts(desk);
    let missing = missing_accounts(desk);
    let accounts_said = format!(
        "{read}{NBSP}sur{NBSP}{followed} {}",
        if read < 2 { "relevé" } else { "relevés" }
    );
    let Some((entered, expected)) = days(desk) else {
        let text = if missing.is_empty() {
            format!(
                "Aucune saisie de temps{NBSP}: les pages sur le temps ne sont pas imprimées. Comptes{NBSP}: {accounts_said}."
            )
        } else {
            format!(
                "Données partielles. Aucune saisie de temps{NBSP}; {}.",
                unread(&missing, followed)
            )
        };
        return Banner {
            level: Coverage::Partial,
            text,
        };
    };
    let thresholds = &desk.settings.thresholds;
    let below = |per_cent: u8| !is_whole(desk, per_cent);
    let days_said = format!("{} renseignés", days_of(entered, expected));
    if below(thresholds.publishable) {
        let text = format!(
            "Données insuffisantes. Les heures du mois ne sont pas publiées{NBSP}: {days_said}."
        );
        return Banner {
            level: Coverage::Insufficient,
            text,
        };
    }
    if below(thresholds.complete) || !missing.is_empty() {
        let minimums = if below(thresholds.complete) {
            " Les durées sont des minimums."
        } else {
            ""
        };
        let statistics = if missing.is_empty() {
            String::new()
        } else {
            format!("{NBSP}; {}", unread(&missing, followed))
        };
        let text = format!(
            "Données partielles. {}{statistics}.{minimums}",
            text::capitalised(&days_said)
        );
        return Banner {
            level: Coverage::Partial,
            text,
        };
    }
    let comptes = text::count(followed.unsigned_abs(), "compte", "comptes");
    let whole = if is_declared_complete(desk) {
        "Mois déclaré complet par l’équipe."
    } else {
        "Jours et relevés complets."
    };
    let text = format!(
        "{whole} {}, {comptes} sur{NBSP}{followed} {}.",
        text::capitalised(&days_said),
        if followed < 2 { "relevé" } else { "relevés" }
    );
    Banner {
        level: Coverage::Complete,
        text,
    }
}

/// The short banner of a page on time, when some days were not entered.
pub fn time(desk: &Desk) -> Option<Banner> {
    let (entered, expected) = days(desk)?;
    if !is_whole(desk, desk.settings.thresholds.publishable) {
        return Some(Banner {
            level: Coverage::Insufficient,
            text: format!(
                "Données insuffisantes{NBSP}: {} renseignés, les heures du mois ne sont pas publiées.",
                days_of(entered, expected)
            ),
        });
    }
    let partial = !is_whole(desk, desk.settings.thresholds.complete);
    partial.then(|| Banner {
        level: Coverage::Partial,
        text: format!(
            "Données partielles{NBSP}: {} renseignés, les durées sont des minimums.",
            days_of(entered, expected)
        ),
    })
}

/// The short banner of a page on results, when some accounts were not read.
pub fn results(desk: &Desk) -> Option<Banner> {
    let missing = missing_accounts(desk);
    (!missing.is_empty()).then(|| Banner {
        level: Coverage::Partial,
        text: format!(
            "Données partielles{NBSP}: statistiques manquantes pour {}.",
            text::list(&shortened(&missing))
        ),
    })
}

/// The short banner of the page on messages, when those of a network are not noted.
pub fn messages(desk: &Desk) -> Option<Banner> {
    let missing: Vec<String> = desk
        .figures
        .each("MO1")
        .filter(|figure| figure.value().is_none())
        .filter_map(|figure| Some(said::subject(desk, "MO1", figure.key.about.as_deref()?)))
        .collect();
    (!missing.is_empty()).then(|| Banner {
        level: Coverage::Partial,
        text: format!(
            "Données partielles{NBSP}: messages non relevés pour {}.",
            text::list(&shortened(&missing))
        ),
    })
}

/// Whether this share of the days expected were entered, or the team says that the month is complete.
pub fn is_whole(desk: &Desk, per_cent: u8) -> bool {
    days(desk).is_some_and(|(entered, expected)| {
        is_declared_complete(desk) || entered * 100 >= i64::from(per_cent) * expected
    })
}

fn is_declared_complete(desk: &Desk) -> bool {
    desk.settings.of_month(desk.month).is_complete
}

/// Days entered, and working days of the month; `None` when no time was entered.
pub fn days(desk: &Desk) -> Option<(i64, i64)> {
    match desk.figures.value("QT1")? {
        Value::OutOf { part, whole } => Some((part, whole)),
        _ => None,
    }
}

fn days_of(entered: i64, expected: i64) -> String {
    format!(
        "{} sur{NBSP}{expected}",
        text::count(entered.unsigned_abs(), "jour", "jours")
    )
}

fn accounts(desk: &Desk) -> (i64, i64) {
    match desk.figures.value("QT4") {
        Some(Value::OutOf { part, whole }) => (part, whole),
        _ => (0, 0),
    }
}

/// Public names of the followed accounts that were not read.
pub fn missing_accounts(desk: &Desk) -> Vec<String> {
    let unread = desk
        .figures
        .each("QT4")
        .filter(|figure| figure.value() == Some(&Value::Count { count: 0 }));
    unread
        .filter_map(|figure| {
            Some(
                desk.accounts
                    .by_id(figure.key.about.as_deref()?)?
                    .name
                    .clone(),
            )
        })
        .collect()
}

/// « statistiques manquantes : X – Ville », or how many when they do not all fit.
fn unread(missing: &[String], followed: i64) -> String {
    if missing.len() <= NAMED {
        return format!("statistiques manquantes{NBSP}: {}", text::list(missing));
    }
    let accounts = text::count(missing.len() as u64, "compte", "comptes");
    format!("{accounts} sur{NBSP}{followed} sans relevé, voir la page de méthode du rapport")
}

/// Beyond three reasons, the method page has the rest.
fn shortened(names: &[String]) -> Vec<String> {
    if names.len() <= NAMED {
        return names.to_vec();
    }
    let mut kept = names[..NAMED].to_vec();
    let others = text::count((names.len() - NAMED) as u64, "autre", "autres");
    kept.push(format!("{others}, voir la page de méthode du rapport"));
    kept
}
