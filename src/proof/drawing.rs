//! Images, forms and settings of drawing: what each may hold.

use lopdf::{Dictionary, Object};

use super::fault::{Faults, Place};
use super::pdf::Pdf;
use super::rule::{Rule, a, rules, ua};
use super::tree::list;

rules! {
    TRANSFER: [a("6.2.5-1")]
        "aucun réglage ne change les couleurs après coup (TR)", "";
    TRANSFER_TWO: [a("6.2.5-2")]
        "aucun réglage ne change les couleurs après coup (TR2)", "";
    HALFTONE_ORIGIN: [a("6.2.5-3")]
        "aucun réglage ne déplace la trame (HTP)", "";
    HALFTONE: [a("6.2.5-4")]
        "une trame est de type 1 ou 5", "";
    HALFTONE_NAME: [a("6.2.5-5")]
        "une trame n’est pas nommée", "";
    INTENT: [a("6.2.6-1")]
        "un mode de rendu est un des quatre de la norme", "";
    ALTERNATES: [a("6.2.8-1")]
        "une image n’en cache pas d’autres (Alternates)", "";
    IMAGE_OPI: [a("6.2.8-2")]
        "une image n’attend pas son original (OPI)", "";
    SMOOTHED: [a("6.2.8-3")]
        "une image n’est pas lissée par le lecteur (Interpolate)", "ôter Interpolate de l’image";
    BITS: [a("6.2.8-4")]
        "une image compte 1, 2, 4, 8 ou 16 bits par couleur", "";
    MASK_BITS: [a("6.2.8-5")]
        "un masque compte un bit par point", "";
    FORM: [a("6.2.9-1")]
        "un dessin ne contient pas de PostScript et n’attend pas son original", "";
    REFERENCE: [ua("7.20-1"), a("6.2.9-2")]
        "aucun dessin ne vient d’un autre fichier", "";
    POSTSCRIPT: [a("6.2.9-3")]
        "aucun dessin n’est en PostScript", "";
    BLEND: [a("6.2.10-1")]
        "un mode de fusion est un de ceux de la norme", "";
}

const BLENDS: [&[u8]; 17] = [
    b"Normal",
    b"Compatible",
    b"Multiply",
    b"Screen",
    b"Overlay",
    b"Darken",
    b"Lighten",
    b"ColorDodge",
    b"ColorBurn",
    b"HardLight",
    b"SoftLight",
    b"Difference",
    b"Exclusion",
    b"Hue",
    b"Saturation",
    b"Color",
    b"Luminosity",
];

fn tell(broken: &[(&'static Rule, bool, &str)], page: usize, faults: &mut Faults) {
    for (rule, _, what) in broken.iter().filter(|(_, is_broken, _)| *is_broken) {
        faults.add(rule, Place::page(page), *what);
    }
}

/// The name of a way to render colours, wherever it is said.
pub fn rendering(name: Option<&str>, page: usize, faults: &mut Faults) {
    const KNOWN: [&str; 4] = [
        "RelativeColorimetric",
        "AbsoluteColorimetric",
        "Perceptual",
        "Saturation",
    ];
    if let Some(name) = name
        && !KNOWN.contains(&name)
    {
        faults.add(
            &INTENT,
            Place::page(page),
            format!("le mode de rendu « {name} »"),
        );
    }
}

/// The settings that `gs` puts in force; gives whether they are transparent.
pub fn settings(pdf: &Pdf, settings: &Dictionary, page: usize, faults: &mut Faults) -> bool {
    let halftone = pdf.dictionary(settings, b"HT");
    let kind = halftone.map(|halftone| pdf.integer(halftone, b"HalftoneType"));
    let blends = list(pdf.entry(settings, b"BM"));
    let is_known = |blend: &Object| {
        pdf.whole(blend)
            .as_name()
            .is_ok_and(|name| BLENDS.contains(&name))
    };
    tell(
        &[
            (&TRANSFER, settings.has(b"TR"), "un réglage TR"),
            (
                &TRANSFER_TWO,
                settings.has(b"TR2") && pdf.name(settings, b"TR2") != Some("Default"),
                "un réglage TR2",
            ),
            (&HALFTONE_ORIGIN, settings.has(b"HTP"), "un réglage HTP"),
            (
                &HALFTONE,
                kind.is_some_and(|kind| !matches!(kind, Some(1 | 5))),
                "une trame d’un autre type",
            ),
            (
                &HALFTONE_NAME,
                halftone.is_some_and(|halftone| halftone.has(b"HalftoneName")),
                "une trame nommée",
            ),
            (
                &BLEND,
                !blends.iter().all(is_known),
                "un mode de fusion inconnu",
            ),
        ],
        page,
        faults,
    );
    rendering(pdf.name(settings, b"RI"), page, faults);
    let is_plain =
        |blend: &Object| matches!(pdf.whole(blend).as_name(), Ok(b"Normal" | b"Compatible"));
    let fades = |key: &[u8]| pdf.number(settings, key).is_some_and(|alpha| alpha < 1.0);
    fades(b"ca")
        || fades(b"CA")
        || pdf.dictionary(settings, b"SMask").is_some()
        || blends.iter().any(|blend| !is_plain(blend))
}

/// An image of its own; gives whether it is transparent.
pub fn image(pdf: &Pdf, image: &Dictionary, page: usize, faults: &mut Faults) -> bool {
    let bits = pdf.integer(image, b"BitsPerComponent");
    let is_mask = pdf.is_true(image, b"ImageMask");
    tell(
        &[
            (
                &ALTERNATES,
                image.has(b"Alternates"),
                "une image en cache d’autres",
            ),
            (
                &IMAGE_OPI,
                image.has(b"OPI"),
                "une image attend son original",
            ),
            (
                &SMOOTHED,
                pdf.is_true(image, b"Interpolate"),
                "une image est lissée",
            ),
            (
                &BITS,
                !matches!(bits, None | Some(1 | 2 | 4 | 8 | 16)),
                "un nombre de bits par couleur inconnu",
            ),
            (
                &MASK_BITS,
                is_mask && !matches!(bits, None | Some(1)),
                "un masque de plusieurs bits",
            ),
        ],
        page,
        faults,
    );
    rendering(pdf.name(image, b"Intent"), page, faults);
    pdf.stream(image, b"SMask").is_some()
}

/// An image laid in the content itself.
pub fn inline_image(pdf: &Pdf, image: &Dictionary, page: usize, faults: &mut Faults) {
    let smoothed = pdf.is_true(image, b"I") || pdf.is_true(image, b"Interpolate");
    tell(
        &[(&SMOOTHED, smoothed, "une image est lissée")],
        page,
        faults,
    );
}

/// A drawing used as a whole; gives whether it is transparent by itself.
pub fn form(pdf: &Pdf, form: &Dictionary, page: usize, faults: &mut Faults) -> bool {
    let is_postscript = form.has(b"PS") || pdf.name(form, b"Subtype2") == Some("PS");
    tell(
        &[
            (
                &FORM,
                form.has(b"OPI") || is_postscript,
                "un dessin en PostScript ou sans son original",
            ),
            (
                &REFERENCE,
                form.has(b"Ref"),
                "un dessin vient d’un autre fichier",
            ),
        ],
        page,
        faults,
    );
    let group = pdf.dictionary(form, b"Group");
    group.and_then(|group| pdf.name(group, b"S")) == Some("Transparency")
}

pub fn postscript(page: usize, faults: &mut Faults) {
    faults.add(&POSTSCRIPT, Place::page(page), "un dessin en PostScript");
}
