//! A curve over the months, cut where a month has no data or was counted otherwise.

use std::fmt::Write;

use maud::{Markup, html};

use super::super::words;
use super::{LENGTH, dot, guides, per_cent, place};
use crate::report::block::{LinePoint, Lines, Tick};

const HEIGHT: u64 = 140;

pub fn drawing(lines: &Lines) -> Markup {
    let values = lines.points.iter().filter_map(|point| point.at);
    let ticks = lines.ticks.iter().map(|tick| tick.at);
    let most = values.chain(ticks).max().unwrap_or(0);
    let last = (lines.points.len() as u64).saturating_sub(1);
    // A single month stands in the middle.
    let x = |rank: usize| match last {
        0 => LENGTH / 2,
        last => place(rank as u64, last),
    };
    let y = |value: u64| HEIGHT - place(value, most) * HEIGHT / LENGTH;
    let across: Vec<Tick> = (0..lines.points.len())
        .map(|rank| Tick {
            at: x(rank),
            label: String::new(),
        })
        .collect();
    html! {
        div class="curve" {
            div class="plot" {
                svg width="100%" height=(HEIGHT) viewBox={ "0 0 " (LENGTH) " " (HEIGHT) } preserveAspectRatio="none"
                    aria-hidden="true" focusable="false" {
                    (guides(&across, LENGTH, HEIGHT))
                    @for tick in &lines.ticks {
                        path class="guide" d={ "M0 " (y(tick.at)) "H" (LENGTH) } {}
                    }
                    path class="line" d=(way(&lines.points, x, y)) {}
                    @for (rank, point) in lines.points.iter().enumerate() {
                        @if let Some(at) = point.at { (dot("navy", x(rank), y(at))) }
                    }
                }
                @for (rank, point) in lines.points.iter().enumerate() {
                    @if let (Some(at), Some(value), true) = (point.at, &point.value, point.is_labelled) {
                        span class="high" style={ "left:" (per_cent(x(rank))) ";top:" (y(at)) "px" } { (words::said(value)) } " "
                    }
                }
            }
            div class="ticks months" {
                @for (rank, point) in lines.points.iter().enumerate() {
                    span class=[told(point)] style={ "left:" (per_cent(x(rank))) } { (words::said(&point.foot())) } " "
                }
            }
        }
    }
}

/// Its month is said however narrow the curve is.
fn told(point: &LinePoint) -> Option<&'static str> {
    (!point.highlights.is_empty()).then_some("told")
}

fn way(points: &[LinePoint], x: impl Fn(usize) -> u64, y: impl Fn(u64) -> u64) -> String {
    let mut way = String::new();
    let mut joined = false;
    for (rank, point) in points.iter().enumerate() {
        let Some(at) = point.at else {
            joined = false;
            continue;
        };
        let letter = if joined && !point.is_cut { 'L' } else { 'M' };
        let _ = write!(way, "{letter}{} {}", x(rank), y(at));
        joined = true;
    }
    way
}
