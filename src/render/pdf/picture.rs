//! A picture of the service, its logo: a PNG, laid on white.

use std::io::Cursor;

use png::{ColorType, Decoder, Transformations};

/// The largest side, in pixels: twice what an A3 page shows of it at 300 dots an inch.
const LARGEST: u32 = 4000;

/// Rows of red, green and blue, from the top.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<u8>,
}

impl Picture {
    /// What was wrong is said for whoever chose the file.
    pub fn read(bytes: &[u8]) -> Result<Picture, String> {
        let wrong = |_| "n’est pas une image PNG que l’on puisse lire".to_owned();
        let mut decoder = Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().map_err(wrong)?;
        let (width, height) = reader.info().size();
        if width == 0 || height == 0 || width.max(height) > LARGEST {
            return Err(format!(
                "mesure {width} × {height} points ; {LARGEST} au plus de côté"
            ));
        }
        let size = reader
            .output_buffer_size()
            .ok_or_else(|| "est trop grande".to_owned())?;
        let mut read = vec![0; size];
        let frame = reader.next_frame(&mut read).map_err(wrong)?;
        read.truncate(frame.buffer_size());
        Ok(Picture {
            width: width as usize,
            height: height as usize,
            pixels: on_white(&read, frame.color_type),
        })
    }

    /// Its width for a height of one.
    pub fn proportion(&self) -> f64 {
        self.width as f64 / self.height as f64
    }
}

/// What shows through is white: files that last have no transparency.
fn on_white(read: &[u8], kind: ColorType) -> Vec<u8> {
    let grey = |value: u8| [value; 3];
    let laid = |value: u8, opacity: u8| {
        let (value, opacity) = (u32::from(value), u32::from(opacity));
        let laid = (value * opacity + 255 * (255 - opacity) + 127) / 255;
        u8::try_from(laid).unwrap_or(255)
    };
    match kind {
        ColorType::Rgb | ColorType::Indexed => read.to_vec(),
        ColorType::Grayscale => read.iter().flat_map(|value| grey(*value)).collect(),
        ColorType::GrayscaleAlpha => read
            .chunks_exact(2)
            .flat_map(|pixel| grey(laid(pixel[0], pixel[1])))
            .collect(),
        ColorType::Rgba => read
            .chunks_exact(4)
            .flat_map(|pixel| [0, 1, 2].map(|part| laid(pixel[part], pixel[3])))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(kind: ColorType, size: (u32, u32), pixels: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, size.0, size.1);
        encoder.set_color(kind);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(pixels).unwrap();
        writer.finish().unwrap();
        bytes
    }

    #[test]
    fn what_shows_through_is_white() {
        let bytes = written(ColorType::Rgba, (2, 1), &[10, 20, 30, 255, 10, 20, 30, 0]);
        let picture = Picture::read(&bytes).unwrap();
        assert_eq!((picture.width, picture.height), (2, 1));
        assert_eq!(picture.pixels, [10, 20, 30, 255, 255, 255]);
        let grey = written(ColorType::GrayscaleAlpha, (1, 1), &[0, 128]);
        assert_eq!(Picture::read(&grey).unwrap().pixels, [127, 127, 127]);
    }

    #[test]
    fn a_file_that_is_no_picture_or_is_cut_is_refused() {
        assert!(Picture::read(b"%PDF-1.7").unwrap_err().contains("PNG"));
        let bytes = written(ColorType::Rgb, (1, 1), &[1, 2, 3]);
        assert!(Picture::read(&bytes[..bytes.len() - 20]).is_err());
    }

    #[test]
    fn a_picture_that_is_too_large_is_refused_before_it_is_read() {
        let bytes = written(ColorType::Grayscale, (4001, 1), &[0; 4001]);
        assert!(Picture::read(&bytes).unwrap_err().contains("4001 × 1"));
    }
}
