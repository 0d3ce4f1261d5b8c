//! What is read, in which order: the tree that a screen reader goes through.

use crate::words::voice::Said;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ElementId(pub usize);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    pub role: Role,
    pub parent: Option<ElementId>,
    /// The next part of what did not hold in one: a table cut by columns, a chart over two sheets.
    pub goes_on: bool,
}

/// What a screen reader says that a mark is. Standard structure types only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    Document,
    Section,
    Heading(u8),
    Paragraph,
    List(Marker),
    Item,
    Label,
    ItemBody,
    Table,
    Caption,
    TableHead,
    TableBody,
    Row,
    ColumnHeader,
    RowHeader,
    Cell,
    /// With what is to be read in the place of the picture.
    Figure(String),
    /// How to read what stands above it, or where that comes from.
    Note,
    Link,
    /// Words that a voice says otherwise than the rest.
    Span(Said),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Marker {
    None,
    Disc,
    Decimal,
}

/// A tree in reading order: parents before children, brothers in the order they are read.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Elements(Vec<Element>);

impl Elements {
    pub fn root(&mut self) -> ElementId {
        assert!(self.0.is_empty(), "a document has one root");
        self.push(Role::Document, None)
    }

    /// Opens an element, which must be one that its parent may hold.
    pub fn add(&mut self, parent: ElementId, role: Role) -> ElementId {
        let holder = &self.get(parent).role;
        assert!(holder.may_hold(&role), "{role:?} inside {holder:?}");
        self.push(role, Some(parent))
    }

    fn push(&mut self, role: Role, parent: Option<ElementId>) -> ElementId {
        self.0.push(Element {
            role,
            parent,
            goes_on: false,
        });
        ElementId(self.0.len() - 1)
    }

    /// What this element begins was begun by the one before.
    pub fn go_on(&mut self, id: ElementId) {
        self.0[id.0].goes_on = true;
    }

    pub fn get(&self, id: ElementId) -> &Element {
        &self.0[id.0]
    }

    /// The element that a link or a few words stand in; itself, for any other.
    pub fn block_of(&self, id: ElementId) -> ElementId {
        let element = self.get(id);
        match (&element.role, element.parent) {
            (Role::Link | Role::Span(_), Some(parent)) => self.block_of(parent),
            _ => id,
        }
    }

    pub fn all(&self) -> impl Iterator<Item = (ElementId, &Element)> {
        self.0
            .iter()
            .enumerate()
            .map(|(rank, element)| (ElementId(rank), element))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets the last ones: a trial that was not kept.
    pub fn truncate(&mut self, len: usize) {
        self.0.truncate(len);
    }
}

impl Role {
    fn holds_words(&self) -> bool {
        matches!(
            self,
            Role::Heading(_)
                | Role::Paragraph
                | Role::Note
                | Role::Link
                | Role::Label
                | Role::ItemBody
                | Role::Caption
                | Role::ColumnHeader
                | Role::RowHeader
                | Role::Cell
        )
    }

    fn may_hold(&self, child: &Role) -> bool {
        match child {
            Role::Document => false,
            Role::Item => matches!(self, Role::List(_)),
            Role::Label | Role::ItemBody => matches!(self, Role::Item),
            Role::Caption | Role::TableHead | Role::TableBody => matches!(self, Role::Table),
            Role::Row => matches!(self, Role::TableHead | Role::TableBody),
            Role::ColumnHeader | Role::RowHeader | Role::Cell => matches!(self, Role::Row),
            Role::Heading(_) | Role::Section => matches!(self, Role::Document | Role::Section),
            Role::Link => matches!(self, Role::Note),
            Role::Span(_) => self.holds_words(),
            Role::Paragraph | Role::Note | Role::List(_) | Role::Table | Role::Figure(_) => {
                matches!(self, Role::Document | Role::Section | Role::ItemBody)
            }
        }
    }
}
