//! One file per page: it chooses figures, blocks and words; it computes nothing.

pub mod anatomy;
pub mod annex_tables;
pub mod annex_words;
pub mod approvals;
pub mod changes;
pub mod charter;
pub mod content_time;
pub mod cover;
mod curve;
mod distribution;
pub mod ecosystem;
pub mod essentials;
pub mod iceberg;
mod life;
pub mod load;
pub mod method;
pub mod moderation;
pub mod requests;
pub mod results;
mod unmeasured;

use super::Desk;
use super::block::{Align, Bar, Block, Column, Grid, GridColumn, Note, NoteKind};
use super::said::{self, Place};
use crate::model::{Spent, Value};
use crate::words::number::NBSP;
use crate::words::{duration, text};

/// Printed wherever the median of circuits is, as long as some wait.
const WAITING_CIRCUITS: &str =
    "La médiane ne compte que les circuits terminés\u{a0}; ceux en attente l’allongeront.";

fn how_to_read(text: impl Into<String>) -> Block {
    note(NoteKind::HowToRead, text)
}

fn source(text: impl Into<String>) -> Block {
    note(NoteKind::Source, text)
}

fn caveat(text: impl Into<String>) -> Block {
    note(NoteKind::Caveat, text)
}

fn note(kind: NoteKind, text: impl Into<String>) -> Block {
    Block::Note(Note {
        kind,
        text: text.into(),
    })
}

/// The length of a mark.
fn size(spent: Spent) -> u64 {
    u64::try_from(spent.as_seconds()).unwrap_or(0)
}

/// « 69 % des 247 h »: a share of hours is never alone.
fn of_hours(desk: &Desk, value: &Value) -> String {
    let said = said::value(desk, value, Place::Detail);
    match value {
        Value::TimeShare {
            whole,
            per_cent: Some(_),
            ..
        } => format!("{said} des {}", duration::detail(*whole)),
        _ => said,
    }
}

/// A label without what it holds in brackets.
fn bare(label: &str) -> &str {
    label.split(" (").next().unwrap_or(label)
}

/// Bars as a screen reader says them.
fn read_aloud(bars: &[Bar]) -> String {
    let said: Vec<String> = bars
        .iter()
        .map(|bar| format!("{}, {}", text::lower_first(&bar.label), bar.value))
        .collect();
    said.join(&format!("{NBSP}; "))
}

/// Where a list that a page cuts short is whole.
fn whole_list(desk: &Desk) -> &'static str {
    if desk.annexes {
        "en annexe A"
    } else {
        "dans chiffres.csv"
    }
}

/// A table of words on the left and what is said of them on the right.
fn pairs(caption: &str, titles: [&str; 2], weights: [u16; 2], rows: Vec<Vec<String>>) -> Grid {
    let column = |place: usize, align| GridColumn {
        title: titles[place].to_owned(),
        align,
        weight: weights[place],
    };
    Grid {
        caption: caption.to_owned(),
        columns: vec![column(0, Align::Left), column(1, Align::Right)],
        rows,
    }
}

/// Two columns side by side.
fn side_by_side(weights: [u16; 2], left: Vec<Block>, right: Vec<Block>) -> Block {
    let column = |weight, blocks| Column { weight, blocks };
    Block::Columns {
        columns: vec![column(weights[0], left), column(weights[1], right)],
    }
}
