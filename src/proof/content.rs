//! A walk through all that is painted: pages, then the forms that they use, then the annotations.

use std::collections::BTreeMap;

use lopdf::content::Operation;
use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::colour::{self, Colours, Device};
use super::drawing;
use super::fault::{Faults, Place};
use super::marks::{self, Around, Bare, Holder, Languages, Marks};
use super::pdf::{Pdf, operations};
use super::rule::{Rule, a, own, rules, ua};
use super::shown::Used;
use super::tree::Tree;

rules! {
    UNREAD: [own("page-1")]
        "le contenu de chaque page peut être lu", "produire ou copier à nouveau le fichier";
    NESTED: [a("6.1.13-8")]
        "les réglages de dessin ne s’empilent pas à plus de 28 niveaux", "";
    OPERATOR: [a("6.2.2-1")]
        "une page n’emploie que les instructions de la norme", "";
    RESOURCES: [a("6.2.2-2")]
        "une page ou un dessin porte ses propres ressources", "";
    SHARED: [ua("7.20-2")]
        "un dessin qui porte des contenus étiquetés ne sert qu’une fois", "";
}

const OPERATORS: [&str; 73] = [
    "b", "B", "b*", "B*", "BDC", "BI", "BMC", "BT", "BX", "c", "cm", "CS", "cs", "d", "d0", "d1",
    "Do", "DP", "EI", "EMC", "ET", "EX", "f", "F", "f*", "G", "g", "gs", "h", "i", "ID", "j", "J",
    "K", "k", "l", "m", "M", "MP", "n", "q", "Q", "re", "RG", "rg", "ri", "s", "S", "SC", "sc",
    "SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw",
    "Tz", "v", "w", "W", "W*", "y", "'", "\"",
];

/// Settings that are kept: many more than a file may pile up.
const PILED: usize = 1_000;

/// Forms inside forms: none is that deep.
const DEEPEST: usize = 16;

/// What is in force where the walk stands.
#[derive(Clone)]
struct State<'a> {
    font: Option<&'a Dictionary>,
    mode: i64,
    fill: Vec<Device>,
    stroke: Vec<Device>,
}

/// A page, a form or the appearance of an annotation.
struct Frame<'a> {
    id: ObjectId,
    page: usize,
    depth: usize,
    resources: &'a Dictionary,
    /// Not borrowed from what uses it.
    has_resources: bool,
    /// Painted for an annotation, that the tree knows otherwise.
    is_appearance: bool,
    /// A form that was walked once already: its contents are known.
    is_again: bool,
}

pub struct Walk<'a, 'f> {
    pdf: &'a Pdf<'a>,
    faults: &'f mut Faults,
    languages: Languages,
    pub fonts: Used<'a>,
    pub colours: Colours,
    bare: Bare,
    /// The numbers of the tagged contents of each page and form, with a page to tell of it.
    numbers: BTreeMap<ObjectId, (usize, Vec<i64>)>,
    /// Forms walked already, and whether they are transparent.
    walked: BTreeMap<(ObjectId, Around), bool>,
    uses: BTreeMap<ObjectId, usize>,
}

static NO_RESOURCES: std::sync::LazyLock<Dictionary> = std::sync::LazyLock::new(Dictionary::new);

/// Walks everything and tells what can be told at once; gives the fonts and the colours that were met.
pub fn check<'a>(pdf: &'a Pdf<'a>, tree: &Tree, faults: &mut Faults) -> (Used<'a>, Colours) {
    let mut walk = Walk {
        pdf,
        languages: Languages::of(pdf, tree),
        faults,
        fonts: Used::default(),
        colours: Colours::default(),
        bare: Bare::default(),
        numbers: BTreeMap::new(),
        walked: BTreeMap::new(),
        uses: BTreeMap::new(),
    };
    for (rank, page) in pdf.pages.iter().enumerate() {
        walk.page(*page, rank + 1);
    }
    let Walk {
        faults,
        bare,
        numbers,
        uses,
        fonts,
        colours,
        ..
    } = walk;
    bare.tell(faults);
    for (form, (page, _)) in numbers
        .iter()
        .filter(|(form, _)| uses.get(form).is_some_and(|uses| *uses > 1))
    {
        faults.add(
            &SHARED,
            Place::page(*page),
            format!("le dessin de l’objet n° {} sert plusieurs fois", form.0),
        );
    }
    marks::agree(pdf, tree, &numbers, faults);
    (fonts, colours)
}

