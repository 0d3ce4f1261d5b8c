//! One line per row: the spread, the median as a dot, few cases as small dots.

use maud::{Markup, html};

use super::{axis, dot, guides, place, row};
use crate::report::block::{Range, RangeSpread};

const HEIGHT: u64 = 24;
const MIDDLE: u64 = HEIGHT / 2;

pub fn drawing(range: &Range) -> Markup {
    let drawn = range.rows.iter().map(|row| furthest(&row.spread));
    let ticks = range.ticks.iter().map(|tick| tick.at);
    let most = drawn.chain(ticks).max().unwrap_or(0);
    html! {
        @for one in &range.rows {
            @let marks = html! {
                (guides(&range.ticks, most, HEIGHT))
                (spread(&one.spread, most))
            };
            (row(&one.label, HEIGHT, &marks, &one.value))
        }
        (axis(&range.ticks, most))
    }
}

fn furthest(spread: &RangeSpread) -> u64 {
    match spread {
        RangeSpread::Points { at } => at.iter().copied().max().unwrap_or(0),
        RangeSpread::Median { low, middle, high } => (*low).max(*middle).max(*high),
    }
}

fn spread(spread: &RangeSpread, most: u64) -> Markup {
    match spread {
        RangeSpread::Points { at } => html! {
            @for case in at { (dot("navy", place(*case, most), MIDDLE)) }
        },
        RangeSpread::Median { low, middle, high } => html! {
            path class="spread" d={ "M" (place(*low, most)) " " (MIDDLE) "H" (place(*high, most)) } {}
            (dot("rust", place(*middle, most), MIDDLE))
        },
    }
}
