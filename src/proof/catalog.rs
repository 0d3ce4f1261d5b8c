//! What the file says of itself as a whole, and of its pages.

use lopdf::{Dictionary, Object, ObjectId};

use super::fault::{Faults, Place};
use super::pdf::Pdf;
use super::rule::{Rule, a, a_a, own_ua, rules, ua};

rules! {
    MARKED: [ua("6.2-1"), a_a("6.7.2.2-1")]
        "le fichier se dit étiqueté (MarkInfo, Marked)", "produire un PDF étiqueté (balisé)";
    SUSPECTS: [ua("7.1-4")]
        "les étiquettes ne sont pas dites suspectes", "les vérifier, puis ôter la mention Suspects";
    TITLE_SHOWN: [ua("7.1-10")]
        "le titre s’affiche à la place du nom du fichier", "régler ViewerPreferences, DisplayDocTitle";
    LANGUAGE: [own_ua("langue-1")]
        "le document dit sa langue", "indiquer la langue du document, « fr » par exemple";
    LAYER_NAME: [ua("7.10-1"), a("6.9-1")]
        "chaque réglage de calques a un nom", "";
    LAYER_NAMES: [a("6.9-2")]
        "deux réglages de calques n’ont pas le même nom", "";
    LAYER_ORDER: [a("6.9-3")]
        "la liste des calques les contient tous", "";
    LAYER_AUTO: [ua("7.10-2"), a("6.9-4")]
        "aucun calque ne se montre ou se cache tout seul (AS)", "";
    EVENTS: [a("6.5.2-1")]
        "le document ne fait rien de lui-même (AA)", "";
    PAGE_EVENTS: [a("6.5.2-2")]
        "aucune page ne fait rien d’elle-même (AA)", "";
    FORM_XFA: [ua("7.15-1")]
        "le document n’a pas de formulaire XFA dynamique", "";
    FORM_XFA_ANY: [a("6.4.2-1")]
        "le document n’a pas de formulaire XFA", "";
    FORM_RENDERING: [a("6.4.2-2")]
        "le document ne demande pas à être composé à l’ouverture", "";
    FORM_APPEARANCES: [a("6.4.1-3")]
        "un formulaire porte l’apparence de ses champs", "";
    RIGHTS: [a("6.1.12-1")]
        "les droits signés ne sont que ceux de la norme (UR3, DocMDP)", "";
    REQUIREMENTS: [a("6.11-1")]
        "le document n’exige rien du lecteur (Requirements)", "";
    ALTERNATES: [a("6.10-1")]
        "le document n’a pas d’autre présentation", "";
    STEPS: [a("6.10-2")]
        "aucune page n’a d’étapes de présentation (PresSteps)", "";
    PAGE_SIZE: [a("6.1.13-11")]
        "une page mesure de 3 à 14 400 points dans chaque sens", "";
}

pub fn check(pdf: &Pdf, faults: &mut Faults) {
    let catalog = pdf.catalog();
    said(pdf, catalog, faults);
    layers(pdf, catalog, faults);
    for (rank, page) in pdf.pages.iter().enumerate() {
        self::page(pdf, *page, rank + 1, faults);
    }
}

fn said(pdf: &Pdf, catalog: &Dictionary, faults: &mut Faults) {
    let says = |part: &[u8], key: &[u8]| {
        let part = pdf.dictionary(catalog, part);
        part.is_some_and(|part| pdf.is_true(part, key))
    };
    let has = |part: &[u8], key: &[u8]| {
        let part = pdf.dictionary(catalog, part);
        part.is_some_and(|part| pdf.entry(part, key).is_some())
    };
    let xfa = || {
        let form = pdf.dictionary(catalog, b"AcroForm")?;
        let packet = pdf.unpacked(pdf.stream(form, b"XFA")?)?;
        Some(String::from_utf8_lossy(&packet).contains("<dynamicRender>required"))
    };
    let broken: [(&Rule, bool, &str); 11] = [
        (
            &MARKED,
            !says(b"MarkInfo", b"Marked"),
            "le fichier ne se dit pas étiqueté",
        ),
        (
            &SUSPECTS,
            says(b"MarkInfo", b"Suspects"),
            "les étiquettes sont dites suspectes",
        ),
        (
            &TITLE_SHOWN,
            !says(b"ViewerPreferences", b"DisplayDocTitle"),
            "le nom du fichier s’affiche à la place du titre",
        ),
        (
            &LANGUAGE,
            !pdf.has_words(catalog, b"Lang"),
            "la langue du document n’est pas dite",
        ),
        (&EVENTS, catalog.has(b"AA"), "le document agit de lui-même"),
        (
            &FORM_XFA,
            xfa() == Some(true),
            "un formulaire XFA dynamique",
        ),
        (&FORM_XFA_ANY, has(b"AcroForm", b"XFA"), "un formulaire XFA"),
        (
            &FORM_RENDERING,
            pdf.is_true(catalog, b"NeedsRendering"),
            "le document se compose à l’ouverture",
        ),
        (
            &FORM_APPEARANCES,
            says(b"AcroForm", b"NeedAppearances"),
            "les champs n’ont pas d’apparence",
        ),
        (
            &REQUIREMENTS,
            catalog.has(b"Requirements"),
            "le document pose des exigences au lecteur",
        ),
        (
            &ALTERNATES,
            has(b"Names", b"AlternatePresentations"),
            "une autre présentation",
        ),
    ];
    for (rule, _, what) in broken.into_iter().filter(|(_, is_broken, _)| *is_broken) {
        faults.whole(rule, what);
    }
    for (right, _) in pdf.dictionary(catalog, b"Perms").into_iter().flatten() {
        if !matches!(right.as_slice(), b"UR3" | b"DocMDP") {
            faults.whole(
                &RIGHTS,
                format!("un droit « {} »", String::from_utf8_lossy(right)),
            );
        }
    }
}

