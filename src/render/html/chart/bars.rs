//! Horizontal bars from zero on one scale.

use maud::{Markup, html};

use super::{class, place, row};
use crate::report::block::Bars;

const HEIGHT: u64 = 18;

pub fn drawing(bars: &Bars) -> Markup {
    let most = bars.bars.iter().map(|bar| bar.size).max().unwrap_or(0);
    html! {
        @for bar in &bars.bars {
            @let marks = html! {
                rect class=(class(bar.hue)) width=(place(bar.size, most)) height=(HEIGHT) {}
            };
            (row(&bar.label, HEIGHT, &marks, &bar.value))
        }
    }
}
