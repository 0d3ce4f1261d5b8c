//! The quantities that a text prints, number and unit, whatever the spaces between them.

use std::collections::BTreeSet;

use estran::model::Spent;
use estran::words::{duration, number};
use serde_json::Value;

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
            if number.starts_with(['(', '«']) {
                // What opens here is no part of what came before.
                both.insert(0, ("(".to_owned(), true));
            }
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
                found.push(format!("{word} j"));
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

/// The quantities of the pages of a report that no row of chiffres.csv says.
pub fn strangers(report: &Value, rows: &[Vec<String>]) -> Vec<String> {
    let printed = printed(rows);
    let mut strangers = Vec::new();
    for (page, text) in said(report) {
        let text = figures_only(&text);
        for quantity in quantities(&text) {
            if !printed.contains(&quantity) {
                strangers.push(format!("page {page}: {quantity} in « {text} »"));
            }
        }
    }
    strangers
}

/// What says no figure: marks of an axis, definitions and the settings they name.
const NO_FIGURES: [&str; 2] = ["ticks", "meaning"];
/// Texts that name settings.
const SETTINGS: [&str; 6] = [
    "Nous demandons",
    "heures d’ouverture (",
    "un écart est dit à partir de",
    "méthode lissée",
    "méthode calendrier",
    "dans les fichiers reçus",
];
/// Names of the classes of notice, and gaps between two figures.
const CLASSES: [&str; 3] = [
    "1 à moins de 4 jours ouvrés",
    "4 à moins de 11 jours ouvrés",
    "11 jours ouvrés et plus",
];

/// Every text of the pages that may say a figure, with the page.
fn said(report: &Value) -> Vec<(String, String)> {
    let mut said = Vec::new();
    for page in report["pages"].as_array().unwrap() {
        let id = page["id"].as_str().unwrap();
        // The long method gives definitions and settings.
        if id == "annex-words" {
            continue;
        }
        let mut texts = Vec::new();
        strings(page, &mut texts);
        said.extend(texts.into_iter().map(|text| (id.to_owned(), text)));
    }
    said
}

fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| strings(item, found)),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !NO_FIGURES.contains(&name.as_str()))
            .for_each(|(_, field)| strings(field, found)),
        _ => {}
    }
}

/// Without the names of classes, the settings, and the gaps between two figures.
fn figures_only(text: &str) -> String {
    let plain = text.replace('\u{a0}', " ");
    if SETTINGS.iter().any(|setting| plain.contains(setting)) {
        // The note of the page of load names its cases first.
        return plain
            .split("Temps disponible")
            .next()
            .filter(|_| plain.contains("Temps disponible"))
            .unwrap_or_default()
            .to_owned();
    }
    let mut plain = CLASSES
        .iter()
        .fold(plain, |plain, class| plain.replace(class, ""));
    for gap in ["hausse de ", "baisse de "] {
        plain = plain.split(gap).next().unwrap_or_default().to_owned();
    }
    plain
}

/// What the quantities of a page may be: those that chiffres.csv prints, and its exact durations as a sentence rounds
/// them or as the bounds of a spread.
fn printed(rows: &[Vec<String>]) -> BTreeSet<String> {
    let mut printed = BTreeSet::new();
    let mut unseen = 0;
    for row in rows {
        printed.extend(quantities(&row[8]));
        if row[4] == "ratio" {
            // « 52 % (12 sur 23) »: the share and its cases.
            let (cases, share): (f64, f64) = (row[5].parse().unwrap_or(0.0), decimal(&row[3]));
            printed.insert(format!("{:.0} sur {cases:.0}", cases * share));
        }
        if row[4] != "s" {
            continue;
        }
        let spent = Spent::seconds(row[3].parse().unwrap());
        if ["IC2", "IC3", "IC4"].contains(&&*row[0]) {
            unseen += spent.as_seconds();
        }
        printed.extend(durations(spent));
        if row[0] == "CH6" {
            let jobs = duration::full_time(spent, Spent::seconds(1607 * 300));
            printed.extend(jobs.iter().flat_map(|jobs| quantities(jobs)));
        }
    }
    // Detail of ES4: the hours of which it is the share.
    printed.extend(durations(Spent::seconds(unseen)));
    printed
}

fn decimal(cell: &str) -> f64 {
    cell.replace(',', ".").parse().unwrap()
}

fn durations(spent: Spent) -> Vec<String> {
    let day = Spent::hours(7);
    let tenths = number::tenths(spent.as_seconds(), day.as_seconds()).unwrap();
    let all = [
        duration::detail(spent),
        duration::sentence(spent),
        duration::signed(spent),
        duration::working_days(spent, day).unwrap(),
        format!("{tenths} jours ouvrés"),
    ];
    // « Moins de 5 min »: the bounds of a spread may be printed so.
    all.iter()
        .flat_map(|text| quantities(&text.replace("moins de ", "")))
        .collect()
}

#[test]
fn each_quantity_is_found_with_its_unit() {
    let text = "Au moins 11\u{a0}h (10\u{a0}h\u{a0}45), 9\u{a0}h\u{a0}05, soit 90\u{202f}% (1\u{202f}607\u{a0}h, 0,3 jour ouvré)\u{a0}; 4\u{a0}sur\u{a0}8, −23\u{a0}h sur 12\u{a0}h, n\u{a0}=\u{a0}11 et 0,8\u{a0}ETP.";
    assert_eq!(
        quantities(text),
        [
            "11 h", "10 h 45", "9 h 05", "90 %", "1607 h", "0,3 j", "4 sur 8", "−23 h", "12 h",
            "0,8 ETP"
        ]
    );
}
