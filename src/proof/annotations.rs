//! Links and other notes laid on a page: tagged, described, printed.

use lopdf::{Dictionary, ObjectId};

use super::fault::{Faults, Place};
use super::pdf::Pdf;
use super::rule::{Rule, a, own_ua, rules, ua};
use super::tree::Tree;

rules! {
    LANGUAGE: [ua("7.2-24")]
        "la langue de la description d’un lien ou d’une note peut être connue", "indiquer la langue du document";
    NESTED: [ua("7.18.1-1")]
        "une note est dans un élément Annot", "";
    DESCRIBED: [ua("7.18.1-2")]
        "une note a une description", "écrire ce qu’elle dit (Contents)";
    FIELD: [ua("7.18.1-3")]
        "un champ de formulaire a un nom que l’on entend", "nommer le champ (TU)";
    TRAP_NET: [ua("7.18.2-1")]
        "aucune note ne sert à l’imprimeur (TrapNet)", "";
    TABS: [ua("7.18.3-1")]
        "sur une page qui a des liens, la touche de tabulation suit la structure", "régler Tabs à S";
    FORM: [ua("7.18.4-1")]
        "un champ de formulaire est dans un élément Form", "";
    LINK: [ua("7.18.5-1")]
        "un lien est dans un élément Link", "";
    LINK_WORDS: [ua("7.18.5-2")]
        "un lien a une description", "écrire où mène le lien (Contents)";
    MARK: [ua("7.18.8-1")]
        "une marque d’imprimeur n’est pas dans la structure", "";
    KIND: [a("6.3.1-1")]
        "une note est d’une sorte admise : ni son, ni film, ni 3D", "";
    FLAGS: [a("6.3.2-1")]
        "une note dit comment elle se montre (F)", "";
    SHOWN: [a("6.3.2-2")]
        "une note s’imprime et n’est pas cachée", "";
    LOOK: [a("6.3.3-1")]
        "une note porte son apparence", "";
    LOOK_PLAIN: [a("6.3.3-2")]
        "une note n’a qu’une apparence", "";
    FIELD_ACTION: [a("6.4.1-1")]
        "un champ de formulaire ne fait rien de lui-même", "";
    BACK: [own_ua("lien-1")]
        "l’élément d’un lien ou d’une note y ramène", "";
}

const KINDS: [&str; 20] = [
    "Text",
    "Link",
    "FreeText",
    "Line",
    "Square",
    "Circle",
    "Polygon",
    "PolyLine",
    "Highlight",
    "Underline",
    "Squiggly",
    "StrikeOut",
    "Stamp",
    "Caret",
    "Ink",
    "Popup",
    "FileAttachment",
    "Widget",
    "PrinterMark",
    "TrapNet",
];

/// Bits of the flags.
const INVISIBLE: i64 = 1;
const HIDDEN: i64 = 1 << 1;
const PRINT: i64 = 1 << 2;
const NO_VIEW: i64 = 1 << 5;
const TOGGLE: i64 = 1 << 8;

pub fn check(pdf: &Pdf, tree: &Tree, faults: &mut Faults) {
    for (rank, page) in pdf.pages.iter().enumerate() {
        let Some(entries) = pdf.page(*page) else {
            continue;
        };
        let annotations = pdf.array(entries, b"Annots");
        if !annotations.is_empty() && pdf.name(entries, b"Tabs") != Some("S") {
            faults.add(
                &TABS,
                Place::page(rank + 1),
                "la touche de tabulation ne suit pas la structure",
            );
        }
        for annotation in annotations {
            if let Some(annotation_entries) = pdf.as_dictionary(annotation) {
                let one = Annotation {
                    pdf,
                    entries: annotation_entries,
                    id: annotation.as_reference().ok(),
                    kind: pdf.name(annotation_entries, b"Subtype").unwrap_or_default(),
                    page: rank + 1,
                };
                one.look(faults);
                one.tags(tree, *page, faults);
            }
        }
    }
}

struct Annotation<'a> {
    pdf: &'a Pdf<'a>,
    entries: &'a Dictionary,
    id: Option<ObjectId>,
    kind: &'a str,
    page: usize,
}

