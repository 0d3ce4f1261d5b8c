//! Marks to page operations. With `font.rs`, the only file that knows printpdf.

use std::collections::{BTreeMap, BTreeSet};

use printpdf::{
    Codepoint, Color, DictItem, Line, LineCapStyle, LineDashPattern, LineJoinStyle, LinePoint, Op,
    PaintMode, PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Polygon, PolygonRing,
    Pt, RawImage, RawImageData, RawImageFormat, Rect, Rgb, TextItem, TextMatrix, WindingOrder,
    XObject, XObjectId, XObjectTransform,
};

use super::Error;
use super::font::Subset;
use super::format::Size;
use super::hyphens::SOFT_HYPHEN;
use super::picture::Picture;
use super::sheet::{
    Area, Elements, Face, Glyph, Layout, Mark, Owner, Path, Point, Ring, Role, Shape, Sheet, Step,
    Text,
};
use super::theme::Ink;

/// Marks that follow each other and belong to the same owner: one marked content of the file.
pub struct Run<'a> {
    pub owner: Owner,
    /// The number of the marked content on its sheet; decorations have none.
    pub number: Option<i64>,
    pub marks: &'a [Mark],
}

pub fn runs(sheet: &Sheet) -> Vec<Run<'_>> {
    let mut next = 0..;
    sheet
        .marks
        .chunk_by(|one, two| one.owner == two.owner)
        .map(|marks| {
            let owner = marks[0].owner;
            let number = match owner {
                Owner::Element(_) => next.next(),
                Owner::Decoration | Owner::Running => None,
            };
            Run {
                owner,
                number,
                marks,
            }
        })
        .collect()
}

/// The drawn document, not yet tagged.
pub fn paint(layout: &Layout) -> Result<lopdf::Document, Error> {
    let fonts = Fonts::of(layout)?;
    let mut document = PdfDocument::new("");
    for (face, subset) in &fonts.0 {
        document
            .resources
            .fonts
            .map
            .insert(face.resource(), PdfFont::new(subset.font.clone()));
    }
    if let Some(picture) = pictures(layout).next() {
        let image = XObject::Image(RawImage {
            pixels: RawImageData::U8(picture.pixels.clone()),
            width: picture.width,
            height: picture.height,
            data_format: RawImageFormat::RGB8,
            tag: Vec::new(),
        });
        document.resources.xobjects.map.insert(logo(), image);
    }
    document.pages = layout
        .sheets
        .iter()
        .map(|sheet| {
            let mut painter = Painter {
                fonts: &fonts,
                height: layout.page.height,
                ops: Vec::new(),
                fill: None,
                stroke: None,
            };
            painter.sheet(sheet, &layout.elements);
            page(layout.page, painter.ops)
        })
        .collect();
    Ok(document.to_lopdf_document(&PdfSaveOptions::default(), &mut Vec::new()))
}

fn page(size: Size, ops: Vec<Op>) -> PdfPage {
    let sheet = Rect {
        x: Pt(0.0),
        y: Pt(0.0),
        width: points(size.width),
        height: points(size.height),
        mode: None,
        winding_order: None,
    };
    PdfPage {
        media_box: sheet.clone(),
        trim_box: sheet.clone(),
        crop_box: sheet,
        ops,
    }
}

/// The one picture of a file, under a name that never changes.
fn logo() -> XObjectId {
    XObjectId("logo".to_owned())
}

fn pictures(layout: &Layout) -> impl Iterator<Item = &Picture> {
    let marks = layout.sheets.iter().flat_map(|sheet| &sheet.marks);
    marks.filter_map(|mark| match &mark.shape {
        Shape::Picture { picture, .. } => Some(&**picture),
        Shape::Text(_) | Shape::Path(_) => None,
    })
}

struct Fonts(BTreeMap<Face, Subset>);

impl Fonts {
    fn of(layout: &Layout) -> Result<Self, Error> {
        let mut used: BTreeMap<Face, BTreeSet<u16>> = BTreeMap::new();
        for mark in layout.sheets.iter().flat_map(|sheet| &sheet.marks) {
            if let Shape::Text(text) = &mark.shape {
                used.entry(text.face)
                    .or_default()
                    .extend(text.glyphs.iter().map(|glyph| glyph.id));
            }
        }
        let subsets = used
            .into_iter()
            .map(|(face, glyphs)| Ok((face, Subset::of(face, &glyphs)?)));
        Ok(Self(subsets.collect::<Result<_, Error>>()?))
    }
}

