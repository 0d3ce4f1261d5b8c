//! Each place that a report goes to: a person, a shared drive, a program that watches.

use std::path::Path;

use crate::config::Config;
use crate::document::fingerprint;
use crate::send::{Email, Folder, Recipient, Stage, Webhook};
use crate::words::number::NBSP;

use super::parcel::Parcel;

#[derive(Clone, Copy)]
pub enum Way<'a> {
    Email(&'a Email, &'a Recipient),
    Folder(&'a Folder, &'a Path),
    Webhook(&'a Webhook),
}

/// Where a report of this stage goes, in the order of config.toml. That there is none is for people and programs, not
/// for a folder.
pub fn ways<'a>(config: &'a Config, parcel: &Parcel) -> Vec<Way<'a>> {
    let mut ways = of_stage(config, parcel.stage);
    ways.retain(|way| parcel.pdf.is_some() || !matches!(way, Way::Folder(..)));
    ways
}

/// Where reports of this stage go.
pub fn of_stage(config: &Config, stage: Stage) -> Vec<Way<'_>> {
    let delivery = &config.delivery;
    let mut ways = Vec::new();
    if let Some(email) = &delivery.email {
        let to = email.to(stage).iter();
        ways.extend(to.map(|recipient| Way::Email(email, recipient)));
    }
    if let Some(folder) = &delivery.folder {
        let path = folder.of(stage);
        ways.extend(path.map(|path| Way::Folder(folder, path)));
    }
    ways.extend(delivery.webhook.as_ref().map(Way::Webhook));
    ways
}

impl Way<'_> {
    /// « courriel à d…@abers.example ».
    pub fn said(&self) -> String {
        match self {
            Way::Email(_, recipient) => format!("courriel à {recipient}"),
            Way::Folder(_, path) => format!("dossier «{NBSP}{}{NBSP}»", path.display()),
            Way::Webhook(webhook) => format!("webhook {}", webhook.url.host()),
        }
    }

    /// A fingerprint of the place, from which nobody is read.
    pub fn place(&self) -> String {
        let place = match self {
            Way::Email(_, recipient) => format!("email\0{}", recipient.whole()),
            Way::Folder(_, path) => format!("folder\0{}", path.display()),
            Way::Webhook(webhook) => format!("webhook\0{}", webhook.url),
        };
        fingerprint(place.as_bytes())
    }

    /// What makes a delivery one: the content, its stage, the place.
    pub fn key(&self, parcel: &Parcel) -> String {
        let Parcel {
            month,
            stage,
            content,
            ..
        } = parcel;
        let words = [
            "estran-envoi-1",
            &month.to_string(),
            stage.key(),
            content,
            &self.place(),
        ];
        fingerprint(words.join("\0").as_bytes())
    }
}
