//! The text of a piece of HTML, as networks write their posts.

/// Lines, without tags; the few entities that such texts hold are read.
pub fn text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        if matches!(tag.trim_end_matches([' ', '/']), "br" | "p") || tag == "/p" {
            text.push('\n');
        }
        rest = after;
    }
    text.push_str(rest);
    [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&apos;", "'"),
        ("&nbsp;", "\u{a0}"),
        // The last: what it gives is not read again.
        ("&amp;", "&"),
    ]
    .iter()
    .fold(text, |text, (entity, letter)| text.replace(entity, letter))
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn a_post_reads_as_it_shows() {
        assert_eq!(
            text(
                "<p>Vigilance &amp; prudence<br />la RD&nbsp;12 &lt;ferme&gt;</p><p><a href=\"https://x.fr\"><span class=\"invisible\">https://</span>x.fr</a></p>"
            ),
            "\nVigilance & prudence\nla RD\u{a0}12 <ferme>\n\nhttps://x.fr\n"
        );
        assert_eq!(text("&amp;lt; a < b"), "&lt; a ");
        assert_eq!(text(""), "");
    }
}
