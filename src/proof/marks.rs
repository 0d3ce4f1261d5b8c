//! What is painted is tagged or is an artifact, and the tree agrees with the pages.

use std::collections::BTreeMap;

use lopdf::content::Operation;
use lopdf::{Dictionary, Object, ObjectId};

use super::fault::{Faults, Place};
use super::language;
use super::pdf::Pdf;
use super::rule::{Rule, own, rules, ua};
use super::tree::{Content, Tree};

rules! {
    ARTIFACT_INSIDE: [ua("7.1-1")]
        "aucun décor n’est dans un contenu étiqueté", "";
    TAGGED_INSIDE: [ua("7.1-2")]
        "aucun contenu étiqueté n’est dans un décor", "";
    UNMARKED: [ua("7.1-3")]
        "tout ce qui est peint est étiqueté ou déclaré décor", "étiqueter ce contenu, ou le déclarer décor (Artifact)";
    SPAN_ACTUAL: [ua("7.2-30")]
        "la langue du texte réel d’un passage peut être connue", "indiquer la langue du document";
    SPAN_ALTERNATE: [ua("7.2-31")]
        "la langue du texte de remplacement d’un passage peut être connue", "indiquer la langue du document";
    SPAN_EXPANSION: [ua("7.2-32")]
        "la langue du développement d’un passage peut être connue", "indiquer la langue du document";
    TEXT_LANGUAGE: [ua("7.2-34")]
        "la langue du texte peut être connue", "indiquer la langue du document";
    CLOSED: [own("marques-1")]
        "chaque marque ouverte sur une page y est fermée, une fois", "";
    OWNED: [own("arbre-1")]
        "chaque contenu étiqueté est à un élément, le même d’en haut et d’en bas", "";
    THERE: [own("arbre-2")]
        "chaque contenu qu’un élément réclame est sur la page", "";
}

/// What the marks that are open say, together, of what is painted inside.
#[expect(
    clippy::struct_excessive_bools,
    reason = "four things that each may say or not"
)]
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Around {
    pub is_artifact: bool,
    pub is_tagged: bool,
    pub says_language: bool,
    pub replaces_text: bool,
}

/// The marks that are open where the walk stands, each with what those around it say.
#[derive(Clone, Default)]
pub struct Marks(Vec<Around>);

/// A page or a form, and what is known of the languages of its contents.
pub struct Holder<'a> {
    pub id: ObjectId,
    pub page: usize,
    pub languages: &'a Languages,
}

/// Whether the document says its language; if not, the contents whose elements say theirs.
pub struct Languages {
    of_document: bool,
    of_contents: BTreeMap<Content, bool>,
}

impl Languages {
    pub fn of(pdf: &Pdf, tree: &Tree) -> Self {
        let of_document = pdf.has_words(pdf.catalog(), b"Lang");
        let mut of_contents = BTreeMap::new();
        if !of_document {
            for (node, said) in tree.nodes.iter().zip(language::said(pdf, tree)) {
                of_contents.extend(node.contents.iter().map(|content| (*content, said)));
            }
        }
        Self {
            of_document,
            of_contents,
        }
    }
}

impl Marks {
    pub fn around(&self) -> Around {
        self.0.last().copied().unwrap_or_default()
    }

    pub fn depth(&self) -> usize {
        self.0.len()
    }

    /// Opens a mark and gives its number, when it has one.
    pub fn open(
        &mut self,
        pdf: &Pdf,
        operation: &Operation,
        properties: Option<&Dictionary>,
        holder: &Holder,
        faults: &mut Faults,
    ) -> Option<i64> {
        let tag = operation
            .operands
            .first()
            .and_then(|tag| tag.as_name().ok());
        let around = self.around();
        let place = || Place::page(holder.page);
        let is_artifact = tag == Some(b"Artifact");
        let number = properties
            .and_then(|properties| pdf.integer(properties, b"MCID"))
            .filter(|_| !is_artifact);
        if is_artifact && around.is_tagged {
            faults.add(
                &ARTIFACT_INSIDE,
                place(),
                "un décor dans un contenu étiqueté",
            );
        }
        if number.is_some() && around.is_artifact {
            faults.add(&TAGGED_INSIDE, place(), "un contenu étiqueté dans un décor");
        }
        let languages = holder.languages;
        let has = |key: &[u8]| properties.is_some_and(|properties| pdf.has_words(properties, key));
        let by_element =
            number.and_then(|number| languages.of_contents.get(&(holder.id, number)).copied());
        let says_language = languages.of_document || has(b"Lang") || by_element == Some(true);
        if let Some(properties) = properties {
            language::shape(pdf, properties, place(), faults);
        }
        if tag == Some(b"Span") && !says_language && !around.says_language {
            for (key, rule) in [
                (b"ActualText".as_slice(), &SPAN_ACTUAL),
                (b"Alt", &SPAN_ALTERNATE),
                (b"E", &SPAN_EXPANSION),
            ] {
                if has(key) {
                    faults.add(rule, place(), "la langue d’un passage n’est pas connue");
                }
            }
        }
        let replaces_text = properties.is_some_and(|properties| properties.has(b"ActualText"));
        self.0.push(Around {
            is_artifact: around.is_artifact || is_artifact,
            is_tagged: around.is_tagged || number.is_some(),
            says_language: around.says_language || says_language,
            replaces_text: around.replaces_text || replaces_text,
        });
        number
    }

