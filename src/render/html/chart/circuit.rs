//! The way of a content, one stop after the other.

use maud::{Markup, html};

use super::super::words;
use crate::report::block::{Circuit, Stop};

pub fn drawing(circuit: &Circuit) -> Markup {
    html! {
        @for stop in &circuit.stops { (self::stop(stop)) }
    }
}

fn stop(stop: &Stop) -> Markup {
    html! {
        div class=(if stop.waits { "stop waits" } else { "stop" }) {
            svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false" {
                circle class=(if stop.waits { "ring" } else { "navy" }) cx="8" cy="8" r="6" {}
            }
            span class="name" { (words::said(&stop.name)) } " "
            strong { (words::said(&stop.value)) } " "
            span class="said" { (words::said(&stop.detail)) }
        }
    }
}
