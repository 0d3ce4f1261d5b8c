//! Calendars: text whose long lines are folded.

use super::{Remark, decode};

/// The text, its lines unfolded. Lines are folded by bytes, which may cut a letter in two: they are
/// joined before the text is decoded (RFC 5545, section 3.1).
pub(super) fn text(bytes: Vec<u8>) -> (String, Vec<Remark>) {
    // In UTF-16 no fold cuts a letter, and the reader of calendars unfolds text.
    if bytes.contains(&0) {
        return decode::text(bytes);
    }
    decode::text(unfolded(&bytes))
}

fn unfolded(bytes: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line {
            [b' ' | b'\t', rest @ ..] if !joined.is_empty() => {
                while let Some(b'\n' | b'\r') = joined.last() {
                    joined.pop();
                }
                joined.extend_from_slice(rest);
            }
            whole => joined.extend_from_slice(whole),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fold_that_cuts_a_letter_is_mended() {
        let folded = b"BEGIN:VCALENDAR\r\nSUMMARY:caf\xC3\r\n \xA9 du march\xC3\n\t\xA9\r\nEND:VCALENDAR\r\n";
        let (text, remarks) = text(folded.to_vec());
        assert_eq!(
            text,
            "BEGIN:VCALENDAR\r\nSUMMARY:café du marché\r\nEND:VCALENDAR\r\n"
        );
        assert!(remarks.is_empty());
    }
}
