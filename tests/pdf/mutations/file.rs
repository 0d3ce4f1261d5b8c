//! Faults of the bytes.

use lopdf::{Document, EncryptionState, EncryptionVersion, Permissions};

use super::edit::swap;
use super::{RawSeed, Seed};

fn protect(document: &mut Document, permissions: Permissions) {
    let version = EncryptionVersion::V2 {
        document,
        owner_password: "secret",
        user_password: "",
        key_length: 128,
        permissions,
    };
    let state = EncryptionState::try_from(version).unwrap();
    document.encrypt(&state).unwrap();
}

pub const SEEDS: &[Seed] = &[
    ("6.1.3-1", "no identifier", |document| {
        document.trailer.remove(b"ID");
    }),
    ("6.1.3-2", "protected", |document| {
        protect(document, Permissions::all());
    }),
    ("7.16-1", "protected against those who listen", |document| {
        protect(document, Permissions::PRINTABLE);
    }),
];

pub const RAW_SEEDS: &[RawSeed] = &[
    ("6.1-1", "a version of the next standard", |bytes| {
        swap(bytes, b"%PDF-1.7", b"%PDF-2.0");
    }),
    ("6.1.2-1", "words before the file", |bytes| {
        bytes.splice(0..0, *b"mot\n");
    }),
    ("6.1.2-2", "no sign that the file is binary", |bytes| {
        bytes[10..14].copy_from_slice(b"abcd");
    }),
    ("6.1.3-3", "words after the end", |bytes| {
        bytes.extend(b"\nreste");
    }),
    ("6.1.9-1", "an object on the line of the former", |bytes| {
        swap(bytes, b" 0 obj\n", b" 0 obj ");
    }),
    ("6.1.7.1-1", "a stream of another length", |bytes| {
        let length = b"/N 3/Length ";
        let at = bytes
            .windows(length.len())
            .position(|some| some == length)
            .unwrap();
        let digit = &mut bytes[at + length.len()];
        *digit = if *digit == b'1' { b'2' } else { b'1' };
    }),
    ("6.1.7.1-2", "a stream that begins on no line", |bytes| {
        swap(bytes, b">>stream\n", b">>stream\r");
    }),
    ("6.1.13-2", "a number too large", |bytes| {
        let number = format!(" 1{}.0", "0".repeat(48));
        swap(
            bytes,
            format!("({})", "x".repeat(50)).as_bytes(),
            number.as_bytes(),
        );
    }),
    ("objet-1", "an object that cannot be read", |bytes| {
        swap(bytes, b" 0 obj\n", b" 0 xbj\n");
    }),
];
