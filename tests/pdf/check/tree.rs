//! The structure tree: roles, parents, tables, headings, figures, and which content they own.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{Fault, catalog, dictionary, entry, fault, name, whole};

const STANDARD: [&str; 33] = [
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "P",
    "H",
    "H1",
    "H2",
    "H3",
    "H4",
    "H5",
    "H6",
    "L",
    "LI",
    "Lbl",
    "LBody",
    "Table",
    "TR",
    "TH",
    "TD",
    "THead",
    "TBody",
    "Span",
    "Note",
    "Link",
    "Figure",
];

pub struct Node {
    id: Option<ObjectId>,
    role: String,
    entry: Dictionary,
    children: Vec<Node>,
    /// Page and number of each marked content.
    contents: Vec<(ObjectId, i64)>,
}

#[derive(Default)]
pub struct Tree {
    top: Vec<Node>,
    /// By `StructParents` number, the element of each marked content.
    pub parents: BTreeMap<i64, Vec<Object>>,
}

impl Tree {
    pub fn of(document: &Document) -> Self {
        let catalog = catalog(document);
        let Some(root) = dictionary(document, &catalog, b"StructTreeRoot") else {
            return Self::default();
        };
        let numbers = dictionary(document, root, b"ParentTree")
            .and_then(|tree| entry(document, tree, b"Nums")?.as_array().ok());
        let parents = numbers
            .map(|numbers| {
                let pairs = numbers.chunks_exact(2);
                pairs
                    .filter_map(|pair| {
                        Some((
                            pair[0].as_i64().ok()?,
                            whole(document, &pair[1]).as_array().ok()?.clone(),
                        ))
                    })
                    .collect()
            })
            .unwrap_or_default();
        let mut holder = Node {
            id: None,
            role: String::new(),
            entry: root.clone(),
            children: Vec::new(),
            contents: Vec::new(),
        };
        fill(document, &mut holder, None);
        Self {
            top: holder.children,
            parents,
        }
    }

    /// The element that claims a marked content through its children.
    pub fn owners(&self) -> BTreeMap<(ObjectId, i64), Option<ObjectId>> {
        let mut owners = BTreeMap::new();
        self.each(&mut |node, _| {
            owners.extend(node.contents.iter().map(|content| (*content, node.id)));
        });
        owners
    }

    fn each(&self, visit: &mut impl FnMut(&Node, Option<&Node>)) {
        fn walk(node: &Node, parent: Option<&Node>, visit: &mut impl FnMut(&Node, Option<&Node>)) {
            visit(node, parent);
            node.children
                .iter()
                .for_each(|child| walk(child, Some(node), visit));
        }
        self.top.iter().for_each(|node| walk(node, None, visit));
    }

    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut heading = 0;
        let mut notes: Vec<Vec<u8>> = Vec::new();
        self.each(&mut |node, parent| {
            faults.extend(node.place(parent.map_or("", |parent| &parent.role)));
            faults.extend(node.needs());
            faults.extend(node.table());
            if let Some(level) = node
                .role
                .strip_prefix('H')
                .and_then(|level| level.parse::<u8>().ok())
            {
                if level > heading + 1 {
                    faults.push(fault("7.4.2-1", format!("H{level} after H{heading}")));
                }
                heading = level;
            }
            if node.role == "Note" {
                let id = node
                    .entry
                    .get(b"ID")
                    .and_then(Object::as_str)
                    .unwrap_or_default()
                    .to_vec();
                if id.is_empty() || notes.contains(&id) {
                    faults.push(fault("7.9-1", "a note without an identifier of its own"));
                }
                notes.push(id);
            }
        });
        faults
    }
}

fn fill(document: &Document, node: &mut Node, page: Option<ObjectId>) {
    let page = node
        .entry
        .get(b"Pg")
        .and_then(Object::as_reference)
        .ok()
        .or(page);
    let Some(kids) = node.entry.get(b"K").ok().cloned() else {
        return;
    };
    let kids = match whole(document, &kids) {
        Object::Array(kids) => kids.clone(),
        _ => vec![kids.clone()],
    };
    for kid in kids {
        match whole(document, &kid) {
            Object::Integer(number) => node.contents.extend(page.map(|page| (page, *number))),
            Object::Dictionary(inner) if name(document, inner, b"Type") == Some("MCR") => {
                let page = inner
                    .get(b"Pg")
                    .and_then(Object::as_reference)
                    .ok()
                    .or(page);
                let number = inner.get(b"MCID").and_then(Object::as_i64).ok();
                node.contents.extend(page.zip(number));
            }
            Object::Dictionary(inner) if name(document, inner, b"Type") == Some("OBJR") => {}
            Object::Dictionary(inner) => {
                let role = name(document, inner, b"S").unwrap_or_default().to_string();
                let id = kid.as_reference().ok();
                let mut child = Node {
                    id,
                    role,
                    entry: inner.clone(),
                    children: Vec::new(),
                    contents: Vec::new(),
                };
                fill(document, &mut child, page);
                node.children.push(child);
            }
            _ => {}
        }
    }
}

