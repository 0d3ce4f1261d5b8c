//! `rapport.html` of every month of the fixtures: what a reader, a voice and a policy of the network ask of it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::months::{ALL, Case};

const PAGE: &str = "rapport.html";

/// The values of an attribute, in the order of the page.
fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let opening = format!(" {name}=\"");
    page.split(&opening)
        .skip(1)
        .map(|rest| rest.split_once('"').expect("a closing quote").0)
        .collect()
}

fn without_style(page: &str) -> String {
    let (before, rest) = page.split_once("<style>").unwrap();
    format!("{before}{}", rest.split_once("</style>").unwrap().1)
}

/// The words, without their elements.
fn words(page: &str) -> String {
    let mut words = String::new();
    for piece in without_style(page).split('<').skip(1) {
        words.push_str(piece.split_once('>').expect("an element ends").1);
    }
    unescaped(&words)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// Letters and figures alone: spaces of type and ends of lines are not what is looked for.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect()
}

fn none(faults_of: impl Fn(&Case, &str) -> Vec<String>) {
    let all: Vec<String> = ALL
        .iter()
        .flat_map(|case| {
            let faults = faults_of(case, case.file(PAGE));
            faults
                .into_iter()
                .map(|fault| format!("{}: {fault}", case.name))
        })
        .collect();
    assert!(all.is_empty(), "{} faults\n{}", all.len(), all.join("\n"));
}

#[test]
fn every_link_leads_somewhere_in_the_page() {
    none(|_, page| {
        let ids = attributes(page, "id");
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        let mut faults = Vec::new();
        if known.len() != ids.len() {
            faults.push("two elements have one id".to_owned());
        }
        let links = attributes(page, "href");
        assert!(links.len() > 3, "a summary");
        for link in links {
            let target = link.strip_prefix('#').unwrap_or("");
            if !known.contains(target) {
                faults.push(format!("« {link} » leads nowhere"));
            }
        }
        faults
    });
}

#[test]
fn nothing_is_run_nor_fetched() {
    none(|_, page| {
        let bare = without_style(page);
        [
            "<script",
            "<link",
            "<iframe",
            "javascript:",
            " onclick",
            "src=\"http",
            "url(http",
            "@import",
        ]
        .iter()
        .filter(|forbidden| bare.contains(**forbidden))
        .map(|forbidden| format!("« {forbidden} »"))
        .collect()
    });
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    none(|_, page| {
        let mut faults = Vec::new();
        let mut last = 0;
        for piece in page.split("<h").skip(1) {
            let Some(level) = piece.chars().next().and_then(|letter| letter.to_digit(10)) else {
                continue;
            };
            if level > last + 1 || (level == 1) != (last == 0) {
                faults.push(format!("level {level} after level {last}"));
            }
            last = level;
        }
        faults
    });
}

/// Whatever the report says, but the marks of the axes and the names of things inside the program.
fn said(value: &Value, found: &mut Vec<String>) {
    const NOT_SAID: [&str; 13] = [
        "id", "code", "block", "hue", "layout", "align", "level", "kind", "spread", "mark", "when",
        "bookmark", "ticks",
    ];
    match value {
        Value::String(text) => found.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| said(item, found)),
        Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !NOT_SAID.contains(&name.as_str()))
            .for_each(|(_, inner)| said(inner, found)),
        _ => {}
    }
}

#[test]
fn every_word_of_the_report_is_in_it() {
    none(|case, page| {
        let report: Value = serde_json::from_str(case.file("rapport.json")).unwrap();
        let mut texts = Vec::new();
        said(&report["report"]["pages"], &mut texts);
        assert!(texts.len() > 10);
        let voices: Vec<&str> = attributes(page, "aria-label");
        let read = bare(&format!("{}{}", words(page), unescaped(&voices.concat())));
        let lost = texts.iter().filter(|text| !read.contains(&bare(text)));
        lost.map(|text| format!("lost « {text} »")).collect()
    });
}

#[test]
fn each_figure_of_the_month_has_its_anchor() {
    none(|case, page| {
        let ids: BTreeSet<&str> = attributes(page, "id").into_iter().collect();
        let codes: BTreeSet<String> = case
            .figures()
            .into_iter()
            .map(|row| row[0].clone())
            .collect();
        let without = codes.iter().filter(|code| !ids.contains(code.as_str()));
        without
            .map(|code| format!("{code} has no anchor"))
            .collect()
    });
}

#[test]
fn a_chart_has_its_words_and_its_table() {
    none(|_, page| {
        let charts = page.matches("<figure>").count();
        let told = page.matches("role=\"img\" aria-label=\"").count();
        let untold = page.matches("role=\"img\" aria-label=\"\"").count();
        let twins = page.matches("<details>").count();
        if charts == told && untold == 0 && charts == twins {
            Vec::new()
        } else {
            vec![format!(
                "{charts} charts, {told} told, {untold} of nothing, {twins} tables"
            )]
        }
    });
}
