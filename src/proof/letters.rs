//! The letters that a font gives for its codes: the `ToUnicode` map.

use std::collections::BTreeMap;

/// Where a range of codes leads.
enum Target {
    /// The letters of the first code; the last unit grows with the code.
    From(Vec<u16>),
    Each(Vec<Vec<u16>>),
}

/// Ranges of codes, by their first.
#[derive(Default)]
pub struct Letters(BTreeMap<u32, (u32, Target)>);

/// What a map is made of, numbers aside.
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a str),
}

impl Letters {
    pub fn read(map: &[u8]) -> Self {
        let text = String::from_utf8_lossy(map);
        let tokens = tokens(&text);
        let mut letters = Self::default();
        let mut section = "";
        let mut left = tokens.iter();
        while let Some(token) = left.next() {
            match (token, section) {
                (Token::Word(word @ ("beginbfchar" | "beginbfrange")), _) => section = word,
                (Token::Word(_), _) => section = "",
                (Token::Hex(code), "beginbfchar") => {
                    if let Some(Token::Hex(units)) = left.next() {
                        letters.put(code, code, Target::From(words(units)));
                    }
                }
                (Token::Hex(first), "beginbfrange") => {
                    let Some(Token::Hex(last)) = left.next() else {
                        continue;
                    };
                    match left.next() {
                        Some(Token::Hex(units)) => {
                            letters.put(first, last, Target::From(words(units)));
                        }
                        Some(Token::Open) => {
                            let items = left.by_ref().map_while(|token| match token {
                                Token::Hex(units) => Some(words(units)),
                                _ => None,
                            });
                            letters.put(first, last, Target::Each(items.collect()));
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        letters
    }

    fn put(&mut self, first: &[u8], last: &[u8], target: Target) {
        self.0.insert(number(first), (number(last), target));
    }

    /// UTF-16 units; nothing when the code is not in the map.
    pub fn of(&self, code: u32) -> Option<Vec<u16>> {
        let (first, (last, target)) = self.0.range(..=code).next_back()?;
        if code > *last {
            return None;
        }
        match target {
            Target::From(units) => {
                let mut units = units.clone();
                if let Some(unit) = units.last_mut() {
                    *unit = unit.wrapping_add(u16::try_from(code - first).ok()?);
                }
                Some(units)
            }
            Target::Each(each) => each.get(usize::try_from(code - first).ok()?).cloned(),
        }
    }
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let taken = match first {
            '<' if !rest.starts_with("<<") => {
                let end = rest.find('>').unwrap_or(rest.len());
                tokens.push(Token::Hex(hex(&rest[1..end])));
                (end + 1).min(rest.len())
            }
            '[' => {
                tokens.push(Token::Open);
                1
            }
            ']' => {
                tokens.push(Token::Close);
                1
            }
            '%' => rest.find(['\n', '\r']).unwrap_or(rest.len()),
            _ => {
                let is_end = |letter: char| letter.is_whitespace() || "<[]%".contains(letter);
                let skip = first.len_utf8();
                let end = rest[skip..]
                    .find(is_end)
                    .map_or(rest.len(), |end| end + skip);
                tokens.push(Token::Word(&rest[..end]));
                end
            }
        };
        rest = rest[taken..].trim_start();
    }
    tokens
}

fn hex(digits: &str) -> Vec<u8> {
    let digits: Vec<u8> = digits
        .chars()
        .filter_map(|digit| u8::try_from(digit.to_digit(16)?).ok())
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or_default())
        .collect()
}

fn number(bytes: &[u8]) -> u32 {
    bytes
        .iter()
        .take(4)
        .fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn words(bytes: &[u8]) -> Vec<u16> {
    bytes
        .chunks(2)
        .map(|pair| u16::from(pair[0]) << 8 | u16::from(pair.get(1).copied().unwrap_or_default()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn codes_lead_to_their_letters() {
        let map = b"1 begincodespacerange <0000> <FFFF> endcodespacerange\n2 beginbfchar\n<0001> <0041>\n<0002> <00660069>\nendbfchar\n2 beginbfrange <0010><0012><0061> <0020> <0021> [<0031> <0032>] endbfrange";
        let letters = Letters::read(map);
        let of = |code| {
            letters
                .of(code)
                .map(|units| String::from_utf16(&units).unwrap())
        };
        assert_eq!(of(1).as_deref(), Some("A"));
        assert_eq!(of(2).as_deref(), Some("fi"));
        assert_eq!(of(0x12).as_deref(), Some("c"));
        assert_eq!(of(0x13), None);
        assert_eq!(of(0x21).as_deref(), Some("2"));
        assert_eq!(of(0), None);
    }
}
