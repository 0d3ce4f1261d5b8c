//! The content of the pages: all that is painted is tagged or is an artifact, and the tree agrees.

use std::collections::BTreeMap;

use lopdf::content::Operation;
use lopdf::{Document, Object, ObjectId};

use super::tree::Tree;
use super::{Fault, fault};

#[derive(Clone, Copy, PartialEq)]
enum Mark {
    Artifact,
    Tagged,
    Other,
}

pub fn faults(document: &Document, tree: &Tree) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut owners = tree.owners();
    for (rank, page) in document.get_pages().into_values().enumerate() {
        let Ok(content) = document.get_and_decode_page_content(page) else {
            faults.push(fault("tree", format!("page {rank} cannot be read")));
            continue;
        };
        let numbers = walk(&content.operations, rank, &mut faults);
        faults.extend(agreement(document, tree, page, rank, &numbers, &mut owners));
    }
    let left = owners.keys().map(|(_, number)| {
        fault(
            "tree",
            format!("an element claims the content {number}, which is not there"),
        )
    });
    faults.extend(left);
    faults
}

/// The numbers of the marked contents of a page.
fn walk(operations: &[Operation], rank: usize, faults: &mut Vec<Fault>) -> Vec<i64> {
    let (mut open, mut numbers) = (Vec::new(), Vec::new());
    for operation in operations {
        match operation.operator.as_str() {
            "BMC" | "BDC" => {
                let number = number_of(operation);
                let artifact = operation
                    .operands
                    .first()
                    .and_then(|tag| tag.as_name().ok())
                    == Some(b"Artifact");
                let mark = if artifact {
                    Mark::Artifact
                } else if number.is_some() {
                    Mark::Tagged
                } else {
                    Mark::Other
                };
                if mark == Mark::Artifact && open.contains(&Mark::Tagged) {
                    faults.push(fault(
                        "7.1-1",
                        format!("page {rank}: an artifact inside tagged content"),
                    ));
                }
                if mark == Mark::Tagged && open.contains(&Mark::Artifact) {
                    faults.push(fault(
                        "7.1-2",
                        format!("page {rank}: tagged content inside an artifact"),
                    ));
                }
                numbers.extend(number);
                open.push(mark);
            }
            "EMC" if open.pop().is_none() => faults.push(fault(
                "tree",
                format!("page {rank}: a mark is closed twice"),
            )),
            "Tj" | "TJ" | "'" | "\"" | "S" | "s" | "f" | "F" | "f*" | "B" | "B*" | "b" | "b*"
            | "sh" | "Do" | "EI"
                if !open.iter().any(|mark| *mark != Mark::Other) =>
            {
                faults.push(fault(
                    "7.1-3",
                    format!("page {rank}: « {} » outside of any tag", operation.operator),
                ));
            }
            _ => {}
        }
    }
    if !open.is_empty() {
        faults.push(fault("tree", format!("page {rank}: a mark stays open")));
    }
    numbers
}

fn number_of(operation: &Operation) -> Option<i64> {
    operation
        .operands
        .get(1)?
        .as_dict()
        .ok()?
        .get(b"MCID")
        .ok()?
        .as_i64()
        .ok()
}

/// Each content has one element, found the same from above and through the parent tree.
fn agreement(
    document: &Document,
    tree: &Tree,
    page: ObjectId,
    rank: usize,
    numbers: &[i64],
    owners: &mut BTreeMap<(ObjectId, i64), Option<ObjectId>>,
) -> Vec<Fault> {
    let key = document
        .get_dictionary(page)
        .ok()
        .and_then(|page| page.get(b"StructParents").ok()?.as_i64().ok());
    let Some(parents) = key.and_then(|key| tree.parents.get(&key)) else {
        return if numbers.is_empty() {
            Vec::new()
        } else {
            vec![fault(
                "tree",
                format!("page {rank} is not in the parent tree"),
            )]
        };
    };
    let mut faults = Vec::new();
    for number in numbers {
        let above = owners.remove(&(page, *number)).flatten();
        let through = usize::try_from(*number)
            .ok()
            .and_then(|at| parents.get(at))
            .and_then(|parent| Object::as_reference(parent).ok());
        if above.is_none() || above != through {
            faults.push(fault(
                "tree",
                format!("page {rank}, content {number}: {above:?} and {through:?}"),
            ));
        }
    }
    faults
}
