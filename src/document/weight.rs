//! What a zipped workbook really holds, before a reader that believes it opens it.

use std::io::{BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;

use super::{Error, Limits};

/// Inflates every member into nothing, and counts. What a member says of its own size is not believed.
pub(super) fn check(bytes: &[u8], limits: &Limits) -> Result<(), Error> {
    let damaged = || Error::Workbook("contenu abîmé".to_owned());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
    let mut left = limits.inflated();
    for place in 0..archive.len() {
        // A member that does not open is told by the reader, if it needs it.
        let Ok(member) = archive.by_index(place) else {
            continue;
        };
        let is_strings = member
            .name_raw()
            .eq_ignore_ascii_case(b"xl/sharedStrings.xml");
        let mut member = BufReader::new(member.take(left.saturating_add(1)));
        let claimed = if is_strings {
            claimed_strings(member.fill_buf().unwrap_or_default())
        } else {
            0
        };
        // A member cut short is told by the reader too.
        let size = inflate(&mut member);
        left = left
            .checked_sub(size)
            .ok_or_else(|| limits.too_inflated())?;
        // The reader makes room for as many texts as are announced; each takes `<si/>` at least.
        if claimed > size / 5 {
            return Err(damaged());
        }
    }
    Ok(())
}

/// How many bytes come out, up to the first error.
fn inflate(member: &mut impl Read) -> u64 {
    let mut buffer = vec![0; 64 * 1024];
    let mut size = 0;
    while let Ok(read @ 1..) = member.read(&mut buffer) {
        size += read as u64;
    }
    size
}

/// `uniqueCount` of the first element of the shared texts.
fn claimed_strings(start: &[u8]) -> u64 {
    const NAME: &[u8] = b"uniqueCount=";
    let Some(place) = start.windows(NAME.len()).position(|part| part == NAME) else {
        return 0;
    };
    start[place + NAME.len()..]
        .iter()
        .skip_while(|byte| matches!(byte, b'"' | b'\''))
        .take_while(|byte| byte.is_ascii_digit())
        .fold(0, |count: u64, byte| {
            count
                .saturating_mul(10)
                .saturating_add(u64::from(byte - b'0'))
        })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    fn book(name: &str, content: &[u8]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(content).unwrap();
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_workbook_that_inflates_too_much_is_turned_back() {
        let limits = Limits {
            inflated_mb: 1,
            ..Limits::default()
        };
        let bytes = book("xl/worksheets/sheet1.xml", &vec![b' '; 3 * 1024 * 1024]);
        assert!(bytes.len() < 10_000);
        let refusal = check(&bytes, &limits).unwrap_err().to_string();
        assert!(refusal.contains("inflated_mb"), "{refusal}");
        assert!(check(&bytes, &Limits::default()).is_ok());
        let endless = Limits {
            inflated_mb: u64::MAX,
            ..limits
        };
        assert!(check(&bytes, &endless).is_ok());
    }

    #[test]
    fn texts_that_are_announced_and_are_not_there_make_no_room() {
        let strings = |count: &str| {
            let text = format!("<sst count=\"2\" uniqueCount=\"{count}\"><si><t>a</t></si></sst>");
            check(
                &book("xl/sharedStrings.xml", text.as_bytes()),
                &Limits::default(),
            )
        };
        assert!(strings("1").is_ok());
        assert!(strings("4000000000").is_err());
    }
}
