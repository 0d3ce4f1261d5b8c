//! A layout as data: elements in reading order, sheets of marks.
//!
//! Every mark belongs to an element or is a decoration. Points, from the top left corner, downwards.

use std::sync::Arc;

use compact_str::CompactString;

pub use super::elements::{Element, ElementId, Elements, Marker, Role};
use super::format::Size;
use super::picture::Picture;
use super::theme::Ink;

/// What is read, and where it is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// The size of every sheet.
    pub page: Size,
    pub elements: Elements,
    pub sheets: Vec<Sheet>,
    pub bookmarks: Vec<Bookmark>,
    pub links: Vec<Link>,
}

/// From a word to another element of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub element: ElementId,
    pub words: String,
    pub sheet: usize,
    pub room: Area,
    pub target: ElementId,
}

impl Layout {
    /// The first sheet of each page, from 0.
    pub fn first_sheets(&self) -> Vec<usize> {
        let begins = |bookmark: &Bookmark| {
            let owner = Owner::Element(bookmark.element);
            let holds = |sheet: &Sheet| sheet.marks.iter().any(|mark| mark.owner == owner);
            self.sheets.iter().position(holds)
        };
        let pages = self.bookmarks.iter().filter(|bookmark| bookmark.depth == 0);
        pages.filter_map(begins).collect()
    }
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct Sheet {
    pub marks: Vec<Mark>,
}

/// A line of the outline; `depth` 0 for a page, 1 for a heading inside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    pub depth: u8,
    pub title: String,
    /// The heading that it leads to.
    pub element: ElementId,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    pub owner: Owner,
    pub shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Element(ElementId),
    /// Rules, grounds, silhouettes: a screen reader passes over them.
    Decoration,
    /// Repeated titles and headers, the foot of the page: read elsewhere already.
    Running,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    Text(Text),
    Path(Path),
    /// A picture, as large as its room.
    Picture {
        room: Area,
        picture: Arc<Picture>,
    },
}

/// Letters on a baseline, already shaped.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub x: f64,
    pub baseline: f64,
    pub size: f64,
    pub face: Face,
    pub ink: Ink,
    pub words: Arc<str>,
    pub glyphs: Arc<[Glyph]>,
    /// Without the space that may end a line.
    pub width: f64,
    /// A line that ends inside a word, because the word is longer.
    pub cut: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Face {
    Regular,
    SemiBold,
}

/// A glyph of the whole font, with the letters that it stands for. Thousandths of the size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    pub id: u16,
    pub advance: i32,
    pub shift: i32,
    pub letters: CompactString,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    pub rings: Vec<Ring>,
    pub fill: Option<Ink>,
    pub stroke: Option<Stroke>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Ring {
    pub start: Point,
    pub steps: Vec<Step>,
    pub closed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Line(Point),
    Curve(Point, Point, Point),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stroke {
    pub ink: Ink,
    pub width: f64,
    pub dash: Option<(f64, f64)>,
}

/// Left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Area {
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }
}

impl Mark {
    /// The room that the mark takes.
    pub fn area(&self) -> Area {
        match &self.shape {
            Shape::Text(text) => Area {
                left: text.x,
                top: text.baseline - 0.72 * text.size,
                right: text.x + text.width,
                bottom: text.baseline + 0.22 * text.size,
            },
            Shape::Path(path) => path.area(),
            Shape::Picture { room, .. } => *room,
        }
    }

    #[must_use]
    pub fn shifted(mut self, dx: f64, dy: f64) -> Self {
        match &mut self.shape {
            Shape::Text(text) => {
                text.x += dx;
                text.baseline += dy;
            }
            Shape::Path(path) => path.each_point(|at| {
                at.x += dx;
                at.y += dy;
            }),
            Shape::Picture { room, .. } => {
                *room = Area {
                    left: room.left + dx,
                    top: room.top + dy,
                    right: room.right + dx,
                    bottom: room.bottom + dy,
                };
            }
        }
        self
    }

    /// Drawn larger, from the corner of the sheet.
    #[must_use]
    pub fn scaled(mut self, by: f64) -> Self {
        match &mut self.shape {
            Shape::Text(text) => {
                for length in [
                    &mut text.x,
                    &mut text.baseline,
                    &mut text.size,
                    &mut text.width,
                ] {
                    *length *= by;
                }
            }
            Shape::Path(path) => {
                path.each_point(|at| {
                    at.x *= by;
                    at.y *= by;
                });
                if let Some(stroke) = &mut path.stroke {
                    stroke.width *= by;
                    stroke.dash = stroke.dash.map(|(dash, gap)| (dash * by, gap * by));
                }
            }
            Shape::Picture { room, .. } => {
                *room = Area {
                    left: room.left * by,
                    top: room.top * by,
                    right: room.right * by,
                    bottom: room.bottom * by,
                };
            }
        }
        self
    }
}

impl Path {
    fn points(&self) -> impl Iterator<Item = Point> + '_ {
        self.rings.iter().flat_map(|ring| {
            std::iter::once(ring.start).chain(ring.steps.iter().flat_map(|step| match *step {
                Step::Line(to) => vec![to],
                Step::Curve(one, two, to) => vec![one, two, to],
            }))
        })
    }

    fn area(&self) -> Area {
        let half = self
            .stroke
            .as_ref()
            .map_or(0.0, |stroke| stroke.width / 2.0);
        self.points()
            .map(|at| Area {
                left: at.x - half,
                top: at.y - half,
                right: at.x + half,
                bottom: at.y + half,
            })
            .reduce(Area::with)
            .unwrap_or(Area {
                left: 0.0,
                top: 0.0,
                right: 0.0,
                bottom: 0.0,
            })
    }

    fn each_point(&mut self, mut change: impl FnMut(&mut Point)) {
        for ring in &mut self.rings {
            change(&mut ring.start);
            for step in &mut ring.steps {
                match step {
                    Step::Line(to) => change(to),
                    Step::Curve(one, two, to) => [one, two, to].into_iter().for_each(&mut change),
                }
            }
        }
    }
}
