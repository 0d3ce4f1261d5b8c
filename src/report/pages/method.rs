//! Page 10: where the figures come from, what is missing, the words used.

use chrono::{Datelike, NaiveDate, Weekday};

use super::unmeasured;
use crate::figures::compare::Comparison;
use crate::import::Account;
use crate::model::{FindingSummary, Step, StepFamily, Value};
use crate::relate::Reason;
use crate::report::block::{Block, Column, Definition, Grid, NoteKind, Page, PageLayout};
use crate::report::said::{self, Place};
use crate::report::{Desk, glossary, version};
use crate::words::number::{self, NBSP};
use crate::words::{date, text};

/// Words of the glossary on this page; annex B has them all.
const WORDS: usize = 10;

pub fn page(desk: &Desk, absent: &[(&str, &str)]) -> Page {
    let method = paragraphs(desk)
        .into_iter()
        .map(|(word, meaning)| Definition {
            word: word.to_owned(),
            meaning,
        })
        .collect();
    let mut blocks = version::correction(desk);
    blocks.push(Block::Definitions { items: method });
    let mut tables = vec![quality(desk)];
    tables.extend(ties(desk));
    let columns = tables
        .into_iter()
        .map(|table| Column {
            weight: 1,
            blocks: vec![Block::Grid(table)],
        })
        .collect();
    blocks.push(Block::Columns { columns });
    blocks.push(unmeasured::frame(desk, absent));
    blocks.extend(findings(desk));
    blocks.push(Block::Heading {
        text: "Les mots utilisés".to_owned(),
    });
    blocks.push(Block::Definitions {
        items: glossary::words(desk).into_iter().take(WORDS).collect(),
    });
    Page {
        id: "method",
        title: "D’où viennent ces chiffres".to_owned(),
        bookmark: "Méthode et mots utilisés".to_owned(),
        layout: PageLayout::Method,
        blocks,
    }
}

fn paragraphs(desk: &Desk) -> Vec<(&'static str, String)> {
    let mut said = vec![("Les sources", sources(desk))];
    if desk.has_time() {
        said.push(("Ce que nous appelons visible", visible()));
        said.push((
            "Deux façons de compter le temps",
            "Pour la charge, les heures passées pendant le mois. Pour le temps d’un contenu, toutes les heures depuis son cadrage.".to_owned(),
        ));
    }
    let thresholds = &desk.settings.thresholds;
    said.push((
        "Médiane et petits nombres",
        format!(
            "La moitié des cas est au-dessous de la médiane, la moitié au-dessus. Nous l’utilisons parce que quelques cas très longs faussent une moyenne. Nous écrivons toujours le nombre de cas (n). Sous {} cas, pas de pourcentage. Sous {} cas, pas de médiane.",
            thresholds.percent_from, thresholds.median_from
        ),
    ));
    if desk.has_time() {
        said.push((
            "Temps disponible",
            format!("{}.", text::capitalised(&super::load::method(desk))),
        ));
    }
    said.push(("Personnes", people(desk)));
    if !desk.manual && !desk.is_first_month {
        said.push(("Ce qui a changé depuis le mois dernier", changes(desk)));
    }
    said
}

fn sources(desk: &Desk) -> String {
    let said = "Les statistiques viennent des exports des réseaux.";
    if !desk.has_time() {
        return said.to_owned();
    }
    format!(
        "{said} Le temps est saisi par l’équipe, étape par étape{NBSP}; {}. Une saisie partagée entre plusieurs contenus est une estimation. Aucun logiciel n’observe les postes de travail.",
        natures(desk)
    )
}

/// « toutes les heures sont déclarées », « 92 % des heures sont déclarées et 8 % estimées ».
fn natures(desk: &Desk) -> String {
    let natures: Vec<(Option<i64>, String)> = ["measured", "declared", "estimated"]
        .iter()
        .filter_map(|nature| {
            let figure = desk.figures.about("QT9", nature);
            let Some(Value::TimeShare { part, per_cent, .. }) = figure.value() else {
                return None;
            };
            (!part.is_zero()).then(|| (*per_cent, said::subject(desk, "QT9", nature)))
        })
        .collect();
    if let [(.., only)] = natures.as_slice() {
        return format!("toutes les heures sont {only}");
    }
    let said = natures.iter().map(|(per_cent, said)| match per_cent {
        Some(per_cent) => format!("{} {said}", number::per_cent(*per_cent)),
        None => said.clone(),
    });
    format!("heures {}", text::list(&said.collect::<Vec<_>>()))
}

fn visible() -> String {
    let labels = |family: StepFamily| {
        let steps: Vec<String> = Step::ALL
            .into_iter()
            .filter(|step| step.family() == family)
            .map(name_of_step)
            .collect();
        text::list(&steps)
    };
    format!(
        "{}. Le reste est compté en amont ({}), en aval ({}) ou en temps commun ({}).",
        text::capitalised(&labels(StepFamily::Visible)),
        labels(StepFamily::Upstream),
        labels(StepFamily::Downstream),
        labels(StepFamily::Common)
    )
}

/// Inside a list.
fn name_of_step(step: Step) -> String {
    match step {
        Step::Training => "formation".to_owned(),
        Step::Other => "autres tâches".to_owned(),
        step => super::bare(step.label()).to_lowercase(),
    }
}

fn people(desk: &Desk) -> String {
    let said = "Le rapport ne nomme, ne classe ni n’évalue personne. Il n’a pas pour but de contrôler le temps de travail. Un détail qui désignerait quelqu’un n’est pas publié.";
    if desk.settings.team.is_small() {
        let reviewed = if desk.settings.team.reviewed {
            " Ces chiffres ont été saisis et relus par elle avant diffusion."
        } else {
            ""
        };
        return format!("{said} L’équipe compte moins de trois personnes.{reviewed}");
    }
    said.to_owned()
}

