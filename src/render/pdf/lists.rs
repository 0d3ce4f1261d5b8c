//! Lists of ideas, and of words with their meaning.

use crate::report::block::Definition;

use super::piece::{Piece, Setter, Style, first_baseline, flowing, row};
use super::sheet::{ElementId, Mark, Marker, Owner, Role};
use super::text::Line;

pub fn list(
    setter: &mut Setter<'_>,
    items: &[String],
    numbered: bool,
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    if items.is_empty() {
        return Vec::new();
    }
    let (style, strong) = (
        setter.body(),
        Style {
            ink: setter.theme.rust,
            ..setter.strong()
        },
    );
    let marker = if numbered {
        Marker::Decimal
    } else {
        Marker::Disc
    };
    let list = setter.elements.add(parent, Role::List(marker));
    let indent = if numbered { 22.0 } else { 15.0 };
    let mut pieces = Vec::new();
    for (rank, item) in items.iter().enumerate() {
        let sign = if numbered {
            format!("{}.", rank + 1)
        } else {
            "•".to_string()
        };
        let holder = setter.elements.add(list, Role::Item);
        let label = setter.elements.add(holder, Role::Label);
        let body = setter.elements.add(holder, Role::ItemBody);
        let lines = setter.lines(item, style, (width - indent).min(610.0));
        let mut placed = flowing(&lines, style, indent, body);
        if let Some(first) = placed.first_mut() {
            let sign = setter.lines(&sign, strong, indent);
            let mut marks: Vec<Mark> = sign
                .iter()
                .flat_map(|line| {
                    row(
                        line,
                        0.0,
                        first_baseline(style),
                        style.size,
                        Owner::Element(label),
                    )
                })
                .collect();
            marks.append(&mut first.marks);
            first.marks = marks;
            first.before = if rank == 0 {
                0.0
            } else {
                setter.eased(3.0, 7.0)
            };
        }
        pieces.extend(placed);
    }
    pieces
}

/// A word in bold, its meaning beside it.
pub fn definitions(
    setter: &mut Setter<'_>,
    items: &[Definition],
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    if items.is_empty() {
        return Vec::new();
    }
    let (style, strong) = (setter.body(), setter.strong());
    let list = setter.elements.add(parent, Role::List(Marker::None));
    let wide = width > 480.0;
    let indent = if wide { 170.0 } else { 0.0 };
    let mut pieces = Vec::new();
    for (rank, item) in items.iter().enumerate() {
        let holder = setter.elements.add(list, Role::Item);
        let label = setter.elements.add(holder, Role::Label);
        let body = setter.elements.add(holder, Role::ItemBody);
        let word = setter.lines(&item.word, strong, if wide { indent - 12.0 } else { width });
        let meaning = setter.lines(&item.meaning, style, width - indent);
        let mut placed = if wide {
            side_by_side(&word, label, &meaning, body, indent, style)
        } else {
            let mut placed = flowing(&word, strong, 0.0, label);
            for piece in &mut placed {
                piece.with_next = true;
            }
            placed.extend(flowing(&meaning, style, 0.0, body));
            placed
        };
        if let Some(first) = placed.first_mut() {
            first.before = if rank == 0 {
                0.0
            } else {
                setter.eased(4.0, 8.0)
            };
        }
        pieces.extend(placed);
    }
    pieces
}

/// Two texts line by line, so that a long one may run over on the next sheet.
fn side_by_side(
    word: &[Line],
    label: ElementId,
    meaning: &[Line],
    body: ElementId,
    indent: f64,
    style: Style,
) -> Vec<Piece> {
    let count = word.len().max(meaning.len());
    (0..count)
        .map(|rank| {
            let mut marks = Vec::new();
            if let Some(line) = word.get(rank) {
                marks.extend(row(
                    line,
                    0.0,
                    first_baseline(style),
                    style.size,
                    Owner::Element(label),
                ));
            }
            if let Some(line) = meaning.get(rank) {
                marks.extend(row(
                    line,
                    indent,
                    first_baseline(style),
                    style.size,
                    Owner::Element(body),
                ));
            }
            let with_next = count > 1 && (rank == 0 || rank + 2 == count);
            Piece {
                height: style.leading,
                with_next,
                marks,
                ..Piece::default()
            }
        })
        .collect()
}
