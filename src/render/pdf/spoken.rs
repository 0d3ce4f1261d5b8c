//! Words that are not read as they are written, each in an element that says how.

use crate::words::voice::{CASES, Said, WORDS};

use super::sheet::{ElementId, Glyph, Layout, Mark, Owner, Role, Shape, Text};
use super::split;

/// Gives such words an element of their own, inside the one that they belong to.
pub fn speak(layout: &mut Layout) {
    let mut sheets = std::mem::take(&mut layout.sheets);
    for sheet in &mut sheets {
        let marks = std::mem::take(&mut sheet.marks).into_iter();
        sheet.marks = marks.flat_map(|mark| spoken(layout, mark)).collect();
    }
    layout.sheets = sheets;
}

fn spoken(layout: &mut Layout, mark: Mark) -> Vec<Mark> {
    let (Owner::Element(owner), Shape::Text(text)) = (mark.owner, &mark.shape) else {
        return vec![mark];
    };
    let words = words(text);
    // A picture is read by its description.
    if words.is_empty() || matches!(layout.elements.get(owner).role, Role::Figure(_)) {
        return vec![mark];
    }
    let mut element = |said: Said| -> ElementId { layout.elements.add(owner, Role::Span(said)) };
    let parts = words
        .into_iter()
        .map(|(start, end, said)| (start, end, element(said)));
    split::split(text, mark.owner, parts)
}

/// Such words in a line, from left to right: the first glyph and the one after the last.
fn words(text: &Text) -> Vec<(usize, usize, Said)> {
    let glyphs = &text.glyphs;
    let is_letter = |glyph: &Glyph| glyph.letters.chars().all(char::is_alphanumeric);
    let mut found = Vec::new();
    let mut start = 0;
    for run in glyphs.chunk_by(|one, two| is_letter(one) == is_letter(two)) {
        let end = start + run.len();
        let is = |word: &str| {
            let letters = run.iter().flat_map(|glyph| glyph.letters.chars());
            letters.eq(word.chars())
        };
        if let Some((word, said)) = WORDS.iter().find(|(word, _)| is(word)) {
            let is_meant =
                *word != CASES || glyphs.get(end + 1).is_some_and(|next| next.letters == "=");
            found.extend(is_meant.then_some((start, end, *said)));
        }
        start = end;
    }
    found
}
