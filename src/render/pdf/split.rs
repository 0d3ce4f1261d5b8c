//! A line cut into what its words belong to; nothing moves.

use std::sync::Arc;

use super::sheet::{ElementId, Mark, Owner, Shape, Text};

/// Gives some runs of glyphs, from left to right, to elements of their own.
pub fn split(
    text: &Text,
    owner: Owner,
    parts: impl Iterator<Item = (usize, usize, ElementId)>,
) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut from = 0;
    for (start, end, element) in parts {
        marks.extend(piece(text, from, start, owner));
        marks.extend(piece(text, start, end, Owner::Element(element)));
        from = end;
    }
    marks.extend(piece(text, from, text.glyphs.len(), owner));
    marks
}

/// Part of a line, where it stood; none without glyphs.
fn piece(text: &Text, from: usize, to: usize, owner: Owner) -> Option<Mark> {
    let length = |from: usize, to: usize| {
        let advance: i32 = text.glyphs[from..to]
            .iter()
            .map(|glyph| glyph.advance)
            .sum();
        f64::from(advance) * text.size / 1000.0
    };
    let glyphs = text
        .glyphs
        .get(from..to)
        .filter(|glyphs| !glyphs.is_empty())?;
    let words: String = glyphs.iter().map(|glyph| glyph.letters.as_str()).collect();
    let offset = length(0, from);
    Some(Mark {
        owner,
        shape: Shape::Text(Text {
            x: text.x + offset,
            words: Arc::from(words),
            glyphs: Arc::from(glyphs),
            width: length(from, to).min(text.width - offset),
            ..text.clone()
        }),
    })
}
