//! A PDF as a stranger opens it: objects found by their references, within bounds.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::panic::{self, AssertUnwindSafe};

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Error, LoadOptions, Object, ObjectId, Stream};

/// Bytes that one compressed stream may hold, and all those that are opened together.
const STREAM: usize = 64 << 20;
const ALL_STREAMS: usize = 512 << 20;

/// Bytes that one page or one form may paint with: its instructions weigh some fifty times more once read.
const CONTENT: usize = 8 << 20;

/// Parents of a page, nodes of a tree: none is that deep.
const DEEPEST: usize = 64;

/// Why a file cannot be checked at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("ce n’est pas un fichier PDF")]
    NotPdf,
    #[error("le fichier est coupé : sa fin manque ; le copier ou le télécharger à nouveau")]
    Cut,
    #[error("le fichier est abîmé : son contenu ne peut pas être retrouvé")]
    Broken,
    #[error("le fichier est protégé par un mot de passe ; l’enregistrer sans protection")]
    Locked,
}

pub struct Pdf<'a> {
    pub bytes: &'a [u8],
    pub document: Document,
    pub pages: Vec<ObjectId>,
    left: Cell<usize>,
}

/// lopdf may panic on what it did not foresee: an inline image without its colours, for one. Such a
/// part of the file is one that cannot be read.
fn calmly<T>(read: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(read)).ok()
}

