//! Charts: marks as SVG that take the width they are given, words as text beside them, and a table of the same data.
//!
//! Positions are whole thousandths of the track, so that the same chart is always the same bytes.

mod bars;
mod circuit;
mod lines;
mod range;
mod stack;
mod timeline;

use maud::{Markup, html};

use super::{table, words};
use crate::report::block::{Block, Hue, Tick};
use crate::report::twin;

/// The length of a track.
const LENGTH: u64 = 1000;

/// The chart with its caption, what a voice says of it, and its table.
pub fn figure(block: &Block) -> Markup {
    let (caption, alt, drawing) = match block {
        Block::Stack(stack) => (&stack.caption, &stack.alt, stack::drawing(stack)),
        Block::Bars(bars) => (&bars.caption, &bars.alt, bars::drawing(bars)),
        Block::Range(range) => (&range.caption, &range.alt, range::drawing(range)),
        Block::Timeline(life) => (&life.caption, &life.alt, timeline::drawing(life)),
        Block::Lines(lines) => (&lines.caption, &lines.alt, lines::drawing(lines)),
        Block::Circuit(circuit) => (&circuit.caption, &circuit.alt, circuit::drawing(circuit)),
        _ => return html! {},
    };
    html! {
        figure {
            @if !caption.is_empty() { figcaption { (words::said(caption)) } }
            div class="drawing" role="img" aria-label=(words::shown(alt)) { (drawing) }
            @if let Some(grid) = twin(block) {
                details {
                    summary { "Ce graphique en tableau" }
                    (table::table(&grid))
                }
            }
        }
    }
}

/// Where a value stands on a track whose end is `most`.
fn place(value: u64, most: u64) -> u64 {
    if most == 0 {
        return 0;
    }
    let place = u128::from(value.min(most)) * u128::from(LENGTH) / u128::from(most);
    u64::try_from(place).unwrap_or(LENGTH)
}

fn class(hue: Hue) -> &'static str {
    match hue {
        Hue::Rust => "rust",
        Hue::Navy => "navy",
        Hue::Blue => "blue",
        Hue::Hatched => "hatched",
        Hue::Dashed => "dashed",
    }
}

/// Drawn once: slanted lines that any chart may fill an area with.
pub fn patterns() -> Markup {
    html! {
        svg width="0" height="0" aria-hidden="true" focusable="false" class="patterns" {
            pattern id="hachures" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                path class="hatch" d="M0 0V6" {}
            }
        }
    }
}

/// A dot that stays round however wide its track is.
fn dot(class: &str, x: u64, y: u64) -> Markup {
    let path = format!("M{x} {y}h0");
    html! {
        path class="rim" d=(path) {}
        path class={ "dot " (class) } d=(path) {}
    }
}

/// « 12.3% ».
fn per_cent(place: u64) -> String {
    format!("{}.{}%", place / 10, place % 10)
}

/// The words under a track, each around its place; a narrow screen keeps the first and the last.
fn axis(ticks: &[Tick], most: u64) -> Markup {
    html! {
        div class="row axis" {
            span {}
            span class="ticks" {
                @for tick in ticks {
                    span style={ "left:" (per_cent(place(tick.at, most))) } { (words::said(&tick.label)) } " "
                }
            }
            span {}
        }
    }
}

/// Hairlines behind the marks, where the axis has its words.
fn guides(ticks: &[Tick], most: u64, height: u64) -> Markup {
    html! {
        @for tick in ticks {
            path class="guide" d={ "M" (place(tick.at, most)) " 0v" (height) } {}
        }
    }
}

/// A row: its name, its track, its value.
fn row(label: &str, height: u64, marks: &Markup, value: &str) -> Markup {
    html! {
        div class="row" {
            span class="name" { (words::said(label)) } " "
            svg width="100%" height=(height) viewBox={ "0 0 " (LENGTH) " " (height) } preserveAspectRatio="none"
                aria-hidden="true" focusable="false" { (marks) }
            " " span class="said" { (words::said(value)) }
        }
    }
}
