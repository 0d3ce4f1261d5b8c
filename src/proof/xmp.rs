//! The metadata packet: its XML, and the properties that it gives.

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{NamespaceResolver, QName, ResolveResult};
use quick_xml::{NsReader, XmlVersion};

/// Descriptions of extension schemas stand a dozen elements deep.
const MAX_DEPTH: usize = 64;

pub const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub const DC: &str = "http://purl.org/dc/elements/1.1/";
pub const PDF_UA: &str = "http://www.aiim.org/pdfua/ns/id/";
pub const PDF_A: &str = "http://www.aiim.org/pdfa/ns/id/";

/// The name of an element or of an attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Name {
    pub space: String,
    pub prefix: String,
    pub local: String,
}

impl Name {
    pub fn is(&self, space: &str, local: &str) -> bool {
        self.space == space && self.local == local
    }
}

#[derive(Clone, Debug, Default)]
pub struct Element {
    pub name: Name,
    pub attributes: Vec<(Name, String)>,
    pub children: Vec<Element>,
    pub text: String,
}

impl Element {
    pub fn child(&self, space: &str, local: &str) -> Option<&Element> {
        self.children
            .iter()
            .find(|child| child.name.is(space, local))
    }

    /// The items of a list of any kind: `Alt`, `Bag` or `Seq`.
    pub fn items(&self) -> impl Iterator<Item = &Element> {
        let lists = self.children.iter().filter(|list| list.name.space == RDF);
        lists.flat_map(|list| list.children.iter().filter(|item| item.name.is(RDF, "li")))
    }
}

/// What the packet says of the file: the properties, written as elements or as attributes.
#[derive(Debug, Default)]
pub struct Packet {
    pub properties: Vec<Element>,
}

impl Packet {
    /// Nothing when it is not well-formed XML.
    pub fn read(text: &str) -> Option<Packet> {
        let root = tree(text)?;
        let mut packet = Packet::default();
        let mut left = vec![root];
        while let Some(element) = left.pop() {
            if element.name.is(RDF, "RDF") {
                element
                    .children
                    .into_iter()
                    .for_each(|description| packet.describe(description));
            } else {
                left.extend(element.children);
            }
        }
        Some(packet)
    }

    fn describe(&mut self, description: Element) {
        let said = description.attributes.into_iter().filter(|(name, _)| {
            !matches!(name.space.as_str(), "" | RDF)
                && name.prefix != "xml"
                && name.prefix != "xmlns"
        });
        self.properties.extend(said.map(|(name, text)| Element {
            name,
            text,
            ..Element::default()
        }));
        self.properties.extend(description.children);
    }

    pub fn property(&self, space: &str, local: &str) -> Option<&Element> {
        self.properties
            .iter()
            .find(|property| property.name.is(space, local))
    }

    /// The text of a plain property.
    pub fn text(&self, space: &str, local: &str) -> Option<&str> {
        self.property(space, local)
            .map(|property| property.text.trim())
    }
}

/// A holder of the whole XML, so that what stands beside the root is kept too.
fn tree(text: &str) -> Option<Element> {
    let mut reader = NsReader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open = vec![Element::default()];
    loop {
        let event = reader.read_event().ok()?;
        match event {
            Event::Start(start) => {
                if open.len() > MAX_DEPTH {
                    return None;
                }
                open.push(element(reader.resolver(), &start)?);
            }
            Event::Empty(start) => {
                let child = element(reader.resolver(), &start)?;
                open.last_mut()?.children.push(child);
            }
            Event::End(_) => {
                let child = open.pop()?;
                open.last_mut()?.children.push(child);
            }
            Event::Text(part) => open.last_mut()?.text.push_str(&part),
            Event::CData(part) => open.last_mut()?.text.push_str(&part),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().ok()?.map(String::from);
                let known = resolve_predefined_entity(&reference).map(str::to_owned);
                open.last_mut()?.text.push_str(&letter.or(known)?);
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    let whole = open.pop()?;
    (open.is_empty() && !whole.children.is_empty()).then_some(whole)
}

fn element(spaces: &NamespaceResolver, start: &BytesStart) -> Option<Element> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.ok()?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .ok()?
            .into_owned();
        attributes.push((name(spaces, attribute.key, false)?, value));
    }
    Some(Element {
        name: name(spaces, start.name(), true)?,
        attributes,
        ..Element::default()
    })
}

fn name(spaces: &NamespaceResolver, name: QName, is_element: bool) -> Option<Name> {
    let prefix = name.prefix().map(|prefix| prefix.into_inner().to_owned());
    let (space, local) = spaces.resolve(name, is_element);
    let space = match space {
        ResolveResult::Bound(space) => space.0.to_owned(),
        ResolveResult::Unbound => String::new(),
        ResolveResult::Unknown(_) => return None,
    };
    Some(Name {
        space,
        prefix: prefix.unwrap_or_default(),
        local: local.into_inner().to_owned(),
    })
}
