//! What a page is made of: words and numbers, already in French, not yet placed.
//!
//! Nothing here knows a font, a colour value or a page size. Sizes of marks are integers (seconds,
//! counts): the renderer only scales them, and prints the labels that it is given.

use serde::Serialize;

/// A whole report, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// « Le travail derrière nos réseaux sociaux ».
    pub title: String,
    /// « Département des Abers, octobre 2026 ».
    pub subtitle: String,
    /// The body that publishes, for the metadata and the foot of the page.
    pub organisation: String,
    /// « octobre 2026 ».
    pub month: String,
    /// « Version provisoire, produite le 5 novembre 2026, non relue ».
    pub version: String,
    /// ISO date of production, an input of the run, for the metadata.
    pub produced_on: chrono::NaiveDate,
    /// First characters of the fingerprint of the inputs, printed at the foot.
    pub fingerprint: String,
    pub pages: Vec<Page>,
}

/// One idea. It starts on a sheet of its own and may run over on a second one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page {
    /// Stable name, « iceberg ».
    pub id: &'static str,
    /// The message, printed large: the only first-level heading of an inner page.
    pub title: String,
    /// Short name for the bookmarks, « Ce qui se voit ».
    pub bookmark: String,
    pub layout: PageLayout,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PageLayout {
    /// First page: the title of the document, on a ground of its own.
    Cover,
    Inner,
    /// One sheet to hang on a wall: its title on a ground of its own, no table.
    Poster,
    /// Where the figures come from and what the words mean: to be read, not shown in a room.
    Method,
    /// After the report proper: tables and definitions, for whoever asks.
    Annex,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// The sentence of the month, printed large.
    Lead {
        text: String,
    },
    /// A heading inside the page.
    Heading {
        text: String,
    },
    Paragraph {
        text: String,
    },
    /// A short list, one idea a line.
    List {
        items: Vec<String>,
        numbered: bool,
    },
    Banner(Banner),
    /// Key figures, four a row.
    Tiles {
        rows: Vec<TileRow>,
    },
    Grid(Grid),
    Stack(Stack),
    Bars(Bars),
    Range(Range),
    Timeline(Timeline),
    Lines(Lines),
    Circuit(Circuit),
    Note(Note),
    /// A word and its definition, several times.
    Definitions {
        items: Vec<Definition>,
    },
    /// A frame with a title.
    Frame {
        title: String,
        blocks: Vec<Block>,
    },
    /// Side by side, read left to right; widths in proportion to the weights.
    Columns {
        columns: Vec<Column>,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Column {
    pub weight: u16,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Definition {
    pub word: String,
    pub meaning: String,
}

/// How whole the data are. Told by words, a sign and a thick rule, never by colour alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Banner {
    pub level: Coverage,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Coverage {
    Complete,
    Partial,
    Insufficient,
}

/// A row of key figures under its own small heading (« Ce que nous avons fait »).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TileRow {
    pub heading: String,
    pub tiles: Vec<Tile>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tile {
    /// The stable code of the figure, « ES1 »; not printed.
    pub code: &'static str,
    pub label: String,
    /// « 214 h », or the sentence of the state when nothing is measured.
    pub value: String,
    /// False when `value` is a sentence of state: it is then printed as text, not as a big number.
    pub measured: bool,
    /// « 1,6 ETP · n = 214 saisies ».
    pub detail: String,
    /// « septembre : 201 h, hausse de 13 h », if anything can be said.
    pub comparison: Option<String>,
}

/// A table with column headers; the first cell of each row is the header of the row.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Grid {
    pub caption: String,
    pub columns: Vec<GridColumn>,
    pub rows: Vec<Vec<String>>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GridColumn {
    pub title: String,
    pub align: Align,
    /// Share of the width, any unit.
    pub weight: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    Left,
    Right,
}

/// The three hues, the hatching and the dashed outline of the charter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hue {
    Rust,
    Navy,
    Blue,
    Hatched,
    Dashed,
}

/// The iceberg: one upright stack, heights in proportion, a water line after the first `above` parts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stack {
    pub caption: String,
    pub alt: String,
    /// « ligne d'eau » label, left of the line above and below it.
    pub above_label: String,
    pub below_label: String,
    /// How many of the first parts stand above the water.
    pub above: usize,
    pub parts: Vec<StackPart>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StackPart {
    pub label: String,
    /// « 122 h · 57 % ».
    pub value: String,
    pub size: u64,
    pub hue: Hue,
}

/// Horizontal bars from zero on one scale.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bars {
    pub caption: String,
    pub alt: String,
    pub bars: Vec<Bar>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    pub label: String,
    pub value: String,
    pub size: u64,
    pub hue: Hue,
}

/// One horizontal line per row: quartiles as a thick line, extremes as a thin one, the median as a
/// dot, or every case as a small dot when there are too few for a median.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Range {
    pub caption: String,
    pub alt: String,
    /// Position on the axis and its printed label; the first is zero.
    pub ticks: Vec<Tick>,
    pub rows: Vec<RangeRow>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Tick {
    pub at: u64,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RangeRow {
    pub label: String,
    /// Printed at the right end: « 2 h 10 (1 h 15 à 4 h 05), n = 12 ».
    pub value: String,
    pub spread: RangeSpread,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "spread", rename_all = "snake_case")]
pub enum RangeSpread {
    /// Too few cases: each of them.
    Points { at: Vec<u64> },
    /// The median between a low and a high mark (extremes from 5 cases, quartiles from 10).
    Median { low: u64, middle: u64, high: u64 },
}

/// A life on an axis of days: one lane a stage. Positions are minutes from the start of the first day.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timeline {
    pub caption: String,
    pub alt: String,
    /// The whole axis.
    pub length: u64,
    pub ticks: Vec<Tick>,
    /// Days off, lightly greyed.
    pub off: Vec<Extent>,
    pub lanes: Vec<Lane>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Extent {
    pub from: u64,
    pub to: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lane {
    pub label: String,
    /// « 12 oct. », « du 12 au 15 oct. »: what the marks show, for the table of the annex.
    pub when: String,
    /// Printed at the right end: « 1 h 10 », « attente 2,3 jours ouvrés ».
    pub value: String,
    pub marks: Vec<LaneMark>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "mark", rename_all = "snake_case")]
pub enum LaneMark {
    /// Hours of work, as a filled block: its height is in proportion to its size.
    Work { over: Extent, size: u64, hue: Hue },
    /// Waiting, as a dashed bar.
    Wait { over: Extent },
    /// Something that happened at one moment.
    Point { at: u64, hue: Hue },
}

/// A small curve over the months, one axis, gaps where a month has no data.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Lines {
    pub caption: String,
    pub alt: String,
    pub ticks: Vec<Tick>,
    pub points: Vec<LinePoint>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LinePoint {
    /// « oct. 25 ».
    pub label: String,
    /// The numbers of what happened in the month, « (1) (2) »; they are explained under the curve alone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub highlights: String,
    pub at: Option<u64>,
    /// As printed; `None` in a month without data.
    pub value: Option<String>,
    /// Beside the first, the last, the lowest and the highest points only.
    pub is_labelled: bool,
    /// Counted otherwise than in the months before: nothing joins it to them.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_cut: bool,
}

impl LinePoint {
    /// What stands under the point.
    pub fn foot(&self) -> String {
        format!("{} {}", self.label, self.highlights)
            .trim_end()
            .to_owned()
    }
}

/// The way of a content, one stop after the other, with what is measured of each.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Circuit {
    pub caption: String,
    pub alt: String,
    pub stops: Vec<Stop>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stop {
    pub name: String,
    /// « 127 h » and « de travail en amont »; both empty when nothing is measured.
    pub value: String,
    pub detail: String,
    /// Where a content waits: drawn apart.
    pub waits: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    pub kind: NoteKind,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum NoteKind {
    /// « Comment lire : … ».
    HowToRead,
    /// « Source et effectif : … ».
    Source,
    /// A caution, printed with its sign.
    Caveat,
    /// Any other small line.
    Plain,
}

impl Note {
    /// What stands before the text, unless it says so itself.
    pub fn lead_in(&self) -> &'static str {
        let lead_in = match self.kind {
            NoteKind::HowToRead => "Comment lire",
            NoteKind::Source => "Source et effectif",
            NoteKind::Caveat | NoteKind::Plain => "",
        };
        if self.text.trim_start().starts_with(lead_in) {
            ""
        } else {
            lead_in
        }
    }
}
