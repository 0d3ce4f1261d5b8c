//! Pieces of a page: what can be moved down or to the next sheet, but not cut.

use super::sheet::{ElementId, Elements, Face, Mark, Owner, Shape, Text};
use super::text::{Line, Span, TextLines, Typesetter};
use super::theme::{Ink, Theme};

/// Marks placed from their own top left corner.
#[derive(Clone, Debug, Default)]
pub struct Piece {
    pub height: f64,
    /// White above, left out at the top of a sheet.
    pub before: f64,
    /// Never the last of a sheet: a heading, the first line of a paragraph.
    pub with_next: bool,
    pub marks: Vec<Mark>,
    /// What is drawn again above the piece when it begins a sheet: the header of a table.
    pub repeated: Option<Repeated>,
}

#[derive(Clone, Debug)]
pub struct Repeated {
    pub height: f64,
    pub marks: Vec<Mark>,
}

/// What every maker of pieces needs.
pub struct Setter<'a> {
    pub theme: &'a Theme,
    pub typesetter: &'a Typesetter,
    pub elements: &'a mut Elements,
    /// From 0, as tight as can be read, to 1, as generous as looks well.
    pub ease: f64,
    /// Only the heights are looked at, and which marks there are: not where they stand.
    pub is_trial: bool,
    /// Level of the headings inside the page.
    pub level: u8,
    /// The height of a whole sheet below its title.
    pub tallest: f64,
    /// The height that the next frame has to fill, beside its neighbours.
    pub at_least: f64,
}

/// How a text is set.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    pub face: Face,
    pub size: f64,
    pub ink: Ink,
    pub leading: f64,
}

impl Setter<'_> {
    /// A length between its tightest and its most generous.
    pub fn eased(&self, tight: f64, generous: f64) -> f64 {
        tight + (generous - tight) * self.ease
    }

    /// The white between two blocks.
    pub fn gap(&self) -> f64 {
        self.eased(10.0, 19.0)
    }

    pub fn body(&self) -> Style {
        Style {
            face: Face::Regular,
            size: self.theme.format.body_pt,
            ink: self.theme.text,
            leading: self.theme.format.body_pt * 1.4,
        }
    }

    pub fn strong(&self) -> Style {
        Style {
            face: Face::SemiBold,
            ink: self.theme.navy,
            ..self.body()
        }
    }

    pub fn note(&self) -> Style {
        Style {
            face: Face::Regular,
            size: self.theme.format.note_pt,
            ink: self.theme.soft,
            leading: self.theme.format.note_pt * 1.36,
        }
    }

    pub fn lines(&self, words: &str, style: Style, width: f64) -> TextLines {
        self.typesetter.wrap(
            &[Span {
                words,
                face: style.face,
                ink: style.ink,
            }],
            style.size,
            width,
        )
    }

    pub fn balanced(&self, words: &str, style: Style, width: f64) -> TextLines {
        self.typesetter.balance(
            &[Span {
                words,
                face: style.face,
                ink: style.ink,
            }],
            style.size,
            width,
        )
    }

    /// The narrowest room where nothing is parted that holds together, or only no word.
    pub fn narrowest(&self, words: &str, style: Style, held: bool) -> f64 {
        self.typesetter
            .widest_bit(words, style.face, style.size, held)
    }

    pub fn width(&self, words: &str, style: Style) -> f64 {
        self.typesetter.width(words, style.face, style.size)
    }
}

/// A text as pieces of one line, so that it may run over on the next sheet; two lines stay together
/// at each end.
pub fn flowing(lines: &[Line], style: Style, x: f64, owner: ElementId) -> Vec<Piece> {
    let count = lines.len();
    lines
        .iter()
        .enumerate()
        .map(|(rank, line)| Piece {
            height: style.leading,
            before: 0.0,
            with_next: count > 1 && (rank == 0 || rank + 2 == count),
            marks: row(
                line,
                x,
                first_baseline(style),
                style.size,
                Owner::Element(owner),
            ),
            repeated: None,
        })
        .collect()
}

/// From the top of a line to its baseline.
pub fn first_baseline(style: Style) -> f64 {
    f64::midpoint(style.leading, style.size * 0.68)
}

/// One line of text on a baseline.
pub fn row(line: &Line, x: f64, baseline: f64, size: f64, owner: Owner) -> Vec<Mark> {
    line.parts
        .iter()
        .map(|part| Mark {
            owner,
            shape: Shape::Text(Text {
                x: x + part.offset,
                baseline,
                size,
                face: part.face,
                ink: part.ink,
                words: part.words.clone(),
                glyphs: part.glyphs.clone(),
                width: part.width,
                cut: part.cut,
            }),
        })
        .collect()
}

/// Lines one below the other, from their top.
pub fn rows(lines: &[Line], x: f64, top: f64, style: Style, owner: Owner) -> Vec<Mark> {
    let mut baseline = top + first_baseline(style);
    let mut marks = Vec::new();
    for line in lines {
        marks.extend(row(line, x, baseline, style.size, owner));
        baseline += style.leading;
    }
    marks
}

/// As `rows`, each line ending at `right`.
pub fn rows_to_the_right(
    lines: &[Line],
    right: f64,
    top: f64,
    style: Style,
    owner: Owner,
) -> Vec<Mark> {
    aligned(lines, top, style, owner, |line| right - line.width)
}

/// As `rows`, each line around `middle`.
pub fn rows_around(lines: &[Line], middle: f64, top: f64, style: Style, owner: Owner) -> Vec<Mark> {
    aligned(lines, top, style, owner, |line| middle - line.width / 2.0)
}

fn aligned(
    lines: &[Line],
    top: f64,
    style: Style,
    owner: Owner,
    left: impl Fn(&Line) -> f64,
) -> Vec<Mark> {
    let mut baseline = top + first_baseline(style);
    let mut marks = Vec::new();
    for line in lines {
        marks.extend(row(line, left(line), baseline, style.size, owner));
        baseline += style.leading;
    }
    marks
}

pub fn height_of(lines: &[Line], style: Style) -> f64 {
    lines.len() as f64 * style.leading
}

/// Pieces glued into one.
pub fn glued(pieces: Vec<Piece>) -> Piece {
    let mut whole = Piece::default();
    for (rank, piece) in pieces.into_iter().enumerate() {
        if rank == 0 {
            whole.before = piece.before;
        } else {
            whole.height += piece.before;
        }
        let top = whole.height;
        whole.height += piece.height;
        whole.with_next = piece.with_next;
        whole
            .marks
            .extend(piece.marks.into_iter().map(|mark| mark.shifted(0.0, top)));
    }
    whole
}

pub fn total_height(pieces: &[Piece]) -> f64 {
    let whole: f64 = pieces.iter().map(|piece| piece.before + piece.height).sum();
    whole - pieces.first().map_or(0.0, |first| first.before)
}
