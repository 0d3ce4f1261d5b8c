//! `rapport.html`: the pages of the report as one file for the intranet, without script nor outside resource.
//!
//! Same report, same bytes, as for the PDF.

mod blocks;
mod chart;
mod colour;
mod every_figure;
mod logo;
mod notices;
mod page;
mod table;
mod tiles;
mod words;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::Edition;
use crate::report::block::{Page, PageLayout, Report};

pub use logo::Error;

/// Nothing is fetched, run or sent, whatever the words of the report.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("style.css");

pub fn render(edition: &Edition) -> Result<Vec<u8>, Error> {
    let (report, desk) = (edition.report, edition.desk);
    let logo = edition
        .theme
        .logo
        .as_deref()
        .map(|picture| logo::logo(picture, &report.organisation))
        .transpose()?;
    let document = html! {
        (DOCTYPE)
        html lang="fr" {
            (head(report, &colour::variables(edition.theme)))
            body {
                (chart::patterns())
                a class="skip" href="#contenu" { "Aller au contenu" }
                @for page in covers(report) { (cover(report, page, logo.as_ref())) }
                (summary(report))
                main id="contenu" {
                    @for page in inner(report) { (page::section(page)) }
                    (every_figure::section(desk))
                }
                (foot(report))
            }
        }
    };
    Ok(document.into_string().into_bytes())
}

fn head(report: &Report, colours: &str) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content="Estran";
            title { (report.subtitle) " – " (report.title) }
            style { (PreEscaped(colours)) (PreEscaped(STYLE)) }
        }
    }
}

fn covers(report: &Report) -> impl Iterator<Item = &Page> {
    let is_cover = |page: &&Page| page.layout == PageLayout::Cover;
    report.pages.iter().filter(is_cover)
}

fn inner(report: &Report) -> impl Iterator<Item = &Page> {
    let is_inner = |page: &&Page| page.layout != PageLayout::Cover;
    report.pages.iter().filter(is_inner)
}

fn cover(report: &Report, page: &Page, logo: Option<&Markup>) -> Markup {
    html! {
        header class="cover" {
            div class="sky" {
                div class="middle" {
                    @if let Some(logo) = logo { (logo) }
                    h1 { (words::said(&report.title)) }
                    p class="subtitle" { (words::said(&report.subtitle)) }
                }
            }
            div class="middle" {
                (blocks::blocks(&page.blocks, 2))
            }
        }
    }
}

fn summary(report: &Report) -> Markup {
    html! {
        nav class="middle summary" aria-label="Sommaire" {
            ul {
                @for page in inner(report) {
                    li { a href={ "#" (page.id) } { (page.bookmark) } }
                }
                li { a href={ "#" (every_figure::ID) } { (every_figure::TITLE) } }
            }
        }
    }
}

fn foot(report: &Report) -> Markup {
    html! {
        footer class="middle" {
            p { (report.organisation) ", " (report.month) }
            p { (words::said(&report.version)) }
            p { "Empreinte des données\u{a0}: " code { (report.fingerprint) } }
        }
    }
}
