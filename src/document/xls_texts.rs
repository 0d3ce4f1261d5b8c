//! How long the shared texts of an Excel 97 workbook are: a million cells may all point at the longest.

use super::xls_extent::{long, records, short};

const EOF: u16 = 0x000A;
const TEXTS: u16 = 0x00FC;
const CONTINUE: u16 = 0x003C;
/// A cell that shows a shared text: row, column, style, number of the text.
const CELL: u16 = 0x00FD;

/// The bytes of each shared text, as they are stored ([MS-XLS] 2.4.265).
pub(super) struct Texts(Vec<usize>);

impl Texts {
    /// Those of the workbook stream; of several tables, the last.
    pub(super) fn of(stream: &[u8]) -> Texts {
        let mut parts: Vec<&[u8]> = Vec::new();
        let mut goes_on = false;
        for (number, content) in records(stream).take_while(|(number, _)| *number != EOF) {
            if number == TEXTS {
                // How many there are comes first, twice.
                parts = vec![content.get(8..).unwrap_or_default()];
            } else if number == CONTINUE && goes_on {
                parts.push(content);
            }
            goes_on = number == TEXTS || (number == CONTINUE && goes_on);
        }
        let mut reader = Reader {
            data: &[],
            more: parts.into_iter(),
        };
        let mut lengths = Vec::new();
        while !reader.data.is_empty() || reader.go_on().is_some() {
            let Some(length) = reader.text() else { break };
            lengths.push(length);
        }
        Texts(lengths)
    }

    /// Bytes that a record makes the reader write.
    pub(super) fn shown(&self, number: u16, content: &[u8]) -> usize {
        let text = (number == CELL).then(|| long(content, 6)).flatten();
        text.and_then(|text| self.0.get(text).copied()).unwrap_or(0)
    }
}

/// Texts run over from one record to the next.
struct Reader<'a, I> {
    data: &'a [u8],
    more: I,
}

impl<'a, I: Iterator<Item = &'a [u8]>> Reader<'a, I> {
    fn go_on(&mut self) -> Option<()> {
        self.data = self.more.next()?;
        Some(())
    }

    fn take(&mut self, size: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.data.split_at_checked(size)?;
        self.data = rest;
        Some(taken)
    }

    /// Letters, manner, then the letters, their styles, and what goes with them; nothing when it is cut.
    fn text(&mut self) -> Option<usize> {
        let head = self.take(3)?;
        let (mut left, flags) = (short(head, 0)?, head[2]);
        let styles = match flags & 0x08 {
            0 => 0,
            _ => short(self.take(2)?, 0)?.saturating_mul(4),
        };
        let beside = match flags & 0x04 {
            0 => 0,
            _ => long(self.take(4)?, 0)?,
        };
        let mut size = 0_usize;
        let mut letter = letter(flags);
        loop {
            let here = left.min(self.data.len() / letter);
            size = size.saturating_add(here * letter);
            self.take(here * letter)?;
            left -= here;
            if left == 0 {
                break;
            }
            self.go_on()?;
            letter = self::letter(self.take(1)?[0]);
        }
        self.skip(styles.saturating_add(beside))?;
        Some(size)
    }

    fn skip(&mut self, mut size: usize) -> Option<()> {
        while size > 0 {
            if self.data.is_empty() {
                self.go_on()?;
            }
            let here = size.min(self.data.len());
            self.take(here)?;
            size -= here;
        }
        Some(())
    }
}

/// Bytes of a letter.
fn letter(flags: u8) -> usize {
    1 + usize::from(flags & 0x01)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(number: u16, content: &[u8]) -> Vec<u8> {
        let size = u16::try_from(content.len()).unwrap();
        [&number.to_le_bytes()[..], &size.to_le_bytes(), content].concat()
    }

    #[test]
    fn texts_are_measured_across_records() {
        let mut first = vec![0; 8];
        // « abc », then « é » of two bytes with a style, then one that goes on in the next record, in wide letters.
        first.extend([3, 0, 0, b'a', b'b', b'c']);
        first.extend([1, 0, 0x09, 1, 0, 0xE9, 0, 9, 9, 9, 9]);
        first.extend([4, 0, 0x04, 2, 0, 0, 0, b'x', b'y']);
        let second = [1, b'z', 0, b'z', 0, 7];
        let third = [7, 2, 0, 0, b'u', b'v'];
        let stream = [
            record(0x0809, &[0; 16]),
            record(TEXTS, &first),
            record(CONTINUE, &second),
            record(CONTINUE, &third),
            record(EOF, &[]),
        ]
        .concat();
        let other = record(TEXTS, &[0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, b'a']);
        let stream = [other.clone(), stream, other].concat();
        assert_eq!(Texts::of(&stream).0, [3, 2, 6, 2]);
    }

    #[test]
    fn texts_that_are_cut_are_no_trouble() {
        for content in [
            &[][..],
            &[0; 7],
            &[0; 10],
            &[0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 1, b'a'],
        ] {
            assert!(Texts::of(&record(TEXTS, content)).0.is_empty());
        }
    }
}
