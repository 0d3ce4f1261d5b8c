//! The iceberg: one upright stack, heights in proportion, and its parts named on each side of the water.

use maud::{Markup, html};

use super::super::words;
use super::{LENGTH, class, place};
use crate::report::block::{Stack, StackPart};

const WIDTH: u64 = 110;
const HEIGHT: u64 = 320;

/// A part of the stack, from its top.
struct Slice<'a> {
    part: &'a StackPart,
    top: u64,
    height: u64,
}

pub fn drawing(stack: &Stack) -> Markup {
    let slices = slices(&stack.parts);
    let above = stack.above.min(stack.parts.len());
    let water = slices.get(above).map_or(HEIGHT, |slice| slice.top);
    html! {
        div class="iceberg" {
            svg width=(WIDTH) height=(HEIGHT) viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } aria-hidden="true" focusable="false" {
                rect class="off" y=(water) width=(WIDTH) height=(HEIGHT - water) {}
                @for slice in &slices {
                    rect class=(class(slice.part.hue)) x="20" y=(slice.top) width=(WIDTH - 40) height=(slice.height) {}
                }
                path class="water" d={ "M0 " (water) "H" (WIDTH) } {}
            }
            div {
                (side(&stack.above_label, &stack.parts[..above]))
                (side(&stack.below_label, &stack.parts[above..]))
            }
        }
    }
}

fn slices(parts: &[StackPart]) -> Vec<Slice<'_>> {
    let whole = parts.iter().map(|part| part.size).sum();
    let mut reached = 0;
    let at = |reached| place(reached, whole) * HEIGHT / LENGTH;
    parts
        .iter()
        .map(|part| {
            let top = at(reached);
            reached += part.size;
            Slice {
                part,
                top,
                height: at(reached) - top,
            }
        })
        .collect()
}

fn side(label: &str, parts: &[StackPart]) -> Markup {
    html! {
        p class="side" { (words::said(label)) }
        @for part in parts {
            p class="part" {
                svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" focusable="false" {
                    rect class=(class(part.hue)) x="1" y="1" width="12" height="12" {}
                }
                span { (words::said(&part.label)) } " "
                strong { (words::said(&part.value)) }
            }
        }
    }
}
