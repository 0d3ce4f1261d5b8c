//! From a report to a tagged PDF: layout, then paint, then tags.
//!
//! Same report, same bytes: nothing here reads a clock, a random number or an address in memory.

mod attachment;
mod blocks;
mod breaks;
mod chart;
mod columns;
mod cover;
mod draw;
mod elements;
mod flow;
mod font;
mod format;
mod hyphens;
mod icc;
mod layout;
mod lines;
mod links;
mod lists;
mod look;
mod notices;
mod paint;
mod panels;
mod picture;
mod piece;
mod poster;
mod printable;
mod running;
pub mod sheet;
mod split;
mod spoken;
mod table;
mod tags;
mod text;
mod theme;
mod tiles;
mod units;
mod xmp;

use crate::report::block::Report;

pub use attachment::Attachment;
pub use format::{Format, Size};
pub use layout::layout;
pub use look::Look;
pub use paint::paint;
pub use picture::Picture;
pub use printable::printable;
pub use sheet::Layout;
pub use tags::finish;
pub use theme::{Ink, Theme};

/// Why no file could be made. Neither depends on the words of the report.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("la police « {0} » ne peut pas être incorporée dans le PDF")]
    Font(&'static str),
    #[error("le fichier PDF ne peut pas être assemblé")]
    Pdf(#[from] lopdf::Error),
    #[error("le fichier PDF ne peut pas être écrit")]
    Write(#[from] std::io::Error),
}

/// The finished file, ready to be put on the shelf.
pub fn render(report: &Report, theme: &Theme) -> Result<Vec<u8>, Error> {
    render_with(report, theme, &[])
}

/// The same, with files that travel inside it.
pub fn render_with(
    report: &Report,
    theme: &Theme,
    attachments: &[Attachment],
) -> Result<Vec<u8>, Error> {
    let layout = layout(report, theme);
    let painted = paint(&layout)?;
    finish(painted, &layout, report, attachments)
}