impl Node {
    /// Where an element may stand.
    fn place(&self, parent: &str) -> Option<Fault> {
        if !STANDARD.contains(&self.role.as_str()) {
            return Some(fault(
                "7.1-5",
                format!("« {} » is no standard type", self.role),
            ));
        }
        let (rule, holders): (_, &[&str]) = match self.role.as_str() {
            "TR" => ("7.2-4", &["Table", "THead", "TBody"]),
            "THead" => ("7.2-5", &["Table"]),
            "TBody" => ("7.2-6", &["Table"]),
            "TH" => ("7.2-8", &["TR"]),
            "TD" => ("7.2-9", &["TR"]),
            "LI" => ("7.2-17", &["L"]),
            "LBody" => ("7.2-18", &["LI"]),
            _ => return None,
        };
        (!holders.contains(&parent)).then(|| fault(rule, format!("{} inside {parent}", self.role)))
    }

    /// What an element must say, and what it may hold.
    fn needs(&self) -> Vec<Fault> {
        let only = |rule, allowed: &[&str]| {
            let odd = self
                .children
                .iter()
                .find(|child| !allowed.contains(&child.role.as_str()));
            odd.map(|odd| fault(rule, format!("{} inside {}", odd.role, self.role)))
        };
        let fault = match self.role.as_str() {
            "Figure" => {
                let alt = self
                    .entry
                    .get(b"Alt")
                    .and_then(Object::as_str)
                    .is_ok_and(|alt| !alt.is_empty() && alt != b"\xFE\xFF");
                let boxed = self
                    .attributes()
                    .is_some_and(|attributes| attributes.has(b"BBox"));
                match (alt, boxed) {
                    (false, _) => Some(fault("7.3-1", "a figure without words")),
                    (_, false) => Some(fault("7.3-bbox", "a figure without its place")),
                    _ => None,
                }
            }
            "TH" => {
                let scope = self
                    .attributes()
                    .and_then(|attributes| attributes.get(b"Scope").and_then(Object::as_name).ok());
                let good = scope
                    .is_some_and(|scope| [b"Row".as_slice(), b"Column", b"Both"].contains(&scope));
                (!good).then(|| fault("7.5-1", "a header cell without scope"))
            }
            "Table" => only("7.2-3", &["TR", "THead", "TBody", "Caption"]),
            "TR" => only("7.2-10", &["TH", "TD"]),
            "THead" => only("7.2-36", &["TR"]),
            "TBody" => only("7.2-37", &["TR"]),
            "L" => only("7.2-19", &["L", "LI", "Caption"]),
            "LI" => only("7.2-20", &["Lbl", "LBody"]),
            _ => None,
        };
        fault.into_iter().collect()
    }

    fn attributes(&self) -> Option<&Dictionary> {
        self.entry.get(b"A").and_then(Object::as_dict).ok()
    }

    fn table(&self) -> Vec<Fault> {
        if self.role != "Table" {
            return Vec::new();
        }
        let mut faults = Vec::new();
        let count = |role: &str| {
            self.children
                .iter()
                .filter(|child| child.role == role)
                .count()
        };
        if count("THead") > 1 {
            faults.push(fault("7.2-11", "two heads in a table"));
        }
        if count("THead") == 1 && count("TBody") == 0 {
            faults.push(fault("7.2-14", "a table with a head and no body"));
        }
        if count("Caption") > 1 {
            faults.push(fault("7.2-16", "two captions in a table"));
        }
        let place = self
            .children
            .iter()
            .position(|child| child.role == "Caption");
        if place.is_some_and(|place| place > 0 && place + 1 < self.children.len()) {
            faults.push(fault("7.2-39", "a caption in the middle of a table"));
        }
        let mut rows: Vec<usize> = Vec::new();
        for child in &self.children {
            match child.role.as_str() {
                "TR" => rows.push(child.children.len()),
                "THead" | "TBody" => {
                    rows.extend(child.children.iter().map(|row| row.children.len()));
                }
                _ => {}
            }
        }
        if rows.windows(2).any(|two| two[0] != two[1]) {
            faults.push(fault(
                "7.2-42",
                format!("rows of different lengths: {rows:?}"),
            ));
        }
        faults
    }
}
