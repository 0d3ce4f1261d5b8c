//! Addresses of e-mail. What is printed of a recipient never holds the whole address.

use std::fmt;

use lettre::Address;
use lettre::message::Mailbox;

/// One who receives. `Debug` and `Display` say « d…@abers.example ».
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient(Address);

impl Recipient {
    /// A plain address, in ASCII: a server without SMTPUTF8 would refuse another.
    pub fn new(text: &str) -> Option<Recipient> {
        let text = text.trim();
        let address: Address = text.parse().ok()?;
        text.is_ascii().then_some(Recipient(address))
    }

    pub(super) fn address(&self) -> &Address {
        &self.0
    }

    /// The whole address: for the fingerprint of a delivery, never for the screen.
    pub fn whole(&self) -> String {
        self.0.to_string().to_lowercase()
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first: String = self.0.user().chars().take(1).collect();
        write!(f, "{first}…@{}", self.0.domain())
    }
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Who sends: « Estran <estran@abers.example> », or the address alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender(Mailbox);

impl Sender {
    pub fn new(text: &str) -> Option<Sender> {
        let (name, address) = match text.trim().strip_suffix('>') {
            Some(inside) => {
                let (name, address) = inside.rsplit_once('<')?;
                (Some(name.trim().trim_matches('"').to_owned()), address)
            }
            None => (None, text),
        };
        if text.chars().any(char::is_control) {
            return None;
        }
        let name = name.filter(|name| !name.is_empty());
        Some(Sender(Mailbox::new(name, Recipient::new(address)?.0)))
    }

    pub(super) fn mailbox(&self) -> Mailbox {
        self.0.clone()
    }

    pub(super) fn address(&self) -> &Address {
        &self.0.email
    }

    pub fn domain(&self) -> &str {
        self.0.email.domain()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_is_never_shown_whole() {
        let recipient = Recipient::new(" direction@abers.example ").unwrap();
        assert_eq!(recipient.to_string(), "d…@abers.example");
        assert_eq!(format!("{recipient:?}"), "d…@abers.example");
        assert_eq!(recipient.whole(), "direction@abers.example");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for wrong in [
            "",
            "direction",
            "direction@",
            "a b@abers.example",
            "é@abers.example",
            "Une <une@abers.example>",
            "une@abers.example, deux@abers.example",
            "une@abers.example\r\nBcc: deux@abers.example",
        ] {
            assert!(Recipient::new(wrong).is_none(), "{wrong}");
        }
        for name in [
            "Estran <",
            "Réseaux sociaux, l’équipe <",
            "\"Estran\" <",
            "<",
        ] {
            let sender = Sender::new(&format!("{name}estran@abers.example>")).unwrap();
            assert_eq!(sender.domain(), "abers.example", "{name}");
        }
        assert!(Sender::new("estran@abers.example").is_some());
        assert!(Sender::new("Estran").is_none());
    }
}
