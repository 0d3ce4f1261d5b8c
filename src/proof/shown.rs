//! What is shown of each font: met while the pages are walked, checked afterwards.

use std::collections::BTreeMap;

use lopdf::Dictionary;

use super::cmaps;
use super::pdf::Pdf;

/// What is shown of a code: drawn at least once, and at least once without a text in its place.
#[derive(Clone, Copy, Default)]
pub struct Shown {
    pub is_drawn: bool,
    pub is_bare: bool,
}

pub struct Use<'a> {
    pub font: Option<&'a Dictionary>,
    pub page: usize,
    pub codes: BTreeMap<u16, Shown>,
}

/// The fonts that are used, in the order in which they are met.
#[derive(Default)]
pub struct Used<'a> {
    pub list: Vec<Use<'a>>,
    /// By the address of the dictionary: only to find it again, never to sort.
    places: BTreeMap<usize, usize>,
}

impl<'a> Used<'a> {
    pub fn show(
        &mut self,
        pdf: &Pdf,
        font: Option<&'a Dictionary>,
        string: &[u8],
        mode: i64,
        page: usize,
        has_text: bool,
    ) {
        let address = font.map_or(0, |font| std::ptr::from_ref(font) as usize);
        let next = self.list.len();
        let place = *self.places.entry(address).or_insert(next);
        if place == next {
            self.list.push(Use {
                font,
                page,
                codes: BTreeMap::new(),
            });
        }
        let Some(font) = font else {
            return;
        };
        let codes = &mut self.list[place].codes;
        let mut note = |code: u16| {
            let shown = codes.entry(code).or_default();
            shown.is_drawn |= mode != 3;
            shown.is_bare |= !has_text;
        };
        if pdf.name(font, b"Subtype") == Some("Type0") {
            // Codes of other maps are of several lengths; they are not looked at.
            if cmaps::is_identity(pdf, font) {
                let pairs = string.chunks(2);
                pairs.for_each(|pair| {
                    note(u16::from_be_bytes([
                        pair[0],
                        pair.get(1).copied().unwrap_or_default(),
                    ]));
                });
            }
        } else {
            for code in string {
                note(u16::from(*code));
            }
        }
    }
}