struct Painter<'a> {
    fonts: &'a Fonts,
    /// Files count from the bottom of the page.
    height: f64,
    ops: Vec<Op>,
    fill: Option<Ink>,
    stroke: Option<Ink>,
}

impl Painter<'_> {
    fn sheet(&mut self, sheet: &Sheet, elements: &Elements) {
        self.ops.push(Op::SetLineCapStyle {
            cap: LineCapStyle::Butt,
        });
        self.ops.push(Op::SetLineJoinStyle {
            join: LineJoinStyle::Round,
        });
        for run in runs(sheet) {
            let (tag, entry) = match run.owner {
                Owner::Element(id) => (
                    tag(&elements.get(id).role),
                    ("MCID", DictItem::Int(run.number.unwrap_or_default())),
                ),
                Owner::Decoration => ("Artifact", ("Type", DictItem::Name(b"Layout".to_vec()))),
                Owner::Running => ("Artifact", ("Type", DictItem::Name(b"Pagination".to_vec()))),
            };
            let map = BTreeMap::from([(entry.0.to_string(), entry.1)]);
            self.ops.push(Op::BeginMarkedContentWithProperties {
                tag: tag.to_string(),
                properties: DictItem::Dict { map },
            });
            for mark in run.marks {
                match &mark.shape {
                    Shape::Text(text) => self.text(text),
                    Shape::Path(path) => self.path(path),
                    Shape::Picture { room, picture } => self.picture(*room, picture),
                }
            }
            self.ops.push(Op::EndMarkedContent);
        }
    }

    fn text(&mut self, text: &Text) {
        self.fill_with(text.ink);
        let Some(subset) = self.fonts.0.get(&text.face) else {
            return;
        };
        self.ops.push(Op::StartTextSection);
        self.ops.push(Op::SetFont {
            font: PdfFontHandle::External(text.face.resource()),
            size: points(text.size),
        });
        let matrix = TextMatrix::Raw([
            1.0,
            0.0,
            0.0,
            1.0,
            narrow(text.x),
            narrow(self.height - text.baseline),
        ]);
        self.ops.push(Op::SetTextMatrix { matrix });
        let (glyphs, hyphen) = match text.glyphs.split_last() {
            Some((last, others)) if last.letters.contains(SOFT_HYPHEN) => (others, Some(last)),
            _ => (&*text.glyphs, None),
        };
        self.ops.push(Op::ShowText {
            items: items(glyphs, text.face, subset),
        });
        if let Some(hyphen) = hyphen {
            self.soft_hyphen(items(std::slice::from_ref(hyphen), text.face, subset));
        }
        self.ops.push(Op::EndTextSection);
    }

    /// The font has one drawing for all hyphens: what this one stands for is said beside it.
    fn soft_hyphen(&mut self, items: Vec<TextItem>) {
        let utf_16 = [0xFEFF, SOFT_HYPHEN as u16].map(u16::to_be_bytes).concat();
        let text = DictItem::String {
            data: utf_16,
            literal: false,
        };
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Span".to_string(),
            properties: DictItem::Dict {
                map: BTreeMap::from([("ActualText".to_string(), text)]),
            },
        });
        self.ops.push(Op::ShowText { items });
        self.ops.push(Op::EndMarkedContent);
    }

    fn picture(&mut self, room: Area, picture: &Picture) {
        // At 72 dots an inch a pixel is a point.
        let scale = |room: f64, pixels: usize| Some(narrow(room / pixels as f64));
        self.ops.push(Op::UseXobject {
            id: logo(),
            transform: XObjectTransform {
                translate_x: Some(points(room.left)),
                translate_y: Some(points(self.height - room.bottom)),
                scale_x: scale(room.right - room.left, picture.width),
                scale_y: scale(room.bottom - room.top, picture.height),
                dpi: Some(72.0),
                ..XObjectTransform::default()
            },
        });
    }

    fn path(&mut self, path: &Path) {
        if let Some(ink) = path.fill {
            self.fill_with(ink);
            let rings = path
                .rings
                .iter()
                .map(|ring| PolygonRing {
                    points: self.line_points(ring),
                })
                .collect();
            self.ops.push(Op::DrawPolygon {
                polygon: Polygon {
                    rings,
                    mode: PaintMode::Fill,
                    winding_order: WindingOrder::NonZero,
                },
            });
        }
        let Some(stroke) = &path.stroke else { return };
        if self.stroke != Some(stroke.ink) {
            self.stroke = Some(stroke.ink);
            self.ops.push(Op::SetOutlineColor {
                col: colour(stroke.ink),
            });
        }
        self.ops.push(Op::SetOutlineThickness {
            pt: points(stroke.width),
        });
        if let Some((dash, gap)) = stroke.dash {
            self.ops.push(Op::SetLineDashPattern {
                dash: LineDashPattern::new(0.0, &[narrow(dash), narrow(gap)]),
            });
        }
        for ring in &path.rings {
            self.ops.push(Op::DrawLine {
                line: Line {
                    points: self.line_points(ring),
                    is_closed: ring.closed,
                },
            });
        }
        if stroke.dash.is_some() {
            self.ops.push(Op::SetLineDashPattern {
                dash: LineDashPattern::solid(),
            });
        }
    }

    fn line_points(&self, ring: &Ring) -> Vec<LinePoint> {
        let point = |at: Point, bezier: bool| LinePoint {
            p: printpdf::Point {
                x: points(at.x),
                y: points(self.height - at.y),
            },
            bezier,
        };
        let mut points = vec![point(ring.start, false)];
        for step in &ring.steps {
            match *step {
                Step::Line(to) => points.push(point(to, false)),
                Step::Curve(one, two, to) => {
                    points.extend([point(one, true), point(two, true), point(to, false)]);
                }
            }
        }
        points
    }

    fn fill_with(&mut self, ink: Ink) {
        if self.fill != Some(ink) {
            self.fill = Some(ink);
            self.ops.push(Op::SetFillColor { col: colour(ink) });
        }
    }
}

