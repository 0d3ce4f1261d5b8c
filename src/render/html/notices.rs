//! Banners and notes: what to know before believing a figure. A sign, a rule and words, never the colour alone.

use maud::{Markup, html};

use super::words;
use crate::report::block::{Banner, Coverage, Note, NoteKind};

pub fn banner(banner: &Banner) -> Markup {
    let class = match banner.level {
        Coverage::Complete => "banner",
        Coverage::Partial | Coverage::Insufficient => "banner warm",
    };
    html! {
        p class=(class) {
            (sign(banner.level))
            span { (words::said(&banner.text)) }
        }
    }
}

pub fn note(note: &Note) -> Markup {
    let text = html! {
        @if !note.lead_in().is_empty() { b { (note.lead_in()) "\u{a0}: " } }
        (words::said(&note.text))
    };
    match note.kind {
        NoteKind::Caveat => html! {
            p class="note caveat" { (triangle()) span { (text) } }
        },
        NoteKind::HowToRead | NoteKind::Source | NoteKind::Plain => html! {
            p class="note" { (text) }
        },
    }
}

/// A tick, a half disc, a triangle.
fn sign(level: Coverage) -> Markup {
    match level {
        Coverage::Complete => html! {
            svg class="sign" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false" {
                circle class="navy" cx="10" cy="10" r="9" {}
                path class="tick" d="M6 10l3 3 5-6" {}
            }
        },
        Coverage::Partial => html! {
            svg class="sign" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false" {
                circle class="ring" cx="10" cy="10" r="8" {}
                path class="rust" d="M10 2a8 8 0 0 1 0 16z" {}
            }
        },
        Coverage::Insufficient => triangle(),
    }
}

fn triangle() -> Markup {
    html! {
        svg class="sign" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false" {
            path class="rust" d="M10 1L19.5 18.5H.5z" {}
            path class="tick" d="M10 7v5M10 14.5v1.5" {}
        }
    }
}
