//! All the objects, whatever they are for: the limits of a reader, filters, names, actions.

use lopdf::{Dictionary, Object, Stream};

use super::fault::{Faults, Place};
use super::pdf::Pdf;
use super::rule::{Rule, a, rules};

rules! {
    INTEGER: [a("6.1.13-1")]
        "un nombre entier tient sur 32 bits", "";
    LARGE: [a("6.1.13-2")]
        "un nombre à virgule ne dépasse pas 3,403 × 10³⁸", "";
    STRING: [a("6.1.13-3")]
        "un texte tient en 32 767 octets", "le couper en plusieurs";
    NAME: [a("6.1.13-4")]
        "un nom tient en 127 octets", "";
    TINY: [a("6.1.13-5")]
        "un nombre à virgule est nul ou plus loin de zéro que 1,175 × 10⁻³⁸", "";
    OUTSIDE: [a("6.1.7.1-3")]
        "le contenu d’un flux est dans le fichier", "";
    FILTER: [a("6.1.7.2-1")]
        "un flux n’est compressé que par une méthode admise, LZW exclue", "";
    UTF8: [a("6.1.8-1")]
        "les noms de polices, de couleurs et de types d’éléments sont en UTF-8", "";
    ACTION: [a("6.5.1-1")]
        "une action mène à une page, à un fichier ou à une adresse, et ne fait rien d’autre",
        "ôter l’action (JavaScript, son, formulaire…)";
    NAMED_ACTION: [a("6.5.1-2")]
        "une action de navigation mène à la page suivante, précédente, première ou dernière", "";
}

const FILTERS: [&[u8]; 8] = [
    b"ASCIIHexDecode",
    b"ASCII85Decode",
    b"FlateDecode",
    b"RunLengthDecode",
    b"CCITTFaxDecode",
    b"JBIG2Decode",
    b"DCTDecode",
    b"JPXDecode",
];

const ACTIONS: [&str; 7] = [
    "GoTo",
    "GoToR",
    "GoToE",
    "Thread",
    "URI",
    "Named",
    "SubmitForm",
];

pub fn check(pdf: &Pdf, faults: &mut Faults) {
    for (id, object) in &pdf.document.objects {
        let mut met = Met {
            pdf,
            place: Place::element(format!("objet n° {}", id.0)),
            faults,
        };
        met.object(object);
    }
    let scripts = pdf
        .dictionary(pdf.catalog(), b"Names")
        .and_then(|names| pdf.dictionary(names, b"JavaScript"));
    if scripts.is_some_and(|scripts| !pdf.leaves(scripts, b"Names").is_empty()) {
        faults.whole(&ACTION, "le fichier contient un programme JavaScript");
    }
}

/// One object of the file and what it holds; lopdf bounds how deep.
struct Met<'a> {
    pdf: &'a Pdf<'a>,
    place: Place,
    faults: &'a mut Faults,
}

impl Met<'_> {
    fn tell(&mut self, rule: &'static Rule, what: impl Into<String>) {
        self.faults.add(rule, self.place.clone(), what);
    }

    fn object(&mut self, object: &Object) {
        match object {
            Object::Integer(number) if i32::try_from(*number).is_err() => {
                self.tell(&INTEGER, format!("{number} est trop grand"));
            }
            Object::Real(number) if !number.is_finite() => {
                self.tell(&LARGE, "un nombre est trop grand");
            }
            Object::Real(number) if number.is_subnormal() => {
                self.tell(&TINY, "un nombre est trop petit");
            }
            Object::String(text, _) if text.len() > 32_767 => {
                self.tell(&STRING, format!("un texte de {} octets", text.len()));
            }
            Object::Name(name) => self.name(name),
            Object::Array(items) => items.iter().for_each(|item| self.object(item)),
            Object::Dictionary(entries) => self.dictionary(entries),
            Object::Stream(stream) => self.stream(stream),
            _ => {}
        }
    }

    fn name(&mut self, name: &[u8]) {
        if name.len() > 127 {
            self.tell(&NAME, format!("un nom de {} octets", name.len()));
        }
    }

    fn dictionary(&mut self, entries: &Dictionary) {
        for (key, value) in entries {
            self.name(key);
            let is_told = match key.as_slice() {
                b"BaseFont" | b"FontName" => true,
                b"S" => entries.has_type(b"StructElem"),
                _ => false,
            };
            let is_text = |name: &Object| {
                name.as_name()
                    .map_or(true, |name| std::str::from_utf8(name).is_ok())
            };
            if is_told && !is_text(value) {
                self.tell(
                    &UTF8,
                    format!(
                        "le nom de {} n’est pas du texte",
                        String::from_utf8_lossy(key)
                    ),
                );
            }
            if matches!(key.as_slice(), b"A" | b"OpenAction" | b"Next") {
                self.action(value);
            }
            if key == b"AA" {
                let pdf = self.pdf;
                for (_, action) in pdf.as_dictionary(value).into_iter().flatten() {
                    self.action(action);
                }
            }
            self.object(value);
        }
    }

    /// What is done when a link is followed, a page opened, a field left. The same key also holds the
    /// attributes of an element, which say whose they are.
    fn action(&mut self, value: &Object) {
        let Some(action) = self
            .pdf
            .as_dictionary(value)
            .filter(|entries| !entries.has(b"O"))
        else {
            return;
        };
        let Some(kind) = self.pdf.name(action, b"S") else {
            return;
        };
        if !ACTIONS.contains(&kind) {
            self.tell(&ACTION, format!("une action {kind}"));
        }
        let to = self.pdf.name(action, b"N").unwrap_or_default();
        if kind == "Named" && !["NextPage", "PrevPage", "FirstPage", "LastPage"].contains(&to) {
            self.tell(&NAMED_ACTION, format!("une action de navigation « {to} »"));
        }
    }

    fn stream(&mut self, stream: &Stream) {
        if [b"F".as_slice(), b"FFilter", b"FDecodeParms"]
            .iter()
            .any(|key| stream.dict.has(key))
        {
            self.tell(&OUTSIDE, "le contenu d’un flux est hors du fichier");
        }
        for filter in stream.filters().unwrap_or_default() {
            let is_kept = || {
                let settings = self.pdf.dictionary(&stream.dict, b"DecodeParms");
                filter == b"Crypt"
                    && settings.and_then(|settings| self.pdf.name(settings, b"Name"))
                        == Some("Identity")
            };
            if !FILTERS.contains(&filter) && !is_kept() {
                self.tell(
                    &FILTER,
                    format!("un flux compressé par {}", String::from_utf8_lossy(filter)),
                );
            }
        }
        self.dictionary(&stream.dict);
    }
}
