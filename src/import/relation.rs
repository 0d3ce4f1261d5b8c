//! Links of Notion to its own pages (editorial-tables.md §5): `Title (path%20<32 hex>.md)`.

use std::borrow::Cow;

/// The titles alone; a text that holds no such link is given back as it is.
pub fn titles(text: Cow<'_, str>) -> Cow<'_, str> {
    if !text.contains(".md)") && !text.contains(".csv)") {
        return text;
    }
    let mut left = String::new();
    let mut rest = text.as_ref();
    while let Some((title, after)) = rest.split_once(" (") {
        left.push_str(title);
        match after.split_once(')') {
            Some((path, next)) if is_page(path) => rest = next,
            _ => {
                left.push_str(" (");
                rest = after;
            }
        }
    }
    left.push_str(rest);
    Cow::Owned(left)
}

/// The identifier of a page is 32 hexadecimal digits, before the extension.
fn is_page(path: &str) -> bool {
    let Some(stem) = path
        .strip_suffix(".md")
        .or_else(|| path.strip_suffix(".csv"))
    else {
        return false;
    };
    let stem = stem.strip_suffix("_all").unwrap_or(stem);
    let hexadecimal = stem.bytes().rev().take_while(u8::is_ascii_hexdigit).count();
    hexadecimal >= 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relation_keeps_the_title() {
        let page = "0123456789abcdef0123456789abcdef.md";
        for (written, expected) in [
            (format!("Sports (Services%20{page})"), "Sports".to_owned()),
            (
                format!("Culture (été) (Services%20{page}), Routes (Services%20{page})"),
                "Culture (été), Routes".to_owned(),
            ),
            ("Note (a.md)".to_owned(), "Note (a.md)".to_owned()),
            ("Forum".to_owned(), "Forum".to_owned()),
        ] {
            assert_eq!(titles(Cow::Borrowed(&written)), expected);
        }
    }
}
