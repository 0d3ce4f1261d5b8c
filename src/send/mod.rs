//! The post office: takes bytes and addresses, knows no record. The only room that speaks SMTP.
//!
//! One message goes to one recipient, so that a refused address costs only itself. What is passing is told apart from
//! what asks for a person, and from what may have left ([`Next`]).

mod address;
mod email;
mod folder;
mod letter;
mod relay;
mod smtp;
mod stage;
mod trouble;
mod webhook;

use std::path::Path;

pub use address::{Recipient, Sender};
pub use email::{Email, EmailError, EmailKeys};
pub use folder::{Folder, FolderError, FolderKeys};
pub use letter::Letter;
pub use relay::{Encryption, Relay};
pub use smtp::{Limits, Order, post};
pub use stage::Stage;
pub use trouble::{Next, Trouble};
pub use webhook::{Findings, Notice, Webhook, WebhookError, WebhookKeys, tell};

/// Where a report goes once it is made. Nothing by default.
#[derive(Clone, Debug, Default)]
pub struct Delivery {
    pub email: Option<Email>,
    pub folder: Option<Folder>,
    pub webhook: Option<Webhook>,
}

impl Delivery {
    /// Whether anything leaves at all.
    pub fn is_set(&self) -> bool {
        self.email.is_some() || self.folder.is_some() || self.webhook.is_some()
    }

    /// The same, whose paths are relative to the folder of the configuration.
    #[must_use]
    pub fn based_on(mut self, base: &Path) -> Delivery {
        if let Some(email) = &mut self.email {
            let authority = email.relay.authority.take();
            email.relay.authority = authority.map(|path| base.join(path));
        }
        self.folder = self.folder.map(|folder| folder.based_on(base));
        self
    }
}
