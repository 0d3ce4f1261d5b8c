//! A message, as bytes: the same letter on the same instant gives the same bytes.

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, MultiPart, SinglePart};

use super::address::{Recipient, Sender};
use super::trouble::Trouble;

#[derive(Clone, Debug)]
pub struct Letter<'a> {
    pub from: &'a Sender,
    pub reply_to: Option<&'a Sender>,
    pub to: &'a Recipient,
    pub subject: &'a str,
    pub body: &'a str,
    /// Name and bytes of a PDF.
    pub attachment: Option<(&'a str, &'a [u8])>,
    pub date: DateTime<Utc>,
    /// Hexadecimal, the same for the same content to the same person: a duplicate is recognised.
    pub token: &'a str,
}

/// How much of the token is enough: 128 bits.
const TOKEN: usize = 32;

impl Letter<'_> {
    /// `<0123…@abers.example>`, what the logs of a server call the message.
    pub fn message_id(&self) -> String {
        format!("<{}@{}>", self.short_token(), self.from.domain())
    }

    pub(super) fn to_bytes(&self) -> Result<Vec<u8>, Trouble> {
        let pdf_type = ContentType::parse("application/pdf").map_err(|_| Trouble::Unwritable)?;
        let mut parts = MultiPart::mixed()
            // lettre draws one at random otherwise.
            .boundary(format!("estran-{}", self.short_token()))
            .singlepart(SinglePart::plain(self.body.to_owned()));
        if let Some((name, pdf)) = self.attachment {
            let attached = Attachment::new(name.to_owned()).body(pdf.to_vec(), pdf_type);
            parts = parts.singlepart(attached);
        }
        let builder = Message::builder()
            .from(self.from.mailbox())
            .to(self.to.address().clone().into())
            .subject(self.subject)
            .date(self.date.into())
            .message_id(Some(self.message_id()))
            .raw_header(plain("Auto-Submitted", "auto-generated"))
            .raw_header(plain("Content-Language", "fr"));
        let builder = match self.reply_to {
            Some(sender) => builder.reply_to(sender.mailbox()),
            None => builder,
        };
        let message = builder.multipart(parts).map_err(|_| Trouble::Unwritable)?;
        Ok(message.formatted())
    }

    fn short_token(&self) -> &str {
        self.token.get(..TOKEN).unwrap_or(self.token)
    }
}

/// Holidays must not answer a machine (RFC 3834), and a voice must read in French.
fn plain(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_letter_gives_the_same_bytes_and_only_ascii() {
        let from = Sender::new("Estran – Abers <estran@abers.example>").unwrap();
        let to = Recipient::new("direction@abers.example").unwrap();
        let letter = Letter {
            from: &from,
            reply_to: None,
            to: &to,
            subject: "Département des Abers, octobre 2026 – version provisoire",
            body: "L’équipe a passé 247 h…\n.\n",
            attachment: Some(("rapport-2026-10.pdf", b"%PDF-1.7\n\xff\x00")),
            date: "2026-11-05T02:00:00Z".parse().unwrap(),
            token: "0123456789abcdef0123456789abcdef0123456789abcdef",
        };
        let bytes = letter.to_bytes().unwrap();
        assert_eq!(bytes, letter.to_bytes().unwrap());
        assert!(bytes.is_ascii());
        let text = String::from_utf8(bytes).unwrap();
        for header in [
            "Message-ID: <0123456789abcdef0123456789abcdef@abers.example>\r\n",
            "Date: Thu, 05 Nov 2026 02:00:00 +0000\r\n",
            "To: direction@abers.example\r\n",
            "Auto-Submitted: auto-generated\r\n",
        ] {
            assert!(text.contains(header), "{text}");
        }
    }
}