impl<'a> Walk<'a, '_> {
    fn page(&mut self, id: ObjectId, page: usize) {
        let Some(operations) = self
            .pdf
            .page_content(id)
            .and_then(|content| operations(&content))
        else {
            self.faults.add(
                &UNREAD,
                Place::page(page),
                "le contenu de la page ne peut pas être lu",
            );
            return;
        };
        let resources = self.pdf.inherited(id, b"Resources");
        let frame = Frame {
            id,
            page,
            depth: 0,
            resources: resources
                .and_then(|(resources, _)| self.pdf.as_dictionary(resources))
                .unwrap_or(&NO_RESOURCES),
            has_resources: resources.is_none_or(|(_, is_own)| is_own),
            is_appearance: false,
            is_again: false,
        };
        let is_transparent = self.run(&frame, &operations, &mut Marks::default());
        let group = self
            .pdf
            .page(id)
            .and_then(|page| self.pdf.dictionary(page, b"Group"));
        if is_transparent && !group.is_some_and(|group| group.has(b"CS")) {
            self.colours.transparent.push(page);
        }
        self.appearances(id, page);
    }

    /// What annotations look like: their fonts and colours count.
    fn appearances(&mut self, id: ObjectId, page: usize) {
        let pdf = self.pdf;
        let Some(entries) = pdf.page(id) else {
            return;
        };
        for annotation in pdf.array(entries, b"Annots") {
            let looks = pdf
                .as_dictionary(annotation)
                .and_then(|entries| pdf.dictionary(entries, b"AP"));
            let Some(looks) = looks else {
                continue;
            };
            let frame = Frame {
                id,
                page,
                depth: 0,
                resources: &NO_RESOURCES,
                has_resources: true,
                is_appearance: true,
                is_again: false,
            };
            match looks.get(b"N") {
                Ok(Object::Reference(look)) => {
                    self.form(*look, &frame, &mut Marks::default());
                }
                Ok(Object::Dictionary(states)) => {
                    for look in states
                        .iter()
                        .filter_map(|(_, look)| look.as_reference().ok())
                    {
                        self.form(look, &frame, &mut Marks::default());
                    }
                }
                _ => {}
            }
        }
    }

    /// Gives whether something in it is transparent.
    fn run(&mut self, frame: &Frame<'a>, operations: &[Operation], marks: &mut Marks) -> bool {
        let since = marks.depth();
        let mut is_transparent = false;
        let mut states = vec![State {
            font: None,
            mode: 0,
            fill: vec![Device::Gray],
            stroke: vec![Device::Gray],
        }];
        for operation in operations {
            let operands = &operation.operands;
            match operation.operator.as_str() {
                "q" => {
                    if states.len() == 29 {
                        self.faults.add(
                            &NESTED,
                            Place::page(frame.page),
                            "plus de 28 réglages empilés",
                        );
                    }
                    if states.len() < PILED {
                        states.extend(states.last().cloned());
                    }
                }
                "Q" if states.len() > 1 => drop(states.pop()),
                "BMC" | "BDC" => self.mark(frame, operation, marks),
                "EMC" => marks.close(since, frame.page, self.faults),
                "Do" => {
                    let around = marks.around();
                    is_transparent |= self.used(frame, operands, marks, around);
                }
                "BI" => {
                    if let Some(Object::Stream(image)) = operands.first() {
                        drawing::inline_image(self.pdf, &image.dict, frame.page, self.faults);
                        let space = image
                            .dict
                            .get(b"CS")
                            .or_else(|_| image.dict.get(b"ColorSpace"));
                        let devices = space.map_or_else(
                            |_| Vec::new(),
                            |space| {
                                colour::devices(
                                    self.pdf,
                                    space,
                                    frame.resources,
                                    self.faults,
                                    frame.page,
                                )
                            },
                        );
                        self.shown(&devices, frame.page);
                    }
                    self.painted("une image", frame, marks);
                }
                "gs" => {
                    let settings = self.resource(frame, b"ExtGState", operands.first());
                    let settings = settings.and_then(|settings| self.pdf.as_dictionary(settings));
                    is_transparent |= settings.is_some_and(|settings| {
                        drawing::settings(self.pdf, settings, frame.page, self.faults)
                    });
                }
                "ri" => {
                    let name = operands
                        .first()
                        .and_then(|name| std::str::from_utf8(name.as_name().ok()?).ok());
                    drawing::rendering(name, frame.page, self.faults);
                }
                operator if !OPERATORS.contains(&operator) => {
                    self.faults.add(
                        &OPERATOR,
                        Place::page(frame.page),
                        format!("l’instruction « {operator} »"),
                    );
                }
                operator => {
                    if let Some(state) = states.last_mut() {
                        self.draw(frame, operator, operands, state, marks);
                    }
                }
            }
        }
        marks.end(since, frame.page, self.faults);
        is_transparent
    }

    fn mark(&mut self, frame: &Frame<'a>, operation: &Operation, marks: &mut Marks) {
        let properties = match operation.operands.get(1) {
            Some(Object::Dictionary(properties)) => Some(properties),
            name @ Some(Object::Name(_)) => {
                let properties = self.resource(frame, b"Properties", name);
                properties.and_then(|properties| self.pdf.as_dictionary(properties))
            }
            _ => None,
        };
        let holder = Holder {
            id: frame.id,
            page: frame.page,
            languages: &self.languages,
        };
        let number = marks.open(self.pdf, operation, properties, &holder, self.faults);
        if let (Some(number), false) = (number, frame.is_again) {
            self.numbers
                .entry(frame.id)
                .or_insert((frame.page, Vec::new()))
                .1
                .push(number);
        }
    }

    /// Settings of text and colours, and what is painted with them.
    fn draw(
        &mut self,
        frame: &Frame<'a>,
        operator: &str,
        operands: &[Object],
        state: &mut State<'a>,
        marks: &Marks,
    ) {
        let first = operands.first();
        match operator {
            "Tf" => {
                let font = self.resource(frame, b"Font", first);
                state.font = font.and_then(|font| self.pdf.as_dictionary(font));
            }
            "Tr" => {
                state.mode = first
                    .and_then(|mode| mode.as_i64().ok())
                    .unwrap_or_default();
            }
            "g" => state.fill = vec![Device::Gray],
            "G" => state.stroke = vec![Device::Gray],
            "rg" => state.fill = self.plain(frame, Device::Rgb),
            "RG" => state.stroke = self.plain(frame, Device::Rgb),
            "k" => state.fill = self.plain(frame, Device::Cmyk),
            "K" => state.stroke = self.plain(frame, Device::Cmyk),
            "cs" => state.fill = self.space(frame, first),
            "CS" => state.stroke = self.space(frame, first),
            "Tj" | "TJ" | "'" | "\"" => {
                self.text(frame, operands, state, marks);
                self.painted("du texte", frame, marks);
            }
            "f" | "F" | "f*" => self.path(frame, &[&state.fill], marks),
            "S" | "s" => self.path(frame, &[&state.stroke], marks),
            "B" | "B*" | "b" | "b*" => self.path(frame, &[&state.fill, &state.stroke], marks),
            "sh" => {
                let shading = self.resource(frame, b"Shading", first);
                let space = shading.and_then(|shading| {
                    self.pdf
                        .entry(self.pdf.as_dictionary(shading)?, b"ColorSpace")
                });
                let devices = space.map_or_else(Vec::new, |space| {
                    colour::devices(self.pdf, space, frame.resources, self.faults, frame.page)
                });
                self.path(frame, &[&devices], marks);
            }
            _ => {}
        }
    }

    fn text(&mut self, frame: &Frame<'a>, operands: &[Object], state: &State<'a>, marks: &Marks) {
        let around = marks.around();
        let strings = operands
            .last()
            .into_iter()
            .flat_map(|operand| match operand {
                Object::Array(items) => items.as_slice(),
                other => std::slice::from_ref(other),
            });
        for string in strings.filter_map(|string| string.as_str().ok()) {
            self.fonts.show(
                self.pdf,
                state.font,
                string,
                state.mode,
                frame.page,
                around.replaces_text,
            );
        }
        if state.mode != 3 {
            let strokes = matches!(state.mode, 1 | 2 | 5 | 6);
            let devices = if strokes {
                [state.fill.clone(), state.stroke.clone()].concat()
            } else {
                state.fill.clone()
            };
            self.shown(&devices, frame.page);
        }
        if !frame.is_appearance {
            self.bare.text(frame.page, around, &self.languages);
        }
    }

    fn path(&mut self, frame: &Frame<'a>, devices: &[&Vec<Device>], marks: &Marks) {
        for devices in devices {
            self.shown(devices, frame.page);
        }
        self.painted("un tracé", frame, marks);
    }

    fn painted(&mut self, what: &'static str, frame: &Frame<'a>, marks: &Marks) {
        if !frame.is_appearance {
            self.bare.painted(what, frame.page, marks.around());
        }
    }

    fn shown(&mut self, devices: &[Device], page: usize) {
        for device in devices {
            self.colours.devices.entry(*device).or_insert(page);
        }
    }

    /// A colour of a device, unless a default space takes its place.
    fn plain(&mut self, frame: &Frame<'a>, device: Device) -> Vec<Device> {
        let name = match device {
            Device::Gray => "DeviceGray",
            Device::Rgb => "DeviceRGB",
            Device::Cmyk => "DeviceCMYK",
        };
        colour::devices(
            self.pdf,
            &name.into(),
            frame.resources,
            self.faults,
            frame.page,
        )
    }

    fn space(&mut self, frame: &Frame<'a>, name: Option<&Object>) -> Vec<Device> {
        name.map_or_else(Vec::new, |name| {
            colour::devices(self.pdf, name, frame.resources, self.faults, frame.page)
        })
    }

    fn resource(
        &mut self,
        frame: &Frame<'a>,
        kind: &[u8],
        name: Option<&Object>,
    ) -> Option<&'a Object> {
        let found = self
            .pdf
            .dictionary(frame.resources, kind)
            .and_then(|named| named.get(name?.as_name().ok()?).ok());
        if found.is_some() && !frame.has_resources {
            let holder = if frame.depth == 0 {
                "la page"
            } else {
                "un dessin"
            };
            self.faults.add(
                &RESOURCES,
                Place::page(frame.page),
                format!("{holder} emprunte ses ressources"),
            );
        }
        found
    }

    /// An image or a form; gives whether it is transparent.
    fn used(
        &mut self,
        frame: &Frame<'a>,
        operands: &[Object],
        marks: &mut Marks,
        around: Around,
    ) -> bool {
        let Some(object) = self.resource(frame, b"XObject", operands.first()) else {
            return false;
        };
        let Ok(Stream { dict, .. }) = self.pdf.whole(object).as_stream() else {
            return false;
        };
        match self.pdf.name(dict, b"Subtype") {
            Some("Image") => {
                self.bare.painted("une image", frame.page, around);
                let space = self.pdf.entry(dict, b"ColorSpace");
                let devices = space.map_or_else(Vec::new, |space| {
                    colour::devices(self.pdf, space, frame.resources, self.faults, frame.page)
                });
                self.shown(&devices, frame.page);
                drawing::image(self.pdf, dict, frame.page, self.faults)
            }
            Some("PS") => {
                drawing::postscript(frame.page, self.faults);
                false
            }
            _ => object
                .as_reference()
                .is_ok_and(|id| self.form(id, frame, marks)),
        }
    }

    /// A form is walked once for each way in which it is marked from outside.
    fn form(&mut self, id: ObjectId, from: &Frame<'a>, marks: &mut Marks) -> bool {
        *self.uses.entry(id).or_default() += 1;
        let key = (id, marks.around());
        if let Some(is_transparent) = self.walked.get(&key) {
            return *is_transparent;
        }
        let Ok(stream) = self.pdf.document.get_object(id).and_then(Object::as_stream) else {
            return false;
        };
        // A form that uses itself finds itself here.
        self.walked.insert(key, false);
        let content = self
            .pdf
            .unpacked(stream)
            .and_then(|content| operations(&content));
        let (Some(operations), true) = (content, from.depth < DEEPEST) else {
            self.faults.add(
                &UNREAD,
                Place::page(from.page),
                format!("le dessin de l’objet n° {} ne peut pas être lu", id.0),
            );
            return false;
        };
        let own = self.pdf.dictionary(&stream.dict, b"Resources");
        let frame = Frame {
            id,
            page: from.page,
            depth: from.depth + 1,
            resources: own.unwrap_or(from.resources),
            has_resources: own.is_some(),
            is_appearance: from.is_appearance,
            is_again: self.uses.get(&id).is_some_and(|uses| *uses > 1),
        };
        let by_itself = drawing::form(self.pdf, &stream.dict, frame.page, self.faults);
        let inside = self.run(&frame, &operations, marks);
        self.walked.insert(key, by_itself || inside);
        by_itself || inside
    }
}