fn layers(pdf: &Pdf, catalog: &Dictionary, faults: &mut Faults) {
    let Some(layers) = pdf.dictionary(catalog, b"OCProperties") else {
        return;
    };
    let first = pdf.dictionary(layers, b"D");
    let others = pdf.array(layers, b"Configs").iter();
    let mut names = Vec::new();
    for settings in first
        .into_iter()
        .chain(others.filter_map(|one| pdf.as_dictionary(one)))
    {
        let name = pdf.words(settings, b"Name").unwrap_or_default();
        if name.is_empty() {
            faults.whole(&LAYER_NAME, "un réglage de calques n’a pas de nom");
        } else if names.contains(&name) {
            faults.whole(
                &LAYER_NAMES,
                format!("deux réglages de calques s’appellent « {name} »"),
            );
        }
        names.push(name);
        if settings.has(b"AS") {
            faults.whole(
                &LAYER_AUTO,
                "un réglage montre ou cache des calques tout seul",
            );
        }
        if settings.has(b"Order") {
            let listed = pdf.array(settings, b"Order");
            let all = pdf.array(layers, b"OCGs");
            if all.iter().any(|layer| !holds(pdf, listed, layer)) {
                faults.whole(&LAYER_ORDER, "un calque manque à la liste");
            }
        }
    }
}

/// Whether a list, or a list inside it, names this layer.
fn holds(pdf: &Pdf, listed: &[Object], layer: &Object) -> bool {
    let mut left: Vec<&Object> = listed.iter().collect();
    // As many steps as there can be entries: a list that holds itself ends too.
    for _ in 0..10_000 {
        let Some(entry) = left.pop() else {
            return false;
        };
        if entry.as_reference().is_ok() && entry.as_reference().ok() == layer.as_reference().ok() {
            return true;
        }
        if let Ok(inner) = pdf.whole(entry).as_array() {
            left.extend(inner);
        }
    }
    false
}

fn page(pdf: &Pdf, id: ObjectId, rank: usize, faults: &mut Faults) {
    let Some(page) = pdf.page(id) else {
        return;
    };
    if page.has(b"AA") {
        faults.add(&PAGE_EVENTS, Place::page(rank), "la page agit d’elle-même");
    }
    if page.has(b"PresSteps") {
        faults.add(
            &STEPS,
            Place::page(rank),
            "la page a des étapes de présentation",
        );
    }
    for key in [
        b"MediaBox".as_slice(),
        b"CropBox",
        b"BleedBox",
        b"TrimBox",
        b"ArtBox",
    ] {
        let corners = pdf.inherited(id, key).and_then(|(corners, _)| {
            let corners = corners.as_array().ok()?.iter();
            let corners: Vec<f32> = corners
                .filter_map(|corner| pdf.whole(corner).as_float().ok())
                .collect();
            <[f32; 4]>::try_from(corners).ok()
        });
        let Some([left, bottom, right, top]) = corners else {
            continue;
        };
        let (wide, high) = ((right - left).abs(), (top - bottom).abs());
        if !(3.0..=14_400.0).contains(&wide) || !(3.0..=14_400.0).contains(&high) {
            faults.add(
                &PAGE_SIZE,
                Place::page(rank),
                format!("{wide} sur {high} points"),
            );
        }
    }
}