impl Annotation<'_> {
    fn tell(&self, broken: &[(&'static Rule, bool, &str)], faults: &mut Faults) {
        for (rule, _, what) in broken.iter().filter(|(_, is_broken, _)| *is_broken) {
            let place = Place {
                page: Some(self.page),
                element: Some(format!("note {}", self.kind)),
            };
            faults.add(rule, place, *what);
        }
    }

    fn flags(&self) -> Option<i64> {
        self.pdf.integer(self.entries, b"F")
    }

    fn corners(&self, of: &Dictionary, key: &[u8]) -> Option<[f32; 4]> {
        let corners = self.pdf.array(of, key).iter();
        let corners: Vec<f32> = corners
            .filter_map(|corner| self.pdf.whole(corner).as_float().ok())
            .collect();
        corners.try_into().ok()
    }

    fn look(&self, faults: &mut Faults) {
        let (pdf, entries) = (self.pdf, self.entries);
        let flags = self.flags();
        let hides = INVISIBLE | HIDDEN | NO_VIEW | TOGGLE;
        let is_flat = self
            .corners(entries, b"Rect")
            .is_some_and(|[left, bottom, right, top]| {
                (left - right).abs() < f32::EPSILON && (bottom - top).abs() < f32::EPSILON
            });
        let looks = pdf.dictionary(entries, b"AP");
        let is_button = self.kind == "Widget" && pdf.name(entries, b"FT") == Some("Btn");
        let is_plain = looks.is_none_or(|looks| {
            let is_right = if is_button {
                pdf.stream(looks, b"N").is_none()
            } else {
                pdf.stream(looks, b"N").is_some()
            };
            looks.len() == 1 && is_right
        });
        let is_watermark = matches!(self.kind, "Watermark" | "Redact");
        self.tell(
            &[
                (
                    &KIND,
                    !KINDS.contains(&self.kind) && !is_watermark,
                    "une note d’une sorte non admise",
                ),
                (
                    &FLAGS,
                    self.kind != "Popup" && flags.is_none(),
                    "la note ne dit pas comment elle se montre",
                ),
                (
                    &SHOWN,
                    flags.is_some_and(|flags| flags & hides != 0 || flags & PRINT == 0),
                    "la note est cachée ou ne s’imprime pas",
                ),
                (
                    &LOOK,
                    looks.is_none() && !is_flat && !matches!(self.kind, "Popup" | "Link"),
                    "la note n’a pas d’apparence",
                ),
                (
                    &LOOK_PLAIN,
                    !is_plain,
                    "la note a plusieurs apparences, ou une d’une autre sorte",
                ),
                (
                    &FIELD_ACTION,
                    self.kind == "Widget" && (entries.has(b"A") || entries.has(b"AA")),
                    "un champ agit de lui-même",
                ),
            ],
            faults,
        );
    }

    fn tags(&self, tree: &Tree, page: ObjectId, faults: &mut Faults) {
        let (pdf, entries) = (self.pdf, self.entries);
        let element = tree.of_annotation(pdf, entries);
        let holder = element.map(|element| tree.nodes[element].kind.as_str());
        let has_alt =
            element.is_some_and(|element| pdf.has_words(tree.nodes[element].entry, b"Alt"));
        let is_described = pdf.has_words(entries, b"Contents");
        let is_hidden =
            self.flags().is_some_and(|flags| flags & HIDDEN != 0) || self.is_outside(page);
        let is_shown_note =
            !is_hidden && !matches!(self.kind, "Widget" | "Popup" | "Link" | "PrinterMark");
        let is_shown = |kind: &str| !is_hidden && self.kind == kind;
        let is_named = || {
            let parent = pdf.dictionary(entries, b"Parent");
            pdf.has_words(entries, b"TU")
                || has_alt
                || parent.is_some_and(|parent| pdf.has_words(parent, b"TU"))
        };
        let leads_back = element.is_none_or(|element| {
            self.id
                .is_some_and(|id| tree.nodes[element].objects.contains(&id))
        });
        let says_language = pdf.has_words(pdf.catalog(), b"Lang")
            || element.is_some_and(|element| pdf.has_words(tree.nodes[element].entry, b"Lang"));
        self.tell(
            &[
                (
                    &LANGUAGE,
                    is_described && !says_language,
                    "la langue de la description n’est pas connue",
                ),
                (
                    &NESTED,
                    is_shown_note && holder != Some("Annot"),
                    "une note hors d’un élément Annot",
                ),
                (
                    &DESCRIBED,
                    is_shown_note && !is_described && !has_alt,
                    "une note sans description",
                ),
                (
                    &FIELD,
                    is_shown("Widget") && !is_named(),
                    "un champ sans nom",
                ),
                (&TRAP_NET, self.kind == "TrapNet", "une note d’imprimeur"),
                (
                    &FORM,
                    is_shown("Widget") && holder != Some("Form"),
                    "un champ hors d’un élément Form",
                ),
                (
                    &LINK,
                    is_shown("Link") && holder != Some("Link"),
                    "un lien hors d’un élément Link",
                ),
                (
                    &LINK_WORDS,
                    is_shown("Link") && !is_described,
                    "un lien sans description",
                ),
                (
                    &MARK,
                    is_shown("PrinterMark") && holder.is_some(),
                    "une marque d’imprimeur dans la structure",
                ),
                (&BACK, !leads_back, "son élément n’y ramène pas"),
            ],
            faults,
        );
    }

    /// Not on the part of the page that is shown.
    fn is_outside(&self, page: ObjectId) -> bool {
        let shown = [b"CropBox".as_slice(), b"MediaBox"]
            .into_iter()
            .find_map(|key| {
                let corners = self.pdf.inherited(page, key)?.0.as_array().ok()?.iter();
                let corners: Vec<f32> = corners
                    .filter_map(|corner| self.pdf.whole(corner).as_float().ok())
                    .collect();
                <[f32; 4]>::try_from(corners).ok()
            });
        let (Some(shown), Some(own)) = (shown, self.corners(self.entries, b"Rect")) else {
            return false;
        };
        own[2].max(own[0]) < shown[0]
            || own[0].min(own[2]) > shown[2]
            || own[3].max(own[1]) < shown[1]
            || own[1].min(own[3]) > shown[3]
    }
}