/// The standard structure type of the marked content and of its element.
pub fn tag(role: &Role) -> &'static str {
    const HEADINGS: [&str; 6] = ["H1", "H2", "H3", "H4", "H5", "H6"];
    match role {
        Role::Document => "Document",
        Role::Section => "Sect",
        Role::Heading(level) => HEADINGS[usize::from((*level).clamp(1, 6)) - 1],
        Role::Paragraph => "P",
        Role::List(_) => "L",
        Role::Item => "LI",
        Role::Label => "Lbl",
        Role::ItemBody => "LBody",
        Role::Table => "Table",
        Role::Caption => "Caption",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::Row => "TR",
        Role::ColumnHeader | Role::RowHeader => "TH",
        Role::Cell => "TD",
        Role::Figure(_) => "Figure",
        Role::Note => "Note",
        Role::Link => "Link",
        Role::Span(_) => "Span",
    }
}

/// Glyphs of the subset, with the kerning between them.
fn items(glyphs: &[Glyph], face: Face, subset: &Subset) -> Vec<TextItem> {
    let mut items = Vec::new();
    // Those that nothing moves stand together.
    for still in glyphs.chunk_by(|_, next| next.shift == 0) {
        if let Some(first) = still.first().filter(|first| first.shift != 0) {
            items.push(TextItem::Offset(thousandths(-first.shift)));
        }
        let codes = still.iter().map(|glyph| {
            // The file moves the pen by the plain width of the glyph: give back the difference.
            let kerning = face.width(glyph.id) - glyph.advance + glyph.shift;
            Codepoint::with_cid(
                subset.number(glyph.id),
                thousandths(kerning),
                letters(&glyph.letters),
            )
        });
        items.push(TextItem::GlyphIds(codes.collect()));
    }
    items
}

/// An unbreakable space has the drawing of a plain one: copied text gets the plain one in all cases.
fn letters(letters: &str) -> String {
    let plain = letters.chars().map(|letter| match letter {
        '\u{00A0}' | '\u{202F}' => ' ',
        SOFT_HYPHEN => '-',
        letter => letter,
    });
    plain.collect()
}

fn colour(ink: Ink) -> Color {
    let part = |value: u8| f32::from(value) / 255.0;
    Color::Rgb(Rgb {
        r: part(ink.0),
        g: part(ink.1),
        b: part(ink.2),
        icc_profile: None,
    })
}

fn points(value: f64) -> Pt {
    Pt(narrow(value))
}

/// Hundredths of a point are enough, and keep the file small.
#[expect(
    clippy::cast_possible_truncation,
    reason = "lengths of a sheet, far within the reach of f32"
)]
fn narrow(value: f64) -> f32 {
    ((value * 100.0).round() / 100.0) as f32
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "kerning, a few hundred units"
)]
fn thousandths(value: i32) -> f32 {
    f64::from(value) as f32
}
