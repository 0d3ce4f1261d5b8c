//! Every figure of the month under its code, so that a page elsewhere can lead to one: `rapport.html#ES4`.

use maud::{Markup, html};

use super::words;
use crate::figures::catalog::{CATALOG, Entry};
use crate::model::Figure;
use crate::render::rows;
use crate::report::Desk;
use crate::report::said::{self, Place};

pub const ID: &str = "tous-les-chiffres";
pub const TITLE: &str = "Tous les chiffres du mois";

pub fn section(desk: &Desk) -> Markup {
    html! {
        section class="middle page" id=(ID) {
            h2 { (TITLE) }
            p class="note" {
                "Chaque chiffre a son code, qui ne change pas d’un mois à l’autre, et sa définition. "
                "L’adresse de cette page suivie de « #ES4 » mène à la part qui ne se voit pas."
            }
            div class="scroll" role="region" tabindex="0" aria-label=(TITLE) {
                table {
                    caption { (TITLE) }
                    thead {
                        tr {
                            th scope="col" { "Chiffre" }
                            th scope="col" class="right" { "Valeur" }
                            th scope="col" class="right" { "Cas" }
                            th scope="col" { "État" }
                        }
                    }
                    @for entry in CATALOG { (group(desk, entry)) }
                }
            }
        }
    }
}

fn group(desk: &Desk, entry: &Entry) -> Markup {
    let figures: Vec<&Figure> = desk
        .figures
        .iter()
        .filter(|figure| figure.key.code == entry.code)
        .collect();
    html! {
        tbody id=(entry.code) {
            tr class="group" {
                th scope="rowgroup" colspan="4" {
                    span class="code" { (entry.code) } " "
                    (words::said(&entry.defined()))
                }
            }
            @for figure in &figures { (row(desk, figure)) }
            @if figures.is_empty() {
                tr { th scope="row" { (entry.label) } td colspan="3" { "Rien ce mois-ci" } }
            }
        }
    }
}

fn row(desk: &Desk, figure: &Figure) -> Markup {
    html! {
        tr {
            th scope="row" { (words::said(&said::label(desk, figure))) }
            td class="right" { (words::said(&said::figure(desk, figure, Place::Detail))) }
            td class="right" { (figure.n) }
            td { (rows::state(&figure.state)) }
        }
    }
}
