//! The structure tree, read once: elements in reading order, and the content that each owns.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Object, ObjectId};

use super::fault::{Faults, Place};
use super::pdf::Pdf;
use super::roles::Roles;
use super::rule::{Rule, own, rules};

rules! {
    LOOP: [own("arbre-3")]
        "un élément n’est qu’à un endroit de l’arbre", "";
}

/// More elements and contents than any document has.
const MOST: usize = 2_000_000;

/// A marked content: the page or the form that holds it, and its number there.
pub type Content = (ObjectId, i64);

pub struct Node<'a> {
    pub entry: &'a Dictionary,
    /// As the file names it.
    pub role: String,
    /// The standard type that it stands for; empty when there is none.
    pub kind: String,
    pub parent: Option<usize>,
    /// Its parent, through elements that only group: the table of a row inside a `Div`.
    pub holder: Option<usize>,
    /// Its children, through elements that only group.
    pub kids: Vec<usize>,
    pub contents: Vec<Content>,
    /// Annotations and other objects.
    pub objects: Vec<ObjectId>,
    /// From 1.
    pub page: Option<usize>,
    /// Among its like, from 1.
    rank: usize,
}

#[derive(Default)]
pub struct Tree<'a> {
    pub nodes: Vec<Node<'a>>,
    pub by_id: BTreeMap<ObjectId, usize>,
    /// By `StructParents` or `StructParent`: the elements of a page, or the element of an annotation, as
    /// the file refers to them.
    pub parents: BTreeMap<i64, &'a Object>,
}

/// Something that stands under an element, still to be looked at.
struct Kid<'a> {
    object: &'a Object,
    parent: Option<usize>,
    page: Option<ObjectId>,
}

impl<'a> Tree<'a> {
    pub fn read(pdf: &'a Pdf, roles: &Roles, faults: &mut Faults) -> Self {
        let mut tree = Self::default();
        let Some(root) = pdf.dictionary(pdf.catalog(), b"StructTreeRoot") else {
            return tree;
        };
        if let Some(numbers) = pdf.dictionary(root, b"ParentTree") {
            let pairs = pdf.leaves(numbers, b"Nums").into_iter();
            tree.parents = pairs
                .filter_map(|pair| Some((pair[0].as_i64().ok()?, &pair[1])))
                .collect();
        }
        tree.fill(pdf, root, roles, faults);
        tree.number_pages(pdf);
        tree
    }

    fn fill(&mut self, pdf: &'a Pdf, root: &'a Dictionary, roles: &Roles, faults: &mut Faults) {
        let mut seen = BTreeSet::new();
        let mut met = 0;
        let mut left = kids(pdf, root, None, None);
        while let Some(Kid {
            object,
            parent,
            page,
        }) = left.pop()
        {
            met += 1;
            if met + left.len() > MOST {
                faults.whole(&LOOP, "l’arbre est démesuré");
                break;
            }
            let id = object.as_reference().ok();
            let (entry, owner) = match pdf.whole(object) {
                Object::Integer(number) => {
                    if let (Some(owner), Some(page)) = (parent, page) {
                        self.nodes[owner].contents.push((page, *number));
                    }
                    continue;
                }
                Object::Dictionary(entry) => (entry, parent.map(|parent| &mut self.nodes[parent])),
                _ => continue,
            };
            let page = entry
                .get(b"Pg")
                .and_then(Object::as_reference)
                .ok()
                .or(page);
            let is_content = pdf.name(entry, b"Type") == Some("MCR") || entry.has(b"MCID");
            if is_content || pdf.name(entry, b"Type") == Some("OBJR") {
                let holder = entry
                    .get(b"Stm")
                    .and_then(Object::as_reference)
                    .ok()
                    .or(page);
                if let Some(owner) = owner {
                    owner
                        .contents
                        .extend(holder.zip(pdf.integer(entry, b"MCID")));
                    owner
                        .objects
                        .extend(entry.get(b"Obj").and_then(Object::as_reference).ok());
                }
                continue;
            }
            if id.is_some_and(|id| !seen.insert(id)) {
                faults.whole(
                    &LOOP,
                    "un élément est à deux endroits de l’arbre, ou se contient lui-même",
                );
                continue;
            }
            let place = self.add(id, entry, parent, roles);
            left.extend(kids(pdf, entry, Some(place), page));
        }
        let mut ranks: BTreeMap<String, usize> = BTreeMap::new();
        for node in &mut self.nodes {
            let rank = ranks.entry(node.role.clone()).or_default();
            *rank += 1;
            node.rank = *rank;
        }
    }

