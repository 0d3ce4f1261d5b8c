//! A life on an axis of days: one row a stage.

use maud::{Markup, html};

use super::{axis, class, dot, guides, place, row};
use crate::report::block::{Extent, Hue, LaneMark, Timeline};

const HEIGHT: u64 = 30;
const MIDDLE: u64 = HEIGHT / 2;
/// A mark is never thinner, nor lower.
const LEAST: u64 = 4;

pub fn drawing(life: &Timeline) -> Markup {
    let work = life.lanes.iter().flat_map(|lane| &lane.marks);
    let most = work.map(size).max().unwrap_or(0);
    html! {
        @for lane in &life.lanes {
            @let marks = html! {
                @for day in &life.off {
                    @let (from, width) = across(*day, life.length, 0);
                    rect class="off" x=(from) width=(width) height=(HEIGHT) {}
                }
                (guides(&life.ticks, life.length, HEIGHT))
                @for mark in &lane.marks { (drawn(mark, life.length, most)) }
            };
            (row(&lane.label, HEIGHT, &marks, &lane.value))
        }
        (axis(&life.ticks, life.length))
    }
}

fn size(mark: &LaneMark) -> u64 {
    match mark {
        LaneMark::Work { size, .. } => *size,
        LaneMark::Wait { .. } | LaneMark::Point { .. } => 0,
    }
}

fn across(over: Extent, length: u64, least: u64) -> (u64, u64) {
    let (from, to) = (place(over.from, length), place(over.to, length));
    (from, to.saturating_sub(from).max(least))
}

fn drawn(mark: &LaneMark, length: u64, most: u64) -> Markup {
    match mark {
        LaneMark::Work { over, size, hue } => {
            let (from, width) = across(*over, length, LEAST);
            let height = (place(*size, most) * (HEIGHT - 4) / super::LENGTH).max(LEAST);
            html! {
                rect class=(class(*hue)) x=(from) y=(HEIGHT - 2 - height) width=(width) height=(height) {}
            }
        }
        LaneMark::Wait { over } => {
            let (from, width) = across(*over, length, 2 * LEAST);
            html! { rect class="dashed" x=(from) y=(MIDDLE - 5) width=(width) height="10" {} }
        }
        LaneMark::Point { at, hue } => {
            let class = if *hue == Hue::Rust { "rust" } else { "navy" };
            dot(class, place(*at, length), MIDDLE)
        }
    }
}
