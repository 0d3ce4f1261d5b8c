//! The logo of the service, inside the page.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use maud::{Markup, html};

use super::words;
use crate::render::pdf::Picture;

#[derive(Debug, thiserror::Error)]
#[error("le logo ne peut pas être écrit dans la page")]
pub struct Error(#[from] png::EncodingError);

pub fn logo(picture: &Picture, organisation: &str) -> Result<Markup, Error> {
    let side = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side(picture.width), side(picture.height));
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&picture.pixels)?;
    writer.finish()?;
    let source = format!("data:image/png;base64,{}", STANDARD.encode(&bytes));
    Ok(html! {
        img class="logo" src=(source) alt=(words::shown(organisation)) width=(picture.width) height=(picture.height);
    })
}