/// Accounts that came or went. The figures of earlier months are made again with the settings of today.
fn changes(desk: &Desk) -> String {
    let (first, last) = (desk.month.first_day(), desk.month.last_day());
    let names = |day: fn(&Account) -> Option<NaiveDate>| {
        let accounts = desk.accounts.0.iter();
        let of_month = accounts
            .filter(move |account| day(account).is_some_and(|day| (first..=last).contains(&day)));
        of_month
            .filter_map(|account| {
                Some(format!(
                    "{} (le {})",
                    account.name,
                    date::day(day(account)?)
                ))
            })
            .collect::<Vec<_>>()
    };
    let (opened, closed) = (
        names(|account| account.opened),
        names(|account| account.closed),
    );
    let mut said = Vec::new();
    for (accounts, one, many) in [
        (opened, "Compte ouvert", "Comptes ouverts"),
        (closed, "Compte fermé", "Comptes fermés"),
    ] {
        let label = if accounts.len() == 1 { one } else { many };
        if !accounts.is_empty() {
            said.push(format!("{label}{NBSP}: {}.", text::list(&accounts)));
        }
    }
    said.extend(
        desk.settings
            .of_month(desk.month)
            .changed
            .reasons()
            .map(|why| {
                let why = why.trim().trim_end_matches('.');
                format!("{}, depuis ce mois.", text::capitalised(why))
            }),
    );
    let is_broken = |line: &Comparison| {
        line.broken
            .as_ref()
            .is_some_and(|broken| broken.month > desk.month.minus(12))
    };
    if said.is_empty() && desk.comparison.iter().any(is_broken) {
        return "Rien. Un changement plus ancien est dit à la page des comparaisons.".to_owned();
    }
    if said.is_empty() {
        return "Rien. Les mois comparés suivent les mêmes définitions et les mêmes réglages."
            .to_owned();
    }
    said.join(" ")
}

/// How much of the month the data cover.
fn quality(desk: &Desk) -> Grid {
    let days = days_expected(desk);
    let rows = [
        ("QT1", days.as_str()),
        ("QT2", "Heures avec étape"),
        ("QT3", "Heures rattachées (amont, visible, aval)"),
        ("QT4", "Comptes relevés"),
        ("QT5", "Contenus avec temps"),
        ("QT6", "Contenus avec un circuit tracé"),
    ]
    .iter()
    .map(|(code, label)| vec![(*label).to_owned(), covered(desk, code)])
    .collect();
    super::pairs(
        "Ce que les données couvrent",
        ["Mesure", "Ce mois"],
        [3, 2],
        rows,
    )
}

/// Why fewer days are expected than the weeks have.
fn days_expected(desk: &Desk) -> String {
    if let Some(days) = desk.settings.team.days_per_week.filter(|days| *days < 5) {
        return format!(
            "Jours attendus renseignés ({} par semaine)",
            text::count(u64::from(days), "jour", "jours")
        );
    }
    let month = desk.month.first_day().iter_days();
    let month = month.take_while(|day| *day <= desk.month.last_day());
    let weekdays = month.filter(|day| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun));
    let closed = (weekdays.count() as u64).saturating_sub(desk.working_days.0);
    if closed == 0 {
        return "Jours ouvrés renseignés".to_owned();
    }
    let (one, many) = (
        "jour férié ou fermé déduit",
        "jours fériés ou fermés déduits",
    );
    format!(
        "Jours ouvrés renseignés ({})",
        text::count(closed, one, many)
    )
}

fn covered(desk: &Desk, code: &'static str) -> String {
    let figure = desk.figures.get(code);
    match figure.value() {
        // Those tied to something are a share of other hours.
        Some(value) if code == "QT2" && desk.figures.get("ES1").value().is_some() => {
            super::of_hours(desk, value)
        }
        _ => said::figure(desk, &figure, Place::Detail),
    }
}

/// How many hours are tied by which reason.
fn ties(desk: &Desk) -> Option<Grid> {
    desk.figures.value("ES1")?;
    let rows = Reason::ALL
        .iter()
        .map(|reason| desk.figures.about("QT8", reason.key()))
        .map(|figure| {
            let label =
                text::capitalised(said::tie(figure.key.about.as_deref().unwrap_or_default()));
            vec![label, said::figure(desk, &figure, Place::Detail)]
        })
        .collect();
    Some(super::pairs(
        "Ce qui rattache les heures du mois",
        ["Rattachement", "Temps"],
        [3, 2],
        rows,
    ))
}

/// How many things were odd in the files; `a-verifier.txt`, the terminal and `inspect` say which.
fn findings(desk: &Desk) -> Option<Block> {
    let told = FindingSummary::of(desk.findings);
    if told.checks + told.warnings + told.errors == 0 {
        return None;
    }
    let mut said = Vec::new();
    if told.errors > 0 {
        let (one, many) = (
            "fichier n’a pas pu être lu",
            "fichiers n’ont pas pu être lus",
        );
        said.push(text::count(told.errors, one, many));
    }
    if told.warnings > 0 {
        let (one, many) = (
            "donnée n’a pas pu être utilisée",
            "données n’ont pas pu être utilisées",
        );
        said.push(text::count(told.warnings, one, many));
    }
    if told.checks > 0 {
        let (one, many) = ("point reste", "points restent");
        said.push(format!(
            "{} à vérifier par le service",
            text::count(told.checks, one, many)
        ));
    }
    Some(super::note(
        NoteKind::Plain,
        format!(
            "Pour ce mois, dans les fichiers reçus, {}.",
            text::list(&said)
        ),
    ))
}
