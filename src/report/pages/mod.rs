//! One file per page: it chooses figures, blocks and words; it computes nothing.

pub mod changes;
pub mod content_time;
pub mod cover;
mod curve;
pub mod essentials;
pub mod iceberg;
pub mod load;
pub mod method;
pub mod moderation;
pub mod results;

use super::block::{Block, Note, NoteKind};

fn how_to_read(text: impl Into<String>) -> Block {
    note(NoteKind::HowToRead, text)
}

fn source(text: impl Into<String>) -> Block {
    note(NoteKind::Source, text)
}

fn caveat(text: impl Into<String>) -> Block {
    note(NoteKind::Caveat, text)
}

fn note(kind: NoteKind, text: impl Into<String>) -> Block {
    Block::Note(Note {
        kind,
        text: text.into(),
    })
}