    pub fn close(&mut self, since: usize, page: usize, faults: &mut Faults) {
        if self.0.len() > since {
            self.0.pop();
        } else {
            faults.add(
                &CLOSED,
                Place::page(page),
                "une marque est fermée sans avoir été ouverte",
            );
        }
    }

    /// At the end of a page or of a form, the marks are those of its beginning.
    pub fn end(&mut self, since: usize, page: usize, faults: &mut Faults) {
        if self.0.len() > since {
            faults.add(&CLOSED, Place::page(page), "une marque reste ouverte");
            self.0.truncate(since);
        }
    }
}

/// What is painted outside of any mark, by page, and the texts whose language is not known.
#[derive(Default)]
pub struct Bare {
    unmarked: BTreeMap<(usize, &'static str), usize>,
    unknown: BTreeMap<usize, usize>,
}

impl Bare {
    pub fn painted(&mut self, what: &'static str, page: usize, around: Around) {
        if !around.is_artifact && !around.is_tagged {
            *self.unmarked.entry((page, what)).or_default() += 1;
        }
    }

    pub fn text(&mut self, page: usize, around: Around, languages: &Languages) {
        if !languages.of_document && !around.says_language {
            *self.unknown.entry(page).or_default() += 1;
        }
    }

    pub fn tell(self, faults: &mut Faults) {
        for ((page, what), count) in self.unmarked {
            let times = if count == 1 {
                String::new()
            } else {
                format!(" ({count} fois)")
            };
            faults.add(
                &UNMARKED,
                Place::page(page),
                format!("{what} hors de toute étiquette{times}"),
            );
        }
        for (page, count) in self.unknown {
            let texts = if count == 1 {
                "un texte".to_owned()
            } else {
                format!("{count} textes")
            };
            faults.add(
                &TEXT_LANGUAGE,
                Place::page(page),
                format!("{texts} de langue inconnue"),
            );
        }
    }
}

/// The numbers met in each page and each form, against the elements that own them.
pub fn agree(
    pdf: &Pdf,
    tree: &Tree,
    met: &BTreeMap<ObjectId, (usize, Vec<i64>)>,
    faults: &mut Faults,
) {
    let mut owners: BTreeMap<Content, usize> = BTreeMap::new();
    for (place, node) in tree.nodes.iter().enumerate() {
        owners.extend(node.contents.iter().map(|content| (*content, place)));
    }
    for (holder, (page, numbers)) in met {
        let key = pdf
            .document
            .get_object(*holder)
            .ok()
            .and_then(|holder| pdf.integer(pdf.as_dictionary(holder)?, b"StructParents"));
        let through = key.and_then(|key| tree.parents.get(&key));
        let through = through
            .and_then(|list| pdf.whole(list).as_array().ok())
            .map_or(&[][..], Vec::as_slice);
        let mut known: Vec<i64> = Vec::new();
        for number in numbers {
            let above = owners.remove(&(*holder, *number));
            let below = usize::try_from(*number).ok().and_then(|at| through.get(at));
            let below =
                below.and_then(|element| tree.by_id.get(&Object::as_reference(element).ok()?));
            if above.is_none() || above != below.copied() {
                known.push(*number);
            }
        }
        if let Some(first) = known.first() {
            let what = format!(
                "{} contenus étiquetés, dont le n° {first}, que l’arbre ne retrouve pas",
                known.len()
            );
            faults.add(&OWNED, Place::page(*page), what);
        }
    }
    for ((_, number), place) in owners {
        faults.add(
            &THERE,
            tree.place(place),
            format!("l’élément réclame le contenu n° {number}, qui n’est pas là"),
        );
    }
}
