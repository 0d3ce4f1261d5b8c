//! Horizontal bars from zero, on one scale, with their values at their ends.

use crate::report::block::{Bar, Bars};

use super::super::draw::{area, at, line};
use super::super::piece::{Piece, Setter, Style, height_of, rows, total_height};
use super::super::sheet::{ElementId, Face, Mark, Owner};
use super::super::text::{Line, TextLines};
use super::{caption_piece, figure_part, part, patch, together};

struct Measures {
    label: f64,
    start: f64,
    scale: f64,
    value: f64,
    most: u64,
}

pub fn pieces(setter: &mut Setter<'_>, bars: &Bars, width: f64, parent: ElementId) -> Vec<Piece> {
    let mut pieces = caption_piece(setter, &bars.caption, width, parent);
    let measures = measures(setter, bars, width);
    let height = |bar: &Bar| Row::of(setter, bar, &measures).height + between(setter);
    let reserve = total_height(&pieces) + 8.0;
    for (rank, some) in together(&bars.bars, height, setter.tallest - reserve)
        .into_iter()
        .enumerate()
    {
        let owner = figure_part(setter, (&bars.alt, &bars.caption), rank, parent);
        let before = if rank == 0 { 0.0 } else { 6.0 };
        pieces.push(Piece {
            before,
            ..drawing(setter, some, &measures, owner)
        });
    }
    pieces
}

fn value_style(setter: &Setter<'_>) -> Style {
    Style {
        face: Face::SemiBold,
        ink: setter.theme.text,
        ..setter.body()
    }
}

fn measures(setter: &Setter<'_>, bars: &Bars, width: f64) -> Measures {
    let widest = |words: fn(&Bar) -> &str, style: Style| {
        bars.bars
            .iter()
            .map(|bar| setter.width(words(bar), style))
            .fold(0.0, f64::max)
    };
    let label = (widest(|bar| &bar.label, setter.body()) + 2.0).min(width * 0.36);
    let value = (widest(|bar| &bar.value, value_style(setter)) + 2.0).min(width * 0.34);
    let start = label + 12.0;
    let most = bars.bars.iter().map(|bar| bar.size).max().unwrap_or(0);
    Measures {
        label,
        start,
        scale: (width - start - value - 10.0).max(20.0),
        value,
        most,
    }
}

/// A bar with its words, and the height that the three need.
struct Row<'a> {
    bar: &'a Bar,
    label: TextLines,
    value: TextLines,
    height: f64,
}

impl<'a> Row<'a> {
    fn of(setter: &Setter<'_>, bar: &'a Bar, measures: &Measures) -> Self {
        let (plain, strong) = (setter.body(), value_style(setter));
        let label = setter.lines(&bar.label, plain, measures.label);
        let value = setter.lines(&bar.value, strong, measures.value);
        let height = thickness(setter)
            .max(height_of(&label, plain))
            .max(height_of(&value, strong));
        Self {
            bar,
            label,
            value,
            height,
        }
    }
}

fn thickness(setter: &Setter<'_>) -> f64 {
    setter.eased(15.0, 26.0)
}

fn between(setter: &Setter<'_>) -> f64 {
    setter.eased(6.0, 13.0)
}

fn drawing(setter: &Setter<'_>, bars: &[Bar], measures: &Measures, owner: Owner) -> Piece {
    let (plain, strong) = (setter.body(), value_style(setter));
    let (thick, between) = (thickness(setter), between(setter));
    let mut marks: Vec<Mark> = Vec::new();
    let mut y = between / 2.0;
    for Row {
        bar,
        label,
        value,
        height,
    } in bars.iter().map(|bar| Row::of(setter, bar, measures))
    {
        let length = part(bar.size, measures.most) * measures.scale;
        let middle = y + height / 2.0;
        let centred = |lines: &[Line], style: Style| middle - height_of(lines, style) / 2.0;
        marks.extend(rows(&label, 0.0, centred(&label, plain), plain, owner));
        marks.extend(patch(
            owner,
            area(measures.start, middle - thick / 2.0, length, thick),
            bar.hue,
            setter.theme,
        ));
        marks.extend(rows(
            &value,
            measures.start + length + 8.0,
            centred(&value, strong),
            strong,
            owner,
        ));
        y += height + between;
    }
    let height = y - between / 2.0;
    if !bars.is_empty() {
        marks.push(line(
            owner,
            at(measures.start, 0.0),
            at(measures.start, height),
            setter.theme.navy,
            1.2,
        ));
    }
    Piece {
        height,
        marks,
        ..Piece::default()
    }
}
