//! The ids of posts, and what spreadsheets do to them: fifteen digits of a number are kept, the others become zeros.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Cell;
use crate::import::post::Draft;

/// Gives its link for an id to each post whose id was spoiled: how many, and the row of the first.
pub fn mend(drafts: &mut [Draft]) -> Option<(usize, u32)> {
    // A number read in the link was never in a cell of its own.
    let is_cell = |draft: &Draft, id: &str| {
        !draft
            .permalink
            .as_deref()
            .is_some_and(|link| link.ends_with(id))
    };
    let rounded = are_rounded(drafts.iter().filter_map(|draft| {
        let id = draft.id.as_deref()?;
        is_cell(draft, id).then_some(id)
    }));
    let shared = shared_ids(drafts);
    let is_spoiled = |draft: &Draft| {
        draft.id.as_deref().is_none_or(|id| {
            (rounded && id.len() > EXACT_DIGITS && is_cell(draft, id)) || shared.contains(id)
        })
    };
    let (mut mended, mut first) = (0, None);
    for draft in drafts {
        if is_spoiled(draft) {
            draft.id.clone_from(&draft.permalink);
            if draft.id.is_some() {
                mended += 1;
                first = first.or(Some(draft.row));
            }
        }
    }
    Some((mended, first?))
}

/// Digits that a spreadsheet keeps of a number.
const EXACT_DIGITS: usize = 15;

/// Whether all long ids end in zeros from the sixteenth digit on: a spreadsheet has rounded them.
fn are_rounded<'a>(ids: impl Iterator<Item = &'a str>) -> bool {
    let mut zeros = 0;
    for id in ids.filter(|id| id.len() > EXACT_DIGITS) {
        if !id[EXACT_DIGITS..].bytes().all(|byte| byte == b'0') {
            return false;
        }
        zeros += id.len() - EXACT_DIGITS;
    }
    // One chance in ten thousand that true ids end so.
    zeros >= 4
}

/// Ids that several posts bear, for a spreadsheet has cut them: their links differ, and so do their dates.
/// One post in two exports put end to end may have two links, never two dates.
fn shared_ids(drafts: &[Draft]) -> BTreeSet<String> {
    let mut posts = BTreeMap::<&str, (&Draft, bool, bool)>::new();
    for draft in drafts.iter().filter(|draft| draft.permalink.is_some()) {
        let Some(id) = &draft.id else { continue };
        let (first, links_differ, dates_differ) = posts.entry(id).or_insert((draft, false, false));
        *links_differ |= first.permalink != draft.permalink;
        *dates_differ |= first.when != draft.when;
    }
    posts
        .into_iter()
        .filter(|(_, (_, links_differ, dates_differ))| *links_differ && *dates_differ)
        .map(|(id, _)| id.to_owned())
        .collect()
}

/// An id made of digits, as text. A number cell past what a spreadsheet keeps exactly is lost.
pub fn digits_id(cell: Cell<'_>) -> Option<String> {
    let is_spoiled = matches!(cell, Cell::Number(number) if number.abs() >= 1e15);
    let text = cell.to_text();
    let id = text.trim().trim_start_matches('\'');
    (!is_spoiled && (5..=25).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounded_ids_are_told_from_true_ones() {
        assert!(are_rounded(
            ["122100000000000000", "122111111111111000"].into_iter()
        ));
        assert!(!are_rounded(
            ["122100000000000000", "122111111111111001"].into_iter()
        ));
        assert!(!are_rounded(
            ["100000000000000", "1096263115194030"].into_iter()
        ));
        assert!(!are_rounded([].into_iter()));
    }

    #[test]
    fn a_spoiled_id_is_no_id() {
        for text in [
            "1.09626E+15",
            "1,09626E+15",
            "1096263115194030.00",
            "",
            "#NOM ?",
        ] {
            assert_eq!(digits_id(Cell::Text(text)), None, "{text}");
        }
        assert_eq!(digits_id(Cell::Number(1_096_263_115_194_030.0)), None);
        assert_eq!(
            digits_id(Cell::Text(" 900000000000101 ")).as_deref(),
            Some("900000000000101")
        );
    }
}
