//! Bytes to text: UTF-8, UTF-16, else Windows-1252, as Meta and Excel write them.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::Remark;

/// The text without its byte order mark, and what had to be replaced.
pub(super) fn text(mut bytes: Vec<u8>) -> (String, Vec<Remark>) {
    if bytes.starts_with(&[0xFF, 0xFE]) {
        return wide(&bytes[2..], UTF_16LE);
    }
    if bytes.starts_with(&[0xFE, 0xFF]) {
        return wide(&bytes[2..], UTF_16BE);
    }
    if let Some(encoding) = unmarked_wide(&bytes) {
        return wide(&bytes, encoding);
    }
    let marked = bytes.starts_with(&[0xEF, 0xBB, 0xBF]);
    if marked {
        bytes.drain(..3);
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(error) => {
            let bytes = error.into_bytes();
            if marked || is_mostly_utf8(&bytes) {
                mended(&bytes)
            } else {
                (
                    WINDOWS_1252
                        .decode_without_bom_handling(&bytes)
                        .0
                        .into_owned(),
                    Vec::new(),
                )
            }
        }
    }
}

/// Text that says it is UTF-8: broken bytes are replaced, however many.
pub(super) fn utf8(bytes: Vec<u8>) -> (String, Vec<Remark>) {
    match String::from_utf8(bytes) {
        Ok(text) => (text, Vec::new()),
        Err(error) => mended(error.as_bytes()),
    }
}

fn wide(bytes: &[u8], encoding: &'static Encoding) -> (String, Vec<Remark>) {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    let remarks = if replaced {
        vec![replaced_remark(&text)]
    } else {
        Vec::new()
    };
    (text.into_owned(), remarks)
}

/// UTF-16 whose mark was lost: nearly every second byte of its Latin letters is NUL.
fn unmarked_wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(256) & !1];
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (high, low) = (zeros(0), zeros(1));
    if pairs < 4 {
        None
    } else if low * 10 >= pairs * 8 && high == 0 {
        Some(UTF_16LE)
    } else if high * 10 >= pairs * 8 && low == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A few broken bytes in a file that is UTF-8 elsewhere. Windows-1252 French almost never makes a
/// valid sequence of two bytes by chance.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk
            .valid()
            .chars()
            .filter(|character| !character.is_ascii())
            .count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    good > broken
}

fn mended(bytes: &[u8]) -> (String, Vec<Remark>) {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let remark = replaced_remark(&text);
    (text, vec![remark])
}

fn replaced_remark(text: &str) -> Remark {
    let line = text
        .split('\u{fffd}')
        .next()
        .map_or(1, |before| 1 + before.matches('\n').count());
    Remark {
        code: "replaced-bytes",
        row: u32::try_from(line).ok(),
        message: "des caractères illisibles ont été remplacés par « \u{fffd} » ; les chiffres n’en souffrent pas, mais un texte peut être abîmé".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let expected = "Durée;Réactions\n1;é\n";
        let wide = |order: fn(u16) -> [u8; 2]| {
            expected.encode_utf16().flat_map(order).collect::<Vec<u8>>()
        };
        for bytes in [
            expected.as_bytes().to_vec(),
            [&[0xEF, 0xBB, 0xBF], expected.as_bytes()].concat(),
            WINDOWS_1252.encode(expected).0.into_owned(),
            [&[0xFF, 0xFE][..], &wide(u16::to_le_bytes)].concat(),
            [&[0xFE, 0xFF][..], &wide(u16::to_be_bytes)].concat(),
            wide(u16::to_le_bytes),
        ] {
            assert_eq!(text(bytes), (expected.to_owned(), Vec::new()));
        }
    }

    #[test]
    fn one_broken_byte_does_not_spoil_the_other_accents() {
        let (text, remarks) = text([&b"a,b\n\xC3\xA9t\xC3\xA9,"[..], b"caf\xE9\n"].concat());
        assert_eq!(text, "a,b\nété,caf\u{fffd}\n");
        assert_eq!(remarks.first().and_then(|remark| remark.row), Some(2));
    }

    #[test]
    fn a_nul_byte_survives() {
        assert_eq!(text(b"a,b\n1,x\0y\n".to_vec()).0, "a,b\n1,x\0y\n");
    }
}
