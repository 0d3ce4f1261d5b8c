//! Colours that look the same everywhere: the output intent, and what needs one.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, Stream};

use super::fault::{Faults, Place};
use super::pdf::Pdf;
use super::rule::{Rule, a, rules};

rules! {
    INTENT: [a("6.2.3-1")]
        "le profil de couleurs du document est celui d’un écran ou d’une imprimante", "";
    ONE_INTENT: [a("6.2.3-2")]
        "le document n’a qu’un profil de couleurs", "";
    INTENT_HERE: [a("6.2.3-3")]
        "le profil de couleurs est dans le fichier", "";
    PROFILE: [a("6.2.4.2-1")]
        "le profil ICC d’un espace de couleurs est valide", "";
    RGB: [a("6.2.4.3-2")]
        "le rouge, vert, bleu de l’appareil s’appuie sur un profil de couleurs RVB", "joindre un profil sRGB (OutputIntents)";
    CMYK: [a("6.2.4.3-3")]
        "le cyan, magenta, jaune, noir de l’appareil s’appuie sur un profil de couleurs CMJN", "peindre en RVB, ou joindre un profil CMJN";
    GRAY: [a("6.2.4.3-4")]
        "le gris de l’appareil s’appuie sur un profil de couleurs", "joindre un profil sRGB (OutputIntents)";
    TRANSPARENT: [a("6.2.10-2")]
        "une page transparente dit dans quelles couleurs elle se mêle, ou le document a un profil de couleurs", "joindre un profil sRGB (OutputIntents)";
}

/// Spaces of colours inside others: none is that deep.
const DEEPEST: usize = 8;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Device {
    Gray,
    Rgb,
    Cmyk,
}

/// The devices whose colours are painted, each with the first page; and the pages that are transparent
/// without saying in which colours.
#[derive(Default)]
pub struct Colours {
    pub devices: BTreeMap<Device, usize>,
    pub transparent: Vec<usize>,
}

/// The devices that a space of colours leads to. A default space set beside it takes their place.
pub fn devices(
    pdf: &Pdf,
    space: &Object,
    resources: &Dictionary,
    faults: &mut Faults,
    page: usize,
) -> Vec<Device> {
    let named = pdf.dictionary(resources, b"ColorSpace");
    let has_default = |key: &[u8]| named.is_some_and(|named| named.has(key));
    let (mut left, mut found) = (vec![(space, 0)], Vec::new());
    while let Some((space, depth)) = left.pop() {
        let space = pdf.whole(space);
        if let Ok(name) = space.as_name() {
            match name {
                b"DeviceGray" | b"G" if !has_default(b"DefaultGray") => found.push(Device::Gray),
                b"DeviceRGB" | b"RGB" if !has_default(b"DefaultRGB") => found.push(Device::Rgb),
                b"DeviceCMYK" | b"CMYK" if !has_default(b"DefaultCMYK") => found.push(Device::Cmyk),
                _ if depth < DEEPEST => left.extend(
                    named
                        .and_then(|named| pdf.entry(named, name))
                        .map(|space| (space, depth + 1)),
                ),
                _ => {}
            }
            continue;
        }
        let Ok([kind, rest @ ..]) = space.as_array().map(Vec::as_slice) else {
            continue;
        };
        let inner = match pdf.whole(kind).as_name().unwrap_or_default() {
            b"ICCBased" => {
                let profile = rest
                    .first()
                    .and_then(|profile| pdf.whole(profile).as_stream().ok());
                if !profile.is_some_and(|profile| is_profile(pdf, profile, false)) {
                    faults.add(
                        &PROFILE,
                        Place::page(page),
                        "un profil ICC n’est pas valide",
                    );
                }
                None
            }
            b"Indexed" | b"I" | b"Pattern" => rest.first(),
            b"Separation" | b"DeviceN" => rest.get(1),
            b"CalRGB" | b"CalGray" | b"Lab" => None,
            _ => Some(kind),
        };
        if depth < DEEPEST {
            left.extend(inner.map(|inner| (inner, depth + 1)));
        }
    }
    found
}

/// The class and the colours of a profile, from its header.
fn is_profile(pdf: &Pdf, profile: &Stream, is_output: bool) -> bool {
    let Some(bytes) = pdf.unpacked(profile) else {
        return false;
    };
    let size = bytes
        .first_chunk()
        .map(|size| u32::from_be_bytes(*size) as usize);
    let classes: &[&[u8]] = if is_output {
        &[b"mntr", b"prtr"]
    } else {
        &[b"mntr", b"prtr", b"scnr", b"spac"]
    };
    let spaces: &[(&[u8], i64)] = &[(b"RGB ", 3), (b"CMYK", 4), (b"GRAY", 1), (b"Lab ", 3)];
    let is_space = |(name, count): &(&[u8], i64)| {
        let allowed = !is_output || *name != b"Lab ";
        allowed
            && bytes.get(16..20) == Some(*name)
            && pdf.integer(&profile.dict, b"N") == Some(*count)
    };
    size == Some(bytes.len())
        && bytes.get(8).is_some_and(|version| *version < 5)
        && bytes
            .get(12..16)
            .is_some_and(|class| classes.contains(&class))
        && bytes.get(36..40) == Some(b"acsp")
        && spaces.iter().any(is_space)
}

/// The colours of the intent of PDF/A, when there is one.
fn intent(pdf: &Pdf, faults: &mut Faults) -> Option<Device> {
    let intents = pdf.array(pdf.catalog(), b"OutputIntents").iter();
    let mut profiles = Vec::new();
    let mut device = None;
    for intent in intents.filter_map(|intent| pdf.as_dictionary(intent)) {
        if intent.has(b"DestOutputProfileRef") {
            faults.whole(&INTENT_HERE, "le profil de couleurs est ailleurs");
        }
        let Ok(profile) = intent.get(b"DestOutputProfile") else {
            continue;
        };
        if let Ok(id) = profile.as_reference() {
            profiles.push(id);
        }
        let stream = pdf.whole(profile).as_stream().ok();
        if !stream.is_some_and(|stream| is_profile(pdf, stream, true)) {
            faults.whole(
                &INTENT,
                "le profil de couleurs du document n’est pas valide",
            );
        } else if pdf.name(intent, b"S") == Some("GTS_PDFA1") {
            device = match stream.and_then(|stream| pdf.integer(&stream.dict, b"N")) {
                Some(1) => Some(Device::Gray),
                Some(4) => Some(Device::Cmyk),
                _ => Some(Device::Rgb),
            };
        }
    }
    if profiles.windows(2).any(|two| two[0] != two[1]) {
        faults.whole(&ONE_INTENT, "plusieurs profils de couleurs");
    }
    device
}

pub fn check(pdf: &Pdf, colours: &Colours, faults: &mut Faults) {
    let intent = intent(pdf, faults);
    for (device, page) in &colours.devices {
        let place = Place::page(*page);
        match device {
            Device::Gray if intent.is_none() => {
                faults.add(&GRAY, place, "du gris sans profil de couleurs");
            }
            Device::Rgb if intent != Some(Device::Rgb) => {
                faults.add(&RGB, place, "du rouge, vert, bleu sans profil RVB");
            }
            Device::Cmyk if intent != Some(Device::Cmyk) => faults.add(
                &CMYK,
                place,
                "du cyan, magenta, jaune, noir sans profil CMJN",
            ),
            _ => {}
        }
    }
    if intent.is_none() {
        for page in &colours.transparent {
            faults.add(
                &TRANSPARENT,
                Place::page(*page),
                "de la transparence sans couleurs de mélange",
            );
        }
    }
}
