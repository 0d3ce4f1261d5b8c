//! Words of the notes that the glossary explains, linked to where it does.

use std::collections::BTreeMap;

use super::draw::{at, line};
use super::hyphens::SOFT_HYPHEN;
use super::sheet::{ElementId, Layout, Link, Mark, Owner, Role, Shape, Sheet, Text};
use super::split::split;
use super::theme::Ink;

/// A word of the glossary, in lower case, and the label of its definition.
struct Term {
    words: Vec<String>,
    target: ElementId,
}

/// Links the first mention of each word in the notes of each page. Words that the same sheet explains are left.
pub fn link(layout: &mut Layout, ink: Ink) {
    let terms = terms(layout);
    if terms.is_empty() {
        return;
    }
    let begins = layout.first_sheets();
    let mut seen = vec![false; terms.len()];
    let mut sheets = std::mem::take(&mut layout.sheets);
    for (rank, sheet) in sheets.iter_mut().enumerate() {
        if begins.contains(&rank) {
            seen.fill(false);
        }
        for (term, seen) in terms.iter().zip(&mut seen) {
            let is_here = |mark: &Mark| mark.owner == Owner::Element(term.target);
            *seen = *seen || sheet.marks.iter().any(is_here);
        }
        link_sheet(layout, rank, sheet, &terms, &mut seen, ink);
    }
    layout.sheets = sheets;
}

/// The labels of the definitions; the first of two that are the same, the longest first.
fn terms(layout: &Layout) -> Vec<Term> {
    let mut labels: BTreeMap<ElementId, String> = BTreeMap::new();
    for mark in layout.sheets.iter().flat_map(|sheet| &sheet.marks) {
        if let (Owner::Element(id), Shape::Text(text)) = (mark.owner, &mark.shape)
            && layout.elements.get(id).role == Role::Label
        {
            labels.entry(id).or_default().push_str(&text.words);
        }
    }
    let mut known: BTreeMap<Vec<String>, ElementId> = BTreeMap::new();
    for (target, label) in labels {
        let letters = label.chars().filter(|letter| *letter != SOFT_HYPHEN);
        let plain: String = letters.map(plain).collect();
        let words: Vec<String> = plain
            .trim_matches(['«', '»', ' '])
            .split(' ')
            .map(str::to_owned)
            .collect();
        let are_words = words.iter().all(|word| {
            !word.is_empty()
                && word
                    .chars()
                    .all(|letter| letter.is_alphabetic() || "’-".contains(letter))
        });
        if are_words {
            known.entry(words).or_insert(target);
        }
    }
    let mut terms: Vec<Term> = known
        .into_iter()
        .map(|(words, target)| Term { words, target })
        .collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.words.iter().map(String::len).sum::<usize>()));
    terms
}

fn link_sheet(
    layout: &mut Layout,
    rank: usize,
    sheet: &mut Sheet,
    terms: &[Term],
    seen: &mut [bool],
    ink: Ink,
) {
    let mut marks = Vec::with_capacity(sheet.marks.len());
    for mark in sheet.marks.drain(..) {
        let (Owner::Element(note), Shape::Text(text)) = (mark.owner, &mark.shape) else {
            marks.push(mark);
            continue;
        };
        if layout.elements.get(note).role != Role::Note {
            marks.push(mark);
            continue;
        }
        let found = mentions(text, terms, seen);
        if found.is_empty() {
            marks.push(mark);
            continue;
        }
        let elements: Vec<ElementId> = found
            .iter()
            .map(|_| layout.elements.add(note, Role::Link))
            .collect();
        let parts = found.iter().zip(&elements);
        let parts = parts.map(|(&(_, start, end), element)| (start, end, *element));
        let pieces = split(text, mark.owner, parts);
        for (&(term, ..), element) in found.iter().zip(&elements) {
            let word = pieces
                .iter()
                .find(|piece| piece.owner == Owner::Element(*element));
            if let Some(word) = word
                && let Shape::Text(said) = &word.shape
            {
                marks.push(underline(word, ink));
                layout.links.push(Link {
                    element: *element,
                    words: said.words.to_string(),
                    sheet: rank,
                    room: word.area(),
                    target: terms[term].target,
                });
            }
        }
        marks.extend(pieces);
    }
    sheet.marks = marks;
}

/// A link is told from the words around it by more than its colour.
fn underline(word: &Mark, ink: Ink) -> Mark {
    let room = word.area();
    line(
        Owner::Decoration,
        at(room.left, room.bottom),
        at(room.right, room.bottom),
        ink,
        0.5,
    )
}

/// The words found in a line, from left to right: which one, its first glyph and the one after its last.
fn mentions(text: &Text, terms: &[Term], seen: &mut [bool]) -> Vec<(usize, usize, usize)> {
    let letters: Vec<char> = text.words.chars().map(plain).collect();
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for (rank, term) in terms.iter().enumerate() {
        if seen[rank] {
            continue;
        }
        let mention = (0..letters.len()).find_map(|start| {
            let end = mention(&letters, start, term)?;
            let place = (glyph_at(text, start)?, glyph_at(text, end)?);
            let is_free = found
                .iter()
                .all(|&(_, from, to)| place.1 <= from || to <= place.0);
            is_free.then_some(place)
        });
        if let Some((start, end)) = mention {
            seen[rank] = true;
            found.push((rank, start, end));
        }
    }
    found.sort_by_key(|&(_, start, _)| start);
    found
}

/// Where a word that begins here ends: in the singular or in the plural, and « n » with its number.
fn mention(letters: &[char], start: usize, term: &Term) -> Option<usize> {
    if start > 0 && letters[start - 1].is_alphanumeric() {
        return None;
    }
    let mut at = start;
    for (rank, word) in term.words.iter().enumerate() {
        if rank > 0 {
            (*letters.get(at)? == ' ').then_some(())?;
            at += 1;
        }
        for letter in word.chars() {
            (*letters.get(at)? == letter).then_some(())?;
            at += 1;
        }
        if letters.get(at) == Some(&'s') {
            at += 1;
        }
    }
    if letters.get(at).is_some_and(|next| next.is_alphanumeric()) {
        return None;
    }
    if term.words == ["n"] {
        (letters.get(at..at + 3)? == [' ', '=', ' ']).then_some(())?;
        at += 3;
        at += letters[at..]
            .iter()
            .take_while(|letter| letter.is_ascii_digit())
            .count();
    }
    Some(at)
}

/// All spaces are one, and no letter is a capital.
fn plain(letter: char) -> char {
    match letter {
        '\u{00A0}' | '\u{202F}' => ' ',
        letter => letter.to_lowercase().next().unwrap_or(letter),
    }
}

/// The glyph that begins at a letter; none inside a ligature.
fn glyph_at(text: &Text, letter: usize) -> Option<usize> {
    let mut before = 0;
    for (rank, glyph) in text.glyphs.iter().enumerate() {
        if before == letter {
            return Some(rank);
        }
        before += glyph.letters.chars().count();
    }
    (before == letter).then_some(text.glyphs.len())
}
