//! The sRGB colour profile, written from its definition (IEC 61966-2-1; ICC.1:2004, version 4.2).

/// Primaries of sRGB seen under D50, as X, Y, Z (Bradford adaptation).
const RED: [f64; 3] = [0.436_066, 0.222_488, 0.013_916];
const GREEN: [f64; 3] = [0.385_147, 0.716_873, 0.097_076];
const BLUE: [f64; 3] = [0.143_066, 0.060_608, 0.714_096];
/// The white of the profile connection space.
const D50: [f64; 3] = [0.964_2, 1.0, 0.824_9];
/// From the white of sRGB (D65) to D50.
const ADAPTATION: [f64; 9] = [
    1.047_882, 0.022_918, -0.050_217, 0.029_587, 0.990_479, -0.017_059, -0.009_232, 0.015_076,
    0.751_678,
];
/// ((value + 0.055) / 1.055) ^ 2.4 above 0.04045, value / 12.92 below.
const CURVE: [f64; 5] = [2.4, 1.0 / 1.055, 0.055 / 1.055, 1.0 / 12.92, 0.040_45];

/// A display profile: header, table of tags, data of the tags.
pub fn srgb() -> Vec<u8> {
    let curve = parametric(&CURVE);
    let tags: [(&[u8; 4], Vec<u8>); 10] = [
        (b"desc", words("sRGB IEC61966-2.1")),
        (b"cprt", words("Public domain")),
        (b"wtpt", numbers(*b"XYZ ", &D50)),
        (b"chad", numbers(*b"sf32", &ADAPTATION)),
        (b"rXYZ", numbers(*b"XYZ ", &RED)),
        (b"gXYZ", numbers(*b"XYZ ", &GREEN)),
        (b"bXYZ", numbers(*b"XYZ ", &BLUE)),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let mut table = bytes(tags.len());
    let mut data: Vec<u8> = Vec::new();
    let start = 128 + 4 + tags.len() * 12;
    for (name, content) in &tags {
        table.extend_from_slice(*name);
        table.extend(bytes(start + data.len()));
        table.extend(bytes(content.len()));
        data.extend(content);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut profile = header(start + data.len());
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut header = bytes(size);
    header.extend_from_slice(&[0; 4]); // no preferred engine
    header.extend_from_slice(&[4, 0x20, 0, 0]); // version 4.2
    header.extend_from_slice(b"mntrRGB XYZ ");
    for part in [2026_u16, 1, 1, 0, 0, 0] {
        header.extend(part.to_be_bytes());
    }
    header.extend_from_slice(b"acsp");
    header.resize(68, 0); // platform, flags, maker, model, attributes, perceptual intent
    for part in D50 {
        header.extend(fixed(part));
    }
    header.resize(128, 0);
    header
}

/// One sentence, in English, as a multi-language text.
fn words(sentence: &str) -> Vec<u8> {
    let letters: Vec<u8> = sentence.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let mut tag = b"mluc\0\0\0\0".to_vec();
    tag.extend(bytes(1));
    tag.extend(bytes(12));
    tag.extend_from_slice(b"enUS");
    tag.extend(bytes(letters.len()));
    tag.extend(bytes(28));
    tag.extend(letters);
    tag
}

fn numbers(kind: [u8; 4], values: &[f64]) -> Vec<u8> {
    let mut tag = kind.to_vec();
    tag.extend_from_slice(&[0; 4]);
    tag.extend(values.iter().flat_map(|value| fixed(*value)));
    tag
}

/// A curve of the third kind: a power above a threshold, a straight line below.
fn parametric(values: &[f64; 5]) -> Vec<u8> {
    let mut tag = b"para\0\0\0\0\0\x03\0\0".to_vec();
    tag.extend(values.iter().flat_map(|value| fixed(*value)));
    tag
}

/// Sixteen bits before the point, sixteen after.
#[expect(
    clippy::cast_possible_truncation,
    reason = "constants between -1 and 3"
)]
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65_536.0).round() as i32).to_be_bytes()
}

fn bytes(value: usize) -> Vec<u8> {
    u32::try_from(value)
        .expect("a profile of a few hundred bytes")
        .to_be_bytes()
        .to_vec()
}