    fn add(
        &mut self,
        id: Option<ObjectId>,
        entry: &'a Dictionary,
        parent: Option<usize>,
        roles: &Roles,
    ) -> usize {
        let place = self.nodes.len();
        let role = entry
            .get(b"S")
            .and_then(Object::as_name)
            .unwrap_or_default();
        let role = String::from_utf8_lossy(role).into_owned();
        let is_group = |place: usize| {
            matches!(
                self.nodes[place].kind.as_str(),
                "Div" | "NonStruct" | "Part"
            )
        };
        let holder = match parent {
            Some(parent) if is_group(parent) => self.nodes[parent].holder,
            other => other,
        };
        let node = Node {
            entry,
            kind: roles.standard(&role).unwrap_or_default().to_owned(),
            role,
            parent,
            holder,
            kids: Vec::new(),
            contents: Vec::new(),
            objects: Vec::new(),
            page: None,
            rank: 0,
        };
        let groups = matches!(node.kind.as_str(), "Div" | "NonStruct" | "Part");
        self.nodes.push(node);
        self.by_id.extend(id.map(|id| (id, place)));
        if let (Some(holder), false) = (holder, groups) {
            self.nodes[holder].kids.push(place);
        }
        place
    }

    /// An element without a page is on that of its first content, or of what it holds.
    fn number_pages(&mut self, pdf: &Pdf) {
        let ranks: BTreeMap<ObjectId, usize> = pdf
            .pages
            .iter()
            .enumerate()
            .map(|(rank, page)| (*page, rank + 1))
            .collect();
        for place in (0..self.nodes.len()).rev() {
            let node = &mut self.nodes[place];
            let said = node.entry.get(b"Pg").and_then(Object::as_reference).ok();
            let own = said.or(node.contents.first().map(|(page, _)| *page));
            node.page = own.and_then(|page| ranks.get(&page).copied()).or(node.page);
            if let (Some(page), Some(parent)) = (node.page, node.parent) {
                let parent = &mut self.nodes[parent];
                parent.page = Some(parent.page.map_or(page, |known| known.min(page)));
            }
        }
    }

    /// Where a person finds it.
    pub fn place(&self, node: usize) -> Place {
        let node = &self.nodes[node];
        Place {
            page: node.page,
            element: Some(format!("{} n° {}", node.role, node.rank)),
        }
    }

    pub fn kinds_of_kids(&self, node: usize) -> Vec<&str> {
        let kids = self.nodes[node].kids.iter();
        kids.map(|kid| self.nodes[*kid].kind.as_str()).collect()
    }

    pub fn kind_of_holder(&self, node: usize) -> &str {
        self.nodes[node]
            .holder
            .map_or("", |holder| self.nodes[holder].kind.as_str())
    }

    /// The element that the parent tree gives for an annotation.
    pub fn of_annotation(&self, pdf: &Pdf, annotation: &Dictionary) -> Option<usize> {
        let element = self
            .parents
            .get(&pdf.integer(annotation, b"StructParent")?)?;
        self.by_id.get(&element.as_reference().ok()?).copied()
    }
}

/// An attribute of an element, from its list of attributes or from its classes.
pub fn attribute<'a>(
    pdf: &'a Pdf,
    entry: &'a Dictionary,
    owner: &str,
    key: &[u8],
) -> Option<&'a Object> {
    let classes = pdf
        .dictionary(pdf.catalog(), b"StructTreeRoot")
        .and_then(|root| pdf.dictionary(root, b"ClassMap"));
    let named = list(pdf.entry(entry, b"C")).iter().filter_map(|class| {
        let class = pdf.whole(class).as_name().ok()?;
        pdf.entry(classes?, class)
    });
    let own = list(pdf.entry(entry, b"A")).iter();
    own.chain(named.flat_map(|class| list(Some(class))))
        .filter_map(|attributes| pdf.as_dictionary(attributes))
        .filter(|attributes| pdf.name(attributes, b"O") == Some(owner))
        .find_map(|attributes| pdf.entry(attributes, key))
}

/// One thing or a list of them.
pub fn list(object: Option<&Object>) -> &[Object] {
    match object {
        Some(Object::Array(items)) => items,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    }
}

/// What an element holds, the last first.
fn kids<'a>(
    pdf: &'a Pdf,
    entry: &'a Dictionary,
    parent: Option<usize>,
    page: Option<ObjectId>,
) -> Vec<Kid<'a>> {
    // A single child keeps its reference.
    let objects = match entry.get(b"K") {
        Ok(one @ Object::Reference(_)) => match pdf.whole(one) {
            Object::Array(items) => items.as_slice(),
            _ => std::slice::from_ref(one),
        },
        Ok(other) => list(Some(other)),
        Err(_) => &[],
    };
    objects
        .iter()
        .rev()
        .map(|object| Kid {
            object,
            parent,
            page,
        })
        .collect()
}
