//! How the service looks: its colours, and its logo from the disk.

use std::fs;
use std::sync::Arc;

use anyhow::{Context, bail};

use crate::render::pdf::{Look, Picture, Theme};
use crate::words::number::NBSP;

/// The colours of the service and its logo.
#[expect(clippy::disallowed_methods, reason = "the door of the logo")]
pub fn theme(look: &Look) -> anyhow::Result<Theme> {
    let theme = look.theme();
    let Some(path) = &look.logo else {
        return Ok(theme);
    };
    let said = format!("« logo » de [look]{NBSP}: le fichier {}", path.display());
    let bytes = fs::read(path).with_context(|| format!("{said} ne s’ouvre pas"))?;
    match Picture::read(&bytes) {
        Ok(picture) => Ok(Theme {
            logo: Some(Arc::new(picture)),
            ..theme
        }),
        Err(wrong) => bail!("{said} {wrong}"),
    }
}
