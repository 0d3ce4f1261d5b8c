//! Blocks of words to pieces: paragraphs, lists, banners, notes, frames, columns.

use crate::report::block::{Banner, Block, Column, Coverage, Definition, Note, NoteKind};

use super::chart;
use super::piece::{
    self, Piece, Setter, Style, area, at, circle, filled, first_baseline, glued, ground, height_of,
    line, polygon, row, rows, total_height,
};
use super::sheet::{ElementId, Face, Mark, Marker, Owner, Role};
use super::table;
use super::text::{Line, Span};
use super::theme::Ink;
use super::tiles;

/// White between two columns.
const GUTTER: f64 = 28.0;
/// A column narrower than that cannot be read.
const NARROWEST: f64 = 90.0;
/// The thick rule of a banner or a frame.
const RULE: f64 = 4.0;
/// White inside a frame.
const PADDING: f64 = 14.0;

/// The pieces of several blocks, one below the other.
pub fn pieces(
    setter: &mut Setter<'_>,
    blocks: &[Block],
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    let mut all: Vec<Piece> = Vec::new();
    let mut after_heading = false;
    for block in blocks {
        let mut pieces = block_pieces(setter, block, width, parent);
        if let Some(first) = pieces.first_mut() {
            let white = if after_heading {
                setter.eased(3.0, 6.0).min(6.0)
            } else {
                white_above(setter, block)
            };
            first.before = first.before.max(white);
        }
        after_heading = matches!(block, Block::Heading { .. });
        all.extend(pieces);
    }
    all
}

/// A note holds to what it explains; a heading stands off from what comes before it.
fn white_above(setter: &Setter<'_>, block: &Block) -> f64 {
    match block {
        Block::Note(_) => setter.eased(6.0, 10.0),
        Block::Heading { .. } => setter.eased(13.0, 22.0),
        Block::Paragraph { .. } | Block::List { .. } | Block::Definitions { .. } => {
            setter.eased(6.0, 10.0)
        }
        Block::Lead { .. }
        | Block::Banner(_)
        | Block::Tiles { .. }
        | Block::Grid(_)
        | Block::Stack(_)
        | Block::Bars(_)
        | Block::Range(_)
        | Block::Lines(_)
        | Block::Frame { .. }
        | Block::Columns { .. } => setter.gap(),
    }
}

fn block_pieces(
    setter: &mut Setter<'_>,
    block: &Block,
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    match block {
        Block::Lead { text } => lead(setter, text, width, parent),
        Block::Heading { text } => heading(setter, text, width, parent),
        Block::Paragraph { text } => paragraph(setter, text, width, parent),
        Block::List { items, numbered } => list(setter, items, *numbered, width, parent),
        Block::Banner(banner) => banner_pieces(setter, banner, width, parent),
        Block::Tiles { rows } => tiles::pieces(setter, rows, width, parent),
        Block::Grid(grid) => table::pieces(setter, grid, width, parent),
        Block::Stack(stack) => chart::stack::pieces(setter, stack, width, parent),
        Block::Bars(bars) => chart::bars::pieces(setter, bars, width, parent),
        Block::Range(range) => chart::range::pieces(setter, range, width, parent),
        Block::Lines(lines) => chart::lines::pieces(setter, lines, width, parent),
        Block::Note(note) => note_pieces(setter, note, width, parent),
        Block::Definitions { items } => definitions(setter, items, width, parent),
        Block::Frame { title, blocks } => frame(setter, title, blocks, width, parent),
        Block::Columns { columns } => columns_pieces(setter, columns, width, parent),
    }
}

fn lead(setter: &mut Setter<'_>, text: &str, width: f64, parent: ElementId) -> Vec<Piece> {
    let size = setter.theme.lead_pt;
    let style = Style {
        face: Face::SemiBold,
        size,
        ink: setter.theme.navy,
        leading: size * 1.3,
    };
    let owner = setter.elements.add(parent, Role::Paragraph);
    setter.flowing(&setter.balanced(text, style, width), style, 0.0, owner)
}

/// A heading stays with the block below it.
pub fn heading(setter: &mut Setter<'_>, text: &str, width: f64, parent: ElementId) -> Vec<Piece> {
    let size = setter.theme.heading_pt;
    let style = Style {
        face: Face::SemiBold,
        size,
        ink: setter.theme.navy,
        leading: size * 1.22,
    };
    let lines = setter.balanced(text, style, width);
    if lines.is_empty() {
        return Vec::new();
    }
    let owner = setter.elements.add(parent, Role::Heading(setter.level));
    let mut pieces = setter.flowing(&lines, style, 0.0, owner);
    for piece in &mut pieces {
        piece.with_next = true;
    }
    if let Some(last) = pieces.last_mut() {
        last.height += 3.0;
    }
    pieces
}

fn paragraph(setter: &mut Setter<'_>, text: &str, width: f64, parent: ElementId) -> Vec<Piece> {
    let style = setter.body();
    let owner = setter.elements.add(parent, Role::Paragraph);
    setter.flowing(
        &setter.lines(text, style, width.min(620.0)),
        style,
        0.0,
        owner,
    )
}