impl<'a> Pdf<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        if !bytes.windows(5).take(1024).any(|five| five == b"%PDF-") {
            return Err(Unreadable::NotPdf);
        }
        let options = LoadOptions {
            max_decompressed_size: Some(STREAM),
            ..LoadOptions::default()
        };
        let loaded = calmly(|| Document::load_mem_with_options(bytes, options));
        let document = match loaded {
            Some(Ok(document)) => document,
            Some(Err(
                Error::InvalidPassword
                | Error::Decryption(_)
                | Error::UnsupportedSecurityHandler(_),
            )) => return Err(Unreadable::Locked),
            Some(Err(_)) if !ends(bytes) => return Err(Unreadable::Cut),
            _ => return Err(Unreadable::Broken),
        };
        if document.is_encrypted() {
            return Err(Unreadable::Locked);
        }
        if document.catalog().is_err() {
            return Err(Unreadable::Broken);
        }
        Ok(Self {
            bytes,
            pages: document.page_iter().collect(),
            document,
            left: Cell::new(ALL_STREAMS),
        })
    }

    pub fn catalog(&self) -> &Dictionary {
        static NONE: std::sync::LazyLock<Dictionary> = std::sync::LazyLock::new(Dictionary::new);
        self.document.catalog().unwrap_or(&NONE)
    }

    /// The object itself, when this is a reference to it.
    pub fn whole<'b>(&'b self, object: &'b Object) -> &'b Object {
        self.document
            .dereference(object)
            .map_or(&Object::Null, |(_, object)| object)
    }

    /// What a key holds. An entry that is null is an entry that is not there.
    pub fn entry<'b>(&'b self, from: &'b Dictionary, key: &[u8]) -> Option<&'b Object> {
        let object = self.whole(from.get(key).ok()?);
        (!object.is_null()).then_some(object)
    }

    /// The dictionary of an object, streams included.
    pub fn as_dictionary<'b>(&'b self, object: &'b Object) -> Option<&'b Dictionary> {
        match self.whole(object) {
            Object::Dictionary(entries) => Some(entries),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    pub fn dictionary<'b>(&'b self, from: &'b Dictionary, key: &[u8]) -> Option<&'b Dictionary> {
        self.as_dictionary(self.entry(from, key)?)
    }

    pub fn stream<'b>(&'b self, from: &'b Dictionary, key: &[u8]) -> Option<&'b Stream> {
        self.entry(from, key)?.as_stream().ok()
    }

    /// Empty when there is none.
    pub fn array<'b>(&'b self, from: &'b Dictionary, key: &[u8]) -> &'b [Object] {
        self.entry(from, key)
            .and_then(|array| array.as_array().ok())
            .map_or(&[], Vec::as_slice)
    }

    pub fn name<'b>(&'b self, from: &'b Dictionary, key: &[u8]) -> Option<&'b str> {
        let name = self.entry(from, key)?.as_name().ok()?;
        std::str::from_utf8(name).ok()
    }

    pub fn integer(&self, from: &Dictionary, key: &[u8]) -> Option<i64> {
        self.entry(from, key)?.as_i64().ok()
    }

    pub fn number(&self, from: &Dictionary, key: &[u8]) -> Option<f64> {
        self.entry(from, key)?.as_float().ok().map(f64::from)
    }

    pub fn is_true(&self, from: &Dictionary, key: &[u8]) -> bool {
        self.entry(from, key).and_then(|entry| entry.as_bool().ok()) == Some(true)
    }

    /// Words as a person reads them.
    pub fn words(&self, from: &Dictionary, key: &[u8]) -> Option<String> {
        lopdf::decode_text_string(self.entry(from, key)?).ok()
    }

    /// Whether a key holds words, and not only blanks.
    pub fn has_words(&self, from: &Dictionary, key: &[u8]) -> bool {
        self.words(from, key)
            .is_some_and(|words| !words.trim().is_empty())
    }

    /// The bytes of a stream, unpacked; nothing when a filter is not known or when there are too many.
    pub fn unpacked(&self, stream: &Stream) -> Option<Vec<u8>> {
        let most = self.left.get().min(STREAM);
        let bytes = calmly(|| stream.get_plain_content_with_limit(most))?.ok()?;
        self.left.set(self.left.get().saturating_sub(bytes.len()));
        Some(bytes)
    }

    /// The content of a page, whose streams follow one another.
    pub fn page_content(&self, page: ObjectId) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        for id in self.document.get_page_contents(page) {
            let stream = self.document.get_object(id).ok()?.as_stream().ok()?;
            content.extend(self.unpacked(stream)?);
            content.push(b'\n');
        }
        Some(content)
    }

    pub fn page(&self, page: ObjectId) -> Option<&Dictionary> {
        self.document.get_dictionary(page).ok()
    }

    /// An entry of a page, or of the first of its parents that has it; and whether it is its own.
    pub fn inherited(&self, page: ObjectId, key: &[u8]) -> Option<(&Object, bool)> {
        let mut holder = self.page(page)?;
        for depth in 0..DEEPEST {
            if let Some(found) = self.entry(holder, key) {
                return Some((found, depth == 0));
            }
            holder = self.dictionary(holder, b"Parent")?;
        }
        None
    }

    /// The leaves of a tree of numbers (`Nums`) or of names (`Names`): keys, then values.
    pub fn leaves<'b>(&'b self, root: &'b Dictionary, key: &[u8]) -> Vec<&'b [Object]> {
        let mut seen: BTreeSet<ObjectId> = BTreeSet::new();
        let (mut left, mut found) = (vec![(root, 0)], Vec::new());
        while let Some((node, depth)) = left.pop() {
            found.extend(self.array(node, key).chunks_exact(2));
            let kids = self.array(node, b"Kids").iter().rev();
            let fresh = kids.filter(|kid| {
                let id = kid.as_reference().ok();
                depth < DEEPEST && id.is_none_or(|id| seen.insert(id))
            });
            left.extend(fresh.filter_map(|kid| Some((self.as_dictionary(kid)?, depth + 1))));
        }
        found
    }
}

/// What a page or a form paints.
pub fn operations(content: &[u8]) -> Option<Vec<Operation>> {
    if content.len() > CONTENT {
        return None;
    }
    let content = calmly(|| Content::decode_strict(content))?.ok()?;
    Some(content.operations)
}

/// Whether the mark of the end is near the end.
fn ends(bytes: &[u8]) -> bool {
    let last = &bytes[bytes.len().saturating_sub(1024)..];
    last.windows(5).any(|five| five == b"%%EOF")
}
