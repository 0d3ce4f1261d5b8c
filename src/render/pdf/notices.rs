//! Banners and notes: what to know before believing a figure.

use crate::report::block::{Banner, Coverage, Note, NoteKind};

use super::draw::{at, circle, filled, line, polygon, stroked};
use super::panels::{PADDING, panelled};
use super::piece::{Piece, Setter, Style, flowing};
use super::sheet::{ElementId, Face, Mark, Owner, Role};
use super::text::Span;
use super::theme::Ink;

/// A thick rule, a drawn sign and words: never the colour alone.
pub fn banner_pieces(
    setter: &mut Setter<'_>,
    banner: &Banner,
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    let style = Style {
        ink: setter.theme.text,
        ..setter.body()
    };
    let owner = setter.elements.add(parent, Role::Paragraph);
    let (left, top) = (44.0, 9.0);
    let lines = setter.lines(&banner.text, style, (width - left - PADDING).max(60.0));
    let ink = match banner.level {
        Coverage::Complete => setter.theme.navy,
        Coverage::Partial | Coverage::Insufficient => setter.theme.rust,
    };
    let mut pieces = flowing(&lines, style, left, owner);
    if let Some(first) = pieces.first_mut() {
        let mut marks = sign(banner.level, 25.0, top + style.leading / 2.0, ink);
        marks.extend(first.marks.drain(..).map(|mark| mark.shifted(0.0, top)));
        first.marks = marks;
        first.height += top;
    }
    if let Some(last) = pieces.last_mut() {
        last.height += top;
    }
    panelled(setter, pieces, width, ink)
}

/// A tick, a half disc, a triangle: told apart without colours.
fn sign(level: Coverage, x: f64, y: f64, ink: Ink) -> Vec<Mark> {
    let decoration = Owner::Decoration;
    match level {
        Coverage::Complete => vec![
            filled(decoration, circle(at(x, y), 8.0), ink),
            stroked(
                decoration,
                polygon(
                    &[
                        at(x - 3.8, y + 0.2),
                        at(x - 1.0, y + 3.2),
                        at(x + 4.0, y - 3.0),
                    ],
                    false,
                ),
                Ink::WHITE,
                1.8,
            ),
        ],
        Coverage::Partial => {
            let mut half = circle(at(x, y), 7.2);
            half[0].steps.truncate(2);
            vec![
                filled(decoration, circle(at(x, y), 7.2), Ink::WHITE),
                filled(decoration, half, ink),
                stroked(decoration, circle(at(x, y), 7.2), ink, 1.6),
            ]
        }
        Coverage::Insufficient => warning(x, y, ink),
    }
}

/// The triangle of caution.
fn warning(x: f64, y: f64, ink: Ink) -> Vec<Mark> {
    let decoration = Owner::Decoration;
    let white = Ink::WHITE;
    vec![
        filled(
            decoration,
            polygon(
                &[at(x, y - 8.0), at(x + 9.0, y + 7.0), at(x - 9.0, y + 7.0)],
                true,
            ),
            ink,
        ),
        line(decoration, at(x, y - 3.0), at(x, y + 2.2), white, 1.8),
        filled(decoration, circle(at(x, y + 4.6), 1.1), white),
    ]
}

pub fn note_pieces(
    setter: &mut Setter<'_>,
    note: &Note,
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    let caveat = Style {
        ink: setter.theme.text,
        size: setter.theme.format.body_pt,
        leading: setter.theme.format.body_pt * 1.38,
        ..setter.note()
    };
    let style = if note.kind == NoteKind::Caveat {
        caveat
    } else {
        setter.note()
    };
    let role = match note.kind {
        NoteKind::HowToRead | NoteKind::Source => Role::Note,
        NoteKind::Caveat | NoteKind::Plain => Role::Paragraph,
    };
    let owner = setter.elements.add(parent, role);
    let lead_in = match note.lead_in() {
        "" => String::new(),
        lead_in => format!("{lead_in}\u{a0}: "),
    };
    let mut spans = Vec::new();
    if !lead_in.is_empty() {
        spans.push(Span {
            words: &lead_in,
            face: Face::SemiBold,
            ink: setter.theme.navy,
        });
    }
    spans.push(Span {
        words: &note.text,
        face: style.face,
        ink: style.ink,
    });
    let indent = if note.kind == NoteKind::Caveat {
        24.0
    } else {
        0.0
    };
    let lines = setter
        .typesetter
        .wrap(&spans, style.size, (width - indent).min(640.0));
    let mut pieces = flowing(&lines, style, indent, owner);
    if note.kind == NoteKind::Caveat
        && let Some(first) = pieces.first_mut()
    {
        let mut marks = warning(9.0, style.leading / 2.0, setter.theme.rust);
        marks.append(&mut first.marks);
        first.marks = marks;
    }
    pieces
}