fn list(
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
        let mut flowing = setter.flowing(&lines, style, indent, body);
        if let Some(first) = flowing.first_mut() {
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
        pieces.extend(flowing);
    }
    pieces
}

/// A word in bold, its meaning beside it.
fn definitions(
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
        let mut flowing = if wide {
            side_by_side(&word, label, &meaning, body, indent, style)
        } else {
            let mut flowing = setter.flowing(&word, strong, 0.0, label);
            flowing.iter_mut().for_each(|piece| piece.with_next = true);
            flowing.extend(setter.flowing(&meaning, style, 0.0, body));
            flowing
        };
        if let Some(first) = flowing.first_mut() {
            first.before = if rank == 0 {
                0.0
            } else {
                setter.eased(4.0, 8.0)
            };
        }
        pieces.extend(flowing);
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

/// A thick rule, a drawn sign and words: never the colour alone.
fn banner_pieces(
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
    let mut pieces = setter.flowing(&lines, style, left, owner);
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
            piece::stroked(
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
                piece::stroked(decoration, circle(at(x, y), 7.2), ink, 1.6),
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

fn note_pieces(setter: &mut Setter<'_>, note: &Note, width: f64, parent: ElementId) -> Vec<Piece> {
    let caveat = Style {
        ink: setter.theme.text,
        size: 10.5,
        leading: 14.6,
        ..setter.note()
    };
    let style = if note.kind == NoteKind::Caveat {
        caveat
    } else {
        setter.note()
    };
    let owner = setter.elements.add(parent, Role::Paragraph);
    let (lead_in, ink) = match note.kind {
        NoteKind::HowToRead => ("Comment lire\u{00A0}: ", setter.theme.navy),
        NoteKind::Source => ("Source et effectif\u{00A0}: ", setter.theme.navy),
        NoteKind::Caveat | NoteKind::Plain => ("", setter.theme.soft),
    };
    let already = !lead_in.is_empty() && starts_alike(&note.text, lead_in);
    let mut spans = Vec::new();
    if !lead_in.is_empty() && !already {
        spans.push(Span {
            words: lead_in,
            face: Face::SemiBold,
            ink,
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
        .type_
        .wrap(&spans, style.size, (width - indent).min(640.0));
    let mut pieces = setter.flowing(&lines, style, indent, owner);
    if note.kind == NoteKind::Caveat
        && let Some(first) = pieces.first_mut()
    {
        let mut marks = warning(9.0, style.leading / 2.0, setter.theme.rust);
        marks.append(&mut first.marks);
        first.marks = marks;
    }
    pieces
}

/// A text that brings its own « Comment lire : » does not get it twice.
fn starts_alike(text: &str, lead_in: &str) -> bool {
    let word = lead_in.trim_end_matches([' ', ':', '\u{00A0}']);
    text.trim_start().starts_with(word)
}

fn frame(
    setter: &mut Setter<'_>,
    title: &str,
    blocks: &[Block],
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    let at_least = std::mem::take(&mut setter.at_least);
    let section = setter.elements.add(parent, Role::Section);
    let inside = (width - PADDING * 2.0 - RULE).max(60.0);
    let mut inner = heading(setter, title, inside, section);
    let deeper = u8::from(!inner.is_empty());
    setter.level += deeper;
    inner.extend(pieces(setter, blocks, inside, section));
    setter.level -= deeper;
    let (first_rank, last_rank) = (0, inner.len().saturating_sub(1));
    let padded = inner
        .into_iter()
        .enumerate()
        .map(|(rank, mut piece)| {
            let above = if rank == first_rank {
                PADDING - 2.0
            } else {
                0.0
            };
            piece.marks = piece
                .marks
                .into_iter()
                .map(|mark| mark.shifted(PADDING + RULE, above))
                .collect();
            piece.height += above
                + if rank == last_rank {
                    PADDING - 2.0
                } else {
                    0.0
                };
            piece.repeated = piece.repeated.map(|mut repeated| {
                repeated.marks = repeated
                    .marks
                    .into_iter()
                    .map(|mark| mark.shifted(PADDING + RULE, 0.0))
                    .collect();
                repeated
            });
            piece
        })
        .collect();
    let mut panels = panelled(setter, padded, width, setter.theme.navy);
    if let [panel] = panels.as_mut_slice() {
        raise(setter, panel, width, at_least);
    }
    panels
}

/// Draws the ground and the rule of a panel, its first two marks, down to a given height.
fn raise(setter: &Setter<'_>, panel: &mut Piece, width: f64, height: f64) {
    if panel.height < height {
        panel.height = height;
        panel
            .marks
            .splice(..2, panel_marks(setter, width, height, setter.theme.navy));
    }
}

/// A pale ground and a thick rule at the left, in one piece when it fits a sheet.
fn panelled(setter: &Setter<'_>, pieces: Vec<Piece>, width: f64, ink: Ink) -> Vec<Piece> {
    if pieces.is_empty() {
        return pieces;
    }
    if total_height(&pieces) <= setter.tallest {
        return vec![panel(setter, glued(pieces), width, ink)];
    }
    pieces
        .into_iter()
        .enumerate()
        .map(|(rank, mut piece)| {
            // The white between two pieces becomes part of the panel.
            let above = if rank == 0 { 0.0 } else { piece.before };
            piece.marks = piece
                .marks
                .into_iter()
                .map(|mark| mark.shifted(0.0, above))
                .collect();
            piece.height += above;
            piece.before -= above;
            panel(setter, piece, width, ink)
        })
        .collect()
}

fn panel(setter: &Setter<'_>, mut piece: Piece, width: f64, ink: Ink) -> Piece {
    let mut marks = panel_marks(setter, width, piece.height, ink).to_vec();
    marks.append(&mut piece.marks);
    Piece { marks, ..piece }
}

fn panel_marks(setter: &Setter<'_>, width: f64, height: f64, ink: Ink) -> [Mark; 2] {
    [
        ground(
            Owner::Decoration,
            area(0.0, 0.0, width, height),
            setter.theme.pale,
        ),
        ground(Owner::Decoration, area(0.0, 0.0, RULE, height), ink),
    ]
}

/// Side by side in one piece; one after the other over the whole width when a sheet is not enough.
fn columns_pieces(
    setter: &mut Setter<'_>,
    columns: &[Column],
    width: f64,
    parent: ElementId,
) -> Vec<Piece> {
    let shares: f64 = columns
        .iter()
        .map(|column| f64::from(column.weight.max(1)))
        .sum();
    let room = width - GUTTER * (columns.len().saturating_sub(1)) as f64;
    let known = setter.elements.len();
    let widths: Vec<f64> = columns
        .iter()
        .map(|column| room * f64::from(column.weight.max(1)) / shares)
        .collect();
    if !columns.is_empty() && widths.iter().all(|width| *width > NARROWEST) {
        let height = tallest_column(setter, columns, &widths, parent);
        if height <= setter.tallest {
            return vec![beside(setter, columns, &widths, height, parent)];
        }
    }
    setter.elements.truncate(known);
    columns
        .iter()
        .flat_map(|column| pieces(setter, &column.blocks, width, parent))
        .collect()
}

fn tallest_column(
    setter: &mut Setter<'_>,
    columns: &[Column],
    widths: &[f64],
    parent: ElementId,
) -> f64 {
    let known = setter.elements.len();
    let mut tallest = 0.0_f64;
    for (column, width) in columns.iter().zip(widths) {
        tallest = tallest.max(total_height(&pieces(
            setter,
            &column.blocks,
            *width,
            parent,
        )));
        setter.elements.truncate(known);
    }
    tallest
}

/// Each column is set as generously as its neighbour's height allows, so that they end together.
fn beside(
    setter: &mut Setter<'_>,
    columns: &[Column],
    widths: &[f64],
    height: f64,
    parent: ElementId,
) -> Piece {
    let mut marks = Vec::new();
    let mut x = 0.0;
    for (column, width) in columns.iter().zip(widths) {
        let usual = setter.ease;
        // A frame alone in its column is as high as its neighbours.
        if matches!(column.blocks.as_slice(), [Block::Frame { .. }]) {
            setter.at_least = height;
        } else {
            setter.ease = ease_to_fill(setter, column, *width, height, parent);
        }
        let inner = glued(pieces(setter, &column.blocks, *width, parent));
        setter.ease = usual;
        marks.extend(inner.marks.into_iter().map(|mark| mark.shifted(x, 0.0)));
        x += width + GUTTER;
    }
    Piece {
        height,
        marks,
        ..Piece::default()
    }
}

fn ease_to_fill(
    setter: &mut Setter<'_>,
    column: &Column,
    width: f64,
    height: f64,
    parent: ElementId,
) -> f64 {
    let (known, usual) = (setter.elements.len(), setter.ease);
    let (mut fits, mut over) = (usual, usual + 1.2);
    for _ in 0..7 {
        setter.ease = f64::midpoint(fits, over);
        let reached = total_height(&pieces(setter, &column.blocks, width, parent));
        setter.elements.truncate(known);
        if reached <= height {
            fits = setter.ease;
        } else {
            over = setter.ease;
        }
    }
    setter.ease = usual;
    fits
}

/// The lines of a caption above a figure, and the white below it.
pub fn caption(
    setter: &mut Setter<'_>,
    words: &str,
    width: f64,
    owner: ElementId,
) -> (Vec<Mark>, f64) {
    let style = setter.strong();
    let lines = setter.lines(words, style, width);
    let height = height_of(&lines, style);
    let marks = rows(&lines, 0.0, 0.0, style, Owner::Element(owner));
    (
        marks,
        if lines.is_empty() {
            0.0
        } else {
            height + setter.eased(5.0, 8.0)
        },
    )
}
